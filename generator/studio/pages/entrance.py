"""The way in and out: the printed address, the first administrator, signing in, the language."""

from __future__ import annotations

import hmac
from typing import Any, Final

from starlette.responses import Response

from generator.core.messages import LANGUAGES, Message, msg
from generator.studio.languages import own_path
from generator.studio.rights import Right, Role
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.security.admission import NEW_FORM_TOKEN, SessionAdmission, form_cookie
from generator.studio.security.passwords import weakness
from generator.studio.store import audit as acts
from generator.studio.store.people import login_key

MAX_LOGIN: Final = 64
MAX_NAME: Final = 100


@endpoint("/enter", right=Right.ANYONE)
def enter(call: Call) -> Response:
    """Start the session of the only person of this server."""
    if call.studio.settings.has_accounts or not has_token(call):
        raise _wrong_address()
    return started(call, None, "/")


@endpoint("/khoi-tao", right=Right.ANYONE)
def first(call: Call) -> Response:
    """The form for the first administrator, while there is none."""
    _check_first(call)
    return form_page(call, "first.html.j2", problem=None, token=call.text("token"))


@endpoint("/khoi-tao", "POST", right=Right.ANYONE)
def create_first(call: Call) -> Response:
    """Add the first administrator, and sign in as such."""
    _check_first(call)
    login, name, password = login_key(call.text("login")), new_name(call), call.text("password")
    problem = login_problem(login) or name_problem(name) or password_problem(call, login)
    if problem is not None:
        token = call.text("token")
        return form_page(call, "first.html.j2", status=422, problem=problem, token=token)
    stored = admission(call).passwords.hash(password)
    account = call.studio.people.add_first(login, name, Role.ADMIN, stored)
    if account is None:
        raise _wrong_address()
    return started(call, account.id, "/")


@endpoint("/dang-nhap", right=Right.ANYONE)
def ask(call: Call) -> Response:
    """The form of signing in."""
    if call.person.is_signed_in or not call.studio.settings.has_accounts:
        return call.redirect("/")
    return form_page(call, "sign-in.html.j2", problem=None, until=None)


@endpoint("/dang-nhap", "POST", right=Right.ANYONE)
def sign_in(call: Call) -> Response:
    """Start a session, if login and password are those of an active account."""
    if not call.studio.settings.has_accounts:
        raise _wrong_address()
    gate, people = admission(call), call.studio.people
    login, password = login_key(call.text("login")[:MAX_LOGIN]), call.text("password")
    address = gate.address(call.request)
    until = gate.attempts.begin(login, address)
    if until is not None:
        wait = int((until - call.studio.settings.now()).total_seconds()) + 1
        response = form_page(call, "sign-in.html.j2", status=429, problem=None, until=until)
        response.headers["Retry-After"] = str(wait)
        return response
    account = people.by_login(login)
    stored = account.password if account is not None and account.is_active else None
    if not gate.passwords.verify(password, stored) or account is None or stored is None:
        if account is not None:
            call.studio.audit.add(account.name, acts.SIGN_IN_FAILED, address=address)
        wrong = msg("login or password is wrong")
        return form_page(call, "sign-in.html.j2", status=403, problem=wrong, until=None)
    gate.attempts.succeed(login, address)
    if gate.passwords.is_outdated(stored):
        people.renew_hash(account.id, gate.passwords.hash(password))
    call.studio.audit.add(account.name, acts.SIGNED_IN, address=address)
    return started(call, account.id, own_path(call.text("next", "/")))


@endpoint("/dang-xuat", "POST", right=Right.SIGNED_IN)
def sign_out(call: Call) -> Response:
    """End the session."""
    settings = call.studio.settings
    admission(call).sessions.end(call.request.cookies.get(settings.cookie, ""))
    if settings.has_accounts:
        call.studio.audit.add(call.person.name, acts.SIGNED_OUT)
    response = call.redirect("/dang-nhap" if settings.has_accounts else "/")
    response.delete_cookie(
        settings.cookie, httponly=True, samesite="strict", secure=settings.is_secure
    )
    return response


@endpoint("/language", "POST", right=Right.SIGNED_IN)
def change_language(call: Call) -> Response:
    """Show all pages in another language from now on."""
    language = call.text("language")
    if language in LANGUAGES:
        token = call.request.cookies.get(call.studio.settings.cookie, "")
        admission(call).sessions.set_language(token, language)
    return call.redirect(own_path(call.text("back", "/")))


def admission(call: Call) -> SessionAdmission:
    """The sessions, passwords and limits of the server."""
    found: SessionAdmission = call.request.app.state.admission
    return found


def started(call: Call, person: int | None, path: str) -> Response:
    """A new session of the person in place of the one of the request; on to ``path``."""
    settings = call.studio.settings
    before = call.request.cookies.get(settings.cookie, "")
    token = admission(call).sessions.start(person, call.language, instead_of=before)
    response = call.redirect(path)
    _set_cookie(call, response, settings.cookie, token)
    return response


def has_token(call: Call) -> bool:
    """True if the address or form has the token that was printed."""
    sent, expected = call.text("token"), call.studio.settings.token
    return hmac.compare_digest(sent.encode("utf-8", "replace"), expected.encode())


def form_page(call: Call, template: str, /, *, status: int = 200, **values: Any) -> Response:
    """A page with a form for somebody who has not signed in, and the cookie that binds it."""
    response = call.page(template, status=status, **values)
    token = call.request.scope.get(NEW_FORM_TOKEN)
    if token is not None:
        _set_cookie(call, response, form_cookie(call.studio.settings), token)
    return response


def new_name(call: Call) -> str:
    """The name in a form, without blanks that nobody sees."""
    return " ".join(call.text("name").split())


def login_problem(login: str) -> Message | None:
    """The reason why a login is not taken."""
    if not 2 <= len(login) <= MAX_LOGIN or not all(one.isalnum() or one in "._-@" for one in login):
        return msg(
            "a login has 2 to {most} letters, figures, dots, hyphens or @, without blanks",
            most=MAX_LOGIN,
        )
    return None


def name_problem(name: str) -> Message | None:
    """The reason why a person's name is not taken."""
    if not 2 <= len(name) <= MAX_NAME or not name.isprintable():
        return msg("a name has 2 to {most} characters", most=MAX_NAME)
    return None


def password_problem(call: Call, login: str) -> Message | None:
    """The reason why the new password in a form is not taken."""
    if call.text("password") != call.text("again"):
        return msg("the two passwords are not the same")
    return weakness(call.text("password"), login)


def _check_first(call: Call) -> None:
    is_first = call.studio.settings.has_accounts and not call.studio.people.all()
    if not is_first or not has_token(call):
        raise _wrong_address()


def _wrong_address() -> Refused:
    return Refused(
        403,
        msg("this address does not open the studio"),
        msg("open the address that anpham studio printed, with all its letters"),
    )


def _set_cookie(call: Call, response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name, value, httponly=True, samesite="strict", secure=call.studio.settings.is_secure
    )


ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    enter,
    first,
    create_first,
    ask,
    sign_in,
    sign_out,
    change_language,
)
