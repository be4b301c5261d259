"""Parts of a letter as its lock keeps them: fields by name, blocks by address.

The same names are used wherever a part is shown: "number", "addressees.2", "signatory.role",
"II.1.a". What has changed between two states is in ``letter_changes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.content.letters.model import Letter
from generator.core.messages import Message, msg

#: Names of fields of a letter for people; of a list, of one of its entries.
_FIELDS: Final[Mapping[str, Message]] = {
    "kind": msg("the letter's kind"),
    "number": msg("the letter's number"),
    "date_line": msg("the line with place and date"),
    "date": msg("the letter's date"),
    "place": msg("the place before the date"),
    "issuing_body": msg("the issuing body"),
    "subject": msg("the letter's subject"),
    "addressees": msg("the addressees"),
    "recipients": msg("the recipients (Nơi nhận)"),
    "legal_bases": msg("the legal bases"),
    "blocks": msg("the body"),
    "closing": msg("the closing paragraph"),
    "signatory": msg("the signature"),
    "signatory.role": msg("the signatory's role"),
    "signatory.name": msg("the signatory's name"),
}
_ENTRIES: Final[Mapping[str, Message]] = {
    "addressees": msg("addressee"),
    "recipients": msg("recipient"),
    "legal_bases": msg("legal basis"),
}


@dataclass(frozen=True, slots=True)
class LockedBlock:
    """A block as a lock keeps it; ``marker`` and ``type`` are empty in locks of format 1."""

    text: str
    marker: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class LetterParts:
    """The parts of a letter.

    Attributes:
        fields: Texts by their names; a field that the letter lacks is not there.
        blocks: By address, in the letter's order.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, LockedBlock] = field(default_factory=dict)

    def texts(self) -> dict[str, str]:
        """Every text by its field's name or its block's address."""
        return {**self.fields, **{name: block.text for name, block in self.blocks.items()}}

    def text(self, name: str) -> str | None:
        """The text of the field or block ``name``."""
        block = self.blocks.get(name)
        return block.text if block is not None else self.fields.get(name)


def parts_of(letter: Letter) -> LetterParts:
    """The parts of ``letter`` that its lock keeps; views of others are not among them."""
    blocks = {
        block.address: LockedBlock(block.text, block.marker, block.type.value)
        for block in letter.blocks
    }
    return LetterParts(dict(_fields_of(letter)), blocks)


def _fields_of(letter: Letter) -> Iterator[tuple[str, str]]:
    texts: Mapping[str, str | None] = {
        "kind": letter.kind.value,
        "number": letter.number,
        "date_line": letter.date_line,
        "issuing_body": letter.issuing_body,
        "subject": letter.subject,
        **_entries("addressees", letter.addressees),
        "closing": letter.closing,
        **_entries("recipients", letter.recipients),
        "signatory.role": letter.signatory.role,
        "signatory.name": letter.signatory.name,
    }
    return ((name, text) for name, text in texts.items() if text)


def _entries(name: str, entries: Sequence[str]) -> dict[str, str]:
    return {f"{name}.{number}": entry for number, entry in enumerate(entries, start=1)}


def part_name(name: str) -> Message | str:
    """``name``, of a field, of an entry of one or of a block, for people."""
    known = _FIELDS.get(name)
    if known is not None:
        return known
    kind, _, number = name.partition(".")
    entry = _ENTRIES.get(kind)
    return msg("{entry} {number}", entry=entry, number=number) if entry is not None else name
