"""Checks: Legal bases: cited acts and their standing."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("legal", msg("Legal bases"))
