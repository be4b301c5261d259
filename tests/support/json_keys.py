"""Keys of a JSON document, for comparison with docs/json.md."""

from __future__ import annotations

#: Objects whose keys the data choose: languages, and parts of a letter.
_MAPS = ("names", "at")


def keys(value: object) -> set[str]:
    """Every key in a JSON value, but those of objects whose keys the data choose."""
    if isinstance(value, list):
        return {key for entry in value for key in keys(entry)}
    if isinstance(value, dict):
        inner = {key for name, entry in value.items() if name not in _MAPS for key in keys(entry)}
        places = value.get("at")
        entries = list(places.values()) if isinstance(places, dict) else []
        return set(value) | inner | keys(entries)
    return set()
