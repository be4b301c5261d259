"""Room for a text: how much longer it may be on a piece, found by laying the piece out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder
from generator.content.languages import in_language
from generator.content.letter_lock import CAMPAIGN_NAME
from generator.core.assets import Assets
from generator.core.cache import LruCache
from generator.core.errors import AnphamError
from generator.orders.results import FailedPiece, joined
from generator.typeset.copyfit_search import largest_step

if TYPE_CHECKING:
    from generator.job import Job
    from generator.orders.options import MakeOptions
    from generator.pipeline import Pipeline

#: What a text is lengthened by: words as long as those of campaigns are.
_USUAL_WORDS: Final = "và chung tay xây dựng nếp sống văn minh nơi công cộng"
#: Words that are tried; what has room for more need not be told how much.
_MOST_WORDS: Final = 40
#: Most texts have room for some words and not for many.
_LIKELY_WORDS: Final = 6
_PIECES_CACHED: Final = 12


@dataclass(frozen=True, slots=True)
class TextRoom:
    """Room for a text.

    Attributes:
        characters: How many more it may have; if negative, by how many it is too long.
        is_at_least: Whether there is room for still more than that.
    """

    characters: int
    is_at_least: bool = False


def text_room(text: str, fits: Callable[[str], bool]) -> TextRoom | None:
    """The room for ``text``, to the nearest word; None if nothing fits, however short it is.

    Args:
        fits: Whether a text in its place has room.
    """
    if fits(text):
        grown = largest_step(_MOST_WORDS, lambda count: fits(longer(text, count)), _LIKELY_WORDS)
        count = grown or 0
        return TextRoom(len(longer(text, count)) - len(text), count == _MOST_WORDS)
    words = text.split()
    kept = largest_step(
        len(words) - 1,
        lambda count: count > 0 and fits(" ".join(words[:count])),
        len(words) - 2,
        is_top_known=len(words) < 2,
    )
    return TextRoom(len(" ".join(words[:kept])) - len(text)) if kept else None


def longer(text: str, count: int) -> str:
    """``text`` with so many more words of the usual length."""
    usual = _USUAL_WORDS.split()
    added = (usual[at % len(usual)] for at in range(count))
    return " ".join(filter(None, (text, *added)))


class PieceTrials:
    """Lays pieces out with other campaign files in the place of their own; nothing is drawn."""

    def __init__(self, pipeline: Pipeline, assets: Assets) -> None:
        self._pipeline, self._assets = pipeline, assets
        self._jobs: LruCache[Job] = LruCache(_PIECES_CACHED)

    def fits(self, options: MakeOptions, campaign_file: bytes, *, is_far: bool = False) -> bool:
        """True if the piece of ``options`` can be made with ``campaign_file`` as its campaign's.

        Args:
            is_far: Whether it must be read from where its material says, not from nearer.

        Raises:
            AnphamError: one of its kinds, if the piece cannot be made of its own file either, for
                another reason than room.
        """
        try:
            job = self._with(options, campaign_file)
        except AnphamError:  # a text beyond the bounds of a campaign
            return False
        return self._pipeline.fits(job, is_far=is_far)

    def shows_difference(self, options: MakeOptions, one: bytes, other: bytes) -> bool:
        """True if the piece of ``options`` shows what differs between two campaign files.

        Raises:
            AnphamError: one of its kinds, if one of them is no campaign.
        """
        if not self._job(options).material.outputs.has_sheet:
            return False
        sheets = [self._pipeline.sheet(self._with(options, data)) for data in (one, other)]
        return sheets[0] != sheets[1]

    def _job(self, options: MakeOptions) -> Job:
        key = repr(options)  # not every issuer of an order can be hashed
        found = self._jobs.get(key)
        if found is None:
            from generator.orders.planning import OrderPlanner  # with all that pieces need

            planner = OrderPlanner(options, self._assets, self._pipeline.catalogue)
            planned = planner.jobs(planner.issuer(options.issuers[0]))[0]
            if isinstance(planned, FailedPiece):
                raise joined([planned.error])
            found = self._jobs.put(key, planned)
        return found

    def _with(self, options: MakeOptions, campaign_file: bytes) -> Job:
        folder = campaign_folder(options.campaign, self._assets.campaigns)
        campaign = load_campaign(
            folder, drawings=self._assets.drawings, instead={CAMPAIGN_NAME: campaign_file}
        )
        return replace(self._job(options), campaign=in_language(campaign, options.language))
