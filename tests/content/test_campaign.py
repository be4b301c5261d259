"""Campaigns: official texts come from the locked letter, and every fault has its place."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support.shipped import DATA
from support.syllabary import as_tcvn3, as_vni

from generator.content.campaign import load_campaign
from generator.content.legal_standing import legal_findings
from generator.content.letter import parse_letter
from generator.content.letter_changes import ChangeKind, changes_between
from generator.content.letter_lock import lock_state, renew_lock
from generator.content.letter_parts import parts_of
from generator.content.letters.model import BlockType
from generator.content.lock_file import lock_text
from generator.content.model import LegalStatus
from generator.core.errors import ContentError, InputOutputError, Problem
from generator.core.excerpts import differing_parts
from generator.core.findings import Finding, Severity
from generator.core.shell import quoted

SHIPPED = DATA / "campaigns" / "ung-xu-mang-xa-hoi"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped campaign to do harm to."""
    copy = tmp_path / "chien-dich"
    shutil.copytree(SHIPPED, copy)
    return copy


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load_campaign(folder)
    return caught.value.problems


def line_of(path: Path, text: str) -> int:
    return path.read_text("utf-8").split(text)[0].count("\n") + 1


def test_the_shipped_campaign_has_ten_items_with_the_letters_own_words() -> None:
    campaign = load_campaign(SHIPPED)
    letter = parse_letter((SHIPPED / "letter.txt").read_bytes(), source="letter.txt")
    points = [block.text for block in letter.blocks if block.type is BlockType.DASH]
    assert [item.official for item in campaign.items] == points
    do, dont = campaign.groups
    assert [item.id for item in do.items] == [f"do-{n}" for n in range(1, 9)]
    assert [item.id for item in dont.items] == ["dont-1", "dont-2"]
    assert campaign.name == "ung-xu-mang-xa-hoi"


def test_the_shipped_campaign_holds_what_templates_ask_for() -> None:
    campaign = load_campaign(SHIPPED)
    assert set(campaign.texts) == {
        "why_title", "why_text", "check_title", "checks", "remember", "call", "slogan_headline",
        "slogan_reply", "pledge_do", "pledge_dont",
    }  # fmt: skip
    assert len(campaign.texts["checks"]) == 3
    assert campaign.slogans[0] == "Nghĩ kỹ trước khi đăng, kiểm chứng trước khi chia sẻ"
    assert campaign.qr is not None
    assert campaign.qr.url == f"https://{campaign.qr.printed}"
    assert campaign.letter.plain_number in campaign.legal_line


def test_no_official_text_is_typed_in_the_campaign_file() -> None:
    text = " ".join((SHIPPED / "campaign.yaml").read_text("utf-8").split())
    # The letter's 1.4 is short enough to be its own support line.
    copies = [i.id for i in load_campaign(SHIPPED).items if i.official in text]
    assert copies == ["do-4"]


def test_the_shipped_lock_is_the_one_of_the_shipped_letter() -> None:
    letter = parse_letter((SHIPPED / "letter.txt").read_bytes(), source="letter.txt")
    assert (SHIPPED / "letter.lock").read_text("utf-8") == lock_text(letter)


def test_a_decision_that_may_be_replaced_is_a_warning_with_the_day_it_was_checked() -> None:
    findings = legal_findings(load_campaign(SHIPPED))
    assert [str(f.message) for f in findings if f.severity is Severity.WARNING] == [
        "874/QĐ-BTTTT of 17/6/2021 may have been replaced by 423/QĐ-BVHTTDL (checked on 30/11/2026)"
    ]


def test_the_standing_of_a_document_decides_its_finding() -> None:
    campaign = load_campaign(SHIPPED)
    first = replace(campaign.legal[0], status=LegalStatus.REPLACED, date=dt.date(2026, 1, 5))
    second = replace(campaign.legal[1], status=LegalStatus.IN_FORCE)
    findings = legal_findings(replace(campaign, legal=(first, second)))
    assert [f.code for f in findings] == ["act-replaced"]
    assert "of 05/01/2026 was replaced by 423" in str(findings[0].message)
    third = replace(campaign.legal[2], status=LegalStatus.HISTORICAL)
    assert legal_findings(replace(campaign, legal=(third,))) == ()


def test_an_edited_point_stops_with_the_change_shown(folder: Path) -> None:
    edit(folder / "letter.txt", "nguồn chính thống, đáng tin cậy", "nguồn đáng tin cậy")
    (problem,) = problems_of(folder)
    assert problem.code == "letter-changed"
    assert problem.place.line == 30
    assert str(problem.message) == (
        "1.4 has changed: it was “…những thông tin có nguồn chính thống, đáng tin cậy.”, now it is "
        "“…những thông tin có nguồn đáng tin cậy.”"
    )
    assert str(folder) in str(problem.hint)


def test_a_new_point_is_shown_as_such(folder: Path) -> None:
    edit(folder / "letter.txt", "2. Những nội dung", "- Thêm một điều.\n\n2. Những nội dung")
    (problem,) = problems_of(folder)
    assert str(problem.message) == "1.9 is new: “Thêm một điều.”"


def test_a_point_that_lost_its_sign_is_shown_where_it_is_now(folder: Path) -> None:
    edit(folder / "letter.txt", "- Không đăng tải những", "Không đăng tải những")
    messages = [str(problem.message) for problem in problems_of(folder)]
    assert messages[0].startswith("2.1 is now ")
    assert "word for word: “Không đăng tải những" in messages[0]


def test_one_point_removed_is_one_change_and_one_of_the_numbers(folder: Path) -> None:
    edit(
        folder / "letter.txt", "- Chia sẻ những thông tin có nguồn chính thống, đáng tin cậy.\n", ""
    )
    gone, moved = problems_of(folder)
    assert str(gone.message) == (
        "1.4 is gone; it was “Chia sẻ những thông tin có nguồn chính thống, đáng tin cậy.”"
    )
    assert gone.place.line == line_of(folder / "letter.txt", "- Thực hiện biện pháp tự quản lý")
    assert str(moved.message) == "1.5 to 1.8 are now 1.4 to 1.7, word for word"


def test_one_point_added_is_one_change_at_its_line(folder: Path) -> None:
    edit(folder / "letter.txt", "- Chia sẻ những", "- Thêm một điều.\n\n- Chia sẻ những")
    new, moved = problems_of(folder)
    assert str(new.message) == "1.4 is new: “Thêm một điều.”"
    assert new.place.line == 30
    assert str(moved.message) == "1.4 to 1.8 are now 1.5 to 1.9, word for word"


def test_a_point_removed_beside_one_reworded_are_two_changes(folder: Path) -> None:
    edit(
        folder / "letter.txt", "- Chia sẻ những thông tin có nguồn chính thống, đáng tin cậy.\n", ""
    )
    edit(folder / "letter.txt", "Có các hành vi, ứng xử phù hợp", "Có hành vi, ứng xử hợp")
    first, second, _ = (str(problem.message) for problem in problems_of(folder))
    assert first.startswith("1.4 is gone; it was “Chia sẻ")
    assert second.startswith("1.4, before 1.5, has changed: it was “Có các hành vi")


def test_a_section_removed_has_its_title_and_each_point_once(folder: Path) -> None:
    path = folder / "letter.txt"
    letter = parse_letter(path.read_bytes(), source="letter.txt")
    first = ("1", *(f"1.{n}" for n in range(1, 9)))
    rest = tuple(block for block in letter.blocks if block.address not in first)
    changes = changes_between(parts_of(letter), replace(letter, blocks=rest))
    assert [change.part for change in changes] == list(first)
    assert {change.kind for change in changes} == {ChangeKind.REMOVED}


def test_a_changed_field_is_shown_by_its_name(folder: Path) -> None:
    edit(folder / "letter.txt", "- Ủy ban nhân dân 11 phường.", "- Ủy ban nhân dân 10 phường.")
    edit(folder / "letter.txt", "Võ Thị Chính", "Võ Thị Chinh")
    messages = [str(problem.message) for problem in problems_of(folder)]
    assert messages[0].startswith("addressee 3 has changed: it was “")
    assert messages[1].startswith("the signatory's name has changed: it was “Võ Thị Chính")


SAVED: dict[str, tuple[str, str]] = {
    "mark": ("\n", "utf-8-sig"),
    "windows line ends": ("\r\n", "utf-8"),
    "notepad": ("\r\n", "utf-8-sig"),
    "utf-16": ("\r\n", "utf-16"),
    "utf-16, big end first": ("\n", "utf-16-be"),
    "old macintosh": ("\r", "utf-8"),
}


def saved(text: str, line_end: str, encoding: str) -> bytes:
    # Only this codec leaves the mark out.
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    return (mark + text.replace("\n", line_end)).encode(encoding)


@pytest.mark.parametrize(("line_end", "encoding"), SAVED.values(), ids=SAVED.keys())
@pytest.mark.parametrize("lock_lost", [False, True])
def test_of_a_letter_only_saved_otherwise_it_is_reported_that_no_word_changed(
    folder: Path, line_end: str, encoding: str, lock_lost: bool
) -> None:
    path = folder / "letter.txt"
    path.write_bytes(saved(path.read_bytes().decode(), line_end, encoding))
    if lock_lost:
        (folder / "letter.lock").unlink()
    (problem,) = problems_of(folder)
    assert problem.code == "letter-changed"
    assert str(problem.message) == (
        "only line ends or encoding were changed since the letter was locked; no word"
    )
    assert str(problem.hint) == (
        f"put the original file back, or lock this one: anpham lock {quoted(folder)}"
    )


@pytest.mark.parametrize(("line_end", "encoding"), SAVED.values(), ids=SAVED.keys())
def test_a_letter_locked_however_it_was_saved_is_known_again(
    folder: Path, line_end: str, encoding: str
) -> None:
    path = folder / "letter.txt"
    text = path.read_bytes().decode()
    path.write_bytes(saved(text, line_end, encoding))
    renew_lock(folder)
    load_campaign(folder)
    path.write_bytes(text.encode())
    assert "no word" in str(problems_of(folder)[0].message)


def test_a_changed_word_is_shown_however_the_letter_was_saved(folder: Path) -> None:
    path = folder / "letter.txt"
    edit(path, "đáng tin cậy", "tin cậy")
    path.write_bytes(path.read_bytes().decode().replace("\n", "\r\n").encode("utf-16"))
    (problem,) = problems_of(folder)
    assert str(problem.message).startswith("1.4 has changed")


def test_a_changed_byte_is_noticed_even_where_no_text_changed(folder: Path) -> None:
    edit(folder / "letter.txt", "Kính gửi:\n", "Kính gửi:\n\n")
    (problem,) = problems_of(folder)
    assert problem.code == "letter-changed"
    assert "no text that is printed" in str(problem.message)


@pytest.mark.parametrize("lock", [None, "", "{}", "[" * 5000, '{"format": 1, "sha256": "x"}'])
def test_a_lost_lock_still_stops_an_edited_letter(folder: Path, lock: str | None) -> None:
    edit(folder / "letter.txt", "đáng tin cậy", "tin cậy")
    if lock is None:
        (folder / "letter.lock").unlink()
    else:
        (folder / "letter.lock").write_text(lock, "utf-8")
    (problem,) = problems_of(folder)
    assert problem.code == "letter-changed"


def test_renewing_the_lock_accepts_the_change_and_keeps_the_comments(folder: Path) -> None:
    path = folder / "campaign.yaml"
    edit(folder / "letter.txt", "đáng tin cậy", "tin cậy")
    before = path.read_bytes().decode("utf-8").split("\n")
    (change,) = renew_lock(folder)
    after = path.read_bytes().decode("utf-8").split("\n")
    assert change.part == "1.4"
    assert change.at is not None
    assert change.at.line == 30
    different = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(different) == 1
    assert different[0][1].startswith("  sha256: ")
    assert load_campaign(folder).items[3].official.endswith("chính thống, tin cậy.")
    assert renew_lock(folder) == ()
    assert sorted(p.name for p in folder.iterdir()) == [
        "campaign.yaml",
        "letter.lock",
        "letter.txt",
        "phone.svg",
    ]


@pytest.mark.parametrize("value", ["", "new", '"new"  # a comment', "'0'"])
def test_a_new_campaign_gets_its_lock(folder: Path, value: str) -> None:
    campaign = folder / "campaign.yaml"
    sha256 = load_campaign(folder).letter.sha256
    campaign.write_bytes(
        campaign.read_bytes().replace(f"sha256: {sha256}".encode(), f"sha256: {value}".encode())
    )
    (folder / "letter.lock").unlink()
    assert {change.kind for change in renew_lock(folder)} == {ChangeKind.ADDED}
    assert load_campaign(folder).letter.sha256 == sha256
    assert ("# a comment" in campaign.read_text("utf-8")) == ("# a comment" in value)


def test_windows_line_ends_survive_the_renewal(folder: Path) -> None:
    path = folder / "campaign.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    edit(folder / "letter.txt", "đáng tin cậy", "tin cậy")
    renew_lock(folder)
    data = path.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n")
    load_campaign(folder)


def test_renewal_without_a_place_for_the_sha256_says_what_to_add(folder: Path) -> None:
    edit(folder / "campaign.yaml", "  sha256: ", "  # sha256: ")
    with pytest.raises(ContentError, match="the key “sha256” is missing"):
        renew_lock(folder)


def test_section_and_bullet_of_older_files_work_and_a_note_says_the_lines_to_write(
    folder: Path,
) -> None:
    campaign = folder / "campaign.yaml"
    before = load_campaign(folder)
    edit(campaign, "at: 1.3", "section: 1\n    bullet: 3")
    edit(campaign, "at: 2.2", "section: 2\n    bullet: 2")
    loaded = load_campaign(folder)
    assert loaded.items == before.items
    (finding,) = loaded.findings
    assert (finding.code, finding.severity) == ("address-old-form", Severity.NOTE)
    assert str(finding.hint) == "instead of both lines write do-3: at: 1.3, dont-2: at: 2.2"


def without_translations(findings: tuple[Finding, ...]) -> list[Finding]:
    """``findings`` without those of translations, whose items are named by their addresses, too."""
    return [one for one in findings if not one.code.startswith("translation-")]


@pytest.mark.parametrize(
    ("address", "hint"),
    [("1", "name one of those below it: 1.1, 1.2, 1.3"), ("p1", "name the point that says it")],
)
def test_an_official_text_that_only_announces_others_is_a_warning(
    folder: Path, address: str, hint: str
) -> None:
    campaign = folder / "campaign.yaml"
    edit(campaign, "at: 1.3", f"at: {address}")
    (finding,) = without_translations(load_campaign(folder).findings)
    assert (finding.code, finding.severity) == ("official-text-announces", Severity.WARNING)
    assert finding.place.line == line_of(campaign, f"at: {address}\n    icon: lock")
    assert str(finding.hint).startswith(hint)


def test_of_a_letter_without_number_or_date_a_note_says_how_files_name_it(folder: Path) -> None:
    edit(folder / "letter.txt", "Số: 8893 /UBND-VHTT\n", "")
    renew_lock(folder)
    loaded = load_campaign(folder)
    (finding,) = loaded.findings
    assert finding.code == "letter-unnumbered"
    assert "as “2022-12-21”" in str(finding.message)
    assert loaded.letter.reference == "2022-12-21"


def test_titles_that_count_wrongly_are_refused(folder: Path) -> None:
    edit(folder / "campaign.yaml", "8 điều nên làm\n", "7 điều nên làm\n")
    (problem,) = problems_of(folder)
    assert problem.code == "count-disagrees"
    assert str(problem.message) == "the text says 7, but there are 8 items of this kind"


def test_all_faults_of_the_campaign_file_come_at_once(folder: Path) -> None:
    campaign = folder / "campaign.yaml"
    edit(campaign, "title: Ứng xử", "titel: Ứng xử")
    edit(campaign, "group: dont", "group: dnot")
    edit(campaign, "status: doubtful", "status: ok")
    edit(campaign, "url: https://mst.gov.vn/", "url: mst.gov.vn/")
    edit(campaign, "remember: Ghi nhớ", 'remember: "[Ghi nhớ]"')
    edit(campaign, "date: 2021-06-17", "date: 17/6/2021")
    codes = sorted({problem.code for problem in problems_of(folder)})
    assert codes == [
        "count-disagrees",  # the mistyped group is reported too
        "missing-key",
        "placeholder-left",
        "unknown-key",
        "wrong-value",
    ]


def test_a_wrong_day_a_lost_title_and_a_bad_address_say_how_to_mend_them(folder: Path) -> None:
    campaign = folder / "campaign.yaml"
    edit(campaign, "title: Ứng xử", "# title: Ứng xử")
    edit(campaign, "checked_on: 2026-11-30", "checked_on: 30/11/2026")
    edit(campaign, "url: https://mst.gov.vn/", "url: mst.gov.vn/")
    assert [str(problem.hint) for problem in problems_of(folder)] == [
        "add it here, spelt so: “title: ...”",
        "write “https://mst.gov.vn/van-ban-phap-luat/14668.htm”",
        "write it as 2026-11-30",
    ]


# Letters of the shipped campaign's title, in VNI and in TCVN3.
OLD_TITLES = {
    "vni": "ÖÙng xöû vaên minh treân maïng xaõ hoäi",
    "tcvn3": "øng xö v¨n minh trªn m¹ng x· héi",
}


@pytest.mark.parametrize("title", OLD_TITLES.values(), ids=OLD_TITLES.keys())
def test_a_text_in_an_old_encoding_is_converted_and_reported_at_its_line_and_column(
    folder: Path, title: str
) -> None:
    campaign = folder / "campaign.yaml"
    line = line_of(campaign, "title: Ứng")
    edit(campaign, "title: Ứng xử văn minh trên mạng xã hội", f"title: {title}")
    loaded = load_campaign(folder)
    assert loaded.title.lower() == "ứng xử văn minh trên mạng xã hội"
    assert loaded.items == load_campaign(SHIPPED).items
    (finding,) = loaded.findings
    assert finding.code == "text-converted"
    assert str(finding.place) == f"{campaign}:{line}:8"


OLD_FILES = {"tcvn3": as_tcvn3, "vni": as_vni}


@pytest.mark.parametrize("encode", OLD_FILES.values(), ids=OLD_FILES.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_file_in_an_old_encoding_is_converted_and_reported_once(
    folder: Path, encode: Callable[[str], str], encoding: str
) -> None:
    path = folder / "campaign.yaml"
    path.write_bytes(encode(path.read_text("utf-8")).encode(encoding))
    loaded = load_campaign(folder)
    assert [item.headline.lower() for item in loaded.items] == [
        item.headline.lower() for item in load_campaign(SHIPPED).items
    ]
    (finding,) = loaded.findings
    assert finding.code == "text-converted"


def test_an_old_letter_is_locked_as_received_and_distinguished_from_the_campaign(
    folder: Path,
) -> None:
    letter = folder / "letter.txt"
    letter.write_bytes(as_vni(letter.read_text("utf-8")).encode("cp1252"))
    renew_lock(folder)
    loaded = load_campaign(folder)
    assert loaded.letter.sha256 == hashlib.sha256(letter.read_bytes()).hexdigest()
    assert [i.official for i in loaded.items] == [i.official for i in load_campaign(SHIPPED).items]
    assert loaded.findings == ()
    # Who locked it has seen that it was converted, and what a scan left in it.
    findings = lock_state(folder).letter.findings
    assert [finding.code for finding in findings] == ["text-converted", "letter-stray-words"]
    assert {finding.place.file for finding in findings} == {str(letter)}


def test_locking_keeps_every_other_byte_of_an_old_campaign_file(folder: Path) -> None:
    path = folder / "campaign.yaml"
    edit(path, "sha256: ", "sha256: 0")
    path.write_bytes(as_vni(path.read_text("utf-8")).encode("cp1252"))
    before = path.read_bytes()
    renew_lock(folder)
    sha256 = hashlib.sha256((folder / "letter.txt").read_bytes()).hexdigest().encode()
    assert path.read_bytes() == before.replace(b"sha256: 0" + sha256, b"sha256: " + sha256)
    assert load_campaign(folder).letter.sha256.encode() == sha256


def test_a_letter_outside_the_folder_is_not_read(folder: Path) -> None:
    edit(folder / "campaign.yaml", "file: letter.txt", "file: ../letter.txt")
    assert [problem.code for problem in problems_of(folder)] == ["wrong-value"]


def test_missing_files_are_reported_as_such(folder: Path) -> None:
    (folder / "letter.txt").unlink()
    with pytest.raises(InputOutputError, match=r"letter\.txt: cannot read"):
        load_campaign(folder)
    with pytest.raises(InputOutputError, match=r"campaign\.yaml: cannot read"):
        load_campaign(folder / "nowhere")


def test_a_difference_is_shown_in_whole_words() -> None:
    was, now = differing_parts("một hai ba bốn năm sáu", "một hai ba bảy năm sáu", context=4)
    assert (was, now) == ("…ba bốn năm…", "…ba bảy năm…")
    assert differing_parts("a a a", "a a") == ("a a a", "a a")


def test_a_printed_address_that_leads_elsewhere_is_a_warning_at_its_line(folder: Path) -> None:
    campaign = folder / "campaign.yaml"
    edit(campaign, "printed: mst.gov.vn/van-ban-phap-luat/14668.htm", "printed: khac.vn/zzz")
    (finding,) = load_campaign(folder).findings
    assert (finding.code, finding.severity) == ("printed-address-differs", Severity.WARNING)
    assert "khac.vn/zzz" in str(finding.message)
    assert finding.place.line == line_of(campaign, "printed: khac.vn")


def test_accents_in_the_codes_address_are_encoded_and_shown(folder: Path) -> None:
    campaign = folder / "campaign.yaml"
    edit(campaign, "url: https://mst.gov.vn/van-ban-phap-luat/14668.htm", "url: https://a.vn/bờ")
    edit(campaign, "printed: mst.gov.vn/van-ban-phap-luat/14668.htm", "printed: a.vn/bờ")
    loaded = load_campaign(folder)
    assert loaded.qr is not None
    assert loaded.qr.url == "https://a.vn/b%E1%BB%9D"
    assert [finding.code for finding in loaded.findings] == ["address-encoded"]
    assert "https://a.vn/b%E1%BB%9D" in str(loaded.findings[0].message)


def test_a_hashtag_in_a_kicker_is_never_dropped(folder: Path) -> None:
    edit(folder / "campaign.yaml", "kicker: Thực hiện", "kicker: Xã sạch #SuoiSach #Nuoc Thực hiện")
    assert "hashtag-cut" in {problem.code for problem in problems_of(folder)}


def test_marks_parted_from_their_letters_are_joined_or_refused(folder: Path) -> None:
    campaign = folder / "campaign.yaml"
    edit(campaign, "title: Ứng xử văn minh", "title: Ứng xử va \u0306n minh")
    assert load_campaign(folder).title == "Ứng xử văn minh trên mạng xã hội"
    edit(campaign, "title: Ứng xử va \u0306n", "title: Ứng xử (\u0309 n")
    (problem,) = problems_of(folder)
    assert problem.code == "mark-on-nothing"
    assert problem.place.line == line_of(campaign, "title: Ứng xử (")
