"""Ourselves without the care for lines: first fit at any space, one pitch whatever stands in them.

What the careful breaker and the pitch from the ink cost is the ratio of ``benchmarks.ours`` to
this. Everything else, as fonts, words measured once, copyfitting and drawing, is the same code.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import ours
from benchmarks.content import PosterContent
from benchmarks.maker import Maker
from generator.typeset import measured_text as pieces
from generator.typeset import paragraph
from generator.typeset.line_breaking import first_fit


def prepare(content: PosterContent, fonts: Path, folder: Path) -> Maker:
    """Our maker, with the careful parts of ``typeset`` replaced for the life of this process."""
    _replace(pieces, "break_costs", _no_costs)
    _replace(paragraph, "pitch_need", _one_pitch)
    _replace(paragraph, "_pieces", lambda section, wrap, measure_em, parts: section.singles)
    for breaker in ("balanced", "pretty"):
        _replace(paragraph, breaker, first_fit)
    return ours.prepare(content, fonts, folder)


def _replace(module: Any, name: str, other: Any) -> None:
    if not hasattr(module, name):  # a part that was renamed would be measured on both sides
        raise AttributeError(f"{module.__name__} has no {name} any more")
    setattr(module, name, other)


def _no_costs(tokens: Sequence[str], lexicon: object) -> list[float]:
    del lexicon
    return [0.0] * len(tokens)


def _one_pitch(upper: object, lower: object, tracking_em: float, enough_em: float) -> float:
    del upper, lower, tracking_em
    return enough_em
