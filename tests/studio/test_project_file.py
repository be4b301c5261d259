"""A campaign as one file: what one office saves another opens, and no stranger's file harms."""

from __future__ import annotations

import datetime as dt
import io
import json
import stat
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.errors import AnphamError, ContentError
from generator.studio.store import archive
from generator.studio.store.file_names import check_names
from generator.studio.store.project_file import ProjectFile, exported, imported

AT = dt.datetime(2026, 11, 30, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=7)))
CONTENT = ProjectFile(
    title="Ứng xử văn minh",
    files={"campaign.yaml": b"title: A\n", "letter.txt": "Kính gửi".encode(), "a/ảnh.png": b"\x89"},
    choices={"issuer": {"hotline": "0912 345 678"}},
    exported_by="Nguyễn Thị Hòa",
    exported_at=AT,
)

names = st.text(
    st.characters(categories=("L", "Nd"), exclude_characters="/\\"), min_size=1, max_size=12
)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def is_usable(names: dict[str, bytes]) -> bool:
    try:
        check_names(names)
    except ContentError:
        return False
    return True


@given(
    st.dictionaries(names, st.binary(max_size=200), max_size=5).filter(is_usable),
    st.dictionaries(st.text(max_size=8), json_values, max_size=3),
)
def test_what_is_imported_is_what_was_exported(
    files: dict[str, bytes], choices: dict[str, Any]
) -> None:
    content = replace(CONTENT, files={**files, "campaign.yaml": b"title: A\n"}, choices=choices)
    assert imported(exported(content)) == content


def test_equal_content_has_equal_bytes_whatever_the_order() -> None:
    turned = replace(CONTENT, files=dict(reversed(list(CONTENT.files.items()))))
    assert exported(turned) == exported(CONTENT)


def refusal(data: bytes) -> tuple[str, str]:
    """Code and message with which the bytes are refused, in English."""
    with pytest.raises(AnphamError) as caught:
        imported(data)
    for problem in caught.value.problems:
        assert problem.hint is not None
    first = caught.value.problems[0]
    return first.code, str(first.message)


def archived(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries:
            made.writestr(name, data)
    return written.getvalue()


def with_manifest(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The file of ``CONTENT`` with another manifest."""
    with zipfile.ZipFile(io.BytesIO(exported(CONTENT))) as original:
        entries = {name: original.read(name) for name in original.namelist()}
    manifest = json.loads(entries["manifest.json"])
    change(manifest)
    entries["manifest.json"] = json.dumps(manifest).encode()
    return archived(*entries.items())


def linked(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../campaign.yaml",
        "campaign/../../x",
        "campaign/./x",
        "campaign//x",
        "campaign\\x",
        "C:x",
        "campaign/con",
        "campaign/Com1.txt",
        "campaign/lpt².x",
        "campaign/x.",
        "campaign/x ",
        "campaign/a\u202egnp.exe",
        "campaign/a\u0301",
        "campaign/" + "x" * 300,
        "campaign/a/b/c/d/e/f/g",
    ],
)
def test_a_name_that_leads_elsewhere_or_not_every_system_can_hold_is_refused(name: str) -> None:
    code, _ = refusal(archived((name, b"x")))
    assert code == "file-name-refused"


def test_a_nul_in_a_name_is_refused() -> None:
    data = archived(("campaign/aXb", b"x")).replace(b"aXb", b"a\x00b")
    assert refusal(data)[0] == "project-file-unreadable"


@pytest.mark.parametrize(
    "pair", [("Ảnh.png", "ảnh.PNG"), ("a", "a"), ("a", "A/b"), ("straße", "STRASSE")]
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_are_the_same_to_some_systems_are_refused(pair: tuple[str, str]) -> None:
    code, _ = refusal(archived(*((f"campaign/{name}", b"x") for name in pair)))
    assert code == "file-names-collide"


def test_a_link_is_refused() -> None:
    data = archived((linked("campaign/letter.txt"), b"/etc/passwd"))
    assert refusal(data)[0] == "project-file-unreadable"


def test_a_folder_as_an_entry_is_refused() -> None:
    assert refusal(archived(("campaign/", b"")))[0] == "project-file-unreadable"


def test_a_file_that_was_altered_is_named() -> None:
    data = with_manifest(lambda manifest: manifest["files"].update({"letter.txt": "0" * 64}))
    code, message = refusal(data)
    assert code == "project-file-altered"
    assert "letter.txt" in message


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest["files"].pop("letter.txt"),
        lambda manifest: manifest["files"].update({"more.txt": "0" * 64}),
    ],
)
def test_files_other_than_those_stated_are_refused(
    change: Callable[[dict[str, Any]], object],
) -> None:
    assert refusal(with_manifest(change))[0] == "project-file-altered"


def test_an_unknown_format_is_refused_with_its_number() -> None:
    code, message = refusal(with_manifest(lambda manifest: manifest.update(number=7)))
    assert code == "project-file-format"
    assert "7" in message


@pytest.mark.parametrize(
    "change",
    [
        {"number": True},
        {"number": "1"},
        {"format": "zip"},
        {"title": None},
        {"title": "x" * 201},
        {"title": "a\x00b"},
        {"choices": []},
        {"files": None},
        {"exported_at": "yesterday"},
        {"exported_at": "2026-11-30T14:05:00"},
        {"exported_by": 5},
    ],
)
def test_a_manifest_with_values_of_other_kinds_is_refused(change: dict[str, Any]) -> None:
    code, _ = refusal(with_manifest(lambda manifest: manifest.update(change)))
    assert code == "project-file-unreadable"


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"\xff",
        b"[]",
        b'{"title": "\\ud800"}',
        b"{",
        b'{"number": NaN}',
        b"[" * 100_000,
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_manifest_that_is_no_json_object_is_refused(manifest: bytes) -> None:
    assert refusal(archived(("manifest.json", manifest)))[0] == "project-file-unreadable"


def test_a_file_cut_off_anywhere_is_refused() -> None:
    data = exported(CONTENT)
    for length in range(len(data)):
        assert refusal(data[:length])[0] == "project-file-unreadable"


@given(st.data())
def test_a_flipped_byte_is_refused_or_changes_nothing(drawn: st.DataObject) -> None:
    data = bytearray(exported(CONTENT))
    position = drawn.draw(st.integers(0, len(data) - 1))
    data[position] ^= drawn.draw(st.integers(1, 255))
    with suppress(AnphamError):
        assert imported(bytes(data)) == CONTENT


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    refusal(data)
    refusal(b"PK\x03\x04" + data)


def test_more_files_than_a_campaign_has_are_refused_before_they_are_listed() -> None:
    entries = ((f"campaign/{number}", b"") for number in range(archive.MAX_FILES + 1))
    assert refusal(archived(*entries))[0] == "project-file-too-large"


def test_a_file_that_shrinks_by_a_thousand_is_refused() -> None:
    bomb = archived(("campaign/campaign.yaml", bytes(8 * 1024 * 1024)))
    assert len(bomb) < 20_000
    assert refusal(bomb)[0] == "project-file-too-large"


def test_more_bytes_than_all_files_may_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 30)
    entries = [(f"campaign/{number}", b"x" * 20) for number in range(2)]
    assert refusal(archived(*entries))[0] == "project-file-too-large"


def test_an_archive_larger_than_is_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = exported(CONTENT)
    monkeypatch.setattr(archive, "MAX_ARCHIVE_BYTES", len(data) - 1)
    assert refusal(data)[0] == "project-file-too-large"


def test_an_entry_that_holds_more_than_it_states_is_refused() -> None:
    data = bytearray(archived(("campaign/campaign.yaml", b"x" * 5000)))
    listed = data.rindex(b"PK\x01\x02")
    data[listed + 24 : listed + 28] = struct.pack("<L", 10)
    assert refusal(bytes(data))[0] == "project-file-unreadable"


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(archived(("campaign/campaign.yaml", b"x")))
    listed = data.rindex(b"PK\x01\x02")
    data[6] |= 1
    data[listed + 8] |= 1
    assert refusal(bytes(data))[0] == "project-file-unreadable"


def test_an_archive_with_the_64_bit_extension_is_refused() -> None:
    data = exported(CONTENT)
    locator = b"PK\x06\x07" + bytes(16)
    assert refusal(data[:-22] + locator + data[-22:])[0] == "project-file-unreadable"


def test_a_file_without_a_campaign_is_refused() -> None:
    with_none = exported(replace(CONTENT, files={"letter.txt": b"x"}))
    assert refusal(with_none)[0] == "project-file-unreadable"
