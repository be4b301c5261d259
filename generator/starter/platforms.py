"""Systems and Pythons that a bundle is made for, named as wheels name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from generator.core.errors import Problem, UsageError
from generator.core.messages import msg

#: The Pythons that a bundle has packages for when nobody says otherwise.
PYTHONS: Final = ("3.11", "3.12", "3.13")
#: Every office computer that is not old runs this one.
USUAL_PLATFORM: Final = "win_amd64"
#: Platforms that all needed packages had wheels for in November 2026, the oldest of each system.
#: On macOS pikepdf sets the limit, on Linux numpy and zxing-cpp.
OFFERED: Final = (
    USUAL_PLATFORM,
    "macosx_14_0_arm64",
    "macosx_13_0_x86_64",
    "manylinux_2_28_x86_64",
    "manylinux_2_28_aarch64",
)
_WINDOWS: Final = re.compile(r"win_(amd64|arm64)")
_MACOS: Final = re.compile(r"macosx_(\d+)_0_(arm64|x86_64)")
_LINUX: Final = re.compile(r"manylinux(?:2014|_2_(\d+))_(x86_64|aarch64)")
_MACHINES: Final = ("amd64", "arm64", "x86_64", "aarch64")
#: The glibc of manylinux2014, PEP 599.
_OLDEST_GLIBC: Final = 17


@dataclass(frozen=True, slots=True)
class TargetSystem:
    """One system with one Python.

    Attributes:
        platform: The tag of a wheel, as "win_amd64".
        python: As "3.12".
    """

    platform: str
    python: str

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that pip is asked for. It adds older macOS by itself, but no older glibc."""
        match = _LINUX.fullmatch(self.platform)
        if match is None:
            return (self.platform,)
        newest = int(match[1] or _OLDEST_GLIBC)
        glibcs = range(newest, _OLDEST_GLIBC - 1, -1)
        older = (f"manylinux_2_{glibc}_{match[2]}" for glibc in glibcs)
        return (*older, f"manylinux2014_{match[2]}")

    @property
    def markers(self) -> dict[str, str]:
        """The values of environment markers there (PEP 508)."""
        return {
            **_system(self.platform),
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_version": "",
        }


def targets(platforms: Iterable[str], pythons: Iterable[str]) -> tuple[TargetSystem, ...]:
    """Each platform with each Python.

    Raises:
        UsageError: with every one that is not known.
    """
    platforms, pythons = tuple(platforms), tuple(pythons)
    problems = [_unknown_platform(one) for one in platforms if not _is_platform(one)]
    problems += [_unknown_python(one) for one in pythons if one not in PYTHONS]
    if problems:
        raise UsageError(*problems)
    return tuple(TargetSystem(platform, python) for platform in platforms for python in pythons)


def system_name(platform: str) -> str:
    """The system as people call it, as "Windows"."""
    system = _system(platform)["platform_system"]
    return "macOS" if system == "Darwin" else system


def _is_platform(name: str) -> bool:
    return any(pattern.fullmatch(name) for pattern in (_WINDOWS, _MACOS, _LINUX))


def _system(platform: str) -> dict[str, str]:
    machine = next(one for one in _MACHINES if platform.endswith(one))
    if _WINDOWS.fullmatch(platform):
        return {
            "os_name": "nt",
            "sys_platform": "win32",
            "platform_system": "Windows",
            "platform_machine": machine.upper(),
        }
    is_macos = platform.startswith("macosx")
    return {
        "os_name": "posix",
        "sys_platform": "darwin" if is_macos else "linux",
        "platform_system": "Darwin" if is_macos else "Linux",
        "platform_machine": machine,
    }


def _unknown_platform(name: str) -> Problem:
    return Problem(
        "bundle-platform-unknown",
        msg("no bundle can be made for the platform '{name}'", name=name),
        msg("there are: {names}", names=", ".join(OFFERED)),
    )


def _unknown_python(name: str) -> Problem:
    return Problem(
        "bundle-python-unknown",
        msg("anpham does not run on Python '{name}'", name=name),
        msg("there are: {names}", names=", ".join(PYTHONS)),
    )
