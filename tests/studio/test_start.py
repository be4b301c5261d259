"""The studio starts at once: what makes pieces is loaded by the processes that make them."""

from __future__ import annotations

import subprocess
import sys

import support.studio  # noqa: F401 - skips all this where the extra is not installed

_HEAVY = "reportlab pypdfium2 pikepdf fontTools generator.pipeline"
_PROGRAM = f"""
import sys
sys.path[:] = {{path!r}}
import anpham
import generator.studio.serving
print(*[name for name in "{_HEAVY}".split() if name in sys.modules])
"""


def test_a_server_starts_without_what_makes_pieces() -> None:
    program = _PROGRAM.format(path=sys.path)
    loaded = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert loaded.stdout.split() == []
