"""``anpham theme check``: each thing it looks at, with a planted defect and a sound neighbour."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.shipped import ASSETS

from generator.cli.main import anpham
from generator.core.findings import Severity
from generator.theme_checking import CheckedTheme, check_theme

SHIPPED = ("hien-dai", "truyen-thong", "den-trang", "ban-tin-1-mau", "ban-tin-2-mau")


def planted(tmp_path: Path, *changes: tuple[str, str], name: str = "hien-dai") -> CheckedTheme:
    """A shipped theme with something changed in its theme.yaml."""
    folder = tmp_path / "planted"
    shutil.copytree(ASSETS.themes[0] / name, folder)
    text = (folder / "theme.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "theme.yaml").write_text(text, encoding="utf-8")
    return check_theme(str(folder), ASSETS)


def codes(checked: CheckedTheme) -> list[tuple[str, str]]:
    return [(finding.code, finding.severity.value) for finding in checked.findings]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_theme_is_sound_without_a_warning(name: str) -> None:
    assert codes(check_theme(name, ASSETS)) == []


def test_letters_too_like_their_ground_are_an_error(tmp_path: Path) -> None:
    """Yellow on white: the text on dark grounds is given the sheet's own colour."""
    pale = planted(
        tmp_path,
        (
            'text:           {name: Chữ K100,       rgb: "#231F20"',
            'text:           {name: Chữ nhạt,       rgb: "#FFD24D"',
        ),
    )
    assert ("theme-contrast", "error") in codes(pale)
    assert any("“text” on “surface”" in str(finding.message) for finding in pale.findings)


def test_letters_that_fade_in_print_alone_are_a_warning(tmp_path: Path) -> None:
    faded = planted(tmp_path, ("cmyk: 90 30 58 22", "cmyk: 60 10 40 0"))
    assert {severity for code, severity in codes(faded) if code == "theme-contrast"} == {"warning"}
    assert faded.is_sound


def test_too_much_ink_is_an_error(tmp_path: Path) -> None:
    wet = planted(tmp_path, ("solid: 50 40 20 100", "solid: 80 60 50 91"))
    assert codes(wet) == [("theme-ink", "error")]


def test_as_much_ink_as_dries_is_none(tmp_path: Path) -> None:
    assert codes(planted(tmp_path, ("cmyk: 100 80 28 12", "cmyk: 100 86 50 44"))) == []


def test_a_recipe_of_another_colour_is_a_warning(tmp_path: Path) -> None:
    swapped = planted(tmp_path, ("cmyk: 86 52 0 0", "cmyk: 0 80 90 0"))
    assert codes(swapped) == [("theme-recipe", "warning")]


def test_do_and_dont_alike_in_grey_are_an_error(tmp_path: Path) -> None:
    dark = planted(
        tmp_path,
        ('rgb: "#00756C", cmyk: 90 30 58 22', 'rgb: "#0B1A18", cmyk: 60 40 50 95'),
        ('rgb: "#C8321B", cmyk: 12 92 100 12', 'rgb: "#2A0A06", cmyk: 40 60 60 95'),
    )
    assert ("theme-tones-alike", "error") in codes(dark)


def test_red_and_green_of_one_lightness_are_an_error(tmp_path: Path) -> None:
    """Told apart by most people, and not with deuteranopia."""
    alike = planted(
        tmp_path, ('rgb: "#00756C", cmyk: 90 30 58 22', 'rgb: "#7A6A10", cmyk: 40 40 100 35')
    )
    said = [str(f.message) for f in alike.findings if f.code == "theme-tones-alike"]
    assert any("deuteranopia" in message for message in said)


def test_one_ink_needs_no_two_tones() -> None:
    assert check_theme("den-trang", ASSETS).is_sound


def test_a_missing_role_is_named_with_its_place(tmp_path: Path) -> None:
    lacking = planted(tmp_path, ("  highlight: ", "  highlights: "))
    (finding,) = [f for f in lacking.findings if f.code == "theme-roles"]
    assert "highlight" in str(finding.message)
    assert finding.place.line is not None


def test_a_face_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    faces = planted(tmp_path, ("text: Be Vietnam Pro", "text: Comic Sans"))
    assert ("theme-face", "error") in codes(faces)


def test_a_face_without_vietnamese_letters_is_an_error(tmp_path: Path) -> None:
    faces = planted(tmp_path, ("text: Be Vietnam Pro", "text: Anpham Signs"))
    found = [finding for finding in faces.findings if finding.code == "theme-letters"]
    assert found
    assert "ặ" in " ".join(str(finding.message) for finding in found) or "lacks" in str(
        found[0].message
    )


def test_a_fault_of_the_style_sheet_is_said_with_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "planted"
    shutil.copytree(ASSETS.themes[0] / "truyen-thong", folder)
    style = folder / "theme.css"
    style.write_text(style.read_text(encoding="utf-8") + ".x { color: var(--gold); }\n", "utf-8")
    (finding,) = check_theme(str(folder), ASSETS).findings
    assert finding.code == "style-sheet"
    assert finding.place.line == style.read_text(encoding="utf-8").count("\n")


def test_a_drawing_that_asks_for_another_colour_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "planted"
    shutil.copytree(ASSETS.themes[0] / "truyen-thong", folder)
    drum = folder / "drum.svg"
    drum.write_text(drum.read_text(encoding="utf-8").replace("--ornament", "--bronze"), "utf-8")
    assert codes(check_theme(str(folder), ASSETS)) == [("theme-drawing", "error")]


def test_a_file_that_cannot_be_read_as_a_theme_is_judged_with_its_lines(tmp_path: Path) -> None:
    broken = planted(tmp_path, ('rgb: "#EAF3FC"', 'rgb: "sky"'))
    assert not broken.is_sound
    assert all(finding.severity is Severity.ERROR for finding in broken.findings)
    assert broken.findings[0].place.line is not None


def test_the_command_ends_with_4_for_an_error_and_speaks_json(tmp_path: Path) -> None:
    planted(tmp_path, ("solid: 50 40 20 100", "solid: 80 60 50 91"))
    run = CliRunner().invoke(anpham, ["theme", "check", str(tmp_path / "planted"), "--json"])
    assert run.exit_code == 4
    (theme,) = json.loads(run.stdout)["themes"]
    assert not theme["sound"]
    assert theme["ink_percent"] == 281
    assert [finding["code"] for finding in theme["findings"]] == ["theme-ink"]


def test_without_a_name_all_shipped_themes_are_judged_and_sound() -> None:
    run = CliRunner().invoke(anpham, ["theme", "check", "--lang", "en"])
    assert run.exit_code == 0
    assert all(f"{name}: sound: no errors, no warnings" in run.stdout for name in SHIPPED)


def test_an_unknown_name_is_a_usage_error() -> None:
    run = CliRunner().invoke(anpham, ["theme", "check", "xanh-la"])
    assert run.exit_code != 0
