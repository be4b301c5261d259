"""The texts of one sheet: slots filled in, measured, ready to be set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache

from generator.core.errors import ContentError, Place
from generator.sheet.model import Element, PageCounter, Sheet
from generator.typeset.fonts import FontBook, tabular
from generator.typeset.measured_words import NotPlainError
from generator.typeset.paragraph import Paragraph, Run, TextSpec, prepare
from generator.typeset.special_texts import SpecialTexts, special_among
from generator.vietnamese.compounds import Lexicon


class Texts:
    """The paragraphs of a sheet's text elements; each is prepared once."""

    def __init__(self, sheet: Sheet, fonts: FontBook, lexicon: Lexicon) -> None:
        self._slots = sheet.slots
        self._origins = sheet.origins
        self._fallback = sheet.fallback
        self._fonts = fonts
        self._lexicon = lexicon
        texts = (*sheet.slots, *_literals(sheet.pages))
        special = special_among(texts)
        self._special = SpecialTexts(special, texts)
        #: What the faces of texts depend on beside these themselves; for caches.
        self.scope: tuple[str, ...] = texts if fonts.has_doubles else special
        #: The page's number, from 1, and the number of pages; ``layout.engine`` sets it.
        self.page_counts: tuple[int, int] = (1, 1)
        self._paragraphs: dict[object, Paragraph | None] = {}

    def paragraph(self, element: Element) -> Paragraph | None:
        """The text of ``element``, measured; None if there is none.

        Raises:
            ContentError: if its face has no glyph for a character; names the item.
            MissingResourceError: if there is no such face.
        """
        key = self._key(element)
        try:
            return self._paragraphs[key]
        except KeyError:
            found = self._paragraphs[key] = self._prepared(element, self.runs(element))
            return found

    def _key(self, element: Element) -> object:
        return (element, self.page_counts) if element.counts_pages else element

    def values(self, element: Element) -> tuple[str, ...]:
        """The values of the slots in ``element`` and below."""
        return tuple([self._slots[number] for number in element.slots])

    def text(self, element: Element) -> str:
        """The text of ``element`` as it will be set."""
        return "".join(run.text for run in self.runs(element))

    def origin(self, element: Element) -> str | None:
        """The origin of the first text in ``element`` that somebody states; None if none is."""
        slots = (part for inline in element.texts for part in inline.parts if isinstance(part, int))
        return next((self._origins[slot] for slot in slots if self._origins[slot]), None)

    def runs(self, element: Element) -> tuple[Run, ...]:
        """The runs of ``element``, its slots filled in."""
        slots = self._slots
        runs = []
        for inline in element.texts:
            parts = [slots[p] if isinstance(p, int) else self._said(p) for p in inline.parts]
            text = "".join(parts)
            if text:
                face = self._fonts.face(inline.font_family, inline.font_weight)
                if inline.tabular_figures:
                    face = tabular(face)
                if element.style.uppercase:
                    runs.append(Run(text.upper(), face, inline, written=text))
                else:
                    runs.append(Run(text, face, inline))
        return tuple(runs)

    def _said(self, part: str | PageCounter) -> str:
        if isinstance(part, str):
            return part
        number, count = self.page_counts
        return str(number if part is PageCounter.NUMBER else count)

    @contextmanager
    def shortened(self, element: Element, words: int) -> Iterator[None]:
        """While this lasts, the text of ``element`` is only its first ``words`` words."""
        whole = self.paragraph(element)
        key = self._key(element)
        self._paragraphs[key] = self._prepared(element, _first(self.runs(element), words))
        try:
            yield
        finally:
            self._paragraphs[key] = whole

    def _prepared(self, element: Element, runs: tuple[Run, ...]) -> Paragraph | None:
        if not runs:
            return None
        style = element.style
        spec = TextSpec(
            align=style.text_align,
            wrap=style.text_wrap,
            line_height=style.line_height,
            tracking_em=style.letter_spacing,
            max_lines=style.max_lines,
            first_room_em=style.first_line_room,
            last_room_em=style.last_line_room,
        )
        try:
            try:
                return prepare(runs, spec, self._lexicon)
            except NotPlainError:
                return prepare(self._special_runs(runs), spec, self._lexicon)
        except ContentError as error:
            origin = self.origin(element)
            item = element.name or (origin or "").partition(".")[0] or element.tag
            place = Place(item=item, text=origin)
            raise ContentError(*(replace(p, place=place) for p in error.problems)) from error

    def _special_runs(self, runs: Sequence[Run]) -> tuple[Run, ...]:
        """``runs`` in faces that can set them."""
        return tuple(
            part
            for run in runs
            for part in self._special.runs(
                run, (run.face, *self._fonts.fallbacks(run.face, self._fallback))
            )
        )


@lru_cache(maxsize=64)
def _literals(pages: tuple[Element, ...]) -> tuple[str, ...]:
    """The template's own words, in all elements of ``pages``."""
    found: list[str] = []
    waiting = list(pages)
    while waiting:
        element = waiting.pop()
        waiting += element.children
        found += [p for inline in element.texts for p in inline.parts if isinstance(p, str)]
    return tuple(dict.fromkeys(found))


def _first(runs: Sequence[Run], words: int) -> tuple[Run, ...]:
    """The first ``words`` words of ``runs``."""
    kept = []
    for run in runs:
        here = run.text.split(" ")
        if words > 0:
            written = " ".join(run.written.split(" ")[:words])
            kept.append(replace(run, text=" ".join(here[:words]), written=written))
        words -= len(here)
    return tuple(kept)
