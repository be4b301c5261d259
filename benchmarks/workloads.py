"""The documents to be made: who issues each, and its ten texts. The same for every contestant.

Documents are numbered from 0. A number always gives the same document, in every process, so
nothing needs to be stored or sent, and no two contestants can be given different work.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from enum import StrEnum

# Syllables that names of Vietnamese communes are made of. Three of them make a plausible name.
# fmt: off
_NAME_SYLLABLES = (
    "An", "Bình", "Chánh", "Đông", "Hiệp", "Hòa", "Hưng", "Khánh", "Lâm", "Lộc", "Long", "Mỹ",
    "Phú", "Phước", "Tân", "Tây", "Thành", "Thạnh", "Thới", "Trung", "Vĩnh", "Xuân",
)
# fmt: on

# How much a varied text may lose, and how much it may gain, as a share of its words.
_MAX_LOST = 0.25
_MAX_GAINED = 0.10


class Workload(StrEnum):
    """Changes from one document to the next."""

    WARD = "ward"
    BODY = "body"


def issuer_name(number: int) -> str:
    """The issuer of document ``number``; the first 9,240 differ from one another."""
    syllables = list(_NAME_SYLLABLES)
    # A step that shares no factor with the 9,240 names mixes short and long ones.
    rest = number * 4129 % (len(syllables) * (len(syllables) - 1) * (len(syllables) - 2))
    chosen = []
    for _ in range(3):
        rest, index = divmod(rest, len(syllables))
        chosen.append(syllables.pop(index))
    return f"Ủy ban nhân dân phường {' '.join(chosen)}"


def varied(texts: tuple[str, ...], number: int) -> tuple[str, ...]:
    """``texts`` with words rotated, dropped and added, so that document ``number`` fits anew.

    Every word comes from ``texts`` themselves, so the language, its accents and the share of long
    words stay what they are on a real poster.
    """
    choose = random.Random(number)
    vocabulary = [word for text in texts for word in text.split()]
    return tuple(_varied_text(text.split(), vocabulary, choose) for text in texts)


def _varied_text(words: list[str], vocabulary: list[str], choose: random.Random) -> str:
    turn = choose.randrange(len(words))
    kept = len(words) - choose.randint(0, int(len(words) * _MAX_LOST))
    gained = choose.randint(1, max(1, int(len(words) * _MAX_GAINED)))
    start = choose.randrange(len(vocabulary) - gained)
    return " ".join([*(words[turn:] + words[:turn])[:kept], *vocabulary[start : start + gained]])


def documents(
    workload: Workload, texts: tuple[str, ...], first: int, count: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """``count`` documents from number ``first`` on: the issuer's name and the ten texts."""
    for number in range(first, first + count):
        yield (
            issuer_name(number),
            varied(texts, number) if workload is Workload.BODY else texts,
        )
