"""Checks: Ink coverage, black, overprint."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("ink", msg("Ink and overprint"))
