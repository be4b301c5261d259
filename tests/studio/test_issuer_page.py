"""Step two: the issuer is found, checked, saved, and there again in the next project."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from support.studio import Browser

from generator.studio.choices import Choices, IssuerChoice
from generator.studio.store.projects import Project

_NEW = "phường An Phú Đông, Thành phố Hồ Chí Minh"


def _issuer(browser: Browser, project: Project) -> IssuerChoice:
    return Choices.from_json(browser.studio.projects.get(project.id).head.choices).issuer


def _choose(browser: Browser, project: Project, commune: str = _NEW, **fields: Any) -> str:
    answer = browser.post(f"/p/{project.id}/ai/issuer", is_htmx=True, commune=commune, **fields)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize("text", ["an phu dong", "An Phú Đông", "p. an phu dong, tphcm"])
def test_a_commune_is_found_with_and_without_accents(
    browser: Browser, project: Project, text: str
) -> None:
    answer = browser.client.get(f"/p/{project.id}/ai/search", params={"q": text})
    assert f'data-name="{_NEW}"' in answer.text
    assert "Thành phố Hồ Chí Minh" in answer.text


def test_an_old_name_leads_to_the_new_commune_and_says_so(
    browser: Browser, project: Project
) -> None:
    answer = browser.get(f"/p/{project.id}/ai/search?q=thanh loc quan 12")
    assert f'data-name="{_NEW}"' in answer.text
    assert "đã nhập vào phường An Phú Đông" in answer.text


def test_namesakes_are_shown_with_their_provinces(browser: Browser, project: Project) -> None:
    answer = browser.get(f"/p/{project.id}/ai/search?q=tan an")
    assert "tỉnh Tây Ninh" in answer.text
    assert "tỉnh Đắk Lắk" in answer.text


def test_the_chosen_commune_is_saved_as_the_engine_names_it(
    browser: Browser, project: Project
) -> None:
    page = _choose(browser, project)
    assert "Ủy ban nhân dân phường An Phú Đông" in page
    assert _issuer(browser, project).issuer == _NEW


def test_another_body_of_the_commune_is_printed_by_its_own_name(
    browser: Browser, project: Project
) -> None:
    _choose(browser, project, body="Công an")
    assert _issuer(browser, project).issuer_name == "Công an phường An Phú Đông"
    assert "<option selected>Công an</option>" in browser.get(f"/p/{project.id}/ai").text


def test_any_other_name_is_used_as_it_is_typed(browser: Browser, project: Project) -> None:
    browser.post(f"/p/{project.id}/ai/issuer", is_htmx=True, name="Trường THCS An Phú Đông")
    assert _issuer(browser, project).issuer_name == "Trường THCS An Phú Đông"


def test_a_wrong_telephone_number_is_refused_beside_its_field(
    browser: Browser, project: Project
) -> None:
    answer = browser.post(f"/p/{project.id}/ai/contact/hotline", is_htmx=True, value="không có")
    assert answer.status_code == 422
    assert "không có" in answer.text
    assert _issuer(browser, project).hotline == ""


def test_a_doubtful_number_is_saved_with_its_doubt(browser: Browser, project: Project) -> None:
    answer = browser.post(f"/p/{project.id}/ai/contact/hotline", is_htmx=True, value="283717000")
    assert answer.status_code == 200
    assert "note doubt" in answer.text
    assert _issuer(browser, project).hotline == "283717000"


def test_contacts_are_never_taken_along_to_another_commune(
    browser: Browser, project: Project
) -> None:
    _choose(browser, project)
    browser.post(f"/p/{project.id}/ai/contact/hotline", is_htmx=True, value="028 3717 0000")
    page = _choose(browser, project, "phường Thới An, Thành phố Hồ Chí Minh")
    assert _issuer(browser, project).hotline == ""
    assert "Hoàn tác" in page


def test_the_next_project_begins_with_the_last_issuer_and_its_logo(
    browser: Browser, project: Project
) -> None:
    _choose(browser, project)
    browser.post(f"/p/{project.id}/ai/contact/hotline", is_htmx=True, value="028 3717 0000")
    _upload(browser, project, "logo", _png())
    second = browser.studio.projects.get(browser.begin())
    issuer = _issuer(browser, second)
    assert (issuer.issuer, issuer.hotline) == (_NEW, "028 3717 0000")
    assert issuer.logo in second.head.files


def test_a_logo_is_stored_under_a_name_of_our_own(browser: Browser, project: Project) -> None:
    answer = _upload(browser, project, "logo", _png())
    assert answer == 200
    logo = _issuer(browser, project).logo
    assert logo is not None
    assert logo.startswith("logo-")
    assert logo.endswith(".png")
    shown = browser.get(f"/p/{project.id}/ai/picture/logo")
    assert shown.headers["content-type"] == "image/png"
    browser.post(f"/p/{project.id}/ai/picture/logo/remove", is_htmx=True)
    assert _issuer(browser, project).logo is None


def test_what_is_no_picture_is_refused_by_its_content(browser: Browser, project: Project) -> None:
    assert _upload(browser, project, "logo", b"MZ not a picture") == 422
    assert _issuer(browser, project).logo is None


def test_a_photo_without_words_is_refused(browser: Browser, project: Project) -> None:
    assert _upload(browser, project, "photo", _png()) == 422
    assert _upload(browser, project, "photo", _png(), alt="Bà con họp tổ dân phố") == 200
    assert _issuer(browser, project).photo_alt == "Bà con họp tổ dân phố"


@pytest.mark.parametrize(
    ("fields", "data"),
    [
        ({"kind": "phone", "number": "028 3717 0000"}, "tel:02837170000"),
        ({"kind": "zalo", "page": "zalo.me/1234567"}, "https://zalo.me/1234567"),
        ({"kind": "wifi", "network": "UBND", "password": "12345678"}, "WIFI:T:WPA;S:UBND"),
        ({"kind": "map", "point": "10.8523, 106.7002"}, "https://maps.google.com/"),
        ({"kind": "vietqr", "bank": "Agribank", "account": "123456"}, "0002"),
    ],
)
def test_a_second_code_is_drawn_and_read_back(
    browser: Browser, project: Project, fields: dict[str, Any], data: str
) -> None:
    answer = browser.post(f"/p/{project.id}/ai/second-code", is_htmx=True, **fields)
    assert answer.status_code == 200, answer.text
    assert "Đọc lại đúng" in answer.text
    assert data in answer.text


def test_a_second_code_that_leads_nowhere_is_refused(browser: Browser, project: Project) -> None:
    answer = browser.post(
        f"/p/{project.id}/ai/second-code", is_htmx=True, kind="phone", number="không"
    )
    assert answer.status_code == 422
    assert _issuer(browser, project).second_qr is None


def test_co_issuers_are_saved_one_a_line(browser: Browser, project: Project) -> None:
    names = "Ủy ban Mặt trận Tổ quốc Việt Nam phường An Phú Đông\n\nCông an phường An Phú Đông"
    browser.post(f"/p/{project.id}/ai/co-issuers", is_htmx=True, value=names)
    assert len(_issuer(browser, project).co_issuers) == 2


def _png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), (11, 58, 111)).save(file, "PNG")
    return file.getvalue()


def _upload(browser: Browser, project: Project, which: str, data: bytes, **fields: Any) -> int:
    answer = browser.post(
        f"/p/{project.id}/ai/picture/{which}/save",
        uploads={"file": ("../../evil.png", data, "image/png")},
        is_htmx=True,
        **fields,
    )
    return answer.status_code
