"""Planning of an order: options become jobs, with their profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.content.model import Campaign, Issuer
from generator.core.errors import Problem, UsageError
from generator.core.messages import msg
from generator.job import Job
from generator.orders.file_names import file_name
from generator.orders.findings import job_findings
from generator.orders.options import MakeOptions
from generator.press.profile import Destination, Profile
from generator.press.profiles import default_profile, load_profile
from generator.sheet.catalogue import Catalogue
from generator.sheet.sizes import parse_size


def plan_jobs(
    options: MakeOptions,
    catalogue: Catalogue,
    campaign: Campaign,
    issuer: Issuer,
    profile: Profile,
) -> Iterator[Job]:
    """Yield the jobs of ``options``.

    A size or theme that a *named* material does not come in is an error. When no material is
    named, it holds for those that come in it; the others take their default. So it is with a
    preferred theme and with the length of text, always: a leaflet has whole texts only.

    Raises:
        UsageError: for a name that is not known, or not for any of the materials.
    """
    names = options.materials or catalogue.material_names()
    strict = bool(options.materials)
    if options.size is not None:
        parse_size(options.size)
    if options.preferred_theme is not None:
        catalogue.theme(options.preferred_theme)  # a theme that nobody has is an error
    refused: list[UsageError] = []
    for name in dict.fromkeys(names):
        material = catalogue.material(name)
        size, theme = options.size, options.theme
        if theme is None and options.preferred_theme in material.themes:
            theme = options.preferred_theme
        try:
            trim = material.size(size)
        except UsageError as error:
            refused.append(error)
            trim = material.size(None)
        if theme is not None and theme not in catalogue.theme_names():
            catalogue.theme(theme)
        try:
            look = catalogue.theme_for(material, theme)
        except UsageError as error:
            refused.append(error)
            look = catalogue.theme_for(material, None)
        text = options.text if options.text in material.texts else material.texts[0]
        if refused and strict:
            raise refused[0]
        yield planned(Job(campaign, issuer, material, look, trim, text, options.date, profile))
    given = sum(v is not None for v in (options.size, options.theme))
    if given and len(refused) >= given * len(names):
        raise refused[0]


def planned(job: Job) -> Job:
    """``job`` with the name of its file and what is known of it before it is made."""
    return replace(job, name=file_name(job), findings=job_findings(job))


def choose_profile(options: MakeOptions, folders: Sequence[Path]) -> Profile:
    """The profile of ``options``, given by name, by file or by destination.

    Raises:
        UsageError: if there is none of this name, or it is for another destination.
        ContentError: with every fault of a profile's file.
    """
    if options.profile is None:
        return default_profile(options.destination or Destination.OFFICE, folders)
    profile = load_profile(options.profile, folders)
    if options.destination not in (None, profile.destination):
        raise UsageError(
            Problem(
                "profile-elsewhere",
                msg(
                    "the profile '{profile}' is for '{its}', not for '{asked}'",
                    profile=profile.name,
                    its=profile.destination.value,
                    asked=options.destination.value if options.destination else "",
                ),
                hint=msg("leave --for out, or take another profile"),
            )
        )
    return profile
