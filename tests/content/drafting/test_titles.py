"""Titles, kickers, legal lines and links of a draft say what the letter's fields say."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from support.drafts import drafted, letter_of
from support.letters import letter_of_reading

from generator.content.drafting.titles import body_in_text, draft_title, slogan_halves
from generator.content.letters.model import CitedDocument, LetterKind
from generator.content.model import LegalStatus


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("tăng cường phòng, chống bệnh sốt xuất huyết Dengue trong mùa mưa",
         "Phòng, chống bệnh sốt xuất huyết Dengue trong mùa mưa"),
        ("đẩy mạnh công tác tuyên truyền Bộ Quy tắc ứng xử trên mạng xã hội",
         "Bộ Quy tắc ứng xử trên mạng xã hội"),
        ("Về việc triển khai thực hiện công tác tiêm chủng mở rộng", "Tiêm chủng mở rộng"),
        ("ban hành Quy định nuôi chó, mèo và phòng bệnh dại trên địa bàn xã Ví Dụ",
         "Quy định nuôi chó, mèo và phòng bệnh dại"),
        ("Về phòng, chống lừa đảo qua điện thoại và mạng xã hội",
         "Phòng, chống lừa đảo qua điện thoại và mạng xã hội"),
        ("tổ chức Ngày hội hiến máu", "Ngày hội hiến máu"),
        ("Chuẩn bị và tổ chức điểm hiến máu tại khu phố",
         "Chuẩn bị và tổ chức điểm hiến máu tại khu phố"),
        ("tổ chức lễ phát động", "Tổ chức lễ phát động"),
        # Where little would be left, all stays.
        ("tăng cường tuyên truyền", "Tăng cường tuyên truyền"),
        ("thông tin, cổ động về ngày bầu cử", "Thông tin, cổ động về ngày bầu cử"),
        ("công tác và thi đua", "Công tác và thi đua"),
    ],
)  # fmt: skip
def test_a_title_is_the_matter_of_the_subject_and_no_word_more(subject: str, title: str) -> None:
    made = draft_title(subject)
    assert made == title
    assert made.lower() in subject.lower()


def test_a_kicker_names_the_paper_that_a_campaign_follows() -> None:
    assert (
        drafted(letter_of_reading("01")).kicker == "Theo Công văn số 214/UBND-VHXH ngày 05/8/2026"
    )
    assert drafted(letter_of_reading("09")).kicker == "Thư ngỏ của Ủy ban nhân dân xã Ví Dụ"
    assert drafted(letter_of_reading("14")).kicker == ""  # neither number nor day


def test_a_legal_line_calls_the_letter_a_source_until_it_is_looked_up() -> None:
    line = drafted(letter_of_reading("08")).legal_line
    assert line == "Nguồn: Hướng dẫn số 12-HD/ĐU ngày 10/02/2026 của Đảng ủy xã Ví Dụ."
    blank = drafted(letter_of_reading("14")).legal_line
    assert blank == "Nguồn: Kế hoạch của Ủy ban nhân dân xã Suối Mẫu."


def test_legal_bases_are_doubtful_and_nobody_has_looked_them_up() -> None:
    legal = drafted(letter_of_reading("06")).legal
    assert {base.status for base in legal} == {LegalStatus.DOUBTFUL}
    assert {base.checked_on for base in legal} == {None}
    assert [base.kind for base in legal] == [
        "Luật", "Nghị định", "Nghị quyết", "Tờ trình", "Quyết định",
    ]  # fmt: skip
    assert legal[0].number is None
    assert legal[1].date == dt.date(2025, 1, 2)
    assert [base.is_letter for base in legal] == [False] * 4 + [True]


def test_a_day_that_is_none_is_no_date() -> None:
    basis = CitedDocument("1/UBND", "31/6/2026", "Chính phủ", None)
    legal = drafted(replace(letter_of("- Ngủ màn."), legal_bases=(basis,))).legal
    assert (legal[0].date, legal[0].written_date) == (None, "31/6/2026")


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("ỦY BAN NHÂN DÂN PHƯỜNG HOA MAI", "Ủy ban nhân dân phường Hoa Mai"),
        ("UỶ BAN NHÂN DÂN QUẬN 12", "Ủy ban nhân dân Quận 12"),
        ("ĐẢNG ỦY PHƯỜNG HOA MAI VĂN PHÒNG", "Văn phòng Đảng ủy phường Hoa Mai"),
        ("ĐẢNG BỘ TỈNH MẪU ĐẢNG ỦY XÃ VÍ DỤ", "Đảng ủy xã Ví Dụ"),
        ("CÔNG AN PHƯỜNG BÌNH MINH", "Công an phường Bình Minh"),
        ("Ủy ban nhân dân xã Ví Dụ", "Ủy ban nhân dân xã Ví Dụ"),
        # Nobody can tell by rule where these names have capitals.
        ("ỦY BAN NHÂN DÂN XÃ CƯ M'GAR", "Ủy ban nhân dân XÃ CƯ M'GAR"),
        ("TRƯỜNG TIỂU HỌC MẪU", "TRƯỜNG TIỂU HỌC MẪU"),
    ],
)
def test_an_issuing_body_is_spelled_as_in_running_text_where_that_is_sure(
    head: str, body: str
) -> None:
    assert body_in_text(replace(letter_of("- Ngủ màn."), issuing_body=head)) == body


def test_the_letters_own_spelling_of_its_body_comes_first() -> None:
    letter = replace(
        letter_of("- Gửi Ủy ban nhân dân xã Cư M'gar trước 17 giờ."),
        issuing_body="ỦY BAN NHÂN DÂN XÃ CƯ M'GAR",
    )
    assert body_in_text(letter) == "Ủy ban nhân dân xã Cư M'gar"


def test_links_are_the_addresses_that_the_text_names_each_once() -> None:
    draft = drafted(
        letter_of(
            "- Xem https://yte.example.vn/lich, hoặc yte.gov.vn.",
            "- Gửi thư về vanphong@hoamai.example.vn.",
            "- Mở (www.congan.gov.vn/canh-bao); xem lại https://yte.example.vn/lich/.",
        )
    )
    assert draft.links == (
        "https://yte.example.vn/lich",
        "https://yte.gov.vn",
        "https://www.congan.gov.vn/canh-bao",
    )


def test_without_a_link_none_is_invented() -> None:
    for name in ("01", "05", "11"):
        assert drafted(letter_of_reading(name)).links == ()


def test_slogans_are_the_letters_own_and_no_items() -> None:
    draft = drafted(letter_of_reading("08"))
    assert draft.slogans == ("Ngày bầu cử là ngày hội của mọi nhà!", "Mỗi lá phiếu, một tiếng nói!")
    assert not any(item.address.startswith("III") for g in draft.groups for item in g.items)
    assert drafted(letter_of_reading("01")).slogans == ()


def test_a_reason_is_the_letters_own_or_none() -> None:
    texts = drafted(letter_of_reading("07")).texts
    assert str(texts["why_text"]).startswith("Từ đầu năm đến nay, trên địa bàn phường có 17 người")
    assert drafted(letter_of_reading("01")).texts["why_text"] == (
        "Để không có ổ dịch kéo dài trên địa bàn."
    )
    assert "why_text" not in drafted(letter_of_reading("03")).texts


def test_a_reason_ends_with_its_sentence() -> None:
    letter = replace(
        letter_of("- Ngủ màn."),
        closing="Nhằm bảo vệ mọi nhà, mỗi hộ dành 10 phút mỗi tuần. Đề nghị các thôn thực hiện./.",
    )
    assert drafted(letter).texts["why_text"] == (
        "Nhằm bảo vệ mọi nhà, mỗi hộ dành 10 phút mỗi tuần."
    )
    one = replace(letter, closing="Nhằm thu 1.500 kg pin cũ, đề nghị mọi nhà cùng gom./.")
    assert drafted(one).texts["why_text"] == "Nhằm thu 1.500 kg pin cũ, đề nghị mọi nhà cùng gom."


@pytest.mark.parametrize(
    ("slogan", "halves"),
    [
        ("Nghĩ kỹ trước khi đăng, kiểm chứng trước khi chia sẻ",
         ("Nghĩ kỹ trước khi đăng", "Kiểm chứng trước khi chia sẻ")),
        ("Không có lăng quăng, không có sốt xuất huyết!",
         ("Không có lăng quăng", "Không có sốt xuất huyết")),
        ("Thêm một lối thoát, thêm cơ hội sống", ("Thêm một lối thoát", "Thêm cơ hội sống")),
        ("Một lượt chia sẻ, một phần trách nhiệm", ("Một lượt chia sẻ", "Một phần trách nhiệm")),
        # A list, a half that says nothing alone, no comma, and three parts.
        ("Chung tay xây dựng môi trường mạng an toàn, lành mạnh", None),
        ("Giữ lời hay, ý đẹp trên không gian mạng", None),
        ("Phòng cháy, chữa cháy là việc của mọi nhà", None),
        ("Mạng xã hội văn minh bắt đầu từ mỗi người", None),
        ("Người thật, việc thật, tin thật", None),
        ("Đội mũ bảo hiểm khi đi xe: an toàn cho mình, an toàn cho mọi người", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_slogan_has_two_halves_where_each_says_something_alone(
    slogan: str, halves: tuple[str, str] | None
) -> None:
    assert slogan_halves(slogan) == halves


def test_the_halves_of_the_letters_slogan_are_drafted_and_none_are_invented() -> None:
    texts = drafted(
        letter_of("1. Khẩu hiệu tuyên truyền", "- Tiêm đủ mũi vắc xin, giữ trọn niềm vui", "- Đi.")
    ).texts
    assert (texts["slogan_headline"], texts["slogan_reply"]) == (
        "Tiêm đủ mũi vắc xin", "Giữ trọn niềm vui",
    )  # fmt: skip
    assert "slogan_headline" not in drafted(letter_of_reading("01")).texts


def test_a_letter_without_a_subject_is_called_by_its_kind() -> None:
    letter = replace(letter_of("- Ngủ màn.", subject=None), kind=LetterKind.OPEN_LETTER)
    assert drafted(letter).title == "Thư ngỏ"
