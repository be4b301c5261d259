"""A line when something takes over a second: on a terminal alone, and not when quiet."""

from __future__ import annotations

import io
import sys
import time

import click
import pytest

from generator.cli import asking, confirmation, progress
from generator.cli.localization import using_language
from generator.cli.report import Report
from generator.core.errors import Problem
from generator.core.messages import msg


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def look(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> None:
    """Let stderr be ``stream``, and a second short; in the test: pytest has its own."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "PATIENCE", 0.05)


def shown(terminal: io.StringIO, seconds: float = 0.4) -> str:
    time.sleep(seconds)
    return terminal.getvalue()


def test_patience_lasts_a_second() -> None:
    assert progress.PATIENCE == 1.0


def test_what_takes_long_is_named_once_in_the_language_in_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    look(monkeypatch, terminal)
    with using_language("vi"):
        report = Report()
        report.doing(msg("reading files ..."))
        assert shown(terminal) == "đang đọc tệp ...\n"
        report.done()


def test_what_is_done_sooner_is_not_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    look(monkeypatch, terminal)
    report = Report()
    report.doing(msg("the first"))
    report.doing(msg("the second"))
    report.done()
    assert shown(terminal) == ""


@pytest.mark.parametrize("is_quiet_before", [True, False])
def test_nothing_is_named_when_quiet(
    monkeypatch: pytest.MonkeyPatch, is_quiet_before: bool
) -> None:
    terminal = Terminal()
    look(monkeypatch, terminal)
    report = Report(quiet=is_quiet_before)
    report.doing(msg("x"))
    report.quiet = True
    assert shown(terminal) == ""


def test_nothing_is_named_where_no_person_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    look(monkeypatch, file)
    Report().doing(msg("x"))
    time.sleep(0.2)
    assert file.getvalue() == ""


@pytest.mark.parametrize("asks", ["prompt", "confirm"])
def test_a_question_ends_the_progress_before_it_is_shown(
    monkeypatch: pytest.MonkeyPatch, asks: str
) -> None:
    terminal = Terminal()
    look(monkeypatch, terminal)
    monkeypatch.setattr(confirmation, "is_interactive", lambda: True)

    def answer(*_: object, **__: object) -> str:
        time.sleep(0.4)
        return "y"

    monkeypatch.setattr("click.prompt", answer)
    report = Report()
    with click.Context(click.Command("x"), obj=report):
        report.doing(msg("reading files ..."))
        if asks == "prompt":
            asking.prompt(msg("Who?"))
        else:
            confirmation.confirm(msg("Sure?"), otherwise=Problem("x", msg("x")))
    assert terminal.getvalue() == ""


def test_no_line_that_is_late_appears_once_all_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    shown_late = progress.Progress(lines.append)
    shown_late.doing("reading")
    timer = shown_late._timer
    assert timer is not None
    shown_late.stop()
    timer.function(*timer.args)  # it rang at the same moment
    assert lines == []
