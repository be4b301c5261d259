"""Settings: defaults of a user and of a folder, with faults at their line."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from generator.content.settings import (
    Settings,
    load_settings,
    merge,
    read_settings,
    stated_language,
)
from generator.content.settings_text import settings_text
from generator.core.errors import ContentError, InputOutputError


def read(text: str) -> Settings:
    return read_settings(text, source="anpham.toml", folder=Path("home"))


def problems_of(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_the_first_file_sets_nothing() -> None:
    assert read(settings_text(str, {})) == Settings()


def test_every_line_of_the_first_file_works_once_uncommented_and_contacts_once_filled_in() -> None:
    lines = [
        line.removeprefix("# ")
        for line in settings_text(str, {}).split("\n")
        if (" = " in line or line == "# [second_qr]") and not line.startswith("# issuer_name")
    ]
    assert problems_of("\n".join(lines)) == [
        "anpham.toml:2:1: “[house number, street, ward]” still stands for what is missing",
        "anpham.toml:3:1: “[telephone number]” still stands for what is missing",
        "anpham.toml:4:1: “[website]” still stands for what is missing",
    ]
    filled = [
        re.sub(r"= \"\[.*\]", '= "Số 028 3717 0000', line)
        for line in lines
        if "website" not in line
    ]
    settings = read("\n".join(filled))
    unset = [f.name for f in fields(Settings) if getattr(settings, f.name) is None]
    assert unset == ["issuer_name", "website"]


def test_answers_are_set_in_the_first_file_whatever_signs_they_hold() -> None:
    answers = {
        "issuer": "xã Cư M'gar, tỉnh Đắk Lắk",
        "address": 'Nhà "Văn hóa" \\ 12',
        "lang": "vi",
    }
    settings = read(settings_text(str, answers))
    assert {key: getattr(settings, key) for key in answers} == answers


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
    assert "curly quotation marks" in str(problem.message)
    straight = value.translate(str.maketrans("“”‘’", "\"\"''"))
    assert str(problem.hint) == f"write: issuer = {straight}"


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
    assert problem.startswith("anpham.toml:1:10: anpham.toml is written wrongly in line 1: ")


@pytest.mark.parametrize(
    ("line", "reason", "hint"),
    [
        ("issuer = An Phú Đông", "does not stand in double quotes", 'issuer = "An Phú Đông"'),
        ("lang = vi", "does not stand in double quotes", 'lang = "vi"'),
        ("hotline = 028 1234", "does not stand in double quotes", 'hotline = "028 1234"'),
        ('issuer: "x"', "in the place of “=”", 'issuer = "x"'),
        ("issuer: An Phú", "in the place of “=”", "in double quotes"),
        ('issuer = "x', "has none at the end", 'issuer = "x"'),
        ('issuer "x"', "there is no “=”", "a line is a key"),
        ("xin chào", "there is no “=”", "a line is a key"),
        ("issuer =", "nothing stands after", "remove the line"),
        ('issuer = "a" b', "stands something else", "keep the text"),
        ("issuer = 'It's'", "stands something else", "keep the text"),
        ('địa chỉ = "x"', "“địa chỉ” is no key", "the keys here are"),
        ("issuer = “x”", "curly", 'issuer = "x"'),
        (r'output = "C:\Users\Lan"', "a backslash", r"output = 'C:\Users\Lan'"),
        (r'output = "C:\new\temp"', "a backslash", r"output = 'C:\new\temp'"),
        (r'templates = "D:\báo"', "a backslash", r"templates = 'D:\báo'"),
        (r'campaign = "D:\fan"', "a backslash", r"campaign = 'D:\fan'"),
        (r"""output = "C:\Users\O'Lan" """, "a backslash", "write / in its place"),
        ("issuer = " + "9" * 10_000, "a number of 10000 digits", "a line is a key"),
        ("issuer = " + "[" * 3_000, "nested too deep", "a line is a key"),
        ("issuer = " + "{a=" * 3_000, "nested too deep", "a line is a key"),
    ],
)
def test_each_fault_of_a_line_has_its_reason_and_its_cure(
    line: str, reason: str, hint: str
) -> None:
    with pytest.raises(ContentError) as caught:
        read(f'theme = "hien-dai"\n{line}\n')
    (problem,) = caught.value.problems
    assert problem.code == "toml-syntax"
    assert problem.place.line == 2
    assert reason in str(problem.message)
    assert hint in str(problem.hint)
    written = str(problem.hint).removeprefix("write: ")
    if written != str(problem.hint):
        read(written)  # what the hint says to write is right


def test_every_faulty_line_is_told_and_the_others_are_read() -> None:
    found = problems_of('issuer = “x y”\naddres = "x"\ntheme = hien-dai\nlang = "fr"\n')
    assert [problem.split(": ", 1)[0] for problem in found] == [
        "anpham.toml:1:10",
        "anpham.toml:2:1",
        "anpham.toml:3:9",
        "anpham.toml:4:1",
    ]


def test_a_key_that_stands_twice_names_both_lines() -> None:
    (problem,) = problems_of('issuer = "a"\n\nissuer = "b"\n')
    assert problem.startswith("anpham.toml:3:1: ")
    assert problem.endswith("“issuer” stands there already, in line 1")


@pytest.mark.parametrize("text", ['issuer = """abc\n', 'issuer = """a\nb"""\nx = [\n"""'])
def test_a_fault_across_lines_has_a_place_too(text: str) -> None:
    (problem,) = problems_of(text)
    assert problem.startswith("anpham.toml:")


@pytest.mark.parametrize("value", ["C:\\\\Users", "in", "a/b"])
def test_right_values_are_left_in_peace(value: str) -> None:
    assert read(f'output = "{value}"\n').output is not None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('lang = "vi"\naddres = "x"\n', "vi"),
        ("issuer = x\nlang = 'EN'\n", "en"),
        ("lang = vi\n", "vi"),
        ("lang = “vi”\n", "vi"),
        ("lang: vi\n", "vi"),
        ('\ufefflang = "vi"\n[[[[', "vi"),
        ("issuer = " + "9" * 10_000 + '\n  lang="vi"\n', "vi"),
        ('# lang = "vi"\n', None),
        ('language = "vi"\n', None),
    ],
)
def test_the_language_is_known_however_broken_the_file_is(
    text: str, language: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "anpham.toml"
    path.write_bytes(text.encode("utf-8"))
    assert stated_language(path) == language
    path.write_bytes(text.encode("utf-16"))
    assert stated_language(path) == language


def test_the_language_may_be_in_capitals() -> None:
    assert read('lang = "VI"\n').lang == "vi"


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
