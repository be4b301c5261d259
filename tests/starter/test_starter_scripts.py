"""The starters of a bundle: one and the same steps on every system, and words without Python."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from support.shipped import ASSETS

from generator.starter.scripts import bundle_scripts

STARTER = ASSETS.studio / "starter"
SHELL = (STARTER / "start.sh").read_text(encoding="utf-8").splitlines()
BATCH = (STARTER / "start.bat").read_text(encoding="ascii").splitlines()

#: Each step: lines of the ``.sh``, lines of the ``.bat`` that do the same.
STEPS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "say what runs it, print no commands, read and write UTF-8, name the window",
        ("#!/bin/sh",),
        ("@echo off", "chcp 65001 >nul", "title anpham"),
    ),
    (
        "go into the folder of the starter, or stop with 5",
        ('cd "$(dirname "$0")" || exit 5',),
        ('pushd "%~dp0" || exit /b 5',),
    ),
    (
        "try each Python, the newest first; Windows has a launcher and no stub to be passed over",
        (
            "for python in python3.13 python3.12 python3.11 python3 python; do",
            'if [ "$(command -v "$python")" = /usr/bin/python3 ] '
            "&& command -v xcode-select >/dev/null; then",
            "xcode-select -p >/dev/null 2>&1 || continue",
            "fi",
        ),
        (
            "call :try py -3.13 && goto found",
            "call :try py -3.12 && goto found",
            "call :try py -3.11 && goto found",
            "call :try python3 && goto found",
            "call :try python && goto found",
        ),
    ),
    (
        "take the first of which start.py says that it will do, silently",
        ('if "$python" tep-cai-dat/start.py --check >/dev/null 2>&1; then',),
        (
            ":try",
            "%* tep-cai-dat\\start.py --check >nul 2>nul || exit /b 1",
            'set "python=%*"',
            "exit /b 0",
        ),
    ),
    (
        "run start.py with it and all arguments, and note the exit code",
        ('"$python" tep-cai-dat/start.py "$@"', "code=$?"),
        (":found", "%python% tep-cai-dat\\start.py %*", "set code=%errorlevel%"),
    ),
    (
        "keep the window open unless it ended well or by Ctrl-C",
        ('if [ "$code" -ne 0 ] && [ "$code" -ne 130 ]; then read -r _; fi',),
        ("if not %code%==0 if not %code%==130 pause",),
    ),
    ("end with that code", ('exit "$code"', "fi", "done"), ("exit /b %code%",)),
    (
        "with no Python, show what to get, keep the window open, end with 3",
        ("cat tep-cai-dat/can-python.txt", "read -r _", "exit 3"),
        ("type tep-cai-dat\\can-python.txt", "pause", "exit /b 3"),
    ),
)


def statements(lines: list[str]) -> list[str]:
    """The lines that do something, without indents."""
    found = [line.strip() for line in lines]
    return [
        line
        for line in found
        if line and not line.startswith("rem ") and (not line.startswith("#") or line[:2] == "#!")
    ]


def test_every_line_of_both_starters_belongs_to_a_step_that_both_take() -> None:
    assert statements(SHELL) == [line for _, shell, _ in STEPS for line in shell]
    assert sorted(statements(BATCH)) == sorted(line for _, _, batch in STEPS for line in batch)


def test_the_batch_file_takes_its_steps_in_an_order_that_skips_none() -> None:
    lines = statements(BATCH)
    order = ["pushd", "call :try", "type", "exit /b 3", ":found", "exit /b %code%", ":try"]
    at = [next(n for n, line in enumerate(lines) if line.startswith(word)) for word in order]
    assert at == sorted(at)
    # What a jump leads to is there, and nothing runs into a part that is only called.
    assert lines[lines.index(":try") - 1] == "exit /b %code%"
    assert lines[lines.index(":found") - 1] == "exit /b 3"


def test_the_batch_file_is_ascii_with_line_ends_of_windows() -> None:
    (data,) = (data for name, data in scripts().items() if name.endswith(".bat"))
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == len(BATCH)


def test_the_shell_starters_have_line_ends_of_unix_and_are_one() -> None:
    found = scripts()
    assert found["Mo anpham.sh"] == found["Mo anpham.command"]
    assert b"\r" not in found["Mo anpham.sh"]


def scripts(*pythons: str) -> dict[str, bytes]:
    return dict(bundle_scripts(STARTER, pythons or ("3.11", "3.12", "3.13"), ("Windows",)))


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A bundle of scripts alone, beside a folder of programs with no Python among them."""
    for name, data in scripts().items():
        path = tmp_path / "anpham" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    facts = {"id": ["0"], "version": ["1"], "pythons": ["2.0"], "systems": ["Windows"]}
    described = tmp_path / "anpham" / "tep-cai-dat" / "bundle.json"
    described.write_text(json.dumps(facts), encoding="utf-8")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("sh", "dirname", "cat"):
        found = shutil.which(name)
        assert found is not None
        (programs / name).symlink_to(found)
    return tmp_path


def run_starter(unpacked: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", unpacked / "anpham" / "Mo anpham.sh"],
        env={"PATH": str(unpacked / "bin")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_without_python_the_starter_says_which_to_get_and_from_where(unpacked: Path) -> None:
    done = run_starter(unpacked)
    assert done.returncode == 3
    assert "Máy này chưa có Python phù hợp. anpham cần Python 3.11, 3.12, 3.13" in done.stdout
    for system in ("windows", "macos"):
        assert f"https://www.python.org/downloads/{system}/" in done.stdout
    assert "not found" not in done.stdout + done.stderr


def test_a_python_that_will_not_do_counts_as_none(unpacked: Path) -> None:
    python = shutil.which("python3")
    assert python is not None
    (unpacked / "bin" / "python3").symlink_to(Path(python).resolve())
    # It runs start.py, whose bundle asks for Python 2.0.
    assert run_starter(unpacked).returncode == 3


def test_the_starter_passes_over_a_program_that_only_calls_itself_python(unpacked: Path) -> None:
    # As the python3 of Windows, which opens a shop.
    fake = unpacked / "bin" / "python3"
    fake.write_text("#!/bin/sh\nexit 9\n", encoding="utf-8")
    fake.chmod(0o755)
    assert run_starter(unpacked).returncode == 3
