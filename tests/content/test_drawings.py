"""Neutral drawings by subject: shipped whole, named by a campaign, proposed for a letter."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from support.drafts import ICONS, LEXICON, letter_of
from support.shipped import ASSETS

from generator.content.approval_writer import approve
from generator.content.campaign import load_campaign
from generator.content.drafting.campaign_draft import draft_campaign
from generator.content.drawings import load_drawings
from generator.content.model import Campaign
from generator.core.errors import ContentError
from generator.draw.svg.reader import parse_svg
from generator.sheet.theme import OPTIONAL_ROLES, ROLES

DRAWINGS = load_drawings(ASSETS.drawings)
SUBJECTS = {
    "health", "fire", "water", "traffic", "waste", "animals", "network", "community",
}  # fmt: skip
OWN = [ASSETS.campaigns / "sot-xuat-huyet" / "jar.svg",
       ASSETS.campaigns / "phong-chay-nha-tro" / "house.svg"]  # fmt: skip
FILES = [*(drawing.file for drawing in DRAWINGS.values()), *OWN]
WHOLE = "    file: phone.svg\n"


def campaign_with(folder: Path, *, main: str, instead_of: str = WHOLE) -> Path:
    """A copy of the shipped campaign whose picture is described by ``main``."""
    shutil.copytree(ASSETS.campaigns / "ung-xu-mang-xa-hoi", folder)
    file = folder / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    assert instead_of in text
    file.write_text(text.replace(instead_of, main), encoding="utf-8")
    return folder


def loaded(folder: Path) -> Campaign:
    return load_campaign(folder, drawings=ASSETS.drawings)


def test_each_subject_has_a_drawing_and_each_drawing_its_words() -> None:
    assert set(DRAWINGS) == SUBJECTS
    assert {file.stem for file in ASSETS.drawings.glob("*.svg")} == SUBJECTS
    for drawing in DRAWINGS.values():
        assert set(drawing.names) == {"vi", "en"}
        assert drawing.alt.startswith("Hình minh họa: ")
        assert len(drawing.words) >= 10
    words = [word for drawing in DRAWINGS.values() for word in drawing.words]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_drawing_names_colours_by_role_alone_and_stands_where_another_stood(file: Path) -> None:
    svg = file.read_text(encoding="utf-8")
    parse_svg(svg, str(file))
    paints = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none"}
    assert {paint.removeprefix("var(--").removesuffix(")") for paint in paints} <= {
        *ROLES, *OPTIONAL_ROLES,
    }  # fmt: skip
    phone = (ASSETS.campaigns / "ung-xu-mang-xa-hoi" / "phone.svg").read_text(encoding="utf-8")
    box = re.search(r'viewBox="[^"]+"', phone)
    assert box is not None
    assert box[0] in svg


def test_a_campaign_shows_a_drawing_by_its_name_with_the_drawings_words(tmp_path: Path) -> None:
    alt = next(
        line
        for line in (ASSETS.campaigns / "ung-xu-mang-xa-hoi" / "campaign.yaml")
        .read_text(encoding="utf-8")
        .splitlines(keepends=True)
        if line.startswith("    alt: ")
    )
    folder = campaign_with(tmp_path / "a", main="    drawing: fire\n", instead_of=WHOLE + alt)
    picture = loaded(folder).pictures["main"]
    assert picture.alt == DRAWINGS["fire"].alt
    assert picture.data == DRAWINGS["fire"].file.read_bytes()
    own = loaded(campaign_with(tmp_path / "b", main="    drawing: fire\n")).pictures["main"]
    assert own.alt == "Hình minh họa: chiếc điện thoại và các bong bóng lời nói"
    assert own.src == picture.src


@pytest.mark.parametrize(
    ("main", "code", "said"),
    [
        ("    drawing: fier\n", "drawing-unknown", "use fire;"),
        ("    drawing: Fire\n", "drawing-unknown", "use fire;"),
        ("    drawing: hoa sen\n", "drawing-unknown", "health, fire, water"),
        ("    drawing: fire\n    file: phone.svg\n", "two-pictures", ""),
        ("    drawing: ''\n", "empty-value", ""),
    ],
)
def test_a_drawing_that_is_not_there_is_refused_at_its_line(
    tmp_path: Path, main: str, code: str, said: str
) -> None:
    folder = campaign_with(tmp_path / "a", main=main)
    with pytest.raises(ContentError) as caught:
        loaded(folder)
    (problem,) = caught.value.problems
    assert said in str(problem.hint or "")
    assert problem.code == code
    line = (folder / "campaign.yaml").read_text(encoding="utf-8").splitlines()
    assert problem.place.line is not None
    assert line[problem.place.line - 1].strip().startswith(("drawing", "file", "main"))


def test_an_approval_covers_the_drawing(tmp_path: Path) -> None:
    folder = campaign_with(tmp_path / "a", main="    drawing: fire\n")
    approve(folder, by="Nguyễn Thị Duyệt", on=dt.date(2026, 11, 30), drawings=ASSETS.drawings)
    assert not loaded(folder).is_draft
    file = folder / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("drawing: fire", "drawing: water"), encoding="utf-8")
    changed = loaded(folder)
    assert changed.is_draft
    assert changed.approval is not None
    assert [change.origin for change in changed.approval.changes] == ["campaign.pictures.main.file"]


@pytest.mark.parametrize(
    ("subject", "drawing"),
    [
        ("tăng cường phòng, chống bệnh sốt xuất huyết Dengue trong mùa mưa", "health"),
        ("tiêm vắc xin phòng bệnh sởi cho trẻ em", "health"),
        ("tăng cường phòng cháy, chữa cháy tại nhà trọ", "fire"),
        ("tuyên truyền phòng cháy trong khu dân cư", "fire"),
        ("tạm ngừng cấp nước để súc rửa đường ống", "water"),
        ("ứng phó mưa lũ, sạt lở đất", "water"),
        ("bảo đảm trật tự, an toàn giao thông trước cổng trường", "traffic"),
        ("lập lại trật tự vỉa hè", "traffic"),
        ("phân loại rác tại nguồn", "waste"),
        ("vận động không đốt rơm rạ", "waste"),
        ("quản lý chó nuôi, phòng bệnh dại", "animals"),
        ("phòng, chống lừa đảo trên không gian mạng", "network"),
        ("hướng dẫn kích hoạt tài khoản định danh điện tử", "network"),
        ("xây dựng gia đình văn hóa ở khu dân cư", "community"),
        ("lịch chi trả chế độ tháng 12", ""),
    ],
)
def test_a_draft_proposes_the_drawing_of_its_subject_or_none(subject: str, drawing: str) -> None:
    letter = letter_of("1. Việc cần làm:", "- Đi đúng giờ.", subject=subject)
    draft = draft_campaign(letter, lexicon=LEXICON, icons=ICONS, drawings=DRAWINGS)
    assert draft.drawing == drawing
