"""The sheet language's schema: which elements there are, what may stand in and on each."""

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
class Rule:
    """What one element may hold and bear."""

    children: frozenset[str] = frozenset()
    holds_text: bool = False
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = field(default_factory=frozenset)


SCHEMA: Mapping[str, Rule] = {
    "sheet": Rule(frozenset({"page"})),
    **{tag: Rule(BLOCKS) for tag in CONTAINERS - {"ul", "ol"}},
    **{tag: Rule(frozenset({"li"})) for tag in ("ul", "ol")},
    **{tag: Rule(INLINE, holds_text=True) for tag in TEXT},
    **{tag: Rule(BLOCKS | INLINE, holds_text=True) for tag in EITHER},
    "b": Rule(frozenset({"span", "a", "br"}), holds_text=True),
    "span": Rule(frozenset({"b", "a", "br"}), holds_text=True),
    "a": Rule(frozenset({"b", "span", "br"}), holds_text=True, required=frozenset({"href"})),
    "br": Rule(),
    "icon": Rule(required=frozenset({"name"}), optional=frozenset({"alt"})),
    "qr": Rule(required=frozenset({"data", "alt"})),
    "img": Rule(required=frozenset({"src", "alt"})),
    "rule": Rule(),
    OFFICIAL: Rule(required=frozenset({"item"})),
    "spacer": Rule(),
}
