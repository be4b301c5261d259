"""What several checks ask of a document, made when it is first asked for and kept as long as it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from generator.preflight.pdf.model import Document

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


def once_for_file(make: Callable[[Document], _T]) -> Callable[[Document], _T]:
    """As :func:`once`; a document that is some pages of another's ``whole`` has what that has."""
    remembered = once(make)

    @wraps(make)
    def of_whole(document: Document) -> _T:
        return remembered(getattr(document, "whole", document))

    return of_whole
