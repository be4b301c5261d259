"""Set text as operators: one text object for each fragment, its links and the faces it needs."""

from __future__ import annotations

from generator.core.colour import Colour
from generator.draw.content import Link, PaintedContent, marked, merge_characters
from generator.draw.document import KNOCKS_OUT, OVERPRINTS
from generator.draw.operators import fill, is_black_alone, number, numbers, stroke
from generator.draw.tags import text_role, text_spans
from generator.draw.target import Target
from generator.layout.model import Fragment
from generator.sheet.model import Inline, Style
from generator.typeset.fonts import Face, spaced

#: Letters of this size and more are drawn in outline where ink is saved, in a line of this width.
#: Our own choice: a line outlives two copies, and smaller letters would close.
HOLLOW_FROM_PT = 24.0
HOLLOW_LINE_PT = 1.0
HOLLOW_LINE_EM = 0.0
#: Letter-spacing in em that no reader takes for a space, a kern beside it included.
WIDEST_GAP_EM = 0.05


def paint_text(fragment: Fragment, target: Target) -> PaintedContent:
    """The lines of a text fragment, one text object, and the links in it."""
    assert fragment.text is not None
    element = fragment.element
    state = _TextOperands(fragment.font_size, target)
    size, left, top = fragment.font_size, fragment.text_x, fragment.text_y
    links: list[Link] = []
    first_em = next((line.baseline_em for line in fragment.text.lines), 0.0)
    spacing = Spacing(element.style.letter_spacing)
    parts = [f"BT {number(spacing.operand_em * size)} Tc"]
    is_hollow = element.style.is_hollow and size >= HOLLOW_FROM_PT
    if is_hollow:
        parts[0] += f" 1 Tr {number(max(HOLLOW_LINE_PT, HOLLOW_LINE_EM * size))} w 1 j"
    for mcid, span in enumerate(text_spans(fragment.text, links=target.links)):
        shown: list[str] = []
        # Of a link that is broken over lines, each part has the whole text as its description.
        whole = "".join(segment.text for _, segment in span.segments).strip()
        for baseline_em, segment in span.segments:
            inline = segment.tag
            assert isinstance(inline, Inline)
            x, baseline = left + segment.x_em * size, top + baseline_em * size
            is_first = baseline_em == first_em and not fragment.is_continued
            colour = _line_colour(element.style, is_first=is_first)
            # A colour of the inline's own goes over that of its line.
            own = inline.color is not element.style.color
            face = spacing.face(segment.face)
            shown += state.set(face, inline.color if own else colour, is_hollow=is_hollow)
            shown.append(f"1 0 0 1 {numbers(x, -baseline)} Tm\n[{segment.codes}] TJ")
            state.use_font(face, segment.extra)
            if span.href is not None:
                above = baseline - segment.face.ascent_em * size
                below = baseline + segment.face.descent_em * size
                box = (x, above, x + segment.width_em * size, below)
                links.append(Link(box, span.href, whole, mcid))
        parts.append(marked(text_role(element), "\n".join(shown)))
    parts.append("0 Tr ET" if is_hollow else "ET")
    mcid_count = len(parts) - 2
    if not mcid_count:
        return PaintedContent()
    return PaintedContent(
        ((0.0, 0.0, "\n".join(parts)),), tuple(state.fonts.items()), (), tuple(links), mcid_count
    )


class Spacing:
    """Letter-spacing as a PDF has it: by an operator or, where it is wide, in the font.

    Readers of PDF take a gap between two letters for a space, from 0.1 em on (poppler). Where the
    letters themselves are that much wider there is no gap, and words are copied whole.

    Attributes:
        operand_em: For the operator ``Tc``.
    """

    def __init__(self, tracking_em: float) -> None:
        self._tracking_em = tracking_em if tracking_em > WIDEST_GAP_EM else 0.0
        self.operand_em = tracking_em - self._tracking_em

    def face(self, face: Face) -> Face:
        """``face``, or its variant with wide letters."""
        if not self._tracking_em:
            return face
        return spaced(face, round(self._tracking_em * face.upem))


def _line_colour(style: Style, *, is_first: bool) -> Colour:
    return style.first_line_color if is_first and style.first_line_color else style.color


class _TextOperands:
    """Writer of text state operators where face, colour or overprint change; collects the fonts."""

    def __init__(self, size: float, target: Target) -> None:
        self.fonts: dict[Face, str] = {}
        self._size = size
        self._target = target
        self._face: Face | None = None
        self._colour: Colour | None = None
        self._overprints = False

    def use_font(self, face: Face, extra: str) -> None:
        """Registers ``face`` as used, with ``extra`` beyond its shared subset."""
        self.fonts[face] = merge_characters(self.fonts.get(face, ""), extra)

    def set(self, face: Face, colour: Colour, *, is_hollow: bool = False) -> list[str]:
        """The operators after which text is shown in this face and colour."""
        operators = []
        if face is not self._face:
            self._face = face
            operators.append(f"/{face.resource} {number(self._size)} Tf")
        if colour is not self._colour:
            self._colour = colour
            target = self._target
            operators.append((stroke if is_hollow else fill)(colour, target.ink))
            small = self._size < target.black_overprints_below
            overprints = small and is_black_alone(colour, target.ink)
            if overprints is not self._overprints:
                self._overprints = overprints
                operators.append(f"/{OVERPRINTS if overprints else KNOCKS_OUT} gs")
        return operators
