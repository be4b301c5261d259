"""Long lines made to be slow are read in a time that grows with their length."""

from __future__ import annotations

import time

import pytest

from generator.content.letters.reader import read_letter
from generator.content.sources.plain_text import read_plain_text

#: A reader that is linear takes half a second for this, one that is not takes minutes.
LENGTH = 60_000
SECONDS = 6.0
BASIS = "Căn cứ Nghị định số 1/NĐ-CP của "
PATTERNS = {
    "number": "Số: 1/",
    "number in a sentence": "Căn cứ Quyết định số 1/QĐ ",
    "law": "Căn cứ Luật ",
    "issuer": "Bộ ",
    "acting body": ", Ủy ban",
    "date": "ngày 1 tháng 2 năm ",
    "place": "Ví Dụ, ngày ",
    "cells by tabs": "x\t",
    "cells by spaces": "x   ",
    "pipes": "x|",
    "addressees": "Kính gửi: ",
    "items": "; - a",
    "items without marks": "Abc; ",
    "recipients": "Nơi nhận: ",
    "roles": "CHỦ TỊCH ",
    "names": "Nguyễn ",
    "nation": "CỘNG HÒA XÃ HỘI ",
    "stars": "**a",
    "guillemets": "a » ",
    "old encoding": "Uû ban ",
    "lost characters": "a\ufffd ",
    "dots": ".",
    "spaces": " ",
    "letters and marks": "a\u0301",
    "letters and two marks": "a\u0323\u0302",
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_long_line_is_read_in_time(name: str) -> None:
    line = PATTERNS[name] * (LENGTH // len(PATTERNS[name])) + "x"
    lines = ["ỦY BAN NHÂN DÂN", "Số: 1/UBND", line, "Kính gửi: Các ấp", f"{BASIS}{line}", "1. Một"]
    text = "\n".join([*lines, line, f"Nơi nhận: - a{line}", "CHỦ TỊCH"])
    begin = time.perf_counter()
    read_letter(read_plain_text(text.encode(), name="cv.txt"))
    assert time.perf_counter() - begin < SECONDS
