"""Begin with a paper: it is read, compared, ticked, and becomes a project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from support.paper_pdfs import dispatch
from support.studio import Browser
from support.wordfiles import package, paragraph, word_file

from generator.content.campaign import load_campaign
from generator.content.model import Campaign
from generator.core.assets import shipped_assets
from generator.studio.store.drafts import PaperDraft

if TYPE_CHECKING:
    from httpx2 import Response

PAPER = (
    "ỦY BAN NHÂN DÂN XÃ VÍ DỤ",
    "Số: 12/UBND-VX",
    "Ví Dụ, ngày 05 tháng 8 năm 2026",
    "V/v phòng bệnh mùa mưa",
    "Kính gửi: Trưởng các ấp.",
    "I. Người dân",
    "1. Đậy kín lu nước.",
    "2. Ngủ màn, cả ban ngày.",
    "3. Không để nước đọng trong nhà.",
    "II. Tổ chức thực hiện",
    "1. Trạm Y tế phối hợp tổng hợp báo cáo trước ngày 20 tháng 12 năm 2026.",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "Nguyễn Văn Mẫu",
)
WORD = word_file(*map(paragraph, PAPER))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def hand_in(
    browser: Browser, data: bytes, name: str = "cong-van.docx", *, is_htmx: bool = False
) -> Response:
    upload = (name, data, "application/octet-stream")
    return browser.post("/giay", uploads={"paper": upload}, is_htmx=is_htmx)


def draft_of(browser: Browser) -> PaperDraft:
    (draft,) = browser.studio.drafts.listed(person=0)
    return draft


def ticked(page: str) -> list[str]:
    found = re.findall(r'name="item" value="([^"]+)"[^>]*?( checked)?>', page)
    return [address for address, mark in found if mark]


def answers(page: str, **changes: Any) -> dict[str, Any]:
    """The fields of the form in ``page``, as a browser would send them."""
    fields: dict[str, Any] = {"item": ticked(page)}
    for name in ("title", "issuer", "qr", "valid_until", "approver", "confirmed_by"):
        found = re.search(rf'<input[^>]* name="{name}"[^>]*?value="([^"]*)"', page)
        if found:
            fields[name] = found[1]
    if re.search(r'name="as_written" value="yes" checked', page):
        fields["as_written"] = "yes"
    return fields | changes


def made_campaign(browser: Browser, answer: Response) -> Campaign:
    assert re.search(r"/p/[^/]+/chon$", answer.url.path), answer.text
    project = browser.studio.projects.get(answer.url.path.split("/")[2])
    folder = browser.studio.folders.folder(project.head.files)
    return load_campaign(folder, drawings=shipped_assets().drawings)


def test_the_tree_stands_beside_the_lines_that_were_read(browser: Browser) -> None:
    page = hand_in(browser, WORD)
    assert page.status_code == 200
    assert page.url.path == f"/giay/{draft_of(browser).id}"
    for address in ("I", "I.1", "I.2", "II.1"):
        assert f'data-shows="{address}"' in page.text
        assert re.search(rf'data-parts="[^"]*{re.escape(address)}[" ]', page.text)
    assert "12/UBND-VX" in page.text
    assert "Nguyễn Văn Mẫu" in page.text


def test_points_for_citizens_are_ticked_and_tasks_of_offices_are_not(browser: Browser) -> None:
    page = hand_in(browser, WORD).text
    assert ticked(page) == ["I.1", "I.2", "I.3"]
    assert "việc của cơ quan" in page


@pytest.mark.slow
def test_the_project_has_what_is_ticked_and_nothing_else(browser: Browser) -> None:
    page = hand_in(browser, WORD).text
    fields = answers(page, item=["I.1", "II.1"], title="Mùa mưa khỏe mạnh")
    draft = draft_of(browser)
    campaign = made_campaign(browser, browser.post(f"/giay/{draft.id}/create", **fields))
    assert {item.address for item in campaign.items} == {"I.1", "II.1"}
    assert campaign.title == "Mùa mưa khỏe mạnh"
    assert campaign.is_draft
    assert not browser.studio.drafts.listed(person=0)


@pytest.mark.slow
def test_the_project_keeps_the_paper_the_notes_and_the_lock(browser: Browser) -> None:
    page = hand_in(browser, WORD).text
    answer = browser.post(f"/giay/{draft_of(browser).id}/create", **answers(page))
    project = browser.studio.projects.get(answer.url.path.split("/")[2])
    assert set(project.head.files) == {"letter.docx", "campaign.yaml", "letter.lock"}
    assert browser.studio.files.get(project.head.files["letter.docx"]) == WORD
    assert b"# " in browser.studio.files.get(project.head.files["campaign.yaml"])
    assert project.head.choices["pieces"]


def test_a_reload_shows_what_was_ticked_and_filled_in(browser: Browser) -> None:
    page = hand_in(browser, WORD).text
    draft = draft_of(browser)
    fields = answers(page, item=["I.2"], title="Tiêu đề khác", qr="https://vidu.example.vn")
    assert browser.post(f"/giay/{draft.id}/save", **fields).status_code == 204
    again = browser.get(f"/giay/{draft.id}").text
    assert ticked(again) == ["I.2"]
    assert 'value="Tiêu đề khác"' in again
    assert 'value="https://vidu.example.vn"' in again


def test_a_paper_outlasts_the_server_that_read_it(browser: Browser) -> None:
    hand_in(browser, WORD)
    draft = draft_of(browser)
    browser.studio.papers.forget()
    assert ticked(browser.get(f"/giay/{draft.id}").text) == ["I.1", "I.2", "I.3"]


def test_the_pages_of_a_pdf_are_pictures_with_the_place_of_each_line(browser: Browser) -> None:
    page = hand_in(browser, dispatch().data(), "cong-van.pdf").text
    draft = draft_of(browser)
    picture = browser.get(f"/giay/{draft.id}/page/1.jpg")
    assert picture.content.startswith(b"\xff\xd8")
    assert browser.get(f"/giay/{draft.id}/page/2.jpg").status_code == 404
    assert re.search(r'<rect data-parts="[^"]+" data-page="1" x="', page)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "trong.docx"),
        (OLE, "cu.doc"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "van-ban.odt"),
        (rb"{\rtf1 xin chao}", "van-ban.rtf"),
        (b"PK\x03\x04 not a zip", "hong.docx"),
        (b"Xin ch\xc3\xa0o.\n", "thu.txt"),
        (bytes(range(256)) * 8, "la.bin"),
    ],
)
def test_a_paper_that_cannot_be_read_is_refused_in_words_and_not_kept(
    browser: Browser, data: bytes, name: str
) -> None:
    answer = hand_in(browser, data, name, is_htmx=True)
    assert answer.status_code == 422
    assert 'class="notice bad"' in answer.text
    # Only this part is swapped in, so that the form stays with the file that was chosen.
    assert "<html" not in answer.text
    assert not browser.studio.drafts.listed(person=0)


def test_without_scripts_a_refusal_is_a_page_with_the_form(browser: Browser) -> None:
    answer = hand_in(browser, OLE, "cu.doc")
    assert answer.status_code == 422
    assert 'class="notice bad"' in answer.text
    assert 'name="paper"' in answer.text


def test_a_form_without_a_file_says_so(browser: Browser) -> None:
    answer = browser.post("/giay")
    assert answer.status_code == 422
    assert "chưa chọn tệp nào" in answer.text


def test_a_paper_that_is_too_large_is_refused(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.studio.pages.letter.MAX_LETTER_BYTES", 1000)
    assert len(WORD) > 1000
    answer = hand_in(browser, WORD)
    assert answer.status_code == 422
    assert not browser.studio.drafts.listed(person=0)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"item": []}, "chưa chọn nội dung nào"),
        ({"qr": "không phải địa chỉ"}, "địa chỉ"),
        ({"issuer": ""}, "đơn vị"),
        ({"valid_until": "hôm nay"}, "hôm nay"),
        ({"approver": "[Họ tên]"}, "Họ tên"),
    ],
)
def test_an_answer_that_is_wrong_is_said_and_nothing_is_lost(
    browser: Browser, changes: dict[str, Any], words: str
) -> None:
    page = hand_in(browser, WORD).text
    draft = draft_of(browser)
    fields = answers(page, title="Giữ lại", **changes)
    answer = browser.post(f"/giay/{draft.id}/create", **fields)
    assert answer.status_code == 422
    assert words in answer.text
    assert 'value="Giữ lại"' in answer.text
    assert not browser.studio.projects.listed()


@pytest.mark.slow
def test_where_there_is_no_room_for_all_the_person_decides(browser: Browser) -> None:
    many = (f"{n}. Gia đình thứ {n} đậy kín lu nước số {n} mỗi tối." for n in range(1, 41))
    paper = (*PAPER[:5], *many, *PAPER[-3:])
    page = hand_in(browser, word_file(*map(paragraph, paper))).text
    draft = draft_of(browser)
    fields = answers(page)
    assert len(fields["item"]) == 40
    answer = browser.post(f"/giay/{draft.id}/create", is_htmx=True, **fields)
    assert answer.status_code == 422
    assert 'name="fit" value="room"' in answer.text
    assert not browser.studio.projects.listed()
    campaign = made_campaign(browser, browser.post(f"/giay/{draft.id}/create", fit="all", **fields))
    assert len(campaign.items) == 40


def test_the_paper_of_another_person_is_not_shown(browser: Browser) -> None:
    drafts = browser.studio.drafts
    other = drafts.create("khac.docx", "letter.docx", WORD, person=7)
    assert browser.get(f"/giay/{other.id}").status_code == 404
    assert browser.post(f"/giay/{other.id}/discard").status_code == 404
    assert drafts.get(other.id, person=7) == other


def test_a_paper_is_put_away(browser: Browser) -> None:
    hand_in(browser, WORD)
    browser.post(f"/giay/{draft_of(browser).id}/discard")
    assert not browser.studio.drafts.listed(person=0)


def test_a_file_name_is_shown_as_text_and_never_used_as_a_path(browser: Browser) -> None:
    hand_in(browser, WORD, '../../<b>"giấy".docx')
    draft = draft_of(browser)
    assert draft.source == "letter.docx"
    assert "/" not in draft.name
    assert "<b>" not in browser.get(f"/giay/{draft.id}").text
