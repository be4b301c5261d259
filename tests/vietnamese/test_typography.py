"""Typed signs made into those of print, in texts for display only."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.shipped import ASSETS

from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder
from generator.content.letter_lock import renew_lock
from generator.vietnamese.typography import NO_BREAK, display

DISPLAYED = {
    '"tin giả", ``tin thật\'\', ‟a”': "“tin giả”, “tin thật”, “a”",
    "trái phép...": "trái phép…",
    "trái phép.....": "trái phép…",
    '("trích")': "(“trích”)",
    "gọi là 'tin giả' đó": "gọi là ‘tin giả’ đó",
    'nói "một , hai ;ba" rồi  đi': "nói “một, hai; ba” rồi đi",
    "một,hai": "một, hai",
    "( thử )": "(thử)",
    '"Nói "không" với ma túy"': "“Nói ‘không’ với ma túy”",
    '"tin giả","tin thật" ,và:"tin đồn"': "“tin giả”, “tin thật”, và:“tin đồn”",
    'nói " không " với tin giả': "nói “không” với tin giả",
    '"https://a.vn/b,c" và "xem a.vn/b"': "“https://a.vn/b,c” và “xem a.vn/b”",
    "khoản 5,điều 3": "khoản 5, điều 3",
    "đã xem . Phường 3 : gọi 113 .": "đã xem. Phường 3: gọi 113.",
    "chờ . . . rồi tin ...": "chờ … rồi tin…",
    "xem -- rồi tin": "xem – rồi tin",
    "50 % là 5 kg ở 37 °C": f"50{NO_BREAK}% là 5{NO_BREAK}kg ở 37{NO_BREAK}°C",
}  # fmt: skip

UNTOUCHED = [
    "tổ chức chính trị - xã hội; 2025-2030; Độc lập - Tự do",
    "xã Cư M'gar",
    'màn hình 24" và điện thoại 6"',
    "đi bộ 15' rồi chạy 20'",
    "lúc 7:30, 1.500.000 đồng, 12,5 điểm",
    "mst.gov.vn/van-ban-phap-luat/14668.htm",
    '"chưa đóng',
    'ống 2 " và 3 " nữa',
    "tỷ số 7 : 3",
    "ngày … tháng … năm",
    "A..B",
    "“đã in”, ‘rồi’…",
    "874/QĐ-BTTTT",
    "xem https://a.vn/b,c?d và www.a.vn/b;c hoặc a,b@c.vn",
]


@pytest.mark.parametrize(("typed", "printed"), DISPLAYED.items())
def test_typed_signs_become_those_of_print(typed: str, printed: str) -> None:
    assert display(typed) == printed


@pytest.mark.parametrize("text", UNTOUCHED)
def test_what_only_looks_like_a_slip_is_left_alone(text: str) -> None:
    assert display(text) == text


@given(st.text("aẾđ1 9.,;:!?\"'`“”‘’‟()-–…%\n@/", max_size=30))
@example('"a" 1"" "b\'\'')
@example("....")
@example("a . . .")
@example("a .. .")
def test_display_is_settled_after_once_and_changes_no_letter(text: str) -> None:
    once = display(text)
    assert display(once) == once
    # A spaced double hyphen alone becomes another sign.
    kept = [c for c in text.replace("--", "") if c.isalnum()]
    assert [c for c in once if c.isalnum()] == kept


def test_a_campaign_prints_real_signs_and_official_texts_keep_theirs(tmp_path: Path) -> None:
    folder = tmp_path / "campaign"
    shutil.copytree(campaign_folder("ung-xu-mang-xa-hoi", ASSETS.campaigns), folder)
    file = folder / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    typed = "headline: 'Đọc kỹ \"điều khoản\"...'"
    file.write_text(
        text.replace("headline: Đọc kỹ, tuân thủ điều khoản sử dụng", typed), encoding="utf-8"
    )
    campaign = load_campaign(folder)
    assert campaign.items[0].headline == "Đọc kỹ “điều khoản”…"
    shipped = load_campaign(campaign_folder("ung-xu-mang-xa-hoi", ASSETS.campaigns))
    assert [i.official for i in campaign.items] == [i.official for i in shipped.items]


def test_an_official_text_with_straight_quotes_and_dots_is_quoted_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "campaign"
    shutil.copytree(campaign_folder("ung-xu-mang-xa-hoi", ASSETS.campaigns), folder)
    letter = folder / "letter.txt"
    data = letter.read_bytes()
    quoted = 'chính thống "..." , tin cậy'
    changed = data.replace("chính thống, đáng tin cậy".encode(), quoted.encode())
    assert changed != data
    letter.write_bytes(changed)
    renew_lock(folder)
    assert quoted in load_campaign(folder).items[3].official
