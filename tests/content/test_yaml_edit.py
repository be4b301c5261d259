"""Edits of a YAML file that a person keeps: a value changes, every other character stays."""

from __future__ import annotations

import pytest

from generator.content.yaml_edit import YamlValue, with_values


@pytest.mark.parametrize(
    ("before", "values", "after"),
    [
        (
            "a: {\n  b: 1, # one\n  c: 2 # two\n}\n",
            {"c": "x"},
            "a: {\n  b: 1, # one\n  c: x # two\n}\n",
        ),
        ("a: {'b': 1,}", {"c": "x"}, "a: {'b': 1, c: x,}"),
        ("a: {}", {"c": "x"}, "a: {c: x}"),
        ("a: {b}", {"b": "x", "c": "z"}, "a: {b: x, c: z}"),
        ("a:\n  b:", {"b": "x", "c": "z"}, "a:\n  b: x\n  c: z"),
        ("{a: {b: 1}, d: 2}", {"b": "x"}, "{a: {b: x}, d: 2}"),
        ("a:\r\n  b: 1 # b\r\nd: 2\r\n", {"c": "x"}, "a:\r\n  b: 1 # b\r\n  c: x\r\nd: 2\r\n"),
    ],
)
def test_values_are_written_where_they_belong(
    before: str, values: dict[str, YamlValue], after: str
) -> None:
    assert with_values(before.encode(), "a", values) == after.encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: {b: 1, c: 2, d: 3}", "a: {c: 2, d: 3}"),
        ("a: {c: 2, b: {x: 1, y: 2}, d: 3}", "a: {c: 2, d: 3}"),
        ("a: {c: 2, b: }", "a: {c: 2}"),
        ("a: {b: 1}", "a: {}"),
        ("a:\n  c: 2\n  b:\n    x: 1\n    # y\n  d: 3 # d\n", "a:\n  c: 2\n  d: 3 # d\n"),
        ("a:\n  c: 2\n  b: 1", "a:\n  c: 2\n"),
        ("a: {c: 2}", "a: {c: 2}"),
        ("d: 1\n", "d: 1\n"),
    ],
)
def test_a_value_of_none_takes_its_key_out(before: str, after: str) -> None:
    assert with_values(before.encode(), "a", {"b": None}) == after.encode()


def test_a_mapping_in_lines_becomes_one_in_a_line() -> None:
    before = b"a:\n  b:\n    x: 1\n  c: 2\n"
    assert with_values(before, "a", {"b": {"x": "no"}}) == b'a:\n  c: 2\n  b: {x: "no"}\n'
