"""Findings of the makers of a piece or of its preflight, for a person to know.

What stops a run is a problem (``core.errors``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.core.errors import Place
from generator.core.messages import Message
from generator.core.public import public


@public
class Severity(StrEnum):
    """Severity of a finding.

    A note needs no action, a warning needs a person's decision; with an error, which only a
    preflight finds, the file must not be printed or published as it is.
    """

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@public
@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; ``code`` is stable, the wording is not."""

    code: str
    severity: Severity
    message: Message
    hint: Message | None = None
    place: Place = Place()
