"""Offers of the materials of an order: their sizes and themes among those that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from generator.content.model import Issuer
from generator.core.errors import AnphamError, TemplateError
from generator.orders.options import MakeOptions
from generator.orders.results import FailedPiece, joined
from generator.sheet.catalogue import Catalogue, Manifest
from generator.sheet.sizes import TrimSize

_T = TypeVar("_T")


class Offer(NamedTuple):
    """A material in what is asked for: for each size and theme what it has, or why it has none."""

    material: Manifest
    sizes: dict[str, TrimSize | AnphamError]
    themes: dict[str, str | AnphamError]

    def without_refusals(self, catalogue: Catalogue) -> Offer:
        """The offer with the defaults where nothing that is asked for is there."""
        material = self.material
        return Offer(
            material,
            _found(self.sizes) or _offered(_usual_sizes(material), material.size),
            _found(self.themes) or {"": catalogue.theme_for(material, None)},
        )


def find_offers(
    names: Sequence[str], options: MakeOptions, catalogue: Catalogue, issuer: Issuer
) -> tuple[list[Offer], list[FailedPiece]]:
    """The offers of the materials called ``names``, and those whose manifests have faults."""
    offers, failed = [], []
    for name in names:
        try:
            material = catalogue.material(name)
            themes = options.themes or _preferred(options, material)
            offers.append(
                Offer(
                    material,
                    _offered(options.sizes or _usual_sizes(material), material.size),
                    _offered(themes, partial(catalogue.theme_for, material)),
                )
            )
        except TemplateError as error:
            failed.append(FailedPiece(name, "", "", issuer.name, error))
    return offers, failed


def _offered(asked: Sequence[str], find: Callable[[str | None], _T]) -> dict[str, _T | AnphamError]:
    """The value found for each text in ``asked``, or the reason for none; else the default."""
    if not asked:
        return {"": find(None)}
    found: dict[str, _T | AnphamError] = {}
    for text in asked:
        try:
            found[text] = find(text)
        except AnphamError as error:
            found[text] = error
    return found


def _usual_sizes(material: Manifest) -> tuple[str, ...]:
    """The sizes that ``material`` is made in where none is asked for; none: in its first."""
    return tuple(size.name for size in material.usual_sizes)


def _found(offered: dict[str, _T | AnphamError]) -> dict[str, _T | AnphamError]:
    return {text: one for text, one in offered.items() if not isinstance(one, AnphamError)}


def _preferred(options: MakeOptions, material: Manifest) -> tuple[str, ...]:
    """The preferred theme, if ``material`` comes in it."""
    theme = options.preferred_theme
    return (theme,) if theme is not None and theme in material.themes else ()


def refuse_unmet(offers: Sequence[Offer]) -> None:
    """Refuse what is asked for and no material comes in.

    Raises:
        AnphamError: with the reasons of all materials.
    """
    for asked in ("sizes", "themes"):
        of_all = [getattr(offer, asked) for offer in offers]
        for text in of_all[0] if of_all else ():
            errors = [offered.get(text) for offered in of_all]
            if all(isinstance(error, AnphamError) for error in errors):
                raise joined([error for error in errors if isinstance(error, AnphamError)])
