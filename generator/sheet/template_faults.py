"""Words for what goes wrong in a template, whatever library notices it."""

from __future__ import annotations

import re

import jinja2
from jinja2.exceptions import SecurityError

from generator.core.excerpts import excerpt
from generator.core.messages import Message, msg
from generator.sheet.sandbox import LimitError

_TOKENS = {
    "end of print statement": "}}",
    "end of statement block": "%}",
    "end of template": "",
    "begin of statement block": "{%",
    "begin of print statement": "{{",
}


def syntax_fault(error: jinja2.TemplateSyntaxError) -> Message:
    """The fault of a template that cannot be read, in the words of people and not of Jinja."""
    text = " ".join((error.message or "").split())
    if found := re.match(r"Encountered unknown tag '([^']*)'", text):
        return msg("there is no “{found}” after {sign}", found=_token(found[1]), sign="{%")
    if found := re.match(r"Unexpected end of template\..*tags?.*: '?([\w/ ,']+?)'?\. ", text):
        return msg("the template ends before “{found}”", found=_token(found[1]))
    if found := re.match(r"expected token '([^']*)', got '([^']*)'", text):
        return msg(
            "expected “{expected}”, found “{found}”",
            expected=_token(found[1]),
            found=_token(found[2]),
        )
    if found := re.match(r"unexpected (?:char )?'(.*?)'(?: at \d+)?$", text):
        return msg("“{found}” is out of place", found=_token(found[1]))
    if re.match(r"unexpected char [\"'][\"'][\"'] at", text):
        return msg("a quotation mark is not closed")
    if found := re.match(r"No filter named '([^']*)'", text):
        return msg("there is no filter “{found}”", found=_token(found[1]))
    if found := re.match(r"No test named '([^']*)'", text):
        return msg("there is no test “{found}”", found=_token(found[1]))
    if text.startswith("Missing end of comment tag"):
        return msg("this comment is never closed by {sign}", sign="#}")
    if found := re.match(r"Expected an expression, got '([^']*)'", text):
        return msg("a value is missing before “{found}”", found=_token(found[1]))
    return msg("{why}", why=excerpt(text, 200))


def _token(name: str) -> str:
    return excerpt(_TOKENS.get(name, name), 60)


def runtime_fault(error: BaseException) -> Message:
    """The fault of a template that cannot be filled."""
    match error:
        case LimitError() | MemoryError() | OverflowError():
            return msg("it makes too much, or works for too long: {why}", why=_limit(error))
        case RecursionError():
            return msg("it calls itself without end, or is nested too deeply")
        case SecurityError() if found := re.search(r"access to attribute '([^']*)'", str(error)):
            return msg("a template may not read “{name}”", name=excerpt(found[1], 60))
        case SecurityError():
            return msg("it asks for what a template may not do: {why}", why=_said(error))
        case ZeroDivisionError():
            return msg("a division by 0")
        case jinja2.TemplateRuntimeError() if found := re.match(
            r"No (test|filter) named '([^']*)'", str(error)
        ):
            name = excerpt(found[2], 60)
            if found[1] == "test":
                return msg("there is no test “{found}”", found=name)
            return msg("there is no filter “{found}”", found=name)
        case jinja2.TemplateRuntimeError():
            return msg("{why}", why=_said(error))
        case SyntaxError():
            return msg("it is nested too deeply")
        case LookupError():
            return msg("there is no such part: {why}", why=_said(error))
        case TypeError() | ValueError() if "unpack" in str(error):
            return msg("an entry has not as many parts as there are names before “in” or “=”")
        case TypeError() if re.search(r"argument|expected at (least|most)", str(error)):
            return msg("a filter, function or macro got too many values, or too few")
        case TypeError() if re.search(r"is not iterable|has no len\(\)", str(error)):
            return msg("a list is needed here, and this value is none")
        case TypeError() if "is not callable" in str(error):
            return msg("a function is needed before “(”, and this value is none")
        case TypeError() if re.search(r"operand|concatenate|not supported between", str(error)):
            return msg("values of different kinds, as a text and a number, cannot be put together")
        case _:
            return msg("a filter or a function got a value that it cannot take: {why}",
                       why=_said(error))  # fmt: skip


def _limit(error: BaseException) -> Message:
    return error.said if isinstance(error, LimitError) else msg("a number that is too large")


def _said(error: BaseException) -> str:
    return excerpt(" ".join(str(error).split()), 200) or type(error).__name__
