"""Campaigns that come as files: of another office, or an own folder packed as a zip."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from support.shipped import ASSETS
from support.studio import BEGINNING, Browser, studio_app

from generator.studio.store.project_file import ProjectFile, exported
from generator.studio.store.projects import Project

if TYPE_CHECKING:
    from httpx2 import Response

FOLDER = ASSETS.campaigns / "sot-xuat-huyet"


def campaign_files(folder: Path = FOLDER) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def zipped(files: Mapping[str, bytes], folders: tuple[str, ...] = ()) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder in folders:
            archive.mkdir(folder)
        for name, body in files.items():
            archive.writestr(name, body)
    return data.getvalue()


def project_file(choices: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> bytes:
    return exported(ProjectFile("Tên", files or campaign_files(), choices, "Lan", BEGINNING))


def opened(browser: Browser, data: bytes, name: str = "chien-dich.anpham") -> Response:
    return browser.post("/open", uploads={"campaign": (name, data, "application/zip")})


def only_project(browser: Browser) -> Project:
    (project,) = browser.studio.projects.listed()
    return project


@pytest.mark.parametrize("above", ["", "chien-dich/", "a/b/"])
def test_an_own_folder_is_opened_wherever_in_the_zip_it_is(browser: Browser, above: str) -> None:
    files = {above + name: body for name, body in campaign_files().items()}
    litter = {"__MACOSX/._x": b"", f"{above}.DS_Store": b"\0"}
    answer = opened(browser, zipped({**files, **litter}, (above,) if above else ()), "cua-toi.zip")
    project = only_project(browser)
    assert answer.url.path == f"/p/{project.id}/chon"
    assert set(project.head.files) == set(campaign_files())
    assert "sốt xuất huyết" in project.title


def test_the_choices_of_another_office_come_with_its_file(browser: Browser) -> None:
    choices = {"issuer": {"hotline": "028 1234 5678"}, "pieces": [{"material": "flyer"}]}
    opened(browser, project_file(choices))
    head = only_project(browser).head
    assert head.choices["issuer"]["hotline"] == "028 1234 5678"
    assert [piece["material"] for piece in head.choices["pieces"]] == ["flyer"]


@pytest.mark.parametrize(
    "choices",
    [
        {"issuer": {"logo": "../../../../etc/passwd"}},
        {"issuer": {"photo": "/etc/passwd"}},
        {"issuer": {"unknown": 1}},
        {"pieces": [{"material": ["poster"]}]},
        {"pieces": 7},
    ],
)
def test_choices_that_mean_nothing_here_are_replaced_by_the_usual_ones(
    browser: Browser, choices: dict[str, Any]
) -> None:
    opened(browser, project_file(choices))
    head = only_project(browser).head
    assert head.choices["issuer"]["logo"] is None
    assert [piece["material"] for piece in head.choices["pieces"]] == [
        "poster", "leaflet", "insert",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive",
        zipped({"doc.txt": b"x"}),
        zipped({"a/campaign.yaml": b"title: A", "b/campaign.yaml": b"title: B"}),
        zipped({"campaign.yaml": b"title: [\n"}),
        zipped({"campaign.yaml": b"title: A\n"}),
        zipped({"../campaign.yaml": b"title: A\n"}),
        zipped({**campaign_files(), "manifest.json": b"{}"}),
    ],
)
def test_a_file_without_a_campaign_is_refused_in_words(browser: Browser, data: bytes) -> None:
    answer = opened(browser, data)
    assert answer.status_code == 422
    assert 'class="notice bad"' in answer.text
    assert "/tmp/" not in answer.text
    assert not browser.studio.projects.listed()


def test_a_form_without_a_file_says_so(browser: Browser) -> None:
    answer = browser.post("/open")
    assert answer.status_code == 422
    assert "chưa chọn tệp nào" in answer.text


def test_a_district_hands_letter_texts_pictures_and_approval_to_a_ward(
    browser: Browser, tmp_path: Path
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (900, 900), (20, 120, 180)).save(picture, "PNG")
    path = f"/p/{browser.begin()}"
    answer = browser.post(
        f"{path}/chon/picture",
        alt="Nhà văn hóa phường",
        uploads={"file": ("ảnh.png", picture.getvalue(), "image/png")},
    )
    answer.raise_for_status()
    district = only_project(browser)
    approver = "Nguyễn Thị Duyệt"
    browser.post(
        f"{path}/duyet", by=approver, read="1", base=district.head.number
    ).raise_for_status()
    sent = browser.get(f"{path}/gui").content
    with Browser(studio_app(tmp_path / "ward", processes=1)) as ward:
        assert opened(ward, sent).status_code == 200
        received = only_project(ward)
        assert received.head.files == only_project(browser).head.files
        assert {Path(name).suffix for name in received.head.files} >= {".png", ".txt", ".lock"}
        page = ward.get(f"/p/{received.id}/duyet").text
        assert f"{approver} đã duyệt ngày 30/11/2026" in page
        assert "✓ Đã duyệt" in ward.get("/").text
