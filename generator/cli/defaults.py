"""A person's own defaults: ``anpham.toml`` of the user account, and of the folder over it."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.localization import as_language
from generator.content.model import Issuer
from generator.content.settings import SETTINGS_NAME, Settings, load_settings, merge
from generator.core.assets import shipped_assets
from generator.core.errors import AnphamError, Place
from generator.core.findings import Finding, Severity
from generator.core.messages import Language, msg
from generator.orders.options import MakeOptions


def settings_here() -> Settings:
    """What the two files set, if they are there.

    Raises:
        ContentError: a file has faults.
        InputOutputError: a file is there and cannot be read.
    """
    user, folder = (
        load_settings(path) if path.exists() else Settings()
        for path in (Path(click.get_app_dir("anpham")) / SETTINGS_NAME, Path(SETTINGS_NAME))
    )
    return merge(user, folder)


def language_here() -> Language | None:
    """The language that the settings ask for; None also when they have faults.

    Which language to speak is asked before anything else, to tell of faults; ``make`` meets the
    faults again and tells them. Help must not fail for them.
    """
    with contextlib.suppress(AnphamError):
        return as_language(settings_here().lang or "")
    return None


def with_settings(asked: MakeOptions, settings: Settings) -> tuple[MakeOptions, list[Finding]]:
    """``asked``, and the settings where it asks for nothing; with what there is to tell of them.

    The contacts are those of the issuer in the settings. Whoever asks for another issuer must not
    find a wrong telephone number on a thousand posters.
    """
    notes = list(settings.findings)
    if _asks_for_another_issuer(asked, settings):
        if settings.address or settings.hotline or settings.website:
            notes.append(_contacts_left_out())
        settings = settings.for_other_issuer()
    if asked.issuer is None and asked.issuer_name is None:
        asked = replace(asked, issuer=settings.issuer, issuer_name=settings.issuer_name)
    options = replace(
        asked,
        address=settings.address or "",
        hotline=settings.hotline or "",
        website=settings.website or "",
        preferred_theme=settings.theme,
        templates=asked.templates or settings.templates,
    )
    return options, notes


def _asks_for_another_issuer(asked: MakeOptions, settings: Settings) -> bool:
    """Whether it does; a name that cannot be resolved is another's."""
    if asked.issuer is None and asked.issuer_name is None:
        return False
    wanted = _resolved(asked.issuer, asked.issuer_name)
    own = _resolved(settings.issuer, settings.issuer_name)
    return wanted is None or own is None or not _same(wanted, own)


def _same(wanted: Issuer, own: Issuer) -> bool:
    """Whether both are one: a name that is printed as it was typed has no known province."""
    provinces = {wanted.province, own.province} - {""}
    return wanted.name.casefold() == own.name.casefold() and len(provinces) < 2


def _resolved(listed: str | Issuer | None, printed: str | None) -> Issuer | None:
    """The issuer that is meant: "Thới An" and "phường Thới An" are the same ward."""
    from generator.content.issuers import find_issuer, issuer_from_name
    from generator.orders.planning import known_issuers

    with contextlib.suppress(AnphamError):
        if printed is not None:
            return issuer_from_name(printed)
        if isinstance(listed, Issuer):
            return listed
        if listed is not None:
            return find_issuer(listed, known_issuers(shipped_assets().issuers))
    return None


def _contacts_left_out() -> Finding:
    return Finding(
        "contacts-left-out",
        Severity.NOTE,
        msg("the contacts in anpham.toml are not printed: they may be another issuer's"),
        msg("write the issuer into anpham.toml, too, and run without --issuer"),
        Place(file=SETTINGS_NAME),
    )
