"""Keys of a JSON document, for comparison with docs/json.md."""

from __future__ import annotations


def keys(value: object) -> set[str]:
    """Every key in a JSON value, but those of ``names``, which are languages."""
    if isinstance(value, list):
        return {key for entry in value for key in keys(entry)}
    if isinstance(value, dict):
        inner = {key for name, entry in value.items() if name != "names" for key in keys(entry)}
        return set(value) | inner
    return set()
