"""From an official letter to posters, leaflets and bulletin inserts that print at once.

The Python API is what ``__all__`` names; everything else may change without notice.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.content.model import TextLength
    from generator.core.errors import AnphamError
    from generator.core.findings import Finding, Severity
    from generator.orders.making import Made, MadeFile, make
    from generator.orders.options import MakeOptions
    from generator.press.profile import Destination

    __version__: str

__all__ = [
    "AnphamError",
    "Destination",
    "Finding",
    "Made",
    "MadeFile",
    "MakeOptions",
    "Severity",
    "TextLength",
    "__version__",
    "make",
]

_HOMES = {
    "AnphamError": "generator.core.errors",
    "Destination": "generator.press.profile",
    "Finding": "generator.core.findings",
    "Made": "generator.orders.making",
    "MadeFile": "generator.orders.making",
    "MakeOptions": "generator.orders.options",
    "Severity": "generator.core.findings",
    "TextLength": "generator.content.model",
    "make": "generator.orders.making",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used: ``anpham --help`` must not wait for ReportLab."""
    if name == "__version__":
        return _version()
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("anpham")
    except PackageNotFoundError:
        return "0+checkout"  # run from the sources without being installed
