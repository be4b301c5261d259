"""Checks: Images and lines."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("graphics", msg("Pictures and lines"))
