"""The structure tree as values, its texts in reading order, as a screen reader gets them.

What of it is judged is in ``preflight.checks.access``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from generator.preflight.pdf.geometry import union
from generator.preflight.pdf.model import Box, Document, Mark
from generator.preflight.pdf.objects import elements, entry, has_entries, identity
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.text.search import SearchableText, TextPosition, searchable_text

#: Deeper than any file that a person made; the limit keeps hostile trees off Python's own.
_MAX_DEPTH: Final = 60

#: Roles of elements that stand within a line (ISO 32000-1, 14.8.4.4). A label is one of a list
#: item's two parts, so it is none of them.
_INLINE: Final = frozenset(
    """
    Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Em Strong Sub
    NonStruct Private
    """.split()  # noqa: SIM905 - a list of names is read more easily so
)


@dataclass(frozen=True, slots=True)
class MarkedContent:
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
    kids: tuple[StructureElement | MarkedContent, ...] = ()
    actual: str | None = None
    alt: str | None = None

    @property
    def contents(self) -> Iterator[MarkedContent]:
        """The marked content in it, at any depth, in order."""
        for kid in self.kids:
            if isinstance(kid, MarkedContent):
                yield kid
            else:
                yield from kid.contents


#: A text, and the mark that shows it; None for an ``ActualText``.
TaggedRun = tuple[str, Mark | None]


@dataclass(frozen=True, slots=True)
class TaggedBlock:
    """A stretch of text that is read in one go: a paragraph, a heading, a list's label.

    Attributes:
        role: Of the element, or of the one around it.
        pieces: Its texts in order.
    """

    role: str
    runs: tuple[TaggedRun, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The text as it is told, one line."""
        return self.searchable.text

    @property
    def searchable(self) -> SearchableText:
        """The text with the place of each character."""
        return searchable_text(self._parts())

    @property
    def page(self) -> int | None:
        """The page of its first mark."""
        return next((mark.page for _, mark in self.runs if mark is not None), None)

    @property
    def box(self) -> Box | None:
        """Around what it shows on :attr:`page`."""
        page = self.page
        marks = [mark for _, mark in self.runs if mark is not None and mark.page == page]
        return union(mark.bounds for mark in marks)

    def _parts(self) -> Iterator[tuple[str, TextPosition | None]]:
        for index, (text, mark) in enumerate(self.runs):
            yield text, None if mark is None else TextPosition(mark.page, index, mark.bounds)


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
def structure_tree(document: Document) -> StructureElement | None:
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
    ) -> Iterator[StructureElement | MarkedContent]:
        kids = entry(holder, "/K")
        for kid in elements(kids) or ([] if kids is None else [kids]):
            if isinstance(kid, int) and not isinstance(kid, bool):
                if page is not None:
                    yield MarkedContent(page, kid)
            elif has_entries(kid) and depth < _MAX_DEPTH:
                yield from self._kid(kid, page, depth)

    def _kid(
        self, kid: Any, page: int | None, depth: int
    ) -> Iterator[StructureElement | MarkedContent]:
        page = self.pages.get(identity(entry(kid, "/Pg")), page)
        kind = str(entry(kid, "/Type") or "")
        if kind == "/MCR":
            mcid = entry(kid, "/MCID")
            # Content of a form of its own counts from zero again; no mark tells its form.
            if isinstance(mcid, int) and page is not None and entry(kid, "/Stm") is None:
                yield MarkedContent(page, mcid)
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
def reading_order(document: Document) -> tuple[TaggedBlock, ...]:
    """The texts of the tags in the order in which they are read; none in a file without tags."""
    root = structure_tree(document)
    if root is None:
        return ()
    return tuple(_blocks(root, _marks_by_content(document)))


_Marks = Mapping[MarkedContent, list[Mark]]


def _marks_by_content(document: Document) -> _Marks:
    found: dict[MarkedContent, list[Mark]] = {}
    for page in document.pages:
        for mark in page.marks:
            if mark.mcid is not None and mark.text is not None:
                found.setdefault(MarkedContent(page.index, mark.mcid), []).append(mark)
    return found


def _blocks(element: StructureElement, marks: _Marks) -> Iterator[TaggedBlock]:
    """The passages in ``element``: what stands in it directly is cut where a block stands."""
    if element.actual is not None:
        yield TaggedBlock(element.role, ((element.actual, None),))
        return
    run: list[TaggedRun] = []
    for kid in element.kids:
        if isinstance(kid, MarkedContent) or kid.role in _INLINE:
            run += _runs_of(kid, marks)
            continue
        if run:
            yield TaggedBlock(element.role, tuple(run))
            run = []
        yield from _blocks(kid, marks)
    if run:
        yield TaggedBlock(element.role, tuple(run))


def _runs_of(kid: StructureElement | MarkedContent, marks: _Marks) -> Iterator[TaggedRun]:
    if isinstance(kid, MarkedContent):
        for mark in marks.get(kid, ()):
            if mark.text is not None:
                yield mark.text.characters, mark
    elif kid.actual is not None:
        yield kid.actual, None
    else:
        for inner in kid.kids:
            yield from _runs_of(inner, marks)


def tagged_text(blocks: Iterable[TaggedBlock]) -> tuple[SearchableText, tuple[int, ...]]:
    """The text of ``passages`` as one line, and for each character the index of its passage.

    A passage's end is a space.
    """
    text: list[str] = []
    positions: list[TextPosition | None] = []
    owners: list[int] = []
    for index, block in enumerate(blocks):
        searchable = block.searchable
        if not searchable.text:
            continue
        if text:
            text.append(" ")
            positions.append(None)
            owners.append(index)
        text.append(searchable.text)
        positions += searchable.positions
        owners += [index] * len(searchable.text)
    return SearchableText("".join(text), tuple(positions)), tuple(owners)
