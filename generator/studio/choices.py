"""The choices of a project beside its campaign: who issues it, which pieces, for where.

They are kept as JSON in each revision, and become the options of orders here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from generator.api import Destination, MakeOptions, TextLength
from generator.orders.options import InkUse


@dataclass(frozen=True, slots=True)
class PieceChoice:
    """A piece to be made.

    Attributes:
        size: None for the material's own; so is ``theme``.
        copies: How many are to be printed; 0 if nobody has said.
    """

    material: str
    size: str | None = None
    theme: str | None = None
    text: str = TextLength.SHORT.value
    copies: int = 0


@dataclass(frozen=True, slots=True)
class IssuerChoice:
    """Who issues the pieces, as the options of an order name it.

    Attributes:
        issuer: A name of the shipped list; ``issuer_name`` any other, used as it is.
        commune: Where ``issuer_name`` is another body of a commune of the list: its name there.
        logo: The name of a file of the project; so is ``photo``.
        second_qr: By the keys of ``[second_qr]`` of anpham.toml.
    """

    issuer: str | None = None
    issuer_name: str | None = None
    commune: str | None = None
    address: str = ""
    hotline: str = ""
    website: str = ""
    logo: str | None = None
    photo: str | None = None
    photo_alt: str = ""
    co_issuers: tuple[str, ...] = ()
    second_qr: Mapping[str, object] | None = None
    logo_on_code: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """All choices of a project; ``pieces`` in the order in which they were chosen."""

    issuer: IssuerChoice = field(default_factory=IssuerChoice)
    pieces: tuple[PieceChoice, ...] = ()
    destination: str = Destination.OFFICE.value
    inks: str = InkUse.USUAL.value
    language: str | None = None
    theme: str | None = None

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The choices in a revision; what it does not have is as usual."""
        issuer = dict(value.get("issuer", {}))
        issuer["co_issuers"] = tuple(issuer.get("co_issuers", ()))
        return cls(
            issuer=IssuerChoice(**issuer),
            pieces=tuple(PieceChoice(**piece) for piece in value.get("pieces", ())),
            destination=value.get("destination", Destination.OFFICE.value),
            inks=value.get("inks", InkUse.USUAL.value),
            language=value.get("language"),
            theme=value.get("theme"),
        )

    def to_json(self) -> dict[str, Any]:
        """As :meth:`from_json` reads it."""
        return asdict(self)

    def options(self, campaign: Path, date: dt.date, piece: PieceChoice) -> MakeOptions:
        """The order of one piece of the campaign in that folder.

        Raises:
            UsageError: with every value that is not known.
        """
        issuer = self.issuer
        logo = campaign / issuer.logo if issuer.logo else None
        photo = campaign / issuer.photo if issuer.photo else None
        return MakeOptions(
            date=date,
            materials=(piece.material,),
            campaign=campaign,
            issuer=issuer.issuer,
            issuer_name=issuer.issuer_name,
            address=issuer.address,
            hotline=issuer.hotline,
            website=issuer.website,
            logo=logo,
            photo=photo,
            photo_alt=issuer.photo_alt,
            co_issuers=issuer.co_issuers,
            second_qr=issuer.second_qr,
            logo_on_code=issuer.logo_on_code,
            size=piece.size,
            theme=piece.theme or None,
            preferred_theme=self.theme,
            inks=InkUse(self.inks),
            text=TextLength(piece.text),
            language=self.language,
            destination=Destination(self.destination),
        )

    def orders(self, campaign: Path, date: dt.date) -> Iterator[MakeOptions]:
        """One order a piece."""
        for piece in self.pieces:
            yield self.options(campaign, date, piece)

    def with_issuer(self, issuer: IssuerChoice) -> Self:
        """These choices for another issuer."""
        return replace(self, issuer=issuer)
