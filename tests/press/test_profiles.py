"""Profiles: the shipped rows, rows of one's own, and every way to write one wrongly."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.shipped import ASSETS, DATA
from support.tools import Run

from generator.core.assets import shipped_assets
from generator.core.destination import Destination
from generator.core.errors import ContentError, InputOutputError, UsageError
from generator.press.output_intents import INTENTS
from generator.press.profile import ColourModel, Limit, PrintMark, Profile, Sides
from generator.press.profiles import (
    DEFAULTS,
    default_profile,
    load_profile,
    profile_names,
)

FOLDERS = ASSETS.profiles
SHIPPED = FOLDERS[-1]
NAMES = profile_names(FOLDERS)
DOCS = Path(__file__).parents[2] / "docs"
OURS = "like: offset\nnames: {vi: Nhà in, en: Shop}\n"


def write(folder: Path, text: str, name: str = "shop") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def load(folder: Path, text: str) -> Profile:
    return load_profile(write(folder, text), FOLDERS)


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load(folder, text)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


class TestShipped:
    def test_are_those_that_the_issue_names(self) -> None:
        assert {
            "offset",
            "digital-sra3",
            "uncoated",
            "newspaper",
            "wide-format",
            "office",
            "office-laser",
            "office-borderless",
            "copier",
            "screen",
        } == set(NAMES)

    @pytest.mark.parametrize("name", NAMES)
    def test_have_their_names_in_vietnamese_and_english(self, name: str) -> None:
        profile = load_profile(name, FOLDERS)
        assert profile.name == name
        assert set(profile.names) == {"vi", "en"}

    @pytest.mark.parametrize("destination", Destination)
    def test_hold_a_default_for_every_destination(self, destination: Destination) -> None:
        assert default_profile(destination, ASSETS.profiles).destination is destination

    def test_list_the_defaults_first(self) -> None:
        assert NAMES[: len(DEFAULTS)] == tuple(DEFAULTS.values())

    @pytest.mark.parametrize("name", NAMES)
    def test_of_a_press_are_in_inks_and_without_links(self, name: str) -> None:
        profile = load_profile(name, FOLDERS)
        for_press = profile.destination is Destination.PRESS
        assert (profile.colour is ColourModel.CMYK) is for_press
        assert profile.pdfx is for_press
        assert profile.links is not for_press
        assert (INTENTS[profile.intent].components == 4) is for_press

    def test_bleed_three_millimetres_on_every_edge_for_offset(self) -> None:
        offset = default_profile(Destination.PRESS, ASSETS.profiles)
        assert offset.bleed_mm == Sides(3, 3, 3, 3)
        assert offset.marks == set(PrintMark)
        assert offset.intent == "fogra39"

    def test_have_a_condition_of_uncoated_paper_for_paper_that_is(self) -> None:
        assert load_profile("uncoated", FOLDERS).intent == "fogra29"
        assert load_profile("newspaper", FOLDERS).intent == "fogra29"

    def test_of_newsprint_take_less_ink_and_larger_text(self) -> None:
        news, offset = (load_profile(name, FOLDERS) for name in ("newspaper", "offset"))
        assert news.ink_percent == Limit(error=245, warning=240)
        assert news.spots == 1
        assert news.text_one_ink_pt.warning > offset.text_one_ink_pt.warning
        assert news.text_reversed_pt.warning > offset.text_reversed_pt.warning

    def test_of_the_copier_alone_must_survive_grey(self) -> None:
        assert [n for n in NAMES if load_profile(n, FOLDERS).survives_grey] == ["copier"]

    @pytest.mark.parametrize("name", NAMES)
    def test_give_a_source_before_every_number(self, name: str) -> None:
        """A comment stands before each number, or before the numbers that one source gives."""
        lines = (SHIPPED / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
        commented = False
        for line in lines[1:]:
            limit = re.match(r"\w+_(mm|percent|pt|ppi)", line)
            if line.startswith("#"):
                commented = True
            elif limit is None:
                commented = False
            # Zero says that there is no such thing.
            assert limit is None or commented or line.endswith(": 0"), line


class TestOnesOwn:
    def test_take_what_they_do_not_say_from_the_one_they_are_like(self, tmp_path: Path) -> None:
        profile = load(tmp_path, OURS + "spots: 0\n")
        offset = default_profile(Destination.PRESS, ASSETS.profiles)
        names = {"vi": "Nhà in", "en": "Shop"}
        assert profile == dataclasses.replace(offset, name="shop", names=names, also=(), spots=0)

    def test_bear_the_name_of_their_file(self, tmp_path: Path) -> None:
        path = write(tmp_path, OURS, "in-dep")
        assert load_profile(path, FOLDERS).name == "in-dep"
        assert load_profile(str(path), FOLDERS).name == "in-dep"

    def test_give_one_length_for_all_edges_or_four(self, tmp_path: Path) -> None:
        assert load(tmp_path, OURS + "bleed_mm: 2.5\n").bleed_mm == Sides(2.5, 2.5, 2.5, 2.5)
        assert load(tmp_path, OURS + "bleed_mm: 1 2 3 4\n").bleed_mm == Sides(
            top=1, right=2, bottom=3, left=4
        )

    def test_may_have_no_marks_at_all(self, tmp_path: Path) -> None:
        assert load(tmp_path, OURS + "marks: []\n").marks == frozenset()

    def test_are_searched_before_the_shipped_ones(self, tmp_path: Path) -> None:
        write(tmp_path / "profiles", OURS + "spots: 3\n", "offset")
        folders = shipped_assets(tmp_path).profiles
        mine = load_profile("offset", folders)
        assert mine.spots == 3
        assert mine.bleed_mm.top == 3, "like the shipped one of its own name"
        assert default_profile(Destination.PRESS, folders) == mine
        assert profile_names(folders) == NAMES

    def test_may_be_like_one_that_is_like_another(self, tmp_path: Path) -> None:
        folder = tmp_path / "profiles"
        write(folder, OURS + "spots: 3\n", "a")
        write(folder, "like: a\nnames: {vi: b, en: b}\nbleed_mm: 5\n", "b")
        profile = load_profile("b", shipped_assets(tmp_path).profiles)
        assert (profile.spots, profile.bleed_mm.top, profile.pdfx) == (3, 5, True)

    def test_cannot_be_like_each_other(self, tmp_path: Path) -> None:
        folder = tmp_path / "profiles"
        write(folder, "like: b\nnames: {vi: a, en: a}\n", "a")
        write(folder, "like: a\nnames: {vi: b, en: b}\n", "b")
        with pytest.raises(ContentError, match="'a' is like itself"):
            load_profile("a", shipped_assets(tmp_path).profiles)

    @given(
        edges=st.lists(st.floats(0, 200).map(lambda v: round(v, 2)), min_size=4, max_size=4),
        limits=st.lists(st.integers(1, 400), min_size=2, max_size=2).map(sorted),
    )
    def test_are_read_as_they_are_written(
        self, tmp_path_factory: pytest.TempPathFactory, edges: list[float], limits: list[int]
    ) -> None:
        warning, error = limits
        text = (
            f"{OURS}bleed_mm: {' '.join(map(str, edges))}\n"
            f"ink_percent: {{error: {error}, warning: {warning}}}\n"
        )
        profile = load(tmp_path_factory.getbasetemp(), text)
        assert profile.bleed_mm == Sides(*edges)
        assert profile.ink_percent == Limit(error=error, warning=warning)


class TestFaults:
    @pytest.mark.parametrize(
        ("line", "reported"),
        [
            ("bleed: 3", "unknown key “bleed”"),
            ("bleed_mm: -3", "“bleed_mm” is “-3”; expected one length from 0 to 200 mm, or four"),
            ("bleed_mm: 3 3", "expected one length from 0 to 200 mm, or four"),
            ("bleed_mm: 3 3 3 300", "expected one length from 0 to 200 mm, or four"),
            ("bleed_mm: 3mm", "expected one length from 0 to 200 mm, or four"),
            ("ink_percent: {error: 401, warning: 300}", "expected 400 or less"),
            (
                "ink_percent: {error: 300, warning: 320}",
                "an error at 300 comes before the warning at 320",
            ),
            ("ink_percent: 300", "expected keys and values"),
            ("safe_mm: {error: 3, warning: 2}", "an error at 3 comes before the warning at 2"),
            (
                "image_ppi: {error: 300, warning: 150}",
                "an error at 300 comes before the warning at 150",
            ),
            ("safe_mm: {error: 3}", "the key “warning” is missing"),
            ("safe_mm: {error: -1, warning: 2}", "expected 0 or more"),
            (
                "text_one_ink_pt: {error: 5, warning: 4}",
                "an error at 5 comes before the warning at 4",
            ),
            ("text_one_ink_pt: small", "expected a number"),
            ("text_one_ink_pt: 73", "expected 72 or less"),
            ("image_ppi_most: 5001", "expected 5000 or less"),
            ("marks: [crop, cut]", "“marks” is “cut”; expected one of: crop, fold, slug"),
            ("spots: 1.5", "expected a whole number"),
            ("spots: 29", "expected 28 or less"),
            ("links: maybe", "expected one of: yes, no"),
            ("links: yes", "“links”: a PDF/X must not hold links"),
            ("colour: srgb", "“colour”: a press prints in inks"),
            ("intent: srgb", "files for 'press' are not made for the condition 'srgb'"),
            ("intent: fogra99", "expected one of: fogra39, fogra29, srgb"),
            ("margins_mm: 4", "“margins_mm”: only files for 'office'"),
            ("text_several_inks_pt: 4", "as much as “text_one_ink_pt” or more, 5"),
            ("text_reversed_pt: 4", "as much as “text_one_ink_pt” or more, 5"),
            ("line_several_inks_pt: 0.1", "as much as “line_one_ink_pt” or more, 0.125"),
            ("image_ppi_most: 200", "as much as “image_ppi” or more, 224"),
        ],
    )
    def test_each_is_reported_alone_with_its_line(
        self, tmp_path: Path, line: str, reported: str
    ) -> None:
        (fault,) = faults(tmp_path, f"{OURS}{line}\n")
        assert fault.startswith("shop.yaml:3:")
        assert reported in fault

    def test_of_margins_that_leave_no_room_are_the_profiles_and_not_the_campaigns(
        self, tmp_path: Path
    ) -> None:
        row = "like: office\nnames: {vi: a, en: b}\n"
        (fault,) = faults(tmp_path, row + "margins_mm: 5 5 60 5\n")
        assert fault.startswith("shop.yaml:3:")
        assert "60 mm leave no room on a sheet" in fault
        load(tmp_path, row + "margins_mm: 5 5 17 5\n")

    def test_of_a_file_are_reported_at_once(self, tmp_path: Path) -> None:
        found = faults(tmp_path, OURS + "bled_mm: 3\nspots: -1\nmarks: [cut]\n")
        assert [fault.split(":")[1] for fault in found] == ["3", "4", "5"]

    def test_of_an_unknown_key_come_with_the_near_one(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError) as caught:
            load(tmp_path, OURS + "blead_mm: 3\n")
        assert str(caught.value.problems[0].hint) == "did you mean “bleed_mm”?"

    def test_name_every_key_that_a_row_without_another_lacks(self, tmp_path: Path) -> None:
        found = faults(tmp_path, "names: {vi: a, en: b}\n")
        missing = {key for fault in found for key in re.findall("the key “(.*)” is missing", fault)}
        keys = {field.name for field in dataclasses.fields(Profile)}
        assert missing == keys - {"name", "names", "also", "marks", "theme"}

    def test_of_an_office_printer_name_all_that_only_a_press_has(self, tmp_path: Path) -> None:
        found = " ".join(faults(tmp_path, OURS + "destination: office\n"))
        for key in ("colour", "intent", "bleed_mm", "marks", "pdfx"):
            assert f"“{key}”: " in found

    def test_of_a_name_to_be_like_list_those_there_are(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError, match="unknown profile 'ofset'") as caught:
            load(tmp_path, OURS.replace("offset", "ofset"))
        assert "“offset”" in str(caught.value.problems[0].hint)

    def test_of_a_name_to_be_like_hide_no_other(self, tmp_path: Path) -> None:
        text = OURS.replace("offset", "ofset") + "blead_mm: 3\nink_percent: nhiều\nspots: -1\n"
        text += "image_ppi: {error: 300, warning: 200}\nmarks: [corp]\n"
        found = faults(tmp_path, text)
        for fault in ("'ofset'", "“blead_mm”", "“ink_percent”", "“spots”", "“marks”"):
            assert sum(fault in one for one in found) == 1, fault
        assert not any("is missing" in one for one in found), "nothing is missing that ofset had"

    def test_of_a_file_that_is_like_another_are_reported_of_that_one(self, tmp_path: Path) -> None:
        folder = tmp_path / "profiles"
        write(folder, OURS + "spots: many\n", "a")
        write(folder, "like: a\nnames: {vi: b, en: b}\n", "b")
        with pytest.raises(ContentError, match=r"a\.yaml:3:8"):
            load_profile("b", shipped_assets(tmp_path).profiles)

    def test_of_a_name_suggest_a_near_one(self) -> None:
        with pytest.raises(UsageError) as caught:
            load_profile("ofset", FOLDERS)
        assert "“offset”" in str(caught.value.problems[0].hint)

    @pytest.mark.parametrize("path", ["none.yaml", "shops/none", Path("offset")])
    def test_of_a_file_that_is_not_there_name_it(self, path: str | Path) -> None:
        with pytest.raises(InputOutputError, match=re.escape(str(path))):
            load_profile(path, FOLDERS)


class TestList:
    def test_shows_each_with_its_name_and_destination(self, run: Run) -> None:
        shown = run("list", "profiles").stdout
        assert re.search(r"^uncoated +Offset, uncoated paper; --for press$", shown, re.MULTILINE)
        assert len(shown.splitlines()) == len(NAMES)

    def test_gives_every_value_to_programs(self, run: Run) -> None:
        entries = json.loads(run("list", "profiles", "--json").stdout)["entries"]
        offset = next(entry for entry in entries if entry["name"] == "offset")
        assert set(offset) == {field.name for field in dataclasses.fields(Profile)}
        assert offset["bleed_mm"] == {"top": 3, "right": 3, "bottom": 3, "left": 3}
        assert offset["marks"] == ["crop", "fold", "slug"]
        assert offset["destination"] == "press"

    def test_shows_those_in_a_users_folder(self, run: Run, tmp_path: Path) -> None:
        write(tmp_path / "profiles", OURS, "in-dep")
        assert "in-dep" in run("list", "profiles", "--templates", str(tmp_path)).stdout


class TestDocs:
    PAGE = (DOCS / "profiles.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("field", [f.name for f in dataclasses.fields(Profile)][1:])
    def test_explain_every_key(self, field: str) -> None:
        assert f"| `{field}` |" in self.PAGE
        assert f"`{field}`" in (DOCS / "json.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", NAMES)
    def test_name_every_shipped_profile_with_its_destination(self, name: str) -> None:
        destination = load_profile(name, FOLDERS).destination.value
        default = ", its default" if DEFAULTS[Destination(destination)] == name else ""
        assert f"| `{name}` | `{destination}`{default} |" in self.PAGE

    def test_show_a_file_that_can_be_read(self, tmp_path: Path) -> None:
        (example,) = re.findall(r"^```yaml\n(.*?)^```$", self.PAGE, re.MULTILINE | re.DOTALL)
        assert load(tmp_path, example).bleed_mm == Sides(2, 2, 5, 2)

    def test_of_the_folder_explain_every_source(self) -> None:
        readme = (SHIPPED / "README.md").read_text(encoding="utf-8")
        rows = "".join(path.read_text(encoding="utf-8") for path in SHIPPED.glob("*.yaml"))
        rows = re.sub(r"^also: .*$", "", rows, flags=re.MULTILINE)  # words of people, no sources
        for source in re.findall(r"\[([a-z]{3,}[a-z ]*)[,\]]", rows):
            assert source in readme or source in [m.value for m in PrintMark], source


def test_profiles_travel_with_the_package() -> None:
    assert DATA / "profiles" == SHIPPED
