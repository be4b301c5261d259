"""Groups of items, and pictures, as a campaign file states them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support.shipped import DATA

from generator.content.campaign import load_campaign
from generator.content.groups import DEFAULT_MARKS
from generator.content.model import GroupMark, Tone
from generator.core.errors import ContentError, Problem
from generator.core.findings import Severity

SHIPPED = DATA / "campaigns" / "ung-xu-mang-xa-hoi"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped campaign to change."""
    copy = tmp_path / "chien-dich"
    shutil.copytree(SHIPPED, copy)
    return copy


def edit(folder: Path, *pairs: tuple[str, str]) -> None:
    path = folder / "campaign.yaml"
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, "utf-8")


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load_campaign(folder)
    return caught.value.problems


THIRD = """\
  know:
    title: 1 điều cần biết
    tone: info
"""


def add_third_group(folder: Path) -> None:
    edit(
        folder,
        ("title: 8 điều nên làm\n", "title: 7 điều nên làm\n"),
        ("long_title: 8 điều", "long_title: 7 điều"),
        ("groups:\n", f"groups:\n{THIRD}"),
        ("  - group: do\n", "  - group: know\n"),
    )


def test_any_number_of_groups_is_read_in_the_order_of_the_file(folder: Path) -> None:
    add_third_group(folder)
    campaign = load_campaign(folder)
    assert [(g.name, g.tone, len(g.items)) for g in campaign.groups] == [
        ("know", Tone.INFO, 1),
        ("do", Tone.DO, 7),
        ("dont", Tone.DONT, 2),
    ]
    assert [item.id for item in campaign.items] == [
        *("know-1", *(f"do-{n}" for n in range(1, 8)), "dont-1", "dont-2")
    ]


def test_a_group_has_the_title_and_the_mark_that_it_states_or_those_of_its_tone(
    folder: Path,
) -> None:
    add_third_group(folder)
    edit(folder, ("mark: {icon: mark-dont, alt: Điều cấm}", "mark: {alt: Không được}"))
    know, do, dont = load_campaign(folder).groups
    assert (know.long_title, do.long_title) == (
        "1 điều cần biết",
        "7 điều nên làm khi tham gia mạng xã hội",
    )
    assert know.mark == DEFAULT_MARKS[Tone.INFO]
    assert dont.mark == GroupMark("mark-dont", "Không được")


def test_an_item_may_state_its_id_and_no_two_have_one(folder: Path) -> None:
    edit(folder, ("  - group: do\n", "  - group: do\n    id: doc-ky\n"))
    assert load_campaign(folder).items[0].id == "doc-ky"
    edit(folder, ("  - group: dont\n", "  - group: dont\n    id: doc-ky\n"))
    (problem,) = problems_of(folder)
    assert problem.code == "id-used-twice"
    text = (folder / "campaign.yaml").read_text("utf-8")
    assert problem.place.line == 1 + text[: text.rindex("doc-ky")].count("\n")


def test_a_group_that_is_not_there_suggests_one_that_is(folder: Path) -> None:
    edit(folder, ("  - group: dont\n", "  - group: donts\n"), ("2 điều không", "điều không"))
    (problem,) = problems_of(folder)
    assert "expected one of: do, dont" in str(problem)
    assert "did you mean “dont”?" in str(problem.hint)


def test_a_group_without_items_is_refused(folder: Path) -> None:
    edit(folder, ("groups:\n", f"groups:\n{THIRD.replace('1 điều', 'điều')}"))
    (problem,) = problems_of(folder)
    assert (problem.code, "“know”" in str(problem)) == ("group-empty", True)


def test_a_file_of_the_older_form_is_read_alike_and_noted(folder: Path) -> None:
    text = (folder / "campaign.yaml").read_text("utf-8")
    text = re.sub(r"^groups:\n(?:  .*\n)+", "", text, flags=re.MULTILINE)
    text = text.replace("  - group: ", "  - kind: ").replace(
        "\ntexts:\n",
        "\ntexts:\n  do_title: 8 điều nên làm\n"
        "  do_title_long: 8 điều nên làm khi tham gia mạng xã hội\n"
        "  dont_title: 2 điều không được đăng tải\n",
    )
    (folder / "campaign.yaml").write_text(text, "utf-8")
    old = load_campaign(folder)
    assert old.groups == load_campaign(SHIPPED).groups
    (note,) = old.findings
    assert (note.code, note.severity) == ("campaign-old-form", Severity.NOTE)
    assert "“group: do” instead of “kind: do”" in str(note.hint)
    assert note.place.line == 1 + text[: text.index("  - kind")].count("\n")


def test_an_empty_mapping_of_groups_is_refused_and_so_is_each_item_that_names_one(
    folder: Path,
) -> None:
    path = folder / "campaign.yaml"
    text = re.sub(r"^groups:\n(?:  .*\n)+", "groups: {}\n", path.read_text("utf-8"), flags=re.M)
    path.write_text(text, "utf-8")
    first, *items = problems_of(folder)
    assert str(first.message) == "“groups” is empty"
    assert first.place.line == 1 + text[: text.index("groups: {}")].count("\n")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.startswith("  - group:")]
    assert [problem.place.line for problem in items] == lines
    assert str(items[0].message) == "“group” is “do”, but the file states none"


@pytest.mark.parametrize("groups", ["", "groups:\n", "groups: [do, dont]\n"])
def test_no_item_is_dropped_where_the_file_has_no_groups(folder: Path, groups: str) -> None:
    path = folder / "campaign.yaml"
    text = re.sub(r"^groups:\n(?:  .*\n)+", groups, path.read_text("utf-8"), flags=re.M)
    path.write_text(text, "utf-8")
    problems = problems_of(folder)
    assert "groups" in str(problems[0].message)
    assert len(problems) == 1 + text.count("  - group:")


def test_the_older_form_without_a_title_names_the_text_that_is_missing(folder: Path) -> None:
    path = folder / "campaign.yaml"
    text = re.sub(r"^groups:\n(?:  .*\n)+", "", path.read_text("utf-8"), flags=re.M)
    text = text.replace("  - group: ", "  - kind: ")
    path.write_text(text.replace("\ntexts:\n", "\ntexts:\n  dont_title: [a, b]\n"), "utf-8")
    problems = problems_of(folder)
    assert [str(problem.message) for problem in problems] == [
        "the key “do_title” is missing",
        "“dont_title” holds a list; expected a single value",
    ]
    assert all(problem.place.line for problem in problems)


def test_a_campaign_has_its_own_picture_with_its_own_words(folder: Path) -> None:
    (picture,) = load_campaign(folder).pictures.values()
    assert picture.data == (SHIPPED / "phone.svg").read_bytes()
    assert picture.alt.startswith("Hình minh họa: chiếc điện thoại")
    (folder / "phone.svg").write_text('<svg viewBox="0 0 7 7"/>', "utf-8")
    assert load_campaign(folder).pictures["main"].src != picture.src


def test_a_picture_that_is_not_there_is_reported_with_its_line(folder: Path) -> None:
    edit(folder, ("file: phone.svg", "file: telephone.svg"))
    (problem,) = problems_of(folder)
    assert problem.code == "cannot-read"
    text = (folder / "campaign.yaml").read_text("utf-8")
    assert problem.place.line == 1 + text[: text.index("telephone.svg")].count("\n")


@pytest.mark.parametrize("name", ["../phone.svg", "a/phone.svg", "phone.pdf", "..", "phone"])
def test_a_picture_outside_of_the_folder_or_of_another_kind_is_refused(
    folder: Path, name: str
) -> None:
    edit(folder, ("file: phone.svg", f"file: {name}"))
    (problem,) = problems_of(folder)
    assert problem.code == "wrong-value"
