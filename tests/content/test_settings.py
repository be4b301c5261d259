"""Settings: defaults of a user and of a folder, with faults at their line."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from generator.content.settings import (
    Settings,
    load_settings,
    merge,
    read_settings,
    settings_template,
)
from generator.core.errors import ContentError, InputOutputError


def read(text: str) -> Settings:
    return read_settings(text, source="anpham.toml", folder=Path("home"))


def problems_of(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_the_first_file_sets_nothing() -> None:
    assert read(settings_template()) == Settings()


def test_every_line_of_the_first_file_works_once_uncommented() -> None:
    lines = [
        line.removeprefix("# ")
        for line in settings_template().split("\n")
        if " = " in line and not line.startswith("# issuer_name")
    ]
    settings = read("\n".join(lines))
    unset = [f.name for f in fields(Settings) if getattr(settings, f.name) is None]
    assert unset == ["issuer_name"]


def test_texts_are_guarded_and_paths_start_from_the_file() -> None:
    settings = read('issuer = "An Phu\u0301  \u0110ông"\noutput = "in"\ntemplates = "/mau"\n')
    assert settings.issuer == "An Phú Đông"
    assert settings.output == Path("home/in")
    assert settings.templates == Path("/mau")


def test_all_faults_come_at_once_with_line_and_column() -> None:
    text = """\
isuer = "x"
hotline = 12
  lang = "fr"
website = " "
address = "U\\uFFFD ban"
issuer = "a"
issuer_name = "b"

[theme]
x = 1
"""
    assert problems_of(text) == [
        "anpham.toml:1:1: unknown key “isuer”",
        "anpham.toml:2:1: “hotline” must be a text",
        "anpham.toml:3:3: “lang” is “fr”; expected one of: vi, en",
        "anpham.toml:4:1: “website” is empty",
        "anpham.toml:5:1: characters were lost here (U+FFFD)",
        "anpham.toml:7:1: “issuer” and “issuer_name” are both set; keep one of them",
        "anpham.toml:9:2: “theme” must be a text",
    ]


def test_old_encodings_are_converted_and_reported_of_each_file() -> None:
    folder = read('address = "Uû ban nh©n d©n"\n')
    assert folder.address == "Uỷ ban nhân dân"
    (finding,) = merge(Settings(), folder).findings
    assert (finding.code, str(finding.place)) == ("text-converted", "anpham.toml:1:12")
    assert read('address = "Đường số 1"\n').findings == ()


@pytest.mark.parametrize("value", ["“An Phú Đông”", "‘An Phú Đông’"])
def test_quotes_that_word_has_curled_are_reported_to_be_straight(value: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(f'lang = "vi"\nissuer = {value}\n')
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.place.column) == (2, 10)
    assert "straight quotes" in str(problem.hint)


def test_an_unknown_language_is_reported_at_its_line_with_the_two_there_are() -> None:
    with pytest.raises(ContentError) as caught:
        read('# defaults\ntheme = "hien-dai"\nlang = "vn"\n')
    (problem,) = caught.value.problems
    assert (problem.place.line, problem.place.column) == (3, 1)
    assert str(problem.hint) == 'write lang = "vi" for Vietnamese or lang = "en" for English'


def test_an_unknown_key_suggests_a_near_one() -> None:
    with pytest.raises(ContentError) as caught:
        read('hotlin = "1"\n')
    assert str(caught.value.problems[0].hint) == "did you mean “hotline”?"


def test_a_fault_of_syntax_has_its_place() -> None:
    (problem,) = problems_of("issuer = An Phú Đông\n")
    assert problem.startswith("anpham.toml:1:10: not valid TOML: ")


def test_the_folder_overrules_the_user() -> None:
    user = Settings(theme="a", lang="vi", hotline="1")
    folder = Settings(theme="b", website="w")
    assert merge(user, folder) == Settings(theme="b", lang="vi", hotline="1", website="w")


def test_contacts_never_go_with_another_issuer() -> None:
    user = Settings(issuer="An Phú Đông", hotline="028 1", address="a", theme="t")
    assert merge(user, Settings(issuer_name="Trường A")) == Settings(
        issuer_name="Trường A", theme="t"
    )
    assert merge(user, Settings(issuer="Thới An", hotline="028 2")) == Settings(
        issuer="Thới An", hotline="028 2", theme="t"
    )


def test_files_are_read_and_an_emptied_one_sets_nothing(tmp_path: Path) -> None:
    path = tmp_path / "anpham.toml"
    path.write_bytes(b'\xef\xbb\xbftheme = "x"\r\n')
    assert load_settings(path) == Settings(theme="x")
    path.write_bytes(b"\n")
    assert load_settings(path) == Settings()


def test_a_missing_file_is_reported_as_such(tmp_path: Path) -> None:
    with pytest.raises(InputOutputError, match="cannot read"):
        load_settings(tmp_path / "anpham.toml")
