"""Edits of a YAML file that a person keeps: a few values change, every other character stays.

Comments, line ends, order, indents and encoding are the person's own. What is read is in
``yaml_nodes``; here only the places of values are asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import yaml

from generator.reading.files import TEXT_ENCODINGS

#: A text that means itself without quotes, in a mapping in braces, too.
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .'’()/-]*[\w.)])?")
_NOT_TEXT: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
#: A day, or a sha256: no text, but one value whatever figures are in it.
_FIGURES: Final = re.compile(r"\d{4}-\d{2}-\d{2}|[0-9a-f]{64}")
_COLON: Final = re.compile(r"\s*:")
#: Of an empty value in braces.
_BLANK_VALUE: Final = re.compile(r"\s*(?=[,}])")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_ABOVE_ASCII: Final = re.compile(r"[^\x00-\x7f]")


#: What is written: a text, a mapping of texts in braces, or nothing, which takes the key out.
YamlValue = str | Mapping[str, str] | None
#: Where a text is replaced by another: start, end, and the new text.
_Edit = tuple[int, int, str]
_Pair = tuple[yaml.Node, yaml.Node]


def with_values(data: bytes, key: str, values: Mapping[str, YamlValue]) -> bytes:
    """The file ``data`` with ``values`` in the mapping at ``key`` of its root.

    A value that is there is replaced, one that is not is added, and one that is None is taken out
    with its key; the mapping itself is added at the end of the file if it is not there.

    Raises:
        ValueError: if the file's root is no mapping, or one in braces without the key.
    """
    mark, encoding = _encoding_of(data)
    text = data[len(mark) :].decode(encoding)
    is_unicode = encoding != "latin-1"
    written = {
        name: _written(value, is_unicode=is_unicode)
        for name, value in values.items()
        if value is not None
    }
    gone = [name for name in values if name not in written]
    text = _without(text, key, gone, written)
    if written:
        text = _edited(text, key, written)
    return mark + text.encode(encoding)


def _encoding_of(data: bytes) -> tuple[bytes, str]:
    """Byte order mark and encoding of ``data``; Latin-1, which keeps every byte, if unknown."""
    for mark, encoding in TEXT_ENCODINGS:
        if data.startswith(mark):
            try:
                data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                continue
            return mark, encoding
    return b"", "latin-1"


def _written(value: str | Mapping[str, str], *, is_unicode: bool) -> str:
    """``value`` as YAML in one line."""
    if isinstance(value, str):
        return _scalar(value, is_unicode=is_unicode)
    inner = (f"{name}: {_scalar(one, is_unicode=is_unicode)}" for name, one in value.items())
    return f"{{{', '.join(inner)}}}"


def _scalar(value: str, *, is_unicode: bool) -> str:
    """``value`` as YAML; quoted where it could mean something else, escaped in old encodings."""
    is_plain = bool(_PLAIN.fullmatch(value)) and value.lower() not in _NOT_TEXT
    if _FIGURES.fullmatch(value) or (is_plain and (is_unicode or value.isascii())):
        return value
    return json.dumps(value, ensure_ascii=not is_unicode)


def _root(text: str) -> yaml.MappingNode:
    # Letters outside of ASCII change no place; in an old encoding they are no letters of YAML's.
    root = yaml.compose(_ABOVE_ASCII.sub("x", text), Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise ValueError("the root is no mapping")
    return root


def _held(node: yaml.Node | None) -> dict[str, _Pair]:
    """The pairs of a mapping by their keys; none of what is no mapping."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return {key.value: (key, value) for key, value in pairs}


def _without(text: str, key: str, gone: Sequence[str], written: Mapping[str, str]) -> str:
    """``text`` without the keys that are ``gone``, or stand in lines and are written in one."""
    node = _held(_root(text)).get(key, (None, None))[1]
    held = _held(node)
    names = [
        name for name in held if name in gone or (name in written and _is_in_lines(held[name][1]))
    ]
    is_flow = isinstance(node, yaml.MappingNode) and bool(node.flow_style)
    taken_out = _flow_places if is_flow else _block_places
    return _changed(text, list(taken_out(text, list(held.values()), names)))


def _is_in_lines(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def _flow_places(text: str, pairs: Sequence[_Pair], names: Sequence[str]) -> Iterator[_Edit]:
    """The edits that take pairs out of a mapping in braces, each with a comma beside it."""
    kept: int | None = None
    for at, (key, _) in enumerate(pairs):
        stop = _replaced(text, pairs[at], "")[1]
        if key.value not in names:
            kept = stop
        elif kept is not None:
            yield kept, stop, ""
            kept = stop
        else:
            is_last = at + 1 == len(pairs)
            yield key.start_mark.index, stop if is_last else pairs[at + 1][0].start_mark.index, ""


def _block_places(text: str, pairs: Sequence[_Pair], names: Sequence[str]) -> Iterator[_Edit]:
    """The edits that take pairs out of a mapping in lines, from line to line."""
    for key, _ in pairs:
        if key.value in names:
            start = key.start_mark.index - key.start_mark.column
            stop = _next_line(text, start)
            while _indent(text, stop) > key.start_mark.column:
                stop = _next_line(text, stop)
            yield start, stop, ""


def _next_line(text: str, at: int) -> int:
    found = _LINE_END.search(text, at)
    return found.end() if found is not None else len(text)


def _indent(text: str, at: int) -> int:
    """The indent of the line that begins at ``at``; a blank one belongs to nothing."""
    line = text[at : _next_line(text, at)]
    return len(line) - len(line.lstrip(" ")) if line.strip() else 0


def _edited(text: str, key: str, written: Mapping[str, str]) -> str:
    root = _root(text)
    end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    held = _held(root)
    if key not in held:
        if root.flow_style:
            raise ValueError("the root is no mapping in lines of its own")
        lines = [f"{key}:", *(f"  {name}: {value}" for name, value in written.items())]
        gap = "" if not text or text.endswith(("\n", "\r")) else end
        return text + gap + end + "".join(line + end for line in lines)
    name, value = held[key]
    if not isinstance(value, yaml.MappingNode):
        block = "".join(f"{end}  {one}: {scalar}" for one, scalar in written.items())
        return text[: name.end_mark.index] + ":" + block + text[value.end_mark.index :]
    new = {one: scalar for one, scalar in written.items() if one not in _held(value)}
    edits = [
        _replaced(text, pair, written[one]) for one, pair in _held(value).items() if one in written
    ]
    added = (_added_to_flow if value.flow_style else _added_to_block)(text, value, new, end)
    return _changed(text, [*edits, *added])


def _replaced(text: str, pair: _Pair, scalar: str) -> _Edit:
    """The edit of a value; an empty one has no place of its own, and stands after its colon."""
    key, value = pair
    start, stop = value.start_mark.index, value.end_mark.index
    if start < stop:
        return start, stop, scalar
    colon = _COLON.match(text, key.end_mark.index)
    if colon is None:
        return key.end_mark.index, key.end_mark.index, f": {scalar}"
    blank = _BLANK_VALUE.match(text, colon.end())
    return colon.end(), blank.end() if blank is not None else colon.end(), f" {scalar}"


def _added_to_flow(
    text: str, node: yaml.MappingNode, new: Mapping[str, str], _: str
) -> Iterator[_Edit]:
    """The edit that adds pairs to a mapping in braces, behind its last one."""
    inner = ", ".join(f"{name}: {scalar}" for name, scalar in new.items())
    if inner and node.value:
        at = _replaced(text, node.value[-1], "")[1]
        yield at, at, f", {inner}"
    elif inner:
        yield node.start_mark.index + 1, node.start_mark.index + 1, inner


def _added_to_block(
    text: str, node: yaml.MappingNode, new: Mapping[str, str], end: str
) -> Iterator[_Edit]:
    """The edit that adds lines to a mapping, behind that of its last value, with its remark."""
    pairs = [pair for pair in node.value if not _is_in_lines(pair[1])]
    if not new:
        return
    if not pairs:
        raise ValueError("no value of the mapping stands in one line")
    indent = " " * node.value[0][0].start_mark.column
    last = _replaced(text, pairs[-1], "")[1]
    line_end = _LINE_END.search(text, last)
    at = line_end.start() if line_end is not None else len(text)
    yield at, at, "".join(f"{end}{indent}{name}: {scalar}" for name, scalar in new.items())


def _changed(text: str, edits: Sequence[_Edit]) -> str:
    """``text`` with the edits, of which those at one place stand in their order."""
    for start, stop, new in reversed(sorted(edits, key=lambda edit: edit[0])):
        text = text[:start] + new + text[stop:]
    return text
