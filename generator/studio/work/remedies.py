"""Remedies: one value of an order that mends a finding or problem, found by trying it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from generator.api import (
    AnphamError,
    Destination,
    Finding,
    MakeOptions,
    Problem,
    TextLength,
)
from generator.orders.results import FailedPiece
from generator.sheet.sizes import TrimSize
from generator.studio.work.worker_assets import worker_assets

if TYPE_CHECKING:
    from generator.api import Workshop
    from generator.sheet.catalogue import Catalogue, Manifest

#: Larger sizes that are tried. Each costs as long as the piece takes to make.
_MOST_SIZES: Final = 4


@dataclass(frozen=True, slots=True)
class Remedy:
    """A value of an option that mends what has the code.

    Attributes:
        option: Of the piece: "size", "text" or "theme"; of all pieces: "destination", "language".
        value: None for the usual one.
    """

    code: str
    option: str
    value: str | None


def find_remedies(
    workshop: Workshop, options: MakeOptions, found: Sequence[Finding | Problem]
) -> tuple[Remedy, ...]:
    """The first value for each code of ``found`` with which it is gone; of some there is none."""
    remedies = []
    for code in dict.fromkeys(one.code for one in found):
        candidates = CANDIDATES.get(code)
        if candidates is None:
            continue
        material = _catalogue().material(options.materials[0])
        for option, value in candidates(options, material):
            if _is_gone(code, workshop, replace(options, **_changes(option, value))):
                remedies.append(Remedy(code, option, value))
                break
    return tuple(remedies)


def _catalogue() -> Catalogue:
    from generator.sheet.catalogue import Catalogue

    assets = worker_assets()
    return Catalogue(assets.templates, assets.themes)


def _changes(option: str, value: str | None) -> dict[str, Any]:
    match option:
        case "text":
            return {"text": TextLength(value or TextLength.SHORT)}
        case "destination":
            return {"destination": Destination(value) if value else None}
        case _:
            return {option: value}


def _is_gone(code: str, workshop: Workshop, options: MakeOptions) -> bool:
    """True if every piece of ``options`` is made, and none has a finding of that code."""
    try:
        made = list(workshop.attempts(options))
    except AnphamError:
        return False
    return bool(made) and all(
        not isinstance(one, FailedPiece) and all(finding.code != code for finding in one.findings)
        for one in made
    )


Candidate = tuple[str, str | None]


def _more_room(options: MakeOptions, material: Manifest) -> Iterator[Candidate]:
    if options.text is TextLength.FULL and TextLength.SHORT in material.texts:
        yield "text", TextLength.SHORT.value
    yield from _larger(options, material)


def _larger(options: MakeOptions, material: Manifest) -> Iterator[Candidate]:
    """Yield the sizes of the same shape that are larger, the smallest of them first."""
    size = options.sizes[0] if options.sizes else None
    try:
        now = material.size(size)
    except AnphamError:
        return
    larger = [one for one in material.sizes if _area(one) > _area(now)]
    larger.sort(key=lambda one: (_is_landscape(one) != _is_landscape(now), _area(one)))
    for one in larger[:_MOST_SIZES]:
        yield "size", one.name


def _area(size: TrimSize) -> float:
    return size.width_mm * size.height_mm


def _is_landscape(size: TrimSize) -> bool:
    return size.width_mm > size.height_mm


def _usual(option: str) -> Callable[[MakeOptions, Manifest], Iterator[Candidate]]:
    def candidates(_: MakeOptions, __: Manifest) -> Iterator[Candidate]:
        yield option, None

    return candidates


def _destinations(_: MakeOptions, material: Manifest) -> Iterator[Candidate]:
    for one in Destination:  # paper first: what is for screens replaces no print
        if material.suits(one):
            yield "destination", one.value


#: By code: what is tried, the least change first.
CANDIDATES: Final[Mapping[str, Callable[[MakeOptions, Manifest], Iterator[Candidate]]]] = {
    "text-overflow": _more_room,
    "read-from-nearer": _more_room,
    "size-not-offered": _usual("size"),
    "size-too-small": _usual("size"),
    "size-aspect": _usual("size"),
    "size-unknown": _usual("size"),
    "theme-unknown": _usual("theme"),
    "language-not-offered": _usual("language"),
    "language-unknown": _usual("language"),
    "destination-not-offered": _destinations,
}
