"""``anpham.check``: the findings on any PDF, from its path or its bytes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from support.workshop import piece, piece_for

import anpham

DAY = dt.date(2026, 11, 24)


def test_a_files_path_and_its_bytes_give_the_same_findings(tmp_path: Path) -> None:
    pdf = piece("insert").pdf
    path = tmp_path / "insert.pdf"
    path.write_bytes(pdf)
    from_path, from_bytes = anpham.check(path, date=DAY), anpham.check(pdf, date="2026-11-24")
    assert from_path.findings == from_bytes.findings
    assert (from_path.source, from_bytes.source) == (str(path), "<file>")
    assert from_path.fits()
    assert from_path.profile.name == "office"


def test_the_profile_is_the_files_own_or_the_one_that_is_asked_for() -> None:
    pdf = piece_for("insert", "offset").pdf
    assert anpham.check(pdf, date=DAY).profile.name == "offset"
    elsewhere = anpham.check(pdf, date=DAY, profile="screen")
    assert elsewhere.profile.name == "screen"
    assert not elsewhere.fits()


def test_a_file_is_compared_with_a_campaign_as_it_is_now() -> None:
    result = anpham.check(piece("insert").pdf, date=DAY, campaign="ung-xu-mang-xa-hoi")
    assert result.texts_verified == len(result.texts)
    with pytest.raises(anpham.UsageError) as caught:
        anpham.check(piece("insert").pdf, date=DAY, campaign="khong-co")
    assert caught.value.problems[0].code == "campaign-unknown"


def test_what_is_no_pdf_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(anpham.InputOutputError) as caught:
        anpham.check(b"GIF89a", date=DAY, source="logo.gif")
    assert caught.value.problems[0].place.file == "logo.gif"
    for path, code in ((tmp_path, "not-a-pdf"), (tmp_path / "none.pdf", "cannot-read")):
        with pytest.raises(anpham.InputOutputError) as caught:
            anpham.check(path, date=DAY)
        assert caught.value.problems[0].code == code


@pytest.mark.parametrize("option", ["date", "profile", "campaign"])
def test_a_value_of_the_wrong_kind_is_refused_by_name(option: str) -> None:
    given = {"date": DAY, option: 3}
    with pytest.raises(anpham.UsageError, match=f"“{option}” is “3”; expected "):
        anpham.check(b"", **given)  # type: ignore[arg-type]
    with pytest.raises(anpham.UsageError, match="“file” is “3”; expected a file"):
        anpham.check(3, date=DAY)  # type: ignore[arg-type]
