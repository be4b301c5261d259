"""Checks: Fonts and text size."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("type", msg("Fonts and text size"))
