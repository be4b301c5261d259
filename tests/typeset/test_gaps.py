"""No two lines of text touch in anything shipped: measured on what is drawn."""

from __future__ import annotations

import io
from functools import cache
from math import hypot

import numpy as np
import numpy.typing as npt
import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from support.rendering import render
from support.shipped import DATA

from benchmarks.vietnamese.drawnlines import (
    Known,
    LineDrawer,
    Silhouette,
    read_lines,
    silhouette,
)
from benchmarks.vietnamese.gaps import (
    MIN_GAP_EM,
    PIXELS_PER_EM,
    Gap,
    Sample,
    gap_between,
    measure_gaps,
    report,
    samples,
)
from benchmarks.vietnamese.letters import (
    MIN_LETTER_GAP_EM,
    LetterGap,
    measure_letters,
    report_letters,
)
from benchmarks.vietnamese.specimen import paint_page, set_page
from generator.core.units import pt_to_mm


def sample(css: str, *texts: str) -> Sample:
    """A sheet of 100 x 100 mm with a paragraph in 20 pt for each of ``texts``."""
    styles = f"p {{ font-size: 20pt; clearance: none; {css} }}"
    markup = "".join(f"<p>{text}</p>" for text in texts)
    layout = set_page(styles, f"<column>{markup}</column>", width_mm=100, height_mm=100)
    return Sample("planted", paint_page(layout))


@cache
def every_sample() -> tuple[Sample, ...]:
    return tuple(samples(issuers_each=4))


def gap(one: Sample) -> Gap:
    (found,) = measure_gaps([one])
    return found


def shown(gaps: list[Gap]) -> list[Gap]:
    """``gaps``, and their report, which pytest shows with ``-rP``."""
    print(report(gaps))  # noqa: T201
    return gaps


def test_no_two_lines_of_a_sample_of_each_kind_touch() -> None:
    gaps = shown(measure_gaps(samples(short=True)))
    assert len(gaps) >= 12
    assert [g for g in gaps if g.gap_em <= MIN_GAP_EM] == []


@pytest.mark.slow
def test_no_two_lines_of_any_shipped_sample_touch() -> None:
    gaps = shown(measure_gaps(every_sample()))
    assert len(gaps) >= 200
    assert [g for g in gaps if g.gap_em <= MIN_GAP_EM] == []


@pytest.mark.slow
def test_no_two_letters_of_any_shipped_sample_touch() -> None:
    pairs = measure_letters(every_sample())
    print(report_letters(pairs))  # noqa: T201
    assert len(pairs) >= 1500
    assert [pair for pair in pairs if pair.gap_em <= MIN_LETTER_GAP_EM] == []


# -- planted defects


def test_stacked_marks_that_reach_into_the_paragraph_above_are_caught() -> None:
    found = gap(sample("line-height: 0.75", "Dạy gì", "ỄỖẲ"))
    assert found.gap_em <= 0
    assert (found.upper, found.lower) == ("Dạy gì", "ỄỖẲ")


def test_lines_of_one_paragraph_at_one_pitch_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The product's own pitch is turned off; the checker does not depend on it."""
    text = "Dạy quý<br/>ỄỖẲ TỚI"
    careful = gap(sample("line-height: 1", text))
    assert careful.gap_em > MIN_GAP_EM
    monkeypatch.setattr("generator.typeset.paragraph.pitch_need", lambda *_: 1.0)
    # Another line height, because what was set is remembered.
    assert gap(sample("line-height: 1.001", text)).gap_em <= 0


def test_a_gap_about_the_goal_is_reported_from_one_that_meets_it() -> None:
    """Two dashes a hundredth of an em nearer or farther than the goal."""

    def apart(pitch_em: float) -> float:
        return gap(sample(f"line-height: {pitch_em}", "—", "—")).gap_em

    goal = 0.5 - apart(0.5) + MIN_GAP_EM
    assert apart(goal - 0.01) < MIN_GAP_EM < apart(goal + 0.01)


def test_letters_that_tracking_brings_together_are_caught() -> None:
    def nearest(css: str) -> LetterGap:
        return measure_letters([sample(css, "ỨNG")])[0]

    assert nearest("font-weight: 700").gap_em > MIN_LETTER_GAP_EM
    found = nearest("font-weight: 700; letter-spacing: -0.12em")
    assert (found.letters, found.gap_em <= 0) == ("ỨN", True)


# -- the measure itself


def boxes(width: int, height: int, left: int, top: int) -> npt.NDArray[np.bool_]:
    """A picture of 60 x 60 pixels with one box of ink."""
    ink = np.zeros((60, 60), dtype=bool)
    ink[top : top + height, left : left + width] = True
    return ink


def in_picture(ink: npt.NDArray[np.bool_]) -> Silhouette:
    """Edges of ``ink``, its baseline at the picture's lower edge."""
    return silhouette(ink, 60, 0)


@given(
    left=st.integers(0, 50),
    top=st.integers(25, 50),
    width=st.integers(1, 10),
    height=st.integers(1, 10),
)
def test_the_gap_of_two_boxes_is_right_to_a_pixel(
    left: int, top: int, width: int, height: int
) -> None:
    """Against the distance of every pixel of one box from every pixel of the other."""
    one, other = boxes(20, 15, 20, 5), boxes(width, height, left, top)
    across, down = (
        np.maximum(np.abs(a[:, None] - b[None, :]) - 1, 0)
        for a, b in zip(np.nonzero(one)[::-1], np.nonzero(other)[::-1], strict=True)
    )
    expected = np.hypot(across, down).min()
    assert gap_between(in_picture(one), in_picture(other), 0, 0.0) == pytest.approx(expected)


def test_boxes_apart_sideways_and_upright_are_measured_across() -> None:
    one, other = in_picture(boxes(10, 10, 0, 0)), in_picture(boxes(10, 10, 0, 0))
    assert gap_between(one, other, 13, -14.0) == pytest.approx(hypot(3, 4))


def test_boxes_that_overlap_have_a_negative_gap() -> None:
    one, other = in_picture(boxes(10, 10, 0, 0)), in_picture(boxes(10, 10, 0, 0))
    assert gap_between(one, other, 0, -7.0) == -3.0
    assert gap_between(one, other, 0, -10.0) == 0.0


def test_an_accent_beside_a_tail_is_as_far_as_it_is_sideways() -> None:
    """Where one line reaches into the other from beside, the way sideways is the gap."""
    one, other = in_picture(boxes(10, 10, 0, 0)), in_picture(boxes(10, 10, 0, 0))
    assert gap_between(one, other, 14, -5.0) == 4.0


def test_the_gap_of_two_dashes_is_what_the_outlines_say() -> None:
    """End to end: a dash is a box, so its gap is the pitch less its thickness."""
    font = TTFont(DATA / "fonts" / "BeVietnamPro_400Regular.ttf")
    dash = font["glyf"][font.getBestCmap()[ord("—")]]
    thickness_em = (dash.yMax - dash.yMin) / font["head"].unitsPerEm
    one = sample("line-height: 0.5", "—", "—")
    found = gap(one)
    assert found.gap_em == pytest.approx(0.5 - thickness_em, abs=1.01 / PIXELS_PER_EM)
    assert found.gap_mm == pytest.approx(pt_to_mm(20 * found.gap_em))


def test_the_gap_of_two_dashes_side_by_side_is_what_the_outlines_say() -> None:
    font = TTFont(DATA / "fonts" / "BeVietnamPro_400Regular.ttf")
    name = font.getBestCmap()[ord("—")]
    dash, (advance, _) = font["glyf"][name], font["hmtx"][name]
    (found,) = measure_letters([sample("letter-spacing: 0.1em", "——")])
    expected = (advance - (dash.xMax - dash.xMin)) / font["head"].unitsPerEm + 0.1
    assert found.gap_em == pytest.approx(expected, abs=1.01 / PIXELS_PER_EM)


def test_lines_drawn_alone_and_put_together_are_the_page() -> None:
    """Their upper and lower edges are those of the page drawn whole, to a pixel."""
    css = "width: 90mm; letter-spacing: 0.03em; text-align: center; font-weight: 500"
    one = sample(css, "Ứng xử văn minh <b>trên mạng</b> xã hội", "Quận 12")
    dpi = round(PIXELS_PER_EM / 20 * 72)
    ink = np.asarray(render(one.pdf, 0, dpi).convert("L")) < 128
    whole = silhouette(ink, ink.shape[0], 0)
    with pikepdf.open(io.BytesIO(one.pdf)) as pdf:
        lines = read_lines(pdf)
        assert len(lines) == 3
        tops = np.full(ink.shape[1], -np.inf)
        bottoms = np.full(ink.shape[1], np.inf)
        with LineDrawer(pdf, lines, Known()) as drawer:
            for line in lines:
                edges = drawer.silhouette(line, PIXELS_PER_EM)
                right, up = line.x_pt / 20 * PIXELS_PER_EM, line.y_pt / 20 * PIXELS_PER_EM
                start = round(right) + edges.first
                columns = slice(start, start + len(edges.tops))
                tops[columns] = np.maximum(tops[columns], edges.tops + up)
                bottoms[columns] = np.minimum(bottoms[columns], edges.bottoms + up)
    put = slice(whole.first, whole.first + len(whole.tops))
    for edge, expected in ((tops[put], whole.tops), (bottoms[put], whole.bottoms)):
        # At steep edges a column that is half a pixel off shows the height of its neighbour.
        same = [np.isclose(edge, np.roll(expected, by), atol=1.5) for by in (-1, 0, 1)]
        assert np.logical_or.reduce(same).mean() > 0.97


def test_text_that_the_reader_does_not_understand_is_refused() -> None:
    with pikepdf.open(io.BytesIO(sample("", "Quận 12").pdf)) as pdf:
        pdf.pages[0].contents_add(b"0 1 -1 0 0 0 cm", prepend=True)
        with pytest.raises(ValueError, match="turned"):
            read_lines(pdf)
