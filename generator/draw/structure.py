"""The structure tree as PDF objects (ISO 32000-1, 14.7): what screen readers and archives follow.

The objects stand one after the other at the end of a file; what they look like depends only on the
tree and on object numbers, so this is a function from values to bytes. Where the tree comes from
is in ``draw.tags``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from generator.draw.objects import ascii_string, text_string
from generator.draw.operators import numbers
from generator.draw.tags import PagePosition, StructureKid, StructureNode


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """A page and its tags.

    Attributes:
        number: Of the page's object.
        left: Of the trimmed page, and its upper edge, in pt of the space of what is drawn.
        mcid_count: Number of pieces of marked content.
        links: The object numbers of the annotations of each piece of marked content.
        scale: How many times as large as the page's own space that of what is drawn is.
    """

    number: int
    left: float
    top: float
    mcid_count: int
    kids: tuple[StructureKid, ...]
    links: Mapping[int, Sequence[int]] = field(default_factory=dict)
    scale: int = 1


def link_order(pages: Sequence[TaggedPage]) -> list[int]:
    """The object numbers of all annotations, in the order in which the parent tree lists them.

    The first of them has the key after those of the pages; it is its ``StructParent``.
    """
    return [
        annotation
        for page in pages
        for mcid in sorted(page.links)
        for annotation in page.links[mcid]
    ]


def structure_objects(pages: Sequence[TaggedPage], root: int, first: int) -> list[bytes]:
    """The bodies of the root, whose object number is ``root``, and of objects from ``first`` on.

    A page has its index in ``pages`` as its key in the parent tree; the annotations follow, in
    the order of :func:`link_order`.
    """
    parent_tree, document = first, first + 1
    bodies: list[bytes] = []
    kids: list[bytes] = []
    holders = [[0] * page.mcid_count for page in pages]
    link_holders: dict[int, int] = {}
    indexes = {page.number: index for index, page in enumerate(pages)}
    for index, kid in _joined(pages):
        page, number = pages[index], first + 2 + len(bodies)
        assert kid.node is not None
        place = _NodePosition(
            page.number, page.left + kid.x, page.top - kid.y, kid.mcid, document, number, page.scale
        )
        written = _write_node(kid.node, place, _links_of(kid, page, pages))
        bodies += written.bodies
        kids.append(b"%d 0 R" % number)
        for page_number, mcid, holder in written.holders:
            holders[indexes[page_number]][mcid] = holder
        link_holders.update(written.link_holders)
    links = [link_holders[annotation] for annotation in link_order(pages)]
    return [
        b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
        % (document, parent_tree, len(pages) + len(links)),
        _parent_tree(holders, links),
        b"<</S/Document/P %d 0 R/K[%b]>>" % (root, b" ".join(kids)),
        *bodies,
    ]


def _in_reading_order(pages: Sequence[TaggedPage]) -> Iterable[tuple[int, StructureKid]]:
    """The tags of all pages with their pages' indexes, those with a place in the order at it."""
    placed = [(index, kid) for index, page in enumerate(pages) for kid in page.kids]
    return sorted(placed, key=lambda one: (one[1].node and one[1].node.order) or 0)


def _joined(pages: Sequence[TaggedPage]) -> list[tuple[int, StructureKid]]:
    """The tags in reading order, one that goes on from the page before as a part of what it was."""
    found: list[tuple[int, StructureKid]] = []
    for index, kid in _in_reading_order(pages):
        if found and _goes_on(found[-1][1], kid):
            page = pages[index]
            there = replace(kid, page=PagePosition(page.number, page.left, page.top))
            found[-1] = found[-1][0], _with_continuation(found[-1][1], there)
        else:
            found.append((index, kid))
    return found


def _goes_on(kid: StructureKid, after: StructureKid) -> bool:
    """True if the node of ``after`` is the same element as that of ``kid``."""
    return (
        kid.node is not None
        and after.node is not None
        and after.node.continues
        and after.node.role == kid.node.role
    )


def _with_continuation(kid: StructureKid, after: StructureKid) -> StructureKid:
    """``kid`` with the content of ``after``, the same element on another page."""
    assert kid.node is not None
    assert after.node is not None
    kids = list(kid.node.kids)
    for inner in after.node.kids:
        there = replace(inner.moved(after.mcid, after.x, after.y), page=after.page)
        if inner is after.node.kids[0] and kids and _goes_on(kids[-1], inner):
            kids[-1] = _with_continuation(kids[-1], there)
        else:
            kids.append(there)
    return replace(kid, node=replace(kid.node, kids=tuple(kids)))


class _NodePosition(NamedTuple):
    """Position of a node: in the file, on its page, in the tree.

    Attributes:
        page: The number of the page's object.
        x: Of the top left corner of the node's parent box, in pt; y is up.
        mcid: The number of the node's first marked content on the page.
        parent: The object number of the element above; ``number`` is the node's own.
    """

    page: int
    x: float
    y: float
    mcid: int
    parent: int
    number: int
    scale: int = 1


class _WrittenNode(NamedTuple):
    """A node and all below it as objects with consecutive numbers.

    Attributes:
        holders: The page and the number of marked content, each with the number of its element.
        link_holders: Annotations, likewise.
    """

    bodies: tuple[bytes, ...]
    holders: tuple[tuple[int, int, int], ...]
    link_holders: tuple[tuple[int, int], ...]


#: The page and the number of marked content, with its annotations.
_Links = tuple[tuple[tuple[int, int], tuple[int, ...]], ...]


def _links_of(kid: StructureKid, page: TaggedPage, pages: Sequence[TaggedPage]) -> _Links:
    """The annotations on the marked content of a node that begins on ``page``."""
    assert kid.node is not None
    if _is_on_several(kid.node):
        return tuple(
            ((one.number, n), tuple(one.links[n])) for one in pages for n in sorted(one.links)
        )
    end = kid.mcid + kid.node.mcid_count
    return tuple(
        ((page.number, n), tuple(page.links[n])) for n in sorted(page.links) if kid.mcid <= n < end
    )


def _is_on_several(node: StructureNode) -> bool:
    """True if the node goes on on another page; then its last part does."""
    kids = node.kids
    while kids:
        if kids[-1].page is not None:
            return True
        kids = kids[-1].node.kids if kids[-1].node is not None else ()
    return False


# Documents that differ in a few texts have most of their trees in common, number for number.
@lru_cache(maxsize=1024)
def _write_node(node: StructureNode, place: _NodePosition, links: _Links) -> _WrittenNode:
    writer = _NodeWriter(dict(links))
    writer.write(node, place)
    return _WrittenNode(tuple(writer.bodies), tuple(writer.holders), tuple(writer.link_holders))


class _NodeWriter:
    """Writes one node and all below it."""

    def __init__(self, links: Mapping[tuple[int, int], Sequence[int]]) -> None:
        self.bodies: list[bytes] = []
        self.holders: list[tuple[int, int, int]] = []
        self.link_holders: list[tuple[int, int]] = []
        self._links = links

    def write(self, node: StructureNode, place: _NodePosition) -> None:
        """Adds the bodies of ``node``, numbered as ``place`` says, and of those below it."""
        page, x, y, mcid, parent, number, scale = place
        index = len(self.bodies)
        first = number - index
        self.bodies.append(b"")
        kids = []
        for kid in node.kids:
            at = PagePosition(page, x, y) if kid.page is None else kid.page
            content = kid.mcid + (mcid if kid.page is None else 0)
            if kid.node is None:
                kids.append(_content_reference(at.number, content, own_page=page))
                self.holders.append((at.number, content, number))
            else:
                inner = first + len(self.bodies)
                kids.append(b"%d 0 R" % inner)
                below = _NodePosition(
                    at.number, at.left + kid.x, at.top - kid.y, content, number, inner, scale
                )
                self.write(kid.node, below)
        if node.role == "Link":
            for annotation in self._links.get((page, mcid), ()):
                kids.append(b"<</Type/OBJR/Obj %d 0 R>>" % annotation)
                self.link_holders.append((annotation, number))
        self.bodies[index] = b"<</S/%b/P %d 0 R/Pg %d 0 R/K[%b]%b>>" % (
            node.role.encode("ascii"),
            parent,
            page,
            b" ".join(kids),
            _entries(node, x, y, scale),
        )


def _content_reference(page: int, mcid: int, *, own_page: int) -> bytes:
    """Marked content as an element's child; on another page than its own it names that page."""
    if page == own_page:
        return b"%d" % mcid
    return b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (page, mcid)


def _parent_tree(holders: Sequence[Sequence[int]], links: Sequence[int]) -> bytes:
    """From each page's marked content, and each annotation, to its element (14.7.4.4)."""
    pages = [
        b"%d[%b]" % (key, b" ".join([b"%d 0 R" % number for number in numbers_]))
        for key, numbers_ in enumerate(holders)
    ]
    annotations = [b"%d %d 0 R" % entry for entry in enumerate(links, start=len(pages))]
    return b"<</Nums[%b]>>" % b" ".join([*pages, *annotations])


def _entries(node: StructureNode, x: float, y: float, scale: int) -> bytes:
    """Entries of an element's dictionary besides its place in the tree."""
    parts = []
    if node.origins:
        # A structure element's title (ISO 32000-1, table 323): nobody hears it.
        parts.append(b"/T%b" % ascii_string(", ".join(node.origins)))
    if node.lang:
        parts.append(b"/Lang%b" % ascii_string(node.lang))
    if node.alt:
        parts.append(b"/Alt %b" % text_string(node.alt))
    if node.actual:
        parts.append(b"/ActualText %b" % text_string(node.actual))
    if node.numbering:
        parts.append(b"/A<</O/List/ListNumbering/%b>>" % node.numbering.encode("ascii"))
    if node.size is not None:
        width, height = node.size
        sides = (x, y - height, x + width, y)
        box = numbers(*(side / scale for side in sides)).encode("ascii")
        parts.append(b"/A<</O/Layout/Placement/Block/BBox[%b]>>" % box)
    return b"".join(parts)
