"""Material, theme and campaign are three axes: each new one works with all that there are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner
from support.shipped import DATA
from support.workshop import DATE

import anpham as api
from generator.cli.main import anpham
from generator.content.model import TextLength
from generator.core.destination import Destination
from generator.core.findings import Severity

#: Another letter in three groups, without a picture.
CAMPAIGN = Path(__file__).parents[1] / "support" / "campaigns" / "giu-suoi-sach"
MATERIALS = ("poster", "leaflet", "insert")

#: A look of its own, in roles alone: green, square, one family.
THEME_CSS = """\
h1, h2, h3 { font-family: var(--display); font-weight: 700; }
.field { background: linear-gradient(to right, var(--accent-strong), var(--accent)); }
page .card { border-radius: 0; border: 0.3mm solid var(--line); }
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A templates folder that holds nothing but one new theme."""
    folder = tmp_path_factory.mktemp("own")
    theme = folder / "themes" / "rung-xanh"
    theme.mkdir(parents=True)
    text = (DATA / "themes" / "hien-dai" / "theme.yaml").read_text(encoding="utf-8")
    text = text.replace("text: Be Vietnam Pro", "text: Be Vietnam Pro\n  display: Barlow Condensed")
    for old, new in (
        ('rgb: "#0B3A6F", cmyk: 100 80 28 12', 'rgb: "#14452F", cmyk: 90 45 90 45'),
        ('rgb: "#0A5BB0", cmyk: 95 58 0 0', 'rgb: "#1E6B45", cmyk: 90 35 90 25'),
    ):
        assert old in text
        text = text.replace(old, new)
    (theme / "theme.yaml").write_text(text, encoding="utf-8")
    (theme / "theme.css").write_text(THEME_CSS, encoding="utf-8")
    return folder


def errors(made: api.Made) -> list[str]:
    """Errors that the files' checks found."""
    assert made.files
    found = []
    for file in made.files:
        assert file.preflight is not None
        found += [
            f"{file.material}: {finding.message}"
            for finding in file.preflight.findings
            if finding.severity is Severity.ERROR
        ]
    return found


@pytest.mark.parametrize("text", TextLength)
@pytest.mark.parametrize("destination", [Destination.OFFICE, Destination.PRESS])
def test_a_new_theme_in_one_folder_serves_every_material(
    own: Path, tmp_path: Path, text: TextLength, destination: Destination
) -> None:
    made = api.make(
        date=DATE,
        materials=MATERIALS,
        theme="rung-xanh",
        text=text,
        destination=destination,
        templates=own,
        output=tmp_path,
    )
    assert [file.theme for file in made.files] == 3 * ["rung-xanh"]
    assert errors(made) == []


@pytest.mark.parametrize("theme", ["hien-dai", "ban-tin-1-mau", "ban-tin-2-mau"])
@pytest.mark.parametrize("text", TextLength)
def test_a_campaign_of_three_groups_without_a_picture_is_made_in_every_material_and_theme(
    tmp_path: Path, theme: str, text: TextLength
) -> None:
    made = api.make(
        date=DATE,
        materials=MATERIALS,
        campaign=CAMPAIGN,
        theme=theme,
        text=text,
        output=tmp_path,
    )
    assert errors(made) == []
    for path in sorted(tmp_path.rglob("*.pdf")):
        with pikepdf.open(path) as pdf:
            said = [
                str(found.Alt) if "/Alt" in found else str(found.ActualText)
                for found in pdf.objects
                if isinstance(found, pikepdf.Dictionary)
                and "/S" in found
                and ("/Alt" in found or "/ActualText" in found)
            ]
        assert said.count("Không được làm") == 2
        assert not [one for one in said if "điện thoại" in one or "Điều cấm" in one]


def test_the_campaigns_letter_is_the_one_that_was_locked(tmp_path: Path) -> None:
    copy = tmp_path / "camp"
    shutil.copytree(CAMPAIGN, copy)
    locked = CliRunner().invoke(anpham, ["lock", str(copy)])
    assert (copy / "campaign.yaml").read_bytes() == (CAMPAIGN / "campaign.yaml").read_bytes()
    assert locked.exit_code == 0, locked.output
