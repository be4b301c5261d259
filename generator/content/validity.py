"""The deadline of validity: the last day on which what a campaign says is in force."""

from __future__ import annotations

import datetime as dt
from typing import Final

from generator.core.messages import Message, msg
from generator.vietnamese.dates import short_day

#: The cure of a deadline that is over.
CURE: Final = msg(
    "Do not print it any more; if what it says still holds, correct “valid_until” in campaign.yaml."
)


def validity_text(until: dt.date) -> str:
    """The words in print, as "Có hiệu lực đến ngày 31/01/2027"."""
    return f"Có hiệu lực đến ngày {short_day(until)}"


def ended(until: dt.date, today: dt.date) -> Message | None:
    """Finding that the deadline of validity is over; None if it is not."""
    if today <= until:
        return None
    return msg(
        "what the piece says was in force until {until}; today is {today}",
        until=short_day(until),
        today=short_day(today),
    )
