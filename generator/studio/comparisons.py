"""Two versions of a project beside each other: pages that show the same, texts that differ."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from generator.content.approval import approved_texts, is_derived
from generator.content.model import Campaign
from generator.content.text_names import text_name
from generator.core.messages import Message
from generator.studio.change_words import edit_words
from generator.studio.choices import Choices
from generator.studio.plain_words import PlainNames
from generator.studio.records import FileRecord, PieceRecord
from generator.studio.work.making import FileRole

_WORDS: Final = re.compile(r"\s+|[^\s]+")
_SAME: Final = "equal"


@dataclass(frozen=True, slots=True)
class PagePair:
    """The pictures of one page in both versions; None where one has no such page."""

    number: int
    before: FileRecord | None
    after: FileRecord | None

    @property
    def is_same(self) -> bool:
        """True if both pictures are equal."""
        return (
            self.before is not None
            and self.after is not None
            and self.before.sha256 == self.after.sha256
        )


@dataclass(frozen=True, slots=True)
class PiecePair:
    """A piece in both versions."""

    material: str
    before: PieceRecord | None
    after: PieceRecord | None
    pages: tuple[PagePair, ...]

    @property
    def is_same(self) -> bool:
        """True if no page differs."""
        return all(page.is_same for page in self.pages)


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """A part of a text that was changed: ``is_changed`` if the other text does not have it."""

    text: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text that differs.

    Attributes:
        name: Localized by the page; of a choice in Vietnamese and in English.
    """

    name: Message | str | tuple[str, str]
    before: tuple[ComparedPart, ...]
    after: tuple[ComparedPart, ...]


def piece_pairs(
    before: Sequence[PieceRecord], after: Sequence[PieceRecord]
) -> tuple[PiecePair, ...]:
    """The pieces of both versions, those of one material and size together."""
    left = list(before)
    pairs = []
    for piece in after:
        twin = _twin(piece, left)
        if twin is not None:
            left.remove(twin)
        pairs.append(_pair(twin, piece))
    return (*pairs, *(_pair(piece, None) for piece in left))


def _twin(piece: PieceRecord, others: Sequence[PieceRecord]) -> PieceRecord | None:
    """The piece of the same material: of the same size if there is one."""
    alike = [one for one in others if one.material == piece.material]
    return next((one for one in alike if one.size == piece.size), alike[0] if alike else None)


def _pair(before: PieceRecord | None, after: PieceRecord | None) -> PiecePair:
    views = [
        {file.page: file for file in one.of_role(FileRole.VIEW)} if one is not None else {}
        for one in (before, after)
    ]
    numbers = sorted({number for several in views for number in several})
    some = after or before
    assert some is not None
    return PiecePair(
        some.material,
        before,
        after,
        tuple(PagePair(number, views[0].get(number), views[1].get(number)) for number in numbers),
    )


def text_pairs(before: Campaign, after: Campaign) -> Iterator[TextPair]:
    """Yield the texts of two campaigns that differ; those that follow from others left out."""
    was, now = approved_texts(before), approved_texts(after)
    for origin in dict.fromkeys((*now, *was)):
        old, new = was.get(origin, ""), now.get(origin, "")
        if old == new or (is_derived(origin, was) and is_derived(origin, now)):
            continue
        yield _text_pair(text_name(origin, after if origin in now else before), old, new)


def choice_pairs(before: Choices, after: Choices, names: PlainNames) -> Iterator[TextPair]:
    """Yield the choices that differ, their values by ``names``."""
    was, now = dict(_flat(before, names)), dict(_flat(after, names))
    for key in dict.fromkeys((*was, *now)):
        if was.get(key, "") != now.get(key, ""):
            vi, en = edit_words({"path": ["choices", *key]})
            name = vi.removeprefix("Sửa ").capitalize(), en.removeprefix("Changed ").capitalize()
            yield _text_pair(name, was.get(key, ""), now.get(key, ""))


def _flat(choices: Choices, names: PlainNames) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("pieces",), "; ".join(map(names.piece, choices.pieces))
    for key, value in asdict(choices.issuer).items():
        yield ("issuer", key), _worded(value)
    for key in ("destination", "inks", "language", "theme"):
        yield (key,), _worded(names.name(key, getattr(choices, key)))


def _worded(value: object) -> str:
    match value:
        case None | False:
            return ""
        case Mapping():
            return ", ".join(f"{key}: {one}" for key, one in value.items())
        case list() | tuple():
            return ", ".join(map(str, value))
        case _:
            return str(value)


def _text_pair(name: Message | str | tuple[str, str], old: str, new: str) -> TextPair:
    left, right = _WORDS.findall(old), _WORDS.findall(new)
    before: list[ComparedPart] = []
    after: list[ComparedPart] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, left, right, False).get_opcodes():
        if a != b:
            before.append(ComparedPart("".join(left[a:b]), kind != _SAME))
        if c != d:
            after.append(ComparedPart("".join(right[c:d]), kind != _SAME))
    return TextPair(name, tuple(before), tuple(after))
