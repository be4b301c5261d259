"""The subjects of a preflight: what a person at a press asks about, and which rules answer.

A certificate shows one line for each, ``docs/preflight.md`` has a section for each.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from generator.messages import Message, msg
from generator.preflight.model import Rule
from generator.preflight.rules import MODULES


@dataclass(frozen=True, slots=True)
class Group:
    """One subject.

    Attributes:
        name: Stable; in JSON and as a heading's anchor.
        modules: The modules of ``generator.preflight`` whose rules belong to it.
    """

    name: str
    title: Message
    modules: tuple[str, ...]


GROUPS: tuple[Group, ...] = (
    Group("page", msg("Page, bleed and folds"), ("boxes", "bleed", "safety", "cut", "folds")),
    Group("type", msg("Fonts and text size"), ("fonts", "type_")),
    Group("pictures", msg("Pictures and lines"), ("images", "lines")),
    Group("colour", msg("Colours and output intent"), ("colours", "intent", "transparency")),
    Group("ink", msg("Ink and overprint"), ("inkcoverage", "black", "overprint")),
    Group("legibility", msg("Contrast, also in black and white"), ("contrast", "signs")),
    Group(
        "file",
        msg("File and metadata"),
        ("purpose", "shortfalls", "looping", "interactive", "pdfx", "metadata"),
    ),
    Group("access", msg("Readable by everyone"), ("tagging", "structure")),
    Group("qr", msg("QR codes"), ("qr", "links")),
    Group("texts", msg("Texts"), ("passport", "texts", "wording")),
    Group("legal", msg("Legal bases"), ("legal",)),
)


@cache
def rules_by_group() -> Mapping[str, tuple[Rule, ...]]:
    """The rules of each group by its name, in the order of their modules.

    Raises:
        KeyError: if a module's rules belong to no group.
    """
    owner = {module: group.name for group in GROUPS for module in group.modules}
    found: dict[str, list[Rule]] = {group.name: [] for group in GROUPS}
    order = [module for group in GROUPS for module in group.modules]
    for module in sorted(MODULES, key=lambda m: order.index(_short(m.__name__))):
        found[owner[_short(module.__name__)]].extend(module.RULES)
    return {name: tuple(rules) for name, rules in found.items()}


@cache
def group_of_code() -> Mapping[str, str]:
    """For each rule's code the name of its group."""
    return {rule.code: name for name, rules in rules_by_group().items() for rule in rules}


def _short(module: str) -> str:
    return module.rpartition(".")[2]
