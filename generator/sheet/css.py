"""Style sheets: rules, the cascade, and each element's computed style.

What has a CSS name means what CSS means; docs/templates.md lists what there is. Selectors go
through cssselect2, tokens through tinycss2. All faults of a sheet are gathered, each with its
``file:line:column``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import cssselect2
import tinycss2

from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.sheet import values
from generator.sheet.distances import READING_ROLES, LeastSizes
from generator.sheet.model import Edges, GroundDrawing, Percent, RuleLine, Style
from generator.sheet.theme import Theme
from generator.sheet.values import Token, ValueContext, ValueFault
from generator.typeset.paragraph import Align, Wrap

#: Reads a property's meaningful tokens into fields of Style.
PropertyParser = Callable[[Sequence[Token], ValueContext], Mapping[str, Any]]


def _single(field: str, read: Callable[[Token, ValueContext], object]) -> PropertyParser:
    return lambda tokens, context: {field: read(values.one(tokens), context)}


def _whole(field: str, read: Callable[[Sequence[Token], ValueContext], object]) -> PropertyParser:
    return lambda tokens, context: {field: read(tokens, context)}


def _keyword(field: str, known: Mapping[str, object]) -> PropertyParser:
    return _single(field, lambda token, _: known[values.keyword(token, tuple(known))])


def _words(*known: str) -> Mapping[str, object]:
    return {word: word for word in known}


def _optional_colour(token: Token, context: ValueContext) -> object:
    if token.type == "ident" and token.lower_value == "none":
        return None
    return values.colour(token, context)


def _weight(token: Token, _: ValueContext) -> int:
    if token.type == "ident":
        return {"normal": 400, "bold": 700}[values.keyword(token, ("normal", "bold"))]
    return values.whole(token, least=1)


def _letter_spacing(token: Token, context: ValueContext) -> float:
    if token.type == "ident":
        values.keyword(token, ("normal",))
        return 0.0
    return values.letter_spacing(token, context)


def _line_room(token: Token, context: ValueContext) -> float:
    return values.length_from_0(token, context) / context.em_pt


def _line_height(token: Token, context: ValueContext) -> float:
    if token.type == "number":
        return values.number_from_0(token)
    return values.length_from_0(token, context) / context.em_pt


def _count(token: Token, _: ValueContext) -> int | None:
    if token.type == "ident":
        values.keyword(token, ("none",))
        return None
    return values.whole(token, least=1)


def _copyfit(token: Token, _: ValueContext) -> str | None:
    if token.type != "ident":
        raise ValueFault(msg("expected a name for the group, or none"))
    return None if token.lower_value == "none" else str(token.value)


def _border(tokens: Sequence[Token], context: ValueContext) -> Mapping[str, Any]:
    if len(tokens) == 1:
        values.keyword(tokens[0], ("none",))
        return {"border_width": 0.0, "border_color": None}
    if len(tokens) != 3:
        raise ValueFault(msg("expected a width, 'solid' and a colour"))
    values.keyword(tokens[1], ("solid",))
    return {
        "border_width": values.length_from_0(tokens[0], context),
        "border_color": values.colour(tokens[2], context),
    }


def _single_width(tokens: Sequence[Token], context: ValueContext) -> Mapping[str, Any]:
    token = values.one(tokens)
    if token.type == "ident" and token.lower_value == "fit-content":
        return {"width": None, "fits_content": True}
    return {"width": values.size(token, context), "fits_content": False}


def _line(tokens: Sequence[Token], context: ValueContext) -> RuleLine | None:
    read = _border(tokens, context)
    width, color = read["border_width"], read["border_color"]
    return RuleLine(width, color) if width and color is not None else None


def _side_line(side: int) -> PropertyParser:
    """One side of a border; the others keep what they have."""

    def read(tokens: Sequence[Token], context: ValueContext) -> Mapping[str, Any]:
        return {f"{_LINE_OF_SIDE}{side}": _line(tokens, context)}

    return read


#: Where the sides of a border are kept until all declarations are read.
_LINE_OF_SIDE = "border_side_"


def _content(tokens: Sequence[Token], _: ValueContext) -> Mapping[str, Any]:
    """``content`` of a box that a style sheet adds: it is there, and empty."""
    token = values.one(tokens)
    if token.type == "ident":
        return {CONTENT: values.keyword(token, ("none",)) != "none"}
    if token.type != "string" or token.value:
        raise ValueFault(msg('expected "" or none: texts come from the template'))
    return {CONTENT: True}


#: What is read of ``content``; no field of Style.
CONTENT = "content"


def _gap(tokens: Sequence[Token], context: ValueContext) -> Mapping[str, Any]:
    lengths = [values.length_from_0(t, context) for t in tokens]
    if len(lengths) not in (1, 2):
        raise ValueFault(msg("expected one or two lengths"))
    return {"row_gap": lengths[0], "column_gap": lengths[-1]}


def _aspect_ratio(tokens: Sequence[Token], _: ValueContext) -> Mapping[str, Any]:
    """CSS's ``aspect-ratio``: ``1.5``, ``3 / 2`` or ``auto``."""
    if len(tokens) == 1 and tokens[0].type == "ident":
        values.keyword(tokens[0], ("auto",))
        return {"aspect_ratio": None}
    parts = [values.number_from_0(token) for token in tokens[::2]]
    is_ratio = len(tokens) == 1 or (len(tokens) == 3 and tokens[1] == "/")
    if not is_ratio or 0 in parts:
        raise ValueFault(msg("expected a width to a height, as 3 / 2"))
    return {"aspect_ratio": parts[0] / (parts[1] if len(parts) > 1 else 1.0)}


_ALIGNMENTS = _words("stretch", "start", "center", "end")

#: Every property there is. Inherited ones are those of ``INHERITED``.
PROPERTIES: Mapping[str, PropertyParser] = {
    "align-items": _keyword("align_items", _ALIGNMENTS),
    "align-self": _keyword("align_self", {**_ALIGNMENTS, "auto": None}),
    "aspect-ratio": _aspect_ratio,
    "arrange": _keyword("arrange", _words("row", "column", "grid", "layer")),
    "background": _single("background", values.paint),
    "background-image": _single("drawing_name", values.drawing_name),
    "background-position": _whole("drawing_position", values.ground_position),
    "background-size": _whole("drawing_size", values.ground_size),
    "border": _border,
    "border-bottom": _side_line(2),
    "border-left": _side_line(3),
    "border-radius": _single("border_radius", values.radius),
    "border-right": _side_line(1),
    "border-top": _side_line(0),
    "break-inside": _keyword("keeps_whole", {"auto": False, "avoid": True}),
    "break-after": _keyword("keeps_next", {"auto": False, "avoid": True}),
    "clearance": _keyword("keeps_clear", {"auto": True, "none": False}),
    "color": _single("color", values.colour),
    "column-count": _single("column_count", _count),
    "column-rule": _whole("column_rule", _line),
    "column-width": _single("column_width", values.length_from_0),
    "content": _content,
    "copyfit": _single("copyfit", _copyfit),
    "curve": _whole("curve", values.curve),
    "fill": _single("fill", _optional_colour),
    "flex-grow": _single("grow", lambda token, _: values.number_from_0(token)),
    "fold-crossing": _keyword("crosses_folds", {"forbid": False, "allow": True}),
    "font-family": _whole("font_family", values.family),
    "font-size": _single("font_size", values.font_size),
    "font-size-max": _single("font_size_max", values.font_size),
    "font-size-min": _single("font_size_min", values.font_size),
    "font-variant-numeric": _keyword("tabular_figures", {"normal": False, "tabular-nums": True}),
    "font-weight": _single("font_weight", _weight),
    "gap": _gap,
    "gap-min": _single("row_gap_min", values.length_from_0),
    "grid-template-columns": _whole("columns", values.sizes),
    "grid-template-rows": _whole("rows", values.sizes),
    "height": _single("height", values.size),
    "height-max": _single("height_max", values.length_from_0),
    "height-min": _single("height_min", values.length_from_0),
    "icon-variant": _single("icon_variant", values.variant),
    "inset": _whole("inset", values.inset),
    "justify-content": _keyword(
        "justify_content", _words("start", "center", "end", "space-between")
    ),
    "letter-spacing": _single("letter_spacing", _letter_spacing),
    "line-height": _single("line_height", _line_height),
    "margin": _whole("margin", values.edges),
    "max-lines": _single("max_lines", _count),
    "first-line-room": _single("first_line_room", _line_room),
    "last-line-room": _single("last_line_room", _line_room),
    "object-fit": _keyword("object_fit", _words("contain", "cover")),
    "object-position": _whole("object_position", values.position),
    "padding": _whole("padding", values.edges_from_0),
    "position": _keyword("absolute", {"absolute": True, "static": False}),
    "reading-role": _keyword(
        "reading_role", {"none": None, **{role: role for role in READING_ROLES}}
    ),
    "print-color-adjust": _keyword("saves_ink", {"economy": True, "exact": False}),
    "row-rule": _whole("row_rule", _line),
    "stripes": _whole("stripes", values.stripes),
    "stroke": _single("stroke", _optional_colour),
    "stroke-width": _single("stroke_width", lambda token, _: values.number_from_0(token)),
    "tail": _whole("tail", values.tail),
    "text-align": _keyword(
        "text_align",
        {
            "start": Align.START,
            "left": Align.START,
            "center": Align.CENTER,
            "end": Align.END,
            "right": Align.END,
            "justify": Align.JUSTIFY,
        },
    ),
    "text-lines": _keyword("alike_lines", {"alike": True, "free": False}),
    "text-transform": _keyword("uppercase", {"uppercase": True, "none": False}),
    "text-wrap": _keyword("text_wrap", {wrap.value: wrap for wrap in Wrap}),
    "tile-columns": _single("tile_columns", _count),
    "width": _single_width,
}

#: One side of a property that has four: the property it belongs to, and the side.
SIDES: Mapping[str, tuple[str, str]] = {
    f"{prefix}{side}": (field, side)
    for field, prefix in (("margin", "margin-"), ("padding", "padding-"), ("inset", ""))
    for side in ("top", "right", "bottom", "left")
}

#: Reads one side of such a property.
_SIDE_READERS: Mapping[str, Callable[[Token, ValueContext], float | Percent | None]] = {
    "margin": values.length,
    "padding": values.length_from_0,
    "inset": values.inset_length,
}

INHERITED = (
    "color",
    "font_family",
    "font_weight",
    "tabular_figures",
    "font_size",
    "font_size_min",
    "font_size_max",
    "reading_role",
    "keeps_clear",
    "line_height",
    "letter_spacing",
    "text_align",
    "text_wrap",
    "uppercase",
    "fill",
    "stroke",
    "stroke_width",
    "icon_variant",
    "saves_ink",
)

_FONT_SIZES = ("font-size", "font-size-min", "font-size-max")

#: What an inline element may change: the rest belongs to the block it is in.
INLINE_PROPERTIES = ("color", "font-family", "font-variant-numeric", "font-weight")

#: Limits of nested blocks and functions, and of a selector's tokens: what reads them recurses. Our
#: style sheets nest 3 deep and have selectors of 9 tokens.
DEEPEST_BLOCK = 20
LONGEST_SELECTOR = 100
#: More digits than any number needs; Python reads no whole number of more than 4,300.
_LONG_NUMBER = re.compile(r"[0-9]{400,}")

#: A text's first line may change its colour alone: lines are broken before anyone knows which is
#: the first, so it must not change how wide they are.
FIRST_LINE = "first-line"
#: Empty boxes before and behind the children of a box, for what a theme draws.
BEFORE, AFTER = "before", "after"
FIRST_LINE_PROPERTY = "color"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One ``name: value`` with its place in the style sheet."""

    name: str
    tokens: tuple[Token, ...]
    place: Place


class StyleSheet:
    """Parsed rules, matched against elements for their declarations.

    Raises:
        TemplateError: with every rule that cannot be parsed.
    """

    def __init__(self, sources: Iterable[tuple[str, str]]) -> None:
        """``sources``: pairs of a file name for messages and its text, the last one wins."""
        self._matcher = cssselect2.Matcher()
        #: The pseudo-elements that there are rules for.
        self._parts: set[str | None] = {None}
        self._rules: list[Sequence[Declaration]] = []
        problems: list[Problem] = []
        for file, text in sources:
            tokens = _read_tokens(file, text, problems)
            for rule in tinycss2.parse_stylesheet(tokens, skip_whitespace=True):
                self._add_rule(file, rule, problems)
        if problems:
            raise TemplateError(*problems)

    def _add_rule(self, file: str, rule: Token, problems: list[Problem]) -> None:
        if rule.type != "qualified-rule":
            text = rule.message if rule.type == "error" else f"@{rule.lower_at_keyword}"
            problems.append(_problem(_place(file, rule), msg("cannot read '{text}'", text=text)))
            return
        if any(len(part) > LONGEST_SELECTOR for part in values.split_commas(rule.prelude)):
            problems.append(_problem(_place(file, rule), msg("the selector is too long")))
            return
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError as error:
            problems.append(
                _problem(_place(file, rule), msg("cannot read the selector: {why}", why=str(error)))
            )
            return
        declarations = parse_declarations(file, rule.content, problems)
        self._rules.append(declarations)
        for selector in selectors:
            problems.extend(_pseudo_problems(file, rule, selector.pseudo_element, declarations))
            self._matcher.add_selector(selector, declarations)
            self._parts.add(selector.pseudo_element)

    @property
    def rules(self) -> Sequence[Sequence[Declaration]]:
        """The declarations of each rule, in the order of the text."""
        return self._rules

    def declarations(self, wrapper: Any, part: str | None = None) -> list[Declaration]:
        """The declarations for a cssselect2 element or for its ``part``, the strongest last."""
        found: list[Declaration] = []
        if part not in self._parts:
            return found
        for _specificity, _order, pseudo, declarations in sorted(
            self._matcher.match(wrapper), key=lambda match: match[:2]
        ):
            if pseudo == part:
                found.extend(declarations)
        return found


def _read_tokens(file: str, text: str, problems: list[Problem]) -> Sequence[Token]:
    """The tokens of a text; none, and a problem, where a parser would fail or read another thing.

    A text is cut into tokens once: that is most of the time that reading a style sheet takes.
    """
    if number := _LONG_NUMBER.search(text):
        line = text.count("\n", 0, number.start()) + 1
        message = msg("a number of {count} digits cannot be read", count=len(number[0]))
        problems.append(_problem(Place(file, line), message))
        return ()
    # A further bracket closes a block that is open, and is without a partner where none is.
    tokens: list[Token] = tinycss2.parse_component_value_list(text + "}", skip_comments=True)
    deep = _too_deep(tokens)
    if deep is not None:
        message = msg("nested more than {limit} deep", limit=DEEPEST_BLOCK)
        problems.append(_problem(_place(file, deep), message))
        return ()
    last = tokens[-1] if tokens else None
    if last is not None and last.type == "error" and last.kind == "}":
        return tokens[:-1]
    return _read_unclosed(file, text, problems)


def _read_unclosed(file: str, text: str, problems: list[Problem]) -> Sequence[Token]:
    """The tokens of a text whose last block, comment or string is open; a problem says which."""
    last = tinycss2.parse_component_value_list(text + "}")[-1]
    if last.type == "error":  # of a string: its rule's problem says so
        return list(tinycss2.parse_component_value_list(text, skip_comments=True))
    if last.type == "comment":
        problems.append(_problem(_place(file, last), msg("this comment is never closed by '*/'")))
    else:
        problems.append(_problem(_place(file, last), msg("what is opened here is never closed")))
    return ()


def _too_deep(tokens: Sequence[Token]) -> Token | None:
    """The first block or function that is nested too deeply; found without recursion."""
    level = list(tokens)
    for _ in range(DEEPEST_BLOCK):
        level = [
            inner
            for token in level
            for inner in getattr(token, "content", None) or getattr(token, "arguments", None) or ()
        ]
    return level[0] if level else None


def _pseudo_problems(
    file: str, rule: Token, pseudo: str | None, declarations: Iterable[Declaration]
) -> Iterator[Problem]:
    """The problems of a rule for a pseudo-element."""
    if pseudo is None:
        return
    if pseudo in (BEFORE, AFTER):
        return
    if pseudo != FIRST_LINE:
        yield _problem(
            _place(file, rule),
            msg(
                "unknown '::{name}'; there are {known}",
                name=pseudo,
                known=", ".join(f"::{name}" for name in (FIRST_LINE, BEFORE, AFTER)),
            ),
        )
        return
    for wrong in (d for d in declarations if d.name != FIRST_LINE_PROPERTY):
        yield _problem(
            wrong.place,
            msg("'::{part}' cannot change '{name}'", part=FIRST_LINE, name=wrong.name),
        )


def parse_declarations(
    file: str, content: Any, problems: list[Problem], *, line: int | None = None
) -> tuple[Declaration, ...]:
    """The declarations in ``content``; faults go to ``problems``.

    Args:
        line: The line of ``content`` if its own lines mean nothing (a style attribute).
    """
    if isinstance(content, str):
        faults: list[Problem] = []
        content = _read_tokens(file, content, faults)
        problems.extend(replace(fault, place=Place(file, line)) for fault in faults)
    found = []
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        place = Place(file, line or node.source_line, None if line else node.source_column)
        if node.type != "declaration":
            text = node.message if node.type == "error" else node.serialize()
            problems.append(_problem(place, msg("cannot read '{text}'", text=text)))
        elif node.lower_name not in PROPERTIES and node.lower_name not in SIDES:
            problems.append(_unknown_property(place, node.lower_name))
        else:
            tokens = tuple(values.meaningful(node.value))
            found.append(Declaration(node.lower_name, tokens, place))
    return tuple(found)


def computed_style(
    declarations: Sequence[Declaration],
    parent: Style,
    theme: Theme,
    short_side_pt: float,
    problems: list[Problem],
    least: LeastSizes | None = None,
) -> Style:
    """The style of an element in a ``parent``; faults go to ``problems``.

    Args:
        least: The least sizes of texts by their roles; None where the style sheet alone decides.
    """
    fields: dict[str, Any] = {name: getattr(parent, name) for name in INHERITED}
    context = ValueContext(
        short_side_pt, parent.font_size, theme.colours, theme.faces, tuple(theme.drawings)
    )
    sized = [d for d in declarations if d.name in _FONT_SIZES]
    if any(d.name == "font-size" for d in sized):
        # A new size does not keep the bounds of the old one.
        fields["font_size_min"] = fields["font_size_max"] = None
    _apply(sized, fields, context, problems)
    _keep_bounds(fields)
    # em refers to the element's own font size everywhere else.
    context = replace(context, em_pt=fields["font_size"])
    others = [d for d in declarations if d not in sized]
    _apply(others, fields, context, problems)
    if least is not None and _keep_readable(fields, least):
        _apply(others, fields, replace(context, em_pt=fields["font_size"]), problems)
    _drop_idle_bounds(fields)
    _keep_ratio(fields)
    _gather_lines(fields)
    _gather_drawing(fields)
    fields.pop(CONTENT, None)
    return Style(**fields)


def has_content(
    declarations: Sequence[Declaration], parent: Style, theme: Theme, problems: list[Problem]
) -> bool:
    """True if a box is to be added: as in CSS, only where ``content`` is set."""
    fields: dict[str, Any] = {}
    context = ValueContext(0.0, parent.font_size, theme.colours, theme.faces)
    _apply([d for d in declarations if d.name == CONTENT], fields, context, problems)
    return bool(fields.get(CONTENT))


def _gather_lines(fields: dict[str, Any]) -> None:
    """Make one border, or lines at single edges, of what was said of them."""
    given = {
        side: fields.pop(f"{_LINE_OF_SIDE}{side}")
        for side in range(4)
        if f"{_LINE_OF_SIDE}{side}" in fields
    }
    width, color = fields.get("border_width", 0.0), fields.get("border_color")
    if not given:
        fields["border"] = Edges(width, width, width, width)
        _add_stripes(fields)
        return
    whole = RuleLine(width, color) if width and color is not None else None
    top, right, bottom, left = (given.get(side, whole) for side in range(4))
    fields["border_width"], fields["border_color"] = 0.0, None
    lines = (top, right, bottom, left)
    fields["border"] = Edges(*(line.width if line else 0.0 for line in lines))
    fields["side_lines"] = lines if any(lines) else None
    _add_stripes(fields)


def _add_stripes(fields: dict[str, Any]) -> None:
    """Give stripes their room, as a border has."""
    if fields.get("stripes") is not None:
        border = fields["border"]
        fields["border"] = replace(border, top=max(border.top, fields["stripes"].height))


def _gather_drawing(fields: dict[str, Any]) -> None:
    """Make one value of what was said of a drawing on the ground."""
    parts = {
        name: fields.pop(f"drawing_{name}")
        for name in ("name", "size", "position")
        if f"drawing_{name}" in fields
    }
    if parts.get("name"):
        fields["drawing"] = GroundDrawing(**parts)


def _keep_ratio(fields: dict[str, Any]) -> None:
    """Give the side that is free the length that ``aspect-ratio`` asks for."""
    ratio = fields.pop("aspect_ratio", None)
    width, height = fields.get("width"), fields.get("height")
    if ratio is not None and width is None and isinstance(height, float):
        fields["width"] = height * ratio
    elif ratio is not None and height is None and isinstance(width, float):
        fields["height"] = width / ratio


def _keep_bounds(fields: dict[str, Any]) -> None:
    """Set a size below its floor at the floor: another rule may have given the size."""
    floor = fields["font_size_min"]
    if floor is not None:
        fields["font_size"] = max(fields["font_size"], floor)


def _keep_readable(fields: dict[str, Any], least: LeastSizes) -> bool:
    """Raise the bounds of a size to what the text's role asks for; True if the size is larger.

    The role, the face and the colour are known only when all else has been applied.
    """
    role = fields["reading_role"]
    fields["read_from_m"] = least.metres(role)
    size = fields["font_size"]
    needed = role and least.text_pt(
        role, fields["font_family"], fields["font_weight"], fields["color"]
    )
    if needed:
        floor = fields["font_size_min"]
        # A size without a floor does not shrink.
        fields["font_size_min"] = max(floor, needed) if floor is not None else None
        fields["font_size"] = max(size, needed)
    return bool(fields["font_size"] > size)


def _drop_idle_bounds(fields: dict[str, Any]) -> None:
    """Leave out bounds beyond which a size already is, as ``max(…)`` gives on small sheets."""
    floor, most, size = fields["font_size_min"], fields["font_size_max"], fields["font_size"]
    if floor is not None and floor >= size:
        fields["font_size_min"] = None
    if most is not None and most <= size:
        fields["font_size_max"] = None
    height, least = fields.get("height"), fields.get("height_min")
    if least is not None and not (isinstance(height, float) and least < height):
        fields["height_min"] = None
    largest = fields.get("height_max")
    if largest is not None and not (isinstance(height, float) and largest > height):
        fields["height_max"] = None


def _apply(
    declarations: Iterable[Declaration],
    fields: dict[str, Any],
    context: ValueContext,
    problems: list[Problem],
) -> None:
    for declaration in declarations:
        try:
            if declaration.name in SIDES:
                _apply_side(declaration, fields, context)
                continue
            if declaration.name == "border":  # as in CSS, it says what each side is
                for side in range(4):
                    fields.pop(f"{_LINE_OF_SIDE}{side}", None)
            fields.update(PROPERTIES[declaration.name](declaration.tokens, context))
        except ValueFault as fault:
            message = msg("{name}: {fault}", name=declaration.name, fault=fault.message)
            problems.append(_problem(declaration.place, message))


def _apply_side(declaration: Declaration, fields: dict[str, Any], context: ValueContext) -> None:
    field, side = SIDES[declaration.name]
    token = values.one(declaration.tokens)
    read = _SIDE_READERS[field]
    default = Style.__dataclass_fields__[field].default
    fields[field] = replace(fields.get(field, default), **{side: read(token, context)})


def root_style(theme: Theme) -> Style:
    """The style that everything inherits from: the theme's first face, its colour of text."""
    return Style(color=theme.default_colour, font_family=next(iter(theme.faces.values())))


def _place(file: str, node: Token) -> Place:
    return Place(file, node.source_line, node.source_column)


def _problem(place: Place, message: Message) -> Problem:
    return Problem("style-sheet", message, place=place)


def _unknown_property(place: Place, name: str) -> Problem:
    near = near_names(name, [*PROPERTIES, *SIDES])
    return Problem(
        "style-property",
        msg("unknown property '{name}'", name=name),
        hint=msg("did you mean '{near}'?", near=near[0]) if near else None,
        place=place,
    )
