"""The interface of every contestant: once prepared, it makes posters one after the other."""

from __future__ import annotations

from collections.abc import Callable

#: Takes the issuer's name and the ten texts, do's before don'ts, and gives the bytes of one PDF.
Maker = Callable[[str, tuple[str, ...]], bytes]
