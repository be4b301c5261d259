"""Wards whose names are written like kinds of papers: "phường An Phú Đông" is no "phương án"."""

from __future__ import annotations

import pytest

from generator.content.letter import parse_letter
from generator.content.letters.model import LetterKind

PAPER = """ỦY BAN NHÂN DÂN
{ward}
Số: 88/UBND-CA
V/v bảo đảm trật tự trước cổng trường học
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Phú Đông, ngày 20 tháng 8 năm 2026
Kính gửi: Các khu phố.
Căn cứ Kế hoạch số 31/KH-UBND ngày 12/8/2026 của Ủy ban nhân dân thành phố về trật tự tại phường \
Thới An, phường An Phú Đông, Ủy ban nhân dân phường yêu cầu:
1. Cha mẹ không dừng xe giữa lòng đường.
2. Học sinh đi hàng một.
Yêu cầu các đơn vị thực hiện./.
Nơi nhận:
- Như trên;
- Phường An Phú Đông;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Thị Ví Dụ
"""


@pytest.mark.parametrize("ward", ["PHƯỜNG AN PHÚ ĐÔNG", "Phường An Lạc", "PHƯỜNG AN"])
def test_the_head_is_read_with_its_ward(ward: str) -> None:
    letter = parse_letter(PAPER.format(ward=ward).encode(), source="cong-van.txt")
    assert letter.issuing_body == f"ỦY BAN NHÂN DÂN {ward}"
    assert (letter.kind, letter.subject) == (
        LetterKind.DISPATCH,
        "bảo đảm trật tự trước cổng trường học",
    )
    assert letter.place == "An Phú Đông"


def test_a_ward_in_the_title_of_an_act_and_among_the_recipients_is_no_paper() -> None:
    letter = parse_letter(PAPER.format(ward="PHƯỜNG AN PHÚ ĐÔNG").encode(), source="x.txt")
    (basis,) = letter.legal_bases
    assert basis.title == "trật tự tại phường Thới An, phường An Phú Đông"
    assert [one.strip(";.") for one in letter.recipients] == [
        "Như trên", "Phường An Phú Đông", "Lưu: VT",
    ]  # fmt: skip
    assert letter.signatory.name == "Trần Thị Ví Dụ"


def test_a_paper_of_that_kind_is_still_known() -> None:
    text = (
        PAPER.format(ward="XÃ VÍ DỤ")
        .replace("V/v bảo đảm trật tự trước cổng trường học\n", "")
        .replace("Kính gửi: Các khu phố.", "PHƯƠNG ÁN\nỨng phó mưa lũ năm 2026")
    )
    letter = parse_letter(text.replace("/UBND-CA", "/PA-UBND").encode(), source="x.txt")
    assert letter.kind is LetterKind.OTHER
    assert letter.subject == "Ứng phó mưa lũ năm 2026"
