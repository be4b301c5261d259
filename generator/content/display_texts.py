"""Texts of a campaign file: literal ones, and those that get the signs of print."""

from __future__ import annotations

import re
from typing import Final

from generator.content.yaml_nodes import YamlNode
from generator.core.messages import msg
from generator.vietnamese.typography import display

# "[Địa chỉ]" in a draft stands for what is not known yet; it must not be printed.
_PLACEHOLDER: Final = re.compile(r"\[[^\]]*\]")


def display_text(node: YamlNode, key: str) -> str:
    """The display text at ``key``, with the signs of print."""
    return display(literal_text(node, key))


def literal_text(node: YamlNode, key: str) -> str:
    """The text at ``key`` as it was written; a placeholder left in it is a problem."""
    text = node.text(key)
    refuse_placeholder(node, text, key)
    return text


def refuse_placeholder(node: YamlNode, text: str, key: str, index: int | None = None) -> None:
    """Report a placeholder left in ``text``, which stands at ``key``."""
    left = _PLACEHOLDER.search(text)
    if left:
        node.report(
            "placeholder-left",
            msg("“{text}” still stands for what is missing", text=left.group()),
            hint=msg("write the text itself, or remove it"),
            key=key,
            index=index,
        )
