"""Legacy Vietnamese encodings, detected and decoded by word: TCVN3, VNI and Windows-1258.

Such text is made of ordinary Latin-1 letters and signs, so it is valid Unicode without a meaning.
The heuristic: a word is legacy when it is no Vietnamese syllable as it stands and is one when
decoded; a line, when this holds for enough of its words; a short line, when the rest of the file
is. Words that are valid as they stand, and foreign ones, are never changed. UTF-8 that was
decoded as Latin is in ``mojibake``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from generator.vietnamese.combining_marks import LOOKALIKES_OF_D, repair_marks
from generator.vietnamese.legacy_codes import (
    DECODERS,
    SOFT_HYPHEN,
    TCVN3_CODES,
    Encoding,
    case_of,
    from_tcvn3,
)
from generator.vietnamese.mojibake import Replacement
from generator.vietnamese.syllables import is_syllable


@dataclass(frozen=True, slots=True)
class LegacyWords:
    """The words of one line that are in ``encoding``, with their decoded texts."""

    encoding: Encoding
    replacements: tuple[Replacement, ...]


# A word with the signs that TCVN3 has for letters. What no legacy encoding has for a letter ends
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

#: Between a space and a bracket, ® is no trade mark, and § no clause.
_LIST_MARK: Final = re.compile(r"(?<![^\s(;])[®§](?=\)\s)")
#: Codes of TCVN3 inside a word, or before it, that no other writing has there.
_LEFT_OVER: Final = re.compile(
    "(?<![^\\W\\d_])®[a-zß-ÿ]+|[a-zA-Z]+[¡-¬®µ-¾]+[a-zA-Zß-ÿ]+[¡-¬®µ-¾]*"
)

#: Signs of arithmetic and measuring beside numbers, where ì, ữ and ỉ would be no words.
_MEASURING_SIGNS: Final = frozenset(("×", "÷", "Ø", "ø", "µm", "µg", "µl", "µs", "µF", "µA", "µV"))
_MERE_SIGN: Final = re.compile("[¡-¬®-¾]")
_POINTS: Final = ".,;:!?()[]\"'"
_SIGN: Final = "[¡-¯µ-¾×÷\u00ad\u03bc]"
# Sequences that no living language writes inside a word. First, signs and cases of TCVN3.
_SIGN_IN_WORD: Final = re.compile(
    f"(?<=[^\\W\\d_]){_SIGN}(?=[^\\W\\d_])|{_SIGN}{_SIGN}|(?<=[^\\W\\d_])[µ¸¼-¾¬¨\u03bc]"
)
_CAPITAL_IN_WORD: Final = re.compile("[a-z][À-Þ]")
_SMALL_IN_CAPITALS: Final = re.compile("[A-Z][ß-ÿ][A-Z]|[A-Z]{2}[ß-ÿ]|[ß-ÿ][A-Z]{2}")
_CERTAIN_VNI: Final = re.compile(
    "[aeo][øûåäâ]|[aou]õ|u[øûù]|y[øùûõ]|[aeo]ù(?!$)|[ao]ã|[iy]e[àáã]|a[àá]|[ôö][øùûõï]|öô|^ñ..",
    re.IGNORECASE,
)
_CERTAIN_CP1258: Final = re.compile("(?i:[aâeêioôuyãõý][ìò]|[aâeêioôuyãõý]Þ|ýõ|ðý)|[a-zà-ÿ][ÌÒÞ]")

#: Đắk, Lắk and the like, names of the Central Highlands; no syllables of Vietnamese.
_HIGHLAND_NAME: Final = re.compile("(?:đ|l|m'đr|đr)[ăắ]k", re.IGNORECASE)
#: Abbreviations of offices have up to this many letters: QĐ, HĐND, BVHTTDL.
MAX_ABBREVIATION_LENGTH: Final = 8
_PHRASE_END: Final = re.compile(r"[\d.,:;/()]")
_CLAUSE_END: Final = re.compile(r"[.,:;!?()]")
#: So common as they stand that a legacy word beside them is no evidence: TCVN3's "cú" is "có".
_COMMON: Final = frozenset(
    (
        "có", "và", "là", "bà", "ông", "cô", "mà", "thì", "vì", "ví", "tôi", "không", "công", "dân",
        "nhân", "thôn", "tháng", "năm", "này", "nào", "thông", "quân", "hành", "chính", "xã", "cá",
        "nhà", "hòa", "bình", "tình", "thành", "hàng", "ngành", "đã",
    )
)  # fmt: skip
#: "th" with the ư after it: thư.
_BARE_ONSET: Final = re.compile("[bcdghklmnprstvx®§]{1,3}\u00ad", re.IGNORECASE)
#: Of letters with marks these alone have capitals in TCVN3.
_CAPITAL_IS_KNOWN: Final = "ăâđêôơư"
_COMMITTEE: Final = ("ủy", "uỷ")
_BAN: Final = re.compile(r"\s+ban\b")
#: Behind a colon most clauses are small; behind "TP." or "P." stands a name, which has its own.
_SENTENCE_END: Final = re.compile(r"(?:(?<![A-ZĐ§])\.|[!?])[\"'”’)»]*\s+[\"'“‘(«]*$")
_NUMBER_OR_BULLET: Final = re.compile(
    r"[\s\"'“‘(«]*"
    r"(?:(?:[-–—+*•·✓\uf020-\uf0ff]|\(?(?:\d{1,3}|[a-zđ]|[IVX]+)[.)/])[\s\"'“‘«]*)*"
    r"(?:(?<=\.)\d{1,3}\s+)?"
)
#: Characters on either side in which a word with conclusive case or verdict is searched.
_WINDOW: Final = 60


class _Verdict(StrEnum):
    """The verdict on a word: valid before decoding, after it, both, or never."""

    SURE = "legacy beyond doubt"
    LIKELY = "a syllable only when decoded"
    EITHER = "a syllable before and after"
    GOOD = "a syllable only as it stands"
    NAME = "no syllable, but what offices write"
    FOREIGN = "never a syllable"


_NEVER_LEGACY: Final = (_Verdict.GOOD, _Verdict.FOREIGN)
_CONCLUSIVE: Final = (_Verdict.SURE, _Verdict.LIKELY)


@dataclass(frozen=True, slots=True)
class _DecodedWord:
    """A word of a line with its decoding; ``start`` and ``end`` are 0-based."""

    start: int
    end: int
    after: str
    kind: _Verdict


_LineReadings = dict[Encoding, tuple[_DecodedWord, ...]]


def find_legacy_words(lines: Sequence[str]) -> dict[int, LegacyWords]:
    """The words that are in a legacy encoding, by the 0-based index of their line.

    Call it before soft hyphens are removed: in TCVN3 they are the letter ư.
    """
    readings = {
        at: reading for at, line in enumerate(lines) if (reading := _read_line(line)) is not None
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
        accepted = _accepted(reading[best])
        if best is Encoding.TCVN3:
            accepted = _with_phrase(accepted, reading[best], lines[at])
        if accepted:
            found[at] = LegacyWords(best, _replacements(accepted, lines, at, best))
    return found | _short_lines(lines, readings, found)


def has_unicode_only_letter(text: str) -> bool:
    """True if ``text`` holds a Vietnamese letter that no byte decodes to, such as ạ."""
    composed = repair_marks(text)
    return any(c >= "\u1e00" or c in "ăĂđĐĩĨũŨơƠưƯ" for c in composed)


def decode_tcvn3_word(word: str) -> str | None:
    """``word`` decoded with its soft hyphen as the ư of TCVN3; None when that is no syllable."""
    if SOFT_HYPHEN not in word.strip(SOFT_HYPHEN) and not _BARE_ONSET.fullmatch(word):
        return None
    read = from_tcvn3(word)
    return read if read is not None and is_syllable(read) else None


def possible_tcvn3_words(line: str) -> Iterator[tuple[int, str, str]]:
    """The words whose soft hyphen may be the ư of TCVN3: 0-based column, word, decoded word."""
    if SOFT_HYPHEN not in line:
        return
    for token in _TOKEN.finditer(line):
        if SOFT_HYPHEN in token[0] and (read := decode_tcvn3_word(token[0])) is not None:
            yield token.start(), token[0], read


def leftover_tcvn3_words(line: str) -> Iterator[tuple[int, str, str]]:
    """Words with codes of TCVN3 that could not be decoded: 0-based column, word, decoded word."""
    for found in _LEFT_OVER.finditer(line):
        read = from_tcvn3(found[0]) or ""
        yield found.start(), found[0], read if is_syllable(read) else ""


def _short_lines(
    lines: Sequence[str], readings: Mapping[int, _LineReadings], found: Mapping[int, LegacyWords]
) -> dict[int, LegacyWords]:
    """The legacy words of lines too short to decide alone, in the encoding of the others."""
    encodings = Counter(legacy.encoding for legacy in found.values())
    if not encodings:
        return {}
    encoding = encodings.most_common(1)[0][0]
    wholly_legacy = not any(
        _is_good(reading[encoding], lines[at])
        for at, reading in readings.items()
        if at not in found
    )
    more = {}
    for at, reading in readings.items():
        words = reading[encoding]
        if at in found or _is_good(words, lines[at]):
            continue
        legacy = [word for word in words if word.kind not in _NEVER_LEGACY]
        likely = {word.after.lower() for word in legacy if word.kind is _Verdict.LIKELY}
        if len(legacy) * 2 > len(words) and (wholly_legacy or len(likely) > 1):
            more[at] = LegacyWords(encoding, _replacements(legacy, lines, at, encoding))
    return more


def _is_good(words: Iterable[_DecodedWord], line: str) -> bool:
    """True if the line must be valid as it stands."""
    good = {line[w.start : w.end].lower() for w in words if w.kind is _Verdict.GOOD}
    return len(good) > 1 or any(has_unicode_only_letter(word) for word in good)


def _weight(words: Iterable[_DecodedWord]) -> int:
    return sum(3 if word.kind is _Verdict.SURE else word.kind is _Verdict.LIKELY for word in words)


def _accepted(words: Sequence[_DecodedWord]) -> list[_DecodedWord]:
    """The words of a line that are legacy, as far as the line alone decides it."""
    kinds = {kind: {w.after.lower() for w in words if w.kind is kind} for kind in _Verdict}
    sure, likely, good = (len(kinds[k]) for k in (_Verdict.SURE, _Verdict.LIKELY, _Verdict.GOOD))
    foreign = len(kinds[_Verdict.FOREIGN])
    fit = sure + likely + len(kinds[_Verdict.EITHER]) + len(kinds[_Verdict.NAME])
    # A short foreign word ("Röm", "Thaï") may decode to a syllable by accident; three do not.
    enough = fit >= good + foreign if sure else likely > 2 and fit >= 2 * (good + foreign)
    if enough and sure + likely > good:
        return [
            word
            for at, word in enumerate(words)
            if word.kind not in _NEVER_LEGACY and _is_legacy_in_context(words, at)
        ]
    return [word for word in words if word.kind is _Verdict.SURE] if sure > foreign else []


def _with_phrase(
    accepted: Sequence[_DecodedWord], words: Sequence[_DecodedWord], line: str
) -> list[_DecodedWord]:
    """``accepted`` and the legacy words beside them: a phrase is in one encoding."""
    legacy = {word.start for word in accepted}
    if not legacy:
        return []
    for order in (list(words), list(reversed(words))):
        for at in range(1, len(order)):
            nearer, word = order[at - 1], order[at]
            if (
                nearer.start in legacy
                and word.start not in legacy
                and word.kind not in _NEVER_LEGACY
                and _is_one_phrase(line, nearer, word)
                and _continues_phrase(nearer, word, order[at + 1 : at + 2], line)
            ):
                legacy.add(word.start)
    return [word for word in words if word.start in legacy]


def _continues_phrase(
    nearer: _DecodedWord, word: _DecodedWord, beyond: Sequence[_DecodedWord], line: str
) -> bool:
    """True if ``word`` is legacy as ``nearer`` is, rather than valid as the word ``beyond`` it."""
    written = line[word.start : word.end]
    if word.kind in _CONCLUSIVE or SOFT_HYPHEN in written:
        return True
    if nearer.end <= word.start and written[0].isupper():
        return True  # the end of a name
    if written.lower() in _COMMON:
        return False
    following = beyond[0] if beyond and _is_one_phrase(line, word, beyond[0]) else None
    return following is None or following.kind in _CONCLUSIVE


def _is_one_phrase(line: str, one: _DecodedWord, other: _DecodedWord) -> bool:
    """True if only plain words stand between the two."""
    first, second = sorted((one, other), key=lambda word: word.start)
    between = line[first.end : second.start]
    return len(between) <= _WINDOW and between.isascii() and not _CLAUSE_END.search(between)


def _is_legacy_in_context(words: Sequence[_DecodedWord], at: int) -> bool:
    """True if an ambiguous word is legacy: the nearest conclusive words are no valid Unicode.

    Lines that were merged from two files hold both.
    """
    if words[at].kind in _CONCLUSIVE:
        return True
    sides = (reversed(words[max(0, at - _WINDOW) : at]), words[at + 1 : at + _WINDOW])
    nearest = [next((word for word in side if _is_conclusive(word)), None) for side in sides]
    return all(word is None or word.kind in _CONCLUSIVE for word in nearest)


def _is_conclusive(word: _DecodedWord) -> bool:
    return word.kind in _CONCLUSIVE or (
        word.kind is _Verdict.GOOD and has_unicode_only_letter(word.after)
    )


def _read_line(line: str) -> _LineReadings | None:
    """The words of ``line`` decoded in each encoding; None when no word is in question."""
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
            word for token, at in tokens if (word := _decode_word(token, at, encoding)) is not None
        )
        for encoding in DECODERS
    }


def _is_beside_number(line: str, chunk: re.Match[str]) -> bool:
    """True if a digit is the next character on either side, but for spaces."""
    # The limit keeps long lines fast: no number belongs to a sign so far away.
    before = line[max(0, chunk.start() - _WINDOW) : chunk.start()].rstrip()
    behind = line[chunk.end() : chunk.end() + _WINDOW].lstrip()
    return before[-1:].isdigit() or behind[:1].isdigit()


def _is_mere_sign(
    token: re.Match[str], *, in_front: bool, quotes: bool, beside_number: bool
) -> bool:
    """True if ``token``, found between two spaces, begins with a sign and is no word of TCVN3.

    Args:
        token: What may be a sign.
        in_front: Whether it is the first of its line.
        quotes: Whether a guillemet closes a quotation further on.
        beside_number: Whether a number is next to it.
    """
    sign, chunk, at = token[0], token.string, token.start()
    if beside_number and sign in _MEASURING_SIGNS and chunk.strip(_POINTS) == sign:
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


def _decode_word(token: str, at: int, encoding: Encoding) -> _DecodedWord | None:
    """``token``, which begins at ``at``, decoded; None when decoding changes nothing."""
    read = _read_token(token, encoding)
    if read is None:
        return None
    start, end, after, kind = read
    return _DecodedWord(at + start, at + end, after, kind)


@lru_cache(maxsize=32768)  # a letter repeats the same syllables
def _read_token(token: str, encoding: Encoding) -> tuple[int, int, str, _Verdict] | None:
    """The range of ``token`` that is a word, its decoded text, and the verdict on it."""
    first: tuple[int, int, str, _Verdict] | None = None
    for start, end in _parts(token):
        part = token[start:end]
        after = DECODERS[encoding](part)
        if encoding is Encoding.TCVN3 and after == part and part.lower().endswith("ý"):
            return start, end, after, _Verdict.EITHER  # perhaps a capital, see _is_among_capitals
        if after is None or after in (part, repair_marks(part)):
            if not _is_good_word(part):
                first = first or (start, end, part, _Verdict.FOREIGN)
                continue
            return (start, end, part, _Verdict.GOOD) if has_unicode_only_letter(part) else None
        kind = _verdict(part, after, encoding)
        if kind is not _Verdict.FOREIGN:
            return start, end, after, kind
        if encoding is Encoding.TCVN3 and (parted := _parted_words(part, after)):
            return start, end, parted, _Verdict.EITHER
        first = first or (start, end, after, kind)
    return first


def _parted_words(part: str, after: str) -> str:
    """The decoded words of a token that two words share, as "hµngtheo"; empty if it is none.

    Guillemets at one end may be quotation marks; at both ends, facing one way, they are none.
    """
    if not part[0] == part[-1] == "«" and (part[0] in _SIGNS_AROUND or part[-1] in _SIGNS_AROUND):
        return ""
    # The signs prove that it is no foreign name whose letters happen to decode.
    if not _MERE_SIGN.search(part):
        return ""
    places = [
        at for at in range(1, len(after)) if is_syllable(after[:at]) and is_syllable(after[at:])
    ]
    return f"{after[: places[0]]} {after[places[0] :]}" if len(places) == 1 else ""


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
    """True if ``word`` is Vietnamese as it stands, or after the guard's small repairs."""
    bare = word.replace("\u00ad", "")
    return is_syllable(repair_marks(bare).translate(LOOKALIKES_OF_D))


def _verdict(part: str, after: str, encoding: Encoding) -> _Verdict:
    good = _is_good_word(part)
    if not is_syllable(after):
        if good:
            return _Verdict.GOOD
        return _Verdict.NAME if _is_name(part, after, encoding) else _Verdict.FOREIGN
    if good:
        return _Verdict.EITHER
    return _Verdict.SURE if _is_certainly_legacy(part, encoding) else _Verdict.LIKELY


def _is_name(part: str, after: str, encoding: Encoding) -> bool:
    """True if ``after`` is an abbreviation (QĐ), or a name that is written in no syllables."""
    if _HIGHLAND_NAME.fullmatch(after):
        return True
    if after.isupper() and after.isalpha() and after.replace("Đ", "").isascii():
        return 1 < len(part) <= MAX_ABBREVIATION_LENGTH
    # "Kr«ng", "Kroâng": what no language writes inside a word is in no foreign name.
    old_sign = _SIGN_IN_WORD if encoding is Encoding.TCVN3 else _CERTAIN_VNI
    return part[0].isupper() and after.isalpha() and old_sign.search(part) is not None


def _is_certainly_legacy(word: str, encoding: Encoding) -> bool:
    match encoding:
        case Encoding.TCVN3:
            patterns = (_SIGN_IN_WORD, _CAPITAL_IN_WORD, _SMALL_IN_CAPITALS)
            return any(pattern.search(word) for pattern in patterns)
        case Encoding.VNI:
            return _CERTAIN_VNI.search(word) is not None
        case _:
            return _CERTAIN_CP1258.search(word) is not None


def _replacements(
    words: Iterable[_DecodedWord], lines: Sequence[str], at: int, encoding: Encoding
) -> tuple[Replacement, ...]:
    if encoding is not Encoding.TCVN3:
        return tuple(Replacement(w.start, w.end, w.after) for w in words)
    line, before = lines[at], lines[at - 1] if at else ""
    replacements = (
        Replacement(w.start, w.end, _with_restoredcase_of(w, line, before)) for w in words
    )
    kept = [r for r in replacements if r.after != line[r.start : r.end]]
    return tuple(sorted([*kept, *_list_marks(line, kept)], key=lambda r: r.start))


def _list_marks(line: str, known: Sequence[Replacement]) -> Iterator[Replacement]:
    """The mark đ) of a list among a), b), c): alone in its word, it proves nothing by itself."""
    taken = {replacement.start for replacement in known}
    for mark in _LIST_MARK.finditer(line):
        if mark.start() not in taken:
            yield Replacement(mark.start(), mark.end(), "Đ" if mark[0] == "§" else "đ")


def _with_restoredcase_of(word: _DecodedWord, line: str, line_before: str) -> str:
    """The decoded text of a word of TCVN3, with the capitals that TCVN3 has no codes for."""
    if _is_among_capitals(word, line):
        return word.after.upper()
    first = word.after[0]
    if first.isascii() or not first.islower() or first in _CAPITAL_IS_KNOWN:
        return word.after
    is_committee = word.after in _COMMITTEE and _BAN.match(line, word.end) is not None
    # Text further away is no evidence, and the limit keeps long lines fast.
    before = line[max(0, word.start - _WINDOW) : word.start]
    if is_committee or _begins_sentence(before, line_before, whole=len(before) == word.start):
        return first.upper() + word.after[1:]
    return word.after


def _begins_sentence(before: str, line_before: str, *, whole: bool) -> bool:
    """True if a sentence begins after ``before``, which ``line_before`` stands above.

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
    goes_on = len(above) > _WINDOW and above[-1] not in ".!?:;" and not before.strip()
    return not goes_on


def _is_among_capitals(word: _DecodedWord, line: str) -> bool:
    """True if a word of TCVN3 whose own case is unknown stands between words in capitals."""
    if case_of(line[word.start : word.end]) is not None:
        return False
    # Not beyond a sign or a number: "Số: 12/UBND" is no line of capitals.
    before = _PHRASE_END.split(line[max(0, word.start - _WINDOW) : word.start])[-1].split()
    after = _PHRASE_END.split(line[word.end : word.end + _WINDOW], maxsplit=1)[0].split()
    nearest = [
        next((case for case in map(_case_of_syllable, side) if case is not None), None)
        for side in (reversed(before), after)
    ]
    return True in nearest and False not in nearest


def _case_of_syllable(written: str) -> bool | None:
    """As :func:`case_of`, but None for abbreviations: "UBND x·" is no line of capitals."""
    case = case_of(written)
    return case if not case or is_syllable(written.translate(TCVN3_CODES)) else None
