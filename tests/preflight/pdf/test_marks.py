"""Marks: visibility, excerpts of their text, groups of neighbours."""

from __future__ import annotations

from support.fakepages import mm, text

from generator.preflight.pdf.marks import group_nearby


def test_lines_of_one_paragraph_are_one_finding_and_those_far_apart_are_not() -> None:
    paragraph = [text(mm(20, 50 - 5 * line, 60, 54 - 5 * line)) for line in range(3)]
    elsewhere = text(mm(20, 80, 60, 84))
    groups = list(group_nearby(("small", mark) for mark in (*paragraph, elsewhere)))
    assert [len(marks) for _, marks in groups] == [3, 1]
