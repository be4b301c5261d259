"""Checks: Colour spaces, output intents, transparency."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import Group

GROUP = Group("colour", msg("Colours and output intent"))
