"""The wording of the legal line: “Căn cứ” before acts in force, “Nguồn:” before all others.

“Căn cứ” names acts in force that give the power to act (Decree 30/2020/NĐ-CP, annex I); of a
doubtful or historical act a piece may say only that its words come from there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from generator.content.model import LegalBasis, LegalStatus
from generator.content.stated_texts import cited_bases
from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg

#: Openings that claim an act's authority, and the rest of their sentence.
_BASIS: Final = re.compile(r"\s*(?:căn cứ|chiếu|thi hành|thực hiện)(?:\s+(?:theo|vào))?:?\s+", re.I)
_SOURCE: Final = "Nguồn:"


@dataclass(frozen=True, slots=True)
class WordedLegalLine:
    """A legal line as it is printed.

    Attributes:
        doubtful: Numbers of the acts that the campaign calls a ground though they are not known
            to be in force; their wording was changed.
    """

    text: str
    doubtful: tuple[str, ...] = ()


def word_legal_line(line: str, legal: tuple[LegalBasis, ...]) -> WordedLegalLine:
    """``line`` with “Căn cứ” before acts in force only.

    The acts of a line stand between semicolons. A part that names none of ``legal`` stays with
    the one before it: nothing is known against it.
    """
    opening = _BASIS.match(line)
    if opening is None:
        return WordedLegalLine(line)
    grounds: list[str] = []
    sources: list[str] = []
    doubtful: list[str] = []
    chosen = grounds
    for part in re.split(r"\s*;\s*", line[opening.end() :].strip().rstrip(".;")):
        own = _BASIS.sub("", part, count=1) if _BASIS.match(part) else part
        cited = cited_bases(own, legal)
        weak = [act.number for act in cited if act.status is not LegalStatus.IN_FORCE]
        if cited:
            chosen = sources if weak else grounds
        chosen.append(own)
        doubtful.extend(weak)
    if not doubtful:
        return WordedLegalLine(line)
    sentences = []
    if grounds:
        sentences.append(f"{opening[0].strip()} {'; '.join(grounds)}.")
    sentences.append(f"{_SOURCE} {'; '.join(sources)}.")
    return WordedLegalLine(" ".join(sentences), tuple(doubtful))


def legal_line_findings(worded: WordedLegalLine, place: Place) -> tuple[Finding, ...]:
    """A note that the legal line at ``place`` is printed in other words than written."""
    if not worded.doubtful:
        return ()
    return (
        Finding(
            "legal-line-worded-as-source",
            Severity.NOTE,
            msg(
                "the legal line names {numbers} as “Nguồn:”, not “Căn cứ”: its standing is unclear",
                numbers=", ".join(worded.doubtful),
            ),
            hint=msg("write “Nguồn: …” in legal_line; or correct “status”, once it is in force"),
            place=place,
        ),
    )
