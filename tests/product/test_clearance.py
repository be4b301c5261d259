"""Text of every shipped piece has air, and nothing lies on anything: measured in pixels.

``support.air`` measures; it shares no code with layout or with ``anpham check``.
"""

from __future__ import annotations

import ast
import io
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import product
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from support import air
from support.air import Place, places
from support.pairs import every_pair
from support.shipped import ASSETS
from support.workshop import DATE, ISSUER, campaign, planned, profile, workshop

from generator.content.model import Issuer, TextLength
from generator.core.errors import DoesNotFitError, UsageError
from generator.job import Job
from generator.press.profiles import profile_names
from generator.sheet.catalogue import Manifest

#: Of the materials that come in many sizes: slender and squat ones, small and large.
SIZES = ("A5", "A4", "A3", "B2", "A1", "A0", "600x800mm", "300x400mm", "700x1000mm")
_NO_SIGN = ("wide-format", "A5")
LONG = replace(ISSUER, body="Ủy ban Mặt trận Tổ quốc Việt Nam", unit="phường Đông Hưng Thuận")
NO_CONTACTS = replace(ISSUER, address="", hotline="", website="")


@dataclass(frozen=True, slots=True)
class Sample:
    """One piece of the shipped campaign."""

    material: str
    theme: str
    text: TextLength
    profile: str
    size: str | None
    issuer: Issuer

    def __str__(self) -> str:
        who = {ISSUER: "", LONG: "long-issuer", NO_CONTACTS: "no-contacts"}[self.issuer]
        parts = (self.material, self.size, self.theme, self.text.value, self.profile, who)
        return "-".join(part for part in parts if part)

    def pdf(self) -> bytes:
        material = workshop().catalogue.material(self.material)
        size = material.size(self.size)
        job = Job(
            campaign(),
            self.issuer,
            material,
            self.theme,
            size,
            self.text,
            DATE,
            profile(self.profile),
        )
        return workshop().make(planned(job)).pdf


@cache
def samples() -> tuple[Sample, ...]:
    """Each two properties of a piece come together in one sample at least."""
    catalogue = workshop().catalogue
    rows = []
    for material in map(catalogue.material, catalogue.material_names()):
        options = product(
            material.themes,
            material.texts,
            [n for n in profile_names(ASSETS.profiles) if material.suits(profile(n).destination)],
            tuple(filter(partial(_has_size, material), SIZES)) or (None,),
            (ISSUER, LONG, NO_CONTACTS),
        )
        rows += [(material.name, *option) for option in options]
    return tuple(Sample(*row) for row in every_pair(rows))


def _has_size(material: Manifest, size: str) -> bool:
    """True if ``material`` comes in ``size`` and in others."""
    try:
        return len(material.sizes) > 1 and bool(material.size(size))
    except UsageError:
        return False


def _defaults() -> list[Sample]:
    catalogue = workshop().catalogue
    materials = map(catalogue.material, catalogue.material_names())
    return [
        Sample(material.name, material.themes[0], TextLength.SHORT, name, None, ISSUER)
        for material in materials
        if material.themes  # what is only spoken has none
        for name in ("office", "offset")
        if material.suits(profile(name).destination)
    ]


def _told(found: list[Place]) -> str:
    return "\n".join(map(str, found))


@pytest.mark.parametrize("sample", _defaults(), ids=str)
def test_the_pieces_as_they_come_have_air_around_their_text(sample: Sample) -> None:
    found = places(sample.pdf())
    assert not found, _told(found)


@pytest.mark.slow
@pytest.mark.parametrize("sample", samples(), ids=str)
def test_every_material_theme_destination_and_size_has_air_around_its_text(sample: Sample) -> None:
    try:
        pdf = sample.pdf()
    except DoesNotFitError:
        # Refused is well, too, but for sizes of paper and a name of the usual length. A sign shop
        # keeps 5 mm free, and prints no A5.
        is_odd = "mm" in (sample.size or "") or (sample.profile, sample.size) == _NO_SIGN
        assert is_odd or sample.issuer is LONG
        return
    found = places(pdf)
    assert not found, _told(found)


# -- the measure measures


@cache
def _poster() -> bytes:
    return _defaults()[0].pdf()


def _painted(operators: str) -> bytes:
    """The poster with something painted over it."""
    with pikepdf.open(io.BytesIO(_poster())) as pdf:
        pdf.pages[0].contents_add(f"\nq {operators} Q\n".encode("ascii"))
        output = io.BytesIO()
        pdf.save(output)
    return output.getvalue()


def _texts() -> list[tuple[air.Box, float, str]]:
    """The poster's lines: where their ink is, their size, their words."""
    document = pypdfium2.PdfDocument(_poster())
    found = [(one.box, one.size_pt, one.text) for one in air.things_on(document, 0) if one.text]
    document.close()
    return found


def _need_mm(size_pt: float) -> float:
    return max(0.8, 0.12 * size_pt * 25.4 / 72)


@pytest.mark.parametrize("share", [0.3, 0.8])
@pytest.mark.parametrize("side", ["below", "left"])
def test_rules_drawn_beside_lines_of_every_size_are_found_with_their_distances(
    side: str, share: float
) -> None:
    rules, gaps = [], {}
    for box, size, text in _texts():
        gaps[text] = share * _need_mm(size)
        off = gaps[text] * 72 / 25.4 + 0.25
        start = box[0] - (off if side == "left" else 0), box[1] - (off if side == "below" else 0)
        end = (start[0], box[3]) if side == "left" else (box[2], start[1])
        rules.append(f"{start[0]:.3f} {start[1]:.3f} m {end[0]:.3f} {end[1]:.3f} l S")
    found = {place.text: place for place in places(_painted(f"1 0 1 RG 0.5 w {' '.join(rules)}"))}
    assert set(gaps) <= set(found)
    for text, gap in gaps.items():
        # A rule may be nearer to the line below it, and bounds of letters are a little out.
        assert found[text].found_mm <= gap + 0.12 * _need_mm(8) + 0.06 * found[text].needed_mm


def test_a_rule_that_keeps_the_law_is_no_fault() -> None:
    box, size, _ = _texts()[0]
    off = (_need_mm(size) + 0.05) * 72 / 25.4 + 0.25
    line = f"{box[0]:.3f} {box[3] + off:.3f} m {box[2]:.3f} {box[3] + off:.3f} l"
    assert not places(_painted(f"1 0 1 RG 0.5 w {line} S"))


def test_a_panel_that_ends_under_letters_is_found() -> None:
    box, _, text = max(_texts(), key=lambda one: one[1])
    middle, height = (box[0] + box[2]) / 2, box[3] - box[1] + 18
    # Multiplied, the panel shows through below letters, as if it were painted first.
    panel = f"/Veil gs 0.4 0.4 0.4 rg {middle:.3f} {box[1] - 9:.3f} 60 {height:.3f} re f"
    with pikepdf.open(io.BytesIO(_painted(panel))) as pdf:
        veil = pdf.make_indirect(pikepdf.Dictionary(BM=pikepdf.Name.Multiply))
        pdf.pages[0].Resources.ExtGState = pikepdf.Dictionary(Veil=veil)
        output = io.BytesIO()
        pdf.save(output)
    assert any(place.text == text and place.kind == "under" for place in places(output.getvalue()))


def test_a_mark_on_another_mark_and_on_a_title_is_found() -> None:
    document = pypdfium2.PdfDocument(_poster())
    marks = [one.box for one in air.things_on(document, 0) if "Figure" in one.tags]
    document.close()
    (box, _, _), mark = max(_texts(), key=lambda one: one[1]), marks[-1]
    for left, low in ((mark[0] - 8, mark[1] - 8), (box[0], box[1])):
        sign = f"/Figure <</MCID 900>> BDC 1 0.5 0 rg {left:.3f} {low:.3f} 24 24 re f EMC"
        assert "mark" in {place.kind for place in places(_painted(sign))}


def test_the_measure_shares_no_code_with_the_product() -> None:
    tree = ast.parse(Path(air.__file__).read_text(encoding="utf-8"))
    names = [
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [])
        + [alias.name for alias in node.names]
    ]
    assert not [name for name in names if name.split(".")[0] in ("generator", "anpham", "support")]
