"""Sheets that are folded: grounds at folds, and stacks that stand on panels."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.sheets import lay_out, place, sheet

from generator.core.units import pt_to_mm
from generator.layout.model import Fragment

FOLDS = (40.0, 70.0)


def over_folds(css: str, markup: str) -> dict[str, tuple[float, float]]:
    """Overhang of each box with an id over folds to its left and right, in mm."""

    def walk(fragment: Fragment) -> Iterator[tuple[str, tuple[float, float]]]:
        left, right = fragment.over_folds
        name = fragment.element.attributes.get("id", "")
        yield name, (round(pt_to_mm(left), 3), round(pt_to_mm(right), 3))
        for child in fragment.children:
            yield from walk(child.fragment)

    layout = lay_out(sheet(css, markup, folds=FOLDS))
    return {name: over for page in layout.pages for name, over in walk(page) if name}


BOX = "#a {{ position: absolute; left: {left}mm; width: {width}mm; top: 0; height: 50mm; {look} }}"
BLUE = "background: var(--accent)"


@pytest.mark.parametrize(("left", "width", "expected"), [
    (0, 40, (0, 1)), (40, 30, (1, 1)), (70, 30, (1, 0)), (10, 60, (0, 1)), (41, 20, (0, 0)),
    (0, 100, (0, 0)), (39.5, 20, (0, 0)),
])  # fmt: skip
def test_a_ground_whose_edge_lies_on_a_fold_runs_a_millimetre_over_it(
    left: float, width: float, expected: tuple[float, float]
) -> None:
    css = BOX.format(left=left, width=width, look=BLUE)
    assert over_folds(css, '<box id="a"/>') == {"a": expected}


@pytest.mark.parametrize("look", ["", f"{BLUE}; border: 1mm solid var(--dont)"])
def test_what_has_no_ground_or_a_border_ends_where_it_does(look: str) -> None:
    css = BOX.format(left=40, width=30, look=look)
    assert over_folds(css, '<box id="a"/>') == {"a": (0, 0)}


def test_panels_and_boxes_within_them_run_over_folds_alike() -> None:
    css = f"#outer {{ height: 50mm }} #a, #b {{ {BLUE} }} #b {{ height: 10mm }}"
    markup = '<panels id="outer"><layer/><column id="a"><row id="b"/></column><layer/></panels>'
    found = over_folds(css, markup)
    assert found["a"] == found["b"] == (1, 1)
    assert found["outer"] == (0, 0)


# -- stacks of one width


STACK = """ul {{ position: absolute; left: 5mm; top: 5mm; width: 90mm; height: 80mm; gap: 4mm 10mm;
    column-count: 3; column-width: 20mm; {more} }} li {{ height: 10mm }}
    .head {{ break-after: avoid }}"""


def columns(*, classes: str, more: str = "") -> list[int]:
    """The column in which each item stands; ``h`` is a heading."""
    items = "".join(
        f'<li id="i{n}" class="{"head" if kind == "h" else ""}"/>' for n, kind in enumerate(classes)
    )
    found = place(STACK.format(more=more), f"<ul>{items}</ul>")
    assert {box.width for box in found.values()} == {20}
    return [round((found[f"i{n}"].x - 5) / 30) for n in range(len(classes))]


@pytest.mark.parametrize(("classes", "expected"), [
    ("i", [0]), ("ii", [0, 1]), ("iii", [0, 1, 2]), ("iiii", [0, 0, 1, 2]),
    ("iiiiii", [0, 0, 1, 1, 2, 2]),
])  # fmt: skip
def test_stacks_with_a_width_keep_it_and_are_as_many_as_there_are_children(
    classes: str, expected: list[int]
) -> None:
    assert sorted(columns(classes=classes)) == columns(classes=classes)
    assert sorted(set(columns(classes=classes))) == sorted(set(expected))


@pytest.mark.parametrize("classes", ["hihi", "hiihi", "hihihi", "hiiih", "hh", "hi"])
def test_no_stack_ends_with_what_keeps_to_the_next(classes: str) -> None:
    found = columns(classes=classes)
    for kind, here, following in zip(classes, found, found[1:], strict=False):
        assert kind == "i" or here == following


def test_the_gap_of_stacks_gives_way_with_the_texts() -> None:
    css = """ul { height: 40mm; width: 80mm; gap: 8mm; GAP column-count: 1; copyfit: items }
        p { font-size: 12pt; font-size-min: 9pt; line-height: 1.2 }"""
    markup = "<column><ul>" + "".join(f'<li><p id="p{n}">Một</p></li>' for n in range(5))
    with pytest.raises(Exception, match="too"):
        place(css.replace("GAP", ""), f"{markup}</ul></column>")
    found = place(css.replace("GAP", "gap-min: 2mm;"), f"{markup}</ul></column>")
    gap = found["p1"].y - found["p0"].y - found["p0"].height
    assert 2 <= gap < 8
    assert 9 <= found["p0"].size_pt < 12
    roomy = place(
        css.replace("GAP", "gap-min: 2mm;").replace("40mm", "90mm"), f"{markup}</ul></column>"
    )
    assert roomy["p1"].y - roomy["p0"].y - roomy["p0"].height == pytest.approx(8, abs=0.01)
