"""Orders: in which theme and size each material comes, and what stops a piece."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from support.shipped import ASSETS, DATA, TEMPLATES
from support.workshop import DATE, ISSUER, campaign, job, profile, workshop

from generator.core.assets import shipped_assets
from generator.core.errors import TemplateError, UsageError
from generator.job import Job, Piece
from generator.orders.options import MakeOptions
from generator.orders.planning import plan_jobs
from generator.orders.results import FailedPiece
from generator.orders.workshop import make_pieces
from generator.sheet.catalogue import Catalogue


def plan(options: MakeOptions, catalogue: Catalogue | None = None) -> tuple[Job | FailedPiece, ...]:
    return plan_jobs(options, catalogue or workshop().catalogue, campaign(), ISSUER, profile())


def themes(options: MakeOptions, catalogue: Catalogue | None = None) -> dict[str, str]:
    jobs = plan(options, catalogue)
    return {job.material.name: job.theme for job in jobs if isinstance(job, Job)}


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
    """Pieces that can be made are made."""

    def test_a_folder_of_templates_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        options = MakeOptions(date=DATE, templates=tmp_path / "nowhere")
        with pytest.raises(UsageError) as caught:
            list(make_pieces(options, ASSETS))
        assert caught.value.problems[0].code == "templates-unknown"

    def test_a_piece_that_cannot_be_made_stands_in_its_place(self) -> None:
        # The poster takes this name, the insert does not.
        name = "Ban Chỉ đạo phong trào Toàn dân đoàn kết xây dựng đời sống văn hóa " + "x" * 60
        poster, insert = make_pieces(
            MakeOptions(date=DATE, materials=("poster", "insert"), issuer_name=name), ASSETS
        )
        assert isinstance(poster, Piece)
        assert isinstance(insert, FailedPiece)
        assert {p.place.piece for p in insert.problems} == {"insert"}

    def test_a_template_with_other_panels_than_its_manifest_is_a_fault(
        self, tmp_path: Path
    ) -> None:
        shutil.copytree(TEMPLATES / "leaflet", tmp_path / "leaflet")
        sheet = tmp_path / "leaflet" / "sheet.xml.j2"
        text = sheet.read_text(encoding="utf-8")
        sheet.write_text(text.replace("<panels>", "<panels><spacer/>", 1), encoding="utf-8")
        options = MakeOptions(date=DATE, materials=("leaflet",), templates=tmp_path)
        (piece,) = make_pieces(options, shipped_assets(tmp_path))
        assert isinstance(piece, FailedPiece)
        assert isinstance(piece.error, TemplateError)
        assert str(piece.error).endswith("<panels> holds 4 panels, the manifest has 3")

    def test_a_material_with_a_faulty_manifest_does_not_stop_the_others(
        self, tmp_path: Path
    ) -> None:
        for name in ("insert", "hong"):
            shutil.copytree(TEMPLATES / "insert", tmp_path / name)
        (tmp_path / "hong" / "manifest.yaml").write_text("names: {vi: Hỏng}\n", encoding="utf-8")
        options = MakeOptions(date=DATE, materials=("hong", "insert"), templates=tmp_path)
        made, failed = make_pieces(options, shipped_assets(tmp_path))
        assert isinstance(made, Piece)
        assert isinstance(failed, FailedPiece)
        assert failed.material == "hong"

    def test_a_size_that_one_of_the_named_materials_lacks_does_not_stop_the_other(self) -> None:
        options = MakeOptions(date=DATE, materials=("poster", "leaflet"), size="A5")
        poster, leaflet = plan(options)
        assert isinstance(poster, Job)
        assert isinstance(leaflet, FailedPiece)
        assert [problem.code for problem in leaflet.problems] == ["size-not-offered"]

    def test_a_size_that_no_material_comes_in_is_refused_with_all_reasons(self) -> None:
        with pytest.raises(UsageError) as caught:
            plan(MakeOptions(date=DATE, size=("A2", "2000x100mm")))
        assert {problem.code for problem in caught.value.problems} == {
            "size-too-small",
            "size-not-offered",
        }

    def test_where_no_material_is_named_each_comes_in_the_sizes_that_it_has(self) -> None:
        jobs = [job for job in plan(MakeOptions(date=DATE, size=("A2", "A5"))) if type(job) is Job]
        assert [(job.material.name, job.size.name) for job in jobs] == [
            ("poster", "A2"),
            ("poster", "A5"),
            ("leaflet", "297x210mm"),
            ("insert", "A5"),
        ]

    def test_every_name_that_there_is_not_is_told_at_once(self) -> None:
        options = MakeOptions(
            date=DATE, materials=("posterr",), size="A33", theme=("x", "hien-dai")
        )
        with pytest.raises(UsageError) as caught:
            plan(options)
        assert [problem.code for problem in caught.value.problems] == [
            "material-unknown",
            "size-unknown",
            "theme-unknown",
        ]


@pytest.mark.parametrize(
    ("material", "told"),
    [("pledge", True), ("poster", False), ("insert", False), ("leaflet", False)],
)
def test_a_material_that_drops_an_issuers_contacts_says_so(material: str, told: bool) -> None:
    codes = {finding.code for finding in workshop().make(job(material, issuer=ISSUER)).findings}
    assert ("contacts-not-printed" in codes) is told
    nobody = replace(ISSUER, address="", hotline="", website="")
    codes = {finding.code for finding in workshop().make(job(material, issuer=nobody)).findings}
    assert "contacts-not-printed" not in codes
