"""Shipped neutral drawings by subject, which a campaign may show in place of one of its own.

What they look like is in their SVG files, what each shows and stands for in ``drawings.yaml``
beside them. The pictures that a campaign file names are read in ``content.pictures``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from generator.content.yaml_nodes import YamlNode, read_mapping

LIST_NAME: Final = "drawings.yaml"
#: Folders in the cache; there is one.
_CACHED_FOLDERS: Final = 4


@dataclass(frozen=True, slots=True)
class Drawing:
    """A shipped drawing.

    Attributes:
        name: As a campaign file names it, "fire".
        names: What people call it, by language ("vi", "en").
        alt: What it shows, in Vietnamese, for those who do not see it.
        words: Of a letter's subject, in small letters, for which it is proposed.
        is_general: Whether these say little of a matter: they count where no other is found.
        file: The SVG file.
    """

    name: str
    names: Mapping[str, str]
    alt: str
    words: tuple[str, ...]
    is_general: bool
    file: Path


@lru_cache(maxsize=_CACHED_FOLDERS)
def load_drawings(folder: Path) -> Mapping[str, Drawing]:
    """The drawings of ``folder`` by name, in the order of its list; the same object each time."""
    file = folder / LIST_NAME
    root = read_mapping(file.read_text(encoding="utf-8"), str(file))
    drawings = {name: _drawing(name, root.mapping(name), folder) for name in root}
    root.finish()
    return drawings


def _drawing(name: str, node: YamlNode, folder: Path) -> Drawing:
    names = node.mapping("names")
    return Drawing(
        name=name,
        names={language: names.text(language) for language in names},
        alt=node.text("alt"),
        words=node.texts("words"),
        is_general=node.text("general", default="no") == "yes",
        file=folder / f"{name}.svg",
    )
