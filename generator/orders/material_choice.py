"""The materials of an order, and the profile that each is made for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from generator.content.model import Campaign
from generator.core.destination import Destination
from generator.core.errors import ContentError, Place, Problem, UsageError
from generator.core.messages import msg
from generator.orders.options import MakeOptions
from generator.press.profile import Profile
from generator.sheet.catalogue import Catalogue, Manifest
from generator.vietnamese.spoken_names import spoken

#: What an order writes for every material.
ALL: Final = "all"

#: The words for it, as :func:`spoken` spells them.
_ALL_MATERIALS: Final = frozenset({ALL, "tatca"})

#: Gives the usual profile of a destination.
UsualProfile = Callable[[Destination], Profile]

#: Gives the profile of a name.
OwnProfile = Callable[[str], Profile]


@dataclass(frozen=True, slots=True)
class MaterialChoice:
    """The choice of materials in the options of an order."""

    options: MakeOptions

    @property
    def is_all(self) -> bool:
        """True for every material that suits the campaign and the destination."""
        words = (*self.options.materials, " ".join(self.options.materials))
        return any(spoken(word) in _ALL_MATERIALS for word in words)

    @property
    def is_by_name(self) -> bool:
        """True if the order names its materials one by one."""
        return bool(self.options.materials) and not self.is_all

    def names(self, catalogue: Catalogue, campaign: Campaign) -> tuple[str, ...]:
        """The materials that the order names, else those of the campaign, else the usual ones.

        Raises:
            ContentError: if the campaign names one that is not known.
        """
        if self.is_all:
            return catalogue.material_names()
        if self.options.materials:
            return catalogue.find_materials(self.options.materials)
        names, problems = [], []
        for index, name in enumerate(campaign.materials):
            try:
                names.append(catalogue.find_material(name))
            except UsageError as error:
                place = campaign.places.get(f"campaign.materials[{index}]", Place())
                problems += [replace(problem, place=place) for problem in error.problems]
        if problems:
            raise ContentError(*problems)
        return tuple(dict.fromkeys(names)) or catalogue.default_names()

    def profile_of(
        self,
        material: Manifest,
        profile: Profile,
        usual_profile: UsualProfile | None,
        own_profile: OwnProfile | None = None,
    ) -> Profile | UsageError:
        """The profile that ``material`` is made for; an error where the options ask for another.

        Args:
            profile: The profile of the order.
            usual_profile: None if ``profile`` is that of all materials.
            own_profile: Gives the profile of a name, for a manifest that names its own.
        """
        if material.profile is not None and own_profile and self.options.profile is None:
            own = own_profile(material.profile)
            if self.options.destination in (None, own.destination):
                return own
        if usual_profile is None or material.suits(profile.destination):
            return profile
        if self.options.destination is None and self.options.profile is None:
            return usual_profile(material.destinations[0])
        return UsageError(
            Problem(
                "destination-not-offered",
                msg(
                    "{material} is not made for '{destination}'",
                    material=material.name,
                    destination=profile.destination.value,
                ),
                hint=msg(
                    "it is made for: {known}; leave --for and --profile out",
                    known=", ".join(material.destinations),
                ),
            )
        )
