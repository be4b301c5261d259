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
from generator.cli.icon_listing import icon_entries, save_drawing_sheet, save_icon_sheet
from generator.cli.json_output import Json, list_object, print_json
from generator.cli.localization import language, localize
from generator.cli.options import json_option, templates_option
from generator.cli.path_argument import PathArgument
from generator.cli.report import Report
from generator.cli.words import WordChoice
from generator.core.assets import shipped_assets
from generator.core.errors import Problem, UsageError
from generator.core.messages import Message, msg
from generator.vietnamese.dates import short_day

if TYPE_CHECKING:
    from generator.content.communes import FormerCommune
    from generator.content.issuer_index import Unit
    from generator.press.profile import Profile

#: Lists the entries of one kind; takes a user's folder of templates.
_Lister = Callable[[Path | None], list[Json]]


def _materials(templates: Path | None) -> list[Json]:
    from generator.core.destination import Destination
    from generator.pipeline import Pipeline

    catalogue = Pipeline(shipped_assets(templates)).catalogue
    manifests = [catalogue.material(name) for name in catalogue.material_names()]
    return [
        {
            "name": manifest.name,
            "names": dict(manifest.names),
            "also": list(manifest.also),
            "sizes": [size.name for size in manifest.sizes if size.name],
            "other_sizes": manifest.aspect is not None,
            "inks": [inks.value for inks in manifest.inks],
            "themes": list(manifest.themes),
            "texts": [length.value for length in manifest.texts],
            "pages": manifest.pages,
            "most_pages": manifest.most_pages,
            "default": manifest.is_default,
            "destinations": [one.value for one in manifest.destinations or Destination],
            "outputs": [kind.value for kind in manifest.outputs.kinds],
        }
        for manifest in manifests
    ]


def _themes(templates: Path | None) -> list[Json]:
    from generator.pipeline import Pipeline

    catalogue = Pipeline(shipped_assets(templates)).catalogue
    themes = [catalogue.theme(name) for name in catalogue.theme_names()]
    return [
        {
            "name": theme.name,
            "names": dict(theme.names),
            "also": list(theme.also),
            "inks": theme.inks.value,
        }
        for theme in themes
    ]


def _sizes(_: Path | None) -> list[Json]:
    from generator.sheet.sizes import NAMED_SIZES_MM

    return [{"name": name, "size_mm": list(size)} for name, size in NAMED_SIZES_MM.items()]


def _issuers(_: Path | None, words: str = "", province: str | None = None) -> list[Json]:
    from generator.content.issuer_directory import load_directory
    from generator.vietnamese.collation import sort_key

    found = load_directory(shipped_assets().issuers).search(words, province=province)
    today = found.today
    if not words:
        # Today's units before those that have ended, namesakes by their provinces.
        today = tuple(
            sorted(
                today,
                key=lambda unit: (
                    unit.issuer.until is not None,
                    sort_key(unit.issuer.unit),
                    sort_key(unit.issuer.province),
                ),
            )
        )
    return [*map(_issuer_object, today), *map(_former_object, found.former)]


def _issuer_object(unit: Unit) -> Json:
    issuer = unit.issuer
    return {
        "name": issuer.name,
        "body": issuer.body,
        "unit": issuer.unit,
        "province": issuer.province,
        "until": issuer.until.isoformat() if issuer.until else None,
        "code": unit.commune.code if unit.commune is not None else None,
        "district": None,
        "became": [],
    }


def _former_object(former: FormerCommune) -> Json:
    from generator.content.communes import BODY
    from generator.vietnamese.official_names import unit_in_text

    district = unit_in_text(former.district.name) or None
    if former.type == "huyện":  # an island without communes was its own district
        district = None
    return {
        "name": f"{BODY} {former.unit}",
        "body": BODY,
        "unit": former.unit,
        "province": former.district.province,
        "until": former.district.until.isoformat(),
        "code": None,
        "district": district,
        "became": [commune.full_name for commune in former.became],
    }


def _campaigns(_: Path | None) -> list[Json]:
    from generator.content.campaign import load_campaign
    from generator.content.campaign_folders import campaign_folder, campaign_names

    assets = shipped_assets()
    folder = assets.campaigns
    campaigns = [
        load_campaign(campaign_folder(name, folder), drawings=assets.drawings)
        for name in campaign_names(folder)
    ]
    return [
        {
            "name": campaign.name,
            "title": campaign.title,
            "letter": campaign.letter.plain_number or None,
            "items": [item.id for item in campaign.items],
            "related": [
                {
                    "number": act.number,
                    "title": act.title,
                    "status": act.status.value,
                    "in_force_from": act.in_force_from and act.in_force_from.isoformat(),
                    "checked_on": act.checked_on.isoformat(),
                    "source": act.source,
                    "note": act.note,
                }
                for act in campaign.related
            ],
        }
        for campaign in campaigns
    ]


def _drawings(_: Path | None) -> list[Json]:
    from generator.content.drawings import load_drawings

    return [
        {
            "name": drawing.name,
            "names": dict(drawing.names),
            "alt": drawing.alt,
            "words": list(drawing.words),
        }
        for drawing in load_drawings(shipped_assets().drawings).values()
    ]


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
    "icons": icon_entries,
    "drawings": _drawings,
    "profiles": _profiles,
}

#: More issuers than a screen has lines.
_MANY = 50

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
        Example(
            "anpham list issuers thoi an",
            msg("The names for 'anpham make --issuer', and what former ones became."),
        ),
        Example('anpham list issuers --province "Cần Thơ"', msg("All communes of a province.")),
        Example("anpham list materials --json", msg("Materials, sizes and themes for a program.")),
        Example("anpham list icons --search muỗi", msg("The icons that show a Vietnamese word.")),
        Example("anpham list icons --html icons.html", msg("All icons as pictures, in one page.")),
        Example(
            "anpham list drawings --html hinh.html",
            msg("The drawings that a campaign may show, as pictures."),
        ),
    ),
)
@click.argument("kind", type=WordChoice(list(_LISTERS), "kind"))
@click.argument("words", nargs=-1, metavar="[NAME]...")
@click.option(
    "--province",
    cls=Option,
    metavar="NAME",
    help=msg("Of the issuers, only those there: a province, or a former province or district."),
)
@click.option(
    "--search",
    cls=Option,
    metavar="WORDS",
    help=msg(
        "Of the icons, those that show a Vietnamese word or have a name like it; of the "
        "issuers, those of a name."
    ),
)
@click.option(
    "--html",
    "sheet",
    cls=Option,
    metavar="FILE",
    type=PathArgument(dir_okay=False),
    help=msg("Write the icons or drawings as pictures into a web page that needs no network."),
)
@json_option(msg("Print the list as a JSON object."))
@templates_option()
@shared_options
@click.pass_obj
def list_(
    report: Report,
    kind: str,
    words: tuple[str, ...],
    *,
    province: str | None,
    search: str | None,
    sheet: Path | None,
    as_json: bool,
    templates: Path | None,
) -> None:
    """Print the entries of one kind."""
    query = " ".join((*words, *([search] if search else [])))
    _refuse_wrong_options(kind, query, province, sheet)
    own = templates or load_current_settings().templates
    if kind == "issuers":
        entries = _issuers(None, query, province)
    elif kind == "icons":
        entries = icon_entries(own, query)
    else:
        entries = _LISTERS[kind](own)
    if sheet is not None:
        if kind == "icons":
            save_icon_sheet(sheet, entries, own)
            saved = msg("{count} icons as pictures: {file}", count=len(entries), file=sheet)
        else:
            save_drawing_sheet(sheet, entries)
            saved = msg("{count} drawings as pictures: {file}", count=len(entries), file=sheet)
        report.progress(saved)
        return
    if kind == "icons" and query and not entries:
        report.progress(
            msg(
                "no icon has the word “{words}”; see them all: anpham list icons --html icons.html",
                words=query,
            )
        )
    if as_json:
        print_json(list_object(kind, entries))
        return
    rows = [(_name(kind, entry), _description(kind, entry)) for entry in entries]
    width = max((len(name) for name, _ in rows), default=0)
    for name, description in rows:
        click.echo(f"{name:{width}}  {description}".rstrip())
    if kind == "issuers" and len(entries) > _MANY:
        report.progress(
            msg("{count} issuers; to search them: anpham list issuers thoi an", count=len(entries))
        )


def _refuse_wrong_options(kind: str, query: str, province: str | None, sheet: Path | None) -> None:
    """Refuse options that a list of ``kind`` does not have.

    Raises:
        UsageError: It is searched, or drawn, and cannot be.
    """
    if (query and kind not in ("issuers", "icons")) or (province and kind != "issuers"):
        raise UsageError(
            Problem(
                "list-not-searched",
                msg("only issuers and icons can be searched, by province only issuers"),
                msg("list all with: anpham list {kind}", kind=kind),
            )
        )
    if sheet is not None and kind not in ("icons", "drawings"):
        raise UsageError(
            Problem(
                "list-without-pictures",
                msg("only icons and drawings can be shown as pictures"),
                msg("write: anpham list icons --html {file}", file=sheet),
            )
        )


def _name(kind: str, entry: dict[str, Any]) -> str:
    """The name as the other commands take it."""
    if kind != "issuers":
        return str(entry["name"])
    parts = (entry["unit"] or entry["body"], entry["district"], entry["province"])
    return ", ".join(part for part in parts if part)


def _pages(most: int | None) -> Message:
    """The pages of a material that has no fixed number of them."""
    return msg("up to {most}", most=most) if most else msg("as many as the texts take")


def _description(kind: str, entry: dict[str, Any]) -> str:
    """The description after the name in the text view."""
    match kind:
        case "materials" if not entry["sizes"]:
            return localize(
                msg(
                    "{name}; a text that is read aloud; files: {files}",
                    name=entry["names"][language()],
                    files=", ".join(entry["outputs"]),
                )
            )
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
                    pages=entry["pages"] or _pages(entry["most_pages"]),
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
            if entry["until"] is None:
                return ""
            day = short_day(dt.date.fromisoformat(entry["until"]))
            if not entry["became"]:
                return localize(msg("until {day}", day=day))
            return localize(
                msg("until {day}; now: {names}", day=day, names=" / ".join(entry["became"]))
            )
        case "campaigns":
            return str(entry["title"])
        case "icons":
            return ", ".join(entry["words"])
        case "drawings":
            return str(entry["names"][language()])
        case _:
            return ""
