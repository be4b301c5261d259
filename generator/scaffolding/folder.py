"""A folder written whole or not at all, under a name that nothing had before."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.core.atomic_write import save_file
from generator.core.errors import InputOutputError, Place, Problem
from generator.core.messages import msg
from generator.core.os_errors import refusal


def refuse_existing(folder: Path) -> None:
    """Refuse ``folder`` if there is a file or folder of that name.

    Raises:
        InputOutputError: if there is.
    """
    if folder.exists() or folder.is_symlink():
        raise _exists(folder)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files``, by their names, into the new ``folder``.

    They go into a temporary folder beside it, which then takes the name. Folders above it are made
    when there are none.

    Raises:
        InputOutputError: if there is such a folder, or a file cannot be written; nothing is left
            behind then, as when the run is stopped meanwhile.
    """
    refuse_existing(folder)
    missing = [parent for parent in folder.parents if not parent.exists()]
    temporary = folder.parent / f".anpham-{secrets.token_hex(6)}.part"
    try:
        for name, data in files.items():
            save_file(data, temporary / name)
        _take_name(temporary, folder)
    except BaseException as error:
        shutil.rmtree(temporary, ignore_errors=True)
        for parent in missing:
            _remove_empty(parent)
        if isinstance(error, InputOutputError):
            raise InputOutputError(*_of_folder(error, temporary, folder)) from error
        raise


def _of_folder(error: InputOutputError, temporary: Path, folder: Path) -> Iterator[Problem]:
    """The problems of ``error``, at the name that ``folder`` would have got."""
    for problem in error.problems:
        file = problem.place.file or ""
        if Path(file) == temporary or temporary in Path(file).parents:
            file = str(folder / Path(file).relative_to(temporary))
            place = Place(file=str(folder) if Path(file).parent == folder else file)
            yield replace(problem, place=place)
        else:
            yield problem


def _take_name(temporary: Path, folder: Path) -> None:
    refuse_existing(folder)  # made meanwhile by another run; an empty one would be replaced
    try:
        temporary.rename(folder)
    except OSError as error:
        if folder.exists():
            raise _exists(folder) from error
        raise InputOutputError(
            Problem(
                "output-failed",
                msg("the folder could not be written: {reason}", reason=refusal(error)),
                msg("check the disk, or choose another folder with -o"),
                Place(file=str(folder)),
            )
        ) from error


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # it holds something, or is not there


def _exists(folder: Path) -> InputOutputError:
    return InputOutputError(
        Problem(
            "campaign-exists",
            msg("there is already something of this name, and it was left as it is"),
            msg("choose another folder with -o, or rename the one that is there"),
            Place(file=str(folder)),
        )
    )
