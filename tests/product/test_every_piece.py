"""Every material in every theme for every shipped campaign: it is made, and it is fit.

Materials, themes and campaigns are found in the product: new ones join by themselves.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from support.air import places
from support.pairs import every_pair
from support.shipped import ASSETS
from support.tools import need_tool
from support.workshop import DATE, ISSUER, workshop

import anpham as api
from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder, campaign_names
from generator.content.model import Campaign
from generator.core.findings import Severity
from generator.core.provenance import letters_of

#: What is said of the acts that a campaign cites: whether they hold is for people to decide.
ABOUT_ACTS = {"act-doubtful", "act-replaced", "act-checked-long-ago", "legal-line-worded-as-source"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One material in one theme for one campaign, for the office or for its own destination."""

    material: str
    theme: str
    campaign: str

    def __str__(self) -> str:
        return f"{self.material}-{self.theme}-{self.campaign}"


Make = Callable[[Cell], tuple[api.MadeFile, ...]]


@cache
def campaign(name: str) -> Campaign:
    return load_campaign(campaign_folder(name, ASSETS.campaigns))


def cells() -> tuple[Cell, ...]:
    """So many that any two of a material, a theme and a campaign come together."""
    catalogue = workshop().catalogue
    rows = [
        (material.name, theme, name)
        for material in map(catalogue.material, catalogue.material_names())
        for theme, name in product(material.themes, campaign_names(ASSETS.campaigns))
    ]
    return tuple(Cell(*row) for row in every_pair(rows))


CELLS = cells()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    """Makes the files of a cell, once."""
    folder = tmp_path_factory.mktemp("cells")

    @cache
    def make(cell: Cell) -> tuple[api.MadeFile, ...]:
        made = api.make(
            date=DATE,
            materials=cell.material,
            theme=cell.theme,
            campaign=cell.campaign,
            issuer=ISSUER,
            output=folder / str(cell),
        )
        return made.files

    yield make
    make.cache_clear()


def warned(file: api.MadeFile) -> list[str]:
    """Errors and warnings of a file's check, but for those on the acts."""
    if file.preflight is None:
        return []
    return [
        f"{finding.severity.value} {finding.code} {finding.place}: {finding.message}"
        for finding in file.preflight.findings
        if finding.severity is not Severity.NOTE and finding.code not in ABOUT_ACTS
    ]


def pdfs(files: tuple[api.MadeFile, ...]) -> list[Path]:
    return [file.path for file in files if file.path is not None and file.path.suffix == ".pdf"]


def codes(path: Path) -> set[str]:
    """The content of each code on the file's pages, found by another reader than ours."""
    document = pypdfium2.PdfDocument(path)
    try:
        found = set()
        for page in document:
            # A code's module has some 4 pixels where the page has 4000 of them.
            scale = min(4.0, 4000 / max(page.get_size()))
            for code in zxingcpp.read_barcodes(page.render(scale=scale).to_pil()):
                found.add(code.text)
            page.close()
        return found
    finally:
        document.close()


def text_of(path: Path) -> str:
    """The letters of the file's text, as pdftotext reads them in the order of its tags."""
    run = subprocess.run(
        [need_tool("pdftotext"), "-enc", "UTF-8", str(path), "-"], check=True, capture_output=True
    )
    return letters_of(run.stdout.decode("utf-8"))


def test_every_theme_and_campaign_meets_every_material() -> None:
    catalogue = workshop().catalogue
    for name in catalogue.material_names():
        if not catalogue.material(name).themes:
            continue  # what is spoken has no look
        own = [cell for cell in CELLS if cell.material == name]
        assert {cell.theme for cell in own} == set(catalogue.theme_names()), name
        assert {cell.campaign for cell in own} == set(campaign_names(ASSETS.campaigns)), name


@pytest.mark.slow
@pytest.mark.parametrize("cell", CELLS, ids=str)
class TestPiece:
    """It is fit in all that can be measured of it."""

    def test_is_made_and_its_check_finds_nothing(self, cell: Cell, made: Make) -> None:
        files = made(cell)
        assert files
        found = [line for file in files for line in warned(file)]
        assert not found, "\n".join(found)

    def test_has_the_code_that_it_states_and_no_other(self, cell: Cell, made: Make) -> None:
        files = made(cell)
        for file in files:
            stated = {file.qr_url} if file.qr_url else set()
            for path in pdfs((file,)):
                assert codes(path) == stated, path.name

    def test_says_all_items_that_it_states(self, cell: Cell, made: Make) -> None:
        files = made(cell)
        items = {item.id: item for item in campaign(cell.campaign).items}
        for file in files:
            for path in pdfs((file,)):
                text = text_of(path)
                for name in file.official_items:
                    assert letters_of(items[name].official) in text, f"{path.name}: {name}"

    def test_has_air_around_its_text(self, cell: Cell, made: Make) -> None:
        files = made(cell)
        for path in pdfs(files):
            found = places(path.read_bytes())
            assert not found, "\n".join(map(str, found))
