"""The form beside a paper: what a person ticks and fills in, and the campaign it asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from generator.content.approval_writer import person_name
from generator.content.model import Confirmation, IssuerRequest
from generator.core.errors import Problem, UsageError
from generator.core.messages import msg
from generator.scaffolding.answers import (
    CampaignQuestions,
    IssuerOffer,
    default_answers,
    suggested_items,
)
from generator.studio.routing import Call

if TYPE_CHECKING:
    from generator.scaffolding.new_campaign import CampaignOptions


@dataclass(frozen=True, slots=True)
class LetterForm:
    """The fields of the form.

    Attributes:
        items: Addresses of the points that are ticked.
        is_issuer_as_written: Whether the issuer is printed as it stands, in no list.
        valid_until: As a browser sends a day, "2026-12-31"; empty for none.
        confirmed_by: Who compared what recognition was unsure of with the paper.
    """

    items: tuple[str, ...]
    title: str
    issuer: str
    is_issuer_as_written: bool
    qr_url: str
    valid_until: str
    approver: str
    confirmed_by: str

    @classmethod
    def of_questions(cls, asked: CampaignQuestions, today: dt.date) -> Self:
        """The proposal, before a person has changed anything."""
        usual = default_answers(asked)
        days = [one.day for one in asked.deadlines]
        is_clear = len(days) == 1 and days[0] >= today
        suggested = suggested_items(asked)
        return cls(
            items=tuple(
                item.address
                for group in asked.groups
                for item in group.items
                if item.address in suggested
            ),
            title=asked.draft.title,
            issuer=full_name(asked.issuer),
            is_issuer_as_written=asked.issuer.request.issuer_name is not None,
            qr_url=usual.qr_url,
            valid_until=days[0].isoformat() if is_clear else "",
            approver=usual.approver,
            confirmed_by="",
        )

    @classmethod
    def of_call(cls, call: Call) -> Self:
        """The fields as they were sent."""
        return cls(
            items=tuple(call.texts("item")),
            title=" ".join(call.text("title").split()),
            issuer=" ".join(call.text("issuer").split()),
            is_issuer_as_written=bool(call.text("as_written")),
            qr_url=call.text("qr").strip(),
            valid_until=call.text("valid_until").strip(),
            approver=" ".join(call.text("approver").split()),
            confirmed_by=" ".join(call.text("confirmed_by").split()),
        )

    @classmethod
    def of_json(cls, value: Mapping[str, Any]) -> Self | None:
        """The fields as a draft keeps them; None if it keeps none, or those of another form."""
        if value.keys() != cls.__dataclass_fields__.keys():
            return None
        return cls(**{**value, "items": tuple(value["items"])})

    def options(
        self, asked: CampaignQuestions, today: dt.date, *, keeps_all: bool
    ) -> CampaignOptions:
        """The campaign that is asked for.

        Args:
            keeps_all: Whether no point is left out for want of room.

        Raises:
            UsageError: with every field that is wrong.
        """
        # It lays pieces out for trial, and brings all that draws.
        from generator.scaffolding.new_campaign import CampaignOptions

        wrong: list[Problem] = []
        options = CampaignOptions(
            date=today,
            issuer=self._request(asked.issuer, wrong),
            qr_url=self.qr_url,
            items=self.items,
            keeps_all=keeps_all,
            title=self.title,
            valid_until=self._day(wrong),
            approver=_person(self.approver, wrong),
            confirmation=self._confirmation(today, wrong),
            has_overview=False,
        )
        if wrong:
            raise UsageError(*wrong)
        return options

    def _request(self, offer: IssuerOffer, wrong: list[Problem]) -> IssuerRequest:
        if not self.issuer:
            wrong.append(
                Problem(
                    "issuer-missing",
                    msg("nobody is named who issues the pieces"),
                    msg("write the name of your ward or office"),
                )
            )
        if self.issuer == full_name(offer):
            return offer.request
        if self.is_issuer_as_written:
            return IssuerRequest(issuer_name=self.issuer)
        return IssuerRequest(issuer=self.issuer)

    def _day(self, wrong: list[Problem]) -> dt.date | None:
        if not self.valid_until:
            return None
        try:
            return dt.date.fromisoformat(self.valid_until)
        except ValueError:
            wrong.append(
                Problem(
                    "day-unknown",
                    msg("“{text}” is no day", text=self.valid_until),
                    msg("write it as 31/12/2026, or leave it empty"),
                )
            )
            return None

    def _confirmation(self, today: dt.date, wrong: list[Problem]) -> Confirmation | None:
        name = _person(self.confirmed_by, wrong)
        return Confirmation(name, today) if name else None


def full_name(offer: IssuerOffer) -> str:
    """The name of the issuer that is offered, with its province; empty if there is none."""
    if offer.issuer is None:
        return ""
    return ", ".join(part for part in (offer.issuer.name, offer.issuer.province) if part)


def _person(name: str, wrong: list[Problem]) -> str:
    if not name:
        return ""
    try:
        return person_name(name)
    except UsageError as error:
        hint = msg("write a person's name, as Nguyễn Thị Duyệt")
        wrong += [Problem(one.code, one.message, hint) for one in error.problems]
        return ""
