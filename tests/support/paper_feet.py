"""Feet of official papers as offices, scans and copies give them, with their fields."""

from __future__ import annotations

from typing import Final

#: Name, foot, recipients, role, name.
FEET: Final[dict[str, tuple[str, list[str], str | None, str | None]]] = {
    "tabs": (
        (
            "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n"
            "- Như trên;\tKT. CHỦ TỊCH\n"
            "- Lưu: VT.\tPHÓ CHỦ TỊCH\n"
            "\n"
            "\n"
            "\tLê Văn Thử\n"
        ),
        ["Như trên;", "Lưu: VT."],
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Lê Văn Thử",
    ),
    "spaces": (
        """\
Nơi nhận:                         KT. GIÁM ĐỐC
- Như trên;                       PHÓ GIÁM ĐỐC
- BGĐ Sở (để b/c);
- Lưu: VT, NVY.

                                  (Đã ký)

                              BS. CKII. Trần Thị Ví Dụ
""",
        ["Như trên;", "BGĐ Sở (để b/c);", "Lưu: VT, NVY."],
        "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC",
        "BS. CKII. Trần Thị Ví Dụ",
    ),
    "signature first": (
        """\
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
(Đã ký)
Phạm Minh Họa
Nơi nhận:
- Như trên;
- Lưu: VT.
""",
        ["Như trên;", "Lưu: VT."],
        "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG",
        "Phạm Minh Họa",
    ),
    "one line": (
        """\
Nơi nhận: - Như trên; - Lưu: VT.          CHỦ TỊCH          Vũ Văn Làm Mẫu
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Vũ Văn Làm Mẫu",
    ),
    "scan": (
        """\
Noi nhận: TUQ. CHỦ TỊCH
- Như trên; TRƯỞNG PHÒNG
- Luu: VT.
Đặng Văn Thử
""",
        ["Như trên;", "Luu: VT."],
        "TUQ. CHỦ TỊCH TRƯỞNG PHÒNG",
        "Đặng Văn Thử",
    ),
    "party": (
        """\
Nơi nhận:
- Như trên,
- Lưu Văn phòng Đảng ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC


Nguyễn Thị Mẫu
""",
        ["Như trên,", "Lưu Văn phòng Đảng ủy."],
        "T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ THƯỜNG TRỰC",
        "Nguyễn Thị Mẫu",
    ),
    "acting head": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.

Q. CHỦ TỊCH


Hoàng Văn Giả Định
""",
        ["Như trên;", "Lưu: VT."],
        "Q. CHỦ TỊCH",
        "Hoàng Văn Giả Định",
    ),
    "school": (
        """\
Nơi nhận:
- Phòng GD&ĐT (để b/c);
- Website trường;
- Lưu: VT.

HIỆU TRƯỞNG

(Ký tên, đóng dấu)

ThS. Đinh Thị Ví Dụ
""",
        ["Phòng GD&ĐT (để b/c);", "Website trường;", "Lưu: VT."],
        "HIỆU TRƯỞNG",
        "ThS. Đinh Thị Ví Dụ",
    ),
    "police": (
        """\
Nơi nhận:
- Như trên;
- Lưu: CAX.
TRƯỞNG CÔNG AN XÃ

Thượng tá Võ Văn Mẫu
""",
        ["Như trên;", "Lưu: CAX."],
        "TRƯỞNG CÔNG AN XÃ",
        "Thượng tá Võ Văn Mẫu",
    ),
    "rank on its own line": (
        """\
Nơi nhận:
- Như trên;
- Lưu: CAX.
KT. TRƯỞNG CÔNG AN XÃ
PHÓ TRƯỞNG CÔNG AN XÃ

Thiếu tá
Võ Văn Mẫu
""",
        ["Như trên;", "Lưu: CAX."],
        "KT. TRƯỞNG CÔNG AN XÃ PHÓ TRƯỞNG CÔNG AN XÃ",
        "Thiếu tá Võ Văn Mẫu",
    ),
    "small letters": (
        """\
Nơi nhận:
- Như trên;
- Lưu VP.

KT. Chủ tịch
Phó chủ tịch

Nguyễn Văn Mẫu
""",
        ["Như trên;", "Lưu VP."],
        "KT. Chủ tịch Phó chủ tịch",
        "Nguyễn Văn Mẫu",
    ),
    "name in capitals": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

TRẦN THỊ VÍ DỤ
""",
        ["Như trên;", "Lưu: VT."],
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "TRẦN THỊ VÍ DỤ",
    ),
    "no name": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
""",
        ["Như trên;", "Lưu: VT."],
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        None,
    ),
    "recipients without marks": (
        """\
Nơi nhận:
Như trên;
Đài truyền thanh xã;
Lưu: VT.

CHỦ TỊCH

Nguyễn Văn Mẫu
""",
        ["Như trên;", "Đài truyền thanh xã;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "recipients on one line": (
        """\
Nơi nhận: Như trên; Lưu: VT.
CHỦ TỊCH
Nguyễn Văn Mẫu
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "recipient wrapped": (
        """\
Nơi nhận:
- Thường trực Đảng ủy, Hội đồng nhân dân,
Ủy ban nhân dân xã;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn Mẫu
""",
        ["Thường trực Đảng ủy, Hội đồng nhân dân, Ủy ban nhân dân xã;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "pipes": (
        """\
|
Nơi nhận:
- Như trên;
- Lưu: VT.
|
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
(Đã ký)
Nguyễn Văn Mẫu
|
""",
        ["Như trên;", "Lưu: VT."],
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "markdown table": (
        """\
| Nơi nhận: | TM. ỦY BAN NHÂN DÂN |
|---|---|
| - Như trên; | CHỦ TỊCH |
| - Lưu: VT. | Nguyễn Văn Mẫu |
""",
        ["Như trên;", "Lưu: VT."],
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "digital signature": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Ký bởi: Ủy ban nhân dân xã
Cơ quan: Tỉnh Mẫu
Thời gian ký: 05/08/2026 15:36:20 +07:00
Nguyễn Văn Mẫu
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "no recipients": (
        """\

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH


Nguyễn Văn Mẫu
""",
        [],
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "two dots of a company": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT, KT.

TỔNG GIÁM ĐỐC


Lý Minh Thử Nghiệm
""",
        ["Như trên;", "Lưu: VT, KT."],
        "TỔNG GIÁM ĐỐC",
        "Lý Minh Thử Nghiệm",
    ),
    "highland name": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Y Ví Dụ Kbuôr
""",
        ["Như trên;", "Lưu: VT."],
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Y Ví Dụ Kbuôr",
    ),
    "stars": (
        """\
*Nơi nhận:*
- Như trên;
- Lưu: VT.

**KT.CHỦ TỊCH
PHÓ CHỦ TỊCH**

Võ Thị Mẫu
""",
        ["Như trên;", "Lưu: VT."],
        "KT.CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Võ Thị Mẫu",
    ),
    "chief of a committee": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.

TM. BAN CHỈ ĐẠO
TRƯỞNG BAN

CHỦ TỊCH UBND XÃ
Nguyễn Văn Mẫu
""",
        ["Như trên;", "Lưu: VT."],
        "TM. BAN CHỈ ĐẠO TRƯỞNG BAN CHỦ TỊCH UBND XÃ",
        "Nguyễn Văn Mẫu",
    ),
    "joint signatures": (
        (
            "Nơi nhận:\n"
            "- Như trên;\n"
            "- Lưu: VT.\n"
            "\n"
            "TM. ỦY BAN MẶT TRẬN\tTM. ỦY BAN NHÂN DÂN\n"
            "CHỦ TỊCH\tCHỦ TỊCH\n"
            "\n"
            "Lê Văn Thử\tNguyễn Văn Mẫu\n"
        ),
        ["Như trên;", "Lưu: VT."],
        "TM. ỦY BAN MẶT TRẬN TM. ỦY BAN NHÂN DÂN CHỦ TỊCH CHỦ TỊCH",
        "Lê Văn Thử Nguyễn Văn Mẫu",
    ),
    "annex behind": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn Mẫu

PHỤ LỤC
Danh sách điểm thu gom
1. Chợ Hoa Mai
2. Trường học
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "page number last": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Nguyễn Văn Mẫu

1
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "web rest": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
(Đã ký)
Nguyễn Văn Mẫu
Tải về
Chia sẻ: Facebook Zalo
Tin liên quan
Xã Ví Dụ họp giao ban
© 2026 UBND xã Ví Dụ
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "luu inline": (
        """\
Nơi nhận: Lưu: VT.
CHỦ TỊCH
Nguyễn Văn Mẫu
""",
        ["Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "two spaces": (
        """\
Nơi nhận:  TM. ỦY BAN NHÂN DÂN
- Như trên;  CHỦ TỊCH
- Lưu: VT.  Nguyễn Văn Mẫu
""",
        ["Như trên;", "Lưu: VT."],
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "long list and right column": (
        """\
Nơi nhận:                                TM. ỦY BAN NHÂN DÂN
- Thường trực Đảng ủy (để báo cáo);           KT. CHỦ TỊCH
- CT, các PCT UBND xã;                        PHÓ CHỦ TỊCH
- Đài Truyền thanh xã (để
  tuyên truyền);
- Lưu: VT, VHXH.
                                             Lê Thị Thử
""",
        [
            "Thường trực Đảng ủy (để báo cáo);",
            "CT, các PCT UBND xã;",
            "Đài Truyền thanh xã (để tuyên truyền);",
            "Lưu: VT, VHXH.",
        ],
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Lê Thị Thử",
    ),
    "signature block on name line": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT. Nguyễn Văn Mẫu
CHỦ TỊCH
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "head teacher of village": (
        """\
Nơi nhận:
- Như trên;
- Lưu KP.
TM. BAN ĐIỀU HÀNH KHU PHỐ
Trưởng khu phố

Nguyễn Văn Mẫu
""",
        ["Như trên;", "Lưu KP."],
        "TM. BAN ĐIỀU HÀNH KHU PHỐ Trưởng khu phố",
        "Nguyễn Văn Mẫu",
    ),
    "kt dot missing": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.
KT CHỦ TỊCH
PHÓ CHỦ TỊCH
Nguyễn Văn Mẫu
""",
        ["Như trên;", "Lưu: VT."],
        "KT CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "party k/t": (
        """\
Nơi nhận:
- Như trên,
- Lưu.
K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN
Nguyễn Văn Mẫu
""",
        ["Như trên,", "Lưu."],
        "K/T TRƯỞNG BAN PHÓ TRƯỞNG BAN",
        "Nguyễn Văn Mẫu",
    ),
    "pho giam doc phu trach": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.
PHÓ GIÁM ĐỐC
PHỤ TRÁCH TRUNG TÂM

Nguyễn Văn Mẫu
""",
        ["Như trên;", "Lưu: VT."],
        "PHÓ GIÁM ĐỐC PHỤ TRÁCH TRUNG TÂM",
        "Nguyễn Văn Mẫu",
    ),
    "capital name after office in capitals": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.
TL. CHỦ TỊCH
CHÁNH VĂN PHÒNG
VÕ VĂN MẪU
""",
        ["Như trên;", "Lưu: VT."],
        "TL. CHỦ TỊCH CHÁNH VĂN PHÒNG",
        "VÕ VĂN MẪU",
    ),
    "signed slash": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH

[Đã ký]

Nguyễn Văn Mẫu./.
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu./.",
    ),
    "pgs": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC

PGS. TS. BS. Nguyễn Văn Mẫu
""",
        ["Như trên;", "Lưu: VT."],
        "GIÁM ĐỐC",
        "PGS. TS. BS. Nguyễn Văn Mẫu",
    ),
    "no accent recipients": (
        """\
Noi nhan:
- Nhu tren;
- Luu: VT.
CHU TICH
Nguyen Van Mau
""",
        ["Nhu tren;", "Luu: VT."],
        "CHU TICH",
        "Nguyen Van Mau",
    ),
    "plus marks": (
        """\
Nơi nhận:
+ Như trên;
+ Lưu: VT.
CHỦ TỊCH
Nguyễn Văn Mẫu
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "marks by comma": (
        """\
Nơi nhận:
- Như trên,
- TT Đảng ủy,
  HĐND xã,
- Lưu: VT
CHỦ TỊCH
Nguyễn Văn Mẫu
""",
        ["Như trên,", "TT Đảng ủy, HĐND xã,", "Lưu: VT"],
        "CHỦ TỊCH",
        "Nguyễn Văn Mẫu",
    ),
    "name in a row whose left cell is empty": (
        """\
| Nơi nhận: | KT. CHỦ TỊCH |
| - Như trên; | PHÓ CHỦ TỊCH |
| - Lưu: VT. |  |
|  |  |
|  | Lê Văn Thử |
""",
        ["Như trên;", "Lưu: VT."],
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Lê Văn Thử",
    ),
    "pipes only between cells": (
        """\
Nơi nhận: | CHỦ TỊCH
- Như trên; |
- Lưu: VT. |
 | ThS. Lê Văn Thử
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "ThS. Lê Văn Thử",
    ),
    "an empty column between": (
        """\
| Nơi nhận: |  | CHỦ TỊCH |
| - Như trên; |  |  |
| - Lưu: VT. |  |  |
|  |  | Lê Văn Thử |
""",
        ["Như trên;", "Lưu: VT."],
        "CHỦ TỊCH",
        "Lê Văn Thử",
    ),
    "role and name in one cell": (
        """\
| Nơi nhận: - Như trên; - Lưu: VT. | KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) ThS. Lê Văn Thử |
""",
        ["Như trên;", "Lưu: VT."],
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "ThS. Lê Văn Thử",
    ),
    "role and name on one line": (
        """\
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Lê Văn Thử
""",
        ["Như trên;", "Lưu: VT."],
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Lê Văn Thử",
    ),
}
