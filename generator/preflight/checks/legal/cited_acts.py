"""Verification of legal bases: cited acts are named, and what is known of them still holds.

anpham says what is known and since when; whether to print is for people to decide.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.content.legal_standing import CURES, DOUBTFUL, REPLACED, doubtful_standing
from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.provenance import ExpectedAct
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.legal import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.model import Document
from generator.preflight.text.search import SearchableText, extracted_text
from generator.preflight.text.visibility import is_fully_visible
from generator.vietnamese.dates import short_day

#: The number and sign of an act, as 874/QĐ-BTTTT, 30/2020/NĐ-CP, 24/2018/QH14 or 28/CT-TTg: at
#: least a year or a hyphen, so that shares and prices are not taken for acts.
#: Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 3; Luật 64/2025/QH15, điều 8.
ACT_NUMBER: Final = re.compile(
    r"(?<![\w/.-])\d{1,5}/(?:\d{4}/[A-ZĐ][A-ZĐa-z\d]+(?:-[A-ZĐ][A-ZĐa-z\d]*)*"
    r"|[A-ZĐ][A-ZĐa-z\d]*(?:-[A-ZĐ][A-ZĐa-z\d]*)+)(?![\w/])"
)

#: What joins the parts of a number: one of these right before it makes it a part of another.
_JOINS: Final = ("/", "-", ".")

ACT_NOT_NAMED = Rule(
    code="act-not-named",
    title=msg("An act that the piece cites is not named on it"),
    cause=msg("Readers cannot tell what the piece rests on, or it was taken off by mistake."),
    remedy=msg("Make the file again from the campaign, with its legal line."),
    source="our own; the acts in the file's metadata",
    group=GROUP,
)
ACT_REPLACED = Rule(
    code=REPLACED,
    title=msg("A cited act has been replaced"),
    cause=msg("The piece tells people to follow what no longer binds them."),
    remedy=CURES[REPLACED],
    source="our own; “status” in campaign.yaml",
    group=GROUP,
    is_reported_for_orders=True,
)
ACT_DOUBTFUL = Rule(
    code=DOUBTFUL,
    title=msg("It is not certain that a cited act is in force"),
    cause=msg("The piece may tell people to follow what no longer binds them."),
    remedy=CURES[DOUBTFUL],
    source="our own; “status” in campaign.yaml",
    group=GROUP,
    is_reported_for_orders=True,
)
ACT_CHECKED_LONG_AGO = Rule(
    code="act-checked-long-ago",
    title=msg("Nobody has looked for a year whether a cited act is in force"),
    cause=msg("Acts are amended and replaced; a year is long enough for that to have happened."),
    remedy=msg(
        "Look the act up (vbpl.vn), then correct “status” and “checked_on” in campaign.yaml."
    ),
    source="our own; one year",
    group=GROUP,
)
ACT_UNKNOWN = Rule(
    code="act-unknown",
    title=msg("The piece names an act of which nothing is known"),
    cause=msg("Whether it is in force was not looked up, so a preflight cannot say it."),
    remedy=msg("Look it up (vbpl.vn) before printing; for pieces of ours add it to campaign.yaml."),
    source="our own",
    group=GROUP,
)


@dataclass(frozen=True, slots=True)
class NamedAct:
    """An act's number as it stands on the pages.

    Attributes:
        place: Where it stands first, of the places where it can be seen if there are any.
        is_seen: Whether it can be seen anywhere.
    """

    number: str
    place: Place
    is_seen: bool


def named_acts(document: Document) -> tuple[NamedAct, ...]:
    """The numbers of acts in the printed text, each once.

    For acts that nobody stated: those that a piece cites are looked for by their numbers.
    """
    text = extracted_text(document)
    # A line may end within a number, and no number holds a space.
    found: dict[str, NamedAct] = {}
    for start, end in _act_spans(text):
        number = text.text[start:end].replace(" ", "")
        if number not in found or not found[number].is_seen:
            seen = is_fully_visible(document, text.positions[start:end])
            if number not in found or seen:
                found[number] = NamedAct(number, _place(document, text, start), seen)
    return tuple(found.values())


def check_acts(document: Document, brief: Brief) -> Iterator[Finding]:
    """Acts that are missing on the pages, that have been replaced, or that may have been."""
    named = named_acts(document)
    known = brief.expected.acts if brief.expected is not None else ()
    for act in known:
        mention = _mention(document, act.number)
        if mention is None:
            message = msg("{number} of {date} is cited, but not named on the pages", **_of(act))
            yield ACT_NOT_NAMED.found(Severity.ERROR, message)
        elif not mention.is_seen:
            message = msg(
                "{number} of {date} is cited, but where it is named it cannot be seen", **_of(act)
            )
            yield ACT_NOT_NAMED.found(Severity.ERROR, message, mention.place)
        yield from _standing(act, mention.place if mention is not None else Place())
    cited = {act.number for act in known} | {act.replaced_by for act in known}
    others = {act.number: act for act in brief.known_acts if act.number not in cited}
    heirs = {act.replaced_by for act in others.values()}
    for one in named:
        if one.number in others:
            yield from _standing(others[one.number], one.place)
        elif one.number not in cited | heirs:
            message = msg(
                "the text names {number}; whether it is in force was not looked up",
                number=one.number,
            )
            yield ACT_UNKNOWN.found(Severity.NOTE, message, one.place)


def _mention(document: Document, number: str) -> NamedAct | None:
    """The first place where a cited act is named, one where it is visible if there is any."""
    text = extracted_text(document)
    found: NamedAct | None = None
    for start, end in text.occurrences(number):
        # Not a part of a longer number, as 874/QĐ-BTTTT is of 874/QĐ-BTTTT-X.
        if text.text[end : end + 1] in ("/", "-") or text.text[max(0, start - 1) : start] in _JOINS:
            continue
        is_seen = is_fully_visible(document, text.positions[start:end])
        if found is None or is_seen:
            found = NamedAct(number, _place(document, text, start), is_seen)
        if is_seen:
            break
    return found


def _standing(act: ExpectedAct, place: Place) -> Iterator[Finding]:
    standing = doubtful_standing(act)
    if standing is not None:
        rule = ACT_REPLACED if standing.code == ACT_REPLACED.code else ACT_DOUBTFUL
        yield rule.found(Severity.WARNING, standing.message, place)


def check_age(document: Document, brief: Brief) -> Iterator[Finding]:
    """Acts whose standing was looked up more than a year ago."""
    if brief.expected is None or brief.today is None:
        return
    for act in brief.expected.acts:
        if act.checked_on is None:
            continue  # its standing is doubtful, which is a finding of its own
        # What binds nobody any more does not change.
        if act.status != "historical" and _a_year_after(act.checked_on) < brief.today:
            message = msg(
                "whether {number} of {date} is in force was looked up on {checked}, "
                "more than a year ago",
                checked=short_day(act.checked_on),
                **_of(act),
            )
            yield ACT_CHECKED_LONG_AGO.found(Severity.WARNING, message)


def _a_year_after(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return dt.date(day.year + 1, 3, 1)


def _of(act: ExpectedAct) -> dict[str, str]:
    return {"number": act.number, "date": short_day(act.date)}


def _act_spans(text: SearchableText) -> Iterator[tuple[int, int]]:
    """Where numbers of acts stand, also those that a line end divides after a hyphen or slash."""
    whole = re.sub(r"(?<=[/-]) (?=[\dA-ZĐ])", "\x00", text.text)
    joined = whole.replace("\x00", "")
    kept = [index for index, sign in enumerate(whole) if sign != "\x00"]
    for match in ACT_NUMBER.finditer(joined):
        yield kept[match.start()], kept[match.end() - 1] + 1


def _place(document: Document, text: SearchableText, start: int) -> Place:
    position = text.positions[start]
    return Place() if position is None else place_on(document.pages[position.page], position.box)


RULES: tuple[Rule, ...] = (
    ACT_NOT_NAMED,
    ACT_REPLACED,
    ACT_DOUBTFUL,
    ACT_CHECKED_LONG_AGO,
    ACT_UNKNOWN,
)
FILE_CHECKS: tuple[FileCheck, ...] = (check_acts, check_age)
