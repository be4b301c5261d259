"""The output intents of a file (ISO 32000-2, 14.11.5), read in one place for all who ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from generator.reading.pdf.objects import content, elements, entry, name, number

#: Where a condition is named: by a registry, and in words.
_NAMES: Final = ("/OutputConditionIdentifier", "/OutputCondition", "/Info")


@dataclass(frozen=True)
class OutputIntentEntry:
    """An output intent as it stands in a file; whatever is missing or of a wrong kind is None.

    Attributes:
        kind: The standard that asks for it, as "GTS_PDFX"; may be empty.
        identifier: The condition's name in a registry.
        names: Everything by which it names its condition.
        profile: The stream of its ICC profile.
        components: N of that stream.
    """

    kind: str
    identifier: str | None
    names: tuple[str, ...]
    profile: Any
    components: float | None

    @property
    def condition(self) -> str:
        """Everything by which it names its condition, as one text."""
        return "; ".join(self.names)

    @cached_property
    def icc(self) -> bytes:
        """The bytes of its ICC profile."""
        return content(self.profile)

    @property
    def has_icc_profile(self) -> bool:
        """True if its stream is an ICC profile at all (ICC.1:2022, 7.2.1)."""
        return self.icc[36:40] == b"acsp"

    @property
    def device_class(self) -> str:
        """The profile's class, as "prtr" (ICC.1:2022, 7.2.5)."""
        return self.icc[12:16].decode("latin-1")

    @property
    def colour_space(self) -> str:
        """The profile's colour space, as "CMYK" (ICC.1:2022, table 19)."""
        return self.icc[16:20].decode("latin-1").strip()


def output_intents(pdf: Any) -> tuple[OutputIntentEntry, ...]:
    """The output intents in the catalogue of ``pdf``, in their order."""
    return tuple(map(_read, elements(entry(pdf.Root, "/OutputIntents"))))


def _read(intent: Any) -> OutputIntentEntry:
    identifier = entry(intent, _NAMES[0])
    profile = entry(intent, "/DestOutputProfile")
    return OutputIntentEntry(
        kind=name(entry(intent, "/S")) or "",
        identifier=str(identifier) if identifier is not None else None,
        names=tuple(str(value) for key in _NAMES if (value := entry(intent, key)) is not None),
        profile=profile,
        components=number(entry(profile, "/N")),
    )
