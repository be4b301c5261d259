"""Names as people say them: in any case, with or without accents, in Vietnamese or English.

The names of materials, themes and profiles are keys of files. Each of these files states what
people call the thing, so "áp phích", "Ap phich" and "Poster" all name ``poster``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.core.near_names import near_names
from generator.vietnamese.accents import without_accents

#: In ``difflib``: "poser" is 0.91 of "poster", "pres" 0.89 of "press", "ofice" 0.91 of "office".
_SIMILARITY = 0.75


def spoken(text: str) -> str:
    """``text`` without case, accents, spaces and signs; letters of any alphabet stay."""
    return "".join(sign for sign in without_accents(text) if sign.isalnum())


def keys_of(text: str, names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The keys in ``names`` that ``text`` names: one, none, or several.

    A key as it is written goes before a key written otherwise, and this before other names.

    Args:
        names: What people call each key, besides the key itself.
    """
    if text in names:
        return (text,)
    said = spoken(text)
    if not said:
        return ()
    by_key = tuple(key for key in names if spoken(key) == said)
    return by_key or tuple(
        key for key, others in names.items() if said in [spoken(other) for other in others]
    )


def nearest_key(text: str, names: Mapping[str, Sequence[str]]) -> str | None:
    """The key in ``names`` that ``text`` probably means, if there is one; it may be misspelled."""
    by_name = {spoken(name): key for key, others in names.items() for name in (*others, key)}
    near = near_names(spoken(text), by_name, similarity=_SIMILARITY)
    return by_name[near[0]] if near else None
