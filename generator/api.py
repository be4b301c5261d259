"""The functions and classes for doors and programs: values in, values out; imported as ``anpham``.

What a person types and reads, files of settings, the clock and the network belong to the doors.
Only light modules are imported here; what makes and judges pieces is imported when it is called,
so that help and mistyped commands need not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack, overload

from generator.content.letters.model import Letter, LetterBlock
from generator.content.model import ApprovedTextChange, Issuer, IssuerRequest, TextLength
from generator.core.destination import Destination
from generator.core.errors import (
    AnphamError,
    ContentError,
    DoesNotFitError,
    InputOutputError,
    MissingResourceError,
    Place,
    Problem,
    TemplateError,
    UsageError,
)
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.os_errors import refusals_as_ours
from generator.core.output_kind import OutputKind
from generator.core.public import public
from generator.orders.options import (
    ChangedOptions,
    MakeOptions,
    NewOptions,
    PathText,
    read_date,
    read_flag,
    read_options,
    read_path,
    read_source_name,
    wrong_value,
)
from generator.orders.results import FailedPiece, Made, MadeFile, OutputFile, Task, joined

if TYPE_CHECKING:
    import datetime as dt

    from generator.checking import CheckTerms
    from generator.content.approval_writer import ApprovedItem, CampaignApproval
    from generator.content.model import Campaign
    from generator.gallery.model import Gallery
    from generator.job import Piece
    from generator.orders.workshop import Workshop
    from generator.preflight.checks.qr.links import LinkAnswers
    from generator.preflight.report.result import Preflight
    from generator.scaffolding.new_campaign import Ask, NewCampaign
    from generator.vietnamese.repair import TextChange
    from generator.vietnamese.review_notes import ReviewNote

__all__ = [
    "AnphamError",
    "ApprovedItem",
    "ApprovedTextChange",
    "CampaignApproval",
    "ContentError",
    "Destination",
    "DoesNotFitError",
    "FailedPiece",
    "Finding",
    "Gallery",
    "InputOutputError",
    "Issuer",
    "IssuerRequest",
    "Letter",
    "LetterBlock",
    "Made",
    "MadeFile",
    "MakeOptions",
    "Message",
    "MissingResourceError",
    "NewCampaign",
    "OutputFile",
    "OutputKind",
    "Piece",
    "Place",
    "Preflight",
    "Problem",
    "RepairedText",
    "Severity",
    "Task",
    "TemplateError",
    "TextLength",
    "UsageError",
    "Workshop",
    "approve_campaign",
    "check",
    "load_issuers",
    "make",
    "make_gallery",
    "new_campaign",
    "read_letter",
    "repair_text",
]

#: Names whose modules import what makes or checks pieces.
_HEAVY = {
    "Gallery": "generator.gallery.model",
    "NewCampaign": "generator.scaffolding.new_campaign",
    "ApprovedItem": "generator.content.approval_writer",
    "CampaignApproval": "generator.content.approval_writer",
    "Piece": "generator.job",
    "Preflight": "generator.preflight.report.result",
    "Workshop": "generator.orders.workshop",
}


if not TYPE_CHECKING:  # or a type checker would take any name for one of these

    def __getattr__(name: str) -> object:
        """Import a heavy name when it is first used."""
        if name in _HEAVY:
            return getattr(import_module(_HEAVY[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


@overload
def make(
    *,
    output: PathText = ...,
    png: bool = ...,
    check: bool = ...,
    on_start: Callable[[Task], None] | None = ...,
    on_file: Callable[[MadeFile], None] | None = ...,
    on_failure: Callable[[FailedPiece], None] | None = ...,
    **options: Unpack[NewOptions],
) -> Made: ...
@overload
def make(
    options: MakeOptions,
    /,
    *,
    output: PathText = ...,
    png: bool = ...,
    check: bool = ...,
    on_start: Callable[[Task], None] | None = ...,
    on_file: Callable[[MadeFile], None] | None = ...,
    on_failure: Callable[[FailedPiece], None] | None = ...,
    **changes: Unpack[ChangedOptions],
) -> Made: ...
@public
def make(
    options: MakeOptions | None = None,
    /,
    *,
    output: PathText = "output",
    png: bool = False,
    check: bool = True,
    on_start: Callable[[Task], None] | None = None,
    on_file: Callable[[MadeFile], None] | None = None,
    on_failure: Callable[[FailedPiece], None] | None = None,
    **changes: Any,
) -> Made:
    """Make the pieces that the options ask for and save them in the folder ``output``.

        import anpham

        made = anpham.make(date="2026-11-24", materials="poster", issuer="An Phú Đông")
        for file in made.files:
            print(file.path, file.pages, file.official_items)

    Args:
        options: What to make.
        output: Made when there is none. A file of the same name is replaced; a finding says so when
            it had other content.
        png: Whether to save a picture of each page beside its PDF: ``name.png``, or
            ``name-1.png``, ``name-2.png`` when there are several.
        check: Whether each file is checked for its profile once it is saved, as ``anpham check``
            does. The findings are in its ``preflight``; nothing is raised, and the file stays.
        on_start: Called before each piece is made.
        on_file: Called with each file as soon as it is saved.
        on_failure: Called with each piece that cannot be made. By default such pieces are raised,
            after the others are saved.
        changes: Attributes of ``MakeOptions``; they stand in for ``options`` or go over them.

    Raises:
        AnphamError: one of its kinds: for the order, before anything is made; for pieces that
            cannot be made or saved, with all their problems, when the others are there.
    """
    order = read_options(options, changes)
    folder = read_path(output, option="output", expected=msg("a folder"))
    callbacks = {"on_start": on_start, "on_file": on_file, "on_failure": on_failure}
    for name, callback in callbacks.items():
        if callback is not None and not callable(callback):
            raise wrong_value(callback, option=name, expected=msg("a function"))
    flags = {"png": read_flag(png, option="png"), "check": read_flag(check, option="check")}
    from generator.core.assets import shipped_assets
    from generator.orders.execution import execute

    made = execute(
        order,
        shipped_assets(order.templates),
        output=folder,
        on_start=on_start,
        on_file=on_file,
        on_failure=on_failure,
        **flags,
    )
    if made.failed and on_failure is None:
        raise joined([piece.error for piece in made.failed])
    return made


@public
@refusals_as_ours()
def make_gallery(
    options: MakeOptions | None = None,
    /,
    *,
    output: PathText,
    on_start: Callable[[Task], None] | None = None,
    **changes: Any,
) -> Gallery:
    """Make a web page of all materials of a campaign, in every size and theme, in a folder.

    What cannot be made hangs there with its reason. Sizes and themes of the options are passed
    over: the gallery shows all.

    Args:
        options: The campaign, the issuer and the materials; none are all.
        output: Made when there is none; ``index.html`` is written last.
        on_start: Called before each piece in its default size.
        changes: Attributes of ``MakeOptions``; they stand in for ``options`` or go over them.

    Raises:
        AnphamError: one of its kinds, for the order, or for a file that cannot be written.
    """
    order = read_options(options, changes)
    folder = read_path(output, option="output", expected=msg("a folder"))
    from generator.core.assets import shipped_assets
    from generator.core.atomic_write import save_file
    from generator.gallery.collection import collect
    from generator.gallery.page import gallery_files

    assets = shipped_assets(order.templates)
    found = collect(order, assets, on_start)
    for name, data in gallery_files(found, assets.gallery):
        save_file(data, folder / name)
    return found


@public
@refusals_as_ours()
def new_campaign(
    letter: PathText | bytes,
    *,
    date: dt.date | str,
    output: PathText | None = None,
    issuer: str | Issuer | None = None,
    issuer_name: str | None = None,
    default_issuer: IssuerRequest | None = None,
    qr: str | None = None,
    groups: str | Iterable[str] | None = None,
    valid_until: dt.date | str | None = None,
    approver: str | None = None,
    ask: Ask | None = None,
    source: str = "letter.txt",
) -> NewCampaign:
    """Draft a campaign from an official paper and write its folder, as ``anpham new`` does.

        made = anpham.new_campaign("cong-van.docx", date="2026-11-24")
        print(made.folder, [piece.material for piece in made.pieces if not piece.problems])

    The folder holds the paper as it was, ``campaign.yaml``, the lock and ``xem-truoc.html``. All
    texts in it are a draft until they are approved.

    Args:
        letter: The paper's path, or its bytes.
        date: The date of today.
        output: The folder, a new one; by default named after the paper's number and subject.
        issuer: Who issues the pieces, to be looked up; by default ``default_issuer``, else who
            issued the paper, under the name that it has there if no list knows it.
        issuer_name: Any name, used as it is instead of a look-up.
        default_issuer: A person's own issuer.
        qr: Target of the QR code; empty for none, by default the paper's first link.
        groups: Names of the draft's groups that stand on the pieces; by default those that are for
            citizens. The others stand in the campaign's file as comments.
        valid_until: The last day on which the content is in force.
        approver: Who will approve the texts; by default who signed the paper.
        ask: Called with the questions and these answers; gives those of a person.
        source: The name of bytes, for messages and in the folder.

    Raises:
        ContentError: if the paper cannot be read, or has nothing that a piece could show.
        UsageError: if an issuer, a link or a group is not known; if nobody issues the pieces.
        InputOutputError: if the paper cannot be read, or if there is such a folder or it cannot be
            written. Nothing is left behind.
    """
    from generator.content.letter import MAX_LETTER_BYTES
    from generator.core.assets import shipped_assets
    from generator.scaffolding.new_campaign import CampaignOptions, create_campaign

    data, name = _content(letter, "letter", read_source_name(source), limit=MAX_LETTER_BYTES)
    named = None
    if issuer is not None or issuer_name is not None:
        named = IssuerRequest(issuer=issuer, issuer_name=issuer_name)
    return create_campaign(
        data,
        source=name,
        options=CampaignOptions(
            date=read_date(date, option="date"),
            output=(
                read_path(output, option="output", expected=msg("a folder"))
                if output is not None
                else None
            ),
            own_issuer=default_issuer or IssuerRequest(),
            issuer=named,
            qr_url=qr,
            groups=_names(groups),
            valid_until=(
                read_date(valid_until, option="valid_until") if valid_until is not None else None
            ),
            approver=approver,
            ask=ask,
        ),
        assets=shipped_assets(),
    )


@public
@refusals_as_ours()
def check(
    file: PathText | bytes,
    *,
    date: dt.date | str,
    profile: PathText | None = None,
    campaign: PathText | None = None,
    source: str = "<file>",
) -> Preflight:
    """The findings on a finished PDF, made by anpham or not, as ``anpham check`` reports them.

    Args:
        file: The path of the PDF, or its bytes.
        date: The date of today, for how long ago something was checked.
        profile: A name, or a YAML file; by default the one that the file names, else the usual one
            for what it looks made for.
        campaign: A name or a folder: what the file says is compared with it as it is now; by
            default with the shipped one that the file names.
        source: What messages call bytes.

    Raises:
        InputOutputError: if the file cannot be read, is no PDF or is damaged beyond repair.
        UsageError: if there is no such profile or campaign.
        ContentError: with every fault of a profile's or campaign's file.
    """
    from generator.checking import check_file

    source = read_source_name(source)
    terms = check_terms(read_date(date, option="date"), profile=profile, campaign=campaign)
    if isinstance(file, bytes):
        data, path = file, Path(source)
    else:
        path = read_path(file, option="file", expected=msg("a file, or the bytes of one"))
        data = read_pdf(path)
    checked = check_file(data, path, terms)
    if checked.result is None:
        raise InputOutputError(*checked.problems)
    return checked.result


def check_terms(
    today: dt.date,
    *,
    profile: PathText | None = None,
    campaign: PathText | None = None,
    ask_links: Callable[[Sequence[str], Path], LinkAnswers] | None = None,
    has_pictures: bool = False,
) -> CheckTerms:
    """The terms of a check with the shipped profiles and campaigns; for several files.

    The arguments are those of :func:`check` and of ``CheckTerms``.

    Raises:
        UsageError: if there is no such profile or campaign.
        ContentError: with every fault of a profile's or campaign's file.
    """
    from generator.checking import CheckTerms
    from generator.core.assets import shipped_assets
    from generator.press.profiles import load_profile

    assets = shipped_assets()
    return CheckTerms(
        today=today,
        assets=assets,
        profile=(
            load_profile(_name(profile, "profile"), assets.profiles)
            if profile is not None
            else None
        ),
        campaign=_load_campaign(_name(campaign, "campaign")) if campaign is not None else None,
        known_campaign=_shipped_campaign,
        ask_links=ask_links,
        has_pictures=has_pictures,
    )


def read_pdf(path: Path) -> bytes:
    """The bytes of the file at ``path``, of any size.

    Raises:
        InputOutputError: if it is a folder or cannot be read.
    """
    from generator.core.os_errors import refusal
    from generator.reading.files import refuse_endless

    refuse_endless(path)
    try:
        if not path.is_dir():
            return path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputOutputError(
            Problem(
                "cannot-read",
                msg("cannot read the file: {reason}", reason=refusal(error)),
                msg("check its name, and that you may open it"),
                Place(str(path)),
            )
        ) from error
    raise InputOutputError(
        Problem(
            "not-a-pdf",
            msg("this is a folder, not a PDF"),
            msg("name the PDF files in it, one or several"),
            Place(str(path)),
        )
    )


def _name(value: PathText, option: str) -> str | Path:
    path = read_path(value, option=option, expected=msg("a name, or a path"))
    return value if isinstance(value, str) else path


def _load_campaign(campaign: str | Path) -> Campaign:
    from generator.content.campaign import load_campaign
    from generator.content.campaign_folders import campaign_folder
    from generator.core.assets import shipped_assets

    assets = shipped_assets()
    return load_campaign(campaign_folder(campaign, assets.campaigns), drawings=assets.drawings)


@cache
def _shipped_campaign(name: str) -> Campaign | None:
    """The campaign of that name, if it is one that came with the program."""
    from generator.content.campaign_folders import campaign_names
    from generator.core.assets import shipped_assets

    return _load_campaign(name) if name in campaign_names(shipped_assets().campaigns) else None


@public
@refusals_as_ours()
def approve_campaign(campaign: PathText, *, by: str, date: dt.date | str) -> CampaignApproval:
    """Approve a campaign as it is now, and return what was approved.

    Its pieces are no drafts any more, until one of its texts is changed.

    Args:
        campaign: The campaign's folder.
        by: The name of the person who answers for it.
        date: The day.

    Raises:
        UsageError: if there is no such folder, or ``by`` is no name.
        ContentError: with every fault of the campaign, or if its letter is not the locked one.
        InputOutputError: if a file cannot be read or written; none is half written.
    """
    from generator.content.approval_writer import approve
    from generator.core.assets import shipped_assets

    if not isinstance(by, str):
        raise wrong_value(by, option="by", expected=msg("a name"))
    folder, day = own_campaign_folder(campaign), read_date(date, option="date")
    return approve(folder, by=by, on=day, drawings=shipped_assets().drawings)


def own_campaign_folder(campaign: PathText) -> Path:
    """The folder of a campaign that is not a shipped one, which nobody approves.

    Raises:
        UsageError: if there is none.
    """
    from generator.content.campaign_folders import campaign_folder
    from generator.core.assets import shipped_assets

    shipped = shipped_assets().campaigns
    folder = campaign_folder(_name(campaign, "campaign"), shipped)
    if folder.resolve().parent == shipped.resolve():
        raise UsageError(
            Problem(
                "sample-not-approved",
                msg(
                    "'{name}' came with anpham as a sample; there is nothing to approve",
                    name=folder.name,
                ),
                msg("copy its folder and name the copy"),
            )
        )
    return folder


@public
def read_letter(letter: PathText | bytes, *, source: str = "<letter>") -> Letter:
    """The official letter in a file: plain text, Word, PDF, a web page or a scan.

    A field that the letter lacks is None; ``lacks`` names those that such a paper must have.

    Args:
        letter: The file's path, or its bytes.
        source: What messages call bytes.

    Raises:
        ContentError: when it is no text at all, or of a kind that is not read.
        InputOutputError: when the file cannot be read.
        MissingResourceError: when it is a scan, and the extra anpham[ocr] is not installed.
    """
    from generator.content.letter import MAX_LETTER_BYTES, parse_letter
    from generator.core.assets import shipped_assets

    data, name = _content(letter, "letter", read_source_name(source), limit=MAX_LETTER_BYTES)
    return parse_letter(data, source=name, recognition=shipped_assets().recognition)


@public
@dataclass(frozen=True, slots=True)
class RepairedText:
    """A repaired text, what was repaired, and what a person should look at.

    Attributes:
        text: With its line ends as they were.
        changes: What was changed, of each kind once a line, in the order of the lines.
        remarks: What looks wrong and was not changed, each kind once.
    """

    text: str
    changes: tuple[TextChange, ...]
    remarks: tuple[ReviewNote, ...]


@public
def repair_text(text: str | bytes, *, source: str = "<text>") -> RepairedText:
    """The Vietnamese ``text`` without old encodings, misplaced marks and invisible characters.

    Args:
        text: Or the bytes of a file of text, whatever it is encoded in.
        source: The file's name, for messages.

    Raises:
        ContentError: when it is no text, or lost characters that nobody can restore.
    """
    if not isinstance(text, str | bytes):
        raise wrong_value(text, option="text", expected=msg("a text, or the bytes of one"))
    source = read_source_name(source)
    from generator.vietnamese.decoding import decode_text
    from generator.vietnamese.repair import repair
    from generator.vietnamese.review_notes import find_review_notes
    from generator.vietnamese.text_guard import refuse_unprintable

    place = Place(source)
    decoded = text if isinstance(text, str) else decode_text(text, source=source)
    repaired = repair(decoded, place=place)
    # A soft hyphen that is left may be a letter of TCVN3: a remark says so.
    refuse_unprintable(repaired.text.replace("\u00ad", "-"), place=place)
    remarks = find_review_notes(repaired.text, numbers=repaired.numbers)
    return RepairedText(repaired.text, repaired.changes, tuple(remarks))


@public
def load_issuers(path: PathText) -> tuple[Issuer, ...]:
    """The issuers in the CSV file at ``path``, in its order; for ``MakeOptions.issuer``.

    Its columns are those of the shipped lists, see ``assets/issuers/README.md``.

    Raises:
        ContentError: with every faulty row of the list.
        InputOutputError: when the file cannot be read.
    """
    from generator.content import issuers

    return issuers.load_issuers(read_path(path, option="path", expected=msg("a file")))


def _names(given: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """Several names, of one or several."""
    if given is None:
        return None
    return (given,) if isinstance(given, str) else tuple(given)


def _content(given: PathText | bytes, option: str, source: str, *, limit: int) -> tuple[bytes, str]:
    """The bytes of a file, at most ``limit``, and its name: ``source`` if it has no path."""
    if isinstance(given, bytes):
        return given, source
    from generator.reading.files import read_source

    path = read_path(given, option=option, expected=msg("a file, or the bytes of one"))
    return read_source(path, limit=limit), str(path)
