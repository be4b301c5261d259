from __future__ import annotations

import unicodedata

import pytest
from support.shipped import DATA, LEXICON

from generator.vietnamese.break_tokens import (
    AFTER_COMMA,
    AFTER_DASH,
    BEFORE_UNIT,
    SET_PHRASE,
    UNBREAKABLE,
    WHOLE,
    lexicon_form,
)
from generator.vietnamese.compounds import Lexicon, break_costs

LEXICON = LEXICON


def _bound(text: str) -> str:
    """``text`` with "_" where a line must not end and "~" where it had better not."""
    tokens = text.split()
    costs = break_costs(tokens, LEXICON)
    marks = [
        "_" if cost >= UNBREAKABLE else "~" if cost >= SET_PHRASE else " " for cost in costs[:-1]
    ]
    return "".join(map(str.__add__, tokens, [*marks, ""]))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("HOÀ BÌNH", "hòa bình"),
        ("Hòa bình", "hòa bình"),
        ("Uỷ ban", "ủy ban"),
        ("ỦY BAN", "ủy ban"),
        ("khoẻ", "khỏe"),
        ("thuỷ", "thủy"),
        ("quý", "quý"),
        ("quỷ", "quỷ"),
        ("hoàn", "hoàn"),
        ("khoản", "khoản"),
        ("tuyết", "tuyết"),
    ],
)
def test_any_case_and_style_of_tone_marks_reads_as_the_lexicon_does(text: str, form: str) -> None:
    assert lexicon_form(text) == form


def test_the_lexicon_file_is_in_the_form_that_its_header_promises() -> None:
    lines = (DATA / "lexicon" / "vi.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    assert entries == [lexicon_form(unicodedata.normalize("NFC", entry)) for entry in entries]
    assert len(entries) == len(set(entries))


@pytest.mark.parametrize(
    "bound",
    [
        "Ứng_xử văn_minh trên mạng_xã_hội",
        "ỨNG_XỬ VĂN_MINH TRÊN MẠNG_XÃ_HỘI",
        "Uỷ_ban~nhân_dân",
        "nhà_cung_cấp~dịch_vụ mạng_xã_hội",
        "trật_tự~an_toàn~xã_hội",
        "(tài_khoản) của tài_khoản, mạng_xã_hội.",
        "phòng,_chống~tội_phạm",
        "phường~An_Phú_Đông, Trung_Mỹ_Tây",
        "Hiệp_Thành, Thới_An",
        "Thành_phố~Hồ_Chí_Minh",
        "8_điều nên~làm",
        "các phường của Quận_12 có 11_phường",
        "Quận_12, ngày_21~tháng_12~năm_2022",
        "số_874/QĐ-BTTTT ngày_17/6/2021 của",
        "Quyết_định_874/QĐ-BTTTT",
        "Số: 8893_/UBND-VHTT",
        "TP._Hồ_Chí_Minh",
        "số_18 đường~Lê_Thị_Riêng, phường~Thới_An",
        "đất_nước~-~con_người, văn_hóa",
        "gọi số_114 để báo",
        "gọi 028_3891_0000 trong giờ",
        "mỗi~ngày 30_phút",
        "từ ngày_30~tháng_9",
        "lúc 30 và 18 của",
        "rộng 50_m² và nặng 5_kg, giá 1.500.000_VND",
        "lúc 7_giờ_30_phút",
        "xã~Cư_M'gar và Ea_H'leo",
        "Bà_Rịa và bà~Nguyễn_Thị_Lan",
        "lúc 7_giờ_30 và mỗi giờ 30_xe",
        "Phường~Thới_An",
        "Ông~Nguyễn_Văn_A",
        "cấp~nước~Nhà_Bè",
        "TRẠM_Y_TẾ XÃ~EA~H'LEO",
        "sáng thứ_Bảy",
        "Bộ_Quy_tắc",
        "Cục~Giáo_dục",
    ],
)
def test_what_belongs_together_is_bound(bound: str) -> None:
    assert _bound(bound.replace("_", " ").replace("~", " ")) == bound


def test_a_comma_inside_a_compound_keeps_it_apart() -> None:
    assert _bound("thông, tin") == "thông, tin"


def test_capitals_for_every_word_of_a_long_heading_say_nothing() -> None:
    assert _bound("Cho Mỗi Tôi Bạn Ai") == "Cho Mỗi Tôi Bạn Ai"


@pytest.mark.parametrize(
    "bound",
    [
        "ỦY_BAN~NHÂN_DÂN PHƯỜNG~AN~PHÚ~ĐÔNG",
        "NGƯỜI_DÂN PHƯỜNG~THỚI~AN CÙNG LÀM",
        "CÁC PHƯỜNG VÀ XÃ",
        "TẠI PHƯỜNG, AI CŨNG",
        "AN PHÚ ĐÔNG",
    ],
)
def test_in_a_text_of_capitals_a_name_is_known_by_what_it_is_the_name_of(bound: str) -> None:
    assert _bound(bound.replace("_", " ").replace("~", " ")) == bound


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("Ban Chỉ huy Quân sự", "phường Trung Mỹ Tây"),
        ("Hội Liên hiệp Phụ nữ Việt Nam", "tỉnh Tây Ninh"),
        ("Công an", "Quận 12"),
        ("Ủy ban nhân dân", "phường Văn Miếu - Quốc Tử Giám"),
        ("Ủy ban nhân dân", "xã Cư M'gar"),
        ("Ủy ban nhân dân", "thị xã Tân Uyên"),
        ("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "PHƯỜNG AN PHÚ ĐÔNG"),
    ],
)
def test_the_name_of_an_office_breaks_before_its_unit(body: str, unit: str) -> None:
    costs = break_costs(f"{body} {unit}".split(), LEXICON)
    at = len(body.split()) - 1
    assert costs[at] == BEFORE_UNIT
    assert min(costs[:at] + costs[at + 1 :]) > BEFORE_UNIT


@pytest.mark.parametrize(
    "text",
    ["Chung tay vì phường An Phú Đông", "Người dân phường Thới An cùng giữ đường phố", "Quận 12"],
)
def test_a_sentence_does_not_break_as_the_name_of_an_office_does(text: str) -> None:
    assert BEFORE_UNIT not in break_costs(text.split(), LEXICON)


def test_a_pause_in_the_sentence_is_a_better_break_than_none() -> None:
    comma, stop, plain, dash, _ = break_costs(["rau,", "cá;", "gà", "-", "vịt"], LEXICON)
    assert stop < comma == AFTER_COMMA < plain == 0 < dash == AFTER_DASH


def test_a_real_dash_parts_clauses_and_joins_only_names() -> None:
    clauses = break_costs(["hành", "vi", "–", "vì", "đô"], LEXICON)
    assert clauses[2] == AFTER_COMMA
    for dash in "-–":
        names = break_costs(["Văn", "Miếu", dash, "Quốc", "Tử", "Giám"], LEXICON)
        assert names[2] == WHOLE


def test_a_name_stays_whole_though_its_last_syllable_begins_a_word() -> None:
    assert _bound("bà Phan Thị Hương vị") == "bà~Phan_Thị_Hương vị"
    assert _bound("vitamin A và nhóm O") == "vitamin_A và nhóm_O"


def test_a_negation_would_rather_not_end_a_line() -> None:
    assert break_costs(["không", "lành"], LEXICON)[0] > 0


def test_an_entry_says_itself_where_it_may_break() -> None:
    lexicon = Lexicon(["người~cao tuổi", "cao tuổi"])
    costs = break_costs(["người", "cao", "tuổi"], lexicon)
    assert costs[:2] == [SET_PHRASE, UNBREAKABLE]


def test_the_longest_compound_wins() -> None:
    lexicon = Lexicon(["quy tắc", "quy tắc ứng xử", "ứng xử mạng"])
    tokens = ["quy", "tắc", "ứng", "xử", "mạng"]
    assert break_costs(tokens, lexicon)[3] == 0


def test_no_text_has_no_breaks() -> None:
    assert break_costs([], LEXICON) == []
