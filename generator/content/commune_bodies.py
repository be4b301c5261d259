"""Bodies of a commune other than its people's committee, by their official names.

Source: the organisation of a commune's political system since 1 July 2025 (Luật Tổ chức chính quyền
địa phương 72/2025/QH15; Luật Mặt trận Tổ quốc Việt Nam as changed by 97/2025/QH15); capitals as of
Nghị định 30/2020/NĐ-CP, Phụ lục II.
"""

from __future__ import annotations

from typing import Final

from generator.content.communes import BODY

#: The people's committee, which lists of issuers hold, first.
COMMUNE_BODIES: Final = (
    BODY,
    "Đảng ủy",
    "Hội đồng nhân dân",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "Hội Liên hiệp Phụ nữ",
    "Hội Nông dân",
    "Hội Cựu chiến binh",
    "Công an",
    "Ban Chỉ huy Quân sự",
    "Trạm Y tế",
    "Trung tâm Phục vụ hành chính công",
)


def body_name(body: str, unit: str) -> str:
    """The whole name of the body of a unit: "Công an phường An Phú Đông"."""
    return f"{body} {unit}".strip()


def body_in(name: str, unit: str) -> str | None:
    """The known body of ``unit`` whose whole name is ``name``, else None."""
    return next((body for body in COMMUNE_BODIES if body_name(body, unit) == name), None)
