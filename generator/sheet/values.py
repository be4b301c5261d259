"""CSS values: from tokens to lengths, colours, gradients and keywords.

One parser for each kind of value. A parser that fails raises :class:`ValueFault`; ``sheet.css``
adds the place and makes it an error for people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal, TypeVar

from generator.core.colour import Colour, Gradient, Stop
from generator.core.messages import Message, msg
from generator.core.units import mm_to_pt
from generator.sheet.model import (
    Curve,
    Edges,
    Fraction,
    Inset,
    Percent,
    RuleLine,
    Size,
    SpeechTail,
    Stripes,
)

#: The trim's short side that the units ``um`` and ``up`` are drawn for: A3's, in mm.
DESIGN_SHORT_SIDE_MM = 297.0
#: ``u`` is this part of the trim's short side: 3 mm on A3.
UNITS_ACROSS = 99

#: The longest length of a style sheet, far beyond any sheet (the largest page that a PDF can have
#: without scaling is 5.08 m, ISO 32000-1, annex C.2): what is farther away is a slip.
LONGEST_MM = 20_000.0
#: The smallest and the largest size of type, in pt. Below, no press holds a letter's strokes;
#: above, a letter is higher than A0 is.
FONT_SIZES_PT = (1.0, 5_000.0)
#: Numbers, shares and percentages beyond this are slips.
LARGEST_NUMBER = 10_000.0
#: Space between letters, in em: closer they stand on each other, wider no word is left.
LETTER_SPACING_EM = (-1.0, 10.0)

_T = TypeVar("_T")

Token = Any  # tinycss2's nodes have no types of their own.


class ValueFault(Exception):
    """A value that cannot be read, with the message for the author."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


@dataclass(frozen=True, slots=True)
class ValueContext:
    """The reference values that lengths and names are resolved against.

    Attributes:
        short_side_pt: The trim's short side in pt.
        em_pt: The font size that ``em`` refers to.
        colours: The theme's colours by token.
        faces: The theme's font families by token.
        drawings: The names of the theme's own drawings.
    """

    short_side_pt: float
    em_pt: float
    colours: Mapping[str, Colour]
    faces: Mapping[str, str]
    drawings: Sequence[str] = ()


def meaningful(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` without white space and comments."""
    return [t for t in tokens if t.type not in ("whitespace", "comment")]


def one(tokens: Sequence[Token]) -> Token:
    """The only token there is."""
    if len(tokens) != 1:
        raise ValueFault(msg("expected one value, found {count}", count=len(tokens)))
    return tokens[0]


def length(token: Token, context: ValueContext) -> float:
    """A length in pt. Units: mm, cm, pt, em, u, um, up; ``max()`` and ``min()`` of lengths."""
    found = _length(token, context)
    if not abs(found) <= mm_to_pt(LONGEST_MM):
        raise ValueFault(
            msg(
                "'{text}' is too long; lengths go to {limit} m",
                text=token.serialize(),
                limit=round(LONGEST_MM / 1000),
            )
        )
    return found


def length_from_0(token: Token, context: ValueContext) -> float:
    """A length in pt that cannot be negative, as of a padding."""
    found = length(token, context)
    if found < 0:
        raise _negative(token)
    return found


def radius(token: Token, context: ValueContext) -> float | Percent:
    """A corner's radius: a length in pt, or a percentage of the shorter side."""
    if token.type == "percentage":
        return Percent(_number_from_0(token) / 100)
    return length_from_0(token, context)


def font_size(token: Token, context: ValueContext) -> float:
    """A size of type in pt."""
    found = length(token, context)
    least, most = FONT_SIZES_PT
    if not least <= found <= most:
        raise ValueFault(
            msg(
                "'{text}' is no size for type, which goes from {least} to {most} pt",
                text=token.serialize(),
                least=round(least),
                most=round(most),
            )
        )
    # To a hundredth of a point: what is written in the file, and what is reported.
    return round(found, 2)


def letter_spacing(token: Token, context: ValueContext) -> float:
    """Space between letters in em."""
    found = length(token, context) / context.em_pt
    least, most = LETTER_SPACING_EM
    if not least <= found <= most:
        raise ValueFault(
            msg(
                "'{text}' is no space between letters, which goes from {least} to {most} em",
                text=token.serialize(),
                least=round(least),
                most=round(most),
            )
        )
    return found


def _negative(token: Token) -> ValueFault:
    return ValueFault(msg("'{text}' is negative", text=token.serialize()))


def _length(token: Token, context: ValueContext) -> float:
    if token.type == "number" and token.value == 0:
        return 0.0
    if token.type == "dimension":
        scale = {
            "mm": mm_to_pt(1),
            "cm": mm_to_pt(10),
            "pt": 1.0,
            "em": context.em_pt,
            "u": context.short_side_pt / UNITS_ACROSS,
            "um": context.short_side_pt / DESIGN_SHORT_SIDE_MM,
            "up": context.short_side_pt / mm_to_pt(DESIGN_SHORT_SIDE_MM),
        }.get(token.lower_unit)
        if scale is None:
            raise ValueFault(msg("unknown unit '{unit}'", unit=token.unit))
        return float(token.value) * scale
    if token.type == "function" and token.lower_name in ("max", "min"):
        arguments = [_length(one(part), context) for part in split_commas(token.arguments)]
        return max(arguments) if token.lower_name == "max" else min(arguments)
    raise ValueFault(msg("expected a length, found '{text}'", text=token.serialize()))


def size(token: Token, context: ValueContext) -> Size:
    """A length, a percentage, a fraction (``1fr``) or ``auto``; none is negative."""
    if token.type == "dimension" and token.lower_unit == "fr":
        return Fraction(_number_from_0(token))
    found = inset_length(token, context)
    if (found.share if isinstance(found, Percent) else found or 0.0) < 0:
        raise _negative(token)
    return found


def sizes(tokens: Sequence[Token], context: ValueContext) -> tuple[Size, ...]:
    """A track list, as ``1fr 1fr``."""
    return tuple(size(t, context) for t in tokens)


def edges(tokens: Sequence[Token], context: ValueContext) -> Edges:
    """One to four lengths, as CSS's ``margin``."""
    return Edges(*_four([length(t, context) for t in tokens]))


def edges_from_0(tokens: Sequence[Token], context: ValueContext) -> Edges:
    """One to four lengths that cannot be negative, as CSS's ``padding``."""
    return Edges(*_four([length_from_0(t, context) for t in tokens]))


def inset(tokens: Sequence[Token], context: ValueContext) -> Inset:
    """One to four lengths or ``auto``, as CSS's ``inset``."""
    return Inset(*_four([inset_length(t, context) for t in tokens]))


def inset_length(token: Token, context: ValueContext) -> float | Percent | None:
    """A length, a percentage or ``auto``."""
    if token.type == "ident" and token.lower_value == "auto":
        return None
    if token.type == "percentage":
        return Percent(_in_limits(token) / 100)
    if token.type == "dimension" and token.lower_unit == "fr":
        raise ValueFault(msg("a fraction (fr) has no meaning here"))
    return length(token, context)


def position(tokens: Sequence[Token], _: ValueContext) -> tuple[float, float]:
    """CSS's ``object-position``: one or two keywords or percentages, as shares from left and top.

    A single one leaves the other in the middle.
    """
    if not 1 <= len(tokens) <= 2:
        raise ValueFault(msg("expected one or two of {known}", known=_POSITIONS))
    across, down = [*(_share(token) for token in tokens), (None, 0.5)][:2]
    if across[0] == "y" or down[0] == "x":
        across, down = down, across
    if across[0] == "y" or down[0] == "x":
        raise ValueFault(msg("expected one or two of {known}", known=_POSITIONS))
    return across[1], down[1]


_POSITIONS = "left, center, right, top, bottom, 30%"


def _share(token: Token) -> tuple[str | None, float]:
    """The axis that a position belongs to, if to one alone, and the share along it."""
    known = {"left": ("x", 0.0), "right": ("x", 1.0), "top": ("y", 0.0), "bottom": ("y", 1.0)}
    if token.type == "percentage" and 0 <= token.value <= 100:
        return None, token.value / 100
    if token.type == "ident" and token.lower_value == "center":
        return None, 0.5
    if token.type == "ident" and token.lower_value in known:
        return known[token.lower_value]
    raise ValueFault(msg("expected one or two of {known}", known=_POSITIONS))


def _four(values: list[_T]) -> tuple[_T, _T, _T, _T]:
    match values:
        case [a]:
            return a, a, a, a
        case [a, b]:
            return a, b, a, b
        case [a, b, c]:
            return a, b, c, b
        case [a, b, c, d]:
            return a, b, c, d
    raise ValueFault(msg("expected one to four values, found {count}", count=len(values)))


def keyword(token: Token, known: Sequence[str]) -> str:
    """One of ``known``."""
    if token.type == "ident" and token.lower_value in known:
        return str(token.lower_value)
    raise ValueFault(
        msg(
            "expected one of {known}, found '{text}'",
            known=", ".join(known),
            text=token.serialize(),
        )
    )


def number_from_0(token: Token) -> float:
    """A plain number that cannot be negative."""
    if token.type != "number":
        raise ValueFault(msg("expected a number, found '{text}'", text=token.serialize()))
    return _number_from_0(token)


def _number_from_0(token: Token) -> float:
    found = _in_limits(token)
    if found < 0:
        raise _negative(token)
    return found


def _in_limits(token: Token) -> float:
    """The number of ``token``, with or without a unit."""
    if not abs(token.value) <= LARGEST_NUMBER:
        raise ValueFault(
            msg(
                "'{text}' is too large; numbers go to {limit}",
                text=token.serialize(),
                limit=round(LARGEST_NUMBER),
            )
        )
    return float(token.value)


def whole(token: Token, *, least: int) -> int:
    """A whole number of at least ``least``."""
    if token.type != "number" or not token.is_integer or token.int_value < least:
        raise ValueFault(
            msg(
                "expected a whole number from {least}, found '{text}'",
                least=least,
                text=token.serialize(),
            )
        )
    return int(token.int_value)


def variable(token: Token) -> str | None:
    """The name in ``var(--name)``, or None if the token is something else."""
    if token.type != "function" or token.lower_name != "var":
        return None
    name = one(meaningful(token.arguments))
    if name.type != "ident" or not name.value.startswith("--"):
        raise ValueFault(msg("expected var(--name), found '{text}'", text=token.serialize()))
    return str(name.value[2:])


def colour(token: Token, context: ValueContext) -> Colour:
    """A colour of the theme. Others are refused: they would have no ink recipe."""
    name = variable(token)
    if name is None:
        raise ValueFault(
            msg(
                "expected a colour of the theme, as var(--{example}), found '{text}'",
                example=next(iter(context.colours), "name"),
                text=token.serialize(),
            )
        )
    if name not in context.colours:
        raise ValueFault(
            msg(
                "the theme has no colour '{name}'; it has {known}",
                name=name,
                known=", ".join(context.colours),
            )
        )
    return context.colours[name]


def paint(token: Token, context: ValueContext) -> Colour | Gradient | None:
    """``none``, a colour, or a ``linear-gradient``."""
    if token.type == "ident" and token.lower_value in ("none", "transparent"):
        return None
    if token.type == "function" and token.lower_name == "linear-gradient":
        return _gradient(token, context)
    return colour(token, context)


def _gradient(token: Token, context: ValueContext) -> Gradient:
    parts = split_commas(token.arguments)
    direction = "to bottom"
    if parts and parts[0] and parts[0][0].type == "ident" and parts[0][0].lower_value == "to":
        direction = " ".join(keyword(t, _SIDES) for t in parts.pop(0))
    if direction not in _DIRECTIONS:
        raise ValueFault(
            msg(
                "'{text}' is no direction this knows; use {known}",
                text=direction,
                known=", ".join(_DIRECTIONS),
            )
        )
    if len(parts) < 2:
        raise ValueFault(msg("a gradient needs at least two colours"))
    stops = []
    for index, part in enumerate(parts):
        offset = index / (len(parts) - 1)
        if len(part) == 2 and part[1].type in ("percentage", "number"):
            offset = part[1].value / (100 if part[1].type == "percentage" else 1)
            if not 0 <= offset <= 1:
                raise ValueFault(
                    msg("'{text}' is no offset from 0% to 100%", text=part[1].serialize())
                )
        elif len(part) != 1:
            raise ValueFault(msg("expected a colour and an offset in percent"))
        stops.append(Stop(offset, colour(part[0], context)))
    if any(a.offset > b.offset for a, b in pairwise(stops)):
        raise ValueFault(msg("the gradient's offsets must rise"))
    return Gradient(direction, tuple(stops))


_SIDES = ("to", "top", "right", "bottom", "left")
_DIRECTIONS = ("to right", "to bottom", "to bottom right")


def tail(tokens: Sequence[Token], context: ValueContext) -> SpeechTail | None:
    """``none``, or x, width and height of a speech bubble's tail, behind its side and corner."""
    if len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value == "none":
        return None
    words = [keyword(t, (*_TAIL_SIDES, "end")) for t in tokens if t.type == "ident"]
    lengths = [token for token in tokens if token.type != "ident"]
    sides: list[Literal["top", "right", "bottom", "left"]] = [
        side for side in _TAIL_SIDES if side in words
    ]
    if len(lengths) != 3 or len(sides) > 1 or len(set(words)) < len(words):
        raise ValueFault(msg("expected x, width and height of the tail"))
    x, width, height = (length_from_0(token, context) for token in lengths)
    return SpeechTail(x, width, height, sides[0] if sides else "bottom", "end" in words)


_TAIL_SIDES: Final = ("top", "right", "bottom", "left")


def curve(tokens: Sequence[Token], context: ValueContext) -> Curve | None:
    """``none``, or the depth of a curved lower edge and a width and a colour for each band."""
    if _is_none(tokens):
        return None
    if len(tokens) % 2 == 0:
        raise ValueFault(
            msg("expected the depth of the curve, then a width and a colour for each band")
        )
    depth, *rest = tokens
    bands = (
        RuleLine(length_from_0(width, context), colour(paint_of, context))
        for width, paint_of in zip(rest[::2], rest[1::2], strict=True)
    )
    return Curve(length_from_0(depth, context), tuple(bands))


def stripes(tokens: Sequence[Token], context: ValueContext) -> Stripes | None:
    """``none``, or the height of the band, the width of a stripe, and a colour."""
    if _is_none(tokens):
        return None
    if len(tokens) != 3:
        raise ValueFault(msg("expected the height of the band, the width of a stripe, a colour"))
    height, bar = (length_from_0(token, context) for token in tokens[:2])
    if not bar:
        raise ValueFault(msg("a stripe has a width"))
    return Stripes(height, bar, colour(tokens[2], context))


def variant(token: Token, _: ValueContext) -> str:
    """``none``, or the name of a variant of icons' drawings."""
    if token.type != "ident":
        raise ValueFault(msg("expected the name of a variant, or none"))
    return "" if token.lower_value == "none" else str(token.value)


def drawing_name(token: Token, context: ValueContext) -> str:
    """``none``, or ``url(NAME)``: a drawing of the theme's folder."""
    if _is_none([token]):
        return ""
    name = None
    if token.type == "url":
        name = str(token.value)
    elif token.type == "function" and token.lower_name == "url":
        inner = one(meaningful(token.arguments))
        name = str(inner.value) if inner.type == "string" else None
    if name is None:
        raise ValueFault(msg("expected url(NAME) or none, found '{text}'", text=token.serialize()))
    name = name.removesuffix(".svg")
    if name not in context.drawings:
        raise ValueFault(
            msg(
                "the theme's folder has no drawing '{name}.svg'; it has {known}",
                name=name,
                known=", ".join(f"{known}.svg" for known in context.drawings) or "—",
            )
        )
    return name


def ground_size(
    tokens: Sequence[Token], context: ValueContext
) -> str | tuple[float | Percent | None, float | Percent | None]:
    """CSS's ``background-size``: ``cover``, ``contain``, or width and height."""
    if len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value != "auto":
        return keyword(tokens[0], ("cover", "contain"))
    if not 1 <= len(tokens) <= 2:
        raise ValueFault(msg("expected one or two lengths, cover or contain"))
    found: list[float | Percent | None] = []
    for token in tokens:
        value = inset_length(token, context)
        if (value.share if isinstance(value, Percent) else value or 0.0) < 0:
            raise _negative(token)
        found.append(value)
    return found[0], found[1] if len(found) == 2 else None


def ground_position(
    tokens: Sequence[Token], context: ValueContext
) -> tuple[float | Percent, float | Percent]:
    """CSS's ``background-position``: one or two keywords, percentages or lengths."""
    if not 1 <= len(tokens) <= 2 or not any(_is_measure(token) for token in tokens):
        x, y = position(tokens, context)
        return Percent(x), Percent(y)
    places: list[float | Percent] = []
    for token in tokens:
        found = inset_length(token, context) if _is_measure(token) else Percent(_share(token)[1])
        places.append(Percent(0.5) if found is None else found)
    return places[0], places[1] if len(places) == 2 else Percent(0.5)


def _is_measure(token: Token) -> bool:
    return token.type in ("dimension", "percentage", "number", "function")


def _is_none(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and tokens[0].type == "ident" and tokens[0].lower_value == "none"


def family(tokens: Sequence[Token], context: ValueContext) -> str:
    """A font family: a string, words, or ``var(--token)`` of the theme."""
    if len(tokens) == 1:
        name = variable(tokens[0])
        if name is not None:
            if name not in context.faces:
                raise ValueFault(
                    msg(
                        "the theme has no typeface '{name}'; it has {known}",
                        name=name,
                        known=", ".join(context.faces),
                    )
                )
            return context.faces[name]
        if tokens[0].type == "string":
            return str(tokens[0].value)
    if tokens and all(t.type == "ident" for t in tokens):
        return " ".join(t.value for t in tokens)
    if any(t == "," for t in tokens):
        raise ValueFault(
            msg("expected one font family; those for letters it lacks are the theme's “fallback”")
        )
    raise ValueFault(msg("expected one font family"))


def split_commas(tokens: Sequence[Token]) -> list[list[Token]]:
    """The meaningful tokens between commas."""
    parts: list[list[Token]] = [[]]
    for token in meaningful(tokens):
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
