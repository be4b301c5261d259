"""Bad input through the whole pipeline: a line, a hint, the right code, no file, no traceback."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import Result
from support.shipped import DATA
from support.tools import Run, ordinary_user

from generator.core.atomic_write import save_file
from generator.orders import execution

CAMPAIGN = DATA / "campaigns" / "ung-xu-mang-xa-hoi"


def files() -> list[str]:
    """Every file below the working folder."""
    return sorted(path.as_posix() for path in Path().rglob("*") if path.is_file())


def assert_reported(result: Result, code: int, *, first: str, hint: str) -> None:
    """One problem was reported as it should be, and nothing was left behind."""
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 2, result.stderr
    assert first in lines[0]
    assert "error: " in lines[0]
    assert lines[1].startswith("  hint: ")
    assert hint in lines[1]


@pytest.mark.parametrize(
    ("arguments", "first", "hint"),
    [
        (("poser",), "'poser'", "poster"),
        (("--size", "A33"), "'A33'", "A3"),
        (("poster", "--size", "10x90000mm"), "'10x90000mm'", "mm"),
        (("leaflet", "--size", "A2"), "A2", "comes in"),
        (("--theme", "hien-dia"), "'hien-dia'", "hien-dai"),
        (("--issuer", "An Phú Đôgn"), "An Phú Đôgn", "phường An Phú Đông"),
        (("--issuer-name", "  "), "empty", "write a value"),
        (("--campaign", "ung-xu"), "'ung-xu'", "ung-xu-mang-xa-hoi"),
        (("--date", "hôm nay"), "'hôm nay'", "2026-11-24"),
        (("--for", "pres"), "“pres”", "did you mean “press”?"),
        (("--profile", "ofset"), "'ofset'", "offset"),
        (("--profile", " "), "empty", "write a value"),
        (("--profile", "copier", "--for", "press"), "'copier'", "leave --for out"),
    ],
)
def test_unknown_name_or_value_is_exit_2_and_names_what_there_is(
    run: Run, arguments: tuple[str, ...], first: str, hint: str
) -> None:
    assert_reported(run("make", *arguments), 2, first=first, hint=hint)
    assert files() == []


@pytest.mark.parametrize("name", ["a" * 300 + ".pdf", "a" * 5000, "a\0b"])
@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("letter",),
        ("text",),
        ("lock",),
        ("make", "insert", "--campaign"),
        ("make", "insert", "--profile"),
        ("make", "insert", "--templates"),
        ("make", "insert", "--output"),
    ],
)
def test_a_name_that_no_file_can_have_is_no_fault_of_the_program(
    run: Run, command: tuple[str, ...], name: str
) -> None:
    result = run(*command, name)
    assert result.exit_code in (2, 5), result.output
    assert "error: " in result.stderr
    assert files() == []


def test_missing_glyph_names_the_character_and_the_font(run: Run) -> None:
    result = run("make", "poster", "--issuer-name", "Trường Tiểu học ☭ 5")
    assert_reported(result, 1, first="'☭' (U+262D)", hint="another way")
    assert files() == []


@pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
def test_issuer_name_of_300_characters_fits_or_says_by_how_much_it_does_not(
    run: Run, material: str
) -> None:
    name = ("Ủy ban nhân dân phường " + "An Phú Đông " * 30)[:300].strip()
    result = run("make", material, "--issuer-name", name)
    assert "Traceback" not in result.output
    if result.exit_code == 0:
        (made,) = files()
        assert len(Path(made).name) <= 120, "a file name that every system can hold"
    else:
        assert result.exit_code == 1
        assert "characters too long" in result.stderr
        assert files() == []


def test_another_letter_is_reported_with_each_part_that_is_gone(run: Run) -> None:
    shutil.copytree(CAMPAIGN, "cua-toi")
    Path("cua-toi/letter.txt").write_text("Kính gửi: mọi người\n", encoding="utf-8")
    result = run("make", "--campaign", "cua-toi")
    assert result.exit_code == 1
    reported = [line for line in result.stderr.splitlines() if not line.startswith("  hint: ")]
    letter = Path("cua-toi") / "letter.txt"
    assert len(reported) > 3, "everything that is missing at once"
    for line in reported:
        assert re.match(rf"{re.escape(str(letter))}(:\d+)?: error: ", line), line
    assert any("the letter's subject is gone" in line for line in reported)
    assert not Path("output").exists()


def test_malformed_campaign_is_reported_at_line_and_column(run: Run) -> None:
    shutil.copytree(CAMPAIGN, "cua-toi")
    campaign = Path("cua-toi") / "campaign.yaml"
    campaign.write_text("title: [chưa đóng\n", encoding="utf-8")
    result = run("make", "--campaign", "cua-toi")
    assert_reported(
        result,
        1,
        first=f"{campaign}:2:1: error: campaign.yaml is written wrongly in line 2",
        hint="quotes",
    )
    assert not Path("output").exists()


def test_edited_letter_stops_make_and_shows_the_point(run: Run) -> None:
    shutil.copytree(CAMPAIGN, "cua-toi")
    letter = Path("cua-toi") / "letter.txt"
    text = letter.read_text(encoding="utf-8")
    letter.write_text(text.replace("đáng tin cậy.", "tin cậy."), encoding="utf-8")
    result = run("make", "--campaign", "cua-toi")
    assert_reported(result, 1, first="1.4 has changed", hint="anpham lock")
    assert not Path("output").exists()


def test_output_that_is_a_file_is_exit_5(run: Run) -> None:
    Path("output").write_text("a file")
    result = run("make", "insert")
    assert_reported(result, 5, first="a file has the name", hint="-o")
    assert files() == ["output"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in other ways")
def test_output_without_right_to_write_is_exit_5(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def saved_as_ordinary_user(data: bytes, path: Path) -> None:
        with ordinary_user():
            save_file(data, path)

    monkeypatch.setattr(execution, "save_file", saved_as_ordinary_user)
    Path.cwd().chmod(0o755)
    Path("output").mkdir(mode=0o555)
    assert_reported(run("make", "insert"), 5, first="you may not write", hint="-o")
    assert files() == []


def test_full_disk_is_exit_5_and_leaves_no_part_of_a_file(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(type(Path()), "replace", full)
    assert_reported(run("make", "insert"), 5, first="disk is full", hint="free some space")
    assert files() == []
