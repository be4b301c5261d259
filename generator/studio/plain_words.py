"""Messages in the words of the pages: materials, themes and destinations by their names.

Below the studio a message names them as ``anpham list`` does, for people who type them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from generator.core.messages import Language, Message
from generator.studio.choices import PieceChoice

if TYPE_CHECKING:
    from generator.sheet.catalogue import Catalogue

#: Values of choices in Vietnamese and in English, by the choice.
_VALUES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "destination": {
        "office": ("máy in văn phòng", "office printer"),
        "press": ("nhà in", "print shop"),
        "screen": ("màn hình", "screen"),
    },
    "inks": {"usual": ("như thường", "as usual"), "low": ("tiết kiệm mực", "saving ink")},
    "text": {"short": ("", ""), "full": ("nguyên văn", "full texts")},
}


class PlainNames:
    """The names of a catalogue in one language, by the key of a message's value and the value."""

    def __init__(self, catalogue: Catalogue, language: Language) -> None:
        materials = map(catalogue.material, catalogue.material_names())
        themes = map(catalogue.theme, catalogue.theme_names())
        self._names: Mapping[str, Mapping[str, str]] = {
            "material": {one.name: one.names.get(language, one.name) for one in materials},
            "theme": {one.name: one.names.get(language, one.name) for one in themes},
            **{
                key: {name: words[0 if language == "vi" else 1] for name, words in known.items()}
                for key, known in _VALUES.items()
            },
        }
        self._copies = "{} bản" if language == "vi" else "{} copies"

    def message(self, message: Message) -> Message:
        """``message`` with names in the place of what a command takes."""
        known = self._names.keys() & message.values.keys() - {"text"}
        named = {key: self.name(key, message.values[key]) for key in known}
        return Message(message.text, {**message.values, **named})

    def name(self, key: str, value: object) -> object:
        """The name of the value of a choice; the value itself if it has none."""
        return self._names.get(key, {}).get(str(value), value)

    def piece(self, piece: PieceChoice) -> str:
        """A chosen piece in words, as "Áp phích (A2, Truyền thống, 300 bản)"."""
        details = [
            piece.size or "",
            str(self.name("theme", piece.theme or "")),
            str(self.name("text", piece.text)),
            self._copies.format(piece.copies) if piece.copies else "",
        ]
        said = ", ".join(one for one in details if one)
        return f"{self.name('material', piece.material)}{f' ({said})' if said else ''}"
