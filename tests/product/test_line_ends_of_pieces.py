"""Line ends of finished pieces, judged by marks that an editor made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.vietnamese.line_ends import (
    MARKS,
    MAX_WRONG_ENDS,
    SMALL_WORDS,
    EndRates,
    LineEnd,
    default_campaigns,
    held_out_campaigns,
    line_ends,
    rate_ends,
    texts_of_pieces,
)
from benchmarks.vietnamese.rates import FREE, PHRASE, WORD, read


def _rates(*campaigns: int) -> EndRates:
    folders = [default_campaigns()[number] for number in campaigns]
    ends, unmarked = line_ends(folders)
    return rate_ends(ends, unmarked)


def test_hardly_a_line_end_of_the_shipped_pieces_is_one_that_an_editor_would_change() -> None:
    found = _rates(0)
    assert found.ends > 300
    assert found.wrong_share <= MAX_WRONG_ENDS
    # Texts that somebody reworded are not judged; there may not be many.
    assert found.unmarked <= 12


@pytest.mark.slow
def test_hardly_a_line_end_of_the_pieces_of_any_campaign_is() -> None:
    found = _rates(0, 1, 2, 3, 4)
    assert found.ends > 3000
    assert found.wrong_share <= MAX_WRONG_ENDS


@pytest.mark.slow
def test_the_line_ends_of_a_campaign_that_was_never_read_do_not_fall_back() -> None:
    """The goal of 3 % is missed; docs/vietnamese.md says by what."""
    ends, unmarked = line_ends(held_out_campaigns())
    found = rate_ends(ends, unmarked)
    assert found.wrong_share <= 0.1
    whole = [end for end in ends if end.is_wrong and end.mark == WORD]
    assert len(whole) <= MAX_WRONG_ENDS * found.ends


def test_the_shipped_full_poster_does_not_part_a_negation_from_what_it_denies() -> None:
    joined = [
        " / ".join(line.text for line in text.lines) for text in texts_of_pieces([_shipped()])
    ]
    about = [text for text in joined if "lành mạnh" in text.replace(" / ", " ")]
    assert about
    denial = re.compile(r"(?:không|chưa) / ", re.IGNORECASE)
    assert [text for text in joined if denial.search(text)] == []


def _shipped() -> Path:
    return default_campaigns()[0]


def _end(line: str, mark: str, *, display: bool = False, **others: bool) -> LineEnd:
    flags = {"may_move": True, "is_forced": False} | others
    return LineEnd("poster", line, "sau", mark, display, **flags)


def test_an_end_is_wrong_inside_what_is_marked_and_after_a_small_word_of_a_headline() -> None:
    assert _end("tài", WORD).is_wrong
    assert _end("nhà cung cấp", PHRASE).is_wrong
    assert _end("nước trên", FREE, display=True).is_wrong
    assert not _end("nước sạch", FREE, display=True).is_wrong
    assert not _end("nước trên", FREE).is_wrong
    # What no other line end could mend.
    assert not _end("nước trên", FREE, display=True, may_move=False).is_wrong
    assert not _end("Bộ Văn hóa,", WORD, is_forced=True).is_wrong


def test_the_marks_know_more_small_words_than_one_piece_needs() -> None:
    assert {"trên", "với", "và", "từ", "tại", "vào", "cho", "của"} <= SMALL_WORDS
    assert len(read(MARKS)) >= 150
