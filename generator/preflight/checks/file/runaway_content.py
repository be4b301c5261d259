"""Content that comes to no end: forms that draw themselves, pages too large to be gone through."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.file import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.call_graph import find_runaway_content
from generator.preflight.pdf.model import Document

CALLS_ITSELF = Rule(
    "form-calls-itself",
    msg("A drawing in the file draws itself"),
    msg(
        "A program that draws it never comes to an end: printers and readers hang, stop, or leave "
        "it out. Sound programs do not write such files."
    ),
    msg("Make the file again in the program that it comes from; do not use files like this."),
    "ISO 32000-2, 8.10.1 and 9.6.4",
    group=GROUP,
)
NOT_WHOLE = Rule(
    "page-not-whole",
    msg("A page could not be judged whole"),
    msg(
        "Drawings lie in drawings so deep, or are so many, that the rest was not looked at: faults "
        "may hide there, and printers may give up, too."
    ),
    msg("Simplify the drawing, or place it as a picture, and save the file again."),
    "our own; ISO 32000-2, annex C, on limits",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (CALLS_ITSELF, NOT_WHOLE)


def check_ends(document: Document, brief: Brief) -> Iterator[Finding]:
    """All content can be run to its end, and was."""
    floods: set[int] = set()
    for tangle in find_runaway_content(document.pdf):
        if tangle.is_recursive:
            message = msg("content of the page calls itself; it was left out")
            yield CALLS_ITSELF.found(Severity.ERROR, message, Place(page=tangle.page + 1))
        else:
            floods.add(tangle.page)
    for page in document.pages:
        if page.index in floods or not page.is_whole:
            message = msg("the page holds more than can be gone through; it was judged in part")
            yield NOT_WHOLE.found(Severity.ERROR, message, place_on(page))


FILE_CHECKS: tuple[FileCheck, ...] = (check_ends,)
