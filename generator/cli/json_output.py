"""The objects that ``--json`` prints. They are described in docs/json.md and tested against it.

Every object names its kind (``schema``) and version (``schema_version``). Within a version,
keys may be added; none is removed, renamed or given another meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.localization import localize
from generator.core.errors import Place, Problem
from generator.core.findings import Finding

if TYPE_CHECKING:
    from generator.checking import CheckedFile
    from generator.content.model import Letter
    from generator.orders.results import Made, MadeFile
    from generator.preflight.checks.qr.links import LinkVerification
    from generator.preflight.qr.grading import QrVerification
    from generator.preflight.report.result import Preflight
    from generator.vietnamese.repair import TextChange
    from generator.vietnamese.review_notes import ReviewNote

Json = dict[str, Any]


def print_json(value: Json) -> None:
    """Print ``value`` on stdout: two-space indent, letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def made_object(made: Made) -> Json:
    """The object that ``anpham make --json`` prints."""
    return {
        **_head("anpham.make"),
        "files": [_file_object(file) for file in made.files],
        "findings": [_finding_object(finding) for finding in made.findings],
    }


def letter_object(letter: Letter) -> Json:
    """The object that ``anpham letter --json`` prints."""
    return {
        **_head("anpham.letter"),
        "source": letter.source,
        "sha256": letter.sha256,
        "number": letter.number,
        "date": letter.date.isoformat(),
        "place": letter.place,
        "issuing_body": letter.issuing_body,
        "subject": letter.subject,
        "addressees": list(letter.addressees),
        "basis": {
            "number": letter.basis.number,
            "date": letter.basis.date.isoformat(),
            "issuer": letter.basis.issuer,
            "title": letter.basis.title,
        },
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "line": section.line,
                "bullets": [
                    {"number": number, "text": bullet.text, "line": bullet.line}
                    for number, bullet in enumerate(section.bullets, start=1)
                ],
            }
            for section in letter.sections
        ],
        "closing": letter.closing,
        "signatory_role": letter.signatory_role,
        "signatory": letter.signatory,
        "findings": [_finding_object(finding) for finding in letter.findings],
    }


def text_object(
    source: str,
    changes: Iterable[TextChange],
    remarks: Iterable[ReviewNote],
    output: Path | None,
) -> Json:
    """The object that ``anpham text --json`` prints."""
    return {
        **_head("anpham.text"),
        "source": source,
        "output": str(output) if output is not None else None,
        "changes": [
            {
                "kind": change.kind.value,
                "encoding": change.encoding.value if change.encoding is not None else None,
                "line": change.line,
                "column": change.column,
                "count": change.count,
                "before": change.before,
                "after": change.after,
            }
            for change in changes
        ],
        "remarks": [
            {
                "kind": remark.kind.value,
                "line": remark.line,
                "column": remark.column,
                "count": remark.count,
                "found": remark.found,
                "instead": remark.instead or None,
            }
            for remark in remarks
        ],
    }


def check_object(checked: Sequence[CheckedFile], *, strict: bool, certificate: Path | None) -> Json:
    """The object that ``anpham check --json`` prints."""
    files = [_checked_object(one, strict=strict) for one in checked]
    return {
        **_head("anpham.check"),
        "ok": all(file["ok"] for file in files),
        "certificate": str(certificate) if certificate is not None else None,
        "files": files,
    }


def list_object(kind: str, entries: Iterable[Json]) -> Json:
    """The object that ``anpham list KIND --json`` prints."""
    return {**_head("anpham.list"), "kind": kind, "entries": list(entries)}


def failure_object(problems: Sequence[Problem], exit_code: int) -> Json:
    """The object that a failed command with ``--json`` prints instead of its product."""
    return {
        **_head("anpham.failure"),
        "exit_code": exit_code,
        "problems": [_problem_object(problem) for problem in problems],
    }


def _head(schema: str) -> Json:
    return {"schema": schema, "schema_version": 1}


def _file_object(file: MadeFile) -> Json:
    return {
        "path": str(file.path),
        "previews": [str(path) for path in file.previews],
        "sha256": file.sha256,
        "material": file.material,
        "size": file.size,
        "size_mm": list(file.size_mm),
        "theme": file.theme,
        "issuer": file.issuer,
        "pages": file.pages,
        "items": list(file.items),
        "official_items": list(file.official_items),
        "items_in_campaign": file.items_in_campaign,
        "qr_url": file.qr_url,
        "fitted_pt": dict(file.fitted_pt),
        "findings": [_finding_object(finding) for finding in file.findings],
        "profile": file.profile,
        "check": _check_of_made(file.preflight) if file.preflight is not None else None,
    }


def _check_of_made(result: Preflight) -> Json:
    """The check of a file, without the keys that the file's own object has."""
    judged = _judged(result)
    return {"ok": result.fits(), **{k: v for k, v in judged.items() if k not in _KNOWN_OF_MADE}}


_KNOWN_OF_MADE = frozenset({"sha256", "profile", "pages"})


def _checked_object(one: CheckedFile, *, strict: bool) -> Json:
    """A file that was checked; what is not known of one that cannot be read is null or empty."""
    result = one.result
    return {
        "path": str(one.path),
        "ok": result is not None and result.fits(strict=strict),
        "problems": [_problem_object(problem) for problem in one.problems],
        **(_NOT_READ if result is None else _judged(result)),
        "profile_from": one.reason.value if one.reason is not None else None,
    }


def _judged(result: Preflight) -> Json:
    facts = result.facts
    return {
        "sha256": result.sha256,
        "profile": result.profile.name,
        "pages": len(facts.pages),
        "trim_mm": [list(page.trim_mm) for page in facts.pages],
        "inks": list(facts.inks),
        "fonts": list(facts.fonts),
        "standards": list(facts.standards),
        "findings": [_finding_object(finding) for finding in result.findings],
        "qr": [_code_object(verified) for verified in result.codes],
        "texts": [
            {
                "item": verified.text.id,
                "address": verified.text.address,
                "page": verified.page + 1 if verified.page is not None else None,
                "proved": verified.is_verified,
            }
            for verified in result.texts
        ],
        "legal": [
            {
                "number": act.number,
                "date": act.date.isoformat(),
                "status": act.status,
                "checked_on": act.checked_on.isoformat(),
                "replaced_by": act.replaced_by,
            }
            for act in result.acts
        ],
        "links": [_link_object(verified) for verified in result.links],
    }


_NOT_READ: Json = {
    "sha256": None,
    "profile": None,
    "pages": None,
    "trim_mm": [],
    "inks": [],
    "fonts": [],
    "standards": [],
    "findings": [],
    "qr": [],
    "texts": [],
    "legal": [],
    "links": [],
}


def _code_object(verified: QrVerification) -> Json:
    left, top, width, height = verified.box_mm
    return {
        "page": verified.page + 1,
        "x_mm": left,
        "y_mm": top,
        "width_mm": width,
        "height_mm": height,
        "content": verified.content or None,
        "version": verified.version,
        "level": verified.level,
        "module_mm": round(verified.module_mm, 3),
        "quiet_zone_modules": round(verified.quiet_zone_modules, 1),
        "contrast": round(verified.contrast, 2),
        "distance_m": verified.distance_m,
        "camera": verified.camera.name,
        "steps": [
            {
                "name": step.name,
                "strength": step.strength,
                "required": step.required,
                "read": step.read,
            }
            for step in verified.steps
        ],
    }


def _link_object(verified: LinkVerification) -> Json:
    return {
        "url": verified.url,
        "state": verified.state.value,
        "checked_on": verified.checked_on.isoformat(),
        "status": verified.status,
        "final_url": verified.final_url,
        "sha256": verified.sha256,
        "words_sha256": verified.words_sha256,
        "reason": localize(verified.reason) if verified.reason is not None else None,
    }


def _problem_object(problem: Problem) -> Json:
    return {
        "code": problem.code,
        "message": localize(problem.message),
        "hint": localize(problem.hint) if problem.hint else None,
        "place": _place_object(problem.place),
    }


def _finding_object(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": localize(finding.message),
        "hint": localize(finding.hint) if finding.hint else None,
        "place": _place_object(finding.place),
    }


def _place_object(place: Place) -> Json:
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "item": place.item,
        "page": place.page,
        "x_mm": place.x_mm,
        "y_mm": place.y_mm,
        "piece": place.piece,
    }
