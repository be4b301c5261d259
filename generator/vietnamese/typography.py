"""Typographic punctuation for display texts: quotes, ellipses, dashes, spaces.

Headlines, slogans and support lines are our own words, so typed signs become those of print.
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
_BEFORE_OPENING: Final = re.compile(r"(?:^|[\s(\[{“‘«–—/,;:-])$")
#: What stands before a quote with spaces on both sides; behind a number it means inches.
_BEFORE_SPACED: Final = re.compile(r"(?:^|[^\s\d])\s*$")
#: Addresses keep their signs; quotes around one are not part of it.
_ADDRESS: Final = re.compile(
    r"""(?:https?://|www\.)[^\s"“”‘’]+|[^\s"“”‘’]+@[^\s"“”‘’]+|[\w-]+(?:\.[\w-]+)+/[^\s"“”‘’]*"""
)
#: Stands for an address; the text guard keeps private-use characters out of every content.
_ADDRESS_MARK: Final = "\ue002"
_SINGLE: Final = re.compile(
    rf"(?<![\w'])'(?=\S)([^'\n]*?\S)'(?![\w'])|(?<![\w'])'({_LETTER})'(?![\w'])"
)

_RULES: Final = (
    # Three dots or more are one sign; two are a slip that nobody can mend for sure.
    (re.compile(r"\.{3,}|\.(?:[ \t]\.){2,}"), "…"),
    # A spaced double hyphen is a dash. A spaced hyphen is the official sign ("Độc lập - Tự do").
    (re.compile(r"(?<=\s)--(?=\s)"), "–"),
    (re.compile(r"(?<=\S)[ \t]+(?=[,;])"), ""),
    (re.compile(r"(?<=\S)[ \t]+(?=[!?)\]}”’](?:\s|$|[,.;:!?)\]}”’]))"), ""),
    # Between words, … may be a blank to be filled in: "ngày … tháng …".
    (re.compile(r"(?<=\S)[ \t]+(?=…(?:$|[,.;:!?)\]}”’]))"), ""),
    # Not "7 : 3", and no dot is moved to another one.
    (re.compile(r"(?<=[^\s.])[ \t]+(?=\.(?:\s|$))"), ""),
    (re.compile(r"(?<=[^\s\d])[ \t]+(?=:(?:\s|$))|(?<=\d)[ \t]+(?=:(?:\s+\D|\s*$))"), ""),
    (re.compile(r"(?<=[(\[{“‘])[ \t]+"), ""),
    (re.compile(rf"(?<=[^\W_]|[”’])([,;])(?={_LETTER}|[“‘])"), r"\1 "),
    # A number and its sign stay together where a space was typed.
    (re.compile(r"(?<=\d) (?=(?:%|‰|°C|₫|đ|m²|m³|km²|km/h|kg|km|cm|mm|ha)(?![\w]))"), NO_BREAK),
    (re.compile(r"[ \t]{2,}"), " "),
)  # fmt: skip


def display(text: str) -> str:
    """``text`` with the signs of print: “ ” for straight quotes, … for three dots.

    Quotes are turned by pairs, in each line; one without its fellow stays as it was typed, and so
    do apostrophes in names ("Cư M'gar") and the marks of inches behind digits. Spaces before
    commas go, and one comes behind a comma before a letter. No letter, digit or hyphen is ever
    changed. The function is idempotent.
    """
    if text.isalpha():
        return text
    addresses = _ADDRESS.findall(text)
    if addresses:
        text = _ADDRESS.sub(_ADDRESS_MARK, text)
    # A space that went may show which quotes are a pair.
    while (printed := _printed(text)) != text:
        text = printed
    for address in addresses:
        text = text.replace(_ADDRESS_MARK, address, 1)
    return text


def _printed(text: str) -> str:
    lines = [_with_single_quotes(_with_double_quotes(line)) for line in text.split("\n")]
    text = "\n".join(lines)
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def _with_double_quotes(line: str) -> str:
    turned: list[tuple[re.Match[str], str]] = []
    opened: list[re.Match[str]] = []
    is_even = line.count('"') % 2 == 0
    for quote in _QUOTE.finditer(line):
        stands_alone = is_even and not opened and _stands_alone(line, quote)
        if stands_alone or _opens(line, quote):
            opened.append(quote)
        elif opened:
            # A quotation inside another one takes single quotes.
            signs = "‘’" if len(opened) > 1 else "“”"
            turned += [(opened.pop(), signs[0]), (quote, signs[1])]
    turned.sort(key=lambda pair: pair[0].start())
    pieces: list[str] = []
    end = 0
    for quote, sign in turned:
        pieces += [line[end : quote.start()], sign]
        end = quote.end()
    return "".join([*pieces, line[end:]])


def _opens(line: str, quote: re.Match[str]) -> bool:
    """True if a quotation begins here: 24" is a size, and " before a space opens nothing."""
    return quote[0] in _OPENING or _looks_opening(line, quote)


def _stands_alone(line: str, quote: re.Match[str]) -> bool:
    """True if spaces are on both sides, as in: nói " không " với tin giả."""
    ahead, behind = line[: quote.start()], line[quote.end() : quote.end() + 1]
    return (
        quote[0] == '"'
        and behind.isspace()
        and bool(_BEFORE_OPENING.search(ahead))
        and bool(_BEFORE_SPACED.search(ahead))
    )


def _looks_opening(line: str, quote: re.Match[str]) -> bool:
    """True if a space is before the quote and none behind it."""
    behind = line[quote.end() : quote.end() + 1]
    ahead = _BEFORE_OPENING.search(line[: quote.start()])
    return quote[0] not in _CLOSING and bool(ahead) and bool(behind.strip())


def _with_single_quotes(line: str) -> str:
    return _SINGLE.sub(lambda pair: f"‘{pair[1] or pair[2]}’", line)
