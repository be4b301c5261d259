"""YAML as a tree of plain values, each with its line and column; what can harm is refused.

One pass over the parser's events. What the values mean is asked through ``yamlsource``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, cast

import yaml
from yaml.reader import Reader

from generator.core.errors import AnphamError, Place, Problem
from generator.core.excerpts import excerpt
from generator.core.messages import Message, msg

#: A campaign is some 10 kB; what is a hundred times larger is not written by hand.
MAX_CHARACTERS: Final = 1_000_000
#: Files of ours nest at most five deep. The limit keeps the tree walk off Python's own limit.
MAX_DEPTH: Final = 30

# libyaml's parser gives the same events and marks, some ten times faster, where it was built in.
_LOADER = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A plain or quoted value as it was written; ``null`` when nothing was."""

    text: str
    null: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Sequence:
    """Entries in order."""

    entries: tuple[Value, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys in the file's order, with the place of each key and its value."""

    entries: dict[str, tuple[Place, Value]]
    place: Place


Value = Scalar | Sequence | Mapping


def read_tree(
    text: str, source: str, *, error: type[AnphamError], problems: list[Problem]
) -> Value | None:
    """The file's only document as a tree with marks; None when the file holds none.

    Args:
        text: The file's text.
        source: The file's name, for messages.
        error: The class of the errors to raise.
        problems: Takes the faults that leave a tree to go on with: a key that stands twice.

    Raises:
        AnphamError: of class ``error``, when there is no tree to go on with.
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
    bad = Reader.NON_PRINTABLE.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        column = bad.start() - text.rfind("\n", 0, bad.start())
        raise error(
            Problem(
                "bad-character",
                msg("character U+{code} cannot be used", code=f"{ord(bad.group()):04X}"),
                msg("delete the invisible character there"),
                Place(source, line, column),
            )
        )
    builder = _Builder(source, error, problems)
    try:
        return builder.document(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        raise error(
            Problem(
                "yaml-syntax",
                msg("not valid YAML: {reason}", reason=fault.problem or fault.context or "?"),
                msg("a text with “: ” or “ #” inside must stand in quotes; indent with spaces"),
                Place(source, mark.line + 1, mark.column + 1) if mark else Place(source),
            )
        ) from fault


class _Builder:
    """Builds the tree from the parser's events, in one pass, refusing what we do not need."""

    def __init__(self, source: str, error: type[AnphamError], problems: list[Problem]) -> None:
        self._source = source
        self._error = error
        self._problems = problems

    def document(self, events: Iterable[yaml.Event]) -> Value | None:
        """The only document among ``events``."""
        stream = iter(events)
        root: Value | None = None
        documents = 0
        for event in stream:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, msg("a second document (“---”) is not allowed"))
                root = self._value(next(stream), stream, depth=1)
        return root

    def _value(self, event: yaml.Event, stream: Iterator[yaml.Event], depth: int) -> Value:
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
            return Sequence(tuple(entries), place)
        if isinstance(event, yaml.MappingStartEvent):
            return self._entries(place, stream, depth)
        assert isinstance(event, yaml.ScalarEvent)
        plain_null = event.implicit[0] and event.value in ("", "~", "null")
        return Scalar(event.value, plain_null, place)

    def _entries(self, place: Place, stream: Iterator[yaml.Event], depth: int) -> Mapping:
        entries: dict[str, tuple[Place, Value]] = {}
        while not isinstance(event := next(stream), yaml.MappingEndEvent):
            key = self._value(event, stream, depth + 1)
            value = self._value(next(stream), stream, depth + 1)
            if not isinstance(key, Scalar):
                self._note("wrong-type", msg("a key must be a single word"), key.place)
            elif key.text in entries:
                first = entries[key.text][0].line
                self._note(
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
        return Mapping(entries, place)

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        assert mark is not None  # every event of a parser bears one
        return Place(self._source, mark.line + 1, mark.column + 1)

    def _note(self, code: str, message: Message, place: Place) -> None:
        self._problems.append(Problem(code, message, None, place))

    def _refuse(self, event: yaml.Event, message: Message) -> None:
        raise self._error(
            *self._problems, Problem("yaml-refused", message, None, self._place(event))
        )
