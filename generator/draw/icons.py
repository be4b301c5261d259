"""Icons and pictures by name: a user's folders, the shipped ones, then Lucide.

The subset of SVG is described in ``draw.svg``, the conversion of pictures of pixels in
``draw.images``.
"""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from pathlib import Path

from generator.core.cache import LruCache
from generator.core.errors import InputOutputError, MissingResourceError, Place, Problem
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.core.os_errors import refusal
from generator.draw.images import Picture
from generator.draw.svg import parse_svg
from generator.draw.svg_drawing import SvgDrawing

_SUFFIX = ".svg"
#: Pictures of campaigns that are cached; a campaign has one or two.
ADDED = 64
#: Endings of files, whatever their case; of one name in one folder, the first wins.
_SUFFIXES = (_SUFFIX, ".png", ".jpg", ".jpeg")


class IconBook:
    """Finds icons and pictures and reads them; each only once.

    Args:
        folders: Where the files lie; the first folder that has a name wins. Their listing is read
            once, when the first icon is asked for.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        # Bounded by the files there are: a name that is not among them is not cached.
        self._arts: dict[str, SvgDrawing] = {}
        self._pictures: dict[str, Picture] = {}
        self._added: LruCache[SvgDrawing | Picture] = LruCache(ADDED)

    def add(self, name: str, data: bytes, source: str) -> None:
        """Make a picture known that lies in none of the folders: a campaign's own.

        Args:
            name: What it is asked for by; another picture must have another name.
            data: An SVG drawing, PNG or JPEG, as the name's ending says.
            source: The file's name, for messages.

        Raises:
            TemplateError: It is a drawing that holds what cannot be drawn.
            InputOutputError: It cannot be read.
        """
        if self._added.get(name) is None:
            is_drawing = name.lower().endswith(_SUFFIX)
            self._added.put(
                name,
                parse_svg(_decoded(data, source), source) if is_drawing else Picture(source, data),
            )

    def art(self, name: str, *, variant: str = "") -> SvgDrawing:
        """The drawing called ``name``, with or without ``.svg``.

        Args:
            variant: Preferred drawing of that name: ``NAME.VARIANT.svg``, where there is one. No
                icon of Lucide has a dot in its name.

        Raises:
            MissingResourceError: There is none; near names are suggested.
            TemplateError: Its file holds what cannot be drawn.
            InputOutputError: Its file cannot be read.
        """
        stem = name.removesuffix(_SUFFIX)
        if f"{stem}.{variant}" in self._files:
            stem = f"{stem}.{variant}"
        if stem not in self._arts:
            self._arts[stem] = self._load(stem)
        return self._arts[stem]

    def picture(self, name: str) -> SvgDrawing | Picture:
        """The drawing or photograph called ``name``, with or without its ending.

        Raises:
            MissingResourceError: There is none; near names are suggested.
            TemplateError: Its file holds what cannot be drawn.
            InputOutputError: Its file cannot be read.
        """
        if (added := self._added.get(name)) is not None:
            return added
        path = self._pixels.get(name)
        if path is None:
            stem = name.removesuffix(_SUFFIX)
            if stem not in self._files and stem not in _lucide_names():
                raise self._unknown(name, [*self.names(), *self._pixels])
            return self.art(stem)
        if name not in self._pictures:
            self._pictures[name] = Picture(str(path), _read_bytes(path))
        return self._pictures[name]

    def names(self) -> tuple[str, ...]:
        """Every name of an icon, sorted."""
        return tuple(sorted({*self._files, *_lucide_names()}))

    @cached_property
    def _listed(self) -> tuple[tuple[str, str, Path], ...]:
        """Name, ending and path of every file; what stands later wins."""
        return tuple(
            (unicodedata.normalize("NFC", path.stem), suffix, path)
            for folder in reversed(self._folders)
            for suffix in reversed(_SUFFIXES)
            for path in _with_suffix(folder, suffix)
        )

    @cached_property
    def _files(self) -> dict[str, Path]:
        """The drawings by name."""
        return {name: path for name, suffix, path in self._listed if suffix == _SUFFIX}

    @cached_property
    def _pixels(self) -> dict[str, Path]:
        """The pictures of pixels by name with the ending; without it, unless a drawing wins."""
        winners = {name: (suffix, path) for name, suffix, path in self._listed}
        whole = {name + suffix: path for name, suffix, path in self._listed if suffix != _SUFFIX}
        return whole | {name: path for name, (suffix, path) in winners.items() if suffix != _SUFFIX}

    def _load(self, name: str) -> SvgDrawing:
        # Looked up in a listing, so that no name can lead out of the folders.
        path = self._files.get(name)
        if path is not None:
            return parse_svg(_read(path), str(path))
        if name in _lucide_names():
            return parse_svg(_lucide_svg(name), f"lucide:{name}")
        raise self._unknown(name, self.names())

    def _unknown(self, name: str, names: Sequence[str]) -> MissingResourceError:
        near = near_names(name, names, limit=3)
        hint = msg("'anpham list icons' names them all")
        if name in self._pixels:
            file = self._pixels[name].name
            hint = msg("an icon is an SVG drawing; '{file}' can be shown by <img>", file=file)
        elif near:
            hint = msg("near are: {names}", names=", ".join(near))
        return MissingResourceError(
            Problem("unknown-icon", msg("there is no icon '{name}'", name=name), hint=hint)
        )


def _with_suffix(folder: Path, suffix: str) -> Iterable[Path]:
    """The files of that ending in ``folder``, sorted; none if there is no such folder."""
    if not folder.is_dir():
        return ()
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == suffix)


def _read(path: Path) -> str:
    return _decoded(_read_bytes(path), str(path))


def _decoded(data: bytes, source: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _unreadable(source, msg("the file is not UTF-8 text"), line) from error


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unreadable(str(path), refusal(error)) from error


def _unreadable(source: str, reason: Message | str, line: int | None = None) -> InputOutputError:
    return InputOutputError(
        Problem(
            "unreadable-icon",
            msg("the drawing cannot be read: {reason}", reason=reason),
            place=Place(source, line),
        )
    )


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
