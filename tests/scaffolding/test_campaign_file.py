"""The new campaign file: what stands in it as a comment can be taken in, blanks stay out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import anpham
from generator.content.campaign import load_campaign
from generator.core.assets import shipped_assets

LETTERS = Path(__file__).parent.parent / "data" / "letters"
DATE = "2026-11-30"


@pytest.mark.parametrize("name", ["02-traffic-oneline.txt", "17-plan-word.docx"])
def test_what_was_left_out_is_taken_in_without_its_signs(tmp_path: Path, name: str) -> None:
    made = anpham.new_campaign(LETTERS / name, date=DATE, output=tmp_path / "cd")
    assert made.left_out
    path = made.folder / "campaign.yaml"
    text = path.read_text("utf-8")
    text = re.sub(r"(?m)^  # (  \w|- group|\w[\w-]*:$|    \S|  - )", r"  \1", text)
    path.write_text(text, "utf-8")
    whole = load_campaign(made.folder, drawings=shipped_assets().drawings)
    points = [one for one in made.left_out if one.reason not in ("table", "closing")]
    assert len(whole.items) == made.points - len(made.left_out) + len(points)
    left = {point.address for point in points}
    assert {item.address for item in whole.items} == left | {
        item.address for item in made.campaign.items
    }


def changed(old: str, new: str) -> bytes:
    text = (LETTERS / "02-traffic-oneline.txt").read_text("utf-8-sig")
    assert old in text
    return text.replace(old, new, 1).encode("utf-8")


def test_a_point_with_a_blank_is_left_out_and_said(tmp_path: Path) -> None:
    paper = changed("Không chở quá", "Không chở [số người] quá")
    made = anpham.new_campaign(paper, date=DATE, output=tmp_path / "cd")
    assert ("2.a", "not-filled") in [(one.address, one.reason) for one in made.left_out]
    assert "[số người]" not in "".join(item.headline for item in made.campaign.items)


def test_a_subject_with_a_blank_is_no_title(tmp_path: Path) -> None:
    paper = changed("V/v bảo đảm trật tự", "V/v [tên việc] và trật tự")
    made = anpham.new_campaign(paper, date=DATE, output=tmp_path / "cd")
    assert made.campaign.title == "Công văn"
    page = (made.folder / made.overview).read_text("utf-8")
    assert "Đặt tên chiến dịch" in page


def test_a_title_that_does_not_fit_is_told_with_its_cure(tmp_path: Path) -> None:
    paper = changed("bảo đảm trật tự", "bảo đảm trật tự an toàn giao thông " * 12)
    made = anpham.new_campaign(paper, date=DATE, output=tmp_path / "cd")
    problems = [problem for piece in made.pieces for problem in piece.problems]
    assert {problem.place.text for problem in problems} == {"campaign.title"}
    assert all(problem.hint for problem in problems)
    page = (made.folder / made.overview).read_text("utf-8")
    assert "Chưa làm được" in page


def test_the_papers_links_are_offered_and_the_first_is_taken(tmp_path: Path) -> None:
    paper = changed(
        "Yêu cầu các đơn vị",
        "Xem tại https://vidu.example.vn/giao-thong hoặc https://khac.example.vn. "
        "Yêu cầu các đơn vị",
    )
    made = anpham.new_campaign(paper, date=DATE, output=tmp_path / "cd")
    assert made.qr_url == "https://vidu.example.vn/giao-thong"
    assert "https://khac.example.vn" in (made.folder / "campaign.yaml").read_text("utf-8")
