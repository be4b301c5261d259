"""The poster made by Typst, used well: one compiler, the template a module, tiny main sources."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

import typst

from benchmarks import plan
from benchmarks.content import PosterContent
from benchmarks.maker import Maker

_TEMPLATE: Final = Path(__file__).with_name("poster.typ")


def prepare(content: PosterContent, fonts: Path, folder: Path) -> Maker:
    """A maker that compiles in ``folder``, where the template and its pictures are laid out."""
    lay_out(content, folder)
    compiler = typst.Compiler(root=folder, font_paths=[fonts], ignore_system_fonts=True)

    def make(issuer: str, texts: tuple[str, ...]) -> bytes:
        pdf = compiler.compile(
            main_source(issuer, texts), format="pdf", timestamp=0, pdf_tags=False
        )
        assert isinstance(pdf, bytes)
        return pdf

    return make


def main_source(issuer: str, texts: tuple[str, ...]) -> bytes:
    """The source of one document: its values, handed to the template's one function."""
    # A JSON string is a Typst string for every character that occurs in running text.
    listed = ", ".join(json.dumps(text, ensure_ascii=False) for text in texts)
    name = json.dumps(issuer.upper(), ensure_ascii=False)
    return f'#import "poster.typ": poster\n#poster({name}, ({listed}))\n'.encode()


def lay_out(content: PosterContent, folder: Path) -> None:
    """Write the template, its data and its pictures to ``folder``."""
    (folder / "poster.typ").write_bytes(_TEMPLATE.read_bytes())
    (folder / "content.json").write_text(content.to_json(), encoding="utf-8")
    fitting = {
        "do": asdict(plan.DO),
        "dont": asdict(plan.DONT),
        "tile_mm": plan.TILE_MM,
        "card_padding_mm": plan.CARD_PADDING_MM,
        "card_gap_mm": plan.CARD_GAP_MM,
        "cards_in_stack": plan.CARDS_IN_STACK,
    }
    (folder / "fitting.json").write_text(json.dumps(fitting), encoding="utf-8")
    (folder / "phone.svg").write_text(content.phone_svg, encoding="utf-8")
    (folder / "qr.svg").write_text(content.qr_svg, encoding="utf-8")
    for index, item in enumerate(content.dos):
        icon = item.icon_svg.replace("currentColor", "#00756C")
        (folder / f"do-{index}.svg").write_text(icon, encoding="utf-8")
