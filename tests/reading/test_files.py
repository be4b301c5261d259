"""Files of templates and themes are in UTF-8; what is not is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.core.errors import ContentError, InputOutputError
from generator.reading.files import read_source, read_text

TEXT = "p { color: var(--text) } /* một */\nh1 { width: 1mm } /* hai */\n"


@pytest.mark.parametrize(
    ("data", "place", "why"),
    [
        (TEXT.encode() + "é".encode("latin-1"), "3", "not UTF-8"),
        (TEXT.encode("utf-16"), "1", "not UTF-8"),
        (TEXT.encode() + b"a\0", "3", "binary"),
        (f"{TEXT}/* \ue000 */".encode(), "3:4", "U+E000"),
        (f"{TEXT}\ue003".encode(), "3:1", "U+E003"),
    ],
)
def test_a_file_that_is_not_utf8_or_marks_slots_is_refused_with_its_line(
    tmp_path: Path, data: bytes, place: str, why: str
) -> None:
    path = tmp_path / "layout.css"
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        read_text(path)
    (problem,) = caught.value.problems
    assert str(problem.place) == f"{path}:{place}"
    assert why in str(problem.message)
    assert ".txt" not in str(problem.hint) or why == "binary"


def test_private_use_beyond_the_markers_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "layout.css"
    path.write_bytes(f"\ufeff{TEXT}\ue004".encode())
    assert read_text(path) == f"{TEXT}\ue004"


@pytest.mark.parametrize("name", ["a" * 300, "a\0b", "\ud800"])
def test_a_name_that_no_file_can_have_is_an_error_of_ours(name: str) -> None:
    with pytest.raises(InputOutputError, match="cannot read the file"):
        read_source(Path(name))
