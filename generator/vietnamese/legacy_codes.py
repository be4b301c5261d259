"""Codes of the legacy Vietnamese encodings: TCVN3, VNI and Windows-1258, word by word.

Which words of a text are in one of them is decided in ``legacy_encodings``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Final

from generator.core.messages import Message, msg
from generator.vietnamese.combining_marks import repair_marks
from generator.vietnamese.syllables import is_syllable


class Encoding(StrEnum):
    """Encodings that are converted; the values are stable, :func:`encoding_name` localizes them."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    CP1258 = "windows-1258"
    UTF8 = "utf-8-as-latin"


def encoding_name(encoding: Encoding) -> Message:
    """The common name of an encoding, for messages."""
    match encoding:
        case Encoding.TCVN3:
            return msg("TCVN3 (ABC, .VnTime)")
        case Encoding.VNI:
            return msg("VNI Windows (VNI-Times)")
        case Encoding.CP1258:
            return msg("Windows-1258")
        case Encoding.UTF8:
            return msg("UTF-8 that was read as Latin")


# TCVN 5712:1993, third set, as its bytes look in Windows-1252. ư is the byte of the soft hyphen;
# some programs turn the micro sign (à) into the Greek mu.
TCVN3_CODES: Final = str.maketrans(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦\u03bc",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯà",
)

# VNI writes a letter, then a second letter that stands for its marks; a few stand alone.
_VNI_MARKS: Final = {
    "ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "à": "\u0302\u0300", "á": "\u0302\u0301", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "è": "\u0306\u0300", "é": "\u0306\u0301", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_ALONE: Final = str.maketrans("ôöìíæóòîñÔÖÌÍÆÓÒÎÑ", "ơưìíỉĩịỵđƠƯÌÍỈĨỊỴĐ")
_VNI_PAIR: Final = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])", re.IGNORECASE)

#: The characters of TCVN3 whose case is known.
_CASED: Final = re.compile("[A-Za-z¡¢§£¤¥¦]")
SOFT_HYPHEN: Final = "\u00ad"
_SOFT_HYPHENS: Final = re.compile("\u00ad{2,}")
#: More than any syllable has; this bounds the search.
_MAX_HYPHENS: Final = 4


def case_of(written: str) -> bool | None:
    """True if a word of TCVN3 was set in capitals; None when its letters do not decide it.

    Most capitals have no codes: they are small letters in a font of capitals (.VnTimeH). So the
    letters that do have a case decide for the whole word, if they are more than the first one:
    "Hµ" may be Hà or HÀ.
    """
    letters = _CASED.findall(written)
    if any(letter.islower() for letter in letters):
        return False
    return True if len(letters) > 1 else None


def from_tcvn3(word: str) -> str | None:
    """``word`` as TCVN3, in capitals where its own letters tell so."""
    # Programs that hyphenate doubled the ư, which is a soft hyphen to them, or added some.
    written = _SOFT_HYPHENS.sub(SOFT_HYPHEN, word)
    read = written.translate(TCVN3_CODES)
    if (written.count(SOFT_HYPHEN) > 1 or written[0] == SOFT_HYPHEN) and not is_syllable(read):
        read = next(filter(is_syllable, _with_other_hyphens(written)), read)
    return read.upper() if case_of(word) else read


def _with_other_hyphens(written: str) -> Iterator[str]:
    """``written`` decoded with one of its soft hyphens as a letter, and with one moved inside."""
    bare = written.replace(SOFT_HYPHEN, "")
    at = [index for index, character in enumerate(written) if character == SOFT_HYPHEN]
    for kept in at[:_MAX_HYPHENS]:
        letters = (c for i, c in enumerate(written) if c != SOFT_HYPHEN or i == kept)
        yield "".join(letters).translate(TCVN3_CODES)
    if written[0] == SOFT_HYPHEN:
        for place in range(1, min(len(bare), _MAX_HYPHENS)):
            yield (bare[:place] + SOFT_HYPHEN + bare[place:]).translate(TCVN3_CODES)


def _from_vni(word: str) -> str | None:
    def compose(pair: re.Match[str]) -> str:
        return pair[1].translate(_VNI_ALONE) + _VNI_MARKS[pair[2].lower()]

    pieces = []
    end = 0
    for pair in _VNI_PAIR.finditer(word):
        pieces += [word[end : pair.start()].translate(_VNI_ALONE), compose(pair)]
        end = pair.end()
    pieces.append(word[end:].translate(_VNI_ALONE))
    return repair_marks("".join(pieces))


def _from_cp1258(word: str) -> str | None:
    try:
        return repair_marks(word.encode("cp1252").decode("cp1258"))
    except UnicodeError:
        return None


DECODERS: Final[dict[Encoding, Callable[[str], str | None]]] = {
    Encoding.TCVN3: from_tcvn3,
    Encoding.VNI: _from_vni,
    Encoding.CP1258: _from_cp1258,
}
