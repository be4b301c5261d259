"""The objects that ``--json`` prints. They are described in docs/json.md and tested against it.

Every object names its kind (``schema``) and version (``schema_version``). Within a version,
keys may be added; none is removed, renamed or given another meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from generator.cli.localization import localize
from generator.core.errors import Place, Problem
from generator.core.findings import Finding

if TYPE_CHECKING:
    from generator.checking import CheckedFile
    from generator.content.approval_writer import CampaignApproval
    from generator.content.letters.model import Letter
    from generator.gallery.model import Gallery
    from generator.orders.results import FailedPiece, Made, MadeFile
    from generator.preflight.checks.qr.links import LinkVerification
    from generator.preflight.qr.grading import QrVerification
    from generator.preflight.report.result import Preflight
    from generator.scaffolding.new_campaign import NewCampaign
    from generator.theme_checking import CheckedTheme
    from generator.vietnamese.repair import TextChange
    from generator.vietnamese.review_notes import ReviewNote

Json = dict[str, Any]

_HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")


def print_json(value: Json) -> None:
    """Print ``value`` on stdout: two-space indent, letters as they are.

    A byte in the name of a file that is no UTF-8 is half a character to Python: it is escaped.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(_HALF_CHARACTER.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def made_object(made: Made) -> Json:
    """The object that ``anpham make --json`` prints."""
    return {
        **_head("anpham.make"),
        "files": [_file_object(file) for file in made.files],
        "failed": [_failed_object(piece) for piece in made.failed],
        "left_out": [_failed_object(piece) for piece in made.left_out],
        "findings": [_finding_object(finding) for finding in made.findings],
    }


def gallery_object(made: Gallery, folder: Path) -> Json:
    """The object that ``anpham gallery --json`` prints."""
    from generator.gallery.page import PAGE_NAME

    return {
        **_head("anpham.gallery"),
        "path": str(folder / PAGE_NAME),
        "campaign": made.campaign,
        "issuer": made.issuer,
        "pieces": [
            {
                "material": room.material,
                "size": exhibit.size or None,
                "theme": exhibit.theme or None,
                "pictures": [str(folder / picture.file) for picture in exhibit.pictures],
                "command": exhibit.command,
                "problems": [localize(problem) for problem in exhibit.problems],
            }
            for room in made.rooms
            for exhibit in room.exhibits
        ],
    }


def new_object(made: NewCampaign) -> Json:
    """The object that ``anpham new --json`` prints."""
    campaign = made.campaign
    return {
        **_head("anpham.new"),
        "folder": str(made.folder),
        "files": list(made.files),
        "letter": {
            "file": made.letter_file,
            "sha256": campaign.letter.sha256,
            "number": campaign.letter.number,
            "lacks": list(campaign.letter.lacks),
            "doubtful": list(campaign.letter.doubtful),
        },
        "draft": campaign.is_draft,
        "title": campaign.title,
        "issuer": made.issuer,
        "qr_url": made.qr_url,
        "valid_until": made.valid_until.isoformat() if made.valid_until else None,
        "approver": made.approver or None,
        "groups": [
            {
                "name": group.name,
                "title": group.title,
                "tone": group.tone.value,
                "items": [
                    {
                        "id": item.id,
                        "at": item.address,
                        "headline": item.headline,
                        "support": item.support or None,
                        "icon": item.icon,
                        "too_long": item.address in made.overlong,
                    }
                    for item in group.items
                ],
            }
            for group in campaign.groups
        ],
        "left_out": [
            {
                "at": left.address,
                "headline": left.headline,
                "reason": left.reason,
                "message": localize(left.message),
            }
            for left in made.left_out
        ],
        "pieces": [
            {
                "material": piece.material,
                "size": piece.size,
                "pages": piece.pages,
                "problems": [_problem_object(problem) for problem in piece.problems],
            }
            for piece in made.pieces
        ],
        "findings": [_finding_object(finding) for finding in made.findings],
    }


def letter_object(letter: Letter) -> Json:
    """The object that ``anpham letter --json`` prints: ``letters/1``, and what goes with it."""
    from generator.content.letters import json_format

    read = json_format.letter_object(letter)
    blocks = {block["address"]: block["at"] for block in read["blocks"]}
    return {
        **_head("anpham.letter", 2),
        **read,
        "sha256": letter.sha256,
        "at": {**read["at"], **blocks},
        "findings": [_finding_object(finding) for finding in letter.findings],
    }


def approval_object(approval: CampaignApproval) -> Json:
    """The object that ``anpham approve --json`` prints."""
    return {
        **_head("anpham.approve"),
        "campaign": approval.campaign,
        "folder": str(approval.folder),
        "by": approval.by,
        "on": approval.on.isoformat(),
        "texts": dict(approval.texts),
        "items": [
            {
                "id": item.id,
                "headline": item.headline,
                "short_headline": item.short_headline,
                "support": item.support,
                "address": item.address,
                "official": item.official,
            }
            for item in approval.items
        ],
        "blocks": dict(approval.blocks),
        "changes": [
            {"text": change.origin, "was": change.was, "now": change.now}
            for change in approval.changes
        ],
        "overlong": list(approval.overlong),
        "left_out": list(approval.left_out),
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


def theme_object(checked: Sequence[CheckedTheme]) -> Json:
    """The object that ``anpham theme check --json`` prints."""
    return {
        **_head("anpham.theme"),
        "themes": [
            {
                "name": one.name,
                "sound": one.is_sound,
                "ink_percent": round(100 * one.ink),
                "contrasts": [
                    {"front": front, "ground": ground, "contrast": found}
                    for (front, ground), found in one.contrasts.items()
                ],
                "findings": [_finding_object(finding) for finding in one.findings],
            }
            for one in checked
        ],
    }


def failure_object(problems: Sequence[Problem], exit_code: int) -> Json:
    """The object that a failed command with ``--json`` prints instead of its product."""
    return {
        **_head("anpham.failure"),
        "exit_code": exit_code,
        "problems": [_problem_object(problem) for problem in problems],
    }


def _head(schema: str, version: int = 1) -> Json:
    return {"schema": schema, "schema_version": version}


def _file_object(file: MadeFile) -> Json:
    return {
        "path": str(file.path) if file.path is not None else None,
        "outputs": [
            {
                "path": str(output.path),
                "kind": output.kind.value,
                "sha256": output.sha256,
                "alt": output.alt,
            }
            for output in file.outputs
        ],
        "replaced": file.replaced,
        "previews": [str(path) for path in file.previews],
        "sha256": file.sha256 or None,
        "material": file.material,
        "size": file.size or None,
        "size_mm": list(file.size_mm) if file.size else None,
        "scale": file.scale,
        "theme": file.theme or None,
        "issuer": file.issuer,
        "issuer_province": file.issuer_province or None,
        "language": file.language or None,
        "pages": file.pages,
        "flip": file.flip,
        "cuts_mm": list(file.cuts_mm),
        "items": list(file.items),
        "official_items": list(file.official_items),
        "items_in_campaign": file.items_in_campaign,
        "qr_url": file.qr_url,
        "draft": file.is_draft,
        "fitted_pt": dict(file.fitted_pt),
        "findings": [_finding_object(finding) for finding in file.findings],
        "profile": file.profile,
        "check": _check_of_made(file.preflight) if file.preflight is not None else None,
    }


def _failed_object(piece: FailedPiece) -> Json:
    """A piece that could not be made; of a fault of anpham itself no problem is known."""
    return {
        "material": piece.material,
        "size": piece.size or None,
        "theme": piece.theme or None,
        "issuer": piece.issuer,
        "problems": [_problem_object(problem) for problem in piece.problems],
    }


def _check_of_made(result: Preflight) -> Json:
    """The check of a file, without the keys that the file's own object has."""
    judged = _judged(result)
    return {"ok": result.fits(), **{k: v for k, v in judged.items() if k not in _KNOWN_OF_MADE}}


_KNOWN_OF_MADE = frozenset({"sha256", "profile", "pages", "scale"})


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
        "scale": result.expected.scale if result.expected is not None else 1,
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
                "checked_on": act.checked_on.isoformat() if act.checked_on else None,
                "replaced_by": act.replaced_by,
            }
            for act in result.acts
        ],
        "links": [_link_object(verified) for verified in result.links],
    }


_NOT_READ: Json = {
    "sha256": None,
    "scale": None,
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
        "text": place.text,
    }
