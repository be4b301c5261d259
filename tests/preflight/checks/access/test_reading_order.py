"""When two marks are one line, and when one stands above the other."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from support.fakepages import FakePage, findings, text

from generator.preflight.checks.access import reading_order
from generator.preflight.checks.brief import FileCheck
from generator.preflight.pdf.model import Box

#: 100 x 10 pt.
FIRST: Box = (0.0, 100.0, 100.0, 110.0)


def is_found(
    monkeypatch: pytest.MonkeyPatch,
    check: FileCheck,
    second: Box,
    words: tuple[str, str] = ("Liên", "hệ"),
) -> bool:
    """True if it is reported of a passage of two marks, the first at ``FIRST``."""
    runs = tuple(
        (word, text(box, characters=word)) for word, box in zip(words, (FIRST, second), strict=True)
    )
    monkeypatch.setattr(reading_order, "reading_order", lambda _: [SimpleNamespace(runs=runs)])
    return bool(findings(check, FakePage()))


@pytest.mark.parametrize(("shared", "reported"), [(4.9, True), (5.1, False)])
def test_words_share_half_of_their_height_on_one_line(
    monkeypatch: pytest.MonkeyPatch, shared: float, reported: bool
) -> None:
    second = (0.0, 90 + shared, 100.0, 100 + shared)
    assert is_found(monkeypatch, reading_order.check_words, second) is reported


@pytest.mark.parametrize(("into", "reported"), [(1.9, True), (2.1, False)])
def test_a_line_above_another_may_reach_into_it_by_a_fifth(
    monkeypatch: pytest.MonkeyPatch, into: float, reported: bool
) -> None:
    second = (0.0, 110 - into, 100.0, 120 - into)
    assert is_found(monkeypatch, reading_order.check_lines, second) is reported


@pytest.mark.parametrize(("shared", "reported"), [(51, True), (49, False)])
def test_a_line_over_another_shares_half_of_its_width(
    monkeypatch: pytest.MonkeyPatch, shared: float, reported: bool
) -> None:
    second = (100 - shared, 112.0, 200 - shared, 122.0)
    assert is_found(monkeypatch, reading_order.check_lines, second) is reported


@pytest.mark.parametrize(("letters", "reported"), [("ab", True), ("abc", False)])
def test_three_letters_show_which_way_they_run(
    monkeypatch: pytest.MonkeyPatch, letters: str, reported: bool
) -> None:
    """The second mark is higher than it is wide."""
    second = (0.0, 112.0, 9.0, 122.0)
    words = ("Liên", letters)
    assert is_found(monkeypatch, reading_order.check_lines, second, words) is reported
