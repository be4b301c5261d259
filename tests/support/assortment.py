"""Kinds of files that there are to make, found in the catalogue: new ones join by themselves."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from support.pairs import every_pair
from support.shipped import ASSETS
from support.workshop import DATE, ISSUER, campaign, profile, workshop

from generator.content.model import Issuer, TextLength
from generator.job import Job, Piece
from generator.press.profile import Profile
from generator.press.profiles import profile_names
from generator.sheet.catalogue import Manifest
from generator.sheet.theme import Theme

#: Of the materials that come in many: the smallest, the usual and the largest.
SIZES = ("A5", "A3", "A0")

#: The short side of the least sheet on which 5 mm of safe distance leave a measure to set.
LEAST_SIGN_MM = 90.0

_WITHOUT_CONTACTS = replace(ISSUER, address="", hotline="", website="")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    Attributes:
        size: None means the material's default.
    """

    material: str
    theme: str
    text: TextLength
    profile_name: str
    size: str | None = None
    issuer: Issuer = ISSUER

    def __str__(self) -> str:
        contacts = "" if self.issuer.contacts else "no-contacts"
        parts = (
            self.material,
            self.size or "",
            self.theme,
            self.text.value,
            contacts,
            self.profile_name,
        )
        return "-".join(part for part in parts if part)

    @property
    def profile(self) -> Profile:
        """The profile that it is made for."""
        return profile(self.profile_name)

    @property
    def look(self) -> Theme:
        """The theme itself."""
        return workshop().catalogue.theme(self.theme)

    def piece(self) -> Piece:
        """The file and what is known of it, made once."""
        return _piece(self)

    def job(self) -> Job:
        """The job that makes it."""
        manifest = workshop().catalogue.material(self.material)
        size = manifest.size(self.size)
        return Job(
            campaign(), self.issuer, manifest, self.theme, size, self.text, DATE, self.profile
        )


@cache
def _piece(kind: Kind) -> Piece:
    return workshop().make(kind.job())


def kinds() -> tuple[Kind, ...]:
    """Of all kinds of files so many that any two of their properties come together.

    Each material in each of its themes, each theme for each profile and so on; all properties at
    once would be a product that grows with each new material.
    """
    catalogue = workshop().catalogue
    possible = {
        _properties(kind, material): kind
        for material in map(catalogue.material, catalogue.material_names())
        for kind in _kinds_of(material)
    }
    return tuple(possible[row] for row in every_pair(possible))


def profiles_for(material: Manifest) -> tuple[str, ...]:
    """The profiles that ``material`` is made for: a sign shop prints no column of 85 mm."""
    usual = material.sizes[0]
    is_slip = min(usual.width_mm, usual.height_mm) < LEAST_SIGN_MM
    return tuple(
        name
        for name in profile_names(ASSETS.profiles)
        if material.suits(profile(name).destination) and not (is_slip and name == "wide-format")
    )


def _properties(kind: Kind, material: Manifest) -> tuple[Hashable, ...]:
    # The default sizes of two materials are two sizes, though both are None.
    size = material.size(kind.size).name
    return kind.material, kind.theme, kind.text, kind.profile_name, size, kind.issuer


def _kinds_of(material: Manifest) -> Iterator[Kind]:
    """All kinds of files of one material."""
    usual = material.sizes[0].name
    offered = {size.name for size in material.sizes}
    sizes = [None, *(size for size in SIZES if size in offered and size != usual)]
    issuers = (ISSUER, _WITHOUT_CONTACTS) if material.prints_contacts else (ISSUER,)
    names = profiles_for(material)
    for theme, text, profile_name, size, issuer in product(
        material.themes, material.texts, names, sizes, issuers
    ):
        yield Kind(material.name, theme, text, profile_name, size, issuer)
