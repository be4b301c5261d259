"""veraPDF does judge: files that are broken on purpose fail, each by the rule that it breaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from support.assortment import Kind
from support.verapdf import Verdict, judge

from generator.content.model import TextLength

pytestmark = pytest.mark.slow

LINKED = Kind("insert", "ban-tin-1-mau", TextLength.SHORT, "screen")
PRINTED = Kind("insert", "ban-tin-2-mau", TextLength.SHORT, "offset")


@dataclass(frozen=True, slots=True)
class Mutant:
    """One thing broken in a good file, and what veraPDF must say of it."""

    flavour: str
    rule: str
    plant: Callable[[Pdf], None]
    kind: Kind = LINKED


def structure(pdf: Pdf, role: str) -> pikepdf.Object:
    """The first structure element of that role."""
    return next(
        one
        for one in pdf.objects
        if isinstance(one, Dictionary) and one.get("/S") == role and "/P" in one
    )


def a_font(pdf: Pdf) -> pikepdf.Object:
    """A composite font of the first page."""
    fonts = pdf.pages[0].obj.Resources.Font
    return next(font for font in fonts.values() if "/DescendantFonts" in font)


def add_content(pdf: Pdf, operators: bytes) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"q " + operators + b" Q"))


def edit_xmp(pdf: Pdf, old: bytes, new: bytes) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert old in packet
    pdf.Root.Metadata = pdf.make_stream(
        packet.replace(old, new), Type=Name.Metadata, Subtype=Name.XML
    )


def without_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def without_shown_title(pdf: Pdf) -> None:
    del pdf.Root.ViewerPreferences


def without_title(pdf: Pdf) -> None:
    edit_xmp(pdf, b"dc:title>", b"dc:relation>")


def without_claim(pdf: Pdf) -> None:
    edit_xmp(pdf, b"<pdfaid:part>2</pdfaid:part>", b"")


def without_extension_schemas(pdf: Pdf) -> None:
    edit_xmp(pdf, b"<pdfaProperty:name>Material<", b"<pdfaProperty:name>Mineral<")


def without_font_program(pdf: Pdf) -> None:
    del a_font(pdf).DescendantFonts[0].FontDescriptor.FontFile2


def without_to_unicode(pdf: Pdf) -> None:
    del a_font(pdf).ToUnicode


def with_wrong_widths(pdf: Pdf) -> None:
    descendant = a_font(pdf).DescendantFonts[0]
    descendant.W = Array([0, 2000, 999])


def without_structure_parents(pdf: Pdf) -> None:
    del pdf.pages[0].obj.StructParents


def without_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def with_untagged_content(pdf: Pdf) -> None:
    add_content(pdf, b"0 0 10 10 re f")


def without_alternative_text(pdf: Pdf) -> None:
    del structure(pdf, "/Figure").Alt


def with_a_skipped_level(pdf: Pdf) -> None:
    structure(pdf, "/H2").S = Name.H3


def without_link_contents(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Annots[0].Contents


def without_tab_order(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Tabs


def without_intents(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def with_screen_colour(pdf: Pdf) -> None:
    add_content(pdf, b"/Artifact BMC 1 0 0 rg 0 0 10 10 re f EMC")


def with_profiles_of_their_own(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    copy = pdf.make_stream(profile.read_bytes(), N=profile.N)
    pdf.Root.OutputIntents[0].DestOutputProfile = copy


def with_javascript(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.beep()"))


MUTANTS = (
    Mutant("ua1", "7.2-34", without_language),
    Mutant("ua1", "7.1-10", without_shown_title),
    Mutant("ua1", "7.1-9", without_title),
    Mutant("2a", "6.6.4-2", without_claim),
    Mutant("2a", "6.6.2.3.1-1", without_extension_schemas),
    Mutant("2a", "6.2.11.4.1-1", without_font_program),
    Mutant("ua1", "7.21.4.1-1", without_font_program),
    Mutant("2a", "6.2.11.7.2-1", without_to_unicode),
    Mutant("ua1", "7.21.5-1", with_wrong_widths),
    Mutant("ua1", "7.1-3", without_structure_parents),
    Mutant("2a", "6.7.3.3-1", without_tree),
    Mutant("ua1", "7.1-3", with_untagged_content),
    Mutant("ua1", "7.3-1", without_alternative_text),
    Mutant("ua1", "7.4.2-1", with_a_skipped_level),
    Mutant("ua1", "7.18.5-2", without_link_contents),
    Mutant("ua1", "7.18.3-1", without_tab_order),
    Mutant("2a", "6.2.4.3-3", without_intents, PRINTED),
    Mutant("2a", "6.2.4.3-2", with_screen_colour, PRINTED),
    Mutant("2a", "6.2.3-2", with_profiles_of_their_own, PRINTED),
    Mutant("2a", "6.5.1-1", with_javascript),
)


def saved(pdf: Pdf, path: Path) -> Path:
    pdf.save(path, deterministic_id=True, fix_metadata_version=False)
    return path


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[str, str], Verdict]:
    """By name of the mutant and flavour; an untouched copy and no PDF at all among them."""
    folder = tmp_path_factory.mktemp("mutants")
    paths = []
    for kind in (LINKED, PRINTED):
        plants = {mutant.plant for mutant in MUTANTS if mutant.kind == kind}
        for plant in sorted(plants, key=lambda plant: plant.__name__):
            with pikepdf.open(BytesIO(kind.piece().pdf)) as pdf:
                plant(pdf)
                paths.append(saved(pdf, folder / f"{plant.__name__}.pdf"))
        with pikepdf.open(BytesIO(kind.piece().pdf)) as pdf:
            paths.append(saved(pdf, folder / f"untouched {kind}.pdf"))
    broken = folder / 'no PDF, "quoted" ở đây.pdf'
    broken.write_bytes(b"%PDF-1.6\nnothing follows\n")
    # In front: the judge must go on after it.
    found = judge([broken, *paths])
    return {(verdict.path.stem, verdict.flavour): verdict for verdict in found}


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: f"{m.plant.__name__}-{m.flavour}")
def test_a_mutant_fails_by_the_rule_that_it_breaks(
    mutant: Mutant, verdicts: Mapping[tuple[str, str], Verdict]
) -> None:
    verdict = verdicts[mutant.plant.__name__, mutant.flavour]
    assert not verdict.compliant
    assert mutant.rule in verdict.rules, str(verdict)


@pytest.mark.parametrize("kind", [LINKED, PRINTED], ids=str)
@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_a_copy_in_which_nothing_is_broken_passes(
    kind: Kind, flavour: str, verdicts: Mapping[tuple[str, str], Verdict]
) -> None:
    verdict = verdicts[f"untouched {kind}", flavour]
    assert verdict.compliant, str(verdict)


def test_what_is_no_pdf_is_no_pass_and_says_why(
    verdicts: Mapping[tuple[str, str], Verdict],
) -> None:
    verdict = verdicts['no PDF, "quoted" ở đây', "2a"]
    assert not verdict.compliant
    assert verdict.fault
    assert verdict.fault in str(verdict)
