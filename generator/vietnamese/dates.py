"""Days as Vietnamese official papers write them.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: a day below 10, and the months 1 and 2, take a
leading zero; other months do not.
"""

from __future__ import annotations

import datetime as dt
import re

#: A day in running text or in a date line: 17/6/2021, or 21 tháng 12 năm 2022.
DAY_PATTERN = r"\d{1,2}(?:\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"

#: Only January and February take a zero; from March on a month cannot be changed by a stroke.
_LAST_PADDED_MONTH = 2


def short_day(day: dt.date) -> str:
    """``day`` as running text writes it: 17/6/2021, 05/3/2026, 21/01/2026."""
    month = f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def long_day(day: dt.date) -> str:
    """``day`` in words, as in the head of a letter: "ngày 05 tháng 01 năm 2026"."""
    month = f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def read_day(text: str) -> dt.date:
    """The day written in ``text`` as :data:`DAY_PATTERN` finds it.

    Raises:
        ValueError: when there is no such day, as on 31/6.
    """
    numbers = [int(digits) for digits in re.findall(r"\d+", text)]
    if len(numbers) != 3:
        raise ValueError(f"no day: {text}")
    return dt.date(numbers[2], numbers[1], numbers[0])
