"""Distances from which texts are read, by role, and the least sizes that follow from them.

A material's manifest states metres for each role, a style sheet gives a text its role
(``reading-role``), and a face says how high its capitals are. A code is scanned from a distance,
too. What is read from afar moves with the headline (``anpham make --distance``); what is read close
up does not.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.content.model import TextLength
from generator.core.colour import Colour
from generator.core.errors import UsageError
from generator.core.messages import msg
from generator.core.near_names import near_names
from generator.core.units import mm_to_pt
from generator.sheet.sizes import TrimSize, parse_size

if TYPE_CHECKING:
    from generator.content.yaml_nodes import YamlNode

#: Caught from afar, in their order: the call, its second half, titles of groups, heads of items.
HEADLINE = "headline"
FAR_ROLES = (HEADLINE, "reply", "titles", "heads")
#: What the reader has come closer for; the last is a QR code's.
CODE = "code"
NEAR_ROLES = ("support", "official", "caption", "address", "issuer", "kicker", "legal", CODE)
READING_ROLES = (*FAR_ROLES, *NEAR_ROLES)

#: Height of capitals for each metre, in mm: 14 minutes of arc. The limit of sharp eyes is 5 minutes
#: (20/20); signs are laid out for about three times as much.
CAP_MM_PER_M = 4.0
#: Side of a symbol, without its quiet zone, for each metre of scanning: the rule of ten to one
#: [delivr].
CODE_MM_PER_M = 100.0
#: The free margin of a code on both sides together, in modules (ISO/IEC 18004:2015, 6.3.8).
_QUIET_MODULES = 8

#: In m: what a manifest or an order may state. Beyond, a letter is as high as a door.
NEAREST_M, FARTHEST_M = 0.2, 200.0
#: What is read from less than this is held in the hand.
IN_THE_HAND_M = 1.0

#: Metres by role.
Metres = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DistanceRow:
    """Metres by role for sheets from this size on; without one for all."""

    metres: Metres
    size: TrimSize | None = None

    @property
    def short_side_mm(self) -> float:
        """0 for the row of all sheets."""
        return min(self.size.width_mm, self.size.height_mm) if self.size is not None else 0.0

    @property
    def is_landscape(self) -> bool:
        """True if its size is wider than it is high."""
        return self.size is not None and self.size.width_mm > self.size.height_mm


@dataclass(frozen=True, slots=True)
class Distances:
    """Distances that a manifest states for texts of each length.

    Attributes:
        rows: A sheet has the row of the largest short side that is not above its own, else that of
            the smallest; where rows of its own orientation are stated, of these alone.
        whole: The rows of sheets with whole official texts, where these state others.
    """

    rows: tuple[DistanceRow, ...] = ()
    whole: tuple[DistanceRow, ...] = ()

    def at(self, size: TrimSize, text: TextLength) -> Metres:
        """Metres by role on a sheet of ``size``."""
        metres = _metres_at(self.rows, size)
        return {**metres, **_metres_at(self.whole, size)} if text is TextLength.FULL else metres


def moved(metres: Metres, headline_m: float) -> Metres:
    """``metres`` with the headline read from ``headline_m``.

    What is read from afar with it moves in proportion.
    """
    if HEADLINE not in metres:
        return metres
    factor = headline_m / metres[HEADLINE]
    return {role: m * factor if role in FAR_ROLES else m for role, m in metres.items()}


def _metres_at(rows: Sequence[DistanceRow], size: TrimSize) -> Metres:
    is_landscape = size.width_mm > size.height_mm
    suitable = [row for row in rows if row.is_landscape == is_landscape] or rows
    rising = sorted(suitable, key=lambda row: row.short_side_mm)
    side = min(size.width_mm, size.height_mm)
    below = [row for row in rising if row.short_side_mm <= side] or rising[:1]
    return below[-1].metres if below else {}


@dataclass(frozen=True, slots=True)
class ReadingConditions:
    """Conditions of reading a piece: metres by role, and the least sizes of its printed type.

    Attributes:
        one_ink_pt: Least size of text of one ink; ``several_inks_pt`` of two or more,
            ``reversed_pt`` of light text on a dark ground.
    """

    metres: tuple[tuple[str, float], ...] = ()
    one_ink_pt: float = 0.0
    several_inks_pt: float = 0.0
    reversed_pt: float = 0.0


#: Nothing is stated: style sheets alone say how small a text may be.
ANYWHERE = ReadingConditions()


@dataclass(frozen=True, slots=True)
class LeastSizes:
    """Least sizes of texts and codes that are read as ``reading`` says.

    Attributes:
        cap_height_em: Height of a face's capitals, by its family and weight; None for a face that
            is not there.
        code_modules: Number of modules across the symbol of an address, at a level if one is asked
            for.
    """

    reading: ReadingConditions
    cap_height_em: Callable[[str, int], float | None]
    code_modules: Callable[[str, str | None], int]

    def metres(self, role: str | None) -> float | None:
        """From where ``role`` is read; None where nothing is stated."""
        return next((m for name, m in self.reading.metres if name == role), None)

    def text_pt(self, role: str, family: str, weight: int, colour: Colour) -> float | None:
        """Least size of type of a text, in pt; None where its distance is not stated."""
        metres = self.metres(role)
        cap = self.cap_height_em(family, weight) if metres is not None else None
        if metres is None or not cap:
            return None
        size = mm_to_pt(metres * CAP_MM_PER_M) / cap
        # To a hundredth of a point, as all sizes of type; up, so that no distance is missed.
        return max(math.ceil(size * 100 - 1e-6) / 100, self._printable_pt(colour))

    def _printable_pt(self, colour: Colour) -> float:
        """The least size of text in ``colour`` where the piece is printed."""
        if colour.name in _LIGHT_ROLES:
            return self.reading.reversed_pt
        inks = 1 if colour.spot is not None else sum(part > 0 for part in colour.cmyk)
        return self.reading.one_ink_pt if inks <= 1 else self.reading.several_inks_pt

    def code_pt(self, data: str, level: str | None) -> float | None:
        """Least side of a code with its quiet zone, in pt; None where no distance is stated."""
        metres = self.metres(CODE)
        if metres is None:
            return None
        modules = self.code_modules(data, level)
        return mm_to_pt(metres * CODE_MM_PER_M) * (modules + _QUIET_MODULES) / modules


#: Roles of a theme's colours that are set on dark grounds.
_LIGHT_ROLES = frozenset({"on-dark", "highlight"})


def read_distances(root: YamlNode, key: str) -> Distances:
    """The distances in a manifest: metres by role, for all sizes or for each of some.

    "A3 full" is the row of A3 with whole official texts. Faults are reported to ``root``.
    """
    node = root.mapping(key, required=False)
    keys = node.keys()
    if not any(node.is_mapping(key) for key in keys):
        return Distances((DistanceRow(_metres(node)),) if keys else ())
    rows: dict[bool, list[DistanceRow]] = {False: [], True: []}
    for key in keys:
        name, _, ending = key.partition(" ")
        is_whole = ending == TextLength.FULL
        try:
            size = parse_size(name if is_whole else key)
        except UsageError as error:
            fault = error.problems[0]
            _ = key in node  # it was read
            node.report(fault.code, fault.message, hint=fault.hint, key=key)
            continue
        rows[is_whole].append(DistanceRow(_metres(node.mapping(key)), size))
    return Distances(tuple(rows[False]), tuple(rows[True]))


def _metres(node: YamlNode) -> Metres:
    metres = {}
    for role in node.keys():  # noqa: SIM118
        if role in READING_ROLES:
            metres[role] = node.number(role, minimum=NEAREST_M, maximum=FARTHEST_M)
        else:
            near = near_names(role, READING_ROLES)
            _ = role in node  # it was read
            node.report(
                "manifest-distances",
                msg("there is no role “{name}”", name=role),
                hint=msg("did you mean “{name}”?", name=near[0])
                if near
                else msg("the roles are: {names}", names=", ".join(READING_ROLES)),
                key=role,
            )
    return metres
