"""Files of a script: plain text, and a Word file that an announcer reads from paper.

Both begin with lines for the announcer, which are not read: what it is, whose, and how long it
takes. These are always Vietnamese, as the script is.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Final

from generator.sheet.script import SYLLABLES_A_MINUTE, ParagraphKind, Script

if TYPE_CHECKING:
    from docx.document import Document

#: In pt: what an announcer reads at a desk, with pencil marks between the lines.
_TEXT_PT: Final = 14
_TITLE_PT: Final = 18
_LEADING: Final = 1.5
#: On every office computer, with all Vietnamese letters.
_FONT: Final = "Times New Roman"
_RULE: Final = "-" * 60
#: The first day that a ZIP can bear: parts of the same text are the same bytes.
_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)
_DRAFT: Final = "BẢN THẢO, CHỜ DUYỆT: CHƯA ĐƯỢC PHÁT"
_KIND: Final = "BÀI PHÁT THANH"


def head_lines(script: Script) -> tuple[str, ...]:
    """The lines for the announcer."""
    once, twice = (length_in_words(script.seconds * times) for times in (1, 2))
    return (
        *((_DRAFT,) if script.is_draft else ()),
        _KIND,
        script.issuer,
        f"Thời lượng: khoảng {once}; đọc hai lần: khoảng {twice} "
        f"(tốc độ {SYLLABLES_A_MINUTE} tiếng một phút)",
    )


def length_in_words(seconds: int) -> str:
    """A length of time: "2 phút 30 giây"."""
    minutes, rest = divmod(seconds, 60)
    parts = [f"{minutes} phút" if minutes else "", f"{rest} giây" if rest else ""]
    return " ".join(part for part in parts if part)


def script_text(script: Script) -> bytes:
    """The script as plain text in UTF-8, a blank line behind each paragraph."""
    lines = [*head_lines(script), _RULE, ""]
    for paragraph in script.paragraphs:
        lines += [_line(paragraph.kind, paragraph.said), ""]
    if script.is_draft:
        lines += [_RULE, _DRAFT, ""]
    return "\n".join(lines).encode("utf-8")


def _line(kind: ParagraphKind, said: str) -> str:
    match kind:
        case ParagraphKind.TITLE:
            return said.upper()
        case ParagraphKind.ASIDE:
            return f"[{said}]"
        case _:
            return said


def script_document(script: Script, *, title: str, date: dt.date) -> bytes:
    """The script as a Word file; equal input gives equal bytes."""
    # Slow to import, and needed for scripts alone.
    import docx

    document = docx.Document()
    _set_up(document, title, script.issuer, date)
    for line in head_lines(script):
        _add(document, line, size_pt=12, is_italic=True)
    for paragraph in script.paragraphs:
        match paragraph.kind:
            case ParagraphKind.TITLE:
                _add(document, paragraph.said, style="Heading 1", size_pt=_TITLE_PT)
            case ParagraphKind.HEADING:
                _add(document, paragraph.said, style="Heading 2", size_pt=_TEXT_PT + 1)
            case ParagraphKind.ASIDE:
                _add(document, f"[{paragraph.said}]", is_italic=True)
            case ParagraphKind.TEXT:
                _add(document, paragraph.said)
    if script.is_draft:
        _add(document, _DRAFT, size_pt=12, is_italic=True)
    file = io.BytesIO()
    document.save(file)
    return _without_day(file.getvalue())


def _set_up(document: Document, title: str, author: str, date: dt.date) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(_TEXT_PT)
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), _FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
    about = document.core_properties
    about.title, about.author, about.language, about.comments = title, author, "vi", ""
    moment = dt.datetime(date.year, date.month, date.day)
    about.created = about.modified = moment
    about.revision = 1


def _add(
    document: Document,
    text: str,
    *,
    style: str = "Normal",
    size_pt: float = _TEXT_PT,
    is_italic: bool = False,
) -> None:
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph(style=style)
    paragraph.paragraph_format.line_spacing = _LEADING
    paragraph.paragraph_format.space_after = Pt(6)
    run = paragraph.add_run(text)
    run.font.size, run.font.italic = Pt(size_pt), is_italic
    run.font.color.rgb = RGBColor(0, 0, 0)


def _without_day(data: bytes) -> bytes:
    """The same package, its parts packed on no day."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as read,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in read.namelist():
            written.writestr(zipfile.ZipInfo(name, _ZIP_DAY), read.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
