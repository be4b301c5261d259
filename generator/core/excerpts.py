"""Excerpts of texts for one-line messages: the one place where a text is shortened."""

from __future__ import annotations

from itertools import takewhile


def excerpt(text: str, limit: int = 60) -> str:
    """The text on one line, cut to ``limit`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def excerpt_words(text: str, limit: int = 8) -> str:
    """The first ``limit`` words of ``text``, and a sign that there are more."""
    words = text.split(" ", limit)
    return text if len(words) <= limit else " ".join(words[:limit]) + " …"


def excerpt_ends(text: str, limit: int) -> str:
    """``text`` with its middle left out where it is longer than ``limit`` characters.

    Of an address or a list of names the end says as much as the beginning.
    """
    if len(text) <= limit:
        return text
    head = limit * 2 // 3
    tail = limit - 1 - head
    return f"{text[:head]}…{text[len(text) - tail :]}"


def differing_parts(was: str, now: str, *, context: int = 24) -> tuple[str, str]:
    """The ranges in which two versions of a text differ, in whole words.

    Up to ``context`` common characters are kept on either side; … marks a cut.
    """
    ahead = _shared(was, now)
    behind = _shared(was[ahead:][::-1], now[ahead:][::-1])
    start = max(0, ahead - context)
    end = max(0, behind - context)
    if start:
        start = now.rfind(" ", 0, start + 1) + 1
    if end:
        space = now.find(" ", len(now) - end)
        end = len(now) - space if space != -1 else 0

    def cut(text: str) -> str:
        return ("…" if start else "") + text[start : len(text) - end] + ("…" if end else "")

    return cut(was), cut(now)


def _shared(one: str, other: str) -> int:
    """Length of the common prefix."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
