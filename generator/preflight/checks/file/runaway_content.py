"""Runaway content: forms that draw themselves, pages and files too large to be read to the end."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.file import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf import object_walk
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.object_walk import all_objects_reached
from generator.preflight.text import reading_order
from generator.preflight.text.reading_order import is_structure_whole
from generator.reading.pdf.call_graph import find_runaway_content

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
FILE_NOT_WHOLE = Rule(
    "file-not-whole",
    msg("The file could not be judged whole"),
    msg(
        "Its parts are so many, or its tags lie in tags so deep, that the rest was not looked at: "
        "faults may hide there."
    ),
    msg("Make the file again in the program that it comes from; divide a very large one."),
    "our own; 500,000 objects, 60 levels of tags: sound files have a thousandth and a sixth",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (CALLS_ITSELF, NOT_WHOLE, FILE_NOT_WHOLE)


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


def check_read_whole(document: Document, brief: Brief) -> Iterator[Finding]:
    """All objects and tags of the file were read."""
    if not all_objects_reached(document):
        message = msg(
            "the file has more than {count} objects; the rest was not judged",
            count=object_walk.MAX_OBJECTS,
        )
        yield FILE_NOT_WHOLE.found(Severity.ERROR, message)
    if not is_structure_whole(document):
        message = msg(
            "tags lie in tags more than {count} deep; what lies deeper was not read",
            count=reading_order.MAX_DEPTH,
        )
        yield FILE_NOT_WHOLE.found(Severity.ERROR, message)


FILE_CHECKS: tuple[FileCheck, ...] = (check_ends, check_read_whole)
