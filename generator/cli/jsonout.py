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

from generator.cli.wording import word
from generator.errors import Place, Problem
from generator.findings import Finding

if TYPE_CHECKING:
    from generator.batch.making import Made, MadeFile
    from generator.content.model import Letter
    from generator.content.remarks import Remark
    from generator.content.repair import Change

Json = dict[str, Any]


def print_json(value: Json) -> None:
    """Print ``value`` on stdout: two-space indent, letters as they are."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def made_object(made: Made) -> Json:
    """What ``anpham make --json`` prints."""
    return {
        **_head("anpham.make"),
        "files": [_file_object(file) for file in made.files],
        "findings": [_finding_object(finding) for finding in made.findings],
    }


def letter_object(letter: Letter) -> Json:
    """What ``anpham letter --json`` prints."""
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
    changes: Iterable[Change],
    remarks: Iterable[Remark],
    output: Path | None,
) -> Json:
    """What ``anpham text --json`` prints."""
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


def list_object(kind: str, entries: Iterable[Json]) -> Json:
    """What ``anpham list KIND --json`` prints."""
    return {**_head("anpham.list"), "kind": kind, "entries": list(entries)}


def failure_object(problems: Sequence[Problem], exit_code: int) -> Json:
    """What a command with ``--json`` prints instead of its product when it fails."""
    return {
        **_head("anpham.failure"),
        "exit_code": exit_code,
        "problems": [
            {
                "code": problem.code,
                "message": word(problem.message),
                "hint": word(problem.hint) if problem.hint else None,
                "place": _place_object(problem.place),
            }
            for problem in problems
        ],
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
        "qr_url": file.qr_url,
        "fitted_pt": dict(file.fitted_pt),
        "findings": [_finding_object(finding) for finding in file.findings],
    }


def _finding_object(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": word(finding.message),
        "hint": word(finding.hint) if finding.hint else None,
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
