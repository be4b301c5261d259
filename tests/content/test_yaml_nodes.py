"""YAML with marks: every problem of a file at once, each at its line and column."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import pytest

from generator.content.yaml_nodes import YamlNode, read_mapping
from generator.core.errors import AnphamError, ContentError, TemplateError
from generator.core.messages import msg


class Shape(StrEnum):
    ROUND = "round"
    SQUARE = "square"


GOOD = """\
title: Ứng xử văn minh
hotline: 0283
count: 8
width_mm: 2.5
answer: no
day: 2021-06-17
shape: square
slogans: [một, "hai: ba"]
letter: {file: letter.txt}
items:
  - name: a
  - name: b
"""


def ask(root: YamlNode) -> list[object]:
    return [
        root.text("title"),
        root.text("hotline"),
        root.integer("count", minimum=1, maximum=9),
        root.number("width_mm", minimum=0),
        root.text("answer"),
        root.date("day"),
        root.choice("shape", Shape),
        root.texts("slogans"),
        root.mapping("letter").text("file"),
        [node.text("name") for node in root.mappings("items")],
    ]


def problems_of(text: str) -> list[str]:
    root = read_mapping(text, "a.yaml")
    ask(root)
    with pytest.raises(ContentError) as caught:
        root.finish()
    return [str(problem) for problem in caught.value.problems]


def test_a_good_file_answers_with_the_types_asked_for() -> None:
    root = read_mapping("\ufeff" + GOOD, "a.yaml")
    answers = ask(root)
    root.finish()
    assert answers == [
        "Ứng xử văn minh", "0283", 8, 2.5, "no", dt.date(2021, 6, 17), Shape.SQUARE,
        ("một", "hai: ba"), "letter.txt", ["a", "b"],
    ]  # fmt: skip


def test_all_problems_come_at_once_in_the_order_of_the_lines() -> None:
    bad = """\
titel: x
hotline: [1]
count: 12
width_mm: 1e3
answer: {a: 1}
day: 2021-02-30
shape: sqare
slogans: [a, "", [b]]
letter: 3
items:
  - {name: a, nmae: b}
  - c
"""
    assert problems_of(bad) == [
        "a.yaml:1:1: the key “title” is missing",
        "a.yaml:1:1: unknown key “titel”",
        "a.yaml:2:10: “hotline” holds a list; expected a single value",
        "a.yaml:3:8: “count” is “12”; expected 9 or less",
        "a.yaml:4:11: “width_mm” is “1e3”; expected a number, as 3 or 0.8",
        "a.yaml:5:9: “answer” holds keys and values; expected a single value",
        "a.yaml:6:6: “day” is “2021-02-30”; expected a date, as 2021-06-17",
        "a.yaml:7:8: “shape” is “sqare”; expected one of: round, square",
        "a.yaml:8:14: a text is empty here",
        "a.yaml:8:18: “slogans” holds a list; expected a text",
        "a.yaml:9:9: “letter” holds “3”; expected keys and values",
        "a.yaml:11:15: unknown key “nmae”",
        "a.yaml:12:5: “items” holds “c”; expected keys and values",
    ]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("17/6/2021", "write it as 2021-06-17"),
        ("05 tháng 3 năm 2026", "write it as 2026-03-05"),
        (
            "2021-02-30",
            "write the year, the month and the day of a day that exists, with “-” between",
        ),
        (
            "31/6/2021",
            "write the year, the month and the day of a day that exists, with “-” between",
        ),
    ],
)
def test_of_a_day_written_otherwise_the_error_says_how_to_write_it(written: str, hint: str) -> None:
    root = read_mapping(f"day: {written}\n", "a.yaml")
    root.date("day")
    with pytest.raises(ContentError) as caught:
        root.finish()
    assert [str(problem.hint) for problem in caught.value.problems] == [hint]


def test_an_unknown_key_suggests_the_missing_one() -> None:
    root = read_mapping("titel: x\nfoo: y\n", "a.yaml")
    root.text("title", default="")
    with pytest.raises(ContentError) as caught:
        root.finish()
    assert [str(p.hint) for p in caught.value.problems] == [
        "did you mean “title”?",
        "the keys here are: title",
    ]


def test_empty_values_are_problems_wherever_they_stand() -> None:
    found = problems_of(
        GOOD.replace("title: Ứng xử văn minh", "title:").replace("[một", '["\u200b"')
    )
    assert found == ["a.yaml:1:7: “title” is empty", "a.yaml:8:11: a text is empty here"]


def test_keys_that_stand_twice_do_not_hide_other_problems() -> None:
    found = problems_of(GOOD + "count: 9\nfoo: 1\n")
    assert found == [
        "a.yaml:13:1: the key “count” stands twice, first in line 3",
        "a.yaml:14:1: unknown key “foo”",
    ]


def test_texts_pass_the_guard_and_its_problems_have_a_place() -> None:
    text = 'a: "Ti\u00e9\u0302ng"\nb: Uû ban nh©n d©n\nc: x\ue000\nd: Ti\ufffdng\n'
    root = read_mapping(text, "a.yaml")
    assert root.text("a") == "Tiếng"
    assert root.text("b") == "Uỷ ban nhân dân"
    assert [str(finding.place) for finding in root.findings] == ["a.yaml:2:4"]
    root.text("c")
    root.text("d")
    with pytest.raises(ContentError) as caught:
        root.finish()
    assert [(p.code, p.place.line, p.place.column) for p in caught.value.problems] == [
        ("bad-character", 3, 4),
        ("damaged-text", 4, 4),
    ]


REFUSED = {
    "syntax": ("a: b: c", "a.yaml:1:5", "yaml-syntax"),
    "unclosed": ("a: [1\n", "a.yaml:2:1", "yaml-syntax"),
    "tab": ("a:\n\t- b", "a.yaml:2:1", "yaml-syntax"),
    "alias": ("a: *x", "a.yaml:1:4", "yaml-refused"),
    "anchor": ("a: &x 1", "a.yaml:1:4", "yaml-refused"),
    "python object": ("a: !!python/object/apply:os.getcwd []", "a.yaml:1:4", "yaml-refused"),
    "second document": ("a: 1\n---\nb: 2", "a.yaml:2:1", "yaml-refused"),
    "too deep": ("a: " + "[" * 400, "a.yaml:1:33", "yaml-refused"),
    "control character": ("a: b\nc: \x07", "a.yaml:2:4", "bad-character"),
    "no mapping": ("- a", "a.yaml:1:1", "wrong-type"),
    "nothing": ("# only a comment\n", "a.yaml:1:1", "wrong-type"),
    "too large": ("a: " + "x" * 1_000_000, "a.yaml", "file-too-large"),
}


@pytest.mark.parametrize(("text", "place", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused_at_its_place(text: str, place: str, code: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_mapping(text, "a.yaml")
    (problem,) = caught.value.problems
    assert (str(problem.place), problem.code) == (place, code)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: 1\ntitle: "Diệt lăng quăng\nb: 1\nc: "y"\nd: 2\n', "a.yaml:2:8"),
        ("title: 'Diệt lăng quăng\nb: 1\nc: 'y'\n", "a.yaml:1:8"),
        ('a:\n  - "x\n  - y\nb: "z"\n', "a.yaml:2:5"),
        ('a: 1\nb: "không đóng\nc: 2\n', "a.yaml:2:4"),
    ],
)
def test_a_quotation_mark_left_open_is_named_where_it_opens(text: str, place: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_mapping(text, "a.yaml")
    (problem,) = caught.value.problems
    assert str(problem.place) == place
    assert "quotation mark" in str(problem.message)


@pytest.mark.parametrize("text", ['a: "x" y\n', 'a: "x\n  y"\nb: c: d\n', 'a: "x"\n  b: 1\n'])
def test_a_fault_behind_a_closed_text_is_not_laid_on_its_quotation_mark(text: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_mapping(text, "a.yaml")
    assert "opens here" not in str(caught.value.problems[0].message)


def test_the_loader_chooses_the_class_of_the_error() -> None:
    root = read_mapping("a: 1", "theme.yaml", error=TemplateError)
    with pytest.raises(TemplateError):
        root.finish()


def test_a_loader_reports_its_own_faults_at_a_key_or_an_entry() -> None:
    root = read_mapping("a: [x, y]\n", "a.yaml")
    root.texts("a")
    root.report("own", msg("no"), key="a", index=1)
    with pytest.raises(AnphamError) as caught:
        root.finish()
    assert str(caught.value) == "a.yaml:1:8: no"


def test_a_pattern_is_reported_in_words() -> None:
    root = read_mapping("sha: xyz\n", "a.yaml")
    root.text("sha", pattern="[0-9a-f]+", form="hexadecimal digits")
    with pytest.raises(ContentError, match="“sha” is “xyz”; expected hexadecimal digits"):
        root.finish()


def test_missing_keys_take_their_defaults() -> None:
    root = read_mapping("x: 1", "a.yaml")
    assert root.text("a", default="d") == "d"
    assert root.integer("b", default=7) == 7
    assert root.number("c", default=1.5) == 1.5
    assert root.choice("e", Shape, default=Shape.SQUARE) is Shape.SQUARE
    assert root.texts("f", required=False) == ()
    assert root.mapping("g", required=False).text("h", default="k") == "k"
    assert root.mappings("i", required=False) == ()
    root.integer("x")
    root.finish()


def test_reading_a_part_of_a_file_ignores_its_other_keys() -> None:
    root = read_mapping(GOOD, "a.yaml")
    root.text("title")
    with pytest.raises(ContentError):
        root.finish()
    root = read_mapping(GOOD, "a.yaml")
    title = root.text("title")
    root.finish(ignore_unknown=True)
    assert title in GOOD
