"""Edits of a campaign file: what changes, what stays, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.workshop import DATE

import anpham
from generator.content.campaign import load_campaign
from generator.content.campaign_editing import value_at, with_value
from generator.content.campaign_structure import (
    StructureError,
    counted_texts,
    hidden_items,
    with_addresses,
    with_group_moved,
    with_item_hidden,
    with_item_moved,
    with_item_shown,
)
from generator.content.model import Campaign
from generator.content.placeholders import bracketed_placeholder
from generator.core.assets import shipped_assets
from generator.core.errors import ContentError
from generator.scaffolding.yaml_text import commented
from generator.vietnamese.text_guard import guard
from generator.vietnamese.typography import display

_ASSETS = shipped_assets()
_SHIPPED = sorted(_ASSETS.campaigns.glob("*/campaign.yaml"))
_CIVILITY = _ASSETS.campaigns / "ung-xu-mang-xa-hoi" / "campaign.yaml"
_HEADLINE = ("items", "1.3", "headline")


def _load(file: Path, data: bytes) -> Campaign:
    return load_campaign(file.parent, drawings=_ASSETS.drawings, instead={"campaign.yaml": data})


#: Of many values or moves, each of these takes one: a prime, so that all kinds take part.
_STEP = 13


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Paths of all texts and lists of texts."""
    match value:
        case dict():
            for key, one in value.items():
                yield from _leaves(one, (*path, key))
        case [dict(), *_]:
            for one in value:
                yield from _leaves(one, (*path, one.get("at") or one.get("number")))
        case None:
            pass
        case _:
            if path[-1] not in ("at", "number"):
                yield path, value


def _comments(data: bytes) -> list[str]:
    return sorted(
        line.partition("#")[2] for line in data.decode().splitlines() if " #" in f" {line}"
    )


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a campaign that was drafted from a letter."""
    folder = tmp_path_factory.mktemp("drafted") / "moi"
    letter = _ASSETS.campaigns / "sot-xuat-huyet" / "letter.txt"
    anpham.new_campaign(letter, date=DATE, output=folder)
    return folder / "campaign.yaml"


@pytest.fixture(params=[*(file.parent.name for file in _SHIPPED), "drafted"])
def file(request: pytest.FixtureRequest) -> Path:
    """Each shipped campaign's file, and a drafted one."""
    if request.param == "drafted":
        return Path(request.getfixturevalue("drafted"))
    return _ASSETS.campaigns / str(request.param) / "campaign.yaml"


def test_a_value_that_is_set_is_read_again_and_one_set_back_leaves_all_as_it_was(
    file: Path,
) -> None:
    data = file.read_bytes()
    whole = value_at(data, ())
    for path, value in list(_leaves(whole))[::_STEP]:
        other = ["a: b", *value] if isinstance(value, list) else "khác: [x] # không"
        edited = with_value(data, path, other)
        assert value_at(edited, path) == other, path
        back = with_value(edited, path, value)
        assert value_at(back, ()) == whole, path
        assert _comments(back) == _comments(data), path


def test_a_value_that_stays_leaves_every_byte(file: Path) -> None:
    data = file.read_bytes()
    for path, value in list(_leaves(value_at(data, ())))[::_STEP]:
        assert with_value(data, path, value) == data, path


def test_an_edit_of_a_headline_changes_its_line_only() -> None:
    data = _CIVILITY.read_bytes()
    edited = with_value(data, _HEADLINE, "Giữ kín mật khẩu")
    before, after = data.splitlines(), edited.splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [
        (
            "    headline: Tự quản lý, bảo mật tài khoản".encode(),
            "    headline: Giữ kín mật khẩu".encode(),
        )
    ]


def test_a_value_that_is_taken_out_and_set_again_is_there_again(file: Path) -> None:
    data = file.read_bytes()
    for path, value in list(_leaves(value_at(data, ())))[::_STEP]:
        without = with_value(data, path, None)
        assert value_at(without, path) is None, path
        if not (len(path) > 1 and path[0] in ("items", "legal", "related")):
            assert value_at(with_value(without, path, value), path) == value, path


def test_a_code_is_added_where_the_draft_has_only_comments(drafted: Path) -> None:
    data = drafted.read_bytes()
    edited = data
    for key, value in (
        ("url", "https://vidu.example.vn/a?b=1&c=2"),
        ("printed", "vidu.example.vn"),
        ("caption", "Quét mã: xem thêm"),
    ):
        edited = with_value(edited, ("qr", key), value)
    target = _load(drafted, edited).qr
    assert target is not None
    assert (target.url, target.printed) == ("https://vidu.example.vn/a?b=1&c=2", "vidu.example.vn")
    assert _comments(edited) == _comments(data)


def test_slogans_that_are_reordered_take_their_comments_along() -> None:
    data = b"slogans:\n  - A\n  # of B\n  - B   # beside\n  - C\n"
    assert with_value(data, ("slogans",), ["B", "C", "A"]) == (
        b"slogans:\n  # of B\n  - B   # beside\n  - C\n  - A\n"
    )


def test_a_list_without_entries_is_taken_out() -> None:
    assert with_value(b"title: a\nslogans:\n  - A\n", ("slogans",), []) == b"title: a\n"


def test_line_ends_of_windows_stay() -> None:
    data = b"title: a\r\ntexts:\r\n  call: b\r\n"
    edited = with_value(with_value(data, ("texts", "remember"), "c"), ("kicker",), "d")
    assert edited == b"title: a\r\ntexts:\r\n  call: b\r\n  remember: c\r\nkicker: d\r\n"


def test_the_address_1_10_stays_a_text() -> None:
    data = b"items:\n  - at: 1.10\n    headline: a\n  - at: 1.1\n    headline: b\n"
    edited = with_value(data, ("items", "1.10", "headline"), "c")
    assert edited == b"items:\n  - at: 1.10\n    headline: c\n  - at: 1.1\n    headline: b\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_file_of_windows_editors_becomes_utf_8(encoding: str) -> None:
    data = _CIVILITY.read_text(encoding="utf-8").encode(encoding)
    edited = with_value(data, ("title",), "Khác")
    assert edited == with_value(_CIVILITY.read_bytes(), ("title",), "Khác")


def test_bytes_that_are_no_text_are_refused_in_words() -> None:
    with pytest.raises(ContentError):
        with_value(b"\x89PNG\r\n\x1a\n\x00\x00", ("title",), "a")


@pytest.mark.slow
@given(st.text(min_size=1, max_size=60))
@example("no")
@example("~")
@example("1.10")
@example("0283")
@example("a: b")
@example("# tiêu đề")
@example("- gạch")
@example("'nửa")
@example('"nửa')
@example("kết thúc:")
@example("dòng\nkhác")
@example("\u0301a")
@example("a\u200bb")
@example("\x85")
@example("😀")
@example("2026-11-30")
@example("{icon: x}")
@example("& * ! % @ `")
@example("[]")
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_as_the_guard_reads_it_or_refused_in_words(text: str) -> None:
    edited = with_value(_CIVILITY.read_bytes(), _HEADLINE, text)
    try:
        expected = display(guard(text).strip())
        is_refused = not expected or bool(bracketed_placeholder(expected))
    except ContentError:
        is_refused = True
    if is_refused:
        with pytest.raises(ContentError):
            _load(_CIVILITY, edited)
        return
    item = next(one for one in _load(_CIVILITY, edited).items if one.address == "1.3")
    assert item.headline == expected


def _all_moves(campaign: Campaign) -> Iterator[tuple[str, str, str | None]]:
    for item in campaign.items:
        for group in campaign.groups:
            for before in (*(one.address for one in group.items if one is not item), None):
                yield item.address, group.name, before


def _addresses(campaign: Campaign, group: str) -> list[str]:
    return [one.address for own in campaign.groups if own.name == group for one in own.items]


def test_an_item_moves_to_any_place_and_nothing_else_does(file: Path) -> None:
    data = file.read_bytes()
    campaign = _load(file, data)
    for address, group, before in list(_all_moves(campaign))[::_STEP]:
        edited = with_item_moved(data, address, group, before)
        moved = _load(file, edited)
        order = _addresses(moved, group)
        assert order.index(address) == (order.index(before) - 1 if before else len(order) - 1)
        for own in campaign.groups:
            left = [one for one in _addresses(moved, own.name) if one != address]
            assert left == [one for one in _addresses(campaign, own.name) if one != address]
        assert _comments(edited) == _comments(data)


def test_comments_move_with_their_item(drafted: Path) -> None:
    edited = with_item_moved(drafted.read_bytes(), "1.e", "do", "1.a").decode()
    lines = edited.splitlines()
    at = lines.index("    at: 1.e")
    assert lines[at - 4].startswith("  # 1.e: “Khi bị sốt")
    assert at < lines.index("    at: 1.a")


def test_a_hidden_item_comes_back_with_its_texts_where_it_was(file: Path) -> None:
    data = file.read_bytes()
    for item in _load(file, data).items:
        hidden = with_item_hidden(data, item.address)
        assert hidden_items(hidden) == (*hidden_items(data), item.address)
        if len(_addresses(_load(file, data), item.group)) > 1:
            assert item.address not in [one.address for one in _load(file, hidden).items]
        assert with_item_shown(hidden, item.address, item.group) == data


def test_what_a_draft_leaves_out_is_shown_with_its_drafted_texts(drafted: Path) -> None:
    lines = drafted.read_text(encoding="utf-8").splitlines()
    start = lines.index("  - group: dont")
    end = lines.index("", start)
    reason = "  # Chưa đưa vào: ấn phẩm đã hết chỗ: muốn đưa vào thì bỏ bớt mục khác."
    lines[start:end] = [reason, *commented(lines[start:end], "  ")]
    left_out = ("\n".join(lines) + "\n").encode()
    assert hidden_items(left_out) == ("2.a",)
    shown = with_item_shown(left_out, "2.a", "dont")
    assert shown == drafted.read_bytes()


def test_a_new_item_stands_last_in_its_group() -> None:
    data = _CIVILITY.read_bytes()
    fields = {"icon": "zap", "headline": "Theo dõi: báo cáo", "support": ""}
    edited = _load(_CIVILITY, with_item_shown(data, "p1", "do", fields))
    item = edited.groups[0].items[-1]
    assert (item.address, item.headline, item.icon) == ("p1", "Theo dõi: báo cáo", "zap")
    assert edited.groups[0].title == "9 điều nên làm"


def test_numbers_of_titles_follow_the_count_in_all_languages() -> None:
    data = _CIVILITY.read_bytes()
    edited = with_item_hidden(data, "1.8")
    campaign = _load(_CIVILITY, edited)
    assert campaign.groups[0].title == "7 điều nên làm"
    assert campaign.translations["en"].groups["do"].title == "7 things to do"
    assert campaign.texts["pledge_do"] == "Tôi cam kết làm 7 điều"
    assert ("do", "8 điều nên làm", "7 điều nên làm") in counted_texts(data, edited)


def test_titles_without_a_number_stay() -> None:
    data = with_value(_CIVILITY.read_bytes(), ("groups", "do", "title"), "Nên làm")
    edited = with_item_hidden(data, "1.8")
    assert value_at(edited, ("groups", "do", "title")) == "Nên làm"


def test_a_group_is_gone_with_its_last_item() -> None:
    edited = with_item_moved(_CIVILITY.read_bytes(), "2.1", "do", None)
    edited = with_item_moved(edited, "2.2", "do", "2.1")
    campaign = _load(_CIVILITY, edited)
    assert [group.name for group in campaign.groups] == ["do"]
    assert campaign.groups[0].title == "10 điều nên làm"


def test_translations_stay_under_the_address_of_their_item() -> None:
    edited = _load(_CIVILITY, with_item_moved(_CIVILITY.read_bytes(), "1.3", "dont", "2.1"))
    headline = edited.translations["en"].items["1.3"].headline
    assert headline == "Manage and secure your account"


def test_groups_move_with_their_items(file: Path) -> None:
    data = file.read_bytes()
    names = [group.name for group in _load(file, data).groups]
    edited = with_group_moved(data, names[0], None)
    moved = _load(file, edited)
    assert [group.name for group in moved.groups] == [*names[1:], names[0]]
    assert _addresses(moved, names[0]) == _addresses(_load(file, data), names[0])
    assert _comments(edited) == _comments(data)
    assert value_at(with_group_moved(edited, names[0], names[1]), ()) == value_at(data, ())


def test_items_in_brackets_are_refused() -> None:
    with pytest.raises(StructureError):
        with_item_hidden(b"items: [{at: 1.1, group: do}]\n", "1.1")


def test_older_pointers_become_addresses() -> None:
    data = b"items:\n  - kind: do\n    section: 1\n    bullet: 3\n    headline: a\n"
    assert with_addresses(data, {2: "1.3"}) == (
        b"items:\n  - kind: do\n    at: 1.3\n    headline: a\n"
    )


def _values(data: bytes) -> Mapping[str, Any]:
    found = value_at(data, ())
    assert isinstance(found, dict)
    return found


@pytest.mark.slow
@given(st.data())
@settings(max_examples=25, deadline=None)
def test_any_row_of_moves_keeps_every_item_and_comment(data: st.DataObject) -> None:
    before = edited = _CIVILITY.read_bytes()
    for _ in range(4):
        campaign = _load(_CIVILITY, edited)
        address, group, other = data.draw(st.sampled_from(list(_all_moves(campaign))))
        edited = with_item_moved(edited, address, group, other)
    after = _load(_CIVILITY, edited)
    assert {one.address: one.headline for one in after.items} == {
        one.address: one.headline for one in _load(_CIVILITY, before).items
    }
    assert _comments(edited) == _comments(before)
    assert _values(edited)["legal"] == _values(before)["legal"]


def test_addresses_that_are_written_loosely_become_whole() -> None:
    data = b"items:\n  - group: do\n    at: II. 1. a)\n    headline: a\n"
    assert with_addresses(data, {2: "II.1.a"}) == (
        b"items:\n  - group: do\n    at: II.1.a\n    headline: a\n"
    )


def test_a_file_with_whole_addresses_stays_as_it_is() -> None:
    data = _CIVILITY.read_bytes()
    campaign = _load(_CIVILITY, data)
    lines = {
        place.line: item.address
        for item in campaign.items
        if (place := campaign.places[f"{item.id}.official"]).line
    }
    assert len(lines) == 10
    assert with_addresses(data, lines) == data
