"""``anpham check``: finished PDFs checked for the place where they are printed or read.

The findings are the product of the command, so they go to standard output.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import api
from generator.cli.clock import today
from generator.cli.failures import CHECK_FAILED, OUR_BUG, our_bug
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.json_output import check_object, print_json
from generator.cli.localization import language, localize
from generator.cli.options import json_option, quiet_option
from generator.cli.path_argument import PathArgument
from generator.cli.report import Report, has_colour, message_lines
from generator.core.assets import shipped_assets
from generator.core.errors import AnphamError, InputOutputError, Place, Problem, UsageError
from generator.core.messages import Message, msg

if TYPE_CHECKING:
    import datetime as dt

    from generator.checking import CheckedFile, CheckTerms
    from generator.preflight.checks.qr.links import LinkAnswers
    from generator.preflight.qr.grading import QrVerification
    from generator.preflight.report.result import Preflight

_EXAMPLE = "output/poster-a3-phuong-an-phu-dong.pdf"
#: As a file: the PDF on standard input.
_STDIN = Path("-")
_CERTIFICATE_ENDINGS = (".pdf", ".html")


@click.command(
    cls=Command,
    help=msg(
        "Judge finished PDFs before they are printed or published: page boxes and bleed, fonts, "
        "pictures, ink, contrast, QR codes, official texts, legal bases. FILE is any PDF; of those "
        "that anpham made more is known. '-' reads it from another program."
    ),
    examples=(
        Example(f"anpham check {_EXAMPLE}", msg("What is wrong with a file, where, and the cure.")),
        Example(
            f"anpham check {_EXAMPLE} --report output/poster.html",
            msg("Also write a certificate of one page for the print shop."),
        ),
        Example(
            f"anpham check {_EXAMPLE} --profile screen --json",
            msg("Judge for another place of reading, for a program to read."),
        ),
    ),
)
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=PathArgument(allow_dash=True),
)
@click.option(
    "--profile",
    cls=Option,
    metavar="NAME|FILE",
    help=msg(
        "What the place of printing takes: a name from 'anpham list profiles', or a file that a "
        "print shop sent. [default: the one that the file names, else what it looks made for]"
    ),
)
@click.option(
    "--campaign",
    cls=Option,
    metavar="NAME|DIR",
    help=msg(
        "Compare with this campaign as it is today: its letter, official texts and legal bases."
    ),
)
@click.option(
    "--report",
    "certificate",
    cls=Option,
    metavar="FILE.pdf|FILE.html",
    type=PathArgument(),
    help=msg("Write a certificate of one page for the print shop; only when one FILE is named."),
)
@click.option(
    "--links",
    cls=Option,
    is_flag=True,
    help=msg("Ask the network whether the addresses in QR codes are still there."),
)
@click.option(
    "--strict",
    cls=Option,
    is_flag=True,
    help=msg("Count a warning as an error."),
)
@json_option(msg("Print what was found as a JSON object."))
@quiet_option(msg("Tell only warnings, errors and the verdict."))
@shared_options
@click.pass_context
def check(
    context: click.Context,
    *,
    files: tuple[Path, ...],
    profile: str | None,
    campaign: str | None,
    certificate: Path | None,
    links: bool,
    strict: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Check each file, report it at once, and exit with the code for all."""
    report = context.ensure_object(Report)
    report.quiet = quiet
    _refuse_disagreeing(files, certificate)
    _import_rooms()
    day = today(os.environ)
    terms = api.check_terms(
        day,
        profile=profile,
        campaign=campaign,
        ask_links=_ask_links(day) if links else None,
        has_pictures=certificate is not None,
    )

    checked = []
    for number, path in enumerate(files, start=1):
        report.doing(
            msg(
                "checking {number} of {count}: {file} ...",
                number=number,
                count=len(files),
                file=path,
            )
        )
        one = _checked(path, terms, report)
        checked.append(one)
        report.problems(one.problems)
        report.findings(one.remarks)
        if one.result is not None and not as_json:
            _echo("\n".join(_lines(one, one.result, report, strict=strict)))
    if certificate is not None and (result := checked[0].result) is not None:
        _write_certificate(result, checked[0].pictures, certificate, strict=strict)
        report.progress(msg("certificate: {path}", path=certificate))
    else:
        certificate = None
    report.done()
    if len(checked) > 1 and not as_json:
        _echo(localize(_total(checked, strict=strict)))
    if as_json:
        print_json(check_object(checked, strict=strict, certificate=certificate))
    context.exit(_exit_code(checked, strict=strict))


@cache
def _import_rooms() -> None:
    """Import what checks files: now, so that help and mistyped commands need not wait for it.

    As in ``anpham make``, the garbage collector leaves code and tables alone.
    """
    gc.disable()
    try:
        import generator.checking  # noqa: F401
    finally:
        gc.enable()
    gc.freeze()


def _refuse_disagreeing(files: Sequence[Path], certificate: Path | None) -> None:
    """Refuse a certificate that cannot be written, and standard input named twice.

    Raises:
        UsageError: with how to mend the command.
    """
    piped = files.count(_STDIN)
    if piped > 1:
        raise UsageError(
            Problem(
                "stdin-twice",
                msg(
                    "'-' is named {count} times, but can be read only once",
                    count=files.count(_STDIN),
                ),
                msg("name it once"),
            )
        )
    if certificate is None:
        return
    if certificate.suffix.lower() not in _CERTIFICATE_ENDINGS:
        raise UsageError(
            Problem(
                "report-format",
                msg("a certificate is a .pdf or .html file, not '{name}'", name=certificate.name),
                msg("write --report certificate.pdf or --report certificate.html"),
            )
        )
    if len(files) > 1:
        raise UsageError(
            Problem(
                "report-of-several",
                msg("a certificate speaks of one file, and {count} are named", count=len(files)),
                msg("run the command once for each file, each with a --report of its own"),
            )
        )
    if certificate.resolve() == files[0].resolve():
        raise UsageError(
            Problem(
                "report-over-file",
                msg("the certificate would replace the file that it speaks of"),
                msg("give the certificate a name of its own"),
            )
        )


def _ask_links(day: dt.date) -> Callable[[Sequence[str], Path], LinkAnswers]:
    """Asks the network, each address once; the record is kept beside each file."""
    from generator.cli.network import Network

    network = Network(day)
    return lambda urls, path: network.ask(urls, path.parent)


def _checked(path: Path, terms: CheckTerms, report: Report) -> CheckedFile:
    """The file at ``path``, checked; that it or anpham is at fault stops no other."""
    from generator.checking import CheckedFile, check_file

    is_piped = path == _STDIN
    path = Path("<stdin>") if is_piped else path
    try:
        data = sys.stdin.buffer.read() if is_piped else api.read_pdf(path)
        return check_file(data, path, terms)
    except InputOutputError as error:
        return CheckedFile(path, problems=error.problems)
    except AnphamError:
        raise
    except Exception as error:
        report.details(error)
        problem = our_bug(error, report, Place(str(path)))
        return CheckedFile(path, problems=(problem,), is_our_fault=True)


def _lines(one: CheckedFile, result: Preflight, report: Report, *, strict: bool) -> Iterator[str]:
    """The lines of the text view of one file."""
    for finding in result.findings:
        if report.includes(finding):
            place = replace(finding.place, piece=str(one.path))
            yield from message_lines(replace(finding, place=place), code=finding.code)
    yield localize(_verdict(one.path, result, strict=strict))
    if not report.quiet:
        yield from (f"  {localize(message)}" for message in _summary(one, result))


def _total(checked: Sequence[CheckedFile], *, strict: bool) -> Message:
    """Count of the files that are fit, of several."""
    fit = sum(one.result is not None and one.result.fits(strict=strict) for one in checked)
    lost = sum(one.result is None for one in checked)
    return msg(
        "files: {count}; fit: {fit}; not fit: {unfit}; not read: {lost}",
        count=len(checked),
        fit=fit,
        unfit=len(checked) - fit - lost,
        lost=lost,
    )


def _verdict(path: Path, result: Preflight, *, strict: bool) -> Message:
    from generator.certificates.model import counted

    known = {"file": path, "profile": result.profile.name, "count": counted(result.findings)}
    if result.fits(strict=strict):
        return msg("{file}: fit for '{profile}': {count}", **known)
    return msg("{file}: not fit for '{profile}': {count}", **known)


def _summary(one: CheckedFile, result: Preflight) -> Iterator[Message]:
    from generator.preflight.checks.file.incomplete import PROFILE_NOT_HERE
    from generator.preflight.profile_detection import Reason

    is_reported = any(finding.code == PROFILE_NOT_HERE.code for finding in result.findings)
    if one.reason is Reason.GUESSED and not is_reported:
        yield msg("the profile is a guess from what is in the file; --profile names another")
    yield from map(_code, result.codes)
    if result.texts:
        yield msg(
            "official texts: {verified} of {expected} word for word",
            verified=result.texts_verified,
            expected=len(result.texts),
        )
    for link in result.links:
        if link.status is not None:
            yield msg("{url}: the server answers {status}", url=link.url, status=link.status)
    if result.acts:
        yield msg("legal bases: {acts}", acts=", ".join(act.number for act in result.acts))


def _code(code: QrVerification) -> Message:
    if not code.is_read:
        return msg("QR code on page {page}: cannot be read", page=code.page + 1)
    return msg(
        "QR code on page {page}: read from as far as {distance} m, under {read} of {all} kinds and "
        "degrees of damage; {content}",
        page=code.page + 1,
        distance=code.distance_m,
        read=code.steps_read,
        all=len(code.steps),
        content=code.content,
    )


def _echo(text: str) -> None:
    click.echo(text, color=has_colour())


def _write_certificate(
    result: Preflight, pictures: Sequence[bytes], path: Path, *, strict: bool
) -> None:
    """Write the certificate of ``result`` to ``path``, whole or not at all."""
    import generator
    from generator.certificates.localized import Localization
    from generator.certificates.model import certificate_of
    from generator.core.atomic_write import save_file

    certificate = certificate_of(
        result,
        strict=strict,
        program=f"anpham {generator.__version__}",
        # Of a file from elsewhere the author may be anybody.
        issuer=result.facts.author if result.expected is not None else None,
    )
    speech = Localization(language(), localize)
    if path.suffix.lower() == ".pdf":
        from generator.pipeline import certificate_pdf

        made = certificate_pdf(certificate, pictures, speech, shipped_assets())
    else:
        from generator.certificates.html import certificate_html

        made = certificate_html(certificate, pictures, speech, shipped_assets())
    try:
        save_file(made, path)
    except InputOutputError as error:
        # What hints say of -o is meant for pieces.
        elsewhere = msg("choose another place for the certificate with --report")
        raise InputOutputError(
            *(
                problem if problem.code == "file-is-open" else replace(problem, hint=elsewhere)
                for problem in error.problems
            )
        ) from error


def _exit_code(checked: Sequence[CheckedFile], *, strict: bool) -> int:
    """The exit code of the command.

    That anpham failed outweighs that a file could not be read, and that outweighs that one is
    unfit.
    """
    if any(one.is_our_fault for one in checked):
        return OUR_BUG
    if any(one.result is None for one in checked):
        return InputOutputError.exit_code
    fit = all(one.result is not None and one.result.fits(strict=strict) for one in checked)
    return 0 if fit else CHECK_FAILED
