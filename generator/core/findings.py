"""Findings: what the makers of a piece, or its preflight, noticed and a person should know."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.core.errors import Place
from generator.core.messages import Message
from generator.core.public import public


@public
class Severity(StrEnum):
    """How much a finding matters.

    A note needs no action, a warning needs a person's decision; with an error, which only a
    preflight finds, the file must not be printed or published as it is.
    """

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@public
@dataclass(frozen=True, slots=True)
class Finding:
    """Something noticed; ``code`` is stable, the wording is not."""

    code: str
    severity: Severity
    message: Message
    hint: Message | None = None
    place: Place = Place()
