"""Names and docstrings of the package use the terms of docs/glossary.md, one for each idea."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.imports import read_sources

ROOT = Path(__file__).parents[2]
SOURCES = read_sources(ROOT / "generator")
#: All our code, with the folder that it lies in.
ALL_SOURCES = {
    f"{folder}/{module}": source
    for folder in ("anpham", "benchmarks", "generator", "tests")
    for module, source in read_sources(ROOT / folder).items()
}

#: A docstring says what is returned or done; these words begin a question instead.
QUESTIONS = ("What", "Whether", "How")
#: Parts of names that are no standard term, with the term to use.
PRIVATE = {
    "reckon": "compute",
    "furniture": "printer's marks",
    "passport": "provenance record",
    "remember": "cache",
    "remembered": "cached",
    "memory": "cache",
    "memories": "caches",
    "told": "reported",
    "whoever": "caller",
    "proof": "verification",
    "proofs": "verifications",
    "prove": "verify",
    "proved": "verified",
    "prover": "verifier",
    "untold": "missing",
}

_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def documented(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The name and docstring of the module and of everything in it that has one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield getattr(node, "name", "module"), text


def names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and name of everything that the module defines."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef() | ast.FunctionDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.lineno, node.attr


def private_words(name: str) -> list[str]:
    """The parts of a name that are no standard term."""
    return [part.lower() for part in _PART.findall(name) if part.lower() in PRIVATE]


def asks(docstring: str) -> bool:
    return docstring.split()[0].rstrip(",:") in QUESTIONS


def test_no_docstring_begins_with_a_question() -> None:
    found = [
        f"{module}: {name}: {text.splitlines()[0]}"
        for module, source in ALL_SOURCES.items()
        for name, text in documented(ast.parse(source))
        if asks(text)
    ]
    assert found == []


def test_no_name_holds_a_private_word() -> None:
    found = [
        f"generator/{module}:{line}: {name}: say {PRIVATE[word]}"
        for module, source in SOURCES.items()
        for line, name in names(ast.parse(source))
        for word in private_words(name)
        # What stands on a page beside its text is page furniture in document analysis as well.
        if not (
            word == "furniture"
            and module.startswith(("content/", "api.py", "cli/letter", "scaffolding/"))
        )
    ]
    assert found == []


def test_a_class_name_has_one_meaning() -> None:
    homes: dict[str, list[str]] = {}
    for module, source in SOURCES.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name.lstrip("_"), []).append(module)
    assert {name: modules for name, modules in homes.items() if len(modules) > 1} == {}


def test_no_module_name_ends_in_an_underscore() -> None:
    stems = [Path(module).stem for module in SOURCES]
    assert [stem for stem in stems if stem.endswith("_") and not stem.endswith("__")] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("remembered_words", ["remembered"]),
        ("_FontMemory", ["memory"]),
        ("PASSPORT_KEYS", ["passport"]),
        ("bold", []),
        ("told_to", ["told"]),
    ],
)
def test_a_private_word_is_found_as_a_whole_part_of_a_name(name: str, words: list[str]) -> None:
    assert private_words(name) == words


def test_names_are_found_where_they_are_defined() -> None:
    source = "class A:\n    x: int = 1\ndef f(b):\n    self.c = d\n"
    assert list(names(ast.parse(source))) == [
        (1, "A"),
        (3, "f"),
        (2, "x"),
        (3, "b"),
        (4, "c"),
    ]


def test_a_question_is_told_from_a_statement() -> None:
    assert asks("Whether it fits.")
    assert not asks("True if it fits.")
    assert not asks("Whatever was given, unchanged.")
