"""Type checkers know the public API: a right call is clean, a wrong option is found."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.tools import ROOT, go_without

PROGRAM = """\
from __future__ import annotations

import datetime as dt
from pathlib import Path

import anpham

day = dt.date(2026, 11, 24)
made: anpham.Made = anpham.make(date=day, materials=("poster",), text="full")
options = anpham.MakeOptions(date=day, destination=anpham.Destination.PRESS)
anpham.make(options, output=Path("out"), png=True, size="A2", templates="own")
anpham.make(date="2026-11-24", materials="poster", destination="press", issuer=None)
workshop = anpham.Workshop(templates="own")
pdf: bytes = workshop.make(options, issuer="An Phú Đông")[0].pdf
names: list[str] = [p.name for p in workshop.make_for(["A"], date=day, theme="hien-dai")]
fit: bool = anpham.check(pdf, date=day, profile="screen").fits(strict=True)
letter: anpham.Letter = anpham.read_letter("letter.txt")
repaired: str = anpham.repair_text("Uû ban").text
try:
    pass
except anpham.UsageError as error:
    codes: list[str] = [problem.code for problem in error.problems]

anpham.make(materials=("poster",), txet="full", date=day)  # wrong
anpham.make(materials=("poster",))  # wrong
anpham.make(options, text="long")  # wrong
anpham.make(date=day, destination="printer")  # wrong
anpham.make(date=day, materials=3)  # wrong
anpham.make(date=day, output=3)  # wrong
workshop.make(date=day, output="out")  # wrong
workshop.make_for("A", option=1, date=day)  # wrong
anpham.MakeOptions(date=day, txet="full")  # wrong
anpham.read_letter(3)  # wrong
anpham.check(pdf)  # wrong
anpham.check(pdf, date=day, profil="screen")  # wrong
anpham.nonsense  # wrong
made.files[0].nonsense  # wrong
"""


@pytest.mark.slow
def test_mypy_finds_every_wrong_call_and_no_other(tmp_path: Path) -> None:
    if importlib.util.find_spec("mypy") is None:
        go_without("mypy is not installed")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    # From the checkout, whose settings and cache spare most of the work.
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-error-summary", "--hide-error-context", str(program)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    found = {int(line) for line in re.findall(r":(\d+): error:", done.stdout)}
    wrong = {n for n, line in enumerate(PROGRAM.splitlines(), 1) if line.endswith("# wrong")}
    assert found == wrong, done.stdout
