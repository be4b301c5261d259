"""Checks: QR codes and the addresses in them."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("qr", msg("QR codes"))
