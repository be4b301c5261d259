"""Findings on the head and the foot of a paper: what is implausible, and what was guessed.

No hint asks anybody to retype or to complete an official text: it says what to compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from generator.content.letters.foot import Foot
from generator.content.letters.head_fields import Head
from generator.content.letters.slices import text_of
from generator.content.sources.model import SourceLine
from generator.core.errors import Place
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg

_COMPARE: Final = msg("compare with the official paper")


def form_findings(head: Head, foot: Foot) -> tuple[Finding, ...]:
    """The findings on head and foot, in the order of the paper."""
    return (*_on_head(head), *_on_foot(foot))


def _on_head(head: Head) -> Iterator[Finding]:
    if head.date is not None and head.date.date is None and not head.date.is_blank:
        yield _warning(
            "letter-date-wrong",
            msg("there is no such day: {day}", day=text_of(head.date_line)),
            _COMPARE,
            head.date_line,
        )
    if "number" in head.doubtful and text_of(head.number)[:1].isalpha():
        yield _warning(
            "letter-number-unsure",
            msg("a figure of the number “{number}” was misread", number=text_of(head.number)),
            _COMPARE,
            head.number,
        )
    elif "number" in head.doubtful:
        yield _warning(
            "letter-number-unsure",
            msg("the number “{number}” has no symbol behind it", number=text_of(head.number)),
            msg("compare with the official paper; it may be the number of a stamp"),
            head.number,
        )
    if "subject" in head.doubtful:
        yield _warning(
            "letter-subject-unsure",
            msg("it is unsure where the subject ends: “{subject}”", subject=text_of(head.subject)),
            _COMPARE,
            head.subject,
        )
    if "addressees" in head.doubtful:
        yield _warning(
            "letter-addressees-unsure",
            msg("it is unsure where one addressee ends and the next begins"),
            _COMPARE,
            head.addressees.places(),
        )


def _on_foot(foot: Foot) -> Iterator[Finding]:
    if foot.stray:
        yield _warning(
            "letter-stray-words",
            msg(
                "“{words}” stands alone above the recipients and was left out of the text",
                words=text_of(foot.stray),
            ),
            msg("compare with the official paper; a scan leaves such words"),
            foot.stray,
        )
    if len(foot.names) > 1 and "signatory.name" in foot.doubtful:
        yield _warning(
            "letter-signatories",
            msg("more than one name stands in the signature: “{names}”", names=text_of(foot.names)),
            msg("compare with the official paper who signed it"),
            foot.names,
        )
    if foot.unnamed_annex:
        yield _warning(
            "letter-text-behind",
            msg(
                "behind the signature stands more text, from “{text}” on",
                text=excerpt(text_of(foot.unnamed_annex)),
            ),
            msg("compare with the official paper; it was read as an annex"),
            foot.unnamed_annex,
        )
    for line in foot.leftover:
        yield _warning(
            "letter-signature-unsure",
            msg("“{text}” in the signature is neither a role nor a name", text=text_of([line])),
            msg("compare with the official paper; the line was kept at the end of the text"),
            [line],
        )


def _warning(code: str, message: Message, hint: Message, lines: Sequence[SourceLine]) -> Finding:
    origin = lines[0].origin if lines else None
    place = Place(line=origin.line, page=origin.page) if origin else Place()
    return Finding(code, Severity.WARNING, message, hint, place)
