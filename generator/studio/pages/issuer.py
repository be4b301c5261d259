"""Step two: who issues the pieces, with contacts, pictures and a code of its own."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from starlette.responses import Response

from generator.content.commune_bodies import COMMUNE_BODIES, body_in, body_name
from generator.content.communes import BODY
from generator.content.contacts import CONTACT_KINDS, read_contact
from generator.content.issuer_face import with_face
from generator.content.issuers import issuer_from_name
from generator.content.model import MOST_CO_ISSUERS, Issuer, IssuerRequest
from generator.core.errors import AnphamError, Place
from generator.core.messages import msg
from generator.studio.choices import Choices, IssuerChoice
from generator.studio.edits import Conflict, edit_choice
from generator.studio.issuer_search import directory, search_communes
from generator.studio.last_issuer import keep_last_issuer
from generator.studio.pages.saving import conflicting, notes_of, refused, saved
from generator.studio.pages.second_code_fields import SECOND_CODES, second_code_shown
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.store.projects import Project
from generator.vietnamese.text_guard import guard

_TAB_BYTES: Final = 6


@endpoint("/p/{project}/ai", right=Right.VIEW)
def show(call: Call) -> Response:
    """The step."""
    return call.page(
        "issuer.html.j2",
        step="ai",
        project=call.project,
        tab=secrets.token_hex(_TAB_BYTES),
        most_co_issuers=MOST_CO_ISSUERS,
        kinds=SECOND_CODES,
        **page_values(call, call.project),
    )


@endpoint("/p/{project}/ai/search", right=Right.VIEW)
def search(call: Call) -> Response:
    """Communes that the text may mean, as options of a list."""
    found = search_communes(directory(call.studio.assets.issuers), call.text("q"))
    return call.page("issuer-options-part.html.j2", search=found)


@endpoint("/p/{project}/ai/issuer", "POST", right=Right.EDIT)
def save_issuer(call: Call) -> Response:
    """Save the commune and its body, or any other name."""
    before = _issuer(call.project)
    try:
        issuer = _asked_issuer(call, before)
        project = edit_choice(call, ("issuer",), asdict(issuer))
    except Conflict as error:
        return conflicting(call, error)
    except AnphamError as error:
        return refused(call, error.problems)
    left = before.hotline or before.address or before.website or before.logo or before.second_qr
    is_cleared = bool(left) and not (issuer.hotline or issuer.address or issuer.logo)
    keep_last_issuer(call.studio, call.person.id, project)
    values = page_values(call, project)
    return saved(call, project, "issuer-now-part.html.j2", is_cleared=is_cleared, **values)


def _asked_issuer(call: Call, before: IssuerChoice) -> IssuerChoice:
    """The issuer of the form; what was another's own, as its hotline, is not taken along."""
    name = " ".join(call.text("name").split())
    commune = call.text("commune")
    if name:
        issuer_from_name(name)
        asked = IssuerChoice(issuer_name=name)
    elif commune:
        unit = directory(call.studio.assets.issuers).find(commune).unit
        body = call.text("body") or BODY
        if body not in COMMUNE_BODIES:
            raise Refused(404, msg("there is no such body"), msg("choose one from the list"))
        if body == BODY:
            asked = IssuerChoice(issuer=commune)
        else:
            asked = IssuerChoice(issuer_name=body_name(body, unit), commune=commune)
    else:
        asked = IssuerChoice()
    places = {before.issuer or before.commune, before.issuer_name}
    is_other = before.issuer or before.issuer_name
    if is_other and not ({asked.issuer or asked.commune} & places - {None}):
        return asked
    return replace(
        before, issuer=asked.issuer, issuer_name=asked.issuer_name, commune=asked.commune
    )


@endpoint("/p/{project}/ai/contact/{kind}", "POST", right=Right.EDIT)
def save_contact(call: Call) -> Response:
    """Save the address, hotline or website, without a label of its own."""
    asked = call.request.path_params["kind"]
    kind = next((one for one in CONTACT_KINDS if one == asked), None)
    if kind is None:
        raise Refused(404, msg("there is no such field"))
    place = Place(item=kind)
    try:
        contact = read_contact(kind, guard(call.text("value"), place=place), place=place)
        project = edit_choice(call, ("issuer", kind), contact.text)
    except Conflict as error:
        return conflicting(call, error)
    except AnphamError as error:
        return refused(call, error.problems)
    keep_last_issuer(call.studio, call.person.id, project)
    return saved(call, project, notes=notes_of(contact.findings))


@endpoint("/p/{project}/ai/co-issuers", "POST", right=Right.EDIT)
def save_co_issuers(call: Call) -> Response:
    """Save the names of those who issue the pieces with it, one a line."""
    names = tuple(" ".join(one.split()) for one in call.text("value").splitlines() if one.strip())
    try:
        own = _issuer(call.project)
        checked = with_face(Issuer(own.issuer_name or "", ""), IssuerRequest(co_issuers=names))
        project = edit_choice(call, ("issuer", "co_issuers"), list(checked.face.co_issuers))
    except Conflict as error:
        return conflicting(call, error)
    except AnphamError as error:
        return refused(call, error.problems)
    keep_last_issuer(call.studio, call.person.id, project)
    return saved(call, project, notes=notes_of(checked.findings))


def _issuer(project: Project) -> IssuerChoice:
    return Choices.from_json(project.head.choices).issuer


def page_values(call: Call, project: Project) -> dict[str, Any]:
    """The values of the project that the parts of the step show."""
    choice = _issuer(project)
    return {
        "choice": choice,
        "bodies": COMMUNE_BODIES,
        "may_edit": call.person.has(Right.EDIT),
        **_named(call, choice),
        **second_code_shown(choice.second_qr),
    }


def _named(call: Call, choice: IssuerChoice) -> Mapping[str, str | None]:
    """The issuer's name as it is printed, its province, and which body of which commune it is."""
    commune = choice.issuer or choice.commune
    unknown = {"name": choice.issuer_name or choice.issuer, "province": "", "commune": None}
    if not commune:
        return {**unknown, "body": None}
    try:
        found = directory(call.studio.assets.issuers).find(commune)
    except AnphamError:  # a list of another office, or of another time
        return {**unknown, "body": None}
    body = BODY if choice.issuer else body_in(choice.issuer_name or "", found.unit)
    name = choice.issuer_name or found.name
    return {"name": name, "province": found.province, "commune": commune, "body": body}


ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    show,
    search,
    save_issuer,
    save_contact,
    save_co_issuers,
)
