"""Sheets built from a material, a theme, a size and values; their skeletons are cached."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.content.stated_texts import OFFICIAL, origin_of
from generator.core.cache import LruCache
from generator.core.errors import Place, Problem, TemplateError
from generator.core.messages import msg
from generator.core.provenance import StatedText
from generator.core.units import mm_to_pt
from generator.reading.files import read_text
from generator.sheet.catalogue import Manifest
from generator.sheet.css import StyleSheet
from generator.sheet.distances import ANYWHERE, LeastSizes, ReadingConditions
from generator.sheet.files import inside
from generator.sheet.markup import Skeleton, parse_markup
from generator.sheet.model import Element, Sheet
from generator.sheet.schema import FLOW, LOGO, LOGO_RATIO
from generator.sheet.sizes import TrimSize
from generator.sheet.statement import AskedItems, check_codes, official_slots, stated_texts
from generator.sheet.template import CACHED_TEMPLATES, FilledTemplate, IssuerTemplate, Templates
from generator.sheet.template_uses import ISSUER
from generator.sheet.template_values import CampaignValues, IssuerValues, LogoValues
from generator.sheet.theme import Theme

#: Skeletons in the cache: all materials in a few sizes.
CACHED_SKELETONS = 32


@dataclass(frozen=True, slots=True)
class _Statement:
    """Statements of one skeleton, the same for any issuer."""

    shared: IssuerTemplate
    skeleton: Skeleton
    texts: tuple[StatedText, ...]


class SheetBuilder:
    """Builder of sheets, with a cache of style sheets and skeletons for all of them.

    Args:
        template_folders: As for the catalogue that the manifests come from.
        least_sizes: The least sizes of texts and codes where they are read; without it the style
            sheets alone decide.
    """

    def __init__(
        self,
        template_folders: Sequence[Path],
        least_sizes: Callable[[ReadingConditions], LeastSizes] | None = None,
    ) -> None:
        self._least_sizes = least_sizes
        self._templates = Templates(template_folders)
        parts = (folder / "_parts" / "parts.css" for folder in template_folders)
        self._parts = next((file for file in parts if file.is_file()), None)
        self._styles: dict[tuple[Path, str], StyleSheet] = {}
        self._skeletons: LruCache[Skeleton] = LruCache(CACHED_SKELETONS)
        self._statements: LruCache[_Statement] = LruCache(CACHED_TEMPLATES)

    def build(
        self,
        manifest: Manifest,
        theme: Theme,
        size: TrimSize,
        values: Mapping[str, object],
        asked: AskedItems | None = None,
        reading: ReadingConditions = ANYWHERE,
    ) -> Sheet:
        """The sheet of ``manifest`` with ``values`` in it.

        Args:
            reading: From where it is read, and where it is printed.
            asked: The items that the order asks for; None for a sheet that states no campaign.

        Raises:
            TemplateError: with every fault of the template or its style sheet, or of its stated
                texts.
            InputOutputError: if the style sheet cannot be read.
        """
        name = _template_name(manifest)
        shared = self._templates.for_issuers(name, values) if asked else None
        filled = shared.fill(values[ISSUER]) if shared else self._templates.fill(name, values)
        look = (theme.name, theme.is_grey, theme.saves_ink)
        logo = _logo_on_code(values.get(ISSUER))
        key = (filled.markup, manifest.folder, *look, size, reading, logo)
        skeleton = self._skeletons.get(key)
        if skeleton is None:
            short_side_pt = mm_to_pt(min(size.width_mm, size.height_mm))
            styles = self._style_sheet(manifest, theme)
            skeleton = parse_markup(
                filled.markup,
                styles,
                theme,
                short_side_pt,
                name,
                slot_count=len(filled.slots),
                least=self._least_sizes(reading) if self._least_sizes and reading.metres else None,
            )
            _check_pages(skeleton.pages, manifest)
            if logo is not None:
                pages = tuple(_with_logo(page, logo) for page in skeleton.pages)
                skeleton = replace(skeleton, pages=pages)
            self._skeletons.put(key, skeleton)
        campaign = values.get("campaign")
        if asked and isinstance(campaign, CampaignValues):
            check_codes(skeleton.pages, str(campaign.qr.url) if campaign.qr is not None else None)
        official = official_slots(skeleton, asked or AskedItems({}))
        origins = [source.origin if source is not None else "" for source in filled.sources]
        return Sheet(
            skeleton.pages,
            (*filled.slots, *official),
            mm_to_pt(size.width_mm),
            mm_to_pt(size.height_mm),
            manifest.folds_pt(len(skeleton.pages)),
            (*origins, *(origin_of(item, OFFICIAL) for item in skeleton.official_items)),
            self._stated(name, skeleton, shared, filled, asked) if asked else (),
            theme.fallback,
            most_pages=manifest.most_pages,
        )

    def shows_items(self, manifest: Manifest) -> bool:
        """True if the template of ``manifest`` could show items; a slogan's banner shows none."""
        return self._templates.mentions_items(_template_name(manifest))

    def shows_pictures(self, manifest: Manifest) -> bool:
        """True if the template of ``manifest`` shows pictures of campaigns that have them."""
        return self._templates.mentions_pictures(_template_name(manifest))

    def _stated(
        self,
        name: str,
        skeleton: Skeleton,
        shared: IssuerTemplate | None,
        filled: FilledTemplate,
        asked: AskedItems,
    ) -> tuple[StatedText, ...]:
        """The stated texts that are set; of a template for any issuer they are verified once.

        Raises:
            TemplateError: with every fault against what is stated and asked.
        """
        if shared is None:
            return stated_texts(skeleton, filled, asked, self._templates.own_texts(name))
        key = (id(shared), id(skeleton))
        found = self._statements.get(key)
        if found is None or found.shared is not shared or found.skeleton is not skeleton:
            texts = stated_texts(skeleton, shared.filled, asked, self._templates.own_texts(name))
            found = self._statements.put(key, _Statement(shared, skeleton, texts))
        sources = {filled.sources[number] for number, _ in shared.slots}
        own = {source.origin: source for source in sources if source is not None}
        return tuple(
            text if text.origin not in own else replace(text, text=own[text.origin].whole)
            for text in found.texts
            if own.get(text.origin, True)
        )

    def _style_sheet(self, manifest: Manifest, theme: Theme) -> StyleSheet:
        """The cascade: what the parts, the theme, the material and the two together say."""
        key = (manifest.folder, theme.name)
        if key not in self._styles:
            files = self._cascade(manifest, theme)
            self._styles[key] = StyleSheet(
                [(f"{file.parent.name}/{file.name}", read_text(file)) for file in files]
            )
        return self._styles[key]

    def _cascade(self, manifest: Manifest, theme: Theme) -> Sequence[Path]:
        """Style sheets in their order: what comes later wins."""
        folder = manifest.folder
        if manifest.own_styles:
            return [inside(folder, folder / manifest.own_styles[theme.name])]
        own = folder / f"{theme.name}.css"
        return [
            *(file for file in (self._parts, theme.style_file) if file is not None),
            *([inside(folder, folder / "layout.css")] if manifest.outputs.has_sheet else []),
            *([inside(folder, own)] if own.is_file() else []),
        ]


def _logo_on_code(issuer: object) -> LogoValues | None:
    """The logo that stands on the campaign's codes, where the issuer asks for it."""
    return issuer.logo if isinstance(issuer, IssuerValues) and issuer.logo_on_code else None


def _with_logo(element: Element, logo: LogoValues) -> Element:
    """``element`` with the logo on each of the campaign's codes in it.

    A code whose level the template chooses has room for the template's own picture.
    """
    if element.tag == "qr" and not {"purpose", "level"} & element.attributes.keys():
        own = {LOGO: str(logo.src), LOGO_RATIO: str(logo.ratio)}
        return replace(element, attributes={**element.attributes, **own})
    children = tuple(_with_logo(child, logo) for child in element.children)
    if all(new is old for new, old in zip(children, element.children, strict=True)):
        return element
    return replace(element, children=children)


def _template_name(manifest: Manifest) -> str:
    return f"{manifest.name}/{manifest.template}"


def _check_pages(pages: Sequence[Element], manifest: Manifest) -> None:
    """Check that the template makes the pages and panels that the manifest promises.

    Raises:
        TemplateError: with the line of each element that it does not.
    """
    problems = list(_flow_problems(pages, manifest))
    folds = manifest.folds_pt(len(pages))
    if len(pages) != len(folds):
        message = msg(
            "the template makes {count} pages, its manifest promises {promised}",
            count=len(pages),
            promised=len(folds),
        )
        problems.append(Problem("template-pages", message, place=_place(pages[0])))
    for page, page_folds in zip(pages, folds, strict=False):
        for panels in (e for e in page.walk() if e.tag == "panels"):
            if len(panels.flow) != len(page_folds) + 1:
                message = msg(
                    "<panels> holds {count} panels, the manifest has {promised}",
                    count=len(panels.flow),
                    promised=len(page_folds) + 1,
                )
                problems.append(Problem("template-panels", message, place=_place(panels)))
    if problems:
        raise TemplateError(*problems)


def _flow_problems(pages: Sequence[Element], manifest: Manifest) -> Iterator[Problem]:
    """Problems of a flow without a manifest that lets it take pages, and the other way round."""
    flow = next((e for page in pages for e in page.walk() if e.tag == FLOW), None)
    if flow is not None and manifest.most_pages is None:
        yield Problem(
            "template-flow",
            msg(
                "a <{tag}> takes as many pages as its text, of which the manifest says nothing",
                tag=FLOW,
            ),
            msg("write {form} in the manifest", form="pages: {most: 40}"),
            _place(flow),
        )
    if flow is None and manifest.most_pages is not None:
        yield Problem(
            "template-flow",
            msg(
                "the manifest lets the text take up to {most} pages, but no page holds a <{tag}>",
                most=manifest.most_pages,
                tag=FLOW,
            ),
            msg("put what goes on on the next page in a <{tag}>", tag=FLOW),
            _place(pages[0]),
        )


def _place(element: Element) -> Place:
    return Place(element.source, element.line)
