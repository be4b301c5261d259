"""The law: every character of a source is in exactly one place of the letter, in any order."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.letters import PAPERS, law_faults
from support.paper_feet import FEET
from support.paper_heads import HEADS

from generator.content.letters.reader import read_letter
from generator.content.sources.model import (
    Cell,
    DocumentPart,
    LineStyle,
    Medium,
    Origin,
    SourceDocument,
    SourceLine,
)
from generator.content.sources.plain_text import read_plain_text

_PAPER_LINES = [
    line
    for path in sorted(PAPERS.glob("*.txt"))
    for line in path.read_text(encoding="utf-8-sig").split("\n")
]
_HEAD_LINES = [line for head, _ in HEADS.values() for line in head.split("\n")]
_FOOT_LINES = [line for foot, *_ in FEET.values() for line in foot.split("\n")]
LINES = sorted({*_PAPER_LINES, *_HEAD_LINES, *_FOOT_LINES, ""})
#: Lines that the readers of the form look for, more often than the others.
FORM = [line for line in LINES if len(line) < 40]
ANY_LINE = st.one_of(
    st.sampled_from(LINES),
    st.sampled_from(FORM),
    st.just(""),
    st.text(alphabet="aĐ1.-:;,|*\t ()/ /", max_size=12),
)


@st.composite
def documents(draw: st.DrawFn) -> SourceDocument:
    """Documents of lines with cells, markers, parts and styles, as readers of files give them."""
    lines = []
    for number, text in enumerate(draw(st.lists(ANY_LINE, min_size=1, max_size=25)), start=1):
        cell = draw(
            st.none()
            | st.builds(Cell, st.just(0), st.just(number), st.integers(0, 1), st.integers(1, 2))
        )
        lines.append(
            SourceLine(
                text=text.rstrip(),
                origin=Origin(line=number, end=max(1, len(text))),
                part=draw(st.sampled_from([DocumentPart.BODY] * 8 + list(DocumentPart))),
                # A row shows its cells' markers in its text, as people see it.
                marker=draw(st.sampled_from(["", "", "1.", "-"]))
                if text.strip() and not cell
                else "",
                cell=cell,
                column=draw(st.sampled_from([None, None, 0, 1])) if cell is None else None,
                continues=draw(st.booleans()) and number > 1,
                style=LineStyle(bold=draw(st.none() | st.booleans())),
            )
        )
    medium = draw(st.sampled_from(list(Medium)))
    return SourceDocument("cv", "0" * 64, medium, tuple(lines), draw(st.none() | st.booleans()))


def faults(document: SourceDocument) -> list[str]:
    """Faults of the law; a marker that is shown before a line of a field is in no text."""
    return law_faults(document, read_letter(document))


@settings(deadline=None, max_examples=80)
@given(st.lists(ANY_LINE, min_size=1, max_size=35))
@example(["Nơi nhận:", "- a;", "CHỦ TỊCH", "", "Nguyễn Văn A", "PHỤ LỤC", "x"])
@example(["|", "Số: 1/UBND", "|", "V/v a", "b"])
def test_no_order_of_lines_loses_or_doubles_a_character(lines: list[str]) -> None:
    if any(line.strip() for line in lines):
        document = read_plain_text("\n".join(lines).encode(), name="cv.txt")
        assert faults(document) == []


@settings(deadline=None, max_examples=80)
@given(documents())
def test_no_order_of_cells_and_columns_loses_or_doubles_a_character(
    document: SourceDocument,
) -> None:
    assert faults(document) == []


@settings(deadline=None, max_examples=50)
@given(st.lists(ANY_LINE, min_size=1, max_size=25))
def test_addresses_are_unique_and_parents_stand_before_their_blocks(lines: list[str]) -> None:
    if not any(line.strip() for line in lines):
        return
    letter = read_letter(read_plain_text("\n".join(lines).encode(), name="cv.txt"))
    seen: set[str] = {""}
    for block in letter.blocks:
        assert block.address not in seen
        assert block.parent in seen
        seen.add(block.address)


@settings(deadline=None, max_examples=30)
@given(st.lists(ANY_LINE, min_size=1, max_size=25))
def test_reading_twice_gives_the_same_letter(lines: list[str]) -> None:
    if not any(line.strip() for line in lines):
        return
    document = read_plain_text("\n".join(lines).encode(), name="cv.txt")
    letter = read_letter(document)
    assert read_letter(replace(document)) == letter
