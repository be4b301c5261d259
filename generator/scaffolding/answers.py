"""Five questions on a new campaign that a machine cannot answer, each with a default.

Who asks a person belongs to the doors; here are the questions with what the paper offers, and the
answers that are taken when nobody is asked. A name that no list has, or that fits several issuers,
is never replaced by one that fits: then the paper's own words are offered, and a finding says so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from generator.content.drafting.model import CampaignDraft, DraftGroup
from generator.content.issuer_choice import choose_issuer
from generator.content.issuer_directory import IssuerDirectory
from generator.content.letters.model import Letter
from generator.content.model import Issuer, IssuerRequest
from generator.content.web_address import address_fault, encode_address
from generator.core.errors import Place, Problem, UsageError
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.scaffolding.unused import Deadline, deadlines_of
from generator.vietnamese.official_names import (
    is_peoples_committee,
    split_name,
    unit_in_text,
)

_NOBODY: Final = IssuerRequest()
_QR_OPTION: Final = Place(item="--qr")

#: A unit's type word with a number, or with a name of up to four syllables.
_PLAIN_UNIT: Final = re.compile(r"(?:\w+ )?\w+ (?:\d+|\w\S*(?: \w\S*){0,3})")
#: An office of the unit, named behind it in the paper's head.
_OFFICE: Final = re.compile(r" (?:PHÒNG|VĂN PHÒNG|BAN|TRUNG TÂM|TRẠM|ĐỘI|HỘI ĐỒNG)(?: |$)")


@dataclass(frozen=True, slots=True)
class IssuerOffer:
    """The issuer that is offered.

    Attributes:
        request: To be looked up by its full name, or printed as the paper has it.
        issuer: What it names; None where the paper names none.
        findings: That no list has the paper's name, or that several issuers have it.
    """

    request: IssuerRequest
    issuer: Issuer | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class CampaignQuestions:
    """The questions, with what there is to choose from.

    Attributes:
        letter: The paper as it was read.
        draft: What is proposed from it.
        issuer: The default of the first question.
        approver: The name of who signed the paper; empty if unknown.
        deadlines: The last days that the paper names: one of them may be that of its validity.
    """

    letter: Letter
    draft: CampaignDraft
    issuer: IssuerOffer
    approver: str = ""
    deadlines: tuple[Deadline, ...] = ()

    @property
    def links(self) -> tuple[str, ...]:
        """Addresses that may be the code's target."""
        return self.draft.links

    @property
    def groups(self) -> tuple[DraftGroup, ...]:
        """Sections of which pieces may be made."""
        return self.draft.groups

    @property
    def suggested_groups(self) -> tuple[str, ...]:
        """Names of the groups that are taken when nobody chooses; all where none is proposed."""
        suggested = self.draft.suggested_groups or self.draft.groups
        return tuple(group.name for group in suggested)


@dataclass(frozen=True, slots=True)
class CampaignAnswers:
    """The answers.

    Attributes:
        issuer: Who issues the pieces.
        qr_url: Target of the code; empty for pieces without a code.
        groups: Names of the draft's groups that stand on the pieces.
        takes_all: Whether all their points do, tasks of offices too.
        valid_until: The last day on which the content is in force; None without one.
        approver: Who will approve the texts; may be empty.
    """

    issuer: IssuerOffer
    qr_url: str = ""
    groups: tuple[str, ...] = ()
    takes_all: bool = False
    valid_until: dt.date | None = None
    approver: str = ""
    findings: tuple[Finding, ...] = field(default=(), compare=False)


def questions(
    letter: Letter, draft: CampaignDraft, directory: IssuerDirectory, *, own: IssuerRequest
) -> CampaignQuestions:
    """The questions on ``letter``.

    Args:
        own: A person's own issuer, from settings; offered before the paper's.
    """
    return CampaignQuestions(
        letter,
        draft,
        offered_issuer(letter, directory, own=own),
        letter.signatory.name or "",
        deadlines_of(letter, draft),
    )


def default_answers(asked: CampaignQuestions) -> CampaignAnswers:
    """The answers that are taken when nobody is asked."""
    return CampaignAnswers(
        issuer=asked.issuer,
        qr_url=asked.links[0] if asked.links else "",
        groups=asked.suggested_groups,
        approver=asked.approver,
    )


def offered_issuer(
    letter: Letter, directory: IssuerDirectory, *, own: IssuerRequest = _NOBODY
) -> IssuerOffer:
    """A person's own issuer, else the paper's: found by its name, or as the paper writes it.

    Raises:
        UsageError: if ``own`` cannot be found.
        ContentError: if a name is no readable text.
    """
    if own.names_issuer:
        return named_issuer(own, directory)
    if letter.issuing_body is None:
        return IssuerOffer(_NOBODY, None)
    name = name_in_text(letter.issuing_body)
    try:
        return named_issuer(IssuerRequest(issuer=name), directory)
    except UsageError as error:
        as_it_stands = named_issuer(IssuerRequest(issuer_name=name), directory)
        return replace(as_it_stands, findings=tuple(_not_taken(name, error.problems, letter)))


def named_issuer(request: IssuerRequest, directory: IssuerDirectory) -> IssuerOffer:
    """The issuer that ``request`` names; a name from the lists is written out with its province.

    Raises:
        UsageError: if none or several fit.
        ContentError: if the name is no readable text.
    """
    issuer = choose_issuer(request, directory, fallback=_NOBODY)
    if isinstance(request.issuer, str):
        full = ", ".join(part for part in (issuer.name, issuer.province) if part)
        request = IssuerRequest(issuer=full)
    else:
        request = IssuerRequest(issuer_name=issuer.name)
    return IssuerOffer(request, issuer, issuer.findings)


def name_in_text(name: str) -> str:
    """The issuing body as running text spells it: "ỦY BAN NHÂN DÂN XÃ VÍ DỤ", "… xã Ví Dụ".

    Only a people's committee that is wholly in capitals can be spelled by rule; others stay as the
    paper has them, because no rule knows which words of their names are capital.
    """
    body, unit = split_name(name)
    is_plain = is_peoples_committee(body) and _PLAIN_UNIT.fullmatch(unit) is not None
    if not name.isupper() or not is_plain or _OFFICE.search(unit):
        return name
    return f"{body.capitalize()} {unit_in_text(_capitals(unit))}"


def checked_link(url: str, place: Place = _QR_OPTION) -> str:
    """``url`` in ASCII, as a code holds it; empty for none.

    Raises:
        UsageError: if it is no web address.
    """
    written = url.strip()
    if not written:
        return ""
    fault = address_fault(written)
    if fault is not None:
        message = fault.message
        raise UsageError(Problem("link-wrong", message, fault.hint, place))
    return encode_address(written)


def chosen_groups(asked: CampaignQuestions, names: Sequence[str]) -> tuple[str, ...]:
    """``names`` of the draft's groups, in its order.

    Raises:
        UsageError: for each that the draft does not have, or if none is named.
    """
    known = [group.name for group in asked.groups]
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise UsageError(
            *(
                Problem(
                    "section-unknown",
                    msg("there is no section “{name}” in the draft", name=name),
                    msg("the sections are: {names}", names=", ".join(known)),
                )
                for name in unknown or [""]
            )
        )
    return tuple(name for name in known if name in names)


def _capitals(text: str) -> str:
    """``text`` with each syllable's first letter as the only capital."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in text.split())


def _not_taken(name: str, problems: Sequence[Problem], letter: Letter) -> list[Finding]:
    """Findings that ``name`` is printed as in the paper, with the reason."""
    place = Place(letter.source)
    return [
        Finding(
            problem.code,
            Severity.WARNING,
            msg("the issuer is printed as the paper has it, “{name}”: {why}", name=name,
                why=problem.message),
            problem.hint,
            place,
        )
        for problem in problems
    ]  # fmt: skip
