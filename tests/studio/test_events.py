"""Events of a project: what others do is seen at once, by every process of the server."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from support.studio import Browser, studio_app

from generator.studio.events import MAX_OF_ALL, MAX_OF_ONE, Events
from generator.studio.store.database import Database
from generator.studio.store.makings import Makings, MakingState
from generator.studio.store.projects import Project, State

LIMIT_S = 20.0
#: Of an event that another person caused.
OTHER = {"is_same_person": False, "is_own": False}
Event = tuple[str, dict[str, object]]


def edit(browser: Browser, project: Project, author: str, tab: str = "") -> None:
    """Save another revision."""
    browser.studio.projects.commit(
        project.id,
        lambda head: State(head.files, {**head.choices, "theme": str(head.number)}),
        edit={"tab": tab} if tab else {},
        author=author,
    )


def events_in(part: bytes) -> list[Event]:
    """The events of a part of a stream; heartbeats and the like are none."""
    found = []
    for block in part.decode().split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "event" in lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


async def first(stream: AsyncIterator[bytes], count: int) -> list[Event]:
    """The first ``count`` events of ``stream``."""
    found: list[Event] = []
    async with asyncio.timeout(LIMIT_S):
        async for part in stream:
            found += events_in(part)
            if len(found) >= count:
                break
    return found


def heard(
    events: Events,
    project: Project,
    *happenings: Callable[[], object],
    known: int | None = None,
    tab: str = "",
) -> list[Event]:
    """The events that ``happenings`` cause, one each, for the listener An."""

    async def listen() -> list[Event]:
        stream = events.stream(project.id, "7", "An", known or project.head.number, tab)
        await anext(stream)
        found: list[Event] = []
        for happening in happenings:
            happening()
            found += await first(stream, 1)
        await stream.aclose()  # type: ignore[attr-defined]
        return found

    return asyncio.run(listen())


def test_an_edit_of_another_person_is_said_with_the_name(
    browser: Browser, project: Project
) -> None:
    found = heard(browser.studio.events, project, lambda: edit(browser, project, "Bình"))
    assert found == [("revision", {"number": 2, "author": "Bình"} | OTHER)]


def test_an_edit_of_ones_own_is_marked_as_such(browser: Browser, project: Project) -> None:
    (event,) = heard(browser.studio.events, project, lambda: edit(browser, project, "An"))
    assert event[1]["is_own"] is True


@pytest.mark.parametrize(("tab", "is_own"), [("here", True), ("elsewhere", False), ("", False)])
def test_an_edit_of_ones_own_in_another_window_is_none_of_this_page(
    browser: Browser, project: Project, tab: str, *, is_own: bool
) -> None:
    events = browser.studio.events
    (event,) = heard(events, project, lambda: edit(browser, project, "An", tab), tab="here")
    assert (event[1]["is_same_person"], event[1]["is_own"]) == (True, is_own)


def test_an_edit_saved_by_another_process_is_seen(browser: Browser, project: Project) -> None:
    database = Database(Path(browser.studio.settings.data) / "anpham.sqlite3")
    studio = browser.studio
    other = Events(database, studio.projects, studio.makings)
    (event,) = heard(other, project, lambda: edit(browser, project, "Bình"))
    assert event[1]["author"] == "Bình"
    database.close()


def test_who_connects_again_hears_what_was_missed(browser: Browser, project: Project) -> None:
    edit(browser, project, "Bình")
    edit(browser, project, "Chi")
    (event,) = heard(browser.studio.events, project, lambda: None, known=1)
    assert event == ("revision", {"number": 3, "author": "Chi"} | OTHER)


def test_the_progress_of_a_version_is_said(browser: Browser, project: Project) -> None:
    makings: Makings = browser.studio.makings
    making, _ = makings.start(project.id, 1, 3, author="Bình")
    found = heard(
        browser.studio.events,
        project,
        lambda: None,
        lambda: makings.goes_on(making.id, 2),
        lambda: makings.end(making.id, MakingState.DONE, 5),
    )
    seen = [(event[0], event[1]["done"], event[1]["state"]) for event in found]
    assert seen == [
        ("progress", 0, "running"),
        ("progress", 2, "running"),
        ("progress", 2, "done"),
    ]


def test_edits_of_other_projects_are_not_heard(browser: Browser, project: Project) -> None:
    other = browser.studio.projects.get(browser.begin())

    def both() -> None:
        edit(browser, other, "Bình")
        edit(browser, project, "Chi")

    (event,) = heard(browser.studio.events, project, both)
    assert event[1]["author"] == "Chi"


def test_streams_end_when_the_server_does(browser: Browser, project: Project) -> None:
    async def listen() -> float:
        stream = browser.studio.events.stream(project.id, "7", "An", 1)
        await anext(stream)
        browser.studio.events.close()
        started = time.monotonic()
        async with asyncio.timeout(LIMIT_S):
            async for _ in stream:
                pass
        return time.monotonic() - started

    assert asyncio.run(listen()) < 3.0


def test_a_stream_ends_with_its_project(browser: Browser, project: Project) -> None:
    async def listen() -> None:
        stream = browser.studio.events.stream(project.id, "7", "An", 1)
        await anext(stream)
        browser.studio.projects.delete(project.id, author="Bình")
        async with asyncio.timeout(LIMIT_S):
            async for _ in stream:
                pass

    asyncio.run(listen())


@pytest.mark.parametrize(
    ("people", "most"), [(["7"], MAX_OF_ONE), (list(map(str, range(100))), MAX_OF_ALL)]
)
def test_streams_are_bounded_for_each_person_and_for_all(
    browser: Browser, project: Project, people: list[str], most: int
) -> None:
    events = browser.studio.events

    async def listen() -> int:
        streams: list[asyncio.Task[bytes]] = []
        while not events.is_full_for(person := people[len(streams) % len(people)]):
            stream = events.stream(project.id, person, "An", 1)
            await anext(stream)
            task = asyncio.ensure_future(anext(stream))
            await asyncio.sleep(0)
            streams.append(task)
        for task in streams:
            task.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
        return len(streams)

    assert asyncio.run(listen()) == most
    assert not events.is_full_for("7")


def test_who_is_not_signed_in_hears_nothing(tmp_path: Path) -> None:
    app = studio_app(tmp_path)
    with Browser(app) as browser:
        project = browser.begin()
        stranger = Browser(app, is_signed_in=False)
        assert stranger.get(f"/p/{project}/events").status_code == 401


def test_every_page_of_a_project_listens(browser: Browser, project: Project) -> None:
    for step in ("chon", "ai", "gi", "lay"):
        page = browser.get(f"/p/{project.id}/{step}").text
        assert f'hx-sse:connect="/p/{project.id}/events?known=1' in page
        assert ("&amp;tab=" in page) is (step != "lay")
        assert "/static/events.js" in page


# -- a server of its own


@contextmanager
def served(folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A real server, and the address that opens it."""
    command = [sys.executable, "-m", "anpham", "studio", "--no-browser", "--port", "0"]
    with subprocess.Popen(
        [*command, "--data", str(folder)], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            yield server, server.stdout.readline().strip()
        finally:
            server.kill()


def ask(connection: HTTPConnection, path: str, cookie: str) -> HTTPResponse:
    connection.request("GET", path, headers={"Cookie": cookie})
    return connection.getresponse()


@pytest.mark.slow
def test_a_signal_ends_a_server_whose_pages_listen(tmp_path: Path) -> None:
    with Browser(studio_app(tmp_path)) as browser:
        project = browser.begin()
    with served(tmp_path / "studio-data") as (server, address):
        found = urlsplit(address)
        assert found.hostname is not None
        with closing(HTTPConnection(found.hostname, found.port, timeout=LIMIT_S)) as connection:
            entered = ask(connection, f"{found.path}?{found.query}", "")
            entered.read()
            cookie = entered.headers["Set-Cookie"].partition(";")[0]
            with ask(connection, f"/p/{project}/events", cookie) as stream:
                assert stream.headers["Content-Type"].startswith("text/event-stream")
                assert stream.readline().startswith(b"retry")
                started = time.monotonic()
                server.send_signal(signal.SIGTERM)
                assert server.wait(LIMIT_S) in (0, -signal.SIGTERM)
                assert time.monotonic() - started < 2.5  # the limit of a graceful end is 3 s
