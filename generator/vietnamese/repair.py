"""Repair of damaged text, with a record of each repair: kind, place, text before and after.

Every text passes it on its way in (through ``text_guard.guard``), and ``anpham text`` shows the
records. Only damage with one answer is mended; lost bytes are refused. Places that a person should
look at are in ``review_notes``.

NFKC is never used: it would turn ², ½ and № into other texts.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from generator.core.errors import ContentError, Place, Problem
from generator.core.excerpts import differing_parts, excerpt
from generator.core.messages import msg
from generator.vietnamese.combining_marks import LOOKALIKES_OF_D, repair_marks
from generator.vietnamese.legacy_codes import Encoding
from generator.vietnamese.legacy_encodings import (
    MAX_ABBREVIATION_LENGTH,
    find_legacy_words,
    has_unicode_only_letter,
    possible_tcvn3_words,
)
from generator.vietnamese.lookalikes import STYLED, find_foreign_twins, plain_letter
from generator.vietnamese.mojibake import (
    Replacement,
    find_lost_bytes,
    find_mojibake,
    surrounding_words,
)
from generator.vietnamese.stray_marks import MAX_MARKS, find_parted, find_run
from generator.vietnamese.syllables import is_syllable


class TextChangeKind(StrEnum):
    """Kinds of repair; the values are stable."""

    OLD_ENCODING = "old-encoding"
    INVISIBLE = "invisible"
    LINE_BREAK = "line-break"
    SPACE = "space"
    HYPHEN = "hyphen"
    BULLET = "bullet"
    MARK_ORDER = "mark-order"
    OLD_MARK = "deprecated-mark"
    DECOMPOSED = "decomposed"
    LOOKALIKE = "lookalike"
    STYLED = "styled-letters"
    OTHER_SCRIPT = "letters-of-another-script"
    ENTITY = "html-entity"
    PARTED = "mark-apart"


@dataclass(frozen=True, slots=True)
class TextChange:
    """The repairs of one kind in one line.

    Attributes:
        line: 1-based, in the text as it was.
        column: 1-based, of the first place, in the line as it was.
        count: The number of places; of a legacy encoding, of words.
        before: The words around the first places as they were; what cannot be seen as <U+...>.
        after: The same words mended.
        encoding: The encoding of the line, for ``TextChangeKind.OLD_ENCODING`` alone.
    """

    kind: TextChangeKind
    line: int
    column: int
    count: int
    before: str
    after: str
    encoding: Encoding | None = None


@dataclass(frozen=True, slots=True)
class RepairResult:
    """A mended text, with its line ends as they were, and the changes in the order of lines.

    Attributes:
        numbers: For each line of ``text``, the 1-based number that it had before breaks inside
            lines became line ends; empty when nothing was to mend.
    """

    text: str
    changes: tuple[TextChange, ...]
    numbers: tuple[int, ...] = ()


# Breaks inside a line: Word's Shift+Enter is a vertical tab.
_SOFT_BREAKS: Final = "\v\f\u2028\u2029"
_LINE_ENDS: Final = re.compile(f"(\r\n|[\r\n{_SOFT_BREAKS}])")

# Spaces of other widths; those that bind words stay binding (U+00A0).
_SPACES: Final = {chr(code): " " for code in range(0x2000, 0x200B)} | {
    "\uf020": " ",
    "\t": " ", "\u1680": " ", "\u205f": " ", "\u3000": " ", "\u202f": "\u00a0", "\u2007": "\u00a0",
}  # fmt: skip
# Hyphens that our fonts do not hold.
_HYPHENS: Final = {"\u2010": "-", "\u2011": "-"}
# Word's bullets, from the private use of the Symbol and Wingdings fonts.
_BULLETS: Final = {
    "\uf0b7": "•", "\uf0a7": "•", "\uf0a8": "•", "\uf06e": "•", "\uf06f": "•", "\uf076": "•",
    "\uf0d8": "•", "\uf0fc": "✓", "\uf0fe": "✓", "\uf0e0": "→", "\uf02d": "-",
}  # fmt: skip
# Joiners, direction marks, byte order mark, variation selectors, tag characters.
_INVISIBLE: Final = (
    "\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f"
)
_MAPPED: Final = (
    (TextChangeKind.INVISIBLE, re.compile(f"[{_INVISIBLE}]+"), lambda found: ""),
    *(
        (kind, re.compile(f"[{''.join(table)}]"), lambda found, table=table: table[found[0]])
        for kind, table in (
            (TextChangeKind.SPACE, _SPACES),
            (TextChangeKind.HYPHEN, _HYPHENS),
            (TextChangeKind.BULLET, _BULLETS),
        )
    ),
)
_SOFT_HYPHENS: Final = re.compile("\u00ad+")
_MARKS: Final = "\u0300-\u036f"
_MARKED_LETTER: Final = re.compile(f"[^{_MARKS}][{_MARKS}]+")
_DEPRECATED_MARKS: Final = re.compile("[\u0340\u0341]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LOOKALIKE: Final = re.compile("[ÐðƉɖ]")
#: Named and numbered characters of HTML, as web pages show them that were encoded twice.
_ENTITY: Final = re.compile("&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")

_VIETNAMESE: Final = "".join(
    unicodedata.normalize("NFC", letter + tone)
    for letter in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
#: Nothing but these, in words that are Vietnamese: the text is in the one form already.
_CLEAN: Final = frozenset(
    [chr(code) for code in range(0x20, 0x7F)] + list(f"{_VIETNAMESE}đĐ\n\u00a0“”‘’–—…•✓→")
)
#: "?" in a word may stand for a lost letter; the others may be half of a wrongly read one.
_SUSPICIOUS: Final = re.compile(
    "[ÂÃ][\u00a0“”‘’–—…•]|â[“”‘’–—…•]|\\?[^\\W\\d_]|[a-z]Ã|[b-df-hj-np-tu-xđB-DF-HJ-NP-TU-XĐ]\\?"
    "|&[#A-Za-z][0-9A-Za-z]{1,30};"
)

#: More rounds than any text needs: mojibake three times, then legacy, then hidden in joiners.
_ROUNDS: Final = 12
_NO_PLACE: Final = Place()


def is_clean(text: str) -> bool:
    """True if ``text`` certainly needs no repair: a fast path that nearly every text takes."""
    if not _CLEAN.issuperset(text) or _SUSPICIOUS.search(text) is not None:
        return False
    return text.isascii() or all(map(_is_safe, set(_WORD.findall(text))))


def _is_safe(word: str) -> bool:
    """True if no legacy encoding can be in ``word``."""
    return word.isascii() or is_syllable(word) or has_unicode_only_letter(word)


def repair(text: str, *, place: Place = _NO_PLACE) -> RepairResult:
    """``text`` mended, with the records of the repairs.

    Legacy encodings are converted, marks put in order and composed (NFC), exotic spaces become
    spaces (U+00A0 stays: it binds words), invisible characters go, look-alikes of Đ and Word's
    private bullets become what they stand for, breaks inside a line become ends of lines.

    Args:
        text: Text from a person or a file.
        place: Where it stands, for messages; a place that is a whole file gets line and column.

    Raises:
        ContentError: when bytes or characters are lost.
    """
    if is_clean(text):
        return RepairResult(text, ())
    _refuse_runs(text, place)
    lines = _split(text)
    _mend(lines, place, _LineRepair.clean)
    end = next((line.end for line in lines if line.end in ("\r\n", "\r", "\n")), "\n")
    for line in lines:
        if line.end and line.end in _SOFT_BREAKS:
            line.note_break(end)
    return _joined(lines)


def convert(text: str, *, place: Place = _NO_PLACE) -> RepairResult:
    """``text`` with its legacy encodings converted, and nothing else touched.

    For files with a syntax of their own, as YAML and CSV: the encoding of the whole is more certain
    than that of one of its texts. Each text is mended after it has been parsed out.

    Raises:
        ContentError: when bytes or characters are lost.
    """
    if is_clean(text):
        return RepairResult(text, ())
    _refuse_runs(text, place)
    lines = _split(text)
    _mend(lines, place, lambda line: None)
    return _joined(lines)


def _mend(lines: list[_LineRepair], place: Place, clean: Callable[[_LineRepair], None]) -> None:
    """Convert and ``clean`` until nothing changes: removed characters may have hidden more.

    A text that was wrongly decoded twice is converted twice before it is cleaned: what looks
    invisible may be half of a letter.
    """
    for _ in range(_ROUNDS):
        touched = [line for line in lines if not is_clean(line.text)]
        if not touched:
            return
        _refuse_lost(lines, place)
        if _convert(lines):
            continue
        before = [line.text for line in touched]
        for line in touched:
            clean(line)
        if before == [line.text for line in touched]:
            return


def _refuse_runs(text: str, place: Place) -> None:
    """Refuse a letter with more marks than any has.

    Raises:
        ContentError: at the first one.
    """
    run = find_run(text)
    if run is None:
        return
    before = text[: run.start()]
    line, column = before.count("\n") + 1, run.start() - before.rfind("\n")
    if place.file is not None and place.line is None:
        place = Place(place.file, line, column, place.item)
    raise ContentError(
        Problem(
            "too-many-marks",
            msg(
                "a letter bears {count} marks in a row; {limit} are the most that is read",
                count=len(run[0]),
                limit=MAX_MARKS,
            ),
            msg("the text is damaged near “{near}”: type it again", near=before[-12:].strip()),
            place,
        )
    )


def _joined(lines: Sequence[_LineRepair]) -> RepairResult:
    changes: dict[tuple[object, ...], TextChange] = {}
    for line in lines:
        for change in line.changes:
            _add(changes, change)
    return RepairResult(
        "".join(line.text + line.end for line in lines),
        tuple(sorted(changes.values(), key=lambda c: (c.line, c.column))),
        tuple(line.number for line in lines),
    )


def _add(changes: dict[tuple[object, ...], TextChange], change: TextChange) -> None:
    """Count ``change`` with those of its kind and line."""
    key = (change.kind, change.encoding, change.line)
    known = changes.get(key)
    if known is None:
        changes[key] = change
        return
    first = min(known, change, key=lambda c: c.column)
    # The same words again, when they were wrongly decoded more than once.
    again = change.encoding is Encoding.UTF8
    count = max(known.count, change.count) if again else known.count + change.count
    changes[key] = TextChange(
        first.kind,
        first.line,
        first.column,
        count,
        first.before,
        first.after,
        first.encoding,
    )


@dataclass(slots=True)
class _LineRepair:
    """A line while it is mended.

    Attributes:
        number: 1-based; pieces of a line that has breaks inside share it.
        start: The 1-based column of its first character in the whole line.
        origin: For each character of ``text``, its column; None while the text is as it was.
        end: The line end or break that follows.
    """

    text: str
    number: int
    start: int
    end: str
    origin: list[int] | None = None
    changes: list[TextChange] = field(default_factory=list)

    def columns(self) -> list[int]:
        """For each character, its 1-based column in the line as it was."""
        if self.origin is not None:
            return self.origin
        return list(range(self.start, self.start + len(self.text)))

    def replace(
        self,
        replacements: Sequence[Replacement],
        kind: TextChangeKind,
        encoding: Encoding | None = None,
    ) -> None:
        """Apply replacements, in order of their places, and record them as one change."""
        if not replacements:
            return
        before, columns = self.text, self.columns()
        pieces: list[str] = []
        origin: list[int] = []
        end = 0
        for replacement in replacements:
            pieces += [before[end : replacement.start], replacement.after]
            origin += columns[end : replacement.start]
            origin += [columns[replacement.start]] * len(replacement.after)
            end = replacement.end
        first = columns[replacements[0].start]
        self.text = "".join(pieces) + before[end:]
        self.origin = origin + columns[end:]
        was, now = differing_parts(_visible(before), _visible(self.text), context=12)
        count = (
            _count_words(before, replacements) if encoding is Encoding.UTF8 else len(replacements)
        )
        self.changes.append(
            TextChange(kind, self.number, first, count, excerpt(was), excerpt(now), encoding)
        )

    def substitute(
        self, pattern: re.Pattern[str], mend: Callable[[re.Match[str]], str], kind: TextChangeKind
    ) -> None:
        """Mend each place that ``pattern`` finds and ``mend`` changes."""
        replacements = [
            Replacement(found.start(), found.end(), after)
            for found in pattern.finditer(self.text)
            if (after := mend(found)) != found[0]
        ]
        self.replace(replacements, kind)

    def clean(self) -> None:
        """Apply all repairs but the conversion of encodings."""
        # What is invisible goes first: between a letter and its mark it would hinder composition.
        for kind, pattern, mend in _MAPPED:
            self.substitute(pattern, mend, kind)
            if kind is TextChangeKind.INVISIBLE:
                self._remove_soft_hyphens()
        self.substitute(_ENTITY, lambda found: html.unescape(found[0]), TextChangeKind.ENTITY)
        if not self.text.isascii():
            self.substitute(STYLED, plain_letter, TextChangeKind.STYLED)
            self.replace(list(find_foreign_twins(self.text)), TextChangeKind.OTHER_SCRIPT)
            self.replace(list(find_parted(self.text)), TextChangeKind.PARTED)
            self._compose()
            self.substitute(_WORD, _with_vietnamese_d, TextChangeKind.LOOKALIKE)

    def _remove_soft_hyphens(self) -> None:
        """Remove soft hyphens but those that may be the ư of TCVN3: no letter is ever removed."""
        kept = {
            place
            for at, word, _ in possible_tcvn3_words(self.text)
            for place in range(at, at + len(word))
        }
        replacements = [
            Replacement(found.start(), found.end(), "")
            for found in _SOFT_HYPHENS.finditer(self.text)
            if found.start() not in kept
        ]
        self.replace(replacements, TextChangeKind.INVISIBLE)

    def _compose(self) -> None:
        self.substitute(
            _MARKED_LETTER, _composing_if(_has_deprecated_mark), TextChangeKind.OLD_MARK
        )
        self.substitute(_MARKED_LETTER, _composing_if(_is_in_disorder), TextChangeKind.MARK_ORDER)
        self.substitute(_MARKED_LETTER, _composing_if(lambda text: True), TextChangeKind.DECOMPOSED)
        composed = repair_marks(self.text)
        if composed != self.text:
            # Other scripts, and letters that have two codes, such as Å (U+212B).
            ahead = len(_common_prefix(self.text, composed))
            behind = len(_common_prefix(self.text[ahead:][::-1], composed[ahead:][::-1]))
            replacement = Replacement(
                ahead, len(self.text) - behind, composed[ahead : len(composed) - behind]
            )
            if replacement.start == replacement.end:  # a letter was added: name the one before it
                replacement = Replacement(
                    ahead - 1, replacement.end, composed[ahead - 1 : len(composed) - behind]
                )
            self.replace([replacement], TextChangeKind.DECOMPOSED)

    def note_break(self, end: str) -> None:
        """Record that the break at the line's end becomes a line end."""
        columns = self.columns()
        column = columns[-1] + 1 if columns else self.start
        was = _visible(self.text[-20:] + self.end)
        self.changes.append(
            TextChange(
                TextChangeKind.LINE_BREAK, self.number, column, 1, was, _visible(self.text[-20:])
            )
        )
        self.end = end


def _split(text: str) -> list[_LineRepair]:
    pieces = _LINE_ENDS.split(text)
    lines = []
    number, column = 1, 1
    for at in range(0, len(pieces), 2):
        piece, end = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else ""
        lines.append(_LineRepair(piece, number, column, end))
        if end and end in _SOFT_BREAKS:
            column += len(piece) + 1
        else:
            number, column = number + 1, 1
    return lines


def _convert(lines: Sequence[_LineRepair]) -> bool:
    """Convert the lines that are in a legacy encoding; True if any was.

    Mojibake comes first, since anything may be inside it.
    """
    texts = [line.text for line in lines]
    wrong = find_mojibake(texts)
    for at, replacements in wrong.items():
        lines[at].replace(replacements, TextChangeKind.OLD_ENCODING, Encoding.UTF8)
    if wrong:
        return True
    legacy_words = find_legacy_words(texts)
    for at, legacy in legacy_words.items():
        lines[at].replace(legacy.replacements, TextChangeKind.OLD_ENCODING, legacy.encoding)
    return any(line.text != text for line, text in zip(lines, texts, strict=True))


def _refuse_lost(lines: Sequence[_LineRepair], place: Place) -> None:
    """Refuse lines with lost characters, which nobody can guess.

    Raises:
        ContentError: at the first such place.
    """
    hint = msg("ask for the file again; it cannot be mended")
    for line in lines:
        if "\ufffd" in line.text:
            at = line.text.index("\ufffd")
            near = surrounding_words(line.text, at)
            message = msg("characters were lost here (U+FFFD)")
            cure = msg("it reads “{near}”; ask for the file again, it cannot be mended", near=near)
            raise ContentError(Problem("damaged-text", message, cure, _located(place, line, at)))
    lost = find_lost_bytes([line.text for line in lines])
    if lost is not None:
        message = msg("characters were lost here: “{near}”", near=lost.near)
        where = _located(place, lines[lost.line], lost.column)
        raise ContentError(Problem("damaged-text", message, hint, where))


def _located(place: Place, line: _LineRepair, index: int) -> Place:
    """``place``, with line and column when it names a file and no line."""
    if place.file is None or place.line is not None:
        return place
    return Place(place.file, line.number, line.columns()[index], place.item)


def _with_vietnamese_d(found: re.Match[str]) -> str:
    """The word with Đ for its look-alikes, if that is Vietnamese; Guðmundur stays."""
    word = found[0]
    if not _LOOKALIKE.search(word):
        return word
    mended = word.translate(LOOKALIKES_OF_D)
    abbreviation = (
        word.isupper()
        and len(word) <= MAX_ABBREVIATION_LENGTH
        and mended.replace("Đ", "").isascii()
    )
    return mended if abbreviation or is_syllable(mended) else word


def _composing_if(condition: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    """A function that composes the letters for which ``condition`` holds."""
    return lambda found: repair_marks(found[0]) if condition(found[0]) else found[0]


def _has_deprecated_mark(letter: str) -> bool:
    return _DEPRECATED_MARKS.search(letter) is not None


def _is_in_disorder(letter: str) -> bool:
    return repair_marks(letter) != unicodedata.normalize("NFC", letter)


def _common_prefix(one: str, other: str) -> str:
    end = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return one[: min(len(one), len(other)) if end is None else end]


def _count_words(text: str, replacements: Iterable[Replacement]) -> int:
    """The number of words of ``text`` that hold one of ``replacements``, which are in order."""
    count, end = 0, -1
    for replacement in replacements:
        if replacement.start > end:
            count += 1
            space = text.find(" ", replacement.end)
            end = len(text) if space == -1 else space
    return count


def _visible(text: str) -> str:
    """``text`` with the code of each character that cannot be seen, or not as what it is."""
    return "".join(
        c if c == " " or (c.isprintable() and not unicodedata.combining(c)) else f"<U+{ord(c):04X}>"
        for c in text
    )
