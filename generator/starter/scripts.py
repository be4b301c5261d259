"""Files that open the studio by a double click."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from generator.core.atomic_write import save_file

#: The name that people look for. Without accents: it must survive every old tool.
STARTER: Final = "Mo anpham"
_README: Final = "DOC-TRUOC.txt"
_SHELL: Final = "start.sh"
_BATCH: Final = "start.bat"


def bundle_scripts(
    starter: Path, pythons: Sequence[str], systems: Sequence[str]
) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of a bundle's own files, from those in ``starter``."""
    shell = (starter / _SHELL).read_bytes()
    # One text for both: macOS opens .command files in its terminal, and they are for any shell.
    yield f"{STARTER}.sh", shell
    yield f"{STARTER}.command", shell
    yield f"{STARTER}.bat", _for_windows((starter / _BATCH).read_text("ascii"))
    yield "tep-cai-dat/start.py", (starter / "start.py").read_bytes()
    words = {"pythons": ", ".join(pythons), "newest": pythons[-1], "systems": ", ".join(systems)}
    for name, source in (
        (_README, "readme.txt"),
        ("tep-cai-dat/can-python.txt", "need-python.txt"),
    ):
        yield name, _for_windows((starter / source).read_text("utf-8").format(**words))


def write_shortcut(folder: Path, system: str, python: Path, checkout: Path | None) -> list[Path]:
    """Write the files that open this installation's studio, and return their paths.

    Args:
        system: As ``sys.platform`` names it.
        python: Of this installation.
        checkout: The folder to start in, if the code is not installed.

    Raises:
        InputOutputError: if one cannot be written.
    """
    if system == "win32":
        files = {f"{STARTER}.bat": _for_windows(_batch(python, checkout))}
    elif system == "darwin":
        files = {f"{STARTER}.command": _shell(python, checkout).encode()}
    else:
        script = folder / f"{STARTER}.sh"
        files = {
            script.name: _shell(python, checkout).encode(),
            f"{STARTER}.desktop": _desktop_entry(script).encode(),
        }
    written = []
    for name, data in files.items():
        path = folder / name
        save_file(data, path)
        path.chmod(0o755)
        written.append(path)
    return written


def _shell(python: Path, checkout: Path | None) -> str:
    start = f"cd {shlex.quote(str(checkout))} || exit 5\n" if checkout else ""
    return (
        "#!/bin/sh\n"
        f"{start}"
        f"{shlex.quote(str(python))} -m anpham studio\n"
        "code=$?\n"
        "# The window stays open while there is something to read.\n"
        'if [ "$code" -ne 0 ] && [ "$code" -ne 130 ]; then read -r _; fi\n'
        'exit "$code"\n'
    )


def _batch(python: Path, checkout: Path | None) -> str:
    start = f'cd /d "{_batch_text(checkout)}" || exit /b 5\n' if checkout else ""
    return (
        "@echo off\n"
        "rem The names of folders below are UTF-8.\n"
        "chcp 65001 >nul\n"
        "title anpham\n"
        f"{start}"
        f'"{_batch_text(python)}" -m anpham studio\n'
        "set code=%errorlevel%\n"
        "rem The window stays open while there is something to read.\n"
        "if not %code%==0 if not %code%==130 pause\n"
        "exit /b %code%\n"
    )


def _batch_text(path: Path) -> str:
    return str(path).replace("%", "%%")


def _desktop_entry(script: Path) -> str:
    """An entry for desktops of Linux. Source: the Desktop Entry Specification 1.5."""
    # In Exec, first quoted as an argument, then escaped as a string, and % doubled.
    quoted = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in str(script))
    argument = f'"{quoted}"'.replace("\\", "\\\\").replace("%", "%%")
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Version=1.5\n"
        "Name=Mở anpham\n"
        "Name[en]=Open anpham\n"
        f"Exec=sh {argument}\n"
        "Terminal=true\n"
        "Categories=Office;Publishing;\n"
    )


def _for_windows(text: str) -> bytes:
    """With line ends that Notepad and cmd of all ages read."""
    return text.replace("\n", "\r\n").encode()
