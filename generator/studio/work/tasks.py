"""The tasks that workers do. What they need is imported in the worker, when it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.core.messages import msg
from generator.studio.work.outcomes import CheckedPicture, Preview
from generator.studio.work.terms import Lane, Terms, task

if TYPE_CHECKING:
    from generator.api import MakeOptions

_PREVIEW: Final = Terms(Lane.PREVIEW, 30.0, msg("draws the preview"))
_PICTURE: Final = Terms(Lane.READ, 30.0, msg("looks at the picture"))


@task(_PREVIEW)
def warm() -> None:
    """Load what previews need, so that the first one is as fast as the others."""
    from generator.studio.work.previewing import draw_a_shipped_piece

    draw_a_shipped_piece()


@task(_PREVIEW)
def preview(options: MakeOptions, *, page: int = 0, width_px: int = 900) -> Preview:
    """Page ``page``, from 0, of the piece of ``options``, ``width_px`` wide.

    The folder of the campaign must be one that never changes, as ``CampaignFolders`` makes it.
    """
    from generator.studio.work.previewing import drawn_page

    return drawn_page(options, page, width_px)


@task(_PICTURE)
def check_picture(data: bytes, name: str) -> CheckedPicture:
    """The kind of picture that ``data`` is, by its content: it was read as it is for a piece.

    Args:
        name: Of the file, for messages.

    Raises:
        AnphamError: one of its kinds, if it is none that can be shown.
    """
    from generator.studio.work.pictures import picture_of

    return picture_of(data, name)
