"""Fitting texts: each chosen piece is made with the texts as they are, and its faults are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from starlette.responses import Response

from generator.content.model import Campaign
from generator.core.errors import AnphamError, Problem
from generator.core.translations import localized
from generator.studio.campaigns import campaign_of
from generator.studio.choices import Choices, PieceChoice
from generator.studio.hints import plain_hint
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint
from generator.studio.work.fitting import misfits


@dataclass(frozen=True, slots=True)
class FaultView:
    """A problem in the words of the person, who knows items by their points of the letter."""

    said: str
    hint: str


Fault = tuple[str, FaultView]

#: Answers of pieces in the cache; a revision has some three pieces.
_CACHED: Final = 256


@endpoint("/p/{project}/chon/fit", right=Right.VIEW)
def fit(call: Call) -> Response:
    """The faults of all chosen pieces, by item."""
    head = call.project.head
    campaign = campaign_of(call.studio, head.files)
    choices = Choices.from_json(head.choices)
    faults: dict[str, list[Fault]] = {}
    others: list[Fault] = []
    for piece in choices.pieces:
        title = piece_title(call, piece)
        for problem in _misfits(_Asked(call, choices, piece)):
            item = _item_of(problem, campaign)
            fault = (title, _worded(call, problem, campaign))
            (faults.setdefault(item, []) if item else others).append(fault)
    return call.page(
        "campaign-fit-part.html.j2",
        project=call.project,
        pieces=len(choices.pieces),
        items=campaign.items,
        faults=faults,
        others=others,
    )


def _worded(call: Call, problem: Problem, campaign: Campaign) -> FaultView:
    found = plain_hint(problem.code, problem.hint)
    if isinstance(found, tuple):
        hint = found[0 if call.language == "vi" else 1]
    else:
        hint = localized(call.language, found) if found else ""
    said = localized(call.language, problem.message)
    word = "điểm" if call.language == "vi" else "point"
    for item in campaign.items:
        known = re.compile(rf"(?<![\w-]){re.escape(item.id)}(?![\w-])")
        said = known.sub(f"{word} {item.address}", said)
        hint = known.sub(f"{word} {item.address}", hint)
    return FaultView(said, hint)


def _item_of(problem: Problem, campaign: Campaign) -> str:
    """The id of the item whose text is at fault; empty if it is another."""
    known = {item.id for item in campaign.items}
    owner = (problem.place.text or "").partition(".")[0]
    found = owner if owner in known else problem.place.item or ""
    return found if found in known else ""


def piece_title(call: Call, piece: PieceChoice) -> str:
    """The name of the material of ``piece``, in the language of the person."""
    from generator.sheet.catalogue import Catalogue

    assets = call.studio.assets
    try:
        material = Catalogue(assets.templates, assets.themes).material(piece.material)
    except AnphamError:
        return piece.material
    return str(material.names.get(call.language, material.name))


class _Asked:
    """A piece of a revision, as the key of a cache: by all that it is made of."""

    def __init__(self, call: Call, choices: Choices, piece: PieceChoice) -> None:
        self.work = call.studio.work
        folder = call.studio.folders.folder(call.project.head.files)
        self.options = choices.options(folder, call.studio.settings.now().date(), piece)
        self._key = repr(self.options)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and other._key == self._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=_CACHED)
def _misfits(asked: _Asked) -> tuple[Problem, ...]:
    return asked.work.run(misfits, asked.options)


ENDPOINTS: Final[tuple[Endpoint, ...]] = (fit,)
