"""Checks: Ink coverage, black, overprint."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import Group

GROUP = Group("ink", msg("Ink and overprint"))
