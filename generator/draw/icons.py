"""Icons and drawings by name: a user's folders, the shipped ones, then Lucide.

What an SVG file may hold is told in ``draw.svg``.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

from generator.draw.art import SvgArt
from generator.draw.svg import parse_svg
from generator.errors import InputOutputError, MissingResourceError, Place, Problem
from generator.messages import msg

_SUFFIX = ".svg"


class IconBook:
    """Finds and parses icons; each only once.

    Args:
        folders: Where SVG files lie; the first folder that has a name wins. Their listing is read
            once, when the first icon is asked for.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        # Bounded by the files there are: a name that is not among them is not kept.
        self._arts: dict[str, SvgArt] = {}

    def art(self, name: str) -> SvgArt:
        """The drawing called ``name``, with or without ``.svg``.

        Raises:
            MissingResourceError: There is none; near names are suggested.
            TemplateError: Its file holds what cannot be drawn.
            InputOutputError: Its file cannot be read.
        """
        stem = name.removesuffix(_SUFFIX)
        if stem not in self._arts:
            self._arts[stem] = self._load(stem)
        return self._arts[stem]

    def names(self) -> tuple[str, ...]:
        """Every name there is, sorted."""
        return tuple(sorted({*self._files, *_lucide_names()}))

    @cached_property
    def _files(self) -> dict[str, Path]:
        """The files by name."""
        return {
            path.stem: path
            for folder in reversed(self._folders)
            for path in folder.glob(f"*{_SUFFIX}")
        }

    def _load(self, name: str) -> SvgArt:
        # Looked up in a listing, so that no name can lead out of the folders.
        path = self._files.get(name)
        if path is not None:
            return parse_svg(_read(path), str(path))
        if name in _lucide_names():
            return parse_svg(_lucide_svg(name), f"lucide:{name}")
        near = get_close_matches(name, self.names(), n=3)
        raise MissingResourceError(
            Problem(
                "unknown-icon",
                msg("there is no icon '{name}'", name=name),
                hint=msg("near are: {names}", names=", ".join(near))
                if near
                else msg("'anpham list icons' names them all"),
            )
        )


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputOutputError(
            Problem(
                "unreadable-icon",
                msg("the drawing cannot be read: {reason}", reason=str(error)),
                place=Place(str(path)),
            )
        ) from error


@cache
def _lucide_names() -> frozenset[str]:
    # Imported when first needed: it takes 60 ms, for it loads urllib to search by meaning.
    import lucide

    return frozenset(lucide.get_icon_list())


def _lucide_svg(name: str) -> str:
    import lucide

    with warnings.catch_warnings():
        # Names that Lucide has given up still work; the author need not care.
        warnings.simplefilter("ignore", DeprecationWarning)
        svg: str = lucide.lucide_icon(name)
    return svg
