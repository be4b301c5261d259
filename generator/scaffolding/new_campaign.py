"""A new campaign, from a paper's bytes to its folder: the order of the steps is known here.

    paper -> letter -> draft -> questions -> campaign file -> trial pieces -> overview -> folder

All is made in memory, and the folder is written at the end: what stops before leaves nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import Final

from generator.content.approval import RECORD_NAME
from generator.content.campaign import read_campaign
from generator.content.drafting.campaign_draft import draft_campaign
from generator.content.drafting.icon_words import load_icon_words
from generator.content.drafting.model import CampaignDraft
from generator.content.drawings import load_drawings
from generator.content.issuer_directory import load_directory
from generator.content.letter import parse_letter
from generator.content.letter_lock import CAMPAIGN_NAME, LOCK_NAME
from generator.content.letters.model import Letter, LetterKind
from generator.content.lock_file import lock_text
from generator.content.model import Campaign, IssuerRequest
from generator.content.placeholders import bracketed_placeholder
from generator.core.assets import Assets
from generator.core.errors import ContentError, InputOutputError, Place, Problem, UsageError
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.os_errors import whole_characters
from generator.core.public import public
from generator.core.translations import localizer
from generator.orders.preview import preview_png
from generator.orders.results import distinct
from generator.scaffolding.answers import (
    CampaignAnswers,
    CampaignQuestions,
    checked_link,
    chosen_groups,
    default_answers,
    named_issuer,
    questions,
)
from generator.scaffolding.campaign_file import (
    CampaignPlan,
    LeftOut,
    LockedFile,
    campaign_text,
)
from generator.scaffolding.folder import refuse_existing, write_folder
from generator.scaffolding.overview import OverviewMaterial, overview_of
from generator.scaffolding.overview_html import overview_html
from generator.scaffolding.selection import select_fitting
from generator.scaffolding.trial_pieces import TrialPiece, TrialPress, piece_findings
from generator.scaffolding.unused import closing_with_day, deadlines_of, tables_of
from generator.vietnamese.compounds import load_lexicon
from generator.vietnamese.dates import short_day
from generator.vietnamese.slugs import slug

#: Function that has a person answer the questions; given the answers that are taken without one.
Ask = Callable[[CampaignQuestions, CampaignAnswers], CampaignAnswers]

OVERVIEW_NAME: Final = "xem-truoc.html"
#: Names of the campaign's own files.
_OWN_NAMES: Final = (CAMPAIGN_NAME, LOCK_NAME, OVERVIEW_NAME, RECORD_NAME)
#: Names that every file system and a campaign file take.
_NAME: Final = re.compile(r"[^\W_][^/\\\\:*?\"<>|\ud800-\udfff]*")
_ENDINGS: Final = (".txt", ".docx", ".pdf", ".html", ".htm", ".jpg", ".jpeg", ".png")
#: Dots an inch of the overview's pictures: an A3 poster is 1,400 pixels high.
_PICTURE_DPI: Final = {"A3": 85.0}
_USUAL_DPI: Final = 110.0

_REASONS: Final = {
    LeftOut.NOT_CHOSEN: msg("its section was not chosen"),
    LeftOut.FOR_OFFICES: msg("a task of offices, not of citizens"),
    LeftOut.TOO_LONG: msg("its headline or support line is too long: shorten it"),
    LeftOut.NOT_FILLED: msg("a blank in the paper is not filled in"),
    LeftOut.NO_ROOM: msg("the pieces have no room for more"),
}


@public
@dataclass(frozen=True, slots=True)
class LeftOutPoint:
    """A point of the paper that stands in the campaign's file as a comment.

    Attributes:
        address: In the paper, as "II.1.a".
        reason: Stable, as "no-room"; ``message`` says it in words.
    """

    address: str
    headline: str
    reason: str
    message: Message


@public
@dataclass(frozen=True, slots=True)
class NewPiece:
    """A piece of the default order of the new campaign; ``problems`` if it cannot be made."""

    material: str
    size: str
    pages: int
    problems: tuple[Problem, ...] = ()


@public
@dataclass(frozen=True, slots=True)
class NewCampaign:
    """A campaign's new folder and what is known of it.

    Attributes:
        folder: As it was asked for, or named after the paper.
        files: The names of the files in it.
        letter_file: The name of the paper among them, ``overview`` that of the overview.
        campaign: As its file reads now.
        points: How many points of the paper there are, with what is no point but in ``left_out``;
            the points are in the campaign's file, used or as comments.
        overlong: Addresses of the items for whose headline no true cut was found.
        qr_url: None for pieces without a code.
        findings: On how the paper was read, what was proposed, and on the pieces.
        seconds: How long it took, without the time of a person's answers.
    """

    folder: Path
    files: tuple[str, ...]
    letter_file: str
    overview: str
    campaign: Campaign
    points: int
    issuer: str
    qr_url: str | None
    valid_until: dt.date | None
    approver: str
    left_out: tuple[LeftOutPoint, ...]
    overlong: tuple[str, ...]
    pieces: tuple[NewPiece, ...]
    findings: tuple[Finding, ...] = ()
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignOptions:
    """Decisions of a caller; None where the default or a person decides.

    Attributes:
        output: The folder.
        date: The date of today, which the trial pieces bear.
        own_issuer: A person's own issuer, from settings.
        issuer: Who issues the pieces.
        qr_url: Target of the code; empty for none.
        groups: Names of the draft's groups that stand on the pieces.
        ask: Has a person answer; None takes all guesses.
    """

    date: dt.date
    output: Path | None = None
    own_issuer: IssuerRequest = field(default_factory=IssuerRequest)
    issuer: IssuerRequest | None = None
    qr_url: str | None = None
    groups: Sequence[str] | None = None
    valid_until: dt.date | None = None
    approver: str | None = None
    ask: Ask | None = None


def create_campaign(
    data: bytes, *, source: str, options: CampaignOptions, assets: Assets
) -> NewCampaign:
    """Draft the campaign of the paper ``data`` and write its folder.

    Args:
        data: The paper's file.
        source: Its path, for messages and for its name in the folder.

    Raises:
        ContentError: if the paper cannot be read, or has nothing to put on a piece.
        UsageError: for an option, or if nobody is known who could issue the pieces.
        InputOutputError: if there is such a folder, or it cannot be written.
    """
    started = time.perf_counter()
    qr_url = checked_link(options.qr_url) if options.qr_url is not None else None
    if options.output is not None:
        refuse_existing(options.output)
    letter = parse_letter(data, source=source, recognition=assets.recognition)
    folder = options.output or Path(folder_name(letter))
    refuse_existing(folder)
    draft = _draft(letter, assets)
    answers, waited = _answers(letter, draft, replace(options, qr_url=qr_url), assets)
    paper = LockedFile(file_name(source), letter.sha256)
    maker = _Maker(data, letter, draft, answers, paper, folder, options.date, assets)
    made = maker.make()
    return replace(made, seconds=time.perf_counter() - started - waited)


def folder_name(letter: Letter) -> str:
    """The campaign's folder after the paper's number and subject."""
    named = [part for part in (letter.number, letter.subject) if part and slug(part) != "untitled"]
    if letter.number not in named:
        named.insert(0, letter.kind.value if letter.kind is not LetterKind.OTHER else "van ban")
    return slug(" ".join(str(part) for part in named))


def file_name(source: str) -> str:
    """The paper's name in the folder: its own, unless a file of the campaign has that."""
    name = unicodedata.normalize("NFC", PurePath(source).name)
    if _NAME.fullmatch(name) and name.isprintable() and name.casefold() not in _OWN_NAMES:
        return name
    suffix = PurePath(name).suffix.casefold()
    return f"letter{suffix if suffix in _ENDINGS else '.txt'}"


def _draft(letter: Letter, assets: Assets) -> CampaignDraft:
    """The proposal.

    Raises:
        ContentError: if it has no item.
    """
    draft = draft_campaign(
        letter,
        lexicon=load_lexicon(assets.lexicon),
        icons=load_icon_words(assets.icon_words),
        links=letter.links,
        drawings=load_drawings(assets.drawings),
    )
    if not any(group.items for group in draft.groups):
        raise ContentError(
            Problem(
                "nothing-to-say",
                msg("no point was found in this paper that a piece could show"),
                msg("look at how it is read: anpham letter FILE"),
                Place(letter.source),
            )
        )
    return draft


def _answers(
    letter: Letter, draft: CampaignDraft, options: CampaignOptions, assets: Assets
) -> tuple[CampaignAnswers, float]:
    """The answers of the caller, a person or the defaults; and the seconds waited for a person."""
    directory = load_directory(assets.issuers)
    given = named_issuer(options.issuer, directory) if options.issuer is not None else None
    asked = questions(letter, draft, directory, own=options.issuer or options.own_issuer)
    answers = default_answers(asked)
    answers = replace(
        answers,
        issuer=given or answers.issuer,
        qr_url=answers.qr_url if options.qr_url is None else options.qr_url,
        groups=(answers.groups if options.groups is None else chosen_groups(asked, options.groups)),
        valid_until=options.valid_until,
        approver=answers.approver if options.approver is None else options.approver,
    )
    started = time.perf_counter()
    if options.ask is not None:
        answers = options.ask(asked, answers)
    if answers.issuer.issuer is None:
        raise UsageError(
            Problem(
                "issuer-missing",
                msg("the paper names nobody who issues it"),
                msg('name who says it: --issuer "..."'),
                Place(letter.source),
            )
        )
    return answers, time.perf_counter() - started


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the files of one campaign."""

    data: bytes
    letter: Letter
    draft: CampaignDraft
    answers: CampaignAnswers
    paper: LockedFile
    folder: Path
    date: dt.date
    assets: Assets

    def make(self) -> NewCampaign:
        plan = CampaignPlan(
            self.draft,
            self.answers,
            self._title(),
            {**self._not_asked_for(), **self._not_filled()},
            self._blank_texts(),
        )
        self._refuse_blanks_alone(plan)
        issuer = self.answers.issuer.issuer
        assert issuer is not None  # the answers were refused without one
        press = TrialPress(self.assets, issuer, self.date)
        chosen = self._campaign(plan)
        selection = select_fitting(chosen, press.misfits, too_long=frozenset(self._overlong()))
        plan = replace(
            plan,
            left_out={**plan.left_out, **selection.left_out},
            without=plan.without | selection.without,
        )
        campaign = self._campaign(plan)
        pieces = press.pieces(campaign)
        findings = self._findings(campaign, pieces)
        files = {
            self.paper.name: self.data,
            CAMPAIGN_NAME: self._text(plan).encode("utf-8"),
            LOCK_NAME: lock_text(self.letter).encode("utf-8"),
            OVERVIEW_NAME: self._overview(plan, issuer.name, pieces, findings),
        }
        write_folder(self.folder, files)
        return NewCampaign(
            folder=self.folder,
            files=tuple(files),
            letter_file=self.paper.name,
            overview=OVERVIEW_NAME,
            campaign=campaign,
            points=sum(len(group.items) for group in self.draft.groups)
            + len(tuple(self._no_items())),
            issuer=issuer.name,
            qr_url=self.answers.qr_url or None,
            valid_until=self.answers.valid_until,
            approver=self.answers.approver,
            left_out=tuple(self._left_out(plan)),
            overlong=tuple(a for a in self._overlong() if a not in plan.left_out),
            pieces=tuple(
                NewPiece(one.material, one.size, one.piece.pages if one.piece else 0, one.problems)
                for one in pieces
            ),
            findings=findings,
        )

    def _title(self) -> str:
        """The campaign's title: from the subject, else the kind's own name."""
        kind = self.letter.kind.value if self.letter.kind is not LetterKind.OTHER else "văn bản"
        if self.draft.title and not bracketed_placeholder(self.draft.title):
            return self.draft.title
        return kind[:1].upper() + kind[1:]

    def _not_asked_for(self) -> dict[str, LeftOut]:
        """Items of sections that were not chosen, and tasks of offices in those that were."""
        left_out = {}
        for group in self.draft.groups:
            is_chosen = group.name in self.answers.groups
            some_suggested = any(item.is_suggested for item in group.items)
            for item in group.items:
                if not is_chosen:
                    is_for_offices = not group.is_suggested
                    left_out[item.address] = (
                        LeftOut.FOR_OFFICES if is_for_offices else LeftOut.NOT_CHOSEN
                    )
                elif some_suggested and not (item.is_suggested or self.answers.takes_all):
                    left_out[item.address] = LeftOut.FOR_OFFICES
        return left_out

    def _not_filled(self) -> dict[str, LeftOut]:
        """Items whose texts, or whose group's title, hold a blank that nobody has filled in."""
        return {
            item.address: LeftOut.NOT_FILLED
            for group in self.draft.groups
            for item in group.items
            for text in (group.title, item.headline, item.short_headline, item.support)
            if bracketed_placeholder(text)
        }

    def _refuse_blanks_alone(self, plan: CampaignPlan) -> None:
        """Nothing, if a point can stand on the pieces.

        Raises:
            ContentError: if blanks are in all that would; each with its line in the paper.
        """
        items = [item for group in self.draft.groups for item in group.items]
        blank = [one for one in items if plan.left_out.get(one.address) is LeftOut.NOT_FILLED]
        if not blank or any(item.address not in plan.left_out for item in items):
            return
        spans = {block.address: block.at for block in self.letter.blocks}
        places = [(item, spans.get(item.address)) for item in blank]
        raise ContentError(
            *(
                Problem(
                    "nothing-to-say",
                    msg(
                        "no other point could stand on a piece, and in this one a blank is not "
                        "filled in: “{text}”",
                        text=item.headline,
                    ),
                    msg("fill in what is in square brackets in the paper, then run this again"),
                    Place(
                        self.letter.source,
                        line=span.line if span else None,
                        page=span.page if span else None,
                        item=item.address,
                    ),
                )
                for item, span in places
            )
        )

    def _blank_texts(self) -> frozenset[str]:
        """Origins of optional texts that hold such a blank."""
        texts: dict[str, str | tuple[str, ...]] = {
            "campaign.kicker": self.draft.kicker,
            "campaign.slogans[0]": self.draft.slogans,
            **{f"campaign.texts.{key}": text for key, text in self.draft.texts.items()},
        }
        return frozenset(
            origin
            for origin, text in texts.items()
            if any(map(bracketed_placeholder, (text,) if isinstance(text, str) else text))
        )

    def _overlong(self) -> Iterator[str]:
        """Addresses of the items for whose headline no true cut was found."""
        for group in self.draft.groups:
            yield from (item.address for item in group.items if item.is_too_long)

    def _text(self, plan: CampaignPlan) -> str:
        drawing = load_drawings(self.assets.drawings).get(self.draft.drawing)
        return campaign_text(plan, self.paper, self._shown_folder(), drawing)

    def _shown_folder(self) -> str:
        """The folder's path, with a question mark for what is no character in it."""
        return whole_characters(str(self.folder)).replace("\ufffd", "?")

    def _campaign(self, plan: CampaignPlan) -> Campaign:
        """The campaign as it is read from the file of ``plan``, which is not on disk yet."""
        files = {
            self.paper.name: self.data,
            LOCK_NAME: lock_text(self.letter).encode("utf-8"),
        }

        def read_file(name: str) -> bytes:
            if name not in files:
                raise InputOutputError(
                    Problem("cannot-read", msg("there is no such file"), None, Place(name))
                )
            return files[name]

        return read_campaign(
            self._text(plan),
            name=self.folder.name,
            source=str(self.folder / CAMPAIGN_NAME),
            read_file=read_file,
            drawings=self.assets.drawings,
        )

    def _findings(self, campaign: Campaign, pieces: Sequence[TrialPiece]) -> tuple[Finding, ...]:
        """Findings that a person should know, each once."""
        others = piece_findings(pieces) or (*campaign.letter.findings, *campaign.findings)
        return distinct(
            (*self._past_deadlines(), *self.draft.notes, *self.answers.issuer.findings, *others)
        )

    def _overview(
        self,
        plan: CampaignPlan,
        issuer: str,
        pieces: Sequence[TrialPiece],
        findings: Sequence[Finding],
    ) -> bytes:
        pages = {
            one.material: tuple(
                preview_png(one.piece.pdf, page, _PICTURE_DPI.get(one.size, _USUAL_DPI))
                for page in range(one.piece.pages)
            )
            for one in pieces
            if one.piece is not None
        }
        material = OverviewMaterial(
            letter=self.letter,
            plan=plan,
            file=self.paper.name,
            folder=self._shown_folder(),
            date=self.date,
            issuer=issuer,
            pieces=pieces,
            pages=pages,
            findings=findings,
        )
        return overview_html(overview_of(material, localizer("vi")), self.assets.overview)

    def _left_out(self, plan: CampaignPlan) -> Iterator[LeftOutPoint]:
        for group in self.draft.groups:
            for item in group.items:
                reason = plan.left_out.get(item.address)
                if reason is not None:
                    yield LeftOutPoint(item.address, item.headline, reason.value, _REASONS[reason])
        yield from self._no_items()

    def _no_items(self) -> Iterator[LeftOutPoint]:
        """Content of the paper that is no point: tables, and a closing that names a day."""
        for table in tables_of(self.letter):
            only = msg("a table of {rows} rows, and all there is in its section", rows=table.rows)
            some = msg("a table of {rows} rows", rows=table.rows)
            reason = only if table.is_only else some
            yield LeftOutPoint(table.address, table.first, "table", reason)
        if words := closing_with_day(self.letter):
            reason = msg("the closing paragraph, with a day")
            yield LeftOutPoint("closing", words, "closing", reason)

    def _past_deadlines(self) -> Iterator[Finding]:
        for deadline in deadlines_of(self.letter, self.draft):
            if deadline.day < self.date:
                yield Finding(
                    "paper-deadline-past",
                    Severity.WARNING,
                    msg(
                        "a deadline that the paper names is past: {day} ({address})",
                        day=short_day(deadline.day),
                        address=deadline.address,
                    ),
                    msg("ask whether the paper is still to be published"),
                    Place(self.letter.source),
                )
