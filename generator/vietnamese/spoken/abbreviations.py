"""Abbreviations of official papers and what they stand for, and the names of letters.

Only those that stand for one thing everywhere are here; others are read letter by letter. Source:
Nghị định 30/2020/NĐ-CP, phụ lục III (kinds of papers); the rest is common use.
"""

from __future__ import annotations

from typing import Final

EXPANSIONS: Final = {
    "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân",
    "UBMTTQ": "Ủy ban Mặt trận Tổ quốc",
    "MTTQ": "Mặt trận Tổ quốc",
    "TAND": "Tòa án nhân dân",
    "VKSND": "Viện kiểm sát nhân dân",
    "UBTVQH": "Ủy ban Thường vụ Quốc hội",
    "BTTTT": "Bộ Thông tin và Truyền thông",
    "BYT": "Bộ Y tế",
    "BCA": "Bộ Công an",
    "GDĐT": "Giáo dục và Đào tạo",
    "VHTTDL": "Văn hóa, Thể thao và Du lịch",
    "PCCC": "phòng cháy, chữa cháy",
    "CNCH": "cứu nạn, cứu hộ",
    "ATGT": "an toàn giao thông",
    "ANTT": "an ninh, trật tự",
    "VSMT": "vệ sinh môi trường",
    "BHYT": "bảo hiểm y tế",
    "BHXH": "bảo hiểm xã hội",
    "CCCD": "căn cước công dân",
    "CMND": "chứng minh nhân dân",
    "KDC": "khu dân cư",
    "TDP": "tổ dân phố",
    "THCS": "trung học cơ sở",
    "THPT": "trung học phổ thông",
    "SXH": "sốt xuất huyết",
    "TP": "Thành phố",
    "KP": "khu phố",
    "TTTT": "Thông tin và Truyền thông",
    "VHTT": "Văn hóa và Thể thao",
    "LĐTBXH": "Lao động, Thương binh và Xã hội",
    "TNMT": "Tài nguyên và Môi trường",
    "NNPTNT": "Nông nghiệp và Phát triển nông thôn",
    "KHCN": "Khoa học và Công nghệ",
    "HCM": "Hồ Chí Minh",
    "TPHCM": "Thành phố Hồ Chí Minh",
    "VN": "Việt Nam",
    "VNĐ": "đồng",
    "VND": "đồng",
}

#: Measures behind a number. "m" alone is a metre there, and "h" an hour.
UNITS: Final = {
    "%": "phần trăm", "‰": "phần nghìn", "°C": "độ xê",
    "kg": "ki-lô-gam", "g": "gam",
    "mg": "mi-li-gam",
    "km": "ki-lô-mét", "m": "mét", "dm": "đề-xi-mét", "cm": "xăng-ti-mét", "mm": "mi-li-mét",
    "km²": "ki-lô-mét vuông", "km2": "ki-lô-mét vuông", "m²": "mét vuông", "m2": "mét vuông",
    "m³": "mét khối", "m3": "mét khối", "ha": "héc-ta", "l": "lít", "ml": "mi-li-lít",
    "đ": "đồng", "kW": "ki-lô-oát", "kWh": "ki-lô-oát giờ", "W": "oát", "V": "vôn",
    "km/h": "ki-lô-mét trên giờ", "mg/l": "mi-li-gam trên lít",
}  # fmt: skip

#: One syllable for each letter, as the letters are taught: no two are alike, so they can be undone.
LETTERS: Final = {
    "A": "a", "Ă": "á", "Â": "ớ", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "Ê": "ê",
    "F": "ép", "G": "giê", "H": "hát", "I": "i", "J": "gioi", "K": "ca", "L": "lờ", "M": "mờ",
    "N": "nờ", "O": "o", "Ô": "ô", "Ơ": "ơ", "P": "pê", "Q": "quy", "R": "rờ", "S": "sờ", "T": "tê",
    "U": "u", "Ư": "ư", "V": "vê", "W": "kép", "X": "xờ", "Y": "y", "Z": "dét",
}  # fmt: skip
