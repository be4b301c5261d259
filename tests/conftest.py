"""Fixtures of several tests: the shipped campaign, pieces made once, tools that may be missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from support.tools import Run

from generator.cli.main import anpham

# The benchmarks are no part of the package. Behind all else: the installed anpham is tested.
sys.path.append(str(Path(__file__).parent.parent))

# A test that finds a wrong answer must not fail for a busy machine; times are promised elsewhere.
settings.register_profile("anpham", deadline=None)
settings.load_profile("anpham")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="accept what is drawn now as the goldens"
    )


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say that the slow tests were left out; workers that share the tests do not count them."""
    if config.getoption("markexpr") == "not slow":
        terminalreporter.write_line("left out: the slow tests (-m 'slow or not slow' runs all)")


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
