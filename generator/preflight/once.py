"""What several checks ask of a document, made when it is first asked for and kept as long as it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from generator.preflight.model import Document

_T = TypeVar("_T")


def once(make: Callable[[Document], _T]) -> Callable[[Document], _T]:
    """``make``, but for each document it is done only once."""
    made: WeakKeyDictionary[Document, _T] = WeakKeyDictionary()

    @wraps(make)
    def remembered(document: Document) -> _T:
        if document not in made:
            made[document] = make(document)
        return made[document]

    return remembered
