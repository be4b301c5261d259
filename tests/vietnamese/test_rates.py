"""Words that the breaker keeps whole, on sentences that were marked by hand."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from support.shipped import LEXICON

from benchmarks.vietnamese.rates import (
    FILES,
    FREE,
    HELD_OUT,
    HELD_OUT_MANNERS,
    PHRASE,
    SEEN,
    SEEN_MANNERS,
    WORD,
    Marked,
    Rates,
    faults,
    rate,
    read,
)
from generator.vietnamese.compounds import Lexicon

LEXICON = LEXICON


def test_half_of_the_sentences_in_other_manners_is_held_out() -> None:
    seen, held_out = read(SEEN_MANNERS), read(HELD_OUT_MANNERS)
    assert len(seen) + len(held_out) >= 150
    assert abs(len(seen) - len(held_out)) <= 1
    assert not {s.parts for s in seen} & {s.parts for s in held_out}


def test_there_are_four_hundred_sentences_and_a_third_of_them_is_held_out() -> None:
    seen, held_out = read(SEEN), read(HELD_OUT)
    assert len(seen) + len(held_out) >= 400
    assert len(held_out) >= (len(seen) + len(held_out)) / 3
    assert not {s.parts for s in seen} & {s.parts for s in held_out}


#: What is kept on sentences that nobody looked at falls short of the goal; it shall not fall back.
KEPT_SO_FAR = {SEEN: 0.99, HELD_OUT: 0.949, SEEN_MANNERS: 0.97, HELD_OUT_MANNERS: 0.975}
#: More than the goal of 3 %: the marks leave free some words of the lexicon ("xe tải"), and those
#: of the first two files what names, ranks and pairs now join ("bác sĩ Nguyễn Văn Hòa").
WRONG_SO_FAR = {SEEN: 0.034, HELD_OUT: 0.042, SEEN_MANNERS: 0.07, HELD_OUT_MANNERS: 0.10}


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_words_stay_whole_and_hardly_anything_else_is_joined(path: Path) -> None:
    found = rate(read(path), LEXICON)
    assert found.kept_share >= KEPT_SO_FAR[path]
    assert found.wrong_share <= WRONG_SO_FAR[path]
    # What counts nowhere may not hide the faults.
    assert found.phrases < (found.to_keep + found.phrases) / 4


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_the_sentences_are_in_the_form_that_their_header_promises(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    for sentence in read(path):
        assert all(sentence.parts), sentence
        assert 6 <= len(sentence.parts) <= 40, sentence
        for part, mark in zip(sentence.parts, sentence.marks, strict=False):
            assert not (mark == WORD and part.endswith((";", ":", "!", "?"))), sentence


def test_capitals_and_new_tone_marks_change_no_join() -> None:
    sentence = Marked.of("Ủy_ban~nhân_dân hòa_giải khỏe_mạnh")
    shouted = Marked.of("ỦY_BAN~NHÂN_DÂN HÒA_GIẢI KHỎE_MẠNH")
    modern = Marked.of("Uỷ_ban~nhân_dân hoà_giải khoẻ_mạnh")
    assert sentence.joins(LEXICON) == shouted.joins(LEXICON) == modern.joins(LEXICON)
    # Between words there is no join; the name of a body is one.
    assert sentence.joins(LEXICON) == [True, True, True, False, True, False, True]


def test_without_a_lexicon_the_rates_say_so() -> None:
    assert rate(read(SEEN), Lexicon([])).kept_share < 0.3


def test_an_entry_that_steals_a_syllable_is_reported_as_a_wrong_join() -> None:
    """Source of the case: "tung tin" takes the first half of "tin giả"."""
    (sentence,) = [Marked.of("hay tung tin_giả rồi đi")]
    careful, greedy = Lexicon(["tin giả"]), Lexicon(["tin giả", "tung tin"])
    assert rate([sentence], careful) == Rates(1, 1, 1, 1, 0, 0, 4)
    assert list(faults([sentence], greedy)) == [("joined", "tung tin"), ("cut", "tin giả")]


def test_a_join_in_a_set_phrase_counts_nowhere() -> None:
    sentence = Marked.of("phường~An_Phú_Đông đẹp")
    assert sentence.marks == (PHRASE, WORD, WORD, FREE)
    found = rate([sentence], LEXICON)
    assert (found.to_keep, found.kept, found.wrong, found.phrases) == (2, 2, 0, 1)
