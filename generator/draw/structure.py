"""The structure tree as PDF objects (ISO 32000-1, 14.7): what screen readers and archives follow.

The objects stand one after the other at the end of a file; what they look like depends only on the
tree and on object numbers, so this is a function from values to bytes. Where the tree comes from
is in ``draw.tags``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.draw.operators import numbers
from generator.draw.tags import Kid, Node


@dataclass(frozen=True, slots=True)
class TaggedPage:
    """A page and its tags.

    Attributes:
        number: Of the page's object.
        left: Of the trimmed page, and its upper edge, in pt of the page's own space.
        leaves: How many pieces of marked content it has.
        links: The object numbers of the annotations of each piece of marked content.
    """

    number: int
    left: float
    top: float
    leaves: int
    kids: tuple[Kid, ...]
    links: Mapping[int, Sequence[int]] = field(default_factory=dict)


def structure_objects(pages: Sequence[TaggedPage], root: int, first: int) -> list[bytes]:
    """The bodies of the root, whose object number is ``root``, and of objects from ``first`` on.

    A page has its index in ``pages`` as its key in the parent tree; the annotations follow, in
    the order of :func:`link_order`.
    """
    return _Writer(pages, root, first).objects()


def link_order(pages: Sequence[TaggedPage]) -> list[int]:
    """The object numbers of all annotations; the key of each is the number of pages and its index.

    The key is an annotation's ``StructParent``.
    """
    return [
        annotation
        for page in pages
        for leaf in sorted(page.links)
        for annotation in page.links[leaf]
    ]


@dataclass(slots=True)
class _Writer:
    """Writes one tree."""

    pages: Sequence[TaggedPage]
    root: int
    first: int
    bodies: list[bytes] = field(default_factory=list)
    #: For each page the number of the element that holds each piece of marked content.
    holders: list[list[int]] = field(default_factory=list)
    #: The number of the link element of each annotation.
    link_holders: dict[int, int] = field(default_factory=dict)

    def objects(self) -> list[bytes]:
        self.bodies = [b"", b"", b""]  # the root, the parent tree, the document
        self.holders = [[0] * page.leaves for page in self.pages]
        document = self.first + 1
        kids = [
            self._kid(kid, document, index, 0, page.left, page.top)
            for index, page, kid in self._in_reading_order()
        ]
        self.bodies[0] = (
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (
                document,
                self.first,
                len(self.pages) + len(self.link_holders),
            )
        )
        self.bodies[1] = self._parent_tree()
        self.bodies[2] = b"<</S/Document/P %d 0 R/K[%b]>>" % (self.root, b" ".join(kids))
        return self.bodies

    def _in_reading_order(self) -> Iterable[tuple[int, TaggedPage, Kid]]:
        """The tags of all pages, those with a place in the order at their place."""
        placed = [(index, page, kid) for index, page in enumerate(self.pages) for kid in page.kids]
        return sorted(placed, key=lambda one: (one[2].node and one[2].node.order) or 0)

    def _kid(self, kid: Kid, parent: int, page: int, leaf: int, x: float, y: float) -> bytes:
        """``kid`` as it stands in its parent's ``K``: y is of the parent's top edge, upwards."""
        leaf += kid.leaf
        if kid.node is None:
            self.holders[page][leaf] = parent
            return b"%d" % leaf
        return self._node(kid.node, parent, page, leaf, x + kid.x, y - kid.y)

    def _node(self, node: Node, parent: int, page: int, leaf: int, x: float, y: float) -> bytes:
        number = self.first + len(self.bodies) - 1
        place = len(self.bodies)
        self.bodies.append(b"")
        kids = [self._kid(kid, number, page, leaf, x, y) for kid in node.kids]
        if node.role == "Link":
            kids += self._annotations(number, page, leaf)
        self.bodies[place] = b"<</S/%b/P %d 0 R/Pg %d 0 R/K[%b]%b>>" % (
            node.role.encode("ascii"),
            parent,
            self.pages[page].number,
            b" ".join(kids),
            _entries(node, x, y),
        )
        return b"%d 0 R" % number

    def _annotations(self, number: int, page: int, leaf: int) -> Iterable[bytes]:
        for annotation in self.pages[page].links.get(leaf, ()):
            self.link_holders[annotation] = number
            yield b"<</Type/OBJR/Obj %d 0 R>>" % annotation

    def _parent_tree(self) -> bytes:
        """From each page's marked content, and each annotation, to its element (14.7.4.4)."""
        entries = [
            b"%d[%b]" % (key, b" ".join(b"%d 0 R" % holder for holder in holders))
            for key, holders in enumerate(self.holders)
        ]
        entries += [
            b"%d %d 0 R" % (key, self.link_holders[annotation])
            for key, annotation in enumerate(link_order(self.pages), start=len(self.pages))
        ]
        return b"<</Nums[%b]>>" % b" ".join(entries)


def _entries(node: Node, x: float, y: float) -> bytes:
    """What an element's dictionary says beside its place in the tree."""
    parts = []
    if node.alt:
        parts.append(b"/Alt %b" % text_string(node.alt))
    if node.actual:
        parts.append(b"/ActualText %b" % text_string(node.actual))
    if node.numbering:
        parts.append(b"/A<</O/List/ListNumbering/%b>>" % node.numbering.encode("ascii"))
    if node.size is not None:
        width, height = node.size
        box = numbers(x, y - height, x + width, y).encode("ascii")
        parts.append(b"/A<</O/Layout/Placement/Block/BBox[%b]>>" % box)
    return b"".join(parts)


def text_string(text: str) -> bytes:
    """A text string, in UTF-16 (ISO 32000-2, 7.9.2.2)."""
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().encode("ascii")
