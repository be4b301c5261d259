"""Made papers of every layout are read as a careful person reads them, and nothing is lost."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace

import pytest
from support.letters import PAPERS, expected, law_faults, letter_of_reading, paper, score

from generator.content.letters.json_format import letter_object
from generator.content.letters.model import BlockType, Letter
from generator.content.letters.plain_form import letter_text
from generator.content.letters.reader import read_letter
from generator.content.sources.model import Medium, SourceDocument
from generator.content.sources.opening import open_source
from generator.content.sources.plain_text import read_plain_text

NAMES = sorted(path.name.removesuffix(".expected.json") for path in PAPERS.glob("*.expected.json"))
#: A scan needs what not every machine has; its own tests read it.
READ = [name for name in NAMES if name != "23-scan"]
TEXTS = [name for name in NAMES if (PAPERS / f"{name}.txt").exists()]


def read_paper(name: str) -> tuple[SourceDocument, Letter]:
    document = open_source(paper(name).read_bytes(), name=paper(name).name)
    return document, read_letter(document)


@pytest.mark.parametrize("name", READ)
def test_every_field_and_block_of_a_paper_is_read(name: str) -> None:
    letter = read_paper(name)[1]
    result = score(letter, expected(name))
    assert result.faults == []
    assert result.right_fields == result.fields


@pytest.mark.parametrize("name", READ)
def test_every_character_is_in_exactly_one_place(name: str) -> None:
    assert law_faults(*read_paper(name)) == []


@pytest.mark.parametrize("name", READ)
def test_what_a_paper_lacks_is_named(name: str) -> None:
    assert set(read_paper(name)[1].lacks) == set(expected(name)["lacks"])


@pytest.mark.parametrize("name", TEXTS)
def test_every_field_and_block_says_where_it_stands(name: str) -> None:
    letter = read_paper(name)[1]
    # What stands in an old encoding here has as many characters in Unicode.
    texts = dict(enumerate(_decoded(paper(name).read_bytes()).splitlines(), start=1))
    assert {"number", "issuing_body"} <= set(letter.at) or letter.number is None
    for key, span in letter.at.items():
        assert span.line is not None
        assert span.to_line is not None
        assert 1 <= span.line <= span.to_line <= len(texts), key
    for key, text in (("number", letter.number), ("signatory.name", letter.signatory.name)):
        if text is not None and (text.isascii() or "tcvn3" not in name):
            span = letter.at[key]
            assert span.line is not None
            shown = texts[span.line][span.start - 1 : span.end]
            assert unicodedata.normalize("NFC", shown) == text


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


@pytest.mark.parametrize("name", READ)
def test_the_object_for_programs_is_plain_json_with_the_same_texts(name: str) -> None:
    made = letter_object(read_paper(name)[1])
    assert made["format"] == "letters/1"
    assert json.loads(json.dumps(made)) == made
    want = expected(name)
    assert [block["text"] for block in made["blocks"]] == [b["text"] for b in want["blocks"]]
    assert made["date"] == want["date"]


@pytest.mark.parametrize("name", ["01-dengue-wrapped", "06-decision-rabies", "12-flood"])
@pytest.mark.parametrize("form", ["CRLF", "CR", "BOM", "NFD", "UTF-16"])
def test_every_way_of_saving_a_text_gives_the_same_letter(name: str, form: str) -> None:
    text = paper(name).read_bytes().decode("utf-8-sig")
    data = {
        "CRLF": text.replace("\n", "\r\n").encode(),
        "CR": text.replace("\n", "\r").encode(),
        "BOM": text.encode("utf-8-sig"),
        "NFD": unicodedata.normalize("NFD", text).encode(),
        "UTF-16": text.encode("utf-16"),
    }[form]
    letter = read_letter(read_plain_text(data, name="cv.txt"))
    assert score(letter, expected(name)).faults == []


def test_fields_with_words_that_recognition_was_unsure_of_are_doubtful() -> None:
    document = read_plain_text(PAPER_WITH_ALL_FIELDS.encode(), name="quet.txt")
    assert read_letter(document).doubtful == ()
    lines = tuple(
        replace(line, unsure=((len(line.text) - 3, len(line.text)),)) if line.text else line
        for line in document.lines
    )
    letter = read_letter(replace(document, lines=lines))
    fields = {
        *("number", "date", "place", "issuing_body", "subject", "addressees", "recipients"),
        *("legal_bases", "closing", "signatory.role", "signatory.name"),
    }
    assert fields <= set(letter.doubtful)
    assert all(block.unsure for block in letter.blocks)


PAPER_WITH_ALL_FIELDS = """ỦY BAN NHÂN DÂN
PHƯỜNG VÍ DỤ
Số: 95/UBND-VHXH
V/v nhắc trẻ không chơi gần hồ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 30 tháng 6 năm 2026

Kính gửi:
- Các gia đình;
- Các trường học.

Thực hiện Công văn số 12/UBND-TP ngày 01/6/2026 của Ủy ban nhân dân Tỉnh Mẫu về phòng đuối nước:

1. Cha mẹ không để trẻ ra hồ một mình.
2. Chủ công trình rào kín hố móng.

Đề nghị các gia đình quan tâm thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Đặng Văn Thử
"""


LINK = "https://vi-du.example/ho"


@pytest.mark.parametrize(
    ("medium", "links"),
    [
        (Medium.WORD, ("https://vi-du.example/ho",)),
        (Medium.PDF, ("https://vi-du.example/ho",)),
        (Medium.WEB, ()),
    ],
)
def test_links_behind_words_are_the_papers_unless_they_are_a_web_sites(
    medium: Medium, links: tuple[str, ...]
) -> None:
    document = read_plain_text(PAPER_WITH_ALL_FIELDS.encode(), name="cv.txt")
    linked = replace(document, medium=medium, links=(LINK,))
    assert read_letter(linked).links == links


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_as_plain_text_is_read_back_to_it(name: str) -> None:
    """But for tables, whose cells a plain text does not part, and notes below a page."""
    letter = letter_of_reading(name)
    again = read_letter(read_plain_text(letter_text(letter).encode(), name="vb.txt"))
    for field in (
        *("kind", "number", "date_line", "issuing_body", "subject", "addressees"),
        *("recipients", "closing", "signatory"),
    ):
        assert getattr(again, field) == getattr(letter, field), field
    apart = (BlockType.ROW, BlockType.NOTE)
    texts = {(block.marker, block.text) for block in again.blocks}
    assert texts >= {(b.marker, b.text) for b in letter.blocks if b.type not in apart}
