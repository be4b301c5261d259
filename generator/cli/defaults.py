"""A user's defaults: ``anpham.toml`` of the account, overridden by that of the folder."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from generator.cli.localization import parse_language
from generator.content.settings import (
    SETTINGS_NAME,
    Settings,
    load_settings,
    merge,
    stated_language,
)
from generator.core.errors import Place, Problem, UsageError
from generator.core.findings import Finding, Severity
from generator.core.messages import Language, msg
from generator.orders.options import DEFAULT_ISSUER, MakeOptions

#: Names that editors and people give to the file, and under which it is not read.
_NEARLY_RIGHT: Final = (
    "anpham.toml.txt",
    "anpham.txt",
    "anpham.toml.toml",
    "anpham.toml.docx",
    "anpham.toml.rtf",
    "Anpham.toml",
    "ANPHAM.TOML",
    ".anpham.toml",
)

#: Codes of problems with a name that may be set in ``anpham.toml``, and the key that sets it.
_KEY_OF_CODE: Final[Mapping[str, str]] = {
    "campaign-unknown": "campaign",
    "issuer-unknown": "issuer",
    "issuer-ambiguous": "issuer",
    "issuer-ended": "issuer",
    "templates-unknown": "templates",
    "theme-unknown": "theme",
}


def load_current_settings() -> Settings:
    """The settings of the two files; defaults where there is none.

    Files whose names are nearly right are reported: they are not read.

    Raises:
        ContentError: a file has faults.
        InputOutputError: a file is there and cannot be read.
    """
    folders = _folders()
    files = [load_settings(path) if _exists(path) else Settings() for path in _files(folders)]
    settings = merge(*files)
    misnamed = tuple(finding for folder in folders for finding in _misnamed(folder))
    return replace(settings, findings=settings.findings + misnamed)


def language_setting() -> Language | None:
    """The language set in the files, also in one with faults; None if none is set.

    Needed before anything else, to report faults in the right language; ``make`` reads the files
    again and reports theirs. Help must not fail because of them.
    """
    for path in reversed(_files(_folders())):
        if _exists(path) and (language := parse_language(stated_language(path) or "")):
            return language
    return None


def _folders() -> tuple[Path, Path]:
    """The folder of the user's account, and the one worked in."""
    return Path(click.get_app_dir("anpham")), Path()


def _files(folders: tuple[Path, Path]) -> tuple[Path, Path]:
    user, here = folders
    return user / SETTINGS_NAME, here / SETTINGS_NAME


def _exists(path: Path) -> bool:
    """True if the file is there; a folder that may not be searched holds none for this user."""
    try:
        return path.exists()
    except OSError:
        return False


def _misnamed(folder: Path) -> Iterator[Finding]:
    """Warnings of files in ``folder`` that were meant as settings and are not read."""
    for name in _NEARLY_RIGHT:
        path = folder / name
        if _exists(path) and not _is_the_right_one(path):
            yield Finding(
                "settings-misnamed",
                Severity.WARNING,
                msg("this file is not read: its name is not {name}", name=SETTINGS_NAME),
                msg(
                    "rename it to {name}; Notepad: Save As, “Save as type: All files”",
                    name=SETTINGS_NAME,
                ),
                Place(str(path)),
            )


def _is_the_right_one(path: Path) -> bool:
    """True on systems that see no difference between small and capital letters."""
    right = path.with_name(SETTINGS_NAME)
    return _exists(right) and path.samefile(right)


@contextlib.contextmanager
def naming_settings(settings: Settings, given: Collection[str]) -> Iterator[None]:
    """Problems of names that come from the settings, met meanwhile, have the place there.

    Args:
        given: The keys for which the command line gives another value.
    """
    try:
        yield
    except UsageError as error:
        raise UsageError(*(_placed(p, settings, given) for p in error.problems)) from error


def _placed(problem: Problem, settings: Settings, given: Collection[str]) -> Problem:
    key = _KEY_OF_CODE.get(problem.code)
    if key is None or key in given or getattr(settings, key) is None:
        return problem
    hint = problem.hint
    if hint is not None and hint.text.endswith("--issuer-name {name}"):
        hint = msg(
            'write issuer_name = "{name}" in place of this line',
            name=" ".join(str(settings.issuer).split()),
        )
    return replace(problem, place=settings.places.get(key, problem.place), hint=hint)


def with_settings(options: MakeOptions, settings: Settings) -> MakeOptions:
    """``options`` with the settings as defaults."""
    return replace(
        options,
        default_issuer=settings.issuer_request,
        preferred_theme=settings.theme,
        templates=options.templates or settings.templates,
    )


def in_settings(problem: Problem, settings: Settings) -> Problem:
    """``problem``, with its line in the settings if it is of a text that stands there."""
    part, _, key = (problem.place.item or "").partition(".")
    source = settings.places.get(key) if part == DEFAULT_ISSUER else None
    if source is None:
        return problem
    place = problem.place
    return replace(
        problem,
        message=msg(
            "{piece}, {text}: {message}", piece=place.piece, text=key, message=problem.message
        ),
        place=replace(place, item=key, file=source.file, line=source.line, column=source.column),
    )
