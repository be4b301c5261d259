"""Planning of an order: options become jobs, with their profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import product
from pathlib import Path

from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder
from generator.content.issuer_choice import choose_issuer
from generator.content.issuer_directory import load_directory
from generator.content.languages import in_language
from generator.content.model import MOST_CO_ISSUERS, Campaign, Issuer
from generator.core.assets import Assets
from generator.core.destination import Destination
from generator.core.errors import (
    AnphamError,
    Place,
    Problem,
    UsageError,
)
from generator.core.messages import msg
from generator.core.os_errors import refusals_as_ours
from generator.job import Job, metres_of
from generator.orders.bounds import bounds_misfit
from generator.orders.file_names import FileNames
from generator.orders.findings import job_findings
from generator.orders.material_choice import MaterialChoice, OwnProfile, UsualProfile
from generator.orders.offers import Offer, find_offers, refuse_unmet
from generator.orders.options import DEFAULT_ISSUER, InkUse, MakeOptions
from generator.orders.results import FailedPiece, joined
from generator.press.profile import Profile
from generator.press.profiles import default_profile, load_profile, profile_names
from generator.sheet.catalogue import Catalogue, Manifest
from generator.sheet.distances import HEADLINE, IN_THE_HAND_M
from generator.sheet.sizes import TrimSize, parse_size


def plan_jobs(
    options: MakeOptions,
    catalogue: Catalogue,
    campaign: Campaign,
    issuer: Issuer,
    profile: Profile,
    *,
    usual_profile: UsualProfile | None = None,
    own_profile: OwnProfile | None = None,
) -> tuple[Job | FailedPiece, ...]:
    """The jobs of ``options`` for ``issuer``: each material in each size and each theme.

    A size or theme that a *named* material does not come in is a piece that cannot be made, and so
    is one whose bounds the campaign's items are beyond. When no material is named, a size or theme
    holds for those that come in it; the others take their default. So it is with a preferred theme
    and with the length of text, always: a leaflet has whole texts only.

    A material that is not meant for the destination of ``profile`` is made for its own, unless the
    options ask for one: then it cannot be made, or is left out when no material is named.

    Args:
        usual_profile: Gives the usual profile of a destination; without it ``profile`` is that of
            all materials.
        own_profile: Gives the profile of a name, for materials whose manifest names theirs.

    Raises:
        AnphamError: a UsageError for a name that is not known, and for a size or theme that none of
            the materials comes in; another one if nothing is left to be made.
    """
    planned = plan_pieces(
        options,
        catalogue,
        campaign,
        issuer,
        profile,
        usual_profile=usual_profile,
        own_profile=own_profile,
    )
    failed = [one for one in planned if isinstance(one, FailedPiece)]
    if failed and len(failed) == len(planned):
        raise joined([piece.error for piece in failed])
    return planned


def plan_pieces(
    options: MakeOptions,
    catalogue: Catalogue,
    campaign: Campaign,
    issuer: Issuer,
    profile: Profile,
    *,
    usual_profile: UsualProfile | None = None,
    own_profile: OwnProfile | None = None,
) -> tuple[Job | FailedPiece, ...]:
    """As :func:`plan_jobs`, also where nothing is left to be made.

    Raises:
        UsageError: for a name that is not known, and for a size or theme that no material has.
    """
    refuse_unknown(options, catalogue)
    if profile.theme and not options.themes and options.preferred_theme is None:
        options = replace(options, preferred_theme=profile.theme)
    choice = MaterialChoice(options)
    offers, failed = find_offers(choice.names(catalogue, campaign), options, catalogue, issuer)
    if not choice.is_by_name:
        refuse_unmet(offers)
        offers = [offer.without_refusals(catalogue) for offer in offers]
    planner = _JobPlanner(options, choice, catalogue, campaign, issuer)
    jobs: list[Job] = []
    for offer in offers:
        chosen = choice.profile_of(offer.material, profile, usual_profile, own_profile)
        if campaign.language and not offer.material.shows_languages:
            chosen = _no_languages(offer.material, catalogue)
        for one in planner.plan(offer, chosen):
            if isinstance(one, FailedPiece):
                failed.append(one)
            elif one not in jobs:  # two names may be one size
                jobs.append(one)
    if not jobs:  # then it matters why
        failed = [replace(one, is_left_out=False) for one in failed]
    return (*jobs, *failed)


@dataclass(frozen=True, slots=True)
class _JobPlanner:
    """Plans the jobs of an order for one issuer, material by material."""

    options: MakeOptions
    choice: MaterialChoice
    catalogue: Catalogue
    campaign: Campaign
    issuer: Issuer

    def plan(self, offer: Offer, profile: Profile | AnphamError) -> Iterator[Job | FailedPiece]:
        """Yield the jobs of a material, or why they cannot be made."""
        material = offer.material
        if isinstance(profile, AnphamError):
            is_left_out = not self.choice.is_by_name
            yield self._failed(material, "", "", profile, is_left_out=is_left_out)
            return
        for (size, trim), (theme, look) in product(offer.sizes.items(), offer.themes.items()):
            if isinstance(trim, AnphamError):
                yield self._failed(material, size, theme, trim)
            elif isinstance(look, AnphamError):
                yield self._failed(material, size, theme, look)
            else:
                yield self._suited(self._job(material, trim, look, profile))

    def _job(self, material: Manifest, size: TrimSize, theme: str, profile: Profile) -> Job:
        text = self.options.text if self.options.text in material.texts else material.texts[0]
        return Job(
            self.campaign,
            self.issuer,
            material,
            theme,
            size,
            text,
            self.options.date,
            profile,
            saves_ink=self.options.inks is InkUse.LOW,
        )

    def _suited(self, job: Job) -> Job | FailedPiece:
        """``job`` at its distance, unless its material does not take that, or the campaign."""
        material, size, theme = job.material, job.size.name, job.theme
        if self.options.distance is not None:
            refusal = held_in_the_hand(job)
            if refusal is None:
                job = replace(job, distance_m=self.options.distance)
            elif self.choice.is_by_name:
                return self._failed(material, size, theme, refusal)
        job = replace(job, asks_for_code=self.options.code)
        misfit = bounds_misfit(job, self.catalogue)
        if misfit is None:
            return job
        # "all" means all that suit the campaign.
        return self._failed(material, size, theme, misfit, is_left_out=self.choice.is_all)

    def _failed(
        self,
        material: Manifest,
        size: str,
        theme: str,
        error: AnphamError,
        *,
        is_left_out: bool = False,
    ) -> FailedPiece:
        return FailedPiece(material.name, size, theme, self.issuer.name, error, is_left_out)


def _no_languages(material: Manifest, catalogue: Catalogue) -> UsageError:
    """Why ``material`` is not made with a translation."""
    manifests = map(catalogue.material, catalogue.material_names())
    known = ", ".join(one.name for one in manifests if one.shows_languages)
    return UsageError(
        Problem(
            "language-not-offered",
            msg("{material} has no room for a translation", material=material.name),
            hint=msg("these have: {known}; or leave --language out", known=known or "-"),
        )
    )


def held_in_the_hand(job: Job) -> UsageError | None:
    """Why no distance can be asked for of ``job``; None where it can be."""
    metres = metres_of(job).get(HEADLINE, 0.0)
    if metres >= IN_THE_HAND_M:
        return None
    return UsageError(
        Problem(
            "distance-not-offered",
            msg("{material} is read in the hand: it has no distance", material=job.material.name),
            hint=msg("leave out --distance, or name what hangs on a wall: anpham make poster"),
        )
    )


def refuse_unknown(options: MakeOptions, catalogue: Catalogue) -> None:
    """Refuse names of materials, sizes and themes that nothing has.

    Raises:
        UsageError: with all of them.
    """
    preferred = (options.preferred_theme,) if options.preferred_theme is not None else ()
    checks: list[Callable[[], object]] = []
    if not MaterialChoice(options).is_all:
        checks.append(partial(catalogue.find_materials, options.materials))
    checks += [partial(parse_size, size) for size in options.sizes]
    checks += [partial(catalogue.find_theme, theme) for theme in (*options.themes, *preferred)]
    problems: list[Problem] = []
    for check in checks:
        try:
            check()
        except UsageError as error:
            problems += error.problems
    if problems:
        raise UsageError(*problems)


def _unknown_issuers(options: MakeOptions, assets: Assets) -> Iterator[Problem]:
    """Yield the problems of names of issuers that are given and not found."""
    names = [one for one in options.issuers if isinstance(one, str)]
    for name in names:
        try:
            load_directory(assets.issuers).find(name, place=Place(item="--issuer"))
        except UsageError as error:
            yield from error.problems


class OrderPlanner:
    """Plans the jobs of an order, issuer by issuer; what they share is read once.

    Raises:
        AnphamError: one of its kinds, for the profile, the campaign and the lists of issuers.
    """

    @refusals_as_ours()
    def __init__(self, options: MakeOptions, assets: Assets, catalogue: Catalogue) -> None:
        try:
            refuse_unknown(options, catalogue)
        except UsageError as error:
            # What else of the order is not known is told with it.
            raise UsageError(*error.problems, *_unknown_issuers(options, assets)) from error
        self._options = options
        self._catalogue = catalogue
        self._profile = choose_profile(options, assets.profiles)
        self._usual_profile = cache(partial(default_profile, folders=assets.profiles))
        self._own_profile = cache(partial(load_profile, folders=assets.profiles))
        folder = campaign_folder(options.campaign, assets.campaigns)
        campaign = load_campaign(folder, drawings=assets.drawings)
        self._campaign = in_language(campaign, options.language)
        self._directory = load_directory(assets.issuers)
        self._names = FileNames(
            assets,
            self._directory,
            is_own_campaign=folder.resolve().parent != assets.campaigns.resolve(),
            is_own_profile=_is_own_profile(options, self._profile, assets.profiles),
        )

    @refusals_as_ours()
    def issuer(self, issuer: str | Issuer | None) -> Issuer:
        """The issuer asked for, with its contacts; None means the default.

        Raises:
            AnphamError: if there is none, or several.
        """
        return choose_issuer(
            self._options.request_for(issuer),
            self._directory,
            default=self._options.default_issuer,
            fallback=self._campaign.default_issuer,
            is_fallback_chosen=self._campaign.approval is not None,
        )

    @refusals_as_ours()
    def jobs(self, issuer: Issuer) -> tuple[Job | FailedPiece, ...]:
        """The jobs for ``issuer``, with the names of their files; see :func:`plan_jobs`."""
        planned = plan_jobs(
            self._options,
            self._catalogue,
            self._campaign,
            issuer,
            self._profile,
            usual_profile=self._usual_profile,
            own_profile=self._own_profile,
        )
        places = issuer_places(self._options)
        return tuple(
            replace(named(one, self._names), issuer_places=places) if isinstance(one, Job) else one
            for one in planned
        )


def issuer_places(options: MakeOptions) -> Mapping[str, Place]:
    """Where the issuer's texts are mended, by their origins: the option, or the default's part.

    A name from the lists is not shortened there; another one is printed in its place.
    """
    default = options.default_issuer
    is_default = options.issuers == (None,) and options.issuer_name is None
    own_name = is_default and default.issuer_name is not None
    name = Place(item=f"{DEFAULT_ISSUER}.issuer_name" if own_name else "--issuer-name")
    places = dict.fromkeys(("issuer.name", "issuer.body", "issuer.unit"), name)
    for part in ("address", "hotline", "website"):
        if getattr(options, part):
            places[f"issuer.{part}"] = Place(item=part)
        elif getattr(default, part):
            places[f"issuer.{part}"] = Place(item=f"{DEFAULT_ISSUER}.{part}")
    origins = {
        "co_issuers": [f"issuer.co_issuers[{n}]" for n in range(MOST_CO_ISSUERS)],
        "second_qr": ["issuer.second_qr.caption", "issuer.second_qr.printed"],
    }
    for part, texts in origins.items():
        own = bool(getattr(options, part))
        place = Place(item=part if own else f"{DEFAULT_ISSUER}.{part}")
        places |= dict.fromkeys(texts, place)
    return places


def distinct_issuers(issuers: Iterable[Issuer]) -> tuple[Issuer, ...]:
    """``issuers``, each once: "Thới An" and "thoi an" are one."""
    kept: list[Issuer] = []
    for issuer in issuers:
        if issuer not in kept:
            kept.append(issuer)
    return tuple(kept)


def named(job: Job, names: FileNames) -> Job:
    """``job`` with the name of its file and what is known of it before it is made."""
    return replace(job, name=names.of(job), findings=job_findings(job))


def _is_own_profile(options: MakeOptions, profile: Profile, folders: Sequence[Path]) -> bool:
    """True if ``profile`` is not the shipped one of its name."""
    if len(folders) == 1 and options.profile is None:
        return False
    shipped = folders[-1:]
    return profile.name not in profile_names(shipped) or profile != load_profile(
        profile.name, shipped
    )


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
