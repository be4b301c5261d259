"""The day of a command: the one it names, else today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from generator.core.errors import Problem, UsageError
from generator.core.messages import msg

_SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"


def today(environment: Mapping[str, str]) -> dt.date:
    """The date that reproducible builds ask for, else today's.

    Source: reproducible-builds.org/specs/source-date-epoch: seconds since 1970, UTC.

    Raises:
        UsageError: if the variable holds no number of seconds.
    """
    epoch = environment.get(_SOURCE_DATE_EPOCH)
    if not epoch:
        return dt.date.today()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            Problem(
                "bad-source-date-epoch",
                msg("SOURCE_DATE_EPOCH is '{value}', not a number of seconds", value=epoch),
                msg("remove the variable, or write seconds since 1970 into it, as 1795478400"),
            )
        ) from error


def chosen_day(text: str | None, environment: Mapping[str, str]) -> dt.date:
    """The day that an option names as ``text``; without one, today.

    Raises:
        UsageError: if it names none, or as :func:`today` does.
    """
    if text is None:
        return today(environment)
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            Problem(
                "bad-date",
                msg("'{value}' is not a day", value=text),
                msg("write year, month and day, as 2026-11-24"),
            )
        ) from error
