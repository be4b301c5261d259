"""Parts that are not printed: annotations, actions, forms, attachments, layers, encryption."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.file import GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.geometry import boxes_overlap
from generator.preflight.pdf.model import Box, Document, Page
from generator.preflight.pdf.object_walk import actions, reachable_objects
from generator.reading.pdf.objects import elements, entry, has_entries, identity, name, numbers

#: Annotations that are a part of the print's making (ISO 32000-2, 14.11.3 and 14.11.6).
_OF_THE_PRESS: Final = frozenset({"PrinterMark", "TrapNet"})
#: Annotations of readers: remarks, strokes of a marker, stamps.
_REMARKS: Final = frozenset(
    {
        "Text",
        "FreeText",
        "Line",
        "Square",
        "Circle",
        "Polygon",
        "PolyLine",
        "Highlight",
        "Underline",
        "Squiggly",
        "StrikeOut",
        "Caret",
        "Stamp",
        "Ink",
        "Redact",
    }
)
#: Actions that only lead somewhere.
_LEADING: Final = frozenset({"GoTo", "GoToR", "GoToE", "GoToDp", "URI", "Named", "Thread"})

_PRINT_COPY = msg("Print the file to a new PDF, for the press to a PDF/X-4, and check that one.")

ANNOTATION = Rule(
    "annotation",
    msg("Something lies over the page that is no print"),
    msg(
        "Links, remarks, stamps and form fields are not part of the page. Some printers print "
        "them, others leave them out."
    ),
    msg("Delete remarks and links from the copy that goes to print; --for press makes none."),
    "ISO 15930-7; Enfocus, printable annotations; ISO 32000-2, 12.5",
    group=GROUP,
    follows_destination=True,
)
ACTION = Rule(
    "action",
    msg("The file does something by itself"),
    msg(
        "Opening the file or clicking in it sets off an action. A print file must not do that, "
        "and mail filters refuse such files."
    ),
    _PRINT_COPY,
    "ISO 15930-7; ISO 19005-2, 6.5",
    group=GROUP,
    follows_destination=True,
)
SCRIPT = Rule(
    "javascript",
    msg("There is a program in the file"),
    msg("JavaScript in a PDF is a danger to readers and makes printers' software refuse it."),
    _PRINT_COPY,
    "ISO 15930-7; ISO 19005-2, 6.5.1",
    group=GROUP,
)
FORM = Rule(
    "form-field",
    msg("There are form fields in the print file"),
    msg("What stands in fields may be printed with another font, or not at all."),
    msg("Print the filled form to a new PDF, so that its fields become ordinary text."),
    "ISO 15930-7; ISO 32000-2, 12.7",
    group=GROUP,
)
ATTACHMENT = Rule(
    "attachment",
    msg("Other files are attached"),
    msg("Attachments are not printed. They may hold drafts or data that nobody meant to send."),
    msg("Take the attachments out and send them by themselves, if they are needed."),
    "ISO 19005-2, 6.8; yob/pdf-preflight, no_filespecs",
    group=GROUP,
)
LAYERS = Rule(
    "layers",
    msg("The page has layers"),
    msg(
        "Layers can be switched on and off. What is hidden here may be printed there, or the "
        "other way round."
    ),
    msg("Merge the layers, or ask the print shop which of them it prints."),
    "Ghent Workgroup 2015, optional content; ISO 32000-2, 8.11",
    group=GROUP,
)
ENCRYPTED = Rule(
    "encrypted",
    msg("The file is protected"),
    msg("Protected files cannot be placed on a printing sheet, and archives refuse them."),
    msg("Export the file again without a password and without restrictions."),
    "ISO 15930-7; ISO 19005-2, 6.1.3",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (ANNOTATION, ACTION, SCRIPT, FORM, ATTACHMENT, LAYERS, ENCRYPTED)


def check_annotations(document: Document, brief: Brief) -> Iterator[Finding]:
    """No annotations inside the bleed where the profile has none; elsewhere, no remarks."""
    links = brief.profile.links
    severity = Severity.WARNING if links else Severity.ERROR
    for page, annotation, box in _annotations(document):
        kind = name(entry(annotation, "/Subtype")) or ""
        is_reported = kind in _REMARKS if links else kind not in _OF_THE_PRESS
        if is_reported and boxes_overlap(box, page.boxes.bled):
            message = msg("an annotation of the kind '{kind}'", kind=kind)
            yield ANNOTATION.found(severity, message, place_on(page, box))


def _annotations(document: Document) -> Iterator[tuple[Page, Any, Box]]:
    for page, source in zip(document.pages, document.pdf.pages, strict=True):
        for annotation in elements(entry(source.obj, "/Annots")):
            sides = numbers(entry(annotation, "/Rect"), 4)
            if sides is not None:
                x0, y0, x1, y1 = (side * page.user_unit for side in sides)
                yield page, annotation, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def check_actions(document: Document, brief: Brief) -> Iterator[Finding]:
    """Nothing happens by itself; elsewhere than in a print file, links may lead."""
    for_press = brief.for_press
    for action in actions(document):
        if action.kind == "JavaScript":
            continue
        harmless = action.kind in _LEADING and not (for_press and action.is_automatic)
        if not harmless:
            message = msg("an action of the kind '{kind}'", kind=action.kind)
            yield ACTION.found(_severity(brief), message, action.thing.place)


def check_scripts(document: Document, brief: Brief) -> Iterator[Finding]:
    """No JavaScript."""
    scripts = [action for action in actions(document) if action.kind == "JavaScript"]
    if scripts:
        message = msg("pieces of JavaScript: {count}", count=len(scripts))
        yield SCRIPT.found(_severity(brief), message, scripts[0].thing.place)


def check_forms(document: Document, brief: Brief) -> Iterator[Finding]:
    """No form fields in a print file."""
    form = entry(document.pdf.Root, "/AcroForm")
    fields = list(elements(entry(form, "/Fields")))
    if brief.for_press and (fields or entry(form, "/XFA") is not None):
        message = msg("form fields: {count}", count=len(fields))
        yield FORM.found(Severity.ERROR, message)


def check_attachments(document: Document, brief: Brief) -> Iterator[Finding]:
    """No files within the file."""
    files = {
        identity(thing.value)
        for thing in reachable_objects(document)
        if has_entries(entry(thing.value, "/EF"))
    }
    if files:
        message = msg("attached files: {count}", count=len(files))
        yield ATTACHMENT.found(_severity(brief), message)


def check_layers(document: Document, brief: Brief) -> Iterator[Finding]:
    """No layers in a print file; elsewhere, none that are hidden."""
    layers = entry(document.pdf.Root, "/OCProperties")
    count = len(list(elements(entry(layers, "/OCGs"))))
    usual = entry(layers, "/D")
    hidden = len(list(elements(entry(usual, "/OFF"))))
    if name(entry(usual, "/BaseState")) == "OFF":
        hidden = count - len(list(elements(entry(usual, "/ON"))))
    if count and (hidden or brief.for_press):
        message = msg("layers: {count}; hidden: {hidden}", count=count, hidden=hidden)
        yield LAYERS.found(Severity.WARNING, message)


def check_encryption(document: Document, brief: Brief) -> Iterator[Finding]:
    """No encryption, not even one that opens without a password."""
    if document.pdf.is_encrypted:
        message = msg("the file is encrypted; it opens without a password")
        yield ENCRYPTED.found(_severity(brief), message)


def _severity(brief: Brief) -> Severity:
    return Severity.ERROR if brief.for_press else Severity.WARNING


FILE_CHECKS: tuple[FileCheck, ...] = (
    check_annotations,
    check_actions,
    check_scripts,
    check_forms,
    check_attachments,
    check_layers,
    check_encryption,
)
