"""Results of tasks: values that can be pickled, and objects for JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from generator.core.errors import Place, Problem
from generator.core.findings import Finding
from generator.core.messages import Language
from generator.core.translations import localized

PNG: Final = "image/png"
TEXT: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Preview:
    """A page of a piece as a person sees it, or the problems why there is none.

    Attributes:
        data: The picture, or the text of a piece that is read aloud; empty with ``problems``.
        width_px: Of the picture, which shows the whole page of the file; so ``height_px``.
        page_mm: Width and height of that page; ``trim_mm`` of the finished piece.
        trim_at_mm: Where in it the finished piece begins, from the left and from the top.
        folds_mm: Where this page is folded, from the finished piece's left edge.
        pixels: Of a piece whose size is stated in px.
        alt: What the picture says, for those who do not see it; empty if it is not known.
    """

    data: bytes = b""
    media_type: str = PNG
    width_px: int = 0
    height_px: int = 0
    page_mm: tuple[float, float] = (0.0, 0.0)
    trim_mm: tuple[float, float] = (0.0, 0.0)
    trim_at_mm: tuple[float, float] = (0.0, 0.0)
    page_count: int = 0
    folds_mm: tuple[float, ...] = ()
    cuts_mm: tuple[float, ...] = ()
    pixels: tuple[int, int] | None = None
    scale: int = 1
    alt: str = ""
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def png(self) -> bytes:
        """The picture; empty if there is none."""
        return self.data if self.media_type == PNG else b""


@dataclass(frozen=True, slots=True)
class CheckedPicture:
    """A picture that can be shown.

    Attributes:
        ending: By its content, with the dot: the file's own name may say anything.
        ratio: Width to height.
        pixels: Width and height; None of a drawing.
    """

    ending: str
    ratio: float
    pixels: tuple[int, int] | None = None
    findings: tuple[Finding, ...] = ()


def finding_object(finding: Finding, language: Language) -> dict[str, Any]:
    """``finding`` for JSON, in words."""
    return {**_words(finding, language), "severity": finding.severity.value}


def problem_object(problem: Problem, language: Language) -> dict[str, Any]:
    """``problem`` for JSON, in words."""
    return _words(problem, language)


def _words(one: Finding | Problem, language: Language) -> dict[str, Any]:
    return {
        "code": one.code,
        "message": localized(language, one.message),
        "hint": localized(language, one.hint) if one.hint is not None else None,
        "place": place_object(one.place),
    }


def place_object(place: Place) -> dict[str, Any]:
    """``place`` for JSON, of which only the name of the file is anybody's business."""
    known = asdict(place)
    if place.file is not None:
        known["file"] = place.file.replace("\\", "/").rpartition("/")[2]
    return {name: value for name, value in known.items() if value is not None}
