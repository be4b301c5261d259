"""Digest of a file's texts against the one that it states: every word, not only official texts.

Names, telephone numbers and headlines have no letter to be compared with; but the file states a
hash of all its words, which a program that rewrites it would have to know of.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.provenance import letters_of, words_digest
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.rule import Rule
from generator.preflight.checks.text import GROUP
from generator.preflight.pdf.model import Document, MarkKind

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
RULES: tuple[Rule, ...] = (WORDS_CHANGED,)


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


FILE_CHECKS: tuple[FileCheck, ...] = (check_words,)
