"""Previews: the piece as it would be printed, at once, and for no more work than it takes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from support.studio import Browser, studio_app

from generator.studio.choices import Choices, PieceChoice
from generator.studio.edits import CAMPAIGN_FILE
from generator.studio.pages.preview import MAX_WIDTH_PX
from generator.studio.store.projects import Project, Revision, State
from generator.studio.work.previews import Previews
from generator.studio.work.tasks import preview


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser at a server for all tests, whose workers are warm after the first."""
    with Browser(studio_app(tmp_path_factory.mktemp("studio"))) as opened:
        yield opened


TITLE = "Ứng xử văn minh trên mạng xã hội "


def change(browser: Browser, project: Project, old: str, new: str) -> None:
    """Save the campaign with another text."""

    def changed(head: Revision) -> State:
        files = browser.studio.files
        data = files.get(head.files[CAMPAIGN_FILE]).replace(
            old.strip().encode(), new.strip().encode(), 1
        )
        return State({**head.files, CAMPAIGN_FILE: files.put(data)}, head.choices)

    browser.studio.projects.commit(project.id, changed, edit={}, author="tester")


def choose(browser: Browser, project: Project, *pieces: PieceChoice, **choices: Any) -> None:
    """Save other pieces."""

    def changed(head: Revision) -> State:
        known = Choices.from_json(head.choices).to_json()
        known |= {"pieces": [dict(material=p.material, size=p.size) for p in pieces], **choices}
        return State(head.files, known)

    browser.studio.projects.commit(project.id, changed, edit={}, author="tester")


def page(project: Project, query: str = "", *, piece: int = 1, number: int = 1) -> str:
    return f"/p/{project.id}/pieces/{piece}/page/{number}.png{query}"


def facts(project: Project, query: str = "", *, piece: int = 1, number: int = 1) -> str:
    return f"/p/{project.id}/pieces/{piece}/page/{number}.json{query}"


def size(data: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(data)) as image:
        image.load()
        return image.size


def drawings(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count the previews that the pool is asked to draw."""
    counted: list[str] = []
    submit = browser.studio.work.submit

    def counting(task: Any, /, *args: Any, **kwargs: Any) -> Any:
        if task is preview:
            counted.append(kwargs["key"])
        return submit(task, *args, **kwargs)

    monkeypatch.setattr(browser.studio.work, "submit", counting)
    return counted


def test_a_page_is_a_picture_as_wide_as_asked_for(browser: Browser, project: Project) -> None:
    answer = browser.get(page(project, "?width=300"))
    assert answer.headers["content-type"] == "image/png"
    assert size(answer.content) == (300, 425)
    assert answer.headers["x-pages"] == "1"
    assert float(answer.headers["x-width-mm"]) == 297


@pytest.mark.parametrize(("asked", "wide"), [("1", 40), ("99999999", MAX_WIDTH_PX)])
def test_no_width_costs_more_than_a_large_screen_shows(
    browser: Browser, project: Project, asked: str, wide: int
) -> None:
    assert size(browser.get(page(project, f"?width={asked}")).content)[0] == wide


@pytest.mark.parametrize("asked", ["x", "-1", "1e9", "٣٠٠", "9" * 5000, "300;"])
@pytest.mark.parametrize("name", ["width", "revision"])
def test_a_width_that_is_no_number_is_refused_in_words(
    browser: Browser, project: Project, name: str, asked: str
) -> None:
    answer = browser.get(page(project, f"?{name}={asked}"))
    assert answer.status_code == 400
    assert name in answer.text


@pytest.mark.parametrize(("piece", "number"), [(0, 1), (99, 1), (1, 0), (10**30, 1), (1, 10**30)])
def test_a_piece_or_page_that_is_not_there_is_refused(
    browser: Browser, project: Project, piece: int, number: int
) -> None:
    assert browser.get(page(project, piece=piece, number=number)).status_code == 404


def test_a_page_behind_the_last_says_how_many_there_are(browser: Browser, project: Project) -> None:
    answer = browser.get(page(project, number=7))
    assert answer.status_code == 422
    assert "1" in answer.text


def test_an_unchanged_preview_is_drawn_once_and_sent_once(
    browser: Browser, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = drawings(browser, monkeypatch)
    first = browser.get(page(project, "?width=200"))
    again = browser.get(page(project, "?width=200"))
    assert again.content == first.content
    kept = {"If-None-Match": first.headers["etag"]}
    unchanged = browser.client.get(page(project, "?width=200"), headers=kept)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert len(counted) == 1


def test_a_changed_text_is_another_picture(browser: Browser, project: Project) -> None:
    first = browser.get(page(project, "?width=200"))
    change(browser, project, "Đọc kỹ, tuân thủ điều khoản", "Đọc thật kỹ điều khoản")
    kept = {"If-None-Match": first.headers["etag"]}
    second = browser.client.get(page(project, "?width=200"), headers=kept)
    assert second.status_code == 200
    assert second.content != first.content


def test_an_older_state_is_shown_beside_the_present_one(browser: Browser, project: Project) -> None:
    first = browser.get(page(project, "?width=200")).content
    change(browser, project, "Đọc kỹ, tuân thủ điều khoản", "Đọc thật kỹ điều khoản")
    assert browser.get(page(project, "?width=200")).content != first
    assert browser.get(page(project, "?width=200&revision=1")).content == first
    assert browser.get(page(project, "?revision=77")).status_code == 404


def test_many_who_ask_for_one_picture_wait_for_one_drawing(
    browser: Browser, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = drawings(browser, monkeypatch)
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: browser.get(page(project, "?width=210")), range(6)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(counted) == 1


def test_a_text_that_does_not_fit_is_said_with_its_place(
    browser: Browser, project: Project
) -> None:
    change(browser, project, TITLE, TITLE * 8)
    answer = browser.get(page(project))
    assert answer.status_code == 422
    assert "ký tự" in answer.text
    (problem,) = browser.get(facts(project)).json()["problems"]
    assert problem["code"] == "text-overflow"
    assert problem["place"]["text"] == "campaign.title"
    assert problem["place"]["file"] == CAMPAIGN_FILE
    assert problem["place"]["line"] > 1


def test_no_folder_of_the_server_is_in_what_a_page_says(browser: Browser, project: Project) -> None:
    change(browser, project, TITLE, TITLE * 8)
    data = str(browser.studio.settings.data)
    for path in (page(project), facts(project)):
        assert data not in browser.get(path).text


def test_folds_and_sizes_come_in_mm(browser: Browser, project: Project) -> None:
    known = browser.get(facts(project, piece=2)).json()
    assert known["page_mm"] == [297, 210]
    assert known["trim_at_mm"] == [0, 0]
    assert known["page_count"] == 2
    assert len(known["folds_mm"]) == 2
    assert {"code", "severity", "message"} <= known["findings"][0].keys()


def test_marks_of_a_press_lie_around_the_piece(browser: Browser, project: Project) -> None:
    choose(browser, project, PieceChoice("poster"), destination="press")
    known = browser.get(facts(project)).json()
    assert known["trim_mm"] == [297, 420]
    assert known["page_mm"][0] > 297
    assert known["trim_at_mm"][0] > 0


def test_what_is_read_aloud_is_shown_as_text(browser: Browser, project: Project) -> None:
    choose(browser, project, PieceChoice("script"))
    known = browser.get(facts(project)).json()
    assert known["is_picture"] is False
    assert "BÀI PHÁT THANH" in known["text"]
    assert browser.get(page(project)).headers["content-type"].startswith("text/plain")


def test_pictures_are_shown_as_themselves(browser: Browser, project: Project) -> None:
    choose(browser, project, PieceChoice("social"), destination="screen")
    known = browser.get(facts(project)).json()
    assert known["is_picture"]
    assert known["alt"]


def test_the_cache_holds_no_more_bytes_than_it_may(browser: Browser, project: Project) -> None:
    studio = browser.studio
    head = project.head
    options = Choices.from_json(head.choices).options(
        studio.folders.folder(head.files), studio.settings.now().date(), PieceChoice("poster")
    )
    previews = Previews(studio.work, most_bytes=60_000)
    for width in range(150, 160):
        previews.shown(options, 0, width, key=str(width), person="0")
        assert previews.cached_bytes <= 60_000


def test_who_is_not_signed_in_sees_no_preview(browser: Browser, project: Project) -> None:
    stranger = Browser(browser.app, is_signed_in=False)
    assert stranger.get(page(project)).status_code == 401
