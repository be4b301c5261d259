"""Any file is opened by its content, or refused with the way to one that is read."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from support.letters import paper
from support.wordfiles import NAMESPACES, listed, package, paragraph, table, word_file

from benchmarks.machine import slowness
from generator.content.sources.model import Medium
from generator.content.sources.opening import open_source
from generator.core.errors import ContentError

ROOT = Path(__file__).parents[3]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def refused(data: bytes, name: str = "thu.docx") -> tuple[str, str, str]:
    """The code, message and hint of the refusal."""
    with pytest.raises(ContentError) as caught:
        open_source(data, name=name)
    (problem,) = caught.value.problems
    assert problem.place.file == name
    return problem.code, str(problem.message), str(problem.hint)


@pytest.mark.parametrize(
    ("name", "medium"),
    [
        ("01-dengue-wrapped", Medium.TEXT),
        ("16-dengue-word", Medium.WORD),
        ("20-fire-two-pages", Medium.PDF),
        ("24-phone-fraud-saved-page", Medium.WEB),
    ],
)
def test_the_content_decides_on_the_reader_and_the_ending_on_nothing(
    name: str, medium: Medium
) -> None:
    data = paper(name).read_bytes()
    right = open_source(data, name=paper(name).name)
    assert right.medium is medium
    assert "wrong-ending" not in [finding.code for finding in right.findings]
    for ending in {"txt", "docx", "pdf", "html", "doc"} - {paper(name).suffix[1:]}:
        wrong = open_source(data, name=f"thu.{ending}")
        assert wrong.lines == right.lines
        assert wrong.findings[0].code == "wrong-ending"
    for unknown in ("thu", "cv.2026", "-"):
        assert open_source(data, name=unknown).findings == right.findings


@pytest.mark.parametrize(
    ("data", "kind", "way"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), ".doc", ".docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password", "without"),
        (OLE + "Workbook".encode("utf-16-le"), ".xls", "PDF"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), ".ppt", "PDF"),
        (OLE + "__properties_version1.0".encode("utf-16-le"), "Outlook", "attached"),
        (OLE, "old office file", ".docx"),
        (b"{\\rtf1\\ansi Th\\u224}", "RTF", ".docx"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}, compression=0), ".odt",
         ".docx"),
        (package({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, compression=0),
         ".ods", "PDF"),
        (package({"xl/workbook.xml": "<x/>"}), ".xlsx", "PDF"),
        (package({"ppt/presentation.xml": "<x/>"}), ".pptx", "PDF"),
        (package({"Index/Document.iwa": "x"}), "Pages", ".docx"),
        (package({"thu.docx": "x", "anh.png": "x"}), "archive", "unpack"),
        (b"Rar!\x1a\x07\x00", "archive", "unpack"),
        (b"7z\xbc\xaf\x27\x1c", "archive", "unpack"),
        (b"%!PS-Adobe-3.0", "PostScript", "PDF"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package '
         b'xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">',
         "Word document as XML", ".docx"),
        (b'<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument">',
         ".fodt", ".docx"),
    ],
)  # fmt: skip
def test_a_kind_that_is_not_read_is_named_with_a_way_out(data: bytes, kind: str, way: str) -> None:
    code, message, hint = refused(data)
    assert code == "kind-not-read"
    assert kind in message
    assert way in hint


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"II*\x00",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"\x00\x00\x00\x18ftypheic", b"BM\x00\x01\x00\x00\x00\x00\x00\x00",
    ],
)  # fmt: skip
def test_a_picture_asks_for_the_reader_of_scans(data: bytes) -> None:
    code, _, hint = refused(data + bytes(40), "anh.jpg")
    assert code == "scan-without-text"
    assert 'pip install "anpham[ocr]"' in hint


@pytest.mark.parametrize("name", ["thu.docx", "thu.html", "thu.txt", "thu.pdf", "-"])
@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(data: bytes, name: str) -> None:
    assert "empty" in refused(data, name)[1]


def test_a_word_file_without_text_is_said_to_be_empty_or_a_scan() -> None:
    assert refused(word_file(paragraph()))[0] == "empty-file"
    picture = "<w:r><w:drawing><wp:inline><a:blip/></wp:inline></w:drawing></w:r>"
    code, message, hint = refused(word_file(paragraph(picture)))
    assert code == "scan-without-text"
    assert "pictures" in message
    assert "anpham[ocr]" in hint


def test_a_word_file_whose_text_is_embedded_is_not_said_to_be_empty() -> None:
    code, message, hint = refused(word_file('<w:altChunk r:id="x"/>'))
    assert code == "kind-not-read"
    assert "embedded" in message
    assert ".docx" in hint


def test_macros_are_ignored_and_told() -> None:
    document = open_source(
        word_file(paragraph("a"), parts={"vbaProject.bin": b"\x01\x02"}), name="thu.docm"
    )
    assert [line.text for line in document.lines] == ["a"]
    assert [finding.code for finding in document.findings] == ["macros-ignored"]


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95, 0.999])
def test_a_file_that_was_cut_off_is_said_to_be_damaged(share: float) -> None:
    whole = paper("17-plan-word").read_bytes()
    code, message, _ = refused(whole[: int(len(whole) * share)])
    assert code == "damaged-file"
    assert "damaged or was cut off" in message


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<w:p>", "damaged-file"),
        ("<w:p/>\x0b", "damaged-file"),
        ("<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000, "damaged-file"),
        ("<w:tbl><w:tr><w:tc>" * 40 + "</w:tc></w:tr></w:tbl>" * 40, "nested-too-deep"),
        ("<w:p/>" * 30_000, "file-too-large"),
        (paragraph("x") * 30_000, "file-too-large"),
        ("<w:p>" + "<w:r><w:t>x</w:t></w:r>" * 130_000 + "</w:p>", "file-too-large"),
        ("<w:p/>" * 1_000_000, "file-too-large"),
        (" " * 40_000_000, "file-too-large"),
    ],
)
def test_a_hostile_word_file_is_refused(body: str, code: str) -> None:
    assert refused(word_file(body))[0] == code


def test_a_part_that_is_damaged_or_locked_is_told() -> None:
    data = bytearray(word_file(paragraph("x" * 900), compression=zipfile.ZIP_STORED))
    at = data.index(b"x" * 900)
    data[at : at + 9] = b"<w:broken"
    assert refused(bytes(data))[0] == "damaged-file"
    locked = bytearray(word_file(paragraph("x")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := locked.find(signature, at)) != -1:
            locked[at + offset] |= 1
            at += 4
    assert refused(bytes(locked))[0] == "file-encrypted"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "x"><!ENTITY b "&a;&a;">',
        '<!ENTITY b SYSTEM "file:///etc/hostname">',
        '<!ENTITY b SYSTEM "http://localhost:1/x">',
    ],
)
def test_entities_are_neither_expanded_nor_fetched(declaration: str) -> None:
    document = (
        f"<!DOCTYPE d [{declaration}]><w:document {NAMESPACES}><w:body>"
        "<w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert refused(package({"word/document.xml": document}))[0] == "damaged-file"


def test_a_package_of_ten_thousands_of_parts_is_refused() -> None:
    assert refused(package({f"word/{at}": "" for at in range(10_001)}))[0] == "file-too-large"


def test_a_package_without_a_text_part_is_told() -> None:
    assert refused(package({"word/styles.xml": "<x/>"}))[0] == "damaged-file"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<div>" * 5000 + "x", "nested-too-deep"),
        ("<p>a" * 160_000, "file-too-large"),
        ("<pre>a" + "\n" * 200_000, "file-too-large"),
        ("<p>" + "a" * 21_000_000, "file-too-large"),
    ],
)
def test_a_hostile_page_is_refused(page: str, code: str) -> None:
    assert refused(f"<html><body>{page}".encode(), "a.html")[0] == code


#: Reads the file on stdin with a limit of memory, and prints the seconds of computing.
_LIMITED = """
import resource, sys, time
sys.path.insert(0, {root!r})
from generator.content.sources.opening import open_source
from generator.core.errors import ContentError
import generator.content.sources.web, generator.content.sources.word
data = sys.stdin.buffer.read()
limit = {limit} * 1_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
begin = time.process_time()
try:
    print(len(open_source(data, name="thu").lines), end=" ")
except ContentError as error:
    print(error.problems[0].code, end=" ")
print(time.process_time() - begin)
"""


def limited(data: bytes, *, megabytes: int = 700) -> tuple[str, float]:
    """The answer of a process of little memory on ``data``, and the seconds that it takes."""
    script = _LIMITED.format(root=str(ROOT), limit=megabytes)
    run = subprocess.run(
        [sys.executable, "-c", script], input=data, capture_output=True, check=True
    )
    answer, seconds = run.stdout.decode().split()
    return answer, float(seconds)


BODY = paragraph(
    "Căn cứ Kế hoạch số 77/KH-UBND ngày 15/7/2026 của Ủy ban nhân dân ", "Thành phố Ví Dụ",
    " về phòng, chống sốt xuất huyết, Ủy ban nhân dân phường phát động:",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="limits of memory are those of POSIX")
@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (word_file(*[BODY] * 11_000), "11000"),
        (word_file("<w:p/>" * 1_000_000), "file-too-large"),
        (word_file(" " * 200_000_000), "file-too-large"),
        (word_file(table(*[("a", "b")] * 9_000)), "18000"),
        (word_file(paragraph("chữ " * 250_000)), "1"),
        (("<p>a <b>b</b>" * 70_000).encode(), "70000"),
        (("<div>" * 900_000).encode(), "file-too-large"),
        (("<p>" + "chữ " * 250_000).encode(), "1"),
        (("<!--" + "-" * 1_000_000).encode(), "empty-file"),
        (b"<html>" + b"<" * 1_000_000, "file-too-large"),
    ],
)  # fmt: skip
def test_a_file_of_any_size_is_read_or_refused_in_bounded_time_and_memory(
    data: bytes, answer: str
) -> None:
    slower = slowness()
    found, seconds = limited(data)
    assert found == answer
    # Two on an office computer.
    assert seconds < 4 * max(slower, slowness())


def test_five_pages_are_read_in_less_than_half_a_second() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:lvlText w:val="%{at + 1}."/></w:lvl>' for at in range(3)
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = [BODY if at % 2 else listed("Rửa tay", 1, at % 3) for at in range(150)]
    data = word_file(*body, parts={"numbering.xml": numbering})
    open_source(data, name="a.docx")
    times = []
    for _ in range(3):
        document, seconds = timed(data)
        times.append(seconds)
    assert document == 150
    assert min(times) < 0.5


def timed(data: bytes) -> tuple[int, float]:
    begin = time.process_time()
    lines = len(open_source(data, name="a.docx").lines)
    return lines, time.process_time() - begin


def test_a_reader_loads_only_what_its_format_needs() -> None:
    script = (
        "import sys; from generator.content.sources.opening import open_source;"
        "open_source('Kính gửi'.encode(), name='a.txt');"
        "print([name for name in ('lxml', 'email', 'docx', 'pypdfium2') if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert run.stdout.strip() == "[]"
