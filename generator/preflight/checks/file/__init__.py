"""Checks: The file as a whole: destination, PDF/X, metadata, interactive features."""

from __future__ import annotations

from generator.core.messages import msg
from generator.preflight.checks.rule import CheckGroup

GROUP = CheckGroup("file", msg("File and metadata"))
