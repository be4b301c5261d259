"""The small verbs: ``letter``, ``list``, ``init``, ``lock``, and the help of all."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import shutil
import sys
import tomllib
from pathlib import Path

import click
import pytest
from babel.messages.pofile import read_po
from support.json_keys import keys
from support.shipped import DATA
from support.tools import Run
from support.workshop import piece

from generator.cli import lock as lock_verb
from generator.cli.help_text import Command, Example, Option
from generator.cli.localization import LOCALE_FOLDER
from generator.cli.main import anpham

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
        made = tmp_path / "output" / "poster-a3-phuong-an-phu-dong.pdf"
        made.parent.mkdir()
        made.write_bytes(piece("poster").pdf)
        program, *arguments = shlex.split(example.line)
        assert program == "anpham"
        result = run(*arguments)
        assert result.exit_code == 0, result.output


class TestLetter:
    """The letter as it was parsed, for a person and for a program."""

    def test_shows_each_part_of_the_letter(self, run: Run) -> None:
        result = run("letter", str(CAMPAIGN / "letter.txt"))
        assert result.exit_code == 0
        for shown in (
            "Number: 8893/UBND-VHTT",
            "Place and date: Quận 12, 21/12/2022",
            "Issuing body: ỦY BAN NHÂN DÂN QUẬN 12",
            "(bullets: 8; line 22)",
            "(bullets: 2; line 40)",
            "  2.1  Không đăng tải",
            "Võ Thị Chính",
        ):
            assert shown in result.stdout

    def test_json_has_every_bullet_word_for_word(self, run: Run) -> None:
        data = (CAMPAIGN / "letter.txt").read_bytes()
        letter = json.loads(run("letter", str(CAMPAIGN / "letter.txt"), "--json").stdout)
        assert (letter["schema"], letter["schema_version"]) == ("anpham.letter", 1)
        assert letter["sha256"] == hashlib.sha256(data).hexdigest()
        assert letter["date"] == "2022-12-21"
        bullets = [b for section in letter["sections"] for b in section["bullets"]]
        assert [len(section["bullets"]) for section in letter["sections"]] == [8, 2]
        lines = data.decode().splitlines()
        for bullet in bullets:
            assert lines[bullet["line"] - 1] == f"- {bullet['text']}"

    def test_comes_from_another_program_too(self, run: Run) -> None:
        data = (CAMPAIGN / "letter.txt").read_bytes()
        result = run("letter", "-", "--json", standard_input=data)
        assert json.loads(result.stdout)["source"] == "<stdin>"

    def test_what_is_no_letter_is_reported_with_line_and_exit_1(
        self, run: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "a.txt").write_text("Kính gửi: mọi người\n", encoding="utf-8")
        result = run("letter", "a.txt")
        assert result.exit_code == 1
        assert result.stdout == ""
        for line in result.stderr.splitlines():
            assert line.startswith(("a.txt:", "  hint: ")), line

    def test_missing_file_is_exit_5(self, run: Run) -> None:
        result = run("letter", "none.txt")
        assert result.exit_code == 5
        assert result.stderr.startswith("none.txt: error: ")


class TestList:
    """The names that the other verbs know."""

    @pytest.mark.parametrize(
        ("kind", "names"),
        [
            ("materials", ["poster", "leaflet", "insert"]),
            ("themes", ["hien-dai"]),
            ("sizes", ["A5", "A3", "A0", "B2"]),
            ("issuers", ["Ủy ban nhân dân phường An Phú Đông"]),
            ("campaigns", ["ung-xu-mang-xa-hoi"]),
            ("icons", ["shield-check"]),
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

    def test_of_issuers_begins_with_those_of_today(self, run: Run) -> None:
        entries = json.loads(run("list", "issuers", "--json").stdout)["entries"]
        ended = [entry["until"] is not None for entry in entries]
        assert ended == sorted(ended)
        assert set(ended) == {False, True}

    def test_of_issuers_says_until_when_the_former_wards_were(self, run: Run) -> None:
        entries = json.loads(run("list", "issuers", "--json").stdout)["entries"]
        assert sum(entry["until"] is None for entry in entries) == 5
        assert {entry["until"] for entry in entries} == {None, "2025-06-30"}
        assert "30/6/2025" in run("list", "issuers").stdout

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
        monkeypatch.setattr(lock_verb, "_is_interactive", lambda: True)

    def test_shows_what_it_was_and_what_it_is(self, run: Run, folder: Path) -> None:
        result = run("lock", str(folder), "--yes")
        assert result.exit_code == 0, result.stderr
        (note,) = [line for line in result.stderr.splitlines() if "note: " in line]
        assert note.startswith(f"{folder / 'letter.txt'}:")
        assert "section 1, bullet 1" in note
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
        assert f"hint: lock the letter: anpham lock “{folder}”" in result.stderr

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
        assert run("lock", str(folder), "--yes").exit_code == 0
        assert "nothing to do" in run("lock", str(folder)).stderr

    def test_refuses_what_is_no_letter(self, run: Run, folder: Path) -> None:
        (folder / "letter.txt").write_text("xin chào\n", encoding="utf-8")
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
        objects.append(json.loads(run("letter", "none.txt", "--json").stdout))
        for key in keys(objects):
            assert f"`{key}`" in self.JSON, key
