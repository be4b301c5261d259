"""Edits of a project: one value of its campaign or choices, saved at once as a revision.

Two people may edit one project. An edit says which revision its author saw (the field ``base`` of
the form), and on which page (``tab``). What others changed elsewhere meanwhile stays; if they
changed the same value, nothing is overwritten: :class:`Conflict` has both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from generator.content.campaign_editing import ITEMS, value_at, with_value
from generator.content.campaign_structure import StructureError
from generator.core.messages import msg
from generator.studio.campaigns import (
    CAMPAIGN_FILE,
    OWN_PICTURE,
    campaign_data,
    checked_campaign,
)
from generator.studio.routing import Call, Refused
from generator.studio.store.projects import Project, Revision, State

__all__ = ("CAMPAIGN_FILE", "Conflict", "commit", "edit_campaign", "edit_choice", "edit_structure")

#: Revisions that are looked through for the one that changed a value.
_MOST_LOOKED_AT: Final = 50


class Conflict(Exception):
    """Somebody else changed the same value since it was shown.

    Attributes:
        path: Of the value.
        theirs: The value as it is now, saved by ``author`` at ``at``.
        mine: The value that was to be saved; it is not.
        head: The number of the revision that has theirs.
    """

    def __init__(self, path: Sequence[str], mine: Any, theirs: Any, now: Revision) -> None:
        super().__init__("/".join(path))
        self.path, self.theirs, self.mine = tuple(path), theirs, mine
        self.author = now.author
        self.at: dt.datetime = now.at
        self.head = now.number


def edit_campaign(
    call: Call,
    path: Sequence[str],
    value: Any,
    *,
    files: Mapping[str, bytes] | None = None,
) -> Project:
    """Save ``value`` at ``path`` of the campaign's file; see ``content.campaign_editing``.

    Args:
        files: Files that the value names, by their names.

    Raises:
        Conflict: if somebody else changed it.
        ContentError: if it would be no campaign then.
        Refused: if what it belongs to is gone.
    """

    def read(revision: Revision) -> Any:
        found = value_at(call.studio.files.get(revision.files[CAMPAIGN_FILE]), path)
        if found is None and path[0] == ITEMS:  # perhaps the file names it in another way
            found = value_at(campaign_data(call.studio, revision.files), path)
        return found

    def write(revision: Revision) -> State:
        title = value if list(path) == ["title"] else None
        try:
            edited = with_value(campaign_data(call.studio, revision.files), path, value)
        except KeyError:
            raise _gone() from None
        return _state(call, revision, edited, title, files or {})

    return commit(call, ("campaign", *path), value, read, write)


def edit_structure(
    call: Call, path: Sequence[str], value: Any, change: Callable[[bytes], bytes]
) -> Project:
    """Save what ``change`` makes of the campaign's file as it is now: items or groups moved.

    Args:
        path: For the list of changes; so is ``value``.

    Raises:
        ContentError: if it would be no campaign then.
        Refused: if what is moved is gone, or the file's form does not allow it.
    """

    def write(revision: Revision) -> State:
        try:
            edited = change(campaign_data(call.studio, revision.files))
        except (KeyError, StopIteration):
            raise _gone() from None
        except StructureError:
            raise Refused(
                409,
                msg("this campaign file has its items in a form that cannot be moved here"),
                msg("write one item a line below “items:”, as in a new campaign"),
            ) from None
        return _state(call, revision, edited, None, {})

    return call.studio.projects.commit(
        call.project.id,
        write,
        edit={"path": ["campaign", *path], "value": value, "tab": call.text("tab")},
        author=call.person.name,
    )


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

    Nothing is saved if the value is there already.

    Raises:
        Conflict: if somebody else changed it, and not to ``value``.
    """
    project = call.project
    seen = _seen(call, project)
    if read(project.head) == value:
        return project

    def change(head: Revision) -> State:
        now = read(head)
        if head.number != seen.number and now not in (read(seen), value):
            changed = _changed_in(call, head, seen, read)
            # What this page saved itself, its author has seen, though the form is older.
            if not call.text("tab") or changed.edit.get("tab") != call.text("tab"):
                raise Conflict(path, value, now, replace(changed, number=head.number))
        return write(head)

    return call.studio.projects.commit(
        project.id,
        change,
        edit={"path": list(path), "value": value, "tab": call.text("tab")},
        author=call.person.name,
    )


def _seen(call: Call, project: Project) -> Revision:
    """The revision that the author saw."""
    written = call.text("base")
    if not written:
        return project.head
    try:
        return call.studio.projects.revision(project.id, int(written))
    except (KeyError, ValueError):
        raise Refused(
            400, msg("the request cannot be read"), msg("reload the page, and do it once more")
        ) from None


def _changed_in(
    call: Call, head: Revision, seen: Revision, read: Callable[[Revision], Any]
) -> Revision:
    """The last revision up to ``head`` that changed what ``read`` reads."""
    now, one = read(head), head
    for _ in range(_MOST_LOOKED_AT):
        if one.parent is None or one.number == seen.number:
            break
        parent = call.studio.projects.revision(one.project, one.parent)
        is_same = parent.files == one.files and parent.choices == one.choices
        if not is_same and read(parent) != now:
            break
        one = parent
    return one


def _state(
    call: Call,
    revision: Revision,
    edited: bytes,
    title: str | None,
    files: Mapping[str, bytes],
) -> State:
    """The state with the edited campaign file, once it was loaded.

    A picture that was put in here, and that the file names no more, is left to older revisions.
    """
    checked_campaign(call.studio, revision.files, {CAMPAIGN_FILE: edited, **files})
    added = {name: call.studio.files.put(data) for name, data in files.items()}
    campaign = {CAMPAIGN_FILE: call.studio.files.put(edited)}
    kept = {
        name: sha256
        for name, sha256 in revision.files.items()
        if not name.startswith(OWN_PICTURE) or name.encode() in edited
    }
    return State({**kept, **added, **campaign}, revision.choices, title)


def _gone() -> Refused:
    return Refused(
        409,
        msg("what you edit is not there any more: somebody took it out or moved it"),
        msg("reload the page to see how it is now"),
    )


def _with(choices: Mapping[str, Any], path: Sequence[str], value: Any) -> dict[str, Any]:
    first, *rest = path
    inner = choices.get(first)
    held = inner if isinstance(inner, Mapping) else {}
    return {**choices, first: _with(held, rest, value) if rest else value}
