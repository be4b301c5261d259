"""The import graph of a package, and the order of its rooms as docs/architecture.md states it.

A room is a folder of the package, without its sub-folders, or a module that a table of the document
names. Everything here takes texts, so it can be tried on packages that do not exist.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

#: The text of each module, by its path below the package, as ``sheet/css.py``.
Sources = Mapping[str, str]

_HEADING = re.compile(r"#+ (?P<title>.*)")
_INSIDE = re.compile(r"Inside `(?P<room>[^`]+)`")
_NAME = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Import:
    """One import of a module of the package: both paths are below the package."""

    importer: str
    line: int
    imported: str
    #: Whether only a type checker follows it.
    for_types: bool = False


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms in their order, from the doors down to the core.

    Attributes:
        rows: The names in each row of the tables: a folder ends in ``/``, ``*/`` is any sub-folder
            of a folder, anything else is a module. Rooms of one row are side by side.
    """

    rows: tuple[tuple[str, ...], ...]

    def room(self, module: str) -> str | None:
        """The room of a module: itself where a row names it, else its folder; None if no row does.

        A sub-folder that no row names belongs to no room.
        """
        folder = PurePosixPath(module).parent
        names = {name for row in self.rows for name in row}
        if module in names:
            return module
        if f"{folder}/" in names or f"{folder.parent}/*/" in names:
            return f"{folder}/"
        return None

    def rank(self, room: str) -> int:
        """The 0-based row of a room; a room may import what has a higher rank."""
        pattern = f"{PurePosixPath(room).parent}/*/"
        ranks = [at for at, row in enumerate(self.rows) if room in row]
        return ranks[0] if ranks else next(at for at, row in enumerate(self.rows) if pattern in row)


def read_rooms(document: str) -> Rooms:
    """The order of the rooms in a Markdown document.

    Each row of a table below the headings "The rooms" and "Inside `ROOM/`" names rooms in its
    first cell. A table of the latter kind takes the place of its room's row in the first one.
    """
    tables: dict[str, list[tuple[str, ...]]] = {}
    table = None
    for line in document.splitlines():
        if heading := _HEADING.fullmatch(line):
            inside = _INSIDE.match(heading["title"])
            table = inside["room"] if inside else "" if heading["title"] == "The rooms" else None
        elif table is not None and line.startswith("|"):
            names = tuple(f"{table}{name}" for name in _NAME.findall(line.split("|")[1]))
            if names:
                tables.setdefault(table, []).append(names)
    rows: list[tuple[str, ...]] = []
    for row in tables[""]:
        rows += tables.get(row[0], [row])
    return Rooms(tuple(rows))


def read_sources(package: Path) -> dict[str, str]:
    """The modules of the package in a folder."""
    return {
        path.relative_to(package).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(package.rglob("*.py"))
    }


def imports(sources: Sources, package: str) -> list[Import]:
    """Every import of one module of the package by another, inside functions as well."""
    found = []
    for importer, text in sources.items():
        tree = ast.parse(text)
        typing_only = set(_typing_only(tree))
        for node in ast.walk(tree):
            for name in _imported_names(node, package):
                imported = _module(name, sources)
                if imported is not None and imported != importer:
                    line = getattr(node, "lineno", 0)
                    found.append(Import(importer, line, imported, node in typing_only))
    return found


def arrows_upwards(found: Iterable[Import], rooms: Rooms) -> list[Import]:
    """The imports of a room above or beside the importer's own, or of a module without a room."""
    upwards = []
    for one in found:
        above, below = rooms.room(one.importer), rooms.room(one.imported)
        if above == below and above is not None:
            continue
        if above is None or below is None or rooms.rank(above) >= rooms.rank(below):
            upwards.append(one)
    return upwards


def circles(arrows: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The groups of nodes that reach each other (strongly connected components), sorted.

    Source: R. Tarjan, "Depth-first search and linear graph algorithms", 1972.
    """
    targets: dict[str, set[str]] = {}
    for start, end in arrows:
        targets.setdefault(start, set()).add(end)
        targets.setdefault(end, set())
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    components: list[tuple[str, ...]] = []

    def visit(node: str) -> None:
        index[node] = lowest[node] = len(index)
        stack.append(node)
        for target in sorted(targets[node]):
            if target not in index:
                visit(target)
                lowest[node] = min(lowest[node], lowest[target])
            elif target in stack:
                lowest[node] = min(lowest[node], index[target])
        if lowest[node] == index[node]:
            at = stack.index(node)
            component = stack[at:]
            del stack[at:]
            if len(component) > 1:
                components.append(tuple(sorted(component)))

    for node in sorted(targets):
        if node not in index:
            visit(node)
    return sorted(components)


def shares(sources: Sources) -> dict[str, float]:
    """The share of all lines that each folder's own modules hold, 0..1."""
    counts: dict[str, int] = {}
    for module, text in sources.items():
        folder = f"{PurePosixPath(module).parent}/"
        counts[folder] = counts.get(folder, 0) + text.count("\n")
    total = sum(counts.values())
    return {folder: count / total for folder, count in counts.items()}


def _typing_only(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            for statement in node.body:
                yield from ast.walk(statement)


def _imported_names(node: ast.AST, package: str) -> Iterator[str]:
    """Dotted names below the package that a statement imports, from packages and modules."""
    if isinstance(node, ast.Import):
        names: Sequence[str] = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module:
        names = [f"{node.module}.{alias.name}" for alias in node.names]
    else:
        return
    for name in names:
        if name == package or name.startswith(f"{package}."):
            yield name.removeprefix(package).lstrip(".")


def _module(name: str, sources: Sources) -> str | None:
    """The module that a dotted name is, or is in; None when the package has none such."""
    parts = name.split(".") if name else []
    for length in range(len(parts), -1, -1):
        stem = "/".join(parts[:length])
        for path in (f"{stem}.py", f"{stem}/__init__.py".lstrip("/")):
            if path in sources:
                return path
    return None
