"""Per-document caches for what several checks ask of a document.

Each entry is computed when it is first asked for and lives as long as the document. Caches that
are bounded and keyed by content are ``core.cache``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from generator.preflight.pdf.model import Document

_T = TypeVar("_T")


def cached_per_document(compute: Callable[[Document], _T]) -> Callable[[Document], _T]:
    """``compute`` with a cache: called once for each document, the result dies with it."""
    cache: WeakKeyDictionary[Document, _T] = WeakKeyDictionary()

    @wraps(compute)
    def cached(document: Document) -> _T:
        if document not in cache:
            cache[document] = compute(document)
        return cache[document]

    return cached


def cached_per_file(compute: Callable[[Document], _T]) -> Callable[[Document], _T]:
    """``compute`` with a cache by file: some pages of another document share its ``whole``'s."""
    cached = cached_per_document(compute)

    @wraps(compute)
    def cached_for_whole(document: Document) -> _T:
        return cached(getattr(document, "whole", document))

    return cached_for_whole
