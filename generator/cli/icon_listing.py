"""Icons for ``anpham list icons``: by Vietnamese words, by names, and as a page of pictures.

The same page shows the drawings of ``anpham list drawings``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from generator.cli.json_output import Json
from generator.cli.localization import language, localize
from generator.core.assets import shipped_assets
from generator.core.atomic_write import save_file
from generator.core.messages import msg

if TYPE_CHECKING:
    from generator.draw.icons import IconBook

_TEMPLATE: Final = "sheet.html.j2"
#: Colours of the pictures: the dark blue of the shipped theme, and the paper that marks paint on.
_INK: Final = "#0B3A6F"
_PAPER: Final = "#FFFFFF"
_ROLE: Final = re.compile(r"var\(--([a-z-]+)\)")


def icon_entries(templates: Path | None, query: str = "") -> list[Json]:
    """The icons with the Vietnamese words that they show and their group, None without one.

    Args:
        templates: A user's folder, whose icons are listed as well.
        query: Words to look for: those whose words match come first, then those whose names do.
    """
    from generator.content.drafting.icon_words import load_icon_words
    from generator.pipeline import Pipeline

    assets = shipped_assets(templates)
    words = load_icon_words(assets.icon_words)
    names = Pipeline(assets).icons.names()
    if query:
        known = frozenset(names)
        found = [name for name in words.search(query) if name in known]
        names = (*found, *(name for name in _by_name(names, query) if name not in found))
    return [
        {"name": name, "words": list(words.words_of(name)), "group": words.group_of(name)}
        for name in names
    ]


def _by_name(names: Sequence[str], query: str) -> list[str]:
    """The names that hold ``query``, those first that have it as a whole part."""
    asked = "-".join(query.lower().split())
    found = [name for name in names if asked in name]
    return sorted(found, key=lambda name: (name != asked, f"-{asked}-" not in f"-{name}-"))


def save_icon_sheet(path: Path, entries: Sequence[Json], templates: Path | None) -> None:
    """Write ``entries`` as a web page of pictures that needs no other file.

    Raises:
        InputOutputError: when it cannot be written.
    """
    from generator.pipeline import Pipeline

    icons = Pipeline(shipped_assets(templates)).icons
    _save_page(
        path,
        title=localize(msg("Icons for publications")),
        hint=localize(
            msg("Write an icon's name in campaign.yaml: “icon: NAME”. A click copies the name.")
        ),
        groups=list(_groups(entries, icons)),
    )


def save_drawing_sheet(path: Path, entries: Sequence[Json]) -> None:
    """Write the drawings ``entries`` as such a page, in the colours of the default theme.

    Raises:
        InputOutputError: when it cannot be written.
    """
    from generator.content.drawings import load_drawings
    from generator.pipeline import Pipeline

    assets = shipped_assets()
    drawings = load_drawings(assets.drawings)
    catalogue = Pipeline(assets).catalogue
    theme = min(map(catalogue.theme, catalogue.theme_names()), key=lambda one: one.order)
    colours = {
        role: "#" + "".join(f"{round(255 * part):02x}" for part in colour.rgb)
        for role, colour in theme.colours.items()
    }
    pictures = []
    for entry in entries:
        svg = drawings[str(entry["name"])].file.read_text(encoding="utf-8")
        src = _address(_ROLE.sub(lambda match: colours[match[1]], svg))
        shown = f"{entry['names'][language()]}: {', '.join(entry['words'])}"
        pictures.append({"name": entry["name"], "words": [shown], "src": src})
    _save_page(
        path,
        title=localize(msg("Drawings for publications")),
        hint=localize(
            msg(
                "Write a drawing's name in campaign.yaml, below “pictures:” and “main:”: "
                "“drawing: NAME”. A click copies the name."
            )
        ),
        groups=[{"title": localize(msg("By subject")), "pictures": pictures, "is_other": False}],
        is_large=True,
    )


def _save_page(
    path: Path,
    *,
    title: str,
    hint: str,
    groups: Sequence[Mapping[str, Any]],
    is_large: bool = False,
) -> None:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(shipped_assets().icon_words.parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template(_TEMPLATE).render(
        language=language(),
        title=title,
        hint=hint,
        search=localize(msg("Search: muỗi, xe máy, flame …")),
        nothing=localize(msg("Nothing has this word.")),
        groups=groups,
        is_large=is_large,
    )
    save_file(page.encode("utf-8"), path)


def _groups(entries: Sequence[Json], icons: IconBook) -> Iterator[dict[str, Any]]:
    """The groups in the order of the words' file, the icons without words last."""
    from generator.content.drafting.icon_words import load_icon_words

    groups = load_icon_words(shipped_assets().icon_words).groups
    by_name = {str(entry["name"]): entry for entry in entries}
    for group in (*groups, None):
        names = groups[group] if group is not None else by_name
        pictures = [
            {"name": name, "words": by_name[name]["words"], "src": _data_address(icons, name)}
            for name in names
            if name in by_name and by_name[name]["group"] == group
        ]
        if pictures:
            title = localize(msg("Other icons")) if group is None else str(group)
            yield {
                "title": title[:1].upper() + title[1:],
                "pictures": pictures,
                "is_other": group is None,
            }


def _data_address(icons: IconBook, name: str) -> str:
    """The drawing as an address that holds it, in one colour; as a picture it runs no script."""
    svg = icons.svg(name)
    for paint, colour in (
        ("currentColor", _INK), ("context-fill", _INK), ("context-stroke", _PAPER),
    ):  # fmt: skip
        svg = svg.replace(paint, colour)
    return _address(svg)


def _address(svg: str) -> str:
    return f"data:image/svg+xml,{quote(' '.join(svg.split()), safe=_SAFE)}"


#: Characters that an address of data may hold as they are; no quotes are among them.
_SAFE: Final = " :/=;,.-_()"
