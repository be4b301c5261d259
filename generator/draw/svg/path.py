"""SVG path data as the segments of PDF paths.

PDF has one kind of curve. Quadratic curves become the same curve as a cubic one; an arc becomes
one cubic curve for each quarter turn, which strays from it by less than 0.03 % of its radius.

Source: SVG 2, 9.3 (grammar and commands) and appendix B.2.4 (from an arc's ends to its centre).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from generator.draw.operators import Path, Point, Segment

_COMMANDS = "MmZzLlHhVvCcSsQqTtAa"
_NUMBER = re.compile(r"[\s,]*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
#: An arc's flags may stand without a space between them and before the next number.
_FLAG = re.compile(r"[\s,]*([01])")
_ARC = (_NUMBER, _NUMBER, _NUMBER, _FLAG, _FLAG, _NUMBER, _NUMBER)
_ARGUMENTS = {
    "M": (_NUMBER,) * 2,
    "L": (_NUMBER,) * 2,
    "H": (_NUMBER,),
    "V": (_NUMBER,),
    "C": (_NUMBER,) * 6,
    "S": (_NUMBER,) * 4,
    "Q": (_NUMBER,) * 4,
    "T": (_NUMBER,) * 2,
    "A": _ARC,
    "Z": (),
}
_SEPARATORS = re.compile(r"[\s,]*")


def parse_path(data: str) -> Path:
    """The segments of the path data ``data``, in its own coordinates; no data, no segments.

    Raises:
        ValueError: ``data`` breaks the grammar; the message quotes where.
    """
    pen = _PathPen()
    for command, values in _segments(data):
        pen.draw(command, values)
    return tuple(pen.parts)


def _segments(data: str) -> Iterator[tuple[str, list[float]]]:
    """The commands with their numbers; a command whose numbers repeat comes once for each."""
    at = _skip(data, 0)
    expected = "Mm"
    while at < len(data):
        command = data[at]
        if command not in expected:
            raise ValueError(f"found {data[at : at + 12]!r}, expected a command")
        expected = _COMMANDS
        at += 1
        patterns = _ARGUMENTS[command.upper()]
        while True:
            values, at = _values(data, at, patterns)
            yield command, values
            at = _skip(data, at)
            if not patterns or at >= len(data) or data[at] in _COMMANDS:
                break
            # More points after a moveto are those of lines.
            command = {"M": "L", "m": "l"}.get(command, command)


def _skip(data: str, at: int) -> int:
    found = _SEPARATORS.match(data, at)
    return found.end() if found else at


def _values(data: str, at: int, patterns: tuple[re.Pattern[str], ...]) -> tuple[list[float], int]:
    """One number for each pattern, and where they end."""
    values = []
    for pattern in patterns:
        found = pattern.match(data, at)
        if found is None:
            raise ValueError(f"found {data[at : at + 12]!r}, expected a number")
        values.append(float(found[1]))
        at = found.end()
    return values, at


class _PathPen:
    """Draws absolute and relative segments; knows where it stands."""

    def __init__(self) -> None:
        self.parts: list[Segment] = []
        self._at: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        # The last curve's second handle, which a smooth curve mirrors, and that curve's kind.
        self._handle: Point = (0.0, 0.0)
        self._curve = ""
        self._draw: dict[str, Callable[[list[Point]], None]] = {
            "M": self._move,
            "L": self._line,
            "C": self._cubic,
            "S": self._smooth_cubic,
            "Q": self._quadratic,
            "T": self._smooth_quadratic,
        }

    def draw(self, command: str, values: list[float]) -> None:
        """Draws one segment; ``values`` are as many as the command takes."""
        kind = command.upper()
        x, y = self._at if command.islower() else (0.0, 0.0)
        match kind:
            case "Z":
                self.parts.append(("h", ()))
                self._at = self._start
            case "H":
                self._line([(values[0] + x, self._at[1])])
            case "V":
                self._line([(self._at[0], values[0] + y)])
            case "A":
                self._arc(values[:5], (values[5] + x, values[6] + y))
            case _:
                points = zip(values[::2], values[1::2], strict=True)
                self._draw[kind]([(px + x, py + y) for px, py in points])
        self._curve = kind

    def _move(self, points: list[Point]) -> None:
        (self._at,) = points
        self._start = self._at
        self.parts.append(("m", self._at))

    def _line(self, points: list[Point]) -> None:
        (self._at,) = points
        self.parts.append(("l", self._at))

    def _cubic(self, points: list[Point]) -> None:
        one, two, end = points
        self.parts.append(("c", (*one, *two, *end)))
        self._handle, self._at = two, end

    def _smooth_cubic(self, points: list[Point]) -> None:
        self._cubic([self._mirrored("CS"), *points])

    def _quadratic(self, points: list[Point]) -> None:
        handle, end = points
        self._cubic([_between(self._at, handle, 2 / 3), _between(end, handle, 2 / 3), end])
        self._handle = handle

    def _smooth_quadratic(self, points: list[Point]) -> None:
        self._quadratic([self._mirrored("QT"), *points])

    def _mirrored(self, kinds: str) -> Point:
        """The last curve's handle mirrored; where we stand, after anything but its own kind."""
        if not self._curve or self._curve not in kinds:
            return self._at
        return _between(self._handle, self._at, 2)

    def _arc(self, shape: list[float], end: Point) -> None:
        for curve in _arc_curves(self._at, shape, end):
            self._cubic(curve)
        if self._at != end:
            self._line([end])


def _between(one: Point, other: Point, part: float) -> Point:
    """The point at ``part`` of the way from one point to the other."""
    return one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part


def _arc_curves(start: Point, shape: list[float], end: Point) -> Iterator[list[Point]]:
    """Curves along an elliptic arc; none where it is a straight line or nothing."""
    x_radius, y_radius, degrees, large, sweep = shape
    rx, ry = abs(x_radius), abs(y_radius)
    if start == end or not rx or not ry:
        return
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    # In a frame where the ellipse is a unit circle.
    dx, dy = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    ux, uy = (cos * dx + sin * dy) / rx, (cos * dy - sin * dx) / ry
    half_chord = math.hypot(ux, uy)
    if half_chord > 1:  # Too small to reach: grown until it does.
        rx, ry, ux, uy = rx * half_chord, ry * half_chord, ux / half_chord, uy / half_chord
        half_chord = 1.0
    apart = math.sqrt(1 - half_chord**2) / half_chord
    side = -1 if large == sweep else 1
    cx, cy = side * apart * uy, -side * apart * ux
    first = math.atan2(uy - cy, ux - cx)
    turn = math.atan2(-uy - cy, -ux - cx) - first
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    middle = _between(start, end, 0.5)

    def on_page(x: float, y: float) -> Point:
        x, y = (cx + x) * rx, (cy + y) * ry
        return middle[0] + cos * x - sin * y, middle[1] + sin * x + cos * y

    count = math.ceil(abs(turn) / (math.pi / 2) - 1e-9) or 1
    step = turn / count
    reach = 4 / 3 * math.tan(step / 4)
    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        one = on_page(math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a))
        two = on_page(math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b))
        yield [one, two, end if index == count - 1 else on_page(math.cos(b), math.sin(b))]
