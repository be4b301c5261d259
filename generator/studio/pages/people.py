"""The people of an office: accounts, roles, passwords; only where people sign in."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from generator.core.errors import ContentError
from generator.core.messages import Message, msg
from generator.studio.pages.entrance import (
    admission,
    login_problem,
    name_problem,
    new_name,
    password_problem,
    started,
)
from generator.studio.rights import Right, Role
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.security.passwords import new_password
from generator.studio.store.people import Account, login_key


@endpoint("/nguoi-dung", right=Right.ADMIN)
def people(call: Call) -> Response:
    """All accounts, and the form for one more."""
    return _page(call)


@endpoint("/nguoi-dung", "POST", right=Right.ADMIN)
def add(call: Call) -> Response:
    """Add an account; its first password is shown once."""
    check_accounts(call)
    login, name = login_key(call.text("login")), new_name(call)
    problem = login_problem(login) or name_problem(name) or _name_taken(call, name)
    if problem is not None:
        return _page(call, status=422, problem=problem)
    password = new_password()
    stored = admission(call).passwords.hash(password)
    try:
        account = call.studio.people.add(login, name, _role(call), stored, author=call.person.name)
    except ContentError as error:
        return _page(call, status=422, problem=error.problems[0].message)
    return _page(call, shown=(account, password))


@endpoint("/nguoi-dung/{person:int}/vai-tro", "POST", right=Right.ADMIN)
def set_role(call: Call) -> Response:
    """Give a person another role in the office."""
    account = _account(call)
    _check_not_oneself(call, account)
    call.studio.people.set_role(account.id, _role(call), author=call.person.name)
    return call.redirect("/nguoi-dung")


@endpoint("/nguoi-dung/{person:int}/hoat-dong", "POST", right=Right.ADMIN)
def set_active(call: Call) -> Response:
    """Let a person sign in, or end that at once."""
    account = _account(call)
    _check_not_oneself(call, account)
    is_active = call.text("active") == "1"
    call.studio.people.set_active(account.id, is_active, author=call.person.name)
    return call.redirect("/nguoi-dung")


@endpoint("/nguoi-dung/{person:int}/mat-khau", "POST", right=Right.ADMIN)
def renew_password(call: Call) -> Response:
    """Give a person a new password, shown once; all sessions of the person end."""
    account = _account(call)
    _check_not_oneself(call, account)
    password = new_password()
    stored = admission(call).passwords.hash(password)
    call.studio.people.set_password(account.id, stored, author=call.person.name)
    return _page(call, shown=(account, password))


@endpoint("/mat-khau", right=Right.SIGNED_IN)
def own_password(call: Call) -> Response:
    """The form for one's own password."""
    check_accounts(call)
    return call.page("password.html.j2", problem=None)


@endpoint("/mat-khau", "POST", right=Right.SIGNED_IN)
def change_own_password(call: Call) -> Response:
    """Change one's own password: all sessions end, and this browser gets a new one."""
    check_accounts(call)
    gate, store = admission(call), call.studio.people
    account = store.get(call.person.id)
    until = gate.attempts.begin(account.login, gate.address(call.request))
    if until is not None:
        raise Refused(
            429,
            msg("the old password was wrong too often"),
            msg("try again after {time}", time=until.strftime("%H:%M:%S")),
            retry_after=int((until - call.studio.settings.now()).total_seconds()) + 1,
        )
    if not gate.passwords.verify(call.text("old"), account.password):
        problem: Message | None = msg("the old password is wrong")
    else:
        gate.attempts.succeed(account.login, gate.address(call.request))
        problem = password_problem(call, account.login)
    if problem is not None:
        return call.page("password.html.j2", status=422, problem=problem)
    stored = gate.passwords.hash(call.text("password"))
    store.set_password(account.id, stored, author=call.person.name)
    return started(call, account.id, "/")


def _page(
    call: Call,
    *,
    status: int = 200,
    problem: Message | None = None,
    shown: tuple[Account, str] | None = None,
) -> Response:
    check_accounts(call)
    return call.page(
        "people.html.j2",
        status=status,
        accounts=call.studio.people.all(),
        roles=list(Role),
        problem=problem,
        shown=shown,
    )


def check_accounts(call: Call) -> None:
    """Check that people sign in here.

    Raises:
        Refused: if the studio is that of one person alone.
    """
    if not call.studio.settings.has_accounts:
        raise Refused(
            404,
            msg("nobody signs in on this computer"),
            msg("accounts are for a server of an office: anpham studio --host ADDRESS"),
        )


def _account(call: Call) -> Account:
    check_accounts(call)
    try:
        return call.studio.people.get(call.request.path_params["person"])
    except KeyError:
        raise Refused(404, msg("there is no such person"), msg("reload the list")) from None


def _check_not_oneself(call: Call, account: Account) -> None:
    """One's own role stays, so that an office is never without an administrator."""
    if account.id == call.person.id:
        raise Refused(
            422,
            msg("you cannot change your own account here"),
            msg("another administrator does that; your own password is changed in the menu"),
        )


def _name_taken(call: Call, name: str) -> Message | None:
    names = {account.name.casefold() for account in call.studio.people.all()}
    if name.casefold() in names:
        return msg("somebody is called '{name}' already; add what tells them apart", name=name)
    return None


def _role(call: Call) -> Role:
    try:
        return Role(call.text("role"))
    except ValueError:
        raise Refused(422, msg("there is no such role"), msg("choose one of the list")) from None


ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    people,
    add,
    set_role,
    set_active,
    renew_password,
    own_password,
    change_own_password,
)
