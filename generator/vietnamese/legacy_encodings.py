"""Text in an older Vietnamese encoding, read for what it says: TCVN3, VNI and Windows-1258.

Such text is made of ordinary Latin-1 letters and signs, so nothing in it is illegal: it only
says nonsense. A word is believed to be old when it is no Vietnamese syllable as it stands and is
one when decoded; a line, when this holds for enough of its words; a short line, when the rest of
the file says so. Words that are good as they stand, and foreign ones, stay in any case. UTF-8
that was read as Latin is in ``mojibake``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from generator.core.messages import Message, msg
from generator.vietnamese.combining_marks import LOOKALIKES_OF_D, repair_marks
from generator.vietnamese.mojibake import Swap
from generator.vietnamese.syllables import is_syllable


class Encoding(StrEnum):
    """What a text was in before; the values are stable, ``name_of`` words them for people."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    CP1258 = "windows-1258"
    UTF8 = "utf-8-as-latin"


def name_of(encoding: Encoding) -> Message:
    """The encoding in the words that people know it by."""
    match encoding:
        case Encoding.TCVN3:
            return msg("TCVN3 (ABC, .VnTime)")
        case Encoding.VNI:
            return msg("VNI Windows (VNI-Times)")
        case Encoding.CP1258:
            return msg("Windows-1258")
        case Encoding.UTF8:
            return msg("UTF-8 that was read as Latin")


@dataclass(frozen=True, slots=True)
class OldWords:
    """The words of one line that are in ``encoding``, with what they say."""

    encoding: Encoding
    swaps: tuple[Swap, ...]


# TCVN 5712:1993, third set, as its bytes look in Windows-1252. ư is the byte of the soft hyphen;
# some programs turn the micro sign (à) into the Greek mu.
_TCVN3: Final = str.maketrans(
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

# A word with the signs that TCVN3 has for letters. What no older encoding has for a letter ends
# it: quotes, dashes, ellipsis, ° ± ² ³.
_TOKEN: Final = re.compile("[A-Za-z\u00a1-\u00af\u00b4-\u00ff\u0100-\u036f\u03bc\u1e00-\u1eff]+")
_CHUNK: Final = re.compile(r"\S+")
_IN_ADDRESSES: Final = ("://", "@", "www.")
#: Signs at the ends of a word may be what they look like: «», footnotes, trade marks, bullets.
_SIGNS_AROUND: Final = "«»·¹ª©®§¶¡´¸¯¨\u00ad"
#: Alone between spaces these are bullets and the like, not ã, ạ, đ or ả.
_SIGNS_ALONE: Final = frozenset("·®§©¯´»")
#: Before the first word these are the number of a footnote and a mark of Word, not ạ and ả.
_SIGNS_IN_FRONT: Final = frozenset("¹¶")

#: Signs of reckoning and measuring beside numbers, where ì, ữ and ỉ would be no words.
_RECKONING: Final = frozenset(("×", "÷", "Ø", "ø", "µm", "µg", "µl", "µs", "µF", "µA", "µV"))
_MERE_SIGN: Final = re.compile("[¡-¬®-¾]")
_POINTS: Final = ".,;:!?()[]\"'"
_SIGN: Final = "[¡-¯µ-¾×÷\u00ad\u03bc]"
# What no living language writes inside a word. First, signs and cases that betray TCVN3.
_SIGN_IN_WORD: Final = re.compile(
    f"(?<=[^\\W\\d_]){_SIGN}(?=[^\\W\\d_])|{_SIGN}{_SIGN}|(?<=[^\\W\\d_])[µ¸¼-¾¬¨\u03bc]"
)
_CAPITAL_IN_WORD: Final = re.compile("[a-z][À-Þ]")
_SMALL_IN_CAPITALS: Final = re.compile("[A-Z][ß-ÿ][A-Z]|[A-Z]{2}[ß-ÿ]|[ß-ÿ][A-Z]{2}")
_VNI_SURE: Final = re.compile(
    "[aeo][øûåäâ]|[aou]õ|u[øûù]|y[øùûõ]|[aeo]ù(?!$)|[ao]ã|[iy]e[àáã]|a[àá]|[ôö][øùûõï]|öô|^ñ..",
    re.IGNORECASE,
)
_CP1258_SURE: Final = re.compile("(?i:[aâeêioôuyãõý][ìò]|[aâeêioôuyãõý]Þ|ýõ|ðý)|[a-zà-ÿ][ÌÒÞ]")

#: Đắk, Lắk and the like, names of the Central Highlands; no syllables of Vietnamese.
_HIGHLAND_NAME: Final = re.compile("(?:đ|l|m'đr|đr)[ăắ]k", re.IGNORECASE)
#: Abbreviations of offices have up to this many letters: QĐ, HĐND, BVHTTDL.
LONGEST_ABBREVIATION: Final = 8
#: The characters of TCVN3 whose case is known.
_CASED: Final = re.compile("[A-Za-z¡¢§£¤¥¦]")
_PHRASE_END: Final = re.compile(r"[\d.,:;/()]")
_CLAUSE_END: Final = re.compile(r"[.,:;!?()]")
#: So common as they stand that an old word beside them says nothing: TCVN3's "cú" is "có".
_COMMON: Final = frozenset(
    (
        "có", "và", "là", "bà", "ông", "cô", "mà", "thì", "vì", "ví", "tôi", "không", "công", "dân",
        "nhân", "thôn", "tháng", "năm", "này", "nào", "thông", "quân", "hành", "chính", "xã", "cá",
        "nhà", "hòa", "bình", "tình", "thành", "hàng", "ngành", "đã",
    )
)  # fmt: skip
_SOFT_HYPHEN: Final = "\u00ad"
#: "th" with the ư after it: thư.
_BARE_ONSET: Final = re.compile("[bcdghklmnprstvx®§]{1,3}\u00ad", re.IGNORECASE)
#: Of letters with marks these alone have capitals in TCVN3.
_CAPITAL_IS_KNOWN: Final = "ăâđêôơư"
_COMMITTEE: Final = ("ủy", "uỷ")
_BAN: Final = re.compile(r"\s+ban\b")
_SENTENCE_END: Final = re.compile(r"[.!?:][\"'”’)»]*\s+[\"'“‘(«]*$")
_NUMBER_OR_BULLET: Final = re.compile(
    r"[\s\"'“‘(«]*"
    r"(?:(?:[-–—+*•·✓\uf020-\uf0ff]|\(?(?:\d{1,3}|[a-zđ]|[IVX]+)[.)/])[\s\"'“‘«]*)*"
    r"(?:(?<=\.)\d{1,3}\s+)?"
)
#: How far a word that tells (its case, or that it is old) is looked for.
_NEAR: Final = 60


class _Kind(StrEnum):
    """What decoding does to a word."""

    SURE = "old beyond doubt"
    LIKELY = "a syllable only when decoded"
    EITHER = "a syllable before and after"
    GOOD = "a syllable only as it stands"
    NAME = "no syllable, but what offices write"
    FOREIGN = "never a syllable"


_NEVER_OLD: Final = (_Kind.GOOD, _Kind.FOREIGN)
_TELLING: Final = (_Kind.SURE, _Kind.LIKELY)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a line with its decoding; ``start`` and ``end`` are 0-based."""

    start: int
    end: int
    after: str
    kind: _Kind


_Reading = dict[Encoding, tuple[_Word, ...]]


def find_old_words(lines: Sequence[str]) -> dict[int, OldWords]:
    """The words that are in an older encoding, by the 0-based index of their line.

    Ask before soft hyphens are removed: in TCVN3 they are the letter ư.
    """
    readings = {
        at: reading for at, line in enumerate(lines) if (reading := _reading(line)) is not None
    }
    support: Counter[Encoding] = Counter()
    for reading in readings.values():
        for encoding, words in reading.items():
            support[encoding] += _weight(words)
    found = {}
    for at, reading in readings.items():
        best = max(reading, key=lambda e: (_weight(reading[e]), support[e]), default=None)
        if best is None:
            continue
        believed = _believed(reading[best])
        if best is Encoding.TCVN3:
            believed = _with_neighbours(believed, reading[best], lines[at])
        if believed:
            found[at] = OldWords(best, _swaps(believed, lines, at, best))
    return found | _short_lines(lines, readings, found)


def is_beyond_bytes(text: str) -> bool:
    """Whether ``text`` holds a Vietnamese letter that no byte was ever read as, such as ạ."""
    composed = repair_marks(text)
    return any(c >= "\u1e00" or c in "ăĂđĐĩĨũŨơƠưƯ" for c in composed)


def in_tcvn3(word: str) -> str | None:
    """What ``word`` says if its soft hyphen is the ư of TCVN3; None when that is no syllable."""
    if _SOFT_HYPHEN not in word.strip(_SOFT_HYPHEN) and not _BARE_ONSET.fullmatch(word):
        return None
    read = _from_tcvn3(word)
    return read if read is not None and is_syllable(read) else None


def perhaps_tcvn3(line: str) -> Iterator[tuple[int, str, str]]:
    """The words whose soft hyphen may be the ư of TCVN3: 0-based column, word, what it says."""
    if _SOFT_HYPHEN not in line:
        return
    for token in _TOKEN.finditer(line):
        if _SOFT_HYPHEN in token[0] and (read := in_tcvn3(token[0])) is not None:
            yield token.start(), token[0], read


def _short_lines(
    lines: Sequence[str], readings: Mapping[int, _Reading], found: Mapping[int, OldWords]
) -> dict[int, OldWords]:
    """The lines that are too short to tell by themselves, by what the others are in."""
    encodings = Counter(old.encoding for old in found.values())
    if not encodings:
        return {}
    encoding = encodings.most_common(1)[0][0]
    wholly_old = not any(
        _is_good(reading[encoding], lines[at])
        for at, reading in readings.items()
        if at not in found
    )
    more = {}
    for at, reading in readings.items():
        words = reading[encoding]
        if at in found or _is_good(words, lines[at]):
            continue
        old = [word for word in words if word.kind not in _NEVER_OLD]
        likely = {word.after.lower() for word in old if word.kind is _Kind.LIKELY}
        if len(old) * 2 > len(words) and (wholly_old or len(likely) > 1):
            more[at] = OldWords(encoding, _swaps(old, lines, at, encoding))
    return more


def _is_good(words: Iterable[_Word], line: str) -> bool:
    """Whether the line must be good as it stands."""
    good = {line[w.start : w.end].lower() for w in words if w.kind is _Kind.GOOD}
    return len(good) > 1 or any(is_beyond_bytes(word) for word in good)


def _weight(words: Iterable[_Word]) -> int:
    return sum(3 if word.kind is _Kind.SURE else word.kind is _Kind.LIKELY for word in words)


def _believed(words: Sequence[_Word]) -> list[_Word]:
    """The words of a line that are old, as far as the line alone can tell."""
    kinds = {kind: {w.after.lower() for w in words if w.kind is kind} for kind in _Kind}
    sure, likely, good = (len(kinds[k]) for k in (_Kind.SURE, _Kind.LIKELY, _Kind.GOOD))
    foreign = len(kinds[_Kind.FOREIGN])
    fit = sure + likely + len(kinds[_Kind.EITHER]) + len(kinds[_Kind.NAME])
    # A short foreign word ("Röm", "Thaï") may decode to a syllable by accident; three do not.
    enough = fit >= good + foreign if sure else likely > 2 and fit >= 2 * (good + foreign)
    if enough and sure + likely > good:
        return [
            word
            for at, word in enumerate(words)
            if word.kind not in _NEVER_OLD and _is_old_beside_others(words, at)
        ]
    return [word for word in words if word.kind is _Kind.SURE] if sure > foreign else []


def _with_neighbours(believed: Sequence[_Word], words: Sequence[_Word], line: str) -> list[_Word]:
    """``believed``, with the words beside them that are old, too: a phrase is of one encoding."""
    old = {word.start for word in believed}
    if not old:
        return []
    for order in (list(words), list(reversed(words))):
        for at in range(1, len(order)):
            nearer, word = order[at - 1], order[at]
            if (
                nearer.start in old
                and word.start not in old
                and word.kind not in _NEVER_OLD
                and _is_one_phrase(line, nearer, word)
                and _goes_with(nearer, word, order[at + 1 : at + 2], line)
            ):
                old.add(word.start)
    return [word for word in words if word.start in old]


def _goes_with(nearer: _Word, word: _Word, beyond: Sequence[_Word], line: str) -> bool:
    """Whether ``word`` is old as ``nearer`` is, and not good as what stands ``beyond`` it."""
    written = line[word.start : word.end]
    if word.kind in _TELLING or _SOFT_HYPHEN in written:
        return True
    if nearer.end <= word.start and written[0].isupper():
        return True  # the end of a name
    if written.lower() in _COMMON:
        return False
    following = beyond[0] if beyond and _is_one_phrase(line, word, beyond[0]) else None
    return following is None or following.kind in _TELLING


def _is_one_phrase(line: str, one: _Word, other: _Word) -> bool:
    """Whether only plain words stand between the two."""
    first, second = sorted((one, other), key=lambda word: word.start)
    between = line[first.end : second.start]
    return len(between) <= _NEAR and between.isascii() and not _CLAUSE_END.search(between)


def _is_old_beside_others(words: Sequence[_Word], at: int) -> bool:
    """Whether a word that may be either is old: no good word of Unicode is the nearest that tells.

    Lines that were put together from two files hold both.
    """
    if words[at].kind in _TELLING:
        return True
    sides = (reversed(words[max(0, at - _NEAR) : at]), words[at + 1 : at + _NEAR])
    told = [next((word for word in side if _tells(word)), None) for side in sides]
    return all(word is None or word.kind in _TELLING for word in told)


def _tells(word: _Word) -> bool:
    return word.kind in _TELLING or (word.kind is _Kind.GOOD and is_beyond_bytes(word.after))


def _reading(line: str) -> _Reading | None:
    """The words of ``line`` under each encoding; None when there are none to ask about."""
    if line.isascii():
        return None
    first, closing = len(line) - len(line.lstrip()), line.rfind(" »")
    tokens = [
        (token[0], chunk.start() + token.start())
        for chunk in _CHUNK.finditer(line)
        if not chunk[0].isascii() and not any(sign in chunk[0] for sign in _IN_ADDRESSES)
        for token in _TOKEN.finditer(chunk[0])
        if not token[0].isascii()
        and not _is_mere_sign(
            token,
            in_front=chunk.start() == first,
            quotes=chunk.start() < closing,
            beside_number=_is_beside_number(line, chunk),
        )
    ]
    if not tokens:
        return None
    return {
        encoding: tuple(
            word for token, at in tokens if (word := _word(token, at, encoding)) is not None
        )
        for encoding in _DECODERS
    }


def _is_beside_number(line: str, chunk: re.Match[str]) -> bool:
    """Whether a digit is the next character on either side, but for spaces."""
    before, behind = line[: chunk.start()].rstrip(), line[chunk.end() :].lstrip()
    return before[-1:].isdigit() or behind[:1].isdigit()


def _is_mere_sign(
    token: re.Match[str], *, in_front: bool, quotes: bool, beside_number: bool
) -> bool:
    """Whether ``token``, found between two spaces, begins with a sign and is no word of TCVN3.

    Args:
        token: What may be a sign.
        in_front: Whether it is the first of its line.
        quotes: Whether a guillemet closes a quotation further on.
        beside_number: Whether a number is next to it.
    """
    sign, chunk, at = token[0], token.string, token.start()
    if beside_number and sign in _RECKONING and chunk.strip(_POINTS) == sign:
        return True
    if not _MERE_SIGN.match(sign):
        return False
    if chunk[at - 1 : at].isdigit():
        return True  # "5µm", "1ª"
    if len(sign) > 1:
        return False
    if sign in _SIGNS_ALONE or chunk.strip(_POINTS) != sign:
        return True  # a bullet, "£5"
    return (sign == "«" and quotes) or (sign in _SIGNS_IN_FRONT and in_front)


def _word(token: str, at: int, encoding: Encoding) -> _Word | None:
    """What decoding makes of ``token``, which begins at ``at``; None when it changes nothing."""
    read = _read_token(token, encoding)
    if read is None:
        return None
    start, end, after, kind = read
    return _Word(at + start, at + end, after, kind)


@lru_cache(maxsize=32768)  # a letter says the same syllables again and again
def _read_token(token: str, encoding: Encoding) -> tuple[int, int, str, _Kind] | None:
    """The part of ``token`` that is a word, what it says when decoded, and how sure this is."""
    first: tuple[int, int, str, _Kind] | None = None
    for start, end in _parts(token):
        part = token[start:end]
        after = _DECODERS[encoding](part)
        if encoding is Encoding.TCVN3 and after == part and part.lower().endswith("ý"):
            return start, end, after, _Kind.EITHER  # perhaps a capital, see _is_among_capitals
        if after is None or after in (part, repair_marks(part)):
            if not _is_good_word(part):
                first = first or (start, end, part, _Kind.FOREIGN)
                continue
            return (start, end, part, _Kind.GOOD) if is_beyond_bytes(part) else None
        kind = _kind(part, after, encoding)
        if kind is not _Kind.FOREIGN:
            return start, end, after, kind
        first = first or (start, end, after, kind)
    return first


def _parts(token: str) -> Iterator[tuple[int, int]]:
    """The whole token, then without the signs at its ends."""
    if token[0] not in _SIGNS_AROUND and token[-1] not in _SIGNS_AROUND:
        yield 0, len(token)
        return
    start = len(token) - len(token.lstrip(_SIGNS_AROUND))
    end = len(token.rstrip(_SIGNS_AROUND))
    yield from dict.fromkeys(
        (s, e) for s, e in ((0, len(token)), (start, len(token)), (0, end), (start, end)) if s < e
    )


@lru_cache(maxsize=32768)
def _is_good_word(word: str) -> bool:
    """Whether ``word`` is Vietnamese as it stands, but for what the guard mends."""
    bare = word.replace("\u00ad", "")
    return is_syllable(repair_marks(bare).translate(LOOKALIKES_OF_D))


def _kind(part: str, after: str, encoding: Encoding) -> _Kind:
    good = _is_good_word(part)
    if not is_syllable(after):
        if good:
            return _Kind.GOOD
        return _Kind.NAME if _is_name(part, after, encoding) else _Kind.FOREIGN
    if good:
        return _Kind.EITHER
    return _Kind.SURE if _is_surely_old(part, encoding) else _Kind.LIKELY


def _is_name(part: str, after: str, encoding: Encoding) -> bool:
    """Whether ``after`` is an abbreviation (QĐ), or a name that is written in no syllables."""
    if _HIGHLAND_NAME.fullmatch(after):
        return True
    if after.isupper() and after.isalpha() and after.replace("Đ", "").isascii():
        return 1 < len(part) <= LONGEST_ABBREVIATION
    # "Kr«ng", "Kroâng": what no language writes inside a word is in no foreign name.
    old_sign = _SIGN_IN_WORD if encoding is Encoding.TCVN3 else _VNI_SURE
    return part[0].isupper() and after.isalpha() and old_sign.search(part) is not None


def _is_surely_old(word: str, encoding: Encoding) -> bool:
    match encoding:
        case Encoding.TCVN3:
            patterns = (_SIGN_IN_WORD, _CAPITAL_IN_WORD, _SMALL_IN_CAPITALS)
            return any(pattern.search(word) for pattern in patterns)
        case Encoding.VNI:
            return _VNI_SURE.search(word) is not None
        case _:
            return _CP1258_SURE.search(word) is not None


def _swaps(
    words: Iterable[_Word], lines: Sequence[str], at: int, encoding: Encoding
) -> tuple[Swap, ...]:
    if encoding is not Encoding.TCVN3:
        return tuple(Swap(w.start, w.end, w.after) for w in words)
    line, before = lines[at], lines[at - 1] if at else ""
    swaps = (Swap(w.start, w.end, _in_its_case(w, line, before)) for w in words)
    return tuple(swap for swap in swaps if swap.after != line[swap.start : swap.end])


def _in_its_case(word: _Word, line: str, line_before: str) -> str:
    """What a word of TCVN3 says, with the capitals that TCVN3 has no codes for."""
    if _is_among_capitals(word, line):
        return word.after.upper()
    first = word.after[0]
    if first.isascii() or not first.islower() or first in _CAPITAL_IS_KNOWN:
        return word.after
    is_committee = word.after in _COMMITTEE and _BAN.match(line, word.end) is not None
    # What is further away than this says nothing, and long lines are read in little time.
    before = line[max(0, word.start - _NEAR) : word.start]
    if is_committee or _begins_sentence(before, line_before, whole=len(before) == word.start):
        return first.upper() + word.after[1:]
    return word.after


def _begins_sentence(before: str, line_before: str, *, whole: bool) -> bool:
    """Whether a sentence begins after ``before``, which ``line_before`` stands above.

    Args:
        before: What stands before the word, on its line.
        line_before: The line above.
        whole: Whether ``before`` reaches back to the start of its line.
    """
    if _SENTENCE_END.search(before):
        return True
    if not whole or not _NUMBER_OR_BULLET.fullmatch(before):
        return False
    # A long line that ends in the middle of a sentence goes on in the next.
    above = line_before.rstrip()
    goes_on = len(above) > _NEAR and above[-1] not in ".!?:;" and not before.strip()
    return not goes_on


def _is_among_capitals(word: _Word, line: str) -> bool:
    """Whether a word of TCVN3 that does not tell by itself stands between words in capitals."""
    if _case(line[word.start : word.end]) is not None:
        return False
    # Not beyond a sign or a number: "Số: 12/UBND" is no line of capitals.
    before = _PHRASE_END.split(line[max(0, word.start - _NEAR) : word.start])[-1].split()
    after = _PHRASE_END.split(line[word.end : word.end + _NEAR], maxsplit=1)[0].split()
    told = [
        next((case for case in map(_case_of_syllable, side) if case is not None), None)
        for side in (reversed(before), after)
    ]
    return True in told and False not in told


def _case_of_syllable(written: str) -> bool | None:
    """As :func:`_case`; abbreviations tell nothing: "UBND x·" is no line of capitals."""
    case = _case(written)
    return case if not case or is_syllable(written.translate(_TCVN3)) else None


def _case(written: str) -> bool | None:
    """Whether a word of TCVN3 was set in capitals; None when it does not tell.

    Most capitals have no codes: they are small letters in a font of capitals (.VnTimeH). So the
    letters that do have a case decide for the whole word, if they are more than the first one:
    "Hµ" may be Hà or HÀ.
    """
    letters = _CASED.findall(written)
    if any(letter.islower() for letter in letters):
        return False
    return True if len(letters) > 1 else None


def _from_tcvn3(word: str) -> str | None:
    read = word.translate(_TCVN3)
    return read.upper() if _case(word) else read


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


_DECODERS: Final[dict[Encoding, Callable[[str], str | None]]] = {
    Encoding.TCVN3: _from_tcvn3,
    Encoding.VNI: _from_vni,
    Encoding.CP1258: _from_cp1258,
}
