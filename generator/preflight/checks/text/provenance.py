"""The provenance record of a file: what it says in its XMP packet that it is and should say.

What is stated, and how, is in ``core.provenance``. A file of another maker has no record; one
that had its metadata rewritten may have a broken one, and then much of what is verified in our
files cannot be verified in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.provenance import (
    LISTS,
    OPTIONAL,
    PROPERTIES,
    AtHand,
    Expected,
    ExpectedAct,
    NoProvenanceRecordError,
    Statements,
    expected_in,
    letters_of,
)
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.provenance_record import statements_in
from generator.preflight.checks.rule import Rule
from generator.preflight.checks.text import GROUP
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.xmp import xmp_packet
from generator.preflight.text.search import extracted_text, normalize_line
from generator.vietnamese.dates import short_day

RECORD_BROKEN = Rule(
    code="passport-broken",
    title=msg("The file's own statement of what it is cannot be read"),
    cause=msg(
        "In each file anpham states what it is, which letter it quotes and which acts it cites; "
        "a program that changed the file afterwards has damaged this, so its official texts "
        "cannot be verified."
    ),
    remedy=msg("Make the file again with anpham, and check the new file before anybody edits it."),
    source="our own; generator.core.provenance",
    group=GROUP,
)
LETTER_CHANGED = Rule(
    code="letter-changed",
    title=msg("The campaign's letter has been changed since the file was made"),
    cause=msg("The file may quote a wording that the letter no longer has."),
    remedy=msg("Look at the findings about official texts; if there are any, make the file again."),
    source="our own; the SHA-256 of the letter in the file's metadata",
    group=GROUP,
)
OTHER_LETTER = Rule(
    code="other-letter",
    title=msg("The file quotes another letter than the campaign's"),
    cause=msg("The file was made from another campaign, so nothing in it can be compared."),
    remedy=msg("Name the campaign that the file was made from, with --campaign."),
    source="our own; the letter's number in the file's metadata",
    group=GROUP,
)
TEXT_NOT_IN_LETTER = Rule(
    code="text-not-in-letter",
    title=msg("The file calls a text official that the letter does not have"),
    cause=msg(
        "People take it for the office's own words; it comes from another letter, or somebody "
        "changed what the file says of itself."
    ),
    remedy=msg("Make the file again from the campaign; do not pass this one on."),
    source="our own; the letter of the campaign",
    group=GROUP,
)
ITEM_NOT_STATED = Rule(
    code="item-not-stated",
    title=msg("The file does not state a text of an item that it was asked for"),
    cause=msg("What it should say of the item cannot be verified; somebody changed its record."),
    remedy=msg("Make the file again from the campaign; do not pass this one on."),
    source="our own; the items in the file's metadata",
    group=GROUP,
)
TEXT_REWORDED = Rule(
    code="stated-text-reworded",
    title=msg("The campaign words a display text otherwise than the file"),
    cause=msg("The campaign was changed since the file was made, or the file was edited."),
    remedy=msg("Make the file again, so that it says what the campaign says today."),
    source="our own; the display texts in the file's metadata and in campaign.yaml",
    group=GROUP,
)
ACT_STATUS_NEWER = Rule(
    code="act-status-newer",
    title=msg("More is known of a cited act than when the file was made"),
    cause=msg("A reader may be sent to an act that no longer holds, or be warned without need."),
    remedy=msg("Make the file again, so that it rests on what is known today."),
    source="our own; “legal” in campaign.yaml",
    group=GROUP,
)


def check_provenance_record(document: Document, brief: Brief) -> Iterator[Finding]:
    """A record that cannot be read, or that differs from what is known of the campaign today."""
    statements = statements_in(xmp_packet(document))
    if not statements:
        return
    try:
        stated = expected_in(statements)
    except NoProvenanceRecordError:
        yield _broken(statements)
        return
    yield from _unstated_items(stated)
    if brief.expected is not None:
        yield from _changes(stated, brief.expected)
        if brief.expected.at_hand is not None:
            yield from _left_out(document, stated, brief.expected.at_hand)


def _unstated_items(stated: Expected) -> Iterator[Finding]:
    """Items that the file was asked for and of which it states no text to be verified by."""
    for item in stated.unstated_items():
        message = msg("the file was asked for the item {id}, and states no text of it", id=item.id)
        yield ITEM_NOT_STATED.found(Severity.ERROR, message)


def _broken(statements: Statements) -> Finding:
    missing = sorted(set(PROPERTIES) - LISTS - OPTIONAL - set(statements))
    if missing:
        message = msg(
            "the file's own statement of what it is lacks {names}", names=", ".join(missing)
        )
    else:
        message = msg("the file's own statement of what it is holds values that cannot be read")
    return RECORD_BROKEN.found(Severity.WARNING, message)


def _changes(stated: Expected, today: Expected) -> Iterator[Finding]:
    """The differences between a file's statements and what is known today."""
    if stated.letter != today.letter:
        message = msg(
            "the file quotes the letter {stated}; the campaign rests on {today}",
            stated=stated.letter,
            today=today.letter,
        )
        yield OTHER_LETTER.found(Severity.ERROR, message)
    elif stated.letter_sha256 != today.letter_sha256:
        message = msg(
            "the letter {letter} has been changed since the file was made",
            letter=stated.letter,
        )
        yield LETTER_CHANGED.found(Severity.WARNING, message)
    if today.at_hand is not None:
        yield from _not_in_letter(stated, today.letter, today.at_hand)
        yield from _reworded(stated, today.at_hand)
    now = {act.number: act for act in today.acts}
    for act in stated.acts:
        newer = now.get(act.number)
        if newer is not None and _standing(newer) != _standing(act):
            known = {
                "number": act.number,
                "before": status_words(act),
                "after": status_words(newer),
            }
            if newer.checked_on is None:
                message = msg("{number}: {before} when the file was made, {after} now", **known)
            else:
                message = msg(
                    "{number}: {before} when the file was made, {after} as looked up on {day}",
                    day=short_day(newer.checked_on),
                    **known,
                )
            yield ACT_STATUS_NEWER.found(Severity.WARNING, message)


def _not_in_letter(stated: Expected, letter: str, at_hand: AtHand) -> Iterator[Finding]:
    """Texts that the file takes from where the letter has none."""
    for text in stated.texts:
        if at_hand.official(text) is None:
            message = msg(
                "the file states an official text {id} ({address}) that the campaign does not "
                "have from the letter {letter}",
                id=text.id,
                address=text.address,
                letter=letter,
            )
            yield TEXT_NOT_IN_LETTER.found(Severity.ERROR, message)


def _reworded(stated: Expected, at_hand: AtHand) -> Iterator[Finding]:
    """Display texts that the campaign words otherwise today."""
    today = {text.origin: text.text for text in at_hand.stated}
    for text in dict.fromkeys(stated.stated):
        wording = today.get(text.origin)
        if wording is not None and letters_of(wording) != letters_of(text.text):
            message = msg(
                "the file states {origin} as “{stated}”; the campaign has “{today}”",
                origin=text.origin,
                stated=excerpt(text.text, 80),
                today=excerpt(wording, 80),
            )
            yield TEXT_REWORDED.found(Severity.WARNING, message)


def _left_out(document: Document, stated: Expected, at_hand: AtHand) -> Iterator[Finding]:
    """The campaign's texts on the pages that are not stated, so that they are not verified."""
    # A record that names its items says itself whether official texts are asked for.
    if not stated.texts and not stated.items:
        text = extracted_text(document)
        wordings = (normalize_line(text.text or "") for text in at_hand.texts)
        count = sum(any(text.occurrences(wording)) for wording in wordings)
        if count:
            message = msg(
                "the file states no official text, yet so many of the letter's are on its pages: "
                "{count}; they were not verified",
                count=count,
            )
            yield RECORD_BROKEN.found(Severity.WARNING, message)


def _standing(act: ExpectedAct) -> tuple[str, str | None]:
    return act.status, act.replaced_by


def status_words(act: ExpectedAct) -> Message:
    """The known status of an act, for people."""
    match act.status:
        case "in-force":
            return msg("in force")
        case "historical":
            return msg("a source of its time")
        case "replaced" if act.replaced_by:
            return msg("replaced by {other}", other=act.replaced_by)
        case "replaced":
            return msg("replaced")
        case "doubtful" if act.replaced_by:
            return msg("perhaps replaced by {other}", other=act.replaced_by)
        case _:
            return msg("of uncertain standing")


RULES: tuple[Rule, ...] = (
    RECORD_BROKEN,
    LETTER_CHANGED,
    OTHER_LETTER,
    TEXT_NOT_IN_LETTER,
    ITEM_NOT_STATED,
    TEXT_REWORDED,
    ACT_STATUS_NEWER,
)
FILE_CHECKS: tuple[FileCheck, ...] = (check_provenance_record,)
