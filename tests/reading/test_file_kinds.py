"""Files of another kind are named by their first bytes, for PDFs and for texts alike."""

from __future__ import annotations

import pytest

from generator.core.errors import ContentError
from generator.reading.file_kinds import KINDS, FileKind, describe_non_pdf, non_text_kind
from generator.reading.files import decode_plain_text


def refuse(data: bytes) -> None:
    return None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.not_pdf))
def test_each_kind_is_named_where_a_pdf_was_expected(kind: FileKind) -> None:
    assert describe_non_pdf(kind.signature + b"rest of the file") == (kind.not_pdf, kind.remedy)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.not_pdf))
def test_each_kind_but_postscript_is_named_where_a_text_was_expected(kind: FileKind) -> None:
    data = kind.signature + b"rest of the file"
    assert non_text_kind(data) == kind.name
    if kind.signature == b"%!PS":
        assert decode_plain_text(data, "letter.txt", refuse) == data.decode("ascii")
        return
    with pytest.raises(ContentError) as caught:
        decode_plain_text(data, "letter.txt", refuse)
    (problem,) = caught.value.problems
    assert problem.code == "not-plain-text"
    assert str(kind.name) in str(problem.message)


def test_a_pdf_is_no_plain_text() -> None:
    assert str(non_text_kind(b"%PDF-1.7")) == "a PDF"


def test_text_is_of_no_other_kind() -> None:
    assert non_text_kind("Kính gửi".encode()) is None
    assert non_text_kind("Kính gửi".encode("utf-16")) is None
