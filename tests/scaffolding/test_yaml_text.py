"""Lines of YAML: what is written is read as the same text, and comments stay comments."""

from __future__ import annotations

import unicodedata

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.scaffolding.yaml_text import WIDTH, comment, commented, entry, scalar

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), exclude_characters="\ufeff"),
    max_size=200,
).map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))


@given(TEXTS)
@example("Không")
@example("no")
@example("2026-12-31")
@example("0283")
@example("# không phải ghi chú")
@example("tiêu đề: phần hai")
@example('nói "không" với rác')
@example("- gạch đầu dòng")
@example("C:\\Users")
@example("{a: b}")
@example("'ngoặc đơn'")
@example("rác #2")
@example("@phuong")
@example("~")
@example("1_000")
@example("?")
def test_a_text_is_read_as_it_was_in_mappings_and_lists(text: str) -> None:
    written = "\n".join(
        ["a:", *entry("khóa", text, "  "), "b:", *entry("", text, first="  - "), "c: 1"]
    )
    assert yaml.safe_load(written) == {"a": {"khóa": text}, "b": [text], "c": 1}


@given(st.lists(TEXTS.filter(bool), min_size=8).map(" ".join))
def test_a_long_text_is_folded_and_read_as_one(text: str) -> None:
    lines = entry("support", text, "    ")
    assert yaml.safe_load("\n".join(lines)) == {"support": text}


def test_lines_are_no_longer_than_a_screen() -> None:
    lines = entry("legal_line", "Công văn số 214/UBND-VHXH ngày 15/7/2026 " * 8, "  ")
    assert len(lines) > 1
    assert max(map(len, lines)) <= WIDTH
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize("text", ["Tiêu đề, gồm dấu; và (ngoặc)", "Không đốt rác"])
def test_a_plain_text_has_no_quotes(text: str) -> None:
    assert scalar(text) == text


def test_texts_in_nfd_are_written_in_nfc() -> None:
    assert scalar(unicodedata.normalize("NFD", "Ủy ban")) == "Ủy ban"


@given(TEXTS)
def test_a_comment_holds_no_value(text: str) -> None:
    assert yaml.safe_load("\n".join([*comment(text, "  "), "a: 1"])) == {"a": 1}


def test_what_is_commented_is_a_line_again_without_its_sign() -> None:
    lines = ["  - group: do", *entry("headline", "Một câu dài " * 20, "    ")]
    off = commented(lines, "  ")
    assert yaml.safe_load("\n".join(["items:", *off])) == {"items": None}
    on = [line.replace("# ", "", 1) for line in off]
    assert on == lines
