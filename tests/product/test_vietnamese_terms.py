"""Vietnamese words of the trade: one form each, in messages, guide, glossary and data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from babel.messages import pofile

ROOT: Final = Path(__file__).parents[2]
CATALOGUES: Final = sorted((ROOT / "generator/locale/vi/LC_MESSAGES").glob("*.po"))
PAGES: Final = [ROOT / "docs/huong-dan.md", ROOT / "docs/glossary.md"]

#: A wrong form, and the word that stands for it.
WRONG: Final = {
    r"(?:thiếu|không có|các|cặp|tên|mỗi|những|một) khóa\b|khóa “|khóa phải là": "mục",
    r"dấu xén": "dấu cắt",
    r"tràn lề": "bù xén",
    r"tỉ lệ": "tỷ lệ",
    r"dấu nháy kép|dấu ngoặc(?! (?:kép|đơn|vuông|nhọn|tròn|móc))": "dấu ngoặc kép",
    r"cán nếp": "cấn nếp",
    r"máy in nhanh": "máy in siêu tốc",
    r"bài (?:cho )?bản tin": "trang bản tin",
    r"không đúng dạng (?:TOML|YAML|CSV)": "viết sai ở dòng",
    r"thừa tham số": "thừa chữ",
    r"không thấy nơi nhận": "đơn vị kính gửi",
    r"tập tin": "tệp",
    r"câu giải thích": "câu diễn giải",
    r"biên gập": "gấp biên",
    # A letter is of any kind; "công văn" is one of them.
    r"khóa (?:lại )?công văn|công văn của chiến dịch|nguyên văn công văn": "văn bản",
    r"giấy (?:không )?tráng phủ(?! \((?:couché|fort)\))": "tráng phủ (couché), … (fort)",
}


def translations(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        for message in pofile.read_po(file):
            if message.id and message.string:
                yield from [message.string] if isinstance(message.string, str) else message.string


def vietnamese() -> Iterator[tuple[str, str]]:
    """Every text that a clerk reads, with where it stands."""
    for path in CATALOGUES:
        yield from ((path.name, text) for text in translations(path))
    for path in PAGES:
        yield path.name, " ".join(path.read_text("utf-8").split())
    for folder in (ROOT / "assets", ROOT / "templates"):
        for path in folder.rglob("*.yaml"):
            # "also" lists words that people may type: they are read, never shown.
            yield path.name, re.sub(r"(?m)^also: .*$", "", path.read_text("utf-8"))


@pytest.mark.parametrize("wrong", WRONG, ids=WRONG.values())
def test_a_term_has_one_form_wherever_a_clerk_reads_it(wrong: str) -> None:
    found = [
        f"{name}: …{text[max(0, hit.start() - 30) : hit.end() + 30]}… (write “{WRONG[wrong]}”)"
        for name, text in vietnamese()
        for hit in re.finditer(wrong, text, re.IGNORECASE)
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "thiếu khóa “title”", "các khóa dùng được ở đây", "Dấu xén lấn vào", "phần tràn lề",
        "tỉ lệ 1:10", "trong dấu nháy kép", "đặt trong dấu ngoặc; thụt dòng", "nên cán nếp",
        "máy in nhanh (risograph)", "bài cho bản tin", "Bài bản tin", "không đúng dạng TOML",
        "Thừa tham số (x)", "không thấy nơi nhận", "in offset, giấy tráng phủ",
        "mở tập tin", "tiêu đề và câu giải thích",
        "biên gập 50 mm", "khóa lại công văn", "in nguyên văn công văn",
    ],
)  # fmt: skip
def test_the_wrong_forms_are_found(text: str) -> None:
    assert any(re.search(wrong, text, re.IGNORECASE) for wrong in WRONG)


@pytest.mark.parametrize(
    "text",
    [
        "khóa văn bản: anpham lock", "tệp bị khóa", "trong dấu ngoặc kép", "dấu ngoặc vuông",
        "giấy không tráng phủ (fort)", "cán màng", "nơi nhận", "đường xén", "khóa lại văn bản",
        "Công văn số 12/UBND",
    ],
)  # fmt: skip
def test_right_forms_are_left_alone(text: str) -> None:
    assert not any(re.search(wrong, text, re.IGNORECASE) for wrong in WRONG)
