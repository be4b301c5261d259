"""The object ``letters/1`` of a letter, for programs, and the letter of such an object.

Source: docs/json.md. Texts are as they stand in the paper; what it does not have is None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from generator.content.letters.model import (
    BlockType,
    CitedDocument,
    Letter,
    LetterBlock,
    LetterKind,
    Signatory,
    Span,
)
from generator.core.os_errors import whole_characters

#: The name of this format; a change that readers notice gets another number.
FORMAT: Final = "letters/1"
_BASIS_PARTS: Final = ("number", "date", "issuer", "title")


def letter_object(letter: Letter) -> dict[str, Any]:
    """The letter as an object of strings, numbers, lists and objects, in a stable order."""
    return {
        "format": FORMAT,
        "file": whole_characters(letter.source),
        "kind": letter.kind.value,
        "number": letter.number,
        "date_line": letter.date_line,
        "date": letter.date.isoformat() if letter.date else None,
        "place": letter.place,
        "issuing_body": letter.issuing_body,
        "subject": letter.subject,
        "addressees": list(letter.addressees),
        "recipients": list(letter.recipients),
        "legal_bases": [
            {part: getattr(basis, part) for part in _BASIS_PARTS} for basis in letter.legal_bases
        ],
        "blocks": [_block_object(block) for block in letter.blocks],
        "closing": letter.closing,
        "signatory": {"role": letter.signatory.role, "name": letter.signatory.name},
        "furniture": list(letter.furniture),
        "labels": list(letter.labels),
        "lacks": list(letter.lacks),
        "doubtful": list(letter.doubtful),
        "at": {name: span_object(span) for name, span in letter.at.items()},
    }


def _block_object(block: LetterBlock) -> dict[str, Any]:
    made: dict[str, Any] = {
        "address": block.address,
        "marker": block.marker,
        "parent": block.parent,
        "text": block.text,
        "type": block.type.value,
    }
    if block.is_auto:
        made["auto"] = True
    if block.unsure:
        made["unsure"] = [list(part) for part in block.unsure]
    return made | {"at": span_object(block.at)}


def span_object(span: Span) -> dict[str, int]:
    """A place: line or page, and from and to which character, 1-based."""
    places = {
        "line": span.line,
        "to_line": span.to_line,
        "page": span.page,
        "to_page": span.to_page,
    }
    return {name: value for name, value in places.items() if value is not None} | {
        "start": span.start,
        "end": span.end,
    }


def letter_of(value: Mapping[str, Any], *, source: str, sha256: str) -> Letter:
    """The letter whose object ``value`` is, without its findings.

    Args:
        value: As :func:`letter_object` makes it.
        source: The file's name, for messages.
        sha256: Of the file.

    Raises:
        ValueError: if it is no such object.
    """
    try:
        return _letter(value, source, sha256)
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(f"no object of {FORMAT}: {error}") from error


def _letter(value: Mapping[str, Any], source: str, sha256: str) -> Letter:
    if value["format"] != FORMAT:
        raise ValueError(f"not of {FORMAT}")
    day = _text_or_none(value["date"])
    signatory = value["signatory"]
    return Letter(
        source=source,
        sha256=sha256,
        kind=LetterKind(value["kind"]),
        number=_text_or_none(value["number"]),
        date_line=_text_or_none(value["date_line"]),
        date=dt.date.fromisoformat(day) if day is not None else None,
        place=_text_or_none(value["place"]),
        issuing_body=_text_or_none(value["issuing_body"]),
        subject=_text_or_none(value["subject"]),
        addressees=_texts(value["addressees"]),
        recipients=_texts(value["recipients"]),
        legal_bases=tuple(
            CitedDocument(*(_text_or_none(basis[part]) for part in _BASIS_PARTS))
            for basis in value["legal_bases"]
        ),
        blocks=tuple(map(_block, value["blocks"])),
        closing=_text_or_none(value["closing"]),
        signatory=Signatory(_text_or_none(signatory["role"]), _text_or_none(signatory["name"])),
        furniture=_texts(value["furniture"]),
        labels=_texts(value["labels"]),
        lacks=_texts(value["lacks"]),
        doubtful=_texts(value["doubtful"]),
        at={_text(name): _span(span) for name, span in value["at"].items()},
    )


def _block(value: Mapping[str, Any]) -> LetterBlock:
    return LetterBlock(
        address=_text(value["address"]),
        marker=_text(value["marker"]),
        parent=_text(value["parent"]),
        text=_text(value["text"]),
        type=BlockType(value["type"]),
        is_auto=bool(value.get("auto", False)),
        at=_span(value["at"]),
        unsure=tuple((int(start), int(end)) for start, end in value.get("unsure", ())),
    )


def _span(value: Mapping[str, Any]) -> Span:
    return Span(**{_text(name): int(place) for name, place in value.items()})


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return tuple(map(_text, value))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)
