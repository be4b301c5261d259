"""What a PDF's objects hold, read without trust: what is missing or of another kind is None."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pikepdf

#: What pikepdf raises where an object is not what it was taken for, or cannot be decoded.
FAULTS = (
    pikepdf.PdfError,
    AttributeError,
    IndexError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
    ArithmeticError,
)


_MAX_ANCESTORS = 64

# Named once: asked of each operand of each operator, and A | B makes a new type each time.
_NUMBER_TYPES = (int, float, Decimal)
_LIST_TYPES = (list, tuple, pikepdf.Array)
_DICTIONARY_TYPES = (pikepdf.Dictionary, pikepdf.Stream)


def number(value: Any) -> float | None:
    """``value`` as a finite number."""
    if isinstance(value, bool) or not isinstance(value, _NUMBER_TYPES):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def numbers(values: Any, count: int | None = None) -> tuple[float, ...] | None:
    """All of ``values`` as numbers; None if one is not, or if they are not ``count``."""
    if not isinstance(values, _LIST_TYPES):
        return None
    found = tuple(one for one in map(number, values) if one is not None)
    return found if len(found) == len(values) and count in (None, len(found)) else None


def name(value: Any) -> str | None:
    """A name without its slash."""
    if not isinstance(value, pikepdf.Name):
        return None
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        # Older than the rule that names are UTF-8.
        return value.unparse()[1:].decode("latin-1")


def has_entries(value: Any) -> bool:
    """Whether it is a dictionary, or a stream, which has one."""
    return isinstance(value, _DICTIONARY_TYPES)


def entry(holder: Any, key: str) -> Any:
    """The value of ``key`` (with its slash) in a dictionary or stream."""
    if not has_entries(holder):
        return None
    try:
        return holder.get(key)
    except FAULTS:
        return None


def entries(holder: Any) -> Iterator[tuple[str, Any]]:
    """All keys and values of a dictionary or stream."""
    if not has_entries(holder):
        return
    try:
        keys = list(holder.keys())
    except FAULTS:
        return
    for key in keys:
        yield key, entry(holder, key)


def elements(value: Any) -> Iterable[Any]:
    """The elements of an array; none of anything else."""
    return list(value) if isinstance(value, pikepdf.Array) else ()


def content(stream: Any) -> bytes:
    """A stream's bytes, decoded; none if they cannot be."""
    if not isinstance(stream, pikepdf.Stream):
        return b""
    try:
        return stream.read_bytes()
    except FAULTS:
        return b""


def inherited(page: Any, key: str) -> Any:
    """An entry of a page's dictionary or of the nearest node above it in the page tree."""
    node = page
    for _ in range(_MAX_ANCESTORS):
        value = entry(node, key)
        if value is not None:
            return value
        node = entry(node, "/Parent")
        if node is None:
            break
    return None


def identity(value: Any) -> object:
    """Equal for the same object of a file, and hashable."""
    if isinstance(value, pikepdf.Object):
        if value.is_indirect:
            return value.objgen
        try:
            return value.unparse(resolved=False)
        except FAULTS:
            return id(value)
    return value
