"""Drafts: a piece whose texts nobody has approved, and whether each of its pages says so.

Whether a piece is a draft is known from the order or the campaign at hand, and from what the file
says of itself; the words on its pages are compared with that, and are never where it comes from
alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.provenance import DRAFT_MARK
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.provenance_record import stated_expectation
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.checks.text import GROUP
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.xmp import xmp_packet
from generator.preflight.text.search import extracted_text
from generator.preflight.text.visibility import is_fully_visible

DRAFT = Rule(
    code="draft",
    title=msg("The piece is a draft: its texts wait for approval"),
    cause=msg(
        "Nobody has answered for its texts yet, or one was changed after the approval; printed and "
        "handed out, it would be taken for the office's word."
    ),
    remedy=msg("Read the texts and approve the campaign (anpham approve), then make it again."),
    source="our own; “approval” in campaign.yaml and the file's metadata",
    group=GROUP,
    explains_others=True,
    is_reported_for_orders=True,
)
UNMARKED = Rule(
    code="draft-unmarked",
    title=msg("A page of a draft does not say that it is one"),
    cause=msg("The page looks approved, and nobody who gets it can tell that it is not."),
    remedy=msg("Make the file again; if it was edited by hand, do not pass it on."),
    source="our own; the words “BẢN THẢO, CHỜ DUYỆT”",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (DRAFT, UNMARKED)


def check_draft(document: Document, brief: Brief) -> Iterator[Finding]:
    """Check that the piece is approved; if not, that each of its pages says so."""
    asked = brief.expected is not None and brief.expected.is_draft
    stated = _stated(document)
    marked = _marked_pages(document)
    message = _reason(asked=asked, stated=stated, marked=bool(marked))
    if message is None:
        return
    severity = Severity.ERROR if brief.for_press else Severity.WARNING
    yield DRAFT.found(severity, message)
    if not (asked or stated):
        return
    for page in document.pages:
        if page.index not in marked:
            yield UNMARKED.found(
                Severity.ERROR,
                msg("the page does not say “{words}” where it can be read", words=DRAFT_MARK),
                place_on(page),
            )


def _reason(*, asked: bool, stated: bool, marked: bool) -> Message | None:
    """Why the piece is a draft; None if it is none."""
    if asked and stated:
        return msg("the piece is a draft: its texts wait for approval")
    if asked:
        return msg("the campaign's texts wait for approval, and the file does not say so")
    if stated:
        return msg("the file was made as a draft, before its texts were approved")
    if marked:
        return msg("a page says “{words}”, though the file does not", words=DRAFT_MARK)
    return None


def _stated(document: Document) -> bool:
    """True if the file's own record calls it a draft."""
    stated = stated_expectation(xmp_packet(document))
    return stated is not None and stated.is_draft


def _marked_pages(document: Document) -> frozenset[int]:
    """The indexes of pages on which the words can be read."""
    text = extracted_text(document)
    found = set()
    for start, end in text.occurrences(DRAFT_MARK):
        positions = text.positions[start:end]
        pages = {one.page for one in positions if one is not None}
        if len(pages) == 1 and is_fully_visible(document, positions):
            found |= pages
    return frozenset(found)


FILE_CHECKS: tuple[FileCheck, ...] = (check_draft,)
