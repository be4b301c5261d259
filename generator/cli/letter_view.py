"""A letter as text for a person: its fields, its body as a tree with addresses, what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from generator.cli.localization import localize
from generator.core.excerpts import excerpt
from generator.core.messages import Message, listed, msg

if TYPE_CHECKING:
    from generator.content.letters.model import CitedDocument, Letter, LetterBlock, Span

#: A line of the tree takes so many characters at most, if texts are shortened.
_WIDTH: Final = 110
_LEAST_TEXT: Final = 40
#: A longer address pushes its line to the right.
_LONGEST_ADDRESS: Final = 16
_SHOWN_FURNITURE: Final = 200


def letter_lines(letter: Letter, *, full: bool) -> Iterator[str]:
    """Lines that show all of ``letter``; ``full`` leaves long texts unshortened."""
    yield from _field_lines(letter)
    yield ""
    yield from tree_lines(letter, full=full)
    if letter.closing:
        closing = letter.closing if full else excerpt(letter.closing, _WIDTH)
        yield ""
        yield _labelled(letter, msg("Closing"), closing, "closing")
    if letter.furniture:
        furniture = " | ".join(letter.furniture)
        shown = furniture if full else excerpt(furniture, _SHOWN_FURNITURE)
        heading = msg("Not content, {count} pieces", count=len(letter.furniture))
        yield ""
        yield f"{localize(heading)}: {shown}"


def tree_lines(letter: Letter, *, full: bool = False) -> Iterator[str]:
    """The body of ``letter``: of each block its address, line or page, marker and text."""
    if not letter.blocks:
        yield localize(msg("The body is empty."))
        return
    addresses = [block.address for block in letter.blocks]
    heads = [localize(msg("Address")), localize(_place_word(letter.blocks)), localize(msg("Text"))]
    wide = min(max(map(len, [*addresses, heads[0]])), _LONGEST_ADDRESS)
    places = [_place(block.at) for block in letter.blocks]
    narrow = max(map(len, [*places, heads[1]]))
    yield f"{heads[0]:<{wide}}  {heads[1]:>{narrow}}  {heads[2]}"
    depths = _depths(letter.blocks)
    has_unsure = False
    for block, place in zip(letter.blocks, places, strict=True):
        has_unsure |= bool(block.unsure)
        start = f"{block.address:<{wide}}  {place:>{narrow}}  {'  ' * depths[block.address]}"
        text = " ".join(part for part in (block.marker, _marked(block)) if part)
        room = max(_LEAST_TEXT, _WIDTH - len(start))
        yield start + (text if full else excerpt(text, room))
    if has_unsure:
        yield localize(msg("[…?]: not read with certainty"))


def _field_lines(letter: Letter) -> Iterator[str]:
    yield _labelled(letter, msg("Kind"), letter.kind.value, "kind")
    yield _labelled(letter, msg("Number"), letter.number, "number")
    yield _labelled(letter, msg("Place and date"), letter.date_line, "date_line")
    yield _labelled(letter, msg("Issuing body"), letter.issuing_body, "issuing_body")
    yield _labelled(letter, msg("Subject"), letter.subject, "subject")
    yield from _list(letter, msg("Addressees"), letter.addressees, "addressees")
    bases = [_cited(basis) for basis in letter.legal_bases]
    yield from _list(letter, msg("Legal bases"), bases, "legal_bases")
    yield from _list(letter, msg("Recipients"), letter.recipients, "recipients")
    signatory = letter.signatory
    yield _labelled(letter, msg("Signed by, role"), signatory.role, "signatory.role")
    yield _labelled(letter, msg("Signed by, name"), signatory.name, "signatory.name")
    if letter.lacks:
        yield _missing(msg("Lacks, though such a paper must have it"), letter.lacks)
    yield f"sha256: {letter.sha256}"


def doubtful_lines(letter: Letter) -> Iterator[str]:
    """The fields of ``letter`` that are doubtful, each with its value."""
    for line in _field_lines(letter):
        if localize(msg("doubtful")) in line:
            yield f"  {line}"


def _missing(label: Message, names: Sequence[str]) -> str:
    from generator.content.letter_parts import part_name

    return f"{localize(label)}: {localize(listed(map(part_name, names)))}"


def _labelled(letter: Letter, label: Message, value: str | None, name: str) -> str:
    """The field ``name`` with its value; an absent one has a dash."""
    return f"{localize(label)}: {value or '–'}{_remark(letter, name, is_there=bool(value))}"


def _list(letter: Letter, label: Message, entries: Sequence[str], name: str) -> Iterator[str]:
    if not entries:
        yield _labelled(letter, label, None, name)
        return
    yield f"{localize(label)}:{_remark(letter, name, is_there=True)}"
    for number, entry in enumerate(entries, start=1):
        yield f"  {number}. {entry}{_remark(letter, f'{name}.{number}', is_there=True)}"


def _remark(letter: Letter, name: str, *, is_there: bool) -> str:
    """Line or page of the field ``name`` in brackets, with a word if it is doubtful."""
    remarks: list[Message] = []
    span = letter.at.get(name)
    if span is not None and is_there and _place(span):
        remarks.append(_place_words(span))
    if name in letter.doubtful:
        remarks.append(msg("doubtful"))
    return f"  ({localize(listed(remarks))})" if remarks else ""


def _cited(basis: CitedDocument) -> str:
    parts = (basis.number, basis.date, basis.issuer, basis.title)
    return "; ".join(part for part in parts if part)


def _place(span: Span) -> str:
    """The lines or pages of ``span``: "22", "22-24"."""
    first, last = (span.page, span.to_page) if span.page is not None else (span.line, span.to_line)
    if first is None:
        return ""
    return f"{first}" if last is None or last == first else f"{first}-{last}"


def _place_words(span: Span) -> Message:
    place = _place(span)
    if span.page is not None:
        return msg("pages {place}", place=place) if "-" in place else msg("page {page}", page=place)
    return msg("lines {place}", place=place) if "-" in place else msg("line {line}", line=place)


def _place_word(blocks: Sequence[LetterBlock]) -> Message:
    return msg("Page") if any(block.at.page is not None for block in blocks) else msg("Line")


def _depths(blocks: Sequence[LetterBlock]) -> dict[str, int]:
    """Depths in the tree by address: 0 at the top."""
    depths: dict[str, int] = {}
    for block in blocks:
        depths[block.address] = depths.get(block.parent, -1) + 1
    return depths


def _marked(block: LetterBlock) -> str:
    """The text of ``block``, with the words that are not sure in brackets."""
    text = block.text
    for start, end in sorted(block.unsure, reverse=True):
        text = f"{text[:start]}[{text[start:end]}?]{text[end:]}"
    return text
