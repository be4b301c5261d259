"""Every text that a piece states is verified on its pages, not only official ones."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import pikepdf
import pytest
from support.shipped import ASSETS
from support.workshop import job, piece_for, profile, workshop

from generator.checking import check_piece
from generator.content.model import TextLength
from generator.core.provenance import StatedText
from generator.core.units import mm_to_pt
from generator.job import Piece

DAY = dt.date(2026, 11, 24)


def made(material: str, text: TextLength = TextLength.SHORT) -> Piece:
    return workshop().make(job(material, text, for_="office"))


def errors(data: bytes) -> list[tuple[str, str]]:
    """Errors of a file by what it states itself."""
    result = check_piece(data, "x.pdf", profile("office"), assets=ASSETS, today=DAY)
    return [(f.code, str(f.message)) for f in result.findings if f.severity.value == "error"]


def painted(piece: Piece, operators: str, page: int = 0) -> bytes:
    """The piece with an artifact painted over all else, in pt from the lower left."""
    with pikepdf.open(io.BytesIO(piece.pdf)) as pdf:
        content = f"q /Artifact BMC {operators} EMC Q".encode()
        pdf.pages[page].contents_add(content)
        output = io.BytesIO()
        pdf.save(output)
    return output.getvalue()


def words_at(piece: Piece, origin: str) -> tuple[float, float, float, float]:
    """Where the first word of a text stands on page 1: left, lower, right, upper edge in pt."""
    import pypdfium2

    (text, *_) = [one for one in piece.expected.stated if one.origin == origin]
    page = pypdfium2.PdfDocument(piece.pdf)[0].get_textpage()
    found = page.search(text.as_set.split()[0], match_case=True).get_next()
    boxes = [page.get_charbox(found[0] + number) for number in range(found[1])]
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)


@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
def test_a_piece_states_every_text_that_it_sets_with_its_origin(material: str) -> None:
    stated = {text.origin: text.as_set for text in made(material).expected.stated}
    assert stated["campaign.title"].casefold() == "ứng xử văn minh trên mạng xã hội"
    assert {"campaign.legal_line", "campaign.qr.printed", "do-1.headline"} <= set(stated)
    assert any(origin.startswith("issuer.") for origin in stated)


@pytest.mark.parametrize("material", ["poster", "insert"])
def test_a_negation_that_is_covered_and_redrawn_as_shapes_is_found(material: str) -> None:
    piece = made(material)
    left, low, right, high = words_at(piece, "dont-1.headline")
    cover = f"1 1 1 rg {left} {low} {right - left} {high - low} re f"
    redrawn = f"0 0 0 rg {left} {low} {(right - left) / 3} {high - low} re f"
    found = errors(painted(piece, f"{cover} {redrawn}"))
    assert ("stated-text-hidden", "dont-1.headline cannot be seen at “Không”") in found


@pytest.mark.parametrize("origin", ["dont-1.headline", "do-1.headline", "campaign.title"])
def test_a_word_that_is_struck_through_is_found(origin: str) -> None:
    piece = made("poster")
    left, low, right, high = words_at(piece, origin)
    height = high - low
    line = f"0.8 0.2 0.1 rg {left} {low + 0.35 * height} {right - left} {0.12 * height} re f"
    codes = [code for code, message in errors(painted(piece, line)) if message.startswith(origin)]
    assert codes == ["stated-text-hidden"]


def test_a_patch_beside_the_words_is_no_fault_of_theirs() -> None:
    piece = made("poster")
    left, _, _, high = words_at(piece, "campaign.title")
    box = f"1 0.8 0.3 rg {left} {high + mm_to_pt(3)} {mm_to_pt(4)} {mm_to_pt(2)} re f"
    assert not [code for code, _ in errors(painted(piece, box)) if code.startswith("stated")]


def test_a_text_that_is_set_twice_must_be_legible_twice() -> None:
    piece = made("leaflet")
    slogan = [text for text in piece.expected.stated if text.origin == "campaign.slogans[0]"]
    assert len(slogan) == 2
    left, low, right, high = words_at(piece, "campaign.slogans[0]")
    covered = painted(piece, f"1 1 1 rg {left} {low} {right - left} {high - low} re f")
    assert [code for code, _ in errors(covered)] == ["stated-text-hidden"]


def test_what_is_stated_and_not_set_is_missing() -> None:
    piece = made("insert")
    stated = (
        *piece.expected.stated,
        StatedText("campaign.texts.call", "Trẻ em hôm nay, thế giới mai sau"),
    )
    result = check_piece(
        piece.pdf,
        "x.pdf",
        piece.profile,
        assets=ASSETS,
        today=DAY,
        expected=replace(piece.expected, stated=stated),
    )
    assert [f.code for f in result.findings if f.severity.value == "error"] == [
        "stated-text-missing"
    ]


@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
@pytest.mark.parametrize("name", ["office", "offset"])
def test_a_piece_says_nothing_outside_of_its_tags_within_the_trim(material: str, name: str) -> None:
    piece = piece_for(material, name)
    result = check_piece(piece.pdf, "x.pdf", profile(name), assets=ASSETS, today=DAY)
    assert "words-not-in-tags" not in {finding.code for finding in result.findings}
