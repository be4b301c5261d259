"""Faults as the parsers of others word them, in English alone, in words of ours.

A table of what YAML's and XML's parsers say. Their words are theirs to change: what is not
in the table is said in general, with the place, which they report besides; ``-v`` shows theirs.
"""

from __future__ import annotations

import re
from typing import Final

from generator.core.messages import Message, msg

_Rows = tuple[tuple[str, Message], ...]

#: libyaml's and PyYAML's own; the first that is found counts.
_YAML: Final[_Rows] = (
    (
        "mapping values are not allowed",
        msg("a “: ” stands inside a value, or the line is indented wrongly"),
    ),
    (r"expected ',' or '\}'", msg("a brace “{{” is not closed, or a comma is missing")),
    (r"expected ',' or '\]'", msg("a bracket “[” is not closed, or a comma is missing")),
    (
        "unexpected end of stream|end of stream",
        msg("a quotation mark or a bracket is not closed"),
    ),
    (
        "cannot start any token",
        msg(
            "the value begins with a sign as @ or %, or the line with a tab: quote it, indent with "
            "spaces"
        ),
    ),
    ("unknown escape character", msg("a backslash “\\” in double quotes begins a code")),
    ("hexadecimal|escape", msg("a code after a backslash is not whole")),
    (
        "expected key|<block end>|block mapping",
        msg("the line is indented otherwise than those above, or something follows a closed value"),
    ),
    ("document start", msg("something follows after the end of the value")),
    ("':'|simple key", msg("a “:” is missing after a key")),
    ("'-'|block collection|block sequence", msg("the list is indented unevenly")),
)

_XML: Final[_Rows] = (
    ("unclosed token", msg("a tag is not closed by “>”")),
    ("mismatched tag", msg("another tag is closed than the one that was opened last")),
    ("not well-formed", msg("a sign has no place here; “<” and “&” in texts are &lt; and &amp;")),
    ("no element found", msg("a tag is not closed, or there is none")),
    ("junk after document", msg("something follows after the last tag")),
    ("duplicate attribute", msg("an attribute stands twice")),
    ("undefined entity", msg("there is no such entity; write the character itself")),
    ("unbound prefix", msg("a name with “:” has no meaning here")),
)
_UNKNOWN: Final = msg("it cannot be understood from here on")


def yaml_reason(said: str) -> Message:
    """Words of ours for what YAML's parser said."""
    return _reason(said, _YAML)


def xml_reason(said: str) -> Message:
    """Words of ours for what XML's parser said."""
    return _reason(said, _XML)


def _reason(said: str, rows: _Rows) -> Message:
    for pattern, message in rows:
        if re.search(pattern, said):
            return message
    return _UNKNOWN
