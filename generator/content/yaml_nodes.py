"""Typed access to YAML: every problem as ``file:line:column``, all problems of a file at once.

The tree of plain values is in ``reading.yaml_tree``; the keys of a campaign, a manifest or a theme
are known by their loaders. A loader looks like this::

    root = read_mapping(text, source="campaign.yaml")          # syntax faults raise here
    title = root.text("title")                                 # required, never empty
    note = root.text("note", default="")                       # may be missing
    date = root.date("date")
    status = root.choice("status", LegalStatus)
    slogans = root.texts("slogans")
    letter = root.mapping("letter")
    sha256 = letter.text("sha256", pattern="[0-9a-f]{64}", form=msg("64 hex digits"))
    items = [(node.text("headline"), node.integer("bullet", minimum=1))
             for node in root.mappings("items")]
    root.report("too-many", msg("..."), key="items")           # a fault only the loader knows
    root.finish()                                              # raises with every problem

A getter that meets a fault adds a problem and returns a harmless default (``""``, ``0``, the first
choice), so that the loader goes on and finds the next fault too. ``finish`` raises before a default
is used; it also reports each key that was never requested, with the nearest key that was. So a
loader requests *every* key it knows, then calls ``finish`` once, on the root.

The loader decides the type, not YAML: ``hotline: 0283`` keeps its zero and ``no`` is a text when
a text is requested. Texts pass the guard of ``vietnamese.text_guard``. Anchors, aliases, tags and
second documents are refused: no file of ours needs them, and aliases can blow up.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeVar

from generator.core.errors import AnphamError, ContentError, Place, Problem
from generator.core.excerpts import excerpt
from generator.core.findings import Finding
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.reading.yaml_tree import YamlMapping, YamlScalar, YamlSequence, YamlValue, read_tree
from generator.vietnamese.dates import DAY_PATTERN, read_day
from generator.vietnamese.text_guard import conversion_findings, guard_with_changes

_E = TypeVar("_E", bound=StrEnum)


class _Missing:
    """Marks a key without a default: the key is required."""


_MISSING: Final = _Missing()


@dataclass(slots=True)
class _FileReport:
    """Problems and findings of one file, and its nodes, whose keys ``finish`` checks."""

    error: type[AnphamError]
    problems: list[Problem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    nodes: list[YamlNode] = field(default_factory=list)


class YamlNode:
    """A mapping of the file with typed getters; see the module's docstring."""

    def __init__(self, mapping: YamlMapping, file_report: _FileReport) -> None:
        self._mapping = mapping
        self._report = file_report
        self._requested: list[str] = []
        file_report.nodes.append(self)

    def keys(self) -> tuple[str, ...]:
        """All keys, in the file's order, for mappings whose keys the file chooses."""
        return tuple(self._mapping.entries)

    def __iter__(self) -> Iterator[str]:
        """As :meth:`keys`."""
        return iter(self._mapping.entries)

    def __contains__(self, key: str) -> bool:
        """True if the key is there; this counts as a request for it."""
        self._request(key)
        return key in self._mapping.entries

    def place(self, key: str | None = None, index: int | None = None) -> Place:
        """The place of the mapping, of the value of ``key``, or of its 0-based entry ``index``.

        A key that is not there has its mapping's place.
        """
        entry = self._mapping.entries.get(key) if key is not None else None
        if entry is None:
            return self._mapping.place
        value = entry[1]
        if index is not None and isinstance(value, YamlSequence) and index < len(value.entries):
            return value.entries[index].place
        return value.place

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings on the file's texts that were requested so far."""
        return tuple(self._report.findings)

    def report(
        self,
        code: str,
        message: Message,
        *,
        hint: Message | None = None,
        key: str | None = None,
        index: int | None = None,
    ) -> None:
        """Add a problem at ``key`` (and its entry ``index``) that only the loader can see."""
        self._report.problems.append(Problem(code, message, hint, self.place(key, index)))

    def text(
        self,
        key: str,
        *,
        default: str | _Missing = _MISSING,
        pattern: str | None = None,
        form: Message | str = "",
        hint: Message | None = None,
    ) -> str:
        """The text at ``key``, guarded, without white space around it.

        Args:
            key: The requested key.
            default: The value when the key is missing; without it the key is required.
            pattern: A regular expression that the whole text must match.
            form: The pattern in words, for the message.
            hint: The remedy for a text that does not match.
        """
        value = self._scalar(key, required=default is _MISSING)
        if value is None:
            return default if isinstance(default, str) else ""
        text = self._guarded(value)
        if text and pattern is not None and not re.fullmatch(pattern, text):
            self._wrong(key, form or pattern, text, hint)
            return ""
        return text

    def integer(
        self,
        key: str,
        *,
        default: int | _Missing = _MISSING,
        minimum: int | None = None,
        maximum: int | None = None,
    ) -> int:
        """The whole number at ``key``, between ``minimum`` and ``maximum``, both allowed."""
        value = self._scalar(key, required=default is _MISSING)
        if value is None:
            return default if isinstance(default, int) else (minimum or 0)
        # Nine digits hold any count or page of ours; int() of a million digits would take long.
        if not re.fullmatch(r"[+-]?[0-9]{1,9}", value.text):
            self._wrong(key, msg("a whole number"), value.text)
            return minimum or 0
        return int(self._in_range(key, int(value.text), minimum, maximum))

    def number(
        self,
        key: str,
        *,
        default: float | _Missing = _MISSING,
        minimum: float | None = None,
        maximum: float | None = None,
    ) -> float:
        """The number at ``key`` (a point before decimals), between ``minimum`` and ``maximum``."""
        value = self._scalar(key, required=default is _MISSING)
        if value is None:
            return float(default) if isinstance(default, (int, float)) else (minimum or 0.0)
        if not re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", value.text):
            self._wrong(key, msg("a number, as 3 or 0.8"), value.text)
            return minimum or 0.0
        number = float(value.text)
        if not math.isfinite(number):
            self._wrong(key, msg("a number, as 3 or 0.8"), value.text)
            return minimum or 0.0
        return self._in_range(key, number, minimum, maximum)

    def date(self, key: str, *, default: dt.date | _Missing = _MISSING) -> dt.date:
        """The day at ``key``, written year-month-day as 2021-06-17."""
        value = self._scalar(key, required=default is _MISSING)
        if value is None:
            return default if isinstance(default, dt.date) else dt.date.min
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.text):
            try:
                return dt.date.fromisoformat(value.text)
            except ValueError:
                pass  # such as 2021-02-30: reported below like any other text that is no day
        self._wrong(key, msg("a date, as 2021-06-17"), value.text, _day_hint(value.text))
        return dt.date.min

    def choice(self, key: str, choices: type[_E], *, default: _E | _Missing = _MISSING) -> _E:
        """The member of ``choices`` whose value is at ``key``."""
        first = next(iter(choices))
        value = self._scalar(key, required=default is _MISSING)
        if value is None:
            return first if isinstance(default, _Missing) else default
        chosen = self._chosen(key, value.text, [str(member) for member in choices])
        return first if chosen is None else choices(chosen)

    def one_of(self, key: str, names: Sequence[str]) -> str:
        """The one of ``names`` that is at ``key``; names that the file itself has stated."""
        value = self._scalar(key, required=True)
        if value is None:
            return ""
        if not names:
            self.report(
                "wrong-value",
                msg(
                    "“{key}” is “{found}”, but the file states none",
                    key=key,
                    found=excerpt(value.text),
                ),
                key=key,
            )
            return ""
        return self._chosen(key, value.text, names) or ""

    def _chosen(self, key: str, text: str, names: Sequence[str]) -> str | None:
        if text in names:
            return text
        self.report(
            "wrong-value",
            msg(
                "“{key}” is “{found}”; expected one of: {names}",
                key=key,
                found=excerpt(text),
                names=", ".join(names),
            ),
            hint=_nearest(text, names),
            key=key,
        )
        return None

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        """The list of texts at ``key``; when ``required``, there is at least one."""
        entries = self._sequence(key, required=required)
        found = []
        for value in entries:
            if isinstance(value, YamlScalar):
                found.append(self._guarded(value))
            else:
                self._wrong_kind(key, msg("a text"), value)
        return tuple(found)

    def mapping(self, key: str, *, required: bool = True) -> YamlNode:
        """The mapping at ``key``; an empty one when it is missing and not ``required``.

        After a fault the returned node accepts every request without further problems.
        """
        self._request(key)
        entry = self._mapping.entries.get(key)
        if entry is not None and isinstance(entry[1], YamlMapping):
            return YamlNode(entry[1], self._report)
        if entry is not None:
            self._wrong_kind(key, msg("keys and values"), entry[1])
        elif required:
            self._missing(key)
        if entry is None and not required:
            return YamlNode(YamlMapping({}, self._mapping.place), self._report)
        return YamlNode(YamlMapping({}, self._mapping.place), _FileReport(self._report.error))

    def mappings(self, key: str, *, required: bool = True) -> tuple[YamlNode, ...]:
        """The list of mappings at ``key``; when ``required``, there is at least one."""
        nodes = []
        for value in self._sequence(key, required=required):
            if isinstance(value, YamlMapping):
                nodes.append(YamlNode(value, self._report))
            else:
                self._wrong_kind(key, msg("keys and values"), value)
        return tuple(nodes)

    def is_mapping(self, key: str) -> bool:
        """True if ``key`` holds keys and values, for keys that take a scalar, too."""
        self._request(key)
        entry = self._mapping.entries.get(key)
        return entry is not None and isinstance(entry[1], YamlMapping)

    def is_empty(self, key: str) -> bool:
        """True if ``key`` is not there, or nothing stands behind it."""
        self._request(key)
        entry = self._mapping.entries.get(key)
        value = entry[1] if entry is not None else None
        if isinstance(value, YamlScalar):
            return value.null or not value.text.strip()
        return value is None

    def is_sequence(self, key: str) -> bool:
        """True if there is a list at ``key``, for keys that take a text or a list of texts."""
        self._request(key)
        entry = self._mapping.entries.get(key)
        return entry is not None and isinstance(entry[1], YamlSequence)

    def finish(self, *, ignore_unknown: bool = False) -> None:
        """Report the keys that were not requested, and raise if there is any problem.

        Args:
            ignore_unknown: For loaders that read only a part of a file.

        Raises:
            AnphamError: of the class given to :func:`read_mapping`, with every problem of the
                file in the order of its lines.
        """
        if not ignore_unknown:
            for node in self._report.nodes:
                node._report_unknown()
        if self._report.problems:
            in_order = sorted(
                self._report.problems, key=lambda p: (p.place.line or 0, p.place.column or 0)
            )
            raise self._report.error(*in_order)

    def _request(self, key: str) -> None:
        if key not in self._requested:
            self._requested.append(key)

    def _report_unknown(self) -> None:
        for key, (place, _) in self._mapping.entries.items():
            if key in self._requested:
                continue
            unused = [known for known in self._requested if known not in self._mapping.entries]
            hint = _nearest(key, unused)
            if hint is None and self._requested:
                hint = msg("the keys here are: {names}", names=", ".join(self._requested))
            self._report.problems.append(
                Problem("unknown-key", msg("unknown key “{key}”", key=excerpt(key)), hint, place)
            )

    def _scalar(self, key: str, *, required: bool) -> YamlScalar | None:
        """The value at ``key``, or None when there is none or it is no single value."""
        self._request(key)
        entry = self._mapping.entries.get(key)
        if entry is None:
            if required:
                self._missing(key)
            return None
        value = entry[1]
        if not isinstance(value, YamlScalar):
            self._wrong_kind(key, msg("a single value"), value)
            return None
        if value.null or not value.text.strip():
            self.report("empty-value", msg("“{key}” is empty", key=key), key=key)
            return None
        return value

    def _sequence(self, key: str, *, required: bool) -> tuple[YamlValue, ...]:
        self._request(key)
        entry = self._mapping.entries.get(key)
        if entry is None:
            if required:
                self._missing(key)
            return ()
        value = entry[1]
        if not isinstance(value, YamlSequence):
            self._wrong_kind(key, msg("a list, each entry after “- ”"), value)
            return ()
        if required and not value.entries:
            self.report("empty-value", msg("“{key}” is empty", key=key), key=key)
        return value.entries

    def _guarded(self, value: YamlScalar) -> str:
        try:
            guarded, changes = guard_with_changes(value.text, place=value.place)
        except ContentError as error:
            self._report.problems.extend(error.problems)
            return ""
        self._report.findings.extend(conversion_findings(changes, value.place))
        text = guarded.strip()
        if not text:
            self._report.problems.append(
                Problem("empty-value", msg("a text is empty here"), None, value.place)
            )
        return text

    def _in_range(
        self, key: str, number: float, minimum: float | None, maximum: float | None
    ) -> float:
        if minimum is not None and number < minimum:
            self._wrong(key, msg("{limit} or more", limit=f"{minimum:g}"), f"{number:g}")
            return minimum
        if maximum is not None and number > maximum:
            self._wrong(key, msg("{limit} or less", limit=f"{maximum:g}"), f"{number:g}")
            return maximum
        return number

    def _missing(self, key: str) -> None:
        hint = msg("add it here, spelt so: “{key}: ...”", key=key)
        self.report("missing-key", msg("the key “{key}” is missing", key=key), hint=hint)

    def _wrong(
        self, key: str, expected: Message | str, found: str, hint: Message | None = None
    ) -> None:
        self.report(
            "wrong-value",
            msg(
                "“{key}” is “{found}”; expected {expected}",
                key=key,
                found=excerpt(found),
                expected=expected,
            ),
            hint=hint,
            key=key,
        )

    def _wrong_kind(self, key: str, expected: Message, value: YamlValue) -> None:
        self._report.problems.append(
            Problem(
                "wrong-type",
                msg(
                    "“{key}” holds {found}; expected {expected}",
                    key=key,
                    found=_kind(value),
                    expected=expected,
                ),
                None,
                value.place,
            )
        )


def read_mapping(text: str, source: str, *, error: type[AnphamError] = ContentError) -> YamlNode:
    """The file's root mapping.

    Args:
        text: The file's text.
        source: The file's name, for messages.
        error: The class of the errors to raise; themes and manifests take ``TemplateError``.

    Raises:
        AnphamError: of class ``error``, when the text is no YAML, no mapping, or holds what is
            refused (see the module's docstring).
    """
    file_report = _FileReport(error)
    value = read_tree(
        text.removeprefix("\ufeff"), source, error=error, problems=file_report.problems
    )
    if not isinstance(value, YamlMapping):
        found = _kind(value) if value is not None else msg("nothing")
        raise error(
            Problem(
                "wrong-type",
                msg("the file holds {found}; expected keys and values", found=found),
                msg("write lines as “title: ...”"),
                value.place if value is not None else Place(source, 1, 1),
            )
        )
    return YamlNode(value, file_report)


def _kind(value: YamlValue) -> Message:
    if isinstance(value, YamlSequence):
        return msg("a list")
    if isinstance(value, YamlMapping):
        return msg("keys and values")
    return msg("nothing") if value.null else msg("“{text}”", text=excerpt(value.text))


def _day_hint(written: str) -> Message:
    """Hint how to write a day, with the day itself if it is in the form of Vietnamese papers."""
    if re.fullmatch(DAY_PATTERN, written):
        try:
            return msg("write it as {day}", day=read_day(written).isoformat())
        except ValueError:
            pass  # such as 31/6/2021
    return msg("write the year, the month and the day of a day that exists, with “-” between")


def _nearest(word: str, among: Iterable[str]) -> Message | None:
    near = near_names(word, among)
    return msg("did you mean “{name}”?", name=near[0]) if near else None
