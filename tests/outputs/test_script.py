"""The loudspeaker's script: the same locked texts, in words, as plain text and for Word."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from support.workshop import DATE

import anpham
from generator.outputs.script_files import length_in_words, script_document, script_text
from generator.preflight.spoken import RULES, SpokenFile, text_file, verify_spoken, word_file
from generator.sheet.script import ParagraphKind, Script, ScriptParagraph


def made(folder: Path, **options: Any) -> anpham.MadeFile:
    order: dict[str, Any] = {"date": DATE, "materials": "script", "issuer": "Thới An"}
    return anpham.make(**{**order, "output": folder, **options}).files[0]


def piece(**options: Any) -> anpham.Piece:
    order: dict[str, Any] = {"date": DATE, "materials": "script", "issuer": "Thới An"}
    (found,) = anpham.Workshop().make(**{**order, **options})
    return found


def read(file: anpham.MadeFile) -> str:
    return file.outputs[0].path.read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["short", "full"])
def test_a_script_comes_as_text_and_for_word_and_is_fit(tmp_path: Path, text: str) -> None:
    file = made(tmp_path, text=text)
    assert (file.path, file.size, file.theme, file.pages) == (None, "", "", 0)
    stem = "script-phuong-thoi-an" if text == "short" else "script-full-phuong-thoi-an"
    assert [one.path.name for one in file.outputs] == [f"{stem}.txt", f"{stem}.docx"]
    assert file.preflight is not None
    assert file.preflight.findings == ()
    assert len(file.items) == 10
    assert len(file.official_items) == (10 if text == "full" else 0)
    assert file.preflight.texts_verified == len(file.official_items)


def test_a_script_says_numbers_and_papers_in_words(tmp_path: Path) -> None:
    said = read(made(tmp_path))
    body = said.split("-" * 60)[1]
    assert not any(sign.isdigit() for sign in body)
    assert "Tám điều nên làm" in body
    assert "Điều một: Đọc kỹ, tuân thủ điều khoản sử dụng." in body
    assert "số tám trăm bảy mươi tư, quy-đê, bê-tê-tê-tê-tê ngày mười bảy tháng sáu" in body
    assert "mờ-sờ-tê chấm gov chấm vê-nờ." in body
    assert "14668" not in body


def test_a_script_tells_the_announcer_how_long_it_takes(tmp_path: Path) -> None:
    head = read(made(tmp_path)).split("-" * 60)[0]
    assert head.startswith(
        "BÀI PHÁT THANH\nỦy ban nhân dân phường Thới An\nThời lượng: khoảng 3 phút"
    )
    assert "180 tiếng một phút" in head


def test_the_word_file_says_the_same_as_the_text(tmp_path: Path) -> None:
    file = made(tmp_path, text="full")
    text = text_file("t", file.outputs[0].path.read_bytes())
    paragraphs = [p.text for p in docx.Document(str(file.outputs[1].path)).paragraphs]
    assert [p.lower() for p in text.said] == [p.lower() for p in paragraphs[3:]]
    assert word_file("w", file.outputs[1].path.read_bytes()).paragraphs == tuple(paragraphs)


def test_contacts_are_read_figure_by_figure(tmp_path: Path) -> None:
    said = read(made(tmp_path, hotline="028 3715 0000", address="12/4B đường HT17, Q.12"))
    assert "xin gọi số không hai tám, ba bảy một năm, không không không không." in said
    assert "Địa chỉ: mười hai trên bốn B đường hát-tê mười bảy, quận mười hai." in said


def test_the_same_order_gives_the_same_bytes(tmp_path: Path) -> None:
    first = [one.sha256 for one in made(tmp_path / "a").outputs]
    assert [one.sha256 for one in made(tmp_path / "b").outputs] == first


def test_a_script_has_neither_size_nor_theme() -> None:
    for option, code in (("size", "size-not-offered"), ("theme", "theme-not-offered")):
        with pytest.raises(anpham.UsageError) as caught:
            piece(**{option: "A4" if option == "size" else "hien-dai"})
        assert caught.value.problems[0].code == code


def test_a_draft_says_so_above_and_below() -> None:
    script = Script((ScriptParagraph(ParagraphKind.TEXT, "Một", "Một."),), "Phường", is_draft=True)
    text = script_text(script).decode()
    assert text.count("BẢN THẢO, CHỜ DUYỆT") == 2
    with zipfile.ZipFile(io.BytesIO(script_document(script, title="t", date=DATE))) as package:
        assert package.read("word/document.xml").decode().count("BẢN THẢO") == 2


@pytest.mark.parametrize(
    ("seconds", "words"), [(45, "45 giây"), (60, "1 phút"), (190, "3 phút 10 giây")]
)
def test_a_length_of_time_is_said_in_minutes(seconds: int, words: str) -> None:
    assert length_in_words(seconds) == words


class TestVerification:
    """Finds what a hand or a fault changed, in the file and not in what it was made from."""

    @staticmethod
    def codes(change: tuple[str, str]) -> list[tuple[str, str]]:
        whole = piece(text="full")
        assert whole.script is not None
        text = script_text(whole.script).decode()
        assert change[0] in text
        file = text_file("script.txt", text.replace(*change).encode())
        return [
            (f.code, str(f.message.values.get("name"))) for f in verify_spoken(file, whole.expected)
        ]

    def test_is_quiet_on_a_sound_script(self) -> None:
        assert self.codes(("Kính thưa bà con!", "Kính thưa bà con!")) == []

    @pytest.mark.parametrize(
        ("change", "found"),
        [
            (("trước khi đăng ký", "sau khi đăng ký"), ("spoken-text-differs", "do-1")),
            (
                ("Tám điều nên làm", "Chín điều nên làm"),
                ("spoken-text-differs", "campaign.groups.do.long_title"),
            ),
            (("quy-đê", "quy-dê"), ("spoken-text-differs", "campaign.legal_line")),
        ],
    )
    def test_finds_a_planted_change(self, change: tuple[str, str], found: tuple[str, str]) -> None:
        assert found in self.codes(change)

    def test_finds_what_is_left_out(self) -> None:
        whole = piece(text="full")
        file = SpokenFile("x", ("Kính thưa bà con!",), ("Kính thưa bà con!",))
        codes = {f.code for f in verify_spoken(file, whole.expected)}
        assert codes == {"spoken-text-missing"}

    def test_finds_figures_that_are_left(self) -> None:
        assert ("spoken-figures", "None") in self.codes(("Kính thưa bà con!", "Kính thưa 12 hộ!"))

    def test_an_official_text_stands_alone_in_its_paragraph(self) -> None:
        whole = piece(text="full")
        official = whole.expected.texts[0].text or ""
        assert whole.script is not None
        said = next(one.said for one in whole.script.paragraphs if one.item == "do-1")
        text = script_text(whole.script).decode().replace(said, f"Xin nhắc lại: {said}")
        file = text_file("x", text.encode())
        assert official
        assert [f.code for f in verify_spoken(file, whole.expected)] == ["spoken-text-differs"]

    def test_has_a_rule_for_each_code(self) -> None:
        assert [rule.code for rule in RULES] == [
            "spoken-text-missing",
            "spoken-text-differs",
            "spoken-figures",
        ]
