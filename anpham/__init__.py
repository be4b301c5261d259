"""From an official letter to posters, leaflets and bulletin inserts that print at once.

The Python API is what ``__all__`` names, and docs/api.md shows it at work; everything else may
change without notice. All of it has been there since 0.1.0.

The code is the package ``generator`` that lies beside this one. Its name is a common one, so it is
loaded here by its place: whatever ``generator`` lies in the working folder is never imported
instead. For that, a worker process must import ``anpham`` before anything else of ours, and it
does: what is public is pickled as ``anpham.NAME`` (see ``generator.core.public``).
"""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.api import (
        AnphamError,
        ApprovedItem,
        ApprovedTextChange,
        CampaignApproval,
        ContentError,
        Destination,
        DoesNotFitError,
        FailedPiece,
        Finding,
        Gallery,
        InputOutputError,
        Issuer,
        IssuerRequest,
        Letter,
        LetterBlock,
        Made,
        MadeFile,
        MakeOptions,
        Message,
        MissingResourceError,
        NewCampaign,
        OutputFile,
        OutputKind,
        Piece,
        Place,
        Preflight,
        Problem,
        RepairedText,
        Severity,
        Task,
        TemplateError,
        TextLength,
        UsageError,
        Workshop,
        approve_campaign,
        check,
        load_issuers,
        make,
        make_gallery,
        new_campaign,
        read_letter,
        repair_text,
    )

    __version__: str

__all__ = [
    "AnphamError",
    "ApprovedItem",
    "ApprovedTextChange",
    "CampaignApproval",
    "ContentError",
    "Destination",
    "DoesNotFitError",
    "FailedPiece",
    "Finding",
    "Gallery",
    "InputOutputError",
    "Issuer",
    "IssuerRequest",
    "Letter",
    "LetterBlock",
    "Made",
    "MadeFile",
    "MakeOptions",
    "Message",
    "MissingResourceError",
    "NewCampaign",
    "OutputFile",
    "OutputKind",
    "Piece",
    "Place",
    "Preflight",
    "Problem",
    "RepairedText",
    "Severity",
    "Task",
    "TemplateError",
    "TextLength",
    "UsageError",
    "Workshop",
    "__version__",
    "approve_campaign",
    "check",
    "load_issuers",
    "make",
    "make_gallery",
    "new_campaign",
    "read_letter",
    "repair_text",
]

_CODE = "generator"


def _load_code(home: Path) -> None:
    """Load the package ``generator`` that lies in ``home`` under its name.

    Another module of that name that is already loaded is left alone: its own imports would break
    if it were replaced, and two packages cannot share a name.

    Raises:
        ImportError: if another one is loaded.
    """
    source = home / _CODE / "__init__.py"
    loaded = sys.modules.get(_CODE)
    if loaded is not None:
        origin = getattr(loaded, "__file__", None)
        if origin is not None and Path(origin).resolve() == source.resolve():
            return
        raise ImportError(
            f"another module named '{_CODE}' is loaded already, from"
            f" {origin or list(getattr(loaded, '__path__', ()))}; anpham's own code bears that"
            " name, too: import anpham before it, or in a process of its own",
            name=_CODE,
            path=origin,
        )
    spec = spec_from_file_location(_CODE, source, submodule_search_locations=[str(source.parent)])
    if spec is None or spec.loader is None:
        raise ImportError(f"anpham's own code is missing: {source}", name=_CODE)
    module = module_from_spec(spec)
    sys.modules[_CODE] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[_CODE]
        raise


_load_code(Path(__file__).absolute().parent.parent)


if not TYPE_CHECKING:  # or a type checker would take any name for a public one

    def __getattr__(name: str) -> object:
        """Import a public name when it is first used: help must not wait for ReportLab."""
        if name == "__version__":
            from generator import __version__

            return __version__
        if name in __all__:
            from generator import api

            return getattr(api, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
