"""Parts of a text with what they are for the breaker, and the costs of line ends.

``vietnamese.compounds`` and ``vietnamese.names`` bind them to one another.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.vietnamese.syllables import fold_tones

#: Breaks that cost this much or more are not made while what they cut fits on one line.
UNBREAKABLE = 1000.0
#: Between the words of a name or of another whole, as in "Giáo dục / và Đào tạo", "không / lành
#: mạnh". It is cut only where it is wider than the measure.
WHOLE = 600.0
#: The same behind a small word inside it: "Giáo dục và / Đào tạo" is worse than before "và".
WHOLE_BEHIND_SMALL = 700.0
#: Inside two syllables that the lexicon marks as separable, "chào~mừng"; no headline cuts them.
LOOSE_WORD = 500.0
#: In what is probably one name, but may have ended: "Luật Giao thông đường bộ / Việt Nam".
PROBABLY_WHOLE = 250.0
#: Between the words of a long set phrase, as in "nhà cung cấp / dịch vụ".
SET_PHRASE = 150.0
#: After a hyphen between spaces, as in "đất nước - / con người".
AFTER_DASH = 200.0
#: A word that leads on to the next one had better begin a line than end it: "nước / trên bờ suối".
AFTER_LEADING = 60.0
#: The same for words that may also end a phrase: "làm được", "đi vào".
AFTER_HELPER = 20.0
#: Between a body and its unit, where official papers break too: "Công an / phường Hoa Mai".
BODY_AND_UNIT = 30.0
#: Breaks at a pause in the sentence are better than others by this much.
AFTER_COMMA = -1.0
AFTER_STOP = -4.0
#: Before the unit that ends the name of an office, as in "ban chỉ huy quân sự / phường Thới An":
#: worth any ragged edge of two lines (``line_breaking.RAGGED`` for each).
BEFORE_UNIT = -200.0

#: A line never begins with one of these, standing alone.
DASHES = frozenset("-–—")
#: What an editor has nowhere at the end of a line of a headline.
LEADING = frozenset((
    "trên", "với", "và", "từ", "tại", "vào", "cho", "của", "các", "những", "để", "do", "theo", "về",
    "là", "khi", "mỗi", "mọi", "từng", "bằng", "bị", "trong", "dưới", "giữa", "vì", "hoặc", "hay",
    "như", "nếu", "thì", "mà", "ở", "rằng", "mỗi", "nhưng", "bởi", "tuy", "dù", "nhằm",
))  # fmt: skip
#: What goes with the next word, but may also stand behind its own.
_HELPERS = frozenset((
    "được", "đã", "sẽ", "đang", "rất", "phải", "nên", "cần", "hãy", "cùng", "ra", "lên", "xuống",
    "đến", "tới", "qua", "còn", "có", "cả", "chỉ", "sau", "trước", "ngoài", "gồm", "cũng", "đều",
    "bất",
))  # fmt: skip
#: A negation belongs to what it denies: "mục đích không / lành mạnh" reads as its opposite.
NEGATIONS = frozenset(("không", "chưa", "chớ", "đừng", "chẳng", "chả"))
_ABBREVIATIONS = frozenset((
    "tp.", "p.", "q.", "x.", "tx.", "tt.", "đ.", "kp.", "kt.", "tm.", "tl.", "tuq.", "ts.", "ths.",
    "gs.", "pgs.", "bs.", "ks.", "ls.", "ô.", "b.",
))  # fmt: skip
#: Signs that a number keeps behind it, beside words in small letters.
_UNIT_SIGNS = frozenset((
    "%", "‰", "°", "°C", "₫", "đ", "VND", "VNĐ", "USD", "m²", "m2", "m³", "m3", "km²", "km2", "cm²",
    "km/h", "kg/m²", "ha", "kW", "kWh", "kV", "V", "W", "A", "kB", "KB", "MB", "GB", "TB", "Mb/s",
))  # fmt: skip

OPENING = "([{“‘«\"'"
CLOSING = ")]}”’»\"'"
POINTS = ",;:.!?…"

_NUMBER = re.compile(r"\d[\d.,/:%]*(?:[/-]\S*)?")
#: Tokens in the cache.
_CACHED_TOKENS = 4096


def lexicon_form(text: str) -> str:
    """``text`` as the lexicon spells it: lower case, tone marks in the old style.

    "HOÀ BÌNH" and "Hòa bình" both give "hòa bình"; "quý" and "hoàn" stay as they are.
    """
    return fold_tones(text.lower())


def bind(costs: list[float], at: int, cost: float) -> None:
    """Raise the cost of a break to ``cost``; a separable pair in a whole becomes unbreakable."""
    if costs[at] == LOOSE_WORD and cost >= WHOLE:
        costs[at] = UNBREAKABLE
    elif costs[at] < cost:
        costs[at] = cost


class Token(NamedTuple):
    """A part of a text with its properties that do not depend on its neighbours.

    Attributes:
        first: In the lexicon's spelling, as the first syllable of a compound: without opening
            marks. ``middle`` has all its marks, ``last`` no closing ones.
        cost: Of a break behind it.
        starts_name: Whether it is capitalised, perhaps behind an opening mark.
        is_name: Whether it is capitalised and no mark is before it.
        is_capitals: Whether it is capitals only, perhaps with a mark behind it.
        is_closed: Whether a mark is behind it; ``ends_sentence`` whether that is no comma.
        is_plain: Whether it is a lower-case word, perhaps with a mark behind it.
        is_letter: Whether it is one Latin capital, perhaps with a mark behind it.
        is_unit: Whether it is the sign of a unit, as m² or kWh.
        is_special: Whether it may be part of a name or a number.
    """

    first: str
    middle: str
    last: str
    cost: float
    starts_name: bool
    is_name: bool
    is_capitals: bool
    is_closed: bool
    ends_sentence: bool
    is_plain: bool
    is_unit: bool
    is_number: bool
    is_slashed: bool
    is_letter: bool
    is_special: bool


@lru_cache(maxsize=_CACHED_TOKENS)
def read_token(text: str) -> Token:
    """The token that ``text``, a part without spaces, is; cached."""
    form = lexicon_form(text)
    opened = text.rstrip(POINTS + CLOSING)
    core = opened.lstrip(OPENING)
    letters = core.replace("'", "").replace("’", "")  # "M'gar", "H'leo"
    is_capitalised = letters.isalpha() and core[0].isupper() and core[1:] == core[1:].lower()
    is_capitals = core == opened and letters.isalpha() and letters.isupper()
    is_number = _NUMBER.fullmatch(core) is not None
    is_slashed = text.startswith("/") and len(text) > 1
    is_closed = opened != text
    return Token(
        first=form.lstrip(OPENING),
        middle=form,
        last=form.rstrip(POINTS + CLOSING),
        cost=_cost_after(text, form),
        starts_name=is_capitalised,
        is_name=is_capitalised and core == opened,
        is_capitals=is_capitals,
        is_closed=is_closed,
        ends_sentence=is_closed and text != opened + "," and form not in _ABBREVIATIONS,
        is_plain=opened.isalpha() and opened.islower(),
        is_unit=opened in _UNIT_SIGNS,
        is_number=is_number,
        is_slashed=is_slashed,
        is_letter=len(opened) == 1 and opened.isascii() and opened.isupper(),
        is_special=is_capitalised or is_capitals or is_number or is_slashed,
    )


def _cost_after(text: str, form: str) -> float:
    """The cost of a break behind a token, as far as the token alone decides it."""
    if text in DASHES:
        # A hyphen between spaces joins two halves; a real dash parts two clauses.
        return AFTER_DASH if text == "-" else AFTER_COMMA
    if form in _ABBREVIATIONS:
        return UNBREAKABLE
    if form in LEADING:
        return AFTER_LEADING
    if form in _HELPERS:
        return AFTER_HELPER
    end = text.rstrip(CLOSING)[-1:]
    if end == ",":
        return AFTER_COMMA
    return AFTER_STOP if end and end in ";:.!?…" else 0.0
