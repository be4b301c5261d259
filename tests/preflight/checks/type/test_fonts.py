"""Fonts: text that is not painted, and private characters."""

from __future__ import annotations

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
from support.structure_checks import structure_codes


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
