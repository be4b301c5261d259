"""Gathers what the poster says from the shipped campaign, so that the peers set what we set.

Only the parent process imports this: a peer's worker is handed the values and holds nothing of
ours in memory.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import lucide
import qrcode
from qrcode.constants import ERROR_CORRECT_M

from benchmarks.content import CAMPAIGN, THEME, ItemContent, PosterContent
from generator.content.campaign import load_campaign
from generator.content.model import Item
from generator.core.assets import shipped_assets
from generator.sheet.catalogue import Catalogue
from generator.sheet.theme import Theme

_QUIET_MODULES: Final = 4


def gather() -> PosterContent:
    """The poster's content.

    Raises:
        AnphamError: if the campaign or the theme cannot be read.
    """
    assets = shipped_assets()
    campaign = load_campaign(assets.campaigns / CAMPAIGN)
    theme = Catalogue(assets.templates, assets.themes).theme(THEME)
    phone = campaign.pictures["main"].data.decode()
    do, dont = campaign.groups
    assert campaign.qr is not None  # the shipped campaign has a link
    qr_path, qr_modules = _qr(campaign.qr.url)
    return PosterContent(
        kicker=campaign.kicker,
        headline=_broken(campaign.title, "văn minh", "mạng xã hội"),
        do_title=do.title,
        dont_title=dont.title,
        dos=tuple(_item(item) for item in do.items),
        donts=tuple(_item(item) for item in dont.items),
        qr_url=campaign.qr.url,
        qr_printed=campaign.qr.printed,
        qr_caption=_broken(campaign.qr.caption, "Quyết định"),
        qr_svg_path=qr_path,
        qr_modules=qr_modules,
        slogan=_broken(campaign.slogans[0], "kiểm chứng"),
        legal_line=campaign.legal_line,
        phone_svg=_coloured(phone, theme),
    )


def _item(item: Item) -> ItemContent:
    return ItemContent(item.headline, item.official, lucide.lucide_icon(item.icon))


def _broken(text: str, *line_starts: str) -> tuple[str, ...]:
    """The lines of ``text``; each after the first begins with one of ``line_starts``.

    Raises:
        ValueError: if the text has no such words.
    """
    lines = []
    for start in line_starts:
        at = text.index(start)
        lines.append(text[:at].rstrip())
        text = text[at:]
    return (*lines, text)


def _coloured(svg: str, theme: Theme) -> str:
    """``svg`` with the theme's tokens replaced by colours: the peers do not know our tokens."""

    def colour(token: re.Match[str]) -> str:
        red, green, blue = (round(255 * part) for part in theme.colours[token[1]].rgb)
        return f"#{red:02X}{green:02X}{blue:02X}"

    return re.sub(r"var\(--([a-z0-9-]+)\)", colour, svg)


def _qr(url: str) -> tuple[str, int]:
    """Path data of the dark runs, and the modules along a side with the quiet zone."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET_MODULES)
    code.add_data(url)
    code.make()
    rows: Sequence[Sequence[bool]] = code.get_matrix()
    runs = [
        f"M{run.start()} {y}h{len(run[0])}v1h-{len(run[0])}z"
        for y, row in enumerate(rows)
        for run in re.finditer("1+", "".join("1" if dark else "0" for dark in row))
    ]
    return "".join(runs), len(rows)
