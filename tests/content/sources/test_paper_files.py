"""Every made paper is read the same from a Word file and from a web page."""

from __future__ import annotations

import pytest
from support.letters import PAPERS, expected, law_faults, score
from support.paper_files import web_paper, word_paper

from generator.content.letters.reader import read_letter
from generator.content.sources.opening import open_source

#: One paper has a footnote, which is no line of its own in these files.
NAMES = [
    name
    for name in sorted(path.name.removesuffix(".expected.json") for path in PAPERS.glob("*.json"))
    if all(block["type"] != "note" for block in expected(name)["blocks"])
]


def faults(name: str, data: bytes, file_name: str) -> list[str]:
    document = open_source(data, name=file_name)
    letter = read_letter(document)
    assert document.findings == ()
    return score(letter, expected(name)).faults + law_faults(document, letter)


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_in_word_with_typed_markers_is_read_whole(name: str) -> None:
    assert faults(name, word_paper(expected(name), is_numbered=False), "thu.docx") == []


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_in_word_with_automatic_markers_is_read_whole(name: str) -> None:
    data = word_paper(expected(name), is_numbered=True)
    letter = read_letter(open_source(data, name="thu.docx"))
    assert all(block.is_auto for block in letter.blocks if block.marker)
    assert faults(name, data, "thu.docx") == []


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_on_a_web_page_is_read_whole(name: str) -> None:
    assert faults(name, web_paper(expected(name)), "thu.html") == []
