"""No text of a campaign file is dropped as a comment without a word."""

from __future__ import annotations

import pytest

from generator.core.errors import ContentError, Problem
from generator.reading.yaml_tree import read_tree


def problems(text: str) -> list[Problem]:
    found: list[Problem] = []
    read_tree(text, "c.yaml", error=ContentError, problems=found)
    return found


@pytest.mark.parametrize(
    ("text", "tag", "line", "column"),
    [
        ("a: Xã sạch #SuoiSach #NuocLanh\n", "#SuoiSach #NuocLanh", 1, 12),
        ("a: #SongXanh\n", "#SongXanh", 1, 4),
        ("a:\n  - một #hai\n", "#hai", 2, 9),
        ("a: một\n  hai #ba\nb: 1\n", "#ba", 2, 7),
        ('a: "x" #z\n', "#z", 1, 8),
        ("a: 1 #Đất\r\n", "#Đất", 1, 6),
        ("a: [b, c #d\n  ]\n", "#d", 1, 10),
        ("a: x\t#y", "#y", 1, 6),
    ],
)
def test_a_hashtag_behind_a_value_is_an_error_with_its_place(
    text: str, tag: str, line: int, column: int
) -> None:
    (problem,) = problems(text)
    assert problem.code == "hashtag-cut"
    assert tag in str(problem.message)
    assert (problem.place.line, problem.place.column) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "a: x # ghi chú\n", "#b: 2\na: 1\n", "a: 1\n#b: 2\n", "a: x#y\n", 'a: "x #y"\n',
        "a: >-\n  một #hai\n", "a: |\n  một #hai\n", "a: 'x #y' # z\n", "a: 1 #\n", "a: 1 ##\n",
    ],
)  # fmt: skip
def test_comments_and_quoted_hashtags_are_left_alone(text: str) -> None:
    assert problems(text) == []
