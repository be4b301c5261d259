"""Bodies of many styles, set in many ways, are read back to the same tree."""

from __future__ import annotations

import pytest
from support.bodies import read_text
from support.made_bodies import FOLDER, SETTINGS, Setting, read, read_outline, set_body, written

OUTLINES = {
    path.stem: read_outline(path.read_text(encoding="utf-8"))
    for path in sorted(FOLDER.glob("*.txt"))
}

#: A sentence ends where a full line does, and nothing says if the next line begins a paragraph.
UNDECIDABLE = {
    ("letter-friendly", Setting(44, has_blanks=False)),
    ("letter-friendly", Setting(72, has_blanks=False)),
    ("letter-friendly", Setting(66, has_blanks=False, is_glued=True)),
}


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
@pytest.mark.parametrize("name", OUTLINES)
def test_a_body_is_read_back_to_its_tree(name: str, setting: Setting) -> None:
    blocks = OUTLINES[name]
    body = read_text(set_body(blocks, setting))
    if (name, setting) in UNDECIDABLE:
        assert body.doubtful
    else:
        assert read(body) == written(blocks)
