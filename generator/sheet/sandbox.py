"""Jinja's sandbox with bounds: what a template may do, how often, and how much it may make.

A filling of a shipped template takes some hundred steps. One that loops over loops, calls itself
twice or pads a text to a thousand million characters is stopped with its line, in about a second
and with little memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sized
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from functools import lru_cache, wraps
from typing import Any, cast

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from generator.core.messages import Message, msg

#: Steps of one filling: turns of loops, calls, and each thousandth character of what is made.
MOST_STEPS = 200_000
#: Characters of a text, and members of a list, that an expression may make.
LONGEST_TEXT = 1_000_000
LONGEST_LIST = 100_000
#: The largest number that is multiplied, or given to a filter or function.
LARGEST_FACTOR = 10_000

#: A width in a format, as of '{:1000000}' and '%1000000d'.
_LONG_WIDTH = re.compile(r"\d{5,}|[{*]\s*\w*\s*[}*]")
_COUNTED, _BOUNDED = "_counted", "_bounded"


class LimitError(SecurityError):
    """A template that makes too much, or works for too long; ``said`` is in the user's words."""

    def __init__(self, said: Message) -> None:
        super().__init__(str(said))
        self.said = said


class Budget:
    """Steps that are left to one filling."""

    def __init__(self) -> None:
        self._left: float = MOST_STEPS

    def spend(self, steps: float = 1) -> None:
        """Takes ``steps`` off what is left.

        Raises:
            LimitError: nothing is left.
        """
        self._left -= steps
        if self._left < 0:
            raise LimitError(msg("too many steps"))


#: Of the template that is being filled.
budget: ContextVar[Budget] = ContextVar("budget")


def _spend(steps: float) -> None:
    # Constants are computed when a template is compiled, outside of any filling.
    current = budget.get(None)
    if current is not None:
        current.spend(steps)


@jinja2.pass_context
def _counted(_: Context, values: Iterable[object], weight: int) -> Iterator[object]:
    """``values``, each a step of the filling; ``weight`` is that of the loop's own text."""
    for value in values:
        _spend(1 + weight / 1000)
        yield value


@jinja2.pass_context
def _bounded(_: Context, value: object) -> object:
    return bounded(value)


def bounded(value: Any) -> Any:
    """``value``, if it is not too large.

    Raises:
        LimitError: it is.
    """
    if isinstance(value, str | bytes):
        _spend(len(value) / 1000)
        if len(value) > LONGEST_TEXT:
            raise LimitError(msg("a text that is too long"))
    elif isinstance(value, Sized) and len(value) > LONGEST_LIST:
        raise LimitError(msg("a list that is too long"))
    return value


def _check_arguments(arguments: Iterable[object]) -> None:
    """Check that no argument asks for something enormous.

    Raises:
        LimitError: one does.
    """
    size = 1
    for argument in arguments:
        if isinstance(argument, int) and abs(argument) > LARGEST_FACTOR:
            raise LimitError(msg("a number that is too large"))
        if isinstance(argument, str | list | tuple):
            size *= max(1, len(argument))
    # As of a replacement: the text times what each of its letters becomes.
    if size > LONGEST_TEXT * LARGEST_FACTOR:
        raise LimitError(msg("a text that is too long"))


def _guarded(function: Callable[..., Any], *, formats: bool = False) -> Callable[..., Any]:
    """``function``, a filter, whose arguments and result are bounded."""

    @wraps(function)
    def guard(*arguments: Any, **named: Any) -> Any:
        _spend(1)
        own = [one for one in arguments if not isinstance(one, Context | jinja2.Environment)]
        _check_arguments([*own, *named.values()])
        if formats and _LONG_WIDTH.search(str(own[0])):
            raise LimitError(msg("a number that is too large"))
        return bounded(function(*arguments, **named))

    return guard


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox, with a short way to the fields of our own values."""

    intercepted_binops = frozenset(("*", "**", "+", "%"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._trees: dict[str | None, tuple[str, nodes.Template]] = {}
        self.filters = {
            name: _guarded(cast("Any", one), formats=name == "format")
            for name, one in self.filters.items()
        }
        self.filters |= {_COUNTED: _counted, _BOUNDED: _bounded}
        # Not lipsum: it makes as much text as it is asked for, and nobody prints any.
        known = {name: one for name, one in self.globals.items() if name != "lipsum"}
        self.globals = {**known, "range": _range}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree of ``source``: parsed once, for its analysis and to be compiled."""
        known, tree = self._trees.pop(name, (None, None))
        if tree is None or known != source:
            tree = _counting(super()._parse(source, name, filename))
            self._trees[name] = source, tree
        return tree

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Computes with numbers; of texts and lists only sums."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator in ("*", "**") and (not numbers or max(abs(left), abs(right)) > LARGEST_FACTOR):
            raise LimitError(
                msg("'{sign}' is for numbers up to {most}", sign=operator, most=LARGEST_FACTOR)
            )
        if operator == "**" and abs(right) > 100:
            raise LimitError(msg("a number that is too large"))
        if operator == "%" and isinstance(left, str) and _LONG_WIDTH.search(left):
            raise LimitError(msg("a number that is too large"))
        if operator in ("+", "%") and not numbers:
            return bounded(super().call_binop(context, operator, left, right))
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, function: Any, *arguments: Any, **named: Any) -> Any:
        """Calls a macro, a method or a function of a template; each call is a step."""
        _spend(1)
        owner = getattr(function, "__self__", None)
        if isinstance(owner, str):
            # Of macros the arguments are the author's own.
            _check_arguments([owner, *arguments, *named.values()])
        return bounded(super().call(context, function, *arguments, **named))

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """The safe form of a text's own ``format``; None for anything else."""
        found = super().wrap_str_format(value)
        if found is None:
            return None
        formatted: Callable[..., str] = found

        def checked(*arguments: Any, **named: Any) -> str:
            if _LONG_WIDTH.search(value.__self__):
                raise LimitError(msg("a number that is too large"))
            return str(bounded(formatted(*arguments, **named)))

        return checked

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An attribute of a value."""
        # Nearly all accesses of templates; Jinja's own way takes twenty calls.
        if _is_own_field(cast("Any", type(obj)), attribute):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def get_template(self, *arguments: Any, **named: Any) -> jinja2.Template:
        """A template, also one that another includes."""
        _spend(1)
        return super().get_template(*arguments, **named)


def _range(*arguments: int) -> range:
    """Numbers in a row, each a step."""
    found = range(*arguments)
    if len(found) > LONGEST_LIST:
        raise LimitError(msg("a list that is too long"))
    _spend(len(found) / 10)
    return found


def _counting(tree: nodes.Template) -> nodes.Template:
    """``tree`` with counted loops and bounded joins of texts."""
    for loop in list(tree.find_all(nodes.For)):
        own = sum(
            len(data.data) for part in loop.body for data in part.find_all(nodes.TemplateData)
        )
        weight = nodes.Const(own, lineno=loop.lineno)
        loop.iter = _filter(cast("nodes.Expr", loop.iter), _COUNTED, [weight])
    for joined in list(tree.find_all(nodes.Concat)):
        parts = nodes.Concat(joined.nodes, lineno=joined.lineno)
        joined.nodes = [_filter(parts, _BOUNDED, [])]
    tree.set_environment(cast("Any", tree.environment))
    return tree


def _filter(node: nodes.Expr, name: str, arguments: list[nodes.Expr]) -> nodes.Filter:
    return nodes.Filter(node, name, arguments, [], None, None, lineno=node.lineno)


@lru_cache(maxsize=512)
def _is_own_field(kind: Any, attr: str) -> bool:
    """True if ``attr`` is a public field of one of our own frozen dataclasses."""
    is_field = is_dataclass(kind) and attr in {field.name for field in fields(kind)}
    return is_field and not attr.startswith("_")
