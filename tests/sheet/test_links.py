"""Where links and codes of a template lead."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from support.tools import Run

from generator.sheet.links import code_fault, link_fault, written_link


@pytest.mark.parametrize(
    "url",
    [
        "https://anphudong.hochiminhcity.gov.vn/tin",
        "http://example.vn",
        "HTTPS://EXAMPLE.VN/A",
        "https://suối-mây.vn/đường?x=ô#mục",
        "tel:02837150000",
        "tel:+84 28 3715 0000",
        "tel:1022",
        "sms:+84901234567?body=xin",
        "mailto:ubnd@anphudong.gov.vn",
        "mailto:a@b.vn,c@d.vn?subject=x",
    ],
)
def test_a_link_to_a_page_a_telephone_or_mail_is_allowed(url: str) -> None:
    assert link_fault(url) is None
    assert written_link(url).isascii()


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "vbscript:x"),
        *("file:///c:/x", "data:text/html,x", "about:blank", "blob:x", "ftp://example.vn"),
        *("suoimay.example.vn", "//suoimay.example.vn", "/tin", "tin.html", "#top", "", "  "),
        *("https://", "https:// x", "http:/example.vn", "htp://example.vn", "https://x"),
        *("tel:", "tel:abc", "tel:12", "mailto:", "mailto:a", "mailto:a@b", "mailto:a b@c.vn"),
        *("zalo:0901234567", "c:\\tin.html"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_fault_with_a_way(url: str) -> None:
    fault = link_fault(url)
    assert fault is not None
    assert str(fault.hint)


@pytest.mark.parametrize(
    "data",
    [
        *("geo:10.85,106.65", "WIFI:S:x;T:WPA;P:y;;", "BEGIN:VCARD\nEND:VCARD"),
        *("https://example.vn", "tel:1022"),
    ],
)
def test_a_code_may_hold_what_telephones_know(data: str) -> None:
    assert code_fault(data) is None


@pytest.mark.parametrize("data", ["javascript:x", "file:///x", "tin.html", ""])
def test_a_code_may_not_hold_what_leads_nowhere(data: str) -> None:
    assert code_fault(data) is not None


def test_a_host_with_accents_is_written_as_every_reader_opens_it() -> None:
    host = written_link("https://suối-mây.vn/").removeprefix("https://").removesuffix("/")
    assert host.startswith("xn--")
    assert host.encode("ascii").decode("idna") == "suối-mây.vn"


# -- in a piece


MANIFEST = """names: {vi: Thử, en: Trial}
template: sheet.xml.j2
inks: [full]
sizes: [A5]
texts: [short]
pages: 1
items: {do: 0, dont: 0}
"""


@pytest.fixture
def material(tmp_path: Path) -> Path:
    folder = tmp_path / "own" / "thu"
    folder.mkdir(parents=True)
    (folder / "manifest.yaml").write_text(MANIFEST, encoding="utf-8")
    (folder / "layout.css").write_text(
        ".all { margin: 10mm; gap: 4mm; } h1 { font-size: 22pt; }"
        ".code, .two { width: 50mm; height: 50mm; } .code qr { width: 50mm; height: 50mm; }"
        ".logo { position: absolute; left: 19mm; top: 19mm; width: 12mm; height: 12mm; }",
        encoding="utf-8",
    )
    icons = tmp_path / "own" / "icons"
    icons.mkdir()
    (icons / "o.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" '
        'r="4.5" fill="#063"/></svg>',
        encoding="utf-8",
    )
    return folder


def write(folder: Path, body: str) -> None:
    (folder / "sheet.xml.j2").write_text(
        f'<sheet><page><column class="all"><h1>{{{{ campaign.title }}}}</h1>\n{body}\n'
        "</column></page></sheet>",
        encoding="utf-8",
    )


def make(run: Run, *more: str) -> tuple[int, str]:
    result = run("make", "thu", "--templates", "own", "-o", "out", *more)
    return result.exit_code, result.output


LINK = '<p class="x"><a href="{}">{{{{ campaign.qr.printed }}}}</a></p>'


def test_each_link_that_leads_nowhere_stops_the_run_at_its_line(run: Run, material: Path) -> None:
    write(material, "\n".join(LINK.format(url) for url in ("javascript:x", "tin.html", "tel:x")))
    code, output = make(run)
    assert code == 1
    for line in (2, 3, 4):
        assert f"thu/sheet.xml.j2:{line}: error:" in output


def test_a_host_with_accents_is_in_the_file_as_xn(run: Run, material: Path) -> None:
    write(material, LINK.format("https://suối-mây.vn/"))
    code, output = make(run)
    assert code == 0, output
    (made,) = Path("out").glob("*.pdf")
    assert b"https://xn--" in made.read_bytes()


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ('<img src="o" alt="  "/>', "'alt' of <img>"),
        ('<img src="o" alt="\u00a0\u200b."/>', "'alt' of <img>"),
        ('<icon name="heart" alt=" "/>', "'alt' of <icon>"),
        ('<qr data="{{ campaign.qr.url }}" alt="-"/>', "'alt' of <qr>"),
    ],
)
def test_a_description_without_a_word_is_told(
    run: Run, material: Path, element: str, words: str
) -> None:
    write(material, element)
    code, output = make(run)
    assert code == 1
    assert f"thu/sheet.xml.j2:2: error: the {words}" in output


def test_a_second_code_has_to_be_meant(run: Run, material: Path) -> None:
    write(material, '<qr data="https://khac.example.vn" alt="Bản đồ"/>')
    code, output = make(run)
    assert code == 1
    assert "sheet.xml.j2:2: error: this code leads to https://khac.example.vn" in output
    assert 'purpose="other"' in output


@pytest.mark.parametrize("attribute", ['purpose="more"', 'level="X"', 'level="h"'])
def test_a_code_knows_its_levels_and_purposes(run: Run, material: Path, attribute: str) -> None:
    write(material, f'<qr {attribute} data="{{{{ campaign.qr.url }}}}" alt="Mã"/>')
    code, output = make(run)
    assert code == 1
    assert "sheet.xml.j2:2: error: '" in output


def test_a_second_code_and_a_code_with_a_logo_are_made_and_verified(
    run: Run, material: Path
) -> None:
    write(
        material,
        '<layer class="code"><qr level="H" data="{{ campaign.qr.url }}" alt="Mã"/>'
        '<img class="logo" src="o" alt=""/></layer>'
        '<qr class="two" purpose="other" data="tel:02837150000" alt="Gọi phường"/>',
    )
    code, output = make(run)
    assert code == 0, output
    (made,) = Path("out").glob("*.pdf")
    checked = run("check", str(made), "-q")
    assert checked.exit_code == 0, checked.output
    # What the second code should hold is stated in the file, and looked for.
    with pikepdf.open(made, allow_overwriting_input=True) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        assert b"tel:02837150000" in packet
        pdf.Root.Metadata.write(packet.replace(b"tel:02837150000", b"tel:02837159999"))
        pdf.save(made)
    checked = run("check", str(made))
    assert checked.exit_code == 4
    assert "tel:02837159999" in checked.output


def test_a_style_sheet_of_another_folder_is_not_read(
    run: Run, material: Path, tmp_path: Path
) -> None:
    write(material, "<p>{{ campaign.title }}</p>")
    (tmp_path / "secret.css").write_text("secret { x: 1 }", encoding="utf-8")
    (material / "manifest.yaml").write_text(
        MANIFEST.replace("inks: [full]", "themes: {hien-dai: ../../secret.css}"), encoding="utf-8"
    )
    code, output = make(run)
    assert code == 1
    assert "lies outside of the folder 'thu'" in output
    assert "x: 1" not in output
