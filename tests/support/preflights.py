"""Results of preflights that never took place, for tests of what is said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from support.shipped import ASSETS

from generator.core.destination import Destination
from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.provenance import Expected, ExpectedAct, ExpectedText
from generator.preflight.checks.text.official_text import TextVerification
from generator.preflight.qr.grading import (
    SCANNER,
    DegradationResult,
    QrVerification,
    ScanningDistance,
)
from generator.preflight.report.facts import FileFacts, PageFacts
from generator.preflight.report.result import Preflight
from generator.press.profile import Sides
from generator.press.profiles import default_profile

DATE = dt.date(2026, 11, 24)
SHA256 = "9f" * 32

SMALL_TEXT = Finding(
    "text-too-small",
    Severity.ERROR,
    msg("text of {size} pt; the profile asks for at least {least} pt", size=4.2, least=5.0),
    msg("make it larger"),
    Place(page=1, x_mm=30.0, y_mm=60.0),
)
QUIET_ZONE = Finding(
    "qr-quiet-zone",
    Severity.WARNING,
    msg("the quiet zone is {found} modules wide", found=2.5),
    msg("leave {modules} modules free", modules=4),
    Place(page=1, x_mm=212.0, y_mm=320.0),
)
NOTE = Finding("qr-distance", Severity.NOTE, msg("it is read from {far} m", far=1.3))

EXPECTED = Expected(
    campaign="ung-xu-mang-xa-hoi",
    material="poster",
    size="A3",
    theme="hien-dai",
    destination="press",
    profile="offset",
    trim_mm=(297.0, 420.0),
    pages=1,
    folds_mm=((),),
    may_cross_folds=(),
    letter="8893/UBND-VHTT, 2022-12-21",
    letter_sha256="ab" * 32,
    texts=(ExpectedText("do-1", "1.1", "cd" * 32), ExpectedText("do-2", "1.2", "ef" * 32)),
    acts=(ExpectedAct("874/QĐ-BTTTT", dt.date(2021, 6, 17), "doubtful", DATE, "423/QĐ-BVHTTDL"),),
    qr_target="https://example.vn/ma",
)


def code(page: int = 0, content: str = "https://example.vn/ma", *, lost: int = 1) -> QrVerification:
    """A code that is read under all but ``lost`` of ten damages."""
    return QrVerification(
        page=page,
        box_mm=(200.0, 310.0, 44.0, 44.0),
        box=(566.9, 187.1, 691.7, 311.8),
        content=content,
        version=4,
        level="Q",
        module_mm=1.3333333,
        quiet_zone_modules=3.9999999,
        contrast=0.9876543,
        dark_on_light=True,
        steps=tuple(
            DegradationResult("blur", strength / 10, strength < 10 - lost, required=strength < 3)
            for strength in range(10)
        ),
        min_module_px=1.6,
        distance_m=1.3,
        camera=SCANNER,
        scanning_distances=(ScanningDistance(SCANNER, 1.3),),
    )


def preflight_with(
    *findings: Finding,
    source: str = "poster.pdf",
    trims_mm: Iterable[tuple[float, float]] = ((297.0, 420.0),),
    codes: tuple[QrVerification, ...] | None = None,
    expected: Expected | None = EXPECTED,
    destination: Destination = Destination.PRESS,
) -> Preflight:
    """The result of a preflight for a print shop that found these ``findings``."""
    return Preflight(
        source=source,
        sha256=SHA256,
        profile=default_profile(destination, ASSETS.profiles),
        expected=expected,
        facts=FileFacts(
            pages=tuple(PageFacts(trim, Sides(3.0, 3.0, 3.0, 3.0)) for trim in trims_mm),
            inks=("Cyan", "Magenta", "Yellow", "Black"),
            uses_rgb=False,
            fonts=("BeVietnamPro-Medium", "BeVietnamPro-Bold"),
            intent="FOGRA39",
            standards=("PDF/X-4", "PDF/A-2a", "PDF/UA-1"),
        ),
        findings=findings,
        codes=(code(),) if codes is None else codes,
        texts=tuple(
            TextVerification(text, 0, (0.0, 0.0, 9.0, 9.0), frozenset(), ())
            for text in (expected.texts if expected is not None else ())
        ),
        links=(),
        checked_on=DATE,
        seconds=0.5,
    )
