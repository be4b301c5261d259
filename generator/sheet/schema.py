"""The sheet language's schema: elements with their children and attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

INLINE = frozenset({"b", "span", "a", "br"})
#: Elements that hold text. ``li`` and ``box`` may hold text or boxes, not both.
TEXT = frozenset({"h1", "h2", "h3", "p"})
#: Holds the official text of an item, which the sheet fetches; nothing else may stand in it.
OFFICIAL = "official"
EITHER = frozenset({"li", "box"})
CONTAINERS = frozenset({"page", "panels", "column", "row", "grid", "layer", "ul", "ol"})
LEAVES = frozenset({"icon", "qr", "img", "rule", "spacer"})
BLOCKS = TEXT | EITHER | CONTAINERS - {"page"} | LEAVES | {OFFICIAL}

#: On every element. ``item`` names the guideline in messages; ``order`` is the element's place in
#: the order in which a person reads, where that is not the order of the markup; ``role`` is
#: "marker" on the child of a list item that is its number or sign.
COMMON_ATTRIBUTES = frozenset({"class", "id", "style", "item", "part", "order", "role"})
MARKER = "marker"


@dataclass(frozen=True, slots=True)
class ElementRule:
    """Children and attributes that one element may have."""

    children: frozenset[str] = frozenset()
    holds_text: bool = False
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = field(default_factory=frozenset)


SCHEMA: Mapping[str, ElementRule] = {
    "sheet": ElementRule(frozenset({"page"})),
    **{tag: ElementRule(BLOCKS) for tag in CONTAINERS - {"ul", "ol"}},
    **{tag: ElementRule(frozenset({"li"})) for tag in ("ul", "ol")},
    **{tag: ElementRule(INLINE, holds_text=True) for tag in TEXT},
    **{tag: ElementRule(BLOCKS | INLINE, holds_text=True) for tag in EITHER},
    "b": ElementRule(frozenset({"span", "a", "br"}), holds_text=True),
    "span": ElementRule(frozenset({"b", "a", "br"}), holds_text=True),
    "a": ElementRule(frozenset({"b", "span", "br"}), holds_text=True, required=frozenset({"href"})),
    "br": ElementRule(),
    "icon": ElementRule(required=frozenset({"name"}), optional=frozenset({"alt", "variant"})),
    "qr": ElementRule(required=frozenset({"data", "alt"})),
    "img": ElementRule(required=frozenset({"src", "alt"})),
    "rule": ElementRule(),
    OFFICIAL: ElementRule(required=frozenset({"item"})),
    "spacer": ElementRule(),
}
