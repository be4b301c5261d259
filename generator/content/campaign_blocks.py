"""Entries of a campaign file as blocks of lines: items and groups, each with its own comments.

An item that is not shown stays in the file as comments, as ``anpham new`` writes what it leaves
out; here such blocks are found beside the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

import yaml

from generator.content.yaml_document import YamlText, identity

#: The first line of an item that is not shown.
_HIDDEN: Final = re.compile(r"\s*# ?- (?:group|kind|at|id|icon|headline|quote|section)\s*:")
#: A line that goes on with it: deeper than the dash.
_HIDDEN_MORE: Final = re.compile(r"\s*# {2,}\S")
#: An empty line within one.
_HIDDEN_GAP: Final = re.compile(r"\s*#\s*")
#: The reason that ``anpham new`` gives for one.
_REASON: Final = re.compile(r"\s*# Chưa đưa vào: ")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """Lines of an entry, with the blank lines and comments directly above.

    Attributes:
        name: Its address, or the key of a group.
        head: How many of the lines stand above the entry.
        body: How many are the entry itself; comments may follow.
        is_shown: False if the entry is commented out.
    """

    name: str
    lines: tuple[str, ...]
    head: int
    body: int
    is_shown: bool = True


@dataclass(frozen=True, slots=True)
class Region:
    """The part of a file that holds the blocks, as places in its text."""

    start: int
    stop: int
    blocks: tuple[FileEntry, ...]


def item_region(document: YamlText) -> Region:
    """The items, shown or not.

    Raises:
        ValueError: if there are none in lines.
    """
    node = document.find(("items",))
    if not isinstance(node, yaml.SequenceNode) or node.flow_style:
        raise ValueError("the items do not stand in lines")
    entries = [
        (document.line_start(entry.start_mark.index), document.end_of(entry), identity(entry))
        for entry in node.value
    ]
    indent = node.start_mark.column
    pair = next(pair for pair in document.root.value if pair[0].value == "items")
    return _region(document, entries, document.next_line(document.colon(pair[0])), indent)


def group_region(document: YamlText) -> Region:
    """The groups.

    Raises:
        ValueError: if there are none in lines.
    """
    node = document.find(("groups",))
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise ValueError("the groups do not stand in lines")
    entries = [
        (document.line_start(pair[0].start_mark.index), document.end_of_pair(pair), pair[0].value)
        for pair in node.value
    ]
    pair = next(pair for pair in document.root.value if pair[0].value == "groups")
    start = document.next_line(document.colon(pair[0]))
    return _region(document, entries, start, node.start_mark.column, with_hidden=False)


def _region(
    document: YamlText,
    entries: Sequence[tuple[int, int, str]],
    start: int,
    indent: int,
    *,
    with_hidden: bool = True,
) -> Region:
    text = document.text
    last = document.next_line(entries[-1][1])
    stop = last
    while stop < len(text) and _is_comment(text, stop, document.next_line(stop), indent):
        stop = document.next_line(stop)
    if not with_hidden or not any(map(_HIDDEN.match, text[last:stop].splitlines())):
        stop = last
    lines = _lines(document, start, stop)
    places = [at for at, _ in lines]
    spans = {
        places.index(first): (places.index(document.line_start(end)) + 1, name, True)
        for first, end, name in entries
    }
    rows = [line for _, line in lines]
    if with_hidden:
        spans |= _hidden(rows, spans)
    return Region(start, stop, _blocks(rows, dict(sorted(spans.items()))))


def _is_comment(text: str, start: int, stop: int, indent: int) -> bool:
    line = text[start:stop]
    if not line.strip():
        return True
    own = len(line) - len(line.lstrip(" "))
    return line.lstrip().startswith("#") and own >= indent and own > 0


def _lines(document: YamlText, start: int, stop: int) -> list[tuple[int, str]]:
    found = []
    while start < stop:
        after = document.next_line(start)
        found.append((start, document.text[start:after]))
        start = after
    if found and not found[-1][1].endswith(("\n", "\r")):
        found[-1] = (found[-1][0], found[-1][1] + document.line_end)
    return found


def _hidden(
    rows: Sequence[str], shown: dict[int, tuple[int, str, bool]]
) -> dict[int, tuple[int, str, bool]]:
    """The commented items: first line, line behind the last, address."""
    inside = {at for first, (stop, *_) in shown.items() for at in range(first, stop)}
    found: dict[int, tuple[int, str, bool]] = {}
    for first, row in enumerate(rows):
        if first in inside or not _HIDDEN.match(row):
            continue
        stop = first + 1
        while stop < len(rows) and _goes_on(rows, stop):
            stop += 1
        entry = _read_hidden(rows[first:stop])
        if entry is not None and identity(entry):
            found[first] = (stop, identity(entry), False)
    return found


def _goes_on(rows: Sequence[str], at: int) -> bool:
    if _HIDDEN_MORE.match(rows[at]):
        return True
    is_gap = bool(_HIDDEN_GAP.fullmatch(rows[at]))
    return is_gap and at + 1 < len(rows) and bool(_HIDDEN_MORE.match(rows[at + 1]))


def _read_hidden(rows: Sequence[str]) -> yaml.Node | None:
    try:
        root = yaml.compose("".join(uncommented(rows)), Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(root, yaml.SequenceNode) or len(root.value) != 1:
        return None
    return cast("yaml.Node", root.value[0])


def _blocks(rows: Sequence[str], spans: dict[int, tuple[int, str, bool]]) -> tuple[FileEntry, ...]:
    taken = {at for first, (stop, *_) in spans.items() for at in range(first, stop)}
    starts = []
    for first in spans:
        start = first
        while start > 0 and start - 1 not in taken and rows[start - 1].lstrip().startswith("#"):
            start -= 1
        while start > 0 and start - 1 not in taken and not rows[start - 1].strip():
            start -= 1
        starts.append(start)
    starts[0] = min(starts[0], 0) if starts else 0
    ends = [*starts[1:], len(rows)]
    return tuple(
        FileEntry(name, tuple(rows[start:end]), first - start, stop - first, is_shown)
        for (first, (stop, name, is_shown)), start, end in zip(
            spans.items(), starts, ends, strict=True
        )
    )


def commented(block: FileEntry) -> FileEntry:
    """``block`` as comments."""
    first, last = block.head, block.head + block.body
    own = block.lines[first:last]
    indent = len(own[0]) - len(own[0].lstrip(" "))
    pad = " " * indent
    hidden = [f"{pad}# {row[indent:]}" if row.strip() else f"{pad}#{row}" for row in own]
    lines = (*block.lines[:first], *hidden, *block.lines[last:])
    return replace(block, lines=lines, is_shown=False)


def shown(block: FileEntry) -> FileEntry:
    """``block`` without the signs of comments, and without the reason for them."""
    first, last = block.head, block.head + block.body
    head = [row for row in block.lines[:first] if not _REASON.match(row)]
    lines = (*head, *uncommented(block.lines[first:last]), *block.lines[last:])
    return replace(block, lines=lines, head=len(head), is_shown=True)


def uncommented(rows: Iterable[str]) -> list[str]:
    """The lines of a commented entry without the signs."""
    return [re.sub(r"^(\s*)# ?", r"\1", row, count=1) for row in rows]


def with_blocks(document: YamlText, region: Region, blocks: Sequence[FileEntry]) -> YamlText:
    """``document`` with these blocks in the place of those of ``region``."""
    written = "".join(row for block in blocks for row in block.lines)
    return YamlText(document.replaced(region.start, region.stop, written))
