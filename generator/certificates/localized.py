"""A certificate in one language: messages localized, places in words, nothing laid out.

The certificate itself is in ``model``; its pages are laid out by ``generator.pipeline``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from generator.certificates.model import (
    Certificate,
    CodeLine,
    Outcome,
    PagePicture,
    Pin,
    Remark,
)
from generator.core.errors import Place
from generator.core.excerpts import excerpt_ends
from generator.core.findings import Severity
from generator.core.messages import Message, msg
from generator.vietnamese.dates import short_day

Size = tuple[float, float]

#: Width and height of the room for pictures on the page, and what is left between two.
ROOM_MM: Size = (68.0, 72.0)
_BETWEEN_MM = 5.0
#: The smallest distance of two pins' centres: a pin's width with its edge.
PINS_APART_MM = 4.6
#: Step of the positions tried around a pin's own, and their number to each side.
_STEP_MM = 1.2
_STEPS = 60
#: Characters of a profile's name.
_MAX_NAME_LENGTH = 60
#: Characters of a remark; it may quote what stands on a page.
_MAX_TEXT_LENGTH = 320
_NO_BREAK = "\u00a0"
#: The space between a figure and its unit, and those within "297 x 210", "97 + 100", "page 1: 3".
_WITHIN_A_MEASURE = re.compile(
    r"(?<=\d) (?=(?:mm|cm|m|pt|px|ppi|dpi)\b|%|[x+] \d)"
    r"|(?<=\d [x+]) (?=\d)|(?<=\d:) (?=\d)|(?<=\w) (?=\d+:)"
)


@dataclass(frozen=True, slots=True)
class Localization:
    """The language of a certificate: its BCP 47 tag, and the function that localizes a message."""

    language: str
    localize: Callable[[Message], str]


@dataclass(frozen=True, slots=True)
class FactRow:
    """A label with its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One subject: ``outcome`` as the style sheets name it, and the same in a word for readers.

    Attributes:
        aside: A sentence to know; may be empty.
    """

    title: str
    outcome: str
    outcome_word: str
    said: str
    aside: str


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One finding."""

    number: int
    severity: str
    severity_word: str
    code: str
    place: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One QR code."""

    label: str
    content: str
    distance: str
    details: str
    camera: str
    ladder: str
    reads: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class PinPosition:
    """A number on a picture: its centre in mm from the picture's top left corner."""

    number: int
    severity: str
    x_mm: float
    y_mm: float


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One page's picture.

    Attributes:
        shown_mm: Width and height on the certificate.
        covers_mm: What covers its QR codes: left, top, width and height.
    """

    caption: str
    shown_mm: tuple[float, float]
    pins: tuple[PinPosition, ...]
    covers_mm: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class LocalizedCertificate:
    """A certificate whose every text can be shown as it is.

    Attributes:
        outcome: Of the whole: "passed", "warned" or "failed".
        titles: The fixed texts of the page, by name.
        more: The number of remarks left out, in words; empty if none is.
        blanks: Labels of fields to fill in by hand, in rows.
    """

    language: str
    file_name: str
    sha256: str
    outcome: str
    verdict: str
    summary: str
    titles: Mapping[str, str]
    facts: tuple[FactRow, ...]
    judgements: tuple[JudgedRow, ...]
    remarks: tuple[RemarkRow, ...]
    more: str
    codes: tuple[CodeRow, ...]
    pictures: tuple[PictureRow, ...]
    pictures_side_by_side: bool
    more_pages: str
    blanks: tuple[tuple[str, ...], ...]
    made: str


_TITLES: Mapping[str, Message] = {
    "certificate": msg("Check of a print file"),
    "file": msg("File"),
    "judged": msg("What was judged"),
    "remarks": msg("What to look at"),
    "no_remarks": msg("There is nothing to mend in this file."),
    "qr": msg("QR code: verification of reading"),
    "order": msg("To fill in by hand"),
    "limits": msg(
        "Judged by a program from the file alone. It does not replace a proof print: compare "
        "colours on paper, and read names and telephone numbers once more."
    ),
}
#: Facts that a print shop needs and no file holds.
_BLANKS = (
    (msg("Person to ask"), msg("Telephone")),
    (msg("Number of copies"), msg("Paper and finishing")),
)
_OUTCOMES = {
    Outcome.PASSED: msg("good"),
    Outcome.NOTED: msg("good, with notes"),
    Outcome.WARNED: msg("look at it"),
    Outcome.FAILED: msg("mend it"),
    Outcome.ABSENT: msg("not judged"),
}
_SEVERITIES = {
    Severity.ERROR: msg("error"),
    Severity.WARNING: msg("warning"),
    Severity.NOTE: msg("note"),
}


def localized_certificate(
    certificate: Certificate, localization: Localization, *, remarks: int, room_mm: Size = ROOM_MM
) -> LocalizedCertificate:
    """``certificate`` in the language of ``localization``, with up to ``remarks`` remarks.

    Remarks that are left out are counted; no pin points to them.

    Args:
        room_mm: Width and height for the pictures of pages.
    """

    def localize(message: Message) -> str:
        return _bound(localization.localize(message))

    shown = certificate.remarks[:remarks]
    left_out = len(certificate.remarks) - len(shown)
    profile = certificate.profile
    sizes, side_by_side = arrange_pictures(
        [picture.trim_mm for picture in certificate.pictures], room_mm
    )
    return LocalizedCertificate(
        language=localization.language,
        file_name=localize(msg("{text}", text=certificate.file_name)),
        sha256=certificate.sha256,
        outcome=certificate.outcome.value,
        verdict=localize(certificate.verdict),
        summary=localize(
            msg(
                "For '{profile}': {count}",
                profile=excerpt_ends(
                    profile.names.get(localization.language, profile.name), _MAX_NAME_LENGTH
                ),
                count=certificate.count,
            )
        ),
        titles={name: localize(title) for name, title in _TITLES.items()},
        facts=tuple(
            FactRow(localize(fact.label), localize(fact.value)) for fact in certificate.facts
        ),
        judgements=tuple(
            JudgedRow(
                localize(judged.title),
                judged.outcome.value,
                localize(_OUTCOMES[judged.outcome]),
                localize(judged.said),
                localize(judged.aside) if judged.aside is not None else "",
            )
            for judged in certificate.judgements
        ),
        remarks=tuple(_remark(remark, localize) for remark in shown),
        more=localize(msg("and {count} more", count=left_out)) if left_out else "",
        codes=tuple(_code(line, localize) for line in certificate.codes),
        pictures=tuple(
            PictureRow(
                _sentence(localize(_caption(picture))),
                size,
                position_pins([pin for pin in picture.pins if pin.number <= len(shown)], size),
                tuple(_cover(code, size) for code in picture.codes),
            )
            for picture, size in zip(certificate.pictures, sizes, strict=True)
        ),
        pictures_side_by_side=side_by_side,
        more_pages=localize(
            msg("Pages without a picture here: {count}", count=certificate.more_pages)
        )
        if certificate.more_pages
        else "",
        blanks=tuple(tuple(map(localize, row)) for row in _BLANKS),
        made=localize(
            msg(
                "Judged by {program} on {day}",
                program=certificate.program,
                day=short_day(certificate.date)
                if localization.language == "vi"
                else certificate.date.isoformat(),
            )
        ),
    )


def _remark(remark: Remark, localize: Callable[[Message], str]) -> RemarkRow:
    finding = remark.finding
    return RemarkRow(
        number=remark.number,
        severity=finding.severity.value,
        severity_word=_sentence(localize(_SEVERITIES[finding.severity])),
        code=finding.code,
        place=_sentence(localize(_place_message(finding.place))),
        message=_sentence(excerpt_ends(localize(finding.message), _MAX_TEXT_LENGTH)),
        remedy=_sentence(excerpt_ends(localize(remark.remedy), _MAX_TEXT_LENGTH))
        if remark.remedy
        else "",
    )


def _bound(text: str) -> str:
    """``text``, with figures on one line with their units and with each other."""
    return _WITHIN_A_MEASURE.sub(_NO_BREAK, text)


def _sentence(text: str) -> str:
    """``text`` with a capital, as it stands alone: messages begin small."""
    return text[:1].upper() + text[1:]


def _place_message(place: Place) -> Message:
    if place.page is None:
        return msg("whole file")
    if place.x_mm is None or place.y_mm is None:
        return msg("page {page}", page=place.page)
    return msg(
        "page {page}: {x} mm from the left, {y} mm from the top",
        page=place.page,
        x=place.x_mm,
        y=place.y_mm,
    )


def _caption(picture: PagePicture) -> Message:
    if picture.codes:
        return msg("page {page} (QR code covered here)", page=picture.page + 1)
    return msg("page {page}", page=picture.page + 1)


def _cover(
    shares: tuple[float, float, float, float], shown_mm: Size
) -> tuple[float, float, float, float]:
    left, top, width, height = shares
    across, down = shown_mm
    return (
        round(left * across, 2),
        round(top * down, 2),
        round(width * across, 2),
        round(height * down, 2),
    )


def _code(line: CodeLine, localize: Callable[[Message], str]) -> CodeRow:
    return CodeRow(
        label=_sentence(localize(line.label)),
        content=localize(msg("{text}", text=line.content)),
        distance=localize(line.distance),
        details=_sentence(localize(line.details)),
        camera=_sentence(localize(line.camera)),
        ladder=_sentence(
            localize(
                msg(
                    "read under {read} of {all} kinds and degrees of damage",
                    read=sum(line.reads),
                    all=len(line.reads),
                )
            )
        ),
        reads=line.reads,
    )


def position_pins(pins: Sequence[Pin], shown_mm: Size) -> tuple[PinPosition, ...]:
    """Positions of ``pins`` on a picture of this size, so that none hides another.

    Each stands at its own place or as near as it can, within the picture; the first come, the first
    served. On a picture with no room left one stands at its own place all the same.
    """
    width, height = shown_mm
    placed: list[PinPosition] = []
    for pin in pins:
        own = pin.x * width, pin.y * height
        around = ((own[0] + right, own[1] + down) for right, down in _offsets())
        free = (
            (x, y)
            for x, y in around
            if 0.0 <= x <= width
            and 0.0 <= y <= height
            and all(math.dist((x, y), (one.x_mm, one.y_mm)) >= PINS_APART_MM for one in placed)
        )
        x, y = next(free, own)
        placed.append(PinPosition(pin.number, pin.severity.value, round(x, 2), round(y, 2)))
    return tuple(placed)


@cache
def _offsets() -> tuple[Size, ...]:
    """Offsets to the right and down from a pin's own place, the nearest first."""
    steps = [step * _STEP_MM for step in range(-_STEPS, _STEPS + 1)]
    return tuple(sorted(product(steps, steps), key=lambda offset: (math.hypot(*offset), offset)))


def arrange_pictures(
    trims_mm: Sequence[Size], room_mm: Size = ROOM_MM
) -> tuple[tuple[Size, ...], bool]:
    """Sizes in mm at which pages are shown, and True if they stand side by side.

    Each keeps its shape; of the two arrangements the one that shows them larger is taken.
    """
    if not trims_mm:
        return (), False
    count, (width, height) = len(trims_mm), room_mm
    beside = _scale(trims_mm, (width - (count - 1) * _BETWEEN_MM) / count, height)
    below = _scale(trims_mm, width, (height - (count - 1) * _BETWEEN_MM) / count)
    scale = max(beside, below)
    sizes = tuple((round(w * scale, 2), round(h * scale, 2)) for w, h in trims_mm)
    return sizes, beside >= below


def _scale(trims_mm: Sequence[Size], width_mm: float, height_mm: float) -> float:
    """The largest scale at which each of the pages fits into a box."""
    return min(min(width_mm / width, height_mm / height) for width, height in trims_mm)
