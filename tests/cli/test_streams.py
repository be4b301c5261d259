"""Standard streams that are closed, full or of another encoding: never a fault of anpham."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from support.shipped import DATA
from support.tools import ordinary_user

import anpham

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX shells and names")

INSERT = "make insert --issuer 'An Phú Đông' --no-check"
#: A folder's name in an old encoding: "thà" in Windows-1258.
OLD_NAME = Path(os.fsdecode(b"th\xe0"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(line: str, environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Exit code and stderr of ``anpham LINE`` in a POSIX shell, for a user without settings."""
    home = {"HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["sh", "-c", f'"$PYTHON" -m anpham {line}'],
        env={**os.environ, **home, "PYTHON": sys.executable, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode("utf-8", "backslashreplace")
    assert "Traceback" not in said
    assert "has a fault" not in said
    return done.returncode, said


def made() -> list[Path]:
    return sorted(Path().rglob("*.pdf"))


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_that_is_not_needed_stops_nothing(closed: str) -> None:
    assert shell(f"{INSERT} {closed}")[0] == 0
    (file,) = made()
    assert file.read_bytes().startswith(b"%PDF-"), "the file is not written over by what is said"


@pytest.mark.parametrize(
    "line", [f"{INSERT} -q --json", "list sizes", "-h", "--version", "list themes --json"]
)
@pytest.mark.parametrize("stdout", [">&-", "> /dev/full"])
def test_a_product_that_cannot_be_shown_is_one_line_and_exit_5(line: str, stdout: str) -> None:
    if "full" in stdout and not Path("/dev/full").exists():
        pytest.skip("there is no device that is full")
    code, said = shell(f"{line} {stdout}")
    assert code == 5
    errors = [one for one in said.splitlines() if one.startswith("error: ")]
    assert len(errors) == 1
    assert errors[0].startswith("error: the standard output takes nothing: ")
    assert bool(made()) is line.startswith("make"), "what was made is there"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_a_full_stderr_leaves_the_files_and_is_exit_5() -> None:
    assert shell(f"{INSERT} 2> /dev/full") == (5, "")
    assert len(made()) == 1


def test_an_error_keeps_its_exit_code_where_its_json_cannot_be_shown() -> None:
    code, said = shell("make nosuch --json >&-")
    assert code == 2
    assert said.startswith("error: unknown material 'nosuch'")


def test_closed_standard_input_is_an_empty_file() -> None:
    code, said = shell("check - <&-")
    assert code == 5
    assert "the file is empty" in said


def test_a_folder_with_a_name_that_is_not_utf8_takes_files() -> None:
    OLD_NAME.mkdir()
    code, said = shell(f"{INSERT} -o \"$(printf 'th\\340')\"")
    assert code == 0
    assert said.startswith("th\\udce0/insert-phuong-an-phu-dong.pdf\n")
    assert [path.name for path in OLD_NAME.iterdir()] == ["insert-phuong-an-phu-dong.pdf"]


def test_json_names_such_a_file_so_that_a_program_finds_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "anpham", "make", "insert", "--no-check", "--json", "-o", OLD_NAME],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    (file,) = json.loads(done.stdout.decode("utf-8"))["files"]
    assert Path(file["path"]).exists()


@pytest.mark.parametrize(
    "line",
    [
        "make %s", "make insert --campaign %s", "make insert --theme %s", "make insert --size %s",
        "make insert --for %s", "make insert --profile %s", "make insert --date %s",
        "make insert --issuer %s", "make insert --issuer-name %s", "make insert --templates %s/x",
        "lock %s", "letter %s", "text %s", "check %s", "list %s", "%s", "make --%s",
    ],
)  # fmt: skip
def test_such_a_name_anywhere_is_the_users_slip(line: str) -> None:
    code, said = shell(line % "\"$(printf 'th\\340')\"")
    assert code in (1, 2, 5), said
    assert "error: " in said


def test_a_campaign_in_such_a_folder_is_made() -> None:
    shutil.copytree(DATA / "campaigns" / "ung-xu-mang-xa-hoi", "tam")
    Path("tam").rename(OLD_NAME)
    assert shell(f"{INSERT} --campaign \"$(printf 'th\\340')\"")[0] == 0
    assert len(made()) == 1


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "LANG": "C"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        {"HOME": "", "XDG_CONFIG_HOME": ""},
        {"TERM": "", "LC_ALL": "no_SUCH.locale"},
    ],
)
def test_any_locale_and_no_home_will_do(environment: dict[str, str]) -> None:
    line = f"--lang vi {INSERT}".replace("An Phú Đông", "an phu dong")
    code, said = shell(line, environment)
    assert (code, len(made())) == (0, 1)
    assert "nội dung: 10" in said


def test_a_folder_that_is_gone_is_one_line() -> None:
    Path("gone").mkdir()
    done = subprocess.run(
        ["sh", "-c", f'cd gone && rmdir ../gone && "$PYTHON" -m anpham {INSERT} --lang en'],
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 5
    assert "there is no such file or folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert "standard output" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="POSIX rights")
class TestForbiddenFolder:
    """One that may not be searched: an error of ours in the API, exit 5 on the command line."""

    @pytest.fixture
    def locked(self, tmp_path: Path) -> Iterator[Path]:
        # Imported while they may be read.
        import generator.checking
        import generator.orders.execution  # noqa: F401

        "".encode("utf-8-sig")

        locked = tmp_path / "locked"
        shutil.copytree(DATA / "campaigns" / "ung-xu-mang-xa-hoi", locked / "camp")
        locked.chmod(0)
        with ordinary_user():
            if not os.access(DATA, os.R_OK | os.X_OK, effective_ids=True):
                pytest.skip("the package itself lies where only root may read")
            yield locked
        locked.chmod(0o700)

    @pytest.mark.parametrize("option", ["campaign", "templates", "profile", "output"])
    def test_is_refused_by_name(self, locked: Path, option: str) -> None:
        path = locked / ("p.yaml" if option == "profile" else "camp")
        with pytest.raises(anpham.InputOutputError) as caught:
            anpham.make(date="2026-11-24", materials="insert", **given(option, path))
        assert str(locked) in str(caught.value)

    def test_is_refused_by_the_other_calls(self, locked: Path) -> None:
        day = "2026-11-24"
        calls: tuple[Callable[[], object], ...] = (
            lambda: anpham.Workshop(locked / "camp"),
            lambda: anpham.check(locked / "a.pdf", date=day),
            lambda: anpham.check(b"%PDF-1.4", date=day, campaign=locked / "camp"),
            lambda: anpham.load_issuers(locked / "a.csv"),
            lambda: anpham.read_letter(locked / "a.txt"),
        )
        for call in calls:
            with pytest.raises(anpham.InputOutputError):
                call()


def given(option: str, path: Path) -> Any:
    return {option: path}
