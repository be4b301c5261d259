"""The command line: a thin door to ``generator.api``."""

from __future__ import annotations

import sys

try:
    from generator.cli.main import main
except KeyboardInterrupt:  # Ctrl-C while this is still being imported, before main() can catch it
    sys.exit(130)

__all__ = ["main"]
