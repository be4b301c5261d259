"""Sheets built from a material, a theme, a size and values; their skeletons are cached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from generator.sheet.markup import Skeleton, parse_markup
from generator.sheet.model import Element, Sheet
from generator.sheet.sizes import TrimSize
from generator.sheet.statement import AskedItems, official_slots, stated_texts
from generator.sheet.template import CACHED_TEMPLATES, FilledTemplate, IssuerTemplate, Templates
from generator.sheet.template_uses import ISSUER
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
    """

    def __init__(self, template_folders: Sequence[Path]) -> None:
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
    ) -> Sheet:
        """The sheet of ``manifest`` with ``values`` in it.

        Args:
            asked: The items that the order asks for; None for a sheet that states no campaign.

        Raises:
            TemplateError: with every fault of the template or its style sheet, or of its stated
                texts.
            InputOutputError: if the style sheet cannot be read.
        """
        name = _template_name(manifest)
        shared = self._templates.for_issuers(name, values) if asked else None
        filled = shared.fill(values[ISSUER]) if shared else self._templates.fill(name, values)
        key = (filled.markup, manifest.folder, theme.name, size)
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
            )
            _check_pages(skeleton.pages, manifest.folds_pt())
            self._skeletons.put(key, skeleton)
        official = official_slots(skeleton, asked or AskedItems({}))
        origins = [source.origin if source is not None else "" for source in filled.sources]
        return Sheet(
            skeleton.pages,
            (*filled.slots, *official),
            mm_to_pt(size.width_mm),
            mm_to_pt(size.height_mm),
            manifest.folds_pt(),
            (*origins, *(origin_of(item, OFFICIAL) for item in skeleton.official_items)),
            self._stated(name, skeleton, shared, filled, asked) if asked else (),
        )

    def shows_items(self, manifest: Manifest) -> bool:
        """True if the template of ``manifest`` could show items; a slogan's banner shows none."""
        return self._templates.mentions_items(_template_name(manifest))

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
        if manifest.own_styles:
            return [manifest.folder / manifest.own_styles[theme.name]]
        own = manifest.folder / f"{theme.name}.css"
        return [
            *(file for file in (self._parts, theme.style_file) if file is not None),
            manifest.folder / "layout.css",
            *([own] if own.is_file() else []),
        ]


def _template_name(manifest: Manifest) -> str:
    return f"{manifest.name}/{manifest.template}"


def _check_pages(pages: Sequence[Element], folds: Sequence[Sequence[float]]) -> None:
    """Check that the template makes the pages and panels that the manifest promises.

    Raises:
        TemplateError: with the line of each element that it does not.
    """
    problems = []
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


def _place(element: Element) -> Place:
    return Place(element.source, element.line)
