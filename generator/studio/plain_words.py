"""Messages in the words of the pages: materials, themes and destinations by their names.

Below the studio a message names them as ``anpham list`` does, for people who type them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from generator.core.messages import Language, Message

if TYPE_CHECKING:
    from generator.sheet.catalogue import Catalogue

_DESTINATIONS: Final[Mapping[str, tuple[str, str]]] = {
    "office": ("máy in văn phòng", "office printer"),
    "press": ("nhà in", "print shop"),
    "screen": ("màn hình", "screen"),
}


class PlainNames:
    """The names of a catalogue in one language, by the key of a message's value and the value."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        materials = map(catalogue.material, catalogue.material_names())
        themes = map(catalogue.theme, catalogue.theme_names())
        self._names: Mapping[str, Mapping[str, str]] = {
            "material": {one.name: one.names.get(language, one.name) for one in materials},
            "theme": {one.name: one.names.get(language, one.name) for one in themes},
            "destination": {
                name: words[0 if language == "vi" else 1] for name, words in _DESTINATIONS.items()
            },
        }

    def message(self, message: Message) -> Message:
        """``message`` with names in the place of what a command takes."""
        values = {
            key: self._names[key].get(str(value), value) if key in self._names else value
            for key, value in message.values.items()
        }
        return Message(message.text, values)
