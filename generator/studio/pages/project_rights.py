"""The people of one project: who sees it, works on it, approves it."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from generator.core.messages import msg
from generator.studio.pages.people import check_accounts
from generator.studio.rights import Right, Role
from generator.studio.routing import Call, Endpoint, Refused, endpoint

#: Roles on a project; an administrator has all rights on each anyway.
GIVEN: Final = (Role.VIEW, Role.EDIT, Role.APPROVE)


@endpoint("/p/{project}/quyen", right=Right.ADMIN)
def show(call: Call) -> Response:
    """Each person with the role on the project."""
    check_accounts(call)
    rights = call.studio.people.rights_on(call.project.id)
    people = [
        (account, rights.get(account.id, ""))
        for account in call.studio.people.all()
        if account.role != Role.ADMIN and (account.is_active or account.id in rights)
    ]
    return call.page("rights.html.j2", project=call.project, step="", people=people, given=GIVEN)


@endpoint("/p/{project}/quyen", "POST", right=Right.ADMIN)
def give(call: Call) -> Response:
    """Give a person a role on the project, or take it back."""
    check_accounts(call)
    role, person = call.text("role"), call.text("person")
    if role not in ("", *GIVEN) or not (person.isascii() and person.isdigit() and len(person) < 10):
        raise Refused(422, msg("there is no such role"), msg("choose one of the list"))
    try:
        call.studio.people.set_right(
            call.project.id, int(person), role or None, author=call.person.name
        )
    except KeyError:
        raise Refused(404, msg("there is no such person"), msg("reload the list")) from None
    return call.redirect(f"/p/{call.project.id}/quyen")


ENDPOINTS: Final[tuple[Endpoint, ...]] = (show, give)
