"""Frames and sizes in which our template fits the items' texts, for the peers to match.

Lengths are in mm, type in pt. Headlines and official texts of one group shrink together from
their full sizes to their floors in equal steps; a group takes the largest step at which all of it
fits. The do's are two stacks of cards, each as high as its texts ask; the don'ts are two rows of
one height each. ``layout.css`` of the poster template is where the numbers come from.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fitting:
    """One group of texts.

    Attributes:
        width_mm: The measure of headline and text.
        height_mm: What one stack of cards, or one row, may take.
        steps: The full sizes are at this step, the floors at step 0.
        head_pt: Floor and full size of the headlines.
        text_pt: Floor and full size of the official texts.
        head_pitch: Line height of the headlines as a multiple of their size.
        text_pitch: Line height of the official texts likewise.
        between_mm: From headline to text.
    """

    width_mm: float
    height_mm: float
    steps: int
    head_pt: tuple[float, float]
    text_pt: tuple[float, float]
    head_pitch: float
    text_pitch: float
    between_mm: float

    def sizes_pt(self, step: int) -> tuple[float, float]:
        """Sizes of headline and official text at ``step``."""
        share = step / self.steps
        (head, full_head), (text, full_text) = self.head_pt, self.text_pt
        return head + (full_head - head) * share, text + (full_text - text) * share


DO = Fitting(
    width_mm=98.0,
    height_mm=141.0,
    steps=22,
    head_pt=(12.0, 15.5),
    text_pt=(7.6, 13.0),
    head_pitch=1.2,
    text_pitch=1.36,
    between_mm=0.6,
)
DONT = Fitting(
    width_mm=139.6,
    height_mm=27.9,
    steps=22,
    head_pt=(12.0, 16.0),
    text_pt=(7.6, 13.0),
    head_pitch=1.24,
    text_pitch=1.4,
    between_mm=0.6,
)

#: The least that a card needs for its icon, and what it has above and below, in mm.
TILE_MM = 16.0
CARD_PADDING_MM = 2.0
CARD_GAP_MM = 3.0
CARDS_IN_STACK = 4
