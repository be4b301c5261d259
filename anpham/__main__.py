"""The command ``anpham``, and ``python -m anpham``."""

from __future__ import annotations

from generator.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
