"""Vietnamese syllables: their letters, their tone, and a test for well-formed ones.

The test separates damaged text from foreign words; folded tones compare names whatever the style
of their tone marks. Repair itself is in ``repair``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

#: The five tone marks: huyền, sắc, ngã, hỏi, nặng.
TONES: Final = "\u0300\u0301\u0303\u0309\u0323"

#: Every rime of the written language, by its vowels, with the ends that these can take ("_" is
#: none). A mere pattern of vowels would let foreign words and wrongly read text through.
_RIMES: Final = {
    "a": "_ c ch i m n ng nh o p t u y", "ă": "c m n ng p t", "â": "c m n ng p t u y",
    "e": "_ c m n ng o p t", "ê": "_ ch m n ng nh p t u",
    "i": "_ ch m n ng nh p t u", "ia": "_", "iê": "c m n ng p t u",
    "o": "_ c i m n ng p t", "oo": "c ng", "ô": "_ c i m n ng p t", "ơ": "_ i m n p t",
    "oa": "_ c ch i m n ng nh o p t y", "oă": "c m n ng t", "oe": "_ m n o t",
    "u": "_ c i m n ng p t", "ua": "_", "uâ": "n ng t y", "uê": "_ ch nh n t", "uơ": "_ n t",
    "uô": "c i m n ng p t", "uy": "_ ch n nh p t u", "uya": "_", "uyê": "n t",
    "ư": "_ c i m n ng t u", "ưa": "_", "ươ": "c i m n ng p t u",
}  # fmt: skip
#: After "qu", whose u belongs to the onset; and the rimes that begin with y, or are y.
_RIMES_AFTER_QU: Final = {
    "a": "_ c ch i m n ng nh o p t u y", "ă": "c m n ng p t", "â": "n ng t y",
    "e": "_ c m n o t", "ê": "_ ch n nh t", "i": "_ t", "ô": "c", "ơ": "_ i n t",
    "y": "_ ch n nh p t", "yê": "n t",
}  # fmt: skip
_RIMES_IN_Y: Final = {"y": "_"}
#: Without an onset, i in a diphthong is written y: yên, yếu.
_RIMES_ALONE: Final = {"y": "_ t", "yê": "m n ng t u"}


def _alternatives(rimes: dict[str, str]) -> str:
    """A pattern for ``rimes``; what stands at the end of the whole word decides between them."""
    return "|".join(
        f"{vowels}(?:{ends.replace('_', '').strip().replace(' ', '|')})"
        + ("?" if ends.startswith("_") and ends != "_" else "")
        for vowels, ends in rimes.items()
    )


# k, gh and ngh stand before e, ê, i and y; c, g and ng before the other vowels; "gì" and "giêng"
# write the i of gi and that of the rime only once.
_SYLLABLE: Final = re.compile(
    f"(?:(?:gh|ngh|k)(?=[eêiy])|(?:g|ng|c)(?=[aăâoôơuư])|g(?=i)|gi(?=[aăâeêoôơuư])"
    f"|[bdđhlmnprstvx]|ch|kh|nh|ph|th|tr)?(?:{_alternatives(_RIMES)})"
    f"|(?:[hklmstv]|th)(?:{_alternatives(_RIMES_IN_Y)})"
    f"|qu(?:{_alternatives(_RIMES_AFTER_QU)})"
    f"|(?:{_alternatives(_RIMES_ALONE)})"
)
_ANY_VOWEL: Final = re.compile("[aeiouy]")
_ASCII_WORD: Final = re.compile(r"(?<![^\W_])[A-Za-z]{2,}(?![^\W_])")
# A syllable that ends in a stop bears sắc or nặng; the other tones cannot be spoken on it.
_STOPS: Final = ("c", "ch", "p", "t")
_STOP_TONES: Final = ("\u0301", "\u0323")

_VOWELS: Final = "aăâeêioôơuưy"

# Where the new style writes the tone: on the last of oa, oe, uy at the end of a word. The u of
# "quý" belongs to the onset; "hoàn" and "khuỷu" go on after it.
_NEW_STYLE: Final = re.compile(
    r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![^\W\d_]|[\u0300-\u036f])", re.IGNORECASE
)


def split_tone(word: str) -> tuple[str, str]:
    """The word without its tone marks, and the marks: ("hoa", huyền) for hòa and hoà alike.

    ă â ê ô ơ ư đ are letters of their own and stay. The letters are NFC.
    """
    decomposed = unicodedata.normalize("NFD", word)
    letters = "".join(c for c in decomposed if c not in TONES)
    return unicodedata.normalize("NFC", letters), "".join(c for c in decomposed if c in TONES)


@lru_cache(maxsize=32768)  # all that Vietnamese has; a letter says a few again and again
def is_syllable(word: str) -> bool:
    """True if ``word``, of any case, is written as a Vietnamese syllable with one tone or none."""
    letters, tones = split_tone(word.lower())
    if len(tones) > 1 or _SYLLABLE.fullmatch(letters) is None:
        return False
    if letters.endswith(_STOPS):
        return tones in _STOP_TONES and _is_tone_well_placed(word, letters)
    return not tones or _is_tone_well_placed(word, letters)


def _is_tone_well_placed(word: str, letters: str) -> bool:
    """True if the tone of ``word`` is on a letter that bears it in the old or the new style."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tone = next(index for index, c in enumerate(decomposed) if c in TONES)
    # Letters before the tone, its own among them, less one; the horn may come after the tone.
    index = sum(not unicodedata.combining(c) for c in decomposed[:tone]) - 1
    start = 2 if letters[:2] in ("qu", "gi") and letters[2:3] and letters[2] in _VOWELS else 0
    vowels = [i for i in range(start, len(letters)) if letters[i] in _VOWELS]
    own_mark = [i for i in vowels if letters[i] in "ăâêôơư"]
    if own_mark:
        return index == own_mark[-1]
    if len(vowels) > 1 and vowels[-1] == len(letters) - 1:
        either = letters[vowels[-2] :] in ("oa", "oe", "uy")
        return index == vowels[-2] or (either and index == vowels[-1])
    return index == vowels[-1]


def retone(word: str) -> str:
    """``word`` with its one tone on the only letter that makes a syllable of it; else empty.

    "ngừơi" gives "người". Words whose tone has two right places are syllables as they stand.
    """
    letters, tones = split_tone(word)
    if len(tones) != 1:
        return ""
    readings = (
        unicodedata.normalize("NFC", letters[: at + 1] + tones + letters[at + 1 :])
        for at, letter in enumerate(letters)
        if letter.lower() in _VOWELS
    )
    found = [reading for reading in readings if is_syllable(reading)]
    return found[0] if len(found) == 1 else ""


@cache
def _unmarked() -> re.Pattern[str]:
    """The pattern of a syllable without any mark: "phuong", "thuong", "nhan"."""
    return re.compile(_SYLLABLE.pattern.translate(str.maketrans("ăâêôơưđ", "aaeooud")))


def lacks_marks(text: str) -> bool:
    """True if ``text`` is several Vietnamese words, typed without any mark.

    Abbreviations and single letters do not count. One word alone, or one that is no syllable, may
    be a foreign name.
    """
    if any(c.isalpha() and not c.isascii() for c in text):
        return False
    words = [word for word in _ASCII_WORD.findall(text.lower()) if _ANY_VOWEL.search(word)]
    return len(words) > 1 and all(_unmarked().fullmatch(word) for word in words)


def fold_tones(text: str) -> str:
    """``text`` (NFC) with its tone marks where the old style puts them, in any case.

    "Uỷ ban, HOÀ BÌNH, khoẻ" gives "Ủy ban, HÒA BÌNH, khỏe"; "quý", "hoàn" and "khuỷu" have one
    style only and stay. For comparing and looking up: a writer's own style is never changed.
    """
    return _NEW_STYLE.sub(_with_tone_before, text)


def _with_tone_before(found: re.Match[str]) -> str:
    first, last = found[0][0], unicodedata.normalize("NFD", found[0][1])
    letter, tone = last[0], last[1]
    return unicodedata.normalize("NFC", first + tone) + letter
