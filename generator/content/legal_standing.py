"""The legal standing of an act that is cited: in one wording for an order and for a finished file.

anpham says what is known and since when; whether to print is for people to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.content.expectations import cited_acts
from generator.content.model import Campaign
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.provenance import ExpectedAct
from generator.vietnamese.dates import short_day

REPLACED: Final = "act-replaced"
DOUBTFUL: Final = "act-doubtful"
CURES: Final = {
    REPLACED: msg("Read the act that replaced it, correct campaign.yaml and make the file again."),
    DOUBTFUL: msg(
        "Before printing, read what is in force, then correct “status” in campaign.yaml."
    ),
}


@dataclass(frozen=True, slots=True)
class DoubtfulStanding:
    """Statement that an act binds nobody any more, or may not.

    Attributes:
        code: ``REPLACED`` or ``DOUBTFUL``, of the finding.
    """

    code: str
    message: Message


def legal_findings(campaign: Campaign) -> tuple[Finding, ...]:
    """Findings of the acts that ``campaign`` rests on and that do not hold for certain.

    An act that another has replaced, or may have replaced, is a warning. One whose standing is
    merely not certain is a note: no piece need cite it, and a file that does has a warning.
    """
    return _findings(cited_acts(campaign))


@lru_cache(maxsize=64)
def _findings(acts: tuple[ExpectedAct, ...]) -> tuple[Finding, ...]:
    found = []
    for act in acts:
        standing = doubtful_standing(act)
        if standing is not None:
            is_grave = standing.code == REPLACED or act.replaced_by
            severity = Severity.WARNING if is_grave else Severity.NOTE
            found.append(Finding(standing.code, severity, standing.message, CURES[standing.code]))
    return tuple(found)


def doubtful_standing(act: ExpectedAct) -> DoubtfulStanding | None:
    """The doubt about ``act``; None if it is in force, or a source of its time."""
    if act.status in ("in-force", "historical"):
        return None
    known = {"number": act.number, "date": short_day(act.date), "other": act.replaced_by}
    if act.checked_on is None:
        return DoubtfulStanding(
            DOUBTFUL,
            msg("nobody has looked up yet whether {number} of {date} is in force", **known),
        )
    known["checked"] = short_day(act.checked_on)
    match act.status:
        case "replaced" if act.replaced_by:
            return DoubtfulStanding(
                REPLACED,
                msg("{number} of {date} was replaced by {other} (checked on {checked})", **known),
            )
        case "replaced":
            return DoubtfulStanding(
                REPLACED, msg("{number} of {date} was replaced (checked on {checked})", **known)
            )
        case _ if act.replaced_by:
            return DoubtfulStanding(
                DOUBTFUL,
                msg(
                    "{number} of {date} may have been replaced by {other} (checked on {checked})",
                    **known,
                ),
            )
        case _:
            return DoubtfulStanding(
                DOUBTFUL,
                msg(
                    "it is not certain that {number} of {date} is in force (checked on {checked})",
                    **known,
                ),
            )
