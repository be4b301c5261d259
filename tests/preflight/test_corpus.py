"""Each rule of the preflight has a file that breaks it and nothing else; clean files are clean."""

from __future__ import annotations

import datetime as dt
import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support import corpus
from support.checkruns import office_brief
from support.corpus import BASES, Base, Defect
from support.verapdf import judge

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight import run
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.file import incomplete as shortfalls
from generator.preflight.checks.qr import links
from generator.preflight.checks.registry import all_rules
from generator.preflight.pdf.model import Document
from generator.preflight.qr import grading
from generator.preflight.qr.degradation import Patch
from generator.preflight.report.condensing import limit_per_page, sort_findings
from generator.preflight.run import run_checks

#: Told of every sound file, too: no faults.
_REPORTS = frozenset({"qr-distance"})


def _all_defects() -> tuple[Defect, ...]:
    folder = Path(__file__).parents[1] / "support"
    names = [f"support.{file.stem}" for file in sorted(folder.glob("defects_*.py"))]
    return tuple(defect for name in names for defect in importlib.import_module(name).DEFECTS)


DEFECTS = _all_defects()


@pytest.fixture(scope="module", autouse=True)
def _codes_are_verified_once() -> Iterator[None]:
    """Most files have the same QR code; to damage that anew for each takes half of the time."""
    verified: dict[tuple[object, ...], Any] = {}

    def once(make: Callable[..., Any]) -> Callable[..., Any]:
        def known(patch: Patch, *others: object) -> Any:
            shape = (patch.modules, patch.margin, patch.module_px, patch.module_mm)
            key = (make, patch.grey.tobytes(), shape, others)
            if key not in verified:
                found = make(patch, *others)
                verified[key] = tuple(found) if isinstance(found, Iterator) else found
            return verified[key]

        return known

    with pytest.MonkeyPatch.context() as patching:
        for name in ("degradation_results", "find_min_module_px"):
            patching.setattr(grading, name, once(getattr(grading, name)))
        yield


def _name(value: object) -> str:
    return value.code if isinstance(value, Defect) else getattr(value, "__name__", str(value))


@pytest.mark.slow
@pytest.mark.parametrize("defect", DEFECTS, ids=_name)
def test_a_planted_fault_is_found_and_nothing_else(defect: Defect) -> None:
    data = defect.planted()
    assert data != defect.base() or defect.expected is not None
    found = corpus.judged(data, defect.profile_name, defect.expectation, defect.today)
    codes = {finding.code for finding in found}
    assert defect.code in codes
    reported = [f"{f.severity.value} {f.message} {f.place}" for f in found if f.code == defect.code]
    assert any(map(defect.is_reported_by, found)), "\n".join(reported)
    others = [f for f in found if f.code not in {defect.code, *defect.also, *_REPORTS}]
    assert not others, "\n".join(f"{f.code}: {f.message} {f.place}" for f in others)


@pytest.mark.parametrize("base", BASES, ids=_name)
def test_clean_files_are_clean(base: Base) -> None:
    found = corpus.judged(base(), corpus.profile_name_of(base), corpus.expected_of(base))
    faults = [f for f in found if f.code not in _REPORTS]
    assert not faults, "\n".join(f"{f.code}: {f.message} {f.place}" for f in faults)


@pytest.mark.slow
def test_clean_files_are_what_they_claim_to_be(tmp_path: Path) -> None:
    files = [tmp_path / f"{base.__name__}.pdf" for base in BASES]
    for file, base in zip(files, BASES, strict=True):
        file.write_bytes(base())
    for verdict in judge(files):
        assert verdict.fault is None
        assert not verdict.failures, f"{verdict.path.name}: {verdict.failures[0]}"


def test_every_rule_has_a_planted_fault() -> None:
    planted = {defect.code for defect in DEFECTS}
    # A file cannot tell where an address leads, nor what is at hand beside it:
    # test_link_checking.py and test_cli_check.py plant those faults.
    beside = {rule.code for module in (links, shortfalls) for rule in module.RULES}
    assert {rule.code for rule in all_rules()} - planted - beside - _REPORTS == set()


def test_every_planted_fault_has_a_rule() -> None:
    known = {rule.code for rule in all_rules()}
    assert {code for defect in DEFECTS for code in (defect.code, *defect.also)} <= known


def _finding(
    code: str, severity: Severity = Severity.ERROR, *, page: int = 1, y_mm: float | None = None
) -> Finding:
    return Finding(code, severity, msg("x"), None, Place(page=page, y_mm=y_mm))


def test_findings_come_by_severity_page_place_and_code() -> None:
    first = _finding("b", y_mm=5.0)
    second = _finding("a", y_mm=9.0)
    third = _finding("a", page=2, y_mm=1.0)
    fourth = _finding("a", Severity.WARNING, y_mm=1.0)
    fifth = _finding("a", Severity.NOTE)
    shuffled = (fifth, third, second, fourth, first)
    assert sort_findings(shuffled) == (first, second, third, fourth, fifth)


def test_more_than_a_few_findings_of_a_kind_are_counted() -> None:
    nine = [_finding("a", y_mm=float(y)) for y in range(9, 0, -1)]
    reported = limit_per_page([*nine, _finding("b"), _finding("a", page=2)])
    of_kind = [f for f in reported if f.code == "a" and f.place.page == 1]
    assert [f.place.y_mm for f in of_kind] == [1.0, 2.0, 3.0, 4.0, 5.0, None]
    assert str(of_kind[-1].message) == "more places like these: 4"
    assert len(reported) == 8


def test_six_findings_of_a_kind_are_all_reported() -> None:
    six = tuple(_finding("a", y_mm=float(y)) for y in range(6))
    assert limit_per_page(six) == six


def test_the_graver_ones_are_reported_before_the_others_are_counted() -> None:
    notes = [_finding("a", Severity.NOTE, y_mm=float(y)) for y in range(8)]
    reported = limit_per_page([*notes, _finding("a", y_mm=99.0)])
    assert Severity.ERROR in {finding.severity for finding in reported}


def test_a_check_that_fails_is_our_fault_and_passes_no_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def check_broken(_: Document, __: Brief) -> Iterator[Finding]:
        raise ZeroDivisionError("x")
        yield

    monkeypatch.setattr(run, "file_checks", lambda: (check_broken,))
    document: Document = object()  # type: ignore[assignment]
    with pytest.raises(ZeroDivisionError) as caught:
        run_checks(document, office_brief())
    assert "check_broken" in caught.value.__notes__[0]


def test_without_a_day_nothing_is_said_of_ages() -> None:
    late = dt.date(2040, 1, 1)
    base = corpus.press_base
    expected, profile = corpus.expected_of(base), corpus.profile_name_of(base)
    assert "act-checked-long-ago" in {
        finding.code for finding in corpus.judged(base(), profile, expected, late)
    }
    assert "act-checked-long-ago" not in {
        finding.code for finding in corpus.judged(base(), profile, expected, None)
    }
