"""The display texts that a campaign chooses keys for, and templates ask for by these."""

from __future__ import annotations

import re
from typing import Final

from generator.content.display_texts import display_text, refuse_placeholder
from generator.content.yaml_nodes import YamlNode
from generator.core.messages import msg
from generator.vietnamese.typography import display

_TEXT_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
#: Texts that no template prints: they ask for something that it says itself.
_SWITCHES: Final = frozenset({"motto"})


def read_texts(node: YamlNode) -> dict[str, str | tuple[str, ...]]:
    """Display texts under keys that the campaign chooses and templates ask for."""
    texts: dict[str, str | tuple[str, ...]] = {}
    for key in node:
        if not _TEXT_KEY.fullmatch(key):
            node.report(
                "wrong-key",
                msg("“{key}” is no name for a text; use a to z, 0 to 9 and _", key=key),
                key=key,
            )
        if node.is_sequence(key):
            entries = node.texts(key)
            for index, entry in enumerate(entries):
                refuse_placeholder(node, entry, key, index)
            texts[key] = tuple(map(display, entries))
        else:
            texts[key] = display_text(node, key)
            if key in _SWITCHES and texts[key] not in ("yes", "no"):
                node.report(
                    "wrong-value",
                    msg("“{key}” is “{value}”; it is yes or no", key=key, value=texts[key]),
                    key=key,
                )
    return texts
