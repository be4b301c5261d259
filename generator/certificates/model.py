"""The certificate of a preflight, as values: a page for the people at the press.

Texts are messages; they are localized in ``localized`` and become HTML in ``html``, a page in
``page``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from itertools import pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING

from generator.core.destination import Destination
from generator.core.excerpts import excerpt_ends
from generator.core.findings import Finding, Severity
from generator.core.inks import PROCESS_INKS
from generator.core.messages import Message, msg
from generator.preflight.checks.legal import GROUP as LEGAL
from generator.preflight.checks.registry import GROUPS, rules_by_code
from generator.preflight.checks.rule import CheckGroup
from generator.preflight.report.facts import PageFacts
from generator.preflight.report.result import Preflight
from generator.press.profile import ColourModel, Profile, Sides

if TYPE_CHECKING:
    from generator.preflight.qr.grading import QrVerification

#: Pages pictured; a certificate is one page, and a leaflet has two.
PAGES_PICTURED = 2
#: Limit for an address, in characters: no QR code that people scan holds a longer one.
_MAX_ADDRESS_LENGTH = 500
_MAX_INTENT_LENGTH = 64
_MAX_LIST_LENGTH = 120
#: Limit for the inks that are named; a press has so many units.
_MAX_INKS = 8


class Outcome(StrEnum):
    """Outcomes of the judgement on a subject."""

    PASSED = "passed"
    #: Nothing is wrong, but something was noticed.
    NOTED = "noted"
    WARNED = "warned"
    FAILED = "failed"
    #: There was nothing of the kind to judge.
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact about the file, with its label."""

    label: Message
    value: Message


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement on one group of checks.

    Attributes:
        aside: A sentence for the reader to know.
    """

    group: str
    title: Message
    outcome: Outcome
    said: Message
    aside: Message | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding with the number that its pin bears on the picture of the page.

    Attributes:
        remedy: The remedy for those at the press; None if it is not theirs.
    """

    number: int
    finding: Finding
    remedy: Message | None


@dataclass(frozen=True, slots=True)
class Pin:
    """The place of a remark, as shares of the picture's width and height, from its top left."""

    number: int
    severity: Severity
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page to be pictured.

    Attributes:
        page: Zero-based.
        codes: Its QR codes: left, top, width and height, as shares of the picture's. In a
            picture they are too small to be scanned, so they are covered.
    """

    page: int
    trim_mm: tuple[float, float]
    pins: tuple[Pin, ...]
    codes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class CodeLine:
    """The verification of one QR code.

    Attributes:
        reads: For each degradation, in order, True if it was read.
    """

    label: Message
    content: str
    distance: Message
    details: Message
    camera: Message
    reads: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """Everything a certificate shows.

    Attributes:
        outcome: Of the whole file: passed, warned or failed.
        verdict: In a few words, for the head of the page.
        count: The numbers of errors, warnings and notes, in words.
        more_pages: Pages that are not pictured.
    """

    file_name: str
    sha256: str
    profile: Profile
    outcome: Outcome
    verdict: Message
    count: Message
    facts: tuple[Fact, ...]
    judgements: tuple[Judgement, ...]
    remarks: tuple[Remark, ...]
    codes: tuple[CodeLine, ...]
    pictures: tuple[PagePicture, ...]
    more_pages: int
    date: dt.date
    program: str


def certificate_of(
    preflight: Preflight, *, strict: bool, program: str, issuer: str | None = None
) -> Certificate:
    """The certificate of ``preflight``.

    Args:
        strict: True if warnings count as errors.
        program: Name and version of the program that judged.
        issuer: The issuer who orders the piece, as its file says.
    """
    remarks = tuple(
        Remark(number, finding, _remedy(finding))
        for number, finding in enumerate(preflight.findings, start=1)
    )
    outcome = _outcome(preflight.findings, strict=strict)
    return Certificate(
        file_name=PurePath(preflight.source).name,
        sha256=preflight.sha256,
        profile=preflight.profile,
        outcome=outcome,
        verdict=_verdict(outcome, preflight.profile.destination),
        count=_counted_with_notes(preflight.findings),
        facts=tuple(_facts(preflight, issuer)),
        judgements=tuple(_judgement(group, preflight, strict=strict) for group in GROUPS),
        remarks=remarks,
        codes=tuple(map(_code_line, preflight.codes)),
        pictures=tuple(
            PagePicture(
                page,
                facts.trim_mm,
                tuple(_pins(remarks, page, facts)),
                tuple(_covers(preflight.codes, page, facts)),
            )
            for page, facts in enumerate(preflight.facts.pages[:PAGES_PICTURED])
        ),
        more_pages=max(0, len(preflight.facts.pages) - PAGES_PICTURED),
        date=preflight.checked_on,
        program=program,
    )


def counted(findings: Sequence[Finding]) -> Message:
    """The numbers of errors and warnings, as "2 errors, 1 warning"."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    if errors and warnings:
        return msg("{errors}, {warnings}", errors=_errors(errors), warnings=_warnings(warnings))
    if errors:
        return _errors(errors)
    return _warnings(warnings) if warnings else msg("no errors, no warnings")


def _counted_with_notes(findings: Sequence[Finding]) -> Message:
    notes = sum(finding.severity is Severity.NOTE for finding in findings)
    if not notes:
        return counted(findings)
    noted = msg("1 note") if notes == 1 else msg("{count} notes", count=notes)
    return msg("{count}, {notes}", count=counted(findings), notes=noted)


def _remedy(finding: Finding) -> Message | None:
    """The hint of ``finding``, as far as it is for those who print and not for the office."""
    if _group_of(finding) is not LEGAL:
        return finding.hint
    if finding.severity is Severity.NOTE:
        return None
    return msg("Whoever orders the piece decides this; ask before printing.")


def _errors(count: int) -> Message:
    return msg("1 error") if count == 1 else msg("{count} errors", count=count)


def _warnings(count: int) -> Message:
    return msg("1 warning") if count == 1 else msg("{count} warnings", count=count)


def _outcome(findings: Sequence[Finding], *, strict: bool) -> Outcome:
    found = {finding.severity for finding in findings}
    if Severity.ERROR in found or (strict and Severity.WARNING in found):
        return Outcome.FAILED
    return Outcome.WARNED if Severity.WARNING in found else Outcome.PASSED


def _verdict(outcome: Outcome, destination: Destination) -> Message:
    on_screen = destination is Destination.SCREEN
    match outcome:
        case Outcome.FAILED:
            return msg("Do not publish it yet") if on_screen else msg("Do not print it yet")
        case Outcome.WARNED:
            return msg("Fit, with points to look at")
        case _:
            return msg("Fit to publish") if on_screen else msg("Fit to print")


def _facts(preflight: Preflight, issuer: str | None) -> Iterator[Fact]:
    facts = preflight.facts
    if issuer is not None:
        yield Fact(msg("Ordered by"), _verbatim(issuer))
    first = facts.pages[0] if facts.pages else None
    if first is not None:
        yield Fact(msg("Trimmed page"), _size(facts.pages))
        yield Fact(msg("Bleed"), _bleed(first.bleed_mm))
    if preflight.expected is not None and any(preflight.expected.folds_mm):
        yield Fact(msg("Panels"), _panels(preflight.expected.folds_mm, facts.pages))
    yield Fact(msg("Colours"), _colours(preflight))
    if facts.intent is not None:
        yield Fact(msg("Output intent"), _verbatim(excerpt_ends(facts.intent, _MAX_INTENT_LENGTH)))
    standards = ", ".join(facts.standards)
    yield Fact(msg("Says it keeps"), _verbatim(standards) if standards else msg("no standard"))
    fonts = ", ".join(facts.fonts)
    yield Fact(
        msg("Fonts"), _verbatim(excerpt_ends(fonts, _MAX_LIST_LENGTH)) if fonts else msg("none")
    )


def _verbatim(text: str) -> Message:
    return msg("{text}", text=text)


def _size(pages: Sequence[PageFacts]) -> Message:
    width, height = pages[0].trim_mm
    if any(page.trim_mm != pages[0].trim_mm for page in pages):
        return msg("{pages} pages of several sizes", pages=len(pages))
    if len(pages) == 1:
        return msg("{width} x {height} mm, 1 page", width=width, height=height)
    return msg("{width} x {height} mm, {pages} pages", width=width, height=height, pages=len(pages))


def _bleed(bleed: Sides) -> Message:
    edges = (bleed.top, bleed.right, bleed.bottom, bleed.left)
    if not any(edges):
        return msg("none")
    if len(set(edges)) == 1:
        return msg("{bleed} mm on each edge", bleed=bleed.top)
    return msg(
        "top {top}, right {right}, bottom {bottom}, left {left} mm",
        top=bleed.top,
        right=bleed.right,
        bottom=bleed.bottom,
        left=bleed.left,
    )


def _panels(folds_mm: Sequence[Sequence[float]], pages: Sequence[PageFacts]) -> Message:
    """Widths of the parts between the folds of each page, from the left."""
    lines = []
    for number, (folds, page) in enumerate(zip(folds_mm, pages, strict=False), start=1):
        if folds:
            edges = (0.0, *folds, page.trim_mm[0])
            widths = [round(right - left, 1) for left, right in pairwise(edges)]
            lines.append(msg("page {page}: {widths} mm", page=number, widths=_sum(widths)))
    return reduce(
        lambda first, following: msg("{first}; {next}", first=first, next=following), lines
    )


def _sum(lengths: Sequence[float]) -> Message:
    first, *others = lengths
    return reduce(
        lambda so_far, length: msg("{first} + {next}", first=so_far, next=length),
        others,
        msg("{length}", length=first),
    )


_INKS = dict(
    zip(PROCESS_INKS, (msg("cyan"), msg("magenta"), msg("yellow"), msg("black")), strict=True)
)


def _colours(preflight: Preflight) -> Message:
    inks = preflight.facts.inks
    if not preflight.facts.uses_rgb:
        return _joined([_INKS.get(ink, _verbatim(ink)) for ink in inks]) if inks else msg("none")
    if preflight.profile.colour is ColourModel.SRGB or not set(inks) - {"Black"}:
        return msg("RGB")
    return msg("RGB and inks: {inks}", inks=_joined([_verbatim(ink) for ink in inks]))


def _joined(messages: Sequence[Message]) -> Message:
    """The first of ``messages`` with commas between them, and how many more there are."""
    joined = messages[0]
    for message in messages[1:_MAX_INKS]:
        joined = msg("{first}, {next}", first=joined, next=message)
    more = len(messages) - _MAX_INKS
    return msg("{inks} and {count} more", inks=joined, count=more) if more > 0 else joined


def _judgement(group: CheckGroup, preflight: Preflight, *, strict: bool) -> Judgement:
    own = [finding for finding in preflight.findings if _group_of(finding) is group]
    outcome = _outcome(own, strict=strict)
    if outcome is not Outcome.PASSED:
        return Judgement(group.name, group.title, outcome, counted(own))
    absent = _absence_message(group.name, preflight)
    if absent is not None:
        # As when an unknown file names an act: there is something, and nobody judged it.
        said = msg("see the notes") if own else absent
        return Judgement(group.name, group.title, Outcome.ABSENT, said)
    return Judgement(
        group.name,
        group.title,
        Outcome.NOTED if own else Outcome.PASSED,
        _passed_message(group.name, preflight, with_notes=bool(own)),
        _aside(group.name),
    )


def _group_of(finding: Finding) -> CheckGroup | None:
    rule = rules_by_code().get(finding.code)
    return rule.group if rule is not None else None


def _absence_message(group: str, preflight: Preflight) -> Message | None:
    """The reason why there was nothing to judge in ``group``; None if there was."""
    match group:
        case "qr" if not preflight.codes:
            return msg("no QR code found")
        case "text" if not preflight.texts:
            return msg("none known for this file")
        case "legal" if not preflight.acts:
            return msg("none known for this file")
        case _:
            return None


def _passed_message(group: str, preflight: Preflight, *, with_notes: bool) -> Message:
    if group == "text":
        verified = msg(
            "{verified} of {expected} word for word",
            verified=preflight.texts_verified,
            expected=len(preflight.texts),
        )
        return msg("{said}, with notes", said=verified) if with_notes else verified
    return msg("fit, with notes") if with_notes else msg("nothing to object to")


def _aside(group: str) -> Message | None:
    if group == "text":
        return msg(
            "Official texts are the letter's, word for word; headlines and short lines are the "
            "campaign's own words."
        )
    return None


def _code_line(verification: QrVerification) -> CodeLine:
    return CodeLine(
        label=_code_label(verification),
        content=excerpt_ends(verification.content, _MAX_ADDRESS_LENGTH),
        distance=msg("{distance} m", distance=verification.distance_m)
        if verification.is_read
        else msg("–"),
        details=msg(
            "modules of {module} mm, quiet zone of {quiet} modules",
            module=round(verification.module_mm, 2),
            quiet=round(verification.quiet_zone_modules, 1),
        ),
        camera=msg("telephone's picture: {camera}", camera=verification.camera.name),
        reads=tuple(step.read for step in verification.steps),
    )


def _code_label(verification: QrVerification) -> Message:
    if verification.is_read:
        return msg("page {page}: is read from as far as", page=verification.page + 1)
    return msg("page {page}: cannot be read", page=verification.page + 1)


def _pins(remarks: Sequence[Remark], page: int, facts: PageFacts) -> Iterator[Pin]:
    width, height = facts.trim_mm
    for remark in remarks:
        place = remark.finding.place
        if place.page == page + 1 and place.x_mm is not None and place.y_mm is not None:
            yield Pin(
                remark.number,
                remark.finding.severity,
                min(1.0, max(0.0, place.x_mm / width)),
                min(1.0, max(0.0, place.y_mm / height)),
            )


def _covers(
    codes: Sequence[QrVerification], page: int, facts: PageFacts
) -> Iterator[tuple[float, float, float, float]]:
    width, height = facts.trim_mm
    for code in codes:
        if code.page == page:
            left, top, code_width, code_height = code.box_mm
            yield left / width, top / height, code_width / width, code_height / height
