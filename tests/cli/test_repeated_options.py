"""An option given twice is honoured twice or refused: never is one value dropped in silence."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from support.tools import Run

from generator.cli.main import anpham

SEVERAL = {"--co-issuer", "--issuer", "--size", "--theme"}


def single_valued() -> list[tuple[str, str]]:
    """Each option of each command that takes one value."""
    return [
        (command.name or "", max(param.opts, key=len))
        for command in anpham.commands.values()
        for param in command.params
        if isinstance(param, click.Option) and not param.is_flag and not param.multiple
    ]


def test_only_issuers_sizes_and_themes_are_several() -> None:
    several = {
        max(param.opts, key=len)
        for command in anpham.commands.values()
        for param in command.params
        if isinstance(param, click.Option) and param.multiple
    }
    assert several == SEVERAL
    assert len(single_valued()) > 15


@pytest.mark.parametrize(("command", "option"), single_valued())
def test_every_single_valued_option_of_every_command_is_refused_when_given_twice(
    run: Run, command: str, option: str
) -> None:
    value = "vi" if option == "--lang" else "press" if option == "--for" else "x"
    result = run(command, option, value, option, value)
    assert result.exit_code == 2
    assert f"{option} " in result.stderr.splitlines()[0]
    assert result.stderr.splitlines()[0].endswith(
        ("is given more than once", "được ghi nhiều hơn một lần")
    )
    assert not list(Path().iterdir())


def test_opposite_flags_are_refused_and_others_may_be_repeated(run: Run) -> None:
    assert run("make", "insert", "--check", "--no-check").exit_code == 2
    assert run("make", "insert", "--png", "--png", "-q", "-q", "--no-check").exit_code == 0


def test_the_language_of_the_command_and_of_the_group_may_not_differ(run: Run) -> None:
    assert run("--lang", "vi", "list", "--lang", "en", "sizes").exit_code == 2
    assert run("--lang", "vi", "list", "--lang", "VI", "sizes").exit_code == 0


def test_several_issuers_are_made_each_into_files_of_their_own(run: Run) -> None:
    result = run("make", "insert", "--issuer", "Thới An", "--issuer", "An Phú Đông", "--no-check")
    assert result.exit_code == 0
    assert sorted(path.name for path in Path("output").iterdir()) == [
        "insert-phuong-an-phu-dong.pdf",
        "insert-phuong-thoi-an.pdf",
    ]
    lines = result.stderr.splitlines()
    assert sum(line.startswith("files made: 2 of 2") for line in lines) == 1
    assert sum("may have been replaced" in line for line in lines) == 1


def test_one_of_several_issuers_that_is_not_known_stops_the_order_before_anything(run: Run) -> None:
    result = run("make", "insert", "--issuer", "Thới An", "--issuer", "Không Có Đâu")
    assert result.exit_code == 2
    assert not Path("output").exists()


def test_unknown_values_of_several_options_are_told_at_once(run: Run) -> None:
    result = run("make", "insert", "--issuer", "Không Có Đâu", "--size", "A99", "--theme", "zzz")
    assert result.exit_code == 2
    for words in ("Không Có Đâu", "A99", "zzz"):
        assert words in result.stderr


def test_all_issuers_that_are_not_known_are_told_at_once(run: Run) -> None:
    result = run(
        *("make", "insert", "--issuer", "An Phú Đông", "--issuer", "Tân An"),
        *("--issuer", "Không Có Đâu", "--issuer", "phường"),
    )
    assert result.exit_code == 2
    for words in ("“Tân An” names", "named “Không Có Đâu”", "behind “phường”"):
        assert result.stderr.count(words) == 1
    assert "An Phú Đông" not in result.stderr.split("hint")[0]
    assert not Path("output").exists()
