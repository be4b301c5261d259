"""One job through all the rooms: the only module that knows their order.

    campaign + issuer + material + size + theme + profile  ->  sheet  ->  layout  ->  PDF

A :class:`Workshop` keeps what jobs share (fonts, templates, what was laid out and painted), so a
thousand issuers cost little more than their names.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from generator import resources
from generator.content.campaign import legal_findings, load_campaign
from generator.content.campaigns import campaign_folder
from generator.content.dates import short_day
from generator.content.issuers import find_issuer, issuer_from_name, load_issuers
from generator.content.model import Campaign, Issuer, Item
from generator.content.slugs import slug
from generator.content.textguard import conversion_findings, guard_with_changes
from generator.draw.icons import IconBook
from generator.draw.painter import Furniture, Painter
from generator.draw.target import Target, page_boxes
from generator.errors import ContentError, DoesNotFitError, Place, Problem, UsageError
from generator.findings import Finding, Severity
from generator.job import Job, expected_of, inks_of, metadata_of, slug_parts
from generator.layout.engine import LayoutEngine
from generator.layout.model import Layout
from generator.messages import msg
from generator.options import Destination, MakeOptions, Piece, TextLength
from generator.press.marks import Slug, furniture
from generator.press.profile import Profile
from generator.press.profiles import DEFAULTS, default_profile, load_profile, profile_folders
from generator.press.target import target_of
from generator.sheet.build import SheetBuilder
from generator.sheet.catalogue import Catalogue
from generator.sheet.model import Sheet
from generator.sheet.sizes import parse_size
from generator.typeset.fonts import FontBook, fonts_in, shipped_fonts
from generator.units import TOLERANCE_PT, mm_to_pt, pt_to_mm

#: Of the slug, whatever the theme: a shipped face, heavy enough to be read at 6 pt.
SLUG_FACE = ("Be Vietnam Pro", 500)

LONGEST_PAGE_PT = 14400.0

_COMMITTEE = ("ủy ban nhân dân", "uỷ ban nhân dân")


class Workshop:
    """Makes pieces, one after the other; what they share is made once.

    Args:
        templates: A user's folder. Its materials, and its ``themes``, ``icons`` and ``fonts``
            folders, are searched before the shipped ones.
    """

    def __init__(self, templates: Path | None = None) -> None:
        own = [templates] if templates else []
        assets = resources.assets()
        self.catalogue = Catalogue(
            [*own, resources.templates()], [*(f / "themes" for f in own), assets / "themes"]
        )
        self._builder = SheetBuilder([*own, resources.templates()])
        self.icons = IconBook(
            [*(f / "icons" for f in own), assets / "icons", assets / "icons" / "lucide"]
        )
        fonts = shipped_fonts()
        for folder in own:
            fonts |= fonts_in(folder / "fonts")
        self._fonts = FontBook(fonts)
        self._engine = LayoutEngine(self._fonts)
        self._painters: dict[tuple[str, Target], Painter] = {}

    def make(self, job: Job) -> Piece:
        """The piece of ``job``.

        Raises:
            AnphamError: one of its kinds; see ``generator.errors``.
        """
        started = time.perf_counter()
        with _naming(job.material.name):
            sheet = self.sheet(job)
            layout = self._engine.lay_out(sheet)
            expected = expected_of(job, sheet, layout)
            target = target_of(job.profile)
            _refuse_too_large(job, target)
            pdf = self._painter(job.theme, target).paint(
                layout, metadata_of(job, expected), self._furniture(job, layout, sheet, target)
            )
        return Piece(
            name=file_name(job),
            material=job.material.name,
            size=job.size.name,
            theme=job.theme,
            issuer=job.issuer.name,
            trim_mm=(job.size.width_mm, job.size.height_mm),
            pages=len(layout.pages),
            items=_shown(sheet, job.campaign.items, lambda i: (i.headline, i.short_headline)),
            official_items=_shown(sheet, job.campaign.items, lambda i: (i.official,)),
            qr_url=job.campaign.qr.url,
            fitted_pt=layout.fitted,
            pdf=pdf,
            profile=job.profile,
            expected=expected,
            findings=_findings(job),
            seconds=time.perf_counter() - started,
        )

    def _painter(self, theme: str, target: Target) -> Painter:
        key = (theme, target)
        if key not in self._painters:
            self._painters[key] = Painter(self.icons, self.catalogue.theme(theme), target)
        return self._painters[key]

    def _furniture(
        self, job: Job, layout: Layout, sheet: Sheet, target: Target
    ) -> Iterator[Furniture]:
        """Marks and slug of each page, where the profile asks for them."""
        if not job.profile.marks:
            return
        face = self._fonts.face(*SLUG_FACE)
        inks = inks_of(self.catalogue.theme(job.theme), job.profile)
        for number, page in enumerate(layout.pages):
            boxes = page_boxes(page.width, page.height, target)
            slug = Slug(slug_parts(job, inks, number + 1, len(layout.pages)), face)
            yield furniture(boxes, job.profile.marks, sheet.folds[number], slug)

    def sheet(self, job: Job) -> Sheet:
        """The filled template of ``job``.

        Raises:
            TemplateError: with every fault of the template or its style sheet.
        """
        theme = self.catalogue.theme(job.theme)
        return self._builder.build(job.material, theme, job.size, _values(job))


def make_pieces(options: MakeOptions) -> Iterator[Piece]:
    """Make the pieces that ``options`` ask for, one after the other, in memory.

    Raises:
        AnphamError: one of its kinds; see ``generator.errors``.
    """
    if options.templates is not None and not options.templates.is_dir():
        raise UsageError(
            Problem(
                "templates-unknown",
                msg("there is no folder '{name}' with templates", name=str(options.templates)),
                hint=msg("name a folder that holds materials, as docs/templates.md shows"),
            )
        )
    profile = choose_profile(options)
    workshop = Workshop(options.templates)
    campaign = load_campaign(campaign_folder(options.campaign))
    issuer = choose_issuer(options, campaign)
    jobs = list(plan_jobs(options, workshop.catalogue, campaign, issuer, profile))
    # All of them before the first is given out: an order is whole or not at all.
    yield from [workshop.make(job) for job in jobs]


@contextmanager
def _naming(material: str) -> Iterator[None]:
    """Problems of what is laid out or drawn meanwhile say which piece they belong to."""
    try:
        yield
    except (ContentError, DoesNotFitError) as error:
        raise type(error)(
            *(replace(p, place=replace(p.place, piece=material)) for p in error.problems)
        ) from error


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


def choose_profile(options: MakeOptions) -> Profile:
    """The profile that ``options`` ask for by name, by file or by destination.

    Raises:
        UsageError: if there is none of this name, or it is for another destination.
        ContentError: with every fault of a profile's file.
    """
    folders = profile_folders(options.templates)
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


def issuer_lists() -> tuple[Path, ...]:
    """The shipped issuer lists; names are looked up in them in this order."""
    return tuple(sorted((resources.assets() / "issuers").glob("*.csv")))


def known_issuers() -> tuple[Issuer, ...]:
    """Every issuer of the shipped lists."""
    return tuple(i for path in issuer_lists() for i in load_issuers(path))


def choose_issuer(options: MakeOptions, campaign: Campaign) -> Issuer:
    """The issuer that ``options`` name, with their contacts.

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
    elif options.issuer is not None:
        issuer = find_issuer(options.issuer, known_issuers(), place=Place(item="--issuer"))
    else:
        issuer = find_issuer(campaign.default_issuer, known_issuers())
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


def _values(job: Job) -> dict[str, object]:
    return {
        "campaign": job.campaign,
        "issuer": job.issuer,
        "size": job.size,
        "text": job.text.value,
    }


def file_name(job: Job) -> str:
    """The name of the job's file, without its ending."""
    size = slug(job.size.name) if job.material.aspect else ""
    text = job.text.value if len(job.material.texts) > 1 and job.text is TextLength.FULL else ""
    theme = job.theme if job.theme != next(iter(job.material.themes)) else ""
    # A ward has many bodies; only the People's Committee goes by the ward's name alone.
    of_committee = job.issuer.unit and job.issuer.body.lower() in _COMMITTEE
    unit = slug(job.issuer.unit if of_committee else job.issuer.name)
    # A unit that has ended may share its name with one of today.
    year = str(job.issuer.until.year) if job.issuer.until else ""
    parts = (job.material.name, size, theme, text, unit, year, _file_ending(job.profile))
    return "-".join(part for part in parts if part)


def _file_ending(profile: Profile) -> str:
    """What tells the files for one place from those for another: nothing for the office."""
    if profile.name != DEFAULTS[profile.destination]:
        return slug(profile.name)
    return "" if profile.destination is Destination.OFFICE else profile.destination.value


def _refuse_too_large(job: Job, target: Target) -> None:
    """Stop at paper that a PDF/A cannot be, marks and bleed counted.

    Raises:
        UsageError: with how large the page would be.

    Source: ISO 19005-2, 6.1.13: at most 14400 units.
    """
    boxes = page_boxes(mm_to_pt(job.size.width_mm), mm_to_pt(job.size.height_mm), target)
    longest = max(boxes.media[2:])
    if longest > LONGEST_PAGE_PT + TOLERANCE_PT:
        raise UsageError(
            Problem(
                "page-too-large",
                msg(
                    "with its bleed and marks the page is {found} mm long; a PDF/A has {most} mm"
                    " at most",
                    found=round(pt_to_mm(longest)),
                    most=round(pt_to_mm(LONGEST_PAGE_PT)),
                ),
                hint=msg("make it in half the size, and tell the print shop to enlarge it"),
            )
        )


def _shown(
    sheet: Sheet, items: Iterable[Item], texts: Callable[[Item], tuple[str, ...]]
) -> tuple[str, ...]:
    """The ids of the items one of whose ``texts`` is in the sheet."""
    slots = set(sheet.shown_slots)
    return tuple(item.id for item in items if slots.intersection(texts(item)))


def _findings(job: Job) -> tuple[Finding, ...]:
    campaign = job.campaign
    found = [*campaign.letter.findings, *campaign.findings, *job.issuer.findings]
    found += legal_findings(campaign)
    if job.issuer.until is not None:
        found.append(
            Finding(
                "issuer-is-history",
                Severity.WARNING,
                msg(
                    "{issuer} existed only until {date}",
                    issuer=job.issuer.name,
                    date=short_day(job.issuer.until),
                ),
                hint=msg("name the unit that took its place; anpham list issuers shows them"),
            )
        )
    if not job.issuer.contacts and job.material.prints_contacts:
        found.append(
            Finding(
                "no-contacts",
                Severity.NOTE,
                msg(
                    "no address, hotline or website of {issuer} is known; none is printed",
                    issuer=job.issuer.name,
                ),
                hint=msg("write them into anpham.toml (anpham init makes one)"),
            )
        )
    return tuple(found)
