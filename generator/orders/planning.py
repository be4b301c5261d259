"""Planning of an order: options become jobs, with their profile, campaign and issuer resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from generator.content.issuers import find_issuer, issuer_from_name, load_issuers
from generator.content.model import Campaign, Issuer
from generator.core.errors import Place, Problem, UsageError
from generator.core.messages import msg
from generator.job import Job
from generator.orders.options import MakeOptions
from generator.press.profile import Destination, Profile
from generator.press.profiles import default_profile, load_profile
from generator.sheet.catalogue import Catalogue
from generator.sheet.sizes import parse_size
from generator.vietnamese.text_guard import conversion_findings, guard_with_changes


def plan_jobs(
    options: MakeOptions,
    catalogue: Catalogue,
    campaign: Campaign,
    issuer: Issuer,
    profile: Profile,
) -> Iterator[Job]:
    """The jobs that ``options`` ask for.

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
        yield Job(campaign, issuer, material, look, trim, text, options.date, profile)
    asked = sum(v is not None for v in (options.size, options.theme))
    if asked and len(refused) >= asked * len(names):
        raise refused[0]


def choose_profile(options: MakeOptions, folders: Sequence[Path]) -> Profile:
    """The profile that ``options`` ask for by name, by file or by destination.

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


def known_issuers(folder: Path) -> tuple[Issuer, ...]:
    """Every issuer of the lists in ``folder``, list by list in the order of their names."""
    return tuple(i for path in sorted(folder.glob("*.csv")) for i in load_issuers(path))


def choose_issuer(options: MakeOptions, campaign: Campaign, lists: Path) -> Issuer:
    """The issuer that ``options`` name, with their contacts.

    Args:
        lists: The folder of issuer lists.

    Raises:
        UsageError: if the name is empty, is not known or fits several issuers, or if one is given
            to be looked up and another to be printed as it is.
        ContentError: if the name or a contact is no readable text.
    """
    if options.issuer is not None and options.issuer_name is not None:
        raise UsageError(
            Problem(
                "two-issuers",
                msg("--issuer and --issuer-name are both given; only one can be the issuer"),
                hint=msg("keep --issuer for a name in the lists, --issuer-name for any other"),
            )
        )
    if options.issuer_name is not None:
        issuer = issuer_from_name(options.issuer_name, place=Place(item="--issuer-name"))
    elif isinstance(options.issuer, Issuer):
        issuer = options.issuer
    elif options.issuer is not None:
        issuer = find_issuer(options.issuer, known_issuers(lists), place=Place(item="--issuer"))
    else:
        issuer = find_issuer(campaign.default_issuer, known_issuers(lists))
    return _with_contacts(issuer, options)


def _with_contacts(issuer: Issuer, options: MakeOptions) -> Issuer:
    """``issuer`` with the contacts in ``options``, guarded, over its own."""
    findings = list(issuer.findings)

    def guarded(text: str, name: str) -> str:
        place = Place(item=name)
        kept, changes = guard_with_changes(text, place=place)
        findings.extend(conversion_findings(changes, place))
        return kept

    return replace(
        issuer,
        address=guarded(options.address, "address") or issuer.address,
        hotline=guarded(options.hotline, "hotline") or issuer.hotline,
        website=guarded(options.website, "website") or issuer.website,
        findings=tuple(findings),
    )
