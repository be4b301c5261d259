"""Checks: Tags and reading order."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import Group

GROUP = Group("access", msg("Readable by everyone"))
