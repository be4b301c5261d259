"""docs/preflight.md, made from the rules: what each code means, and the cure, in two languages."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

from generator.cli.localization import localize, using_language
from generator.core.findings import Severity
from generator.core.messages import Language, Message
from generator.preflight import spoken
from generator.preflight.checks.registry import GROUPS, MODULES, all_rules
from generator.preflight.checks.rule import CheckGroup, Rule
from generator.preflight.pictures import verification

_HEAD = """\
# What `anpham check` judges

<!-- Made from the rules in generator/preflight; docs/contributing.md says how. Do not edit. -->

Each finding bears a code, which does not change; here is what each means and how it is mended.
Limits (bleed, ink, sizes) are those of the profile that a file is judged by:
[profiles.md](profiles.md). An **error** must be mended before the file is printed or published, and
makes `anpham check` exit with 4; a **warning** needs a person's decision; a **note** needs nothing.
How the command is given: [cli.md](cli.md).

*Mỗi phát hiện có một mã không đổi. Dưới đây là ý nghĩa của từng mã và cách sửa. Các giới hạn (tràn
lề, lượng mực, cỡ chữ) là của hồ sơ in dùng để kiểm tra. **Lỗi** (error) phải sửa trước khi in hoặc
đăng; **cảnh báo** (warning) cần người quyết định; **lưu ý** (note) không cần làm gì.*
"""


def preflight_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join(
        [
            _HEAD,
            *(
                line
                for group in (*GROUPS, verification.GROUP, spoken.GROUP)
                for line in _section(group)
            ),
        ]
    )


def severities() -> Mapping[str, tuple[Severity, ...]]:
    """For each code the severities that its findings can have, the gravest first.

    They are read from the calls of ``RULE.found(severity, ...)``. Where the severity is a variable,
    every one that the function around it names counts, and those of the functions that it calls;
    where the function got it from elsewhere, those of the module.
    """
    found: dict[str, set[Severity]] = {}
    for module in (*MODULES, verification, spoken):
        for rule, severity in _calls(module):
            found.setdefault(rule.code, set()).add(severity)
    order = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
    return {code: tuple(s for s in order if s in some) for code, some in found.items()}


def _calls(module: ModuleType) -> Iterator[tuple[Rule, Severity]]:
    """The rules of ``module`` with the severities that its functions give them."""
    rules = {name: value for name, value in vars(module).items() if isinstance(value, Rule)}
    tree = _source(module)
    unnamed: set[Severity] = set()
    named: set[str] = set()
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        for call in ast.walk(function):
            match call:
                case ast.Call(func=ast.Attribute(value=owner, attr="found"), args=[first, *_]):
                    given = (
                        _named_in(first) or _named_in(function, module) or _named_in(tree, module)
                    )
                    if isinstance(owner, ast.Name) and owner.id in rules:
                        named.add(owner.id)
                        yield from ((rules[owner.id], severity) for severity in given)
                    else:
                        unnamed |= given
    for name, rule in rules.items():
        if name not in named:
            yield from ((rule, severity) for severity in unnamed)


def _named_in(tree: ast.AST, module: ModuleType | None = None) -> set[Severity]:
    """The severities that ``tree`` names, and those that functions of ``module`` it calls name."""
    found: set[Severity] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="Severity"), attr=name):
                found |= {Severity[name]} if name in Severity.__members__ else set()
            case ast.Call(func=ast.Name(id=name)) if module is not None:
                called = _definition(vars(module).get(name))
                found |= _named_in(called) if called is not None else set()
    return found


def _definition(called: object) -> ast.FunctionDef | None:
    """The source of a function of the preflight."""
    if not inspect.isfunction(called) or not called.__module__.startswith("generator.preflight."):
        return None
    tree = _source(import_module(called.__module__))
    return next(
        (f for f in tree.body if isinstance(f, ast.FunctionDef) and f.name == called.__name__),
        None,
    )


@cache
def _source(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module))


def _section(group: CheckGroup) -> Iterator[str]:
    yield f"## {_in('en', group.title)}"
    yield ""
    yield f"*{_in('vi', group.title)}*"
    yield ""
    for rule in (*all_rules(), *verification.RULES, *spoken.RULES):
        if rule.group is group:
            yield from _entry(rule)


def _entry(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code}"
    yield ""
    yield f"| {', '.join(_severities()[rule.code])} | English | Tiếng Việt |"
    yield "|---|---|---|"
    for label, message in (("what", rule.title), ("why", rule.cause), ("cure", rule.remedy)):
        yield f"| {label} | {_cell('en', message)} | {_cell('vi', message)} |"
    yield ""
    yield f"Source: {rule.source}"
    yield ""


@cache
def _severities() -> Mapping[str, tuple[Severity, ...]]:
    return severities()


def _cell(language: Language, message: Message) -> str:
    text = _in(language, message).replace("|", "\\|")
    return text[:1].upper() + text[1:]


def _in(language: Language, message: Message) -> str:
    with using_language(language):
        return localize(message)
