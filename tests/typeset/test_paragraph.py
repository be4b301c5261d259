from __future__ import annotations

import math
import re
import unicodedata
from itertools import accumulate, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.shipped import ASSETS, DATA, LEXICON

from generator.typeset.fonts import FontBook, shipped_fonts
from generator.typeset.ink_profiles import AIR_EM
from generator.typeset.line_breaking import Ends, Pieces, balanced
from generator.typeset.paragraph import (
    Align,
    Blemish,
    Line,
    Paragraph,
    Run,
    Segment,
    SetText,
    TextSpec,
    Wrap,
    prepare,
)
from generator.vietnamese.break_tokens import AFTER_COMMA

BOOK = FontBook(shipped_fonts(ASSETS.fonts))
MEDIUM = BOOK.face("Be Vietnam Pro", 500)
BOLD = BOOK.face("Be Vietnam Pro", 700)
BLACK = BOOK.face("Be Vietnam Pro", 800)

PT_PER_MM = 72 / 25.4
LETTER = (DATA / "campaigns" / "ung-xu-mang-xa-hoi" / "letter.txt").read_text(encoding="utf-8")
BULLETS = [line.removeprefix("- ") for line in LETTER.splitlines() if len(line) > 90]

#: Words as they come in letters, with what makes breaking hard among them.
WORDS = st.sampled_from(
    sorted({*LETTER.split(), "Ẳng", "tại\u00a0Quận\u00a012", "mst.gov.vn/van-ban/14668.htm", "-"})
)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
MEASURES = st.floats(0.5, 60)
WRAPS = st.sampled_from(list(Wrap))
ALIGNS = st.sampled_from(list(Align))


def _spec(
    wrap: Wrap = Wrap.WRAP,
    align: Align = Align.START,
    line_height: float = 1.5,
    tracking_em: float = 0.0,
    max_lines: int | None = None,
) -> TextSpec:
    return TextSpec(align, wrap, line_height, tracking_em, max_lines)


def _paragraph(text: str, spec: TextSpec) -> Paragraph:
    return prepare((Run(text, MEDIUM),), spec, LEXICON)


def _texts(text: SetText) -> list[str]:
    return [line.text for line in text.lines]


def _broken(text: str, measure_em: float, spec: TextSpec) -> list[str]:
    return _texts(_paragraph(text, spec).set_lines(measure_em))


def _shown(text: SetText) -> str:
    return "".join(segment.text for line in text.lines for segment in line.segments)


# -- laws


@settings(deadline=None)
@given(TEXTS, MEASURES, WRAPS, ALIGNS)
@example("- - -", 0.5, Wrap.PRETTY, Align.JUSTIFY)
def test_every_word_is_placed_once_and_in_order(
    text: str, measure: float, wrap: Wrap, align: Align
) -> None:
    shown = _shown(_paragraph(text, _spec(wrap, align)).set_lines(measure))
    assert shown == unicodedata.normalize("NFC", text)


@settings(deadline=None)
@given(TEXTS, MEASURES, WRAPS, ALIGNS, st.sampled_from([0.0, -0.012, 0.06]))
def test_lines_fit_the_measure_unless_a_piece_is_wider(
    text: str, measure: float, wrap: Wrap, align: Align, tracking: float
) -> None:
    paragraph = _paragraph(text, _spec(wrap, align, tracking_em=tracking))
    result = paragraph.set_lines(measure)
    excess = max(0.0, paragraph.min_width_em - measure)
    assert result.too_wide_em == pytest.approx(excess, abs=1e-5)
    for line in result.lines:
        assert line.x_em >= -1e-9
        assert line.x_em + line.width_em <= max(measure, paragraph.min_width_em) + 1e-5


@settings(deadline=None)
@given(TEXTS, MEASURES, MEASURES, st.sampled_from([Wrap.WRAP, Wrap.BALANCE, Wrap.NOWRAP]))
def test_a_wider_measure_never_takes_more_lines(
    text: str, one: float, other: float, wrap: Wrap
) -> None:
    paragraph = _paragraph(text, _spec(wrap))
    narrow, wide = sorted((one, other))
    assert len(paragraph.set_lines(wide).lines) <= len(paragraph.set_lines(narrow).lines)


@settings(deadline=None)
@given(TEXTS, MEASURES, MEASURES, WRAPS)
def test_where_lines_cannot_touch_height_never_grows_with_the_measure(
    text: str, one: float, other: float, wrap: Wrap
) -> None:
    paragraph = _paragraph(text, _spec(wrap))
    narrow, wide = sorted((one, other))
    # In a measure that cuts compounds, PRETTY may take fewer lines than where they stay whole.
    if wrap is not Wrap.PRETTY or narrow >= 12:
        assert paragraph.height_em(wide) <= paragraph.height_em(narrow)


@settings(deadline=None)
@given(TEXTS, MEASURES, WRAPS, st.sampled_from([1.0, 1.2, 1.5]), st.sampled_from([None, 1, 4]))
def test_the_height_of_a_trial_is_the_height_of_the_set_text(
    text: str, measure: float, wrap: Wrap, line_height: float, max_lines: int | None
) -> None:
    paragraph = _paragraph(text, _spec(wrap, line_height=line_height, max_lines=max_lines))
    result = paragraph.set_lines(measure)
    if result.too_wide_em or result.lines_over:
        assert paragraph.height_em(measure) == math.inf
        assert not paragraph.fits(measure, 1000.0)
    else:
        assert paragraph.height_em(measure) == pytest.approx(result.height_em)
        assert paragraph.fits(measure, result.height_em)
        assert not paragraph.fits(measure, result.height_em - 0.01)


@settings(deadline=None)
@given(TEXTS, MEASURES)
def test_headlines_and_running_text_take_no_more_lines_than_they_must(
    text: str, measure: float
) -> None:
    fewest = len(_broken(text, measure, _spec(Wrap.WRAP)))
    balanced = _paragraph(text, _spec(Wrap.BALANCE))
    if balanced.min_width_em <= measure:
        lines = len(balanced.set_lines(measure).lines)
        assert lines == len(_broken(text, measure, _spec(Wrap.PRETTY))) >= fewest
    assert len(_broken(text, measure, _spec(Wrap.NOWRAP))) == 1


@settings(deadline=None)
@given(TEXTS, MEASURES, ALIGNS)
def test_the_pitch_is_never_below_what_is_asked_for(
    text: str, measure: float, align: Align
) -> None:
    result = _paragraph(text, _spec(align=align, line_height=1.1)).set_lines(measure)
    for upper, lower in pairwise(result.lines):
        pitch = lower.baseline_em - upper.baseline_em
        # No Vietnamese letter reaches higher than 1.24 em or lower than 0.27 em.
        assert 1.1 - 1e-9 <= pitch <= 1.24 + 0.27 + AIR_EM


@settings(deadline=None)
@given(TEXTS, MEASURES, WRAPS)
def test_a_no_break_space_never_breaks(text: str, measure: float, wrap: Wrap) -> None:
    text = f"{text} tại\u00a0Quận\u00a012 {text}"
    lines = _broken(text, measure, _spec(wrap))
    assert sum("tại\u00a0Quận\u00a012" in line for line in lines) >= 1


def _pen_em(segment: Segment, tracking: float) -> float:
    """Advance of the codes of a segment, up to the space that ends them."""
    moves = []
    for hexes, number in re.findall(r"<([0-9A-F]+)>|(-?[\d.]+)", segment.codes):
        glyphs = [int(hexes[i : i + 4], 16) for i in range(0, len(hexes), 4)]
        moves += [segment.face.advance_em(glyph) + tracking for glyph in glyphs]
        moves += [-float(number) / 1000] if number else []
    return sum(moves[:-1] if segment.text.endswith(" ") else moves)


@settings(deadline=None)
@given(TEXTS, MEASURES, st.sampled_from([Align.START, Align.CENTER]), st.sampled_from([0.0, 0.05]))
def test_the_codes_of_a_line_move_the_pen_by_its_width(
    text: str, measure: float, align: Align, tracking: float
) -> None:
    spec = _spec(align=align, tracking_em=tracking)
    for line in _paragraph(text, spec).set_lines(measure).lines:
        (segment,) = line.segments
        assert _pen_em(segment, tracking) == pytest.approx(line.width_em, abs=1e-6)


@settings(deadline=None)
@given(TEXTS, st.floats(8, 60))
def test_the_codes_of_a_justified_line_move_the_pen_across_the_measure(
    text: str, measure: float
) -> None:
    result = _paragraph(text, _spec(align=Align.JUSTIFY)).set_lines(measure)
    for line in result.lines[:-1]:
        if re.search("[ \u00a0]", line.text):
            assert line.width_em == pytest.approx(max(measure, line.width_em))
            assert _pen_em(line.segments[0], 0.0) == pytest.approx(line.width_em, abs=1e-3)


# -- the lines that the design asks for


@pytest.mark.parametrize(
    "lines",
    [
        "Đọc kỹ, tuân thủ / điều khoản sử dụng",
        "Dùng tên thật, / đăng ký xác thực",
        "Tự quản lý, / bảo mật tài khoản",
        "Chia sẻ tin / từ nguồn chính thống",
        "Ứng xử chuẩn mực, / có văn hóa",
        "Lan tỏa người tốt, việc tốt",
        "Cùng bảo vệ / trẻ em trên mạng",
        "Báo ngay khi tài khoản / bị giả mạo",
    ],
)
def test_item_headlines_break_as_designed(lines: str) -> None:
    spec = _spec(Wrap.BALANCE, line_height=1.22, tracking_em=-0.012, max_lines=2)
    paragraph = prepare((Run(lines.replace(" / ", " "), BOLD),), spec, LEXICON)
    assert _texts(paragraph.set_lines(90.5 * PT_PER_MM / 19.5)) == lines.split(" / ")


@pytest.mark.parametrize(
    "line", ["Không xúc phạm, không vi phạm pháp luật", "Không tung tin giả, tin sai sự thật"]
)
def test_the_headlines_of_what_not_to_post_take_one_line(line: str) -> None:
    spec = _spec(Wrap.BALANCE, line_height=1.24, tracking_em=-0.016, max_lines=2)
    assert _texts(prepare((Run(line, BOLD),), spec, LEXICON).set_lines(139.9 * PT_PER_MM / 19)) == [
        line
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Tìm hiểu kỹ trước khi đăng ký, / tham gia mạng xã hội.",
        "Họ, tên thật của cá nhân; / tên hiệu thật của tổ chức, cơ quan.",
        "Thực hiện biện pháp tự quản lý, / bảo mật tài khoản mạng xã hội.",
        "Chia sẻ những thông tin / có nguồn chính thống, đáng tin cậy.",
        "Phù hợp giá trị đạo đức, văn hóa, / truyền thống của dân tộc Việt Nam.",
        "Quảng bá đất nước - con người, văn hóa / tốt đẹp; chia sẻ thông tin tích cực.",
        "Vận động gia đình, bạn bè giúp trẻ / dùng mạng an toàn, lành mạnh.",
        "Báo cơ quan chức năng / và nhà cung cấp dịch vụ mạng xã hội.",
    ],
)
def test_support_lines_break_as_designed(lines: str) -> None:
    spec = _spec(Wrap.BALANCE, line_height=1.36)
    assert _broken(lines.replace(" / ", " "), 90.5 * PT_PER_MM / 11, spec) == lines.split(" / ")


def test_the_posters_headline_takes_three_lines_between_its_compounds() -> None:
    spec = _spec(Wrap.BALANCE, line_height=1.18, tracking_em=-0.012, max_lines=3)
    paragraph = prepare((Run("Ứng xử văn minh trên mạng xã hội", BLACK),), spec, LEXICON)
    result = paragraph.set_lines(148.2 * PT_PER_MM / 63)
    assert _texts(result) == ["Ứng xử", "văn minh trên", "mạng xã hội"]
    assert result.height_em == pytest.approx(3 * 1.18)


def test_the_slogan_and_the_caption_break_as_designed() -> None:
    slogan = "Nghĩ kỹ trước khi đăng, kiểm chứng trước khi chia sẻ"
    assert _broken(slogan, 22.0, _spec(Wrap.BALANCE))[0] == "Nghĩ kỹ trước khi đăng,"
    caption = "Quét mã để đọc toàn văn Quyết định 874/QĐ-BTTTT"
    assert _broken(caption, 19.8, _spec(Wrap.BALANCE))[1] == "Quyết định 874/QĐ-BTTTT"


@pytest.mark.parametrize("text", BULLETS)
@pytest.mark.parametrize("measure", [14.0, 21.7, 33.0])
def test_the_letters_bullets_break_no_compound_and_leave_no_lone_syllable(
    text: str, measure: float
) -> None:
    lines = _broken(text, measure, _spec(Wrap.PRETTY))
    assert len(lines) > 1
    assert " " in lines[-1]
    for upper, lower in pairwise(lines):
        around = f"{upper.split()[-1]} {lower.split()[0]}".lower()
        assert around not in {"tài khoản", "xã hội", "mạng xã", "đất nước", "thông tin", "quận 12"}


# -- where lines may end


def test_wrap_fills_line_after_line() -> None:
    text = "một hai ba bốn năm sáu"
    measure = _paragraph("một hai ba bốn", _spec()).natural_width_em
    assert _broken(text, measure, _spec()) == ["một hai ba bốn", "năm sáu"]


def test_pretty_text_leaves_no_lone_last_syllable_where_wrap_does() -> None:
    text = "Những nội dung nên làm trong khi chơi"
    measure = _paragraph(text, _spec()).natural_width_em - 1
    assert _broken(text, measure, _spec(Wrap.WRAP))[-1] == "chơi"
    assert _broken(text, measure, _spec(Wrap.PRETTY))[-1] != "chơi"


def _ends(widths: tuple[float, ...], costs: tuple[float, ...], lone: bool, measure: float) -> Ends:
    """The balanced lines of pieces without gaps; ``lone`` says whether the first is one."""
    right = tuple(accumulate(widths))
    left = tuple(x - width for x, width in zip(right, widths, strict=True))
    pieces = Pieces(tuple(range(len(widths))), left, right, costs, (lone, False, False))
    return balanced(pieces, measure)


def test_no_line_of_a_headline_is_one_syllable_where_another_break_fits() -> None:
    """The second break is dear, so the costs of breaks and edges alone would leave the first."""
    widths, costs = (1.0, 4.0, 4.0), (0.0, 250.0, 0.0)
    assert _ends(widths, costs, lone=True, measure=8.5) == [1, 2]
    assert _ends(widths, costs, lone=False, measure=8.5) == [0, 2]


def test_of_two_breaks_as_good_a_headline_takes_the_one_after_a_comma() -> None:
    widths = (4.0, 2.0, 4.0)
    first, second = (AFTER_COMMA, 0.0, 0.0), (0.0, AFTER_COMMA, 0.0)
    assert _ends(widths, first, lone=False, measure=8.0) == [0, 2]
    assert _ends(widths, second, lone=False, measure=8.0) == [1, 2]


def test_a_name_in_capitals_stays_whole_when_it_was_written_as_a_name() -> None:
    written = "Hợp tác xã Nguyễn Thị Minh Khai"
    capitals = Run(written.upper(), MEDIUM, written=written)
    measure = _paragraph("NGUYỄN THỊ MINH KHAI", _spec()).natural_width_em + 0.5
    lines = _texts(prepare((capitals,), _spec(Wrap.BALANCE), LEXICON).set_lines(measure))
    assert lines == ["HỢP TÁC XÃ", "NGUYỄN THỊ MINH KHAI"]
    unknown = _texts(
        prepare((Run(written.upper(), MEDIUM),), _spec(Wrap.BALANCE), LEXICON).set_lines(measure)
    )
    assert unknown != lines


def test_balance_makes_lines_alike() -> None:
    first, second = _broken("một hai ba bốn năm sáu bảy tám", 12.0, _spec(Wrap.BALANCE))
    assert abs(len(first) - len(second)) <= 4


def test_balance_is_too_wide_rather_than_cut_a_compound() -> None:
    paragraph = _paragraph("mạng xã hội", _spec(Wrap.BALANCE))
    assert len(paragraph.set_lines(4.0).lines) == 1
    assert paragraph.set_lines(4.0).too_wide_em > 1
    assert paragraph.min_width_em == paragraph.natural_width_em


def test_pretty_cuts_only_the_compound_that_is_wider_than_the_measure() -> None:
    lines = _broken("xã hội và trách nhiệm", 4.5, _spec(Wrap.PRETTY))
    assert lines == ["xã hội", "và trách", "nhiệm"]


def test_a_dash_between_spaces_stays_with_what_precedes() -> None:
    for tenths in range(35, 100):
        lines = _broken("đất nước - con người", tenths / 10, _spec())
        assert not any(line.startswith("-") for line in lines)


@pytest.mark.parametrize("wrap", Wrap)
def test_document_numbers_never_break(wrap: Wrap) -> None:
    assert _broken("874/QĐ-BTTTT", 1.0, _spec(wrap)) == ["874/QĐ-BTTTT"]
    assert _broken("17/6/2021.", 1.0, _spec(wrap)) == ["17/6/2021."]


def test_an_address_breaks_behind_its_slashes_and_loses_nothing() -> None:
    url = "https://mst.gov.vn/van-ban-phap-luat/14668.htm"
    result = _paragraph(url, _spec()).set_lines(8.0)
    assert _texts(result) == ["https://mst.gov.vn/", "van-ban-phap-luat/", "14668.htm"]
    assert _shown(result) == url


def test_an_address_stays_whole_where_a_break_before_it_is_about_as_good() -> None:
    # Cut behind the slash, the two lines would be somewhat more alike.
    text = "xin đọc tin ở trang mst.gov.vn/van-ban-so-moi"
    assert _broken(text, 15.4, _spec(Wrap.WRAP))[0] == "xin đọc tin ở trang mst.gov.vn/"
    assert _broken(text, 15.4, _spec(Wrap.BALANCE))[0] == "xin đọc tin ở trang"


def test_a_line_feed_ends_the_line_and_a_last_one_makes_no_line() -> None:
    result = _paragraph("một\n\nhai\n", _spec()).set_lines(30.0)
    assert _texts(result) == ["một", "", "hai"]
    assert result.height_em == pytest.approx(4.5)
    assert _paragraph("", _spec()).set_lines(30.0) == SetText((), 0.0, 0.0, 0.0, 0, Blemish.NONE)


def test_white_space_counts_as_one_space_and_none_at_the_ends() -> None:
    assert _broken("  một \t hai  ", 30.0, _spec()) == ["một hai"]
    assert _paragraph(" một  hai ", _spec()).natural_width_em == pytest.approx(
        _paragraph("một hai", _spec()).natural_width_em
    )


def test_decomposed_letters_are_composed_before_they_are_measured() -> None:
    text = unicodedata.normalize("NFD", "tiếng Việt")
    assert _broken(text, 30.0, _spec()) == ["tiếng Việt"]


# -- where lines stand


@pytest.mark.parametrize("line_height", [1.0, 1.18, 1.5])
def test_stacked_marks_move_the_first_line_down_by_what_pierces_the_ascent(
    line_height: float,
) -> None:
    """Source of the heights: the glyphs' bounds, as HarfBuzz gives them."""
    spec = _spec(line_height=line_height)
    plain = prepare((Run("Ban tin", BLACK),), spec, LEXICON).set_lines(60)
    top_em = BLACK.word("Ẳng").top_em
    assert top_em > 1.2
    stacked = prepare((Run("Ẳng Ban", BLACK),), spec, LEXICON).set_lines(60)
    moved = stacked.lines[0].baseline_em - plain.lines[0].baseline_em
    assert moved == pytest.approx(max(0.0, top_em - max(1.0, plain.lines[0].baseline_em)))
    # The box grows by as much: what stands below moves too, and nothing is pushed out of it.
    assert stacked.height_em - plain.height_em == pytest.approx(moved)


@settings(deadline=None)
@given(TEXTS, MEASURES, st.sampled_from([1.0, 1.2, 1.5]))
@example("Ẳng Ễ", 1.5, 1.0)
def test_ink_of_the_first_line_never_pierces_the_box_further_than_the_font_admits(
    text: str, measure: float, line_height: float
) -> None:
    result = _paragraph(text, _spec(line_height=line_height)).set_lines(measure)
    css_baseline = (line_height - MEDIUM.ascent_em - MEDIUM.descent_em) / 2 + MEDIUM.ascent_em
    admitted = max(0.0, MEDIUM.ascent_em - css_baseline)
    first = result.lines[0]
    top_em = max(MEDIUM.word(word).top_em for word in first.text.split())
    assert top_em - first.baseline_em <= admitted + 1e-9


def test_stacked_marks_in_a_later_line_leave_the_first_one_alone() -> None:
    spec = _spec(line_height=1.0)
    plain = _paragraph("Ban tin\nBan tin", spec).set_lines(60)
    stacked = _paragraph("Ban tin\nẲng Ễ", spec).set_lines(60)
    assert stacked.lines[0].baseline_em == plain.lines[0].baseline_em


def test_the_first_baseline_is_where_css_puts_it() -> None:
    (line,) = _paragraph("một", _spec(line_height=1.5)).set_lines(30.0).lines
    assert line.baseline_em == pytest.approx((1.5 - 1.265) / 2 + 1.0)


def test_lines_stand_where_they_are_aligned() -> None:
    def x_em(align: Align) -> float:
        return _paragraph("một hai", _spec(align=align)).set_lines(10.0).lines[0].x_em

    width = _paragraph("một hai", _spec()).natural_width_em
    assert x_em(Align.START) == x_em(Align.JUSTIFY) == 0
    assert x_em(Align.END) == pytest.approx(10 - width)
    assert x_em(Align.CENTER) == pytest.approx((10 - width) / 2)


def test_justified_lines_fill_the_measure_but_the_last_of_each_forced_line() -> None:
    text = "một hai ba bốn năm sáu bảy tám\nchín mười mười một mười hai"
    lines = _paragraph(text, _spec(align=Align.JUSTIFY)).set_lines(9.0).lines
    last = [line.text.endswith(("tám", "hai")) and line.width_em < 8.99 for line in lines]
    full = [line.width_em == pytest.approx(9.0) for line in lines]
    assert last == [not is_full for is_full in full]
    assert last.count(True) == 2


def test_the_segments_of_a_justified_line_stand_where_its_words_do() -> None:
    runs = (Run("một hai ", MEDIUM), Run("ba bốn", BOLD), Run(" năm sáu bảy", MEDIUM))
    line = prepare(runs, _spec(align=Align.JUSTIFY), LEXICON).set_lines(11.0).lines[0]
    first, second, third = line.segments
    assert line.width_em == pytest.approx(11.0)
    assert third.x_em + third.width_em == pytest.approx(11.0)
    gaps = [second.x_em - first.x_em - first.width_em, third.x_em - second.x_em - second.width_em]
    stretch = first.width_em - MEDIUM.word("một").width_em - MEDIUM.word("hai").width_em
    assert gaps[0] == pytest.approx(stretch)
    assert gaps[1] - BOLD.space_em == pytest.approx(stretch - MEDIUM.space_em)
    assert _pen_em(first, 0.0) == pytest.approx(first.width_em, abs=1e-3)


def test_tracking_follows_every_letter() -> None:
    plain = _paragraph("mạng xã hội", _spec()).natural_width_em
    tracked = _paragraph("mạng xã hội", _spec(tracking_em=0.1)).natural_width_em
    assert tracked == pytest.approx(plain + 1.1)


def test_an_unbounded_measure_is_as_wide_as_the_text() -> None:
    text = _paragraph("một\nhai ba", _spec(align=Align.END)).set_lines(math.inf)
    assert text.lines[1].x_em == 0
    assert text.lines[0].x_em > 0


def test_lines_over_the_limit_are_counted() -> None:
    assert _paragraph("một\nhai\nba", _spec(max_lines=2)).set_lines(30.0).lines_over == 1


# -- segments


def test_runs_become_segments_that_carry_their_face_and_tag() -> None:
    runs = (Run("Quét ", MEDIUM, "plain"), Run("mã", BOLD, "link"), Run(" này", MEDIUM))
    (line,) = prepare(runs, _spec(), LEXICON).set_lines(30.0).lines
    assert [(s.text, s.face, s.tag) for s in line.segments] == [
        ("Quét ", MEDIUM, "plain"),
        ("mã ", BOLD, "link"),
        ("này", MEDIUM, None),
    ]
    first, second, _ = line.segments
    assert first.width_em == pytest.approx(MEDIUM.word("Quét").width_em)
    assert second.x_em == pytest.approx(first.width_em + MEDIUM.space_em)


def test_a_word_in_two_faces_does_not_break() -> None:
    runs = (Run("đăng", MEDIUM), Run("ký", BOLD))
    (line,) = prepare(runs, _spec(), LEXICON).set_lines(1.0).lines
    assert line.text == "đăngký"


def test_a_space_ends_every_line_but_the_last_so_that_copied_words_stay_apart() -> None:
    result = _paragraph("một hai ba bốn\nnăm", _spec()).set_lines(5.0)
    ends = [line.segments[-1].codes.endswith("018E>") for line in result.lines]
    assert ends == [True] * (len(ends) - 1) + [False]
    assert all(line.width_em <= 5.0 for line in result.lines)


def test_a_no_break_space_is_drawn_as_a_space() -> None:
    fixed = _paragraph("Quận\u00a012", _spec()).set_lines(30.0).lines[0].segments[0]
    plain = _paragraph("Quận 12", _spec()).set_lines(30.0).lines[0].segments[0]
    assert fixed.codes == plain.codes
    assert fixed.text == "Quận\u00a012"


def test_characters_beyond_the_shared_fonts_travel_with_their_segment() -> None:
    (line,) = _paragraph("naïve và naïf", _spec()).set_lines(30.0).lines
    assert line.segments[0].extra == "ï"


def test_a_paragraph_is_prepared_once() -> None:
    assert _paragraph("một hai", _spec()) is _paragraph("một hai", _spec())
    paragraph = _paragraph("một hai", _spec())
    assert paragraph.set_lines(3.0) is paragraph.set_lines(3.0)


class TestRoomInALine:
    """Room that the first and the last line leave for a thing beside them."""

    TEXT = "Nghĩ kỹ trước khi đăng, kiểm chứng trước khi chia sẻ"

    def lines(
        self, measure_em: float, wrap: Wrap, first: float = 0.0, last: float = 0.0
    ) -> list[Line]:
        spec = TextSpec(Align.START, wrap, line_height=1.5, first_room_em=first, last_room_em=last)
        runs = (Run(self.TEXT, BLACK),)
        return list(prepare(runs, spec, LEXICON).set_lines(measure_em).lines)

    @pytest.mark.parametrize("wrap", [Wrap.WRAP, Wrap.BALANCE, Wrap.PRETTY])
    @pytest.mark.parametrize("measure_em", [6.5, 7.5, 9.0, 11.0, 14.0, 20.0, 26.0, 40.0])
    def test_is_left_at_every_measure(self, wrap: Wrap, measure_em: float) -> None:
        lines = self.lines(measure_em, wrap, first=1.5, last=2.5)
        one_line = len(lines) == 1
        assert lines[0].width_em <= measure_em - (4.0 if one_line else 1.5) + 1e-6
        assert lines[-1].width_em <= measure_em - (4.0 if one_line else 2.5) + 1e-6
        assert " ".join(line.text for line in lines) == self.TEXT

    def test_is_not_asked_of_the_lines_between(self) -> None:
        plain, roomy = self.lines(9.0, Wrap.WRAP), self.lines(9.0, Wrap.WRAP, last=3.0)
        assert [line.text for line in roomy[:-2]] == [line.text for line in plain[: len(roomy) - 2]]

    def test_stands_beside_a_last_syllable_so_that_it_is_not_lone(self) -> None:
        spec = TextSpec(Align.START, Wrap.BALANCE, line_height=1.2, last_room_em=2.4)
        runs = (Run("Nghĩ kỹ trước khi đăng", BLACK),)
        set_text = prepare(runs, spec, LEXICON).set_lines(5.3)
        assert [line.text for line in set_text.lines] == ["Nghĩ kỹ", "trước khi", "đăng"]
        assert set_text.blemish < Blemish.BROKEN

    def test_counts_in_the_least_measure(self) -> None:
        spec = TextSpec(Align.START, Wrap.BALANCE, line_height=1.2, last_room_em=9.0)
        paragraph = prepare((Run(self.TEXT, BLACK),), spec, LEXICON)
        assert paragraph.min_width_em > 9.0
        assert paragraph.height_em(9.0) == float("inf")
