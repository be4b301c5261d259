"""The contestants, and which of them can take part here."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import cast

from benchmarks.content import PosterContent
from benchmarks.maker import Maker

#: Takes what the poster says, the folder of fonts, and a folder of its own for whatever it needs.
Prepare = Callable[[PosterContent, Path, Path], Maker]


@dataclass(frozen=True, slots=True)
class Contestant:
    """A maker of posters.

    Attributes:
        module: Where its ``function`` is; imported in its own worker process only.
        distribution: What it is called as an installed package; None for ourselves.
    """

    name: str
    module: str
    distribution: str | None = None
    function: str = "prepare"

    @property
    def takes_part(self) -> bool:
        """True if all that it needs is installed."""
        return self.distribution is None or importlib.util.find_spec(self.distribution) is not None

    @property
    def label(self) -> str:
        """Its name, with the version if it is a peer's."""
        return f"{self.name} {version(self.distribution)}" if self.distribution else self.name

    def prepare(self) -> Prepare:
        """The function that makes its maker."""
        return cast(Prepare, getattr(importlib.import_module(self.module), self.function))


OURS = Contestant("anpham", "benchmarks.ours")
#: Ourselves with files for the print shop.
PRESS = Contestant("press", "benchmarks.ours", function="prepare_for_press")
#: The same without crop marks and slug, which no standard asks for.
UNMARKED = Contestant("press, no marks", "benchmarks.ours", function="prepare_without_marks")
TYPST = Contestant("typst", "benchmarks.peers.typst_poster", "typst")
WEASYPRINT = Contestant("weasyprint", "benchmarks.peers.weasyprint_poster", "weasyprint")

#: Ourselves with the care for lines turned off: what that care costs is measured against it.
PLAIN = Contestant("plain", "benchmarks.vietnamese.plain")

#: Who takes part in the comparison with the peers.
PEERS = (OURS, TYPST, WEASYPRINT)
ALL = {c.name: c for c in (*PEERS, PRESS, UNMARKED, PLAIN)}
