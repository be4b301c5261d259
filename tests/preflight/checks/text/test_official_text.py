"""Distances of a text from an official one, and texts that stand in one row."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from support.checkruns import found_by, office_brief
from support.corpus import OFFICIAL, expected_of, office_base
from support.handpdf import helvetica, opened, pdf_of
from support.shipped import ASSETS

from generator.core.provenance import Expected, ExpectedText
from generator.core.units import mm_to_pt
from generator.preflight.checks.text import official_text
from generator.preflight.document import open_document


def expected(*texts: str | bytes) -> Expected:
    """A file that should hold these, or texts of these hashes, as do-1, do-2 and so on."""
    known = expected_of(office_base)
    assert known is not None
    return replace(
        known,
        folds_mm=((),),
        texts=tuple(
            ExpectedText(f"do-{number}", f"1.{number}", text.decode(), None)
            if isinstance(text, bytes)
            else ExpectedText(
                f"do-{number}", f"1.{number}", hashlib.sha256(text.encode()).hexdigest(), text
            )
            for number, text in enumerate(texts, start=1)
        ),
    )


@pytest.mark.parametrize(
    ("others", "code"), [(6, "official-text-differs"), (7, "official-text-missing")]
)
def test_a_text_of_which_half_the_words_are_others_is_another_text(others: int, code: str) -> None:
    words = OFFICIAL[0].split()
    assert len(words) == 13
    wanted = " ".join(words[:-others] + [f"xyz{n}" for n in range(others)])
    with open_document(office_base(), "a.pdf", icc=ASSETS.icc) as document:
        found = found_by(official_text.check_texts, document, office_brief(expected(wanted)))
    assert [one.code for one in found] == [code]


@pytest.mark.parametrize(("count", "is_found"), [(150, True), (151, False)])
def test_a_text_of_150_words_is_found_by_its_hash_alone(count: int, is_found: bool) -> None:
    words = [f"a{number}" for number in range(200)]
    lines = [" ".join(words[start : start + 10]) for start in range(0, 200, 10)]
    shown = "BT /F 8 Tf 12 TL 20 400 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    document = opened(pdf_of(shown, {"Font": {"F": helvetica()}}))
    wanted = hashlib.sha256(" ".join(words[20 : 20 + count]).encode()).hexdigest().encode()
    found = found_by(official_text.check_texts, document, office_brief(expected(wanted)))
    assert ("official-text-missing" not in {one.code for one in found}) is is_found


@pytest.mark.parametrize(
    ("second_mm", "is_found"),
    [((-30, 1.9), True), ((-30, 2.1), False), ((1.9, 20), True), ((2.1, 20), False)],
    ids=["in one row", "in no row", "in one column", "in no column"],
)
def test_texts_within_two_millimetres_stand_in_one_row_or_column(
    second_mm: tuple[float, float], is_found: bool
) -> None:
    x, y = 150 + mm_to_pt(second_mm[0]), 200 + mm_to_pt(second_mm[1])
    shown = f"BT /F 10 Tf 150 200 Td (Hanh) Tj ET BT /F 10 Tf {x:.3f} {y:.3f} Td (Hoa) Tj ET"
    document = opened(pdf_of(shown, {"Font": {"F": helvetica()}}))
    brief = office_brief(expected("Hanh", "Hoa"))
    found = found_by(official_text.check_texts, document, brief)
    assert ("official-text-order" in {one.code for one in found}) is is_found


@pytest.mark.parametrize(("between", "runs"), [(3, 1), (4, 2)])
def test_words_of_one_run_have_a_line_end_and_a_space_between_them(between: int, runs: int) -> None:
    words = [[0, 1, 2], [3 + between, 4 + between]]
    assert len(list(official_text._runs(words))) == runs
