"""Typed signs made into those of print, in texts for display only.

Headlines, slogans and support lines are our own words; what a keyboard lacks is put right in them.
An official text is never given to this module: its signs are part of its wording.
"""

from __future__ import annotations

import re
from typing import Final

#: Never breaks, and is drawn as wide as a space.
NO_BREAK: Final = "\u00a0"

_LETTER: Final = r"[^\W\d_]"
# ``so'' comes from old programs, ‟so” from some keyboards.
_QUOTE: Final = re.compile(r"``|''|[\"“”‟]")
_OPENING: Final = frozenset(("``", "“", "‟"))
_CLOSING: Final = frozenset(("''", "”"))
#: What stands before the first word of a quotation.
_AHEAD: Final = re.compile(r"(?:^|[\s(\[{“‘«–—/-])$")
_SINGLE: Final = re.compile(
    rf"(?<![\w'])'(?=\S)([^'\n]*?\S)'(?![\w'])|(?<![\w'])'({_LETTER})'(?![\w'])"
)

_RULES: Final = (
    # Three dots or more are one sign; two are a slip that nobody can mend for sure.
    (re.compile(r"\.{3,}"), "…"),
    # A spaced double hyphen is a dash. A spaced hyphen is the official sign ("Độc lập - Tự do").
    (re.compile(r"(?<=\s)--(?=\s)"), "–"),
    (re.compile(r"(?<=\S)[ \t]+(?=[,;])"), ""),
    (re.compile(r"(?<=\S)[ \t]+(?=[!?…)\]}”’](?:\s|$|[,.;:!?)\]}”’]))"), ""),
    (re.compile(r"(?<=\S)[ \t]+(?=[.:](?:\s|$))"), ""),
    (re.compile(r"(?<=[(\[{“‘])[ \t]+"), ""),
    (re.compile(rf"(?<={_LETTER})([,;])(?={_LETTER})"), r"\1 "),
    # A number and its sign stay together where a space was typed.
    (re.compile(r"(?<=\d) (?=(?:%|‰|°C|₫|đ|m²|m³|km²|km/h|kg|km|cm|mm|ha)(?![\w]))"), NO_BREAK),
    (re.compile(r"[ \t]{2,}"), " "),
)  # fmt: skip


def display(text: str) -> str:
    """``text`` with the signs of print: “ ” for straight quotes, … for three dots.

    Quotes are turned by pairs, in each line; one without its fellow stays as it was typed, and so
    do apostrophes in names ("Cư M'gar") and the marks of inches behind digits. Spaces before
    commas go, and one comes behind a comma between letters. No letter, digit or hyphen is ever
    changed. What :func:`display` gave, it leaves alone.
    """
    if text.isalpha():
        return text
    lines = [_with_single_quotes(_with_double_quotes(line)) for line in text.split("\n")]
    text = "\n".join(lines)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def _with_double_quotes(line: str) -> str:
    turned: list[tuple[re.Match[str], str]] = []
    opened: re.Match[str] | None = None
    for quote in _QUOTE.finditer(line):
        if opened is None and _opens(line, quote):
            opened = quote
        elif opened is not None and quote[0] not in _OPENING:
            turned += [(opened, "“"), (quote, "”")]
            opened = None
    pieces: list[str] = []
    end = 0
    for quote, sign in turned:
        pieces += [line[end : quote.start()], sign]
        end = quote.end()
    return "".join([*pieces, line[end:]])


def _opens(line: str, quote: re.Match[str]) -> bool:
    """Whether a quotation begins here: 24" is a size, and " before a space opens nothing."""
    if quote[0] in _OPENING:
        return True
    behind = line[quote.end() : quote.end() + 1]
    ahead = _AHEAD.search(line[: quote.start()])
    return quote[0] not in _CLOSING and bool(ahead) and bool(behind.strip())


def _with_single_quotes(line: str) -> str:
    return _SINGLE.sub(lambda pair: f"‘{pair[1] or pair[2]}’", line)
