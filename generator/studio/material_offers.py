"""The materials for a project as a person chooses among them: what suits, and why others do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from generator.content.model import Campaign, TextLength
from generator.content.stated_texts import select_items
from generator.core.assets import Assets
from generator.core.colour import Colour
from generator.core.destination import Destination
from generator.core.errors import AnphamError
from generator.core.messages import Language, Message, msg
from generator.sheet.catalogue import Catalogue, Manifest
from generator.sheet.sizes import TrimSize
from generator.studio.choices import Choices, PieceChoice
from generator.studio.hints import Hint, plain_hint

#: Office printers print both sides of a sheet; folded once, nothing must be exact.
_FOR_OFFICES: Final = "half-fold"
#: Roles whose colours show a theme.
_SWATCH: Final = ("accent-strong", "accent", "do", "dont", "highlight")


@lru_cache(maxsize=2)
def catalogue_of(assets: Assets) -> Catalogue:
    """The materials and themes of ``assets``."""
    return Catalogue(assets.templates, assets.themes)


@dataclass(frozen=True, slots=True)
class OfferedMaterial:
    """A material in the list; ``reason`` says why it cannot be added."""

    name: str
    title: str
    reason: Message | None
    is_recommended: bool


@dataclass(frozen=True, slots=True)
class OfferedTheme:
    """A theme with its colours, as "#0b3a6f"."""

    name: str
    title: str
    colours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChosenPiece:
    """A piece with all that it may be changed to; ``reason`` says why it cannot be made."""

    choice: PieceChoice
    title: str
    sizes: tuple[tuple[str, Message | str], ...] = ()
    size: str = ""
    own_size: str = ""
    takes_other_sizes: bool = False
    texts: tuple[TextLength, ...] = ()
    themes: tuple[OfferedTheme, ...] = ()
    theme: str = ""
    reason: Message | None = None
    hint: Hint = None


class MaterialOffers:
    """The offers of a catalogue for a campaign and the choices of a project."""

    def __init__(
        self, catalogue: Catalogue, campaign: Campaign, choices: Choices, language: Language
    ) -> None:
        self._catalogue = catalogue
        self._campaign = campaign
        self._choices = choices
        self._language: Language = language

    def materials(self) -> Iterator[OfferedMaterial]:
        """Yield all materials; those that do not suit have a reason."""
        for name in self._catalogue.material_names():
            material = self._catalogue.material(name)
            reason = self.reason(material, material.sizes[0])
            is_office = self._choices.destination == Destination.OFFICE.value
            yield OfferedMaterial(
                name,
                self._title(material),
                reason,
                is_office and reason is None and name == _FOR_OFFICES,
            )

    def chosen(self) -> list[ChosenPiece]:
        """The pieces of the project."""
        return [self._piece(one) for one in self._choices.pieces]

    def reason(self, material: Manifest, size: TrimSize) -> Message | None:
        """Why the material cannot be made of this campaign for this destination; else None."""
        title = self._title(material)
        if not material.suits(Destination(self._choices.destination)):
            return msg("{material} is not made for where it is to be printed", material=title)
        shown = select_items(
            self._campaign.items, self._campaign.groups, material.shown_counts(size)
        )
        items, groups = len(shown), len({item.group for item in shown})
        if material.bounds.hold(items, groups):
            return None
        bounds, count = material.bounds.items, items
        text = "{material} takes {least} to {room} items; the campaign '{campaign}' has {count}"
        if bounds.holds(items):
            bounds, count = material.bounds.groups, groups
            text = (
                "{material} takes {least} to {room} groups; the campaign '{campaign}' has {count}"
            )
        values = {
            "material": title,
            "least": max(bounds.least, 1),
            "room": bounds.most if bounds.most is not None else "∞",
            "campaign": self._campaign.title,
            "count": count,
        }
        return Message(text, values)

    def _piece(self, choice: PieceChoice) -> ChosenPiece:
        try:
            material = self._catalogue.material(choice.material)
            size = material.size(choice.size)
            theme = self._catalogue.theme_for(material, choice.theme or None)
        except AnphamError as error:
            problem = error.problems[0]
            return ChosenPiece(
                choice,
                choice.material,
                reason=problem.message,
                hint=plain_hint(problem.code, problem.hint),
            )
        has_sheet = material.outputs.has_sheet
        known = [(one.name, one.label) for one in material.sizes] if has_sheet else []
        own = size.name if size.name not in {name for name, _ in known} and has_sheet else ""
        if own:
            known.append((own, size.label))
        return ChosenPiece(
            choice,
            self._title(material),
            tuple(known),
            size.name,
            own,
            takes_other_sizes=has_sheet and material.aspect is not None,
            texts=material.texts,
            themes=tuple(self._theme(name) for name in material.themes) if has_sheet else (),
            theme=theme,
            reason=self.reason(material, size),
        )

    def _theme(self, name: str) -> OfferedTheme:
        theme = self._catalogue.theme(name)
        found = [theme.colours[role] for role in _SWATCH if role in theme.colours]
        shown = dict.fromkeys(map(_css, found or list(theme.colours.values())[:5]))
        return OfferedTheme(name, theme.names.get(self._language, name), tuple(shown))

    def _title(self, material: Manifest) -> str:
        return material.names.get(self._language, material.name)


def _css(colour: Colour) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour.rgb)
