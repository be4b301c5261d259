"""Fonts: text that is not painted, and private characters."""

from __future__ import annotations

import io

from pikepdf import Dictionary, Name, Pdf
from support.corpus import (
    Defect,
    add_content,
    add_resource,
    judged,
    press_base,
    text_at,
)
from support.defects_texts import joined_map
from support.shaped import draw, lay_out
from support.shipped import ASSETS
from support.structure_checks import structure_codes
from support.workshop import piece, profile

from generator.preflight.checks.brief import Brief
from generator.preflight.checks.type.fonts import check_meaning
from generator.preflight.document import open_document


def test_a_searchable_layer_under_a_scan_needs_no_font() -> None:
    def plant(pdf: Pdf) -> None:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
        add_resource(pdf.pages[0], "/Font", "/F9", pdf.make_indirect(font))
        add_content(pdf.pages[0], "BT 3 Tr /F9 12 Tf 60 300 Td (abc) Tj ET")

    assert structure_codes(press_base, plant) == set()


def test_another_program_may_have_a_sign_for_several_letters() -> None:
    data = Defect("", press_base, joined_map("~")).planted()
    assert "text-map-lies" not in {finding.code for finding in judged(data, "offset", None)}


def test_a_bullet_of_a_private_character_is_no_lost_text() -> None:
    def plant(pdf: Pdf) -> None:
        code = text_at(0, 0, 1, "•").partition("<")[2][:4]
        stream = pdf.pages[0].obj.Resources.Font["/F1"].ToUnicode
        mapped = stream.read_bytes()
        assert f"<{code}> <2022>".encode() in mapped
        stream.write(mapped.replace(f"<{code}> <2022>".encode(), f"<{code}> <F0B7>".encode()))
        add_content(pdf.pages[0], f"/GOn gs 0 0 0 1 k {text_at(20, 110, 12, '•')}")

    assert structure_codes(press_base, plant) == set()


class TestLettersOfSeveralCharacters:
    """ơ̆ has no code of its own: the file maps one glyph to a letter and its mark."""

    @staticmethod
    def findings(replaced: str, by: str) -> list[str]:
        pdf = draw(lay_out("p { font-size: 20pt; }", "<p>ơ̆ng ƀuôn ê̆ ខ្មែរ</p>"))
        changed = io.BytesIO()
        with Pdf.open(io.BytesIO(pdf)) as file:
            for font in file.pages[0].Resources.Font.values():
                stream = font.ToUnicode
                codes = [text.encode("utf-16-be").hex().upper().encode() for text in (replaced, by)]
                stream.write(stream.read_bytes().replace(b" <%b>" % codes[0], b" <%b>" % codes[1]))
            file.save(changed)
        ours = Brief(profile("office"), ASSETS, piece("poster").expected)
        with open_document(changed.getvalue(), "a.pdf", icc=ASSETS.icc) as document:
            return [str(finding.message) for finding in check_meaning(document, ours)]

    def test_are_no_fault_where_they_show_what_the_file_says(self) -> None:
        assert self.findings("ơ̆", "ơ̆") == []

    def test_are_compared_with_the_shipped_faces_outlines(self) -> None:
        assert self.findings("ơ̆", "ư̆") == [
            "the font 'BeVietnamPro-Regular' prints something else where the file says “ư̆”"
        ]
        assert self.findings("ê̆", "ô̆") == [
            "the font 'NotoSans-Regular' prints something else where the file says “ô̆”"
        ]

    def test_are_one_letter_each(self) -> None:
        assert self.findings("ơ̆", "ơ̆n") == ["the font 'BeVietnamPro-Regular' has one sign for “ơ̆n”"]
