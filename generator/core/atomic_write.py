"""Writing a finished piece to disk: the whole file or none, and a plain reason when none."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from generator.core.errors import InputOutputError, Place, Problem
from generator.core.messages import Message, msg
from generator.core.os_errors import refusal

_ON_WINDOWS = os.name == "nt"


def save_file(data: bytes, path: Path) -> None:
    """Write ``data`` to ``path``, making its folder when there is none.

    The bytes go to a temporary file in the same folder, which then takes the name. A reader, or
    a run that is stopped half-way, thus never meets half a file.

    Raises:
        InputOutputError: the file cannot be written; nothing is left behind, and a file that had
            the name before is as it was.
    """
    if _is_folder(path):
        raise InputOutputError(
            Problem(
                "output-is-a-folder",
                msg("a folder has the name that the file should get"),
                msg("move or rename the folder, or choose another with -o"),
                Place(file=str(path)),
            )
        )
    # A short name of its own: the final name may be as long as the file system allows.
    temporary = path.parent / f".anpham-{secrets.token_hex(6)}.part"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_then_rename(data, temporary, path)
    except (OSError, ValueError) as error:
        raise InputOutputError(_problem(error, path)) from error


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # what is wrong with the name shows when it is written


def _write_then_rename(data: bytes, temporary: Path, path: Path) -> None:
    try:
        # Not tempfile's: that makes files which only their owner may read, and a poster is shared.
        with temporary.open("xb") as file:
            file.write(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _problem(error: OSError | ValueError, path: Path) -> Problem:
    if isinstance(error, OSError) and error.errno in (errno.EEXIST, errno.ENOTDIR):
        return Problem(
            "output-folder-is-a-file",
            msg("a file has the name that the output folder should get"),
            msg("choose another folder with -o"),
            Place(file=str(_in_the_way(path))),
        )
    code, message, hint = _reason(error, path)
    return Problem(code, message, hint, Place(file=str(path)))


def _in_the_way(path: Path) -> Path:
    """The file that stands where a folder of ``path`` should be."""
    return next((folder for folder in path.parents if folder.is_file()), path)


def _reason(error: OSError | ValueError, path: Path) -> tuple[str, Message, Message]:
    """Code, message and cure for an ``error`` met while writing ``path``."""
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return (
            "disk-full",
            msg("the disk is full, the file was not written"),
            msg("free some space, or choose a folder on another disk with -o"),
        )
    if number == errno.ENAMETOOLONG:
        return (
            "file-name-too-long",
            msg("the file name is too long for this disk"),
            msg("choose a shorter folder name with -o"),
        )
    # Windows refuses to replace a file that a program holds open, and says "permission denied".
    if isinstance(error, PermissionError) and _ON_WINDOWS and path.exists():
        return (
            "file-is-open",
            msg("the file is open in another program and cannot be replaced"),
            msg("close it in the viewer and run the command again"),
        )
    if isinstance(error, PermissionError) or number == errno.EROFS:
        return (
            "output-not-allowed",
            msg("you may not write in this folder"),
            msg("choose a folder of your own with -o"),
        )
    return (
        "output-failed",
        msg("the file could not be written: {reason}", reason=refusal(error)),
        msg("check the disk, or choose another folder with -o"),
    )
