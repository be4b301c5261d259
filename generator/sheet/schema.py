"""The sheet language's schema: elements with their children and attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Counters of pages, filled in by layout.
COUNTERS = frozenset({"page-number", "page-count"})
INLINE = frozenset({"b", "span", "a", "br"}) | COUNTERS
#: Elements that hold text. ``li`` and ``box`` may hold text or boxes, not both.
HEADINGS = frozenset({"h1", "h2", "h3"})
TEXT = HEADINGS | {"p"}
#: Holds the official text of an item, which the sheet fetches; nothing else may stand in it.
OFFICIAL = "official"
EITHER = frozenset({"li", "box"})
#: Its children go on on the next page; what stands around it is repeated there.
FLOW = "flow"
CONTAINERS = frozenset({"page", "panels", "flow", "column", "row", "grid", "layer", "ul", "ol"})
LEAVES = frozenset({"icon", "qr", "img", "rule", "spacer"})
BLOCKS = TEXT | EITHER | CONTAINERS - {"page"} | LEAVES | {OFFICIAL}

#: On every element. ``item`` names the guideline in messages; ``order`` is the element's place in
#: the order in which a person reads, where that is not the order of the markup; ``role`` is
#: "marker" on the child of a list item that is its number or sign, "text" on a heading that has
#: nothing below it and is read as a paragraph; ``lang`` is the language of a text that is not
#: Vietnamese, as "en".
COMMON_ATTRIBUTES = frozenset({"class", "id", "style", "item", "part", "order", "role", "lang"})
MARKER = "marker"
PLAIN_TEXT = "text"
#: ``purpose`` of a code that leads elsewhere than the campaign's, on purpose.
OTHER_CODE = "other"
#: Attributes that the sheet gives a code on which the issuer's logo stands: the picture's name, and
#: its width to its height. A template cannot give them.
LOGO, LOGO_RATIO = "logo", "logo-ratio"
#: Levels of error correction, each of which holds against more damage.
CODE_LEVELS = ("L", "M", "Q", "H")


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
    "b": ElementRule(INLINE - {"b"}, holds_text=True),
    "span": ElementRule(INLINE - {"span"}, holds_text=True),
    "a": ElementRule(INLINE - {"a"}, holds_text=True, required=frozenset({"href"})),
    **{tag: ElementRule() for tag in ("br", *COUNTERS)},
    "icon": ElementRule(required=frozenset({"name"}), optional=frozenset({"alt", "variant"})),
    "qr": ElementRule(
        required=frozenset({"data", "alt"}), optional=frozenset({"purpose", "level"})
    ),
    "img": ElementRule(required=frozenset({"src", "alt"})),
    "rule": ElementRule(),
    OFFICIAL: ElementRule(required=frozenset({"item"})),
    "spacer": ElementRule(),
}
