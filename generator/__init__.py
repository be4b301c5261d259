"""The code of anpham, in rooms. Programs import ``anpham``, which loads this package by its place.

What they may call stands in ``generator.api``; how the rooms lie, in docs/architecture.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str


def __getattr__(name: str) -> object:
    """Look the version up when it is first asked for: that reads the installed metadata."""
    if name == "__version__":
        return _version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("anpham")
    except PackageNotFoundError:
        return "0+checkout"  # run from the sources without being installed
