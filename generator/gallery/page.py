"""The gallery as a web page beside its pictures: no network, no script, Vietnamese and English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import jinja2

from generator.core.messages import LANGUAGES, Message
from generator.core.translations import localized
from generator.gallery.model import Gallery
from generator.gallery.overview import OVERVIEW_NAME, overview_png

PAGE_NAME: Final = "index.html"
_TEMPLATE: Final = "gallery.html.j2"


def gallery_files(gallery: Gallery, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and bytes of each file of ``gallery``; ``folder`` holds the template.

    The page comes last: where it is, its pictures are.
    """
    for picture in gallery.pictures:
        yield picture.file, picture.data
    yield OVERVIEW_NAME, overview_png(gallery)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["localized"] = _localized
    page = environment.get_template(_TEMPLATE).render(shown=gallery)
    yield PAGE_NAME, page.encode("utf-8")


def _localized(message: Message) -> dict[str, str]:
    """``message`` by language."""
    return {language: localized(language, message) for language in LANGUAGES}
