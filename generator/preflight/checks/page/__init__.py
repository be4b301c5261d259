"""Checks: Page boxes, bleed, safe area and folds."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("page", msg("Page, bleed and folds"))
