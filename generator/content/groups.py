"""Groups of a campaign file, and the group of each item.

Two forms are read. The current one names the groups under ``groups`` and gives each item a
``group``; in the older one each item has a ``kind``, ``do`` or ``dont``, and the titles are among
the texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from generator.content.display_texts import display_text
from generator.content.model import GroupMark, Item, ItemGroup, Tone
from generator.content.stated_texts import title_texts
from generator.content.yaml_nodes import YamlNode
from generator.core.findings import Finding, Severity
from generator.core.messages import msg

#: The sign of a group that states none.
DEFAULT_MARKS: Final[Mapping[Tone, GroupMark]] = {
    Tone.DO: GroupMark("mark-do", "Nên làm"),
    Tone.DONT: GroupMark("mark-dont", "Điều cấm"),
    Tone.INFO: GroupMark("mark-info", "Cần biết"),
}

_NAME: Final = re.compile("[a-z][a-z0-9-]*")
_ICON: Final = "[a-z0-9-]+"
_COUNT: Final = re.compile(r"(\d+)\s")

_NEW_FORM: Final = msg(
    "write the groups under “groups:”, as “do:” with “title: ...” and “tone: do”, and “group: do” "
    "instead of “kind: do” in each item"
)


class _Kind(StrEnum):
    """Kinds of items in the older form."""

    DO = "do"
    DONT = "dont"


class GroupReader:
    """Reader of the groups of one campaign file; the items come later.

    Args:
        root: The campaign file.
        items: Its items.
        texts: Its texts, with the node that they come from: the older form's titles.
    """

    def __init__(
        self,
        root: YamlNode,
        items: Sequence[YamlNode],
        texts_node: YamlNode,
        texts: Mapping[str, str | tuple[str, ...]],
    ) -> None:
        self.is_old_form = "groups" not in root and any("kind" in item for item in items)
        self._texts_node = texts_node
        self._texts = texts
        self._nodes: dict[str, YamlNode] = {}
        self._groups: dict[str, ItemGroup] = {}
        if not self.is_old_form:
            self._read(root.mapping("groups"))
            if not self._groups and root.is_mapping("groups"):
                root.report("empty-value", msg("“{key}” is empty", key="groups"), key="groups")

    def _read(self, node: YamlNode) -> None:
        for name in node:
            if not _NAME.fullmatch(name):
                node.report(
                    "wrong-key",
                    msg("“{key}” is no name for a group; use a to z, 0 to 9 and -", key=name),
                    key=name,
                )
            self._nodes[name] = node.mapping(name)
            self._groups[name] = _group(name, self._nodes[name])

    def group_of(self, item: YamlNode) -> str:
        """The name of the group that ``item`` belongs to."""
        if self.is_old_form:
            return item.choice("kind", _Kind).value
        return item.one_of("group", tuple(self._groups))

    def findings(self, file: YamlNode) -> tuple[Finding, ...]:
        """The note that ``file`` is of the older form, if it is."""
        if not self.is_old_form:
            return ()
        message = msg("the items are grouped by “kind”, as in older campaign files")
        place = file.place("items")
        return (Finding("campaign-old-form", Severity.NOTE, message, _NEW_FORM, place),)

    def check(self, items: Sequence[Item]) -> None:
        """Report groups without ``items``, and titles that count them wrongly."""
        if self.is_old_form:
            for kind in _Kind:
                count = sum(item.group == kind for item in items)
                if count and not isinstance(self._texts.get(f"{kind}_title"), str):
                    self._texts_node.text(f"{kind}_title")  # which reports what is there instead
                for key, text in self._texts.items():
                    if key.startswith(f"{kind}_") and isinstance(text, str):
                        _check_count(self._texts_node, key, text, count)
            return
        for name, group in self._groups.items():
            node = self._nodes[name]
            count = sum(item.group == name for item in items)
            if not count:
                node.report(
                    "group-empty",
                    msg("no item belongs to the group “{name}”", name=name),
                    hint=msg("write “group: {name}” in its items, or remove it", name=name),
                )
            for key, title in (("title", group.title), ("long_title", group.long_title)):
                if key in node:
                    _check_count(node, key, title, count)

    def filled(self, items: Sequence[Item]) -> tuple[ItemGroup, ...]:
        """The groups with their ``items``."""
        heads = self._old_groups() if self.is_old_form else tuple(self._groups.values())
        groups = (
            replace(group, items=tuple(item for item in items if item.group == group.name))
            for group in heads
        )
        return tuple(group for group in groups if group.items)

    def _old_groups(self) -> tuple[ItemGroup, ...]:
        groups = []
        for kind in _Kind:
            tone = Tone(kind.value)
            title = str(self._texts.get(f"{kind}_title", ""))
            long_title = str(self._texts.get(f"{kind}_title_long", title))
            groups.append(ItemGroup(kind.value, title, long_title, tone, DEFAULT_MARKS[tone], ()))
        return tuple(groups)


def _group(name: str, node: YamlNode) -> ItemGroup:
    title = display_text(node, "title")
    long_title = display_text(node, "long_title") if "long_title" in node else title
    tone = node.choice("tone", Tone)
    mark, place = DEFAULT_MARKS[tone], node.place()
    if "mark" in node:
        own = node.mapping("mark")
        icon = own.text(
            "icon", default=mark.icon, pattern=_ICON, form=msg("an icon's name, as bell-ring")
        )
        mark = GroupMark(icon, display_text(own, "alt"))
        place = own.place("icon")
    return ItemGroup(name, title, long_title, tone, mark, (), place)


def _check_count(node: YamlNode, key: str, title: str, count: int) -> None:
    """Report a title that counts wrongly: "8 điều nên làm" above seven items."""
    stated = _COUNT.match(title)
    if stated is not None and int(stated[1]) != count:
        node.report(
            "count-disagrees",
            msg(
                "the text says {said}, but there are {count} items of this kind",
                said=stated[1],
                count=count,
            ),
            key=key,
        )


def title_findings(
    groups: Sequence[ItemGroup], shown: Sequence[Item], printed: Collection[str]
) -> tuple[Finding, ...]:
    """Findings of titles that count more items of their group than a piece shows under them.

    Args:
        shown: The items of the piece.
        printed: The origins of the texts that it prints.
    """
    found = []
    for group in groups:
        count = sum(item.group == group.name for item in shown)
        titles = [title for origin, title in title_texts(group).items() if origin in printed]
        for title in dict.fromkeys(titles):  # often both titles are one text
            stated = _COUNT.match(title)
            if stated is not None and int(stated[1]) != count:
                found.append(_miscounting(title, count, len(group.items)))
    return tuple(found)


def _miscounting(title: str, shown: int, there: int) -> Finding:
    return Finding(
        "title-miscounts",
        Severity.WARNING,
        msg(
            "the title “{title}” stands over {shown} items; the piece has no room for all {count}",
            title=title,
            shown=shown,
            count=there,
        ),
        hint=msg(
            "in campaign.yaml give the group a title without a number, or allow more items in the "
            "material's manifest"
        ),
    )
