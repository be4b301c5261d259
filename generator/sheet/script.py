"""A script for the loudspeaker: what is read aloud, paragraph by paragraph, and how long it takes.

It comes from the same filled template as a sheet, so the same laws hold for its texts; here they
become words that can be said. Its files are made in ``outputs.script_files``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from generator.sheet.model import Sheet
from generator.sheet.said_texts import SaidText, said_texts
from generator.sheet.schema import OFFICIAL
from generator.vietnamese.spoken.speech import spoken

#: The class of an element that is there for the announcer and is not read aloud.
ASIDE: Final = "aside"

#: Syllables that an announcer reads in a minute over a loudspeaker, which echoes: slower than
#: news on the radio. Our own; whoever reads faster is done sooner.
SYLLABLES_A_MINUTE: Final = 180
#: Seconds of silence behind a paragraph.
_PAUSE_SECONDS: Final = 1.0

_SENTENCE_END: Final = (".", "!", "?", ":", ";", "…")


class ParagraphKind(StrEnum):
    """The kinds of paragraphs: as they are set, and whether they are read."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class ScriptParagraph:
    """One paragraph.

    Attributes:
        written: As the campaign, the letter or the template has it.
        said: The words that are read aloud; of an aside as it is written.
        item: Of an official text the item whose it is.
    """

    kind: ParagraphKind
    written: str
    said: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A script.

    Attributes:
        issuer: Who says it, as it is written.
        is_draft: Whether its texts wait for approval.
    """

    paragraphs: tuple[ScriptParagraph, ...]
    issuer: str
    is_draft: bool = False

    @property
    def seconds(self) -> int:
        """Time to read it once, in steps of five seconds."""
        read = [one for one in self.paragraphs if one.kind is not ParagraphKind.ASIDE]
        syllables = sum(len(re.findall(r"[^\W\d_]+", one.said)) for one in read)
        seconds = syllables / SYLLABLES_A_MINUTE * 60 + _PAUSE_SECONDS * len(read)
        return max(5, round(seconds / 5) * 5)


def script_of(sheet: Sheet, issuer: str, *, is_draft: bool = False) -> Script:
    """The script that ``sheet`` holds: all its texts, in the order in which they are read."""
    paragraphs = tuple(
        _paragraph(said)
        for page in range(len(sheet.pages))
        for said in said_texts(sheet, page)
        if not said.is_drawn
    )
    return Script(paragraphs, issuer, is_draft)


def _paragraph(said: SaidText) -> ScriptParagraph:
    element = said.element
    written = said.text
    if ASIDE in element.attributes.get("class", "").split():
        return ScriptParagraph(ParagraphKind.ASIDE, written, written)
    kind = {
        "h1": ParagraphKind.TITLE,
        "h2": ParagraphKind.HEADING,
        "h3": ParagraphKind.HEADING,
    }.get(element.tag, ParagraphKind.TEXT)
    item = element.attributes.get("item", "") if element.tag == OFFICIAL else ""
    text = spoken(written)
    text = text[:1].upper() + text[1:]
    if kind is ParagraphKind.TEXT and not item and not text.endswith(_SENTENCE_END):
        text = f"{text}."
    return ScriptParagraph(kind, written, text, item)
