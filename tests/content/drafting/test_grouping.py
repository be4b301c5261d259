"""Groups of a draft: from the paper's own sections, with the tone that its words say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.drafts import LEXICON, drafted, items_by_address, letter_of
from support.letters import letter_of_reading

from generator.content.drafting.headings import read_heading
from generator.content.drafting.model import CampaignDraft
from generator.content.letters.model import BlockType, LetterBlock
from generator.content.model import Tone


def outline(draft: CampaignDraft) -> list[tuple[str, str, list[str]]]:
    """Name, title and the items' addresses of each group."""
    return [
        (group.name, group.title, [item.address for item in group.items]) for group in draft.groups
    ]


def suggested(draft: CampaignDraft) -> set[str]:
    return {
        item.address
        for group in draft.groups
        if group.is_suggested
        for item in group.items
        if item.is_suggested
    }


def test_each_section_is_a_group_under_its_own_heading() -> None:
    draft = drafted(
        letter_of(
            "1. Những việc nên làm:",
            "- Đậy kín lu nước;",
            "- Ngủ màn.",
            "2. Nghiêm cấm các hành vi sau:",
            "- Đốt rác;",
        )
    )
    assert outline(draft) == [
        ("do", "Những việc nên làm", ["1.1", "1.2"]),
        ("dont", "Nghiêm cấm", ["2.1"]),
    ]


def test_a_paper_without_sections_is_grouped_by_what_its_points_say() -> None:
    draft = drafted(
        letter_of(
            "- Đậy kín lu nước;", "- Không đốt rác;", "- Điện thoại: 0200 000 111;", "- Ngủ màn."
        )
    )
    assert outline(draft) == [
        ("do", "Cần làm", ["-1", "-4"]),
        ("dont", "Không được làm", ["-2"]),
        ("info", "Cần biết", ["-3"]),
    ]


def test_a_paper_of_paragraphs_alone_gives_its_paragraphs() -> None:
    draft = drafted(letter_of_reading("09"))
    assert [item.address for item in draft.groups[0].items] == ["p1", "p2", "p3"]


def test_articles_and_nested_points_keep_their_nearest_heading() -> None:
    draft = drafted(letter_of_reading("06"))
    by_address = {group.address: group for group in draft.groups}
    assert by_address["Đ2"].title == "Trách nhiệm của người nuôi"
    assert by_address["Đ2.3"].title == "Khi đưa chó ra nơi công cộng"
    assert [item.address for item in by_address["Đ2.3"].items] == ["Đ2.3.a", "Đ2.3.b", "Đ2.3.c"]


def test_a_whole_sentence_with_points_below_it_is_an_item_itself() -> None:
    (group, *_) = drafted(letter_of_reading("16")).groups
    assert group.title == "Mỗi nhà"
    assert [item.address for item in group.items] == ["1", "1.1", "1.2", "1.3"]


@pytest.mark.parametrize(
    ("heading", "tone"),
    [
        ("Những nội dung nên làm khi tham gia mạng xã hội:", Tone.DO),
        ("Việc cần làm:", Tone.DO),
        ("Chủ nuôi phải:", Tone.DO),
        ("Không được:", Tone.DONT),
        ("Các hành vi bị nghiêm cấm", Tone.DONT),
        ("NHỮNG ĐIỀU KHÔNG NÊN LÀM", Tone.DONT),
        ("Đừng:", Tone.DONT),
        ("Những việc cần tránh:", Tone.DONT),
        ("Học sinh không được:", Tone.DONT),
        ("Những trường hợp không được tiêm:", Tone.INFO),
        ("Khu vực cấm đỗ xe:", Tone.INFO),
        ("Những dấu hiệu cần biết:", Tone.INFO),
        ("Các triệu chứng thường gặp", Tone.INFO),
        ("Điều cần biết về bệnh dại", Tone.INFO),
        ("Khi thấy dấu hiệu lừa đảo cần làm:", Tone.DO),
        ("Khi thấy khói:", None),
        ("Không gian mạng:", None),
        ("Tiệc cưới, đám giỗ:", None),
        ("Ở những nơi tránh xa khu dân cư:", None),
    ],
)
def test_a_heading_says_its_tone_by_its_words(heading: str, tone: Tone | None) -> None:
    assert read_heading(heading, LEXICON).tone is tone


def test_a_heading_of_two_kinds_gives_two_groups_in_its_own_words() -> None:
    draft = drafted(
        letter_of(
            "1. Những việc nên làm và không nên làm khi lũ về:",
            "- Nên đắp bao cát;",
            "- Không nên lội qua suối.",
        )
    )
    assert outline(draft) == [
        ("do", "Những việc nên làm khi lũ về", ["1.1"]),
        ("dont", "Những việc không nên làm khi lũ về", ["1.2"]),
    ]


def test_a_mixed_group_is_split_only_if_every_item_says_its_tone() -> None:
    clear = ["- Đậy kín lu;", "- Không đốt rác;", "- Ngủ màn;", "- Không xả nước thải;"]
    split = outline(drafted(letter_of("1. Mỗi nhà:", *clear)))
    assert split == [
        ("do", "Mỗi nhà: cần làm", ["1.1", "1.3"]),
        ("dont", "Mỗi nhà: không được làm", ["1.2", "1.4"]),
    ]
    unclear = outline(drafted(letter_of("1. Mỗi nhà:", *clear, "- Hai thùng rác.")))
    assert unclear == [("info", "Mỗi nhà", ["1.1", "1.2", "1.3", "1.4", "1.5"])]


def test_acts_that_are_forbidden_keep_their_own_negation() -> None:
    draft = drafted(
        letter_of("1. Các hành vi bị nghiêm cấm:", "- Đua xe;", "- Không đội mũ bảo hiểm.")
    )
    headlines = [item.headline for item in draft.groups[0].items]
    assert headlines == ["Nghiêm cấm đua xe", "Nghiêm cấm không đội mũ bảo hiểm"]


def test_points_that_repeat_the_headings_negation_are_denied_once() -> None:
    draft = drafted(letter_of("1. Nội dung không được đăng tải:", "- Không đăng tin giả;"))
    assert draft.groups[0].items[0].headline == "Không đăng tin giả"


@pytest.mark.parametrize(
    "heading",
    ["Tổ chức thực hiện", "Kinh phí", "Mục đích, yêu cầu", "Phân công", "Hiệu lực thi hành",
     "Đối với Công an phường", "Nhiệm vụ của Đội chữa cháy", "Trạm Y tế phường:"],
)  # fmt: skip
def test_what_offices_do_is_offered_and_not_chosen(heading: str) -> None:
    draft = drafted(
        letter_of("1. Mỗi nhà:", "- Đậy kín lu;", "- Ngủ màn.", f"2. {heading}", "- Lập kế hoạch.")
    )
    assert suggested(draft) == {"1.1", "1.2"}
    assert "2.1" in items_by_address(draft)


def test_a_point_for_an_office_beside_one_for_people_is_not_chosen() -> None:
    draft = drafted(
        letter_of("- Công an xã tuần tra đêm;", "- Khóa cửa khi ra ngoài;", "- Không tin kẻ lạ.")
    )
    assert suggested(draft) == {"-2", "-3"}


def test_where_all_points_are_for_offices_they_are_chosen() -> None:
    draft = drafted(
        letter_of("1. Công an phường:", "- Tuần tra;", "- Trực máy.", "2. Kinh phí", "- Do xã chi.")
    )
    assert suggested(draft) == {"1.1", "1.2"}


def test_what_offices_never_do_is_for_people_to_know() -> None:
    draft = drafted(letter_of_reading("07"))
    (group,) = [one for one in draft.groups if any(i.address == "3.p1" for i in one.items)]
    assert group.tone is Tone.INFO
    assert group.is_suggested


def test_a_number_at_the_head_of_a_title_is_that_of_its_items() -> None:
    right = drafted(letter_of("1. 2 việc nên làm:", "- Ngủ màn;", "- Đậy lu."))
    wrong = drafted(letter_of("1. 3 việc nên làm:", "- Ngủ màn;", "- Đậy lu."))
    assert right.groups[0].title == "2 việc nên làm"
    assert wrong.groups[0].title == "Việc nên làm"


def test_attachments_tables_and_footnotes_are_no_items_and_tables_are_named() -> None:
    draft = drafted(letter_of_reading("05"))
    assert not any(address.startswith("1.t") for address in items_by_address(draft))
    assert [note.code for note in draft.notes if "table" in note.code] == ["draft-without-table"]
    assert "p2" not in items_by_address(drafted(letter_of_reading("01")))
    assert "I.2.n1" not in items_by_address(drafted(letter_of_reading("17")))


def test_names_of_groups_are_unique_and_such_as_campaign_files_take() -> None:
    for name in ("04", "06", "20"):
        names = [group.name for group in drafted(letter_of_reading(name)).groups]
        assert len(set(names)) == len(names)
        assert all(one.partition("-")[0] in ("do", "dont", "info") for one in names)


def test_an_item_keeps_address_and_official_text() -> None:
    for name in ("01", "12", "20"):
        letter = letter_of_reading(name)
        blocks = {block.address: block.text for block in letter.blocks}
        for address, item in items_by_address(drafted(letter)).items():
            assert item.official == blocks[address]


def test_a_letter_without_a_body_gives_a_draft_that_says_so() -> None:
    draft = drafted(letter_of())
    assert draft.groups == ()
    assert [note.code for note in draft.notes] == ["draft-without-items"]


def test_a_heading_in_capitals_is_a_title_in_small_letters_unless_it_names_a_place() -> None:
    assert read_heading("VIỆC NÊN LÀM", LEXICON).title == "Việc nên làm"
    assert read_heading("NGƯỜI DÂN PHƯỜNG HOA MAI", LEXICON).title == "NGƯỜI DÂN PHƯỜNG HOA MAI"


def test_blocks_of_odd_shape_are_grouped_all_the_same() -> None:
    odd = LetterBlock("x", "1.", "gone", "Ngủ màn.", BlockType.CLAUSE)
    letter = letter_of("- Đậy lu;")
    draft = drafted(replace(letter, blocks=(*letter.blocks, odd)))
    assert items_by_address(draft)["x"].headline == "Ngủ màn"


def test_a_duty_below_a_heading_that_forbids_is_in_a_group_of_its_own() -> None:
    draft = drafted(
        letter_of("1. Nghiêm cấm:", "- Thả trâu ra đường;", "- Ai thấy cháy thì gọi 114;")
    )
    assert [(group.tone, group.items[0].headline) for group in draft.groups] == [
        (Tone.DONT, "Nghiêm cấm thả trâu ra đường"),
        (Tone.DO, "Ai thấy cháy thì gọi 114"),
    ]


@pytest.mark.parametrize(
    "text",
    ["Không bắt buộc đeo khẩu trang ngoài trời.", "Không phải nộp bản sao.", "Không thu phí.",
     "Không cần mang hộ khẩu.", "Không hạn chế số lượng.", "Không giới hạn độ tuổi tham gia.",
     "Người dân không phải nộp lệ phí.", "Trẻ dưới 6 tuổi không thu tiền."],
)  # fmt: skip
def test_what_nobody_has_to_do_or_pay_is_no_prohibition(text: str) -> None:
    (group,) = drafted(letter_of(f"- {text}")).groups
    assert group.tone is Tone.INFO
    (group,) = drafted(letter_of("1. Nghiêm cấm:", f"- {text}")).groups
    assert group.tone is Tone.INFO
    assert group.items[0].headline == text.rstrip(".")


@pytest.mark.parametrize("text", ["Không tổ chức tiệc đông người.", "Không thu gom pin cũ.",
                                  "Không làm việc riêng khi lái xe."])  # fmt: skip
def test_what_is_forbidden_stays_forbidden(text: str) -> None:
    (group,) = drafted(letter_of(f"- {text}")).groups
    assert group.tone is Tone.DONT


@pytest.mark.parametrize(
    ("heading", "point", "headline"),
    [
        (
            "Không bắt buộc:",
            "Đeo khẩu trang ngoài trời.",
            "Không bắt buộc đeo khẩu trang ngoài trời",
        ),
        ("Không phải nộp:", "Bản sao hộ khẩu.", "Không phải nộp bản sao hộ khẩu"),
        ("Giấy tờ không cần mang theo:", "Hộ khẩu.", "Không cần mang theo: hộ khẩu"),
    ],
)
def test_a_heading_that_frees_is_told_and_forbids_nothing(
    heading: str, point: str, headline: str
) -> None:
    (group,) = drafted(letter_of(f"1. {heading}", f"- {point}")).groups
    assert (group.tone, group.items[0].headline) == (Tone.INFO, headline)


@pytest.mark.parametrize(
    "text",
    ["Công an xã trực tại số 12 đường Hoa, điện thoại 0200 000 111.",
     "UBND xã tiếp công dân thứ Tư hằng tuần.", "Phòng Văn hóa đăng tin trên vidu.gov.vn.",
     "Đội cứu hộ: 0200.000.111.", "Trạm Y tế mở cửa từ 8 giờ đến 17 giờ.",
     "Cán bộ nhận tin báo qua tổng đài 111."],
)  # fmt: skip
def test_what_people_call_or_visit_is_never_left_off(text: str) -> None:
    lines = ("1. Mỗi nhà:", "- Đậy kín lu;", "- Ngủ màn.", "2. Tổ chức thực hiện")
    draft = drafted(letter_of(*lines, f"- {text}", "- Phòng Văn hóa lập kế hoạch số 114/KH-UBND."))
    assert suggested(draft) == {"1.1", "1.2", "2.1"}


@pytest.mark.parametrize("heading", ["Nghiêm cấm người dân:", "Người dân không được:"])
def test_a_headline_does_not_repeat_whom_its_title_names(heading: str) -> None:
    draft = drafted(letter_of(f"1. {heading}", "- Đốt rác;", "- Người dân không nên tụ tập;"))
    (group,) = draft.groups
    assert group.title == heading.rstrip(":")
    assert [item.headline.lower() for item in group.items] == [
        f"{'nghiêm cấm' if 'cấm' in heading else 'không được'} đốt rác",
        "người dân không nên tụ tập",
    ]


def test_points_counted_in_words_have_no_ordinal_and_each_its_own_tone() -> None:
    draft = drafted(letter_of("- Một là, đậy kín lu nước;", "- Hai là, không đốt rác."))
    assert [(one.tone, one.items[0].headline) for one in draft.groups] == [
        (Tone.DO, "Đậy kín lu nước"),
        (Tone.DONT, "Không đốt rác"),
    ]
    whole = "Một là tiêm phòng cho chó, hai là xích chó"
    assert drafted(letter_of(f"- {whole}.")).groups[0].items[0].headline == whole
    monday = "Thứ hai, thứ tư: thu gom rác"
    assert drafted(letter_of(f"- {monday}.")).groups[0].items[0].headline == monday


def icons_of(*lines: str) -> dict[str, str]:
    groups = drafted(letter_of(*lines, subject="")).groups
    return {item.headline: item.icon for group in groups for item in group.items}


def test_no_icon_says_the_opposite_of_its_item() -> None:
    found = icons_of(
        "1. Khi bị sốt:",
        "- Đến Trạm Y tế khám; không tự truyền dịch.",
        "- Không bắt buộc đeo khẩu trang.",
        "- Loa kéo từ 8 giờ đến 20 giờ.",
        "- Công ty không yêu cầu chuyển tiền.",
    )
    assert "iv-bag" not in found.values()
    assert found["Không bắt buộc đeo khẩu trang"] == "info"
    assert not any(icon.endswith(("-off", "-x")) for icon in found.values())


def test_what_is_forbidden_keeps_its_icon() -> None:
    assert icons_of("- Không uống rượu khi lái xe.") == {"Không uống rượu khi lái xe": "beer-off"}


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Nghiêm cấm các hộ chăn nuôi: vứt xác lợn ra đường; giết mổ lợn bệnh.", Tone.DONT),
        ("Người dân không được: đốt rác; thả diều.", Tone.DONT),
        ("Trẻ dưới 6 tuổi không được: ngồi ghế trước.", Tone.DONT),
        ("Không nên: uống nước lã.", Tone.DONT),
        ("Không bắt buộc: nộp quỹ; đi họp.", Tone.INFO),
        ("Người dân cần: đốt nhang ngoài sân; tắt bếp khi ngủ.", Tone.DO),
        ("Người dân: đậy kín lu nước.", Tone.DO),
    ],
)
def test_what_stands_before_a_colon_gives_the_tone_of_the_acts_behind_it(
    text: str, tone: Tone
) -> None:
    assert [group.tone for group in drafted(letter_of(f"1. {text}")).groups] == [tone]
