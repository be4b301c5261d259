"""Checks: Contrast and signs that distinguish do from don't."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("legibility", msg("Contrast, also in black and white"))
