"""Shared by tests: folders, outside programs that may be missing, an ordinary user's rights."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import Result

#: The checkout.
ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

#: Runs anpham with these arguments, and perhaps ``standard_input``.
Run = Callable[..., Result]

NOBODY = 65534


def go_without(what: str) -> NoReturn:
    """Skip the test because ``what`` is missing; in CI, where nothing may be skipped, fail it."""
    if os.environ.get("ANPHAM_NO_SKIP"):
        pytest.fail(f"{what}, and nothing may be skipped here")
    pytest.skip(what)


def need_tool(name: str) -> str:
    """The path of an outside program; the test is skipped without it, but never in CI."""
    found = shutil.which(name)
    if found is None:
        go_without(f"{name} is not installed")
    return found


@contextmanager
def ordinary_user() -> Iterator[None]:
    """While this lasts, the process has no more rights than any user: root may write anywhere."""
    if not hasattr(os, "seteuid") or os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
