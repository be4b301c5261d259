"""Per-document caches for what several checks ask of a document.

Each entry is computed when it is first asked for and lives as long as the document. Caches that
are bounded and keyed by content are ``core.cache``'s.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from generator.preflight.pdf.model import Document

_T = TypeVar("_T")
_P = ParamSpec("_P")


def cached_per_document(
    compute: Callable[Concatenate[Document, _P], _T],
) -> Callable[Concatenate[Document, _P], _T]:
    """``compute`` with a cache: called once for each document and other (hashable) arguments."""
    caches: WeakKeyDictionary[Document, dict[Hashable, _T]] = WeakKeyDictionary()

    @wraps(compute)
    def cached(document: Document, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        cache = caches.setdefault(document, {})
        key = (args, tuple(sorted(kwargs.items())))
        if key not in cache:
            cache[key] = compute(document, *args, **kwargs)
        return cache[key]

    return cached
