"""Capacity of a material: how many items it takes, and which it shows where room is short.

A manifest states both, so that a campaign that a material does not suit is refused before anything
is made. Which items are meant by a number is in ``content.stated_texts``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from generator.content.yaml_nodes import YamlNode
from generator.core.messages import msg
from generator.sheet.sizes import TrimSize

#: The largest number that a manifest may state: no campaign has more items.
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Range:
    """A range of counts, both ends allowed; ``most`` is None where there is no upper bound."""

    least: int = 0
    most: int | None = None

    def holds(self, count: int) -> bool:
        """True if ``count`` is in the range."""
        return self.least <= count <= (count if self.most is None else self.most)


@dataclass(frozen=True, slots=True)
class ItemBounds:
    """Least and most items and groups that a material takes."""

    items: Range = Range()
    groups: Range = Range()

    def hold(self, items: int, groups: int) -> bool:
        """True if so many ``items`` in so many ``groups`` are within the bounds."""
        return self.items.holds(items) and self.groups.holds(groups)


@dataclass(frozen=True, slots=True)
class ItemLimit:
    """Most items that a material shows in some of its sizes.

    Attributes:
        most: By the name of a group, by a tone, or "others"; see ``stated_texts.select_items``.
        smallest_mm: The least short side of the sizes that it holds for.
        aspect: Least and most height/width of these sizes.
    """

    most: Mapping[str, int]
    smallest_mm: float = 0.0
    aspect: tuple[float, float] = (0.0, math.inf)

    def holds_for(self, size: TrimSize) -> bool:
        """True if it is a limit of ``size``."""
        least, most = self.aspect
        short_side = min(size.width_mm, size.height_mm)
        return self.smallest_mm <= short_side and least <= size.height_mm / size.width_mm <= most


def read_bounds(root: YamlNode) -> ItemBounds:
    """The bounds at ``bounds`` of a manifest; a part that is not stated has none."""
    node = root.mapping("bounds", required=False)
    return ItemBounds(_read_range(node, "items"), _read_range(node, "groups"))


def _read_range(node: YamlNode, key: str) -> Range:
    if key not in node:
        return Range()
    own = node.mapping(key)
    least = own.integer("least", default=0, minimum=0, maximum=_MOST)
    most = own.integer("most", minimum=1, maximum=_MOST) if "most" in own else None
    if most is not None and most < least:
        own.report(
            "manifest-bounds",
            msg("“most” is {most}, which is less than “least”, {least}", most=most, least=least),
            key="most",
        )
        return Range()
    return Range(least, most)


def read_limits(root: YamlNode) -> tuple[ItemLimit, ...]:
    """The limits at ``items`` of a manifest: one for all sizes, or a list by size.

    Of a list the first limit that holds for a size is taken.
    """
    if not root.is_sequence("items"):
        node = root.mapping("items", required=False)
        counts = _counts(node)
        return (ItemLimit(counts),) if counts else ()
    limits = []
    for node in root.mappings("items"):
        smallest_mm = node.number("smallest_mm", default=0.0, minimum=0.0)
        aspect = read_aspect(node) or (0.0, math.inf)
        limits.append(ItemLimit(_counts(node.mapping("most")), smallest_mm, aspect))
    return tuple(limits)


def read_aspect(node: YamlNode) -> tuple[float, float] | None:
    """Least and most height/width at ``aspect``; None where it is not stated."""
    if "aspect" not in node:
        return None
    own = node.mapping("aspect")
    least, most = own.number("least", minimum=0.1), own.number("most", minimum=0.1)
    if most < least:
        own.report(
            "manifest-bounds",
            msg("“most” is {most}, which is less than “least”, {least}", most=most, least=least),
            key="most",
        )
    return least, most


def _counts(node: YamlNode) -> Mapping[str, int]:
    return {key: node.integer(key, minimum=0, maximum=_MOST) for key in node.keys()}  # noqa: SIM118
