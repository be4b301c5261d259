"""One job through all the rooms: the only module that knows their order.

    campaign + issuer + material + size + theme + profile  ->  sheet  ->  layout  ->  PDF
    certificate of a preflight                             ->  sheet  ->  layout  ->  PDF

A :class:`Pipeline` caches what jobs share (fonts, templates, what was laid out and painted), so a
thousand issuers cost little more than their names.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.content.groups import title_findings
from generator.content.model import Campaign, Item
from generator.content.stated_texts import Citations, citations, official_citations
from generator.core.assets import Assets
from generator.core.cache import LruCache
from generator.core.errors import ContentError, DoesNotFitError, MissingResourceError, Problem
from generator.core.findings import Finding
from generator.core.units import mm_to_pt
from generator.draw.icons import IconBook
from generator.draw.metadata import Metadata
from generator.draw.painter import Painter, PrinterMarks
from generator.draw.target import Target, page_boxes
from generator.job import (
    Job,
    Piece,
    asked_items,
    expected_of,
    inks_of,
    metadata_of,
    shows_whole_texts,
    slug_parts,
)
from generator.layout.engine import LayoutEngine
from generator.layout.model import Layout
from generator.press.marks import Slug, printer_marks
from generator.press.profile import Destination, Profile
from generator.press.profiles import default_profile
from generator.press.target import refuse_too_large, target_of
from generator.sheet.builder import SheetBuilder
from generator.sheet.catalogue import Catalogue, Manifest
from generator.sheet.model import Sheet
from generator.sheet.statement import AskedItems
from generator.sheet.template_values import CampaignValues, campaign_values, display_key, values_for
from generator.typeset.fonts import FontBook, available_fonts
from generator.vietnamese.compounds import load_lexicon

if TYPE_CHECKING:
    from generator.certificates.localized import Localization
    from generator.certificates.model import Certificate

#: Of the slug, whatever the theme: a shipped face, heavy enough to be read at 6 pt.
SLUG_FACE = ("Be Vietnam Pro", 500)

#: Cached values of campaigns in kinds of pieces.
CAMPAIGNS_KNOWN = 32


@dataclass(frozen=True, slots=True)
class _CampaignTexts:
    """The texts of a campaign in the pieces of one kind, the same for every issuer."""

    campaign: Campaign
    items: tuple[Item, ...]
    values: CampaignValues
    asked: AskedItems
    citations: Citations


class Pipeline:
    """Makes pieces, one after the other; what they share is made once.

    Args:
        assets: Where everything that pieces are made from lies.
    """

    def __init__(self, assets: Assets) -> None:
        self.catalogue = Catalogue(assets.templates, assets.themes)
        self.icons = IconBook(assets.icons)
        self._icc = assets.icc
        self._builder = SheetBuilder(assets.templates)
        self.fonts = FontBook(available_fonts(assets))
        self._engine = LayoutEngine(self.fonts, load_lexicon(assets.lexicon))
        self._known: LruCache[_CampaignTexts] = LruCache(CAMPAIGNS_KNOWN)
        self._values: LruCache[tuple[CampaignValues, Citations]] = LruCache(CAMPAIGNS_KNOWN)
        self._painters: dict[tuple[str, Target], Painter] = {}

    def make(self, job: Job) -> Piece:
        """The piece of ``job``.

        Raises:
            AnphamError: one of its kinds; see ``generator.core.errors``.
        """
        started = time.perf_counter()
        with _naming(job.material.name):
            texts = self._campaign_texts(job)
            sheet = self.sheet(job)
            layout = self._engine.lay_out(sheet)
            expected = expected_of(job, sheet, layout, texts.items, texts.citations)
            target = target_of(job.profile, self._icc)
            refuse_too_large(mm_to_pt(job.size.width_mm), mm_to_pt(job.size.height_mm), target)
            for picture in job.campaign.pictures.values():
                self.icons.add(picture.src, picture.data, picture.source)
            try:
                pdf = self._painter(job.theme, target).paint(
                    layout,
                    metadata_of(job, expected),
                    self._printer_marks(job, layout, sheet, target),
                )
            except MissingResourceError as error:
                named = self._unknown_icons(job.campaign)
                is_named = error.problems[0].message in [problem.message for problem in named]
                raise MissingResourceError(*(named if is_named else error.problems)) from error
        return Piece(
            name=job.name,
            material=job.material.name,
            size=job.size.name,
            theme=job.theme,
            issuer=job.issuer.name,
            trim_mm=(job.size.width_mm, job.size.height_mm),
            pages=len(layout.pages),
            items=tuple(item.id for item in expected.items),
            official_items=tuple(text.id for text in expected.texts),
            items_in_campaign=len(job.campaign.items),
            qr_url=job.campaign.qr.url,
            fitted_pt=layout.fitted,
            pdf=pdf,
            profile=job.profile,
            expected=expected,
            findings=(*job.findings, *_title_findings(job, sheet)),
            seconds=time.perf_counter() - started,
        )

    def _unknown_icons(self, campaign: Campaign) -> tuple[Problem, ...]:
        """Problems of all icons that the campaign file names and that are not there."""
        named = [(item.icon, item.icon_place) for item in campaign.items]
        named += [(group.mark.icon, group.icon_place) for group in campaign.groups]
        problems = []
        for icon, place in named:
            try:
                self.icons.art(icon)
            except MissingResourceError as error:
                problems += [replace(problem, place=place) for problem in error.problems]
        return tuple(problems)

    def _painter(self, theme: str, target: Target) -> Painter:
        key = (theme, target)
        if key not in self._painters:
            self._painters[key] = Painter(self.icons, self.catalogue.theme(theme), target)
        return self._painters[key]

    def _printer_marks(
        self, job: Job, layout: Layout, sheet: Sheet, target: Target
    ) -> Iterator[PrinterMarks]:
        """Marks and slug of each page, where the profile asks for them."""
        if not job.profile.marks:
            return
        face = self.fonts.face(*SLUG_FACE)
        inks = inks_of(self.catalogue.theme(job.theme), job.profile)
        for number, page in enumerate(layout.pages):
            boxes = page_boxes(page.width, page.height, target)
            slug = Slug(slug_parts(job, inks, number + 1, len(layout.pages)), face)
            yield printer_marks(boxes, job.profile.marks, sheet.folds[number], slug)

    def sheet(self, job: Job) -> Sheet:
        """The filled template of ``job``.

        Raises:
            TemplateError: with every fault of the template or its style sheet.
        """
        theme = self.catalogue.theme(job.theme)
        texts = self._campaign_texts(job)
        values = values_for(texts.values, job.issuer, job.size, job.text)
        return self._builder.build(job.material, theme, job.size, values, texts.asked)

    def _campaign_texts(self, job: Job) -> _CampaignTexts:
        """The texts of the campaign in ``job``; the same for all issuers."""
        key = (
            id(job.campaign),
            job.material.folder,
            tuple(job.material.items.items()),
            shows_whole_texts(job),
        )
        found = self._known.get(key)
        if found is None or found.campaign is not job.campaign:
            items = asked_items(job) if self._builder.shows_items(job.material) else ()
            found = self._known.put(key, _campaign_texts(job, items, self._display(job, items)))
        return found

    def _display(self, job: Job, items: tuple[Item, ...]) -> tuple[CampaignValues, Citations]:
        """The campaign for templates, and what its texts cite; the same for equal texts."""
        key = display_key(job.campaign, items)
        found = self._values.get(key)
        if found is None:
            made = campaign_values(job.campaign, items), citations(job.campaign)
            found = self._values.put(key, made)
        return found

    def lay_out(self, material: Manifest, values: Mapping[str, object]) -> Layout:
        """The pages of ``material`` in its first theme and size, with ``values`` in its template.

        Raises:
            TemplateError: with every fault of the template or its style sheet.
            DoesNotFitError: with every text that does not fit.
        """
        theme = self.catalogue.theme(next(iter(material.themes)))
        return self._engine.lay_out(self._builder.build(material, theme, material.sizes[0], values))

    def paint(self, layout: Layout, theme: str, profile: Profile, about: Metadata) -> bytes:
        """The PDF of ``layout`` for ``profile``, without printer's marks."""
        return self._painter(theme, target_of(profile, self._icc)).paint(layout, about)


def _campaign_texts(
    job: Job, items: tuple[Item, ...], display: tuple[CampaignValues, Citations]
) -> _CampaignTexts:
    values, cited = display
    ids = tuple(item.id for item in items)
    is_whole = shows_whole_texts(job)
    return _CampaignTexts(
        job.campaign,
        items,
        values,
        AskedItems(
            {item.id: item.official for item in items},
            whole=ids if is_whole else (),
            abridged=() if is_whole else ids,
        ),
        {**cited, **official_citations(job.campaign)},
    )


def _title_findings(job: Job, sheet: Sheet) -> tuple[Finding, ...]:
    shown = asked_items(job)
    if len(shown) == len(job.campaign.items):
        return ()  # the campaign file was checked
    return title_findings(job.campaign.groups, shown, {text.origin for text in sheet.stated})


def certificate_pdf(
    certificate: Certificate, pictures: Sequence[bytes], speech: Localization, assets: Assets
) -> bytes:
    """``certificate`` as a PDF of one A4 page; as many remarks as there is room for.

    Args:
        pictures: JPEG files in sRGB, one for each of ``certificate.pictures``.

    Raises:
        DoesNotFitError: if not even what every certificate shows fits.
    """
    # Imported here: what looks at pages takes longer to load than a poster to make.
    from generator.certificates import page

    pipeline = _certificate_pipeline(assets)
    material = pipeline.catalogue.material(assets.certificate.name)
    shown, layout = page.fitted(
        certificate,
        speech,
        face=pipeline.fonts.face(*page.FACE),
        lay_out=lambda shown: pipeline.lay_out(material, {"shown": shown}),
    )
    profile = default_profile(Destination.SCREEN, assets.profiles)
    about = page.metadata_of(shown, certificate)
    pdf = pipeline.paint(layout, next(iter(material.themes)), profile, about)
    return page.with_pictures(pdf, layout, pictures)


@lru_cache(maxsize=1)
def _certificate_pipeline(assets: Assets) -> Pipeline:
    """The pipeline of certificates; fonts, template and style sheet are read once a process."""
    return Pipeline(assets.for_certificates())


@contextmanager
def _naming(material: str) -> Iterator[None]:
    """Problems of what is laid out or drawn meanwhile say which piece they belong to."""
    try:
        yield
    except (ContentError, DoesNotFitError) as error:
        raise type(error)(
            *(replace(p, place=replace(p.place, piece=material)) for p in error.problems)
        ) from error
