"""A headline that lost a limit of its official text is told, and no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.content.campaign import load_campaign
from generator.content.lost_limits import lost_limits
from generator.core.assets import shipped_assets

CAMPAIGN = shipped_assets().campaigns / "ung-xu-mang-xa-hoi"


@pytest.mark.parametrize(
    ("official", "text", "lost"),
    [
        ("Không đốt rác ngoài trời.", "Đốt rác ngoài trời", ("không",)),
        ("Dành 15 phút mỗi tuần.", "Dành 5 phút mỗi tuần", ("5",)),
        (
            "Hạn chế ra đường, trừ trường hợp cấp cứu.",
            "Hạn chế ra đường, trường hợp cấp cứu",
            ("trừ",),
        ),
        ("Đổ rác hằng ngày, trừ ngày lễ lớn.", "Đổ rác hằng ngày, ngày lễ lớn", ("trừ",)),
        ("Chỉ bơi ở hồ có người trông.", "Bơi ở hồ có người trông", ("chỉ",)),
        (
            "Chưa đủ 18 tuổi thì không được lái xe máy.",
            "Đủ 18 tuổi thì được lái xe máy",
            (
                "chưa",
                "không",
            ),
        ),
        ("Nghiêm cấm săn bắt chim.", "Săn bắt chim", ("cấm",)),
        ("Gọi 0200 000 111.", "Gọi 0200 000 112", ("0200000112",)),
        ("Ở yên trong nhà mười lăm phút.", "Ở yên trong nhà 5 phút", ("5",)),
        ("Tuyệt đối không được tự ý mua thuốc uống.", "Tự ý mua thuốc uống", ("không",)),
        ("Gọi 114 khi có cháy.", "Gọi 115 khi có cháy", ("115",)),
    ],
)
def test_a_limit_that_was_lost_or_added_is_told(
    official: str, text: str, lost: tuple[str, ...]
) -> None:
    assert lost_limits(official, text) == lost


@pytest.mark.parametrize(
    ("official", "text"),
    [
        ("Không đốt rác ngoài trời.", "Không đốt rác"),
        ("Không đốt rác ngoài trời.", "Tránh đốt rác ngoài trời"),
        ("Dành mười lăm phút mỗi tuần.", "Dành 15 phút mỗi tuần"),
        ("Gọi 0200 000 111.", "Gọi 0200000111"),
        ("Gọi 0200000111", "Gọi 0200.000.111"),
        ("Từ 17 giờ ngày 01/9.", "Từ 5 giờ chiều ngày 1 tháng 9"),
        ("Phạt 1.500.000 đồng", "Phạt 1,5 triệu đồng"),
        ("Hàng không Việt Nam mở đường bay.", "Việt Nam mở đường bay"),
        ("Không gian mạng an toàn.", "Mạng an toàn"),
        ("Địa chỉ nhà văn hóa.", "Nhà văn hóa"),
        ("Diệt trừ muỗi và bọ gậy.", "Diệt muỗi và bọ gậy"),
        ("Hạn chế ra đường, trừ trường hợp cấp cứu.", "Hạn chế ra đường"),
        ("Không chỉ giữ sạch nhà mình.", "Giữ sạch nhà mình"),
        ("Không mua thuốc; mua thuốc theo đơn.", "Mua thuốc theo đơn"),
        ("Chỉ đạo các khu phố.", "Các khu phố"),
        ("Dọn nhà năm 2026.", "Dọn nhà"),
    ],
)
def test_an_abridgement_that_is_true_is_not_doubted(official: str, text: str) -> None:
    assert lost_limits(official, text) == ()


def test_the_shipped_campaign_has_lost_no_limit() -> None:
    assert "limit-lost" not in [one.code for one in load_campaign(CAMPAIGN).findings]


def test_a_changed_headline_is_warned_of_at_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "chien-dich"
    shutil.copytree(CAMPAIGN, folder)
    file = folder / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    at = text.index("    headline: ")
    end = text.index("\n", at)
    file.write_text(f"{text[:end].rstrip(chr(34))} 77{text[end:]}", encoding="utf-8")
    (found,) = [one for one in load_campaign(folder).findings if one.code == "limit-lost"]
    assert "“77”" in str(found.message)
    assert found.place.line == text[:at].count("\n") + 1
