"""Protocols of checks: of a page or a file, judged by a brief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from generator.core.assets import Assets
from generator.core.destination import Destination
from generator.core.findings import Finding
from generator.core.provenance import Expected, ExpectedAct
from generator.preflight.pdf.model import Document, Page
from generator.press.profile import Profile


@dataclass(frozen=True, slots=True)
class Brief:
    """The terms that a file is judged by.

    Attributes:
        assets: The typefaces and profiles of our own that a file is compared with.
        expected: What the file should be and say; None for a file of which nothing is known.
        known_acts: What is known of acts beside those that ``expected`` cites, as from a campaign
            at hand.
        today: Counts for "how long ago"; None leaves unjudged what depends on the day.
    """

    profile: Profile
    assets: Assets
    expected: Expected | None = None
    known_acts: tuple[ExpectedAct, ...] = ()
    today: dt.date | None = None

    @property
    def for_press(self) -> bool:
        """True if the file is judged as one that a print shop gets."""
        return self.profile.destination is Destination.PRESS


class PageCheck(Protocol):
    """Judges one page; of its document it may ask for what holds for the whole file."""

    def __call__(self, page: Page, brief: Brief, /) -> Iterator[Finding]:
        """Findings of ``page``."""


class FileCheck(Protocol):
    """Judges a file as a whole."""

    def __call__(self, document: Document, brief: Brief, /) -> Iterator[Finding]:
        """Findings of ``document``."""
