"""Every error of the product, with its problems, places, hints and exit code.

The library raises, the doors localize and print. A stable ``code`` names each kind of problem, so a
wording can be translated or changed without breaking anyone who reads ``--json``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from generator.core.messages import Message
from generator.core.public import public


@public
@dataclass(frozen=True, slots=True)
class Place:
    """The place of a problem: in a file (1-based line and column) or on a page (1-based, mm).

    ``x_mm``/``y_mm`` are measured from the page's top left corner. ``piece`` is the material that
    was being made, ``text`` the origin of the text at fault, as "do-3.headline" or "issuer.name".
    Every part may be missing.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    item: str | None = None
    page: int | None = None
    x_mm: float | None = None
    y_mm: float | None = None
    piece: str | None = None
    text: str | None = None

    def __str__(self) -> str:
        """``file:line:column``, which editors make clickable; nothing for a place on a page."""
        parts = [str(p) for p in (self.file, self.line, self.column) if p is not None]
        return ":".join(parts)


@public
@dataclass(frozen=True, slots=True)
class Problem:
    """One problem for one person to mend."""

    code: str
    message: Message
    hint: Message | None = None
    place: Place = Place()

    def __str__(self) -> str:
        where = str(self.place) or self.place.item
        return f"{where}: {self.message}" if where else str(self.message)


@public
class AnphamError(Exception):
    """The base of all our errors; carries every problem found, not only the first.

    Attributes:
        exit_code: What the command line exits with; the table is in docs/errors.md.
        problems: At least one problem.
    """

    exit_code: ClassVar[int] = 70

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("an error needs at least one problem")
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> AnphamError:
        """An error of this class with all ``problems``."""
        return cls(*problems)


@public
class ContentError(AnphamError):
    """A letter, campaign, issuer list or setting that cannot be used as it is."""

    exit_code = 1


@public
class TemplateError(AnphamError):
    """A template, style sheet, theme or manifest with a fault."""

    exit_code = 1


@public
class DoesNotFitError(AnphamError):
    """Text that does not fit its box at the smallest size allowed."""

    exit_code = 1


@public
class UsageError(AnphamError):
    """A name or value on the command line (or in a call) that is not among those there are."""

    exit_code = 2


@public
class MissingResourceError(AnphamError):
    """A font, icon or outside tool that is not there."""

    exit_code = 3


@public
class InputOutputError(AnphamError):
    """A file that cannot be read or written."""

    exit_code = 5
