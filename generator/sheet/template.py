"""Jinja templates that yield markup: sandboxed, autoescaped, strict, and exact about lines.

A value that a template prints does not become markup. It is put aside in a *slot* and replaced by
a marker, so (a) no text can ever be taken for a tag, and (b) documents that differ only in
their texts have the same markup, which is then parsed and styled once. Values inside a tag (in
attributes) are written in place, escaped, because selectors may depend on them.

A slot keeps the origin of a text that a campaign or issuer states (``core.sourced_text``); a text
that a filter has altered has none, and ``sheet.builder`` refuses it where it is set.
"""

from __future__ import annotations

import datetime as dt
import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from pathlib import Path
from types import TracebackType
from typing import Any, cast

import jinja2
from jinja2.environment import TemplateModule
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.loaders import split_template_path
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup, escape

from generator.core.cache import LruCache
from generator.core.errors import AnphamError, Place, Problem, TemplateError
from generator.core.messages import Message, msg
from generator.core.sourced_text import SourcedText, part_of, reshaped
from generator.reading.files import RESERVED, read_text
from generator.sheet.files import inside
from generator.sheet.sandbox import Budget, Sandbox, budget
from generator.sheet.template_faults import runtime_fault, syntax_fault
from generator.sheet.template_uses import (
    ISSUER,
    UNREADABLE,
    IssuerUses,
    Trees,
    issuer_uses,
    mentions_items,
    mentions_pictures,
    parse_templates,
)
from generator.sheet.template_values import (
    IssuerValues,
    ValueRefusedError,
    no_link_error,
    unknown_name_error,
)
from generator.vietnamese.collation import sort_key
from generator.vietnamese.dates import long_day, short_day
from generator.vietnamese.official_names import unit_in_text

#: Where in the template a tag was opened, as ``file:line``; every tag gets it before parsing.
LINE_ATTRIBUTE = "at"
#: A slot's marker in the markup: its number between two private-use characters, which the text
#: guard keeps out of every content.
SLOT = re.compile("\ue000(\\d+)\ue001")
#: Begins the placeholder of an issuer's text; private use, so no text of people has it.
_PLACEHOLDER = "\ue002"
#: Cached templates, filled for any issuer: all materials in a few sizes.
CACHED_TEMPLATES = 64
#: A filled template longer than this is refused; a poster has about 8 000 characters.
MARKUP_LIMIT = 1_000_000

#: Values of attributes in the cache; a leaflet has about a hundred.
_CACHED_ATTRIBUTES = 1024

_OPENING = re.compile(r"<([A-Za-z][\w.-]*)(?=[\s/>])")
_WORD = re.compile(r"[^\W_]+")
_TAGS = re.compile(r"<[^<>]*>")
#: A whole tag; an attribute may hold ">".
_TAG = re.compile(r"""<[A-Za-z](?:"[^"]*"|'[^']*'|[^<>"'])*>""")


@dataclass(frozen=True, slots=True)
class FilledTemplate:
    """A filled template: markup with slot markers, and the slots' values.

    Attributes:
        sources: For each slot the stated text that it holds; None where it holds none.
        unsourced: Slots with a text without an origin: the template's own words, or altered ones.
    """

    markup: str
    slots: tuple[str, ...]
    sources: tuple[SourcedText | None, ...]
    unsourced: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class IssuerTemplate:
    """A template filled for any issuer: of whom it prints texts, but asks nothing else anew.

    Attributes:
        filled: The filled template, with placeholders for the texts of the issuer.
        slots: Numbers of the slots with a placeholder, each with the issuer's attribute.
        campaign: The values that it was filled with.
    """

    filled: FilledTemplate
    slots: tuple[tuple[int, str], ...]
    campaign: object

    def fill(self, issuer: object) -> FilledTemplate:
        """The template with the texts of ``issuer`` in its slots."""
        texts, sources = list(self.filled.slots), list(self.filled.sources)
        for number, attribute in self.slots:
            text: SourcedText = getattr(issuer, attribute)
            texts[number], sources[number] = str(text), text
        return replace(self.filled, slots=tuple(texts), sources=tuple(sources))


class _Slots:
    """Slots of the template that is being filled."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.sources: list[SourcedText | None] = []
        self.unsourced: list[int] = []
        #: Imported templates by name: their markers stand for slots of this filling.
        self.modules: dict[str | None, TemplateModule] = {}

    def add(self, value: object) -> int:
        """Number of a new slot that holds ``value``."""
        number = len(self.texts)
        self.texts.append(str(value))
        if isinstance(value, SourcedText):
            self.sources.append(value if value.origin else None)
        else:
            self.sources.append(None)
            if not isinstance(value, _NUMBERS):
                self.unsourced.append(number)
        return number


_slots: ContextVar[_Slots] = ContextVar("slots")

#: What prints no text of anybody.
_NUMBERS = (int, float, dt.date)


class _Template(jinja2.Template):
    """A template whose import does not outlive the filling that it is a part of.

    Jinja keeps what a template sets at its top level for all who import it. Its slots' markers
    would then stand for other texts, and its counters would go on, in the next piece.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        modules = _slots.get().modules
        if self.name not in modules:
            modules[self.name] = self.make_module()
        return modules[self.name]


class _LineMarks(Extension):
    """Jinja extension that gives every opening tag of a template its file and line."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type in ("data", "string"):
                self._note(stream.name, token)
            if token.type == "data":
                yield Token(token.lineno, "data", _mark(token.value, stream.name, token.lineno))
            else:
                yield token

    def _note(self, template: str | None, token: Token) -> None:
        """Note the template's own text in ``token``; refuse the signs that mark slots.

        Raises:
            jinja2.TemplateSyntaxError: for one of these signs, with its line.
        """
        if reserved := RESERVED.search(token.value):
            line = token.lineno + token.value.count("\n", 0, reserved.start())
            raise jinja2.TemplateSyntaxError(
                "a character of the private use area U+E000 to U+E003", line, template
            )
        own = cast("Any", self.environment).own_texts.setdefault(template, set())
        texts = _TAGS.split(token.value) if token.type == "data" else [token.value]
        own.update(letters for text in texts if (letters := letters_in(unescape(text))))


def _mark(data: str, name: str | None, first_line: int) -> str:
    def marked(match: re.Match[str]) -> str:
        line = first_line + data.count("\n", 0, match.start())
        return f'{match[0]} {LINE_ATTRIBUTE}="{escape(name or "")}:{line}"'

    return _OPENING.sub(marked, data)


@jinja2.pass_context
def _to_slot(_: Context, value: object) -> object:
    # pass_context keeps Jinja from calling this on constants when it compiles the template.
    if isinstance(value, Markup):  # what a macro or a block has already made
        return value
    return _marker(_slots.get().add(value))


@lru_cache(maxsize=1024)
def _marker(slot: int) -> Markup:
    return Markup(f"\ue000{slot}\ue001")


def letters_in(text: str) -> str:
    """The letters and digits of ``text``, in small letters."""
    return "".join(_WORD.findall(text)).casefold()


def _in_text(unit: str) -> str:
    form = unit_in_text(unit)
    return reshaped(unit, form) if isinstance(unit, SourcedText) else form


def _long_day(day: dt.date) -> SourcedText:
    return SourcedText(long_day(_day(day)), "")


def _short_day(day: dt.date) -> SourcedText:
    return SourcedText(short_day(_day(day)), "")


def _day(value: object) -> dt.date:
    if not isinstance(value, dt.date):
        raise TypeError(f"{type(value).__name__} is no day")
    return value


def _unbroken(text: str) -> str:
    """``text`` that no line end cuts: its spaces bind."""
    bound = "\u00a0".join(text.split(" "))
    return part_of(text, bound) if isinstance(text, SourcedText) else bound


#: Forms for authors of templates; docs/templates.md lists them. They keep a text's origin.
_FILTERS = {
    "in_text": _in_text,
    "long_day": _long_day,
    "short_day": _short_day,
    "sorted_vi": lambda texts: sorted(texts, key=sort_key),
    "unbroken": _unbroken,
}


class _UnknownName(jinja2.StrictUndefined):
    """A name that a template uses and that there is not: an error that shows those there are."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        super().__init__(hint, obj, name, exc)
        if hint is None and name is not None:
            # Called with Jinja's message where the name is used; what it gives is raised.
            if obj is None:
                error = no_link_error(name)
            else:
                error = unknown_name_error(None if obj is missing else obj, name)
            self._undefined_exception = cast("Any", lambda _: error)


class _Loader(jinja2.FileSystemLoader):
    """Templates of some folders, refused with file and line if they are no text in UTF-8."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        for folder in self.searchpath:
            path = Path(folder, *split_template_path(template))
            if path.is_file():
                inside(Path(folder), path)
                return read_text(path), str(path), lambda: True
        raise jinja2.TemplateNotFound(template)


class Templates:
    """The templates in some folders; a name is looked up in each folder in turn."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._environment = Sandbox(
            loader=_Loader([str(f) for f in folders]),
            extensions=[_LineMarks],
            autoescape=True,
            undefined=_UnknownName,
            finalize=_to_slot,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=64,
            # A long run sees one state of a template; a file changed meanwhile is not half used.
            auto_reload=False,
        )
        self._environment.filters.update(_FILTERS)
        self._environment.extend(own_texts={})
        self._environment.template_class = _Template
        self._uses: dict[str, IssuerUses | None] = {}
        self._trees: dict[str, Trees] = {}
        self._mentions: dict[str, bool] = {}
        self._for_issuers: LruCache[IssuerTemplate] = LruCache(CACHED_TEMPLATES)

    def for_issuers(self, name: str, values: Mapping[str, object]) -> IssuerTemplate | None:
        """The template ``name`` for every issuer of whom it asks the same; from a cache.

        None where it cannot be determined what it asks: then :meth:`fill` fills it.

        Raises:
            TemplateError: as :meth:`fill` does.
        """
        issuer, campaign = values.get(ISSUER), values.get("campaign")
        if name not in self._uses:
            self._uses[name] = issuer_uses(self._parsed(name))
        uses = self._uses[name]
        if uses is None or not isinstance(issuer, IssuerValues):
            return None
        others = [value for key, value in values.items() if key not in (ISSUER, "campaign")]
        computed = [getattr(issuer, attribute, None) for attribute in uses.computed]
        # What is no text cannot have a placeholder.
        printed = [getattr(issuer, attribute, None) for attribute in sorted(uses.printed)]
        computed += [value for value in printed if not isinstance(value, SourcedText)]
        empty = [not getattr(issuer, attribute) for attribute in uses.conditions]
        key = (name, id(campaign), *others, *computed, *empty)
        found = self._for_issuers.get(key)
        if found is None or found.campaign is not campaign:
            made = self._made_for_issuers(name, values, issuer, uses)
            if made is None:
                self._uses[name] = None
                return None
            found = self._for_issuers.put(key, made)
        return found

    def own_texts(self, name: str) -> frozenset[str]:
        """Own texts of the template ``name`` and of those that it imports, in small letters.

        Each stretch between two tags or expressions, and each constant of an expression, is one.
        """
        trees = self._parsed(name)
        known: Mapping[str, set[str]] = cast("Any", self._environment).own_texts
        texts = (known.get(one, set()) for one in (known if trees is None else trees))
        return frozenset[str]().union(*texts)

    def mentions_items(self, name: str) -> bool:
        """True if the template ``name`` could show items; one that cannot be read counts as such.

        A fault is reported, with its place, when the template is filled.
        """
        if name not in self._mentions:
            self._mentions[name] = mentions_items(self._parsed(name))
        return self._mentions[name]

    def mentions_pictures(self, name: str) -> bool:
        """True if the template ``name`` shows pictures of the campaign, where it has them."""
        return mentions_pictures(self._parsed(name), name)

    def _parsed(self, name: str) -> Trees:
        """Syntax trees of a template and of all that it imports; None if they cannot be known."""
        if name not in self._trees:
            try:
                self._trees[name] = parse_templates(self._environment, name)
            except UNREADABLE:
                self._trees[name] = None
        return self._trees[name]

    def _made_for_issuers(
        self, name: str, values: Mapping[str, object], issuer: IssuerValues, uses: IssuerUses
    ) -> IssuerTemplate | None:
        """The template with placeholders; None if one has come to stand in the markup itself."""
        texts = {attribute: getattr(issuer, attribute, None) for attribute in uses.printed}
        placeholders = {
            attribute: SourcedText(f"{_PLACEHOLDER}{attribute}", text.origin)
            for attribute, text in texts.items()
            if isinstance(text, SourcedText) and (text or attribute not in uses.conditions)
        }
        anyone = cast("Any", replace)(issuer, **placeholders)
        filled = self.fill(name, {**values, ISSUER: anyone})
        slots = tuple(
            (number, text.removeprefix(_PLACEHOLDER))
            for number, text in enumerate(filled.slots)
            if text.startswith(_PLACEHOLDER)
        )
        if _PLACEHOLDER in filled.markup:
            return None
        return IssuerTemplate(filled, slots, values["campaign"])

    def fill(self, name: str, values: Mapping[str, object]) -> FilledTemplate:
        """The template ``name`` filled with ``values``.

        Raises:
            TemplateError: with the template's line: a syntax fault, an unknown name, a call
                that the sandbox forbids, or too much markup.
        """
        slots = _Slots()
        token, limit = _slots.set(slots), budget.set(Budget())
        try:
            markup = self._rendered(name, values)
        except jinja2.TemplateSyntaxError as error:
            raise _template_error(
                error.name or name, error.lineno, msg("syntax: {why}", why=syntax_fault(error))
            ) from error
        except jinja2.TemplateNotFound as error:
            raise _template_error(
                name, None, msg("there is no template '{other}'", other=error.name)
            ) from error
        except ValueRefusedError as error:
            place = Place(*self._innermost(error.__traceback__, name))
            raise TemplateError(Problem(error.code, error.message, error.hint, place)) from error
        except AnphamError:
            raise
        except Exception as error:
            # Whatever a library raises for what an author has written is the author's to mend.
            file, line = self._innermost(error.__traceback__, name)
            raise _template_error(
                file, line, msg("cannot be filled: {why}", why=runtime_fault(error))
            ) from error
        finally:
            _slots.reset(token)
            budget.reset(limit)
        return FilledTemplate(
            _write_attributes(markup, slots.texts),
            tuple(slots.texts),
            tuple(slots.sources),
            tuple(slots.unsourced),
        )

    def _rendered(self, name: str, values: Mapping[str, object]) -> str:
        """The markup of the template ``name``, piece by piece, so that it cannot grow unseen.

        Raises:
            TemplateError: it is too long.
        """
        parts, length = [], 0
        for part in self._environment.get_template(name).generate(values):
            parts.append(part)
            length += len(part)
            if length > MARKUP_LIMIT:
                what = msg("makes more than {limit} characters of markup", limit=MARKUP_LIMIT)
                raise _template_error(name, None, what)
        return "".join(parts)

    def _innermost(self, trace: TracebackType | None, name: str) -> tuple[str, int | None]:
        """File and line of the last frame that belongs to a template.

        Jinja rewrites tracebacks so that a template's frames bear the template's own lines, but an
        undefined name carries no line of its own.
        """
        for frame in reversed(traceback.extract_tb(trace)):
            if frame.name in ("top-level template code", "template") or frame.name.startswith(
                ("block ", "macro ")
            ):
                return self._display_name(Path(frame.filename)), frame.lineno
        return name, None

    def _display_name(self, file: Path) -> str:
        """``file`` as messages call it: from the folder of materials on."""
        own = next((folder for folder in self._folders if file.is_relative_to(folder)), file.parent)
        return file.relative_to(own).as_posix()


def _write_attributes(markup: str, slots: Sequence[str]) -> str:
    """``markup`` with the slots inside tags replaced by their escaped values."""

    def written(tag: re.Match[str]) -> str:
        if "\ue000" not in tag[0]:
            return tag[0]
        return SLOT.sub(lambda slot: _escaped(slots[int(slot[1])]), tag[0])

    return _TAG.sub(written, markup)


@lru_cache(maxsize=_CACHED_ATTRIBUTES)
def _escaped(value: str) -> str:
    """``value`` as it stands in an attribute; most are the same in the next sheet."""
    return str(escape(value))


def _template_error(file: str, line: int | None, what: Message) -> TemplateError:
    return TemplateError(Problem("template", what, place=Place(file, line)))
