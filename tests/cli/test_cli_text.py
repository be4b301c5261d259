"""``anpham text``: what it finds and where, and the repaired text alone where it was asked for."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.shipped import DATA
from support.syllabary import as_tcvn3, as_vni, as_wrong_utf8, cp1258_bytes, old_bytes
from support.tools import Run

CAMPAIGN = DATA / "campaigns" / "ung-xu-mang-xa-hoi"
LETTER = (CAMPAIGN / "letter.txt").read_text("utf-8")
DAMAGED = "Kính gửi\r\nUû ban nh©n d©n\r\nTi\u00e9\u0302ng\u200b **Việt**"
MENDED = "Kính gửi\r\nUỷ ban nhân dân\r\nTiếng **Việt**"
REPORT = """\
a.txt:2:1: warning: words in TCVN3 (ABC, .VnTime), places: 3: “Uû ban nh©n d©n”
  hint: it becomes “Uỷ ban nhân dân”; check names: TCVN3 has no accented capitals
a.txt:3:3: note: marks in the wrong order, places: 1: “Tié<U+0302>ng **Việt**”
  hint: it becomes “Tiếng **Việt**”
a.txt:3:7: note: invisible characters, places: 1: “Tié<U+0302>ng<U+200B> **Việt**”
  hint: it becomes “Tié<U+0302>ng **Việt**”
a.txt:3:7: warning: signs of Markdown, places: 2: “**Việt**”
  hint: remove the stars if a scanner left them; they are not changed
"""
CURE = "nothing was changed yet: add --fix -o FILE to mend it\n"
DONE = REPORT.replace("it becomes", "it became")


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(DAMAGED.encode())
    return path


def test_reports_what_is_found_where_and_what_it_becomes(run: Run, damaged: Path) -> None:
    result = run("text", "a.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", REPORT + CURE)
    assert damaged.read_bytes() == DAMAGED.encode()


def test_fix_writes_the_text_alone_to_stdout_with_its_line_ends(run: Run, damaged: Path) -> None:
    result = run("text", "a.txt", "--fix")
    assert result.exit_code == 0
    assert result.stdout_bytes == MENDED.encode()
    assert result.stderr == DONE
    assert damaged.read_bytes() == DAMAGED.encode()


def test_fix_writes_the_text_into_a_file(run: Run, damaged: Path, tmp_path: Path) -> None:
    result = run("text", "a.txt", "--fix", "-o", "moi/b.txt")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == DONE + f"{Path('moi/b.txt')}: the text is written\n"
    assert (tmp_path / "moi" / "b.txt").read_bytes() == MENDED.encode()
    assert damaged.read_bytes() == DAMAGED.encode()


def test_fix_replaces_the_file_itself_when_it_is_named(run: Run, damaged: Path) -> None:
    assert run("text", "a.txt", "--fix", "-o", "a.txt").exit_code == 0
    assert damaged.read_bytes() == MENDED.encode()
    again = run("text", "a.txt")
    assert again.stderr.splitlines()[-1] == (
        "a.txt: nothing can be mended by itself; see the remarks above"
    )


def test_a_good_text_has_nothing_to_repair(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Kính gửi: các tổ dân phố\n", encoding="utf-8")
    assert run("text", "a.txt").stderr == "a.txt: there is nothing to repair\n"


def test_what_may_be_tcvn3_is_left_and_remarked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("đường phố, ph\u00adêng", encoding="utf-8")
    result = run("text", "a.txt", "--fix")
    assert result.stdout_bytes.decode() == "đường phố, ph\u00adêng"
    assert result.stderr.splitlines() == [
        "a.txt:1:12: warning: perhaps this is TCVN3, places: 1: “ph<U+00AD>êng”",
        "  hint: perhaps “phường”; type it again, it is not changed",
        "a.txt: nothing can be mended by itself; see the remarks above",
    ]


def test_a_dash_reads_another_program(run: Run) -> None:
    result = run("text", "-", "--fix", "-o", "-", standard_input=DAMAGED.encode())
    assert result.stdout_bytes == MENDED.encode()
    assert result.stderr.startswith("<stdin>:2:1: warning: ")


FILES = {
    "tcvn3": old_bytes(as_tcvn3(LETTER)),
    "vni": old_bytes(as_vni(LETTER)),
    "windows-1258": cp1258_bytes(LETTER),
    "wrongly read": as_wrong_utf8(LETTER).encode(),
    "utf-16": LETTER.encode("utf-16"),
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES.keys())
def test_the_whole_letter_comes_back_from_every_old_file(run: Run, data: bytes) -> None:
    fixed = run("text", "-", "--fix", standard_input=data).stdout_bytes.decode()
    if data == FILES["tcvn3"]:  # which has no Ủ: in "ñy ban" nothing says that it was one
        fixed = fixed.replace("ủy ban", "Ủy ban")
        assert fixed == LETTER.replace("ủy ban", "Ủy ban")
    else:
        assert fixed == LETTER


def test_many_lines_of_one_kind_are_summed_up(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("nh©n d©n\n" * 9, encoding="utf-8")
    lines = run("text", "a.txt").stderr.splitlines()
    assert lines[3] == "  hint: it becomes “nhân dân”"
    assert lines[4:] == [
        "a.txt:3:1: warning: words in TCVN3 (ABC, .VnTime): and 7 more lines (14 places)",
        CURE.rstrip(),
    ]


def test_json_is_one_object_with_every_change_and_remark(run: Run, damaged: Path) -> None:
    result = run("text", "a.txt", "--json")
    found = json.loads(result.stdout)
    assert (found["schema"], found["schema_version"]) == ("anpham.text", 1)
    assert (found["source"], found["output"]) == ("a.txt", None)
    assert found["changes"][0] == {
        "kind": "old-encoding",
        "encoding": "tcvn3",
        "line": 2,
        "column": 1,
        "count": 3,
        "before": "Uû ban nh©n d©n",
        "after": "Uỷ ban nhân dân",
    }
    assert [change["kind"] for change in found["changes"][1:]] == ["mark-order", "invisible"]
    assert found["remarks"] == [
        {
            "kind": "markdown",
            "line": 3,
            "column": 7,
            "count": 2,
            "found": "**Việt**",
            "instead": None,
        }
    ]


def test_json_names_the_file_that_was_written(run: Run, damaged: Path, tmp_path: Path) -> None:
    result = run("text", "a.txt", "--json", "--fix", "-o", "b.txt")
    assert json.loads(result.stdout)["output"] == "b.txt"
    assert (tmp_path / "b.txt").read_bytes() == MENDED.encode()


REFUSED = {
    "lost": ("Kính gửi\nTi\ufffdng".encode(), "a.txt:2:3: error: characters were lost", "again"),
    "lost bytes": ("Tiáº¿ng Viá»?t".encode(), "a.txt:1:11: error: characters were lost", "again"),
    "unprintable": (b"a\nb\x07", "a.txt:2:2: error: character U+0007", "delete it"),
    "word": (b"PK\x03\x04", "a.txt: error: this is a Word document", "plain text"),
    "foreign bytes": ("Café".encode("latin-1"), "a.txt:1: error: the file is not UTF-8", "UTF-8"),
}


@pytest.mark.parametrize("options", [(), ("--fix",), ("--fix", "-o", "b.txt")])
@pytest.mark.parametrize(("data", "first", "hint"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_mended_is_exit_1_and_nothing_is_written(
    run: Run, tmp_path: Path, data: bytes, first: str, hint: str, options: tuple[str, ...]
) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    result = run("text", "a.txt", *options)
    assert (result.exit_code, result.stdout) == (1, "")
    reported = result.stderr.splitlines()
    assert reported[0].startswith(first)
    assert hint in reported[1]
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("options", "code"),
    [(("-o", "b.txt"), "output-without-fix"), (("--fix", "--json"), "two-products")],
)
def test_options_that_disagree_are_exit_2(
    run: Run, damaged: Path, options: tuple[str, ...], code: str
) -> None:
    result = run("text", "a.txt", *options)
    assert result.exit_code == 2
    if "--json" in options:
        assert json.loads(result.stdout)["problems"][0]["code"] == code
    assert not Path("b.txt").exists()


def test_missing_file_is_exit_5(run: Run) -> None:
    assert run("text", "none.txt").exit_code == 5


def test_bytes_go_through_a_real_pipe_unchanged(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "anpham", "text", "-", "--fix", "--lang", "en"],
        input=DAMAGED.encode(),
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout == MENDED.encode()


class TestOtherCommands:
    """Users of a converted file are asked to compare it."""

    def test_letter_warns_once(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(FILES["vni"])
        result = run("letter", "a.txt")
        assert result.exit_code == 0
        assert [line for line in result.stderr.splitlines() if "a.txt:50" not in line][:2] == [
            "a.txt:3:1: warning: the text was in VNI Windows (VNI-Times); it was converted to "
            "Unicode",
            "  hint: compare it with the original before printing",
        ]
        found = json.loads(run("letter", "a.txt", "--json").stdout)
        codes = [finding["code"] for finding in found["findings"]]
        assert codes.count("text-converted") == 1

    def test_lock_warns_of_the_letter_and_both_of_campaign_and_issuer(
        self, run: Run, tmp_path: Path
    ) -> None:
        folder = tmp_path / "chien-dich"
        folder.mkdir()
        for name in ("letter.txt", "campaign.yaml"):
            (folder / name).write_bytes(old_bytes(as_vni((CAMPAIGN / name).read_text("utf-8"))))
        shutil.copy(CAMPAIGN / "phone.svg", folder)
        locked = run("lock", str(folder), "--yes")
        assert locked.exit_code == 0, locked.output
        files = [str(folder / "letter.txt"), str(folder / "campaign.yaml")]
        reported = [line for line in locked.stderr.splitlines() if "converted" in line]
        assert [line.split(":")[0] for line in reported] == files
        made = json.loads(
            run(
                "make", "insert", "--campaign", str(folder), "--json",
                "--issuer-name", as_vni("Ủy ban nhân dân xã Nhơn Đức"),
            ).stdout
        )  # fmt: skip
        places = [f["place"] for f in made["findings"] if f["code"] == "text-converted"]
        # Who locked the letter has seen that it was converted.
        assert [place["file"] or place["item"] for place in places] == [files[1], "--issuer-name"]
        assert made["files"][0]["issuer"] == "Ủy ban nhân dân xã Nhơn Đức"

    def test_letter_asks_to_check_the_names_of_tcvn3(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(FILES["tcvn3"])
        assert "accented capitals apart: check the names" in run("letter", "a.txt").stderr

    @pytest.mark.parametrize("command", ["text", "make", "lock"])
    def test_none_prints_question_marks_for_letters(
        self, run: Run, tmp_path: Path, command: str
    ) -> None:
        folder = tmp_path / "chien-dich"
        folder.mkdir()
        for name in ("letter.txt", "campaign.yaml"):
            (folder / name).write_bytes((CAMPAIGN / name).read_bytes())
        letter = folder / "letter.txt"
        spoilt = LETTER.replace("chính thống", "chính th?ng").replace("Chia sẻ", "Chia s?")
        letter.write_text(spoilt, encoding="utf-8")
        shutil.copy(CAMPAIGN / "phone.svg", folder)
        sha256 = hashlib.sha256(letter.read_bytes()).hexdigest()
        campaign = (folder / "campaign.yaml").read_text(encoding="utf-8")
        (folder / "campaign.yaml").write_text(
            re.sub("sha256: [0-9a-f]+", f"sha256: {sha256}", campaign), encoding="utf-8"
        )
        options = {
            "text": [str(letter)],
            "make": ["insert", "--campaign", str(folder)],
            "lock": [str(folder), "--yes"],
        }
        result = run(command, *options[command])
        assert result.exit_code == 1
        assert "characters were lost here: “" in result.stderr

    def test_letter_shows_question_marks_for_letters_with_their_line(
        self, run: Run, tmp_path: Path
    ) -> None:
        text = LETTER.replace("chính thống", "chính th?ng").replace("Chia sẻ", "Chia s?")
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        result = run("letter", "a.txt")
        assert result.exit_code == 0
        assert "a.txt:30: warning: characters are damaged here" in result.stderr
        assert "- Chia s? những thông tin có nguồn chính th?ng" in result.stdout

    def test_make_says_nothing_of_small_repairs(self, run: Run) -> None:
        result = run("make", "insert", "--issuer-name", "U\u0309y ban\u200b nhân dân xã A")
        assert result.exit_code == 0
        assert "converted" not in result.stderr
