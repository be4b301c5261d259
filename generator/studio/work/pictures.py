"""Pictures from anywhere, read in a worker of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.core.findings import Finding
from generator.reading.files import not_too_large
from generator.studio.work.outcomes import CheckedPicture

if TYPE_CHECKING:
    from PIL import Image

#: A photo for a poster A0 has about 20 MB.
MAX_PICTURE_BYTES: Final = 60_000_000
_SVG: Final = ".svg"
_ENDINGS: Final = {
    "PNG": ".png",
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "WEBP": ".webp",
    "GIF": ".gif",
    "TIFF": ".tif",
    "BMP": ".bmp",
}


def picture_of(data: bytes, name: str) -> CheckedPicture:
    """See ``tasks.check_picture``."""
    from generator.draw.icons import IconBook
    from generator.draw.images import Picture
    from generator.draw.picture_files import opened

    not_too_large(data, MAX_PICTURE_BYTES, name)
    if is_svg(data):
        book = IconBook(())
        book.add(f"picture{_SVG}", data, name)
        return CheckedPicture(_SVG, book.ratio(f"picture{_SVG}"))
    picture = Picture(name, data)
    findings: tuple[Finding, ...] = picture.findings()
    with opened(data, name) as image:
        # A picture that is damaged far down is seen by nothing less than reading it all.
        image.load()
        size, ending = _size(image), _ENDINGS[image.format or "PNG"]
    return CheckedPicture(ending, picture.ratio(), size, findings)


def is_svg(data: bytes) -> bool:
    """True if ``data`` begins as markup does; whether it is a drawing is seen by its reader."""
    start = data[:64]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.decode("utf-16", errors="replace").encode()
    return start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _size(image: Image.Image) -> tuple[int, int]:
    return image.width, image.height
