"""Knows text that was typed or read in an older Vietnamese encoding; it does not convert it.

Such text is made of ordinary Latin-1 letters and signs, so nothing in it is illegal: it only
says nonsense. Each candidate decoding is tried, and it is believed when far more of the words
come out as well-formed Vietnamese syllables than in the text as it stands. Foreign words gain
nothing from any candidate, so they pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from generator.content.marks import repair_marks
from generator.content.syllables import is_syllable


class Encoding(StrEnum):
    """What the text seems to be, in the words people know it by."""

    TCVN3 = "TCVN3 (ABC, .VnTime)"
    VNI = "VNI Windows (VNI-Times)"
    UTF8_AS_1252 = "UTF-8 read as Windows-1252"
    CP1258_AS_1252 = "Windows-1258 read as Windows-1252"


#: How much larger the share of good words must be. Measured on sentences in each encoding and
#: on foreign text: below 0.25 names such as "Hôtel Métropole" come near, above it none does.
_MARGIN = 0.25

# TCVN 5712:1993, third set, as its bytes look in Windows-1252. ư is the byte of the soft hyphen;
# some programs turn the micro sign (à) into the Greek mu.
_TCVN3 = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦\u03bc",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯà",
)

# VNI writes a letter, then a second letter that stands for its marks; a few stand alone.
_VNI_MARKS = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE = str.maketrans("ôöìíæóòîñÔÖÌÍÆÓÒÎÑ", "ơưìíỉĩịỵđƠƯÌÍỈĨỊỴĐ")
_VNI_PAIR = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])", re.IGNORECASE)

# Signs count as parts of a word: inside one they are what damage looks like. Quotes and dashes
# around words do not, save those (» ‘) that also end a syllable of wrongly read UTF-8.
_WORD = re.compile(r"(?:[A-Za-z]|[^\x00-\x7f\s²³])+")
_BEFORE_WORDS = "“‘«–—•·…"
_AFTER_WORDS = "”’–—•·…"
# Signs that the old encodings put inside words; no language does.
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[¡-©«-±´¶-¸»-¿‚„…†‡ˆ‰‹•™›\u00ad](?=[^\W\d_])")


def detect_encoding(text: str) -> Encoding | None:
    """The older encoding that ``text`` is in, or None.

    Ask before soft hyphens are removed: in TCVN3 they are the letter ư.
    """
    if text.isascii():
        return None
    as_it_stands = _share(repair_marks(text))
    if as_it_stands > 1 - _MARGIN:
        return None
    best: tuple[float, Encoding] | None = None
    for encoding, decode in _DECODERS.items():
        decoded = decode(text)
        if decoded is None or decoded == text or not _enough_words(text, decoded):
            continue
        share = _share(decoded)
        if share >= as_it_stands + _MARGIN and (best is None or share > best[0]):
            best = (share, encoding)
    return best[1] if best else None


def _share(text: str) -> float:
    """The share of the words with letters beyond ASCII that are Vietnamese syllables, 0..1."""
    words = _accented(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _accented(text: str) -> list[str]:
    words = (found.lstrip(_BEFORE_WORDS).rstrip(_AFTER_WORDS) for found in _WORD.findall(text))
    return [word for word in words if not word.isascii()]


def _enough_words(text: str, decoded: str) -> bool:
    """Whether more than chance speaks: two good words, or one whose source holds a sign.

    One short foreign name alone ("Röm") may decode to a syllable by accident.
    """
    gained = set(_accented(decoded)) - set(_accented(text))
    # A sign alone, as µ or ½, decodes to a vowel; that says nothing.
    good = sum(len(word) > 1 and is_syllable(word) for word in gained)
    return good >= 2 or (good == 1 and bool(_SIGN_IN_WORD.search(text)))


def _from_tcvn3(text: str) -> str | None:
    return text.translate(_TCVN3)


def _from_vni(text: str) -> str | None:
    def compose(pair: re.Match[str]) -> str:
        return pair[1].translate(_VNI_ALONE) + _VNI_MARKS[pair[2].lower()]

    pieces = []
    end = 0
    for pair in _VNI_PAIR.finditer(text):
        pieces += [text[end : pair.start()].translate(_VNI_ALONE), compose(pair)]
        end = pair.end()
    pieces.append(text[end:].translate(_VNI_ALONE))
    return repair_marks("".join(pieces))


def _from_utf8(text: str) -> str | None:
    try:
        return repair_marks(_bytes_of_1252(text).decode("utf-8"))
    except UnicodeError:
        return None


def _from_cp1258(text: str) -> str | None:
    try:
        return repair_marks(text.encode("cp1252").decode("cp1258"))
    except UnicodeError:
        return None


def _bytes_of_1252(text: str) -> bytes:
    """The bytes that were read as Windows-1252; its five unused bytes as browsers read them.

    Raises:
        UnicodeError: when a character cannot have come from a byte.
    """
    return b"".join(
        c.encode("latin-1") if "\x80" <= c <= "\x9f" else c.encode("cp1252") for c in text
    )


_DECODERS: dict[Encoding, Callable[[str], str | None]] = {
    Encoding.TCVN3: _from_tcvn3,
    Encoding.VNI: _from_vni,
    Encoding.UTF8_AS_1252: _from_utf8,
    Encoding.CP1258_AS_1252: _from_cp1258,
}
