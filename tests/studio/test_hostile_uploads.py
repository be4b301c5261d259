"""Files that are made to do harm: each is refused in words, and the studio goes on answering."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator

import pytest
from support import studio_tasks
from support.studio import Browser, studio_app

from generator.core.errors import AnphamError
from generator.core.translations import localized
from generator.studio.work.pool import WorkPool
from generator.studio.work.tasks import check_picture

#: Of a machine that is busy with other things; alone, the slowest takes 2 s.
LIMIT_S = 30.0

_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)


def docx(*document: bytes) -> bytes:
    """A Word file with these parts of its main document."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _CONTENT_TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        with package.open("word/document.xml", "w") as main:
            for part in document:
                main.write(part)
    return data.getvalue()


def zip_bomb() -> bytes:
    """A Word file of 100 kB that unpacks to 100 MB."""
    start = f"<w:document {_W}><w:body><w:p><w:r><w:t>".encode()
    end = b"</w:t></w:r></w:p></w:body></w:document>"
    return docx(start, *[b" " * 4_000_000] * 25, end)


def laughing_docx() -> bytes:
    """A Word file whose XML grows by entities of entities."""
    body = f"<w:document {_W}><w:body><w:p><w:r><w:t>&m;</w:t></w:r></w:p></w:body></w:document>"
    return docx(f"{_LAUGHS}{body}".encode())


def laughing_svg() -> bytes:
    """A drawing that does the same."""
    return f'{_LAUGHS}<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">&m;</svg>'.encode()


def pdf(*objects: str) -> bytes:
    """A PDF of these objects, from number 1; the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    trailer = f"trailer<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{start}\n%%EOF"
    return data + trailer.encode()


def looping_pdf() -> bytes:
    """A PDF whose pages contain each other."""
    return pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 2/Kids[3 0 R 2 0 R]>>",
        "<</Type/Pages/Parent 2 0 R/Count 1/Kids[2 0 R 3 0 R]>>",
    )


def endless_form_pdf() -> bytes:
    """A PDF with a page whose form draws itself twice, and so on."""
    form = "/X Do /X Do "
    return pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R"
        "/Resources<</XObject<</X 4 0 R>>>>>>",
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>"
        f"/Length {len(form)}>>\nstream\n{form}\nendstream",
        f"<</Length {len(form)}>>\nstream\n{form}\nendstream",
    )


def many_pages_pdf() -> bytes:
    """A PDF of 2 MB that claims two billion pages, and shows one of them 60,000 times."""
    return pdf(
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count 2000000000/Kids[{'3 0 R ' * 60_000}]>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )


def huge_png() -> bytes:
    """The beginning of a picture of 60,000 by 60,000 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        length, check = (
            struct.pack(">I", len(content)),
            struct.pack(">I", zlib.crc32(kind + content)),
        )
        return length + kind + content + check

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000_000)
    parts = (chunk(b"IHDR", header), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def scripted_svg() -> bytes:
    """A drawing with a script."""
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)">'
        b"<script>fetch('http://127.0.0.1:9/')</script><path d='M0 0h9v9z'/></svg>"
    )


def outside_svg() -> bytes:
    """A drawing that fetches a picture from elsewhere."""
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        b'<image href="http://127.0.0.1:9/x.png" width="9" height="9"/></svg>'
    )


def outside_entity_svg() -> bytes:
    """A drawing that shows a file of the server."""
    return (
        b'<!DOCTYPE s [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&f;</text></svg>'
    )


def program() -> bytes:
    """The beginning of a program for Windows."""
    return b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + bytes(200_000)


PAPERS = {
    "zip bomb.docx": zip_bomb,
    "billion laughs.docx": laughing_docx,
    "loop.pdf": looping_pdf,
    "form within itself.pdf": endless_form_pdf,
    "two billion pages.pdf": many_pages_pdf,
    "program.docx": program,
    "program.pdf": program,
    "program.txt": program,
}
PICTURES = {
    "60000x60000.png": huge_png,
    "billion laughs.svg": laughing_svg,
    "script.svg": scripted_svg,
    "picture from elsewhere.svg": outside_svg,
    "file of the server.svg": outside_entity_svg,
    "program.png": program,
    "program.svg": program,
    "paper.png": zip_bomb,
}


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkPool]:
    """The pool of a server."""
    opened = WorkPool(1)
    yield opened
    opened.close()


def refused(reading: Callable[[], object]) -> str:
    """The words with which ``reading`` is refused, in time."""
    started = time.monotonic()
    with pytest.raises(AnphamError) as error:
        reading()
    assert time.monotonic() - started < LIMIT_S
    return " ".join(localized("vi", problem.message) for problem in error.value.problems)


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_made_to_do_harm_is_refused_in_words(pool: WorkPool, name: str) -> None:
    assert refused(lambda: pool.run(studio_tasks.read_paper, PAPERS[name](), name))


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_made_to_do_harm_is_refused_in_words(pool: WorkPool, name: str) -> None:
    assert refused(lambda: pool.run(check_picture, PICTURES[name](), name))


def test_a_picture_is_known_by_its_content_whatever_its_name_says(pool: WorkPool) -> None:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h9v9z"/></svg>'
    )
    checked = pool.run(check_picture, drawing, "photo.exe")
    assert (checked.ending, checked.ratio, checked.pixels) == (".svg", 2.0, None)


def test_the_studio_answers_while_a_hostile_paper_is_read(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with Browser(studio_app(tmp_path_factory.mktemp("studio"))) as browser:
        reading = browser.studio.work.submit(studio_tasks.read_paper, zip_bomb(), "bomb.docx")
        project = browser.begin()
        answer = browser.get(f"/p/{project}/pieces/1/page/1.png?width=200")
        assert answer.headers["content-type"] == "image/png"
        with pytest.raises(AnphamError):
            reading.result(LIMIT_S)
