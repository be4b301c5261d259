"""Files of a manifest's ``outputs``: made in their kinds, saved, listed and checked."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from support.tools import Run
from support.workshop import DATE

import anpham
from generator.core.errors import TemplateError, UsageError
from generator.core.picture_record import packet_in
from generator.sheet.catalogue import read_manifest
from generator.sheet.sizes import parse_size, read_size

SHEET = """\
<sheet>
{% for group in campaign.groups %}
<page>
  <column class="all">
    <h1>{{ group.title }}</h1>
    <ul>
      {% for item in group.items %}
      <li item="{{ item.id }}">
        <icon name="{{ group.mark.icon }}" class="mark" role="marker" alt="{{ group.mark.alt }}"/>
        <p>{{ item.headline }}</p>
      </li>
      {% endfor %}
    </ul>
    {% if loop.last %}<qr data="{{ campaign.qr.url }}" alt="Mã QR"/>{% endif %}
  </column>
</page>
{% endfor %}
</sheet>
"""
STYLE = """\
.all { margin: 10um; gap: 3um; }
h1 { font-size: 16up; font-weight: 800; text-transform: uppercase; }
ul { gap: max(1um, 2mm); }
li { arrange: row; gap: max(2um, 3mm); }
.mark { width: 4um; height: 4um; fill: var(--do); stroke: var(--on-dark); }
p { width: 1fr; font-size: 9up; }
qr { width: 34mm; height: 34mm; }
"""
MANIFEST = """\
names: {vi: Ảnh thử, en: Trial pictures}
template: sheet.xml.j2
inks: [full]
sizes: [%(sizes)s]
texts: [short]
pages: any
outputs: [%(outputs)s]
"""


def material(folder: Path, outputs: str, sizes: str = "1080x1080px", more: str = "") -> Path:
    """A folder of templates with the material "pictures", that comes out as ``outputs``."""
    own = folder / "templates" / "pictures"
    own.mkdir(parents=True)
    manifest = MANIFEST % {"sizes": sizes, "outputs": outputs} + more
    (own / "manifest.yaml").write_text(manifest, encoding="utf-8")
    (own / "sheet.xml.j2").write_text(SHEET, encoding="utf-8")
    (own / "layout.css").write_text(STYLE, encoding="utf-8")
    return own.parent


def made(folder: Path, templates: Path, **options: Any) -> anpham.MadeFile:
    """The first piece of the material."""
    found = anpham.make(
        date=DATE,
        issuer="Thới An",
        materials="pictures",
        templates=templates,
        output=folder / "out",
        **{"destination": "screen", "check": False, **options},
    )
    return found.files[0]


def opened(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes()))


class TestSizesInPixels:
    """A size may be stated in px; then its pictures have exactly these."""

    @pytest.mark.parametrize(
        "text",
        [
            "1080x1350px",
            "1080 x 1350 PX",
            "1080px x 1350px",
            "1080×1350 pixels",
            "1080x1350 điểm ảnh",
        ],
    )
    def test_are_read_as_people_write_them(self, text: str) -> None:
        size = parse_size(text)
        assert (size.name, size.pixels) == ("1080x1350px", (1080, 1350))
        assert (size.width_mm, size.height_mm) == pytest.approx((285.75, 357.1875))

    def test_turn_with_their_pixels(self) -> None:
        assert parse_size("1080x1920px ngang").pixels == (1920, 1080)
        assert read_size("1920x1080px").size.turned().name == "1080x1920px"

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("1080.5x1080px", "size-unknown"),
            ("1080pxx20mm", "size-unknown"),
            ("20mm x 1080px", "size-unknown"),
            ("0x1080px", "size-out-of-range"),
            ("8193x10px", "size-out-of-range"),
        ],
    )
    def test_that_no_picture_can_have_are_refused(self, text: str, code: str) -> None:
        with pytest.raises(UsageError) as caught:
            parse_size(text)
        assert caught.value.problems[0].code == code

    def test_of_a_material_that_comes_as_a_pdf_make_previews_of_these_pixels(
        self, tmp_path: Path
    ) -> None:
        file = made(tmp_path, material(tmp_path, "pdf", "1200x630px"), png=True)
        assert [opened(path).size for path in file.previews] == [(1200, 630)] * 2


class TestManifest:
    """It says what a material comes out as; faults have their lines."""

    def test_means_a_pdf_where_it_says_nothing(self) -> None:
        text = (MANIFEST % {"sizes": "A4", "outputs": "pdf"}).replace("outputs: [pdf]\n", "")
        assert read_manifest(text, Path("m")).outputs.kinds == ("pdf",)

    @pytest.mark.parametrize(
        ("outputs", "code", "line"),
        [("jpg", "wrong-value", 7), ("pdf, docx", "manifest-outputs", 7)],
    )
    def test_refuses_what_is_not_made(self, outputs: str, code: str, line: int) -> None:
        with pytest.raises(TemplateError) as caught:
            read_manifest(MANIFEST % {"sizes": "A4", "outputs": outputs}, Path("m"))
        (problem,) = caught.value.problems
        assert (problem.code, problem.place.line) == (code, line)

    def test_of_several_usual_sizes_has_each_made_where_none_is_named(self, tmp_path: Path) -> None:
        templates = material(
            tmp_path, "png", "1080x1080px, 1200x630px", "usual_sizes: [1080x1080px, 1200x630px]\n"
        )
        order: dict[str, Any] = {"date": DATE, "materials": "pictures", "issuer": "Thới An"}
        order |= {"templates": templates, "output": tmp_path / "out", "check": False}
        files = anpham.make(**order).files
        assert [file.size for file in files] == ["1080x1080px", "1200x630px"]
        assert [file.size for file in anpham.make(**order, size="1200x630px").files] == [
            "1200x630px"
        ]


class TestFiles:
    """Each kind is saved whole, under a name of its own, and listed with its hash."""

    def test_of_a_piece_without_a_pdf_are_its_pictures_and_their_texts(
        self, tmp_path: Path
    ) -> None:
        file = made(tmp_path, material(tmp_path, "png, txt"))
        assert (file.path, file.sha256) == (None, "")
        assert [one.kind for one in file.outputs] == ["png", "png", "txt"]
        assert [one.path.name for one in file.outputs][::2] == [
            "pictures-phuong-thoi-an-screen-t5v4-1.png".replace("t5v4", _signs(file)),
            f"pictures-phuong-thoi-an-screen-{_signs(file)}.txt",
        ]
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
            one.path.name for one in file.outputs
        )
        for one in file.outputs:
            assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.sha256

    def test_of_alternative_text_say_what_each_picture_says(self, tmp_path: Path) -> None:
        file = made(tmp_path, material(tmp_path, "png, txt"))
        first, second, text = file.outputs
        assert first.alt is not None
        assert second.alt is not None
        assert first.alt.startswith("8 điều nên làm. Nên làm. Đọc kỹ, tuân thủ điều khoản")
        assert first.alt.count("Nên làm.") == 1
        assert second.alt.endswith("tin sai sự thật. Mã QR.")
        assert text.path.read_text(encoding="utf-8") == (
            f"{first.path.name}\n{first.alt}\n\n{second.path.name}\n{second.alt}\n"
        )
        assert text.alt is None

    def test_of_pictures_have_the_pixels_srgb_and_what_the_sheet_states(
        self, tmp_path: Path
    ) -> None:
        first, *_ = made(tmp_path, material(tmp_path, "png", "1080x1350px")).outputs
        with Image.open(first.path) as picture:
            picture.load()
            assert (picture.size, picture.mode) == ((1080, 1350), "RGB")
            assert picture.info["srgb"] == 0
            assert picture.info["Description"] == first.alt
            assert "<anpham:Campaign>ung-xu-mang-xa-hoi<" in picture.info["XML:com.adobe.xmp"]

    @pytest.mark.parametrize(("size", "dpi"), [("85x120mm", 600), ("105x148mm", 300)])
    def test_of_pictures_on_paper_have_its_exact_size(
        self, tmp_path: Path, size: str, dpi: int
    ) -> None:
        templates = material(tmp_path, "pdf, png", size, f"picture: {{dpi: {dpi}}}\n")
        file = made(tmp_path, templates)
        with Image.open(file.outputs[1].path) as picture:
            found = [
                side / dots * 25.4
                for side, dots in zip(picture.size, picture.info["dpi"], strict=True)
            ]
            assert picture.info["dpi"][0] == pytest.approx(dpi, rel=1e-3)
        assert found == pytest.approx(list(file.size_mm), abs=0.01)

    def test_of_a_press_order_have_the_pictures_of_the_screen(self, tmp_path: Path) -> None:
        templates = material(tmp_path, "pdf, png", "A5")
        screen = made(tmp_path, templates)
        press = made(tmp_path, templates, destination="press")
        assert b"/OutputIntent" in press.outputs[0].path.read_bytes()
        shown = [opened(file.outputs[1].path) for file in (screen, press)]
        assert shown[0].size == shown[1].size
        assert shown[0].tobytes() == shown[1].tobytes()

    def test_are_the_same_bytes_from_the_same_order(self, tmp_path: Path) -> None:
        templates = material(tmp_path, "pdf, png, txt")
        first = made(tmp_path, templates)
        again = made(tmp_path, templates)
        assert [one.sha256 for one in first.outputs] == [one.sha256 for one in again.outputs]
        assert not again.replaced

    def test_that_replace_another_file_are_reported(self, tmp_path: Path) -> None:
        templates = material(tmp_path, "png, txt")
        path = made(tmp_path, templates).outputs[1].path
        path.write_bytes(b"somebody's")
        again = made(tmp_path, templates)
        finding = next(f for f in again.findings if f.code == "file-replaced")
        assert (again.replaced, finding.severity, finding.place.file) == (
            True,
            "warning",
            str(path),
        )

    def test_listed_as_json_stand_beside_a_path_that_may_be_null(
        self, run: Run, tmp_path: Path
    ) -> None:
        templates = material(tmp_path, "png, txt")
        arguments = ("pictures", "--templates", str(templates), "--issuer", "Thới An", "--json")
        (file,) = json.loads(run("make", *arguments, "--no-check").stdout)["files"]
        assert (file["path"], file["sha256"]) == (None, None)
        assert [one["kind"] for one in file["outputs"]] == ["png", "png", "txt"]
        assert all(Path(one["path"]).is_file() for one in file["outputs"])
        assert [bool(one["alt"]) for one in file["outputs"]] == [True, True, False]
        (pdf,) = json.loads(run("make", "insert", "--issuer", "Thới An", "--json").stdout)["files"]
        assert [(one["path"], one["sha256"]) for one in pdf["outputs"]] == [
            (pdf["path"], pdf["sha256"])
        ]

    def test_are_reported_each_by_its_path(self, run: Run, tmp_path: Path) -> None:
        templates = material(tmp_path, "png, txt")
        said = run("make", "pictures", "--templates", str(templates), "--issuer", "Thới An").stderr
        assert said.count(".png\n") == 2
        assert "1080 x 1080 px" in said
        assert "fit" in said


def _signs(file: anpham.MadeFile) -> str:
    return file.first_path.stem.split("-")[-2]


def test_a_packet_is_found_in_a_file_only_where_it_is_whole() -> None:
    whole = b'x<?xpacket begin="" id="W5"?><x/><?xpacket end="w"?>y'
    assert packet_in(whole) == '<?xpacket begin="" id="W5"?><x/><?xpacket end="w"?>'
    assert packet_in(whole[:-8]) == packet_in(b"") == ""


def test_pictures_are_checked_with_their_piece(tmp_path: Path) -> None:
    templates = material(tmp_path, "png", more="picture: {most_kb: 20}\n")
    file = made(tmp_path, templates, check=True)
    assert file.preflight is not None
    assert {f.code for f in file.preflight.findings if f.severity == "error"} == {
        "picture-file-size"
    }
    assert io.BytesIO(file.outputs[0].path.read_bytes()).getbuffer().nbytes > 20_000
