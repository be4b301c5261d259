"""Pages: Jinja templates of ``assets/studio/pages``, filled in the language of the person."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import jinja2

from generator.core.errors import Problem
from generator.core.findings import Finding
from generator.core.messages import Language, Message, number
from generator.core.translations import decimal_mark, localized
from generator.studio.hints import Hint, plain_hint


class Pages:
    """The templates of the studio."""

    def __init__(self, folder: Path) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder / "pages"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["capital"] = _capital

    def render(self, template: str, language: Language, /, **values: Any) -> str:
        """The template filled.

        In it, ``t`` gives a message in the language of the person, or of two texts the one in that
        language, Vietnamese first: ``t("Lưu lúc {time}", "Saved at {time}", time=…)``. ``day`` and
        ``moment`` write them in Vietnamese form (30/11/2026; 14:05, 30/11/2026), ``decimal`` a
        number with the mark of the language; ``plain`` gives the hint of a finding. The
        filter ``capital`` begins a sentence.
        """

        def t(text: str | Message | tuple[str, str], english: str = "", /, **inner: Any) -> str:
            if isinstance(text, Message):
                return localized(language, text)
            if isinstance(text, tuple):
                text, english = text
            return (text if language == "vi" else english).format(**inner)

        def decimal(value: float) -> str:
            return number(value, decimal_mark(language))

        return self._environment.get_template(template).render(
            t=t,
            plain=_plain,
            language=language,
            day=_day,
            moment=_moment,
            decimal=decimal,
            **values,
        )


def _plain(one: Problem | Finding) -> Hint:
    return plain_hint(one.code, one.hint)


def _day(at: dt.date) -> str:
    return f"{at.day:02}/{at.month:02}/{at.year}"


def _moment(at: dt.datetime) -> str:
    return f"{at.hour:02}:{at.minute:02}, {_day(at)}"


def _capital(text: str) -> str:
    """``text`` with a capital, as it stands alone: messages begin small."""
    return text[:1].upper() + text[1:]
