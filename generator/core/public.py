"""The decorator for names that programs import from ``anpham``, wherever they are defined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

_Marked = TypeVar("_Marked", bound=Callable[..., Any])

#: The package that programs import.
PUBLIC_PACKAGE = "anpham"


def public(thing: _Marked) -> _Marked:
    """Let ``thing``, a class or function, call itself ``anpham.NAME``; use as a decorator.

    Tracebacks and representations show that name, and pickles refer to it. So a process that
    unpickles an order or a result, as a worker does, imports ``anpham`` first, which loads our own
    ``generator``; by its true name it could get another one that lies in the working folder.
    """
    thing.__module__ = PUBLIC_PACKAGE
    return thing
