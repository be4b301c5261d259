"""Whatever fails: one line, a hint, the right exit code, no traceback unless asked for."""

from __future__ import annotations

import ast
import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import generator
from generator.cli.failures import CHECK_FAILED
from generator.cli.main import anpham
from generator.cli.report import format_place
from generator.core import errors
from generator.core.errors import AnphamError, Place, Problem
from generator.core.messages import msg
from generator.orders import execution

DOCS = Path(__file__).parents[2] / "docs"
PROBLEM = Problem(
    "planted", msg("this is {what}", what="wrong"), msg("mend it"), Place("a.yaml", 3, 7)
)

Failing = Callable[..., Result]


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Failing:
    """Runs ``anpham make`` with a pipeline that raises."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr("click.get_app_dir", lambda _: str(tmp_path / "none"))

    def run(error: BaseException, *arguments: str) -> Result:
        def raising(*_: object) -> None:
            raise error

        monkeypatch.setattr(execution, "make_pieces", raising)
        return CliRunner().invoke(anpham, ["make", *arguments])

    return run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr("click.get_app_dir", lambda _: str(tmp_path / "none"))
    return lambda *arguments: CliRunner().invoke(anpham, list(arguments))


EXIT_CODES = {
    errors.ContentError: 1,
    errors.TemplateError: 1,
    errors.DoesNotFitError: 1,
    errors.UsageError: 2,
    errors.MissingResourceError: 3,
    errors.InputOutputError: 5,
}


def test_every_kind_of_error_has_a_promised_exit_code() -> None:
    assert set(EXIT_CODES) == set(AnphamError.__subclasses__())


@pytest.mark.parametrize(("kind", "code"), EXIT_CODES.items())
def test_error_is_reported_in_two_lines_and_exits_with_its_code(
    failing: Failing, kind: type[AnphamError], code: int
) -> None:
    result = failing(kind(PROBLEM))
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "a.yaml:3:7: error: this is wrong",
        "  hint: mend it",
    ]


def test_all_problems_of_a_file_are_reported(failing: Failing) -> None:
    second = Problem("other", msg("and this"), place=Place("a.yaml", 9))
    result = failing(errors.ContentError(PROBLEM, second))
    assert result.stderr.splitlines()[2] == "a.yaml:9: error: and this"


def test_our_own_fault_is_one_line_and_says_how_to_see_more(failing: Failing) -> None:
    result = failing(ZeroDivisionError("division\nby zero"))
    assert result.exit_code == 70
    assert result.stderr.splitlines() == [
        "error: anpham itself has a fault: ZeroDivisionError: division by zero",
        "  hint: run again with -v to see the details",
    ]


@pytest.mark.parametrize("error", [ZeroDivisionError("x"), errors.ContentError(PROBLEM)])
def test_verbose_shows_the_traceback(failing: Failing, error: Exception) -> None:
    assert "Traceback (most recent call last)" in failing(error, "-v").stderr


def test_refusal_of_the_system_that_nobody_foresaw_is_exit_5(failing: Failing) -> None:
    result = failing(OSError(errno.ENOSPC, "No space left on device", "a.pdf"))
    assert result.exit_code == 5
    assert result.stderr.startswith("a.pdf: error: the system refused: the disk is full")


def test_interruption_is_exit_130_without_a_traceback(failing: Failing) -> None:
    result = failing(KeyboardInterrupt())
    assert result.exit_code == 130
    assert result.stderr.strip() == "stopped"


def test_reader_who_went_away_is_not_bothered(failing: Failing) -> None:
    result = failing(BrokenPipeError(errno.EPIPE, "Broken pipe"))
    assert result.exit_code == 5
    assert result.output == ""


def test_failure_with_json_is_an_object_on_stdout(failing: Failing) -> None:
    failure = json.loads(failing(errors.ContentError(PROBLEM), "--json").stdout)
    assert failure == {
        "schema": "anpham.failure",
        "schema_version": 1,
        "exit_code": 1,
        "problems": [
            {
                "code": "planted",
                "message": "this is wrong",
                "hint": "mend it",
                "place": {
                    "file": "a.yaml", "line": 3, "column": 7, "item": None, "page": None,
                    "x_mm": None, "y_mm": None, "piece": None, "text": None,
                },
            }
        ],
    }  # fmt: skip


def test_place_on_a_page_is_reported_in_millimetres_from_the_top_left() -> None:
    place = Place(item="do-3", page=2, x_mm=12.04, y_mm=30.0)
    assert format_place(place) == "do-3, page 2, 12.0 mm from the left, 30.0 mm from the top"


@pytest.mark.parametrize(
    "arguments",
    [
        ("make", "--nonsense"),
        ("mak",),
        ("list",),
        ("letter",),
        ("letter", "a", "b"),
        ("init", "a"),
    ],
)
def test_mistyped_command_is_exit_2_and_points_to_the_help(
    run: Callable[..., Result], arguments: tuple[str, ...]
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert lines[0].startswith("error: ")
    assert re.fullmatch(r"  hint: (.*; )?'anpham( \w+)? -h' shows what can be given", lines[-1])


def test_docs_give_the_same_exit_codes() -> None:
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    assert documented == {0, CHECK_FAILED, *EXIT_CODES.values(), 70, 130}


def codes_in_code() -> dict[str, set[str]]:
    """Every code of a problem or finding, and the errors that are raised with it at once.

    A code is the first value of a call or tuple that holds a message, too. Those of a preflight's
    rules are in docs/preflight.md, which has its own test.
    """
    found: dict[str, set[str]] = {}
    for path in Path(generator.__file__).parent.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            code = code_of(node)
            if code:
                found.setdefault(code, set())
            if isinstance(node, ast.Call):
                raised = getattr(node.func, "id", "")
                for inner in map(code_of, node.args):
                    if inner and raised.endswith("Error"):
                        found[inner] = found.get(inner, set()) | {raised}
    return found


def code_of(node: ast.AST) -> str | None:
    match node:
        case ast.Call(func=ast.Name(id="Rule" | "CheckGroup" | "Kind")):
            return None
        case ast.Call(func=ast.Attribute(attr="wrong")):
            return None  # its first value is the key
        case ast.Call(args=[ast.Constant(value=str(code)), *others]):
            pass
        case ast.Tuple(elts=[ast.Constant(value=str(code)), first, *_]):
            others = [first]
        case _:
            return None
    worded = any(
        (isinstance(other, ast.Call) and getattr(other.func, "id", "") == "msg")
        or (isinstance(other, ast.Name) and other.id in {"message", "what"})
        for other in others
    )
    return code if worded and re.fullmatch("[a-z]+(-[a-z]+)*", code) else None


def test_docs_list_every_code_with_its_exit_code() -> None:
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (\d+) \|", text, re.MULTILINE))
    findings = set(re.findall(r"^\| `([a-z-]+)` \| [^\d]", text, re.MULTILINE))
    exits = {kind.__name__: code for kind, code in EXIT_CODES.items()}
    in_code = codes_in_code()
    assert len(in_code) > 80
    # Put together in the code, from the kind of thing that is not known.
    put_together = {"material-unknown", "theme-unknown", "theme-face"}
    put_together |= {f"too-{how}-{what}" for how in ("few", "many") for what in ("items", "groups")}
    assert set(rows) | findings == set(in_code) | put_together
    for code, kinds in in_code.items():
        for kind in kinds:
            assert int(rows[code]) == exits[kind], f"{code} is raised with {kind}"


@pytest.mark.parametrize("module", ["click", "generator.cli.localization"])
def test_interruption_while_the_code_is_loaded_is_exit_130_and_silent(module: str) -> None:
    code = (
        "import sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from generator.cli import main\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_interruption_before_the_language_is_known_is_exit_130(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from generator.cli import main as run_anpham

    def interrupted(_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["generator.cli.main"], "_language", interrupted)
    with pytest.raises(SystemExit) as caught:
        run_anpham()
    assert caught.value.code == 130


class TestColour:
    """Decoration for terminals, never where a program reads, never against NO_COLOR."""

    def coloured(self, error_in_colour: bool) -> str:
        @click.command()
        def show() -> None:
            from generator.cli.report import Report

            Report().problems([PROBLEM])

        return CliRunner().invoke(show, color=error_in_colour).stderr

    def test_is_shown_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NO_COLOR", raising=False)
        assert "\x1b[" in self.coloured(True)

    def test_is_not_shown_elsewhere(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("NO_COLOR", raising=False)
        assert "\x1b[" not in self.coloured(False)

    def test_is_not_shown_where_no_color_is_set(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        assert "\x1b[" not in self.coloured(True)


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-m", "anpham", *arguments],
        **{"capture_output": True, "encoding": "utf-8", "check": False, **options},
    )


@pytest.mark.parametrize("module", ["anpham", "generator"])
def test_module_runs_as_the_command_does(module: str) -> None:
    command = [sys.executable, "-m", module, "--version"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("anpham ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_full_disk_behind_stdout_is_reported() -> None:
    with Path("/dev/full").open("w") as full:
        done = process("list", "sizes", stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert done.returncode == 5
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("error: the standard output takes nothing: the disk is full")


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_closed_pipe_ends_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = process("list", "sizes", stdout=writer, stderr=subprocess.PIPE, capture_output=False)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (5, "")


def test_docs_name_only_codes_that_there_are() -> None:
    code = Path(generator.__file__).parent
    known = "\n".join(path.read_text(encoding="utf-8") for path in code.rglob("*.py"))
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    sentences = re.findall(r"^(?:Codes?|Note|Warnings?) (`.*?)[.,](?:\s|$)", text, re.MULTILINE)
    codes = [name for sentence in sentences for name in re.findall(r"`([a-z-]+)`", sentence)]
    assert len(codes) > 5
    for name in codes:
        assert f'"{name}"' in known, name
