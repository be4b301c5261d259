"""Cloth: the hem of a banner and its eyelets, as a manifest states them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from generator.content.yaml_nodes import YamlNode

#: In mm. Less holds no eyelet; more is another fold.
_HEMS_MM = (10.0, 300.0)
#: In mm, from one eyelet to the next.
_EYELETS_MM = (50.0, 5_000.0)


@dataclass(frozen=True, slots=True)
class Hem:
    """Cloth beyond the finished edge that is folded back and welded or sewn, with eyelets in it.

    Attributes:
        width_mm: Of the cloth folded back, on every edge.
        eyelets_mm: From the middle of an eyelet to that of the next, at most.
    """

    width_mm: float
    eyelets_mm: float

    @property
    def inset_mm(self) -> float:
        """From the finished edge to the middle of an eyelet: where the cloth is double."""
        return self.width_mm / 2

    def eyelets(self, length_mm: float) -> tuple[float, ...]:
        """Middles of the eyelets along an edge of this length, in mm from its start.

        One stands at each end, and the others at equal distances.
        """
        between = length_mm - 2 * self.inset_mm
        gaps = max(1, math.ceil(between / self.eyelets_mm - 1e-9))
        return tuple(self.inset_mm + between * n / gaps for n in range(gaps + 1))


def read_hem(root: YamlNode) -> Hem | None:
    """The hem at ``hem`` of a manifest; None where it states none."""
    if "hem" not in root:
        return None
    node = root.mapping("hem")
    return Hem(
        node.number("width_mm", minimum=_HEMS_MM[0], maximum=_HEMS_MM[1]),
        node.number("eyelets_mm", minimum=_EYELETS_MM[0], maximum=_EYELETS_MM[1]),
    )
