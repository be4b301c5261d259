"""Texts and figures of the poster, as plain values that any contestant can be handed as JSON.

How they are gathered from the shipped campaign is in ``gather``, which only the parent process
imports: a peer's worker holds nothing of ours in memory.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any, Final

#: The shipped campaign and theme that the poster is made of.
CAMPAIGN: Final = "ung-xu-mang-xa-hoi"
THEME: Final = "hien-dai"


@dataclass(frozen=True, slots=True)
class ItemContent:
    """One item: its headline, its official text and its icon, an SVG of 24 x 24 units."""

    headline: str
    official: str
    icon_svg: str


@dataclass(frozen=True, slots=True)
class PosterContent:
    """Everything on the poster but the issuer.

    Attributes:
        headline: Its lines; one maker's choice of breaks would be another's overflow.
        qr_caption: Its lines, for the same reason.
        qr_svg_path: Path data of the symbol's dark runs, in modules, quiet zone included.
        qr_modules: Modules along one side, quiet zone included.
        phone_svg: The hero's drawing, a whole SVG file.
    """

    kicker: str
    headline: tuple[str, ...]
    do_title: str
    dont_title: str
    dos: tuple[ItemContent, ...]
    donts: tuple[ItemContent, ...]
    qr_url: str
    qr_printed: str
    qr_caption: tuple[str, ...]
    qr_svg_path: str
    qr_modules: int
    slogan: tuple[str, ...]
    legal_line: str
    phone_svg: str

    @property
    def qr_svg(self) -> str:
        """The symbol as an SVG file, black on nothing."""
        side = self.qr_modules
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
            f'<path d="{self.qr_svg_path}"/></svg>'
        )

    @property
    def official_texts(self) -> tuple[str, ...]:
        """The ten official texts, do's before don'ts."""
        return tuple(item.official for item in (*self.dos, *self.donts))

    def to_json(self) -> str:
        """As JSON, for a worker process."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> PosterContent:
        """From what ``to_json`` gave."""
        values: dict[str, Any] = json.loads(text)
        for key in ("dos", "donts"):
            values[key] = tuple(ItemContent(**item) for item in values[key])
        for key in ("headline", "qr_caption", "slogan"):
            values[key] = tuple(values[key])
        return cls(**values)
