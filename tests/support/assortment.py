"""Every kind of file that there is to make, found in the catalogue: new ones join by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from support.workshop import DATE, ISSUER, campaign, profile, workshop

from generator.content.model import Issuer, TextLength
from generator.job import Job, Piece
from generator.press.profile import Profile
from generator.press.profiles import DEFAULTS, profile_folders, profile_names
from generator.sheet.catalogue import Manifest
from generator.sheet.theme import Theme

#: Of the materials that come in many: the smallest, the usual and the largest.
SIZES = ("A5", "A3", "A0")

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
        """What it is made for."""
        return profile(self.profile_name)

    @property
    def look(self) -> Theme:
        """The theme itself."""
        return workshop().catalogue.theme(self.theme)

    def piece(self) -> Piece:
        """The file and what is known of it, made once."""
        return _piece(self)

    def job(self) -> Job:
        """What makes it."""
        manifest = workshop().catalogue.material(self.material)
        size = manifest.size(self.size)
        return Job(
            campaign(), self.issuer, manifest, self.theme, size, self.text, DATE, self.profile
        )


@cache
def _piece(kind: Kind) -> Piece:
    return workshop().make(kind.job())


def kinds() -> tuple[Kind, ...]:
    """Every material in each theme, text length and profile.

    Sizes beside the default, and issuers without contacts, come for the destinations' usual
    profiles only: what is new about them does not depend on the profile.
    """
    catalogue = workshop().catalogue
    return tuple(
        kind for name in catalogue.material_names() for kind in _kinds_of(catalogue.material(name))
    )


def _kinds_of(material: Manifest) -> Iterator[Kind]:
    usual = tuple(DEFAULTS.values())
    for theme in material.themes:
        for text in material.texts:
            for name in profile_names(profile_folders()):
                kind = Kind(material.name, theme, text, name)
                yield kind
                if name not in usual:
                    continue
                if material.aspect is not None:
                    default = material.sizes[0].name
                    yield from (replace(kind, size=size) for size in SIZES if size != default)
                if material.prints_contacts:
                    yield replace(kind, issuer=_WITHOUT_CONTACTS)
