"""A person's own defaults: ``anpham.toml`` of the user account, and of the folder over it."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import click

from generator.cli.wording import Language, as_language
from generator.content.settings import SETTINGS_NAME, Settings, load_settings, merge
from generator.content.slugs import slug
from generator.errors import AnphamError, Place
from generator.findings import Finding, Severity
from generator.messages import msg
from generator.options import MakeOptions


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
    """``asked``, and the settings where it asks for nothing; with what was left out.

    The contacts are those of the issuer in the settings. Whoever asks for another issuer must not
    find a wrong telephone number on a thousand posters.
    """
    notes: list[Finding] = []
    if _asks_for_another_issuer(asked, settings):
        if settings.address or settings.hotline or settings.website:
            notes.append(_contacts_left_out())
        settings = settings.for_other_issuer()
    options = replace(
        asked,
        issuer=asked.issuer or settings.issuer,
        issuer_name=asked.issuer_name or settings.issuer_name,
        address=settings.address or "",
        hotline=settings.hotline or "",
        website=settings.website or "",
        theme=asked.theme or settings.theme,
        templates=asked.templates or settings.templates,
    )
    return options, notes


def _asks_for_another_issuer(asked: MakeOptions, settings: Settings) -> bool:
    wanted = asked.issuer_name or asked.issuer
    its_own = settings.issuer_name or settings.issuer
    return wanted is not None and (its_own is None or slug(wanted) != slug(its_own))


def _contacts_left_out() -> Finding:
    return Finding(
        "contacts-left-out",
        Severity.NOTE,
        msg("the contacts in anpham.toml are not printed: they may be another issuer's"),
        msg("write the issuer into anpham.toml, too, and run without --issuer"),
        Place(file=SETTINGS_NAME),
    )
