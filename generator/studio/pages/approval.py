"""Approval: all that is approved on one page, and the name of the person who answers for it."""

from __future__ import annotations

from typing import Any, Final

from starlette.responses import Response

from generator.api import AnphamError
from generator.content.approval import describe_change
from generator.core.messages import msg
from generator.studio.approvals import (
    approve_project,
    named_blocks,
    named_texts,
    shown_approval,
)
from generator.studio.hints import plain_problem
from generator.studio.pages.version_view import project_campaign
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint


@endpoint("/p/{project}/duyet", right=Right.VIEW)
def show(call: Call) -> Response:
    """The texts that are approved, or would be, with what is still open."""
    campaign = project_campaign(call)
    values: dict[str, Any] = {"project": call.project, "step": "lay", "campaign": campaign}
    try:
        shown = shown_approval(call.studio, call.project)
    except AnphamError as error:
        problems = [plain_problem(one) for one in error.problems]
        return call.page("approval.html.j2", shown=None, problems=problems, **values)
    assert campaign is not None
    approval = campaign.approval
    return call.page(
        "approval.html.j2",
        shown=shown,
        problems=[],
        texts=list(named_texts(shown, campaign)),
        blocks=list(named_blocks(shown, campaign)),
        changes=[describe_change(one, campaign) for one in shown.changes],
        is_approved=approval is not None and approval.holds,
        approver=_usual_name(call, approval.by if approval is not None else ""),
        has_accounts=call.studio.settings.has_accounts,
        **values,
    )


@endpoint("/p/{project}/duyet", "POST", right=Right.APPROVE)
def approve(call: Call) -> Response:
    """Approve what the person has read."""
    if call.text("read") != "1":
        raise Refused(
            422,
            msg("nothing was approved: that you have read the texts is not ticked"),
            msg("read them, tick it, and approve once more"),
        )
    has_accounts = call.studio.settings.has_accounts
    approve_project(
        call.studio,
        call.project,
        seen=int(call.text("base") or call.project.head.number),
        by=call.person.name if has_accounts else call.text("by"),
        author=call.person.name,
        on=call.studio.settings.now().date(),
    )
    return call.redirect(f"/p/{call.project.id}/duyet")


def _usual_name(call: Call, stated: str) -> str:
    """The name that stands in the form: of an account its own, else whom the campaign names."""
    return call.person.name if call.studio.settings.has_accounts else stated


ENDPOINTS: Final[tuple[Endpoint, ...]] = (show, approve)
