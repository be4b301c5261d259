"""Icons by the Vietnamese words that they show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from generator.content.drafting.clauses import ClauseWord, forms, is_in_compound, read_words
from generator.content.yaml_nodes import read_mapping
from generator.vietnamese.break_tokens import CLOSING, OPENING, POINTS, lexicon_form
from generator.vietnamese.compounds import Lexicon
from generator.vietnamese.spoken_names import spoken

#: Icon of an item whose text has none of the words.
FALLBACK_ICON: Final = "info"
#: Group of words that say little of a matter: they count where no other word is found.
GENERAL: Final = "chung"
_MOST_SYLLABLES: Final = 5
#: Icons of what is struck out, and words by which something is meant to be off.
_STRUCK: Final = re.compile(r"(?:^|-)(?:off|x|ban|slash|none)(?:-|$)")
_OFF: Final = re.compile(r"(?:tắt|cúp|ngắt|cắt|ngừng|cai|bỏ|không|mất|hủy|xóa|khóa)\b")
#: Files in the cache; there is one.
_CACHED_FILES = 4


@dataclass(frozen=True, slots=True)
class _Sense:
    """A word's icon, and whether the word says little."""

    icon: str
    is_general: bool
    is_allowed: bool


class IconWords:
    """Words and their icons.

    Args:
        groups: By the group's name, the words of each icon, with accents and in small letters. A
            word that stands twice has the icon that comes first.
    """

    def __init__(self, groups: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        self.groups = groups
        self._senses: dict[str, _Sense] = {}
        for group, icons in groups.items():
            for icon, words in icons.items():
                for word in words:
                    is_allowed = _STRUCK.search(icon) is None or _OFF.match(word) is not None
                    sense = _Sense(icon, group == GENERAL, is_allowed)
                    self._senses.setdefault(lexicon_form(word), sense)

    def icon_for(self, own: str, *around: str, lexicon: Lexicon, is_allowed: bool = False) -> str:
        """Icon of the longest word in ``own``; if it has none, of a word in one of ``around``.

        Of words of one length the first in the text counts, and a word that says little of a matter
        only where no other is. Without any word, :data:`FALLBACK_ICON`.

        Args:
            lexicon: Of compounds: a word of one syllable is none where it is part of another, as
                "hoa" is in "phường Hoa Mai".
            is_allowed: Whether the text is of what may or must be done: no icon says that it is
                forbidden or off, unless switching off is what the word says.
        """
        for text in (own, *around):
            found = self._in_text(text, lexicon)
            if is_allowed:
                found = [sense for sense in found if sense.is_allowed]
            special = [sense for sense in found if not sense.is_general]
            if special or (found and text == own):
                return (special or found)[0].icon
        return FALLBACK_ICON

    def _in_text(self, text: str, lexicon: Lexicon) -> list[_Sense]:
        """The senses of the words in ``text``, the longest first."""
        matches = sorted(self._matches(read_words(text, lexicon)), key=lambda match: -match[0])
        return [sense for _, sense in matches]

    def _matches(self, words: Sequence[ClauseWord]) -> Iterator[tuple[int, _Sense]]:
        written = forms(words)
        at = 0
        while at < len(words):
            for count in range(min(_MOST_SYLLABLES, len(words) - at), 0, -1):
                sense = self._senses.get(" ".join(written[at : at + count]))
                if sense is not None and (count > 1 or not is_in_compound(words, at)):
                    yield count, sense
                    at += count
                    break
            else:
                at += 1

    def search(self, query: str) -> dict[str, tuple[str, ...]]:
        """Icons that the words of ``query`` name, each with its words, the best match first.

        With accents, words match by their accents: "muối" finds no mosquito. Without any, all that
        are spelled so: "muoi" finds both.
        """
        asked = _syllables(query)
        if not asked:
            return {}
        fold = spoken if all(map(str.isascii, asked)) else lexicon_form
        wanted = [fold(part) for part in asked]
        ranked: dict[str, tuple[int, list[str]]] = {}
        for icons in self.groups.values():
            for icon, words in icons.items():
                ranks = [rank for word in words if (rank := _rank(word, wanted, fold)) is not None]
                if ranks:
                    best, known = ranked.get(icon, (min(ranks), []))
                    ranked[icon] = (min(best, *ranks), [*known, *words])
        ordered = sorted(ranked, key=lambda icon: ranked[icon][0])
        return {icon: tuple(dict.fromkeys(ranked[icon][1])) for icon in ordered}

    def group_of(self, icon: str) -> str | None:
        """The name of the first group that has ``icon``."""
        return next((name for name, icons in self.groups.items() if icon in icons), None)

    def words_of(self, icon: str) -> tuple[str, ...]:
        """The words that ``icon`` shows."""
        return tuple(
            dict.fromkeys(word for icons in self.groups.values() for word in icons.get(icon, ()))
        )


def _rank(word: str, wanted: Sequence[str], fold: Callable[[str], str]) -> int | None:
    """Rank of a match of ``wanted`` in ``word``, 0 the best; None without one."""
    have = [fold(part) for part in word.split()]
    if have == list(wanted):
        return 0
    for at in range(len(have) - len(wanted) + 1):
        if have[at : at + len(wanted)] == list(wanted):
            return 1 + at
    return None


def _syllables(text: str) -> list[str]:
    marks = OPENING + CLOSING + POINTS
    written = lexicon_form(unicodedata.normalize("NFC", text)).replace("/", " ")
    parts = [part.strip(marks) for part in written.split()]
    return [part for part in parts if part]


@lru_cache(maxsize=_CACHED_FILES)
def load_icon_words(path: Path) -> IconWords:
    """The words in the file ``path``; the same object each time."""
    root = read_mapping(path.read_text(encoding="utf-8"), str(path))
    return IconWords(
        {
            group: {icon: node.texts(icon) for icon in node}
            for group, node in ((group, root.mapping(group)) for group in root)
        }
    )
