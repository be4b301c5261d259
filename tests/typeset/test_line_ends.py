"""Line ends that a Vietnamese editor would not change: promises that hold at every width."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import combinations, pairwise

import pytest
from support.shipped import ASSETS, LEXICON, TEMPLATES

from benchmarks.vietnamese.specimen import set_page
from generator.typeset.fonts import FontBook, shipped_fonts
from generator.typeset.line_breaking import Pieces, pretty
from generator.typeset.paragraph import Align, Run, TextSpec, Wrap, prepare
from generator.vietnamese.break_tokens import LEADING, SET_PHRASE, UNBREAKABLE, WHOLE
from generator.vietnamese.compounds import Lexicon, break_costs

FACE = FontBook(shipped_fonts(ASSETS.fonts)).face("Be Vietnam Pro", 500)
BOTH = (Wrap.PRETTY, Wrap.BALANCE)


@lru_cache
def width_em(text: str) -> float:
    return prepare((Run(text, FACE),), _spec(Wrap.NOWRAP), LEXICON).natural_width_em


def _spec(wrap: Wrap) -> TextSpec:
    return TextSpec(Align.START, wrap, line_height=1.5)


def lines_of(text: str, measure_em: float, wrap: Wrap) -> list[str]:
    set_text = prepare((Run(text, FACE),), _spec(wrap), LEXICON).set_lines(measure_em)
    return [line.text for line in set_text.lines]


def settings(text: str, least_em: float, *, wraps: tuple[Wrap, ...] = BOTH) -> Iterator[list[str]]:
    """The lines of a text at thirty widths from ``least_em`` on."""
    for wrap in wraps:
        for number in range(30):
            yield lines_of(text, least_em + 0.2 + number * 0.7, wrap)


def ends(lines: list[str]) -> list[str]:
    return [line.split()[-1].lower() for line in lines[:-1]]


SENTENCES = (
    "Sáng nay {} gửi giấy mời đến từng hộ ven kênh",
    "Người dân đọc kỹ thông báo mới của {} rồi hãy ký tên vào sổ",
    "{} mở lớp dạy bơi ngay đầu tháng tới",
)


def assert_whole(phrase: str, sentences: tuple[str, ...] = SENTENCES) -> None:
    """No line end cuts a phrase in any measure that holds it."""
    for sentence in sentences:
        text = sentence.format(phrase)
        for lines in settings(text, max(9.0, width_em(phrase))):
            assert any(phrase in line for line in lines), lines


# -- names


@pytest.mark.parametrize(
    "name",
    [
        # "và", commas and dashes in the name of a body
        "Bộ Nội vụ và Lao động",
        "Bộ Văn hóa, Thể thao và Du lịch",
        "Sở Văn hóa, Gia đình và Thể thao",
        "Sở Xây dựng, Giao thông và Đô thị",
        "Phòng Văn hóa - Xã hội",
        "Sở Lao động - Thương binh và Xã hội",
        "Hội Kiến trúc sư và Kỹ sư Xây dựng",
        "Ban Tuyên giáo và Dân vận Trung ương",
        # small words, small letters and abbreviations inside
        "Hội Chữ thập đỏ Việt Nam",
        "Hội Người mù Việt Nam",
        "Đoàn TNCS Hồ Chí Minh",
        "Trường THCS Nguyễn Hiền",
        "Viện kiểm sát nhân dân tối cao",
        "Trung tâm Quản lý thiên tai",
        "Nhà xuất bản Chính trị quốc gia Sự thật",
        "Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao",
        "Ủy ban Thường vụ Quốc hội",
        "Ban Chỉ đạo 389",
        # acts
        "Luật Phòng, chống tác hại của rượu, bia",
        "Luật Phòng, chống mua bán người",
        "Luật Bảo vệ quyền lợi người tiêu dùng",
        "Bộ luật Tố tụng dân sự",
        # titles and honours
        "Bà mẹ Việt Nam Anh hùng",
        "Anh hùng Lực lượng vũ trang nhân dân",
        "Huân chương Độc lập hạng Nhì",
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        # ranks before names, in small letters too
        "Chủ tịch Hồ Chí Minh",
        "Đại tướng Võ Nguyên Giáp",
        "thượng úy Bế Văn Đàn",
        "bác sĩ Lò Thị Mai",
        "ông Đinh Núp",
        "bà Nguyễn Thị Bình",
        "cô Tư Hường",
        # places
        "phường Tân Sơn Nhì",
        "Thành phố Hồ Chí Minh",
        "đặc khu Cô Tô",
        "xã Ea H'leo",
        "Móng Cái - Trà Cổ",
    ],
)
def test_a_name_is_never_cut_where_it_fits_on_a_line(name: str) -> None:
    assert_whole(name)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        # Two bodies, two people, two places, and a sentence that begins with a capital.
        ("Bộ Công an và Bộ Quốc phòng", ["an và"]),
        ("Hội Nông dân và Hội Phụ nữ", ["dân và"]),
        ("bà Trần Thị Lý và ông Lê Lai", ["Lý và"]),
        ("xã Cư M'gar và Ea H'leo", ["M'gar và"]),
        ("Theo Bộ Y tế thì", ["Theo Bộ"]),
        ("Sáng Chủ nhật này", ["Sáng Chủ"]),
        ("Sở Y tế, Sở Nội vụ", ["tế, Sở"]),
        ("của Hà Nội, Huế và Vinh", ["Nội, Huế", "Huế và"]),
        ("cùng Công an và Nhân dân xã", ["an và"]),
    ],
)
def test_what_is_no_part_of_a_name_is_not_bound_to_it(text: str, places: list[str]) -> None:
    parts = text.split()
    costs = break_costs(parts, LEXICON)
    free = {f"{a} {b}" for (a, b), cost in zip(pairwise(parts), costs, strict=False) if cost < 200}
    assert set(places) <= free


def test_a_name_that_is_wider_than_the_measure_is_parted_between_its_words() -> None:
    name = "Sở Nông nghiệp và Môi trường"
    measure = width_em(name) - 0.5
    for lines in settings(f"Giấy mời của {name} gửi xã", measure - 3.0, wraps=(Wrap.PRETTY,)):
        for upper, lower in pairwise(lines):
            cut = f"{upper.split()[-1]} {lower.split()[0]}"
            assert cut not in {"Nông nghiệp", "Môi trường", "và Môi", "Giấy mời"}


def test_a_name_is_parted_before_its_unit_rather_than_inside() -> None:
    text = "Ủy ban Mặt trận Tổ quốc Việt Nam phường Tân Sơn Nhì Thành phố Hồ Chí Minh"
    units = ("phường", "thành")
    for written in (text, text.upper()):
        for lines in settings(written, width_em("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM")):
            assert all(line.split()[0].lower() in units for line in lines[1:]), lines


def test_in_capitals_a_type_word_stays_with_its_name() -> None:
    for name in ("PHƯỜNG TÂN SƠN NHÌ", "XÃ SUỐI MÂY", "TỈNH BÌNH GỐM", "THÀNH PHỐ HỒ CHÍ MINH"):
        assert_whole(name, ("ỦY BAN NHÂN DÂN {} KÍNH BÁO", "NGƯỜI DÂN {} CÙNG LÀM"))


@pytest.mark.parametrize(
    "document",
    [
        "Công văn số 27/UBND-VX",
        "Kế hoạch số 188/KH-UBND",
        "Công điện số 6/CĐ-TTg",
        "Tờ trình số 40/TTr-KT",
        "thông tư số 36/2025/TT-BCA",
        "Nghị quyết số 19-NQ/TW",
        "Giấy phép số 12/GP-XD",
        "nhà số 7",
        "bão số 9",
    ],
)
def test_a_number_stays_with_its_document(document: str) -> None:
    assert_whole(document)


# -- what is one idea


@pytest.mark.parametrize(
    "phrase",
    [
        "không lành mạnh",
        "không được đăng tải",
        "không được tự ý đốt",
        "chưa được kiểm chứng",
        "chưa từng gặp",
        "chẳng ai biết",
        "đừng vội tin",
        "chớ chủ quan",
        "không nên chia sẻ",
        "không thể bỏ qua",
    ],
)
def test_a_negation_is_one_with_what_it_denies(phrase: str) -> None:
    assert_whole(phrase, ("Việc làm {} thì cả xóm cùng nhắc nhau", "Nhớ rằng {} trong mùa mưa lũ"))


@pytest.mark.parametrize(
    "text", ["không gian / lành mạnh", "hàng không / đi Huế", "không khí / trong lành"]
)
def test_a_word_that_only_holds_a_negation_denies_nothing(text: str) -> None:
    parts = text.split()
    at = parts.index("/") - 1
    assert break_costs([part for part in parts if part != "/"], LEXICON)[at] < SET_PHRASE


@pytest.mark.parametrize(
    "pair",
    [
        "phòng, chống",
        "phòng, chống đuối nước",
        "trật tự, an toàn",
        "an ninh, trật tự",
        "rượu, bia",
        "tỉnh, thành phố",
        "cứu nạn, cứu hộ",
        "đến hết ngày 24/10",
        "tung tin giả",
        "chia sẻ tin giả",
    ],
)
def test_a_pair_a_verb_and_its_object_and_a_last_day_stay_whole(pair: str) -> None:
    assert_whole(pair, ("Xã lập kế hoạch {} cho cả mùa", "Bà con bàn nhau {} ngay tại nhà"))


# -- headlines

HEADLINES = (
    "Giữ sạch nước trên bờ suối quê mình",
    "Trồng thêm bóng mát cho con đường đến lớp",
    "Cùng nhau nói lời hay với người đi trước",
    "Gom rác tại nguồn và đổ đúng giờ mỗi tối",
    "Đưa sách về bản để trẻ em đọc mỗi ngày",
    "Mang nước sạch từ đầu nguồn vào từng nhà",
    "Một mái trường của những người thợ xây",
    "Đi chậm theo vạch khi qua cổng trường",
    "Xóm mình là nơi các cụ kể chuyện xưa",
    "Bếp ấm do cả làng góp gạo thổi cơm chung",
)


def _other_settings(headline: str, measure: float, count: int) -> Iterator[list[str]]:
    """All ways to set a headline in so many lines that cut no compound, name or whole."""
    parts = headline.split()
    costs = break_costs(parts, LEXICON)
    places = [n for n, cost in enumerate(costs[:-1], 1) if cost <= SET_PHRASE]
    for chosen in combinations(places, count - 1):
        edges = [0, *chosen, len(parts)]
        lines = [" ".join(parts[a:b]) for a, b in pairwise(edges)]
        if all(width_em(line) <= measure for line in lines):
            yield lines


@pytest.mark.parametrize("headline", HEADLINES)
def test_no_line_of_a_headline_ends_in_a_small_word_where_it_can_end_elsewhere(
    headline: str,
) -> None:
    seen = 0
    for number in range(40):
        measure = width_em(headline) * (0.25 + 0.02 * number)
        lines = lines_of(headline, measure, Wrap.BALANCE)
        if not LEADING.intersection(ends(lines)):
            continue
        seen += 1
        others = list(_other_settings(headline, measure, len(lines)))
        small = [len(LEADING.intersection(ends(other))) for other in others]
        lone = [any(" " not in line for line in other) for other in others]
        best = min([n for n, is_lone in zip(small, lone, strict=True) if not is_lone], default=9)
        assert best >= len(LEADING.intersection(ends(lines))), (lines, measure)
    assert seen < 40


def _loose_pairs() -> list[str]:
    lines = ASSETS.lexicon.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if re.fullmatch(r"[^ ~=#]+~[^ ~=]+", line)]


def test_two_syllables_that_the_lexicon_calls_separable_are_never_cut_in_a_headline() -> None:
    pairs = _loose_pairs()
    assert len(pairs) > 500
    for pair in pairs[::7]:
        first, second = pair.split("~")
        for text in (
            f"hôm nay {first} {second} hôm sau",
            f"HÔM NAY {first} {second} HÔM SAU".upper(),
        ):
            for measure in (6.0, 7.0, 8.0, 9.0, 10.0, 11.0):
                lines = lines_of(text, measure, Wrap.BALANCE)
                cut = any(
                    upper.lower().endswith(f" {first}") and lower.lower().startswith(second)
                    for upper, lower in pairwise(lines)
                )
                assert not cut, lines


def test_a_separable_pair_takes_no_syllable_from_another_word() -> None:
    lexicon = Lexicon(["trong~nhà", "nhà trường", "vượt~qua"])
    costs = break_costs(["ở", "trong", "nhà", "trường"], lexicon)
    assert costs[1] < WHOLE
    assert costs[2] == UNBREAKABLE
    assert break_costs(["ở", "trong", "nhà"], lexicon)[1] > SET_PHRASE


def _fitted(headline: str, width_mm: float, *, beside: str = "") -> tuple[list[str], float]:
    """The lines and the size in pt of a headline in a box that fits its text."""
    css = (
        "column { height: 24mm; copyfit: one }"
        " h1 { font-size: 30pt; font-size-min: 9pt; font-weight: 800; text-wrap: balance;"
        " max-lines: 2 } p { font-size: 12pt; font-size-min: 4pt; text-wrap: balance }"
    )
    markup = f"<column><h1>{headline}</h1>{beside and f'<p>{beside}</p>'}</column>"
    page = set_page(css, markup, width_mm=width_mm, height_mm=24.0)
    text = page.pages[0].children[0].fragment.children[0].fragment
    assert text.text is not None
    return [line.text for line in text.text.lines], text.font_size


@pytest.mark.parametrize("width_mm", range(50, 112, 3))
def test_a_headline_takes_a_smaller_size_rather_than_end_a_line_badly(width_mm: int) -> None:
    for headline, lines in {
        "BẢN MÌNH TREO CỜ CHÀO MỪNG NĂM HỌC": ["BẢN MÌNH TREO CỜ", "CHÀO MỪNG NĂM HỌC"],
        "Giữ sạch nước trên bờ suối quê mình": ["Giữ sạch nước", "trên bờ suối quê mình"],
        "Chở hàng đúng tải vì mặt đường làng": ["Chở hàng đúng tải", "vì mặt đường làng"],
    }.items():
        assert _fitted(headline, width_mm)[0] == lines


def test_what_must_not_be_cut_does_not_make_its_neighbours_much_smaller() -> None:
    headline = "Giữ suối"
    _, alone = _fitted(headline, 50.0, beside="Hội Nông dân")
    _, beside = _fitted(headline, 50.0, beside="Hội Bảo trợ Người khuyết tật Việt Nam")
    assert beside >= 0.7 * alone


# -- running text

BULLETS = (
    "Xã cấm mọi hành vi phân biệt giới tính, tôn giáo.",
    "Bản đồ và lịch trực treo ở nhà sinh hoạt của dân tộc Mông.",
    "Nhà nào có giếng khoan thì lấy mẫu nước gửi trạm trước cuối tháng.",
    "Mỗi hộ để riêng rác bán được, thức ăn thừa và phần còn lại rồi buộc kín túi.",
    "Không vớt củi trên dòng lũ, không cho trẻ ra xem nước.",
    "Bà con ghi tên với trưởng thôn để được phát phao, áo mưa và đèn pin.",
)


def _is_word(line: str) -> bool:
    parts = line.split()
    inner = break_costs(parts, LEXICON)[:-1]
    return len(parts) <= 3 and all(cost >= WHOLE for cost in inner)


@pytest.mark.parametrize("bullet", BULLETS)
def test_a_paragraph_does_not_end_in_one_word_where_the_lines_above_can_give_one_up(
    bullet: str,
) -> None:
    for number in range(60):
        measure = 12.0 + 0.4 * number
        lines = lines_of(bullet, measure, Wrap.PRETTY)
        if len(lines) == 1 or not _is_word(lines[-1]) or width_em(lines[-1]) > 0.4 * measure:
            continue
        others = _other_settings(bullet, measure, len(lines))
        assert not any(_is_good(other, measure) for other in others), (lines, measure)


@pytest.mark.parametrize("bullet", BULLETS)
def test_inner_lines_of_running_text_are_not_short_where_they_need_not_be(bullet: str) -> None:
    for number in range(60):
        measure = 12.0 + 0.4 * number
        lines = lines_of(bullet, measure, Wrap.PRETTY)
        if all(width_em(line) >= 0.7 * measure for line in lines[:-1]):
            continue
        others = _other_settings(bullet, measure, len(lines))
        assert not any(_is_good(other, measure) for other in others), (lines, measure)


def test_a_line_shorter_than_seven_tenths_is_worse_than_a_cut_in_a_set_phrase() -> None:
    """The second break is in a set phrase; the first makes a line of 0.65 or 0.75."""
    for first, end in ((6.5, 1), (7.5, 0)):
        right = (first, 9.5, 15.5)
        pieces = Pieces((0, 1, 2), (0.0, first, 9.5), right, (0.0, SET_PHRASE, 0.0), (False,) * 3)
        assert pretty(pieces, 10.0) == [end, 2]


def _is_good(lines: list[str], measure: float) -> bool:
    """True for lines that are all long enough, cut nothing and end in no word of their own."""
    return (
        all(width_em(line) >= 0.7 * measure for line in lines[:-1])
        and not _is_word(lines[-1])
        and not LEADING.intersection(ends(lines))
    )


# -- templates


def test_no_template_breaks_a_text_by_its_punctuation() -> None:
    templates = sorted(TEMPLATES.rglob("*.j2"))
    assert len(templates) >= 5
    breaks: Callable[[str], object] = re.compile(
        r"phrases|halves|partition\(|\bsplit\(|replace\(\s*[\"'][,;:.]"
    ).search
    assert [path.name for path in templates if breaks(path.read_text(encoding="utf-8"))] == []
