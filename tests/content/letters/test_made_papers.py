"""Whole papers made from fields and a tree, in columns set in many ways, are read back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from support.body_strategies import settings_of_bodies
from support.made_bodies import Setting, read, written
from support.made_papers import COLUMNS, MadePaper, papers, set_paper

from generator.content.letters.model import Letter
from generator.content.letters.reader import read_letter
from generator.content.sources.plain_text import read_plain_text


def letter_of(text: str) -> Letter:
    return read_letter(read_plain_text(text.encode(), name="cv.txt"))


def fields(letter: Letter) -> dict[str, object]:
    return {
        "issuing_body": letter.issuing_body,
        "number": letter.number,
        "place": letter.place,
        "subject": letter.subject,
        "addressees": letter.addressees,
        "recipients": letter.recipients,
        "role": letter.signatory.role,
        "name": letter.signatory.name,
    }


def stated(paper: MadePaper) -> dict[str, object]:
    return {
        "issuing_body": " ".join(paper.issuing_body),
        "number": paper.number,
        "place": paper.place,
        "subject": " ".join(paper.subject),
        "addressees": paper.addressees,
        "recipients": paper.recipients,
        "role": " ".join(paper.role),
        "name": paper.name,
    }


@settings(derandomize=True, max_examples=120, deadline=None)
@given(papers, st.sampled_from(COLUMNS), settings_of_bodies)
def test_a_paper_set_in_columns_is_read_back_to_its_fields_and_tree(
    paper: MadePaper, columns: str, setting: Setting
) -> None:
    letter = letter_of(set_paper(paper, columns, setting))
    assert fields(letter) == stated(paper)
    if letter.doubtful and setting.width and not setting.has_blanks:
        return  # nothing says where a paragraph ends, and the reader says that
    assert read(letter) == written(paper.blocks)
