"""Checks: QR codes and the addresses in them."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import Group

GROUP = Group("qr", msg("QR codes"))
