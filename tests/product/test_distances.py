"""Viewing distance decides type: what is read from afar has capitals of 4 mm for each metre."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.made_campaigns import counts, made_campaign
from support.shipped import ASSETS
from support.workshop import DATE, job, planned, profile, workshop

from generator.content.model import Campaign, TextLength
from generator.core.errors import DoesNotFitError, TemplateError, UsageError
from generator.core.units import pt_to_mm
from generator.job import Job, metres_of
from generator.layout.model import Fragment
from generator.orders.options import MakeOptions
from generator.orders.planning import plan_jobs
from generator.press.target import target_of
from generator.sheet.catalogue import read_manifest
from generator.sheet.distances import CODE, FAR_ROLES, HEADLINE, Distances, moved
from generator.sheet.sizes import parse_size

MATERIALS = ("poster", "leaflet", "insert")
LONG = "Không chia sẻ thông tin chưa được kiểm chứng khi chưa biết rõ nguồn gốc của thông tin ấy"


def pages(one: Job) -> tuple[Fragment, ...]:
    made = workshop()
    return made._laid_out(one, target_of(one.profile, ASSETS.icc)).layout.pages


def readings(one: Job) -> dict[str, float]:
    """From how many metres each role of the piece can be read: the nearest of its texts."""
    found: dict[str, float] = {}
    for page in pages(one):
        for role, metres in metres_in(page):
            found[role] = min(metres, found.get(role, metres))
    return found


def metres_in(fragment: Fragment) -> Iterator[tuple[str, float]]:
    style = fragment.element.style
    if fragment.text is not None and style.reading_role is not None:
        face = workshop().fonts.face(style.font_family, style.font_weight)
        yield style.reading_role, pt_to_mm(fragment.font_size) * face.cap_height_em / 4
    for placed in fragment.children:
        yield from metres_in(placed.fragment)


def codes(fragment: Fragment) -> Iterator[Fragment]:
    if fragment.element.tag == "qr":
        yield fragment
    for placed in fragment.children:
        yield from codes(placed.fragment)


def overlong(count: int) -> Campaign:
    """A campaign whose headlines nobody has shortened."""
    made = made_campaign(counts(count))
    (group,) = made.groups
    items = tuple(replace(item, headline=LONG, support=LONG) for item in group.items)
    return replace(made, groups=(replace(group, items=items),))


@pytest.mark.parametrize(
    ("material", "text"),
    [(name, text) for name in MATERIALS for text in workshop().catalogue.material(name).texts],
)
def test_every_text_can_be_read_from_where_its_material_says(material: str, text: str) -> None:
    one = job(material, TextLength(text))
    found = readings(one)
    for role, metres in metres_of(one).items():
        if role in found:
            assert found[role] >= metres * 0.999, role
    assert set(found) >= {HEADLINE, "heads", "address", "legal", "issuer"}


@pytest.mark.slow
@pytest.mark.parametrize("size", ["A5", "B5", "A4", "B3", "A2", "A1", "B1", "A0"])
@pytest.mark.parametrize("text", TextLength)
def test_a_poster_of_any_size_can_be_read_from_where_it_hangs(size: str, text: TextLength) -> None:
    one = job("poster", text, size=size)
    found = readings(one)
    for role, metres in metres_of(one).items():
        assert found.get(role, metres) >= metres * 0.999, role


def test_the_a3_poster_states_the_distances_of_its_brief() -> None:
    stated = metres_of(job("poster"))
    assert stated[HEADLINE] == 4
    assert stated["heads"] == 1.3
    assert stated["support"] == stated["caption"] == 0.75
    assert stated["address"] == stated["legal"] == 0.6


@pytest.mark.parametrize("material", ["leaflet", "insert"])
def test_what_is_held_in_the_hand_is_read_from_40_cm(material: str) -> None:
    stated = dict(metres_of(job(material)))
    del stated[CODE]
    assert set(stated.values()) == {0.4}


def test_larger_sheets_are_read_from_further() -> None:
    stated = [metres_of(job("poster", size=size)) for size in ("A5", "A4", "A3", "A2", "A1", "A0")]
    for role in (HEADLINE, "heads", "support", CODE):
        row = [metres[role] for metres in stated]
        assert row == sorted(row), role


class TestDistanceOption:
    def test_moves_the_headline_and_the_heads_in_proportion_and_leaves_the_rest(self) -> None:
        usual = job("poster")
        asked = metres_of(replace(usual, distance_m=6))
        for role, metres in metres_of(usual).items():
            assert asked[role] == pytest.approx(metres * 1.5 if role in FAR_ROLES else metres), role

    def test_is_a_floor_for_the_type(self) -> None:
        found = readings(replace(job("poster", size="A2"), distance_m=6))
        assert found[HEADLINE] >= 6 * 0.999
        assert found["heads"] >= 6 * 1.5 / 5 * 0.999

    def test_that_is_too_far_is_an_error_with_a_distance_that_will_do(self) -> None:
        with pytest.raises(DoesNotFitError) as caught:
            workshop().make(replace(job("poster"), distance_m=8))
        hints = [str(problem.hint) for problem in caught.value.problems]
        assert any("--distance 4" in hint for hint in hints)
        workshop().make(replace(job("poster"), distance_m=4))

    @pytest.mark.parametrize(
        ("written", "metres"),
        [(4, 4.0), ("4", 4.0), ("4.5", 4.5), ("4,5 m", 4.5), ("450cm", 4.5), ("15 mét", 15.0)],
    )
    def test_is_read_as_people_write_it(self, written: object, metres: float) -> None:
        assert MakeOptions(date=DATE, distance=written).distance == metres  # type: ignore[arg-type]

    @pytest.mark.parametrize("written", [0, -4, "x", "", "4 km", True, "0.1", 500, "nan"])
    def test_that_is_none_is_refused(self, written: object) -> None:
        with pytest.raises(UsageError, match="distance"):
            MakeOptions(date=DATE, distance=written)  # type: ignore[arg-type]

    def test_names_its_file_so_that_none_replaces_another(self) -> None:
        names = {planned(replace(job("poster"), distance_m=m)).name for m in (None, 4, 4.5, 45)}
        assert len(names) == 4

    def test_is_refused_for_what_is_held_in_the_hand(self) -> None:
        one = job("leaflet")
        options = MakeOptions(date=DATE, materials=("leaflet",), distance=3)
        with pytest.raises(UsageError, match="read in the hand"):
            plan_jobs(options, workshop().catalogue, one.campaign, one.issuer, one.profile)

    def test_holds_for_what_hangs_where_no_material_is_named(self) -> None:
        one = job("poster")
        options = MakeOptions(date=DATE, distance=3)
        jobs = plan_jobs(options, workshop().catalogue, one.campaign, one.issuer, one.profile)
        asked = {made.material.name: made.distance_m for made in jobs if isinstance(made, Job)}
        assert asked["poster"] == 3
        assert asked["leaflet"] is None


class TestTooMuchText:
    def test_is_read_from_nearer_with_a_note_that_names_items(self) -> None:
        piece = workshop().make(job("poster", campaign_=made_campaign(counts(14))))
        (note,) = [f for f in piece.findings if f.code == "read-from-nearer"]
        assert "instead of 1.3 m" in str(note.message)
        assert "nhom-1-" in str(note.hint)
        assert "leaflet" in str(note.hint)

    def test_leaves_no_note_on_a_campaign_that_can_be_read(self) -> None:
        piece = workshop().make(job("poster"))
        assert "read-from-nearer" not in {f.code for f in piece.findings}

    def test_says_which_items_to_shorten_or_to_move_to_a_leaflet(self) -> None:
        with pytest.raises(DoesNotFitError) as caught:
            workshop().make(job("poster", campaign_=overlong(14)))
        (problem,) = caught.value.problems
        assert problem.code == "too-many-items"
        assert "shorten nhom-1-" in str(problem.hint)
        assert "move nhom-1-" in str(problem.hint)
        assert "to a leaflet" in str(problem.hint)

    def test_of_a_leaflet_is_not_to_be_moved_to_one(self) -> None:
        with pytest.raises(DoesNotFitError) as caught:
            workshop().make(job("insert", campaign_=overlong(14)))
        assert "to a leaflet" not in str(caught.value.problems[0].hint)


class TestCode:
    @pytest.mark.parametrize("material", MATERIALS)
    def test_is_as_large_as_its_distance_asks_for(self, material: str) -> None:
        one = job(material)
        for page in pages(one):
            for code in codes(page):
                symbol = pt_to_mm(code.width) * 33 / 41  # version 4: 33 modules, 4 free on a side
                assert symbol >= metres_of(one)[CODE] * 100 - 0.01

    def test_grows_where_the_material_is_scanned_from_further(self) -> None:
        one = job("poster")
        far = replace(
            one.material.distances,
            rows=tuple(
                replace(row, metres={**row.metres, CODE: 0.45})
                for row in one.material.distances.rows
            ),
        )
        further = replace(one, material=replace(one.material, distances=far))
        (usual,) = [code for page in pages(one) for code in codes(page)]
        (grown,) = [code for page in pages(further) for code in codes(page)]
        assert pt_to_mm(usual.width) == pytest.approx(51, abs=0.01)
        assert pt_to_mm(grown.width) == pytest.approx(45 * 41 / 33, abs=0.01)


class TestPress:
    def test_sets_no_text_smaller_than_its_own_least_size(self) -> None:
        strict = replace(
            profile("offset"),
            name="strict",
            text_one_ink_pt=replace(profile("offset").text_one_ink_pt, error=8.0, warning=8.0),
        )
        one = planned(replace(job("leaflet"), profile=strict))
        sizes = [
            fragment.font_size
            for page in pages(one)
            for fragment in texts(page)
            if fragment.element.style.reading_role == "legal"
        ]
        assert min(sizes) >= 8


def texts(fragment: Fragment) -> Iterator[Fragment]:
    if fragment.text is not None:
        yield fragment
    for placed in fragment.children:
        yield from texts(placed.fragment)


class TestManifest:
    BASE = """
names: {vi: Thử, en: Trial}
template: sheet.xml.j2
inks: [full]
sizes: [A3]
texts: [short]
pages: 1
"""

    def read(self, more: str) -> Distances:
        return read_manifest(self.BASE + more, job("poster").material.folder).distances

    def test_may_state_one_row_for_all_sizes(self) -> None:
        read = self.read("distances: {headline: 4, code: 0.4}")
        for size in ("A5", "A0"):
            assert read.at(parse_size(size), TextLength.FULL) == {HEADLINE: 4, CODE: 0.4}

    @pytest.mark.parametrize(
        ("size", "short", "whole"), [("A0", 4, 3), ("A3", 4, 3), ("B4", 2, 3), ("A5", 2, 3)]
    )
    def test_may_state_a_row_for_each_size_and_for_whole_texts(
        self, size: str, short: float, whole: float
    ) -> None:
        read = self.read(
            "distances:\n  A4: {headline: 2}\n  A3: {headline: 4}\n  A3 full: {headline: 3}"
        )
        assert read.at(parse_size(size), TextLength.SHORT) == {HEADLINE: short}
        assert read.at(parse_size(size), TextLength.FULL) == {HEADLINE: whole}

    def test_is_written_as_the_guide_shows(self) -> None:
        guide = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
        (shown,) = re.findall(r"^    distances: .*\n(?:    .*\n)+", guide, re.MULTILINE)
        read = self.read(textwrap.dedent(shown))
        assert read.at(parse_size("A3"), TextLength.SHORT)[HEADLINE] == 4
        assert read.at(parse_size("A3"), TextLength.FULL)["heads"] == 0.7

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ("distances: {headlin: 4}", "did you mean “headline”"),
            ("distances: {headline: far}", "a number"),
            ("distances: {headline: 900}", "200"),
            ("distances: {A9: {headline: 4}}", "A9"),
            ("distances: {A3: {headline: 4}, heads: 1}", "heads"),
        ],
    )
    def test_with_a_fault_is_refused_at_its_line(self, more: str, said: str) -> None:
        with pytest.raises(TemplateError) as caught:
            self.read(more)
        text = " ".join(f"{p.message} {p.hint}" for p in caught.value.problems)
        assert said in text
        assert all(p.place.line == 8 for p in caught.value.problems)


def test_distances_without_a_headline_do_not_move() -> None:
    assert moved({"heads": 1.3}, 9) == {"heads": 1.3}
