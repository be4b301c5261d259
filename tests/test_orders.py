"""Orders: which issuer speaks, and in which theme each material comes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from workshop import DATE, ISSUER, campaign, workshop

from generator import resources
from generator.errors import AnphamError, ContentError, UsageError
from generator.options import MakeOptions
from generator.pipeline import choose_issuer, plan_jobs
from generator.sheet.catalogue import Catalogue


def refused(options: MakeOptions) -> AnphamError:
    with pytest.raises(AnphamError) as caught:
        choose_issuer(options, campaign())
    return caught.value


def themes(options: MakeOptions, catalogue: Catalogue | None = None) -> dict[str, str]:
    jobs = plan_jobs(options, catalogue or workshop().catalogue, campaign(), ISSUER)
    return {job.material.name: job.theme for job in jobs}


class TestIssuer:
    """The one that was asked for, or none."""

    def test_is_the_campaigns_when_none_is_named(self) -> None:
        assert choose_issuer(MakeOptions(date=DATE), campaign()).unit == "phường An Phú Đông"

    @pytest.mark.parametrize(
        "options",
        [
            MakeOptions(date=DATE, issuer=""),
            MakeOptions(date=DATE, issuer="  "),
            MakeOptions(date=DATE, issuer_name=""),
            MakeOptions(date=DATE, issuer_name="\u200b"),
        ],
    )
    def test_is_never_the_campaigns_when_an_empty_one_is_named(self, options: MakeOptions) -> None:
        error = refused(options)
        assert isinstance(error, UsageError)
        assert error.problems[0].code == "issuer-name-empty"

    def test_is_not_looked_up_and_printed_as_it_is_at_once(self) -> None:
        error = refused(MakeOptions(date=DATE, issuer="Thới An", issuer_name="Trường Ví Dụ"))
        assert isinstance(error, UsageError)
        assert error.problems[0].code == "two-issuers"

    @pytest.mark.parametrize(
        ("options", "place"),
        [
            (MakeOptions(date=DATE, issuer_name="Uû ban nh©n d©n"), "--issuer-name"),
            (MakeOptions(date=DATE, issuer="Uû ban nh©n d©n"), "--issuer"),
        ],
    )
    def test_in_an_old_encoding_is_told_with_its_option(
        self, options: MakeOptions, place: str
    ) -> None:
        error = refused(options)
        assert isinstance(error, ContentError)
        assert error.problems[0].place.item == place


class TestTheme:
    """One that is asked for must be there; one that is preferred is used where it is."""

    def test_that_is_preferred_holds_for_the_materials_that_come_in_it(
        self, tmp_path: Path
    ) -> None:
        for name in ("poster", "leaflet"):
            shutil.copytree(resources.templates() / name, tmp_path / name)
        manifest = tmp_path / "poster" / "manifest.yaml"
        text = manifest.read_text(encoding="utf-8")
        assert "\n  hien-dai: hien-dai.css\n" in text
        both = "\n  hien-dai: hien-dai.css\n  ban-tin-1-mau: hien-dai.css\n"
        manifest.write_text(text.replace("\n  hien-dai: hien-dai.css\n", both), encoding="utf-8")
        own = Catalogue([tmp_path], [resources.assets() / "themes"])
        preferring = MakeOptions(date=DATE, preferred_theme="ban-tin-1-mau")
        assert themes(preferring, own) == {"poster": "ban-tin-1-mau", "leaflet": "hien-dai"}
        assert themes(MakeOptions(date=DATE), own)["poster"] == "hien-dai"

    def test_that_is_preferred_never_stops_a_material_named_on_its_own(self) -> None:
        options = MakeOptions(date=DATE, materials=("insert",), preferred_theme="hien-dai")
        assert themes(options) == {"insert": "ban-tin-1-mau"}

    def test_that_is_asked_for_goes_before_the_preferred_one(self) -> None:
        options = MakeOptions(
            date=DATE, materials=("insert",), theme="hien-dai", preferred_theme="ban-tin-1-mau"
        )
        with pytest.raises(UsageError):
            themes(options)

    def test_that_is_preferred_must_exist(self) -> None:
        with pytest.raises(UsageError) as caught:
            themes(MakeOptions(date=DATE, preferred_theme="hien-dia"))
        assert caught.value.problems[0].code == "theme-unknown"
