"""Step one: the campaign's texts, items and groups, edited in place and saved at once."""

from __future__ import annotations

import secrets
from typing import Any, Final

from starlette.responses import Response

from generator.content.campaign_structure import (
    counted_texts,
    with_group_added,
    with_group_hidden,
    with_group_moved,
    with_item_hidden,
    with_item_moved,
    with_item_shown,
)
from generator.content.drawings import load_drawings
from generator.content.groups import DEFAULT_MARKS
from generator.content.model import ItemGroup, Tone
from generator.core.errors import AnphamError
from generator.core.messages import Message, msg
from generator.studio.campaigns import campaign_of
from generator.studio.edits import CAMPAIGN_FILE, Conflict, edit_campaign, edit_structure
from generator.studio.hints import Hint, plain_problem
from generator.studio.pages.campaign_fields import (
    MOST_CHARACTERS,
    asked_field,
    legal_statuses,
    shown_value,
)
from generator.studio.pages.campaign_view import campaign_view, new_fields, new_tone
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.store.projects import Project

_TAB_BYTES: Final = 6


@endpoint("/p/{project}/chon", right=Right.VIEW)
def show(call: Call) -> Response:
    """The step."""
    return call.page("campaign.html.j2", step="chon", **_editor(call, call.project))


@endpoint("/p/{project}/chon/editor", right=Right.VIEW)
def editor(call: Call) -> Response:
    """The editor alone, as it is now: after undo, or after others' edits."""
    return editor_part(call, call.project)


@endpoint("/p/{project}/chon/text", "POST", right=Right.EDIT)
def save_text(call: Call) -> Response:
    """Save one text, or the list of texts, that the form names."""
    field = asked_field(call)
    value = field.value(call)
    if value is None and field.is_required:
        return _unsaved(call, [(msg("this may not be empty"), None)])
    try:
        project = edit_campaign(call, field.path, value)
    except Conflict as conflict:
        return _conflicting(call, conflict)
    except AnphamError as error:
        problems = [plain_problem(problem) for problem in error.problems]
        return _unsaved(call, problems)
    except Refused as refused:
        return _unsaved(call, [(refused.message, refused.hint)])
    return call.page("campaign-saved-part.html.j2", project=project, others=_others(call, project))


@endpoint("/p/{project}/chon/move", "POST", right=Right.EDIT)
def move_item(call: Call) -> Response:
    """Move an item before another one, or to the end of a group."""
    address, group, before = call.text("address"), call.text("group"), call.text("before") or None

    def change(data: bytes) -> bytes:
        return with_item_moved(data, address, group, before)

    return _restructured(call, change, ("items", address), group, msg("moved {item}", item=address))


@endpoint("/p/{project}/chon/move-group", "POST", right=Right.EDIT)
def move_group(call: Call) -> Response:
    """Move a group before another one, or to the end."""
    group, before = call.text("group"), call.text("before") or None

    def change(data: bytes) -> bytes:
        return with_group_moved(data, group, before)

    return _restructured(call, change, ("groups", group), before or "", msg("moved the group"))


@endpoint("/p/{project}/chon/hide", "POST", right=Right.EDIT)
def hide_item(call: Call) -> Response:
    """Take an item off the pieces; its texts stay in the file."""
    address = call.text("address")
    campaign = campaign_of(call.studio, call.project.head.files)
    group = next((one for one in campaign.groups if address in _addresses(one)), None)
    if group is not None and len(group.items) == 1:
        return _last_of_group(call) if len(campaign.groups) > 1 else _no_items_left(call)

    def change(data: bytes) -> bytes:
        return with_item_hidden(data, address)

    said = msg("{item} is not on the pieces any more", item=address)
    return _restructured(call, change, ("items", address), None, said)


@endpoint("/p/{project}/chon/hide-group", "POST", right=Right.EDIT)
def hide_group(call: Call) -> Response:
    """Take a group off the pieces with all its items, whose texts stay in the file."""
    name = call.text("group")
    if len(campaign_of(call.studio, call.project.head.files).groups) == 1:
        return _no_items_left(call)

    def change(data: bytes) -> bytes:
        return with_group_hidden(data, name)

    said = msg("the group is not on the pieces any more; its points are in the list below")
    return _restructured(call, change, ("groups", name), None, said)


@endpoint("/p/{project}/chon/add-group", "POST", right=Right.EDIT)
def add_group(call: Call) -> Response:
    """Add a group that begins with one of the items."""
    title, tone = " ".join(call.text("title").split()), call.text("tone")
    address = call.text("address")
    if tone not in [one.value for one in Tone] or len(title) > MOST_CHARACTERS:
        raise Refused(400, msg("the request cannot be read"), msg("reload the page"))
    if not title:
        problem = msg("a group needs a title"), msg("write what its points are about")
        return editor_part(call, call.project, problems=[problem])

    def change(data: bytes) -> bytes:
        return with_group_added(data, address, title, tone)

    return _restructured(call, change, ("groups", tone), title, msg("the group is added"))


def _addresses(group: ItemGroup) -> list[str]:
    return [item.address for item in group.items]


def _last_of_group(call: Call) -> Response:
    problem = (
        msg("this is the last point of its group"),
        msg("take the whole group off with the bin beside its title, or move another point in"),
    )
    return editor_part(call, call.project, problems=[problem])


def _no_items_left(call: Call) -> Response:
    problem = (
        msg("the pieces need one point at least"),
        msg("put another one on the pieces first, then take this one off"),
    )
    return editor_part(call, call.project, problems=[problem])


@endpoint("/p/{project}/chon/show", "POST", right=Right.EDIT)
def show_item(call: Call) -> Response:
    """Put a point of the letter on the pieces."""
    address, group = call.text("address"), call.text("group")
    campaign = campaign_of(call.studio, call.project.head.files)
    try:
        fields = new_fields(campaign, call.studio.assets, address)
    except KeyError:
        raise Refused(404, msg("the letter has no {address}", address=address)) from None

    tone = new_tone(campaign, call.studio.assets, address)

    def change(data: bytes) -> bytes:
        edited = with_item_shown(data, address, group, fields)
        if tone is None:
            return edited
        # What must not be done never stands among what is to be done.
        title = DEFAULT_MARKS[tone].alt
        return with_group_added(edited, address, title, tone.value)

    said = msg("{item} is on the pieces now", item=address)
    return _restructured(call, change, ("items", address), group, said)


def _restructured(
    call: Call, change: Any, path: tuple[str, ...], value: Any, said: Message
) -> Response:
    """The editor after an edit of its order, or the reason why there was none."""
    before = call.studio.files.get(call.project.head.files[CAMPAIGN_FILE])
    try:
        project = edit_structure(call, path, value, change)
    except AnphamError as error:
        problems = [plain_problem(problem) for problem in error.problems]
        return editor_part(call, call.project, problems=problems)
    except Refused as refused:
        return editor_part(call, _now(call), problems=[(refused.message, refused.hint)])
    after = call.studio.files.get(project.head.files[CAMPAIGN_FILE])
    return editor_part(call, project, said=said, counted=counted_texts(before, after))


def _now(call: Call) -> Project:
    """The project as it is now: somebody else changed it since the call came."""
    return call.studio.projects.get(call.project.id)


def _editor(call: Call, project: Project, **values: Any) -> dict[str, Any]:
    """The values of the editor's template."""
    usual: dict[str, Any] = {"said": None, "counted": (), "problems": ()}
    return {
        "project": project,
        "view": campaign_view(call.studio, project.head),
        "statuses": legal_statuses(),
        "drawings": tuple(load_drawings(call.studio.assets.drawings).values()),
        "tab": call.text("tab") or secrets.token_hex(_TAB_BYTES),
        "may_edit": call.person.has(Right.EDIT),
        **usual,
        **values,
    }


def editor_part(call: Call, project: Project, **values: Any) -> Response:
    """The editor as the answer to an edit: its part of the page, swapped whole."""
    return call.page(
        "campaign-editor-part.html.j2", is_part=True, **_editor(call, project, **values)
    )


def _unsaved(call: Call, problems: list[tuple[Message, Hint]]) -> Response:
    return call.page("campaign-unsaved-part.html.j2", base=call.text("base"), problems=problems)


def _conflicting(call: Call, conflict: Conflict) -> Response:
    return call.page(
        "campaign-conflict-part.html.j2",
        base=call.text("base"),
        conflict=conflict,
        theirs=shown_value(conflict.theirs),
        mine=shown_value(conflict.mine),
        is_list=isinstance(conflict.mine, list),
    )


def _others(call: Call, project: Project) -> str:
    """The name of somebody else who edited the project while this page was open; else empty."""
    seen = int(call.text("base") or project.head.number)
    number = project.head.parent
    while number is not None and number > seen:
        revision = call.studio.projects.revision(project.id, number)
        if revision.edit.get("tab") != call.text("tab"):
            return revision.author
        number = revision.parent
    return ""


ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    show,
    editor,
    save_text,
    move_item,
    move_group,
    hide_item,
    hide_group,
    add_group,
    show_item,
)
