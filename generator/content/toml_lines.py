"""TOML of one line a setting, as people write it: what is wrong in which line, and the line mended.

Python's parser stops at the first fault and words it in English. A settings file holds a key and a
text in each line, so a line that is at fault is found by itself, and the others are read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from generator.core.errors import Place, Problem
from generator.core.messages import Message, msg

_CURLY: Final = {**dict.fromkeys("“”„‟", '"'), **dict.fromkeys("‘’‚", "'")}
_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")
_SEPARATOR: Final = re.compile(r"[=:]")
#: What holds line ends itself; then lines mean nothing by themselves.
_ACROSS_LINES: Final = ('"""', "'''")
#: A list that goes on in the next line, and a table's head.
_OPEN_LIST: Final = re.compile(r"=[ \t]*\[[^\[\]\n]*$", re.MULTILINE)
_TABLE: Final = re.compile(r"[ \t]*\[[ \t]*([A-Za-z0-9_-]+)[ \t]*\]")
#: In characters: a longer line is not repeated in a hint.
_LONGEST_SHOWN: Final = 100
#: Of a number; Python reads no more digits (``sys.set_int_max_str_digits``).
_LONGEST_NUMBER: Final = 4300
#: What a backslash in double quotes becomes, though a folder was meant: C:\new is no two lines.
_CONTROL: Final = re.compile("[\x00-\x1f\x7f]")


@dataclass(slots=True)
class TomlReading:
    """The values of a file that could be read, and the problems of its lines."""

    table: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class _LineFault(NamedTuple):
    """A fault of one line, and its remedy."""

    reason: Message
    hint: Message


def read_toml(text: str, *, source: str, keys: Sequence[str]) -> TomlReading:
    """The values in the TOML ``text``, with every line that is at fault.

    Args:
        keys: Those that there are, for hints.
    """
    try:
        reading = TomlReading(tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # of a number too long, of brackets too deep
        reading = _read_lines(text, source, keys)
        if not reading.problems:
            reading.problems.append(_problem_of_whole(error, text, source))
        return reading
    reading.problems += _swallowed_backslashes(reading.table, text, source)
    return reading


def _read_lines(text: str, source: str, keys: Sequence[str]) -> TomlReading:
    """Each line by itself; nothing where a value goes over several."""
    reading = TomlReading()
    if any(mark in text for mark in _ACROSS_LINES) or _OPEN_LIST.search(text):
        return reading
    first: dict[str, int] = {}
    section, within = "", reading.table
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            found = tomllib.loads(line)
        except (ValueError, RecursionError) as error:
            fault = _fault_of(line, keys)
            reading.problems.append(_problem(fault, source, number, _column(error)))
            continue
        if table := _TABLE.match(line):
            section = f"{table[1]}."
            within = reading.table.setdefault(table[1], {})
            continue
        for key, value in found.items():
            if first.setdefault(section + key, number) != number:
                fault = _LineFault(
                    msg(
                        "“{key}” stands there already, in line {line}",
                        key=key,
                        line=first[section + key],
                    ),
                    msg("keep one of the two lines"),
                )
                reading.problems.append(_problem(fault, source, number, 1))
            within.setdefault(key, value)
    return reading


def _fault_of(line: str, keys: Sequence[str]) -> _LineFault:
    """The fault of ``line``, as a person sees it."""
    straight = "".join(_CURLY.get(sign, sign) for sign in line)
    if straight != line:
        return _LineFault(
            msg("curly quotation marks, which Word puts in the place of straight ones"),
            _write(straight) or msg('write straight quotes (") instead of “ and ”'),
        )
    separator = _SEPARATOR.search(line)
    if separator is None:
        return _LineFault(msg("there is no “=”"), _form())
    key, value = line[: separator.start()].strip(" \t\"'"), line[separator.end() :].strip()
    if not _KEY.fullmatch(key):
        return _LineFault(
            msg("“{key}” is no key", key=key),
            msg("the keys here are: {names}", names=", ".join(keys)),
        )
    if separator[0] == ":":
        return _LineFault(
            msg("“:” stands in the place of “=”"), _write(f"{key} = {value}") or _form()
        )
    return _fault_of_value(key, value)


def _fault_of_value(key: str, value: str) -> _LineFault:
    if not value:
        return _LineFault(
            msg("nothing stands after “=”"), msg("remove the line, or put a “#” before it")
        )
    if value[0] in "\"'":
        return _fault_of_quoted(key, value)
    if value[0] in "[{":
        return _LineFault(msg("brackets that are nested too deep, or not closed"), _form())
    digits = len(re.sub(r"\D", "", value))
    if value[0].isdigit() and digits > _LONGEST_NUMBER:
        return _LineFault(msg("a number of {count} digits", count=digits), _form())
    return _LineFault(
        msg("the value does not stand in double quotes"),
        _write(f"{key} = {_in_quotes(value)}") or _form(),
    )


def _fault_of_quoted(key: str, value: str) -> _LineFault:
    quote, rest = value[0], value[1:]
    if quote == '"' and "\\" in rest:
        return _backslash(key, rest.split('"', 1)[0])
    end = rest.find(quote)
    if end < 0:
        return _LineFault(
            msg("the quotation mark at the beginning has none at the end"),
            _write(f"{key} = {_in_quotes(rest)}") or _form(),
        )
    return _LineFault(
        msg("after the closing quotation mark stands something else"),
        msg("keep the text between the marks; a remark begins with “#”"),
    )


def _backslash(key: str, text: str) -> _LineFault:
    mended = _write(f"{key} = '{text}'") if "'" not in text else None
    return _LineFault(
        msg("a backslash “\\” in double quotes begins a code and not a folder"),
        mended or msg("write / in its place"),
    )


def _swallowed_backslashes(table: dict[str, Any], text: str, source: str) -> list[Problem]:
    r"""Problems of values that a backslash has altered: to TOML, ``C:\new`` holds a line end."""
    lines = text.split("\n")
    problems = []
    for key, value in table.items():
        if not isinstance(value, str) or not _CONTROL.search(value):
            continue
        start = re.compile(rf"""[ \t]*["']?{re.escape(key)}["']?[ \t]*=[ \t]*"([^"\n]*\\[^"\n]*)""")
        for number, line in enumerate(lines, start=1):
            if found := start.match(line):
                problems.append(_problem(_backslash(key, found[1]), source, number, 1))
                break
    return problems


def _problem_of_whole(error: Exception, text: str, source: str) -> Problem:
    """The problem of a fault that no line has by itself, at the place that the parser names."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    number = int(found[1]) if found else len(text.rstrip("\n").split("\n"))
    reason = msg("what begins before is not closed, or stands twice")
    return _problem(_LineFault(reason, _form()), source, number, int(found[2]) if found else 1)


def _problem(fault: _LineFault, source: str, number: int, column: int) -> Problem:
    message = msg(
        "{file} is written wrongly in line {line}: {reason}",
        file=Path(source).name,
        line=number,
        reason=fault.reason,
    )
    return Problem("toml-syntax", message, fault.hint, Place(source, number, column))


def _column(error: Exception) -> int:
    """Column of a line's fault in the parser's own report; Python 3.14 has it as an attribute."""
    found = re.search(r"\(at line \d+, column (\d+)\)", str(error))
    return int(found[1]) if found else 1


def _in_quotes(text: str) -> str:
    """``text`` as TOML writes it: in single quotes where it holds what double ones read."""
    bare = text.strip().strip("\"'")
    return f"'{bare}'" if ("\\" in bare or '"' in bare) and "'" not in bare else f'"{bare}"'


def _write(line: str) -> Message | None:
    """The advice to write ``line``, if it is short and right."""
    try:
        tomllib.loads(line)
    except (ValueError, RecursionError):
        return None
    return msg("write: {line}", line=line.strip()) if len(line) <= _LONGEST_SHOWN else None


def _form() -> Message:
    return msg('a line is a key, “=” and a text in double quotes: issuer = "An Phú Đông"')
