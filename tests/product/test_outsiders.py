"""Files of every kind that we make, judged by programs that are not ours.

Of all kinds there are so many that any two properties meet: :func:`support.assortment.kinds`.

veraPDF for PDF/A-2a and PDF/UA-1, pikepdf's own validator for PDF/A-2b, qpdf for the syntax,
Ghostscript for inks and overprint, poppler for what a screen reader would read.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from support.assortment import Kind, kinds, profiles_for
from support.ghostscript import Plate, separations
from support.shipped import ASSETS
from support.stripping import stripped_to_pdfa
from support.tools import go_without, need_tool
from support.verapdf import FLAVOURS, Verdict, judge
from support.workshop import campaign, workshop

from generator.content.model import TextLength
from generator.core.destination import Destination
from generator.press.profiles import profile_names

pytestmark = pytest.mark.slow

KINDS = kinds()
PRESS_KINDS = tuple(kind for kind in KINDS if kind.profile.destination is Destination.PRESS)
#: Small black texts on coloured grounds.
ON_GROUNDS = (
    Kind("leaflet", "hien-dai", TextLength.FULL, "offset"),
    Kind("poster", "hien-dai", TextLength.FULL, "offset", "A5"),
    Kind("insert", "ban-tin-2-mau", TextLength.SHORT, "offset"),
)
PROCESS_INKS = ("Cyan", "Magenta", "Yellow", "Black")

#: What pikepdf's validator says it does not judge, and veraPDF does. Overprinting with mode 1 is
#: forbidden for ICCBased CMYK only, and ours is DeviceCMYK.
NOT_JUDGED_BY_PIKEPDF = {
    "ISO_19005_2:6.2.4.2-2": "overprint mode 1",
    "pikepdf:colour-space": "/Separation colour spaces",
    "pikepdf:shading": "shadings",
    "pikepdf:schema-Resources": "shadings",
}

of_every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)
of_every_press_kind = pytest.mark.parametrize("kind", PRESS_KINDS, ids=str)


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Kind, Path]:
    """The files on disk, where outside programs can open them."""
    folder = tmp_path_factory.mktemp("assortment")
    found = {kind: folder / f"{kind}.pdf" for kind in (*KINDS, *ON_GROUNDS)}
    for kind, path in found.items():
        path.write_bytes(kind.piece().pdf)
    return found


def test_every_destination_and_shipped_theme_is_among_the_kinds() -> None:
    assert {kind.profile.destination for kind in KINDS} == set(Destination)
    assert {kind.theme for kind in KINDS} == set(workshop().catalogue.theme_names())


def test_each_profile_is_among_the_kinds_with_each_material_and_theme() -> None:
    names = profile_names(ASSETS.profiles)
    catalogue = workshop().catalogue
    met = {(kind.material, kind.profile_name) for kind in KINDS}
    assert met == {
        (material.name, name)
        for material in map(catalogue.material, catalogue.material_names())
        for name in profiles_for(material)
        if material.themes
    }
    themes = {kind.theme for kind in KINDS}
    assert {(kind.theme, kind.profile_name) for kind in KINDS} == set(product(themes, names))
    assert {kind.size for kind in KINDS if kind.material == "poster"} == {"A5", None, "A0"}


# -- standards and syntax


@pytest.fixture(scope="module")
def verdicts(paths: Mapping[Kind, Path]) -> Mapping[tuple[Path, str], Verdict]:
    return {(verdict.path, verdict.flavour): verdict for verdict in judge(paths.values())}


#: Checks of a page without content or tags: measured on a banner that both were taken from.
EMPTY_CHECKS = {"2a": 484, "ua1": 16}


def least_checks(kind: Kind, flavour: str) -> int:
    """So many that a file cannot have passed for want of content: a banner is one sentence."""
    return 1000 if kind.piece().items else 10 * EMPTY_CHECKS[flavour]


@of_every_kind
@pytest.mark.parametrize("flavour", FLAVOURS)
def test_verapdf_finds_no_failure(
    kind: Kind,
    flavour: str,
    paths: Mapping[Kind, Path],
    verdicts: Mapping[tuple[Path, str], Verdict],
) -> None:
    verdict = verdicts[paths[kind], flavour]
    assert verdict.compliant, str(verdict)
    assert not verdict.failures, str(verdict)
    assert verdict.checks > least_checks(kind, flavour), "an empty file passes, too"


@of_every_kind
def test_qpdf_finds_neither_errors_nor_warnings(kind: Kind, paths: Mapping[Kind, Path]) -> None:
    run = subprocess.run(
        [need_tool("qpdf"), "--check", str(paths[kind])], capture_output=True, encoding="utf-8"
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert not run.stderr
    assert "WARNING" not in run.stdout


@of_every_kind
def test_pikepdf_approves_what_is_pdf_a_in_it(kind: Kind) -> None:
    try:
        from pikepdf import pdfa
    except ImportError as error:
        go_without(f"pikepdf[pdfa] is not installed ({error})")
    with pikepdf.open(BytesIO(stripped_to_pdfa(kind.piece().pdf))) as pdf:
        report = pdfa.check(pdf, "2b")
    surprises = [
        finding
        for finding in report.findings
        if finding.kind != "unsupported"
        or not finding.message.startswith(NOT_JUDGED_BY_PIKEPDF.get(finding.rule, "\0"))
    ]
    assert not surprises


# -- inks


def window_means(amounts: Plate, side_px: int) -> Plate:
    """The mean over each square of ``side_px`` that lies within the plate."""
    sums = np.zeros((amounts.shape[0] + 1, amounts.shape[1] + 1))
    sums[1:, 1:] = amounts.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    n = side_px
    whole = sums[n:, n:] - sums[:-n, n:] - sums[n:, :-n] + sums[:-n, :-n]
    means: Plate = (whole / n**2).astype(np.float32)
    return means


def theme_inks(kind: Kind) -> set[str]:
    """The inks that the theme's recipes name, as the profile's press has them."""
    colours = kind.look.colours.values()
    spots = {colour.spot.ink for colour in colours if colour.spot is not None}
    kept = spots if len(spots) <= kind.profile.spots else set()
    recipes = [
        recipe
        for colour in colours
        if colour.spot is None or colour.spot.ink not in kept
        for recipe in (colour.cmyk, colour.solid)
        if recipe is not None
    ]
    process = {
        ink
        for recipe in recipes
        for ink, amount in zip(PROCESS_INKS, recipe, strict=True)
        if amount > 0
    }
    return process | kept


@cache
def _dpi(kind: Kind) -> float:
    """Fewer for large sheets: what is in them is as much larger."""
    return 72.0 if min(kind.piece().trim_mm) < 400 else 30.0


@of_every_press_kind
def test_plates_hold_the_inks_of_the_theme_and_no_more_than_the_press_takes(
    kind: Kind, paths: Mapping[Kind, Path], tmp_path: Path
) -> None:
    dpi = _dpi(kind)
    pages = separations(paths[kind], tmp_path / "plates", dpi=dpi)
    assert len(pages) == kind.piece().pages
    inked = {ink for plates in pages for ink, plate in plates.items() if plate.any()}
    assert inked == theme_inks(kind)
    for plates in pages:
        total = sum(plates.values(), np.zeros_like(plates["Black"]))
        heaviest = window_means(total, round(15 / 25.4 * dpi)).max() * 100
        assert heaviest <= kind.profile.ink_percent.error
        # Beyond the promise: not one pixel, either.
        assert total.max() * 100 <= kind.profile.ink_percent.error + 1


def test_a_theme_of_one_ink_has_three_empty_plates_and_one_of_two_has_its_spot() -> None:
    """Plates asked for above are what people mean by one ink and two."""
    by_theme = {kind.theme: kind for kind in PRESS_KINDS if kind.profile_name == "offset"}
    assert theme_inks(by_theme["ban-tin-1-mau"]) == {"Black"}
    assert theme_inks(by_theme["ban-tin-2-mau"]) == {"Black", "PANTONE 3145 C"}
    assert theme_inks(by_theme["hien-dai"]) == set(PROCESS_INKS)


def knocked_out(
    kind: Kind, path: Path, folder: Path
) -> tuple[Mapping[str, Plate], Mapping[str, Plate]]:
    """The first page's plates as they print, and with everything knocking out its ground."""
    dpi = _dpi(kind)
    printed = separations(path, folder / "printed", dpi=dpi)
    knocking = separations(path, folder / "knocking", dpi=dpi, overprint=False)
    return printed[0], knocking[0]


@pytest.mark.parametrize(
    "kind",
    [
        kind
        for kind in dict.fromkeys((*PRESS_KINDS, *ON_GROUNDS))
        if kind.profile_name == "offset" and kind.size != "A0"
    ],
    ids=str,
)
def test_only_black_overprints(kind: Kind, paths: Mapping[Kind, Path], tmp_path: Path) -> None:
    printed, knocking = knocked_out(kind, paths[kind], tmp_path)
    assert np.array_equal(printed["Black"], knocking["Black"])
    for ink in printed.keys() - {"Black"}:
        kept = printed[ink] != knocking[ink]
        # Black keeps what lies under it, and nothing else makes a difference.
        assert (printed[ink] >= knocking[ink]).all(), ink
        assert printed["Black"][kept].all(), ink


@pytest.mark.parametrize("kind", ON_GROUNDS, ids=str)
def test_small_black_text_overprints_its_coloured_ground(
    kind: Kind, paths: Mapping[Kind, Path], tmp_path: Path
) -> None:
    printed, knocking = knocked_out(kind, paths[kind], tmp_path)
    colours = printed.keys() - {"Black"}
    kept = sum(int((printed[ink] > knocking[ink]).sum()) for ink in colours)
    assert kept > 100


# -- what a screen reader reads


@cache  # Three tests ask for the same.
def pdfinfo(path: Path, option: str) -> str:
    """The structure tree as poppler reads it."""
    run = subprocess.run(
        [need_tool("pdfinfo"), "-enc", "UTF-8", option, str(path)],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert not run.stderr
    return run.stdout


@of_every_kind
def test_tags_hold_the_official_texts_word_for_word(kind: Kind, paths: Mapping[Kind, Path]) -> None:
    tagged = pdfinfo(paths[kind], "-struct-text")
    assert unicodedata.is_normalized("NFC", tagged)
    officials = {item.id: item.official for item in campaign().items}
    asked = kind.piece().official_items
    assert asked or kind.text is TextLength.SHORT
    for id_ in asked:
        assert f'"{officials[id_]}"' in tagged, id_


@of_every_kind
def test_tags_never_join_words_that_stand_apart(kind: Kind, paths: Mapping[Kind, Path]) -> None:
    """Words by the tags against words by where their letters stand."""
    tagged = re.findall(r'^ *"(.*)"$', pdfinfo(paths[kind], "-struct-text"), re.MULTILINE)
    page = subprocess.run(
        [need_tool("pdftotext"), "-raw", "-enc", "UTF-8", str(paths[kind]), "-"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    assert len(tagged) > (10 if kind.piece().items else 1)
    strangers = {word for text in tagged for word in text.split()} - set(page.split())
    # One word, even where its line is too short for it.
    assert strangers <= {(kind.piece().qr_url or "").removeprefix("https://")}


@of_every_kind
def test_headings_are_one_title_and_no_level_is_skipped(
    kind: Kind, paths: Mapping[Kind, Path]
) -> None:
    levels = [
        int(level) for level in re.findall(r"^ *H(\d) ", pdfinfo(paths[kind], "-struct"), re.M)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    for before, after in pairwise(levels):
        assert after <= before + 1


@of_every_kind
def test_items_are_read_in_the_order_of_the_campaign(
    kind: Kind, paths: Mapping[Kind, Path]
) -> None:
    tagged = pdfinfo(paths[kind], "-struct-text")
    places = []
    for item in campaign().items:
        if item.id in kind.piece().items:
            found = [tagged.find(text) for text in (item.headline, item.short_headline)]
            places.append(min(place for place in found if place >= 0))
    assert bool(places) is bool(kind.piece().items)  # a banner shows none
    assert places == sorted(places)


# -- equal bytes

MAKE = """
import datetime as dt, hashlib, sys
import anpham
workshop = anpham.Workshop()
for destination in anpham.Destination:
    for piece in workshop.make(date=dt.date(2026, 11, 24), destination=destination):
        print(destination.value, piece.name, hashlib.sha256(piece.pdf).hexdigest())
"""


def test_another_process_day_and_place_makes_equal_bytes() -> None:
    """For each destination; hashes are seeded anew in each process, clocks go on."""

    def made(**environment: str) -> str:
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", MAKE],
            env=os.environ | environment,
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout

    first = made(PYTHONHASHSEED="0", TZ="Asia/Ho_Chi_Minh", LC_ALL="C")
    second = made(PYTHONHASHSEED="4711", TZ="UTC", SOURCE_DATE_EPOCH="1000000000")
    assert first == second
    assert {line.split()[0] for line in first.splitlines()} == {d.value for d in Destination}
