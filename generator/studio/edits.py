"""Edits of a project: one value of its campaign or choices, saved at once as a revision.

Two people may edit one project. An edit says which revision its author saw (the field ``base`` of
the form). What others changed elsewhere meanwhile stays; if they changed the same value, nothing is
overwritten: :class:`Conflict` has both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from generator.content.campaign_editing import value_at, with_value
from generator.studio.routing import Call
from generator.studio.store.projects import Project, Revision, State

CAMPAIGN_FILE: Final = "campaign.yaml"


class Conflict(Exception):
    """Somebody else changed the same value since it was shown.

    Attributes:
        path: Of the value.
        theirs: The value as it is now, saved by ``author``.
        mine: The value that was to be saved; it is not.
    """

    def __init__(self, path: Sequence[str], theirs: Any, mine: Any, author: str) -> None:
        super().__init__("/".join(path))
        self.path, self.theirs, self.mine, self.author = tuple(path), theirs, mine, author


def edit_campaign(call: Call, path: Sequence[str], value: Any) -> Project:
    """Save ``value`` at ``path`` of the campaign's file; see ``content.campaign_editing``.

    Raises:
        Conflict: if somebody else changed it.
    """

    def read(revision: Revision) -> Any:
        return value_at(call.studio.files.get(revision.files[CAMPAIGN_FILE]), path)

    def write(revision: Revision) -> State:
        data = call.studio.files.get(revision.files[CAMPAIGN_FILE])
        edited = call.studio.files.put(with_value(data, path, value))
        title = value if list(path) == ["title"] else None
        return State({**revision.files, CAMPAIGN_FILE: edited}, revision.choices, title)

    return commit(call, ("campaign", *path), value, read, write)


def edit_choice(call: Call, path: Sequence[str], value: Any) -> Project:
    """Save ``value`` at ``path`` of the choices, as ``("issuer", "hotline")``.

    Raises:
        Conflict: if somebody else changed it.
    """

    def read(revision: Revision) -> Any:
        found: Any = revision.choices
        for step in path:
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def write(revision: Revision) -> State:
        return State(revision.files, _with(revision.choices, path, value))

    return commit(call, ("choices", *path), value, read, write)


def commit(
    call: Call,
    path: Sequence[str],
    value: Any,
    read: Callable[[Revision], Any],
    write: Callable[[Revision], State],
) -> Project:
    """Save what ``write`` makes of the head, unless ``read`` shows that it changed meanwhile.

    Raises:
        Conflict: if it did, and not to ``value``.
    """
    project = call.project
    seen = int(call.text("base") or project.head.number)

    def change(head: Revision) -> State:
        if head.number != seen:
            before = read(call.studio.projects.revision(project.id, seen))
            now = read(head)
            if now not in (before, value):
                raise Conflict(path, now, value, head.author)
        return write(head)

    return call.studio.projects.commit(
        project.id,
        change,
        edit={"path": list(path), "value": value},
        author=call.person.name,
    )


def _with(choices: Mapping[str, Any], path: Sequence[str], value: Any) -> dict[str, Any]:
    first, *rest = path
    inner = choices.get(first)
    held = inner if isinstance(inner, Mapping) else {}
    return {**choices, first: _with(held, rest, value) if rest else value}
