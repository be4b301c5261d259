"""A campaign in another language: beside the Vietnamese, marked, tagged and verified."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from support.shipped import ASSETS
from support.tools import Run

import anpham
from generator.content.campaign import load_campaign
from generator.content.languages import in_language
from generator.content.stated_texts import campaign_texts
from generator.core.errors import ContentError, UsageError
from generator.core.findings import Severity
from generator.sheet.template_values import campaign_values

SHIPPED = ASSETS.campaigns / "ung-xu-mang-xa-hoi"
DAY = dt.date(2026, 11, 30)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> anpham.Made:
    folder = tmp_path_factory.mktemp("made")
    return anpham.make(
        output=folder, materials=["poster", "leaflet"], language="en", date=DAY, check=True
    )


def path_of(file: anpham.MadeFile) -> Path:
    assert file.path is not None
    return file.path


def words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = (document[page].get_textpage().get_text_bounded() for page in range(len(document)))
    return " ".join(" ".join(pages).split())


def own(folder: Path, old: str, new: str) -> Path:
    shutil.copytree(SHIPPED, folder)
    file = folder / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_poster_and_leaflet_say_both_and_that_one_is_unofficial(made: anpham.Made) -> None:
    campaign = load_campaign(SHIPPED)
    translation = campaign.translations["en"]
    assert [path_of(file).name for file in made.files] == [
        "poster-a3-en-phuong-an-phu-dong.pdf", "leaflet-en-phuong-an-phu-dong.pdf",
    ]  # fmt: skip
    for file in made.files:
        words = words_of(path_of(file))
        assert campaign.title in words
        assert translation.title in words
        assert "Bản dịch không chính thức" in words
        assert "Unofficial translation" in words
        for item in campaign.items:
            assert item.headline in words
            assert translation.items[item.address].headline in words
            assert translation.items[item.address].support in words


def test_the_pieces_are_fit_and_each_translated_text_is_verified(made: anpham.Made) -> None:
    for file in made.files:
        result = file.preflight
        assert result is not None
        grave = [f.code for f in result.findings if f.severity is not Severity.NOTE]
        assert set(grave) <= {"act-doubtful"}
        again = anpham.check(path_of(file), date=DAY, campaign="ung-xu-mang-xa-hoi")
        assert not [f for f in again.findings if f.severity is Severity.ERROR]


def test_a_changed_translation_is_found_in_a_finished_file(
    made: anpham.Made, tmp_path: Path
) -> None:
    changed = own(
        tmp_path / "ung-xu-mang-xa-hoi",
        "Read and follow the terms of use",
        "Read or ignore the terms of use",
    )
    result = anpham.check(path_of(made.files[0]), date=DAY, campaign=changed)
    assert any("items.1.1.headline" in str(f.message) for f in result.findings)


def test_a_screen_reader_is_told_the_language_of_what_is_not_vietnamese(
    made: anpham.Made,
) -> None:
    with pikepdf.open(path_of(made.files[0])) as pdf:
        assert str(pdf.Root.Lang) == "vi-VN"
        nodes = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        told = {str(node.get("/T", "")): str(node.get("/Lang", "")) for node in nodes}
    english = {origin for origin, lang in told.items() if lang == "en"}
    assert any("languages.en.items.1.1.headline" in origin for origin in english)
    assert all("languages.en." in origin for origin in english)
    assert told["campaign.title"] == ""


def test_official_texts_stay_vietnamese(made: anpham.Made) -> None:
    campaign = load_campaign(SHIPPED)
    leaflet = made.files[1]
    assert leaflet.official_items == tuple(item.id for item in campaign.items)
    assert not any(
        origin.startswith("campaign.languages.") and "official" in origin
        for origin in campaign_texts(campaign)
    )


def test_without_a_language_a_piece_says_nothing_of_it() -> None:
    (piece,) = anpham.Workshop().make(materials="poster", date=DAY)
    document = pypdfium2.PdfDocument(piece.pdf)
    assert "Unofficial" not in document[0].get_textpage().get_text_bounded()


def test_a_material_without_room_is_refused_by_name_and_left_out_otherwise(
    run: Run, tmp_path: Path
) -> None:
    refused = run("make", "insert", "--language", "en", "-o", str(tmp_path))
    assert refused.exit_code == 2
    assert "insert has no room for a translation" in refused.stderr
    assert "leaflet" in refused.stderr
    usual = run("make", "--language", "en", "-o", str(tmp_path), "--json", "--no-check")
    assert usual.exit_code == 0, usual.stderr
    pieces = json.loads(usual.stdout)["files"]
    assert [piece["material"] for piece in pieces] == ["poster", "leaflet"]
    assert {piece["language"] for piece in pieces} == {"en"}


@pytest.mark.parametrize("language", ["fr", "vi", "", "EN "])
def test_a_language_that_the_campaign_lacks_is_refused_with_those_it_has(language: str) -> None:
    campaign = load_campaign(SHIPPED)
    if language.strip().lower() == "en":
        assert in_language(campaign, language).language == "en"
        return
    with pytest.raises(UsageError) as caught:
        in_language(campaign, language)
    (problem,) = caught.value.problems
    assert problem.code == "language-unknown"
    assert "en" in str(problem.hint)


def test_an_item_without_a_translation_and_a_changed_number_are_warned_of(
    tmp_path: Path,
) -> None:
    beginning = "      2.2:\n        headline: No fake news"
    other = own(tmp_path / "a", beginning, beginning.replace("2.2", "2.9"))
    found = {f.code: str(f.message) for f in load_campaign(other).findings}
    assert "dont-2" in found["translation-incomplete"]
    assert "2.9" in found["translation-unused"]
    text = (SHIPPED / "campaign.yaml").read_text(encoding="utf-8")
    last = text[text.index(beginning) :]
    (finding,) = [
        f
        for f in load_campaign(own(tmp_path / "b", last, "")).findings
        if f.code == "translation-incomplete"
    ]
    assert "dont-2" in str(finding.message)
    (finding,) = [
        f
        for f in load_campaign(
            own(tmp_path / "c", "Use your real name and get", "Use 3 real names and get")
        ).findings
        if f.code == "translation-number"
    ]
    assert "do-2 says 3" in str(finding.message)


def test_the_shipped_translation_is_whole() -> None:
    campaign = load_campaign(SHIPPED)
    translation = campaign.translations["en"]
    assert set(translation.items) == {item.address for item in campaign.items}
    assert set(translation.groups) == {group.name for group in campaign.groups}
    assert not [f for f in campaign.findings if f.code.startswith("translation-")]


def test_a_translation_stays_with_its_official_text_when_an_item_before_it_leaves(
    tmp_path: Path,
) -> None:
    text = (SHIPPED / "campaign.yaml").read_text(encoding="utf-8")
    first = text[
        text.index("  - group: do\n    at: 1.1") : text.index("  - group: do\n    at: 1.2")
    ]
    folder = own(tmp_path / "a", first, "")
    file = folder / "campaign.yaml"
    written = file.read_text(encoding="utf-8")
    for was, now in (("title: 8 điều", "title: 7 điều"), ("long_title: 8", "long_title: 7")):
        written = written.replace(was, now)
    file.write_text(written, encoding="utf-8")
    campaign = in_language(load_campaign(folder), "en")
    (item,) = [one for one in campaign_values(campaign, campaign.items).items if one.id == "do-1"]
    assert item.headline == "Dùng tên thật, đăng ký xác thực"
    assert item.translation is not None
    assert item.translation.headline == "Use your real name and get verified"


KHMER = """  km:
    title: ភាសាខ្មែរ កម្ពុជា
    groups:
      do: {title: "៨ ព្រះពុទ្ធសាសនា"}
    items:
      1.1:
        headline: អាន និងគោរពច្បាប់
        support: ស្វែងយល់ឲ្យបានច្បាស់ មុនចុះឈ្មោះ និងចូលរួមបណ្តាញសង្គម។
"""


def test_khmer_is_shaped_read_back_and_marked_in_its_own_words(tmp_path: Path) -> None:
    folder = own(tmp_path / "chien-dich", "\nlanguages:\n", f"\nlanguages:\n{KHMER}")
    made = anpham.make(
        output=tmp_path, materials="poster", campaign=folder, language="km", date=DAY, check=True
    )
    (file,) = made.files
    assert file.preflight is not None
    assert not [f for f in file.preflight.findings if f.severity is Severity.ERROR]
    words = words_of(path_of(file))
    for text in ("ភាសាខ្មែរ កម្ពុជា", "៨ ព្រះពុទ្ធសាសនា", "អាន និងគោរពច្បាប់", "ការបកប្រែក្រៅផ្លូវការ"):
        assert text in words
    with pikepdf.open(path_of(file)) as pdf:
        told = {
            str(one["/Lang"])
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/Lang" in one
        }
        fonts = {str(one.get("/BaseFont", "")) for one in pdf.objects if "/BaseFont" in one}
    assert told == {"km"}
    assert any("NotoSansKhmer" in font for font in fonts)


@pytest.mark.parametrize(
    ("written", "code"),
    [("vi", "language-wrong"), ("English", "language-wrong"), ("fr", "missing-key")],
)
def test_a_language_is_a_code_and_one_that_is_not_known_says_how_it_is_marked(
    tmp_path: Path, written: str, code: str
) -> None:
    folder = own(tmp_path / "a", "\nlanguages:\n", f"\nlanguages:\n  {written}:\n    title: X\n")
    with pytest.raises(ContentError) as caught:
        load_campaign(folder)
    assert code in {problem.code for problem in caught.value.problems}
