"""Hints on pages: no command or option of a terminal; the reason when nothing can be saved."""

from __future__ import annotations

import errno
import re
import sqlite3
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from support.studio import Browser, studio_app
from support.tools import ROOT

from generator.core.errors import InputOutputError, Problem
from generator.core.messages import Message, msg
from generator.studio.hints import plain_hint
from generator.studio.store import database, files
from generator.studio.work.pool import WorkFailed

_TERMINAL = re.compile(r"(?:^|[\s(])--?[a-z][a-z-]*\b|--[a-z]+|\bthe command\b")


def page_hint(code: str, hint: Message) -> str:
    shown = plain_hint(code, hint)
    return " ".join(shown) if isinstance(shown, tuple) else str(shown or "")


def test_no_hint_of_the_catalogue_leads_a_person_at_a_page_to_a_terminal() -> None:
    with (ROOT / "generator/locale/anpham.pot").open("rb") as file:
        texts = [str(one.id) for one in read_po(file) if one.id]
    options = [text for text in texts if _TERMINAL.search(text)]
    assert len(options) > 50
    named = {name: "x" for text in options for name in re.findall(r"{(\w+)}", text)}
    assert [text for text in options if page_hint("any", Message(text, dict(named)))] == []


def test_no_module_of_the_pages_shows_the_hint_of_a_problem_as_it_is() -> None:
    raw = re.compile(r"\b(?:problem|one|first|problems\[0\])\.hint\b(?!\))")
    found = [
        f"{path.name}: {line.strip()}"
        for folder in ("generator/studio", "generator/studio/pages")
        for path in (ROOT / folder).glob("*.py")
        if path.name not in ("hints.py", "records.py")
        for line in path.read_text("utf-8").splitlines()
        if raw.search(line) and "plain_hint" not in line
    ]
    assert found == []


def said_by(answer: Any) -> str:
    """The words of an answer; none of them is for a terminal."""
    words = re.sub(r"<[^>]+>", " ", answer.text)
    assert not re.search(r"--data|\s-o\b|lệnh", words)
    return words


def test_a_database_that_another_program_holds_is_said_to_be_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_MS", 200)
    with Browser(studio_app(tmp_path)) as browser:
        project = browser.begin()
        before = browser.studio.projects.get(project).head.number
        holder = sqlite3.connect(tmp_path / "studio-data" / "anpham.sqlite3")
        holder.execute("BEGIN IMMEDIATE")
        answer = browser.post(f"/p/{project}/gi/common", destination="press")
        assert answer.status_code == 503
        assert "thử lại" in said_by(answer).lower()
        holder.rollback()
        holder.close()
        assert browser.studio.projects.get(project).head.number == before
        assert browser.post(f"/p/{project}/gi/common", destination="press").status_code == 200


def test_a_full_disk_is_said_with_what_to_do_and_nothing_is_half_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        problem = Problem("disk-full", msg("the disk is full, the file was not written"))
        raise InputOutputError(problem) from OSError(errno.ENOSPC, "full")

    with Browser(studio_app(tmp_path)) as browser:
        monkeypatch.setattr(files, "save_file", full)
        answer = browser.post("/begin", campaign="sot-xuat-huyet")
        assert answer.status_code == 507
        assert "ổ đĩa" in said_by(answer)
        assert browser.studio.projects.listed() == []


def test_why_a_making_failed_is_said_where_it_was_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed: Future[Any] = Future()
    problem = Problem("process-lost", msg("the disk is full"), msg("take a smaller file"))
    failed.set_exception(WorkFailed(problem))
    with Browser(studio_app(tmp_path)) as browser:
        project = browser.begin()
        monkeypatch.setattr(browser.studio.work, "submit", lambda *_, **__: failed)
        browser.post(f"/p/{project}/lam").raise_for_status()
        for _ in range(200):
            making = browser.studio.makings.latest(project)
            assert making is not None
            if not making.is_running:
                break
        page = browser.get(f"/p/{project}/lay").text
    assert "Chưa làm xong: ổ đĩa đã đầy." in page
    assert "Hãy bấm làm lại" not in page
