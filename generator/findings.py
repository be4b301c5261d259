"""Findings: what the makers of a piece noticed and a person should know, short of an error."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.errors import Place
from generator.messages import Message


class Severity(StrEnum):
    """How much a finding matters: a note needs no action, a warning needs a person's decision."""

    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something noticed; ``code`` is stable, the wording is not."""

    code: str
    severity: Severity
    message: Message
    hint: Message | None = None
    place: Place = Place()
