"""Verification of a spoken text: its files say the letter's and the campaign's words, read aloud.

What is compared is the finished files: the plain text, and what is read out of the Word file. Each
official text must be one paragraph, and be the letter's once numbers in words are figures again.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from defusedxml.ElementTree import fromstring

from generator.core.errors import Place
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.provenance import Expected
from generator.preflight.checks.rule import CheckGroup, Rule
from generator.vietnamese.spoken.speech import difference

GROUP = CheckGroup("spoken", msg("Spoken texts"))

MISSING = Rule(
    "spoken-text-missing",
    msg("A text that must be read aloud is not in the script"),
    msg("Listeners hear less than the letter or the campaign says."),
    msg("Make the script again; if it was edited by hand, put the text back."),
    "our own; the order",
    group=GROUP,
)
DIFFERS = Rule(
    "spoken-text-differs",
    msg("A text is not read aloud as it is written"),
    msg("What is said in an office's name must be the letter's wording, number for number."),
    msg("Make the script again from the campaign; never correct official texts in it."),
    "our own; the letter of the campaign",
    group=GROUP,
)
FIGURES = Rule(
    "spoken-figures",
    msg("Figures or signs are left that an announcer has to guess at"),
    msg("Each announcer reads them in another way, or stumbles."),
    msg("Write them out in campaign.yaml."),
    "our own",
    group=GROUP,
)

RULES: Final = (MISSING, DIFFERS, FIGURES)

#: The announcer's line, and rules above and below what is read.
_HEAD: Final = re.compile(r"Thời lượng: khoảng|-{20}")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEFT: Final = re.compile(r"\S*[\d%@&+=<>/\\_#]\S*")


@dataclass(frozen=True, slots=True)
class SpokenFile:
    """A file of a script.

    Attributes:
        source: What messages call it.
        paragraphs: All of it, also the lines that are not read aloud.
        said: What is read aloud of it.
    """

    source: str
    paragraphs: tuple[str, ...]
    said: tuple[str, ...]


def verify_spoken(file: SpokenFile, expected: Expected) -> Iterator[Finding]:
    """Findings of ``file``, which should say what ``expected`` asks for."""
    place = Place(file=file.source)
    for text in expected.texts:
        yield from _verify(file, text.text or "", text.id, place, is_part=False)
    for stated in expected.stated:
        yield from _verify(file, stated.text, stated.origin, place, is_part=True)
    for paragraph in file.said:
        if left := _LEFT.search(paragraph):
            yield FIGURES.found(
                Severity.WARNING,
                msg("“{found}” is left as it is written", found=excerpt(left[0])),
                place,
            )


def _verify(
    file: SpokenFile, written: str, name: str, place: Place, *, is_part: bool
) -> Iterator[Finding]:
    """A finding unless some paragraph is ``written``, read aloud.

    Args:
        is_part: Whether words of the template may stand around it.
    """
    compared = (difference(one, written, is_part=is_part) for one in file.paragraphs)
    if any(found is None for found in compared):
        return
    nearest = _nearest(file.paragraphs, written)
    if nearest is None:
        yield MISSING.found(
            Severity.ERROR,
            msg("{name}: “{text}” is not in the script", name=name, text=excerpt(written)),
            place,
        )
        return
    found = difference(nearest, written)
    said, asked = found if found is not None else ("", "")
    yield DIFFERS.found(
        Severity.ERROR,
        msg(
            "{name}: the script says “{said}” where “{asked}” is written",
            name=name,
            said=said,
            asked=asked,
        ),
        place,
    )


def _nearest(paragraphs: Sequence[str], written: str) -> str | None:
    """The paragraph with most words of ``written``; None if none has half of them."""
    words = set(written.lower().split())
    best = max(paragraphs, key=lambda one: len(words & set(one.lower().split())), default=None)
    if best is None or 2 * len(words & set(best.lower().split())) < len(words):
        return None
    return best


def text_file(source: str, data: bytes) -> SpokenFile:
    """The plain text of a script; what stands above the rule is for the announcer."""
    paragraphs = [" ".join(one.split()) for one in data.decode("utf-8").split("\n\n")]
    return _file(source, [one for one in paragraphs if one])


def word_file(source: str, data: bytes) -> SpokenFile:
    """The Word file of a script, as its parts hold it.

    Source: ISO/IEC 29500-1, 17.3 (paragraphs and runs).
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = fromstring(package.read("word/document.xml"), forbid_dtd=True)
    texts = (
        "".join(run.text or "" for run in paragraph.iter(f"{_W}t"))
        for paragraph in body.iter(f"{_W}p")
    )
    return _file(source, [text for text in texts if text.strip()])


def _file(source: str, paragraphs: Sequence[str]) -> SpokenFile:
    said = [one for one in paragraphs if not one.startswith("[") and not _HEAD.search(one)]
    return SpokenFile(source, tuple(paragraphs), tuple(said))
