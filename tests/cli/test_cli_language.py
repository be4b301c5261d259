"""In which language anpham speaks, and that all of it does."""

from __future__ import annotations

import errno
import gettext
import os
import sys
from pathlib import Path

import pytest
from support.tools import Run

from generator.cli import localization as wording
from generator.cli.localization import (
    format_decimal,
    format_number,
    language_of_locale,
    language_option,
    localize,
    using_language,
)
from generator.cli.main import anpham
from generator.core.messages import msg
from generator.core.os_errors import refusal


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["make", "--lang", "vi"], "vi"),
        (["--lang=en", "make"], "en"),
        (["make"], None),
        (["make", "--lang"], None),
        (["make", "--lang", "fr"], None),
        (["make", "--", "--lang", "vi"], None),
    ],
)
def test_command_line_chooses(arguments: list[str], expected: str | None) -> None:
    assert language_option(arguments) == expected


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "C", "LC_MESSAGES": "vi"}, "vi"),
        ({"LANG": "vi_VN", "LC_ALL": ""}, "vi"),
    ],
)
def test_locale_chooses_in_the_order_of_posix(environment: dict[str, str], expected: str) -> None:
    assert language_of_locale(environment) == expected


def test_desktop_chooses_where_no_variable_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "_desktop_locale", lambda: "vi_VN")
    assert language_of_locale({}) == "vi"


def test_command_line_goes_over_settings_and_settings_over_the_locale(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("anpham.toml").write_text('lang = "vi"\n')
    assert "Cách dùng:" in run("-h").stdout
    assert "Usage:" in run("-h", "--lang", "en").stdout
    Path("anpham.toml").write_text('lang = "en"\n')
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert "Usage:" in run("-h").stdout
    Path("anpham.toml").unlink()
    assert "Cách dùng:" in run("-h").stdout


def test_broken_settings_do_not_keep_help_from_being_shown(run: Run) -> None:
    Path("anpham.toml").write_text("broken")
    assert run("-h").exit_code == 0


@pytest.mark.parametrize("verb", [[], *([name] for name in anpham.commands)])
def test_help_is_vietnamese_throughout(run: Run, verb: list[str]) -> None:
    english = run(*verb, "-h", "--lang", "en").stdout.splitlines()
    vietnamese = run(*verb, "-h", "--lang", "vi").stdout.splitlines()
    # Lines that are the same in both are names and command lines, not sentences.
    shared = {line.strip() for line in english} & {line.strip() for line in vietnamese}
    for line in shared - {""}:
        assert line.startswith("anpham ") or " " not in line, line


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("make", "--nonsense"), "Không có tùy chọn"),
        (("mak",), "Không có lệnh"),
        (("letter",), "Thiếu tham số"),
        (("list",), "Chọn một trong:"),
        (("letter", "a", "b"), "thừa chữ “b”"),
        (("make", "--text", "long"), "--text không có giá trị “long”"),
        (("make", "--theme"), "cần có giá trị đi kèm"),
        (("make", "--date", "mai"), "'mai' không phải là ngày"),
    ],
)
def test_mistakes_are_reported_in_the_language_of_the_same_command_line(
    run: Run, arguments: tuple[str, ...], expected: str
) -> None:
    result = run("--lang", "vi", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("lỗi: ")
    assert expected in result.stderr.splitlines()[0]
    assert result.stderr.splitlines()[-1].startswith("  gợi ý: ")


def test_language_is_put_back_after_speaking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "fr")
    domain = gettext.textdomain()
    with using_language("vi"):
        assert localize(msg("error")) == "lỗi"
        with using_language("en"):
            assert localize(msg("error")) == "error"
        assert localize(msg("error")) == "lỗi"
        assert gettext.gettext("Usage:") == "Cách dùng:"
    assert (os.environ["LANGUAGE"], gettext.textdomain()) == ("fr", domain)
    assert localize(msg("error")) == "error"


def test_decimals_bear_the_mark_of_the_language() -> None:
    nested = msg("{size} mm, {inner}", size=12.5, inner=msg("{over} pt", over=3.0))
    assert (format_decimal(0.314, 2), format_number(100.5), localize(nested)) == (
        "0.31",
        "100.5",
        "12.5 mm, 3 pt",
    )
    with using_language("vi"):
        reported = (format_decimal(0.314, 2), format_number(100.5), localize(nested))
        assert reported == ("0,31", "100,5", "12,5 mm, 3 pt")


def test_what_the_system_refuses_is_reported_in_vietnamese(run: Run) -> None:
    Path("folder").mkdir()
    missing, folder = (run("--lang", "vi", "letter", name).stderr for name in ("none", "folder"))
    assert "không có tệp hay thư mục nào như vậy" in missing
    assert "đây là thư mục, không phải tệp" in folder


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EIO])
def test_the_usual_refusals_do_not_stay_as_the_system_words_them(number: int) -> None:
    with using_language("vi"):
        reported = localize(msg("{reason}", reason=refusal(OSError(number, os.strerror(number)))))
    assert reported not in ("", os.strerror(number))
    assert not reported.isascii()


def test_rare_refusals_are_reported_as_the_system_words_them() -> None:
    assert refusal(OSError(errno.EDOM, "Out of domain")) == "Out of domain"
    assert refusal(OSError("timed out")) == "timed out"


def test_text_that_no_catalogue_has_is_shown_in_english() -> None:
    with using_language("vi"):
        assert localize(msg("no catalogue has this")) == "no catalogue has this"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows pipes are tested on Windows")
def test_piped_output_is_utf8_whatever_the_locale_says() -> None:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "anpham", "--lang", "vi", "-h"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert "Cách dùng:" in done.stdout.decode("utf-8")
