"""The documents keep their word: examples run, links lead somewhere, commands can be given."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from support.shipped import ASSETS, DATA, LEXICON, TEMPLATES
from support.workshop import DATE, ISSUER, campaign

import anpham
from generator.cli.help_text import Command
from generator.cli.main import anpham as command_line
from generator.content.campaign import load_campaign
from generator.content.model import LegalStatus, TextLength
from generator.core.destination import Destination
from generator.core.findings import Severity
from generator.job import Piece
from generator.layout.engine import LayoutEngine
from generator.orders.options import MakeOptions
from generator.sheet.builder import SheetBuilder
from generator.sheet.capacity import ItemLimit, Range
from generator.sheet.catalogue import Catalogue, Manifest, read_manifest, read_theme
from generator.sheet.sizes import parse_size
from generator.sheet.statement import AskedItems
from generator.sheet.template_values import campaign_values, values_for
from generator.sheet.theme import Inks
from generator.typeset.fonts import FontBook, shipped_fonts

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks in ``language``."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", read(page), re.MULTILINE | re.DOTALL)
    return [text for kind, text in found if kind == language]


def shown_items(markup: str) -> dict[str, int]:
    """Manifest lines of an example for the items that its template leaves out."""
    loops = {"do": "campaign.groups", "dont": "in campaign.groups %}"}
    return {group: 0 for group, loop in loops.items() if loop not in markup}


class TestTemplates:
    """docs/templates.md: the reference of the sheet language."""

    PAGE = DOCS / "templates.md"
    SHEETS = tuple(zip(blocks(PAGE, "xml"), blocks(PAGE, "css"), strict=True))

    def test_shows_sheets(self) -> None:
        assert len(self.SHEETS) >= 3

    @pytest.mark.parametrize(("markup", "css"), SHEETS)
    @pytest.mark.parametrize("text", list(TextLength))
    def test_each_sheet_is_built_and_laid_out(
        self, tmp_path: Path, markup: str, css: str, text: TextLength
    ) -> None:
        folder = tmp_path / "example"
        folder.mkdir()
        (folder / "sheet.xml.j2").write_text(markup, encoding="utf-8")
        (folder / "layout.css").write_text(css, encoding="utf-8")
        size = parse_size("A3")
        manifest = Manifest(
            name="example",
            names={"vi": "Ví dụ", "en": "Example"},
            folder=folder,
            template="sheet.xml.j2",
            inks=(Inks.FULL,),
            sizes=(size,),
            aspect=None,
            texts=tuple(TextLength),
            pages=None if "<flow>" in markup else 1,
            most_pages=40 if "<flow>" in markup else None,
            panels=(),
            limits=(ItemLimit(shown_items(markup)),),
        )
        theme = Catalogue([], [DATA / "themes"]).theme("hien-dai")
        items = tuple(i for i in campaign().items if i.group not in shown_items(markup))
        values = values_for(campaign_values(campaign(), items), ISSUER, size, text)
        asked = AskedItems({item.id: item.official for item in items})
        sheet = SheetBuilder([tmp_path]).build(manifest, theme, size, values, asked)
        pages = LayoutEngine(FontBook(shipped_fonts(ASSETS.fonts)), LEXICON).lay_out(sheet).pages
        assert len(pages) == 1 or "<flow>" in markup
        assert all(page.children for page in pages)

    @pytest.mark.parametrize(("markup", "css"), SHEETS)
    @pytest.mark.parametrize("destination", [Destination.OFFICE, Destination.PRESS])
    def test_each_sheet_makes_a_file_that_passes_its_check(
        self, tmp_path: Path, markup: str, css: str, destination: Destination
    ) -> None:
        folder = tmp_path / "own" / "example"
        folder.mkdir(parents=True)
        (folder / "sheet.xml.j2").write_text(markup, encoding="utf-8")
        (folder / "layout.css").write_text(css, encoding="utf-8")
        (folder / "manifest.yaml").write_text(
            "names: {vi: Ví dụ, en: Example}\ntemplate: sheet.xml.j2\n"
            f"pages: {'{most: 40}' if '<flow>' in markup else 1}\n"
            "inks: [full]\nsizes: [A3]\ntexts: [short]\n"
            f"items: {json.dumps(shown_items(markup))}\n",
            encoding="utf-8",
        )
        made = anpham.make(
            date=DATE,
            materials=("example",),
            templates=folder.parent,
            destination=destination,
            output=tmp_path,
        )
        (file,) = made.files
        assert file.preflight is not None
        assert [f.code for f in file.preflight.findings if f.severity is Severity.ERROR] == []

    def test_the_manifest_and_the_theme_can_be_read(self) -> None:
        manifest, _, theme = blocks(self.PAGE, "yaml")
        assert read_manifest(manifest, Path("insert")).sizes == (parse_size("A5"),)
        assert read_theme(theme, "one-ink").faces == {"text": "Be Vietnam Pro"}

    def test_the_lines_that_may_be_added_to_a_manifest_can_be_read(self) -> None:
        manifest, shown, _ = blocks(self.PAGE, "yaml")
        (limit,) = read_manifest(manifest + shown, Path("insert")).limits
        assert limit.most == {"dont": 4, "others": 5}
        bounds = "{items: {least: 1, most: 14}, groups: {least: 1, most: 6}}"
        assert f"`{bounds}`" in read(self.PAGE)
        bounded = read_manifest(f"{manifest}\nbounds: {bounds}\n", Path("insert"))
        assert bounded.bounds.items == Range(1, 14)
        assert "`aspect: {least: 1.33, most: 1.6}`" in read(self.PAGE)
        assert "`- 97 100 100`" in read(self.PAGE)
        more = "aspect: {least: 1.33, most: 1.6}\npanels:\n  - 97 100 100\n"
        folded = manifest.replace("sizes: [A5]", "sizes: [297x210mm]")
        assert read_manifest(folded + more, Path("insert")).panels == ((97, 100, 100),)


@pytest.fixture(scope="module")
def own_campaign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The campaign of docs/campaigns.md as a reader would write it, locked as the page says."""
    folder = tmp_path_factory.mktemp("own") / "phan-loai-rac"
    folder.mkdir()
    (letter,) = blocks(DOCS / "campaigns.md", "text")
    (written,) = blocks(DOCS / "campaigns.md", "yaml")
    (folder / "letter.txt").write_text(letter, encoding="utf-8")
    (folder / "campaign.yaml").write_text(written, encoding="utf-8")
    locked = CliRunner().invoke(command_line, ["lock", str(folder), "--yes"])
    assert locked.exit_code == 0, locked.output
    return folder


def make(folder: Path, *materials: str, text: TextLength = TextLength.SHORT) -> list[Piece]:
    options = MakeOptions(
        date=DATE, campaign=folder, materials=materials, issuer="An Phú Đông", text=text
    )
    return list(anpham.Workshop(assets=ASSETS).make(options))


class TestCampaigns:
    """docs/campaigns.md: a campaign from a letter that nobody had in mind when this was built."""

    PAGE = DOCS / "campaigns.md"

    def test_the_example_can_be_read(self, own_campaign: Path) -> None:
        own = load_campaign(own_campaign, drawings=ASSETS.drawings)
        do, dont = own.groups
        assert (len(do.items), len(dont.items)) == (4, 1)
        (point,) = (block for block in own.letter.blocks if block.parent == "2")
        assert dont.items[0].official == point.text
        assert {basis.status for basis in own.legal} == {LegalStatus.IN_FORCE}

    @pytest.mark.parametrize("material", ["poster", "leaflet", "insert"])
    @pytest.mark.parametrize("text", list(TextLength))
    def test_its_pieces_show_its_own_words_and_none_of_the_shipped_campaign(
        self, own_campaign: Path, material: str, text: TextLength
    ) -> None:
        own = load_campaign(own_campaign, drawings=ASSETS.drawings)
        (piece,) = make(own_campaign, material, text=text)
        assert piece.items == tuple(item.id for item in own.items)
        said = words(piece.pdf)
        for item in own.items:
            assert squeezed(item.headline) in said
            if item.id in piece.official_items:
                assert squeezed(item.official) in said
        for foreign in (campaign().title, campaign().slogans[0], "mạng", "874", "8893", "Quận"):
            assert squeezed(foreign) not in said
        told = {finding.code for finding in piece.findings}
        assert told <= {"no-contacts", "contacts-not-printed", "campaign-without-picture"}

    def test_official_texts_are_all_there_when_whole_texts_are_asked_for(
        self, own_campaign: Path
    ) -> None:
        for piece in make(own_campaign, text=TextLength.FULL):
            assert piece.official_items == ("do-1", "do-2", "do-3", "do-4", "dont-1")

    def test_every_key_and_every_text_of_the_example_is_explained(self) -> None:
        (written,) = blocks(self.PAGE, "yaml")
        names = re.findall(r"`([\w.\[\]]+)`", read(self.PAGE))
        explained = {part for name in names for part in re.split(r"[.\[\]]+", name)}
        assert set(re.findall(r"^[\s-]*([a-z_]\w*):", written, re.MULTILINE)) <= explained

    def test_every_text_that_a_shipped_template_asks_for_is_explained(self) -> None:
        asked = {
            name
            for template in TEMPLATES.glob("*/*.j2")
            for name in re.findall(r"campaign\.texts\.(\w+)", read(template))
        }
        assert asked <= set(re.findall(r"`(\w+)`", read(self.PAGE)))
        (written,) = blocks(self.PAGE, "yaml")
        assert all(f"\n  {name}:" in written for name in asked)

    def test_every_status_is_explained(self) -> None:
        assert all(f"| `{status}` |" in read(self.PAGE) for status in LegalStatus)


def words(pdf: bytes) -> str:
    """All text of a PDF, without white space and in small letters."""
    document = pypdfium2.PdfDocument(pdf)
    return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def commands(page: Path) -> Iterator[str]:
    """The lines that begin with ``anpham`` in a page's blocks, without their comments."""
    fenced = False
    for line in read(page).splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif (fenced or line.startswith("    ")) and line.strip().startswith("anpham "):
            yield line.partition(" #")[0].strip()


def links(page: Path) -> Iterator[str]:
    """Where a page's links to files of ours lead, without the part after ``#``."""
    for target in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        path = target.partition("#")[0]
        if path and "://" not in path and not path.startswith("mailto:"):
            yield path


# The clerk's guide is tested with the command line, the reference's usage line is no command.
@pytest.mark.parametrize(
    ("page", "line"),
    [
        pytest.param(page, line, id=f"{page.name}: {line}")
        for page in PAGES
        if page.name != "huong-dan.md"
        for line in commands(page)
        if "COMMAND" not in line
    ],
)
def test_every_command_that_is_shown_can_be_given(page: Path, line: str) -> None:
    _, verb, *arguments = shlex.split(line)
    command = command_line.commands[verb]
    assert isinstance(command, Command)
    command.make_context(verb, arguments)  # fails for an unknown option or value


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_to_one(page: Path) -> None:
    found = list(links(page))
    assert [target for target in found if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_module_that_is_named_exists(page: Path) -> None:
    folders = (ROOT, ROOT / "generator", ROOT / "generator" / "preflight")
    named = re.findall(r"(?<![\w/.-])(?:\w+/)+\w+\.(?:py|java)\b", read(page))
    missing = [name for name in named if not any((f / name).is_file() for f in folders)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES[1:], ids=lambda page: page.name)
def test_every_page_can_be_reached_from_the_readme(page: Path) -> None:
    seen: set[Path] = set()
    todo = [PAGES[0]]
    while todo:
        here = todo.pop()
        if here not in seen and here.suffix == ".md":
            seen.add(here)
            todo += [(here.parent / target).resolve() for target in links(here)]
    assert page in seen


def test_every_heading_that_a_link_names_is_there() -> None:
    for page in PAGES:
        for path, anchor in re.findall(r"\]\(([^)\s#]*)#([^)\s]+)\)", read(page)):
            target = page.parent / path if path else page
            assert anchor in anchors(read(target).splitlines()), f"{page.name}: #{anchor}"


def anchors(lines: Sequence[str]) -> set[str]:
    """The names of headings, as GitHub makes them."""
    titles = [line.lstrip("#").strip() for line in lines if re.match(r"#+ ", line)]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_readmes_python_runs_as_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = blocks(ROOT / "README.md", "python")
    exec(compile(example, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    path = printed.partition(".pdf")[0] + ".pdf"
    assert (tmp_path / path).read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("example", blocks(DOCS / "api.md", "python"))
def test_the_examples_of_the_python_api_run_as_pasted(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    example: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "docs/api.md", "exec"), {})
    assert capsys.readouterr().out.strip()


def test_every_public_name_is_in_the_reference_of_the_python_api() -> None:
    named = set(re.findall(r"\b[A-Za-z_]+\b", read(DOCS / "api.md")))
    assert set(anpham.__all__) - {"__version__"} <= named


def test_the_readmes_first_picture_is_there_and_small_enough_to_load_at_once() -> None:
    (picture,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", read(ROOT / "README.md"))[:1]
    assert 10_000 < (ROOT / picture).stat().st_size < 600_000
