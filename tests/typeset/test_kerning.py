"""Kerning, judged by HarfBuzz on whole lines and by the kern pairs that fontTools reads."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from itertools import accumulate, groupby, pairwise
from operator import add
from typing import Any, NamedTuple

import pikepdf
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from support.shipped import ASSETS, LEXICON
from support.workshop import piece

from generator.content.model import TextLength
from generator.typeset.fonts import Face, FontBook, shipped_fonts, tabular
from generator.typeset.paragraph import Align, Run, TextSpec, Wrap, prepare
from generator.typeset.words import SHARED_CHARSET

FONTS = shipped_fonts(ASSETS.fonts)
BOOK = FontBook(FONTS)
BOLD = BOOK.face("Be Vietnam Pro", 700)
CONDENSED = BOOK.face("Barlow Condensed", 700)
PIECES = [
    (material, text)
    for material in ("poster", "leaflet", "insert")
    for text in TextLength
    if not (material == "leaflet" and text is TextLength.SHORT)
]

#: Places in a file are written to thousandths of a point.
TOLERANCE_EM = 0.0005


class Shown(NamedTuple):
    """A line as a file shows it in one font: glyphs, and the left edge of each in pt."""

    font: str
    size: float
    tracking: float
    glyphs: tuple[int, ...]
    x: tuple[float, ...]
    text: str


class Judge:
    """A shipped font file as HarfBuzz and fontTools read it."""

    def __init__(self, data: bytes) -> None:
        self.tables = TTFont(BytesIO(data))
        self.font = hb.Font(hb.Face(hb.Blob(data)))
        self.names = self.tables.getGlyphOrder()
        self.widths = [self.tables["hmtx"][name][0] for name in self.names]
        gpos = self.tables["GPOS"].table
        kerning = {
            lookup
            for record in gpos.FeatureList.FeatureRecord
            if record.FeatureTag == "kern"
            for lookup in record.Feature.LookupListIndex
        }
        self.lookups = [
            [getattr(table, "ExtSubTable", table) for table in gpos.LookupList.Lookup[n].SubTable]
            for n in sorted(kerning)
        ]

    def by_harfbuzz(self, text: str, glyphs: Sequence[int]) -> list[int]:
        """The advance of each glyph of a whole line."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "vi"
        hb.shape(self.font, buffer, {"liga": False})
        assert [info.codepoint for info in buffer.glyph_infos] == list(glyphs)
        return [position.x_advance for position in buffer.glyph_positions]

    def ink_right(self, glyph: int) -> int:
        """The right edge of the ink of a glyph."""
        right: int = self.tables["glyf"][self.names[glyph]].xMax
        return right

    def room_for_horns(self, text: str, glyphs: Sequence[int]) -> list[int]:
        """Overhang of the ink of each ư at the end of a word: we give the space that much."""
        return [
            max(0, self.ink_right(glyph) - self.widths[glyph])
            if char in "ưừứửữựƯỪỨỬỮỰ" and following == " "
            else 0
            for char, glyph, following in zip(text, glyphs, [*text[1:], ""], strict=True)
        ]

    def by_fonttools(self, text: str, glyphs: Sequence[int]) -> list[int]:
        """The same from the widths and kern pairs of the file."""
        kerns = [self.kern(*pair) for pair in pairwise(glyphs)]
        return [self.widths[g] + kern for g, kern in zip(glyphs, [*kerns, 0], strict=True)]

    @cache  # noqa: B019
    def kern(self, left: int, right: int) -> int:
        """Source: OpenType 1.9, GPOS, lookup type 2: of a lookup the first match holds."""
        one, other = self.names[left], self.names[right]
        found = 0
        for tables in self.lookups:
            values = (value for table in tables if (value := _pair(table, one, other)) is not None)
            found += next(values, 0)
        return found


def _pair(table: Any, one: str, other: str) -> int | None:
    """The kern of a pair in a PairPos table; None where the table says nothing about it."""
    if one not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        records = table.PairSet[table.Coverage.glyphs.index(one)].PairValueRecord
        values = [r.Value1 for r in records if r.SecondGlyph == other]
        return getattr(values[0], "XAdvance", 0) if values else None
    first = table.ClassDef1.classDefs.get(one, 0)
    second = table.ClassDef2.classDefs.get(other, 0)
    return getattr(table.Class1Record[first].Class2Record[second].Value1, "XAdvance", 0)


@cache
def _judges() -> dict[str, Judge]:
    """By PostScript name."""
    judges = [Judge(path.read_bytes()) for path in FONTS.values()]
    return {str(judge.tables["name"].getDebugName(6)): judge for judge in judges}


def _lines(pdf: bytes) -> Iterator[Shown]:
    """The lines of ``pdf``; segments of one font that follow one another are one."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
            segments = _segments(pikepdf.parse_content_stream(page), fonts)
            for _, group in groupby(segments, key=lambda segment: (segment[0], segment[1][:3])):
                parts = [shown for _, shown in group]
                yield Shown(
                    *parts[0][:3],
                    glyphs=tuple(glyph for part in parts for glyph in part.glyphs),
                    x=tuple(x for part in parts for x in part.x),
                    text="".join(part.text for part in parts),
                )


def _characters(font: Any) -> tuple[str, dict[int, str]]:
    """The PostScript name of an embedded font, and the character of each glyph."""
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap.partition("beginbfchar")[2], re.M)
    characters = {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}
    return str(font.BaseFont).partition("+")[2], characters


def _segments(
    stream: Any, fonts: Mapping[str, tuple[str, dict[int, str]]]
) -> Iterator[tuple[tuple[int, float], Shown]]:
    """Text of each TJ, and the line that it is of: the text object's number, the baseline."""
    block = 0
    tracking = size = x = y = 0.0
    name, characters = "", dict[int, str]()
    for operands, operator in stream:
        match str(operator):
            case "BT":
                block += 1
            case "Tc":
                tracking = float(operands[0])
            case "Tf":
                (name, characters), size = fonts[str(operands[0])], float(operands[1])
            case "Tm":
                x, y = float(operands[4]), float(operands[5])
            case "TJ":
                placed = list(_placed(operands[0], _judges()[name].widths, x, size, tracking))
                glyphs, edges = zip(*placed, strict=True)
                text = "".join(characters[glyph] for glyph in glyphs)
                yield (block, y), Shown(name, size, tracking, glyphs, edges, text)


def _placed(
    parts: Any, widths: Sequence[int], x: float, size: float, tracking: float
) -> Iterator[tuple[int, float]]:
    """The glyphs of a TJ array, each with its left edge (ISO 32000-2, 9.4.3 and 9.4.4)."""
    for part in parts:
        if isinstance(part, pikepdf.String):
            code = bytes(part)
            for glyph in struct.unpack(f">{len(code) // 2}H", code):
                yield glyph, x
                x += widths[glyph] / 1000 * size + tracking
        else:
            x -= float(part) / 1000 * size


def _worst_em(line: Shown, advances: Sequence[int]) -> float:
    """The largest distance between where a glyph stands and where the advances put it."""
    steps = [advance / 1000 * line.size + line.tracking for advance in advances]
    due = accumulate(steps[:-1], initial=line.x[0])
    return max(abs(x - d) for x, d in zip(line.x, due, strict=True)) / line.size


@pytest.mark.parametrize(("material", "text"), PIECES)
@pytest.mark.parametrize("judge", [Judge.by_harfbuzz, Judge.by_fonttools])
def test_glyphs_of_shipped_samples_stand_where_whole_lines_put_them(
    material: str, text: TextLength, judge: Callable[[Judge, str, Sequence[int]], list[int]]
) -> None:
    lines = list(_lines(piece(material, text).pdf))
    assert len(lines) > 30
    assert sum(" " in line.text for line in lines) > 20
    for line in lines:
        font = _judges()[line.font]
        rooms = font.room_for_horns(line.text, line.glyphs)
        advances = map(add, judge(font, line.text, line.glyphs), rooms)
        assert _worst_em(line, list(advances)) < TOLERANCE_EM, line.text


def test_a_space_behind_a_horn_looks_as_wide_as_any() -> None:
    """The white between the ink of "ư t" is no less than the space and half of that of "u t"."""
    for face in (BOLD, CONDENSED):
        plain, horned = (_set((f"{letter} t", face))[0][2] for letter in "uư")
        ink = {c: _judges()[face.resource].ink_right(face.glyph(c) or 0) / face.upem for c in "uư"}
        assert horned - ink["ư"] >= face.space_em - 1e-9
        assert plain - ink["u"] >= horned - ink["ư"]


@pytest.mark.parametrize(("family", "weight"), FONTS)
def test_no_shipped_face_kerns_a_space(family: str, weight: int) -> None:
    """So words may be measured one by one; a face that does would need another way."""
    face = BOOK.face(family, weight)
    judge = _judges()[face.resource]
    space = face.glyph(" ")
    assert space is not None
    glyphs = [glyph for char in SHARED_CHARSET if (glyph := face.glyph(char)) is not None]
    assert any(judge.kern(one, other) for one in glyphs[:40] for other in glyphs[:40])
    assert not any(judge.kern(space, glyph) or judge.kern(glyph, space) for glyph in glyphs)


def _set(*runs: tuple[str, Face], align: Align = Align.START) -> tuple[list[float], float]:
    """Where each glyph of a line of ``runs`` stands, as its codes have it; the line's width."""
    spec = TextSpec(align, Wrap.NOWRAP, 1.3)
    paragraph = prepare(
        tuple(Run(text, face, n) for n, (text, face) in enumerate(runs)), spec, LEXICON
    )
    (line,) = paragraph.set_lines(100.0).lines
    places: list[float] = []
    for segment in line.segments:
        codes = pikepdf.Object.parse(f"[{segment.codes}]".encode("ascii"))
        widths = _judges()[segment.face.resource].widths
        places += [x for _, x in _placed(codes, widths, segment.x_em, 1.0, 0.0)]
    return places, line.width_em


def _due(face: Face, text: str) -> tuple[list[float], float]:
    """The same for ``text`` shaped in one go."""
    glyphs = [face.glyph(char) or 0 for char in text]
    *edges, width = accumulate(_judges()[face.resource].by_harfbuzz(text, glyphs), initial=0)
    return [x / face.upem for x in edges], width / face.upem


@pytest.mark.parametrize("face", [BOLD, CONDENSED], ids=lambda face: face.family)
@pytest.mark.parametrize(
    "text",
    ["“Tạ Ấ”–AVATAR", "AV (Tự) [Ý] «Vỹ» T‘Ý’", "A-Vê – T.Ý, T. “V”: 7/11/2017", "số 874/QĐ-BTTTT"],
)
def test_quotes_dashes_and_figures_inside_a_line_are_kerned(face: Face, text: str) -> None:
    places, width = _set((text, face))
    due, due_width = _due(face, text)
    assert places == pytest.approx(due)
    assert width == pytest.approx(due_width)


@pytest.mark.parametrize(
    ("face", "parts"),
    [
        (BOLD, ("T", "ạ")),
        (BOLD, ("Xem A", "V", "A Tạ")),
        (BOLD, ("P", ". A", "V")),
        (CONDENSED, ("“", "Ấ Tạ", "”")),
        (CONDENSED, ("T", "-", "A")),
    ],
)
def test_runs_that_share_a_word_and_a_face_are_kerned_as_one(
    face: Face, parts: tuple[str, ...]
) -> None:
    places, width = _set(*[(part, face) for part in parts])
    due, due_width = _due(face, "".join(parts))
    assert places == pytest.approx(due)
    assert width == pytest.approx(due_width)
    assert any(face.kern_em(*pair) for pair in pairwise(parts))


def test_faces_are_not_kerned_with_one_another() -> None:
    other = BOOK.face("Be Vietnam Pro", 400)
    _, width = _set(("T", BOLD), ("ạ", other))
    assert width == pytest.approx(BOLD.word("T").width_em + other.word("ạ").width_em)


def test_the_parts_of_an_address_are_kerned_as_one() -> None:
    text = "https://an.vn/an/TA/va"
    places, width = _set((text, BOLD))
    assert places == pytest.approx(_due(BOLD, text)[0])
    assert width == pytest.approx(_due(BOLD, text)[1])
    assert BOLD.kern_em("/", "a") != 0.0 != BOLD.kern_em("/", "T")


def test_an_address_that_is_cut_leaves_no_kern_at_the_line_s_end() -> None:
    text = "an.vn/ATA/Vu/AVA/AVA/Ty"
    paragraph = prepare((Run(text, BOLD),), TextSpec(Align.END, Wrap.WRAP, 1.3), LEXICON)
    result = paragraph.set_lines(6.0)
    assert len(result.lines) > 2
    for line in result.lines:
        assert line.x_em + line.width_em == pytest.approx(6.0)
        assert line.width_em == pytest.approx(_due(BOLD, line.text)[1])


def test_tabular_figures_are_kerned_with_nothing() -> None:
    face = tabular(BOLD)
    assert face.kern_em("T", "7") == face.kern_em("7", "T") == face.kern_em("7", ".") == 0.0
    assert face.kern_em("xT", "ạx") == BOLD.kern_em("T", "ạ") != 0.0
