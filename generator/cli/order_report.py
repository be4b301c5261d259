"""The report of an order: each file as it is saved, and what is true of several said once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.defaults import in_settings
from generator.cli.failures import CHECK_FAILED, OUR_BUG, our_bug
from generator.cli.localization import format_decimal, format_number, localize
from generator.cli.report import Report
from generator.content.settings import Settings
from generator.core.duplex import Flip
from generator.core.errors import AnphamError, ContentError, InputOutputError, Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg

if TYPE_CHECKING:
    from generator.orders.results import FailedPiece, Made, MadeFile, Task
    from generator.preflight.report.result import Preflight


@dataclass(slots=True)
class OrderReport:
    """Reports the pieces of one order; of several, a summary comes last.

    Attributes:
        settings: Where texts of the default issuer are mended.
        count: How many pieces the order has, as far as is known.
        problems: All that were reported, each once.
    """

    report: Report
    settings: Settings
    count: int = 1
    problems: list[Problem] = field(default_factory=list)

    def start(self, task: Task) -> None:
        """Note what is made now, for the line that is shown when it takes long."""
        self.count = task.count
        self.report.doing(
            msg(
                "making {number} of {count}: {material}, {size}, {issuer} ...",
                number=task.number,
                count=task.count,
                material=task.material,
                size=task.size,
                issuer=task.issuer,
            )
        )

    def file(self, file: MadeFile) -> None:
        """Report a file, the verdict on it, and of a single one what its check found."""
        for output in file.outputs:
            self.report.progress(msg("{path}", path=output.path))
        facts = "; ".join(localize(fact) for fact in _facts(file))
        self.report.progress(msg("  {facts}", facts=facts))
        for preview in _previews(file):
            self.report.progress(msg("  picture: {path}", path=preview))
        if file.preflight is not None:
            self.report.progress(_verdict(file.preflight))
        if self.count == 1:
            self.report.findings(_check_findings(file))

    def failure(self, piece: FailedPiece) -> None:
        """Report why a piece could not be made; what was said of another is not said again."""
        self.report.details(piece.error)
        problems = [in_settings(problem, self.settings) for problem in piece.problems]
        problems = problems or [our_bug(piece.error, self.report)]
        new = [problem for problem in problems if problem not in self.problems]
        self.problems += new
        self.report.problems(new)

    def finish(self, made: Made) -> int:
        """Report what was found, and of several pieces how many were made; the exit code."""
        if self.count > 1:
            self.report.findings(_shared(made))
        self.report.findings(made.findings)
        self.report.findings(map(_left_out, made.left_out))
        if len(made.files) + len(made.failed) > 1:
            self._summarize(made)
        return _exit_code(made)

    def _summarize(self, made: Made) -> None:
        total = len(made.files) + len(made.failed)
        unfit = sum(file.preflight is not None and not file.preflight.fits() for file in made.files)
        counts = {
            "count": len(made.files),
            "total": total,
            "failed": len(made.failed),
            "unfit": unfit,
            "seconds": format_decimal(sum(file.seconds for file in made.files), digits=2),
        }
        self.report.summary(
            msg(
                "files made: {count} of {total}; not made: {failed}; made with errors: {unfit}; "
                "{seconds} s",
                **counts,
            )
            if made.failed
            else msg("files made: {count} of {total}; with errors: {unfit}; {seconds} s", **counts),
            is_bad=bool(unfit or made.failed),
        )
        for piece in made.failed:
            parts = (piece.material, piece.size, piece.theme, piece.issuer)
            what = ", ".join(part for part in parts if part)
            self.report.summary(msg("  not made: {what}", what=what), is_bad=True)


_FLIPS = {
    Flip.SHORT_EDGE: msg("print on both sides, flip on short edge"),
    Flip.LONG_EDGE: msg("print on both sides, flip on long edge"),
}


def _facts(file: MadeFile) -> Iterator[Message]:
    """Facts of the piece in one line; what it does not have is not named."""
    yield msg("{issuer}", issuer=_issuer(file))
    if file.size:
        yield msg("{paper}", paper=_paper(file))
        if file.scale != 1:
            yield msg("drawn at 1:{scale}", scale=file.scale)
        yield msg("pages: {pages}", pages=file.pages)
    if file.flip is not None:
        yield _FLIPS[file.flip]
    if file.cuts_mm:
        yield msg("cut into {count}", count=len(file.cuts_mm) + 1)
    if file.items:
        yield msg("items: {items} of {all}", items=len(file.items), all=file.items_in_campaign)
        yield msg("official texts: {official}", official=len(file.official_items))
    if file.qr_url is not None:
        yield msg("QR: {url}", url=file.qr_url)
    if file.is_draft:
        yield msg("draft")
    yield msg("{seconds} s", seconds=format_decimal(file.seconds, digits=2))


def _previews(file: MadeFile) -> list[Path]:
    """The pictures beside the piece that are none of its own files."""
    own = {output.path for output in file.outputs}
    return [path for path in file.previews if path not in own]


def _issuer(file: MadeFile) -> str:
    """The issuer with its province, as far as it is known: communes share their names."""
    return ", ".join(part for part in (file.issuer, file.issuer_province) if part)


def _paper(file: MadeFile) -> str:
    """The size in mm, after its name if it has one: "A3, 297 x 420 mm"; or in px."""
    if file.size.endswith("px"):
        return "{} px".format(file.size.removesuffix("px").replace("x", " x "))
    width, height = map(format_number, file.size_mm)
    bare = f"{width} x {height} mm"
    return bare if file.size == f"{width}x{height}mm" else f"{file.size}, {bare}"


def _verdict(result: Preflight) -> Message:
    if result.fits():
        return msg("  checked for '{profile}': fit", profile=result.profile.name)
    return msg(
        "  checked for '{profile}': errors: {count}",
        profile=result.profile.name,
        count=result.count(Severity.ERROR),
    )


def _check_findings(file: MadeFile) -> list[Finding]:
    """Errors and warnings of a file's check.

    Doubts about the law are reported once for the whole order and not again for each file; notes
    only by ``anpham check``.
    """
    if file.preflight is None:
        return []
    from generator.preflight.checks.registry import rules_by_code

    of_orders = {code for code, rule in rules_by_code().items() if rule.is_reported_for_orders}
    return [
        finding
        for finding in file.preflight.findings
        if finding.severity is Severity.ERROR
        or (finding.severity is Severity.WARNING and finding.code not in of_orders)
    ]


def _shared(made: Made) -> Iterator[Finding]:
    """The findings of all checks; what is equal in several files is said once, and of how many."""
    places: list[tuple[Finding, list[MadeFile]]] = []
    for file in made.files:
        for finding in _check_findings(file):
            for known, files in places:
                if _says_the_same(known, finding):
                    files.append(file)
                    break
            else:
                places.append((finding, [file]))
    for finding, files in places:
        where = replace(finding.place, piece=str(files[0].first_path))
        distinct = len({file.first_path for file in files})
        message = finding.message
        if distinct > 1:
            message = msg(
                "{message} (so in {count} of {total} files)",
                message=message,
                count=distinct,
                total=len(made.files),
            )
        yield replace(finding, message=message, place=where)


def _says_the_same(one: Finding, other: Finding) -> bool:
    return (one.code, one.message, one.hint) == (other.code, other.message, other.hint)


def _exit_code(made: Made) -> int:
    """The exit code of an order.

    That anpham failed outweighs that pieces could not be made, and this that one is unfit.
    When some were made and others not, it is that of content at fault, whatever their faults are.
    """
    errors = [piece.error for piece in made.failed]
    if any(not isinstance(error, AnphamError) for error in errors):
        return OUR_BUG
    codes = {error.exit_code for error in errors if isinstance(error, AnphamError)}
    if codes == {InputOutputError.exit_code} or (len(codes) == 1 and not made.files):
        return codes.pop()
    if codes:
        return ContentError.exit_code
    return 0 if made.is_fit else CHECK_FAILED


def _left_out(piece: FailedPiece) -> Finding:
    """The note on a material that does not suit the campaign or the destination."""
    reasons = ", ".join(localize(problem.message) for problem in piece.problems)
    return Finding(
        "material-left-out",
        Severity.NOTE,
        msg("left out: {reasons}", reasons=reasons),
        piece.problems[0].hint,
    )
