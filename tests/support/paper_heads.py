"""Heads of official papers as offices, scans and copies give them, with their fields."""

from __future__ import annotations

from typing import Any, Final

#: Name, head, and the fields that it gives.
HEADS: Final[dict[str, tuple[str, dict[str, Any]]]] = {
    "nation first": (
        """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026

ỦY BAN NHÂN DÂN
XÃ VÍ DỤ
Số: 12/UBND-VP
V/v dọn vệ sinh
Kính gửi: Trưởng các ấp.
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp.",
            ],
        },
    ),
    "rows interleaved": (
        """\
ỦY BAN NHÂN DÂN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ VÍ DỤ
Độc lập - Tự do - Hạnh phúc
Số: 12/UBND-VP
Ví Dụ, ngày 05 tháng 8 năm 2026
V/v dọn vệ sinh đường làng,
ngõ xóm trước Tết
Kính gửi:
- Trưởng các ấp;
- Hiệu trưởng các trường.
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh đường làng, ngõ xóm trước Tết",
            "addressees": [
                "Trưởng các ấp;",
                "Hiệu trưởng các trường.",
            ],
        },
    ),
    "subject around the date": (
        """\
UBND TỈNH MẪU                          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ Y TẾ                                    Độc lập - Tự do - Hạnh phúc
-------                                    ---------------------------
Số: 1207/SYT-NVY                       Mẫu, ngày 28 tháng 7 năm 2026
V/v tăng cường phòng, chống
sốt xuất huyết Dengue

           Kính gửi:
                 - Trung tâm Y tế các huyện;
                 - Trạm Y tế các xã, phường,
                   thị trấn.
""",
        {
            "number": "1207/SYT-NVY",
            "date": "2026-07-28",
            "place": "Mẫu",
            "issuing_body": "UBND TỈNH MẪU SỞ Y TẾ",
            "subject": "tăng cường phòng, chống sốt xuất huyết Dengue",
            "addressees": [
                "Trung tâm Y tế các huyện;",
                "Trạm Y tế các xã, phường, thị trấn.",
            ],
        },
    ),
    "pipes of a markdown table": (
        """\
| ỦY BAN NHÂN DÂN XÃ VÍ DỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |
|---|---|
| Số: 12/UBND-VP | Ví Dụ, ngày 05 tháng 8 năm 2026 |
| V/v dọn vệ sinh | |

Kính gửi: Trưởng các ấp
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "number and subject in one cell": (
        (
            "SỞ GIÁO DỤC VÀ ĐÀO TẠO MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "TRƯỜNG THPT VÍ DỤ\tĐộc lập - Tự do - Hạnh phúc\n"
            "Số: 45/THPTVD-VP V/v nghỉ học do mưa bão\tVí Dụ, ngày 5 tháng 9 năm 2026\n"
            "Kính gửi: Cha mẹ học sinh toàn trường\n"
        ),
        {
            "number": "45/THPTVD-VP",
            "date": "2026-09-05",
            "place": "Ví Dụ",
            "issuing_body": "SỞ GIÁO DỤC VÀ ĐÀO TẠO MẪU TRƯỜNG THPT VÍ DỤ",
            "subject": "nghỉ học do mưa bão",
            "addressees": [
                "Cha mẹ học sinh toàn trường",
            ],
        },
    ),
    "party dispatch": (
        """\
ĐẢNG BỘ TỈNH MẪU                 ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ VÍ DỤ                 ----------------------
       *                         Ví Dụ, ngày 12 tháng 3 năm 2026
Số 12-CV/ĐU
V/v chuẩn bị đại hội chi bộ

Kính gửi: - Các chi bộ trực thuộc,
          - Ủy ban Mặt trận Tổ quốc Việt Nam xã.
""",
        {
            "number": "12-CV/ĐU",
            "date": "2026-03-12",
            "place": "Ví Dụ",
            "issuing_body": "ĐẢNG BỘ TỈNH MẪU ĐẢNG ỦY XÃ VÍ DỤ",
            "subject": "chuẩn bị đại hội chi bộ",
            "addressees": [
                "Các chi bộ trực thuộc,",
                "Ủy ban Mặt trận Tổ quốc Việt Nam xã.",
            ],
        },
    ),
    "party conclusion": (
        """\
ĐẢNG BỘ TỈNH MẪU
ĐẢNG ỦY PHƯỜNG HOA MAI
*
Số: 05-KL/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Hoa Mai, ngày 02 tháng 4 năm 2026
KẾT LUẬN
CỦA BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG
về công tác vệ sinh môi trường
-----
""",
        {
            "kind": "khác",
            "number": "05-KL/ĐU",
            "date": "2026-04-02",
            "place": "Hoa Mai",
            "issuing_body": "ĐẢNG BỘ TỈNH MẪU ĐẢNG ỦY PHƯỜNG HOA MAI",
            "subject": "CỦA BAN THƯỜNG VỤ ĐẢNG ỦY PHƯỜNG về công tác vệ sinh môi trường",
        },
    ),
    "youth union": (
        (
            "ĐOÀN TNCS HỒ CHÍ MINH XÃ\tĐOÀN TNCS HỒ CHÍ MINH\n"
            "BAN CHẤP HÀNH ĐOÀN XÃ VÍ DỤ\t\n"
            "***\tVí Dụ, ngày 26 tháng 3 năm 2026\n"
            "Số: 07-KH/ĐTN\t\n"
            "\n"
            "KẾ HOẠCH\n"
            'Ra quân "Ngày Chủ nhật xanh" năm 2026\n'
            "\n"
        ),
        {
            "kind": "kế hoạch",
            "number": "07-KH/ĐTN",
            "date": "2026-03-26",
            "place": "Ví Dụ",
            "issuing_body": "ĐOÀN TNCS HỒ CHÍ MINH XÃ BAN CHẤP HÀNH ĐOÀN XÃ VÍ DỤ",
            "subject": 'Ra quân "Ngày Chủ nhật xanh" năm 2026',
        },
    ),
    "fatherland front": (
        """\
MẶT TRẬN TỔ QUỐC VIỆT NAM
XÃ VÍ DỤ
BAN THƯỜNG TRỰC
Số: 33/MTTQ-BTT
V/v vận động Quỹ "Vì người nghèo"

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc
Ví Dụ, ngày 17 tháng 10 năm 2026

Kính gửi: Ban Công tác Mặt trận các ấp
""",
        {
            "number": "33/MTTQ-BTT",
            "date": "2026-10-17",
            "place": "Ví Dụ",
            "issuing_body": "MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ VÍ DỤ BAN THƯỜNG TRỰC",
            "subject": 'vận động Quỹ "Vì người nghèo"',
            "addressees": [
                "Ban Công tác Mặt trận các ấp",
            ],
        },
    ),
    "joint plan": (
        """\
UBND XÃ VÍ DỤ - UBMTTQ VIỆT NAM XÃ
Số: 02/KHLT-UBND-MTTQ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 20 tháng 01 năm 2026
KẾ HOẠCH LIÊN TỊCH
Phối hợp thu gom rác thải nhựa năm 2026
""",
        {
            "kind": "kế hoạch",
            "number": "02/KHLT-UBND-MTTQ",
            "date": "2026-01-20",
            "place": "Ví Dụ",
            "issuing_body": "UBND XÃ VÍ DỤ - UBMTTQ VIỆT NAM XÃ",
            "subject": "Phối hợp thu gom rác thải nhựa năm 2026",
        },
    ),
    "company with addresses": (
        """\
CÔNG TY CỔ PHẦN CẤP NƯỚC MẪU
Địa chỉ: số 1, đường Ví Dụ, phường Hoa Mai
Điện thoại: 0200 000 999 - Email: capnuoc@mau.example
Số: 310/CN-KT
V/v súc rửa đường ống
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 01 tháng 9 năm 2026
Kính gửi: Quý khách hàng khu vực chợ Hoa Mai
""",
        {
            "number": "310/CN-KT",
            "date": "2026-09-01",
            "place": "Mẫu",
            "issuing_body": "CÔNG TY CỔ PHẦN CẤP NƯỚC MẪU",
            "subject": "súc rửa đường ống",
            "addressees": [
                "Quý khách hàng khu vực chợ Hoa Mai",
            ],
        },
    ),
    "urgent stamp": (
        """\
ỦY BAN NHÂN DÂN
XÃ VÍ DỤ

HỎA TỐC

Số: 166/UBND-PCTT
V/v ứng phó bão số 3

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Ví Dụ, ngày 19 tháng 10 năm 2026

Kính gửi:
- Trưởng các ấp;
- Bà con ven suối
""",
        {
            "number": "166/UBND-PCTT",
            "date": "2026-10-19",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "ứng phó bão số 3",
            "addressees": [
                "Trưởng các ấp;",
                "Bà con ven suối",
            ],
        },
    ),
    "scan without accents": (
        """\
UBND XÃ VÍ DỤ CỘNG HOÀ XÃ HỘI CHU NGHĨA VIỆT NAM
PHÒNG VĂN HÓA - XÃ HỘI Độc lập - Tư do - Hanh phúc
Sô: 15 /VHXH Ví Dụ, ngay 3 thang 2 năm 2026
V/v trang trí đường hoa

Kinh gửi: Các khu phố
""",
        {
            "number": "15 /VHXH",
            "date": "2026-02-03",
            "place": "Ví Dụ",
            "issuing_body": "UBND XÃ VÍ DỤ PHÒNG VĂN HÓA - XÃ HỘI",
            "subject": "trang trí đường hoa",
            "addressees": [
                "Các khu phố",
            ],
        },
    ),
    "draft with dots": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: ……/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày … tháng … năm 2026
DỰ THẢO LẦN 2
KẾ HOẠCH
Tổ chức Tết Trung thu cho thiếu nhi
""",
        {
            "kind": "kế hoạch",
            "number": "……/KH-UBND",
            "date": None,
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "Tổ chức Tết Trung thu cho thiếu nhi",
        },
    ),
    "title and subject in capitals over lines": (
        """\
ỦY BAN NHÂN DÂN
TỈNH MẪU
-------
|
CỘNG HÒA XÃ HỘI
CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 135/KH-UBND
|
Ví Dụ, ngày
27 tháng 09 năm 2026
|
KẾ HOẠCH
RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO TRÊN ĐỊA BÀN TỈNH MẪU
NĂM 2026
""",
        {
            "kind": "kế hoạch",
            "number": "135/KH-UBND",
            "date": "2026-09-27",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN TỈNH MẪU",
            "subject": "RÀ SOÁT HỘ NGHÈO, HỘ CẬN NGHÈO TRÊN ĐỊA BÀN TỈNH MẪU NĂM 2026",
        },
    ),
    "subject in two lines of a title": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 20/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026

THÔNG BÁO
Về việc điều chỉnh thời gian tiếp nhận hồ sơ tại Bộ phận Một cửa của
Ủy ban nhân dân xã

""",
        {
            "kind": "thông báo",
            "number": "20/TB-UBND",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": (
                "điều chỉnh thời gian tiếp nhận hồ sơ tại Bộ phận Một cửa của Ủy ban nhân dân xã"
            ),
        },
    ),
    "title with its subject on one line": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 20/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
THÔNG BÁO VỀ VIỆC CẮT ĐIỆN
""",
        {
            "kind": "thông báo",
            "number": "20/TB-UBND",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "CẮT ĐIỆN",
        },
    ),
    "letters spaced out": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 20/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026

T H Ô N G   B Á O
Cắt điện để sửa chữa lưới điện

""",
        {
            "kind": "thông báo",
            "number": "20/TB-UBND",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "Cắt điện để sửa chữa lưới điện",
        },
    ),
    "number and date below the title": (
        """\
CÔNG TY TNHH MẪU
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

THÔNG BÁO
Số: 08/TB-CTM
Về việc nghỉ lễ Quốc khánh

""",
        {
            "kind": "thông báo",
            "number": "08/TB-CTM",
            "date": None,
            "place": None,
            "issuing_body": "CÔNG TY TNHH MẪU",
            "subject": "nghỉ lễ Quốc khánh",
        },
    ),
    "web page around the head": (
        """\
Bỏ qua nội dung chính
Trang chủ
Giới thiệu
Tin tức - Sự kiện
Cải cách hành chính
Trang chủ > Văn bản > Công văn
Công văn 12/UBND-VP về việc dọn vệ sinh
05/08/2026 08:30
Lượt xem: 99
ỦY BAN NHÂN DÂN
XÃ VÍ DỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/UBND-VP
Ví Dụ, ngày 05 tháng 8 năm 2026
V/v dọn vệ sinh
Kính gửi: Trưởng các ấp.
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp.",
            ],
        },
    ),
    "arrival stamp": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
CÔNG VĂN ĐẾN
Số: 1998
Ngày: 15/9/2026
Chuyển: VP
TRẠM Y TẾ XÃ
Số: 12/TYT
V/v tiêm chủng tháng 9
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 14 tháng 9 năm 2026
Kính gửi: Trưởng các thôn
""",
        {
            "number": "12/TYT",
            "date": "2026-09-14",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ TRẠM Y TẾ XÃ",
            "subject": "tiêm chủng tháng 9",
            "addressees": [
                "Trưởng các thôn",
            ],
        },
    ),
    "addressees numbered": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 12/UBND-VP
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
Kính gửi:
1. Trưởng các ấp;
2. Hiệu trưởng các trường.
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp;",
                "Hiệu trưởng các trường.",
            ],
        },
    ),
    "addressees without marks": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 12/UBND-VP
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
Kính gửi: Trưởng các ấp;
          Hiệu trưởng các trường;
          Công an xã.
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp;",
                "Hiệu trưởng các trường;",
                "Công an xã.",
            ],
        },
    ),
    "addressees on one line": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 12/UBND-VP
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
Kính gửi: - Trưởng các ấp; - Hiệu trưởng các trường; - Công an xã.
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp;",
                "Hiệu trưởng các trường;",
                "Công an xã.",
            ],
        },
    ),
    "one addressee wrapped at a capital": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 12/UBND-VP
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026

Kính gửi: Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam và các
Hội, đoàn thể xã

""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam và các Hội, đoàn thể xã",
            ],
        },
    ),
    "date in figures": (
        """\
BAN CHỈ HUY PHÒNG THỦ DÂN SỰ
XÃ VÍ DỤ
Số: 9/BCH
V/v trực bão
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, 05/8/2026
Kính gửi: Trưởng các ấp
""",
        {
            "number": "9/BCH",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ XÃ VÍ DỤ",
            "subject": "trực bão",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "small letters of the body": (
        """\
Ủy ban nhân dân xã Ví Dụ
Số: 12/UBND-VP
Về việc dọn vệ sinh
Cộng hòa xã hội chủ nghĩa Việt Nam
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
Kính gửi: Trưởng các ấp
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "Ủy ban nhân dân xã Ví Dụ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "blank line after every line": (
        """\
ỦY BAN NHÂN DÂN

XÃ VÍ DỤ

Số: 12/UBND-VP

V/v dọn vệ sinh đường làng,

ngõ xóm

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

Ví Dụ, ngày 05 tháng 8 năm 2026

Kính gửi:

- Trưởng các ấp;

- Hiệu trưởng các trường.

""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh đường làng, ngõ xóm",
            "addressees": [
                "Trưởng các ấp;",
                "Hiệu trưởng các trường.",
            ],
        },
    ),
    "stars of markdown": (
        """\
**ỦY BAN NHÂN DÂN**
**XÃ VÍ DỤ**
Số: 12/KH-UBND
**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**
**Độc lập - Tự do - Hạnh phúc**
*Ví Dụ, ngày 05 tháng 8 năm 2026*

**KẾ HOẠCH**
**Dọn vệ sinh đường làng**

""",
        {
            "kind": "kế hoạch",
            "number": "12/KH-UBND",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "Dọn vệ sinh đường làng",
        },
    ),
    "decision of a chairman": (
        """\
ỦY BAN NHÂN DÂN
TỈNH MẪU
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 2212/QĐ-UBND

Mẫu, ngày 27 tháng 8 năm 2026

QUYẾT ĐỊNH

VỀ VIỆC THÀNH LẬP BAN CHỈ ĐẠO VỆ SINH MÔI TRƯỜNG

CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU

""",
        {
            "kind": "quyết định",
            "number": "2212/QĐ-UBND",
            "date": "2026-08-27",
            "place": "Mẫu",
            "issuing_body": "ỦY BAN NHÂN DÂN TỈNH MẪU",
            "subject": "THÀNH LẬP BAN CHỈ ĐẠO VỆ SINH MÔI TRƯỜNG",
        },
    ),
    "open letter without a head": (
        """\
THƯ NGỎ
Gửi bà con khu phố 7

Thân gửi: Toàn thể bà con khu phố 7

""",
        {
            "kind": "thư ngỏ",
            "number": None,
            "date": None,
            "place": None,
            "issuing_body": None,
            "subject": "Gửi bà con khu phố 7",
            "addressees": [
                "Toàn thể bà con khu phố 7",
            ],
        },
    ),
    "report with addressee": (
        """\
TRƯỜNG MẦM NON HOA MAI
TỔ MẪU GIÁO
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hoa Mai, ngày 01 tháng 6 năm 2026
BÁO CÁO
Kết quả tuần lễ vệ sinh trường lớp
Kính gửi: Ban Giám hiệu trường Mầm non Hoa Mai.
""",
        {
            "kind": "khác",
            "number": None,
            "date": "2026-06-01",
            "place": "Hoa Mai",
            "issuing_body": "TRƯỜNG MẦM NON HOA MAI TỔ MẪU GIÁO",
            "subject": "Kết quả tuần lễ vệ sinh trường lớp",
            "addressees": [
                "Ban Giám hiệu trường Mầm non Hoa Mai.",
            ],
        },
    ),
    "thuvien wrapped words": (
        """\
ỦY BAN NHÂN DÂN
TỈNH MẪU
-------
|
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 4544/UBND-VX
V/v giám sát, đánh giá thực
hiện chương trình
|
Mẫu, ngày 13
tháng 7 năm 2026
|
Kính gửi:
- Các sở, ban, ngành;
- Ủy ban nhân dân các xã,
phường.
""",
        {
            "number": "4544/UBND-VX",
            "date": "2026-07-13",
            "place": "Mẫu",
            "issuing_body": "ỦY BAN NHÂN DÂN TỈNH MẪU",
            "subject": "giám sát, đánh giá thực hiện chương trình",
            "addressees": [
                "Các sở, ban, ngành;",
                "Ủy ban nhân dân các xã, phường.",
            ],
        },
    ),
    "thuvien kinh gui inside pipes": (
        """\
ỦY BAN NHÂN DÂN
XÃ VÍ DỤ
-------
|
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 12/UBND-VX
V/v dọn vệ sinh
|
Ví Dụ, ngày 13 tháng 7 năm 2026
|
Kính gửi:
|
- Trưởng các ấp;
- Hiệu trưởng các trường.
|
""",
        {
            "number": "12/UBND-VX",
            "date": "2026-07-13",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp;",
                "Hiệu trưởng các trường.",
            ],
        },
    ),
    "lost diacritics pdf": (
        """\
ỦY BAN NHÂN DÂN
TỈNH KIÊN MẪU
Số: 1961/QĐUBND
CỘNG HÒA XàHỘI CHỦ NGHĨA VIỆT NAM
Độc lập  Tự do  Hạnh phúc
Kiên Mẫu, ngày 28 tháng 8 năm 2026
QUYẾT ĐỊNH
BAN HÀNH QUY CHẾ PHỐI HỢP GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH THEO CƠ CHẾ
MỘT CỬA TẠI TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG
TỈNH KIÊN MẪU
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KIÊN MẪU
""",
        {
            "kind": "quyết định",
            "number": "1961/QĐUBND",
            "date": "2026-08-28",
            "place": "Kiên Mẫu",
            "issuing_body": "ỦY BAN NHÂN DÂN TỈNH KIÊN MẪU",
            "subject": (
                "BAN HÀNH QUY CHẾ PHỐI HỢP GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH THEO CƠ CHẾ "
                "MỘT CỬA TẠI TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TỈNH KIÊN MẪU"
            ),
            "addressees": [],
        },
    ),
    "first letter lost": (
        """\
Y BAN NHÂN DÂN
TỈNH MẪU

-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 2516/KH-UBND

Mẫu, ngày 03 tháng 10 năm 2026

KẾ HOẠCH

TRIỂNKHAI THỰC HIỆN QUY ĐỊNH TIÊU CHUẨN XÃ, PHƯỜNG PHÙ HỢP VỚI TRẺ EM

""",
        {
            "kind": "kế hoạch",
            "number": "2516/KH-UBND",
            "date": "2026-10-03",
            "place": "Mẫu",
            "issuing_body": "Y BAN NHÂN DÂN TỈNH MẪU",
            "subject": "TRIỂNKHAI THỰC HIỆN QUY ĐỊNH TIÊU CHUẨN XÃ, PHƯỜNG PHÙ HỢP VỚI TRẺ EM",
            "addressees": [],
        },
    ),
    "page facts above": (
        """\
Kế hoạch 155/KH-UBND năm 2026 triển khai Chương trình hành động quốc gia
Số hiệu: 155/KH-UBND Loại văn bản: Văn bản khác
Nơi ban hành: Tỉnh Mẫu Người ký: Nguyễn Văn Mẫu
Ngày ban hành: 26/05/2026 Ngày hiệu lực: Đang cập nhật

ỦY BAN NHÂN DÂN
TỈNH MẪU
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 155/KH-UBND

Mẫu, ngày 26 tháng 5 năm 2026

KẾ HOẠCH

TRIỂN KHAI CHƯƠNG TRÌNH HÀNH ĐỘNG QUỐC GIA VỀ ĐĂNG KÝ HỘ TỊCH

""",
        {
            "kind": "kế hoạch",
            "number": "155/KH-UBND",
            "date": "2026-05-26",
            "place": "Mẫu",
            "issuing_body": "ỦY BAN NHÂN DÂN TỈNH MẪU",
            "subject": "TRIỂN KHAI CHƯƠNG TRÌNH HÀNH ĐỘNG QUỐC GIA VỀ ĐĂNG KÝ HỘ TỊCH",
            "addressees": [],
        },
    ),
    "joint two bodies": (
        """\
ĐOÀN THANH NIÊN - HỘI LIÊN HIỆP PHỤ NỮ
XÃ VÍ DỤ
Số: 01/KHLT-ĐTN-HPN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 08 tháng 3 năm 2026
KẾ HOẠCH LIÊN TỊCH
tổ chức ngày hội đổi rác lấy quà
""",
        {
            "kind": "kế hoạch",
            "number": "01/KHLT-ĐTN-HPN",
            "date": "2026-03-08",
            "place": "Ví Dụ",
            "issuing_body": "ĐOÀN THANH NIÊN - HỘI LIÊN HIỆP PHỤ NỮ XÃ VÍ DỤ",
            "subject": "tổ chức ngày hội đổi rác lấy quà",
            "addressees": [],
        },
    ),
    "trade union": (
        (
            "LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "CÔNG ĐOÀN XÃ VÍ DỤ\tĐộc lập - Tự do - Hạnh phúc\n"
            "Số: 12/CĐX\tVí Dụ, ngày 1 tháng 5 năm 2026\n"
            "V/v phát động Tháng Công nhân\t\n"
            "\tKính gửi: Công đoàn cơ sở trực thuộc\n"
        ),
        {
            "number": "12/CĐX",
            "date": "2026-05-01",
            "place": "Ví Dụ",
            "issuing_body": "LIÊN ĐOÀN LAO ĐỘNG TỈNH MẪU CÔNG ĐOÀN XÃ VÍ DỤ",
            "subject": "phát động Tháng Công nhân",
            "addressees": [
                "Công đoàn cơ sở trực thuộc",
            ],
        },
    ),
    "phone and email optional": (
        """\
UBND THÀNH PHỐ MẪU
SỞ XÂY DỰNG
Số: 88/SXD-QLN
V/v kiểm tra nhà trọ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 2 tháng 5 năm 2026
KHẨN
Kính gửi: Ủy ban nhân dân các xã, phường
""",
        {
            "number": "88/SXD-QLN",
            "date": "2026-05-02",
            "place": "Mẫu",
            "issuing_body": "UBND THÀNH PHỐ MẪU SỞ XÂY DỰNG",
            "subject": "kiểm tra nhà trọ",
            "addressees": [
                "Ủy ban nhân dân các xã, phường",
            ],
        },
    ),
    "telegram": (
        """\
ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 06/CĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 19 tháng 10 năm 2026
CÔNG ĐIỆN
Về việc tập trung ứng phó với bão số 3
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU điện:
- Thủ trưởng các sở, ngành;
- Chủ tịch Ủy ban nhân dân các xã, phường.
""",
        {
            "kind": "khác",
            "number": "06/CĐ-UBND",
            "date": "2026-10-19",
            "place": "Mẫu",
            "issuing_body": "ỦY BAN NHÂN DÂN TỈNH MẪU",
            "subject": "tập trung ứng phó với bão số 3",
            "addressees": [],
        },
    ),
    "invitation": (
        """\
ỦY BAN NHÂN DÂN
XÃ VÍ DỤ
Số: 07/GM-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 19 tháng 10 năm 2026
GIẤY MỜI
Họp triển khai công tác vệ sinh môi trường
Kính mời: Trưởng các ấp.
""",
        {
            "kind": "khác",
            "number": "07/GM-UBND",
            "date": "2026-10-19",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "Họp triển khai công tác vệ sinh môi trường",
            "addressees": [
                "Trưởng các ấp.",
            ],
        },
    ),
    "no accents at all": (
        """\
UY BAN NHAN DAN
XA VI DU
So: 12/UBND-VP
V/v don ve sinh
CONG HOA XA HOI CHU NGHIA VIET NAM
Doc lap - Tu do - Hanh phuc
Vi Du, ngay 05 thang 8 nam 2026
Kinh gui: Truong cac ap
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Vi Du",
            "issuing_body": "UY BAN NHAN DAN XA VI DU",
            "subject": "don ve sinh",
            "addressees": [
                "Truong cac ap",
            ],
        },
    ),
    "only two spaces between": (
        """\
ỦY BAN NHÂN DÂN  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ VÍ DỤ  Độc lập - Tự do - Hạnh phúc
Số: 12/UBND-VP  Ví Dụ, ngày 05 tháng 8 năm 2026
V/v dọn vệ sinh
Kính gửi: Trưởng các ấp
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "subject beside date": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/UBND-VP                     Độc lập - Tự do - Hạnh phúc
V/v dọn vệ sinh đường làng         Ví Dụ, ngày 05 tháng 8 năm 2026
và ngõ xóm đón Tết

Kính gửi: Trưởng các ấp
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh đường làng và ngõ xóm đón Tết",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "date below subject in sequence": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 12/UBND-VP
Độc lập - Tự do - Hạnh phúc
V/v dọn vệ sinh đường làng
Ví Dụ, ngày 05 tháng 8 năm 2026
và ngõ xóm đón Tết
Kính gửi: Trưởng các ấp
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh đường làng và ngõ xóm đón Tết",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "resolution of a council": (
        """\
HỘI ĐỒNG NHÂN DÂN
XÃ VÍ DỤ
Số: 05/NQ-HĐND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 19 tháng 7 năm 2026
NGHỊ QUYẾT
Về nhiệm vụ phát triển kinh tế - xã hội 6 tháng cuối năm 2026
HỘI ĐỒNG NHÂN DÂN XÃ VÍ DỤ
KHÓA I, KỲ HỌP THỨ 3
""",
        {
            "kind": "khác",
            "number": "05/NQ-HĐND",
            "date": "2026-07-19",
            "place": "Ví Dụ",
            "issuing_body": "HỘI ĐỒNG NHÂN DÂN XÃ VÍ DỤ",
            "subject": "Về nhiệm vụ phát triển kinh tế - xã hội 6 tháng cuối năm 2026",
            "addressees": [],
        },
    ),
    "notice addressed": (
        """\
CÔNG TY ĐIỆN LỰC MẪU
ĐIỆN LỰC VÍ DỤ
Số: 210/TB-ĐLVD
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 2 tháng 7 năm 2026
THÔNG BÁO
V/v ngừng giảm cung cấp điện
Kính gửi: Quý khách hàng sử dụng điện tại xã Ví Dụ
""",
        {
            "kind": "thông báo",
            "number": "210/TB-ĐLVD",
            "date": "2026-07-02",
            "place": "Ví Dụ",
            "issuing_body": "CÔNG TY ĐIỆN LỰC MẪU ĐIỆN LỰC VÍ DỤ",
            "subject": "ngừng giảm cung cấp điện",
            "addressees": [
                "Quý khách hàng sử dụng điện tại xã Ví Dụ",
            ],
        },
    ),
    "khu pho": (
        """\
PHƯỜNG HOA MAI
BAN ĐIỀU HÀNH KHU PHỐ 7
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hoa Mai, ngày 3 tháng 8 năm 2026
THÔNG BÁO
Về việc họp tổ dân phố
Kính gửi: Các hộ gia đình khu phố 7
""",
        {
            "kind": "thông báo",
            "number": None,
            "date": "2026-08-03",
            "place": "Hoa Mai",
            "issuing_body": "PHƯỜNG HOA MAI BAN ĐIỀU HÀNH KHU PHỐ 7",
            "subject": "họp tổ dân phố",
            "addressees": [
                "Các hộ gia đình khu phố 7",
            ],
        },
    ),
    "number split over lines": (
        """\
ỦY BAN NHÂN DÂN
PHƯỜNG HOA MAI
Số: 1234/UBND-
VHXH
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hoa Mai, ngày 3 tháng 8 năm 2026
Kính gửi: Trưởng các khu phố
""",
        {
            "number": "1234/UBND- VHXH",
            "date": "2026-08-03",
            "place": "Hoa Mai",
            "issuing_body": "ỦY BAN NHÂN DÂN PHƯỜNG HOA MAI",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các khu phố",
            ],
        },
    ),
    "draft stamp first": (
        """\
DỰ THẢO
ỦY BAN NHÂN DÂN
PHƯỜNG HOA MAI
Số:       /UBND-VHXH
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hoa Mai, ngày      tháng      năm 2026
Kính gửi: Trưởng các khu phố
""",
        {
            "number": "/UBND-VHXH",
            "date": None,
            "place": "Hoa Mai",
            "issuing_body": "ỦY BAN NHÂN DÂN PHƯỜNG HOA MAI",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các khu phố",
            ],
        },
    ),
    "salutation follows": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
THƯ NGỎ
Kính gửi: Toàn thể bà con Nhân dân xã Ví Dụ
Kính thưa toàn thể bà con!
""",
        {
            "kind": "thư ngỏ",
            "number": None,
            "date": None,
            "place": None,
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": None,
            "addressees": [
                "Toàn thể bà con Nhân dân xã Ví Dụ",
            ],
        },
    ),
    "addressees two levels": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 12/UBND-VP
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
Kính gửi:
- Các phòng, ban, đơn vị thuộc Ủy ban nhân dân xã; Đảng ủy, Ban Thường trực
Ủy ban Mặt trận Tổ quốc Việt Nam xã;
- Trưởng các ấp
""",
        {
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Các phòng, ban, đơn vị thuộc Ủy ban nhân dân xã; Đảng ủy, Ban Thường "
                "trực Ủy ban Mặt trận Tổ quốc Việt Nam xã;",
                "Trưởng các ấp",
            ],
        },
    ),
    "name of body with lower second": (
        """\
UBND xã Ví Dụ
TRƯỜNG TIỂU HỌC HOA MAI
Số: 12/THHM
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
Kính gửi: Cha mẹ học sinh
""",
        {
            "number": "12/THHM",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "UBND xã Ví Dụ TRƯỜNG TIỂU HỌC HOA MAI",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Cha mẹ học sinh",
            ],
        },
    ),
    "misread nation": (
        """\
UỶ BAN NHÂN DÂN CỘNG HÒA XÀ HỘI CHÙ NGHÌA VIỆT NAN
XÃ VÍ DỤ Đôc lâp - Tư đo - Hanh phuc
Số: 12/UBND-VP Ví Dụ, ngày 05 tháng 8 năm 2026
V/v dọn vệ sinh
Kính gửi: Trưởng các ấp
""",
        {
            "kind": "công văn",
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "UỶ BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "title in small letters": (
        """\
Ủy ban nhân dân xã Ví Dụ
Số: 12/TB-UBND
Cộng hòa xã hội chủ nghĩa Việt Nam
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
Thông báo
Về việc dọn vệ sinh

""",
        {
            "kind": "thông báo",
            "number": "12/TB-UBND",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "Ủy ban nhân dân xã Ví Dụ",
            "subject": "dọn vệ sinh",
        },
    ),
    "figure that a scan misread": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: l2/UBND-VP
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
Kính gửi: Trưởng các ấp
""",
        {
            "kind": "công văn",
            "number": "l2/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "address in capitals without a colon": (
        """\
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 12/UBND-VP
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
KÍNH GỬI
- Trưởng các ấp
- Bà con
""",
        {
            "kind": "công văn",
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp",
                "Bà con",
            ],
        },
    ),
    "date above the number": (
        """\
CÔNG TY MẪU
Ngày 5 tháng 8 năm 2026
Số 12/CTM
V/v bảo trì
Kính gửi: Quý khách hàng
""",
        {
            "kind": "công văn",
            "number": "12/CTM",
            "date": "2026-08-05",
            "place": None,
            "issuing_body": "CÔNG TY MẪU",
            "subject": "bảo trì",
            "addressees": [
                "Quý khách hàng",
            ],
        },
    ),
    "no lines of the nation": (
        """\
UBND XÃ VÍ DỤ
Số: 12/UBND-VP
Ví Dụ, ngày 05 tháng 8 năm 2026
V/v dọn vệ sinh
Kính gửi: Trưởng các ấp
""",
        {
            "kind": "công văn",
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "UBND XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "addressees without marks or stops": (
        """\
UBND XÃ VÍ DỤ
Số: 12/UBND-VP
Ví Dụ, ngày 05 tháng 8 năm 2026
V/v dọn vệ sinh
Kính gửi:
Ủy ban Mặt trận Tổ quốc xã
Các ban, ngành, đoàn thể
Trưởng các ấp
""",
        {
            "kind": "công văn",
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "UBND XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Ủy ban Mặt trận Tổ quốc xã",
                "Các ban, ngành, đoàn thể",
                "Trưởng các ấp",
            ],
        },
    ),
    "youth union of a commune": (
        """\
BCH ĐOÀN XÃ VÍ DỤ
***
Số: 12-TB/ĐTN
ĐOÀN TNCS HỒ CHÍ MINH
----------------
Ví Dụ, ngày 05 tháng 8 năm 2026
THÔNG BÁO
Về việc ra quân mùa hè xanh
-------------
""",
        {
            "kind": "thông báo",
            "number": "12-TB/ĐTN",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "BCH ĐOÀN XÃ VÍ DỤ",
            "subject": "ra quân mùa hè xanh",
        },
    ),
    "page number above the head": (
        """\
1
ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 12/UBND-VP
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
Kính gửi: Trưởng các ấp
""",
        {
            "kind": "công văn",
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "markdown headings": (
        """\
# ỦY BAN NHÂN DÂN XÃ VÍ DỤ
Số: 12/KH-UBND
## CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8 năm 2026
# KẾ HOẠCH
## Dọn vệ sinh đường làng

""",
        {
            "kind": "kế hoạch",
            "number": "12/KH-UBND",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "Dọn vệ sinh đường làng",
        },
    ),
    "year on a line of its own": (
        """\
ỦY BAN NHÂN DÂN
XÃ VÍ DỤ
Số: 12/UBND-VP
V/v dọn vệ sinh
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Ví Dụ, ngày 05 tháng 8
năm 2026
Kính gửi: Trưởng các ấp
""",
        {
            "kind": "công văn",
            "number": "12/UBND-VP",
            "date": "2026-08-05",
            "place": "Ví Dụ",
            "issuing_body": "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
            "subject": "dọn vệ sinh",
            "addressees": [
                "Trưởng các ấp",
            ],
        },
    ),
    "department of a party committee": (
        """\
TỈNH ỦY MẪU
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 77-HD/BTGDV
ĐẢNG CỘNG SẢN VIỆT NAM
Mẫu, ngày 05 tháng 8 năm 2026
HƯỚNG DẪN
tuyên truyền Đại hội Đảng bộ các cấp
-----
""",
        {
            "kind": "hướng dẫn",
            "number": "77-HD/BTGDV",
            "date": "2026-08-05",
            "place": "Mẫu",
            "issuing_body": "TỈNH ỦY MẪU BAN TUYÊN GIÁO VÀ DÂN VẬN",
            "subject": "tuyên truyền Đại hội Đảng bộ các cấp",
        },
    ),
}
