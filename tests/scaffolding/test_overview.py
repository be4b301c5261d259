"""The overview: one file for any browser, with everything a person must look at."""

from __future__ import annotations

import base64
import html
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

import anpham
from generator.scaffolding.overview import marked

LETTERS = Path(__file__).parent.parent / "data" / "letters"
DATE = "2026-11-30"


class Reader(HTMLParser):
    """All tags with their attributes, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] and self.tags[-1][0] != "style":
            self.text += data


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> anpham.NewCampaign:
    folder = tmp_path_factory.mktemp("new") / "giao-thong"
    return anpham.new_campaign(LETTERS / "02-traffic-oneline.txt", date=DATE, output=folder)


@pytest.fixture(scope="module")
def page(made: anpham.NewCampaign) -> str:
    return (made.folder / made.overview).read_text("utf-8")


@pytest.fixture(scope="module")
def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def folded(text: str) -> str:
    return " ".join(text.split())


def test_it_needs_no_other_file_and_no_network(page: str, read: Reader) -> None:
    outside = [
        value
        for _, attributes in read.tags
        for name, value in attributes.items()
        if name in ("src", "href", "srcset", "data", "action")
        and not str(value).startswith("data:")
    ]
    assert outside == []
    assert "script" not in {tag for tag, _ in read.tags}
    assert not re.search(r"@import|url\((?!data:)", page)


def test_it_shows_every_page_of_every_piece(made: anpham.NewCampaign, read: Reader) -> None:
    pictures = [a["src"] or "" for tag, a in read.tags if tag == "img"]
    assert len(pictures) == sum(piece.pages for piece in made.pieces) == 4
    for picture in pictures:
        kind, _, data = picture.partition(",")
        assert kind == "data:image/png;base64"
        with Image.open(io.BytesIO(base64.b64decode(data))) as image:
            assert min(image.size) > 500
    assert all(a["alt"] for tag, a in read.tags if tag == "img")


def test_each_abridgement_stands_beside_its_official_text(
    made: anpham.NewCampaign, read: Reader
) -> None:
    text = folded(read.text)
    for item in made.campaign.items:
        at = text.index(f"{item.address} ")
        assert folded(item.headline).rstrip("…") in text
        assert folded(item.official) in text, at
    for left in made.left_out:
        assert f"{left.address} " in text


def test_the_whole_paper_is_there(made: anpham.NewCampaign, read: Reader) -> None:
    text = folded(read.text)
    letter = made.campaign.letter
    for block in letter.blocks:
        assert folded(block.text) in text
    for field in (letter.number, letter.subject, letter.issuing_body, letter.signatory.name):
        assert field
        assert folded(field) in text


def test_what_to_do_next_is_said_with_its_commands(read: Reader) -> None:
    text = folded(read.text)
    assert "Việc cần làm" in text
    assert "anpham make --campaign" in text
    assert "anpham approve" in text
    assert "BẢN THẢO, CHỜ DUYỆT" in text


def test_it_is_in_vietnamese_whatever_the_user_speaks(read: Reader) -> None:
    words = set(re.findall(r"[a-z]{3,}", read.text))
    assert not words & {"the", "and", "piece", "warning", "campaign's", "there"}


def test_what_is_quoted_is_no_markup(tmp_path: Path) -> None:
    text = (LETTERS / "02-traffic-oneline.txt").read_text("utf-8-sig")
    odd = text.replace("trước cổng trường", "trước <script>alert(1)</script> cổng & trường", 1)
    assert odd != text
    made = anpham.new_campaign(
        odd.encode("utf-8"), date=DATE, output=tmp_path / "x", source="cong-van.txt"
    )
    page = (made.folder / made.overview).read_text("utf-8")
    assert "<script" not in page
    assert html.escape("<script>") in page


def test_words_that_must_be_kept_are_marked_as_whole_words() -> None:
    parts = marked("Không đốt rác trước 17 giờ, không trừ ngày nghỉ", ("không", "17 giờ", "trừ"))
    assert [part.text for part in parts if part.is_kept] == ["Không", "17 giờ", "không", "trừ"]
    assert "".join(part.text for part in parts) == "Không đốt rác trước 17 giờ, không trừ ngày nghỉ"
    assert not any(part.is_kept for part in marked("trường", ("trư",)))


def test_a_doubtful_field_is_shown_as_such(made: anpham.NewCampaign) -> None:
    from generator.scaffolding.overview import _fields

    letter = replace(made.campaign.letter, doubtful=("subject", "signatory"), lacks=("number",))
    states = {field.label: field.state for field in _fields(replace(letter, number=None))}
    assert states["Trích yếu"] == "doubtful"
    assert states["Người ký"] == "doubtful"
    assert states["Số, ký hiệu"] == "missing"
    assert states["Cơ quan ban hành"] == "sure"
