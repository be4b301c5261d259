"""From the file on the desk to printed pieces, as a person goes: the papers of every layout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pypdfium2
import pytest

import anpham

LETTERS = Path(__file__).parent.parent / "data" / "letters"
PAPERS = sorted(
    path.name
    for path in LETTERS.iterdir()
    if path.suffix in (".txt", ".docx", ".pdf", ".html") and path.name != "23-scan.pdf"
)
#: The promise is ten minutes for all of it; of a machine's time it may take this much, in s.
MACHINE_SECONDS = 60.0


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "vi_VN.UTF-8", "PYTHONUTF8": "1", "HOME": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "anpham", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.mark.slow
def test_a_word_file_becomes_three_pieces_as_a_person_goes(tmp_path: Path) -> None:
    (tmp_path / "cong van.docx").write_bytes((LETTERS / "16-dengue-word.docx").read_bytes())
    started = time.perf_counter()
    new = run(tmp_path, "new", "cong van.docx", "-o", "chien dich", "--yes")
    assert new.returncode == 0, new.stderr
    assert "ấn phẩm làm được: 3 trên 3" in new.stderr
    assert (tmp_path / "chien dich" / "xem-truoc.html").stat().st_size > 100_000

    made = run(tmp_path, "make", "--campaign", "chien dich")
    assert made.returncode == 0, made.stderr
    pieces = sorted((tmp_path / "output").glob("*.pdf"))
    assert [piece.name.split("-")[0] for piece in pieces] == ["insert", "leaflet", "poster"]
    assert all("CHỜ DUYỆT" in text_of(piece) for piece in pieces)

    approved = run(tmp_path, "approve", "chien dich", "--by", "Nguyễn Thị Duyệt", "--yes")
    assert approved.returncode == 0, approved.stderr
    final = run(tmp_path, "make", "--campaign", "chien dich", "-o", "in")
    assert final.returncode == 0, final.stderr
    pieces = sorted((tmp_path / "in").glob("*.pdf"))
    assert len(pieces) == 3
    assert not any("CHỜ DUYỆT" in text_of(piece) for piece in pieces)
    assert time.perf_counter() - started < MACHINE_SECONDS


@pytest.mark.slow
@pytest.mark.parametrize("name", PAPERS)
def test_of_every_paper_three_pieces_can_be_made(tmp_path: Path, name: str) -> None:
    made = anpham.new_campaign(LETTERS / name, date="2026-11-30", output=tmp_path / "cd")
    problems = [problem for piece in made.pieces for problem in piece.problems]
    assert not problems, "\n".join(map(str, problems))
    assert len(made.pieces) == 3
    expected = json.loads((LETTERS / name).with_suffix(".expected.json").read_text("utf-8"))
    texts = {" ".join(block["text"].split()) for block in expected["blocks"]}
    # What is quoted is a point of the paper, word for word, and each point is somewhere.
    quoted = [item.official for item in made.campaign.items]
    assert quoted
    if not expected.get("near"):
        assert set(quoted) <= texts
    assert made.points == len(quoted) + len(made.left_out)
    assert all(str(left.message) for left in made.left_out)
