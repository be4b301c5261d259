"""Files of a folder of templates, none of which may lie outside of it."""

from __future__ import annotations

from pathlib import Path

from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import msg


def inside(folder: Path, file: Path) -> Path:
    """``file``, which lies in ``folder`` or below, links followed.

    A material is passed on as a folder: one that reads other files of a computer would print them.

    Raises:
        TemplateError: it lies elsewhere.
    """
    if not file.resolve().is_relative_to(folder.resolve()):
        raise TemplateError(
            Problem(
                "file-outside",
                msg(
                    "'{file}' lies outside of the folder '{folder}'",
                    file=file.name,
                    folder=folder.name,
                ),
                msg("copy the file into the folder, and name it without “..” or a link"),
                Place(f"{folder.name}/{file.name}"),
            )
        )
    return file
