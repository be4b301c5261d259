"""Texts as they are read aloud: each form of a number or sign, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.vietnamese.spoken.abbreviations import LETTERS
from generator.vietnamese.spoken.speech import difference, spoken

SAID = {
    # papers
    "số 874/QĐ-BTTTT": "số tám trăm bảy mươi tư, quy-đê, bê-tê-tê-tê-tê",
    "15/2020/NĐ-CP": "mười lăm, hai nghìn không trăm hai mươi, nờ-đê, xê-pê",
    "Luật 116/2025/QH15": (
        "Luật một trăm mười sáu, hai nghìn không trăm hai mươi lăm, quy-hát mười lăm"
    ),
    # days
    "ngày 17/6/2021": "ngày mười bảy tháng sáu năm hai nghìn không trăm hai mươi mốt",
    "17/6/2021": "ngày mười bảy tháng sáu năm hai nghìn không trăm hai mươi mốt",
    "17-06-2021": "ngày mười bảy tháng sáu năm hai nghìn không trăm hai mươi mốt",
    "ngày 01 tháng 4 năm 2025": "ngày mùng một tháng tư năm hai nghìn không trăm hai mươi lăm",
    "tháng 4/2021": "tháng tư năm hai nghìn không trăm hai mươi mốt",
    "trước ngày 30/4": "trước ngày ba mươi tháng tư",
    "dịp lễ 2/9": "dịp lễ ngày mùng hai tháng chín",
    "quý III/2024": "quý ba năm hai nghìn không trăm hai mươi tư",
    "giai đoạn 2021 - 2025": (
        "giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm"
    ),
    # hours
    "18h30": "mười tám giờ ba mươi phút",
    "7g05": "bảy giờ năm phút",
    "từ 7:00 đến 20h": "từ bảy giờ đến hai mươi giờ",
    # telephones
    "gọi 113 hoặc 114": "gọi một một ba hoặc một một bốn",
    "có 113 hộ": "có một trăm mười ba hộ",
    "0283 715 0000": "không hai tám ba, bảy một năm, không không không không",
    "028.3715.0000": "không hai tám, ba bảy một năm, không không không không",
    "0901234567": "không chín không một, hai ba bốn, năm sáu bảy",
    "1900 1234": "một chín không không, một hai ba bốn",
    "+84 28 3715 0000": "cộng tám bốn, hai tám, ba bảy một năm, không không không không",
    # measures
    "50%": "năm mươi phần trăm",
    "2,5 triệu đồng": "hai phẩy năm triệu đồng",
    "1.500.000 đồng": "một triệu năm trăm nghìn đồng",
    "5.000đ": "năm nghìn đồng",
    "37°C": "ba mươi bảy độ xê",
    "5 m2": "năm mét vuông",
    "60km/h": "sáu mươi ki-lô-mét trên giờ",
    "10-15 người": "mười đến mười lăm người",
    "1/3 số hộ": "một phần ba số hộ",
    "24/7": "hai mươi tư trên bảy",
    # abbreviations
    "UBND phường": "Ủy ban nhân dân phường",
    "TP.HCM": "Thành phố Hồ Chí Minh",
    "TP. Thủ Đức": "Thành phố Thủ Đức",
    "PCCC": "phòng cháy, chữa cháy",
    "Sở GD&ĐT": "Sở Giáo dục và Đào tạo",
    "mã OTP": "mã o-tê-pê",
    "COVID-19": "COVID mười chín",
    "KHÔNG ĐĂNG TIN GIẢ": "KHÔNG ĐĂNG TIN GIẢ",
    "P. Thới An, Q.12": "phường Thới An, quận mười hai",
    "khu phố 5A, số 12/4B": "khu phố năm A, số mười hai trên bốn B",
    "Đại hội XIV": "Đại hội mười bốn",
    "vitamin C": "vitamin C",
    # addresses
    "mst.gov.vn/van-ban/14668.htm": "mờ-sờ-tê chấm gov chấm vê-nờ",
    "https://dichvucong.gov.vn.": "dichvucong chấm gov chấm vê-nờ.",
    "a@gmail.com": "a a còng gmail chấm com",
    "phường/xã": "phường hoặc xã",
}


@pytest.mark.parametrize("written", SAID)
def test_a_form_is_said_as_people_say_it(written: str) -> None:
    assert spoken(written) == SAID[written]


@pytest.mark.parametrize("written", SAID)
def test_what_is_said_is_what_is_written(written: str) -> None:
    assert difference(spoken(written), written) is None


OFFICIAL = (
    "Không đăng tải thông tin vi phạm Điều 5 Nghị định 15/2020/NĐ-CP; báo UBND phường hoặc gọi 113 "
    "trong 24 giờ, chậm nhất ngày 17/6/2021, với 50% số hộ."
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("Không đăng tải", "Đăng tải"),
        ("tám", "chín"),
        ("mười lăm", "năm mươi"),
        ("nờ-đê", "nờ-dê"),
        ("Ủy ban nhân dân", "Hội đồng nhân dân"),
        ("một một ba", "một một bốn"),
        ("hai mươi tư giờ", "hai mươi giờ"),
        ("ngày mười bảy tháng sáu", "ngày mười sáu tháng bảy"),
        ("hai mươi mốt", "hai mươi hai"),
        ("năm mươi phần trăm", "mười lăm phần trăm"),
        ("chậm nhất", "sớm nhất"),
        (" số hộ", ""),
        ("vi phạm", "vi phạm vi phạm"),
    ],
)
def test_a_planted_change_is_found(right: str, wrong: str) -> None:
    written = OFFICIAL.replace("trong 24", "với 8 người trong 24")
    said = spoken(written)
    assert right in said
    assert difference(said.replace(right, wrong, 1), written) is not None


@pytest.mark.parametrize(
    ("right", "same"),
    [("hai mươi tư", "hai mươi bốn"), ("mùng ", ""), ("nghìn", "ngàn"), (", quy-đê", " quy-đê")],
)
def test_another_way_to_say_the_same_is_none(right: str, same: str) -> None:
    written = "trong 24 giờ, ngày 01/4/2021, số 874/QĐ-BTTTT, 1.500 đồng"
    said = spoken(written)
    assert right in said
    assert difference(said.replace(right, same), written) is None


def test_ten_years_are_not_fifteen() -> None:
    assert difference("mười năm", "10 năm") is None
    assert difference("mười lăm", "10 năm") is not None


def test_a_text_may_stand_within_others_only_where_that_is_asked() -> None:
    said = "Điều một: không đăng tin giả. Xin gọi số một một ba."
    assert difference(said, "không đăng tin giả", is_part=True) is None
    assert difference(said, "113", is_part=True) is None
    assert difference(said, "không đăng tin giả") is not None
    assert difference(said, "đăng tin thật", is_part=True) is not None


def test_no_two_letters_have_one_name() -> None:
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert all(" " not in name and "-" not in name for name in LETTERS.values())


@given(
    st.lists(
        st.sampled_from(
            [
                *SAID,
                "không",
                "năm",
                "mười",
                "tư",
                "linh",
                "trăm",
                "7",
                "2021",
                "mươi",
                "và",
                "nghìn",
            ]
        ),
        min_size=1,
        max_size=6,
    )
)
def test_whatever_is_written_is_read_back(parts: list[str]) -> None:
    written = "; ".join(parts)
    assert difference(spoken(written), written) is None
