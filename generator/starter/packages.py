"""The wheels that anpham needs on another system.

Pip chooses wheels for another system, but evaluates the conditions of requirements ("only on
Windows") for the system that it runs on. So what it brought is read again, and what is missing
there is asked for by name, until nothing is.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from generator.core.errors import InputOutputError, Problem
from generator.core.messages import msg
from generator.starter.pip import run_pip
from generator.starter.platforms import TargetSystem

#: A chain of conditional requirements is not longer; each round may find one more link.
_ROUNDS: Final = 6


@dataclass(frozen=True, slots=True)
class _Wheel:
    version: Version
    requires: tuple[Requirement, ...]


def fetch_packages(wheel: Path, extras: Iterable[str], target: TargetSystem, folder: Path) -> None:
    """Put the wheels of all that ``wheel`` needs for ``target`` into ``folder``, and pip's own.

    Raises:
        InputOutputError: if one cannot be had.
    """
    asked = f"anpham[{','.join(extras)}] @ {wheel.resolve().as_uri()}"
    wanted = [asked, "pip"]
    for _ in range(_ROUNDS):
        run_pip(
            "download",
            *("--dest", str(folder)),
            *(part for tag in target.tags for part in ("--platform", tag)),
            *("--python-version", target.python, "--implementation", "cp"),
            "--only-binary=:all:",
            *wanted,
        )
        missing = sorted(set(missing_requirements(Requirement(asked), folder, target)))
        if not missing:
            return
        wanted += missing
    raise InputOutputError(
        Problem(
            "pip-failed",
            msg("pip could not get the packages: {reason}", reason=", ".join(missing)),
            msg("name another platform with --platform"),
        )
    )


def missing_requirements(asked: Requirement, folder: Path, target: TargetSystem) -> Iterator[str]:
    """Requirements that hold on ``target`` and that no wheel in ``folder`` satisfies."""
    wheels = {name: wheel for name, wheel in map(_read, sorted(folder.glob("*.whl")))}
    seen: set[tuple[str, str]] = set()
    waiting = [asked]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        wheel = wheels.get(name)
        if wheel is None or not requirement.specifier.contains(wheel.version, prereleases=True):
            yield f"{name}{requirement.specifier}"
            continue
        for extra in ("", *requirement.extras):
            if (name, extra) not in seen:
                seen.add((name, extra))
                waiting += _holding(wheel.requires, target.markers, extra)


def _holding(
    requirements: Iterable[Requirement], markers: Mapping[str, str], extra: str
) -> Iterator[Requirement]:
    environment = {**markers, "extra": extra}
    for one in requirements:
        if one.marker is None or one.marker.evaluate(environment):
            yield one


def _read(path: Path) -> tuple[str, _Wheel]:
    """The name of the package in a wheel, and what its metadata state."""
    with zipfile.ZipFile(path) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        headers = BytesHeaderParser().parsebytes(archive.read(name))
    requires = tuple(map(Requirement, headers.get_all("Requires-Dist", [])))
    return canonicalize_name(headers["Name"]), _Wheel(Version(headers["Version"]), requires)
