"""A lock shows every changed part of a letter, and locks of older forms still do their work."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.made_letters import block, letter_with
from support.shipped import DATA
from support.syllabary import as_vni

from generator.content.campaign import load_campaign
from generator.content.confirmation import confirmation_values
from generator.content.letter import parse_letter as parse_letter_as_it_is
from generator.content.letter_changes import ChangeKind, changes_between, describe_change
from generator.content.letter_lock import lock_state, renew_lock
from generator.content.letter_parts import parts_of
from generator.content.letters.json_format import letter_object, letter_of
from generator.content.letters.model import BlockType, Letter, LetterBlock
from generator.content.lock_file import lock_text, read_lock
from generator.content.model import Confirmation
from generator.content.yaml_edit import with_values
from generator.content.yaml_nodes import read_mapping
from generator.core.errors import ContentError
from generator.core.findings import Severity

SHIPPED = DATA / "campaigns" / "ung-xu-mang-xa-hoi"
DATA_OF_TESTS = Path(__file__).parents[1] / "data"
PAPERS = sorted(
    path for path in (DATA_OF_TESTS / "letters").iterdir() if path.suffix in (".txt", ".docx")
)
LETTER = letter_with(
    block("p1", "Xã đề nghị:"),
    block("I", "Nên làm", "I.", kind=BlockType.HEADING),
    block("I.1", "Gom rác mỗi sáng.", "1."),
    block("I.2", "Rửa sạch chai lọ.", "2."),
    block("I.3", "Nộp pin hỏng tại xã.", "3."),
    block("II", "Không làm", "II.", kind=BlockType.HEADING),
    block("II.1", "Đốt rác ngoài đồng.", "1."),
)

#: Parts of a lock of format 1.
OLDER = {
    "number": "15/UBND-KT",
    "subject": "phân loại rác",
    "closing": "Đề nghị các thôn thực hiện",
    "1": "Nên làm",
    "1.1": "Gom rác mỗi sáng.",
    "1.2": "Rửa sạch chai lọ.",
}
OF_OLDER = letter_with(
    block("p1", "Xã đề nghị:"),
    block("1", "Nên làm:", "1.", kind=BlockType.HEADING),
    block("1.1", "Gom rác mỗi sáng.", "-"),
    block("1.2", "Rửa sạch chai lọ.", "-"),
    block("p2", "(Đính kèm danh sách).", kind=BlockType.NOTE),
)


def with_marker(letter: Letter, address: str, marker: str) -> Letter:
    blocks = (
        replace(one, marker=marker) if one.address == address else one for one in letter.blocks
    )
    return replace(letter, blocks=tuple(blocks))


def said(locked: Letter, now: Letter) -> list[str]:
    return [str(describe_change(change)) for change in changes_between(parts_of(locked), now)]


def test_a_lock_is_read_back_as_the_whole_letter() -> None:
    lock = read_lock(lock_text(LETTER))
    assert lock is not None
    assert lock.is_intact
    assert lock.letter_from("letter.txt") == LETTER
    assert lock.changes(LETTER) == ()
    written = json.loads(lock_text(LETTER))
    assert (written["format"], written["sha256"]) == (2, LETTER.sha256)
    assert written["letter"]["blocks"][3]["address"] == "I.2"
    assert written["letter"]["blocks"][3]["type"] == "clause"


def test_a_lock_has_each_block_on_a_line_of_its_own() -> None:
    lines = lock_text(LETTER).splitlines()
    for one in LETTER.blocks:
        (line,) = [line for line in lines if f'"address": "{one.address}"' in line]
        assert one.text in line


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_every_paper_is_read_back_from_its_lock(paper: Path) -> None:
    letter = parse_letter_as_it_is(paper.read_bytes(), source=str(paper))
    lock = read_lock(lock_text(letter))
    assert lock is not None
    assert lock.letter_from(str(paper)) == letter
    again = letter_of(letter_object(letter), source=letter.source, sha256=letter.sha256)
    assert again == letter
    assert (again.at, [one.at for one in again.blocks]) == (
        letter.at,
        [one.at for one in letter.blocks],
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            {"number": "9/A"},
            ["the letter's number has changed: it was “15/UBND-KT”, now it is “9/A”"],
        ),
        ({"subject": None}, ["the letter's subject is gone; it was “phân loại rác”"]),
        ({"recipients": ("Như trên;",)}, ["recipient 1 is new: “Như trên;”"]),
        (
            {"closing": None},
            ["the closing paragraph is gone; it was “Đề nghị các thôn thực hiện./.”"],
        ),
    ],
)
def test_a_changed_field_is_named(change: dict[str, object], expected: list[str]) -> None:
    assert said(LETTER, replace(LETTER, **change)) == expected  # type: ignore[arg-type]


def test_a_changed_marker_is_a_change_of_its_block() -> None:
    assert said(LETTER, with_marker(LETTER, "I.2", "2)")) == [
        "I.2 has changed: it was “2. Rửa sạch chai lọ.”, now it is “2) Rửa sạch chai lọ.”"
    ]


def test_a_block_that_went_elsewhere_has_moved_and_is_not_gone_and_new() -> None:
    kept = [one for one in LETTER.blocks if one.address != "I.1"]
    moved = letter_with(*kept, block("II.2", "Gom rác mỗi sáng.", "2."))
    changes = changes_between(parts_of(LETTER), moved)
    assert [(one.kind, one.was_part, one.part) for one in changes] == [
        (ChangeKind.MOVED, "I.1", "II.2")
    ]


def test_blocks_that_only_have_other_numbers_are_one_change() -> None:
    renumbered = letter_with(
        *LETTER.blocks[:2],
        block("I.1", "Đăng ký giờ gom.", "1."),
        block("I.2", "Gom rác mỗi sáng.", "2."),
        block("I.3", "Rửa sạch chai lọ.", "3."),
        block("I.4", "Nộp pin hỏng tại xã.", "4."),
        *LETTER.blocks[5:],
    )
    assert said(LETTER, renumbered) == [
        "I.1 is new: “Đăng ký giờ gom.”",
        "I.1 to I.3 are now I.2 to I.4, word for word",
    ]


BLOCKS = st.lists(
    st.builds(
        block,
        st.text("abc", min_size=1, max_size=3),
        st.text("xyz ", max_size=6),
        st.sampled_from(["-", "1.", ""]),
    ),
    max_size=7,
    unique_by=lambda one: one.address,
)


@given(BLOCKS, BLOCKS)
def test_a_lock_shows_a_change_exactly_when_a_block_is_not_as_it_was(
    was: list[LetterBlock], now: list[LetterBlock]
) -> None:
    lock = read_lock(lock_text(letter_with(*was)))
    assert lock is not None
    changes = lock.changes(letter_with(*now))
    same = [(one.address, one.marker, one.text) for one in was] == [
        (one.address, one.marker, one.text) for one in now
    ]
    by_address = {one.address: (one.marker, one.text) for one in was} == {
        one.address: (one.marker, one.text) for one in now
    }
    assert not changes if same else changes or by_address


@given(BLOCKS, BLOCKS)
def test_every_block_that_is_new_gone_or_reworded_is_in_a_change(
    was: list[LetterBlock], now: list[LetterBlock]
) -> None:
    changes = changes_between(parts_of(letter_with(*was)), letter_with(*now))
    texts_was, texts_now = {one.text for one in was}, {one.text for one in now}
    gone = {one.text for one in was if one.text not in texts_now}
    new = {one.text for one in now if one.text not in texts_was}
    assert gone <= {one.was for one in changes}
    assert new <= {one.now for one in changes}


class TestOlderLocks:
    """Format 1 knew sections and bullets alone."""

    def lock(self, **parts: str) -> str:
        return json.dumps({"format": 1, "sha256": "a" * 64, "parts": {**OLDER, **parts}})

    def test_one_of_the_same_letter_shows_no_change(self) -> None:
        lock = read_lock(self.lock())
        assert lock is not None
        assert lock.is_older
        assert lock.changes(OF_OLDER) == ()
        assert lock.read_otherwise(OF_OLDER) == frozenset()

    def test_one_shows_a_changed_word_and_nothing_that_it_does_not_know(self) -> None:
        lock = read_lock(self.lock(**{"1.2": "Rửa chai lọ."}))
        assert lock is not None
        assert [str(describe_change(one)) for one in lock.changes(OF_OLDER)] == [
            "1.2 has changed: it was “Rửa chai lọ.”, now it is “Rửa sạch chai lọ.”"
        ]
        assert lock.read_otherwise(OF_OLDER) == {"1.2"}

    def test_the_shipped_campaign_with_its_own_older_one_still_loads(self, folder: Path) -> None:
        shutil.copy(DATA_OF_TESTS / "letter-lock-1.json", folder / "letter.lock")
        assert len(load_campaign(folder).items) == 10
        lock = read_lock((folder / "letter.lock").read_text("utf-8"))
        assert lock is not None
        assert lock.is_older
        assert lock.changes(load_campaign(folder).letter) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "3",
        "[" * 9000,
        '{"format": 3, "sha256": "a", "fields": {}, "blocks": {}}',
        '{"format": 2, "sha256": 5, "letter": {}}',
        '{"format": 2, "sha256": "a", "letter": []}',
        '{"format": 2, "sha256": "a", "letter": {"format": "letters/1", "file": "a"}}',
        lock_text(LETTER).replace('"kind": "công văn"', '"kind": "thơ"'),
        lock_text(LETTER).replace('"recipients": []', '"recipients": "x"'),
        lock_text(LETTER).replace('"place": null', '"place": 5'),
        '{"format": 1, "sha256": "a", "parts": {"1": null}}',
    ],
)
def test_what_is_no_lock_is_taken_for_none(text: str) -> None:
    assert read_lock(text) is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped campaign to do harm to."""
    copy = tmp_path / "chien-dich"
    shutil.copytree(SHIPPED, copy)
    renew_lock(copy)
    return copy


def test_a_campaign_keeps_the_reading_that_was_locked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = load_campaign(folder)

    def parse_letter(data: bytes, *, source: str, **_: object) -> Letter:
        raise AssertionError("a letter that is locked is not read again")

    monkeypatch.setattr("generator.content.campaign_letter.parse_letter", parse_letter)
    assert load_campaign(folder) == before


def test_a_lock_that_was_edited_by_hand_stops_the_campaign(folder: Path) -> None:
    path = folder / "letter.lock"
    text = path.read_text("utf-8")
    assert "đáng tin cậy" in text
    path.write_text(text.replace("đáng tin cậy", "rất tin cậy"), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_campaign(folder)
    (problem,) = caught.value.problems
    assert problem.code == "lock-edited"
    assert problem.place.file == str(path)
    assert [describe_change(one).text for one in lock_state(folder).changes()] != []
    renew_lock(folder)
    load_campaign(folder)


def test_a_text_that_is_read_otherwise_than_an_older_lock_has_it_stops_the_campaign(
    folder: Path,
) -> None:
    text = (DATA_OF_TESTS / "letter-lock-1.json").read_text("utf-8")
    assert "đáng tin cậy" in text
    (folder / "letter.lock").write_text(text.replace("đáng tin cậy", "rất tin cậy"), "utf-8")
    with pytest.raises(ContentError) as caught:
        load_campaign(folder)
    (problem,) = caught.value.problems
    assert problem.code == "letter-read-otherwise"
    assert "1.4" in str(problem.message)
    assert problem.place.file == str(folder / "campaign.yaml")


@pytest.mark.parametrize("text", [None, "", "[]"])
def test_without_a_lock_to_read_the_letter_is_read_itself(folder: Path, text: str | None) -> None:
    before = load_campaign(folder)
    if text is None:
        (folder / "letter.lock").unlink()
    else:
        (folder / "letter.lock").write_text(text, "utf-8")
    assert load_campaign(folder) == before


class TestConfirmation:
    """Words that were read from a picture without certainty wait for a person."""

    @pytest.fixture
    def scanned(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The campaign, whose letter's 1.4 and 2 hold words that were not read with certainty."""

        def parse_letter(data: bytes, *, source: str, **_: object) -> Letter:
            letter = parse_letter_as_it_is(data, source=source)
            blocks = tuple(
                replace(one, unsure=((0, 7),)) if one.address in ("1.4", "2") else one
                for one in letter.blocks
            )
            return replace(letter, blocks=blocks)

        monkeypatch.setattr("generator.content.letter_lock.parse_letter", parse_letter)
        renew_lock(folder)
        return folder

    def test_those_that_items_quote_are_a_warning_and_make_no_official_text(
        self, scanned: Path
    ) -> None:
        campaign = load_campaign(scanned)
        assert campaign.unconfirmed == ("1.4",)
        (finding,) = campaign.findings
        assert (finding.code, finding.severity) == ("letter-unconfirmed", Severity.WARNING)
        assert "--by NAME" in str(finding.hint)

    def test_once_a_person_has_confirmed_them_there_is_nothing_to_say(self, scanned: Path) -> None:
        renew_lock(scanned, confirmation=Confirmation("Nguyễn Văn Ví Dụ", DAY))
        campaign = load_campaign(scanned)
        assert campaign.unconfirmed == ()
        assert campaign.findings == ()

    def test_a_later_change_of_the_letter_takes_the_confirmation_back(self, scanned: Path) -> None:
        renew_lock(scanned, confirmation=Confirmation("Nguyễn Văn Ví Dụ", DAY))
        letter = scanned / "letter.txt"
        letter.write_text(letter.read_text("utf-8").replace("đáng tin", "rất tin"), "utf-8")
        renew_lock(scanned)
        assert "confirmed" not in (scanned / "campaign.yaml").read_text("utf-8")
        assert load_campaign(scanned).unconfirmed == ("1.4",)

    def test_it_is_written_into_a_file_of_an_old_encoding_without_harm(self, scanned: Path) -> None:
        path = scanned / "campaign.yaml"
        path.write_bytes(as_vni(path.read_text("utf-8")).encode("cp1252"))
        before = path.read_bytes().splitlines()
        renew_lock(scanned, confirmation=Confirmation("Nguyễn Văn Ví Dụ", DAY))
        after = path.read_bytes().splitlines()
        assert [line for line in after if b"confirmed:" not in line] == before
        assert load_campaign(scanned).unconfirmed == ()

    def test_locking_the_same_words_again_keeps_it(self, scanned: Path) -> None:
        renew_lock(scanned, confirmation=Confirmation("Nguyễn Văn Ví Dụ", DAY))
        renew_lock(scanned)
        assert load_campaign(scanned).unconfirmed == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_locking_keeps_the_encoding_that_an_editor_gave_the_campaign(
    folder: Path, encoding: str
) -> None:
    path = folder / "campaign.yaml"
    text = path.read_text("utf-8")
    path.write_bytes(text.encode(encoding))
    letter = folder / "letter.txt"
    letter.write_text(letter.read_text("utf-8").replace("đáng tin", "rất tin"), "utf-8")
    renew_lock(folder)
    sha256 = hashlib.sha256(letter.read_bytes()).hexdigest()
    old = hashlib.sha256((SHIPPED / "letter.txt").read_bytes()).hexdigest()
    assert path.read_bytes() == text.replace(old, sha256).encode(encoding)


DAY = dt.date(2026, 11, 30)
WRITTEN = {
    "lines": "letter:\n  file: a.txt\n  sha256: new   # a comment\n\ntitle: x\n",
    "lines, sha256 first": "letter:\n  sha256: new\n  file: a.txt\ntitle: x\n",
    "windows": "letter:\r\n  file: a.txt\r\n  sha256: new\r\ntitle: x\r\n",
    "braces": "letter: {file: a.txt, sha256: new}\ntitle: x\n",
    "braces, sha256 first": "letter: {sha256: 'new', file: a.txt}   # a comment\ntitle: x\n",
    "no line end": "title: x\nletter:\n  file: a.txt\n  sha256: new",
    "confirmed before": (
        "letter:\n  confirmed: {by: A, on: 2026-01-01}\n  file: a.txt\n  sha256: new\ntitle: x\n"
    ),
    "confirmed in lines": (
        "letter:\n  file: a.txt\n  confirmed:\n    by: A\n    on: 2026-01-01\n  sha256: new\n"
        "title: x\n"
    ),
    "accents before": "title: x\nkicker: Ủy ban\nletter: {file: a.txt, sha256: new} # thư\n",
    "confirmed in braces": (
        "letter: {file: a.txt, confirmed: {by: A, on: 2026-01-01}, sha256: new}\ntitle: x\n"
    ),
}


def with_confirmation(text: str, confirmation: Confirmation | None) -> str:
    values = confirmation_values(confirmation)
    return with_values(text.encode(), "letter", values).decode()


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
@pytest.mark.parametrize("name", ["Nguyễn Văn Ví Dụ", 'Bà "Ba", thôn #2: {x}', "a\\b"])
def test_a_confirmation_is_written_wherever_the_file_has_its_sha256_and_taken_out_again(
    text: str, name: str
) -> None:
    confirmed = with_confirmation(text, Confirmation(name, DAY))
    root = read_mapping(confirmed, "campaign.yaml")
    letter = root.mapping("letter")
    node = letter.mapping("confirmed")
    assert (node.text("by"), node.date("on")) == (name, DAY)
    assert (letter.text("file"), letter.text("sha256"), root.text("title")) == ("a.txt", "new", "x")
    assert ("# a comment" in confirmed) == ("# a comment" in text)
    assert confirmed.count("\r\n") == (confirmed.count("\n") if "\r\n" in text else 0)
    if "confirmed" not in text:
        assert with_confirmation(confirmed, None).strip() == text.strip()


ITEMS = """\
groups:
  lam: {title: Việc cần làm, tone: do}
items:
  - group: lam
    at: FIRST
    icon: house
    headline: Làm ngay hôm nay
    short_headline: Làm ngay
    support: Mỗi nhà một việc.
  - group: lam
    quote: "QUOTED"
    icon: trash-2
    headline: Cùng nhau làm
    short_headline: Cùng làm
    support: Cả xóm cùng làm.
"""


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_a_campaign_from_any_paper_quotes_its_blocks_word_for_word(
    paper: Path, tmp_path: Path
) -> None:
    blocks = [
        one
        for one in parse_letter_as_it_is(paper.read_bytes(), source=paper.name).blocks
        if not one.text.endswith(":")
    ]
    first, quoted = blocks[1], blocks[-1]
    text = (SHIPPED / "campaign.yaml").read_text("utf-8").split("# A number at the head")[0]
    items = ITEMS.replace("FIRST", first.address)
    items = items.replace("QUOTED", quoted.text.replace('"', '\\"'))
    (tmp_path / "campaign.yaml").write_text(text.replace("letter.txt", paper.name) + items, "utf-8")
    shutil.copy(paper, tmp_path)
    shutil.copy(SHIPPED / "phone.svg", tmp_path)
    renew_lock(tmp_path)
    campaign = load_campaign(tmp_path)
    assert [(item.address, item.official) for item in campaign.items] == [
        (first.address, first.text),
        (quoted.address, quoted.text),
    ]
