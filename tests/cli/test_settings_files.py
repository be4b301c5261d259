"""Broken and misnamed settings: told in the language that they choose, never in the way of help."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.tools import Run

from generator.cli import defaults


@pytest.mark.parametrize(
    "broken",
    [
        'addres = "12 Bờ Suối"\n',
        "issuer = An Phú Đông\n",
        "issuer = “An Phú Đông”\n",
        "issuer = " + "9" * 10_000 + "\n",
        "issuer = " + "[" * 3_000 + "\n",
        'issuer = "a"\nissuer = "b"\n',
        'theme = """\n',
    ],
)
@pytest.mark.parametrize("lang", ['lang = "vi"\n', "lang = vi\n"])
def test_faults_are_told_in_the_language_that_the_file_chooses(
    run: Run, broken: str, lang: str
) -> None:
    Path("anpham.toml").write_text(broken + lang if '"""' not in broken else lang + broken, "utf-8")
    result = run("make", "insert")
    assert result.exit_code == 1
    assert result.stderr.startswith("anpham.toml:")
    assert ": lỗi: " in result.stderr.splitlines()[0]
    assert "Traceback" not in result.output
    assert not Path("output").exists()
    help_text = run("-h")
    assert help_text.exit_code == 0
    assert help_text.stdout.startswith("Cách dùng: anpham [TÙY CHỌN] LỆNH ...")
    assert run("list", "sizes", "--lang", "en").exit_code == 1, "a broken file is not passed over"


def test_the_command_line_still_chooses_the_language(run: Run) -> None:
    Path("anpham.toml").write_text('lang = "vi"\naddres = "x"\n', "utf-8")
    assert "error: unknown key" in run("make", "--lang", "en").stderr


@pytest.mark.parametrize("name", ["anpham.toml.txt", "anpham.txt", "Anpham.toml"])
def test_a_file_with_a_nearly_right_name_is_named(run: Run, name: str) -> None:
    Path(name).write_text('issuer = "Thới An"\n', encoding="utf-8")
    result = run("make", "insert", "--no-check", "-q")
    assert result.exit_code == 0
    if Path("anpham.toml").exists():
        pytest.skip("this file system sees no difference between small and capital letters")
    assert f"{name}: warning: this file is not read: its name is not anpham.toml" in result.stderr
    assert "rename it to anpham.toml" in result.stderr


def test_the_right_name_alone_is_no_reason_for_a_warning(run: Run) -> None:
    Path("anpham.toml").write_text('issuer = "Thới An"\n', encoding="utf-8")
    Path("anpham-cu.txt").write_text("", encoding="utf-8")
    assert "is not read" not in run("make", "insert", "--no-check").stderr


def test_a_folder_that_may_not_be_searched_holds_no_settings(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> bool:
        raise PermissionError(13, "Permission denied", "x")

    monkeypatch.setattr(Path, "exists", refuse)
    assert defaults.language_setting() is None
    assert run("list", "sizes").exit_code == 0


def test_another_body_in_the_settings_is_told_with_the_line_that_prints_it(run: Run) -> None:
    Path("anpham.toml").write_text('issuer = "Đảng ủy phường Thới An"\n', "utf-8")
    result = run("make", "insert", "--no-check")
    assert result.stderr.startswith("anpham.toml:1:")
    assert 'write issuer_name = "Đảng ủy phường Thới An"' in result.stderr
    assert "--issuer-name" not in result.stderr
    Path("anpham.toml").write_text('issuer_name = "Đảng ủy phường Thới An"\n', "utf-8")
    assert run("make", "insert", "--no-check").exit_code == 0


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes there")
def test_a_pipe_in_the_place_of_the_settings_is_told_and_not_waited_for(run: Run) -> None:
    os.mkfifo("anpham.toml")
    result = run("make", "insert")
    assert result.exit_code == 5
    assert result.stderr.startswith("anpham.toml: error: this is no file but a pipe or a device")
    Path("anpham.toml").rename("a.pdf")
    for command in ("check", "text"):
        refused = run(command, "a.pdf")
        assert refused.exit_code == 5
        assert refused.stderr.startswith("a.pdf: error: this is no file but a pipe or a device")
