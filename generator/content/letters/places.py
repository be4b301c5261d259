"""Places of paragraphs in their file, and of what recognition was unsure of in their text."""

from __future__ import annotations

from collections.abc import Sequence

from generator.content.letters.model import Span
from generator.content.letters.paragraphs import BodyParagraph, is_broken_at_hyphen
from generator.content.sources.model import SourceLine


def span_of(lines: Sequence[SourceLine]) -> Span:
    """Span of ``lines`` from their first to their last character that is no white space."""
    first, last = lines[0].origin, lines[-1].origin
    skipped = len(lines[0].text) - len(lines[0].text.lstrip())
    return Span(
        line=first.line,
        to_line=last.line,
        page=first.page,
        to_page=last.page,
        start=first.start + skipped,
        end=last.end,
    )


def unsure_of(paragraph: BodyParagraph) -> tuple[tuple[int, int], ...]:
    """Unsure parts of the lines as 0-based (start, end) in the paragraph's text."""
    if not any(line.unsure for line in paragraph.lines):
        return ()
    found: list[tuple[int, int]] = []
    at = 0
    before = ""
    for number, line in enumerate(paragraph.lines):
        if is_broken_at_hyphen(before, line.text.lstrip()):
            at -= 1
        skipped = paragraph.marker.length if number == 0 and paragraph.marker else 0
        places, length = _folded_places(line.text, skipped, at)
        for start, end in line.unsure:
            start, end = max(start, skipped), min(end, len(line.text))
            if start < end and places[start] < places[end]:
                found.append((places[start], places[end]))
        at += length + 1 if length else 0
        before = line.text.rstrip() if length else before
    return tuple(found)


def _folded_places(text: str, skipped: int, at: int) -> tuple[list[int], int]:
    """0-based places of the characters from ``skipped`` on with white space folded; the length.

    A place in white space is that of the next word, at the end that of the end.
    """
    places = [at] * (len(text) + 1)
    length = 0
    pending = False
    for index in range(skipped, len(text)):
        if text[index].isspace():
            pending = length > 0
            places[index] = at + length + pending
            continue
        length += pending
        pending = False
        places[index] = at + length
        length += 1
    places[len(text)] = at + length
    return places, length
