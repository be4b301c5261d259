"""The gallery as values: what a page of all pieces shows, before it is HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.core.messages import Message
from generator.core.public import public


@dataclass(frozen=True, slots=True)
class ExhibitPage:
    """A page of a piece as a PNG file; its pixels at least as many as the page shows it with."""

    file: str
    data: bytes
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A piece in one size and one theme: its pages, or why it cannot be made.

    Attributes:
        theme_names: By language ("vi", "en").
        command: Makes this piece.
    """

    size: str
    theme: str
    theme_names: Mapping[str, str]
    trim_mm: tuple[float, float]
    pictures: tuple[ExhibitPage, ...]
    problems: tuple[Message, ...]
    command: str


@dataclass(frozen=True, slots=True)
class Room:
    """A material with its exhibits, those of the default size first."""

    material: str
    names: Mapping[str, str]
    exhibits: tuple[Exhibit, ...]


@public
@dataclass(frozen=True, slots=True)
class Gallery:
    """All materials of a campaign in every size and theme."""

    campaign: str
    title: str
    issuer: str
    rooms: tuple[Room, ...]

    @property
    def pictures(self) -> tuple[ExhibitPage, ...]:
        """The pictures of all exhibits."""
        return tuple(
            picture
            for room in self.rooms
            for exhibit in room.exhibits
            for picture in exhibit.pictures
        )

    @property
    def failed(self) -> tuple[Exhibit, ...]:
        """The exhibits that could not be made."""
        return tuple(
            exhibit for room in self.rooms for exhibit in room.exhibits if exhibit.problems
        )
