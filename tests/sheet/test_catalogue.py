from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shipped import DATA, TEMPLATES
from support.themes import ROLE_COLOURS

from generator.core.colour import Spot
from generator.core.errors import Problem, TemplateError, UsageError
from generator.core.units import mm_to_pt, pt_to_mm
from generator.sheet.catalogue import Catalogue, read_manifest, read_theme
from generator.sheet.sizes import ISO_SIZES_MM, parse_size

CATALOGUE = Catalogue([TEMPLATES], [DATA / "themes"])

#: A colour's own keys, for themes with an ink beside those of the process.
SPOT = 'name: x, rgb: "#123456", cmyk: 1 2 3 4'

MANIFEST = """\
names: {vi: Tờ gấp, en: Leaflet}
template: sheet.xml.j2
inks: [full]
sizes: [297x210mm]
texts: [full]
pages: 1
panels:
  - 97 100 100
"""


def manifest_problems(text: str) -> list[str]:
    with pytest.raises(TemplateError) as caught:
        read_manifest(text, Path("m"))
    return [str(p) for p in caught.value.problems]


def hint(error: UsageError) -> str:
    return str(error.problems[0].hint)


def test_the_shipped_materials_come_in_the_order_a_user_meets_them() -> None:
    names = CATALOGUE.material_names()
    assert [CATALOGUE.material(name).order for name in names] == sorted(
        CATALOGUE.material(name).order for name in names
    )
    assert [name for name in names if CATALOGUE.material(name).is_default] == [
        "poster", "leaflet", "insert",
    ]  # fmt: skip


def test_every_shipped_material_is_named_in_vietnamese_and_english() -> None:
    for name in CATALOGUE.material_names():
        assert set(CATALOGUE.material(name).names) == {"vi", "en"}


def test_a_users_folder_is_searched_first(tmp_path: Path) -> None:
    (tmp_path / "poster").mkdir()
    (tmp_path / "poster" / "manifest.yaml").write_text(MANIFEST, encoding="utf-8")
    catalogue = Catalogue([tmp_path, TEMPLATES], [])
    assert catalogue.material("poster").names["vi"] == "Tờ gấp"
    assert catalogue.material("insert").names["en"] == "Bulletin insert"


def test_an_unknown_material_suggests_a_near_one() -> None:
    with pytest.raises(UsageError) as caught:
        CATALOGUE.material("postr")
    assert "poster" in hint(caught.value)


def test_a_size_that_a_material_does_not_come_in_names_those_it_does() -> None:
    with pytest.raises(UsageError) as caught:
        CATALOGUE.material("insert").size("A3")
    assert "A5" in hint(caught.value)


def test_a_free_size_must_be_portrait_enough() -> None:
    poster = CATALOGUE.material("poster")
    assert poster.size("600x850mm").name == "600x850mm"
    assert poster.size("600 × 850").width_mm == 600
    with pytest.raises(UsageError) as caught:
        poster.size("600x600mm")
    assert "750 to 960 mm" in hint(caught.value)


def test_a_size_too_small_to_read_is_refused_with_the_least_side() -> None:
    with pytest.raises(UsageError) as caught:
        CATALOGUE.material("poster").size("50x70mm")
    assert "147 mm" in hint(caught.value)


@pytest.mark.parametrize("text", ["A7", "", "0x10mm", "10x99999mm", "A3x", "-5x10mm", "nan"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parse_size(text)


@pytest.mark.parametrize("name", ISO_SIZES_MM)
def test_iso_sizes_halve(name: str) -> None:
    """Each size of a series is the one before, cut across its long side (within ISO's rounding)."""
    series, number = name[0], int(name[1])
    after = ISO_SIZES_MM.get(f"{series}{number + 1}")
    if after is not None:
        width, height = ISO_SIZES_MM[name]
        assert after[1] == width
        assert abs(after[0] - height / 2) <= 1


def test_panels_that_do_not_add_up_are_refused_with_their_line() -> None:
    found = manifest_problems(MANIFEST.replace("97 100 100", "90 100 100"))
    assert found == [
        "m/manifest.yaml:8:5: the panels are 290 mm wide together, the sheet is 297 mm"
    ]


def test_every_fault_of_a_manifest_is_reported_at_once() -> None:
    bad = MANIFEST.replace("pages: 1", "pages: none").replace("[full]", "[longest]")
    found = manifest_problems(bad)
    assert len(found) >= 2
    assert all(text.startswith("m/manifest.yaml:") for text in found)


def test_folds_lie_between_the_panels() -> None:
    folds = read_manifest(MANIFEST, Path("m")).folds_pt(2)
    assert [round(pt_to_mm(x), 6) for x in folds[0]] == [97, 197]


@pytest.mark.parametrize("name", CATALOGUE.theme_names())
def test_no_colour_takes_more_ink_than_a_press_can_dry(name: str) -> None:
    for colour in CATALOGUE.theme(name).colours.values():
        assert sum(colour.cmyk) <= 2.8, colour.name
        assert sum(colour.solid or ()) <= 2.8, colour.name


def test_large_grounds_of_the_modern_theme_are_rich_black() -> None:
    assert CATALOGUE.theme("hien-dai").colours["text"].solid == (0.5, 0.4, 0.2, 1.0)


@pytest.mark.parametrize(
    ("colour", "why"),
    [
        ('{name: x, rgb: "#12345", cmyk: 0 0 0 0}', "#RRGGBB"),
        ('{name: x, rgb: "#123456", cmyk: 0 0 0}', "four percentages"),
        ('{name: x, rgb: "#123456", cmyk: 0 0 0 101}', "four percentages"),
        ('{name: x, rgb: "#123456", cmyk: 0 0 0 9, solid: 1 2 3}', "four percentages"),
        ('{name: x, rgb: "#123456", cmyk: 0 0 0 9, solids: 1 2 3 4}', "unknown key “solids”"),
        (f"{{{SPOT}, spot: {{tint: 50, full: 9 9 9 9}}}}", "“ink” is missing"),
        (f"{{{SPOT}, spot: {{ink: P, tint: 101, full: 9 9 9 9}}}}", "100 or less"),
        (f"{{{SPOT}, spot: {{ink: P, tint: 0, full: 9 9 9 9}}}}", "1 or more"),
        (f"{{{SPOT}, spot: {{ink: P, tint: 50, full: 9 9 9}}}}", "four percentages"),
        (
            f"{{{SPOT}, spot: {{ink: Cyan, tint: 50, full: 9 9 9 9}}}}",
            "'Cyan' is no ink of its own",
        ),
        (f"{{{SPOT}, spot: {{ink: all, tint: 50, full: 9 9 9 9}}}}", "'all' is no ink of its own"),
    ],
)
def test_a_colour_without_a_proper_recipe_is_refused(colour: str, why: str) -> None:
    (problem,) = theme_problems(f"  c: {colour}\n")
    assert why in str(problem)
    assert problem.place.line == 4


@pytest.mark.parametrize(
    ("ink", "found"),
    [
        ("M" * 127, None),
        ("M" * 128, 128),
        # Letters of two and three bytes: a name's length is counted in bytes.
        ("Đ" * 63 + "M", None),
        ("Đ" * 64, 128),
        ("ự" * 42, None),
        ("ự" * 43, 129),
    ],
)
def test_an_ink_name_that_a_pdf_cannot_hold_is_refused_in_one_line_with_its_place(
    ink: str, found: int | None
) -> None:
    colour = f"  c: {{{SPOT}, spot: {{ink: {ink}, tint: 50, full: 9 9 9 9}}}}\n"
    text = f"names: {{vi: a, en: b}}\nfaces: {{text: X}}\ncolours:\n{colour}{ROLE_COLOURS}"
    if found is None:
        assert read_theme(text, "t").colours["c"].spot is not None
        return
    (problem,) = theme_problems(colour)
    assert f"takes {found} bytes; a name in a PDF holds 127" in str(problem)
    assert len(str(problem.message)) < 120
    assert str(problem.place).startswith("t/theme.yaml:4:")


def theme_problems(colours: str) -> tuple[Problem, ...]:
    text = f"names: {{vi: a, en: b}}\nfaces: {{text: X}}\ncolours:\n{colours}{ROLE_COLOURS}"
    with pytest.raises(TemplateError) as caught:
        read_theme(text, "t")
    return caught.value.problems


def test_a_theme_that_lacks_a_role_says_which_with_its_place_and_the_roles_there_are() -> None:
    colours = ROLE_COLOURS.replace("  dont:", "  coral:").replace("  on-dark:", "  white:")
    text = f"names: {{vi: a, en: b}}\nfaces: {{text: X}}\ncolours:\n{colours}"
    problem = read_theme(text, "t").missing_roles
    assert problem is not None
    assert str(problem.place).startswith("t/theme.yaml:4")
    assert "no colour for dont, on-dark" in str(problem)
    assert "accent-strong" in str(problem.hint)


def test_a_theme_that_lacks_a_role_is_refused_to_a_material_of_todays_form(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    folder.mkdir()
    colours = ROLE_COLOURS.replace("  dont:", "  coral:")
    text = f"names: {{vi: a, en: b}}\nfaces: {{text: X}}\ncolours:\n{colours}"
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    catalogue = Catalogue([TEMPLATES], [tmp_path, DATA / "themes"])
    poster = catalogue.material("poster")
    assert "t" not in poster.themes
    with pytest.raises(TemplateError) as caught:
        catalogue.theme_for(poster, "t")
    assert caught.value.problems[0].code == "theme-roles"


def test_a_role_that_a_theme_may_leave_out_has_another_roles_colour() -> None:
    text = f"names: {{vi: a, en: b}}\nfaces: {{text: X}}\ncolours:\n{ROLE_COLOURS}"
    assert "  line:" not in text
    colours = read_theme(text, "t").colours
    assert colours["line"] == colours["text-muted"]
    assert CATALOGUE.theme("hien-dai").colours["line"] != colours["line"]


def test_an_ink_has_one_recipe_in_all_of_a_theme() -> None:
    (problem,) = theme_problems(
        f"  a: {{{SPOT}, spot: {{ink: P, tint: 50, full: 9 9 9 9}}}}\n"
        f"  b: {{{SPOT}, spot: {{ink: P, tint: 20, full: 9 9 9 8}}}}\n"
    )
    assert problem.place.line == 5
    assert "the ink 'P' has another recipe above" in str(problem)


def test_a_colour_knows_its_ink_its_tint_and_its_recipe_for_solids() -> None:
    text = (
        "names: {vi: a, en: b}\nfaces: {text: X}\ncolours:\n"
        f"  a: {{{SPOT}, solid: 10 0 0 100, spot: {{ink: P 1 C, tint: 12.5, full: 9 0 9 90}}}}\n"
        f"{ROLE_COLOURS}"
    )
    colour = read_theme(text, "t").colours["a"]
    assert colour.spot == Spot("P 1 C", 0.125, (0.09, 0, 0.09, 0.9))
    assert colour.solid == (0.1, 0, 0, 1)


@given(st.floats(min_value=-1e5, max_value=1e5))
def test_millimetres_to_points_and_back_is_identity(length: float) -> None:
    assert pt_to_mm(mm_to_pt(length)) == pytest.approx(length, rel=1e-12, abs=1e-9)


class TestCapacity:
    """Which items a material takes, and shows, by size."""

    MANIFEST = (
        "names: {vi: Khẩu hiệu, en: Slogan}\ntemplate: sheet.xml.j2\ninks: [full]\n"
        "sizes: [A3]\ntexts: [short]\npages: 1\naspect: {least: 0.5, most: 3}\n"
    )
    BY_SIZE = (
        "items:\n"
        "  - {smallest_mm: 800, most: {others: 9}}\n"
        "  - {smallest_mm: 420, aspect: {least: 1.2, most: 1.7}, most: {dont: 4, others: 5}}\n"
    )

    @pytest.mark.parametrize(
        ("size", "shown"),
        [
            ("A3", {}),
            ("A2", {"dont": 4, "others": 5}),
            ("A1", {"dont": 4, "others": 5}),
            ("841x594mm", {}),  # on its side
            ("419x600mm", {}),
            ("420x720mm", {}),  # taller
            ("A0", {"others": 9}),
            ("1189x841mm", {"others": 9}),
        ],
    )
    def test_the_first_entry_that_holds_for_a_size_says_what_is_shown(
        self, size: str, shown: dict[str, int]
    ) -> None:
        manifest = read_manifest(self.MANIFEST + self.BY_SIZE, Path("slogan"))
        assert manifest.shown_counts(manifest.size(size)) == shown

    def test_counts_without_sizes_hold_for_all(self) -> None:
        manifest = read_manifest(f"{self.MANIFEST}items: {{do: 5}}\n", Path("slogan"))
        assert manifest.shown_counts(manifest.size("A0")) == {"do": 5}

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("bounds: {items: {least: 5, most: 2}}", "manifest-bounds"),
            ("bounds: {items: {least: -1}}", "wrong-value"),
            ("bounds: {items: 14}", "wrong-type"),
            ("bounds: {item: {most: 14}}", "unknown-key"),
            ("items: [{smallest_mm: 420}]", "missing-key"),
            ("items: [{most: {do: -1}}]", "wrong-value"),
            ("items: [{most: {do: 1}, shortest: 3}]", "unknown-key"),
            ("items: [{most: {do: 1}, aspect: {least: 2, most: 1}}]", "manifest-bounds"),
        ],
    )
    def test_each_fault_is_told_with_its_line(self, line: str, code: str) -> None:
        with pytest.raises(TemplateError) as caught:
            read_manifest(f"{self.MANIFEST}{line}\n", Path("slogan"))
        (problem,) = caught.value.problems
        assert (problem.code, problem.place.line) == (code, 8)


@pytest.mark.parametrize(
    ("copied", "first"), [("copied: yes\n", "den-trang"), ("", "ban-tin-1-mau")]
)
def test_what_is_copied_on_comes_in_a_theme_for_the_copier(
    copied: str, first: str, tmp_path: Path
) -> None:
    folder = tmp_path / "to-roi"
    folder.mkdir()
    text = (TEMPLATES / "insert" / "manifest.yaml").read_text(encoding="utf-8")
    (folder / "manifest.yaml").write_text(copied + text.replace("order: 30", "order: 90"))
    catalogue = Catalogue([tmp_path], [DATA / "themes"])
    assert catalogue.material("to-roi").themes[0] == first


def test_a_text_that_takes_several_pages_says_how_many_it_may_take() -> None:
    text = (TEMPLATES / "large-print" / "manifest.yaml").read_text(encoding="utf-8")
    manifest = read_manifest(text, Path("large-print"))
    assert (manifest.pages, manifest.most_pages) == (None, 40)
    fixed = read_manifest(text.replace("{most: 40}", "2"), Path("large-print"))
    assert (fixed.pages, fixed.most_pages) == (2, None)
    with pytest.raises(TemplateError, match="comes out as no picture"):
        read_manifest(f"{text}outputs: [pdf, png]\n", Path("large-print"))
