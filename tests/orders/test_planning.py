"""Which materials an order makes, and for which destination."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.shipped import ASSETS, DATA, TEMPLATES
from support.workshop import DATE, ISSUER, campaign

from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder
from generator.content.model import Campaign
from generator.core.destination import Destination
from generator.core.errors import ContentError, Place, TemplateError
from generator.job import Job
from generator.orders.options import MakeOptions
from generator.orders.planning import plan_jobs
from generator.orders.results import FailedPiece
from generator.press.profiles import default_profile
from generator.sheet.catalogue import Catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """An insert that is made by default, a card by name only, a picture for screens alone."""
    for name, line in {
        "insert": "",
        "card": "default: no\n",
        "picture": "destinations: [screen]\n",
    }.items():
        shutil.copytree(TEMPLATES / "insert", tmp_path / name)
        manifest = tmp_path / name / "manifest.yaml"
        text = manifest.read_text(encoding="utf-8")
        assert "default: yes\n" in text
        if name != "insert":
            text = text.replace("default: yes\n", line).replace("also: [bản tin, bulletin]\n", "")
            text = text.replace("Trang bản tin", name.title()).replace("Bulletin insert", name)
        manifest.write_text(text, encoding="utf-8")
    return Catalogue([tmp_path], [DATA / "themes"])


def planned(
    catalogue: Catalogue, *materials: str, said: Campaign | None = None, for_: str | None = None
) -> dict[str, str]:
    """The destination of each planned material; of one that cannot be made, its problem's code."""
    options = MakeOptions(date=DATE, materials=materials, destination=for_)  # type: ignore[arg-type]
    asked = default_profile(Destination(for_ or "office"), ASSETS.profiles)
    jobs = plan_jobs(
        options,
        catalogue,
        said or campaign(),
        ISSUER,
        asked,
        usual_profile=lambda destination: default_profile(destination, ASSETS.profiles),
    )
    return {
        job.material.name: job.profile.destination.value for job in jobs if isinstance(job, Job)
    } | {
        failed.material: ("left out: " if failed.is_left_out else "") + failed.problems[0].code
        for failed in jobs
        if isinstance(failed, FailedPiece)
    }


class TestMaterials:
    """Those that are named, else the campaign's, else the usual ones."""

    def test_that_say_so_are_made_where_none_is_named(self, catalogue: Catalogue) -> None:
        assert planned(catalogue) == {"insert": "office"}

    @pytest.mark.parametrize("words", [("all",), ("ALL",), ("tất cả",), ("tat", "ca")])
    def test_are_all_made_by_the_word_all(
        self, catalogue: Catalogue, words: tuple[str, ...]
    ) -> None:
        assert planned(catalogue, *words) == {
            "insert": "office",
            "card": "office",
            "picture": "screen",
        }

    def test_that_the_campaign_lists_go_before_the_usual_ones(self, catalogue: Catalogue) -> None:
        said = replace(campaign(), materials=("card", "insert"))
        assert planned(catalogue, said=said) == {"card": "office", "insert": "office"}
        assert planned(catalogue, "picture", said=said) == {"picture": "screen"}

    def test_that_the_campaign_lists_and_nobody_has_are_refused_at_their_line(
        self, catalogue: Catalogue
    ) -> None:
        place = Place(file="campaign.yaml", line=7)
        said = replace(campaign(), materials=("insrt",), places={"campaign.materials[0]": place})
        with pytest.raises(ContentError) as caught:
            planned(catalogue, said=said)
        (problem,) = caught.value.problems
        assert (problem.code, problem.place) == ("material-unknown", place)

    def test_are_all_usual_where_no_manifest_says_so(self, tmp_path: Path) -> None:
        shutil.copytree(TEMPLATES / "insert", tmp_path / "own")
        manifest = tmp_path / "own" / "manifest.yaml"
        text = manifest.read_text(encoding="utf-8").replace("default: yes\n", "")
        manifest.write_text(text, encoding="utf-8")
        assert Catalogue([tmp_path], []).default_names() == ("own",)


class TestDestination:
    """A material for screens is made for screens."""

    def test_of_a_material_is_its_own_where_none_is_asked_for(self, catalogue: Catalogue) -> None:
        assert planned(catalogue, "picture", "card") == {"picture": "screen", "card": "office"}

    def test_that_a_named_material_is_not_made_for_is_refused(self, catalogue: Catalogue) -> None:
        found = planned(catalogue, "picture", "card", for_="press")
        assert found == {"picture": "destination-not-offered", "card": "press"}

    def test_leaves_out_what_does_not_suit_where_all_are_made(self, catalogue: Catalogue) -> None:
        left_out = "left out: destination-not-offered"
        assert planned(catalogue, "all", for_="press") == {
            "insert": "press",
            "card": "press",
            "picture": left_out,
        }

    def test_in_a_manifest_must_be_one_of_ours(self, tmp_path: Path) -> None:
        shutil.copytree(TEMPLATES / "insert", tmp_path / "own")
        manifest = tmp_path / "own" / "manifest.yaml"
        text = manifest.read_text(encoding="utf-8") + "destinations: [scren]\n"
        manifest.write_text(text, encoding="utf-8")
        with pytest.raises(TemplateError) as caught:
            Catalogue([tmp_path], []).material("own")
        assert "“destinations” is “scren”" in str(caught.value.problems[0])


def test_the_materials_of_a_campaign_are_read_from_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(campaign_folder("ung-xu-mang-xa-hoi", ASSETS.campaigns), folder)
    file = folder / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"materials: [card]\n{text}", encoding="utf-8")
    said = load_campaign(folder)
    assert said.materials == ("card",)
    assert said.places["campaign.materials[0]"].line == 1
