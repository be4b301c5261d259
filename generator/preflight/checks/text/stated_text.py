"""Verification of display texts: each text that the campaign or the issuer states is legible.

A headline or a name has no letter to be compared with; the file's provenance record states it with
its origin, as often as it is set. Official texts have a verification of their own,
``preflight.checks.text.official_text``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.core.errors import Place
from generator.core.excerpts import excerpt_words
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.provenance import Expected, StatedText
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.checks.text import GROUP
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.text.legibility import IllegibleWord, illegible_words
from generator.preflight.text.running_matter import text_without_running_matter
from generator.preflight.text.search import (
    MAX_DISTANCE,
    SearchableText,
    TextPosition,
    extracted_text,
    find_nearest,
    first_difference,
    normalize_line,
)
from generator.preflight.text.visibility import Visibility, is_tagged

MISSING = Rule(
    code="stated-text-missing",
    title=msg("A display text of the campaign or issuer is not on the pages"),
    cause=msg("The piece says less than it was made to say: a headline, a name or a number lacks."),
    remedy=msg("Make the file again; if it was edited by hand, put the text back."),
    source="our own; the display texts in the file's metadata",
    group=GROUP,
)
DIFFERS = Rule(
    code="stated-text-differs",
    title=msg("A display text is not as the campaign or issuer states it"),
    cause=msg("One word changed in a headline can say the opposite of the letter."),
    remedy=msg("Make the file again from the campaign; never correct its texts in the PDF."),
    source="our own; the display texts in the file's metadata",
    group=GROUP,
)
HIDDEN = Rule(
    code="stated-text-hidden",
    title=msg("A display text cannot be read in full"),
    cause=msg(
        "It is covered, painted across or has the colour of its background; other words may have "
        "been drawn in its place."
    ),
    remedy=msg("Move what covers it, or make the file again."),
    source="our own; the rendered page",
    group=GROUP,
)
CUT = Rule(
    code="stated-text-cut",
    title=msg("A display text is cut off"),
    cause=msg("Letters reach over their frame or over the edge of the page and are not printed."),
    remedy=msg("Give the text more room or a smaller size in the template."),
    source="our own; clips and TrimBox against the letters' own boxes",
    group=GROUP,
)


@dataclass(frozen=True, slots=True)
class StatedTextVerification:
    """Verification of one display text.

    Attributes:
        text: As stated; ``count`` is how often it must be set.
        characters: Page and index of each of its characters that were found.
        findings: Empty if it is there as often as stated, each time tagged and legible.
    """

    text: StatedText
    count: int
    characters: frozenset[tuple[int, int]]
    findings: tuple[Finding, ...]


def verify_stated_texts(document: Document, brief: Brief) -> tuple[StatedTextVerification, ...]:
    """Verification of each display text that the document should hold, by its wording."""
    return _verified(document, brief.expected) if brief.expected is not None else ()


@cached_per_document
def _verified(document: Document, expected: Expected) -> tuple[StatedTextVerification, ...]:
    # Equal words from two keys are one text, set as often as both together.
    counts = Counter(normalize_line(text.as_set) for text in expected.stated)
    stated = {normalize_line(text.as_set): text for text in reversed(expected.stated)}
    return tuple(
        _verify(document, text, wording, counts[wording])
        for wording, text in reversed(stated.items())
        if wording
    )


def _reading(document: Document, wording: str, count: int) -> SearchableText:
    """The text in which to look: without feet and heads for what goes on on the next page."""
    whole = extracted_text(document)
    if len(document.pages) < 2 or len(list(whole.occurrences(wording))) >= count:
        return whole
    flowing = text_without_running_matter(document)
    return flowing if any(flowing.occurrences(wording)) else whole


def _verify(
    document: Document, text: StatedText, wording: str, count: int
) -> StatedTextVerification:
    flat = _reading(document, wording, count)
    # A copy that is painted without meaning is not what the file was made to say.
    found = [
        (start, end)
        for start, end in flat.occurrences(wording)
        if is_tagged(document, flat.positions[start:end])
    ]
    positions = [_positions(flat, start, end) for start, end in found]
    characters = frozenset((one.page, one.index) for part in positions for one in part)
    if len(found) < count:
        findings: tuple[Finding, ...] = (_lacking(document, flat, text, wording, found),)
    else:
        bad = [next(illegible_words(document, part), None) for part in positions]
        illegible = [word for word in bad if word is not None]
        is_legible = len(found) - len(illegible) >= count
        findings = () if is_legible else (_illegible(document, text, illegible[0]),)
    return StatedTextVerification(text, count, characters, findings)


def _positions(flat: SearchableText, start: int, end: int) -> list[TextPosition]:
    return [position for position in flat.positions[start:end] if position is not None]


def _lacking(
    document: Document,
    flat: SearchableText,
    text: StatedText,
    wording: str,
    taken: Sequence[tuple[int, int]],
) -> Finding:
    """The finding of a text that is not there as often as it must be."""
    like = find_nearest(flat, wording, taken)
    difference = None
    if like is not None and like.distance <= MAX_DISTANCE:
        difference = first_difference(flat.text[like.start : like.end], wording)
    if like is None or difference is None:
        message = msg(
            "{origin} is not on the pages: “{words}”",
            origin=text.origin,
            words=excerpt_words(wording),
        )
        return MISSING.found(Severity.ERROR, message)
    position = next(iter(_positions(flat, like.start + difference.at, like.end)), None)
    place = place_on(document.pages[position.page], position.box) if position else Place()
    message = msg(
        "{origin} has “{found}” where “{wanted}” is stated, in “{context}”",
        origin=text.origin,
        found=difference.found,
        wanted=difference.wanted,
        context=difference.context,
    )
    return DIFFERS.found(Severity.ERROR, message, place)


def _illegible(document: Document, text: StatedText, word: IllegibleWord) -> Finding:
    place = place_on(document.pages[word.page], word.box)
    known = {"origin": text.origin, "word": word.text}
    match word.visibility:
        case Visibility.CLIPPED:
            return CUT.found(Severity.ERROR, msg("{origin} is cut off at “{word}”", **known), place)
        case Visibility.STRUCK_THROUGH:
            message = msg("{origin} is painted across at “{word}”", **known)
        case Visibility.DISTORTED:
            message = msg("{origin} is mirrored, turned or squeezed at “{word}”", **known)
        case _:
            message = msg("{origin} cannot be seen at “{word}”", **known)
    return HIDDEN.found(Severity.ERROR, message, place)


def check_stated_texts(document: Document, brief: Brief) -> Iterator[Finding]:
    """Display texts that are not there, not as stated, or not legible."""
    for verification in verify_stated_texts(document, brief):
        yield from verification.findings


RULES: tuple[Rule, ...] = (MISSING, DIFFERS, HIDDEN, CUT)
FILE_CHECKS: tuple[FileCheck, ...] = (check_stated_texts,)
