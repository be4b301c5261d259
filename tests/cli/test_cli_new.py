"""``anpham new``: from a paper to a campaign's folder, with a person's answers or without."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path

import pytest
from click.testing import Result
from support.tools import Run

from generator.cli.new_questions import read_choice
from generator.content.campaign import load_campaign
from generator.content.model import Campaign
from generator.core.assets import shipped_assets

LETTERS = Path(__file__).parent.parent / "data" / "letters"
WORD = LETTERS / "16-dengue-word.docx"
TEXT = LETTERS / "02-traffic-oneline.txt"
#: Three sections, of which one is the paper's machinery.
SECTIONS = LETTERS / "04-plan-fire-pages.txt"


def campaign_in(folder: str | Path) -> Campaign:
    return load_campaign(Path(folder), drawings=shipped_assets().drawings)


def lines_of(folder: str | Path) -> list[str]:
    return (Path(folder) / "campaign.yaml").read_text("utf-8").splitlines()


class NoPress:
    """Instead of the press, where pieces do not matter: everything fits, and nothing is made."""

    def __init__(self, *_: object) -> None: ...

    def misfits(self, _: Campaign) -> tuple[()]:
        return ()

    def pieces(self, _: Campaign) -> tuple[()]:
        return ()


@pytest.fixture
def drafting(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``anpham new`` without pieces, which take the most time."""
    monkeypatch.setattr("generator.scaffolding.new_campaign.TrialPress", NoPress)
    return run


@pytest.fixture
def answering(drafting: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs it as if a person typed, one line after the other."""
    monkeypatch.setattr("generator.cli.new.is_on_terminal", lambda: True)
    return drafting


def typed(*answers: str) -> str:
    return "".join(f"{answer}\n" for answer in answers)


class TestFolder:
    """The files that are made, and their folder."""

    def test_holds_the_paper_as_it_was_and_all_that_pieces_need(self, drafting: Run) -> None:
        result = drafting("new", str(WORD), "--yes", "-o", "muoi")
        assert result.exit_code == 0, result.output
        names = sorted(path.name for path in Path("muoi").iterdir())
        assert names == ["16-dengue-word.docx", "campaign.yaml", "letter.lock", "xem-truoc.html"]
        assert (Path("muoi") / WORD.name).read_bytes() == WORD.read_bytes()
        campaign = campaign_in("muoi")
        assert campaign.is_draft
        assert campaign.letter.number == "418/UBND-VHXH"
        blocks = {block.address: block.text for block in campaign.letter.blocks}
        assert {item.official for item in campaign.items} <= set(blocks.values())
        assert all(blocks[item.address] == item.official for item in campaign.items)

    def test_is_named_after_the_papers_number_and_subject(self, drafting: Run) -> None:
        drafting("new", str(TEXT), "--yes")
        (folder,) = (path for path in Path().iterdir() if path.is_dir())
        assert folder.name.startswith("88-ubnd-ca-bao-dam-trat-tu-an-toan-giao-thong")

    def test_that_is_there_is_never_overwritten(self, drafting: Run) -> None:
        Path("muoi").mkdir()
        (Path("muoi") / "campaign.yaml").write_text("của tôi", "utf-8")
        result = drafting("new", str(WORD), "--yes", "-o", "muoi")
        assert result.exit_code == 5
        assert "muoi: error: there is already something of this name" in result.stderr
        assert [path.name for path in Path("muoi").iterdir()] == ["campaign.yaml"]
        assert [path.name for path in Path().iterdir()] == ["muoi"]

    def test_has_a_campaign_file_that_people_can_read_and_keep(self, drafting: Run) -> None:
        drafting("new", str(TEXT), "--yes", "-o", "xe")
        data = (Path("xe") / "campaign.yaml").read_bytes()
        text = data.decode("utf-8")
        assert text == unicodedata.normalize("NFC", text)
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert not re.search(r"[ \t]+$", text, re.MULTILINE)
        assert "\t" not in text
        assert max(map(len, text.splitlines())) <= 100
        # Each part is explained, and who decides on it.
        parts = re.findall(r"^# ---- (.+?) -", text, re.MULTILINE)
        assert len(parts) >= 9
        assert text.count("# Ai quyết định:") == len(parts) - text.count("# ---- Văn bản gốc")

    def test_of_a_paper_from_another_program_needs_a_yes(self, drafting: Run) -> None:
        data = TEXT.read_bytes()
        assert drafting("new", "-", "-o", "xe", standard_input=data).exit_code == 2
        result = drafting("new", "-", "-o", "xe", "--yes", standard_input=data)
        assert result.exit_code == 0, result.output
        assert (Path("xe") / "letter.txt").read_bytes() == data

    @pytest.mark.parametrize("name", ["campaign.yaml", "letter.lock", "XEM-TRUOC.HTML"])
    def test_keeps_its_own_files_apart_from_a_paper_of_their_name(
        self, drafting: Run, name: str
    ) -> None:
        Path(name).write_bytes(TEXT.read_bytes())
        result = drafting("new", name, "--yes", "-o", "xe")
        assert result.exit_code == 0, result.output
        assert campaign_in("xe").letter.number == "88/UBND-CA"

    def test_keeps_a_name_with_accents_of_any_form(self, drafting: Run) -> None:
        name = unicodedata.normalize("NFD", "Công văn số 88 (bản ký): an toàn # giao thông.txt")
        Path(name).write_bytes(TEXT.read_bytes())
        result = drafting("new", name, "--yes", "-o", "xe")
        assert result.exit_code == 0, result.output
        assert campaign_in("xe").letter.number == "88/UBND-CA"


class TestWithoutAPerson:
    """``--yes``, or nothing."""

    def test_nothing_is_made_where_nobody_can_be_asked(self, drafting: Run) -> None:
        result = drafting("new", str(WORD))
        assert result.exit_code == 2
        assert "nothing was made, because nobody could be asked" in result.stderr
        assert "--yes" in result.stderr
        assert not list(Path().iterdir())

    def test_no_link_is_invented_and_it_is_said(self, drafting: Run) -> None:
        result = drafting("new", str(WORD), "--yes", "-o", "muoi")
        assert campaign_in("muoi").qr is None
        assert "has no link: its pieces have no QR code" in result.stderr
        made = drafting("make", "poster", "--campaign", "muoi", "--no-check")
        assert "has no link: its pieces have no QR code" in made.stderr
        # The campaign names its issuer, and a person has looked at it.
        assert "no issuer is named" not in made.stderr
        page = (Path("muoi") / "xem-truoc.html").read_text("utf-8")
        assert "Ấn phẩm không có mã QR" in page

    def test_a_link_of_the_command_line_is_taken(self, drafting: Run) -> None:
        drafting("new", str(WORD), "--yes", "-o", "muoi", "--qr", "https://vidu.example.vn/muoi/")
        campaign = campaign_in("muoi")
        assert campaign.qr is not None
        assert (campaign.qr.url, campaign.qr.printed) == (
            "https://vidu.example.vn/muoi/",
            "vidu.example.vn/muoi",
        )

    def test_an_empty_link_means_no_code(self, drafting: Run) -> None:
        drafting("new", str(WORD), "--yes", "-o", "muoi", "--qr", "")
        assert campaign_in("muoi").qr is None

    @pytest.mark.parametrize("link", ["vidu", "htp:/vidu.vn", "https://vi du.vn", "javascript:x"])
    def test_what_is_no_link_is_refused(self, drafting: Run, link: str) -> None:
        result = drafting("new", str(WORD), "--yes", "-o", "muoi", "--qr", link)
        assert result.exit_code == 2
        assert "--qr: error:" in result.stderr
        assert not Path("muoi").exists()

    def test_an_issuer_that_no_list_has_is_printed_as_in_the_paper_and_said(
        self, drafting: Run
    ) -> None:
        result = drafting("new", str(WORD), "--yes", "-o", "muoi")
        assert campaign_in("muoi").default_issuer.issuer_name == "Ủy ban nhân dân phường Hoa Mai"
        assert "is printed as the paper has it" in result.stderr
        page = (Path("muoi") / "xem-truoc.html").read_text("utf-8")
        assert "Chọn đơn vị phát hành" in page
        assert "sửa mục default_issuer_name trong campaign.yaml" in page

    def test_an_issuer_is_looked_up_and_written_with_its_province(self, drafting: Run) -> None:
        result = drafting("new", str(WORD), "--yes", "-o", "muoi", "--issuer", "an phu dong")
        assert campaign_in("muoi").default_issuer.issuer == (
            "Ủy ban nhân dân phường An Phú Đông, Thành phố Hồ Chí Minh"
        )
        assert "is printed as the paper has it" not in result.stderr

    @pytest.mark.parametrize("name", ["Tân An", "xã Không Có Đâu", ""])
    def test_a_name_that_names_not_one_issuer_is_never_taken(
        self, drafting: Run, name: str
    ) -> None:
        result = drafting("new", str(WORD), "--yes", "-o", "muoi", "--issuer", name)
        assert result.exit_code == 2
        assert not Path("muoi").exists()

    def test_ones_own_issuer_of_the_settings_comes_before_the_papers(self, drafting: Run) -> None:
        Path("anpham.toml").write_text('issuer = "Thới An"\n', "utf-8")
        drafting("new", str(WORD), "--yes", "-o", "muoi")
        assert campaign_in("muoi").default_issuer.issuer == (
            "Ủy ban nhân dân phường Thới An, Thành phố Hồ Chí Minh"
        )


class TestQuestions:
    """Five, each with a default; typed in either language, with or without accents."""

    ENTER = typed("", "", "", "", "")

    def made(self, answering: Run, *answers: str, options: tuple[str, ...] = ()) -> Result:
        return answering(
            "new", str(SECTIONS), "-o", "chay", *options, standard_input=typed(*answers)
        )

    def test_enter_alone_takes_what_yes_takes(self, answering: Run) -> None:
        result = self.made(answering, "", "", "", "", "")
        assert result.exit_code == 0, result.output
        answering("new", str(SECTIONS), "-o", "khac", "--yes")
        asked = "\n".join(lines_of("chay")).replace("chay", "khac")
        assert asked == "\n".join(lines_of("khac")).replace("chay", "khac")

    def test_each_has_its_default_in_brackets(self, answering: Run) -> None:
        told = self.made(answering, "", "", "", "", "").stderr
        assert "1. Who issues it [Ủy ban nhân dân phường Bình Minh]" in told
        assert "2. Where the QR code leads (write “no” for no code) [no code]" in told
        assert "3. Which sections go on the pieces" in told
        assert "4. Until which day it is in force (day/month/year, or “no”) [no such day]" in told
        assert (
            "5. Who approves the texts (write “no” for nobody yet) [TS. Đỗ Văn Thử Nghiệm]" in told
        )

    def test_answers_go_into_the_campaign(self, answering: Run) -> None:
        result = self.made(
            answering, "an phu dong", "y", "https://vidu.vn", "1", "31/12/2030", "Trần Văn Duyệt"
        )
        assert result.exit_code == 0, result.output
        campaign = campaign_in("chay")
        assert campaign.qr is not None
        assert campaign.qr.url == "https://vidu.vn"
        assert str(campaign.valid_until) == "2030-12-31"
        assert len(campaign.groups) == 1
        assert "  by: Trần Văn Duyệt" in lines_of("chay")
        assert campaign.default_issuer.issuer == (
            "Ủy ban nhân dân phường An Phú Đông, Thành phố Hồ Chí Minh"
        )

    @pytest.mark.parametrize("word", ["tất cả", "TAT CA", "all", "hết", "toàn bộ", "*"])
    def test_all_sections_may_be_taken_with_all_their_points(
        self, answering: Run, word: str
    ) -> None:
        self.made(answering, "", "", word, "", "")
        # All of them may not have room; none is left out for not being chosen.
        written = "\n".join(lines_of("chay"))
        assert "phần này không được chọn" not in written
        assert "việc của cơ quan, tổ chức" not in written

    @pytest.mark.parametrize(
        ("text", "numbers"),
        [
            ("1-3", {1, 2, 3}),
            ("3 – 2", {2, 3}),
            ("1, 3-4 và 5", {1, 3, 4, 5}),
            ("từ 2 đến 4", {2, 3, 4}),
            ("phần 2", {2}),
            ("2;4", {2, 4}),
            ("0", set()),
            ("1-9", set()),
            ("1-2-3", set()),
            ("-1", set()),
            ("trừ 3", set()),
            ("abc", set()),
        ],
    )
    def test_sections_are_numbers_and_ranges_of_them(self, text: str, numbers: set[int]) -> None:
        assert read_choice(text, 5) == numbers

    def test_sections_show_their_points_and_what_enter_leaves_out(self, answering: Run) -> None:
        told = self.made(answering, "", "", "", "", "").stderr
        assert re.search(r"   1  .+ \((not )?to \w+; for citizens: \d of \d\)\n        – \w", told)
        assert "Enter leaves out" in told

    def test_a_wrong_answer_to_the_link_names_no_option(self, answering: Run) -> None:
        told = self.made(answering, "", "vidu", "javascript:x", "", "", "", "").stderr
        assert told.count("error:") == 2
        assert "--qr" not in told

    @pytest.mark.parametrize("wrong", ["31/12/2026", "2026", "a@b.vn", "có", "?", "[Họ tên]"])
    def test_who_approves_is_a_name(self, answering: Run, wrong: str) -> None:
        options = ("--issuer", "An Phú Đông", "--qr", "")
        result = self.made(answering, "", "", wrong, "Trần Văn Duyệt", options=options)
        if wrong == "có":  # a yes to the name in brackets
            assert "  by: TS. Đỗ Văn Thử Nghiệm" in lines_of("chay")
            return
        assert result.exit_code == 0, result.output
        assert "  by: Trần Văn Duyệt" in lines_of("chay")
        assert "--by" not in result.stderr.split("5. Who")[1].split("5. Who")[0]

    def test_a_unit_that_has_ended_is_said_to(self, answering: Run) -> None:
        told = self.made(answering, "Quận 12", "n", "", "", "", "", "").stderr
        assert "Quận 12, Thành phố Hồ Chí Minh existed until 30/6/2025" in told

    @pytest.mark.parametrize(
        ("typed_name", "choice"),
        [("an phu dong", "[Y/n]"), ("phường Cho Quan", "[Y/n]"), ("Hoa Mai Vang", "[y/N]")],
    )
    def test_a_name_that_is_only_near_is_not_taken_by_enter(
        self, answering: Run, typed_name: str, choice: str
    ) -> None:
        told = self.made(answering, typed_name, "", "n", "", "", "", "", "").stderr
        assert f"is this it? {choice}" in told

    def test_an_unclear_yes_or_no_is_explained(self, answering: Run) -> None:
        told = self.made(answering, "an phu dong", "có lẽ", "y", "", "", "", "").stderr
        assert "answer y for yes, n for no" in told

    @pytest.mark.parametrize("word", ["không", "khong", "no", "K"])
    def test_no_is_no_in_either_language(self, answering: Run, word: str) -> None:
        result = self.made(answering, "", word, "", word, word)
        assert result.exit_code == 0, result.output
        campaign = campaign_in("chay")
        assert (campaign.qr, campaign.valid_until) == (None, None)
        assert "  # by: người sẽ duyệt" in lines_of("chay")

    def test_what_makes_no_sense_is_asked_again(self, answering: Run) -> None:
        result = self.made(
            answering, "", "vidu", "https://vidu.vn", "9", "abc", "1", "31/2/2030", "hôm nay",
            "1/1/2020", "n", "ngày 31 tháng 12 năm 2030", "",
        )  # fmt: skip
        assert result.exit_code == 0, result.output
        assert result.stderr.count("Write numbers from 1 to") == 2
        assert result.stderr.count("Write a day, as 31/12/2026.") == 2
        assert "01/01/2020 is past. Keep it all the same?" in result.stderr
        assert str(campaign_in("chay").valid_until) == "2030-12-31"

    def test_options_are_not_asked_again(self, answering: Run) -> None:
        options = ("--issuer", "An Phú Đông", "--qr", "")
        result = self.made(answering, "", "", "", options=options)
        assert result.exit_code == 0, result.output
        assert "1. " not in result.stderr
        assert "2. Where" not in result.stderr

    def test_another_office_is_printed_as_it_was_written(self, answering: Run) -> None:
        result = self.made(answering, "Trường Mẫu giáo Hoa Sữa Vàng Anh", "y", "", "", "", "")
        assert result.exit_code == 0, result.output
        name = campaign_in("chay").default_issuer.issuer_name
        assert name == "Trường Mẫu giáo Hoa Sữa Vàng Anh"

    @pytest.mark.parametrize("count", range(5))
    def test_who_stops_in_the_middle_leaves_nothing_behind(
        self, answering: Run, count: int
    ) -> None:
        result = self.made(answering, *[""] * count)
        assert result.exit_code == 130
        assert not list(Path().iterdir())

    def test_they_are_in_vietnamese_for_those_who_speak_it(self, answering: Run) -> None:
        told = self.made(answering, "", "", "", "", "", options=("--lang", "vi")).stderr
        assert "1. Đơn vị phát hành" in told
        assert not re.search(r"\b(Who|Where|Which|Until)\b", told)


class TestNoPoints:
    """Content that is no point is not passed over in silence."""

    def test_tables_are_counted_and_named(self, drafting: Run) -> None:
        paper = LETTERS / "05-notice-water-table.txt"
        result = drafting("new", str(paper), "--yes", "-o", "nuoc", "--json")
        made = json.loads(result.stdout)
        tables = [one for one in made["left_out"] if one["reason"] == "table"]
        assert tables
        assert all(one["at"] and one["headline"] for one in tables)
        shown = sum(len(group["items"]) for group in made["groups"])
        left = len(made["left_out"])
        assert f"items: {shown} of {shown + left}" in result.stderr
        assert not re.search(r"tables are in no item: *\n", result.stderr)

    def test_a_deadline_of_the_paper_is_offered_and_a_past_one_is_a_warning(
        self, answering: Run
    ) -> None:
        head = TEXT.read_text("utf-8").split("Kính gửi")[0]
        body = (
            "Kính gửi: Các tổ dân phố\n\n1. Người dân mang rác cồng kềnh ra điểm tập kết đến hết "
            "ngày {day}.\n\n2. Không đốt rác ngoài trời.\n"
        )
        Path("toi.txt").write_text(head + body.format(day="10/02/2099"), "utf-8")
        told = answering("new", "toi.txt", "-o", "a", standard_input=typed("", "", "", "", "", ""))
        assert "(day/month/year, or “no”) [10/02/2099]" in told.stderr
        assert str(campaign_in("a").valid_until) == "2099-02-10"
        answering("new", "toi.txt", "-o", "b", "--yes")
        assert campaign_in("b").valid_until is None
        Path("qua.txt").write_text(head + body.format(day="10/02/2020"), "utf-8")
        told = answering("new", "qua.txt", "-o", "c", "--yes")
        assert "a deadline that the paper names is past: 10/02/2020 (1)" in told.stderr


class TestReport:
    """The words on the terminal, and to programs."""

    def test_json_is_one_object_with_what_was_made(self, run: Run) -> None:
        result = run("new", str(WORD), "--yes", "-o", "muoi", "--json")
        made = json.loads(result.stdout)
        assert (made["schema"], made["schema_version"], made["folder"]) == ("anpham.new", 1, "muoi")
        assert sorted(made["files"]) == sorted(path.name for path in Path("muoi").iterdir())
        assert made["draft"] is True
        assert made["qr_url"] is None
        campaign = campaign_in("muoi")
        shown = [item for group in made["groups"] for item in group["items"]]
        assert [(item["id"], item["at"]) for item in shown] == [
            (item.id, item.address) for item in campaign.items
        ]
        assert {piece["material"] for piece in made["pieces"]} == {"poster", "leaflet", "insert"}

    def test_what_is_no_paper_is_refused_and_nothing_is_left(self, run: Run) -> None:
        Path("x.docx").write_bytes(b"PK\x03\x04 nonsense")
        result = run("new", "x.docx", "--yes")
        assert result.exit_code == 1
        assert "Traceback" not in result.stderr
        assert [path.name for path in Path().iterdir()] == ["x.docx"]

    def test_a_file_that_is_not_there_is_named(self, run: Run) -> None:
        result = run("new", "khong-co.docx", "--yes")
        assert result.exit_code == 5
        assert "khong-co.docx" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are characters")
def test_a_name_that_is_no_text_is_no_fault(drafting: Run) -> None:
    paper, folder = Path("bad\udcff.txt"), "o\udcff"
    paper.write_bytes(TEXT.read_bytes())
    result = drafting("new", str(paper), "--yes", "-o", folder)
    assert result.exit_code == 0, result.output
    assert '"file": "bad\ufffd.txt"' in (Path(folder) / "letter.lock").read_text("utf-8")
    read = drafting("letter", "--json", str(paper))
    assert json.loads(read.stdout)["file"] == "bad\ufffd.txt"


def test_blanks_in_every_point_are_named_with_their_lines(drafting: Run) -> None:
    Path("giay.txt").write_text(
        "ỦY BAN NHÂN DÂN XÃ VÍ DỤ\nSố: 12/UBND-VX\nV/v giữ vệ sinh chợ\n\n"
        "Kính gửi: Các hộ kinh doanh\n\n1. Đề nghị [tên đơn vị] quét dọn vỉa hè.\n"
        "2. Phân loại rác tại [tên điểm] trước thứ bảy.\n",
        "utf-8",
    )
    result = drafting("new", "giay.txt", "--yes", "-o", "moi", "--lang", "en")
    assert result.exit_code == 1
    assert "giay.txt:7: " in result.stderr
    assert "giay.txt:8: " in result.stderr
    assert "campaign.yaml" not in result.stderr
    assert not Path("moi").exists()
