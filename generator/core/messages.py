"""Messages for people: an English text, its values, and a place for a translation.

The core raises and returns :class:`Message` values; it never looks a translation up. The doors
(``cli``) localize them through a gettext catalogue (``cli.localization``). Babel finds the texts
by the name of the function :func:`msg`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from generator.core.public import public

#: The languages that messages and the names of things come in.
Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


@public
@dataclass(frozen=True, slots=True)
class Message:
    """An English text with ``{name}`` places and the values that fill them.

    A value may itself be a :class:`Message`; it is then localized, too. A float is
    formatted by :func:`number`, so give it rounded as it shall be read, not as a text.
    """

    text: str
    values: dict[str, object] = field(default_factory=dict)

    def localized(self, translate: Callable[[str], str], decimal_mark: str = ".") -> str:
        """The text in the language of ``translate``, its places filled."""

        def filling(value: object) -> object:
            match value:
                case Message():
                    return value.localized(translate, decimal_mark)
                case float():
                    return number(value, decimal_mark)
                case _:
                    return value

        filled = {name: filling(value) for name, value in self.values.items()}
        return translate(self.text).format(**filled)

    def __str__(self) -> str:
        return self.localized(lambda text: text)


def number(value: float, decimal_mark: str = ".") -> str:
    """``value`` for people: up to two digits after the mark, without trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", decimal_mark)


def listed(values: Iterable[object]) -> Message:
    """``values``, each of which may be a message, one after the other: "A3, A4 landscape"."""
    several = list(values)
    places = ", ".join(f"{{v{number}}}" for number in range(len(several)))
    return Message(places or " ", {f"v{number}": value for number, value in enumerate(several)})


def msg(text: str, /, **values: object) -> Message:
    """A message; ``text`` must be a literal, so that Babel can extract it."""
    return Message(text, values)
