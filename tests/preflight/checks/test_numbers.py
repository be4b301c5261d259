"""Numbers that decide have a name, and beside it where they come from."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator.preflight

ROOMS = ("checks", "report")
FOLDER = Path(generator.preflight.__file__).parent
MODULES = sorted(path for room in ROOMS for path in (FOLDER / room).rglob("*.py"))

#: A clause of a standard, a rule of the trade, a measurement, or that it is our own choice.
SOURCE = re.compile(
    r"\bISO\b|\bGWG\b|Ghent Workgroup|WCAG|\bRFC \d|guides? of|\w\.(?:ch|com|vn|bg)\b"
    r"|our own|corpus:|INSPECTION_DPI|COVERAGE_DPI",
    re.IGNORECASE,
)
#: A middle, and what rounding leaves of a number that was just reached.
WITHOUT_NAME = {0.0, 0.5, 1.0, 1e-9}

of_every_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)


def is_number(node: ast.expr | None) -> bool:
    """True if a value is a number, or numbers; those that count versions are none."""
    match node:
        case ast.Constant(value=value):
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case ast.Tuple(elts=members):
            return any(map(is_number, members))
    return False


def constants(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """The names of a module's numbers, each with its line."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_number(value):
                yield name, node.lineno
            case ast.AnnAssign(target=ast.Name(id=name), value=value) if is_number(value):
                yield name, node.lineno


def comment_above(lines: list[str], number: int, named: set[int]) -> str:
    """The comment above a line, or above the numbers that stand right above it."""
    at = number - 1
    while at in named:
        at -= 1
    found: list[str] = []
    while at and lines[at - 1].startswith("#"):
        found.insert(0, lines[at - 1].lstrip("#: "))
        at -= 1
    return " ".join(found)


@of_every_module
def test_each_number_says_where_it_comes_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = dict(constants(ast.parse(text)))
    known.pop("_VERSION", None)  # of a record
    without = [
        name
        for name, line in known.items()
        if not SOURCE.search(comment_above(text.splitlines(), line, set(known.values())))
    ]
    assert not without


@of_every_module
def test_no_number_decides_without_a_name(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {
        (node.lineno, node.value)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Constant) and isinstance(node.value, float)
        if node.value not in WITHOUT_NAME
    }
    assert not found
