"""Tree of blocks: which paragraph belongs to which, and each one's address.

Levels follow the order in which kinds of markers are met, not a fixed table. A paragraph without a
marker is never a parent: after a title it belongs to that block; after a whole sentence it stands
beside it, after dashes beside the outermost of them, and closes them; after the last marked block
it is at the top.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from generator.content.letters.markers import Marker, MarkerFamily, MarkerKind
from generator.content.letters.model import BlockType, LetterBlock
from generator.content.letters.paragraphs import BodyParagraph
from generator.content.letters.places import span_of, unsure_of
from generator.content.sources.model import SourceLine

#: Not "?": what follows a question answers it.
_SENTENCE_END: Final = re.compile(r"[.;,!…/][\"”’»)\]*_]*$")
_COLON: Final = re.compile(r":[\"”’»)\]*_]*$")
_LIST_GOES_ON: Final = re.compile(r"[;,][\"”’»)\]*_]*$")
#: Deeper nesting than any paper has; it bounds addresses of hostile files.
_MAX_DEPTH: Final = 12
#: Paragraphs searched for the continuation of a list of dashes.
_LOOK_AHEAD: Final = 60
#: A list is indented by that much at least, in pt and in characters.
_INDENT_STEP_PT: Final = 6.0
_INDENT_STEP_CHARACTERS: Final = 2.0
#: Levels that stand above others whatever was met first.
_UPPER: Final = (
    MarkerFamily.PART,
    MarkerFamily.CHAPTER,
    MarkerFamily.SECTION,
    MarkerFamily.SUBSECTION,
    MarkerFamily.ARTICLE,
)
_HEADINGS: Final = (MarkerFamily.ROMAN, MarkerFamily.CAPITAL)


def is_title(text: str) -> bool:
    """True for a text without a stop at its end, or with a colon: what follows belongs to it."""
    return _SENTENCE_END.search(text[-8:]) is None


@dataclass(frozen=True, slots=True)
class _Depth:
    """Depth of a block by its line: the level in Word, or the indent in steps; None: unknown."""

    level: int | None
    indent: float | None

    def is_deeper(self, other: _Depth) -> bool:
        """True if both show it and this one is deeper."""
        if self.level is not None and other.level is not None:
            return self.level > other.level
        if self.level is not None or other.level is not None:
            return False
        known = self.indent is not None and other.indent is not None
        return known and (self.indent or 0.0) - (other.indent or 0.0) >= 1.0


@dataclass(slots=True)
class _Level:
    """A marked block that others may belong to; ``kinds`` are those met on its level."""

    address: str
    parent: str
    marker: Marker
    text: str
    depth: _Depth
    kinds: set[MarkerKind] = field(default_factory=set)

    @property
    def is_bullet(self) -> bool:
        return self.marker.kind.is_bullet

    @property
    def has_colon(self) -> bool:
        return _COLON.search(self.text[-8:]) is not None


class NumberingFault(StrEnum):
    """Faults of a numbering."""

    GAP = "gap"
    REPEAT = "repeat"


@dataclass(frozen=True, slots=True)
class OddNumber:
    """A block whose number is not the next one; ``before`` is the marker before it, if any."""

    block: LetterBlock
    fault: NumberingFault
    before: str


@dataclass(frozen=True, slots=True)
class BlockTree:
    """Blocks, one for each paragraph, in their order, and what is odd in their numbers."""

    blocks: tuple[LetterBlock, ...]
    odd_numbers: tuple[OddNumber, ...]


def build_blocks(paragraphs: Sequence[BodyParagraph]) -> BlockTree:
    """The blocks of ``paragraphs``."""
    return _BlockTreeBuilder(paragraphs).tree()


class _BlockTreeBuilder:
    """One pass over the paragraphs with a stack of open levels."""

    def __init__(self, paragraphs: Sequence[BodyParagraph]) -> None:
        self._paragraphs = paragraphs
        self._stack: list[_Level] = []
        self._closed: list[_Level] = []
        self._last: _Level | None = None
        self._paragraph_parent: str | None = None
        self._ranks: dict[MarkerKind, int] = {}
        self._nested: set[tuple[MarkerKind, MarkerKind]] = set()
        self._counts: dict[tuple[str, str], int] = {}
        self._used: Counter[str] = Counter()
        self._made: list[LetterBlock] = []
        self._odd: list[OddNumber] = []
        self._counted_last: dict[tuple[str, MarkerFamily, int], Marker] = {}
        marked = [n for n, p in enumerate(paragraphs) if _marker(p) is not None]
        self._last_marked = marked[-1] if marked else -1
        #: For each paragraph the kind of the next marked one, and where each kind is met last.
        self._kinds_ahead = [m.kind if (m := _marker(p)) else None for p in paragraphs]
        self._met_last = {kind: n for n, kind in enumerate(self._kinds_ahead) if kind}

    def tree(self) -> BlockTree:
        for index, paragraph in enumerate(self._paragraphs):
            marker = _marker(paragraph)
            if paragraph.is_note:
                self._add_note(paragraph)
            elif marker is not None:
                self._add_marked(index, paragraph, marker)
            else:
                self._add_unmarked(index, paragraph)
        return BlockTree(tuple(self._made), tuple(self._odd))

    # -- placing ------------------------------------------------------------------------------

    def _add_marked(self, index: int, paragraph: BodyParagraph, marker: Marker) -> None:
        depth = _depth_of(paragraph.lines[0])
        cut, joins = self._cut(index, marker, depth)
        kinds = self._stack[cut].kinds if joins and cut < len(self._stack) else set()
        del self._stack[cut:]
        if len(self._stack) >= _MAX_DEPTH:
            del self._stack[_MAX_DEPTH - 1 :]
        above = self._stack[-1] if self._stack else None
        parent = above.address if above else ""
        if above is not None:
            self._nested.add((above.marker.kind, marker.kind))
        self._ranks.setdefault(marker.kind, len(self._ranks))
        address = self._address(parent, marker)
        kinds.add(marker.kind)
        opened = _Level(address, parent, marker, paragraph.text, depth, kinds)
        self._stack.append(opened)
        self._last, self._closed, self._paragraph_parent = opened, [], None
        self._make(paragraph, address, parent, marker.type)
        self._judge_number(parent, marker)

    def _add_unmarked(self, index: int, paragraph: BodyParagraph) -> None:
        if self._paragraph_parent is None:
            self._paragraph_parent = self._parent_of_paragraph(index)
        parent = self._paragraph_parent
        letter, kind = ("t", BlockType.ROW) if paragraph.is_row else ("p", BlockType.PARAGRAPH)
        self._make(paragraph, self._counted(parent, letter), parent, kind)

    def _parent_of_paragraph(self, index: int) -> str:
        """The parent of the first paragraph after marked blocks; closes what it stands beside."""
        last, stack = self._last, self._stack
        if last is None:
            return ""
        if last.has_colon if last.is_bullet else is_title(last.text):
            return last.address
        if index > self._last_marked:
            cut = 0
        else:
            cut = len(stack) - 1
            while stack[cut].is_bullet and cut > 0 and stack[cut - 1].is_bullet:
                cut -= 1
        parent = stack[cut].parent
        self._closed = stack[cut:]
        del stack[cut:]
        return parent

    def _add_note(self, paragraph: BodyParagraph) -> None:
        owner = next((b.address for b in reversed(self._made) if b.type is not BlockType.NOTE), "")
        self._make(paragraph, self._counted(owner, "n"), owner, BlockType.NOTE)

    # -- levels -------------------------------------------------------------------------------

    def _cut(self, index: int, marker: Marker, depth: _Depth) -> tuple[int, bool]:
        """Number of levels open above ``marker``, and whether it joins the level cut there."""
        self._reopen(index, marker)
        if marker.kind.is_bullet:
            return self._cut_for_bullet(index, marker.kind, depth)
        at = self._same_level(marker, depth)
        if at is not None:
            return at, True
        return self._cut_for_new(marker), False

    def _reopen(self, index: int, marker: Marker) -> None:
        """Open again what a paragraph closed, when a list of a deeper kind follows it."""
        closed = self._closed
        if not closed or closed[0].is_bullet or marker.kind in closed[0].kinds:
            return
        if any(marker.kind in level.kinds for level in self._stack) or not marker.is_first:
            return
        kind = closed[0].marker.kind
        if self._ranks.get(marker.kind, len(self._ranks)) <= self._ranks[kind]:
            return
        introduces = not self._paragraphs[index - 1].marker and _COLON.search(
            self._paragraphs[index - 1].text[-8:]
        )
        if self._met_last[kind] > index or not (marker.kind.is_bullet or introduces):
            self._stack.append(closed[0])

    def _cut_for_bullet(self, index: int, kind: MarkerKind, depth: _Depth) -> tuple[int, bool]:
        stack = self._stack
        if not stack or not stack[-1].is_bullet:
            return len(stack), False
        top = stack[-1]
        if depth.is_deeper(top.depth) and (depth.level is not None or is_title(top.text)):
            return len(stack), False
        same = []
        for at in range(len(stack) - 1, -1, -1):
            if not stack[at].is_bullet:
                break
            if kind in stack[at].kinds:
                same.append(at)
        if same:
            # The innermost one that is not set deeper.
            return next((n for n in same if not stack[n].depth.is_deeper(depth)), same[-1]), True
        if top.has_colon:
            return len(stack), False
        if _LIST_GOES_ON.search(top.text[-8:]):
            return len(stack) - 1, True
        pair = (top.marker.kind, kind)
        if (
            pair in self._nested
            or is_title(top.text)
            or self._returns(index, top.marker.kind, kind)
        ):
            return len(stack), False
        return len(stack) - 1, True

    def _returns(self, index: int, outer: MarkerKind, inner: MarkerKind) -> bool:
        """True if ``inner``'s bullets stand between those of ``outer``, or are pluses of a dash."""
        count = 0
        for kind in self._kinds_ahead[index : index + _LOOK_AHEAD]:
            if kind == outer:
                return True
            if kind is not None and kind != inner:
                break
            count += kind == inner
        return count > 1 and inner.style == "+" and outer.style == "-"

    def _same_level(self, marker: Marker, depth: _Depth) -> int | None:
        """The index of the open level that ``marker`` counts on; None if there is none."""
        stack = self._stack
        same = [n for n in range(len(stack) - 1, -1, -1) if marker.kind in stack[n].kinds]
        if not same:
            return self._slipped_level(marker)
        if marker.is_first and self._begins_within(marker, depth, same[0]):
            return None
        if depth.level is not None:
            same = [n for n in same if stack[n].depth.level in (depth.level, None)] or same
        for at in same:
            if marker.follows(stack[at].marker):
                return at
        if marker.kind.family is MarkerFamily.DECIMAL:
            above = stack[same[0] - 1].marker if same[0] else None
            if above is not None and above.numbers != marker.numbers[:-1]:
                return None
        return same[0]

    def _slipped_level(self, marker: Marker) -> int | None:
        """The open level of "1." that "2)" counts on, where that delimiter was never met."""
        if marker.kind in self._ranks or marker.is_first:
            return None
        for at in range(len(self._stack) - 1, -1, -1):
            other = self._stack[at].marker
            if other.kind.family is marker.kind.family and marker.follows(other):
                return at
        return None

    def _begins_within(self, marker: Marker, depth: _Depth, at: int) -> bool:
        """True if a first number begins a list below the last block, not anew on its level."""
        top = self._stack[-1]
        if depth.level is not None and depth.is_deeper(top.depth):
            return True
        if at == len(self._stack) - 1 or len(self._stack) >= _MAX_DEPTH:
            return False
        return is_title(top.text) and not self._is_upper(marker)

    def _is_upper(self, marker: Marker) -> bool:
        return marker.kind.family in (*_UPPER, *_HEADINGS)

    def _cut_for_new(self, marker: Marker) -> int:
        """Number of levels that stay open above a marker of a kind that is not open."""
        stack, kind = self._stack, marker.kind
        if kind.family in _UPPER:
            rank = _UPPER.index(kind.family)
            uppers = (*_UPPER[:rank], *_HEADINGS)
            cut = 0
            while cut < len(stack) and stack[cut].marker.kind.family in uppers:
                cut += 1
            return cut
        if kind.family is MarkerFamily.DECIMAL:
            for at in range(len(stack) - 1, -1, -1):
                if stack[at].marker.numbers == marker.numbers[:-1] and not stack[at].is_bullet:
                    return at + 1
            for at, level in enumerate(stack if kind.style == "" else ()):
                if level.marker.kind.family in (MarkerFamily.ARABIC, MarkerFamily.DECIMAL):
                    return at  # its number's own clause is missing
        cut = len(stack)
        while (
            cut and stack[cut - 1].is_bullet and not (marker.is_first and stack[cut - 1].has_colon)
        ):
            cut -= 1
        rank = self._ranks.get(kind, len(self._ranks))
        while cut and not (marker.is_first and stack[cut - 1].has_colon):
            above = stack[cut - 1].marker.kind
            if above.is_bullet or self._ranks[above] < rank or above == kind:
                break
            cut -= 1
        return cut

    def _judge_number(self, parent: str, marker: Marker) -> None:
        """Record the block made last if its number is not the next one below ``parent``."""
        if marker.kind.is_bullet:
            return
        family = marker.kind.family
        # Articles count on through chapters.
        owner = "" if family is MarkerFamily.ARTICLE else parent
        before = self._counted_last.get((owner, family, marker.kind.depth))
        self._counted_last[owner, family, marker.kind.depth] = marker
        is_next = marker.is_first if before is None else marker.follows(before)
        if is_next or (
            before is not None
            and marker.name.startswith(before.name)
            and (
                marker.name[len(before.name) :].isalpha()  # "Điều 5a" after "Điều 5"
            )
        ):
            return
        is_back = before is not None and marker.numbers <= before.numbers
        fault = NumberingFault.REPEAT if is_back else NumberingFault.GAP
        self._odd.append(OddNumber(self._made[-1], fault, before.text if before else ""))

    # -- addresses ----------------------------------------------------------------------------

    def _address(self, parent: str, marker: Marker) -> str:
        if marker.kind.is_bullet:
            return self._counted(parent, "")
        is_whole = marker.kind.family is MarkerFamily.ARTICLE or not parent
        return self._unique(marker.name if is_whole else f"{parent}.{marker.name}")

    def _counted(self, parent: str, letter: str) -> str:
        number = self._counts[parent, letter] = self._counts.get((parent, letter), 0) + 1
        return self._unique(f"{parent}.{letter}{number}" if parent else f"{letter}{number}")

    def _unique(self, address: str) -> str:
        self._used[address] += 1
        number = self._used[address]
        return address if number == 1 else self._unique(f"{address}~{number}")

    def _make(self, paragraph: BodyParagraph, address: str, parent: str, kind: BlockType) -> None:
        marker = paragraph.marker
        self._made.append(
            LetterBlock(
                address=address,
                marker=marker.text if marker else "",
                parent=parent,
                text=paragraph.text,
                type=kind,
                is_auto=marker is not None and marker.length == 0,
                at=span_of(paragraph.lines),
                unsure=unsure_of(paragraph),
            )
        )


def _marker(paragraph: BodyParagraph) -> Marker | None:
    """The marker of a paragraph that takes part in the levels."""
    return None if paragraph.is_note else paragraph.marker


def _depth_of(line: SourceLine) -> _Depth:
    level = line.level if line.marker else None
    if line.box is not None:
        return _Depth(level, line.box.left / _INDENT_STEP_PT)
    spaces = len(line.text) - len(line.text.lstrip())
    if spaces or line.style.indent is None:
        return _Depth(level, spaces / _INDENT_STEP_CHARACTERS)
    return _Depth(level, line.style.indent / _INDENT_STEP_PT)
