"""``anpham list``: the names that the other commands know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator.cli.defaults import load_current_settings
from generator.cli.help_text import Command, Example, Option, shared_options
from generator.cli.json_output import Json, list_object, print_json
from generator.cli.localization import language, localize
from generator.cli.path_argument import PathArgument
from generator.core.assets import shipped_assets
from generator.core.messages import Message, msg
from generator.vietnamese.dates import short_day

if TYPE_CHECKING:
    from generator.press.profile import Profile

#: Lists the entries of one kind; takes a user's folder of templates.
_Lister = Callable[[Path | None], list[Json]]


def _materials(templates: Path | None) -> list[Json]:
    from generator.pipeline import Pipeline

    catalogue = Pipeline(shipped_assets(templates)).catalogue
    manifests = [catalogue.material(name) for name in catalogue.material_names()]
    return [
        {
            "name": manifest.name,
            "names": dict(manifest.names),
            "sizes": [size.name for size in manifest.sizes],
            "other_sizes": manifest.aspect is not None,
            "inks": [inks.value for inks in manifest.inks],
            "themes": list(manifest.themes),
            "texts": [length.value for length in manifest.texts],
            "pages": manifest.pages,
        }
        for manifest in manifests
    ]


def _themes(templates: Path | None) -> list[Json]:
    from generator.pipeline import Pipeline

    catalogue = Pipeline(shipped_assets(templates)).catalogue
    themes = [catalogue.theme(name) for name in catalogue.theme_names()]
    return [
        {"name": theme.name, "names": dict(theme.names), "inks": theme.inks.value}
        for theme in themes
    ]


def _sizes(_: Path | None) -> list[Json]:
    from generator.sheet.sizes import ISO_SIZES_MM

    return [{"name": name, "size_mm": list(size)} for name, size in ISO_SIZES_MM.items()]


def _issuers(_: Path | None) -> list[Json]:
    from generator.content.issuer_directory import load_directory
    from generator.vietnamese.collation import sort_key

    return [
        {
            "name": issuer.name,
            "body": issuer.body,
            "unit": issuer.unit,
            "province": issuer.province,
            "until": issuer.until.isoformat() if issuer.until else None,
        }
        # Today's units before those that have ended, namesakes by their provinces.
        for issuer in sorted(
            load_directory(shipped_assets().issuers).issuers,
            key=lambda issuer: (
                issuer.until is not None,
                sort_key(issuer.unit),
                sort_key(issuer.province),
            ),
        )
    ]


def _campaigns(_: Path | None) -> list[Json]:
    from generator.content.campaign import load_campaign
    from generator.content.campaign_folders import campaign_folder, campaign_names

    folder = shipped_assets().campaigns
    campaigns = [load_campaign(campaign_folder(name, folder)) for name in campaign_names(folder)]
    return [
        {
            "name": campaign.name,
            "title": campaign.title,
            "letter": campaign.letter.number,
            "items": [item.id for item in campaign.items],
        }
        for campaign in campaigns
    ]


def _icons(templates: Path | None) -> list[Json]:
    from generator.pipeline import Pipeline

    return [{"name": name} for name in Pipeline(shipped_assets(templates)).icons.names()]


def _profiles(templates: Path | None) -> list[Json]:
    from generator.press.profiles import load_profile, profile_names

    folders = shipped_assets(templates).profiles
    return [_profile_object(load_profile(name, folders)) for name in profile_names(folders)]


def _profile_object(profile: Profile) -> Json:
    values = asdict(profile)
    values["names"] = dict(profile.names)
    values["marks"] = sorted(mark.value for mark in profile.marks)
    return {
        key: value.value if isinstance(value, StrEnum) else value for key, value in values.items()
    }


_LISTERS: dict[str, _Lister] = {
    "materials": _materials,
    "themes": _themes,
    "sizes": _sizes,
    "issuers": _issuers,
    "campaigns": _campaigns,
    "icons": _icons,
    "profiles": _profiles,
}

#: Numbers of inks for people, by their names in manifests and theme files.
_INKS: dict[str, Message] = {
    "one": msg("one ink"),
    "two": msg("two inks"),
    "full": msg("full colour"),
}


@click.command(
    name="list",
    cls=Command,
    help=msg("List the names to choose from: materials, issuers and so on."),
    examples=(
        Example("anpham list issuers", msg("The names for 'anpham make --issuer'.")),
        Example("anpham list materials --json", msg("Materials, sizes and themes for a program.")),
    ),
)
@click.argument("kind", type=click.Choice(list(_LISTERS)))
@click.option(
    "--json",
    "as_json",
    cls=Option,
    is_flag=True,
    help=msg("Print the list as a JSON object."),
)
@click.option(
    "--templates",
    cls=Option,
    metavar="DIR",
    type=PathArgument(),
    help=msg("A folder with materials of your own, searched first."),
)
@shared_options
def list_(kind: str, *, as_json: bool, templates: Path | None) -> None:
    """Print the entries of one kind."""
    entries = _LISTERS[kind](templates or load_current_settings().templates)
    if as_json:
        print_json(list_object(kind, entries))
        return
    rows = [(entry["name"], _description(kind, entry)) for entry in entries]
    width = max((len(name) for name, _ in rows), default=0)
    for name, description in rows:
        click.echo(f"{name:{width}}  {description}".rstrip())


def _description(kind: str, entry: dict[str, Any]) -> str:
    """The description after the name in the text view."""
    match kind:
        case "materials":
            sizes = ", ".join(entry["sizes"])
            if entry["other_sizes"]:
                sizes = localize(msg("{sizes} and other sizes", sizes=sizes))
            return localize(
                msg(
                    "{name}; sizes: {sizes}; inks: {inks}; themes: {themes}; pages: {pages}",
                    name=entry["names"][language()],
                    sizes=sizes,
                    inks=", ".join(localize(_INKS[inks]) for inks in entry["inks"]),
                    themes=", ".join(entry["themes"]),
                    pages=entry["pages"],
                )
            )
        case "themes":
            return f"{entry['names'][language()]}; {localize(_INKS[entry['inks']])}"
        case "profiles":
            return localize(
                msg(
                    "{name}; --for {destination}",
                    name=entry["names"][language()],
                    destination=entry["destination"],
                )
            )
        case "sizes":
            width, height = entry["size_mm"]
            return f"{width} x {height} mm"
        case "issuers":
            place = str(entry["province"])
            if entry["until"] is None:
                return place
            day = short_day(dt.date.fromisoformat(entry["until"]))
            return localize(msg("{place}; until {day}", place=place, day=day))
        case "campaigns":
            return str(entry["title"])
        case _:
            return ""
