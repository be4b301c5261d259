"""The imports of the package follow the order of the rooms in docs/architecture.md."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from support.imports import (
    Import,
    Rooms,
    arrows_upwards,
    circles,
    imports,
    read_rooms,
    read_sources,
    shares,
)

ROOT = Path(__file__).parents[2]
SOURCES = read_sources(ROOT / "generator")
ROOMS = read_rooms((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
IMPORTS = imports(SOURCES, "generator")

#: No room's own modules hold more of the code.
LARGEST_SHARE = 0.25


def worded(one: Import, rooms: Rooms) -> str:
    above, below = rooms.room(one.importer), rooms.room(one.imported)
    return f"generator/{one.importer}:{one.line}: {above} imports {one.imported} of {below}"


def is_check(module: str) -> bool:
    """True if it is a module of checks, and not the ``__init__`` that names their group."""
    return re.fullmatch(r"preflight/checks/\w+/(?!__init__)\w+\.py", module) is not None


def between_checks(found: Iterable[Import]) -> list[str]:
    return [
        f"{i.importer}:{i.line}" for i in found if is_check(i.importer) and is_check(i.imported)
    ]


def has_statements(source: str) -> bool:
    """True if a module has more than its docstring."""
    return len(ast.parse(source).body) > 1


def test_every_module_has_a_room_and_every_named_room_exists() -> None:
    homeless = [
        module
        for module, text in SOURCES.items()
        if ROOMS.room(module) is None and has_statements(text)
    ]
    assert homeless == []
    rooms = {ROOMS.room(module) for module in SOURCES}
    named = [name for row in ROOMS.rows for name in row if not name.endswith("*/")]
    assert [name for name in named if name not in rooms] == []


def test_a_room_imports_only_rooms_below_it() -> None:
    upwards = [worded(one, ROOMS) for one in arrows_upwards(IMPORTS, ROOMS)]
    assert upwards == [], "docs/architecture.md has the order of the rooms"


#: Rooms that read any PDF, and could be a library of their own.
PDF_LIBRARY = ("pdf/", "render/", "render/separations/", "text/", "qr/")

#: Ways to the clock, the environment, the locale, the network and chance.
OUTER_WORLD = re.compile(
    r"\b(?:date|datetime)\.(?:today|now|utcnow)\(|\bos\.(?:environ|getenv)\b"
    r"|^\s*(?:import|from) (?:locale|socket|random|http|urllib\.request)\b",
    re.MULTILINE,
)


def test_what_reads_any_pdf_knows_nothing_of_pieces() -> None:
    rooms = {f"preflight/{room}" for room in PDF_LIBRARY}
    known = {ROOMS.room(one.imported) for one in IMPORTS if ROOMS.room(one.importer) in rooms}
    assert known - rooms == {"core/", "reading/pdf/"}
    below = {ROOMS.room(i.imported) for i in IMPORTS if ROOMS.room(i.importer) == "reading/pdf/"}
    assert below <= {"core/", "reading/pdf/"}


def test_only_the_doors_know_clock_environment_locale_and_network() -> None:
    found = [
        f"generator/{module}: {match[0].strip()}"
        for module, source in SOURCES.items()
        if not module.startswith("cli/")
        for match in OUTER_WORLD.finditer(source)
    ]
    assert found == []


def test_a_way_to_the_outer_world_is_found() -> None:
    for line in ("dt.date.today()", "os.environ['LANG']", "    import locale", "import socket"):
        assert OUTER_WORLD.search(line), line
    for line in ("from urllib.parse import quote", "import os", "time.perf_counter()"):
        assert not OUTER_WORLD.search(line), line


def test_a_check_imports_no_other_check() -> None:
    assert between_checks(IMPORTS) == []


def test_no_circle_leads_through_rooms() -> None:
    rooms = [(str(ROOMS.room(i.importer)), str(ROOMS.room(i.imported))) for i in IMPORTS]
    assert circles(pair for pair in rooms if pair[0] != pair[1]) == []


def test_no_circle_leads_through_modules() -> None:
    assert circles((one.importer, one.imported) for one in IMPORTS) == []


def test_no_room_holds_more_than_a_quarter_of_the_code() -> None:
    large = {room: share for room, share in shares(SOURCES).items() if share > LARGEST_SHARE}
    assert large == {}


def test_only_the_pipeline_knows_the_order_of_the_rooms() -> None:
    stages = {"sheet/builder.py", "layout/engine.py", "draw/painter.py"}
    leading = {
        module
        for module in SOURCES
        if stages <= {one.imported for one in IMPORTS if one.importer == module}
    }
    assert leading == {"pipeline.py"}
    certificates = {i.imported for i in IMPORTS if i.importer.startswith("certificates/")}
    assert certificates.isdisjoint(stages)


#: What is written once, in one module, and imported by all others that need it.
WRITTEN_ONCE = {
    r"get_close_matches": "core/near_names.py",
    r"= \(.vi., .en.\)|in \(.vi., .en.\)|Literal\[.vi., .en.\]": "core/messages.py",
    r"\b25\.4\b|[*/] ?72(\.0)?\b(?!\w)": "core/units.py",
    r"\(.Cyan., .Magenta.": "core/inks.py",
    r"ủy\|uỷ\) ban nhân dân|.uỷ ban nhân dân": "vietnamese/official_names.py",
    r"else .*\[:.*\] \+ .…|: .*\]\}…": "core/excerpts.py",
}


@pytest.mark.parametrize("pattern", WRITTEN_ONCE)
def test_one_idea_stands_in_one_place(pattern: str) -> None:
    places = {module for module, text in SOURCES.items() if re.search(pattern, text)}
    assert places <= {WRITTEN_ONCE[pattern]}


# The reader itself, on packages that were made up.

DOCUMENT = """
## Another table
| room |
|---|
| `elsewhere/` |
## The rooms
| room | takes |
|---|---|
| `cli/` | a person, with `api` |
| `api.py` | values |
| `preflight/` | a file |
| `draw/`, `press/` | boxes |
| `core/` | |
## Inside `preflight/`
| room | |
|---|---|
| `run.py` | |
| `checks/*/` | |
| `pdf/` | |
"""


def arrows(sources: dict[str, str]) -> list[str]:
    rooms = read_rooms(DOCUMENT)
    found = imports(sources, "generator")
    return [worded(one, rooms) for one in arrows_upwards(found, rooms)]


def test_the_order_is_read_with_an_inner_table_in_its_rooms_place() -> None:
    assert read_rooms(DOCUMENT).rows == (
        ("cli/",),
        ("api.py",),
        ("preflight/run.py",),
        ("preflight/checks/*/",),
        ("preflight/pdf/",),
        ("draw/", "press/"),
        ("core/",),
    )


def test_imports_downwards_and_inside_a_room_are_no_arrows_upwards() -> None:
    sources = {
        "cli/main.py": "from generator.api import make",
        "api.py": "from generator.core import units",
        "preflight/run.py": "import generator.preflight.checks.page.boxes",
        "preflight/checks/page/boxes.py": "from generator.preflight.checks.page import bleed",
        "preflight/checks/page/bleed.py": "from generator.core.units import PT",
        "core/units.py": "",
    }
    assert arrows(sources) == []


@pytest.mark.parametrize(
    "statement",
    [
        "from generator.cli.main import main",
        "from generator.cli import main",
        "import generator.cli.main",
        "def lazy():\n    from generator.cli import main",
        "if TYPE_CHECKING:\n    from generator.cli.main import main",
    ],
)
def test_an_arrow_upwards_is_named_with_its_line(statement: str) -> None:
    sources = {"core/units.py": f'"""Units."""\n{statement}', "cli/main.py": ""}
    line = 1 + len(statement.splitlines())
    assert arrows(sources) == [f"generator/core/units.py:{line}: core/ imports cli/main.py of cli/"]


def test_rooms_of_one_row_import_neither_way() -> None:
    sources = {"draw/a.py": "import generator.press.b", "press/b.py": "import generator.draw.a"}
    assert len(arrows(sources)) == 2


def test_a_check_that_imports_another_group_is_named() -> None:
    sources = {
        "preflight/checks/page/boxes.py": "from generator.preflight.checks.text.words import x",
        "preflight/checks/text/words.py": "",
    }
    assert arrows(sources) == [
        "generator/preflight/checks/page/boxes.py:1: preflight/checks/page/ imports "
        "preflight/checks/text/words.py of preflight/checks/text/"
    ]


def test_a_check_that_imports_one_of_its_own_group_is_named() -> None:
    sources = {
        "preflight/checks/page/__init__.py": "",
        "preflight/checks/page/bleed.py": "import generator.preflight.checks.page.boxes",
        "preflight/checks/page/boxes.py": "from generator.preflight.checks.page import GROUP",
    }
    assert between_checks(imports(sources, "generator")) == ["preflight/checks/page/bleed.py:1"]


def test_a_module_in_no_room_of_the_tables_is_an_arrow() -> None:
    assert arrows({"attic/box.py": "import generator.core.units", "core/units.py": ""})


def test_an_import_of_the_package_itself_is_one_of_its_first_module() -> None:
    sources = {"__init__.py": "", "core/units.py": "from generator import make"}
    assert imports(sources, "generator") == [Import("core/units.py", 1, "__init__.py")]


def test_imports_for_types_are_marked() -> None:
    source = "if typing.TYPE_CHECKING:\n    import generator.b\nimport generator.c"
    found = imports({"a.py": source, "b.py": "", "c.py": ""}, "generator")
    assert {one.imported: one.for_types for one in found} == {"b.py": True, "c.py": False}


def test_circles_are_found_whatever_their_length() -> None:
    assert circles([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("e", "f"), ("f", "e")]) == [
        ("a", "b", "c"),
        ("e", "f"),
    ]
    assert circles([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]) == []


def test_the_share_of_a_folder_is_that_of_its_own_modules() -> None:
    sources = {"a/x.py": "1\n", "a/y.py": "2\n", "a/inner/z.py": "3\n4\n"}
    assert shares(sources) == {"a/": 0.5, "a/inner/": 0.5}
