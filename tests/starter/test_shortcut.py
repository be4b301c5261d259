"""The shortcut of an installation, on each system."""

from __future__ import annotations

import configparser
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path, PureWindowsPath
from typing import cast

import pytest
from support.servers import ServerProcess
from support.tools import Run, go_without, ordinary_user

from generator.starter.scripts import write_shortcut

PYTHON = Path("/opt/Lan's 100%/python")


@pytest.fixture
def with_studio() -> None:
    if find_spec("starlette") is None:
        go_without("the extra anpham[studio] is not installed")


@pytest.mark.slow
@pytest.mark.usefixtures("with_studio")
def test_on_linux_it_opens_the_studio(run: Run, tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        go_without("this is not Linux")
    result = run("studio", "--shortcut", str(tmp_path / "Màn hình"))
    assert result.exit_code == 0, result.output
    script = tmp_path / "Màn hình" / "Mo anpham.sh"
    assert f"{script}: double-click it" in result.stderr.replace("\n", "")
    with ServerProcess(
        command=[script], cwd=tmp_path, environment={"XDG_DATA_HOME": str(tmp_path)}
    ) as server:
        assert server.entrance.startswith("http://127.0.0.1:")


@pytest.mark.usefixtures("with_studio")
def test_without_a_folder_it_is_on_the_desktop(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = tmp_path / "Desktop"
    desktop.mkdir()
    monkeypatch.setattr("platformdirs.user_desktop_path", lambda: desktop)
    assert run("studio", "--shortcut").exit_code == 0
    assert next(path.stem for path in desktop.iterdir()) == "Mo anpham"
    desktop_gone = tmp_path / "none"
    monkeypatch.setattr("platformdirs.user_desktop_path", lambda: desktop_gone)
    assert run("studio", "--shortcut").exit_code == 0
    assert list(tmp_path.glob("Mo anpham.*"))


@pytest.mark.usefixtures("with_studio")
def test_a_folder_that_cannot_be_written_is_named(run: Run, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    with ordinary_user():
        result = run("studio", "--shortcut", str(locked))
    assert result.exit_code == 5
    assert "you may not write in this folder" in result.stderr


def test_the_shell_is_given_each_path_as_one_word(tmp_path: Path) -> None:
    for system, name in (("linux", "Mo anpham.sh"), ("darwin", "Mo anpham.command")):
        write_shortcut(tmp_path, system, PYTHON, Path("/srv/ấn phẩm; rm"))
        lines = (tmp_path / name).read_text(encoding="utf-8").splitlines()
        assert shlex.split(lines[1])[:2] == ["cd", "/srv/ấn phẩm; rm"]
        assert shlex.split(lines[2]) == [str(PYTHON), "-m", "anpham", "studio"]
        subprocess.run(["sh", "-n", tmp_path / name], check=True)


def test_the_batch_file_reads_utf8_and_takes_percent_signs_literally(tmp_path: Path) -> None:
    python = cast(Path, PureWindowsPath(r"C:\Users\Lân 100%\Python\python.exe"))
    (path,) = write_shortcut(tmp_path, "win32", python, None)
    lines = path.read_bytes().decode().split("\r\n")
    assert lines.index("chcp 65001 >nul") < lines.index("title anpham")
    assert r'"C:\Users\Lân 100%%\Python\python.exe" -m anpham studio' in lines
    assert "\n" not in "".join(lines)


def test_the_entry_of_a_linux_desktop_runs_the_script_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "bàn $HOME 100%"
    folder.mkdir()
    script, entry = write_shortcut(folder, "linux", PYTHON, None)
    parsed = configparser.ConfigParser(interpolation=None)
    parsed.read(entry, encoding="utf-8")
    section = parsed["Desktop Entry"]
    assert section["Type"] == "Application"
    assert section["Terminal"] == "true"
    # First the escapes of a string, then the field codes, then the quoting of an argument.
    command = section["Exec"].replace("\\\\", "\\").replace("%%", "%")
    asked = subprocess.run(
        ["sh", "-c", f"printf '%s\\n' {command}"], capture_output=True, encoding="utf-8", check=True
    )
    assert asked.stdout.splitlines() == ["sh", str(script)]
