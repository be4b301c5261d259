"""Known names that are spelled much like one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def near_names(
    name: str, known: Iterable[str], *, limit: int = 1, similarity: float = 0.6
) -> list[str]:
    """Up to ``limit`` of the ``known`` names that ``name`` may stand for, the most similar first.

    Args:
        similarity: The least that counts: 0 for any two names, 1 for equal ones. The default is
            that of ``difflib``.
    """
    return get_close_matches(name, list(known), n=limit, cutoff=similarity)
