"""Digest of a file's texts against the one that it states: every word, not only official texts.

What is painted as an artifact is not in the digest, so our own pieces say nothing in artifacts.

Names, telephone numbers and headlines have no letter to be compared with; but the file states a
hash of all its words, which a program that rewrites it would have to know of.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.provenance import letters_of, words_digest
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.checks.text import GROUP
from generator.preflight.pdf.font_encoding import REPLACEMENT_CHARACTER
from generator.preflight.pdf.marks import (
    group_nearby,
    line_excerpt,
    marks_bounds,
    visible_texts,
)
from generator.preflight.pdf.model import Document, Mark, MarkKind
from generator.preflight.text.visibility import has_tagged_text

WORDS_CHANGED = Rule(
    "words-changed",
    msg("The words are not those that the file was made with"),
    msg(
        "Another program has rewritten the file since: a name, a number or a word may be another, "
        "or be missing, where no official text tells."
    ),
    msg("Make the file anew, and do not edit a finished one."),
    "the file's own statement",
    group=GROUP,
)
WORDS_ADDED = Rule(
    "words-not-in-tags",
    msg("Words are painted that the file's tags do not know"),
    msg(
        "They were added since the file was made: one word before a headline says the opposite, "
        "and a copy elsewhere hides that the headline itself was covered."
    ),
    msg("Make the file anew, and do not edit a finished one."),
    "our own; pieces of anpham have every word in their tags",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (WORDS_CHANGED, WORDS_ADDED)


def check_words(document: Document, brief: Brief) -> Iterator[Finding]:
    """Check that all tagged texts together are those that the file states."""
    expected = brief.expected
    if expected is None or not expected.words_sha256:
        return
    shown = (
        letters_of(mark.text.characters)
        for page in document.pages
        for mark in page.marks
        if mark.kind is MarkKind.TEXT and mark.text is not None and mark.mcid is not None
    )
    if words_digest(shown) != expected.words_sha256:
        yield WORDS_CHANGED.found(
            Severity.ERROR,
            msg("the words in the file are not those that it was made with"),
        )


def check_added_words(document: Document, brief: Brief) -> Iterator[Finding]:
    """Check that a file of ours says nothing outside of its tags; the slug is beside the trim."""
    if brief.expected is None or not has_tagged_text(document):
        return
    for page in document.pages:
        added = (mark for mark in visible_texts(page) if _is_added(mark))
        for _, marks in group_nearby((None, mark) for mark in added):
            message = msg(
                "words are painted that the file's tags do not know: “{text}”",
                text=line_excerpt(page, marks[0]),
            )
            yield WORDS_ADDED.found(Severity.ERROR, message, place_on(page, marks_bounds(marks)))


def _is_added(mark: Mark) -> bool:
    return (
        mark.mcid is None and mark.text is not None and any(map(_is_letter, mark.text.characters))
    )


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == REPLACEMENT_CHARACTER


FILE_CHECKS: tuple[FileCheck, ...] = (check_words, check_added_words)
