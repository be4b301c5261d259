"""The data that a worker process draws and reads with.

Each worker is a door of its own: it is a process that starts by itself, and the folders of the
shipped data are found where it runs rather than sent along with every task.
"""

from __future__ import annotations

from functools import cache

from generator.core.assets import Assets, shipped_assets


@cache
def worker_assets() -> Assets:
    """The shipped data, looked for once in each process."""
    return shipped_assets()
