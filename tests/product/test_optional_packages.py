"""Without an extra its tests are skipped with a reason: none stops the suite by its imports."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

from support.tools import ROOT

TESTS: Final = ROOT / "tests"
#: What only the extras bring, as it is imported.
OPTIONAL: Final = {"argon2", "multipart", "platformdirs", "python_multipart", "starlette"} | {
    "tesserocr",
    "uvicorn",
}
#: Modules that skip whoever imports them where an extra is missing, and what does so itself.
GUARDS: Final = ("support.studio", "support.chromium", "go_without(")


def unguarded(path: Path) -> list[str]:
    """Imports at the top of a module of tests that come before anything that would skip it."""
    found: list[str] = []
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        words = ast.unparse(statement)
        if any(guard in words for guard in GUARDS) and not isinstance(statement, ast.FunctionDef):
            return found
        names: list[str] = []
        if isinstance(statement, ast.Import):
            names = [one.name for one in statement.names]
        elif isinstance(statement, ast.ImportFrom):
            names = [statement.module or ""]
        found += [f"{path.name}: {one}" for one in names if one.split(".")[0] in OPTIONAL]
    return found


def test_no_module_of_tests_imports_an_extra_before_it_can_be_skipped() -> None:
    assert [one for path in sorted(TESTS.rglob("*.py")) for one in unguarded(path)] == []


def test_an_import_before_the_guard_is_found(tmp_path: Path) -> None:
    module = tmp_path / "test_it.py"
    module.write_text("import starlette.requests\nimport support.studio\n", encoding="utf-8")
    assert unguarded(module) == ["test_it.py: starlette.requests"]
    module.write_text("import support.studio\nimport starlette\n", encoding="utf-8")
    assert unguarded(module) == []
