"""Headlines and support lines say what the official text says, in its own words, only shorter."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from support.drafts import LEXICON, abridged, drafted, items_by_address
from support.letters import PAPERS, letter_of_reading

from generator.content.drafting.clauses import denials, read_words
from generator.content.drafting.headlines import MOST, Lead
from generator.vietnamese.break_tokens import lexicon_form

MUST_KEEP: dict[str, dict[str, list[str]]] = yaml.safe_load(
    (PAPERS / "must_keep.yaml").read_text(encoding="utf-8")
)
POINTS = [(name, address) for name, points in MUST_KEEP.items() for address in points]


def words(text: str) -> list[str]:
    return re.findall(r"\w(?:[\w@/.,%-]*\w)?", lexicon_form(text))


def holds(text: str, phrase: str) -> bool:
    return f" {' '.join(words(phrase))} " in f" {' '.join(words(text))} "


def is_subsequence(some: Iterable[str], of: Iterable[str]) -> bool:
    rest = iter(of)
    return all(word in rest for word in some)


@pytest.mark.parametrize(("name", "address"), POINTS)
def test_no_word_that_a_point_must_keep_is_lost(name: str, address: str) -> None:
    item = items_by_address(drafted(letter_of_reading(name)))[address]
    lost = [
        phrase
        for phrase in MUST_KEEP[name][address]
        if not holds(item.headline, phrase) and not holds(item.support, phrase)
    ]
    assert lost == []


@pytest.mark.parametrize("name", MUST_KEEP)
def test_every_point_of_a_paper_has_its_words_to_keep(name: str) -> None:
    assert set(items_by_address(drafted(letter_of_reading(name)))) == set(MUST_KEEP[name])


@pytest.mark.parametrize("name", MUST_KEEP)
def test_no_word_of_a_draft_is_in_no_official_text(name: str) -> None:
    letter = letter_of_reading(name)
    texts = {block.address: block for block in letter.blocks}
    for item in items_by_address(drafted(letter)).values():
        block = texts[item.address]
        above = words(texts[block.parent].text) if block.parent else []
        official = words(item.official)
        for text in (item.headline, item.short_headline):
            said = words(text)
            assert is_subsequence(said, official) or is_subsequence(said, [*above, *official])
        assert set(words(item.support)) <= set(official)


@pytest.mark.parametrize("name", MUST_KEEP)
def test_headlines_of_papers_are_short_or_marked_too_long(name: str) -> None:
    for item in items_by_address(drafted(letter_of_reading(name))).values():
        assert item.is_too_long == (len(item.headline.split()) > MOST)


#: Official text, headline, support line.
CUT = [
    # A statement ends at a semicolon or a full stop.
    (
        "Đưa trâu bò lên gò cao; không cột trâu bò dưới chân cầu;",
        "Đưa trâu bò lên gò cao",
        "Không cột trâu bò dưới chân cầu.",
    ),
    (
        "Gửi thư cảm ơn tận tay trong bảy ngày. Không đăng ảnh người hiến khi chưa hỏi.",
        "Gửi thư cảm ơn tận tay trong bảy ngày",
        "Không đăng ảnh người hiến khi chưa hỏi.",
    ),
    # A clause ends where the next one begins with its own verb or negation.
    (
        "Mỗi tuần viết một cảnh báo ngắn, nêu đúng một thủ đoạn và một cách xử lý;",
        "Mỗi tuần viết một cảnh báo ngắn",
        "Nêu đúng một thủ đoạn và một cách xử lý.",
    ),
    (
        "Không chở quá số người quy định, không dừng xe giữa lòng đường;",
        "Không chở quá số người quy định",
        "Không dừng xe giữa lòng đường.",
    ),
    (
        "Người bán hàng không được bày hàng trên vỉa hè, phải giữ sạch chỗ bán.",
        "Người bán hàng không được bày hàng trên vỉa hè",
        "Phải giữ sạch chỗ bán.",
    ),
    (
        "Đừng vứt pin cũ vào thùng rác, hãy mang đến điểm thu gom tại nhà văn hóa.",
        "Đừng vứt pin cũ vào thùng rác",
        "Hãy mang đến điểm thu gom tại nhà văn hóa.",
    ),
    # Behind a condition of its own, a clause needs no other.
    (
        "Không sử dụng điện thoại khi lái xe, không uống rượu, bia trước khi lái xe.",
        "Không sử dụng điện thoại khi lái xe",
        "Không uống rượu, bia trước khi lái xe.",
    ),
    (
        "Nếu thấy người lạ vào nhà, gọi ngay 113, không tự ý đuổi theo.",
        "Nếu thấy người lạ vào nhà, gọi ngay 113",
        "Không tự ý đuổi theo.",
    ),
    (
        "Ai có triệu chứng sốt, ho, khó thở thì đến Trạm Y tế khám, không tự ý mua thuốc uống.",
        "Ai có triệu chứng sốt, ho, khó thở thì đến Trạm Y tế khám",
        "Không tự ý mua thuốc uống.",
    ),
    # A clause that says itself what is done is not denied by the one before it.
    (
        "Không vứt rác bừa bãi, tập kết rác đúng nơi quy định, đúng giờ thu gom.",
        "Không vứt rác bừa bãi",
        "Tập kết rác đúng nơi quy định, đúng giờ thu gom.",
    ),
    (
        "Phụ huynh không giao xe mô tô cho con chưa đủ tuổi, thường xuyên nhắc con đội mũ.",
        "Phụ huynh không giao xe mô tô cho con chưa đủ tuổi",
        "Thường xuyên nhắc con đội mũ.",
    ),
    # Verbs that share their object stay together.
    (
        "Chó nuôi phải được xích, nhốt trong khuôn viên; khi ra đường phải có rọ mõm.",
        "Chó nuôi phải được xích, nhốt trong khuôn viên",
        "Khi ra đường phải có rọ mõm.",
    ),
    # Behind "thì" the condition's negation denies nothing.
    (
        "Xe không có người nhận sau 30 ngày thì phường lập biên bản, bán đấu giá công khai.",
        "Xe không có người nhận sau 30 ngày thì phường lập biên bản",
        "Bán đấu giá công khai.",
    ),
    # A label with what it says, and more of it.
    (
        "Thực hành: mỗi khu phố một buổi, có bình chữa cháy thật, ít nhất 60 hộ dự mỗi buổi.",
        "Thực hành: mỗi khu phố một buổi",
        "Có bình chữa cháy thật, ít nhất 60 hộ dự mỗi buổi.",
    ),
    # A purpose may go below, and a list behind its colon.
    (
        "Ngừng cấp nước từ 8 giờ đến 17 giờ ngày 12/4/2026 để sửa chữa đường ống.",
        "Ngừng cấp nước từ 8 giờ đến 17 giờ ngày 12/4/2026",
        "Để sửa chữa đường ống.",
    ),
    (
        "Phân loại rác thành 3 nhóm: rác tái chế, rác thực phẩm, rác còn lại của nhà mình.",
        "Phân loại rác thành 3 nhóm",
        "Rác tái chế, rác thực phẩm, rác còn lại của nhà mình.",
    ),
    # An aside at the end is told below.
    (
        "Số điện thoại báo ca bệnh: 0200 000 111 (Trạm Y tế phường, trực 24/24 giờ).",
        "Số điện thoại báo ca bệnh: 0200 000 111",
        "Trạm Y tế phường, trực 24/24 giờ.",
    ),
    # An elaboration may go below.
    (
        "Ban điều hành khu phố nhắc từng hộ, nhất là hộ có bể nước mưa, chậu cây cảnh.",
        "Ban điều hành khu phố nhắc từng hộ",
        "Nhất là hộ có bể nước mưa, chậu cây cảnh.",
    ),
]


@pytest.mark.parametrize(("official", "headline", "support"), CUT)
def test_a_headline_is_the_first_clause_and_the_rest_stands_below(
    official: str, headline: str, support: str
) -> None:
    short = abridged(official)
    assert (short.headline, short.support) == (headline, support)


#: Texts that are whole or not at all.
WHOLE = [
    # One negation denies all that follows.
    "Không đốt rác, đổ nước thải ra kênh.",
    "Không tụ tập đông người, hát karaoke gây ồn sau 22 giờ.",
    "Không hát loa kéo, mở nhạc to từ 11 giờ 30 đến 13 giờ 30 và sau 21 giờ.",
    "Vận động người dân không đốt rơm rạ, rác thải ngoài đồng.",
    "Tuyệt đối không cho trẻ em chơi gần ao, hồ, sông, suối mà không có người lớn trông coi.",
    "Nghiêm cấm săn bắt, mua bán động vật hoang dã.",
    "Không tắm sông; đi học bơi tại hồ bơi xã.",
    # What averts governs what follows as a negation does.
    "Hạn chế ra chỗ đông người, tụ tập ăn uống ngoài hàng quán trong những ngày này.",
    "Báo ngay cho công an phường hành vi đốt rác, xả nước thải ra kênh rạch công cộng.",
    # The condition, exception or deadline at the end is of all.
    "Cắt cầu dao điện tổng, gọi 114 khi có cháy.",
    "Cắt cầu dao và nhanh chóng gọi 114 khi có cháy.",
    "Kiểm tra bình ga, tắt bếp, ngắt cầu dao điện trước khi ra khỏi nhà.",
    "Quét dọn nhà cửa sạch sẽ và thu gom rác ra điểm tập kết trước 17 giờ ngày 20/10.",
    "Hạn chế ra đường từ 22 giờ đến 5 giờ sáng, trừ trường hợp cấp cứu.",
    "Chỉ đốt vàng mã ở nơi quy định, trừ ngày có gió lớn.",
    "Miễn phí tiêm cho trẻ em trên địa bàn (trừ vắc xin dịch vụ).",
    # What the last of several belongs to is of all of them.
    "Cơ quan nhà nước không làm việc, không thu tiền, không cài ứng dụng qua điện thoại.",
    "Không hỏi, không ghi, không chụp mật khẩu của dân.",
    "Không mua, bán, tàng trữ, vận chuyển trái phép chất ma túy.",
    # A verb keeps its object, a list its end.
    "Lật úp, đậy kín, thay nước và thả cá vào các vật chứa nước.",
    "Chó, mèo nuôi trong nhà phải được xích, nhốt cẩn thận trong khuôn viên của gia đình.",
    "Đổ rác đúng giờ: từ 18 giờ đến 20 giờ hằng ngày, trừ Chủ nhật.",
    "Dành 15 phút sáng thứ Bảy để lật úp, đậy kín, thay nước và thả cá vào vật chứa nước.",
    "Dán áp phích tại bảng tin các khu phố, sảnh chung cư và chợ trước ngày 15 tháng 02.",
    "Đưa người già, trẻ em, phụ nữ có thai lên nhà văn hóa trước 17 giờ ngày 20/10.",
    # A subject keeps what is said of it.
    "Người từ 18 tuổi trở lên, có đủ sức khỏe, không mắc bệnh truyền nhiễm được hiến máu.",
    "Trẻ em (dưới 6 tuổi) được tiêm miễn phí.",
    "Hộ nào có chuồng trại, nuôi từ 10 con trở lên thì phải đăng ký.",
    "Gọi 114 (báo cháy), 113 (công an), 115 (cấp cứu).",
    # What is noticed waits for what is to be done.
    "Phát hiện lao động trẻ em, xâm hại trẻ em, gọi ngay Tổng đài 111.",
    # A purpose that is part of its verb, and one behind a negation.
    "Dành một góc sân nhỏ để phân loại rác tái chế.",
    "Không dùng điện thoại trong cây xăng để gọi điện.",
    # Halves that belong together.
    "Không chỉ giữ sạch nhà mình, mà còn giữ sạch ngõ xóm, khu phố.",
    "Xem pin có phồng, có mùi khét, có vết ngấm nước hay không.",
    "Ban hành kèm theo Quyết định này Quy định nuôi chó, mèo và phòng bệnh dại trên địa bàn xã.",
]


@pytest.mark.parametrize("official", WHOLE)
def test_no_cut_turns_the_meaning_round(official: str) -> None:
    short = abridged(official)
    assert (short.headline, short.support) == (official.rstrip("."), "")
    assert short.is_too_long == (len(official.split()) > MOST)


@pytest.mark.parametrize(
    ("official", "lead", "headline"),
    [
        ("Đốt rác ngoài trời;", Lead("Không được"), "Không được đốt rác ngoài trời"),
        ("Đốt rác ngoài trời;", Lead("Nghiêm cấm"), "Nghiêm cấm đốt rác ngoài trời"),
        ("Không đốt rác ngoài trời;", Lead("Không được"), "Không đốt rác ngoài trời"),
        ("Không đội mũ bảo hiểm;", Lead("Nghiêm cấm", lists_acts=True),
         "Nghiêm cấm không đội mũ bảo hiểm"),
        ("Kinh doanh hàng không rõ nguồn gốc;", Lead("Không được"),
         "Không được kinh doanh hàng không rõ nguồn gốc"),
        ("Người chưa đủ 18 tuổi lái xe;", Lead("Nghiêm cấm"),
         "Nghiêm cấm: người chưa đủ 18 tuổi lái xe"),
        ("Pin, bóng đèn;", Lead("Không được", "bỏ vào thùng rác"),
         "Không được bỏ vào thùng rác: pin, bóng đèn"),
        ("Tin giả, tin sai sự thật;", Lead("Không được", "đăng tải"),
         "Không được đăng tải tin giả, tin sai sự thật"),
        ("Đăng tin giả, tin sai sự thật;", Lead("Không được", "đăng tải"),
         "Không được đăng tin giả, tin sai sự thật"),
    ],
)  # fmt: skip
def test_what_only_the_heading_denies_is_denied_in_the_headline(
    official: str, lead: Lead, headline: str
) -> None:
    assert abridged(official, lead).headline == headline


@pytest.mark.parametrize("count", [200_000, 1])
def test_a_text_longer_than_any_point_stands_whole_at_once(count: int) -> None:
    text = "không đốt rác, đổ nước thải; " * count
    short = abridged(text)
    assert short.is_too_long == (count > 1)
    assert short.headline.lower() == text.strip() or count == 1


def test_a_heading_is_put_before_no_later_clause_nor_is_its_negation_lost() -> None:
    official = (
        "Không sử dụng ngôn ngữ phản cảm, vi phạm thuần phong mĩ tục; tung tin giả, "
        "tin sai sự thật; quảng cáo, kinh doanh dịch vụ trái phép."
    )
    short = abridged(official, Lead("Không được", "đăng tải"))
    assert (short.headline, short.support) == (official.rstrip("."), "")
    assert short.is_too_long


#: Clauses that command, allow or inform, so that no negation may stand before them.
DUTIES = [
    "phải cho ăn đủ rơm", "cần báo trưởng thôn", "nên mang áo phao", "hãy đi đường vòng",
    "chỉ chuyển khi đã xác minh", "ai phát hiện thì gọi 0200", "luôn đội mũ bảo hiểm",
    "nếu thấy dây điện đứt phải tránh xa", "khi có khói, cúi thấp người",
    "mọi người cần giữ trật tự",
    "người nhặt được thì báo công an", "trong trường hợp khẩn cấp gọi 114",
    "đề nghị giữ yên lặng",
    "hộ nào có chó phải tiêm phòng", "chủ nuôi phải đeo rọ mõm cho chó", "vui lòng xếp hàng",
    "gọi 114 khi thấy cháy", "báo ngay 113", "chỉ đi qua cầu có lan can", "được đỗ xe ở sân đình",
    "trường hợp bất khả kháng cần xin phép", "đồng thời dọn sạch sân", "thường xuyên rửa tay",
    "phụ huynh phải đón con đúng giờ", "ai vi phạm thì bị phạt", "bà con cần di chuyển xe vào nhà",
    "mỗi nhà cần có hai thùng rác", "nếu ngứa thì đến Trạm Y tế", "riêng xe cứu thương được vào",
    "khuyến khích đi xe đạp",
]  # fmt: skip
#: The same or forbidden: by rule nobody can tell.
UNSURE = [
    "mang theo nước, báo trưởng thôn", "báo trưởng thôn", "gọi người thân", "đốt rác ngoài bờ",
    "tung tin giả", "đưa trẻ ra suối", "giữ xe qua đêm", "khi trời mưa ra đồng",
    "đổ nước xuống kênh", "xả nước thải ra mương",
]  # fmt: skip
ACTS = [("thả trâu ngoài đồng", "Thả trâu ngoài đồng"), ("săn bắn", "Săn bắn")]
JOINTS = ["; ", ". "]


def negated(text: str) -> list[str]:
    """The words behind each negation of a draft, up to the next mark."""
    return re.findall(
        r"(?:không(?: được)?|nghiêm cấm|cấm)(?: không)? ([^,;.:]+)", text.lower().rstrip(".")
    )


@pytest.mark.parametrize("lead", ["Không được", "Nghiêm cấm", "Cấm", "Tuyệt đối không", ""])
@pytest.mark.parametrize("duty", [*DUTIES, *UNSURE])
@pytest.mark.parametrize("joint", JOINTS)
def test_no_negation_stands_before_a_duty_and_none_is_lost(
    lead: str, duty: str, joint: str
) -> None:
    said = duty if joint == "; " else duty[:1].upper() + duty[1:]
    for act, capital in ACTS:
        for official in (f"{capital}{joint}{said}.", f"Không {act}{joint}{said}."):
            if not lead and official.startswith(capital):
                continue
            short = abridged(official, Lead(lead) if lead else Lead())
            draft = f"{short.headline}. {short.support}".lower()
            assert not any(part.startswith(duty[:9]) for part in negated(draft)), draft
            assert re.match(rf"(?:{lead.lower() or 'không'}|không):? {act}", draft), draft
            assert duty.lower() in draft
            if duty in UNSURE and lead:
                assert short.is_too_long
                assert short.support == ""


@pytest.mark.parametrize("lead", ["Không được", "Nghiêm cấm", "Cấm"])
@pytest.mark.parametrize("duty", DUTIES)
def test_a_point_that_is_a_duty_gets_no_negation_from_its_heading(lead: str, duty: str) -> None:
    short = abridged(f"{duty[:1].upper()}{duty[1:]}.", Lead(lead))
    assert short.headline.lower().startswith(duty.partition(",")[0].lower()[:12])


@pytest.mark.parametrize("duty", [one for one in DUTIES if not one.startswith(("gọi", "báo"))])
def test_a_duty_behind_a_comma_is_parted_from_what_is_forbidden(duty: str) -> None:
    short = abridged(f"Thả trâu ngoài đồng, {duty}.", Lead("Nghiêm cấm"))
    assert short.headline == "Nghiêm cấm thả trâu ngoài đồng"
    assert short.support.lower().rstrip(".") == duty.lower()


def test_things_forbidden_behind_commas_stay_behind_their_negation() -> None:
    short = abridged("Đốt rác ngoài trời, xả nước thải ra kênh.", Lead("Nghiêm cấm"))
    assert short.headline == "Nghiêm cấm đốt rác ngoài trời, xả nước thải ra kênh"
    assert short.support == ""


def test_one_negation_of_several_things_is_repeated_where_a_heading_denies_all() -> None:
    official = "Không đăng tải những nội dung vi phạm pháp luật, các thông tin xúc phạm danh dự."
    short = abridged(official, Lead("Không được", "đăng tải"))
    assert short.headline == "Không đăng tải những nội dung vi phạm pháp luật"
    assert short.support == "Không đăng tải các thông tin xúc phạm danh dự."
    assert abridged(official).headline == official.rstrip(".")


def test_a_short_headline_is_cut_where_nothing_is_lost() -> None:
    assert abridged("Thả cá vào bể, thay nước bình hoa;").short_headline == "Thả cá vào bể"
    keeps = abridged("Báo trước với tổ dân phố ít nhất hai ngày;")
    assert keeps.short_headline == keeps.headline


@pytest.mark.parametrize("text", ["", ".", ";", "./.", "(…)", "…", "- -", "“”"])
def test_a_text_without_words_has_an_empty_headline_or_itself(text: str) -> None:
    assert len(abridged(text).headline) <= len(text)


_CLAUSES = st.sampled_from((
    "không đốt rác ngoài trời", "phải đeo rọ mõm", "đậy kín vật chứa nước", "gọi 0200 000 111",
    "khi trời mưa", "trừ ngày lễ", "trước 17 giờ ngày 20/10", "chỉ bơi ở hồ có người trông",
    "nếu thấy khói thì gọi 114", "lật úp", "các xô, chậu", "người dân tự kiểm tra nhà mình",
    "chưa đủ 18 tuổi thì không được lái xe", "để không có lăng quăng", "ít nhất ba lần mỗi tuần",
    "đừng tin lời kẻ lạ", "nhất là người cao tuổi", "(trực 24/24 giờ)", "hạn chế ra đường",
))  # fmt: skip
_JOINTS = st.sampled_from((", ", "; ", " và ", " ", ". ", ": "))


@st.composite
def official_texts(draw: st.DrawFn) -> str:
    text = draw(_CLAUSES)
    for clause in draw(st.lists(_CLAUSES, max_size=6)):
        text += draw(_JOINTS) + clause
    return text[:1].upper() + text[1:] + draw(st.sampled_from((".", ";", "./.", "")))


@given(official_texts())
@example("Không đốt rác ngoài trời và lật úp; đậy kín vật chứa nước.")
def test_headline_and_support_are_parts_of_the_text_with_all_its_limits(text: str) -> None:
    short = abridged(text)
    official = words(text)
    assert is_subsequence(words(short.headline), official)
    assert is_subsequence(words(short.short_headline), words(short.headline))
    assert set(words(short.support)) <= set(official)
    said = f" {' '.join(words(short.headline))} ; {' '.join(words(short.support))} "
    assert all(f" {part} " in said for part in short.must_keep)
    kept = denials(read_words(f"{short.headline}. {short.support}", LEXICON))
    assert kept >= denials(read_words(text, LEXICON))


@example("1 ()1")
@given(st.text(alphabet='không, ;.()"“”:đốtrácAÀ19/- ', max_size=80))
def test_any_text_is_abridged_without_a_word_added(text: str) -> None:
    short = abridged(text)
    assert set(words(short.headline)) <= set(words(text))


#: Openings that deny or advise against all acts of the list behind them, up to its semicolons.
OPENINGS = (
    "Nghiêm cấm",
    "Cấm",
    "Không được",
    "Tuyệt đối không",
    "Nghiêm cấm các hộ chăn nuôi:",
    "Người dân không được:",
    "Tuyệt đối không:",
    "Đề nghị bà con không",
    "Chú ý: không",
    "Hạn chế",
    "Người già cần tránh",
    "Bà con ngừng",
)


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize(
    "acts",
    ["đốt rác{} thả diều", "a) đốt rác{} b) xả thải", "uống rượu{} chở quá số người{} lái xe"],
)
def test_no_act_stands_without_the_words_that_deny_it(opening: str, acts: str) -> None:
    """“Nghiêm cấm đốt rác; thả diều” with the support line “Thả diều.” would demand it."""
    for join in (";", ",") if opening.endswith(":") or "H" in opening[:1] else (";",):
        short = abridged(f"{opening} {acts.format(*[join] * 2)}.")
        assert short.support == "", (opening, join, short)
        assert words(opening)[-1] in words(short.headline)


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("Cấm xả thải; người vi phạm bị phạt 5 triệu đồng.", "Người vi phạm bị phạt 5 triệu đồng."),
        ("Các hộ không vứt rác; không đốt rơm.", "Không đốt rơm."),
        ("Tránh xa dây điện đứt; gọi 0200 000 111.", "Gọi 0200 000 111."),
        ("Rửa tay bằng xà phòng; đeo khẩu trang.", "Đeo khẩu trang."),
        ("Người dân cần: đốt nhang ngoài sân; tắt bếp khi ngủ.", "Tắt bếp khi ngủ."),
    ],
)
def test_what_speaks_for_itself_still_has_a_line_of_its_own(text: str, support: str) -> None:
    assert abridged(text).support == support
