"""Structure of a campaign file: items added, hidden, shown again and moved; groups moved.

The rule of counts: a number at the head of a group's title is the number of the group's items. So
it changes with them, in ``title``, ``long_title`` and the translations of both; and so does the
only number of a text whose key ends in the group's name, as ``pledge_do``.

Comments stay with their items. An item that is hidden becomes comments itself, with all its texts;
translations stay under its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Final

import yaml

from generator.content.campaign_blocks import (
    FileEntry,
    Region,
    commented,
    group_region,
    item_region,
    shown,
    with_blocks,
)
from generator.content.campaign_editing import (
    ITEMS,
    plain,
    read_document,
    with_text_value,
    written,
)
from generator.content.yaml_document import Pair, Value, YamlText, entry_lines, identity, pair_of

_HEAD_NUMBER: Final = re.compile(r"(\d+)(?=\s)")
_NUMBER: Final = re.compile(r"\d+")
_GROUP: Final = "group"


class StructureError(Exception):
    """The file is written in a form whose items or groups cannot be moved."""


def hidden_items(data: bytes) -> tuple[str, ...]:
    """The addresses of the items that stay in the file as comments."""
    try:
        blocks = item_region(read_document(data)).blocks
    except ValueError:
        return ()
    return tuple(block.name for block in blocks if not block.is_shown)


def with_item_hidden(data: bytes, address: str) -> bytes:
    """The file ``data`` without the item at ``address``, whose lines become comments.

    Raises:
        KeyError: if there is no such item.
        StructureError: if the items do not stand in lines.
    """
    document, region = _items(data)
    at = _place(region, address)
    blocks = [
        commented(block) if number == at else block for number, block in enumerate(region.blocks)
    ]
    return _finished(document, with_blocks(document, region, blocks))


def with_item_shown(
    data: bytes, address: str, group: str, fields: Mapping[str, str] | None = None
) -> bytes:
    """The file ``data`` with an item at ``address``.

    One that was hidden comes back with its texts, where it was; a new one stands last in ``group``.

    Args:
        group: For a new item, and for one whose own group is gone.
        fields: Icon, headline and support line of a new item.

    Raises:
        KeyError: if it is there already, or the group is not.
        StructureError: if the items do not stand in lines.
    """
    document, region = _items(data)
    known = _group_names(document)
    if group not in known or any(one.name == address and one.is_shown for one in region.blocks):
        raise KeyError(address)
    if any(block.name == address for block in region.blocks):
        blocks = [shown(block) if block.name == address else block for block in region.blocks]
        edited = with_blocks(document, region, blocks)
        own = edited.find((ITEMS, address, _GROUP))
        if own is None or own.value not in known:
            edited = with_text_value(edited, (ITEMS, address, _GROUP), group)
        return _finished(document, edited)
    indent = _indent(region)
    block = _new_block(document, region, address, group, fields or {}, indent)
    places = [at for at, one in enumerate(region.blocks) if _group_of(document, one) == group]
    at = places[-1] + 1 if places else len(region.blocks)
    blocks = [*region.blocks[:at], block, *region.blocks[at:]]
    return _finished(document, with_blocks(document, region, blocks))


def with_item_moved(data: bytes, address: str, group: str, before: str | None) -> bytes:
    """The file ``data`` with an item in ``group``, before another; None: as its last.

    A group that is empty then is taken out.

    Raises:
        KeyError: if there is no such item or group.
        StructureError: if the items do not stand in lines.
    """
    document, region = _items(data)
    if group not in _group_names(document):
        raise KeyError(group)
    moved = region.blocks[_place(region, address)]
    rest = [block for block in region.blocks if block is not moved]
    if before is not None:
        at = next(n for n, block in enumerate(rest) if block.is_shown and block.name == before)
    else:
        own = [n for n, block in enumerate(rest) if _group_of(document, block) == group]
        at = own[-1] + 1 if own else len(rest)
    edited = with_blocks(document, region, [*rest[:at], moved, *rest[at:]])
    left = _group_of(document, moved)
    edited = with_text_value(edited, (ITEMS, address, _GROUP), group)
    if left is not None and not _counts(edited).get(left):
        edited = _without_group(edited, left)
    return _finished(document, edited)


def with_group_moved(data: bytes, name: str, before: str | None) -> bytes:
    """The file ``data`` with the group ``name`` before another; None: as the last.

    Raises:
        KeyError: if there is no such group.
        StructureError: if the groups do not stand in lines.
    """
    document = read_document(data)
    region = _groups(document)
    moved = region.blocks[_place(region, name)]
    rest = [block for block in region.blocks if block is not moved]
    at = len(rest)
    if before is not None:
        at = next((n for n, block in enumerate(rest) if block.name == before), len(rest))
    edited = with_blocks(document, region, [*rest[:at], moved, *rest[at:]])
    return _finished(document, edited)


def with_group_added(data: bytes, address: str, title: str, tone: str) -> bytes:
    """The file ``data`` with a new group as the last, which begins with the item at ``address``.

    Args:
        tone: ``do``, ``dont`` or ``info``; the group is named after it.

    Raises:
        KeyError: if there is no such item.
        StructureError: if the items or groups do not stand in lines.
    """
    document, region = _items(data)
    _place(region, address)
    _groups(document)
    known = _group_names(document)
    name = next(one for one in _numbered(tone) if one not in known)
    added = with_text_value(document, ("groups", name), {"title": title, "tone": tone})
    return with_item_moved(written(added), address, name, None)


def with_group_hidden(data: bytes, name: str) -> bytes:
    """The file ``data`` without the group ``name``; its items become comments.

    Raises:
        KeyError: if there is no such group, or no other one.
        StructureError: if the items do not stand in lines.
    """
    document, region = _items(data)
    if name not in _group_names(document) or len(_group_names(document)) == 1:
        raise KeyError(name)
    blocks = [
        commented(block) if _group_of(document, block) == name else block for block in region.blocks
    ]
    return _finished(document, _without_group(with_blocks(document, region, blocks), name))


def counted_texts(before: bytes, after: bytes) -> tuple[tuple[str, str, str], ...]:
    """The texts whose number the rule of counts changed: group, as it was, as it is."""
    old, new = read_document(before), read_document(after)
    changes = []
    for name in _group_names(new):
        for path in _counting(new, name):
            was, now = old.find(path), new.find(path)
            if was is not None and now is not None and plain(was) != plain(now):
                changes.append((name, str(plain(was)), str(plain(now))))
    return tuple(changes)


def in_present_form(data: bytes) -> bytes:
    """The file ``data`` with groups of their own, where each item has a ``kind`` as in older files.

    The titles among the texts become those of the groups, also in translations.
    """
    document = read_document(data)
    items = document.find((ITEMS,))
    entries = items.value if isinstance(items, yaml.SequenceNode) else []
    kinds = list(dict.fromkeys(str(pair[1].value) for pair in map(_kind, entries) if pair))
    if not kinds or document.find(("groups",)) is not None:
        return data
    for number in range(len(entries)):
        node = document.find((ITEMS,))
        assert isinstance(node, yaml.SequenceNode)
        pair = _kind(node.value[number])
        if pair is not None:
            key = pair[0]
            new = document.replaced(key.start_mark.index, key.end_mark.index, _GROUP)
            document = YamlText(new)
    for owner in _owners(document):
        for kind in (one for one in ("do", "dont") if one in kinds):
            document = _with_group_from_texts(document, owner, kind)
    return written(document)


def _kind(entry: yaml.Node) -> Pair | None:
    return pair_of(entry, "kind")


def _with_group_from_texts(document: YamlText, owner: tuple[str, ...], kind: str) -> YamlText:
    values: dict[str, Value] = {}
    for key, old in (("title", f"{kind}_title"), ("long_title", f"{kind}_title_long")):
        node = document.find((*owner, "texts", old))
        text = plain(node) if node is not None else None
        if isinstance(text, str):
            values[key] = text
            document = with_text_value(document, (*owner, "texts", old), None)
    if not owner:
        values["tone"] = kind
    return with_text_value(document, (*owner, "groups", kind), values) if values else document


def with_addresses(data: bytes, addresses: Mapping[int, str]) -> bytes:
    """The file ``data`` with each item under its address: ``at``, as the letter's reading has it.

    So are found those that older files name by section and bullet, and those of "II. 1. a)".

    Args:
        addresses: Of the items, by the lines of the file on which they begin, counted from 1.
    """
    document = read_document(data)
    node = document.find((ITEMS,))
    if not isinstance(node, yaml.SequenceNode):
        return data
    for number in range(len(node.value)):
        entry = node.value[number]
        address = addresses.get(entry.start_mark.line + 1)
        if address is not None and identity(entry) != address:
            document = _addressed(document, number, address)
    return written(document)


def _addressed(document: YamlText, number: int, address: str) -> YamlText:
    items = document.find((ITEMS,))
    assert isinstance(items, yaml.SequenceNode)
    entry = items.value[number]
    older = [key for key in ("at", "quote", "section", "bullet") if pair_of(entry, key)]
    first = pair_of(entry, older[0])
    assert first is not None
    new = document.replaced(
        first[0].start_mark.index, document.end_of_pair(first), f"at: {address}"
    )
    for key in older[1:]:
        document = YamlText(new)
        new = with_text_value(document, (ITEMS, address, key), None).text
    return YamlText(new)


def _items(data: bytes) -> tuple[YamlText, Region]:
    document = read_document(data)
    try:
        return document, item_region(document)
    except ValueError as error:
        raise StructureError(str(error)) from error


def _groups(document: YamlText) -> Region:
    try:
        return group_region(document)
    except ValueError as error:
        raise StructureError(str(error)) from error


def _numbered(name: str) -> Iterator[str]:
    """Yield ``name``, then the same with numbers: "do", "do-2"."""
    yield name
    for number in count(2):
        yield f"{name}-{number}"


def _place(region: Region, name: str) -> int:
    for at, block in enumerate(region.blocks):
        if block.name == name and block.is_shown:
            return at
    raise KeyError(name)


def _group_names(document: YamlText) -> tuple[str, ...]:
    groups = document.find(("groups",))
    pairs = groups.value if isinstance(groups, yaml.MappingNode) else []
    return tuple(str(key.value) for key, _ in pairs)


def _group_of(document: YamlText, block: FileEntry) -> str | None:
    node = document.find((ITEMS, block.name, _GROUP)) if block.is_shown else None
    return str(node.value) if node is not None else None


def _counts(document: YamlText) -> dict[str, int]:
    """The number of items of each group."""
    counts: dict[str, int] = {}
    items = document.find((ITEMS,))
    for entry in items.value if isinstance(items, yaml.SequenceNode) else []:
        pair = pair_of(entry, _GROUP)
        if pair is not None:
            counts[pair[1].value] = counts.get(pair[1].value, 0) + 1
    return counts


def _indent(region: Region) -> int:
    row = next(block.lines[block.head] for block in region.blocks if block.is_shown)
    return len(row) - len(row.lstrip(" "))


def _new_block(
    document: YamlText,
    region: Region,
    address: str,
    group: str,
    fields: Mapping[str, str],
    indent: int,
) -> FileEntry:
    values = {_GROUP: group, "at": address, **{key: one for key, one in fields.items() if one}}
    rows = [row for key, value in values.items() for row in entry_lines(key, value, indent + 2)]
    rows[0] = f"{' ' * indent}- {rows[0].lstrip()}"
    has_gaps = any(not block.lines[0].strip() for block in region.blocks[1:])
    head = [document.line_end] if has_gaps else []
    lines = (*head, *(row + document.line_end for row in rows))
    return FileEntry(address, lines, len(head), len(rows))


def _without_group(document: YamlText, name: str) -> YamlText:
    return with_text_value(document, ("groups", name), None)


def _finished(before: YamlText, after: YamlText) -> bytes:
    """The file ``after`` an edit, with the numbers of titles put right."""
    old, new = _counts(before), _counts(after)
    for name in _group_names(after):
        if name in old and name in new and old[name] != new[name]:
            after = _recounted(after, name, old[name], new[name])
    return written(after)


def _recounted(document: YamlText, name: str, was: int, now: int) -> YamlText:
    for path in _counting(document, name):
        node = document.find(path)
        text = plain(node) if node is not None else None
        if not isinstance(text, str):
            continue
        is_title = path[0] != "texts"
        found = _HEAD_NUMBER.match(text) if is_title else _only_number(text)
        if found is not None and int(found[0]) == was:
            counted: Value = f"{text[: found.start()]}{now}{text[found.end() :]}"
            document = with_text_value(document, path, counted)
    return document


def _only_number(text: str) -> re.Match[str] | None:
    found = list(_NUMBER.finditer(text))
    return found[0] if len(found) == 1 else None


def _counting(document: YamlText, name: str) -> Iterator[Sequence[str]]:
    """The paths of the texts that count the items of a group."""
    for key in ("title", "long_title"):
        yield ("groups", name, key)
    owners = _owners(document)
    for owner in owners[1:]:
        for title in ("title", "long_title"):
            yield (*owner, "groups", name, title)
    for owner in owners:
        texts = document.find((*owner, "texts"))
        for key, _ in texts.value if isinstance(texts, yaml.MappingNode) else []:
            if str(key.value).endswith(f"_{name}"):
                yield (*owner, "texts", str(key.value))


def _owners(document: YamlText) -> list[tuple[str, ...]]:
    """The paths of what has texts: the campaign itself, and each translation."""
    languages = document.find(("languages",))
    pairs = languages.value if isinstance(languages, yaml.MappingNode) else []
    return [(), *(("languages", str(key.value)) for key, _ in pairs)]
