"""The command line: a thin door to ``generator.make`` and the lists."""

from __future__ import annotations

from generator.cli.main import main

__all__ = ["main"]
