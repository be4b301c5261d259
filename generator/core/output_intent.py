"""Output intent: the printing condition, or the screen, that a file's colours are meant for.

Those that we know are in ``press.output_intents``, those that stand in a file are read by
``preflight.pdf.output_intents``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """A condition as an output intent dictionary names it (ISO 32000-2, 14.11.5).

    Attributes:
        condition: OutputConditionIdentifier: the condition's name in the registry.
        registry: RegistryName: whose names these are; empty where the name is in none.
        info: Info: the condition in words. Never the file name of somebody else's profile.
        components: N of the profile's stream: 4 for inks, 3 for a screen.
    """

    condition: str
    registry: str
    info: str
    components: int
