"""Pieces and layouts of the shipped campaign, each made once for all tests that ask."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

from support.shipped import ASSETS, LEXICON

from generator import pipeline
from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder
from generator.content.issuer_directory import load_directory
from generator.content.model import Campaign, Issuer, QrTarget, TextLength
from generator.job import Job, Piece
from generator.layout.engine import LayoutEngine
from generator.layout.model import Layout
from generator.orders.file_names import FileNames
from generator.orders.planning import named
from generator.press.profile import Profile
from generator.press.profiles import load_profile
from generator.sheet.model import Sheet
from generator.typeset.fonts import FontBook, shipped_fonts

DATE = dt.date(2026, 11, 24)
ISSUER = Issuer(
    "Ủy ban nhân dân",
    "phường An Phú Đông",
    "Thành phố Hồ Chí Minh",
    "1 Ví Dụ",
    "028 0000 0000",
    "phuong.example.vn",
)


@cache
def workshop() -> pipeline.Pipeline:
    return pipeline.Pipeline(ASSETS)


@cache
def profile(name: str = "office") -> Profile:
    return load_profile(name, ASSETS.profiles)


@cache
def campaign() -> Campaign:
    return load_campaign(campaign_folder("ung-xu-mang-xa-hoi", ASSETS.campaigns))


@cache
def code_target() -> QrTarget:
    """The target of the shipped campaign's code."""
    found = campaign().qr
    assert found is not None
    return found


def planned(one: Job) -> Job:
    """``one`` with the name of its file, as in an order of it alone."""
    return named(one, FileNames(ASSETS, load_directory(ASSETS.issuers)))


def job(
    material: str,
    text: TextLength = TextLength.SHORT,
    *,
    issuer: Issuer = ISSUER,
    size: str | None = None,
    campaign_: Campaign | None = None,
    for_: str = "office",
) -> Job:
    manifest = workshop().catalogue.material(material)
    theme = next(iter(manifest.themes))
    return planned(
        Job(
            campaign_ or campaign(),
            issuer,
            manifest,
            theme,
            manifest.size(size),
            text,
            DATE,
            profile(for_),
        )
    )


@cache
def piece(
    material: str,
    text: TextLength = TextLength.SHORT,
    issuer: Issuer = ISSUER,
    size: str | None = None,
) -> Piece:
    return workshop().make(job(material, text, issuer=issuer, size=size))


def sheet(one: Job) -> Sheet:
    return workshop().sheet(one)


@cache
def lay_out(
    material: str, text: TextLength, issuer: Issuer = ISSUER, size: str | None = None
) -> Layout:
    engine = LayoutEngine(FontBook(shipped_fonts(ASSETS.fonts)), LEXICON)
    return engine.lay_out(sheet(job(material, text, issuer=issuer, size=size)))


def job_for(material: str, profile_: Profile, text: TextLength = TextLength.FULL) -> Job:
    return planned(replace(job(material, text), profile=profile_))


@cache
def piece_for(material: str, name: str, text: TextLength = TextLength.FULL) -> Piece:
    return workshop().make(job_for(material, profile(name), text))
