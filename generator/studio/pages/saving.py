"""Answers to edits: what was saved, with the history beside it; what was refused, beside its field.

Parts replace what stands beside a field; the history (undo, redo, the revision that the next edit
is based on) is swapped out of band. A refusal has status 422: the text stays in its field.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from starlette.responses import Response

from generator.core.errors import Problem
from generator.core.findings import Finding
from generator.core.messages import Message
from generator.studio.edits import Conflict
from generator.studio.hints import Hint, plain_hint
from generator.studio.routing import Call
from generator.studio.store.projects import Project

#: A message with its hint.
Note = tuple[Message, Hint]

_NOTES = "notes-part.html.j2"


def saved(call: Call, project: Project, template: str = _NOTES, **values: Any) -> Response:
    """The part ``template`` for the project as it was saved, with its history."""
    values = {"notes": (), "problems": (), **values}
    return call.page("saved-part.html.j2", part=template, project=project, **values)


def refused(call: Call, problems: Iterable[Problem]) -> Response:
    """Why nothing was saved, to be shown beside the field."""
    return call.page(_NOTES, status=422, notes=(), problems=notes_of(problems))


def conflicting(call: Call, error: Conflict) -> Response:
    """Both values of a field that somebody else changed; the person chooses."""
    return call.page("conflict-part.html.j2", status=409, conflict=error)


def notes_of(found: Iterable[Problem | Finding]) -> list[Note]:
    """Messages and hints of problems and findings, each once."""
    return list({str(one.message): _note(one) for one in found}.values())


def _note(one: Problem | Finding) -> Note:
    return one.message, plain_hint(one.code, one.hint)
