"""Campaigns without a link: pieces without a code, whose room goes to its neighbours."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from layout.test_any_campaign import Ink, laid_out
from layout.test_shipped_pieces import LONGEST_NAME, of_class
from product.test_bare_campaigns import bare
from support.made_campaigns import counts, made_campaign
from support.shipped import ASSETS, DATA
from support.workshop import DATE, ISSUER, campaign, job, workshop

from generator.checking import check_piece
from generator.content.campaign import load_campaign
from generator.content.model import TextLength, Tone
from generator.core.assets import shipped_assets
from generator.core.errors import ContentError, TemplateError
from generator.core.findings import Severity
from generator.layout.model import Fragment
from generator.pipeline import Pipeline

PIECES = [
    ("poster", "A5", "hien-dai"),
    ("poster", "A3", "hien-dai"),
    ("poster", "A3", "ban-tin-1-mau"),
    ("poster", "A0", "ban-tin-2-mau"),
    ("leaflet", "", "hien-dai"),
    ("insert", "", "ban-tin-1-mau"),
    ("insert", "", "hien-dai"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "chien-dich"
    shutil.copytree(DATA / "campaigns" / "ung-xu-mang-xa-hoi", copy)
    return copy


def with_code(folder: Path, qr: str) -> None:
    file = folder / "campaign.yaml"
    text = file.read_text("utf-8")
    start, end = text.index("\nqr:\n"), text.index("\n# Printed at the foot")
    file.write_text(text[:start] + qr + text[end:], "utf-8")


@pytest.mark.parametrize(
    "qr",
    [
        "",
        "\nqr:\n",
        "\nqr: {}\n",
        "\nqr:\n  url:\n",
        "\nqr:\n  url: ''\n  printed: ''\n  caption:\n",
        "\nqr:\n  url:\n  printed:\n  caption: Quét mã để đọc toàn văn\n",
    ],
)
def test_a_campaign_may_have_no_link_and_says_so(folder: Path, qr: str) -> None:
    with_code(folder, qr)
    loaded = load_campaign(folder)
    assert loaded.qr is None
    assert [one.code for one in loaded.findings] == ["campaign-without-link"]


def test_a_printed_address_without_one_for_the_code_is_refused(folder: Path) -> None:
    with_code(folder, "\nqr:\n  url:\n  printed: a.vn\n  caption: Quét\n")
    with pytest.raises(ContentError) as caught:
        load_campaign(folder)
    assert [one.code for one in caught.value.problems] == ["qr-without-url"]


def test_a_mistyped_key_is_no_campaign_without_a_link(folder: Path) -> None:
    with_code(folder, "\nqr:\n  ulr: https://a.vn\n  caption: Quét\n")
    with pytest.raises(ContentError) as caught:
        load_campaign(folder)
    assert [one.code for one in caught.value.problems] == ["unknown-key"]


@pytest.mark.parametrize(("material", "size", "theme"), PIECES)
@pytest.mark.parametrize("text", TextLength)
def test_pieces_without_a_code_are_fit_and_state_none(
    material: str, size: str, theme: str, text: TextLength
) -> None:
    made = replace(campaign(), qr=None)
    order = job(material, text, size=size or None, campaign_=made, issuer=LONGEST_NAME)
    piece = workshop().make(replace(order, theme=theme))
    assert piece.qr_url is None
    result = check_piece(
        piece.pdf, "x.pdf", piece.profile, assets=ASSETS, today=DATE, expected=piece.expected
    )
    assert not [one for one in result.findings if one.severity is Severity.ERROR]
    assert not result.codes
    assert not any("qr" in one.code for one in result.findings)


@pytest.mark.parametrize("material", ["poster", "insert"])
@pytest.mark.parametrize("groups", [(8, 2), (4,), (3, 3, 1)])
def test_the_codes_room_goes_to_what_stood_beside_it(
    material: str, groups: tuple[int, ...]
) -> None:
    made = made_campaign(counts(*groups))
    theme = {"poster": "hien-dai", "insert": "ban-tin-1-mau"}[material]

    def box(*, without: bool) -> tuple[Ink, Ink]:
        one = replace(made, qr=None) if without else made
        (page,) = laid_out(
            material, "A3" if material == "poster" else "A5", theme, TextLength.SHORT, one, ISSUER
        )
        assert bool(list(of_class(page, "scan"))) is not without
        (apart,) = of_class(page, "apart")
        (row,) = of_class(page, "lower")
        return apart, row

    apart, row = box(without=True)
    assert apart.right == pytest.approx(row.right)
    assert box(without=False)[0].right < row.right - 30


@pytest.mark.parametrize(("material", "size"), [("poster", "A3"), ("insert", "A5")])
def test_groups_that_forbid_nothing_look_alike(material: str, size: str) -> None:
    made = replace(made_campaign(((Tone.DO, 3), (Tone.INFO, 2))), qr=None)
    (page,) = laid_out(material, size, "ban-tin-1-mau", TextLength.SHORT, made, ISSUER)
    assert not list(of_class(page, "apart"))
    assert len(list(of_class(page, "tile"))) == 5


@pytest.mark.parametrize(("material", "size"), [("poster", "A3"), ("insert", "A5")])
@pytest.mark.parametrize("tone", [Tone.DO, Tone.INFO])
def test_beside_the_code_only_prohibitions_lose_their_icons(
    material: str, size: str, tone: Tone
) -> None:
    def icons(last: Tone) -> int:
        made = made_campaign(((Tone.DO, 3), (last, 2)))
        (page,) = laid_out(material, size, "ban-tin-1-mau", TextLength.SHORT, made, ISSUER)
        (apart,) = fragments(page, "apart")
        return len(list(of_class(apart, "tile")))

    assert icons(tone) == 2
    assert icons(Tone.DONT) == 0


def fragments(fragment: Fragment, name: str) -> list[Fragment]:
    """The boxes of a class, with what is in them."""
    if name in fragment.element.attributes.get("class", "").split():
        return [fragment]
    return [one for placed in fragment.children for one in fragments(placed.fragment, name)]


def test_the_slogan_has_the_leaflets_back_where_there_is_no_code() -> None:
    made = replace(campaign(), qr=None)
    outside, _ = laid_out("leaflet", "297x210mm", "hien-dai", TextLength.FULL, made, ISSUER)
    (motto,) = of_class(outside, "motto")
    assert motto.bottom - motto.top > 90
    assert len(list(of_class(outside, "slogan"))) == 1


@pytest.mark.parametrize("kicker", ["", "Theo Công văn số 12/UBND"])
def test_without_code_and_slogan_the_leaflets_back_says_the_title_above_the_issuer(
    kicker: str,
) -> None:
    """No panel is empty."""
    made = replace(campaign(), qr=None, slogans=(), kicker=kicker, pictures={})
    outside, _ = laid_out("leaflet", "297x210mm", "hien-dai", TextLength.FULL, made, LONGEST_NAME)
    (motto,) = of_class(outside, "motto")
    assert len(list(of_class(outside, "claim"))) == 1
    (imprint,) = of_class(outside, "whose")
    assert motto.bottom <= imprint.top
    # The title stands in the middle of the cover, whether a line leads to it or not.
    (title,) = of_class(outside, "h1")
    assert 60 < title.top < 100


def test_a_template_that_takes_a_code_for_granted_is_told_how_to_ask(tmp_path: Path) -> None:
    material = tmp_path / "bang-ron"
    shutil.copytree(ASSETS.templates[-1] / "insert", material)
    file = material / "sheet.xml.j2"
    text = file.read_text("utf-8")
    asked = '{% if campaign.qr %}\n        <column class="scan">'
    assert asked in text
    text = text.replace(asked, '{% if true %}\n        <column class="scan">')
    text = text.replace("{{ qr_code(campaign) }}", "<p>{{ campaign.qr.caption }}</p>")
    file.write_text(text, "utf-8")
    pipeline = Pipeline(shipped_assets(tmp_path))
    order = replace(
        job("insert", campaign_=replace(campaign(), qr=None)),
        material=pipeline.catalogue.material("bang-ron"),
    )
    with pytest.raises(TemplateError) as caught:
        pipeline.make(order)
    (problem,) = caught.value.problems
    assert problem.code == "template-without-link"
    assert "{% if campaign.qr %}" in str(problem.hint)
    assert problem.place.line


@pytest.mark.parametrize("groups", [(5,), (6, 2)], ids=str)
@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
def test_a_campaign_without_link_and_slogan_has_pieces_that_are_fit(
    material: str, groups: tuple[int, ...]
) -> None:
    made = replace(bare(made_campaign(counts(*groups), pictures=False)), qr=None)
    piece = workshop().make(job(material, campaign_=made))
    result = check_piece(
        piece.pdf, "x.pdf", piece.profile, assets=ASSETS, today=DATE, expected=piece.expected
    )
    assert not [one for one in result.findings if one.severity is Severity.ERROR]
