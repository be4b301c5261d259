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
from functools import lru_cache, partial
from pathlib import PurePath
from typing import TYPE_CHECKING

from generator.content.groups import title_findings
from generator.content.model import Campaign, Illustration, Item, TextLength
from generator.content.stated_texts import Citations, citations, official_citations
from generator.core.assets import Assets
from generator.core.cache import LruCache
from generator.core.destination import Destination
from generator.core.errors import (
    AnphamError,
    ContentError,
    DoesNotFitError,
    MissingResourceError,
    Place,
    Problem,
)
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.provenance import Expected
from generator.core.shell import quoted
from generator.core.units import mm_to_pt
from generator.draw.draft_mark import DraftMark, draft_mark
from generator.draw.icons import IconBook
from generator.draw.images import Picture
from generator.draw.metadata import Metadata
from generator.draw.painter import Painter, PrinterMarks
from generator.draw.qr import modules_across
from generator.draw.target import Target, page_boxes
from generator.job import (
    Job,
    Piece,
    asked_items,
    cloth_parts,
    expected_of,
    flip_of,
    folding_parts,
    inks_of,
    metadata_of,
    metres_of,
    page_codes,
    reading_of,
    shows_whole_texts,
    slug_parts,
    unprinted,
)
from generator.layout.engine import LayoutEngine
from generator.layout.model import Layout
from generator.layout.reading import crowding_items, nearer_findings
from generator.press.hem_marks import hem_marks
from generator.press.marks import Slug, fold_ticks, printer_marks
from generator.press.profile import Profile, Sides
from generator.press.profiles import default_profile
from generator.press.target import refuse_too_large, target_of
from generator.sheet.builder import SheetBuilder
from generator.sheet.catalogue import Catalogue, Manifest
from generator.sheet.cloth import Hem
from generator.sheet.distances import HEADLINE, IN_THE_HAND_M, LeastSizes
from generator.sheet.draft import StripLook, with_strip
from generator.sheet.model import Edges, Element, Sheet
from generator.sheet.said_texts import alternative_texts
from generator.sheet.statement import AskedItems
from generator.sheet.template_values import CampaignValues, campaign_values, display_key, values_for
from generator.sheet.theme import Theme
from generator.typeset.copyfit_search import largest_step
from generator.typeset.fonts import FontBook, available_fonts
from generator.typeset.special_texts import face_for_all, printable
from generator.vietnamese.compounds import load_lexicon
from generator.vietnamese.official_names import split_name

if TYPE_CHECKING:
    from generator.certificates.localized import Localization
    from generator.certificates.model import Certificate

#: Of the slug, whatever the theme: a shipped face, heavy enough to be read at 6 pt.
SLUG_FACE = ("Be Vietnam Pro", 500)

#: Of the words that mark a draft: the slug's family.
MARK_FACE = (SLUG_FACE[0], 800)

#: Codes of problems that another size or length of text may cure.
_CURABLE = frozenset({"text-overflow", "too-many-items"})

_ISSUER_NAMES = frozenset({"issuer.name", "issuer.body", "issuer.unit"})

#: Parts of a distance that are tried where texts do not fit.
_NEARER_PARTS = (0.75, 0.5, 0.35)

#: The white frame of the shipped profiles, in mm; templates are made for it.
USUAL_MARGIN_MM = 5.0

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


@dataclass(frozen=True, slots=True)
class _LaidOut:
    """A sheet and its pages, and what is to be said of how they came about."""

    sheet: Sheet
    layout: Layout
    findings: tuple[Finding, ...] = ()


class Pipeline:
    """Makes pieces, one after the other; what they share is made once.

    Args:
        assets: Where everything that pieces are made from lies.
    """

    def __init__(self, assets: Assets) -> None:
        self.catalogue = Catalogue(assets.templates, assets.themes)
        self.icons = IconBook(assets.icons)
        self._icc = assets.icc
        self._profiles = assets.profiles
        self.fonts = FontBook(available_fonts(assets))
        self._builder = SheetBuilder(
            assets.templates,
            partial(
                LeastSizes,
                cap_height_em=self.fonts.cap_height_em,
                code_modules=modules_across,
            ),
        )
        self._engine = LayoutEngine(self.fonts, load_lexicon(assets.lexicon))
        self._known: LruCache[_CampaignTexts] = LruCache(CAMPAIGNS_KNOWN)
        self._values: LruCache[tuple[CampaignValues, Citations]] = LruCache(CAMPAIGNS_KNOWN)
        self._painters: dict[tuple[str, bool, bool, Target], Painter] = {}

    def make(self, job: Job) -> Piece:
        """The piece of ``job``.

        Raises:
            AnphamError: one of its kinds; see ``generator.core.errors``.
        """
        started = time.perf_counter()
        places = {**job.campaign.places, **job.issuer_places}
        if not job.material.outputs.has_sheet:
            with _naming(job.material.name, places):
                return self._spoken(job, started)
        with _naming(job.material.name, places), _naming_pictures(_pictures(job)):
            texts = self._campaign_texts(job)
            target = self._target(job)
            try:
                laid_out = self._laid_out(job, target)
            except DoesNotFitError as error:
                raise self._with_cures(error, job) from error
            sheet, layout = laid_out.sheet, laid_out.layout
            expected = expected_of(job, sheet, layout, texts.items, texts.citations)
            refuse_too_large(mm_to_pt(job.size.width_mm), mm_to_pt(job.size.height_mm), target)
            for picture in _pictures(job):
                self.icons.add(picture.src, picture.data, picture.source)
            try:
                pdf = self._painter(self._theme(job), target).paint(
                    layout,
                    metadata_of(job, expected),
                    self._printer_marks(job, layout, target),
                    self._draft_mark(job),
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
            issuer_province=job.issuer.province,
            language=job.campaign.language,
            trim_mm=(job.size.width_mm, job.size.height_mm),
            pages=len(layout.pages),
            flip=flip_of(job, len(layout.pages)),
            cuts_mm=job.material.cuts_mm(job.size),
            items=tuple(item.id for item in expected.items),
            official_items=tuple(text.id for text in expected.texts),
            items_in_campaign=len(job.campaign.items),
            qr_url=expected.qr_target,
            fitted_pt=layout.fitted,
            pdf=pdf,
            profile=job.profile,
            expected=expected,
            findings=(
                *job.findings,
                *laid_out.findings,
                *_code_findings(job, expected),
                *_title_findings(job, sheet),
                *self._picture_findings(job, sheet),
                *unprinted(
                    job,
                    sheet,
                    shows_pictures=self._builder.shows_pictures(job.material),
                    theme=self._theme(job),
                ),
                *self.fonts.notes,
            ),
            outputs=job.material.outputs,
            pixels=job.size.pixels,
            alts=alternative_texts(sheet) if job.material.outputs.has_pictures else (),
            page_codes=page_codes(sheet) if job.material.outputs.has_pictures else (),
            picture_pdf=self._picture_pdf(job),
            scale=job.scale,
            title=job.campaign.title,
            seconds=time.perf_counter() - started,
        )

    def _spoken(self, job: Job, started: float) -> Piece:
        """The piece of ``job`` that is read aloud: its template filled, and nothing laid out."""
        # Its patterns take long to compile, and few orders need them.
        from generator.sheet.script import script_of

        theme = self.catalogue.theme(self.catalogue.theme_names()[0])
        texts = self._campaign_texts(replace(job, theme=theme.name))
        values = values_for(texts.values, job.issuer, job.size, job.text)
        sheet = self._builder.build(job.material, theme, job.size, values, texts.asked)
        expected = expected_of(job, sheet, Layout((), {}, ()), texts.items, texts.citations)
        return Piece(
            name=job.name,
            material=job.material.name,
            size=job.size.name,
            theme=job.theme,
            issuer=job.issuer.name,
            issuer_province=job.issuer.province,
            trim_mm=(job.size.width_mm, job.size.height_mm),
            pages=0,
            items=tuple(item.id for item in expected.items),
            official_items=tuple(text.id for text in expected.texts),
            items_in_campaign=len(job.campaign.items),
            qr_url=None,
            fitted_pt={},
            pdf=b"",
            profile=job.profile,
            expected=expected,
            findings=(*job.findings, *_title_findings(job, sheet)),
            outputs=job.material.outputs,
            script=script_of(sheet, job.issuer.name, is_draft=job.campaign.is_draft),
            title=job.campaign.title,
            date=job.date,
            seconds=time.perf_counter() - started,
        )

    def _picture_pdf(self, job: Job) -> bytes | None:
        """The PDF that pictures of ``job`` are drawn from, where its own has inks and marks."""
        for_press = job.profile.destination is Destination.PRESS
        if not (for_press and job.material.outputs.has_pictures):
            return None
        screen = default_profile(Destination.SCREEN, self._profiles)
        return self.make(replace(job, profile=screen)).pdf

    def misfits(self, job: Job) -> tuple[Problem, ...]:
        """Problems of what does not fit in the piece of ``job``; none is drawn, no cure is sought.

        Raises:
            AnphamError: another one of its kinds, for other faults.
        """
        try:
            self._engine.lay_out(self.sheet(job), self._target(job).margins)
        except DoesNotFitError as error:
            return error.problems
        return ()

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

    def _picture_findings(self, job: Job, sheet: Sheet) -> Iterator[Finding]:
        """Findings on the pictures that are shown, or not."""
        if not (job.campaign.pictures or job.issuer.face.photo) and self._builder.shows_pictures(
            job.material
        ):
            yield Finding(
                "campaign-without-picture",
                Severity.NOTE,
                msg("the campaign has no picture of its own; none is shown"),
                msg(
                    "name one in campaign.yaml, “pictures:”, “main:”: with “drawing:” one of "
                    "'anpham list drawings', or with “file:” and “alt:” one of your own"
                ),
            )
        for name in _picture_names(sheet.pages):
            shown = self.icons.picture(name)
            if isinstance(shown, Picture):
                yield from shown.findings()

    def _painter(self, theme: Theme, target: Target) -> Painter:
        key = (theme.name, theme.is_grey, theme.saves_ink, target)
        if key not in self._painters:
            self._painters[key] = Painter(self.icons, theme, target)
        return self._painters[key]

    def _target(self, job: Job) -> Target:
        return target_of(job.profile, self._icc, job.hem, job.scale)

    def _draft_mark(self, job: Job) -> DraftMark | None:
        """The outlines across the pages of a draft; None for an approved campaign."""
        return draft_mark(self.fonts.face(*MARK_FACE)) if job.campaign.is_draft else None

    def _theme(self, job: Job) -> Theme:
        """The theme of ``job``, in grey where the piece is copied without colour."""
        theme = self.catalogue.theme(job.theme)
        if job.saves_ink:
            theme = theme.in_outlines()
        return theme.in_grey() if job.profile.survives_grey else theme

    def _printer_marks(self, job: Job, layout: Layout, target: Target) -> Iterator[PrinterMarks]:
        """Marks and slug of each page where the profile asks for them, ticks in a frame."""
        if job.hem is not None:
            yield from self._hem_marks(job, job.hem, layout, target)
            return
        cuts = tuple(map(mm_to_pt, job.material.cuts_mm(job.size)))
        if not job.profile.marks:
            if target.margins != Edges():
                for page, folds in zip(layout.pages, layout.folds, strict=True):
                    yield fold_ticks(
                        page_boxes(page.width, page.height, target), target.margins, (*folds, *cuts)
                    )
            return
        inks = inks_of(self._theme(job), job.profile)
        for number, page in enumerate(layout.pages):
            boxes = page_boxes(page.width, page.height, target)
            parts = slug_parts(job, inks, number + 1, len(layout.pages))
            how = folding_parts(job, number + 1)
            face = face_for_all((*parts, *how), self.fonts, *SLUG_FACE)
            yield printer_marks(
                boxes,
                job.profile.marks,
                layout.folds[number],
                Slug(parts, face),
                Slug(how, face),
                cuts=cuts,
            )

    def _hem_marks(
        self, job: Job, hem: Hem, layout: Layout, target: Target
    ) -> Iterator[PrinterMarks]:
        """Marks of the hem and the eyelets of each page, and two slugs."""
        inks = inks_of(self._theme(job), job.profile)
        for number, page in enumerate(layout.pages):
            boxes = page_boxes(page.width, page.height, target)
            parts = slug_parts(job, inks, number + 1, len(layout.pages))
            how = cloth_parts(job, hem)
            face = face_for_all((*parts, *how), self.fonts, *SLUG_FACE)
            yield hem_marks(boxes, hem, job.scale, Slug(parts, face), Slug(how, face))

    def _laid_out(self, job: Job, target: Target) -> _LaidOut:
        """The sheet of ``job`` and its pages; a draft's strip is as low as it must be.

        Where there is more text than can be read from where the material says, it is read from
        nearer, and that is a finding.

        Raises:
            DoesNotFitError: with every text that does not fit.
        """
        try:
            return self._laid_out_from(job, target, is_far=True)
        except DoesNotFitError as error:
            if not job.material.nearest.rows or job.distance_m is not None:
                raise
            crowded = error
        found = self._laid_out_from(job, target, is_far=False)
        nearer = nearer_findings(
            found.layout.pages, metres_of(job), crowded.problems, self.fonts.cap_height_em
        )
        return replace(found, findings=tuple(nearer))

    def _laid_out_from(self, job: Job, target: Target, *, is_far: bool) -> _LaidOut:
        sheet = self.sheet(job, is_far=is_far)
        try:
            return _LaidOut(sheet, self._engine.lay_out(sheet, target.margins))
        except DoesNotFitError:
            if not job.campaign.is_draft:
                raise
        sheet = self.sheet(job, is_tight=True, is_far=is_far)
        return _LaidOut(sheet, self._engine.lay_out(sheet, target.margins))

    def sheet(self, job: Job, *, is_tight: bool = False, is_far: bool = False) -> Sheet:
        """The filled template of ``job``.

        Args:
            is_tight: Whether a draft's strip takes no more room than it must.
            is_far: Whether its texts are read from where the material says, not from nearer.

        Raises:
            TemplateError: with every fault of the template or its style sheet.
        """
        theme = self._theme(job)
        texts = self._campaign_texts(job)
        issuer = job.issuer
        if issuer.face.photo is not None and not theme.shows_pictures:
            issuer = replace(issuer, face=replace(issuer.face, photo=None))
        values = values_for(
            texts.values,
            issuer,
            job.size,
            job.text,
            logo_ratio=self._logo_ratio(job),
            shows_code=job.asks_for_code,
        )
        sheet = self._builder.build(
            job.material, theme, job.size, values, texts.asked, reading_of(job, is_near=not is_far)
        )
        safe_mm = max(job.profile.safe_mm.error, job.material.safe_mm)
        sheet = replace(sheet, safe_pt=mm_to_pt(safe_mm))
        if not job.campaign.is_draft:
            return sheet
        return with_strip(sheet, _strip_look(job, theme, is_tight=is_tight))

    def _logo_ratio(self, job: Job) -> float:
        """Width to height of the issuer's logo, and its pictures made known."""
        face = job.issuer.face
        for picture in face.pictures:
            self.icons.add(picture.src, picture.data, picture.source)
        return self.icons.ratio(face.logo.src) if face.logo is not None else 1.0

    def _with_cures(self, error: DoesNotFitError, job: Job) -> DoesNotFitError:
        """``error`` with the options under which all texts fit: each was tried.

        A larger size is no cure where texts grow with the sheet.
        """
        cures = tuple(self._cures(job))
        if metres_of(job).get(HEADLINE, 0.0) >= IN_THE_HAND_M and (
            names := crowding_items(error.problems)
        ):
            cures = (msg("move {items} to a leaflet", items=names), *cures)
        problems = [
            replace(problem, hint=_or(problem.hint, cures)) if problem.code in _CURABLE else problem
            for problem in error.problems
        ]
        if any(problem.place.text in _ISSUER_NAMES for problem in problems):
            excess = self._issuer_excess(job)
            problems = [_with_excess(problem, excess) for problem in problems]
        return DoesNotFitError(*problems)

    def _issuer_excess(self, job: Job) -> int | None:
        """By how many characters the issuer's name is too long for the whole piece.

        It stands in several places, of which the first that lacks room hides the others.
        """
        name = job.issuer.name
        words = name.split(" ")

        def fits(kept: int) -> bool:
            body, unit = split_name(" ".join(words[:kept]))
            return self._fits(replace(job, issuer=replace(job.issuer, body=body, unit=unit)))

        kept = largest_step(len(words) - 1, lambda step: step > 0 and fits(step))
        return len(name) - len(" ".join(words[:kept])) if kept else None

    def _cures(self, job: Job) -> Iterator[Message]:
        """Options of the order under which the piece fits."""
        side = min(job.size.width_mm, job.size.height_mm)
        larger = sorted(
            (s for s in job.material.sizes if min(s.width_mm, s.height_mm) > side),
            key=lambda size: size.width_mm * size.height_mm,
        )
        # Where the largest does not do, none does; most often it is so, and little time is lost.
        if larger and self._fits(replace(job, size=larger[-1])):
            fitting = next(size for size in larger if self._fits(replace(job, size=size)))
            yield msg("choose a larger size: --size {size}", size=quoted(fitting.name))
        is_full = job.text is TextLength.FULL and TextLength.SHORT in job.material.texts
        if is_full and self._fits(replace(job, text=TextLength.SHORT)):
            yield msg("take short texts: --text short")
        yield from self._nearer_cures(job)
        margins = replace(job.profile, margins_mm=Sides(*[USUAL_MARGIN_MM] * 4))
        is_wide = job.profile.margins_mm.largest > USUAL_MARGIN_MM
        if is_wide and self._fits(replace(job, profile=margins)):
            yield msg(
                "set margins_mm of the profile to {usual}, if the printer can",
                usual=f"{USUAL_MARGIN_MM:g}",
            )

    def _nearer_cures(self, job: Job) -> Iterator[Message]:
        """The largest of a few nearer distances from which the piece can be read."""
        asked = metres_of(job).get(HEADLINE, 0.0)
        for part in _NEARER_PARTS if asked > IN_THE_HAND_M else ():
            nearer = round(asked * part, 1)
            if self._fits(replace(job, distance_m=nearer)):
                yield msg("let it be read from nearer: --distance {metres}", metres=f"{nearer:g}")
                return

    def _fits(self, job: Job) -> bool:
        try:
            self._laid_out(job, self._target(job))
        except AnphamError:
            return False
        return True

    def _campaign_texts(self, job: Job) -> _CampaignTexts:
        """The texts of the campaign in ``job``; the same for all issuers."""
        key = (
            id(job.campaign),
            job.material.folder,
            tuple(job.material.shown_counts(job.size).items()),
            shows_whole_texts(job),
            self.catalogue.theme(job.theme).shows_pictures,
        )
        found = self._known.get(key)
        if found is None or found.campaign is not job.campaign:
            items = asked_items(job) if self._builder.shows_items(job.material) else ()
            found = self._known.put(key, _campaign_texts(job, items, self._display(job, items)))
        return found

    def _display(self, job: Job, items: tuple[Item, ...]) -> tuple[CampaignValues, Citations]:
        """The campaign for templates, and what its texts cite; the same for equal texts."""
        campaign = job.campaign
        if not self.catalogue.theme(job.theme).shows_pictures:
            campaign = replace(campaign, pictures={})
        key = display_key(campaign, items)
        found = self._values.get(key)
        if found is None:
            made = campaign_values(campaign, items), citations(campaign)
            found = self._values.put(key, made)
        return found

    def lay_out(self, material: Manifest, values: Mapping[str, object], profile: Profile) -> Layout:
        """The pages of ``material`` in its first theme and size, with ``values`` in its template.

        Raises:
            TemplateError: with every fault of the template or its style sheet.
            DoesNotFitError: with every text that does not fit.
        """
        theme = self.catalogue.theme(next(iter(material.themes)))
        sheet = self._builder.build(material, theme, material.sizes[0], values)
        return self._engine.lay_out(sheet, target_of(profile, self._icc).margins)

    def paint(self, layout: Layout, theme: str, profile: Profile, about: Metadata) -> bytes:
        """The PDF of ``layout`` for ``profile``, without printer's marks."""
        target = target_of(profile, self._icc)
        return self._painter(self.catalogue.theme(theme), target).paint(layout, about)


def _strip_look(job: Job, theme: Theme, *, is_tight: bool) -> StripLook:
    """The strip of a draft's words, in the safe area and clear of the frame that stays white."""
    profile = job.profile
    margins, safe = profile.margins_mm, profile.safe_mm.warning
    clear = (max(edge, safe) for edge in (margins.top, margins.right, margins.bottom, margins.left))
    return StripLook(
        theme.default_colour,
        MARK_FACE[0],
        Edges(*map(mm_to_pt, clear)),
        profile.text_one_ink_pt.warning,
        is_tight=is_tight,
    )


def _pictures(job: Job) -> tuple[Illustration, ...]:
    """The campaign's own pictures and the issuer's."""
    return (*job.campaign.pictures.values(), *job.issuer.face.pictures)


@contextmanager
def _naming_pictures(pictures: Sequence[Illustration]) -> Iterator[None]:
    """Faults of ``pictures``, met meanwhile, are placed where they are named.

    A drawing's have lines of their own.
    """
    try:
        yield
    except AnphamError as error:
        named = {picture.source: picture.place for picture in pictures}
        placed = [
            problem
            if problem.place.line or problem.place.file not in named
            else replace(
                problem,
                message=msg(
                    "{file}: {fault}", file=PurePath(problem.place.file).name, fault=problem.message
                ),
                place=named[problem.place.file],
            )
            for problem in error.problems
        ]
        if placed == list(error.problems):
            raise
        raise type(error).of(placed) from error


@lru_cache(maxsize=64)
def _picture_names(pages: tuple[Element, ...]) -> tuple[str, ...]:
    """The names of the pictures that a skeleton shows, sorted."""
    elements = (element for page in pages for element in page.walk())
    return tuple(sorted({e.attributes["src"] for e in elements if e.tag == "img"}))


def _with_excess(problem: Problem, excess: int | None) -> Problem:
    """``problem`` of the issuer's name with the number of characters that it is too long by."""
    values = problem.message.values
    if excess is None or "excess" not in values or problem.place.text not in _ISSUER_NAMES:
        return problem
    return replace(problem, message=replace(problem.message, values={**values, "excess": excess}))


def _or(first: Message | None, others: Sequence[Message]) -> Message | None:
    """The advice to do ``first`` or one of ``others``."""
    for other in others:
        first = msg("{one}; or {other}", one=first, other=other) if first is not None else other
    return first


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


def _code_findings(job: Job, expected: Expected) -> Iterator[Finding]:
    """The finding that a code was asked for that the piece does not show."""
    if job.asks_for_code and expected.qr_target is None and job.campaign.qr is not None:
        yield Finding(
            "code-not-shown",
            Severity.WARNING,
            msg(
                "{material} has no place for a QR code; none is printed", material=job.material.name
            ),
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
    profile = default_profile(Destination.OFFICE, assets.profiles)
    shown, layout = page.fitted(
        certificate,
        speech,
        printable=lambda text: printable(text, pipeline.fonts, *page.FACE),
        lay_out=lambda shown: pipeline.lay_out(material, {"shown": shown}, profile),
    )
    about = page.metadata_of(shown, certificate)
    pdf = pipeline.paint(layout, next(iter(material.themes)), profile, about)
    return page.with_pictures(pdf, layout, pictures)


@lru_cache(maxsize=1)
def _certificate_pipeline(assets: Assets) -> Pipeline:
    """The pipeline of certificates; fonts, template and style sheet are read once a process."""
    return Pipeline(assets.for_certificates())


@contextmanager
def _naming(material: str, places: Mapping[str, Place]) -> Iterator[None]:
    """Problems of what is laid out or drawn meanwhile say which piece they belong to.

    One with a text of the campaign has the place of that text in ``places``, where it is mended.
    """
    try:
        yield
    except (ContentError, DoesNotFitError) as error:
        problems = [_named(p, material, places) for p in _causes(error.problems)]
        raise type(error)(*(p for n, p in enumerate(problems) if p not in problems[:n])) from error


def _causes(problems: Sequence[Problem]) -> Sequence[Problem]:
    """``problems`` without those that may only follow from others.

    Where the issuer's name takes the room of a page, other texts on it lack theirs, too; of one
    text that does not fit in several places the worst is enough.
    """
    worst: dict[object, Problem] = {}
    for problem in problems:
        key = problem.place.text or id(problem)
        if key not in worst or _excess(problem) > _excess(worst[key]):
            worst[key] = problem
    issuer = [p for p in worst.values() if (p.place.text or "").startswith("issuer.")]
    pages = {problem.place.page for problem in issuer}
    return issuer + [p for p in worst.values() if p not in issuer and p.place.page not in pages]


def _excess(problem: Problem) -> float:
    """By how many characters the text is too long, where the problem says so."""
    excess = problem.message.values.get("excess")
    return float(excess) if isinstance(excess, int | float) else 0.0


def _named(problem: Problem, material: str, places: Mapping[str, Place]) -> Problem:
    place = replace(problem.place, piece=material)
    source = places.get(place.text) if place.text is not None else None
    if source is None or source.file is None:
        item = place.item if source is None else source.item
        return replace(problem, place=replace(place, item=item))
    return replace(
        problem,
        message=msg(
            "{piece}, {text}: {message}",
            piece=material,
            text=place.text,
            message=problem.message,
        ),
        place=replace(place, file=source.file, line=source.line, column=source.column),
    )
