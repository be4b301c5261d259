"""Laws of reading bodies: a tree is read back, no character is lost, none stands twice."""

from __future__ import annotations

import gc
import string
import time
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.bodies import read_text, source_lines
from support.body_strategies import bodies, settings_of_bodies
from support.made_bodies import MadeBlock, Setting, read, set_body, written

from generator.content.letters.body import LetterBody, read_body
from generator.content.sources.model import Origin, SourceLine


def characters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def held(body: LetterBody) -> str:
    parts = [part for block in body.blocks for part in (block.marker, block.text)]
    return " ".join([*parts, body.closing or "", *body.furniture, *body.labels])


@settings(derandomize=True, max_examples=150, deadline=None)
@given(bodies(), settings_of_bodies)
def test_a_body_made_from_a_tree_is_read_back_to_it(
    blocks: tuple[MadeBlock, ...], setting: Setting
) -> None:
    body = read_text(set_body(blocks, setting))
    if body.doubtful and setting.width and not setting.has_blanks:
        return  # nothing says where a paragraph ends, and the reader says that
    assert read(body) == written(blocks)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text("abđ Ủ1.)-+•|\t(;:,/", max_size=40),
            st.text(string.printable.replace("\n", "").replace("\r", ""), max_size=30),
            st.sampled_from(("1. A", "a) b", "- c;", "Điều 2.", "II.", "x\ty\tz", "|a|b|", "")),
        ),
        max_size=25,
    )
)
def test_every_character_is_in_exactly_one_place(texts: list[str]) -> None:
    lines = source_lines("\n".join(texts))
    body = read_body(lines, is_paragraph_per_line=None)
    assert characters(held(body)) == characters("\n".join(texts))
    assert len({block.address for block in body.blocks}) == len(body.blocks)


@settings(max_examples=60, deadline=None)
@given(bodies(), settings_of_bodies)
def test_blocks_stand_in_their_order_at_their_places(
    blocks: tuple[MadeBlock, ...], setting: Setting
) -> None:
    text = set_body(blocks, setting)
    lines = text.split("\n")
    body = read_body(source_lines(text), is_paragraph_per_line=None)
    last = 0
    for block in body.blocks:
        at = block.at
        assert at.line is not None
        assert at.to_line is not None
        assert at.line > last
        last = at.to_line
        shown = " ".join(" ".join(lines[at.line - 1 : at.to_line])[at.start - 1 :].split())
        assert shown.replace(" ", "").startswith((block.marker + block.text).replace(" ", "")[:20])


@pytest.mark.parametrize(
    "line",
    ["a", ". ", "; - ", "1. ", "a) ", "(", "|", "a\t", "1.1.", "…”", ": b) B", "Điều 1. ", "- a: "],
)
def test_a_line_of_a_million_characters_is_read_in_time(line: str) -> None:
    text = (line * (1_000_000 // len(line))).strip()
    started = time.process_time()
    body = read_body([SourceLine(text, Origin(line=1, end=len(text)))], is_paragraph_per_line=None)
    assert time.process_time() - started < 5
    assert characters(held(body)) == characters(text)


@pytest.mark.parametrize(
    "texts",
    [
        ("1. Các đơn vị:",),
        ("1. Việc:", "a) Việc:"),
        ("- Một.", "+ Hai."),
        ("các đơn vị", ""),
        ("a\tb\tc",),
        tuple(f"{chr(0x2600 + n)} Việc." for n in range(400)),
    ],
)
def test_time_grows_with_the_number_of_lines(texts: tuple[str, ...]) -> None:
    def seconds(count: int) -> float:
        lines = source_lines("\n".join(texts[n % len(texts)] for n in range(count)))
        gc.collect()
        started = time.process_time()
        read_body(lines, is_paragraph_per_line=None)
        return time.process_time() - started

    seconds(1_000)
    # Four times the lines take four times as long; quadratic growth would take sixteen. The least
    # of several runs is measured: other work of the machine only adds to one.
    few, many = (min(seconds(count) for _ in range(3)) for count in (4_000, 16_000))
    assert many < 11 * few
