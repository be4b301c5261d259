"""A text's damage mended, and each mending told: what was found, where, before and after.

This is what every text passes on its way in (through ``textguard.guard``) and what
``anpham text`` shows. Only what has one answer is mended; lost bytes are refused. What a person
should look at, and nothing may change, is in ``remarks``.

NFKC is never used: it would turn ², ½ and № into other texts.
"""

from __future__ import annotations

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
from generator.vietnamese.legacy_encodings import (
    LONGEST_ABBREVIATION,
    Encoding,
    find_old_words,
    is_beyond_bytes,
    perhaps_tcvn3,
)
from generator.vietnamese.mojibake import Swap, find_lost, words_around, wrong_reads
from generator.vietnamese.syllables import is_syllable


class ChangeKind(StrEnum):
    """What was mended; the values are stable."""

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


@dataclass(frozen=True, slots=True)
class Change:
    """What was mended in one line, of one kind.

    Attributes:
        line: 1-based, in the text as it was.
        column: 1-based, of the first place, in the line as it was.
        count: How many places; of an old encoding, how many words.
        before: The words around the first places as they were; what cannot be seen as <U+...>.
        after: The same words mended.
        encoding: What the line was in, for ``ChangeKind.OLD_ENCODING`` alone.
    """

    kind: ChangeKind
    line: int
    column: int
    count: int
    before: str
    after: str
    encoding: Encoding | None = None


@dataclass(frozen=True, slots=True)
class Repaired:
    """A mended text, with its line ends as they were, and the changes in the order of lines.

    Attributes:
        numbers: For each line of ``text``, the 1-based number that it had before breaks inside
            lines became line ends; empty when nothing was to mend.
    """

    text: str
    changes: tuple[Change, ...]
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
    (ChangeKind.INVISIBLE, re.compile(f"[{_INVISIBLE}]+"), lambda found: ""),
    *(
        (kind, re.compile(f"[{''.join(table)}]"), lambda found, table=table: table[found[0]])
        for kind, table in (
            (ChangeKind.SPACE, _SPACES),
            (ChangeKind.HYPHEN, _HYPHENS),
            (ChangeKind.BULLET, _BULLETS),
        )
    ),
)
_SOFT_HYPHENS: Final = re.compile("\u00ad+")
_MARKS: Final = "\u0300-\u036f"
_MARKED_LETTER: Final = re.compile(f"[^{_MARKS}][{_MARKS}]+")
_OLD_MARKS: Final = re.compile("[\u0340\u0341]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LOOKALIKE: Final = re.compile("[ÐðƉɖ]")

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
)

#: More rounds than any text needs: three times wrongly read, then old, then hidden in joiners.
_ROUNDS: Final = 12
_NOWHERE: Final = Place()


def is_clean(text: str) -> bool:
    """Whether ``text`` surely needs no repair; this is quick, and so for nearly every text."""
    if not _CLEAN.issuperset(text) or _SUSPICIOUS.search(text) is not None:
        return False
    return text.isascii() or all(map(_is_safe, set(_WORD.findall(text))))


def _is_safe(word: str) -> bool:
    """Whether no older encoding can be in ``word``."""
    return word.isascii() or is_syllable(word) or is_beyond_bytes(word)


def repair(text: str, *, place: Place = _NOWHERE) -> Repaired:
    """``text`` mended, with what was changed.

    Old encodings are converted, marks put in order and composed (NFC), exotic spaces become
    spaces (U+00A0 stays: it binds words), invisible characters go, look-alikes of Đ and Word's
    private bullets become what they stand for, breaks inside a line become ends of lines.

    Args:
        text: Text from a person or a file.
        place: Where it stands, for messages; a place that is a whole file gets line and column.

    Raises:
        ContentError: when bytes or characters are lost.
    """
    if is_clean(text):
        return Repaired(text, ())
    lines = _split(text)
    _mend(lines, place, _Line.clean)
    end = next((line.end for line in lines if line.end in ("\r\n", "\r", "\n")), "\n")
    for line in lines:
        if line.end and line.end in _SOFT_BREAKS:
            line.note_break(end)
    return _joined(lines)


def convert(text: str, *, place: Place = _NOWHERE) -> Repaired:
    """``text`` with what is in an old encoding converted, and nothing else touched.

    For a file that has a form of its own, as YAML and CSV have: the whole says more surely than
    one of its texts what it is in. Each text is mended when it has been taken out.

    Raises:
        ContentError: when bytes or characters are lost.
    """
    if is_clean(text):
        return Repaired(text, ())
    lines = _split(text)
    _mend(lines, place, lambda line: None)
    return _joined(lines)


def _mend(lines: list[_Line], place: Place, clean: Callable[[_Line], None]) -> None:
    """Convert and ``clean`` until nothing changes: what is removed may have hidden more.

    A text that was wrongly read twice is converted twice before it is cleaned: what looks
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


def _joined(lines: Sequence[_Line]) -> Repaired:
    changes: dict[tuple[object, ...], Change] = {}
    for line in lines:
        for change in line.changes:
            _add(changes, change)
    return Repaired(
        "".join(line.text + line.end for line in lines),
        tuple(sorted(changes.values(), key=lambda c: (c.line, c.column))),
        tuple(line.number for line in lines),
    )


def _add(changes: dict[tuple[object, ...], Change], change: Change) -> None:
    """Count ``change`` with those of its kind and line."""
    key = (change.kind, change.encoding, change.line)
    known = changes.get(key)
    if known is None:
        changes[key] = change
        return
    first = min(known, change, key=lambda c: c.column)
    # The same words again, when they were wrongly read more than once.
    again = change.encoding is Encoding.UTF8
    count = max(known.count, change.count) if again else known.count + change.count
    changes[key] = Change(
        first.kind,
        first.line,
        first.column,
        count,
        first.before,
        first.after,
        first.encoding,
    )


@dataclass(slots=True)
class _Line:
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
    changes: list[Change] = field(default_factory=list)

    def columns(self) -> list[int]:
        """For each character, its 1-based column in the line as it was."""
        if self.origin is not None:
            return self.origin
        return list(range(self.start, self.start + len(self.text)))

    def swap(
        self, swaps: Sequence[Swap], kind: ChangeKind, encoding: Encoding | None = None
    ) -> None:
        """Put each swap's text in its place, and note them as one change."""
        if not swaps:
            return
        before, columns = self.text, self.columns()
        pieces: list[str] = []
        origin: list[int] = []
        end = 0
        for swap in swaps:
            pieces += [before[end : swap.start], swap.after]
            origin += columns[end : swap.start]
            origin += [columns[swap.start]] * len(swap.after)
            end = swap.end
        first = columns[swaps[0].start]
        self.text = "".join(pieces) + before[end:]
        self.origin = origin + columns[end:]
        was, now = differing_parts(_visible(before), _visible(self.text), context=12)
        count = _count_words(before, swaps) if encoding is Encoding.UTF8 else len(swaps)
        self.changes.append(
            Change(kind, self.number, first, count, excerpt(was), excerpt(now), encoding)
        )

    def substitute(
        self, pattern: re.Pattern[str], mend: Callable[[re.Match[str]], str], kind: ChangeKind
    ) -> None:
        """Mend each place that ``pattern`` finds and ``mend`` changes."""
        swaps = [
            Swap(found.start(), found.end(), after)
            for found in pattern.finditer(self.text)
            if (after := mend(found)) != found[0]
        ]
        self.swap(swaps, kind)

    def clean(self) -> None:
        """All but the encoding."""
        # What is invisible goes first: between a letter and its mark it would hinder composition.
        for kind, pattern, mend in _MAPPED:
            self.substitute(pattern, mend, kind)
            if kind is ChangeKind.INVISIBLE:
                self._remove_soft_hyphens()
        if not self.text.isascii():
            self._compose()
            self.substitute(_WORD, _with_real_d, ChangeKind.LOOKALIKE)

    def _remove_soft_hyphens(self) -> None:
        """All but those that may be the ư of TCVN3: a letter is never thrown away."""
        kept = {
            place for at, word, _ in perhaps_tcvn3(self.text) for place in range(at, at + len(word))
        }
        swaps = [
            Swap(found.start(), found.end(), "")
            for found in _SOFT_HYPHENS.finditer(self.text)
            if found.start() not in kept
        ]
        self.swap(swaps, ChangeKind.INVISIBLE)

    def _compose(self) -> None:
        self.substitute(_MARKED_LETTER, _if(_has_old_mark), ChangeKind.OLD_MARK)
        self.substitute(_MARKED_LETTER, _if(_is_in_disorder), ChangeKind.MARK_ORDER)
        self.substitute(_MARKED_LETTER, _if(lambda text: True), ChangeKind.DECOMPOSED)
        composed = repair_marks(self.text)
        if composed != self.text:
            # Other scripts, and letters that have two codes, such as Å (U+212B).
            ahead = len(_common_start(self.text, composed))
            behind = len(_common_start(self.text[ahead:][::-1], composed[ahead:][::-1]))
            swap = Swap(ahead, len(self.text) - behind, composed[ahead : len(composed) - behind])
            if swap.start == swap.end:  # a letter was added: name the one before it
                swap = Swap(ahead - 1, swap.end, composed[ahead - 1 : len(composed) - behind])
            self.swap([swap], ChangeKind.DECOMPOSED)

    def note_break(self, end: str) -> None:
        """Note that the break at the line's end becomes a line end."""
        columns = self.columns()
        column = columns[-1] + 1 if columns else self.start
        was = _visible(self.text[-20:] + self.end)
        self.changes.append(
            Change(ChangeKind.LINE_BREAK, self.number, column, 1, was, _visible(self.text[-20:]))
        )
        self.end = end


def _split(text: str) -> list[_Line]:
    pieces = _LINE_ENDS.split(text)
    lines = []
    number, column = 1, 1
    for at in range(0, len(pieces), 2):
        piece, end = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else ""
        lines.append(_Line(piece, number, column, end))
        if end and end in _SOFT_BREAKS:
            column += len(piece) + 1
        else:
            number, column = number + 1, 1
    return lines


def _convert(lines: Sequence[_Line]) -> bool:
    """Convert from one encoding each line that is in one, and tell whether any was.

    Wrongly read UTF-8 comes first, since anything may be inside it.
    """
    texts = [line.text for line in lines]
    wrong = wrong_reads(texts)
    for at, swaps in wrong.items():
        lines[at].swap(swaps, ChangeKind.OLD_ENCODING, Encoding.UTF8)
    if wrong:
        return True
    old_words = find_old_words(texts)
    for at, old in old_words.items():
        lines[at].swap(old.swaps, ChangeKind.OLD_ENCODING, old.encoding)
    return any(line.text != text for line, text in zip(lines, texts, strict=True))


def _refuse_lost(lines: Sequence[_Line], place: Place) -> None:
    """Raise when characters are lost, which nobody can guess.

    Raises:
        ContentError: at the first such place.
    """
    hint = msg("ask for the file again; it cannot be mended")
    for line in lines:
        if "\ufffd" in line.text:
            at = line.text.index("\ufffd")
            near = words_around(line.text, at)
            message = msg("characters were lost here (U+FFFD)")
            cure = msg("it reads “{near}”; ask for the file again, it cannot be mended", near=near)
            raise ContentError(Problem("damaged-text", message, cure, _placed(place, line, at)))
    lost = find_lost([line.text for line in lines])
    if lost is not None:
        message = msg("characters were lost here: “{near}”", near=lost.near)
        where = _placed(place, lines[lost.line], lost.column)
        raise ContentError(Problem("damaged-text", message, hint, where))


def _placed(place: Place, line: _Line, index: int) -> Place:
    """``place``, with line and column when it names a file and no line."""
    if place.file is None or place.line is not None:
        return place
    return Place(place.file, line.number, line.columns()[index], place.item)


def _with_real_d(found: re.Match[str]) -> str:
    """The word with Đ for its look-alikes, if that makes it Vietnamese; Guðmundur stays."""
    word = found[0]
    if not _LOOKALIKE.search(word):
        return word
    mended = word.translate(LOOKALIKES_OF_D)
    abbreviation = (
        word.isupper() and len(word) <= LONGEST_ABBREVIATION and mended.replace("Đ", "").isascii()
    )
    return mended if abbreviation or is_syllable(mended) else word


def _if(condition: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    """Composes the letters for which ``condition`` holds."""
    return lambda found: repair_marks(found[0]) if condition(found[0]) else found[0]


def _has_old_mark(letter: str) -> bool:
    return _OLD_MARKS.search(letter) is not None


def _is_in_disorder(letter: str) -> bool:
    return repair_marks(letter) != unicodedata.normalize("NFC", letter)


def _common_start(one: str, other: str) -> str:
    end = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    return one[: min(len(one), len(other)) if end is None else end]


def _count_words(text: str, swaps: Iterable[Swap]) -> int:
    """How many words of ``text`` hold one of ``swaps``, which are in order."""
    count, end = 0, -1
    for swap in swaps:
        if swap.start > end:
            count += 1
            space = text.find(" ", swap.end)
            end = len(text) if space == -1 else space
    return count


def _visible(text: str) -> str:
    """``text`` with the code of each character that cannot be seen, or not as what it is."""
    return "".join(
        c if c == " " or (c.isprintable() and not unicodedata.combining(c)) else f"<U+{ord(c):04X}>"
        for c in text
    )
