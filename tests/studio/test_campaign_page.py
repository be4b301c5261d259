"""The step "Chọn": what is shown, edited, refused, and tried."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from support.studio import Browser

from generator.content.campaign_editing import value_at
from generator.studio.campaigns import CAMPAIGN_FILE, campaign_of
from generator.studio.store.projects import Project


def _value(browser: Browser, project: Project, *path: str) -> Any:
    head = browser.studio.projects.get(project.id).head
    return value_at(browser.studio.files.get(head.files[CAMPAIGN_FILE]), path)


def _save(browser: Browser, project: Project, *path: str, value: Any, **fields: Any) -> str:
    answer = browser.post(
        f"/p/{project.id}/chon/text",
        is_htmx=True,
        at=json.dumps(path),
        value=value,
        **{"base": "1", "tab": "tab-1"} | fields,
    )
    assert answer.status_code == 200, answer.text
    return answer.text


def _change(browser: Browser, project: Project, what: str, **fields: Any) -> str:
    path = f"/p/{project.id}/chon/{what}"
    answer = browser.post(path, is_htmx=True, **fields | {"tab": "tab-1"})
    assert answer.status_code == 200, answer.text
    return answer.text


def _shown(browser: Browser, project: Project) -> list[str]:
    head = browser.studio.projects.get(project.id).head
    return [item.address for item in campaign_of(browser.studio, head.files).items]


def test_each_item_stands_beside_its_official_text_which_no_field_holds(
    browser: Browser, project: Project
) -> None:
    page = browser.get(f"/p/{project.id}/chon").text
    for item in campaign_of(browser.studio, project.head.files).items:
        assert f"<blockquote>{item.official}</blockquote>" in page
    locked = "Nguyên văn công văn, không sửa được ở đây"
    assert page.count(locked) == len(_shown(browser, project))
    assert "official" not in "".join(re.findall(r"name=\"at\" value='[^']*'", page))


@pytest.mark.parametrize(
    "path", [("items", "1.1", "official"), ("letter", "sha256"), ("approval", "by"), ("items",), ()]
)
def test_what_is_no_field_of_the_page_is_not_edited(
    browser: Browser, project: Project, path: tuple[str, ...]
) -> None:
    answer = browser.post(f"/p/{project.id}/chon/text", at=json.dumps(path), value="x")
    assert answer.status_code == 400
    assert browser.studio.projects.get(project.id).head.number == 1


def test_a_text_is_saved_and_says_when(browser: Browser, project: Project) -> None:
    answer = _save(browser, project, "items", "1.3", "headline", value="Giữ kín: mật khẩu")
    assert "Đã lưu lúc 14:05, 30/11/2026" in answer
    assert 'name="base" value="2"' in answer
    assert _value(browser, project, "items", "1.3", "headline") == "Giữ kín: mật khẩu"


def test_the_same_text_makes_no_revision(browser: Browser, project: Project) -> None:
    headline = _value(browser, project, "items", "1.3", "headline")
    _save(browser, project, "items", "1.3", "headline", value=headline)
    assert browser.studio.projects.get(project.id).head.number == 1


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("items", "1.3", "headline"), " ", "không được để trống"),
        (("title",), "Về [tên phường]", "[tên phường]"),
        (("groups", "do", "title"), "9 điều nên làm", "8"),
        (("qr", "url"), "mst gov", "dấu cách"),
        (("legal", "874/QĐ-BTTTT", "status"), "maybe", "maybe"),
        (("legal", "874/QĐ-BTTTT", "checked_on"), "hôm nay", "hôm nay"),
    ],
)
def test_what_would_be_no_campaign_is_not_saved_and_said_beside_the_field(
    browser: Browser, project: Project, path: tuple[str, ...], value: str, said: str
) -> None:
    answer = _save(browser, project, *path, value=value)
    assert "Chưa lưu." in answer
    assert said in answer
    assert 'name="base" value="1"' in answer
    assert browser.studio.projects.get(project.id).head.number == 1


def test_slogans_are_added_reordered_and_removed(browser: Browser, project: Project) -> None:
    _save(browser, project, "slogans", value=["Mới", "", "Người thật, việc thật, tin thật"])
    assert _value(browser, project, "slogans") == ["Mới", "Người thật, việc thật, tin thật"]
    _save(browser, project, "slogans", value=[""])
    assert _value(browser, project, "slogans") is None


def test_a_title_is_the_projects_title(browser: Browser, project: Project) -> None:
    _save(browser, project, "title", value="Văn minh trên mạng")
    assert browser.studio.projects.get(project.id).title == "Văn minh trên mạng"


def test_an_item_moves_to_another_group_and_titles_count_anew(
    browser: Browser, project: Project
) -> None:
    page = _change(browser, project, "move", address="1.3", group="dont", before="2.1")
    assert _shown(browser, project)[-3:] == ["1.3", "2.1", "2.2"]
    assert "“8 điều nên làm” → “7 điều nên làm”" in page


def test_arrows_lead_from_place_to_place_and_over_the_groups(
    browser: Browser, project: Project
) -> None:
    before = _shown(browser, project)
    for direction in ("down", "up"):
        page = browser.get(f"/p/{project.id}/chon").text
        button = re.search(rf'id="{direction}-1\.8".*?hx-vals=\'(.*?)\'', page, re.S)
        assert button is not None
        _change(browser, project, "move", **json.loads(button[1]))
    assert _shown(browser, project) == before


def test_a_point_that_is_taken_off_is_listed_and_comes_back_with_its_texts(
    browser: Browser, project: Project
) -> None:
    _save(browser, project, "items", "1.4", "headline", value="Chỉ tin nguồn chính thống")
    page = _change(browser, project, "hide", address="1.4")
    assert "1.4" not in _shown(browser, project)
    assert "đã bỏ ra, còn giữ câu chữ" in page
    _change(browser, project, "show", address="1.4", group="do")
    assert _value(browser, project, "items", "1.4", "headline") == "Chỉ tin nguồn chính thống"


def test_a_new_point_comes_with_a_drafted_headline(browser: Browser, project: Project) -> None:
    page = browser.get(f"/p/{project.id}/chon").text
    points = page[page.index("Các điểm khác của công văn") :]
    found = re.search(r"hx-vals='(\{&#34;|\{\")address[^']*'", points)
    assert found is not None
    values = json.loads(found[0][len("hx-vals='") : -1])
    _change(browser, project, "show", **values)
    assert _value(browser, project, "items", values["address"], "headline")


def test_the_last_item_of_a_group_is_not_taken_off(browser: Browser, project: Project) -> None:
    _change(browser, project, "hide", address="2.1")
    page = _change(browser, project, "hide", address="2.2")
    assert 'role="alert"' in page
    assert "2.2" in _shown(browser, project)


def test_groups_change_their_places(browser: Browser, project: Project) -> None:
    _change(browser, project, "move-group", group="dont", before="do")
    assert _shown(browser, project)[:2] == ["2.1", "2.2"]


def test_undo_takes_back_one_edit(browser: Browser, project: Project) -> None:
    before = _shown(browser, project)
    _change(browser, project, "hide", address="1.4")
    browser.post(f"/p/{project.id}/undo")
    assert _shown(browser, project) == before


@pytest.mark.parametrize("query", ["muỗi", "muoi", "mosquito"])
def test_icons_are_found_with_accents_without_and_by_name(
    browser: Browser, project: Project, query: str
) -> None:
    first = re.search(
        r'data-icon="([^"]+)"', browser.get(f"/p/{project.id}/chon/icons?q={query}").text
    )
    assert first is not None
    assert "mosquito" in first[1]


def test_a_code_is_drawn_and_read_back(browser: Browser, project: Project) -> None:
    _save(browser, project, "qr", "url", value="https://vidu.example.vn/quy-tac?b=1")
    page = browser.get(f"/p/{project.id}/chon/qr-test", is_htmx=True).text
    assert "Đọc lại đúng:" in page
    assert "https://vidu.example.vn/quy-tac?b=1" in page
    assert "mst.gov.vn" in page  # the address in print is another one, which is said
    assert "<svg" in browser.get(f"/p/{project.id}/chon/code.svg").text


def test_a_campaign_may_have_no_code_and_one_again(browser: Browser, project: Project) -> None:
    _change(browser, project, "qr", use="no")
    assert _value(browser, project, "qr") is None
    fields = {"url": "https://a.example.vn", "printed": "a.example.vn", "caption": "Quét mã"}
    _change(browser, project, "qr", use="yes", **fields)
    assert _value(browser, project, "qr") == fields


def _png() -> bytes:
    data = BytesIO()
    Image.new("RGB", (40, 30), "red").save(data, "PNG")
    return data.getvalue()


def test_a_picture_of_ones_own_needs_words_and_loses_its_name(
    browser: Browser, project: Project
) -> None:
    upload = {"file": ("../../x.exe", _png(), "text/html")}
    path = f"/p/{project.id}/chon/picture"
    answer = browser.post(path, is_htmx=True, uploads=upload, alt=" ")
    assert "lời tả" in answer.text
    assert _value(browser, project, "pictures", "main", "file") == "phone.svg"
    browser.post(path, is_htmx=True, uploads=upload, alt="Một hình đỏ")
    own = _value(browser, project, "pictures", "main")
    assert re.fullmatch(r"hinh-[0-9a-f]{12}\.png", own["file"])
    assert own["alt"] == "Một hình đỏ"
    shown = browser.get(f"/p/{project.id}/chon/picture/main")
    assert shown.headers["content-type"] == "image/png"
    assert shown.content == _png()
    _change(browser, project, "picture-remove", name="main")
    files = browser.studio.projects.get(project.id).head.files
    assert own["file"] not in files
    assert "phone.svg" in files  # not ours to take away
    browser.post(f"/p/{project.id}/undo")
    assert own["file"] in browser.studio.projects.get(project.id).head.files


def test_a_file_that_is_no_picture_is_refused_in_words(browser: Browser, project: Project) -> None:
    upload = {"file": ("a.png", b"MZ\x90\x00 no picture", "image/png")}
    path = f"/p/{project.id}/chon/picture"
    answer = browser.post(path, is_htmx=True, uploads=upload, alt="Một hình")
    assert 'role="alert"' in answer.text
    assert browser.studio.projects.get(project.id).head.number == 1


def test_a_drawing_is_chosen_shown_in_colour_and_removed(
    browser: Browser, project: Project
) -> None:
    _change(browser, project, "drawing", drawing="fire")
    assert _value(browser, project, "pictures", "main", "drawing") == "fire"
    assert "var(--" not in browser.get(f"/p/{project.id}/chon/picture/main").text
    _change(browser, project, "picture-remove", name="main")
    assert _value(browser, project, "pictures") is None


def test_what_nobody_is_sure_of_is_said_to_be_doubtful(browser: Browser, project: Project) -> None:
    assert "Chưa chắc còn hiệu lực." in browser.get(f"/p/{project.id}/chon").text


@pytest.mark.slow
def test_what_fits_is_said_by_item_and_piece(browser: Browser, project: Project) -> None:
    path = f"/p/{project.id}/chon/fit"
    assert "Mọi câu đều vừa trên 3 ấn phẩm đã chọn." in browser.get(path).text
    _save(browser, project, "items", "1.3", "headline", value="Rất dài " * 40)
    page = browser.get(path).text
    assert "Có chỗ chưa vừa:" in page
    assert "điểm 1.3" in page or "Điểm 1.3" in page


def test_a_campaign_in_the_older_form_is_edited_by_its_addresses(browser: Browser) -> None:
    project = browser.studio.projects.get(browser.begin())
    data = browser.studio.files.get(project.head.files[CAMPAIGN_FILE]).decode()
    older = re.sub(r"    at: 1\.3\n", "    section: 1\n    bullet: 3\n", data)
    files = {name: browser.studio.files.get(sha) for name, sha in project.head.files.items()}
    made = browser.studio.projects.create(
        "cũ", files | {CAMPAIGN_FILE: older.encode()}, project.head.choices, author="ai"
    )
    _save(browser, made, "items", "1.3", "headline", value="Giữ kín mật khẩu")
    assert _value(browser, made, "items", "1.3", "headline") == "Giữ kín mật khẩu"
