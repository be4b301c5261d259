"""Messages for people: an English text, its values, and a place for a translation.

The core raises and returns :class:`Message` values; it never looks a translation up. The doors
(``cli``) word them through a gettext catalogue (see ``cli/wording.py``). Babel finds the texts
by the name of the function :func:`msg`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """An English text with ``{name}`` places and the values that fill them.

    A value may itself be a :class:`Message`; it is then worded in the same language.
    """

    text: str
    values: dict[str, object] = field(default_factory=dict)

    def worded(self, translate: Callable[[str], str]) -> str:
        """The text in the language of ``translate``, its places filled."""
        filled = {
            name: value.worded(translate) if isinstance(value, Message) else value
            for name, value in self.values.items()
        }
        return translate(self.text).format(**filled)

    def __str__(self) -> str:
        return self.worded(lambda text: text)


def msg(text: str, /, **values: object) -> Message:
    """A message; ``text`` must be a literal, so that Babel can extract it."""
    return Message(text, values)
