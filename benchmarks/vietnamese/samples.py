"""Every shipped sample, and the names that are hardest to set: what the gaps are measured on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import cycle, islice
from typing import Final

from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder, campaign_names
from generator.content.issuer_directory import load_directory
from generator.content.model import Campaign, Issuer, TextLength
from generator.core.assets import shipped_assets
from generator.core.destination import Destination
from generator.core.errors import DoesNotFitError, UsageError
from generator.job import Job
from generator.orders.options import USUAL_CAMPAIGN
from generator.pipeline import Pipeline
from generator.press.profile import Profile
from generator.press.profiles import default_profile
from generator.sheet.catalogue import Manifest
from generator.sheet.sizes import TrimSize

_DATE: Final = dt.date(2026, 11, 24)
_PROFILE: Final = default_profile(Destination.OFFICE, shipped_assets().profiles)

#: Long names, and marks on marks above dots and tails; where they stand they are set in capitals.
ISSUERS: Final = (
    Issuer(
        "Ủy ban nhân dân",
        "phường Văn Miếu - Quốc Tử Giám",
        "Thành phố Hà Nội",
        "Số 1 ngõ Ỷ Lan, tổ dân phố Ổ Gà",
        "024 0000 0000",
        "vanmieu-quoctugiam.example.vn",
    ),
    Issuer("Ủy ban nhân dân", "phường Xuân Trường - Đà Lạt", "tỉnh Lâm Đồng"),
    Issuer("Ủy ban Mặt trận Tổ quốc Việt Nam", "xã Cư M'gar", "tỉnh Đắk Lắk", "", "0262 000 000"),
    Issuer("Ủy ban nhân dân", "xã Ẳng Tở", "tỉnh Điện Biên", "Bản Ẳng Ỗ", "", "angto.example.vn"),
    Issuer("Uỷ ban nhân dân", "phường Mỹ Lộ", "Thành phố Hồ Chí Minh"),
)


#: For materials that come in any size: a wide one, and a small one as high as may be.
_OTHER_SIZES: Final = ("600x800mm", "150x240mm")


@dataclass(frozen=True, slots=True)
class Sample:
    """A finished piece; ``name`` says what it is, "poster A3 full, xã Cư M'gar"."""

    name: str
    pdf: bytes


#: The wards of the former District 12.
_COMMUNES: Final = (
    "phường An Phú Đông, Thành phố Hồ Chí Minh",
    "phường Thới An, Thành phố Hồ Chí Minh",
    "phường Tân Thới Hiệp, Thành phố Hồ Chí Minh",
    "phường Trung Mỹ Tây, Thành phố Hồ Chí Minh",
    "phường Đông Hưng Thuận, Thành phố Hồ Chí Minh",
)


def samples(*, short: bool = False, issuers_each: int | None = None) -> Iterator[Sample]:
    """Each material in each theme and length of text, one by one, for some communes and others.

    In its default theme a material comes in every size, in the others in its default size and in
    two extreme ones.

    Args:
        short: One commune and one of :data:`ISSUERS`, the usual campaign and the first two sizes.
        issuers_each: For how many issuers each piece is made; they take turns. With four, each
            issuer meets each material in each theme. None for all.
    """
    pipeline = Pipeline(shipped_assets())
    directory = load_directory(shipped_assets().issuers)
    today = [directory.find(name) for name in _COMMUNES]
    issuers = (today[0], ISSUERS[0]) if short else (*today, *ISSUERS)
    turns = cycle(issuers)
    for campaign in [
        load_campaign(campaign_folder(name, shipped_assets().campaigns))
        for name in ((USUAL_CAMPAIGN,) if short else campaign_names(shipped_assets().campaigns))
    ]:
        for material in map(pipeline.catalogue.material, pipeline.catalogue.material_names()):
            for piece in _pieces(campaign, material, issuers[0], short):
                for issuer in islice(turns, issuers_each or len(issuers)):
                    made = _made(pipeline, replace(piece, issuer=issuer))
                    if made is not None:
                        yield made


def _made(pipeline: Pipeline, job: Job) -> Sample | None:
    """The finished piece, or None if it cannot be: long texts or names may be too many."""
    material, issuer = job.material, job.issuer
    text = job.text.value if len(material.texts) > 1 else ""
    kind = " ".join(filter(None, (material.name, job.size.name, job.theme, text)))
    try:
        return Sample(f"{kind}, {issuer.unit}", pipeline.make(job).pdf)
    except DoesNotFitError:
        # Whole texts may be too many for a sheet, or a name too long for a card.
        if job.text is TextLength.SHORT and issuer not in ISSUERS:
            raise
        return None


def _profile(material: Manifest) -> Profile:
    """The office's, or the screen's: their files have no slug, whose lines are not the piece's."""
    if material.suits(Destination.OFFICE):
        return _PROFILE
    return default_profile(Destination.SCREEN, shipped_assets().profiles)


def offered_sizes(material: Manifest, sizes: Iterable[str]) -> Iterator[TrimSize]:
    """Those of ``sizes`` that ``material`` comes in."""
    for size in sizes if material.aspect else ():
        with suppress(UsageError):
            yield material.size(size)


def _pieces(campaign: Campaign, material: Manifest, issuer: Issuer, short: bool) -> Iterator[Job]:
    profile = _profile(material)
    others = tuple(offered_sizes(material, _OTHER_SIZES))
    for theme in material.themes:
        sizes = material.sizes if theme == material.themes[0] else material.sizes[:1]
        for size in material.sizes[:2] if short else (*sizes, *others):
            for text in material.texts:
                yield Job(campaign, issuer, material, theme, size, TextLength(text), _DATE, profile)
