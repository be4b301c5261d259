"""Finds campaigns by their names: the shipped ones, and folders of a user's own.

How a campaign is read is in ``content.campaign``.
"""

from __future__ import annotations

from pathlib import Path

from generator.content.letter_lock import CAMPAIGN_NAME
from generator.core import assets as resources
from generator.core.errors import Problem, UsageError
from generator.core.messages import msg


def campaign_folder(campaign: str | Path) -> Path:
    """The folder of a campaign that is named or given as a folder.

    Raises:
        UsageError: if there is none.
    """
    shipped = _shipped() / str(campaign)
    for folder in (Path(campaign), shipped):
        if (folder / CAMPAIGN_NAME).is_file():
            return folder
    raise UsageError(
        Problem(
            "campaign-unknown",
            msg(
                "no campaign '{name}': no folder of this name holds a campaign.yaml",
                name=str(campaign),
            ),
            hint=msg(
                "use {known}, or the path of a campaign's folder", known=", ".join(campaign_names())
            ),
        )
    )


def campaign_names() -> tuple[str, ...]:
    """The shipped campaigns."""
    return tuple(sorted(f.parent.name for f in _shipped().glob(f"*/{CAMPAIGN_NAME}")))


def _shipped() -> Path:
    return resources.assets() / "campaigns"
