"""The subjects of a preflight: what a person at a press asks about, and which rules answer.

A certificate shows one line for each, ``docs/preflight.md`` has a section for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.core.messages import Message, msg
from generator.preflight.checks.registry import MODULES
from generator.preflight.checks.rule import Rule


@dataclass(frozen=True, slots=True)
class Group:
    """One subject: a folder of ``generator.preflight.checks``.

    Attributes:
        name: The folder's; stable, for it is a heading's anchor, too.
    """

    name: str
    title: Message


GROUPS: tuple[Group, ...] = (
    Group("page", msg("Page, bleed and folds")),
    Group("type", msg("Fonts and text size")),
    Group("graphics", msg("Pictures and lines")),
    Group("colour", msg("Colours and output intent")),
    Group("ink", msg("Ink and overprint")),
    Group("legibility", msg("Contrast, also in black and white")),
    Group("file", msg("File and metadata")),
    Group("access", msg("Readable by everyone")),
    Group("qr", msg("QR codes")),
    Group("text", msg("Texts")),
    Group("legal", msg("Legal bases")),
)


@cache
def rules_by_group() -> Mapping[str, tuple[Rule, ...]]:
    """The rules of each group by its name, in the order of their modules.

    Raises:
        KeyError: if a module's rules belong to no group.
    """
    found: dict[str, list[Rule]] = {group.name: [] for group in GROUPS}
    for module in MODULES:
        found[_group_of(module.__name__)].extend(module.RULES)
    return {name: tuple(rules) for name, rules in found.items()}


@cache
def group_of_code() -> Mapping[str, str]:
    """For each rule's code the name of its group."""
    return {rule.code: name for name, rules in rules_by_group().items() for rule in rules}


def _group_of(module: str) -> str:
    parts = module.split(".")
    return parts[parts.index("checks") + 1]
