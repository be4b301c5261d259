"""What content calls, as forms, tiles, glyphs and soft masks; and what comes to no end by that.

A program that follows a form that draws itself, or ten forms that draw ten others each, is busy
for ever. Such content is found here by what it calls, without running it.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Stream

from generator.preflight.pdf.objects import (
    FAULTS,
    content,
    elements,
    entries,
    entry,
    inherited,
    name,
)
from generator.preflight.pdf.operators import parse_content

#: Bytes of content that a page may come to when all that it calls is written out. Maps with
#: thousands of signs have a few million.
MAX_EXPANDED_BYTES: Final = 100_000_000
#: What a call costs beside what it runs, in bytes.
_CALL_OVERHEAD_BYTES: Final = 1_000
#: What a call is known by; an operator, unlike a name, can be written in one way only.
_CALLING_OPERATORS: Final = (b"Do", b"scn", b"SCN", b"gs", b"Tf")
_RESOURCE_CATEGORIES: Final = {
    "Do": "/XObject",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "gs": "/ExtGState",
    "Tf": "/Font",
}

#: Object and generation number.
ObjectId = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RunawayContent:
    """A content stream that calls more than can be drawn.

    Attributes:
        key: Of the stream, or of the page, whose content must not be run.
        page: Zero-based, the first that uses it.
        is_loop: Whether it calls itself, directly or through others; else it only calls too much.
    """

    key: ObjectId
    page: int
    is_recursive: bool


@dataclass(frozen=True, slots=True)
class _Node:
    """A page, or a stream of content.

    Attributes:
        owner: The page or stream whose resources it is run with: its own, or else its caller's.
    """

    key: ObjectId
    owner: ObjectId
    source: Any = field(compare=False)
    resources: Any = field(compare=False)

    @property
    def data(self) -> bytes:
        """Its own content."""
        if isinstance(self.source, Stream):
            return content(self.source)
        streams = entry(self.source, "/Contents")
        parts = elements(streams) if isinstance(streams, Array) else (streams,)
        return b"\n".join(map(content, parts))


_Calls = Mapping[_Node, int]
_Combine = Callable[[Iterable[int]], int]


def find_runaway_content(pdf: pikepdf.Pdf) -> tuple[RunawayContent, ...]:
    """The content that must be cut out before the file can be drawn; none in nearly all files."""
    # What might be called takes no parsing; only where that is too much, content is read.
    if not _walk_pages(pdf, _possible_calls, lambda sizes: max(sizes, default=0)):
        return ()
    return _walk_pages(pdf, _calls, sum)


def without_runaway_content(data: bytes) -> bytes:
    """A file as it can be drawn: as it is, or without the content that comes to no end.

    What is no PDF, or too damaged to be read here, is given back as it is.
    """
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            tangles = find_runaway_content(pdf)
            if not tangles:
                return data
            _empty_streams(pdf, tangles)
            written = io.BytesIO()
            pdf.save(written, encryption=False, fix_metadata_version=False)
            return written.getvalue()
    except FAULTS:
        return data


def _empty_streams(pdf: pikepdf.Pdf, tangles: tuple[RunawayContent, ...]) -> None:
    for tangle in tangles:
        source = pdf.get_object(tangle.key)
        if isinstance(source, Stream):
            source.write(b"")
        else:
            source.Contents = pdf.make_stream(b"")


def _walk_pages(
    pdf: pikepdf.Pdf, calls_of: Callable[[_Node], _Calls], weigh: _Combine
) -> tuple[RunawayContent, ...]:
    walk = _Walk(calls_of, weigh)
    for index, page in enumerate(pdf.pages):
        key = page.obj.objgen
        walk.follow(_Node(key, key, page.obj, inherited(page.obj, "/Resources")), index)
    return tuple(walk.tangles.values())


class _Walk:
    """Goes through all that pages call, callees first; with a stack of its own no file is deep."""

    def __init__(self, calls_of: Callable[[_Node], _Calls], weigh: _Combine) -> None:
        self.tangles: dict[ObjectId, RunawayContent] = {}
        self._calls_of = calls_of
        self._weigh = weigh
        self._sizes: dict[_Node, int] = {}

    def follow(self, root: _Node, page: int) -> None:
        """All that one page calls."""
        if root in self._sizes:
            return
        calls = self._calls_of(root)
        path = [(root, calls, list(calls))]
        running = {root}
        while path:
            node, calls, waiting = path[-1]
            if not waiting:
                self._sizes[node] = self._size(node, calls, page)
                running.discard(node)
                path.pop()
                continue
            callee = waiting.pop()
            if callee in running:
                self.tangles[node.key] = RunawayContent(node.key, page, is_recursive=True)
            elif callee not in self._sizes:
                inner = self._calls_of(callee)
                path.append((callee, inner, list(inner)))
                running.add(callee)

    def _size(self, node: _Node, calls: _Calls, page: int) -> int:
        """The bytes of content that a node comes to."""
        if node.key in self.tangles:
            return _CALL_OVERHEAD_BYTES
        called = self._weigh(count * self._sizes.get(callee, 0) for callee, count in calls.items())
        own = _CALL_OVERHEAD_BYTES + (len(node.data) if isinstance(node.source, Stream) else 0)
        if calls and own + called > MAX_EXPANDED_BYTES:
            self.tangles[node.key] = RunawayContent(node.key, page, is_recursive=False)
            return _CALL_OVERHEAD_BYTES
        return own + called


def _possible_calls(node: _Node) -> _Calls:
    """Everything that a node's resources hold, each as if all its calls were of that."""
    held = {
        callee
        for kind in dict.fromkeys(_RESOURCE_CATEGORIES.values())
        for _, thing in entries(entry(node.resources, kind))
        for callee in _callees(thing, node)
    }
    appearances = list(_appearances(node))
    times = len(appearances)
    if held:
        data = node.data
        times += sum(data.count(operator) for operator in _CALLING_OPERATORS)
    return dict.fromkeys(held.union(appearances), times) if times else {}


def _calls(node: _Node) -> _Calls:
    """What a node calls, and how often."""
    found: Counter[_Node] = Counter(_appearances(node))
    source = node.source if isinstance(node.source, Stream) else pikepdf.Page(node.source)
    for operator, operands in parse_content(source):
        kind = _RESOURCE_CATEGORIES.get(operator)
        if kind is None or not operands:
            continue
        plain = name(operands[0 if operator == "Tf" else -1])
        if plain is not None:
            thing = entry(entry(node.resources, kind), f"/{plain}")
            found.update(_callees(thing, node))
    return found


def _callees(thing: Any, caller: _Node) -> Iterator[_Node]:
    """The content that a resource has."""
    if isinstance(thing, Stream):
        if name(entry(thing, "/Subtype")) == "Form" or entry(thing, "/PatternType") == 1:
            yield _node(thing, entry(thing, "/Resources"), caller)
    elif isinstance(thing, Dictionary):
        for _, procedure in entries(entry(thing, "/CharProcs")):
            if isinstance(procedure, Stream):
                yield _node(procedure, entry(thing, "/Resources"), caller)
        yield from _callees(entry(entry(thing, "/SMask"), "/G"), caller)
        for part in elements(entry(thing, "/Font")):
            yield from _callees(part, caller)


def _node(source: Any, resources: Any, caller: _Node) -> _Node:
    key = source.objgen
    if resources is None:
        return _Node(key, caller.owner, source, caller.resources)
    return _Node(key, key, source, resources)


def _appearances(node: _Node) -> Iterator[_Node]:
    """How a page's annotations look, in all states."""
    if isinstance(node.source, Stream):
        return
    for annotation in elements(entry(node.source, "/Annots")):
        look = entry(entry(annotation, "/AP"), "/N")
        for state in [look] if isinstance(look, Stream) else [one for _, one in entries(look)]:
            if isinstance(state, Stream):
                yield _node(state, entry(state, "/Resources"), node)
