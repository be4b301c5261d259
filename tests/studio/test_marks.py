"""Marks on pictures of pages: beside what they mark, on the page, each with a corner of its own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.api import Place, Severity
from generator.core.messages import msg
from generator.studio.pages.marks import page_marks
from generator.studio.records import PieceRemark

_A4 = (210.0, 297.0)


def remark(x: float, y: float) -> PieceRemark:
    return PieceRemark("x", Severity.NOTE, msg("x"), place=Place(page=1, x_mm=x, y_mm=y))


@given(st.floats(0, _A4[0]), st.floats(0, _A4[1]), st.integers(1, 9))
def test_a_number_stands_on_the_page_and_leaves_its_place_to_be_seen(
    x: float, y: float, number: int
) -> None:
    (mark,) = page_marks([(number, remark(x, y))], _A4)
    assert mark.radius_mm <= mark.badge_x_mm <= _A4[0] - mark.radius_mm
    assert mark.radius_mm <= mark.badge_y_mm <= _A4[1] - mark.radius_mm
    apart = ((mark.badge_x_mm - x) ** 2 + (mark.badge_y_mm - y) ** 2) ** 0.5
    assert apart > 1.5 * mark.radius_mm
    assert (mark.x_mm, mark.y_mm) == (x, y)


def test_the_numbers_of_several_remarks_on_one_place_do_not_cover_each_other() -> None:
    several = [(number, remark(100, 100)) for number in (1, 2, 3, 4)]
    marks = list(page_marks(several, _A4))
    places = {(one.badge_x_mm, one.badge_y_mm) for one in marks}
    assert len(places) == 4


def test_a_remark_without_a_place_has_no_mark() -> None:
    nowhere = PieceRemark("x", Severity.NOTE, msg("x"), place=Place(page=1))
    assert list(page_marks([(1, nowhere)], _A4)) == []
