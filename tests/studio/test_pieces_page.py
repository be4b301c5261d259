"""Step three: pieces are added, changed and removed; what does not suit says why."""

from __future__ import annotations

from typing import Any

import pytest
from support.studio import Browser

from generator.studio.choices import Choices
from generator.studio.store.projects import Project


def _choices(browser: Browser, project: Project) -> Choices:
    return Choices.from_json(browser.studio.projects.get(project.id).head.choices)


def _post(browser: Browser, project: Project, path: str, **fields: Any) -> tuple[int, str]:
    answer = browser.post(f"/p/{project.id}/gi/{path}", is_htmx=True, **fields)
    return answer.status_code, answer.text


def test_every_material_is_listed_by_its_vietnamese_name(
    browser: Browser, project: Project
) -> None:
    page = browser.get(f"/p/{project.id}/gi").text
    for name in ("Áp phích", "Tờ gấp đôi", "Băng rôn", "Bài phát thanh"):
        assert f"<strong>{name}</strong>" in page


def test_the_half_fold_is_recommended_to_offices_alone(browser: Browser, project: Project) -> None:
    assert "Nên dùng cho máy in văn phòng" in browser.get(f"/p/{project.id}/gi").text
    _, page = _post(browser, project, "common", destination="press")
    assert "Nên dùng cho máy in văn phòng" not in page


def test_an_unsuited_material_is_disabled_with_its_reason(
    browser: Browser, project: Project
) -> None:
    page = browser.get(f"/p/{project.id}/gi").text
    assert 'disabled aria-describedby="why-social"' in page
    assert "Ảnh mạng xã hội không làm cho nơi in hoặc xem đã chọn" in page


def test_a_piece_is_added_and_removed(browser: Browser, project: Project) -> None:
    _post(browser, project, "add", material="flyer")
    assert [one.material for one in _choices(browser, project).pieces][-1] == "flyer"
    _post(browser, project, "remove/1", material="poster")
    assert "poster" not in [one.material for one in _choices(browser, project).pieces]


def test_a_piece_that_another_removed_is_not_taken_for_the_next(
    browser: Browser, project: Project
) -> None:
    _post(browser, project, "remove/1", material="poster")
    status, _ = _post(browser, project, "remove/1", material="poster")
    assert status == 409


@pytest.mark.parametrize(
    ("of", "fields", "expected"),
    [
        ("size", {"size": "A2"}, "A2"),
        ("own", {"size": "600 x 800"}, "600x800mm"),
        ("copies", {"copies": "200"}, 200),
        ("text", {"text": "full"}, "full"),
        ("theme", {"theme": "den-trang"}, "den-trang"),
    ],
)
def test_each_value_of_a_piece_is_saved(
    browser: Browser, project: Project, of: str, fields: dict[str, Any], expected: object
) -> None:
    status, text = _post(browser, project, "piece/1", of=of, material="poster", **fields)
    assert status == 200, text
    piece = _choices(browser, project).pieces[0]
    assert getattr(piece, "size" if of == "own" else of) == expected


@pytest.mark.parametrize(
    "fields", [{"of": "own", "size": "60x800"}, {"of": "copies", "copies": "một trăm"}]
)
def test_a_value_that_cannot_be_is_refused_in_words(
    browser: Browser, project: Project, fields: dict[str, Any]
) -> None:
    before = _choices(browser, project)
    status, text = _post(browser, project, "piece/1", material="poster", **fields)
    assert status == 422
    assert "note wrong" in text
    assert _choices(browser, project) == before


def test_ink_is_saved_for_all_pieces(browser: Browser, project: Project) -> None:
    _post(browser, project, "common", of="inks", inks="low")
    assert _choices(browser, project).inks == "low"
    _post(browser, project, "common", of="inks")
    assert _choices(browser, project).inks == "usual"


@pytest.mark.slow
def test_a_material_is_shown_as_a_picture_of_this_campaign(
    browser: Browser, project: Project
) -> None:
    answer = browser.get(f"/p/{project.id}/gi/material/half-fold.png")
    assert answer.content.startswith(b"\x89PNG")
