"""Checks: Images and lines."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import Group

GROUP = Group("graphics", msg("Pictures and lines"))
