"""``python -m generator``, for a checkout: what ``python -m anpham`` does everywhere."""

from __future__ import annotations

from generator.cli import main

if __name__ == "__main__":
    main()
