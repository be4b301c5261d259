"""Texts that are more than a glyph for each character: shaped as HarfBuzz does, copied as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from support import verapdf
from support.rendering import compare, crop_mm, render
from support.shaped import BOOK, CHAM, KHMER, MINORITY, SIGNS, copied, draw, lay_out
from support.sheets import every_box, filled, pages, slot
from support.shipped import ASSETS, LEXICON
from support.workshop import profile

from generator.core.errors import ContentError
from generator.draw.operators import ColourMode
from generator.draw.target import Target
from generator.layout.engine import LayoutEngine
from generator.press.target import target_of
from generator.typeset.fonts import Face, FontBook, formed, load_face
from generator.typeset.ink_profiles import AIR_EM
from generator.typeset.measured_text import Run
from generator.typeset.measured_words import NotPlainError
from generator.typeset.paragraph import Align, TextSpec, Wrap, prepare
from generator.typeset.shaping import PLAIN_FEATURES, joins_letters, refusal, syllables, words_of
from generator.typeset.special_texts import SpecialTexts, printable

REGULAR = BOOK.face("Be Vietnam Pro", 400)
NOTO = BOOK.face("Noto Sans", 400)
FACES = {
    "Khmer": (BOOK.face("Noto Sans Khmer", 400), (KHMER,)),
    "Cham": (BOOK.face("Noto Sans Cham", 400), (CHAM,)),
    "Noto Sans": (NOTO, MINORITY),
    "Noto Sans Bold": (BOOK.face("Noto Sans", 700), MINORITY),
    "Be Vietnam Pro": (REGULAR, ("ơ̆ ư̆ kơ̆l rơ̆ng č̆ hĕ ŭ mĭn knŏng Ơ̆ Ư̆ n̆a To̱ Tơ̆ Vŏ",)),
    "Barlow": (BOOK.face("Barlow Condensed", 700), ("Tơ̆ng hĕ ŭ mĭn knŏng ê̆ Vŏ AV̆",)),
}
PAGE = "p, h1 { margin: 2mm; font-size: 12pt; text-wrap: pretty; }"


def by_harfbuzz(face: Face, word: str) -> tuple[list[tuple[int, float, float]], float]:
    """Glyphs with their places in font units, and the width, as HarfBuzz alone sets a word."""
    font = hb.Font(hb.Face(hb.Blob(face.data)))
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    latin = buffer.script == "Latn"
    hb.shape(font, buffer, PLAIN_FEATURES if latin else {})
    x, placed = 0.0, []
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        placed.append((info.codepoint, x + position.x_offset, position.y_offset))
        x += position.x_advance
    return placed, x


def as_embedded(face: Face, word: str) -> tuple[list[tuple[int, float, float]], float]:
    """The same from the codes of a word and the composites of the font that is embedded."""
    tables = TTFont(BytesIO(face.program))
    names = tables.getGlyphOrder()
    x, placed = 0.0, []
    for hexes, number in re.findall(r"<([0-9A-F]+)>|(-?[\d.]+)", face.word(word).codes):
        if number:
            x -= float(number) / 1000 * face.upem
        for at in range(0, len(hexes), 4):
            glyph = int(hexes[at : at + 4], 16)
            if glyph in face.formed:
                parts = getattr(tables["glyf"][names[glyph]], "components", [])
                placed += [(names.index(p.glyphName), x + p.x, p.y) for p in parts]
            else:
                placed.append((glyph, x, 0))
            x += tables["hmtx"][names[glyph]][0]
    return placed, x


def _is_blank(face: Face, glyph: int) -> bool:
    extents = hb.Font(hb.Face(hb.Blob(face.data))).get_glyph_extents(glyph)
    return extents is None or not extents.height


class TestHarfBuzz:
    @pytest.mark.parametrize("name", FACES)
    def test_sets_every_glyph_where_the_file_shows_it(self, name: str) -> None:
        face, texts = FACES[name]
        words = words_of(unicodedata.normalize("NFC", text) for text in texts)
        whole = formed(face, words)
        assert whole.formed, "the text is one that needs shaping"
        for word in words:
            if not face.can_set(word):
                continue
            expected, width = by_harfbuzz(face, word)
            shown, moved = as_embedded(whole, word)
            inked = [part for part in expected if not _is_blank(face, part[0])]
            assert [part[0] for part in sorted(shown)] == [part[0] for part in sorted(inked)], word
            for one, other in zip(sorted(shown), sorted(inked), strict=True):
                assert one == pytest.approx(other, abs=0.6), word
            assert moved == pytest.approx(width, abs=0.6), word
            measured = whole.word(word).width_em * face.upem
            horn = 0 if word[-1] not in "ưƯ" else 200
            assert width - 0.6 <= measured <= width + 0.6 + horn, word

    def test_puts_the_khmer_vowel_before_its_letter_and_hides_the_joiner(self) -> None:
        face = formed(FACES["Khmer"][0], frozenset(["ខ្មែ"]))
        ((glyph, text),) = face.formed.items()
        assert text == "ខ្មែ"
        shown, _ = as_embedded(face, "ខ្មែ")
        first = min(shown, key=lambda part: part[1])
        assert first[0] == face.glyph("ែ")
        assert face.glyph("្") not in [part[0] for part in shown]
        assert glyph >= TTFont(BytesIO(face.data))["maxp"].numGlyphs

    def test_keeps_plain_words_as_they_were(self) -> None:
        whole = formed(REGULAR, frozenset(["ơ̆ng"]))
        assert whole is not REGULAR
        for word in ("Tạ", "nước", "Vẫn"):
            assert whole.word(word).codes == REGULAR.word(word).codes
        assert formed(REGULAR, frozenset(["nước"])) is REGULAR


class TestCopies:
    @pytest.mark.parametrize("text", [*MINORITY, KHMER, CHAM, SIGNS], ids=str)
    def test_are_the_text_as_typed_in_three_programs(self, text: str, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        path.write_bytes(draw(lay_out(PAGE, f"<p>{text}</p>", width_mm=300)))
        found = copied(path)
        assert set(found.values()) == {unicodedata.normalize("NFC", text)}, found

    @pytest.mark.parametrize("spacing", ["0.06em", "0.1em", "0.3em", "1em"])
    def test_of_spaced_letters_are_whole_words(self, spacing: str, tmp_path: Path) -> None:
        css = f"p {{ font-size: 14pt; text-transform: uppercase; letter-spacing: {spacing}; }}"
        path = tmp_path / "a.pdf"
        path.write_bytes(draw(lay_out(css, "<p>Thôn hạ ơ̆ng ê̆ → № 10, AV</p>", width_mm=400)))
        found = copied(path)
        assert set(found.values()) == {"THÔN HẠ Ơ̆NG Ê̆ → № 10, AV"}, found

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_of_spaced_tabular_figures_are_whole_numbers(
        self, order: tuple[int, int], tmp_path: Path
    ) -> None:
        css = "column { gap: 3mm; } p { letter-spacing: 0.2em; }"
        css += ".t { font-variant-numeric: tabular-nums; }"
        lines = ["<p class='t'>Số 1171 và 2021, 1874</p>", "<p>chữ 11, 1874</p>"]
        path = tmp_path / "a.pdf"
        path.write_bytes(draw(lay_out(css, "".join(lines[n] for n in order))))
        texts = ["Số 1171 và 2021, 1874", "chữ 11, 1874"]
        assert set(copied(path).values()) == {" ".join(texts[n] for n in order)}

    def test_of_a_face_of_capitals_are_the_letters_typed(self, tmp_path: Path) -> None:
        text = "Suối Trong, nước lành; Ơ̆ng ơ̆ng SUỐI"
        path = tmp_path / "a.pdf"
        book = FontBook({("Be Vietnam Pro", 400): _capitals(tmp_path)})
        path.write_bytes(draw(lay_out(PAGE, f"<p>{text}</p>", book=book, fallback=())))
        assert set(copied(path).values()) == {text}

    def test_of_two_letters_of_one_look_are_kept_apart(self, tmp_path: Path) -> None:
        # Đ is U+0110; Iceland's Ð, U+00D0, has the same glyph in many fonts.
        def share(font: TTFont) -> None:
            for table in font["cmap"].tables:
                table.cmap[0xD0] = table.cmap[0x110]

        path = tmp_path / "font.ttf"
        font = TTFont(BytesIO(REGULAR.data))
        share(font)
        font.save(path)
        book = FontBook({("Be Vietnam Pro", 400): path})
        (tmp_path / "a.pdf").write_bytes(
            draw(lay_out(PAGE, "<p>Đà Ðà</p>", book=book, fallback=()))
        )
        assert set(copied(tmp_path / "a.pdf").values()) == {"Đà Ðà"}


def _capitals(folder: Path) -> Path:
    """A face in which small letters show the capitals' glyphs."""
    font = TTFont(BytesIO(REGULAR.data))
    for table in font["cmap"].tables:
        for code in list(table.cmap):
            capital = chr(code).upper()
            if len(capital) == 1 and ord(capital) in table.cmap:
                table.cmap[code] = table.cmap[ord(capital)]
    path = folder / "capitals.ttf"
    font.save(path)
    return path


def test_a_face_of_capitals_has_one_font_in_the_file_for_all_texts(tmp_path: Path) -> None:
    book = FontBook({("Be Vietnam Pro", 400): _capitals(tmp_path)})
    markup = "<p>nước lành</p><p>HOA</p><p>suối trong</p><p>Thôn Hạ</p>"
    pdf = draw(lay_out(PAGE, markup, book=book, fallback=()))
    with pikepdf.open(BytesIO(pdf)) as file:
        assert len(file.pages[0].Resources.Font) <= 2


def test_a_file_does_not_depend_on_what_was_made_before_it() -> None:
    page = pages(PAGE, f"<column><p>{slot(0)}</p><p>{slot(1)}</p></column>")
    shared, own = "Ƀuôn ơ̆ng ☎", "kơ̆l pơjĭng"

    def made(engine: LayoutEngine, *texts: str) -> bytes:
        return draw(engine.lay_out(filled(page, texts)))

    alone = made(LayoutEngine(BOOK, LEXICON), "nước", shared)
    engine = LayoutEngine(BOOK, LEXICON)
    made(engine, own, shared)
    assert made(engine, "nước", shared) == alone


def test_a_plain_text_embeds_what_it_always_did() -> None:
    plain = draw(lay_out(PAGE, "<p>Suối trong, nước lành</p>"))
    with pikepdf.open(BytesIO(plain)) as file:
        assert list(file.pages[0].Resources.Font) == ["/BeVietnamPro-Regular"]


def test_a_page_of_every_kind_passes_verapdf(tmp_path: Path) -> None:
    texts = "".join(f"<p>{text}</p>" for text in (*MINORITY, KHMER, CHAM, SIGNS))
    css = PAGE + ".s { letter-spacing: 0.3em; }"
    path = tmp_path / "a.pdf"
    layout = lay_out(css, f"<h1>ơ̆ ☎</h1>{texts}<p class='s'>Ơ̆NG</p>", height_mm=200)
    path.write_bytes(draw(layout, target_of(profile("screen"), ASSETS.icc)))
    for verdict in verapdf.judge([path]):
        assert verdict.compliant, str(verdict)


class TestFallbacks:
    @staticmethod
    def faces(text: str, face: Face, *named: str) -> list[tuple[str, str, int]]:
        chain = (face, *BOOK.fallbacks(face, named))
        runs = SpecialTexts([text]).runs(Run(text, face), chain)
        return [(run.text.strip(), run.face.family, run.face.weight) for run in runs]

    def test_a_letter_takes_its_whole_word_with_it(self) -> None:
        assert self.faces("sang ƀuôn, hă", REGULAR) == [
            ("sang", "Be Vietnam Pro", 400),
            ("ƀuôn,", "Noto Sans", 400),
            ("hă", "Be Vietnam Pro", 400),
        ]

    def test_a_sign_comes_alone(self) -> None:
        assert self.faces("CO₂ →x № 5", BOOK.face("Barlow Condensed", 700)) == [
            ("CO", "Barlow Condensed", 700),
            ("₂", "Noto Sans", 700),
            ("→", "Anpham Signs", 700),
            ("x", "Barlow Condensed", 700),
            ("№", "Noto Sans", 700),
            ("5", "Barlow Condensed", 700),
        ]

    def test_the_nearest_weight_stands_in(self) -> None:
        heavy = BOOK.face("Be Vietnam Pro", 800)
        assert self.faces("☎", heavy) == [("☎", "Anpham Signs", 700)]
        assert self.faces("☎", BOOK.face("Be Vietnam Pro", 500)) == [("☎", "Anpham Signs", 400)]

    def test_a_heavy_word_takes_a_heavy_letter_where_there_is_one(self) -> None:
        heavy = BOOK.face("Be Vietnam Pro", 800)
        assert self.faces("ƀai", heavy, "Noto Sans Khmer") == [("ƀai", "Noto Sans", 700)]
        assert self.faces("ខ្មែរ", heavy, "Noto Sans Khmer") == [("ខ្មែរ", "Noto Sans Khmer", 700)]

    def test_marks_that_would_touch_are_set_in_another_face(self) -> None:
        # Be Vietnam Pro hangs the breve of ê̆ on the side of the circumflex.
        assert self.faces("ê̆ ơ̆", REGULAR) == [
            ("ê̆", "Noto Sans", 400),
            ("ơ̆", "Be Vietnam Pro", 400),
        ]

    def test_vietnamese_letters_never_come_from_another_face_unasked(self, tmp_path: Path) -> None:
        font = TTFont(BytesIO(REGULAR.data))
        for table in font["cmap"].tables:
            table.cmap.pop(ord("ữ"), None)
            # Without the parts, too, it cannot be composed.
            for mark in (0x303, 0x31B):
                table.cmap.pop(mark, None)
        font.save(tmp_path / "a.ttf")
        poor = load_face("Own", 400, (tmp_path / "a.ttf").read_bytes(), "a.ttf")
        runs = SpecialTexts(["chữ"]).runs(Run("chữ", poor), (poor, *BOOK.fallbacks(poor)))
        assert [run.face.family for run in runs] == ["Own"]
        with pytest.raises(NotPlainError, match=r"a\.ttf has no 'ữ'"):
            runs[0].face.word("chữ")
        named = BOOK.fallbacks(poor, ("Be Vietnam Pro",))
        runs = SpecialTexts(["chữ"]).runs(Run("chữ", poor), (poor, *named))
        assert [run.face.family for run in runs] == ["Be Vietnam Pro"]

    def test_a_line_is_as_high_as_its_own_face_says(self) -> None:
        boxes = [
            box
            for _, box in every_box(
                lay_out("p { font-size: 20pt; }", "<p>☎ 1900</p><p>Số 1900</p>")
            )
            if box.lines
        ]
        assert boxes[0].height == boxes[1].height

    def test_signs_stand_on_the_baseline_as_high_as_capitals(self) -> None:
        for weight in (400, 700):
            signs = BOOK.face("Anpham Signs", weight)
            letters = BOOK.face("Be Vietnam Pro", weight)
            for sign in "☐☑☒☎♻":
                word = signs.word(sign)
                assert word.bottom_em == pytest.approx(0, abs=0.012), sign
                assert word.top_em == pytest.approx(letters.cap_height_em, abs=0.012), sign
            for sign in "✓✗→":
                word = signs.word(sign)
                assert (word.top_em + word.bottom_em) / 2 == pytest.approx(0.37, abs=0.01), sign

    def test_a_sign_is_printed_by_the_recipe_of_its_text(self) -> None:
        target = replace(Target(), ink=ColourMode.CMYK)
        pdf = draw(lay_out("p { color: var(--dont); }", "<p>☎ ✗</p>"), target)
        with pikepdf.open(BytesIO(pdf)) as file:
            marks = pikepdf.parse_content_stream(file.pages[0])
            operators = [str(mark.operator) for mark in marks]
        assert "k" in operators
        assert "rg" not in operators


class TestLines:
    SPEC = TextSpec(Align.START, Wrap.PRETTY, 1.3)

    def lines(self, text: str, face: Face, measure_em: float) -> list[str]:
        runs = SpecialTexts([text]).runs(Run(text, face), (face,))
        return [line.text for line in prepare(runs, self.SPEC, LEXICON).set_lines(measure_em).lines]

    @pytest.mark.parametrize("measure_em", [3, 4, 5, 8, 12])
    def test_of_khmer_end_at_spaces_and_syllables_and_lose_nothing(self, measure_em: float) -> None:
        face = FACES["Khmer"][0]
        lines = self.lines(KHMER, face, measure_em)
        assert "".join(lines).replace(" ", "") == KHMER.replace(" ", "")
        assert len(lines) > 1
        for line in lines:
            assert unicodedata.category(line[0])[0] != "M"
            assert line[-1] != "្"

    def test_a_syllable_is_not_cut(self) -> None:
        assert syllables("ខ្មែរ") == ("ខ្មែរ",)
        assert syllables("កម្ពុជា") == ("ក", "ម្ពុ", "ជា")
        assert "".join(syllables(KHMER)) == KHMER
        assert syllables("nước") == ("nước",)

    def test_no_mark_touches_the_line_above(self) -> None:
        text = "gỹ Ậy gỹ\nÊ̆ Ơ̆ Ê̆"
        face = BOOK.face("Noto Sans", 700)
        runs = SpecialTexts([text]).runs(Run(text, face), (face,))
        one, two = prepare(runs, replace(self.SPEC, line_height=0.9), LEXICON).set_lines(30).lines
        low = min(face.word(word).bottom_em for word in ("gỹ", "Ậy"))
        high = max(runs[0].face.word(word).top_em for word in ("Ê̆", "Ơ̆"))
        pitch = two.baseline_em - one.baseline_em
        assert pitch == pytest.approx(high - low + AIR_EM, abs=0.06)


def test_letters_of_latin_are_joined_and_those_of_khmer_form_one() -> None:
    assert joins_letters("fi")
    assert joins_letters("ơ̆n")
    for one in ("ơ̆", "ខ្មែ", "ន្ទ្រា", "क्ष", "น้ำ", "☎\ufe0f"):
        assert not joins_letters(one), one


class TestRefused:
    @pytest.mark.parametrize("text", ["مرحبا", "xin שלום bạn", "ܫܠܡܐ", "1 ٢٣ ا"])
    def test_text_from_right_to_left_is_named_with_its_place(self, text: str) -> None:
        with pytest.raises(ContentError) as caught:
            lay_out(PAGE, f"<p>{text}</p>")
        (problem,) = caught.value.problems
        assert problem.code == "right-to-left"
        assert problem.place.item == "p"
        assert "right to left" in str(problem)

    def test_text_from_top_to_bottom_is_named(self) -> None:
        with pytest.raises(ContentError, match="from top to bottom"):
            lay_out(PAGE, "<p>ᠮᠣᠩᠭᠣᠯ</p>")

    @pytest.mark.parametrize(
        "text", ["loa \u0323i", "\u0301bờ", "suô (\u0301)i", "a, \u0306", "\u17c2"]
    )
    def test_a_mark_without_a_letter_is_named(self, text: str) -> None:
        with pytest.raises(ContentError) as caught:
            lay_out(PAGE, f"<p>{text}</p>")
        (problem,) = caught.value.problems
        assert problem.code == "mark-on-nothing"
        assert "U+" in str(problem)

    @pytest.mark.parametrize("text", ["☎\ufe0f 1900", "a\u0306", "1\u0331"])
    def test_a_mark_on_a_letter_figure_or_sign_is_not(self, text: str) -> None:
        assert refusal(text) is None

    def test_a_khmer_sign_without_its_letter_is_named(self) -> None:
        # A subscript sign at the end of a word: HarfBuzz would draw a dotted circle.
        with pytest.raises(ContentError) as caught:
            lay_out(PAGE, "<p>xin ែក</p>")
        assert caught.value.problems[0].code == "mark-on-nothing"

    def test_khmer_in_a_face_without_its_rules_is_refused(self, tmp_path: Path) -> None:
        font = TTFont(BytesIO(FACES["Khmer"][0].data))
        del font["GSUB"]
        font.save(tmp_path / "a.ttf")
        book = FontBook({("Be Vietnam Pro", 400): tmp_path / "a.ttf"})
        with pytest.raises(ContentError, match=r"a\.ttf cannot set “ខ្មែរ”"):
            lay_out(PAGE, "<p>ខ្មែរ</p>", book=book, fallback=())

    def test_a_script_that_no_face_has_is_named(self) -> None:
        with pytest.raises(ContentError) as caught:
            lay_out(PAGE, "<p>မြန်မာ</p>")
        assert caught.value.problems[0].code == "missing-glyph"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Xã Ƀuôn ê̆ ☎ № 1", "Xã Ƀuôn ê̆ ☎ № 1"),
        ("tệp שלום.pdf", "tệp ????.pdf"),
        ("loa \u0323i (\u0301) x", "loa ?i (?) x"),
        ("emoji \U0001f600 hết", "emoji ? hết"),
        ("a\u0323\u0302", "ậ"),
    ],
)
def test_a_text_that_nobody_chose_is_printable_with_question_marks(text: str, shown: str) -> None:
    found = printable(text, BOOK, "Be Vietnam Pro", 500)
    assert found == unicodedata.normalize("NFC", shown)
    lay_out(PAGE, f"<p>{found}</p>", fallback=())


GOLDENS = {
    "shaped-minority": "<p>Ƀuôn ơ̆ng ê̆ Ê̆</p><p>kơ̆l pơjĭng č̆ Ơ̆</p>",
    "shaped-khmer-cham": "<p>ខ្មែរ ស្ត្រី</p><p>ꨚꨤꩃ ꨆꨴꨮꨥ</p>",
    "shaped-signs": "<p>Hộp ☐ ☑ ✓ ✗ →</p><p>☎ 1900 ♻ № CO₂</p>",
}


@pytest.mark.parametrize("name", GOLDENS)
def test_shaped_text_looks_as_accepted(name: str, update_goldens: bool) -> None:
    css = "column { margin: 1mm; } p { font-size: 16pt; line-height: 1.3; }"
    pdf = draw(lay_out(css, GOLDENS[name], width_mm=60, height_mm=18))
    compare(name, crop_mm(render(pdf, 0, 100), 100, (0, 0, 60, 18)), update=update_goldens)


@pytest.mark.parametrize("weight", [400, 700])
def test_the_signs_font_is_what_its_drawings_give(weight: int) -> None:
    pytest.importorskip("pathops")
    from support import signs_font

    shipped = TTFont(BytesIO(BOOK.face("Anpham Signs", weight).data))
    made = TTFont(BytesIO(signs_font.build(weight)))
    assert made.getBestCmap().keys() == shipped.getBestCmap().keys()
    for name in made.getGlyphOrder():
        one, other = made["hmtx"][name], shipped["hmtx"][name]
        assert one == pytest.approx(other, abs=2), name
