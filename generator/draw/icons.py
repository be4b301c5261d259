"""Icons and pictures by name: a user's folders, the shipped ones, then Lucide.

The subset of SVG is described in ``draw.svg.reader``, the conversion of pictures of pixels in
``draw.images``.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
import warnings
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

from generator.core.cache import LruCache
from generator.core.errors import InputOutputError, MissingResourceError, Place, Problem
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.core.os_errors import refusal
from generator.draw.images import Picture
from generator.draw.picture_files import ENDINGS, MAX_BYTES, OTHER_ENDINGS
from generator.draw.svg.drawing import SvgDrawing
from generator.draw.svg.reader import parse_svg
from generator.reading.files import refuse_endless

_SUFFIX = ".svg"
#: Stands for the file of an icon of Lucide, which is in a package.
_LUCIDE = Path("lucide")
_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
#: Encodings that drawing programs name; all characters that draw are the same in each.
_ONE_BYTE = {
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "windows-1252"), "cp1252"),
    "windows-1258": "cp1258",
}
#: Pictures of campaigns that are cached; a campaign has one or two.
ADDED = 64
#: Endings of files, whatever their case; of one name in one folder, the first wins. Behind those
#: that can be shown stand others, which are named as what they are when they are asked for.
_SUFFIXES = (_SUFFIX, *ENDINGS, *OTHER_ENDINGS)


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

    def is_added(self, name: str) -> bool:
        """True if ``name`` is a campaign's own picture."""
        return self._added.get(name) is not None

    def ratio(self, name: str) -> float:
        """Width to height of the drawing or picture called ``name``.

        Raises:
            MissingResourceError, TemplateError, InputOutputError: as :meth:`picture`.
        """
        shown = self.picture(name)
        if isinstance(shown, Picture):
            return shown.ratio()
        return shown.view_box[2] / shown.view_box[3]

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
        path = self._picture_file(name)
        if path is None:
            raise self._unknown_picture(name)
        if path == _LUCIDE or path.suffix.lower() == _SUFFIX:
            return self.art(_nfc(name if path == _LUCIDE else path.stem))
        key = str(path)
        if key not in self._pictures:
            self._pictures[key] = Picture(str(path), _read_bytes(path))
        return self._pictures[key]

    def _picture_file(self, name: str) -> Path | None:
        """The file called ``name``, with or without its ending; :data:`_LUCIDE` for an icon's.

        Exactly that file, if there is one; else one that differs in the case of its letters alone,
        as on a computer where these are the same.
        """
        wanted = _nfc(name)
        for known, asked in ((self._by_name, wanted), (self._by_folded_name, wanted.casefold())):
            if asked in known:
                return known[asked]
            if asked == wanted and wanted.removesuffix(_SUFFIX) in _lucide_names():
                return _LUCIDE
        return None

    def svg(self, name: str) -> str:
        """The file of the icon called ``name``, as text, unread.

        Raises:
            MissingResourceError: There is none; near names are suggested.
            InputOutputError: Its file cannot be read.
        """
        path = self._files.get(name)
        if path is not None:
            return _read(path)
        if name in _lucide_names():
            return _lucide_svg(name)
        raise self._unknown(name, self.names())

    def names(self) -> tuple[str, ...]:
        """Every name of an icon, sorted."""
        return tuple(sorted({*self._files, *_lucide_names()}))

    @cached_property
    def _listed(self) -> tuple[tuple[str, str, Path], ...]:
        """Name, ending and path of every file; what stands later wins."""
        return tuple(
            (_nfc(path.stem), path.suffix.lower(), path)
            for folder in reversed(self._folders)
            for path in _pictures_in(folder)
        )

    @cached_property
    def _files(self) -> dict[str, Path]:
        """The drawings by name."""
        return {name: path for name, suffix, path in self._listed if suffix == _SUFFIX}

    @cached_property
    def _by_name(self) -> dict[str, Path]:
        """Every picture by its file's name, and without its ending the one that wins."""
        stems = {name: path for name, _, path in self._listed}
        return stems | {_nfc(path.name): path for _, _, path in self._listed}

    @cached_property
    def _by_folded_name(self) -> dict[str, Path]:
        return {name.casefold(): path for name, path in reversed(self._by_name.items())}

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
        picture = self._by_name.get(name)
        if picture is not None:
            hint = msg("an icon is an SVG drawing; '{file}' can be shown by <img>",
                       file=picture.name)  # fmt: skip
        elif near:
            hint = msg("near are: {names}", names=", ".join(near))
        return MissingResourceError(
            Problem("unknown-icon", msg("there is no icon '{name}'", name=name), hint=hint)
        )

    def _unknown_picture(self, name: str) -> MissingResourceError:
        near = near_names(_nfc(name), [*self._by_name, *self.names()], limit=3)
        hint = msg("lay it into the folder “icons” beside your templates: .svg, .png, .jpg")
        if "/" in name or "\\" in name:
            hint = msg("write the file's name alone; it is looked for in the folders “icons”")
        elif near:
            hint = msg("near are: {names}", names=", ".join(near))
        return MissingResourceError(
            Problem("unknown-picture", msg("there is no picture '{name}'", name=name), hint=hint)
        )


def _pictures_in(folder: Path) -> Sequence[Path]:
    """The pictures in ``folder``, of one name the preferred one last; none without such a folder.

    Of two files whose names differ in the case of letters alone, as only some systems allow, the
    first in the alphabet wins.
    """
    if not folder.is_dir():
        return ()
    ranks = {suffix: rank for rank, suffix in enumerate(_SUFFIXES)}
    found = [path for path in folder.iterdir() if path.suffix.lower() in ranks]
    return sorted(found, key=lambda path: (ranks[path.suffix.lower()], path.name), reverse=True)


def _nfc(name: str) -> str:
    """``name`` with each accented letter as one character: macOS writes files' names otherwise."""
    return unicodedata.normalize("NFC", name)


def _read(path: Path) -> str:
    return _decoded(_read_bytes(path), str(path))


def _decoded(data: bytes, source: str) -> str:
    """The text of a drawing: UTF-8, or UTF-16 or a one-byte encoding that it says it is in."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    stated = _ENCODING.match(data)
    encoding = stated[1].decode("ascii").lower() if stated else ""
    if encoding in _ONE_BYTE:
        return data.decode(_ONE_BYTE[encoding], errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _unreadable(source, msg("the file is not UTF-8 text"), line) from error


def _read_bytes(path: Path) -> bytes:
    refuse_endless(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _unreadable(
                str(path), msg("it is larger than {most} MB", most=MAX_BYTES // 1_000_000)
            )
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
