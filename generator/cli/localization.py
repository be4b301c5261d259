"""The language of the command line, and its message catalogues.

The texts themselves stand in English where they are used, as ``msg("...")``. Which language is
chosen is decided once, in ``cli.main``; everything below calls :func:`localize`.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from generator.core.messages import LANGUAGES, Language, Message, number
from generator.core.translations import LOCALE_FOLDER, decimal_mark, localized

#: click asks the standard library's default domain for its own texts; this one is ours for it.
_CLICK_DOMAIN = "click"

_language: ContextVar[Language] = ContextVar("language", default="en")


def language() -> Language:
    """The language in use."""
    return _language.get()


def localize(message: Message) -> str:
    """``message`` in the language in use."""
    return localized(language(), message)


def format_decimal(value: float, digits: int = 1) -> str:
    """``value`` with a fixed number of ``digits`` after the language's decimal mark."""
    return f"{value:.{digits}f}".replace(".", decimal_mark(language()))


def format_number(value: float) -> str:
    """``value`` as in a message: with no more digits than it needs."""
    return number(value, decimal_mark(language()))


@contextmanager
def using_language(chosen: Language) -> Iterator[None]:
    """Use ``chosen`` inside the block, for our own texts and click's.

    click looks its texts up through the standard library, which chooses by environment variable;
    so ``LANGUAGE`` is set for the block and put back after it.
    """
    token = _language.set(chosen)
    domain_before, variable_before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_CLICK_DOMAIN, str(LOCALE_FOLDER))
    gettext.textdomain(_CLICK_DOMAIN)
    os.environ["LANGUAGE"] = chosen
    try:
        yield
    finally:
        _language.reset(token)
        gettext.textdomain(domain_before)
        if variable_before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = variable_before


def parse_language(value: str) -> Language | None:
    """``value`` as a language, in any case; None if there are no messages in it."""
    return next((language for language in LANGUAGES if language == value.strip().lower()), None)


def language_option(arguments: Sequence[str]) -> Language | None:
    """The value of ``--lang`` among ``arguments``, before they are parsed.

    A usage error must be reported in the language given on the same command line; so the option
    is looked up by hand, and wrong values are left to the parser.
    """
    for index, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            if not equals:
                value = "".join(arguments[index + 1 : index + 2])
            return parse_language(value) or _spoken_language(value)
    return None


def _spoken_language(value: str) -> Language | None:
    """The language that people call ``value``, as "tiếng Việt"."""
    from generator.cli.words import value_of

    return parse_language(value_of(value, LANGUAGES, "lang") or "")


def language_of_locale(environment: Mapping[str, str]) -> Language:
    """Vietnamese for a Vietnamese locale, else English.

    The first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG`` that is set decides (POSIX.1-2017, 8.2);
    on Windows, where none is, the language of the desktop does.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    set_ones = [environment[n] for n in names if environment.get(n)]
    locale_name = set_ones[0] if set_ones else _desktop_locale()
    return "vi" if locale_name.lower().startswith("vi") else "en"


def _desktop_locale() -> str:
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return ""
