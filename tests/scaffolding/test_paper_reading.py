"""A paper beside what was read from it: each line names its parts."""

from __future__ import annotations

import pytest
from support.paper_pdfs import dispatch
from support.wordfiles import paragraph, word_file

from generator.content.sources.model import Medium
from generator.core.assets import shipped_assets
from generator.core.errors import ContentError
from generator.scaffolding.paper_reading import PaperReading, read_paper

PAPER = (
    "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
    "Số: 12/UBND-VX",
    "Ví Dụ, ngày 05 tháng 8 năm 2026",
    "V/v phòng bệnh mùa mưa",
    "Kính gửi: Trưởng các ấp.",
    "1. Mỗi gia đình đậy kín lu nước.",
    "2. Mỗi gia đình ngủ màn, cả ban ngày.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Nguyễn Văn Mẫu",
)


def reading(data: bytes, source: str) -> PaperReading:
    return read_paper(data, source=source, assets=shipped_assets())


def parts_of(text: str, read: PaperReading) -> tuple[str, ...]:
    (line,) = [line for line in read.lines if text in line.text]
    return line.parts


@pytest.mark.parametrize(
    ("data", "source", "medium"),
    [
        ("\n\n".join(PAPER).encode(), "cong-van.txt", Medium.TEXT),
        (word_file(*map(paragraph, PAPER)), "cong-van.docx", Medium.WORD),
    ],
)
def test_each_line_names_what_was_read_from_it(data: bytes, source: str, medium: Medium) -> None:
    read = reading(data, source)
    assert read.medium is medium
    assert parts_of("đậy kín", read) == ("1",)
    assert parts_of("ngủ màn", read) == ("2",)
    assert "number" in parts_of("12/UBND-VX", read)
    assert "subject" in parts_of("phòng bệnh mùa mưa", read)
    assert [line.text for line in read.lines] == list(PAPER)
    assert all(line.page is None and line.number for line in read.lines)


def test_the_lines_of_a_pdf_stand_on_its_pages() -> None:
    read = reading(dispatch().data(), "cong-van.pdf")
    assert read.medium is Medium.PDF
    assert all(line.page == 1 and line.box is not None for line in read.lines)
    for block in read.letter.blocks:
        assert any(block.address in line.parts for line in read.lines)


def test_the_questions_offer_what_the_paper_says() -> None:
    read = reading("\n\n".join(PAPER).encode(), "cong-van.txt")
    assert read.questions.approver == "Nguyễn Văn Mẫu"
    assert [item.address for group in read.questions.groups for item in group.items] == ["1", "2"]


def test_a_paper_without_a_point_is_refused() -> None:
    with pytest.raises(ContentError) as caught:
        reading(b"Xin ch\xc3\xa0o.\n", "thu.txt")
    assert caught.value.problems[0].code == "nothing-to-say"
