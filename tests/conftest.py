"""What several tests need: the shipped campaign, pieces made once, tools that may be missing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner, Result

from generator.cli.main import anpham

# The benchmarks are no part of the package. Behind all else: the installed anpham is tested.
sys.path.append(str(Path(__file__).parent.parent))

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


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="accept what is drawn now as the goldens"
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs anpham in an empty folder, for a user without settings, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr("click.get_app_dir", lambda _: str(tmp_path / "none"))

    def invoke(*arguments: str, standard_input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(anpham, list(arguments), input=standard_input)

    return invoke
