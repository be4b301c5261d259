"""What a screen reader is told: the structure tree as values, its texts in reading order.

Only the order and the words are judged here; whether roles, alternative texts and languages are
there is in ``preflight.checks.access.tags``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.pdf.geometry import union
from generator.preflight.pdf.model import Box, Check, Document, Mark, Rule, place_on
from generator.preflight.pdf.objects import elements, entry, has_entries, identity
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.text.search import Flat, Spot, flat_text, shortened

#: Deeper than any file that a person made; the limit keeps hostile trees off Python's own.
_DEEPEST: Final = 60

#: Roles of elements that stand within a line (ISO 32000-1, 14.8.4.4). A label is one of a list
#: item's two parts, so it is none of them.
_INLINE: Final = frozenset(
    """
    Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Em Strong Sub
    NonStruct Private
    """.split()  # noqa: SIM905 - a list of names is read more easily so
)

#: An address breaks where it has no spaces, so what stands before the break is no word.
_ADDRESS: Final = re.compile(r"\w\.\w|@|://")

WORDS_JOINED = Rule(
    code="words-joined",
    title=msg("Two words are one in the tags"),
    cause=msg(
        "Nothing stands between the last word of a line and the first of the next one, so a "
        "screen reader says them as one word, and a search does not find them."
    ),
    remedy=msg(
        "Make the file with a program that writes a space at the end of each line of a paragraph."
    ),
    source="ISO 32000-1, 14.8.2.5",
)
LINES_OUT_OF_ORDER = Rule(
    code="lines-out-of-order",
    title=msg("The tags have the lines of a paragraph in a wrong order"),
    cause=msg(
        "A screen reader reads the lines in the order of the tags, so the text makes no sense."
    ),
    remedy=msg("Correct the order of the tags, or make the file again from its source."),
    source="ISO 14289-1, 7.2; ISO 32000-1, 14.8.2.3",
)


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content: the page, zero-based, and its number there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class StructureElement:
    """An element of the tree.

    Attributes:
        role: Standard where the file maps its own ones.
        actual: What the content stands for, where that is said; ``alt`` describes it.
    """

    role: str
    kids: tuple[StructureElement | Content, ...] = ()
    actual: str | None = None
    alt: str | None = None

    @property
    def contents(self) -> Iterator[Content]:
        """The marked content in it, at any depth, in order."""
        for kid in self.kids:
            if isinstance(kid, Content):
                yield kid
            else:
                yield from kid.contents


#: A text, and the mark that shows it; None for an ``ActualText``.
_Piece = tuple[str, Mark | None]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text that is read in one go: a paragraph, a heading, a list's label.

    Attributes:
        role: Of the element, or of the one around it.
        pieces: Its texts in order.
    """

    role: str
    pieces: tuple[_Piece, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The text as it is told, one line."""
        return self.flat.text

    @property
    def flat(self) -> Flat:
        """The text with the place of each character."""
        return flat_text(self._parts())

    @property
    def page(self) -> int | None:
        """The page of its first mark."""
        return next((mark.page for _, mark in self.pieces if mark is not None), None)

    @property
    def box(self) -> Box | None:
        """Around what it shows on :attr:`page`."""
        page = self.page
        marks = [mark for _, mark in self.pieces if mark is not None and mark.page == page]
        return union(mark.bounds for mark in marks)

    def _parts(self) -> Iterator[tuple[str, Spot | None]]:
        for index, (text, mark) in enumerate(self.pieces):
            yield text, None if mark is None else Spot(mark.page, index, mark.bounds)


def read_structure(pdf: Any) -> StructureElement | None:
    """The structure tree of a pikepdf.Pdf; None for a file without tags.

    What is broken in it is left out, and so is what comes back to itself.
    """
    root = entry(pdf.Root, "/StructTreeRoot")
    if not has_entries(root):
        return None
    pages = {identity(page.obj): index for index, page in enumerate(pdf.pages)}
    roles = entry(root, "/RoleMap")
    return _Reader(pages, roles).root(root)


@cached_per_document
def structure_of(document: Document) -> StructureElement | None:
    """The structure tree of ``document``; read once."""
    return read_structure(document.pdf)


@dataclass(slots=True)
class _Reader:
    """Reads one tree."""

    pages: Mapping[object, int]
    roles: Any
    seen: set[object] = field(default_factory=set)

    def root(self, root: Any) -> StructureElement:
        return StructureElement("StructTreeRoot", tuple(self._kids(root, None, 0)))

    def _kids(
        self, holder: Any, page: int | None, depth: int
    ) -> Iterator[StructureElement | Content]:
        kids = entry(holder, "/K")
        for kid in elements(kids) or ([] if kids is None else [kids]):
            if isinstance(kid, int) and not isinstance(kid, bool):
                if page is not None:
                    yield Content(page, kid)
            elif has_entries(kid) and depth < _DEEPEST:
                yield from self._kid(kid, page, depth)

    def _kid(self, kid: Any, page: int | None, depth: int) -> Iterator[StructureElement | Content]:
        page = self.pages.get(identity(entry(kid, "/Pg")), page)
        kind = str(entry(kid, "/Type") or "")
        if kind == "/MCR":
            mcid = entry(kid, "/MCID")
            # Content of a form of its own counts from zero again; no mark tells its form.
            if isinstance(mcid, int) and page is not None and entry(kid, "/Stm") is None:
                yield Content(page, mcid)
        elif kind != "/OBJR" and entry(kid, "/S") is not None:
            name = identity(kid)
            if kid.is_indirect and name in self.seen:
                return
            self.seen.add(name)
            yield StructureElement(
                self._role(str(entry(kid, "/S"))),
                tuple(self._kids(kid, page, depth + 1)),
                actual=_words(entry(kid, "/ActualText")),
                alt=_words(entry(kid, "/Alt")),
            )

    def _role(self, name: str) -> str:
        """The standard role that the file's own one stands for."""
        known = {name}
        while (mapped := entry(self.roles, name)) is not None and str(mapped) not in known:
            name = str(mapped)
            known.add(name)
        return name.removeprefix("/")


def _words(value: Any) -> str | None:
    return None if value is None else str(value)


@cached_per_document
def reading_order(document: Document) -> tuple[Passage, ...]:
    """The texts of the tags in the order in which they are read; none in a file without tags."""
    root = structure_of(document)
    if root is None:
        return ()
    return tuple(_passages(root, _marks_by_content(document)))


_Marks = Mapping[Content, list[Mark]]


def _marks_by_content(document: Document) -> _Marks:
    found: dict[Content, list[Mark]] = {}
    for page in document.pages:
        for mark in page.marks:
            if mark.mcid is not None and mark.text is not None:
                found.setdefault(Content(page.index, mark.mcid), []).append(mark)
    return found


def _passages(element: StructureElement, marks: _Marks) -> Iterator[Passage]:
    """The passages in ``element``: what stands in it directly is cut where a block stands."""
    if element.actual is not None:
        yield Passage(element.role, ((element.actual, None),))
        return
    run: list[_Piece] = []
    for kid in element.kids:
        if isinstance(kid, Content) or kid.role in _INLINE:
            run += _pieces(kid, marks)
            continue
        if run:
            yield Passage(element.role, tuple(run))
            run = []
        yield from _passages(kid, marks)
    if run:
        yield Passage(element.role, tuple(run))


def _pieces(kid: StructureElement | Content, marks: _Marks) -> Iterator[_Piece]:
    if isinstance(kid, Content):
        for mark in marks.get(kid, ()):
            if mark.text is not None:
                yield mark.text.characters, mark
    elif kid.actual is not None:
        yield kid.actual, None
    else:
        for inner in kid.kids:
            yield from _pieces(inner, marks)


def told_text(passages: Iterable[Passage]) -> tuple[Flat, tuple[int, ...]]:
    """The text of ``passages`` as one line, and for each character the index of its passage.

    A passage's end is a space.
    """
    text: list[str] = []
    spots: list[Spot | None] = []
    owners: list[int] = []
    for index, passage in enumerate(passages):
        flat = passage.flat
        if not flat.text:
            continue
        if text:
            text.append(" ")
            spots.append(None)
            owners.append(index)
        text.append(flat.text)
        spots += flat.spots
        owners += [index] * len(flat.text)
    return Flat("".join(text), tuple(spots)), tuple(owners)


def check_words(document: Document) -> Iterator[Finding]:
    """Passages in which the tags join words where a line ends."""
    for passage in reading_order(document):
        joined = [pair for pair in _neighbours(passage) if _are_joined(*pair)]
        if not joined:
            continue
        (text, _), (next_text, mark) = joined[0]
        assert mark is not None
        known = {"first": text.split()[-1], "second": next_text.split()[0]}
        message = msg("the tags join “{first}” and “{second}” where a line ends", **known)
        if len(joined) > 1:
            message = msg(
                "the tags join “{first}” and “{second}” where a line ends, and more words of this "
                "paragraph: {count}",
                **known,
                count=len(joined) - 1,
            )
        place = place_on(document.pages[mark.page], mark.bounds)
        yield WORDS_JOINED.found(Severity.WARNING, message, place)


def _are_joined(piece: _Piece, following: _Piece) -> bool:
    """Whether a word ends one line and another begins the next, with nothing between them."""
    (text, mark), (next_text, next_mark) = piece, following
    if mark is None or next_mark is None or mark.page != next_mark.page:
        return False
    if not (text[-1].isalnum() and next_text[0].isalnum()):
        return False
    return _on_another_line(mark, next_mark) and not _ADDRESS.search(text.split()[-1])


def check_lines(document: Document) -> Iterator[Finding]:
    """Passages in which a line is read before one that stands above it."""
    for passage in reading_order(document):
        for (_, mark), (text, next_mark) in _neighbours(passage):
            if mark is None or next_mark is None or mark.page != next_mark.page:
                continue
            if _is_upright(mark) and _is_upright(next_mark) and _stands_above(next_mark, mark):
                message = msg(
                    "the tags read “{words}” after a line that stands below it",
                    words=shortened(" ".join(text.split())),
                )
                place = place_on(document.pages[next_mark.page], next_mark.bounds)
                yield LINES_OUT_OF_ORDER.found(Severity.WARNING, message, place)
                break


def _neighbours(passage: Passage) -> Iterator[tuple[_Piece, _Piece]]:
    """Pieces that follow one another; those that show nothing are passed over."""
    shown = [piece for piece in passage.pieces if piece[0]]
    return pairwise(shown)


def _on_another_line(mark: Mark, following: Mark) -> bool:
    """Whether less than half of the lower one's height is beside the other."""
    shared = min(mark.bounds[3], following.bounds[3]) - max(mark.bounds[1], following.bounds[1])
    return shared < 0.5 * min(_height(mark), _height(following))


def _stands_above(mark: Mark, other: Mark) -> bool:
    """Whether ``mark`` is a whole line higher than ``other``, and over it."""
    shared = min(mark.bounds[2], other.bounds[2]) - max(mark.bounds[0], other.bounds[0])
    narrower = min(mark.bounds[2] - mark.bounds[0], other.bounds[2] - other.bounds[0])
    return mark.bounds[1] >= other.bounds[3] - 0.2 * _height(other) and shared > 0.5 * narrower


def _is_upright(mark: Mark) -> bool:
    """Whether the line runs from left to right, as far as its box can tell."""
    assert mark.text is not None
    width = mark.bounds[2] - mark.bounds[0]
    return len(mark.text.characters.strip()) < 3 or width > _height(mark)


def _height(mark: Mark) -> float:
    return mark.bounds[3] - mark.bounds[1]


RULES: tuple[Rule, ...] = (WORDS_JOINED, LINES_OUT_OF_ORDER)
CHECKS: tuple[Check, ...] = (check_words, check_lines)
