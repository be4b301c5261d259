"""Tagged text: the structure tree as values, and its blocks in logical reading order.

Terms are those of ISO 32000-1, 14.7 and 14.8. Searching the text belongs to
``preflight.text.search``; findings about tags and their order, to ``preflight.checks.access``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from generator.preflight.pdf.geometry import union
from generator.preflight.pdf.model import Box, Document, Mark
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.text.search import SearchableText, TextPosition, searchable_text
from generator.reading.pdf.objects import elements, entry, has_entries, identity

#: Limit of nesting, which keeps hostile trees below Python's own of 1,000 calls; real files have
#: about 10.
MAX_DEPTH: Final = 60

#: Inline-level roles (ISO 32000-1, 14.8.4.4). Lbl is left out: it is one of the two parts of a list
#: item, a block of its own.
_INLINE: Final = frozenset(
    """
    Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Em Strong Sub
    NonStruct Private
    """.split()  # noqa: SIM905 - a list of names is read more easily so
)


@dataclass(frozen=True, slots=True)
class MarkedContent:
    """A marked-content reference: the page, zero-based, and the MCID there."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class StructureElement:
    """A structure element.

    Attributes:
        role: The standard structure type, by the file's role map.
        actual: Its ActualText; ``alt`` is its alternate description.
    """

    role: str
    kids: tuple[StructureElement | MarkedContent, ...] = ()
    actual: str | None = None
    alt: str | None = None

    @property
    def contents(self) -> Iterator[MarkedContent]:
        """Yield its marked content, at any depth, in order."""
        for kid in self.kids:
            if isinstance(kid, MarkedContent):
                yield kid
            else:
                yield from kid.contents


#: A text with the mark that shows it; None for an ActualText.
TaggedRun = tuple[str, Mark | None]


@dataclass(frozen=True, slots=True)
class TaggedBlock:
    """A block-level text: a paragraph, a heading, the label of a list item.

    Attributes:
        role: Of the element, or of the one around it.
        runs: Its texts in order.
    """

    role: str
    runs: tuple[TaggedRun, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The text as assistive technology reads it, on one line."""
        return self.searchable.text

    @property
    def searchable(self) -> SearchableText:
        """The text with the position of each character."""
        return searchable_text(self._parts())

    @property
    def page(self) -> int | None:
        """Page of its first mark, zero-based."""
        return next((mark.page for _, mark in self.runs if mark is not None), None)

    @property
    def box(self) -> Box | None:
        """Bounding box of its marks on :attr:`page`, in pt."""
        page = self.page
        marks = [mark for _, mark in self.runs if mark is not None and mark.page == page]
        return union(mark.bounds for mark in marks)

    def _parts(self) -> Iterator[tuple[str, TextPosition | None]]:
        for index, (text, mark) in enumerate(self.runs):
            yield text, None if mark is None else TextPosition(mark.page, index, mark.bounds)


def read_structure(pdf: Any) -> StructureElement | None:
    """Structure tree of a pikepdf.Pdf; None for a file without tags.

    Broken elements are left out, and cycles are cut.
    """
    return _read(pdf)[0]


def structure_tree(document: Document) -> StructureElement | None:
    """Structure tree of ``document``; cached per document."""
    return _tree(document)[0]


def is_structure_whole(document: Document) -> bool:
    """False if elements of the structure tree lie deeper than :data:`MAX_DEPTH`."""
    return _tree(document)[1]


@cached_per_document
def _tree(document: Document) -> tuple[StructureElement | None, bool]:
    return _read(document.pdf)


def _read(pdf: Any) -> tuple[StructureElement | None, bool]:
    """The structure tree, and whether all of it was read."""
    root = entry(pdf.Root, "/StructTreeRoot")
    if not has_entries(root):
        return None, True
    pages = {identity(page.obj): index for index, page in enumerate(pdf.pages)}
    reader = _TreeReader(pages, entry(root, "/RoleMap"))
    return reader.root(root), reader.is_whole


@dataclass(slots=True)
class _TreeReader:
    """Reader of one structure tree."""

    pages: Mapping[object, int]
    roles: Any
    seen: set[object] = field(default_factory=set)
    #: False once the limit left an element out.
    is_whole: bool = True

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
            elif has_entries(kid) and depth < MAX_DEPTH:
                yield from self._kid(kid, page, depth)
            elif has_entries(kid):
                self.is_whole = False

    def _kid(
        self, kid: Any, page: int | None, depth: int
    ) -> Iterator[StructureElement | MarkedContent]:
        page = self.pages.get(identity(entry(kid, "/Pg")), page)
        kind = str(entry(kid, "/Type") or "")
        if kind == "/MCR":
            mcid = entry(kid, "/MCID")
            # MCIDs of a form XObject are its own; marks do not say which form they are in.
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
        """Standard structure type of the file's own one, by its role map."""
        known = {name}
        while (mapped := entry(self.roles, name)) is not None and str(mapped) not in known:
            name = str(mapped)
            known.add(name)
        return name.removeprefix("/")


def _words(value: Any) -> str | None:
    return None if value is None else str(value)


@cached_per_document
def reading_order(document: Document) -> tuple[TaggedBlock, ...]:
    """Tagged blocks in logical reading order; empty for a file without tags."""
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
    """Yield the blocks in ``element``; its own inline content is split at each block-level kid."""
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
    """Text of ``blocks`` on one line, and for each character the index of its block.

    Blocks are separated by spaces.
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
