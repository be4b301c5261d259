"""Checks: Colour spaces, output intents, transparency."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("colour", msg("Colours and output intent"))
