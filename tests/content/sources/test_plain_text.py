"""Plain text becomes source lines: every encoding, every line end, nothing dropped."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.letters.slices import cut_line
from generator.content.sources.plain_text import read_plain_text
from generator.core.errors import ContentError

LETTERS = Path(__file__).parents[2] / "data" / "letters"
HEAD = "Số: 12/UBND\tVí Dụ, ngày 05 tháng 8 năm 2026"


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_plain_text(data, name="cv.txt").lines]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_encoding_and_line_end_gives_the_same_lines(end: str, encoding: str) -> None:
    assert texts(f"{HEAD}{end}{end}Điều 1. Một".encode(encoding)) == [HEAD, "", "Điều 1. Một"]


def test_tabs_and_runs_of_spaces_are_kept_because_they_part_cells() -> None:
    assert texts(b"   A     B\tC  \n") == ["   A     B\tC", ""]


def test_a_page_break_ends_a_line_and_a_soft_break_continues_its_paragraph() -> None:
    document = read_plain_text("một\vhai\fba\nbốn".encode(), name="cv.txt")
    assert [(line.text, line.continues) for line in document.lines] == [
        ("một", False),
        ("hai", True),
        ("ba", False),
        ("bốn", False),
    ]
    origins = [(o.line, o.start, o.end) for o in (line.origin for line in document.lines)]
    assert origins == [(1, 1, 3), (1, 5, 7), (1, 9, 10), (2, 1, 3)]


def test_a_decomposed_text_is_composed() -> None:
    assert texts(unicodedata.normalize("NFD", "Đường phố").encode()) == ["Đường phố"]


def test_an_old_encoding_is_converted_and_said_once() -> None:
    data = (LETTERS / "13-vaccination-tcvn3.txt").read_bytes()
    document = read_plain_text(data, name="cv.txt")
    assert document.lines[3].text == "V/v tiêm chủng cho trẻ dưới năm tuổi"
    assert [finding.code for finding in document.findings] == ["text-converted"]
    legacy = data.decode("utf-8").encode("cp1252")
    assert texts(legacy) == [line.text for line in document.lines]


def test_a_damaged_place_is_kept_marked_and_reported_with_its_line() -> None:
    document = read_plain_text("Một\nHai b\ufffd ba".encode(), name="cv.txt")
    assert document.lines[1].text == "Hai b\ufffd ba"
    assert document.lines[1].unsure == ((5, 6),)
    (finding,) = document.findings
    assert (finding.code, str(finding.place)) == ("damaged-text", "cv.txt:2")
    assert "type" not in str(finding.hint)


def test_a_sign_of_a_private_font_is_kept_and_reported() -> None:
    document = read_plain_text("\ue0f1 Một".encode(), name="cv.txt")
    assert document.lines[0].text == "\ue0f1 Một"
    assert [finding.code for finding in document.findings] == ["bad-character"]


@pytest.mark.parametrize("data", [b"", b"  \n", b"%PDF-1.7\n", b"PK\x03\x04", b"a\0b", b"\x89PNG"])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(ContentError):
        read_plain_text(data, name="cv.txt")


@given(st.text(alphabet="aăđễ \t\n\r.-1\u00a0", min_size=1).filter(lambda text: text.strip()))
def test_no_visible_character_is_lost_or_moved(text: str) -> None:
    assert "".join("".join(texts(text.encode())).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "line",
    [
        "Số:  12/UBND-VP  ngày hôm nay",
        "Điều 1.\tỦy ban nhân dân\u200b phường\u00a0Bình Minh",
        "tiếng\ufeff Việt, \u00adcó dấu",
    ],
)
def test_a_part_of_a_line_stands_where_its_file_has_it_with_accents_apart(line: str) -> None:
    raw = unicodedata.normalize("NFD", line)
    (read,) = read_plain_text(raw.encode(), name="cv.txt").lines
    for found in re.finditer(r"\S+", read.text):
        part = cut_line(cut_line(read, found.start()), 0, len(found[0]))
        shown = raw[part.origin.start - 1 : part.origin.end]
        assert unicodedata.normalize("NFC", shown).strip("\u200b\ufeff\u00ad") == found[0]
    # One without accents apart needs no list of places.
    (composed,) = read_plain_text(b"S: 12", name="cv.txt").lines
    assert composed.origin.places == ()
