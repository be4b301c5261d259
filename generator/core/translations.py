"""Message catalogues: where translations lie, and messages in a given language.

Which language a person reads is chosen by the doors (``cli.localization``); a file that is always
in one language, as the overview of a new campaign, asks for that language here.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from generator.core.messages import Language, Message

LOCALE_FOLDER: Final = Path(__file__).parent.parent / "locale"

_DOMAIN: Final = "anpham"


def decimal_mark(language: Language) -> str:
    """The mark before decimals."""
    return "," if language == "vi" else "."


def localized(language: Language, message: Message) -> str:
    """``message`` in ``language``."""
    # For English there is no catalogue. The standard library caches the others.
    catalogue = gettext.translation(_DOMAIN, LOCALE_FOLDER, [language], fallback=True)
    return message.localized(catalogue.gettext, decimal_mark(language))


def localizer(language: Language) -> Callable[[Message], str]:
    """Function that gives a message in ``language``."""
    return partial(localized, language)
