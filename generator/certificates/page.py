"""A certificate as one page: the remarks that fit, and the pictures under it.

The page is laid out and painted by ``generator.pipeline``, as posters are. The sheet language draws
no photographs, so the pages' pictures are laid under the finished page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple, TypeVar

import pikepdf

from generator.certificates.localized import (
    ROOM_MM,
    Localization,
    LocalizedCertificate,
    Size,
    localized_certificate,
)
from generator.certificates.model import Certificate
from generator.core.errors import DoesNotFitError
from generator.draw.metadata import Metadata
from generator.layout.model import Fragment, Layout

_Page = TypeVar("_Page")

#: Remarks tried first; there are fewer when they do not fit on the page.
REMARKS_TRIED = 14
#: Characters of a word, as a file's name or an address, after which a line may end within it, and
#: the room for pictures. The first with which everything fits is taken.
_ATTEMPTS: tuple[tuple[int, Size], ...] = (
    (64, ROOM_MM),
    (40, ROOM_MM),
    (30, ROOM_MM),
    (30, (ROOM_MM[0], 52.0)),
    (20, (ROOM_MM[0], 32.0)),
)
#: As much of a long word as ends with a sign that a line may well end behind.
_TO_A_SIGN = re.compile(r".*[-_./?&=+,;]")
#: Family and weight of the page's texts.
FACE = "Be Vietnam Pro", 500


class _CardFrame(NamedTuple):
    """The frame of a picture: its lower left corner, width and height, in pt, y up."""

    x: float
    y: float
    width: float
    height: float


def metadata_of(shown: LocalizedCertificate, certificate: Certificate) -> Metadata:
    """The metadata of the certificate's own file."""
    return Metadata(
        title=f"{shown.titles['certificate']}: {shown.file_name}",
        author=certificate.program,
        date=certificate.date,
        lang="vi-VN" if shown.language == "vi" else shown.language,
    )


def fitted(
    certificate: Certificate,
    localization: Localization,
    *,
    printable: Callable[[str], str],
    lay_out: Callable[[LocalizedCertificate], _Page],
) -> tuple[LocalizedCertificate, _Page]:
    """The certificate with as many remarks as fit on its page, and that page.

    Args:
        printable: A text as the page can show it, with question marks for letters that it cannot:
            a file may be named in any script, and a finding quotes text of a page.
        lay_out: The page of a certificate; raises DoesNotFitError if something does not fit.

    Raises:
        DoesNotFitError: if not even the rest fits.
    """

    def attempt(longest: int, room: Size, remarks: int) -> tuple[LocalizedCertificate, _Page]:
        careful = Localization(
            localization.language,
            lambda message: _broken(printable(localization.localize(message)), longest),
        )
        shown = localized_certificate(certificate, careful, remarks=remarks, room_mm=room)
        return shown, lay_out(shown)

    limit = min(REMARKS_TRIED, len(certificate.remarks))
    fewest = min(1, limit)
    for longest, room in _ATTEMPTS:
        with suppress(DoesNotFitError):
            # A page that shows none of its remarks is worth less than one with smaller pictures.
            least = attempt(longest, room, fewest)
            for remarks in range(limit, fewest, -1):
                with suppress(DoesNotFitError):
                    return attempt(longest, room, remarks)
            return least
    return attempt(*_ATTEMPTS[-1], 0)


def _broken(text: str, longest: int) -> str:
    """``text`` with an end of line in each word that is too long."""
    return " ".join("\n".join(_split_word(word, longest)) for word in re.split(r"[ \t\n]+", text))


def _split_word(word: str, longest: int) -> Iterator[str]:
    """``word`` in pieces of up to ``longest`` characters, cut behind a sign where there is one.

    Nothing is left out: a file's name must be whole to be compared.
    """
    while len(word) > longest:
        sign = _TO_A_SIGN.match(word[:longest])
        # A short piece would leave the line half empty.
        end = sign.end() if sign is not None and sign.end() > longest // 3 else longest
        yield word[:end]
        word = word[end:]
    yield word


def _frames(
    fragment: Fragment, x: float, y: float, page_height: float
) -> Iterator[tuple[str, _CardFrame]]:
    """The frames for pictures in ``fragment``, which stands at (x, y), y down; with their ids."""
    name = fragment.element.attributes.get("id", "")
    if name.startswith("picture-"):
        bottom = page_height - y - fragment.height
        yield name, _CardFrame(x, bottom, fragment.width, fragment.height)
    for placed in fragment.children:
        yield from _frames(placed.fragment, x + placed.x, y + placed.y, page_height)


def with_pictures(data: bytes, layout: Layout, pictures: Sequence[bytes]) -> bytes:
    """The PDF ``data`` with ``pictures`` in the frames of its only page, below its content.

    Args:
        pictures: JPEG files in sRGB, one for each picture of the certificate.
    """
    (laid_out,) = layout.pages
    frames = [frame for _, frame in sorted(_frames(laid_out, 0.0, 0.0, laid_out.height))]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        operators = []
        for number, (frame, picture) in enumerate(zip(frames, pictures, strict=True), start=1):
            name = pikepdf.Name(f"/Picture{number}")
            page.add_resource(_image(pdf, picture), pikepdf.Name.XObject, name)
            x, y, width, height = (f"{length:.3f}" for length in frame)
            operators.append(f"q {width} 0 0 {height} {x} {y} cm {name} Do Q")
        under = f"/Artifact BMC {' '.join(operators)} EMC\n"
        page.contents_add(under.encode("ascii"), prepend=True)
        file = io.BytesIO()
        # Without its date and with an identifier of the content, equal pages have equal bytes.
        pdf.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return file.getvalue()


def _image(pdf: pikepdf.Pdf, jpeg: bytes) -> pikepdf.Stream:
    from PIL import Image

    width, height = Image.open(io.BytesIO(jpeg)).size
    return pikepdf.Stream(
        pdf,
        jpeg,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
