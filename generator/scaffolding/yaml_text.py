"""Lines of YAML as people write it: plain texts where they can be, quoted where they must.

Reading is in ``reading.yaml_tree``. What is written here is read there as the same texts.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from typing import Final

import yaml

#: Columns of a line, so that it takes 100 as a comment; a longer word has a line of its own.
WIDTH: Final = 98

#: A text that begins with a letter and has no sign of YAML's; others are tried (see _is_plain).
_PLAIN: Final = re.compile(r"[^\W\d_][\w ,;.()/–-]*")
_WORDS: Final = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
#: What a double-quoted text has as an escape (YAML 1.2, 5.7 and 7.3.1).
_ESCAPED: Final = re.compile('["\\\\\x00-\x1f\x7f\x85\u2028\u2029\ufeff]')


def scalar(text: str) -> str:
    """``text`` on one line, plain or in double quotes; NFC, white space as one space."""
    text = _one_line(text)
    if _is_plain(text):
        return text
    escaped = _ESCAPED.sub(lambda found: _escape(found[0]), text)
    return f'"{escaped}"'


def entry(key: str, text: str, indent: str = "", *, first: str | None = None) -> list[str]:
    """The lines of ``key`` with ``text``, folded where it is long.

    Args:
        key: Of a mapping; empty for an entry of a list.
        text: A text.
        indent: Before all lines.
        first: Before the first line in place of ``indent``, as "  - ".
    """
    head = (indent if first is None else first) + (f"{key}:" if key else "")
    line = f"{head} {scalar(text)}" if key else f"{head}{scalar(text)}"
    words = _one_line(text)
    if len(line) <= WIDTH or not key or not words or words.startswith("#"):
        return [line]
    return [f"{head} >-", *_wrapped(words, f"{indent}  ")]


def comment(text: str, indent: str = "") -> list[str]:
    """``text`` as lines of comment."""
    return _wrapped(_one_line(text), f"{indent}# ")


def commented(lines: list[str], indent: str = "") -> list[str]:
    """``lines`` as comments that become lines again once "# " is taken away.

    Args:
        lines: Each begins with ``indent``.
        indent: Stays before the sign, so that the lines keep their place.
    """
    cut = len(indent)
    return [f"{indent}# {line[cut:]}".rstrip() for line in lines]


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _is_plain(text: str) -> bool:
    """True if YAML reads ``text`` as itself, in a mapping and in a list."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return True
    try:
        return bool(yaml.safe_load(f"- {text}\n- k: {text}\n") == [text, {"k": text}])
    except (yaml.YAMLError, ValueError):
        return False


def _escape(sign: str) -> str:
    return f"\\{sign}" if sign in '"\\' else f"\\u{ord(sign):04X}"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        max(WIDTH, len(indent) + 40),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
