"""The date of today for a command."""

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
