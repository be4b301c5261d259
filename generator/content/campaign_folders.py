"""Campaign folders by name: the shipped ones, and folders of a user's own.

The files in them are read by ``content.campaign``.
"""

from __future__ import annotations

from pathlib import Path

from generator.content.letter_lock import CAMPAIGN_NAME
from generator.core.errors import Problem, UsageError
from generator.core.messages import msg


def campaign_folder(campaign: str | Path, shipped: Path) -> Path:
    """The folder of a campaign that is named or given as a folder.

    Args:
        shipped: The folder of the campaigns that go by their names.

    Raises:
        UsageError: if there is none.
        OSError: if there is none that may be seen, and a folder may not be searched.
    """
    refused: OSError | None = None
    for folder in (Path(campaign), shipped / str(campaign)):
        try:
            if (folder / CAMPAIGN_NAME).is_file():
                return folder
        except OSError as error:  # of the folder worked in, perhaps, and a shipped one is meant
            refused = error
    if refused is not None:
        raise refused
    raise UsageError(
        Problem(
            "campaign-unknown",
            msg(
                "no campaign '{name}': no folder of this name holds a campaign.yaml",
                name=str(campaign),
            ),
            hint=msg(
                "use {known}, or the path of a campaign's folder",
                known=", ".join(campaign_names(shipped)),
            ),
        )
    )


def campaign_names(shipped: Path) -> tuple[str, ...]:
    """The names of the campaigns in the folder ``shipped``."""
    return tuple(sorted(f.parent.name for f in shipped.glob(f"*/{CAMPAIGN_NAME}")))
