"""The poster made by us: one pipeline for the whole batch, as a run over an issuer list uses it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from benchmarks.content import CAMPAIGN, THEME, PosterContent
from benchmarks.maker import Maker
from generator.content.campaign import load_campaign
from generator.content.issuers import issuer_from_name
from generator.content.model import Campaign, TextLength
from generator.core.assets import shipped_assets
from generator.core.destination import Destination
from generator.job import Job
from generator.pipeline import Pipeline
from generator.press.profile import Profile
from generator.press.profiles import default_profile


def prepare(content: PosterContent, fonts: Path, folder: Path) -> Maker:
    """A maker of the shipped campaign's poster; it needs nothing of what it is handed."""
    del content, fonts, folder
    return _maker(default_profile(Destination.OFFICE, shipped_assets().profiles))


def prepare_for_press(content: PosterContent, fonts: Path, folder: Path) -> Maker:
    """A maker of the same poster for the print shop."""
    del content, fonts, folder
    return _maker(default_profile(Destination.PRESS, shipped_assets().profiles))


def prepare_without_marks(content: PosterContent, fonts: Path, folder: Path) -> Maker:
    """A maker of the same poster for the print shop, but for its crop marks and slug."""
    del content, fonts, folder
    return _maker(
        replace(default_profile(Destination.PRESS, shipped_assets().profiles), marks=frozenset())
    )


def _saying(campaign: Campaign, texts: tuple[str, ...]) -> Campaign:
    """``campaign`` with other official texts, in the items' order."""
    official = dict(zip((item.id for item in campaign.items), texts, strict=True))
    groups = (
        replace(
            group, items=tuple(replace(item, official=official[item.id]) for item in group.items)
        )
        for group in campaign.groups
    )
    return replace(campaign, groups=tuple(groups))


def _maker(profile: Profile) -> Maker:
    pipeline = Pipeline(shipped_assets())
    material = pipeline.catalogue.material("poster")
    size = material.size("A3")
    campaign = load_campaign(shipped_assets().campaigns / CAMPAIGN)
    shipped = tuple(item.official for item in campaign.items)

    def make(issuer: str, texts: tuple[str, ...]) -> bytes:
        said = campaign
        if texts != shipped:
            said = _saying(campaign, texts)
        job = Job(
            campaign=said,
            issuer=issuer_from_name(issuer),
            material=material,
            theme=THEME,
            size=size,
            text=TextLength.FULL,
            date=dt.date(2026, 1, 1),
            profile=profile,
        )
        return pipeline.make(job).pdf

    return make
