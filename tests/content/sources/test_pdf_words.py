"""Glyphs become words by their places alone."""

from __future__ import annotations

from generator.content.sources.pdf_glyphs import Glyph, GlyphRun
from generator.content.sources.pdf_words import words_of

SIZE = 10.0
RUN = GlyphRun("Times", SIZE, 0, is_painted=True, is_pale=False, bold=False, italic=None)


def row(
    text: str, *, left: float = 50, step: float = 5, run: int = 0, y: float = 100
) -> list[Glyph]:
    """Glyphs of one width, ``step`` apart; a space is a glyph as well."""
    return [
        Glyph(letter, left + step * at, left + step * at + 5, 100, SIZE, run)
        for at, letter in enumerate(text)
    ]


def words(*glyphs: Glyph) -> list[str]:
    return [word.text for word in words_of(glyphs, [RUN] * 9)]


def test_the_order_of_painting_does_not_matter() -> None:
    glyphs = row("xin kính gửi")
    assert words(*reversed(glyphs)) == words(*glyphs) == ["xin", "kính", "gửi"]


def test_letters_drawn_again_beside_themselves_are_there_once() -> None:
    again = [one._replace(left=one.left + 1, right=one.right + 1, run=1) for one in row("ban")]
    assert words(*row("ban"), *again) == ["ban"]
    assert words(*row("xoong")) == ["xoong"]


def test_two_texts_painted_over_each_other_are_not_mixed() -> None:
    assert words(*row("chủ tịch xã"), *row("ký số ngày 5", left=52, run=1)) == [
        "chủ", "tịch", "xã", "ký", "số", "ngày", "5",
    ]  # fmt: skip


def test_words_without_spaces_between_them_are_parted_by_their_gaps() -> None:
    assert words(*row("nhân"), *row("dân", left=73)) == ["nhân", "dân"]
    assert words(*row("nhân"), *row("dân", left=70.4)) == ["nhândân"]


def test_syllables_decide_where_a_font_of_another_width_closed_a_gap() -> None:
    assert words(*row("tự"), *row("do", left=61)) == ["tự", "do"]
    assert words(*row("tr"), *row("ường", left=61)) == ["trường"]


def test_letters_that_are_spaced_out_are_one_word() -> None:
    assert words(*row("THÔNG", step=8), *row("BÁO", left=99, step=8)) == ["THÔNG", "BÁO"]


def test_a_mark_belongs_to_the_letter_that_it_is_drawn_over() -> None:
    mark = Glyph("\u0301", 56, 58, 100, SIZE, 0)
    c, a = row("ca")
    assert words(c, a, mark) == words(c, mark, a) == ["ca\u0301"]
    assert words(c, a, mark._replace(baseline=94)) == ["ca\u0301"]
    assert words(c, mark._replace(left=51, right=53), a) == ["c\u0301a"]
