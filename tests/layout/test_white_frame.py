"""The white frame of office printers: content is clear of it, titles are centred beside it.

Pages are 100 x 100 mm. A frame is given in mm, in CSS's order.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.sheets import Box, lay_out, place, sheet
from support.workshop import job, profile, workshop

from generator.content.model import TextLength
from generator.core.errors import DoesNotFitError
from generator.core.units import mm_to_pt, pt_to_mm
from generator.layout.model import Fragment
from generator.layout.white_frame import AIR_PT
from generator.press.profile import Sides
from generator.sheet.model import Edges

FIVE = (5, 5, 5, 5)
AIR_MM = pt_to_mm(AIR_PT)
BLUE = "background: var(--accent);"

#: A band along an edge, as authors write it: how the title comes into its middle.
BANDS = {
    "a row that centres": (
        "#band { height: 24mm; align-items: center; padding: 0 9mm }",
        '<column><row id="band"><icon name="bell" id="title"/></row></column>',
    ),
    "a column that centres": (
        "#band { height: 24mm; justify-content: center }",
        '<column><column id="band"><icon name="bell" id="title"/></column></column>',
    ),
    "equal padding": (
        "#band { padding: 7mm 9mm }",
        '<column><column id="band"><icon name="bell" id="title"/></column></column>',
    ),
    "equal insets": (
        "#band { height: 24mm } #title { position: absolute; left: 9mm; top: 7mm }",
        '<column><box id="band"><icon name="bell" id="title"/></box></column>',
    ),
    "a row over the band": (
        "#band { position: absolute; left: 0; right: 0; top: 0; height: 24mm }"
        "#over { position: absolute; left: 9mm; top: 0; height: 24mm; align-items: center }",
        '<box id="band"/><row id="over"><icon name="bell" id="title"/></row>',
    ),
    "a text in a copyfit box": (
        "#band { height: 24mm; padding: 0 9mm }"
        "#fit { width: 1fr; copyfit: titles; justify-content: center }"
        "#title { font-size: 20pt; font-size-min: 10pt }",
        '<column><row id="band"><column id="fit"><h1 id="title">Nên làm</h1></column></row>'
        "</column>",
    ),
}
ICON = "icon { width: 10mm; height: 10mm }"


def whites(found: dict[str, Box], frame: Sequence[float]) -> tuple[float, float]:
    """Colour above and below the title, in what is left of the band."""
    band, title = found["band"], found["title"]
    return title.y - max(band.y, frame[0]), band.y + band.height - title.y - title.height


@pytest.mark.parametrize("how", BANDS)
@pytest.mark.parametrize("frame", [FIVE, (8, 5, 5, 5), (3, 4.2, 9, 6), (12, 5, 12, 5)])
def test_a_title_is_centred_in_what_is_left_of_its_band(how: str, frame: Sequence[float]) -> None:
    css, markup = BANDS[how]
    css = f"{css} {ICON} #band {{ {BLUE} }}"
    usual = place(css, markup)
    above, below = whites(usual, (0, 0, 0, 0))
    assert above == pytest.approx(below, abs=0.01)
    framed = place(css, markup, frame=frame)
    above, below = whites(framed, frame)
    assert above == pytest.approx(below, abs=0.01)
    # The band itself is where it was; what is drawn of it ends at the frame.
    assert framed["band"] == usual["band"]


@pytest.mark.parametrize("edge", ["top", "bottom"])
def test_a_band_at_the_foot_is_no_other(edge: str) -> None:
    css = f"#band {{ position: absolute; left: 0; right: 0; {edge}: 0; height: 24mm; {BLUE}"
    css += f"align-items: center }} {ICON}"
    found = place(css, '<row id="band"><icon name="bell" id="title"/></row>', frame=FIVE)
    assert found["title"].y == pytest.approx(9.5 if edge == "top" else 80.5, abs=0.01)


@pytest.mark.parametrize(
    ("edge", "shift"), [("left", 2.5), ("right", -2.5), ("left: 0; right", 0.0)]
)
def test_what_stands_in_the_middle_of_a_panel_of_colour_follows_the_colour(
    edge: str, shift: float
) -> None:
    css = f"""
        #panel {{ position: absolute; {edge}: 0; top: 0; bottom: 0; {BLUE} WIDTH }}
        #card {{ position: absolute; left: 9mm; right: 9mm; top: 30mm; height: 20mm }}
        #list {{ position: absolute; left: 9mm; width: 22mm; top: 60mm; height: 20mm }}
        #aside {{ position: absolute; left: 9mm; width: 10mm; top: 85mm; height: 5mm }}
    """.replace("WIDTH", "" if ":" in edge else "width: 40mm;")
    inner = '<box id="card"/><box id="list"/><box id="aside"/>'
    plain = place(css, f'<layer id="panel">{inner}</layer>')
    found = place(css, f'<layer id="panel">{inner}</layer>', frame=FIVE)
    # They move together, whatever the one by itself.
    for name in ("card", "list", "aside"):
        assert found[name].x - plain[name].x == pytest.approx(shift, abs=0.01)
        assert found[name].width == pytest.approx(plain[name].width)
        assert found[name].y == plain[name].y
    # Unequal distances are no centring, and white paper is no field.
    aside = css.replace("left: 9mm; right: 9mm", "left: 9mm; right: 19mm").replace("22mm", "12mm")
    assert (
        place(aside, f'<layer id="panel">{inner}</layer>', frame=FIVE)
        == place(aside, f'<layer id="panel">{inner}</layer>')
        or not shift
    )
    white = css.replace(BLUE, "")
    assert place(white, f'<layer id="panel">{inner}</layer>', frame=FIVE) == plain


CONTENT = """
    .all { margin: 0 } .hero { height: 30mm; BLUE }
    .cards { arrange: grid; margin: 6mm 8mm; height: 1fr; gap: 3mm;
             grid-template-columns: 1fr 1fr; grid-template-rows: 1fr }
    .card { BLUE }
    .foot { margin: 0 8mm 7mm 8mm; height: 12mm; align-items: end }
    h1 { position: absolute; left: 8mm; top: 7mm; font-size: 20pt }
""".replace("BLUE", BLUE)
SHEET = """<column class="all"><layer class="hero"><h1 id="h">Nghĩ kỹ</h1></layer>
    <grid class="cards"><box class="card" id="a"/><box class="card" id="b"/></grid>
    <row class="foot"><p id="p">Chân trang</p></row></column>"""


def test_content_that_is_clear_of_the_frame_stays_where_the_design_puts_it() -> None:
    assert place(CONTENT, SHEET, frame=FIVE) == place(CONTENT, SHEET)


@pytest.mark.parametrize("frame", [(7, 7, 7, 7), (12, 12, 12, 12), (0, 0, 20, 0), (5, 15, 5, 5)])
def test_a_larger_frame_moves_in_what_would_stand_in_it(frame: Sequence[float]) -> None:
    found = place(CONTENT, SHEET, frame=frame)
    for name in ("h", "a", "b", "p"):
        box = found[name]
        assert box.y >= frame[0] - 0.01
        assert box.x >= frame[3] - 0.01
        assert box.x + box.width <= 100 - frame[1] + 0.01
        assert box.y + box.height <= 100 - frame[2] + 0.01
    # What grows gives way: the foot moves up, the cards shrink.
    assert (found["a"].height < place(CONTENT, SHEET)["a"].height) == (frame[2] > 7)


def test_what_moves_in_keeps_white_to_the_frame() -> None:
    css = "p { position: absolute; left: 4mm; bottom: 3mm; font-size: 9pt }"
    (box,) = place(css, '<p id="p">Chân trang</p>', frame=FIVE).values()
    assert box.x == pytest.approx(5 + AIR_MM, abs=0.01)
    assert box.y + box.height == pytest.approx(95 - AIR_MM, abs=0.01)


def test_a_drawing_moves_in_whole_and_a_card_shrinks() -> None:
    css = """icon { position: absolute; right: 2mm; top: 2mm; width: 20mm; height: 20mm }
        #card { position: absolute; left: 2mm; right: 50mm; top: 40mm; bottom: 2mm; BLUE }"""
    found = place(
        css.replace("BLUE", BLUE), '<icon name="bell" id="i"/><box id="card"/>', frame=FIVE
    )
    assert (found["i"].width, found["i"].height) == (20, 20)
    assert found["i"].x + 20 == pytest.approx(95 - AIR_MM, abs=0.01)
    assert found["i"].y == pytest.approx(5 + AIR_MM, abs=0.01)
    card = found["card"]
    assert card.x + card.width == pytest.approx(50, abs=0.01)
    assert card.y == pytest.approx(40, abs=0.01)
    assert card.x == pytest.approx(5 + AIR_MM, abs=0.01)


def test_a_text_for_which_the_frame_leaves_no_room_does_not_fit() -> None:
    css = "p { position: absolute; left: 2mm; right: 2mm; top: 2mm; height: 7mm; font-size: 14pt }"
    with pytest.raises(DoesNotFitError):
        lay_out(sheet(css, "<p>Nghĩ kỹ trước khi đăng</p>"), (6, 5, 5, 5))
    lay_out(sheet(css, "<p>Nghĩ kỹ trước khi đăng</p>"))


EDGES = st.floats(0, 20).map(lambda mm: round(mm, 1))


@settings(max_examples=60, deadline=None)
@given(
    frame=st.tuples(EDGES, EDGES, EDGES, EDGES),
    inset=st.tuples(*[st.floats(1, 15)] * 4),
    kind=st.sampled_from(("absolute", "column", "row", "padding", "layer")),
)
def test_no_card_stands_in_the_frame_however_it_is_placed(
    frame: tuple[float, ...], inset: tuple[float, ...], kind: str
) -> None:
    top, right, bottom, left = inset
    edges = f"{top}mm {right}mm {bottom}mm {left}mm"
    outer = "#outer { height: 100mm }" if kind != "layer" else ""
    css = {
        "absolute": f"#card {{ position: absolute; inset: {edges} }}",
        "column": f"#card {{ height: 1fr; margin: {edges} }}",
        "row": f"#card {{ width: 1fr; margin: {edges} }}",
        "padding": f"#outer {{ padding: {edges} }} #card {{ height: 1fr }}",
        "layer": f"#card {{ margin: {edges} }}",
    }[kind]
    tag = {"row": "row", "layer": "layer", "absolute": "box"}.get(kind, "column")
    markup = f'<column><{tag} id="outer"><box id="card"/></{tag}></column>'
    found = place(f"{css} {outer} column {{ height: 100mm }}", markup, frame=frame)["card"]
    assert found.x >= frame[3] - 0.01
    assert found.x + found.width <= 100 - frame[1] + 0.01
    assert found.y >= frame[0] - 0.01
    assert found.y + found.height <= 100 - frame[2] + 0.01


# -- shipped pieces


def _texts(fragment: Fragment, x: float, y: float) -> list[tuple[str, float, float, float, float]]:
    found = []
    if fragment.text is not None:
        size, lines = fragment.font_size, fragment.text.lines
        for line in lines:
            start = x + fragment.text_x + line.x_em * size
            base = y + fragment.text_y + line.baseline_em * size
            # As high as capitals, as deep as tails.
            found.append(
                (line.text, start, base - 0.74 * size, start + line.width_em * size,
                 base + 0.2 * size)
            )  # fmt: skip
    for child in fragment.children:
        found += _texts(child.fragment, x + child.x, y + child.y)
    return found


PIECES = [
    ("poster", "A3", TextLength.SHORT),
    ("poster", "A5", TextLength.FULL),
    ("poster", "B2", TextLength.SHORT),
    ("leaflet", None, TextLength.FULL),
    ("insert", None, TextLength.SHORT),
    ("insert", None, TextLength.FULL),
]


@pytest.mark.parametrize("margins", [5.0, 6.5])
@pytest.mark.parametrize(("material", "size", "text"), PIECES)
def test_every_text_of_a_shipped_piece_is_clear_of_the_frame(
    material: str, size: str | None, text: TextLength, margins: float
) -> None:
    frame = Edges(*[mm_to_pt(margins)] * 4)
    layout = workshop()._engine.lay_out(workshop().sheet(job(material, text, size=size)), frame)
    for page in layout.pages:
        for line, left, top, right, bottom in _texts(page, 0.0, 0.0):
            assert left >= frame.left - 0.1, line
            assert top >= frame.top - 0.1, line
            assert right <= page.width - frame.right + 0.1, line
            assert bottom <= page.height - frame.bottom + 0.1, line


def test_the_office_leaves_five_millimetres_and_screen_and_press_leave_none() -> None:
    for name in ("office", "office-laser", "copier"):
        assert profile(name).margins_mm == Sides(5, 5, 5, 5)
    for name in ("office-borderless", "screen", "offset", "digital-sra3", "wide-format"):
        assert profile(name).margins_mm == Sides()
