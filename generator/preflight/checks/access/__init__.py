"""Checks: Tags and reading order."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("access", msg("Readable by everyone"))
