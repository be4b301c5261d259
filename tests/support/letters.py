"""Papers with their expected readings, and a scorer: which fields and blocks of a letter are right.

The readings are those that a careful person makes (``tests/data/letters/*.expected.json``).
"""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from generator.content.letters.model import (
    BlockType,
    CitedDocument,
    Letter,
    LetterBlock,
    LetterKind,
    Signatory,
)
from generator.content.sources.model import SourceDocument

PAPERS = Path(__file__).parents[1] / "data" / "letters"
BASIS_PARTS = ("number", "date", "issuer", "title")
#: After these a paper that ends early has nothing to compare.
_AFTER_CUT = {"closing", "recipients", "signatory.role", "signatory.name"}


@dataclass(slots=True)
class Score:
    """The right fields and blocks of a letter.

    Attributes:
        silent: Fields that are wrong or invented and not in ``doubtful``.
        faults: What is wrong, a line each.
    """

    fields: int = 0
    right_fields: int = 0
    blocks: int = 0
    right_blocks: int = 0
    silent: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def expected(name: str) -> dict[str, Any]:
    """The reading of the paper whose file begins with ``name``."""
    (path,) = PAPERS.glob(f"{name}*.expected.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def paper(name: str) -> Path:
    """The file of the paper."""
    return PAPERS / str(expected(name)["file"])


def score(letter: Letter, want: Mapping[str, Any]) -> Score:
    """The letter compared with the reading that is expected of it."""
    result = Score()
    skipped = set(want.get("unscored") or []) | (_AFTER_CUT if want.get("cut") else set())
    for key, (has, wanted) in _fields(letter, want).items():
        if key in skipped or not (has or wanted):
            continue
        result.fields += 1
        if has == wanted:
            result.right_fields += 1
            continue
        result.faults.append(f"{key}: {has!r} for {wanted!r}")
        if has and key not in letter.doubtful:
            result.silent.append(key)
    _score_blocks(letter.blocks, want["blocks"][: -1 if want.get("cut") else None], result)
    return result


def _fields(letter: Letter, want: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
    signatory = want["signatory"]
    pairs: dict[str, tuple[object, object]] = {
        "kind": (letter.kind.value, want["kind"]),
        "date": (letter.date.isoformat() if letter.date else None, want["date"]),
        "place": (letter.place, want["place"]),
        "number": (_number(letter.number), _number(want["number"])),
        "issuing_body": (_bare(letter.issuing_body), _bare(want["issuing_body"])),
        "subject": (_subject(letter.subject), _subject(want["subject"])),
        "closing": (_bare(letter.closing), _bare(want["closing"])),
        "signatory.role": (_bare(letter.signatory.role), _bare(signatory.get("role"))),
        "signatory.name": (_bare(letter.signatory.name), _bare(signatory.get("name"))),
        "addressees": (_bares(letter.addressees), _bares(want["addressees"])),
        "recipients": (_bares(letter.recipients), _bares(want["recipients"])),
        "legal_bases": (
            [tuple(getattr(basis, part) for part in BASIS_PARTS) for basis in letter.legal_bases],
            [tuple(basis[part] for part in BASIS_PARTS) for basis in want["legal_bases"]],
        ),
    }
    return pairs


def _score_blocks(
    have: Iterable[LetterBlock], want: Iterable[Mapping[str, Any]], result: Score
) -> None:
    got, wanted = list(have), list(want)
    result.blocks += len(wanted)
    matcher = SequenceMatcher(
        None, [_bare(b.text) for b in got], [_bare(b["text"]) for b in wanted], autojunk=False
    )
    at = {m.b + n: m.a + n for m in matcher.get_matching_blocks() for n in range(m.size)}
    places = {block["address"]: n for n, block in enumerate(wanted)}
    index = {block.address: n for n, block in enumerate(got)}
    for n, block in enumerate(wanted):
        if n not in at:
            result.faults.append(f"block {block['address']} not read: {block['text'][:60]!r}")
            continue
        mine = got[at[n]]
        parent = places.get(block["parent"])
        is_right = (
            _fold(mine.text) == _fold(block["text"])
            and _squeeze(mine.marker) == _squeeze(block["marker"])
            and index.get(mine.parent) == (None if parent is None else at.get(parent, -1))
        )
        result.right_blocks += is_right
        if not is_right:
            result.faults.append(f"block {block['address']}: {mine}")


def _fold(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


def _squeeze(text: str | None) -> str:
    return "".join(_fold(text).split())


def _number(text: str | None) -> str:
    return re.sub("[\u2010-\u2015\u2212]", "-", _squeeze(text))


def _bare(text: str | None) -> str:
    return _fold(text).rstrip(" ,;.:/") or _fold(text)


def _bares(texts: Iterable[str]) -> list[str]:
    return [_bare(text) for text in texts]


def _subject(text: str | None) -> str:
    return re.sub(r"^(?:v/v|về việc|về)\b[:\s]*", "", _bare(text), flags=re.I)


# -- the law: every character of the source is in exactly one place --


def source_characters(document: SourceDocument) -> Counter[str]:
    """The characters of the source that are no white space; markers of programs are not in it."""
    return _characters(line.text for line in document.lines)


def letter_characters(letter: Letter) -> Counter[str]:
    """The characters of all parts of the letter that hold the source's own."""
    pieces = [letter.number, letter.date_line, letter.issuing_body, letter.subject, letter.closing]
    pieces += [letter.signatory.role, letter.signatory.name]
    pieces += [*letter.addressees, *letter.recipients, *letter.furniture, *letter.labels]
    for block in letter.blocks:
        pieces += [block.text] if block.is_auto else [block.marker, block.text]
    return _characters(pieces)


def law_faults(document: SourceDocument, letter: Letter) -> list[str]:
    """Characters that are nowhere, and those that stand twice or were added."""
    source, have = source_characters(document), letter_characters(letter)
    lost, added = source - have, have - source
    return [f"lost {dict(lost)}"] * bool(lost) + [f"twice or added {dict(added)}"] * bool(added)


def _characters(texts: Iterable[str | None]) -> Counter[str]:
    return Counter("".join(_squeeze(text) for text in texts))


def letter_of_reading(name: str) -> Letter:
    """The letter that a careful person reads in the paper."""
    read = expected(name)
    signed = read["signatory"] or {}
    return Letter(
        source=read["file"],
        sha256="0" * 64,
        kind=LetterKind(read["kind"]),
        date=dt.date.fromisoformat(read["date"]) if read["date"] else None,
        addressees=tuple(read["addressees"]),
        recipients=tuple(read["recipients"]),
        legal_bases=tuple(CitedDocument(**basis) for basis in read["legal_bases"]),
        blocks=tuple(_block(block) for block in read["blocks"]),
        signatory=Signatory(signed.get("role"), signed.get("name")),
        **{
            key: read[key]
            for key in ("number", "date_line", "place", "issuing_body", "subject", "closing")
        },
    )


def _block(read: Mapping[str, Any]) -> LetterBlock:
    return LetterBlock(
        read["address"], read["marker"], read["parent"], read["text"], BlockType(read["type"])
    )
