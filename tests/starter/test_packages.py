"""Requirements with conditions hold for the system that a bundle is for, not for this one."""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from support.tools import go_without

if find_spec("packaging") is None:
    go_without("packaging is not installed")

from packaging.requirements import Requirement

from generator.starter.packages import missing_requirements
from generator.starter.pip import reason
from generator.starter.platforms import TargetSystem

WINDOWS = TargetSystem("win_amd64", "3.13")
MACOS = TargetSystem("macosx_14_0_arm64", "3.11")
LINUX = TargetSystem("manylinux_2_28_x86_64", "3.12")


def wheel(folder: Path, name: str, version: str, *requires: str) -> None:
    lines = [f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {one}" for one in requires]
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(lines))


def missing(folder: Path, asked: str, target: TargetSystem) -> list[str]:
    return sorted(missing_requirements(Requirement(asked), folder, target))


@pytest.mark.parametrize(
    ("marker", "holding"),
    [
        ('sys_platform == "win32"', [WINDOWS]),
        ('platform_system == "Windows"', [WINDOWS]),
        ('os_name == "nt"', [WINDOWS]),
        ('python_version < "3.13"', [MACOS, LINUX]),
        ('sys_platform == "darwin" and platform_machine == "arm64"', [MACOS]),
        ('platform_machine == "x86_64"', [LINUX]),
        ('platform_python_implementation == "PyPy"', []),
    ],
)
def test_a_condition_is_evaluated_for_the_target(
    tmp_path: Path, marker: str, holding: list[TargetSystem]
) -> None:
    wheel(tmp_path, "one", "1.0", f"two>=2 ; {marker}")
    for target in (WINDOWS, MACOS, LINUX):
        assert missing(tmp_path, "one", target) == (["two>=2"] if target in holding else [])


def test_extras_and_what_they_need_in_turn_are_followed(tmp_path: Path) -> None:
    wheel(tmp_path, "one", "1.0", 'two ; extra == "x"', 'four ; extra == "y"')
    wheel(tmp_path, "two", "1.0", "Three_B>=1")
    assert missing(tmp_path, "one[x]", LINUX) == ["three-b>=1"]
    wheel(tmp_path, "three_b", "1.5", "one")
    assert missing(tmp_path, "one[x]", LINUX) == []


def test_a_version_that_will_not_do_is_missing(tmp_path: Path) -> None:
    wheel(tmp_path, "one", "1.0", "two>=2")
    wheel(tmp_path, "two", "1.9")
    assert missing(tmp_path, "one", LINUX) == ["two>=2"]


def test_pip_is_asked_for_older_systems_as_well() -> None:
    assert LINUX.tags[0] == "manylinux_2_28_x86_64"
    assert {"manylinux_2_17_x86_64", "manylinux2014_x86_64"} <= set(LINUX.tags)
    assert TargetSystem("manylinux2014_x86_64", "3.11").tags == (
        "manylinux_2_17_x86_64",
        "manylinux2014_x86_64",
    )
    assert WINDOWS.tags == ("win_amd64",)


def test_the_reason_of_pip_is_its_last_error() -> None:
    said = "WARNING: retrying\nERROR: Could not find x (from versions: none)\nERROR: No x\n\n"
    assert reason(said) == "No x"
    assert reason("pip was killed\n") == "pip was killed"
    assert reason("") == "?"
