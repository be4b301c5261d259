"""Edits of ``campaign.yaml``: a value changes, every comment and every other character stay.

A file in another encoding than UTF-8, or with texts in a legacy one, becomes UTF-8 as it is edited.
Values that the program writes for a person, as approvals, are edited in ``yaml_edit``; the order of
items and groups in ``campaign_structure``. Whether the edited file is a campaign is decided by
``campaign.load_campaign``.

A path names a value from the root: ``("title",)``, ``("groups", "do", "title")``; items stand under
their addresses, ``("items", "1.3", "headline")``, legal bases under their numbers, with "#2" for
the second of the same name.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any, Final

import yaml

from generator.content.yaml_document import (
    Pair,
    Value,
    YamlText,
    entry_lines,
    folded,
    in_flow,
    is_foldable,
    is_null,
    pair_of,
    scalar,
)
from generator.core.cache import LruCache
from generator.vietnamese.decoding import decode_text
from generator.vietnamese.text_guard import convert_file

Path = Sequence[str]

ITEMS: Final = "items"
#: The name of the file in messages.
_SOURCE: Final = "campaign.yaml"
#: Files in the cache: an edit reads the one before it and its own several times.
_CACHED_FILES: Final = 32
#: A text of more characters is folded, unless the person wrote such in one line.
_LONG: Final = 96


_documents: Final = LruCache[YamlText](_CACHED_FILES)
_documents_lock: Final = threading.Lock()


def read_document(data: bytes) -> YamlText:
    """The campaign file ``data``, in Unicode.

    Raises:
        ContentError: if the bytes are no text, or characters were lost.
    """
    with _documents_lock:
        held = _documents.get(data)
    if held is None:
        text, _ = convert_file(decode_text(data, source=_SOURCE), source=_SOURCE)
        held = _cached(data, YamlText(text))
    return held


def written(document: YamlText) -> bytes:
    """The bytes of ``document``. What is read of them next was converted already."""
    data = document.text.encode("utf-8")
    _cached(data, document)
    return data


def _cached(data: bytes, document: YamlText) -> YamlText:
    with _documents_lock:
        return _documents.put(data, document)


def value_at(data: bytes, path: Path) -> Any:
    """The plain value at ``path`` of the file ``data``; None if there is none."""
    found = read_document(data).find(path)
    return None if found is None else plain(found)


def plain(node: yaml.Node) -> Any:
    """The value of ``node``: texts, as loaders ask for them, lists, mappings; None if empty."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): plain(one) for key, one in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(one) for one in node.value]
    return None if is_null(node) else str(node.value)


def with_value(data: bytes, path: Path, value: Value | None) -> bytes:
    """The file ``data`` with ``value`` at ``path``; None takes the key out.

    Raises:
        KeyError: if nothing is there that could hold the value.
    """
    return written(with_text_value(read_document(data), path, value))


def with_text_value(document: YamlText, path: Path, value: Value | None) -> YamlText:
    """As :func:`with_value`, of a document."""
    if value is not None and not isinstance(value, str) and not value:
        value = None  # an empty list or mapping says as much as none
    *above, key = path
    holder = document.find(above)
    if value is None:
        return _without(document, path)
    if holder is None or is_null(holder):
        if not above:
            raise KeyError(key)
        return with_text_value(document, above, {key: value})
    if not isinstance(holder, yaml.MappingNode):
        raise KeyError(key)
    pair = pair_of(holder, key)
    if pair is not None:
        return YamlText(_replaced(document, holder, pair, value))
    return YamlText(_added(document, holder, key, value))


def _replaced(document: YamlText, holder: yaml.MappingNode, pair: Pair, value: Value) -> str:
    key, old = pair
    if isinstance(value, str) and isinstance(old, yaml.ScalarNode):
        if plain(old) == value:
            return document.text
        return _with_scalar(document, holder, pair, value)
    is_list = isinstance(old, yaml.SequenceNode) and not old.flow_style and old.value
    if isinstance(old, yaml.SequenceNode) and is_list and not isinstance(value, str | Mapping):
        return _with_entries(document, old, [str(one) for one in value])
    if holder.flow_style or (isinstance(old, yaml.CollectionNode) and old.flow_style):
        return document.replaced(
            document.colon(key), document.end_of_pair(pair), f" {in_flow(value)}"
        )
    start = document.line_start(key.start_mark.index)
    lead = document.text[start : key.start_mark.index]
    lines = list(entry_lines(str(key.value), value, key.start_mark.column))
    lines[0] = lead + lines[0].lstrip()
    end = document.next_line(document.end_of_pair(pair))
    if is_null(old):  # comments may stand below: they stay
        end = document.next_line(document.colon(key))
    return document.replaced(start, end, document.written(lines))


def _with_scalar(document: YamlText, holder: yaml.MappingNode, pair: Pair, value: str) -> str:
    """The text with another scalar in the place of one; a folded one stays folded."""
    key, old = pair
    is_folded = isinstance(old, yaml.ScalarNode) and old.style in (">", "|")
    indent = key.start_mark.column + 2
    if not holder.flow_style and is_foldable(value):
        has_long_lines = len(str(old.value)) > _LONG
        if is_folded or (len(value) > _LONG and not has_long_lines):
            lines = document.line_end.join(folded(value, indent))
            new = f" >-{document.line_end}{lines}"
            return document.replaced(document.colon(key), document.end_of_pair(pair), new)
    new = f" {scalar(value, in_flow=bool(holder.flow_style))}"
    return document.replaced(document.colon(key), document.end_of_pair(pair), new)


def _added(document: YamlText, holder: yaml.MappingNode, key: str, value: Value) -> str:
    if holder.flow_style:
        new = f"{scalar(key)}: {in_flow(value)}"
        if holder.value:
            at = document.end_of_pair(holder.value[-1])
            return document.replaced(at, at, f", {new}")
        at = holder.start_mark.index + 1
        return document.replaced(at, at, new)
    indent = holder.value[0][0].start_mark.column
    at = document.next_line(document.end_of_pair(holder.value[-1]))
    return document.inserted(at, list(entry_lines(key, value, indent)))


def _without(document: YamlText, path: Path) -> YamlText:
    """``document`` without the key at ``path``, and without what is empty then."""
    *above, key = path
    holder = document.find(above)
    pair = pair_of(holder, key) if holder is not None else None
    if pair is None or not isinstance(holder, yaml.MappingNode):
        return document
    if len(holder.value) == 1 and above:
        return _without(document, above)
    at = holder.value.index(pair)
    if holder.flow_style:
        if at:
            start, stop = document.end_of_pair(holder.value[at - 1]), document.end_of_pair(pair)
        else:
            start, stop = pair[0].start_mark.index, holder.value[1][0].start_mark.index
        return YamlText(document.replaced(start, stop, ""))
    start = document.line_start(pair[0].start_mark.index)
    lead = document.text[start : pair[0].start_mark.index]
    if lead.strip():  # behind the dash of an entry: the next key takes its place
        start, stop = pair[0].start_mark.index, holder.value[at + 1][0].start_mark.index
    else:
        stop = document.next_line(document.end_of_pair(pair))
    return YamlText(document.replaced(start, stop, ""))


def _with_entries(document: YamlText, old: yaml.SequenceNode, values: Sequence[str]) -> str:
    """The text with other entries in a list in lines.

    An entry that stays or moves keeps its lines with their comments. One that is new at a place
    whose own entry is gone takes that one's comments.
    """
    starts = [document.line_start(entry.start_mark.index) for entry in old.value]
    starts = [_with_comments(document, start) if at else start for at, start in enumerate(starts)]
    stop = document.next_line(document.end_of(old))
    texts = [
        document.text[start:end] for start, end in zip(starts, [*starts[1:], stop], strict=True)
    ]
    if not texts[-1].endswith(("\n", "\r")):
        texts[-1] += document.line_end
    left = dict(enumerate(str(entry.value) for entry in old.value))
    taken: dict[int, int] = {}
    for place, value in enumerate(values):
        same = [at for at, text in left.items() if text == value]
        if same:
            taken[place] = same[0]
            del left[same[0]]
    written = []
    indent = document.text[starts[0] : document.next_line(starts[0])]
    pad = indent[: len(indent) - len(indent.lstrip())]
    for place, value in enumerate(values):
        if place in taken:
            written.append(texts[taken[place]])
        elif place in left:
            written.append(
                _other_entry(document, old.value[place], texts[place], starts[place], value)
            )
            del left[place]
        else:
            written.append(f"{pad}- {scalar(value)}{document.line_end}")
    return document.replaced(starts[0], stop, "".join(written))


def _other_entry(document: YamlText, entry: yaml.Node, text: str, start: int, value: str) -> str:
    """``text``, an entry's lines, with another value in it."""
    first, last = entry.start_mark.index - start, document.end_of(entry) - start
    return text[:first] + scalar(value) + text[last:]


def _with_comments(document: YamlText, start: int) -> int:
    """The beginning of the comments directly above the line at ``start``."""
    while start > 0:
        above = document.line_start(start - 1)
        if document.text[above:start].endswith("\r\n"):
            above = document.line_start(start - 2)
        if not document.text[above:start].strip().startswith("#"):
            break
        start = above
    return start
