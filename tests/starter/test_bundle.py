"""A bundle for a USB stick: all that is needed is in it, and it opens without a network."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from support.tools import ROOT, Run, go_without, ordinary_user

from generator.cli.main import anpham

for _module in ("packaging", "starlette", "pip"):
    if find_spec(_module) is None:
        go_without(f"{_module} is not installed")

DRIVER = ROOT / "tests" / "support" / "offline_driver.py"
PYTHON = "{}.{}".format(*sys.version_info[:2])
#: Windows takes paths of 259 characters; ``start.py`` says how long the folder may be.
LONGEST_INSTALLED = 130


@dataclass(frozen=True)
class Unpacked:
    archive: Path
    folder: Path
    said: str


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Unpacked:
    """A bundle for this computer alone, unpacked as on a USB stick."""
    folder = tmp_path_factory.mktemp("usb")
    archive = folder / "anpham.zip"
    tag = f"manylinux_2_28_{platform.machine()}"
    options = ["--platform", tag, "--python", PYTHON]
    done = CliRunner().invoke(
        anpham, ["--lang", "en", "studio", "--bundle", str(archive), *options]
    )
    assert done.exit_code == 0, done.output
    stick = folder / "USB của phường"
    subprocess.run(["unzip", "-q", archive, "-d", stick], check=True)
    return Unpacked(archive, stick / "anpham", done.stderr)


def own_network() -> list[str]:
    """A command that runs another in a network without a way out; none where that is forbidden."""
    command = ["unshare", "--net", "--map-root-user"]
    try:
        allowed = subprocess.run([*command, "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return []
    return command if allowed.returncode == 0 else []


def start_offline(starter: Path, home: Path) -> dict[str, Any]:
    """The first page of the studio that ``starter`` opens where nothing outside is reached."""
    closed = "http://127.0.0.1:9"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PIP_NO_INDEX": "1",
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), closed),
    }
    alone = own_network()
    driver = [sys.executable, str(DRIVER), *(["--own-network"] if alone else [])]
    command = [*alone, *driver, "sh", str(starter), "--no-browser", "--port", "0"]
    done = subprocess.run(
        command, env=environment, capture_output=True, encoding="utf-8", check=True, timeout=300
    )
    found: dict[str, Any] = json.loads(done.stdout)
    if alone:
        assert found["routes"] == 0, "the network is open"
    return found


@pytest.mark.slow
class TestForThisComputer:
    """The ``.sh`` of a bundle, as people run it."""

    def test_opens_the_first_page_with_the_network_closed_and_installs_only_once(
        self, bundle: Unpacked, tmp_path: Path
    ) -> None:
        starter = bundle.folder / "Mo anpham.sh"
        first = start_offline(starter, tmp_path)
        assert first["status"] == 200, first
        assert "<h1" in first["page"]
        assert "đang cài đặt, không cần mạng" in first["said"]
        again = start_offline(starter, tmp_path)
        assert again["status"] == 200
        assert "đang cài đặt" not in again["said"]
        (environment,) = (bundle.folder / "tep-cai-dat" / "moi-truong").iterdir()
        names = [path.relative_to(environment) for path in environment.rglob("*")]
        assert max(len(str(name)) for name in names) <= LONGEST_INSTALLED

    def test_holds_a_licence_of_each_package(self, bundle: Unpacked) -> None:
        wheels = (bundle.folder / "tep-cai-dat" / "wheels").glob("*.whl")
        packages = {"-".join(wheel.name.split("-")[:2]) for wheel in wheels}
        licensed = {folder.name for folder in (bundle.folder / "giay-phep").iterdir()}
        named = {one.partition("-")[0] for one in packages - licensed}
        # These publish wheels without the text; their metadata name the licence.
        assert named <= {"defusedxml", "python_lucide"}
        assert len(packages) > 30

    def test_is_executable_where_that_is_a_property_of_files(self, bundle: Unpacked) -> None:
        for name in ("Mo anpham.sh", "Mo anpham.command"):
            assert (bundle.folder / name).stat().st_mode & 0o111 == 0o111
        assert not (bundle.folder / "DOC-TRUOC.txt").stat().st_mode & 0o111

    def test_says_its_size_and_its_packages(self, bundle: Unpacked) -> None:
        match = re.search(r"anpham\.zip: ([\d.]+) MB, (\d+) packages for manylinux", bundle.said)
        assert match is not None, bundle.said
        assert float(match[1]) == round(bundle.archive.stat().st_size / 1_000_000, 1)
        wheels = list((bundle.folder / "tep-cai-dat" / "wheels").glob("*.whl"))
        assert int(match[2]) == len(wheels)

    def test_names_system_and_pythons_in_its_readme(self, bundle: Unpacked) -> None:
        text = (bundle.folder / "DOC-TRUOC.txt").read_text(encoding="utf-8")
        assert f"Bộ này chạy trên Linux, với Python {PYTHON}, không cần mạng." in text

    def test_moves_into_the_users_folder_when_the_stick_cannot_be_written(
        self, bundle: Unpacked, tmp_path: Path
    ) -> None:
        # A file in the place of the folder: root may write into any folder.
        locked = tmp_path / "stick"
        subprocess.run(["cp", "-r", bundle.folder, locked], check=True)
        place = locked / "tep-cai-dat" / "moi-truong"
        subprocess.run(["rm", "-rf", place], check=True)
        place.write_text("", encoding="utf-8")
        found = start_offline(locked / "Mo anpham.sh", tmp_path)
        assert found["status"] == 200, found
        assert "Không cài được vào" in found["said"]
        assert (tmp_path / ".local" / "share" / "anpham" / "moi-truong").is_dir()


@pytest.mark.slow
def test_for_windows_holds_what_only_windows_needs(tmp_path: Path, run: Run) -> None:
    result = run("studio", "--bundle", "anpham.zip", "--python", "3.11,3.13")
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(tmp_path / "anpham.zip") as archive:
        wheels = [Path(name).name for name in archive.namelist() if name.endswith(".whl")]
    assert any(name.startswith("colorama-") for name in wheels)
    for python in ("cp311", "cp313"):
        assert any(name.startswith("numpy-") and f"-{python}-win_amd64" in name for name in wheels)
    assert [name for name in wheels if "linux" in name or "macosx" in name] == []
    # Needed by Python 3.11 and 3.12, whatever Python made the bundle.
    assert any(name.startswith("typing_extensions-") for name in wheels)


class TestErrors:
    """A bundle that cannot be made is refused in words, and nothing is left behind."""

    def test_unknown_platform_and_python_are_named_with_those_there_are(self, run: Run) -> None:
        options = ("--platform", "win95,win_amd64", "--python", "2.7,3.12")
        result = run("studio", "--bundle", "a.zip", *options)
        assert result.exit_code == 2
        assert result.stderr.splitlines() == [
            "error: no bundle can be made for the platform 'win95'",
            "  hint: there are: win_amd64, macosx_14_0_arm64, macosx_13_0_x86_64, "
            "manylinux_2_28_x86_64, manylinux_2_28_aarch64",
            "error: anpham does not run on Python '2.7'",
            "  hint: there are: 3.11, 3.12, 3.13",
        ]

    @pytest.mark.parametrize("option", ["--platform", "--python"])
    def test_an_option_of_a_bundle_alone_is_refused(self, run: Run, option: str) -> None:
        result = run("studio", option, "3.12")
        assert result.exit_code == 2
        assert f"error: {option} has no meaning without --bundle" in result.stderr

    def test_a_place_that_cannot_be_written_is_refused_before_anything_is_fetched(
        self, run: Run, tmp_path: Path
    ) -> None:
        locked = tmp_path / "locked"
        locked.mkdir(mode=0o555)
        with ordinary_user():
            result = run("studio", "--bundle", str(locked / "a.zip"))
        assert result.exit_code == 5
        assert "you may not write in this folder" in result.stderr
        assert "fetching" not in result.stderr

    @pytest.mark.slow
    def test_without_a_network_the_first_word_of_pip_is_said_and_no_zip_is_left(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
        result = run("studio", "--bundle", "a.zip")
        assert result.exit_code == 5
        assert "error: pip could not get the packages: No matching distribution" in result.stderr
        assert "check the connection to the internet" in result.stderr
        assert list(tmp_path.glob("*.zip*")) == []
