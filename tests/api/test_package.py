"""``import anpham``: what programs get, also beside another package named ``generator``."""

from __future__ import annotations

import importlib.util
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from support.tools import ROOT, go_without

import anpham
from generator import api

STRAY = "raise RuntimeError('a stray generator was imported')\n"


def test_every_public_name_is_there_and_no_other() -> None:
    assert sorted([*api.__all__, "__version__"]) == anpham.__all__
    for name in anpham.__all__:
        assert getattr(anpham, name) is not None
    assert set(anpham.__all__) <= set(dir(anpham))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = anpham.nonsense  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", api.__all__)
def test_every_public_name_is_pickled_as_anpham(name: str) -> None:
    thing = getattr(anpham, name)
    assert thing.__module__ == "anpham"
    assert pickle.loads(pickle.dumps(thing)) is thing


def test_an_error_keeps_its_problems_on_the_way_to_another_process() -> None:
    with pytest.raises(anpham.UsageError) as caught:
        anpham.MakeOptions(date="heute")  # type: ignore[arg-type]
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is anpham.UsageError
    assert again.problems == caught.value.problems
    assert str(again) == str(caught.value)


def test_the_package_itself_waits_for_no_library() -> None:
    code = (
        "import sys, anpham; anpham.MakeOptions, anpham.Made, anpham.UsageError, anpham.make\n"
        "heavy = {'click', 'reportlab', 'uharfbuzz', 'fontTools', 'jinja2', 'pypdfium2', 'PIL',\n"
        "    'yaml', 'pikepdf', 'numpy', 'zxingcpp'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment in which the wheel is installed."""
    for module in ("hatchling", "pip"):
        if importlib.util.find_spec(module) is None:
            go_without(f"{module} is not installed")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    commands = environment / ("Scripts" if sys.platform == "win32" else "bin")
    python = commands / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    options = ["--no-deps", "--no-index", "--no-compile", "--disable-pip-version-check"]
    subprocess.run([*pip, *options, str(wheel)], check=True, capture_output=True)
    # The libraries are those of this environment; a path file is searched after the wheel.
    (site,) = {p for p in environment.rglob("site-packages") if p.is_dir()}
    libraries = [entry for entry in sys.path if Path(entry).name == "site-packages"]
    (site / "libraries.pth").write_text("\n".join(libraries), encoding="utf-8")
    return commands


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A working folder with a package ``generator`` that must never be imported."""
    stray = tmp_path / "work" / "generator"
    stray.mkdir(parents=True)
    (stray / "__init__.py").write_text(STRAY, encoding="utf-8")
    return stray.parent


def run(work: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    # The working folder is searched first by whatever is started in it.
    environment = {**os.environ, "PYTHONPATH": str(work), "LC_ALL": "C"}
    return subprocess.run(
        list(map(str, command)),
        cwd=work,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
class TestBesideAnotherGenerator:
    """The wheel as users have it, in a folder with a ``generator`` of somebody else's."""

    def test_the_trap_is_one(self, installed: Path, work: Path) -> None:
        done = run(work, installed / "python", "-c", "import generator")
        assert "a stray generator was imported" in done.stderr

    def test_the_command_and_the_module_make_a_piece(self, installed: Path, work: Path) -> None:
        order = ["make", "insert", "--no-check", "--date", "2026-11-24"]
        for command in ([installed / "anpham"], [installed / "python", "-m", "anpham"]):
            done = run(work, *command, *order)
            assert done.returncode == 0, done.stderr
        assert [p.name for p in (work / "output").iterdir()] == ["insert-phuong-an-phu-dong.pdf"]

    def test_a_program_imports_anpham(self, installed: Path, work: Path) -> None:
        code = (
            "import anpham\n"
            "(piece,) = anpham.Workshop().make(date='2026-11-24', materials='insert')\n"
            "print(piece.pages, anpham.__version__)"
        )
        done = run(work, installed / "python", "-c", code)
        assert (done.returncode, done.stdout) == (0, f"1 {anpham.__version__}\n"), done.stderr

    def test_a_spawned_worker_process_makes_pieces(self, installed: Path, work: Path) -> None:
        # Nothing of anpham is imported where the worker imports the program's main module.
        (work / "program.py").write_text(PROGRAM, encoding="utf-8")
        done = run(work, installed / "python", "program.py")
        assert done.stdout.splitlines() == [
            "insert",
            "size-unknown",
            "Ủy ban nhân dân phường Ví Dụ",
        ], done.stderr

    def test_anpham_imported_after_another_generator_says_so(
        self, installed: Path, work: Path
    ) -> None:
        (work / "generator" / "__init__.py").write_text("", encoding="utf-8")
        done = run(work, installed / "python", "-c", "import generator, anpham")
        assert done.returncode == 1
        last = done.stderr.splitlines()[-1]
        assert last.startswith("ImportError: another module named 'generator' is loaded already")
        assert str(work / "generator" / "__init__.py") in last
        assert last.endswith("import anpham before it, or in a process of its own")

    def test_the_wheel_says_that_it_is_typed(self, installed: Path) -> None:
        (site,) = {p for p in installed.parent.rglob("site-packages") if p.is_dir()}
        assert (site / "anpham" / "py.typed").is_file()
        assert (site / "generator" / "py.typed").is_file()


PROGRAM = """\
import concurrent.futures, multiprocessing, sys

def name_of(issuer):
    return issuer.name

def main():
    import anpham

    sys.stdout.reconfigure(encoding="utf-8")
    order = anpham.MakeOptions(date="2026-11-24", materials="insert")
    spawning = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=spawning) as pool:
        made = pool.submit(anpham.make, order, check=False).result()
        print(made.files[0].material)
        error = pool.submit(anpham.make, order, size="A99").exception()
        print(error.problems[0].code)
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=spawning) as pool:
        issuer = anpham.Issuer("Ủy ban nhân dân", "phường Ví Dụ")
        print(pool.submit(name_of, issuer).result())

if __name__ == "__main__":
    main()
"""
