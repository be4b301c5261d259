"""Roles and names are told apart by their words, accents and all."""

from __future__ import annotations

import pytest

from generator.content.letters.signatures import (
    is_name,
    is_role,
    may_hold_name,
    name_behind_role,
)


@pytest.mark.parametrize(
    "name",
    [
        "Trương Công Chợ",
        "TRƯƠNG CÔNG CHỢ",
        "ThS. Trương Thị Mẫu",
        "Nguyễn Văn Mẫu",
        "Phó Đức Mẫu",
        "Thái Văn Mẫu",
        "Đoàn Thị Mẫu",
        "ĐOÀN THỊ MẪU",
        "Bàn Văn Mẫu",
        "BÀN TÀ MẪU",
        "TÔ HOÀI MẪU",
        "Bạch Thái Mẫu",
        "Ksor Mẫu",
        "QUÀNG VĂN MẪU",
        "Quyền Thị Mẫu",
        "ThS. Bành Mẫu",
        "Thượng tá Lò Văn Mẫu",
        "Y Bing Êban",
    ],
)
def test_a_name_is_no_role_however_it_begins(name: str) -> None:
    assert is_name(name, in_signature=True)
    assert not is_role(name, in_signature=True)


@pytest.mark.parametrize(
    "role",
    [
        "CHÁNH VĂN PHÒNG",
        "TRƯỞNG PHÒNG VĂN HÓA",
        "PHÓ CHỦ TỊCH UBND THỊ XÃ",
        "TỔ TRƯỞNG",
        "BAN GIÁM HIỆU",
        "TRƯỞNG PHÒNG",
        "Trưởng ban",
        "TRƯỞNG CÔNG AN PHƯỜNG",
        "PHÓ CHỦ TỊCH",
        "KT. HIỆU TRƯỞNG",
    ],
)
def test_a_role_is_no_name(role: str) -> None:
    assert is_role(role, in_signature=True)
    assert not is_name(role, in_signature=True)


@pytest.mark.parametrize(
    ("line", "role", "name"),
    [
        ("CHỦ TỊCH Lê Văn Thử", "CHỦ TỊCH", "Lê Văn Thử"),
        (
            "KT. CHỦ TỊCH PHÓ CHỦ TỊCH  ThS. Lê Văn Thử",
            "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
            "ThS. Lê Văn Thử",
        ),
        ("TM. UBND CHỦ TỊCH (Đã ký) Lê Văn Thử", "TM. UBND CHỦ TỊCH", "Lê Văn Thử"),
        ("TRƯỞNG PHÒNG [đã ký] Trương Thị Mẫu", "TRƯỞNG PHÒNG", "Trương Thị Mẫu"),
    ],
)
def test_a_name_on_the_line_of_its_role_is_told_from_it(line: str, role: str, name: str) -> None:
    found = name_behind_role(line)
    assert found is not None
    assert (line[: found[0]].strip(), line[found[1] :]) == (role, name)


@pytest.mark.parametrize(
    "line", ["TRƯỞNG PHÒNG Văn hóa - Xã hội", "CHỦ TỊCH", "Lê Văn Thử", "LƯU Văn Thử", "Chủ tịch"]
)
def test_a_role_without_a_name_is_not_cut(line: str) -> None:
    assert name_behind_role(line) is None


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Chủ tịch Lê Văn Thử", True),
        ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH LÊ VĂN THỬ", True),
        ("KT. CHỦ TỊCH PHÓ CHỦ TỊCH", False),
        ("TRƯỞNG PHÒNG", False),
        ("Phó Giám đốc", False),
    ],
)
def test_a_role_that_may_hold_a_name_is_known(role: str, may: bool) -> None:
    assert may_hold_name(role) is may
