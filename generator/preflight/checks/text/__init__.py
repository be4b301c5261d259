"""Checks: Official texts, provenance, digests of all text."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("text", msg("Texts"))
