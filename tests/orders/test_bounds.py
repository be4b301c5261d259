"""Bounds of a material: what it does not take is refused before anything is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.made_campaigns import counts, made_campaign
from support.shipped import DATA, TEMPLATES
from support.workshop import DATE, ISSUER, profile, workshop

from generator.content.model import Campaign, Tone
from generator.core.errors import DoesNotFitError, Problem
from generator.job import Job
from generator.orders.options import MakeOptions
from generator.orders.planning import plan_jobs
from generator.orders.results import FailedPiece
from generator.scaffolding.trial_pieces import TrialPress
from generator.sheet.catalogue import Catalogue


def catalogue(folder: Path, **bounds: str) -> Catalogue:
    """Copies of the insert, each with its own ``bounds``, and nothing else."""
    for name, text in bounds.items():
        shutil.copytree(TEMPLATES / "insert", folder / name)
        manifest = folder / name / "manifest.yaml"
        kept = [
            line
            for line in manifest.read_text(encoding="utf-8").splitlines()
            if not line.startswith("bounds:")
        ]
        manifest.write_text("\n".join([*kept, text, ""]), encoding="utf-8")
    return Catalogue([folder], [DATA / "themes"])


def plan(own: Catalogue, campaign: Campaign, *materials: str) -> tuple[Job | FailedPiece, ...]:
    options = MakeOptions(date=DATE, materials=materials)
    return plan_jobs(options, own, campaign, ISSUER, profile())


def refusal(own: Catalogue, campaign: Campaign, material: str) -> tuple[Problem, ...]:
    with pytest.raises(DoesNotFitError) as caught:
        plan(own, campaign, material)
    return caught.value.problems


SMALL = "bounds: {items: {least: 2, most: 5}, groups: {least: 1, most: 2}}"
LARGE = "bounds: {items: {most: 40}}"


@pytest.mark.parametrize("numbers", [(2,), (5,), (3, 2), (1, 1)])
def test_a_campaign_within_the_bounds_is_planned(tmp_path: Path, numbers: tuple[int, ...]) -> None:
    (job,) = plan(catalogue(tmp_path, small=SMALL), made_campaign(counts(*numbers)), "small")
    assert isinstance(job, Job)


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        ((1,), ["too-few-items"]),
        ((6,), ["too-many-items"]),
        ((5, 1), ["too-many-items"]),
        ((2, 1, 1), ["too-many-groups"]),
        ((2, 2, 2), ["too-many-items", "too-many-groups"]),
    ],
)
def test_a_campaign_beyond_the_bounds_is_refused_with_each_of_them(
    tmp_path: Path, numbers: tuple[int, ...], codes: list[str]
) -> None:
    problems = refusal(catalogue(tmp_path, small=SMALL), made_campaign(counts(*numbers)), "small")
    assert [problem.code for problem in problems] == codes


def test_the_refusal_says_the_bounds_and_which_materials_take_more(tmp_path: Path) -> None:
    own = catalogue(tmp_path, small=SMALL, large=LARGE, vague="")
    (problem,) = refusal(own, made_campaign(counts(7, 2)), "small")
    assert "small takes 2 to 5 items" in str(problem.message)
    assert "has 9" in str(problem.message)
    assert str(problem.hint) == "large take as many; or leave some out in campaign.yaml"
    assert problem.place.piece == "small"


def test_the_refusal_names_no_material_where_none_takes_more(tmp_path: Path) -> None:
    (problem,) = refusal(catalogue(tmp_path, small=SMALL), made_campaign(counts(9)), "small")
    assert "two campaigns" in str(problem.hint)


def test_what_is_not_shown_does_not_count(tmp_path: Path) -> None:
    own = catalogue(tmp_path, small=f"{SMALL}\nitems: {{dont: 1, others: 4}}")
    (job,) = plan(own, made_campaign(((Tone.DO, 9), (Tone.DONT, 4))), "small")
    assert isinstance(job, Job)


def test_without_bounds_any_number_is_taken(tmp_path: Path) -> None:
    (job,) = plan(catalogue(tmp_path, vague=""), made_campaign(counts(40)), "vague")
    assert isinstance(job, Job)


def test_the_other_materials_of_an_order_are_made(tmp_path: Path) -> None:
    own = catalogue(tmp_path, small=SMALL, large=LARGE)
    job, failed = plan(own, made_campaign(counts(9)))
    assert isinstance(job, Job)
    assert isinstance(failed, FailedPiece)
    assert (job.material.name, failed.material, failed.size) == ("large", "small", "A5")


def test_every_shipped_material_states_bounds_that_the_shipped_campaign_is_in() -> None:
    known = workshop().catalogue
    for name in known.material_names():
        material = known.material(name)
        goes_on = material.pages is None  # its pages are as many as the texts take
        is_bounded = material.bounds.items.most is not None
        assert is_bounded or goes_on or not shows_items(name), name


def shows_items(material: str) -> bool:
    manifest = workshop().catalogue.material(material)
    return "items" in (manifest.folder / manifest.template).read_text(encoding="utf-8")


def test_a_new_campaign_leaves_out_what_is_beyond_the_bounds() -> None:
    from support.shipped import ASSETS

    press = TrialPress(ASSETS, ISSUER, DATE)
    problems = press.misfits(made_campaign(counts(30)))
    (first, *_) = [one for one in problems if one.place.piece == "poster"]
    assert (first.code, first.message.values["count"]) == ("too-many-items", 30)
    assert first.message.values["room"] == 18
    assert all(one.piece is None for one in press.pieces(made_campaign(counts(30))))


def test_all_means_those_that_suit_the_campaign(tmp_path: Path) -> None:
    own = catalogue(tmp_path, small=SMALL, large=LARGE)
    planned = plan(own, made_campaign(counts(9)), "all")
    assert [one.material.name for one in planned if isinstance(one, Job)] == ["large"]
    (left_out,) = [one for one in planned if isinstance(one, FailedPiece)]
    assert left_out.is_left_out
    assert left_out.material == "small"


def test_all_says_why_nothing_is_made(tmp_path: Path) -> None:
    problems = refusal(catalogue(tmp_path, small=SMALL), made_campaign(counts(9)), "all")
    assert [problem.code for problem in problems] == ["too-many-items"]
