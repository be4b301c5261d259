"""Untrusted access to a PDF's objects: a missing value or one of another type is None.

The one way to read a Name, a number, an array or a stream of a pikepdf object. Content streams are
parsed in ``reading.pdf.operators``; XMP is not an object and has a reader of its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pikepdf

#: Exceptions that pikepdf raises for an object of another type or one that cannot be decoded.
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

#: Limit of the search up the page tree, against circular Parents. Corpus: at most 2 levels; a
#: binary tree of 64 would have more pages than a file can have objects.
_MAX_ANCESTORS = 64

# Constants, because every operand is tested, and A | B makes a new type each time.
_NUMBER_TYPES = (int, float, Decimal)
_LIST_TYPES = (list, tuple, pikepdf.Array)
_DICTIONARY_TYPES = (pikepdf.Dictionary, pikepdf.Stream)


def number(value: Any) -> float | None:
    """``value`` as a finite float; None if it is no number."""
    if isinstance(value, bool) or not isinstance(value, _NUMBER_TYPES):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def numbers(values: Any, count: int | None = None) -> tuple[float, ...] | None:
    """All of ``values`` as floats; None if one is no number, or if there are not ``count``."""
    if not isinstance(values, _LIST_TYPES):
        return None
    found = tuple(one for one in map(number, values) if one is not None)
    return found if len(found) == len(values) and count in (None, len(found)) else None


def name(value: Any) -> str | None:
    """A Name without its slash; None for anything else."""
    if not isinstance(value, pikepdf.Name):
        return None
    try:
        return str(value)[1:]
    except UnicodeDecodeError:
        # Older than the rule that names are UTF-8.
        return value.unparse()[1:].decode("latin-1")


def has_entries(value: Any) -> bool:
    """True for a dictionary, or a stream, which has one."""
    return isinstance(value, _DICTIONARY_TYPES)


def entry(holder: Any, key: str) -> Any:
    """The value of ``key`` (with its slash) in a dictionary or stream; else None."""
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
    """The elements of an array; none for anything else."""
    return list(value) if isinstance(value, pikepdf.Array) else ()


def content(stream: Any) -> bytes:
    """A stream's decoded bytes; empty if they cannot be decoded."""
    if not isinstance(stream, pikepdf.Stream):
        return b""
    try:
        return stream.read_bytes()
    except FAULTS:
        return b""


def page_content(page: Any) -> bytes:
    """A page's decoded content streams, one after the other."""
    streams = entry(page, "/Contents")
    parts = elements(streams) if isinstance(streams, pikepdf.Array) else (streams,)
    return b"\n".join(map(content, parts))


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
    """A hashable key, equal for the same object of a file."""
    if isinstance(value, pikepdf.Object):
        if value.is_indirect:
            return value.objgen
        try:
            return value.unparse(resolved=False)
        except FAULTS:
            return id(value)
    return value


def document_information(pdf: Any) -> Any:
    """The Info dictionary of a pikepdf.Pdf, or None; its own ``docinfo`` would make one."""
    return entry(pdf.trailer, "/Info")
