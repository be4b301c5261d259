"""The gallery shows all that can be made, says what cannot, and needs nothing beside its folder."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from support.shipped import ASSETS, TEMPLATES
from support.tools import need_tool
from support.workshop import DATE, workshop

import anpham as api
from generator.cli.main import anpham
from generator.gallery.collection import PICTURE_PX
from generator.gallery.model import ExhibitPage
from generator.gallery.overview import WIDTH_PX, justified


class Links(HTMLParser):
    """All addresses of a page, and the texts of its commands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.commands: list[str] = []
        self._is_caption = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value or "" for key, value in attrs if key in ("href", "src")]
        self._is_caption = tag == "code"

    def handle_data(self, data: str) -> None:
        if self._is_caption and data.startswith("anpham "):
            self.commands.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._is_caption = False


def size_of(file: Path) -> tuple[int, int]:
    """Width and height in pixels."""
    with Image.open(file) as picture:
        return picture.size


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gallery of the insert."""
    folder = tmp_path_factory.mktemp("gallery")
    api.make_gallery(date=DATE, materials="insert", output=folder)
    return folder


@pytest.fixture(scope="module")
def links(folder: Path) -> Links:
    return Links((folder / "index.html").read_text(encoding="utf-8"))


class TestPage:
    """It is whole in its folder."""

    def test_names_no_address_outside_of_its_folder(self, folder: Path, links: Links) -> None:
        files = [address for address in links.addresses if not address.startswith("#")]
        assert files
        assert all((folder / file).is_file() for file in files)
        text = (folder / "index.html").read_text(encoding="utf-8")
        assert "<script" not in text
        assert not re.search(r"https?://", text)

    def test_shows_each_theme_and_size_of_a_material(self, links: Links) -> None:
        insert = workshop().catalogue.material("insert")
        themes = [re.findall(r"--theme (\S+)", command) for command in links.commands]
        assert {theme for (theme,) in themes} == set(insert.themes)
        sizes = [re.findall(r"--size (\S+)", command) for command in links.commands]
        assert {size for (size,) in sizes} == {size.name for size in insert.sizes}

    def test_gives_the_command_that_makes_the_piece(self, links: Links, tmp_path: Path) -> None:
        command = shlex.split(links.commands[-1])[1:]
        made = CliRunner().invoke(
            anpham, [*command, "-o", str(tmp_path), "--no-check", "--issuer", "An Phú Đông"]
        )
        assert made.exit_code == 0, made.output

    def test_has_pictures_of_the_stated_size_each_of_another_page(
        self, folder: Path, links: Links
    ) -> None:
        files = sorted((folder / "pictures").iterdir())
        assert {f"pictures/{file.name}" for file in files} <= set(links.addresses)
        sizes = {max(size_of(file)) for file in files}
        assert all(abs(size - PICTURE_PX) <= 1 for size in sizes)
        assert len({file.read_bytes() for file in files}) == len(files)

    def test_speaks_one_language_at_a_time(self, folder: Path) -> None:
        text = (folder / "index.html").read_text(encoding="utf-8")
        assert text.count('<span lang="vi">') == text.count('<span lang="en">') > 3
        assert "body:has(#vi:checked) [lang=en]" in text


class TestOverview:
    """One picture with a page of each material."""

    def test_stands_beside_the_page(self, folder: Path) -> None:
        assert size_of(folder / "overview.png")[0] == WIDTH_PX

    @pytest.mark.parametrize("count", [1, 2, 7, 30])
    def test_has_rows_that_fill_the_width_with_every_picture_once(self, count: int) -> None:
        pictures = [
            ExhibitPage(str(n), b"", width_px=(700, 1100, 300)[n % 3], height_px=1000)
            for n in range(count)
        ]
        rows = justified(pictures)
        assert [one for _, row in rows for one in row] == pictures
        for height, row in rows[:-1]:
            width = sum(height * one.width_px / one.height_px for one in row)
            assert WIDTH_PX * 0.85 < width < WIDTH_PX
        assert all(height < 600 for height, _ in rows)


@pytest.mark.slow
def test_a_browser_shows_the_page_without_network(folder: Path, tmp_path: Path) -> None:
    picture = tmp_path / "page.png"
    subprocess.run(
        [
            need_tool("chromium"),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--window-size=1200,900",
            f"--screenshot={picture}",
            (folder / "index.html").as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    with Image.open(picture) as shown:
        colours = shown.convert("RGB").getcolors(maxcolors=1 << 24)
    assert colours is not None
    assert len(colours) > 1000, "pictures are on it"


class TestFailure:
    """It names each piece that cannot be made with its reason, in both languages."""

    @pytest.fixture
    def templates(self, tmp_path: Path) -> Path:
        """An insert that no theme of full colour can be set in: a text is too long for its box."""
        folder = tmp_path / "own"
        shutil.copytree(TEMPLATES / "insert", folder / "insert")
        (folder / "insert" / "hien-dai.css").write_text(
            ".issuer { font-size: 400pt; font-size-min: 400pt; max-lines: 1; }", encoding="utf-8"
        )
        return folder

    def test_stands_in_the_page_beside_what_was_made(self, templates: Path, tmp_path: Path) -> None:
        done = CliRunner().invoke(
            anpham,
            ["gallery", "insert", "-o", str(tmp_path), "--templates", str(templates), "--json"],
        )
        assert done.exit_code == 1
        shown = json.loads(done.stdout)
        (failed,) = [piece for piece in shown["pieces"] if piece["problems"]]
        assert failed["theme"] == "hien-dai"
        assert all(piece["pictures"] for piece in shown["pieces"] if piece is not failed)
        page = (tmp_path / "index.html").read_text(encoding="utf-8")
        assert page.count('<div class="failed">') == 1
        assert "anpham make insert --size A5 --theme hien-dai: " in done.stderr

    def test_of_the_order_writes_nothing(self, tmp_path: Path) -> None:
        done = CliRunner().invoke(anpham, ["gallery", "insret", "-o", str(tmp_path / "new")])
        assert done.exit_code == 2
        assert not (tmp_path / "new").exists()


def test_the_page_is_among_the_assets() -> None:
    assert (ASSETS.gallery / "gallery.html.j2").is_file()
