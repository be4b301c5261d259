"""The small verbs: ``letter``, ``list``, ``init``, ``lock``, and the help of all."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import shutil
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from click.testing import Result
from support.json_keys import keys
from support.shipped import DATA, TEMPLATES
from support.tools import Run
from support.workshop import piece

from generator.cli import confirmation
from generator.cli.help_text import Command, Example, Option
from generator.cli.main import anpham
from generator.content import letter as letter_module
from generator.content.letters.model import Letter
from generator.core.shell import quoted
from generator.core.translations import LOCALE_FOLDER
from generator.sheet.catalogue import Catalogue

CAMPAIGN = DATA / "campaigns" / "ung-xu-mang-xa-hoi"
VERBS: dict[str, Command] = {
    name: verb for name, verb in anpham.commands.items() if isinstance(verb, Command)
}
EXAMPLES = [example for command in (anpham, *VERBS.values()) for example in command.examples]


class TestHelp:
    """``-h`` everywhere, with examples that work as pasted."""

    @pytest.mark.parametrize("name", ["", *VERBS])
    @pytest.mark.parametrize("option", ["-h", "--help"])
    def test_is_there_for_every_command(self, run: Run, name: str, option: str) -> None:
        result = run(*filter(None, [name]), option)
        assert result.exit_code == 0
        assert "Examples:" in result.stdout

    @pytest.mark.parametrize("name", ["", "theme"])
    def test_of_a_group_calls_its_commands_so_in_vietnamese(self, run: Run, name: str) -> None:
        usage = run(*filter(None, [name]), "--help", "--lang", "vi").stdout.splitlines()[0]
        assert usage.endswith("[TÙY CHỌN] LỆNH ...")

    @pytest.mark.parametrize("command", [anpham, *VERBS.values()], ids=lambda c: c.name)
    def test_shows_two_examples_and_explains_every_option(self, command: Command) -> None:
        assert len(command.examples) >= 2
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert isinstance(parameter, Option), f"{parameter.name} has no translatable help"
                assert parameter.help

    @pytest.mark.parametrize("command", [anpham, *VERBS.values()], ids=lambda c: c.name)
    def test_gives_each_example_a_line_of_its_own(self, run: Run, command: Command) -> None:
        name = [] if command is anpham else [str(command.name)]
        lines = [line.strip() for line in run(*name, "-h").stdout.splitlines()]
        for example in command.examples:
            assert example.line in lines

    def test_of_anpham_alone_is_the_list_of_commands(self, run: Run) -> None:
        result = run()
        assert result.exit_code == 0
        assert all(f"  {name}" in result.stdout for name in VERBS)

    @pytest.mark.slow
    @pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.line)
    def test_examples_run_as_pasted(self, run: Run, tmp_path: Path, example: Example) -> None:
        folder = tmp_path / "assets" / "campaigns" / CAMPAIGN.name
        shutil.copytree(CAMPAIGN, folder)
        shutil.copytree(CAMPAIGN, tmp_path / "chien-dich")
        made = tmp_path / "output" / "poster-a3-phuong-an-phu-dong.pdf"
        made.parent.mkdir()
        made.write_bytes(piece("poster").pdf)
        program, *arguments = shlex.split(example.line)
        assert program == "anpham"
        result = run(*arguments)
        assert result.exit_code == 0, result.output


class TestLetter:
    """The letter as it was read, all of it, for a person and for a program."""

    def test_shows_each_field_and_the_body_as_a_tree_with_addresses_and_lines(
        self, run: Run
    ) -> None:
        result = run("letter", str(CAMPAIGN / "letter.txt"))
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        for shown in (
            "Kind: công văn",
            "Place and date: Quận 12, ngày 21 tháng 12 năm 2022  (line 12)",
            "Issuing body: ỦY BAN NHÂN DÂN QUẬN 12  (line 3)",
            "Signed by, name: Võ Thị Chính  (line 63)",
        ):
            assert shown in lines
        assert any(line.startswith("Number: 8893") and line.endswith("(line 5)") for line in lines)
        at = next(n for n, line in enumerate(lines) if line.startswith("Address  Line  Text"))
        tree = lines[at + 1 :]
        assert tree[1] == "1          22  1. Những nội dung nên làm khi tham gia mạng xã hội:"
        assert tree[2].startswith("1.1        24    - Tìm hiểu và tuân thủ các điều khoản")
        assert tree[2].endswith("…")
        assert any(line.startswith("2.1        42    - Không đăng tải") for line in tree)
        assert any("Độc lập - Tự do - Hạnh phúc" in line for line in tree if "Not content" in line)

    def test_full_shows_every_text_whole(self, run: Run) -> None:
        shown = run("letter", str(CAMPAIGN / "letter.txt"), "--full").stdout
        letter = json.loads(run("letter", str(CAMPAIGN / "letter.txt"), "--json").stdout)
        for block in letter["blocks"]:
            assert block["text"] in shown
        assert letter["closing"] in shown

    def test_speaks_vietnamese(self, run: Run) -> None:
        shown = run("letter", str(CAMPAIGN / "letter.txt"), "--lang", "vi").stdout
        assert "Loại văn bản: công văn" in shown
        assert "Vị trí  Dòng  Nội dung" in shown

    def test_json_has_every_point_word_for_word_and_where_it_stands(self, run: Run) -> None:
        data = (CAMPAIGN / "letter.txt").read_bytes()
        letter = json.loads(run("letter", str(CAMPAIGN / "letter.txt"), "--json").stdout)
        assert (letter["schema"], letter["schema_version"]) == ("anpham.letter", 2)
        assert letter["format"] == "letters/1"
        assert letter["sha256"] == hashlib.sha256(data).hexdigest()
        assert letter["date"] == "2022-12-21"
        points = [block for block in letter["blocks"] if block["type"] == "dash"]
        assert [sum(p["parent"] == parent for p in points) for parent in "12"] == [8, 2]
        lines = data.decode().splitlines()
        for point in points:
            at = letter["at"][point["address"]]
            line = lines[at["line"] - 1]
            assert at["to_line"] == at["line"]
            assert line == f"- {point['text']}"
            assert line[at["start"] - 1 : at["end"]].endswith(point["text"])

    def test_json_has_all_that_is_shown(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(ODD, encoding="utf-8")
        shown = run("letter", "a.txt", "--full")
        said = json.loads(run("letter", "a.txt", "--json").stdout)
        assert shown.exit_code == 0
        for text in (*said["furniture"], *(block["text"] for block in said["blocks"])):
            assert text in shown.stdout
        assert ("Lacks" in shown.stdout) == bool(said["lacks"])
        for finding in said["findings"]:
            assert finding["message"] in shown.stderr

    def test_comes_from_another_program_too(self, run: Run) -> None:
        data = (CAMPAIGN / "letter.txt").read_bytes()
        result = run("letter", "-", "--json", standard_input=data)
        assert json.loads(result.stdout)["file"] == "<stdin>"

    @pytest.mark.parametrize("name", ["16-dengue-word.docx", "20-fire-two-pages.pdf"])
    def test_of_any_kind_of_file_is_the_same_from_another_program(
        self, run: Run, name: str
    ) -> None:
        path = Path(__file__).parents[1] / "data" / "letters" / name
        piped = json.loads(run("letter", "-", "--json", standard_input=path.read_bytes()).stdout)
        opened = json.loads(run("letter", str(path), "--json").stdout)
        assert {**piped, "file": ""} == {**opened, "file": ""}
        assert len(opened["blocks"]) > 4
        assert opened["lacks"] == []

    def test_more_than_any_letter_holds_is_refused_at_once(self, run: Run) -> None:
        result = run("letter", "-", standard_input=b"a" * 4_000_001)
        assert result.exit_code == 1
        assert "<stdin>: error: the file is larger than 4 MB" in result.stderr

    def test_what_lacks_nearly_everything_is_shown_all_the_same(
        self, run: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "a.txt").write_text(
            "Xóm ta sạch.\n\nĐề nghị mọi người giữ sạch.\n", encoding="utf-8"
        )
        result = run("letter", "a.txt", "--json")
        assert result.exit_code == 0
        letter = json.loads(result.stdout)
        assert letter["blocks"][0]["text"] == "Xóm ta sạch."
        assert "signatory" in letter["lacks"]

    @pytest.mark.parametrize("data", [b"", b" \r\n", b"ab\0\1\2\0\0", b"PK\x03\x04 nothing"])
    def test_what_is_no_text_is_refused(self, run: Run, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "a.txt").write_bytes(data)
        result = run("letter", "a.txt")
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.startswith("a.txt")

    def test_missing_file_is_exit_5(self, run: Run) -> None:
        result = run("letter", "none.txt")
        assert result.exit_code == 5
        assert result.stderr.startswith("none.txt: error: ")


#: A letter with a gap in its numbers, and without much else.
ODD = """\
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 5/UBND-KT
Kính gửi: Các thôn.

1. Gom rác mỗi sáng.
2. Rửa sạch chai lọ.
4. Nộp pin hỏng tại xã.
"""


class TestList:
    """The names that the other verbs know."""

    @pytest.mark.parametrize(
        ("kind", "names"),
        [
            ("materials", ["poster", "leaflet", "insert"]),
            ("themes", ["hien-dai"]),
            ("sizes", ["A5", "A3", "A0", "B2"]),
            ("campaigns", ["ung-xu-mang-xa-hoi"]),
            ("icons", ["shield-check"]),
            ("drawings", ["health", "fire", "community"]),
        ],
    )
    def test_has_the_shipped_names_in_both_views(
        self, run: Run, kind: str, names: list[str]
    ) -> None:
        text = run("list", kind)
        assert text.exit_code == 0, text.stderr
        listed = json.loads(run("list", kind, "--json").stdout)
        assert (listed["schema"], listed["kind"]) == ("anpham.list", kind)
        entries = [entry["name"] for entry in listed["entries"]]
        assert set(names) <= set(entries)
        lines = text.stdout.splitlines()
        assert len(lines) == len(entries)
        for line, name in zip(lines, entries, strict=True):
            assert line.startswith(name)

    def test_of_issuers_holds_every_commune_as_it_can_be_pasted(self, run: Run) -> None:
        text = run("list", "issuers")
        lines = text.stdout.splitlines()
        assert len(lines) == 3321
        assert "phường Tân An, thành phố Cần Thơ" in lines
        assert "3321 issuers" in text.stderr
        entries = json.loads(run("list", "issuers", "--json").stdout)["entries"]
        assert len(entries) == 3321
        assert "Ủy ban nhân dân phường An Phú Đông" in {entry["name"] for entry in entries}

    def test_of_issuers_is_searched_and_shows_what_former_ones_became(self, run: Run) -> None:
        lines = run("list", "issuers", "hiep", "thanh").stdout.splitlines()
        assert lines[0] == "xã Hiệp Thạnh, tỉnh Lâm Đồng"
        (line,) = [line for line in lines if "Quận 12" in line]
        assert line.startswith("phường Hiệp Thành, Quận 12, Thành phố Hồ Chí Minh ")
        assert line.endswith("until 30/6/2025; now: phường Tân Thới Hiệp, Thành phố Hồ Chí Minh")
        entries = json.loads(run("list", "issuers", "hiệp thành", "--json").stdout)["entries"]
        former = next(entry for entry in entries if entry["district"] == "Quận 12")
        assert former["became"] == ["phường Tân Thới Hiệp, Thành phố Hồ Chí Minh"]
        assert former["until"] == "2025-06-30"

    def test_of_issuers_is_narrowed_to_a_province_or_former_district(self, run: Run) -> None:
        assert len(run("list", "issuers", "--province", "Quận 12").stdout.splitlines()) == 5
        lines = run("list", "issuers", "tan an", "--province", "can tho").stdout.splitlines()
        assert lines[0] == "phường Tân An, thành phố Cần Thơ"
        wrong = run("list", "issuers", "--province", "Cân Thơ")
        assert (wrong.exit_code, "thành phố Cần Thơ" in wrong.stderr) == (2, True)

    def test_of_other_kinds_is_not_searched(self, run: Run) -> None:
        for arguments in (("sizes", "A3"), ("themes", "--province", "Cần Thơ")):
            result = run("list", *arguments)
            assert result.exit_code == 2
            assert "only issuers and icons can be searched" in result.stderr

    def test_of_materials_and_themes_says_with_which_inks_they_are_printed(self, run: Run) -> None:
        listed = {
            kind: {
                entry["name"]: entry["inks"]
                for entry in json.loads(run("list", kind, "--json").stdout)["entries"]
            }
            for kind in ("materials", "themes")
        }
        assert listed["materials"]["insert"] == ["one", "two", "full"]
        assert listed["themes"]["ban-tin-1-mau"] == "one"
        assert "inks: one ink, two inks, full colour" in run("list", "materials").stdout
        assert "Bản tin hai màu; hai màu mực" in run("list", "themes", "--lang", "vi").stdout

    def test_of_icons_holds_those_of_the_users_folder(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "mau" / "icons").mkdir(parents=True)
        (tmp_path / "mau" / "icons" / "phuong-ta.svg").write_text("<svg/>")
        assert "phuong-ta" in run("list", "icons", "--templates", "mau").stdout.splitlines()


class TestInit:
    """A first settings file, never over a person's own."""

    def test_writes_a_file_that_explains_and_sets_nothing(self, run: Run, tmp_path: Path) -> None:
        assert run("init").exit_code == 0
        text = (tmp_path / "anpham.toml").read_text(encoding="utf-8")
        assert tomllib.loads(text) == {}
        assert "# hotline" in text

    def test_leaves_a_file_that_is_there(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "anpham.toml").write_text("lang = 'en'\n")
        result = run("init")
        assert result.exit_code == 5
        assert result.stderr.startswith("anpham.toml: error: ")
        assert (tmp_path / "anpham.toml").read_text() == "lang = 'en'\n"

    def test_replaces_it_when_asked_to_even_a_broken_one(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "anpham.toml").write_text("broken")
        assert run("init", "--force").exit_code == 0
        assert tomllib.loads((tmp_path / "anpham.toml").read_text(encoding="utf-8")) == {}


class TestInitOnATerminal:
    """Asks, tests each answer, writes one file in one language."""

    def answered(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, *answers: str, lang: str = "en"
    ) -> Result:
        monkeypatch.setattr("generator.cli.init.is_on_terminal", lambda: True)
        return run("init", "--lang", lang, standard_input="\n".join(answers) + "\n")

    def written(self) -> dict[str, object]:
        return tomllib.loads(Path("anpham.toml").read_text(encoding="utf-8"))

    def test_finds_the_ward_by_a_part_of_its_name_and_tests_each_contact(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        result = self.answered(
            run, monkeypatch, "tân an", "99", "10", "[Địa chỉ]", "12 Vườn Lài", "abc",
            "2837170000", "n", "028 3717 0000", "htp:/tanan", "tanan.gov.vn",
        )  # fmt: skip
        assert result.exit_code == 0, result.stderr
        assert "  10  phường Tân An, thành phố Cần Thơ" in result.stderr.splitlines()
        assert "Write a number from 1 to 15." in result.stderr
        for told in (
            "“[Địa chỉ]” still stands for what is missing",
            "“abc” is no telephone number",
            "“2837170000” seems to lack its leading 0",
            "“htp:/tanan” is no address of a website",
        ):
            assert told in result.stderr
        assert self.written() == {
            "issuer": "phường Tân An, thành phố Cần Thơ",
            "address": "12 Vườn Lài",
            "hotline": "028 3717 0000",
            "website": "tanan.gov.vn",
            "lang": "en",
        }

    def test_a_former_name_leads_to_the_ward_of_today(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        result = self.answered(run, monkeypatch, "Thạnh Lộc, Quận 12", "", "", "", "")
        assert "(before: phường Thạnh Lộc, Quận 12, Thành phố Hồ Chí Minh)" in result.stderr
        assert self.written()["issuer"] == "phường An Phú Đông, Thành phố Hồ Chí Minh"

    def test_the_file_is_in_the_language_of_its_user_alone(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.answered(run, monkeypatch, "Trung Mỹ Tây", "có", "", "", "", lang="vi")
        text = Path("anpham.toml").read_text(encoding="utf-8")
        assert self.written() == {
            "issuer": "phường Trung Mỹ Tây, Thành phố Hồ Chí Minh",
            "lang": "vi",
        }
        remarks = [line for line in text.splitlines() if line.startswith("# ")]
        assert len(remarks) > 10
        assert not any(re.search(r"\b(the|your|issuer of)\b", line) for line in remarks)

    def test_another_office_is_printed_as_it_was_written_after_a_yes(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = "Trường Mẫu giáo Hoa Sữa Vàng Anh"
        self.answered(run, monkeypatch, name, "y", "", "", "")
        assert self.written() == {"issuer_name": name, "lang": "en"}

    def test_without_answers_the_file_sets_nothing(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert self.answered(run, monkeypatch, "").exit_code == 0
        assert self.written() == {}

    @pytest.mark.parametrize(("answer", "exit_code"), [("n", 5), ("", 5), ("y", 0)])
    def test_a_file_that_is_there_is_replaced_only_on_a_yes(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, exit_code: int
    ) -> None:
        Path("anpham.toml").write_text("lang = 'en'\n", encoding="utf-8")
        assert self.answered(run, monkeypatch, answer, "").exit_code == exit_code
        assert self.written() == ({} if exit_code == 0 else {"lang": "en"})

    def test_an_end_in_the_middle_writes_nothing(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        result = self.answered(run, monkeypatch, "Trung Mỹ Tây", "y", "12 Vườn Lài")
        assert result.exit_code == 130
        assert not Path("anpham.toml").exists()


class TestLock:
    """An edited letter stops ``make`` until it is locked again on purpose."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A copy of the shipped campaign whose first bullet was edited."""
        folder = tmp_path / "chien-dich"
        shutil.copytree(CAMPAIGN, folder)
        letter = folder / "letter.txt"
        text = letter.read_text(encoding="utf-8")
        assert "- Tìm hiểu và tuân thủ" in text
        letter.write_text(text.replace("- Tìm hiểu và", "- Hãy tìm hiểu và"), encoding="utf-8")
        return folder

    def answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let someone be at the keyboard."""
        monkeypatch.setattr(confirmation, "is_interactive", lambda: True)

    def test_shows_what_it_was_and_what_it_is(self, run: Run, folder: Path) -> None:
        result = run("lock", str(folder), "--yes")
        assert result.exit_code == 0, result.stderr
        (note,) = [line for line in result.stderr.splitlines() if "note: " in line]
        assert note.startswith(f"{folder / 'letter.txt'}:")
        assert "1.1 has changed" in note
        assert "Tìm hiểu" in note
        assert "Hãy tìm hiểu" in note

    def test_lets_make_go_on(self, run: Run, folder: Path) -> None:
        before = run("lock", str(folder))
        assert before.exit_code == 2
        assert "--yes" in before.stderr
        assert run("lock", str(folder), "--yes").exit_code == 0
        again = run("lock", str(folder))
        assert (again.exit_code, again.stderr) == (
            0,
            "the letter is as it was locked; there is nothing to do\n",
        )

    @pytest.mark.parametrize("answer", ["y", "YES", "c", "có", "co\u0301", "Co"])
    def test_takes_yes_in_either_language(
        self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str
    ) -> None:
        self.answer(monkeypatch)
        result = run("lock", str(folder), "--lang", "vi", standard_input=f"{answer}\n")
        assert result.exit_code == 0, result.stderr
        assert "[c/K]" in result.stderr

    @pytest.mark.parametrize("answer", ["n", "", "k", "không", "Khong", "x\nn", "1\n"])
    def test_takes_no_or_nothing_as_no_and_asks_again_otherwise(
        self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, answer: str
    ) -> None:
        self.answer(monkeypatch)
        before = (folder / "campaign.yaml").read_bytes()
        result = run("lock", str(folder), standard_input=f"{answer}\n")
        assert result.exit_code == 130
        assert ("answer y for yes, n for no" in result.stderr) == (answer[:1] in ("x", "1"))
        assert (folder / "campaign.yaml").read_bytes() == before

    def test_of_a_new_letter_is_named_with_its_folder_by_make(self, run: Run, folder: Path) -> None:
        file = folder / "campaign.yaml"
        text = re.sub("sha256: [0-9a-f]+", "sha256: new", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
        result = run("make", "insert", "--campaign", str(folder))
        assert result.exit_code == 1
        assert f"hint: lock the letter: anpham lock {quoted(folder)}" in result.stderr

    def test_asks_who_is_at_the_keyboard(
        self, run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.answer(monkeypatch)
        lock = (folder / "campaign.yaml").read_bytes()
        refused = run("lock", str(folder), standard_input="n\n")
        assert refused.exit_code == 130
        assert (folder / "campaign.yaml").read_bytes() == lock
        assert run("lock", str(folder), standard_input="y\n").exit_code == 0
        assert (folder / "campaign.yaml").read_bytes() != lock

    def test_of_a_new_campaign_is_its_first(self, run: Run, folder: Path) -> None:
        campaign = (folder / "campaign.yaml").read_text(encoding="utf-8")
        lines = [
            line.split("sha256:")[0] + "sha256: new" if "sha256:" in line else line
            for line in campaign.splitlines()
        ]
        (folder / "campaign.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
        (folder / "letter.lock").unlink()
        first = run("lock", str(folder), "--yes")
        assert first.exit_code == 0
        assert "\n1.1        24    - Hãy tìm hiểu và tuân thủ" in first.stderr
        assert "nothing to do" in run("lock", str(folder)).stderr

    def test_of_an_older_form_is_written_anew_without_a_question(
        self, run: Run, folder: Path
    ) -> None:
        shutil.copy(CAMPAIGN / "letter.txt", folder)
        lock = folder / "letter.lock"
        shutil.copy(Path(__file__).parents[1] / "data" / "letter-lock-1.json", lock)
        assert "nothing to do" in run("lock", str(folder)).stderr
        assert lock.read_bytes() == (CAMPAIGN / "letter.lock").read_bytes()

    def test_names_each_item_that_would_quote_another_text(self, run: Run, folder: Path) -> None:
        run("lock", str(folder), "--yes")
        letter = folder / "letter.txt"
        text = letter.read_text(encoding="utf-8")
        letter.write_text(
            text.replace("- Chia sẻ những", "- Thêm một điều.\n\n- Chia sẻ những"), encoding="utf-8"
        )
        said = run("lock", str(folder), "--yes").stderr
        assert "1.4 is new: “Thêm một điều.”" in said
        assert "1.4 to 1.8 are now 1.5 to 1.9, word for word" in said
        assert said.count("or the item quotes another text") == 5
        assert "write “at: 1.5”" in said

    @pytest.fixture
    def unsure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let the word “chính thống” of the letter's 1.4 be read without certainty."""

        def parse_letter(data: bytes, *, source: str, **_: object) -> Letter:
            letter = letter_module.parse_letter(data, source=source)
            (at,) = (b.text.index("chính thống") for b in letter.blocks if b.address == "1.4")
            blocks = tuple(
                replace(block, unsure=((at, at + 11),)) if block.address == "1.4" else block
                for block in letter.blocks
            )
            return replace(letter, blocks=blocks)

        monkeypatch.setattr("generator.content.letter_lock.parse_letter", parse_letter)

    @pytest.mark.usefixtures("unsure")
    def test_shows_words_that_are_not_sure_and_who_confirmed_them(
        self, run: Run, folder: Path
    ) -> None:
        first = run("lock", str(folder), "--yes")
        assert first.exit_code == 0, first.output
        assert "could not be read with certainty:\n  1.4  chính thống\n" in first.stderr
        assert "these are not official: 1.4" in first.stderr
        assert f"anpham lock {quoted(folder)} --by NAME" in first.stderr
        refused = run("approve", str(folder), "--by", "Trần Thị B", "--yes")
        assert refused.exit_code == 1
        assert "these are not official: 1.4" in refused.stderr
        confirmed = run("lock", str(folder), "--by", "Nguyễn  Văn A", "--yes")
        assert confirmed.exit_code == 0, confirmed.output
        assert "these are not official" not in confirmed.stderr
        written = (folder / "campaign.yaml").read_text(encoding="utf-8")
        assert "confirmed: {by: Nguyễn Văn A, on: " in written
        assert "nothing to do" in run("lock", str(folder)).stderr
        assert run("approve", str(folder), "--by", "Trần Thị B", "--yes").exit_code == 0

    @pytest.mark.usefixtures("unsure")
    @pytest.mark.parametrize(
        ("answers", "has_name"), [("Nguyễn Văn A\ny\n", True), ("\ny\n", False)]
    )
    def test_asks_who_compared_them_with_the_paper(
        self,
        run: Run,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        answers: str,
        has_name: bool,
    ) -> None:
        self.answer(monkeypatch)
        result = run("lock", str(folder), standard_input=answers)
        assert result.exit_code == 0, result.output
        written = (folder / "campaign.yaml").read_text(encoding="utf-8")
        assert ("Nguyễn Văn A" in written) == has_name
        assert ("these are not official" in result.stderr) == (not has_name)

    @pytest.mark.usefixtures("unsure")
    @pytest.mark.parametrize("name", ["", "  ", "[Họ tên]", "a\nb"])
    def test_takes_no_placeholder_for_a_name(self, run: Run, folder: Path, name: str) -> None:
        result = run("lock", str(folder), "--yes", "--by", name)
        assert "confirmed" not in (folder / "campaign.yaml").read_text(encoding="utf-8")
        assert result.exit_code == 2, result.output

    def test_refuses_what_is_no_text(self, run: Run, folder: Path) -> None:
        (folder / "letter.txt").write_bytes(b"\0\1\2")
        lock = (folder / "campaign.yaml").read_bytes()
        assert run("lock", str(folder), "--yes").exit_code == 1
        assert (folder / "campaign.yaml").read_bytes() == lock

    def test_names_the_campaigns_there_are_when_there_is_no_such(self, run: Run) -> None:
        result = run("lock", "khong-co")
        assert result.exit_code == 2
        assert "ung-xu-mang-xa-hoi" in result.stderr


@pytest.mark.parametrize("verb", ["make", "check"])
def test_help_does_not_wait_for_the_heavy_libraries(verb: str) -> None:
    import subprocess

    code = (
        "import sys; from generator.cli.main import anpham\n"
        "try: anpham.main([sys.argv[1], '-h'], prog_name='anpham')\n"
        "except SystemExit: pass\n"
        "heavy = {'reportlab', 'uharfbuzz', 'fontTools', 'jinja2', 'pypdfium2', 'PIL', 'yaml',\n"
        "    'pikepdf', 'numpy', 'zxingcpp'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code, verb], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


class TestDocs:
    """The reference knows every command and option, and the glossary every word of ours."""

    REFERENCE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    GUIDE = (Path(__file__).parents[2] / "docs" / "huong-dan.md").read_text(encoding="utf-8")
    JSON = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", VERBS)
    def test_of_the_command_line_have_every_option(self, name: str) -> None:
        assert f"## `anpham {name}" in self.REFERENCE
        for parameter in VERBS[name].params:
            for option in parameter.opts:
                if option.startswith("-"):
                    assert f"`{option}" in self.REFERENCE, f"{name} {option}"

    @pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e.line)
    def test_of_the_command_line_have_every_example(self, example: Example) -> None:
        assert f"    {example.line}\n" in self.REFERENCE

    def test_of_the_clerk_show_only_commands_that_can_be_given(self) -> None:
        blocks = re.findall(r"^```(\w*)\n(.*?)^```$", self.GUIDE, re.MULTILINE | re.DOTALL)
        lines = [line for kind, block in blocks if not kind for line in block.splitlines()]
        assert len(lines) > 10
        for line in lines:
            program, verb, *arguments = shlex.split(line)
            assert program == "anpham"
            VERBS[verb].make_context(verb, arguments)  # fails for an unknown option or value

    def test_of_the_clerk_show_only_commands_that_can_be_given_in_their_tables(self) -> None:
        lines = re.findall(r"`(anpham make [^`]+)`", self.GUIDE)
        assert len(lines) > 15
        for line in lines:
            VERBS["make"].make_context("make", shlex.split(line)[2:])

    @pytest.mark.parametrize("kind", ["materials", "themes"])
    def test_of_the_clerk_and_the_reference_name_all_there_is(self, run: Run, kind: str) -> None:
        entries = json.loads(run("list", kind, "--json").stdout)["entries"]
        for name in (entry["name"] for entry in entries):
            command = rf"`anpham make {name}(?: [^`|]*)?`"
            shown = rf"\| {command} \|" if kind == "materials" else rf"\| `{name}` \|"
            assert re.search(shown, self.GUIDE), name
            assert f"`{name}`" in self.REFERENCE, name

    def test_of_the_clerk_call_each_material_by_a_name_that_is_known(self, run: Run) -> None:
        row = re.compile(r"^\| ([^|`]+) \| [^|]+ \| `anpham make ([\w-]+)", re.MULTILINE)
        rows = row.findall(self.GUIDE)
        assert len(rows) == len(json.loads(run("list", "materials", "--json").stdout)["entries"])
        catalogue = Catalogue([TEMPLATES], [DATA / "themes"])
        for said, name in rows:
            assert catalogue.find_material(re.sub(r" \(.*", "", said)) == name

    def test_of_the_clerk_quote_messages_as_anpham_words_them(self) -> None:
        with (LOCALE_FOLDER / "vi" / "LC_MESSAGES" / "anpham.po").open("rb") as file:
            worded = [str(message.string) for message in read_po(file) if message.id]
        (block,) = re.findall(
            "<!-- messages -->(.*?)<!-- end of messages -->", self.GUIDE, re.DOTALL
        )
        quoted = re.findall(r"^\| `([^`]+)` \|", block, re.MULTILINE)
        assert len(quoted) > 8
        said = {re.sub(r"\{\w+\}", "…", text) for text in worded}
        shortened = {re.sub("…: …$", "…", text) for text in said}
        assert set(quoted) <= said | shortened

    def test_of_json_have_every_key(self, run: Run) -> None:
        objects = [json.loads(run("letter", str(CAMPAIGN / "letter.txt"), "--json").stdout)]
        objects += [
            json.loads(run("list", kind, "--json").stdout)
            for kind in ("materials", "themes", "sizes", "issuers", "campaigns")
        ]
        objects.append(json.loads(run("list", "issuers", "thanh loc", "--json").stdout))
        objects.append(json.loads(run("letter", "none.txt", "--json").stdout))
        for key in keys(objects):
            assert f"`{key}`" in self.JSON, key


def test_an_island_that_was_its_own_district_is_named_once(run: Run) -> None:
    said = run("list", "issuers", "ly son").stdout
    assert "huyện Lý Sơn, tỉnh Quảng Ngãi" in said
    assert "huyện Lý Sơn, huyện Lý Sơn" not in said
