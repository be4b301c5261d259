"""Papers set in many layouts as PDFs are read as they were before."""

from __future__ import annotations

import pytest
from support.letters import PAPERS, expected, law_faults, score
from support.paper_settings import SETTINGS, set_paper

from generator.content.letters.reader import read_letter
from generator.content.sources.opening import open_source

#: 03 has signs that the fonts here do not hold, 05 a table, 17 a footnote: they are read in the
#: files themselves.
NAMES = sorted(
    name
    for path in PAPERS.glob("*.expected.json")
    if not (name := path.name.removesuffix(".expected.json")).startswith(("03", "05", "17"))
)
#: Lines that end where a paragraph could end as well, before one that could begin one.
OPEN_TO_DOUBT = {
    ("hanging", "12-flood-between-bullets"),
    ("glyph by glyph", "04-plan-fire-pages"),
    ("without indents", "06-decision-rabies"),
}
FILES = [path.name.removesuffix(".pdf") for path in sorted(PAPERS.glob("*.pdf"))]


@pytest.mark.parametrize("name", [name for name in FILES if not name.startswith("23")])
def test_a_paper_from_an_office_program_or_a_browser_is_read_whole(name: str) -> None:
    document = open_source((PAPERS / f"{name}.pdf").read_bytes(), name=f"{name}.pdf")
    letter = read_letter(document)
    assert score(letter, expected(name)).faults == []
    assert law_faults(document, letter) == []


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_paper_is_read_alike_in_every_setting(setting: str) -> None:
    faults = {}
    for name in (one for one in NAMES if (setting, one) not in OPEN_TO_DOUBT):
        document = open_source(set_paper(expected(name), SETTINGS[setting]), name=f"{name}.pdf")
        letter = read_letter(document)
        found = score(letter, expected(name)).faults + law_faults(document, letter)
        if found:
            faults[name] = found
    assert faults == {}
