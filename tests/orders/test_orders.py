"""Orders: the names of files, and in which theme each material comes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.shipped import ASSETS, DATA, TEMPLATES
from support.workshop import DATE, ISSUER, campaign, piece, profile, workshop

from generator.content.issuer_directory import load_directory
from generator.content.model import Issuer
from generator.core.assets import shipped_assets
from generator.core.errors import (
    DoesNotFitError,
    TemplateError,
    UsageError,
)
from generator.orders.options import MakeOptions
from generator.orders.planning import plan_jobs
from generator.orders.workshop import make_pieces
from generator.sheet.catalogue import Catalogue


def themes(options: MakeOptions, catalogue: Catalogue | None = None) -> dict[str, str]:
    jobs = plan_jobs(options, catalogue or workshop().catalogue, campaign(), ISSUER, profile())
    return {job.material.name: job.theme for job in jobs}


class TestName:
    """A file name of its own for each piece."""

    def test_bodies_of_one_ward_have_files_of_their_own(self) -> None:
        bodies = ["Ủy ban nhân dân", "Uỷ ban nhân dân", "Công an", "Đoàn Thanh niên"]
        names = [piece("insert", issuer=Issuer(body, "phường An Phú Đông")).name for body in bodies]
        assert names == [
            "insert-phuong-an-phu-dong",
            "insert-phuong-an-phu-dong",
            "insert-cong-an-phuong-an-phu-dong",
            "insert-doan-thanh-nien-phuong-an-phu-dong",
        ]


class TestTheme:
    """One that is asked for must be there; one that is preferred is used where it is."""

    def test_that_is_preferred_holds_for_the_materials_that_come_in_it(
        self, tmp_path: Path
    ) -> None:
        for name in ("poster", "leaflet"):
            shutil.copytree(TEMPLATES / name, tmp_path / name)
        manifest = tmp_path / "leaflet" / "manifest.yaml"
        text = manifest.read_text(encoding="utf-8")
        assert "inks: [full, two, one]" in text
        manifest.write_text(text.replace("[full, two, one]", "[full]"), encoding="utf-8")
        own = Catalogue([tmp_path], [DATA / "themes"])
        preferring = MakeOptions(date=DATE, preferred_theme="ban-tin-1-mau")
        assert themes(preferring, own) == {"poster": "ban-tin-1-mau", "leaflet": "hien-dai"}
        assert themes(MakeOptions(date=DATE), own)["poster"] == "hien-dai"

    @pytest.fixture
    def in_one_ink(self, tmp_path: Path) -> Catalogue:
        """An insert that comes in one ink only."""
        shutil.copytree(TEMPLATES / "insert", tmp_path / "insert")
        manifest = tmp_path / "insert" / "manifest.yaml"
        text = manifest.read_text(encoding="utf-8").replace("[one, two, full]", "[one]")
        manifest.write_text(text, encoding="utf-8")
        return Catalogue([tmp_path], [DATA / "themes"])

    def test_that_is_preferred_never_stops_a_material_named_on_its_own(
        self, in_one_ink: Catalogue
    ) -> None:
        options = MakeOptions(date=DATE, materials=("insert",), preferred_theme="hien-dai")
        assert themes(options, in_one_ink) == {"insert": "ban-tin-1-mau"}

    def test_that_is_asked_for_goes_before_the_preferred_one(self, in_one_ink: Catalogue) -> None:
        options = MakeOptions(
            date=DATE, materials=("insert",), theme="hien-dai", preferred_theme="ban-tin-1-mau"
        )
        with pytest.raises(UsageError):
            themes(options, in_one_ink)

    def test_that_is_preferred_must_exist(self) -> None:
        with pytest.raises(UsageError) as caught:
            themes(MakeOptions(date=DATE, preferred_theme="hien-dia"))
        assert caught.value.problems[0].code == "theme-unknown"


class TestOrder:
    """Whole, or not at all."""

    def test_a_folder_of_templates_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        options = MakeOptions(date=DATE, templates=tmp_path / "nowhere")
        with pytest.raises(UsageError) as caught:
            list(make_pieces(options, ASSETS))
        assert caught.value.problems[0].code == "templates-unknown"

    def test_nothing_is_given_out_when_the_last_piece_cannot_be_made(self) -> None:
        # The poster takes this name, the insert does not.
        name = "Ban Chỉ đạo phong trào Toàn dân đoàn kết xây dựng đời sống văn hóa " + "x" * 60
        pieces = make_pieces(
            MakeOptions(date=DATE, materials=("poster", "insert"), issuer_name=name), ASSETS
        )
        with pytest.raises(DoesNotFitError) as caught:
            next(pieces)
        assert {p.place.piece for p in caught.value.problems} == {"insert"}

    def test_a_unit_that_has_ended_does_not_take_the_file_name_of_todays(self) -> None:
        units = [i for i in load_directory(ASSETS.issuers).issuers if i.unit == "phường Thới An"]
        names = {piece("insert", issuer=unit).name for unit in units}
        assert len(names) == len(units) == 2

    def test_a_template_with_other_panels_than_its_manifest_is_a_fault(
        self, tmp_path: Path
    ) -> None:
        shutil.copytree(TEMPLATES / "leaflet", tmp_path / "leaflet")
        sheet = tmp_path / "leaflet" / "sheet.xml.j2"
        text = sheet.read_text(encoding="utf-8")
        sheet.write_text(text.replace("<panels>", "<panels><spacer/>", 1), encoding="utf-8")
        options = MakeOptions(date=DATE, materials=("leaflet",), templates=tmp_path)
        with pytest.raises(TemplateError) as caught:
            next(make_pieces(options, shipped_assets(tmp_path)))
        assert str(caught.value).endswith("<panels> holds 4 panels, the manifest has 3")
