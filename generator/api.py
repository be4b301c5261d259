"""The functions and classes for doors and programs: values in, values out; imported as ``anpham``.

What a person types and reads, files of settings, the clock and the network belong to the doors.
Only light modules are imported here; what makes and judges pieces is imported when it is called,
so that help and mistyped commands need not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack, overload

from generator.content.model import Issuer, IssuerRequest, Letter, TextLength
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
from generator.orders.results import Made, MadeFile
from generator.press.profile import Destination

if TYPE_CHECKING:
    import datetime as dt

    from generator.checking import CheckTerms
    from generator.content.model import Campaign
    from generator.job import Piece
    from generator.orders.workshop import Workshop
    from generator.preflight.checks.qr.links import LinkAnswers
    from generator.preflight.report.result import Preflight
    from generator.vietnamese.repair import TextChange
    from generator.vietnamese.review_notes import ReviewNote

__all__ = [
    "AnphamError",
    "ContentError",
    "Destination",
    "DoesNotFitError",
    "Finding",
    "InputOutputError",
    "Issuer",
    "IssuerRequest",
    "Letter",
    "Made",
    "MadeFile",
    "MakeOptions",
    "Message",
    "MissingResourceError",
    "Piece",
    "Place",
    "Preflight",
    "Problem",
    "RepairedText",
    "Severity",
    "TemplateError",
    "TextLength",
    "UsageError",
    "Workshop",
    "check",
    "load_issuers",
    "make",
    "read_letter",
    "repair_text",
]

#: Names whose modules import what makes or checks pieces.
_HEAVY = {
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
    on_file: Callable[[MadeFile], None] | None = ...,
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
    on_file: Callable[[MadeFile], None] | None = ...,
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
    on_file: Callable[[MadeFile], None] | None = None,
    **changes: Any,
) -> Made:
    """Make the pieces that the options ask for and save them in the folder ``output``.

        import anpham

        made = anpham.make(date="2026-11-24", materials="poster", issuer="An Phú Đông")
        for file in made.files:
            print(file.path, file.pages, file.official_items)

    Args:
        options: What to make.
        output: Made when there is none. A file of the same name is replaced.
        png: Whether to save a picture of each page beside its PDF: ``name.png``, or
            ``name-1.png``, ``name-2.png`` when there are several.
        check: Whether each file is checked for its profile once it is saved, as ``anpham check``
            does. The findings are in its ``preflight``; nothing is raised, and the file stays.
        on_file: Called with each file as soon as it is saved.
        changes: Attributes of ``MakeOptions``; they stand in for ``options`` or go over them.

    Raises:
        AnphamError: one of its kinds. When a piece cannot be made, nothing is saved; when one
            cannot be saved, those before it stay.
    """
    order = read_options(options, changes)
    folder = read_path(output, option="output", expected=msg("a folder"))
    if on_file is not None and not callable(on_file):
        raise wrong_value(on_file, option="on_file", expected=msg("a function"))
    flags = {"png": read_flag(png, option="png"), "check": read_flag(check, option="check")}
    from generator.core.assets import shipped_assets
    from generator.orders.execution import execute

    return execute(order, shipped_assets(order.templates), output=folder, on_file=on_file, **flags)


@public
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

    return load_campaign(campaign_folder(campaign, shipped_assets().campaigns))


@cache
def _shipped_campaign(name: str) -> Campaign | None:
    """The campaign of that name, if it is one that came with the program."""
    from generator.content.campaign_folders import campaign_names
    from generator.core.assets import shipped_assets

    return _load_campaign(name) if name in campaign_names(shipped_assets().campaigns) else None


@public
def read_letter(letter: PathText | bytes, *, source: str = "<letter>") -> Letter:
    """The official letter in a file of plain text.

    Args:
        letter: The file's path, or its bytes.
        source: What messages call bytes.

    Raises:
        ContentError: when it is no plain text, or no such letter; then with every part that is
            missing, at the line where it was looked for.
        InputOutputError: when the file cannot be read.
    """
    from generator.content.letter import parse_letter

    data, name = _content(letter, "letter", read_source_name(source))
    return parse_letter(data, source=name)


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


def _content(given: PathText | bytes, option: str, source: str) -> tuple[bytes, str]:
    """The bytes of a file, and its name for messages: ``source`` if it has no path."""
    if isinstance(given, bytes):
        return given, source
    from generator.reading.files import read_source

    path = read_path(given, option=option, expected=msg("a file, or the bytes of one"))
    return read_source(path), str(path)
