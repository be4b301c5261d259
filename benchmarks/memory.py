"""Memory that this process takes and has taken, in KB."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_kb() -> int:
    """The most memory that this process has had resident at once."""
    # Linux's ru_maxrss also counts what the parent had resident when it started us.
    if _STATUS.exists():
        return _status("VmHWM")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def resident_kb() -> int:
    """Resident memory now; its peak where the system does not report that."""
    return _status("VmRSS") if _STATUS.exists() else peak_kb()


def _status(field: str) -> int:
    for line in _STATUS.read_text(encoding="ascii").splitlines():
        if line.startswith(f"{field}:"):
            return int(line.split()[1])
    raise LookupError(field)
