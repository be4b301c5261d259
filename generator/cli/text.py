"""``anpham text``: the damage in a text, and the same text repaired."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import api
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.json_output import print_json, text_object
from generator.cli.options import json_option
from generator.cli.path_argument import PathArgument
from generator.cli.report import Report
from generator.core.errors import Place, Problem, UsageError
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg

if TYPE_CHECKING:
    from generator.vietnamese.repair import TextChange
    from generator.vietnamese.review_notes import ReviewNote

_SHIPPED_LETTER = "assets/campaigns/ung-xu-mang-xa-hoi/letter.txt"
#: Lines reported of one kind of change; of the others the number.
_MAX_LINES = 2


@click.command(
    cls=Command,
    help=msg(
        "Find what is damaged in a Vietnamese text: old encodings (TCVN3, VNI, Windows-1258, "
        "UTF-8 read as Latin), marks in the wrong order, invisible characters. FILE is a plain "
        "text; '-' reads it from another program."
    ),
    examples=(
        Example(f"anpham text {_SHIPPED_LETTER}", msg("What would be changed, and where.")),
        Example(
            f"anpham text {_SHIPPED_LETTER} --fix -o output/letter.txt",
            msg("Write the repaired text into a file."),
        ),
    ),
)
@click.argument("file", metavar="FILE", type=PathArgument(allow_dash=True))
@click.option(
    "--fix",
    cls=Option,
    is_flag=True,
    help=msg("Write the whole repaired text, in UTF-8, to standard output or to -o."),
)
@click.option(
    "-o",
    "--output",
    cls=Option,
    metavar="FILE",
    type=PathArgument(allow_dash=True),
    help=msg("File for the repaired text; FILE itself is replaced only when it is named here."),
)
@json_option(msg("Print what was found as a JSON object."))
@shared_options
@click.pass_obj
def text(report: Report, *, file: Path, fix: bool, output: Path | None, as_json: bool) -> None:
    """Report the damage; with ``fix``, write the repaired text."""
    from generator.core.atomic_write import save_file
    from generator.reading.files import read_source

    to_stdout = fix and (output is None or str(output) == "-")
    _refuse_disagreeing(fix=fix, has_output=output is not None, two=as_json and to_stdout)
    is_piped = str(file) == "-"
    source = "<stdin>" if is_piped else str(file)
    data = sys.stdin.buffer.read() if is_piped else read_source(file)
    repaired = api.repair_text(data, source=source)
    remarks = repaired.remarks
    if fix and output is not None and not to_stdout:
        save_file(repaired.text.encode("utf-8"), output)
    written = output if fix and not to_stdout else None
    report.findings(_findings(repaired.changes, remarks, source, done=fix))
    if not repaired.changes and remarks:
        report.progress(
            msg("{file}: nothing can be mended by itself; see the remarks above", file=source)
        )
    elif not repaired.changes:
        report.progress(msg("{file}: there is nothing to repair", file=source))
    elif not fix and not as_json:
        report.progress(msg("nothing was changed yet: add --fix -o FILE to mend it"))
    if written is not None:
        report.progress(msg("{file}: the text is written", file=written))
    if as_json:
        print_json(text_object(source, repaired.changes, remarks, written))
    if to_stdout:
        sys.stdout.buffer.write(repaired.text.encode("utf-8"))  # bytes: no line end is changed


def _refuse_disagreeing(*, fix: bool, has_output: bool, two: bool) -> None:
    """Refuse options of which one would have no effect.

    Raises:
        UsageError: with how to mend the command.
    """
    if has_output and not fix:
        message = msg("-o names a file, but nothing is written without --fix")
        raise UsageError(Problem("output-without-fix", message, msg("add --fix, or leave -o out")))
    if two:
        message = msg("the text and the JSON object cannot both go to the standard output")
        raise UsageError(Problem("two-products", message, msg("name a file for the text with -o")))


def _findings(
    changes: Sequence[TextChange], remarks: Iterable[ReviewNote], source: str, *, done: bool
) -> Iterator[Finding]:
    """Changes and remarks as findings, kind by kind; ``done`` if the changes are made."""
    by_kind: dict[tuple[str, str | None], list[TextChange]] = {}
    for change in changes:
        by_kind.setdefault((change.kind, change.encoding), []).append(change)
    for of_kind in by_kind.values():
        for at, change in enumerate(of_kind[:_MAX_LINES]):
            place = Place(source, change.line, change.column)
            yield _change(change, place, done=done, first=at == 0)
        more = of_kind[_MAX_LINES:]
        if more:
            yield Finding(
                of_kind[0].kind,
                _severity(of_kind[0]),
                msg(
                    "{what}: and {lines} more lines ({count} places)",
                    what=_what(of_kind[0]),
                    lines=len(more),
                    count=sum(change.count for change in more),
                ),
                None,
                Place(source, more[0].line, more[0].column),
            )
    for remark in remarks:
        yield _remark(remark, Place(source, remark.line, remark.column))


def _severity(change: TextChange) -> Severity:
    return Severity.WARNING if change.encoding is not None else Severity.NOTE


def _change(change: TextChange, place: Place, *, done: bool, first: bool) -> Finding:
    from generator.vietnamese.legacy_codes import Encoding

    after = {"after": change.after}
    if first and change.encoding is Encoding.TCVN3:
        hint = (
            msg("it became “{after}”; check names: TCVN3 has no accented capitals", **after)
            if done
            else msg("it becomes “{after}”; check names: TCVN3 has no accented capitals", **after)
        )
    elif done:
        hint = msg("it became “{after}”", **after)
    else:
        hint = msg("it becomes “{after}”", **after)
    return Finding(
        change.kind,
        _severity(change),
        msg(
            "{what}, places: {count}: “{before}”",
            what=_what(change),
            count=change.count,
            before=change.before,
        ),
        hint,
        place,
    )


def _what(change: TextChange) -> Message:
    """The kind of change."""
    from generator.vietnamese.legacy_codes import encoding_name
    from generator.vietnamese.repair import TextChangeKind

    if change.encoding is not None:
        return msg("words in {encoding}", encoding=encoding_name(change.encoding))
    match change.kind:
        case TextChangeKind.INVISIBLE:
            return msg("invisible characters")
        case TextChangeKind.LINE_BREAK:
            return msg("a break inside a line")
        case TextChangeKind.SPACE:
            return msg("spaces of unusual width")
        case TextChangeKind.HYPHEN:
            return msg("hyphens that fonts lack")
        case TextChangeKind.BULLET:
            return msg("bullets of Word's own")
        case TextChangeKind.MARK_ORDER:
            return msg("marks in the wrong order")
        case TextChangeKind.OLD_MARK:
            return msg("tone marks that Unicode has given up")
        case TextChangeKind.DECOMPOSED:
            return msg("letters and marks apart")
        case TextChangeKind.STYLED:
            return msg("styled letters, as “bold” ones of the web")
        case TextChangeKind.OTHER_SCRIPT:
            return msg("letters of another alphabet in Vietnamese words")
        case TextChangeKind.ENTITY:
            return msg("signs written as in HTML")
        case TextChangeKind.PARTED:
            return msg("marks that a space parts from their letters")
        case _:
            return msg("letters that only look like Đ")


def _remark(remark: ReviewNote, place: Place) -> Finding:
    from generator.vietnamese.review_notes import ReviewNoteKind

    values = {"found": remark.found, "count": remark.count}
    retype = msg("perhaps “{instead}”; type it again, it is not changed", instead=remark.instead)
    again = msg("compare with the original and type it again; it is not changed")
    match remark.kind:
        case ReviewNoteKind.VIQR:
            message = msg("this looks like VIQR, places: {count}: “{found}”", **values)
            hint = retype
        case ReviewNoteKind.TELEX:
            message = msg("this looks like raw Telex, places: {count}: “{found}”", **values)
            hint = retype
        case ReviewNoteKind.NO_MARKS:
            message = msg("a word without its marks, places: {count}: “{found}”", **values)
            hint = retype
        case ReviewNoteKind.TONE_STYLES:
            message = msg("tone marks in both styles, the rarer one: {count}: “{found}”", **values)
            hint = msg(
                "“{instead}” would be as the others; choose one, it is not changed",
                instead=remark.instead,
            )
        case ReviewNoteKind.TCVN3:
            message = msg("perhaps this is TCVN3, places: {count}: “{found}”", **values)
            hint = retype if remark.instead else again
        case ReviewNoteKind.MISPLACED_TONE:
            message = msg("a tone mark on another letter, places: {count}: “{found}”", **values)
            hint = retype
        case ReviewNoteKind.WRONG_VOWEL:
            message = msg("ã where ă must stand, places: {count}: “{found}”", **values)
            hint = retype
        case ReviewNoteKind.WRONG_CASE:
            message = msg("a small letter among capitals, places: {count}: “{found}”", **values)
            hint = retype if remark.instead else again
        case ReviewNoteKind.SCATTERED:
            message = msg("letters stand apart from their words: “{found}”", **values)
            hint = again
        case ReviewNoteKind.STRAY_MARK:
            message = msg("a mark stands on no letter, places: {count}: “{found}”", **values)
            hint = again
        case ReviewNoteKind.MARKDOWN:
            message = msg("signs of Markdown, places: {count}: “{found}”", **values)
            hint = msg("remove the stars if a scanner left them; they are not changed")
    return Finding(remark.kind, Severity.WARNING, message, hint, place)
