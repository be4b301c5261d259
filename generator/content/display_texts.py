"""Texts of a campaign file: literal ones, and those that get the signs of print."""

from __future__ import annotations

from generator.content.placeholders import bracketed_placeholder, placeholder_problem
from generator.content.yaml_nodes import YamlNode
from generator.vietnamese.typography import display


def display_text(node: YamlNode, key: str, *, default: str | None = None) -> str:
    """The display text at ``key``, with the signs of print.

    Args:
        default: The text when the key is missing; without it the key is required.
    """
    if default is not None and key not in node:
        return default
    return display(literal_text(node, key))


def literal_text(node: YamlNode, key: str) -> str:
    """The text at ``key`` as it was written; a placeholder left in it is a problem."""
    text = node.text(key)
    refuse_placeholder(node, text, key)
    return text


def refuse_placeholder(node: YamlNode, text: str, key: str, index: int | None = None) -> None:
    """Report a placeholder left in ``text``, which stands at ``key``."""
    if left := bracketed_placeholder(text):
        problem = placeholder_problem(left)
        node.report(problem.code, problem.message, hint=problem.hint, key=key, index=index)
