"""Parsers' English is said in words of ours; what is not known, in general."""

from __future__ import annotations

import pytest
import yaml
from defusedxml.ElementTree import ParseError, fromstring

from generator.core.messages import Message
from generator.core.parser_words import xml_reason, yaml_reason

GENERAL = "it cannot be understood from here on"

YAML = (
    "a: b: c", "a: [1, 2\nb: 3", "a: {b", 'a: "x', "\ta: 1", "a: @x", "a: `x`", "a: %x", 'a: "\\q"',
    "a: 1\n b: 2", '"a" "b": 1', "{a: 1}}", "a:\n  - b\n c", "a:\n- b\n  c: d\n e", "a\nb: 1",
    "a: 'x' y", "- a\nb: 1",
)  # fmt: skip


@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
@pytest.mark.parametrize("text", YAML)
def test_faults_of_yaml(text: str, loader: type[yaml.SafeLoader]) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse(text, Loader=loader))
    assert_worded(yaml_reason(f"{caught.value.problem} {caught.value.context}"))


@pytest.mark.parametrize(
    "markup",
    ["<a", "<a></b>", "<a>&</a>", "<a>", "<a/><b/>", '<a b="" b=""/>', "<a>&b;</a>", "", "<x:a/>"],
)
def test_faults_of_markup(markup: str) -> None:
    with pytest.raises(ParseError) as caught:
        fromstring(markup)
    assert_worded(xml_reason(str(caught.value)))


def assert_worded(reason: Message) -> None:
    assert str(reason) != GENERAL
    assert "None" not in str(reason)


def test_what_is_not_known_is_said_in_general() -> None:
    assert str(yaml_reason("something new")) == GENERAL
