"""The call graph of content streams, and runaway content in it.

Pages call forms, tiling patterns, Type 3 glyphs and soft masks, which call others. A program that
runs a form that draws itself, or ten forms that draw ten others each, never ends. Such content is
found here from the call graph, without running it. Content is run in
``preflight.pdf.interpreter``; the finding is ``preflight.checks.file.runaway_content``'s.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pikepdf
from pikepdf import Dictionary, Stream

from generator.reading.pdf.objects import (
    FAULTS,
    content,
    elements,
    entries,
    entry,
    inherited,
    name,
    page_content,
)
from generator.reading.pdf.operators import parse_content

#: Upper bound for a page's content in bytes with all calls expanded. Corpus: the largest sound page
#: has 47,000, maps with thousands of symbols a few million. pdfium draws about 7 million bytes of
#: small rectangles a second, so that a page below the bound takes a quarter of a minute at most.
MAX_EXPANDED_BYTES: Final = 100_000_000
#: Cost of a call beside the content it runs, in bytes, so that calls of empty forms add up, too.
#: Measured: an empty form takes pdfium as long as 16 bytes and us as long as 100.
_CALL_OVERHEAD_BYTES: Final = 1_000
#: Bytes that every call contains; an operator, unlike a name, can be written in one way only.
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
    """A content stream whose expansion is infinite or over a limit.

    Attributes:
        key: Of the stream, or of the page, whose content must not be run.
        page: Zero-based, the first that uses it.
        is_recursive: True if it calls itself, directly or through others; else it expands too far.
    """

    key: ObjectId
    page: int
    is_recursive: bool


@dataclass(frozen=True, slots=True)
class _Node:
    """A page or a content stream.

    Attributes:
        owner: The page or stream whose resources it uses: itself or, without any, its caller.
    """

    key: ObjectId
    owner: ObjectId
    source: Any = field(compare=False)
    resources: Any = field(compare=False)

    @property
    def data(self) -> bytes:
        """Its own content, without what it calls."""
        if isinstance(self.source, Stream):
            return content(self.source)
        return page_content(self.source)


_Calls = Mapping[_Node, int]
_Combine = Callable[[Iterable[int]], int]


def find_runaway_content(
    pdf: pikepdf.Pdf, *, limit: int = MAX_EXPANDED_BYTES
) -> tuple[RunawayContent, ...]:
    """Content streams that must be emptied before the file is drawn; none in most files.

    Args:
        limit: Upper bound for the expanded content of a page, in bytes.
    """
    # The upper bound needs no parsing; only files above it have their content parsed.
    if not _walk_pages(pdf, _possible_calls, lambda sizes: max(sizes, default=0), limit):
        return ()
    return _walk_pages(pdf, _calls, sum, limit)


def without_runaway_content(data: bytes) -> bytes:
    """The file's bytes as they are or, if it has runaway content, a copy with that emptied.

    Data that are no PDF, or too damaged to be read here, are returned unchanged.
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
    pdf: pikepdf.Pdf, calls_of: Callable[[_Node], _Calls], weigh: _Combine, limit: int
) -> tuple[RunawayContent, ...]:
    walk = _CallWalk(calls_of, weigh, limit)
    for index, page in enumerate(pdf.pages):
        key = page.obj.objgen
        walk.follow(_Node(key, key, page.obj, inherited(page.obj, "/Resources")), index)
    return tuple(walk.tangles.values())


class _CallWalk:
    """Depth-first traversal of the call graph, callees first, with an explicit stack."""

    def __init__(self, calls_of: Callable[[_Node], _Calls], weigh: _Combine, limit: int) -> None:
        self.tangles: dict[ObjectId, RunawayContent] = {}
        self._calls_of = calls_of
        self._weigh = weigh
        self._limit = limit
        self._sizes: dict[_Node, int] = {}

    def follow(self, root: _Node, page: int) -> None:
        """Traverses everything that one page calls."""
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
        """Expanded size of a node in bytes."""
        if node.key in self.tangles:
            return _CALL_OVERHEAD_BYTES
        called = self._weigh(count * self._sizes.get(callee, 0) for callee, count in calls.items())
        own = _CALL_OVERHEAD_BYTES + (len(node.data) if isinstance(node.source, Stream) else 0)
        if calls and own + called > self._limit:
            self.tangles[node.key] = RunawayContent(node.key, page, is_recursive=False)
            return _CALL_OVERHEAD_BYTES
        return own + called


def _possible_calls(node: _Node) -> _Calls:
    """Upper bound of a node's calls: all its resources, each with the number of all calls."""
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
    """Callees of a node with the number of calls."""
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
    """Content streams of a resource."""
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
    """Normal appearances of a page's annotations, in all states."""
    if isinstance(node.source, Stream):
        return
    for annotation in elements(entry(node.source, "/Annots")):
        look = entry(entry(annotation, "/AP"), "/N")
        for state in [look] if isinstance(look, Stream) else [one for _, one in entries(look)]:
            if isinstance(state, Stream):
                yield _node(state, entry(state, "/Resources"), node)
