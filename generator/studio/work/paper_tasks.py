"""Tasks on papers that were handed in: files from anywhere, read in a worker of their own."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from generator.core.messages import msg
from generator.studio.work.terms import Lane, Terms, task

if TYPE_CHECKING:
    from PIL import Image

    from generator.content.letters.model import Letter
    from generator.core.errors import Problem
    from generator.scaffolding.new_campaign import CampaignOptions
    from generator.scaffolding.paper_reading import PaperReading

#: Pages that are shown beside their reading; a paper that asks for posters has some ten.
_MAX_PAGES: Final = 40
_PAGE_WIDTH_PX: Final = 1100
_QUALITY: Final = 82


_READ: Final = Terms(Lane.READ, 600.0, msg("reads the paper"))
_COMPOSE: Final = Terms(Lane.READ, 180.0, msg("drafts the campaign"))


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A page as it looks, with its size in pt."""

    jpeg: bytes
    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True)
class OpenedPaper:
    """A paper as it was read, and how its pages look; no pages of a file without."""

    reading: PaperReading
    pages: tuple[PaperPage, ...]


@task(_READ)
def open_paper(path: str, source: str) -> OpenedPaper:
    """Read the paper at ``path``.

    Args:
        source: Its name, for messages.

    Raises:
        AnphamError: one of its kinds, if it cannot be read.
    """
    from pathlib import Path

    from generator.scaffolding.paper_reading import read_paper
    from generator.studio.work.worker_assets import worker_assets

    data = Path(path).read_bytes()
    reading = read_paper(data, source=source, assets=worker_assets())
    return OpenedPaper(reading, tuple(_pages(data, source, reading)))


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project from a paper: the files of its campaign's folder, and what its pieces lack.

    Attributes:
        problems: Why pieces of the usual order cannot be made, each once.
    """

    title: str
    files: Mapping[str, bytes]
    problems: tuple[Problem, ...]


@task(_COMPOSE)
def compose(path: str, source: str, letter: Letter, options: CampaignOptions) -> NewProject:
    """The project from the paper at ``path``, which was read as ``letter``.

    Raises:
        AnphamError: one of its kinds, if there is no campaign in it.
    """
    from pathlib import Path

    from generator.scaffolding.new_campaign import compose_campaign
    from generator.studio.work.worker_assets import worker_assets

    composed = compose_campaign(
        Path(path).read_bytes(),
        source=source,
        letter=letter,
        options=options,
        assets=worker_assets(),
    )
    problems = {
        str(problem.message): problem
        for piece in composed.made.pieces
        for problem in piece.problems
    }
    return NewProject(composed.made.campaign.title, dict(composed.files), tuple(problems.values()))


def _pages(data: bytes, source: str, reading: PaperReading) -> Iterator[PaperPage]:
    from generator.content.sources.model import Medium

    if reading.medium is Medium.PDF or data[:1024].lstrip().startswith(b"%PDF-"):
        yield from _pdf_pages(data)
    elif reading.medium is Medium.SCAN:
        from PIL import Image

        from generator.content.sources.scan_pages import picture_pages

        for page in itertools.islice(picture_pages(data, name=source), _MAX_PAGES):
            image = Image.fromarray(page.pixels)
            pt = 72 / page.dpi
            yield _picture(image, image.width * pt, image.height * pt)


def _pdf_pages(data: bytes) -> Iterator[PaperPage]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for index in range(min(len(document), _MAX_PAGES)):
            page = document[index]
            width, height = page.get_size()
            image = page.render(scale=_PAGE_WIDTH_PX / width).to_pil()
            yield _picture(image, width, height)
            page.close()
    finally:
        document.close()


def _picture(image: Image.Image, width_pt: float, height_pt: float) -> PaperPage:
    size = _PAGE_WIDTH_PX, round(_PAGE_WIDTH_PX * height_pt / width_pt)
    shown = image.convert("RGB")
    if shown.width > _PAGE_WIDTH_PX:
        shown = shown.resize(size)
    data = BytesIO()
    shown.save(data, "JPEG", quality=_QUALITY)
    return PaperPage(data.getvalue(), width_pt, height_pt)
