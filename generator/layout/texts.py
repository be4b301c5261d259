"""The texts of one sheet: slots filled in, measured, ready to be set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from generator.core.errors import ContentError, Place
from generator.sheet.model import Element
from generator.typeset.fonts import FontBook, tabular
from generator.typeset.paragraph import Paragraph, Run, TextSpec, prepare
from generator.vietnamese.compounds import Lexicon


class Texts:
    """The paragraphs of a sheet's text elements; each is prepared once."""

    def __init__(self, slots: Sequence[str], fonts: FontBook, lexicon: Lexicon) -> None:
        self._slots = slots
        self._fonts = fonts
        self._lexicon = lexicon
        self._paragraphs: dict[Element, Paragraph | None] = {}

    def paragraph(self, element: Element) -> Paragraph | None:
        """The text of ``element``, measured; None if there is none.

        Raises:
            ContentError: if its face has no glyph for a character; names the item.
            MissingResourceError: if there is no such face.
        """
        try:
            return self._paragraphs[element]
        except KeyError:
            found = self._paragraphs[element] = self._prepared(element, self.runs(element))
            return found

    def text(self, element: Element) -> str:
        """The text of ``element`` as it will be set."""
        return "".join(run.text for run in self.runs(element))

    def runs(self, element: Element) -> tuple[Run, ...]:
        """The runs of ``element``, its slots filled in."""
        slots = self._slots
        runs = []
        for inline in element.texts:
            text = "".join([slots[p] if isinstance(p, int) else p for p in inline.parts])
            if text:
                face = self._fonts.face(inline.font_family, inline.font_weight)
                if inline.tabular_figures:
                    face = tabular(face)
                if element.style.uppercase:
                    runs.append(Run(text.upper(), face, inline, written=text))
                else:
                    runs.append(Run(text, face, inline))
        return tuple(runs)

    @contextmanager
    def shortened(self, element: Element, words: int) -> Iterator[None]:
        """While this lasts, the text of ``element`` is only its first ``words`` words."""
        whole = self.paragraph(element)
        self._paragraphs[element] = self._prepared(element, _first(self.runs(element), words))
        try:
            yield
        finally:
            self._paragraphs[element] = whole

    def _prepared(self, element: Element, runs: tuple[Run, ...]) -> Paragraph | None:
        if not runs:
            return None
        style = element.style
        try:
            return prepare(
                runs,
                TextSpec(
                    align=style.text_align,
                    wrap=style.text_wrap,
                    line_height=style.line_height,
                    tracking_em=style.letter_spacing,
                    max_lines=style.max_lines,
                ),
                self._lexicon,
            )
        except ContentError as error:
            place = Place(item=element.name or element.tag)
            raise ContentError(*(replace(p, place=place) for p in error.problems)) from error


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
