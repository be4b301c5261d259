"""YAML as a tree of plain values, each with its line and column; unsafe constructs are refused.

One pass over the parser's events. Typed access to the values is in ``content.yaml_nodes``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, cast

import yaml
from yaml.reader import Reader

from generator.core.errors import AnphamError, Place, Problem
from generator.core.excerpts import excerpt
from generator.core.messages import Message, msg
from generator.core.parser_words import yaml_reason

#: A campaign is some 10 kB; what is a hundred times larger is not written by hand.
MAX_CHARACTERS: Final = 1_000_000
#: Files of ours nest at most five deep. The limit keeps the tree walk off Python's own limit.
MAX_DEPTH: Final = 30

_LINE_END: Final = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # as YAML 1.1 counts lines
_HASHTAG: Final = re.compile(r"\s+(#\w.*?)\s*$")

# libyaml's parser gives the same events and marks, some ten times faster, where it was built in.
_LOADER = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@dataclass(frozen=True, slots=True)
class YamlScalar:
    """A plain or quoted value as it was written; ``null`` when nothing was."""

    text: str
    null: bool
    place: Place


@dataclass(frozen=True, slots=True)
class YamlSequence:
    """Entries in order."""

    entries: tuple[YamlValue, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class YamlMapping:
    """Keys in the file's order, with the place of each key and its value."""

    entries: dict[str, tuple[Place, YamlValue]]
    place: Place


YamlValue = YamlScalar | YamlSequence | YamlMapping


def read_tree(
    text: str, source: str, *, error: type[AnphamError], problems: list[Problem]
) -> YamlValue | None:
    """The file's only document as a tree with places; None when the file holds none.

    Args:
        text: The file's text.
        source: The file's name, for messages.
        error: The class of the errors to raise.
        problems: Receives the faults that do not stop parsing: duplicate keys.

    Raises:
        AnphamError: of class ``error``, when no tree can be built.
    """
    if len(text) > MAX_CHARACTERS:
        raise error(
            Problem(
                "file-too-large",
                msg(
                    "the file has {count} characters; the limit is {limit}",
                    count=len(text),
                    limit=MAX_CHARACTERS,
                ),
                None,
                Place(source),
            )
        )
    unprintable = Reader.NON_PRINTABLE.search(text)
    if unprintable:
        line = text.count("\n", 0, unprintable.start()) + 1
        column = unprintable.start() - text.rfind("\n", 0, unprintable.start())
        raise error(
            Problem(
                "bad-character",
                msg("character U+{code} cannot be used", code=f"{ord(unprintable.group()):04X}"),
                msg("delete the invisible character there"),
                Place(source, line, column),
            )
        )
    builder = _TreeBuilder(text, source, error, problems)
    try:
        return builder.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as fault:
        raise error(_syntax_problem(fault, builder.last_scalar, source)) from fault


def _syntax_problem(
    fault: yaml.MarkedYAMLError, last: yaml.ScalarEvent | None, source: str
) -> Problem:
    """The problem that a parser's ``fault`` is; ``last`` is the last scalar before it."""
    opening = _unclosed_quote(fault, last)
    mark = opening or fault.problem_mark or fault.context_mark
    reason = yaml_reason(f"{fault.problem} {fault.context}")
    hint = msg("a text with “: ” or “ #” inside must stand in quotes; indent with spaces")
    if opening is not None:
        reason = msg("the quotation mark that opens here is not closed in its line")
        hint = msg("close the text with the same quotation mark at its end")
    return Problem(
        "yaml-syntax",
        msg(
            "{file} is written wrongly in line {line}: {reason}",
            file=PurePath(source).name,
            line=mark.line + 1 if mark else 1,
            reason=reason,
        ),
        hint,
        Place(source, mark.line + 1, mark.column + 1) if mark else Place(source),
    )


def _unclosed_quote(fault: yaml.MarkedYAMLError, last: yaml.ScalarEvent | None) -> yaml.Mark | None:
    """Where a quotation mark opens that was not closed in its line; None if that is not the fault.

    YAML lets a quoted text run over lines, so an open one ends at the next mark of its kind, many
    lines below, and the parser stumbles over what follows there.
    """
    if "quoted scalar" in str(fault.context) and "end of stream" in str(fault.problem):
        return cast("yaml.Mark", fault.context_mark)
    if last is None or last.style not in ('"', "'") or fault.problem_mark is None:
        return None
    start, end = last.start_mark, last.end_mark
    assert start is not None  # every event of a parser bears both
    assert end is not None
    runs_on = start.line < end.line == fault.problem_mark.line
    return cast("yaml.Mark", start) if runs_on else None


class _TreeBuilder:
    """Builder of the tree from the parser's events, in one pass; unsupported syntax is refused."""

    def __init__(
        self, text: str, source: str, error: type[AnphamError], problems: list[Problem]
    ) -> None:
        self._lines = _LINE_END.split(text)
        self._source = source
        self._error = error
        self._problems = problems
        #: The scalar that was met last.
        self.last_scalar: yaml.ScalarEvent | None = None

    def document(self, events: Iterable[yaml.Event]) -> YamlValue | None:
        """The only document among ``events``."""
        stream = iter(events)
        root: YamlValue | None = None
        documents = 0
        for event in stream:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, msg("a second document (“---”) is not allowed"))
                root = self._value(next(stream), stream, depth=1)
        return root

    def _value(self, event: yaml.Event, stream: Iterator[yaml.Event], depth: int) -> YamlValue:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, msg("an alias (“*name”) is not allowed; write the value out"))
        if getattr(event, "anchor", None):
            self._refuse(event, msg("an anchor (“&name”) is not allowed; write the value out"))
        if getattr(event, "tag", None):
            self._refuse(event, msg("a tag (“!name”) is not allowed"))
        if depth > MAX_DEPTH:
            self._refuse(event, msg("nested more than {limit} deep", limit=MAX_DEPTH))
        if isinstance(event, yaml.SequenceStartEvent):
            entries = []
            while not isinstance(item := next(stream), yaml.SequenceEndEvent):
                entries.append(self._value(item, stream, depth + 1))
            return YamlSequence(tuple(entries), place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._entries(place, stream, depth)
        assert isinstance(event, yaml.ScalarEvent)
        self.last_scalar = event
        self._check_hashtag(event)
        plain_null = event.implicit[0] and event.value in ("", "~", "null")
        return YamlScalar(event.value, plain_null, place)

    def _entries(self, place: Place, stream: Iterator[yaml.Event], depth: int) -> YamlMapping:
        entries: dict[str, tuple[Place, YamlValue]] = {}
        while not isinstance(event := next(stream), yaml.MappingEndEvent):
            key = self._value(event, stream, depth + 1)
            value = self._value(next(stream), stream, depth + 1)
            if not isinstance(key, YamlScalar):
                self._add_problem("wrong-type", msg("a key must be a single word"), key.place)
            elif key.text in entries:
                first = entries[key.text][0].line
                self._add_problem(
                    "duplicate-key",
                    msg(
                        "the key “{key}” stands twice, first in line {line}",
                        key=excerpt(key.text),
                        line=first,
                    ),
                    key.place,
                )
            else:
                entries[key.text] = (key.place, value)
        return YamlMapping(entries, place)

    def _check_hashtag(self, event: yaml.ScalarEvent) -> None:
        """Report “#word” behind a value: a comment to YAML, text to its writer."""
        end = event.end_mark
        if event.style in ("|", ">") or end is None or end.line >= len(self._lines):
            return
        hashtag = _HASHTAG.match(self._lines[end.line], end.column)
        if hashtag is not None:
            self._add_problem(
                "hashtag-cut",
                msg("“{text}” would be dropped as a comment", text=excerpt(hashtag[1])),
                Place(self._source, end.line + 1, hashtag.start(1) + 1),
                msg("put the whole text in quotation marks; a comment has a space after “#”"),
            )

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # every event of a parser bears one
        return Place(self._source, mark.line + 1, mark.column + 1)

    def _add_problem(
        self, code: str, message: Message, place: Place, hint: Message | None = None
    ) -> None:
        self._problems.append(Problem(code, message, hint, place))

    def _refuse(self, event: yaml.Event, message: Message) -> None:
        raise self._error(
            *self._problems, Problem("yaml-refused", message, None, self._place(event))
        )
