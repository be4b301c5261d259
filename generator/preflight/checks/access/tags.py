"""Tags: can everyone read the file, also by ear. Basics only: veraPDF judges PDF/UA as a whole.

Order and words of the tagged texts are judged in ``preflight.text.reading_order``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.core.errors import Place
from generator.core.findings import Finding
from generator.core.messages import msg
from generator.preflight.checks.access import GROUP
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.checks.standards import Standard, has_title, severity_against
from generator.preflight.pdf.marks import marks_bounds
from generator.preflight.pdf.model import Document, Mark, Page
from generator.preflight.text.reading_order import MarkedContent, StructureElement, structure_tree
from generator.reading.pdf.objects import elements, entry, has_entries, name, number

_SAVE_WITH_TAGS = msg(
    "In Word: Save As, PDF, Options, “Document structure tags for accessibility”. Pieces of "
    "anpham have tags: make the file again."
)

NO_TAGS = Rule(
    "not-tagged",
    msg("The file has no tags"),
    msg("Screen readers cannot tell headings, lists and pictures apart, nor their order."),
    _SAVE_WITH_TAGS,
    "ISO 14289-1, 7.1; ISO 19005-2, 6.7.2",
    group=GROUP,
)
NO_LANGUAGE = Rule(
    "language-missing",
    msg("The file does not say in which language it is"),
    msg("A screen reader pronounces Vietnamese as if it were English."),
    msg("State the language of the document (in Acrobat: File, Properties, Advanced: vi-VN)."),
    "ISO 14289-1, 7.2; ISO 19005-2, 6.7.4",
    group=GROUP,
)
TITLE_NOT_SHOWN = Rule(
    "title-not-shown",
    msg("The window shows the file's name, not its title"),
    msg("Screen readers then say a file name instead of what the document is about."),
    msg("In Acrobat: File, Properties, Initial View, Show: Document Title."),
    "ISO 14289-1, 7.1",
    group=GROUP,
)
NO_ALT = Rule(
    "figure-without-alt",
    msg("A picture has no description"),
    msg("Blind readers are told that there is a picture, and not what it shows."),
    msg("Describe the picture (in Word: right click, View Alt Text), and export again."),
    "ISO 14289-1, 7.3",
    group=GROUP,
)
SKIPPED = Rule(
    "heading-skipped",
    msg("A level of headings is left out"),
    msg("Readers who go from heading to heading take it that something is missing."),
    msg("Set headings in order: Heading 1, under it Heading 2, and so on."),
    "ISO 14289-1, 7.4.2",
    group=GROUP,
)
UNTAGGED = Rule(
    "content-untagged",
    msg("Something on the page is not in the tags"),
    msg("Screen readers pass it over, whether it matters or not."),
    msg("Tag it, or mark it as an artifact if it is only ornament; or make the file again."),
    "ISO 14289-1, 7.1",
    group=GROUP,
)
MIXED = Rule(
    "artifact-in-content",
    msg("Something is marked both as content and as ornament"),
    msg("Some screen readers tell it, others do not."),
    msg("Make the file again from its source; do not edit tags by hand."),
    "ISO 14289-1, 7.1",
    group=GROUP,
)
TAB_ORDER = Rule(
    "tab-order",
    msg("Links do not follow the order of reading"),
    msg("Who goes through links with the keyboard jumps about on the page."),
    msg("In Acrobat: Page Properties, Tab Order: Use Document Structure."),
    "ISO 14289-1, 7.18.3",
    group=GROUP,
)
LINK_UNTAGGED = Rule(
    "link-untagged",
    msg("A link is not in the tags"),
    msg("Screen readers do not find it."),
    _SAVE_WITH_TAGS,
    "ISO 14289-1, 7.18.1 and 7.18.5",
    group=GROUP,
)
LINK_UNDESCRIBED = Rule(
    "link-undescribed",
    msg("A link does not say where it leads"),
    msg("Screen readers say “link”, and nothing else."),
    msg("Give the link a description (in Word: Edit Hyperlink, ScreenTip), and export again."),
    "ISO 14289-1, 7.18.5",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (
    NO_TAGS,
    NO_LANGUAGE,
    TITLE_NOT_SHOWN,
    NO_ALT,
    SKIPPED,
    UNTAGGED,
    MIXED,
    TAB_ORDER,
    LINK_UNTAGGED,
    LINK_UNDESCRIBED,
)


def check_tagged(document: Document, brief: Brief) -> Iterator[Finding]:
    """The file has tags and says so."""
    severity = severity_against(document, brief, Standard.PDFUA)
    marked = entry(entry(document.pdf.Root, "/MarkInfo"), "/Marked")
    if severity is not None and not (_has_tree(document) and marked is True):
        yield NO_TAGS.found(severity, msg("the file has no tags"))


def check_catalogue(document: Document, brief: Brief) -> Iterator[Finding]:
    """Check language and title, which are read to those who cannot see the page."""
    severity = severity_against(document, brief, Standard.PDFUA)
    if severity is None:
        return
    root = document.pdf.Root
    language = entry(root, "/Lang")
    if language is None or not str(language).strip():
        yield NO_LANGUAGE.found(severity, msg("the file's language is not stated"))
    shown = entry(entry(root, "/ViewerPreferences"), "/DisplayDocTitle") is True
    if has_title(document) and not shown:
        yield TITLE_NOT_SHOWN.found(severity, msg("the title is not to be shown"))


def check_figures(document: Document, brief: Brief) -> Iterator[Finding]:
    """Each picture has a description."""
    severity = severity_against(document, brief, Standard.PDFUA)
    if severity is None:
        return
    for element in _elements(document):
        if element.role in ("Figure", "Formula") and not (element.alt or element.actual):
            message = msg("a picture without a description")
            yield NO_ALT.found(severity, message, _place(document, element))


def check_headings(document: Document, brief: Brief) -> Iterator[Finding]:
    """Headings begin with the first level, and none is left out on the way down."""
    severity = severity_against(document, brief, Standard.PDFUA)
    if severity is None:
        return
    before = 0
    for element in _elements(document):
        level = _level(element.role)
        if level is None:
            continue
        if level > before + 1:
            message = (
                msg(
                    "a heading of level {level} follows one of level {before}",
                    level=level,
                    before=before,
                )
                if before
                else msg("the first heading is one of level {level}", level=level)
            )
            yield SKIPPED.found(severity, message, _place(document, element))
        before = level


def _level(role: str) -> int | None:
    is_numbered = len(role) == 2 and role[0] == "H" and role[1].isdecimal()
    return int(role[1]) if is_numbered else None


def check_content(document: Document, brief: Brief) -> Iterator[Finding]:
    """Everything on a page is either in the tags or marked as an artifact, and not both."""
    severity = severity_against(document, brief, Standard.PDFUA)
    tree = structure_tree(document)
    if severity is None or tree is None:
        return
    tagged = set(tree.contents)
    for page in document.pages:
        untagged = [mark for mark in page.marks if _is_outside(mark, page, tagged)]
        if untagged:
            message = msg(
                "marks that are neither in the tags nor artifacts: {count}", count=len(untagged)
            )
            yield UNTAGGED.found(severity, message, _place_of(page, untagged))
        mixed = [mark for mark in page.marks if mark.is_artifact and mark.mcid is not None]
        if mixed:
            message = msg("artifacts within tagged content: {count}", count=len(mixed))
            yield MIXED.found(severity, message, _place_of(page, mixed))


def _is_outside(mark: Mark, page: Page, tagged: set[MarkedContent]) -> bool:
    if mark.is_artifact:
        return False
    return mark.mcid is None or MarkedContent(page.index, mark.mcid) not in tagged


def check_links(document: Document, brief: Brief) -> Iterator[Finding]:
    """Links are in the tags, have a description, and are reached in the order of reading."""
    severity = severity_against(document, brief, Standard.PDFUA)
    if severity is None or not _has_tree(document):
        return
    for page, source in zip(document.pages, document.pdf.pages, strict=True):
        annotations = list(elements(entry(source.obj, "/Annots")))
        place = place_on(page)
        if annotations and name(entry(source.obj, "/Tabs")) != "S":
            message = msg("links are not in the order of the tags")
            yield TAB_ORDER.found(severity, message, place)
        links = [one for one in annotations if name(entry(one, "/Subtype")) == "Link"]
        untagged = sum(number(entry(link, "/StructParent")) is None for link in links)
        if untagged:
            message = msg("links without a tag: {count}", count=untagged)
            yield LINK_UNTAGGED.found(severity, message, place)
        undescribed = sum(not _is_described(link) for link in links)
        if undescribed:
            message = msg("links without a description: {count}", count=undescribed)
            yield LINK_UNDESCRIBED.found(severity, message, place)


def _is_described(link: Any) -> bool:
    described = entry(link, "/Contents")
    return described is not None and bool(str(described).strip())


def _has_tree(document: Document) -> bool:
    return has_entries(entry(document.pdf.Root, "/StructTreeRoot"))


def _elements(document: Document) -> Iterator[StructureElement]:
    """All elements of the tree, each before its kids."""
    tree = structure_tree(document)
    waiting = [tree] if tree is not None else []
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [kid for kid in reversed(element.kids) if isinstance(kid, StructureElement)]


def _place(document: Document, element: StructureElement) -> Place:
    """Where an element's first content stands."""
    first = next(element.contents, None)
    if first is None or first.page >= len(document.pages):
        return Place()
    page = document.pages[first.page]
    return _place_of(page, [mark for mark in page.marks if mark.mcid == first.mcid])


def _place_of(page: Page, marks: list[Mark]) -> Place:
    return place_on(page, marks_bounds(marks)) if marks else place_on(page)


FILE_CHECKS: tuple[FileCheck, ...] = (
    check_tagged,
    check_catalogue,
    check_figures,
    check_headings,
    check_content,
    check_links,
)
