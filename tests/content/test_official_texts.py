"""Items name blocks of a letter by address or first words, and never get another one's text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_letters import block, letter_with

from generator.content.letters.model import BlockType, Letter
from generator.content.official_texts import OfficialTextFinder, misplaced_pointers, read_pointer
from generator.content.yaml_nodes import read_mapping
from generator.core.errors import ContentError, Problem

LETTER = letter_with(
    block("p1", "Thực hiện Kế hoạch số 5, xã đề nghị:"),
    block("I", "Việc của thôn", "I.", kind=BlockType.HEADING),
    block("I.1", "Dọn vệ sinh:", "1."),
    block("I.1.a", "Gom rác mỗi sáng;", "a)"),
    block("I.1.d", "Không đốt rác ngoài đồng;", "d)"),
    block("I.1.đ", "Không đốt rác trong vườn.", "đ)"),
    block("I.2", "Báo cho xã khi thấy nước đổi màu.", "2."),
    block("Đ2", "Hiệu lực thi hành.", "Điều 2.", kind=BlockType.ARTICLE),
    block("Đ2.1", "Từ ngày ký.", "1."),
    block("III~2.1", "Chăm sóc cây, hoà mình với xóm.", "1."),
)

SECTIONS = letter_with(
    block("1", "Nên làm:", "1.", kind=BlockType.HEADING),
    block("1.1", "Gom rác.", "-"),
    block("1.2", "Rửa chai.", "-"),
    block("2", "Không làm:", "2.", kind=BlockType.HEADING),
    block("2.1", "Đốt rác.", "+"),
)

NESTED = letter_with(
    block("I", "Nhiệm vụ", "I.", kind=BlockType.HEADING),
    block("I.1", "Nên làm:", "1."),
    block("I.1.1", "Gom rác.", "-"),
    block("I.1.2", "Rửa chai.", "-"),
)


def found(item: str, letter: Letter = LETTER) -> tuple[str, str]:
    """Address and text that the lines of an item name; raises what is reported."""
    root = read_mapping(f"items:\n  - {{{item}}}\n", "campaign.yaml")
    (node,) = root.mappings("items")
    read_pointer(node)
    text = OfficialTextFinder(letter).find(node)
    root.finish()
    assert text is not None
    return text.address, text.text


def problem(item: str, letter: Letter = LETTER) -> Problem:
    with pytest.raises(ContentError) as caught:
        found(item, letter)
    (one,) = caught.value.problems
    return one


@pytest.mark.parametrize("address", [one.address for one in LETTER.blocks])
def test_an_address_names_its_block_and_the_text_is_its_own(address: str) -> None:
    (text,) = [one.text for one in LETTER.blocks if one.address == address]
    assert found(f"at: {address}") == (address, text)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("I.1.a)", "I.1.a"),
        ("i.1.A", "I.1.a"),
        ("'I. 1. a)'", "I.1.a"),
        ("I.2.", "I.2"),
        ("Điều 2", "Đ2"),
        ("đ2.1", "Đ2.1"),
        ("closing", "closing"),
        ("subject", "subject"),
    ],
)
def test_an_address_may_be_written_as_the_paper_has_its_markers(written: str, address: str) -> None:
    assert found(f"at: {written}")[0] == address


def test_d_and_đ_are_two_points_and_never_taken_for_one_another() -> None:
    assert found("at: I.1.d")[1].endswith("ngoài đồng;")
    assert found("at: I.1.đ")[1].endswith("trong vườn.")
    without = letter_with(*(one for one in LETTER.blocks if one.address != "I.1.đ"))
    assert problem("at: I.1.đ", without).code == "no-such-block"


def test_of_an_unknown_address_those_that_are_near_are_shown_with_their_words() -> None:
    unknown = problem("at: I.1.b")
    assert unknown.code == "no-such-block"
    assert str(unknown.message) == "the letter has no I.1.b"
    assert "I.1.a (“Gom rác mỗi sáng;”)" in str(unknown.hint)
    assert "anpham letter letter.txt" in str(unknown.hint)
    assert unknown.place.line == 2


def test_where_no_address_is_near_all_are_shown() -> None:
    assert "the letter has 1, 1.1, 1.2, 2, 2.1, subject, closing" in str(
        problem("at: XXVII", SECTIONS).hint
    )


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("Gom rác", "I.1.a"),
        ("gom rác mỗi sáng", "I.1.a"),
        ("a) Gom rác", "I.1.a"),
        ("Gom rác mỗi sáng;", "I.1.a"),
        ("“Báo cho xã khi thấy", "I.2"),
        ("Chăm sóc cây, hòa mình", "III~2.1"),
        ("Không đốt rác trong", "I.1.đ"),
    ],
)
def test_first_words_name_their_block_whatever_their_signs(words: str, address: str) -> None:
    assert found(f'quote: "{words}"')[0] == address


def test_words_that_several_blocks_begin_with_are_refused_with_their_addresses() -> None:
    refused = problem("quote: Không đốt rác")
    assert refused.code == "ambiguous-quote"
    assert "I.1.d (“Không đốt rác ngoài đồng;”), I.1.đ" in str(refused.hint)


def test_a_block_that_is_quoted_whole_is_meant_though_a_longer_one_begins_so() -> None:
    letter = letter_with(block("1", "Gom rác.", "1."), block("2", "Gom rác mỗi sáng.", "2."))
    assert found("quote: Gom rác", letter)[0] == "1"


@pytest.mark.parametrize("words", ["Gom rắc mỗi sáng", "mỗi sáng"])
def test_of_words_that_no_block_begins_with_the_near_ones_are_shown(words: str) -> None:
    refused = problem(f"quote: {words}")
    assert refused.code == "no-such-quote"
    assert "I.1.a (“Gom rác mỗi sáng;”)" in str(refused.hint)


@pytest.mark.parametrize("words", ["…", "Gom r", "Gom rác hằng ngày"])
def test_half_words_and_other_words_name_nothing(words: str) -> None:
    assert problem(f'quote: "{words}"').code == "no-such-quote"


@pytest.mark.parametrize("words", ["Đề nghị các thôn", "phân loại rác"])
def test_fields_are_named_by_address_alone(words: str) -> None:
    assert problem(f"quote: {words}").code == "no-such-quote"


def test_two_items_never_share_a_block_however_they_name_it() -> None:
    root = read_mapping("items:\n  - {at: I.2}\n  - {quote: Báo cho xã}\n", "campaign.yaml")
    finder = OfficialTextFinder(LETTER)
    for node in root.mappings("items"):
        read_pointer(node)
        finder.find(node)
    with pytest.raises(ContentError) as caught:
        root.finish()
    (twice,) = caught.value.problems
    assert (twice.code, twice.place.line) == ("block-used-twice", 3)


@pytest.mark.parametrize(
    "item", ["at: I.2, quote: Báo", "at: I.2, section: 1, bullet: 1", "quote: a, bullet: 1"]
)
def test_an_item_names_its_text_in_one_way(item: str) -> None:
    with pytest.raises(ContentError) as caught:
        found(item)
    assert "official-text-named-twice" in {one.code for one in caught.value.problems}


def test_an_item_without_a_pointer_says_what_to_write() -> None:
    root = read_mapping("items:\n  - {icon: house}\n", "campaign.yaml")
    (node,) = root.mappings("items")
    read_pointer(node)
    OfficialTextFinder(LETTER).find(node)
    with pytest.raises(ContentError) as caught:
        root.finish(ignore_unknown=True)
    (missing,) = caught.value.problems
    assert missing.code == "missing-key"
    assert "at: II.1.a" in str(missing.hint)


@pytest.mark.parametrize(
    ("letter", "item", "address"),
    [
        (SECTIONS, "section: 1, bullet: 2", "1.2"),
        (SECTIONS, "section: 2, bullet: 1", "2.1"),
        (NESTED, "section: 1, bullet: 2", "I.1.2"),
    ],
)
def test_section_and_bullet_of_older_files_still_name_their_point(
    letter: Letter, item: str, address: str
) -> None:
    assert found(item, letter)[0] == address


@pytest.mark.parametrize("item", ["section: 1, bullet: 9", "section: 7, bullet: 1"])
def test_a_bullet_or_section_that_is_not_there_is_shown_the_others(item: str) -> None:
    refused = problem(item, SECTIONS)
    assert refused.code == "no-such-block"
    assert "1.1 (“Gom rác.”)" in str(refused.hint) or "1 (“Nên làm:”)" in str(refused.hint)


def test_a_section_that_stands_twice_is_not_guessed() -> None:
    letter = letter_with(
        *NESTED.blocks, block("II.1", "Không làm:", "1."), block("II.1.1", "Đốt rác.", "-")
    )
    assert str(problem("section: 1, bullet: 1", letter).message) == (
        "the letter has several sections 1"
    )


def test_items_that_would_quote_another_text_after_a_change_are_named_with_the_new_address() -> (
    None
):
    campaign = "items:\n  - {at: '1.2'}\n  - {section: 1, bullet: 3}\n  - {at: '1.1'}\n"
    moved = list(
        misplaced_pointers(campaign, "campaign.yaml", {"1.1": "1.1", "1.2": "1.3", "1.3": "2.1"})
    )
    assert [(one.place.line, str(one.hint)) for one in moved] == [
        (2, "write “at: 1.3”, or the item quotes another text"),
        (3, "write “at: 2.1”, or the item quotes another text"),
    ]


@given(st.text(max_size=30))
def test_any_address_names_a_block_of_the_letter_or_is_refused(written: str) -> None:
    class Node:
        """As much of a node as a finder asks for."""

        problems = 0

        def __contains__(self, key: str) -> bool:
            return key == "at"

        def text(self, key: str) -> str:
            return written

        def report(self, code: str, message: object, **_: object) -> None:
            self.problems += 1

    node = Node()
    text = OfficialTextFinder(LETTER).find(node)  # type: ignore[arg-type]
    if text is not None:
        assert text.address in {*(one.address for one in LETTER.blocks), "closing", "subject"}
    else:
        assert node.problems == bool(written)
