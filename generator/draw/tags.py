"""The structure of laid-out pages: which marked content is a heading, a list, a figure.

A fragment's tags depend on the fragment alone, so they are cached as its painted content is.
Marked content is counted in painting order; ``draw.painter`` numbers it the same way. How the
structure is written into a file is in ``draw.structure``.

Roles are those of ISO 32000-1, 14.8.4. Boxes that only arrange others have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from generator.core.cache import LruCache
from generator.layout.model import Fragment
from generator.sheet.links import opens_as_link
from generator.sheet.model import Element, Inline
from generator.sheet.schema import MARKER, OFFICIAL, PLAIN_TEXT
from generator.typeset.paragraph import Segment, SetText

#: Elements that may show something besides text.
_LEAVES = frozenset({"icon", "img", "qr"})

#: Roles of elements that hold text.
_TEXT_ROLES = {
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "p": "P",
    "li": "LBody",
    "box": "P",
    OFFICIAL: "P",
}


@dataclass(frozen=True, slots=True, eq=False)
class StructureNode:
    """A structure element.

    Attributes:
        alt: The text alternative of a figure; ``actual`` is the text that a drawing stands for.
        origins: Of a text, where it is stated: the campaign's keys, an item's role.
        numbering: Of a list: "Decimal", "Disc" or "None".
        size: Of a figure's box, width and height in pt.
        order: Its place in the reading order, where the template gives one.
        continues: Whether it goes on from the page before, where it has begun.
        lang: BCP 47, of a text that is not in the document's own language.
        mcid_count: Number of MCIDs from its first to the last of its own and of nodes below.
    """

    role: str
    kids: tuple[StructureKid, ...]
    alt: str = ""
    actual: str = ""
    origins: tuple[str, ...] = ()
    numbering: str = ""
    size: tuple[float, float] | None = None
    order: int | None = None
    continues: bool = False
    lang: str = ""
    mcid_count: int = field(init=False)

    def __post_init__(self) -> None:
        ends = [kid.mcid + (kid.node.mcid_count if kid.node else 1) for kid in self.kids]
        object.__setattr__(self, "mcid_count", max(ends, default=0))


class PagePosition(NamedTuple):
    """A page: its object number, and the left and the upper edge of its trim, in pt, y up."""

    number: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class StructureKid:
    """Child of a node: a piece of marked content, or a node that holds more.

    Attributes:
        mcid: The number of the content, or of the node's first, from that of its parent on.
        x: Of its box's top left corner from the parent's, in pt; ``y`` likewise, down.
        page: Where it stands on another page than its parent; the number and the place are then
            the page's own. None if it does not.
    """

    mcid: int
    x: float = 0.0
    y: float = 0.0
    node: StructureNode | None = None
    page: PagePosition | None = None

    def moved(self, mcid: int, x: float, y: float) -> StructureKid:
        """The same, seen from further out."""
        return StructureKid(self.mcid + mcid, self.x + x, self.y + y, self.node, self.page)


@dataclass(frozen=True, slots=True)
class Tags:
    """The nodes that a fragment adds to the structure, and its number of MCIDs."""

    mcid_count: int = 0
    kids: tuple[StructureKid, ...] = ()


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Neighbouring segments of a text that are one link, or none."""

    href: str | None
    segments: tuple[tuple[float, Segment], ...]


def text_spans(text: SetText, *, links: bool) -> tuple[TextSpan, ...]:
    """The text cut where a link begins or ends; each segment with its baseline in em."""
    found: list[tuple[str | None, list[tuple[float, Segment]]]] = []
    for line in text.lines:
        for segment in line.segments:
            assert isinstance(segment.tag, Inline)
            href = segment.tag.href if links else None
            if not found or found[-1][0] != href:
                found.append((href, []))
            found[-1][1].append((line.baseline_em, segment))
    return tuple(TextSpan(href, tuple(segments)) for href, segments in found)


class Tagger:
    """Computes the tags of fragments, and caches them.

    Args:
        links: Whether addresses are links of the file.
    """

    def __init__(self, limit: int, *, links: bool) -> None:
        self._links = links
        self._cache: LruCache[Tags] = LruCache(limit)

    def tags(self, fragment: Fragment) -> Tags:
        """The tags of ``fragment`` and of all in it."""
        found = self._cache.get(fragment)
        if found is None:
            found = self._cache.put(fragment, self._made(fragment))
        return found

    def _made(self, fragment: Fragment) -> Tags:
        kids: list[StructureKid] = []
        mcid_count = self._gather(fragment, 0, 0.0, 0.0, kids)
        return Tags(mcid_count, tuple(self._grouped(fragment, kids)))

    def _gather(
        self, fragment: Fragment, mcid: int, x: float, y: float, kids: list[StructureKid]
    ) -> int:
        """Adds the content of ``fragment``, at (x, y) after ``mcid`` pieces, to ``kids``.

        Returns the number of pieces after it. Boxes that only arrange others are walked through
        here, so what is in them is noted once, however deep it stands.
        """
        if fragment.text is not None or fragment.element.tag in _LEAVES:
            own = self._own(fragment)
            kids += [kid.moved(mcid, x, y) for kid in own.kids]
            mcid += own.mcid_count
        is_item = fragment.element.tag == "li"
        for placed in fragment.children:
            child = placed.fragment
            child_x, child_y = x + placed.x, y + placed.y
            if is_item:
                inner = self.tags(child)
                in_label = child.element.attributes.get("role") == MARKER
                part = _in_item(inner, mcid, child_x, child_y, in_label=in_label)
                kids += _continued(part) if child.is_continued else part
                mcid += inner.mcid_count
            elif _only_arranges(child):
                mcid = self._gather(child, mcid, child_x, child_y, kids)
            else:
                inner = self.tags(child)
                kids += [kid.moved(mcid, child_x, child_y) for kid in inner.kids]
                mcid += inner.mcid_count
        return mcid

    def _own(self, fragment: Fragment) -> Tags:
        """The tags of the fragment's own content."""
        element = fragment.element
        if fragment.text is not None:
            return self._text(fragment, fragment.text)
        if element.tag == "qr" or is_figure(element):
            size = (fragment.width, fragment.height)
            figure = StructureNode(
                "Figure", (StructureKid(0),), alt=element.attributes["alt"], size=size
            )
            is_code = element.tag == "qr"
            if is_code and self._links and opens_as_link(element.attributes["data"]):
                link = StructureNode("Link", (StructureKid(0, node=figure),))
                figure = StructureNode("P", (StructureKid(0, node=link),))
            return Tags(1, (StructureKid(0, node=figure),))
        return Tags()

    def _text(self, fragment: Fragment, text: SetText) -> Tags:
        kids = [
            StructureKid(number)
            if one.href is None
            else StructureKid(number, node=StructureNode("Link", (StructureKid(0),)))
            for number, one in enumerate(text_spans(text, links=self._links))
        ]
        if not kids:
            return Tags()
        node = StructureNode(
            text_role(fragment.element),
            tuple(kids),
            origins=fragment.origins,
            continues=fragment.is_continued,
            lang=fragment.element.attributes.get("lang", ""),
        )
        return Tags(len(kids), (StructureKid(0, node=node),))

    def _grouped(self, fragment: Fragment, kids: Sequence[StructureKid]) -> Iterable[StructureKid]:
        """``kids`` under the node that the fragment's element is, if it is one."""
        if not kids:
            return ()
        element, continues = fragment.element, fragment.is_continued
        if element.tag in ("ul", "ol"):
            kids = [
                StructureKid(
                    0,
                    node=StructureNode(
                        "L",
                        tuple(kids),
                        numbering=_numbering(element, kids),
                        continues=continues,
                    ),
                )
            ]
        elif element.tag == "li":
            parts = tuple(_label_and_body(kids))
            kids = [StructureKid(0, node=StructureNode("LI", parts, continues=continues))]
        if order := element.attributes.get("order"):
            section = StructureNode("Sect", tuple(kids), order=int(order), continues=continues)
            return (StructureKid(0, node=section),)
        return kids


def _only_arranges(fragment: Fragment) -> bool:
    element = fragment.element
    return bool(fragment.children) and not (
        element.tag in ("ul", "ol", "li") or "order" in element.attributes
    )


def is_figure(element: Element) -> bool:
    """True if a drawing has a text alternative; without one it is an ornament."""
    return element.tag in ("icon", "img") and bool(element.attributes.get("alt"))


def text_role(element: Element) -> str:
    """The role of an element that holds text."""
    is_plain = element.attributes.get("role") == PLAIN_TEXT
    return _TEXT_ROLES["p" if is_plain else element.tag]


def _in_item(
    inner: Tags, mcid: int, x: float, y: float, *, in_label: bool
) -> Iterator[StructureKid]:
    """The content of a list item, as its label or its body."""
    kids = tuple(inner.kids)
    if not kids:
        return
    if in_label:
        kids = tuple(_plain(kids))
    yield StructureKid(mcid, x, y, StructureNode("Lbl" if in_label else "LBody", kids))


def _continued(kids: Iterable[StructureKid]) -> Iterator[StructureKid]:
    """``kids``, whose nodes go on from the page before."""
    for kid in kids:
        yield replace(kid, node=kid.node and replace(kid.node, continues=True))


def _plain(kids: Iterable[StructureKid]) -> Iterator[StructureKid]:
    """The content of a label: texts without their paragraphs, drawings as the text they mean."""
    for kid in kids:
        node = kid.node
        if node is None:
            yield kid
        elif node.role == "Link":
            yield StructureKid(
                kid.mcid, kid.x, kid.y, StructureNode("Link", tuple(_plain(node.kids)))
            )
        elif node.role == "Figure":
            yield StructureKid(
                kid.mcid, kid.x, kid.y, StructureNode("Span", node.kids, actual=node.alt)
            )
        else:
            yield from _plain(inner.moved(kid.mcid, kid.x, kid.y) for inner in node.kids)


def _label_and_body(kids: Sequence[StructureKid]) -> Iterator[StructureKid]:
    """One label and one body, whatever the number of boxes in the item."""
    for role in ("Lbl", "LBody"):
        parts = [kid for kid in kids if kid.node is not None and kid.node.role == role]
        if len(parts) == 1:
            yield parts[0]
        elif parts:
            inner = [
                deeper.moved(kid.mcid, kid.x, kid.y)
                for kid in parts
                for deeper in (kid.node.kids if kid.node is not None else ())
            ]
            continues = parts[0].node is not None and parts[0].node.continues
            yield StructureKid(0, node=StructureNode(role, tuple(inner), continues=continues))


def _numbering(element: Element, kids: Sequence[StructureKid]) -> str:
    """The numbering of the list's labels (ISO 32000-1, table 347)."""
    labelled = any(
        inner.node is not None and inner.node.role == "Lbl"
        for kid in kids
        if kid.node is not None
        for inner in kid.node.kids
    )
    if not labelled:
        return "None"
    return "Decimal" if element.tag == "ol" else "Disc"
