"""The pictures of docs/vietnamese.md: wrong beside right, each half drawn by anpham itself.

The wrong half has one thing turned off: by its style where a style can, else in ``typeset``, for as
long as the half is drawn.

    python -m benchmarks.vietnamese.pictures
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from math import inf
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pypdfium2
from PIL import Image

from benchmarks.vietnamese.specimen import paint_page, set_page
from generator.core.units import pt_to_mm
from generator.typeset import paragraph

FOLDER: Final = Path(__file__).parents[2] / "docs" / "pictures"
#: Two halves and the gutter between them make 1,000 pixels.
_HALF_PT, _GUTTER_PT, _PIXELS_PER_PT = 244.0, 12.0, 2
_COLOURS: Final = 96

_CSS: Final = """
page { background: var(--surface) }
.half { background: var(--ground); border-radius: 9pt; padding: 12pt 15pt 15pt 15pt; gap: 11pt }
.wrong { background: var(--dont-tint) }
.verdict { arrange: row; gap: 6pt; align-items: center; height: 18pt }
icon { width: 17pt; height: 17pt; fill: var(--do); stroke: var(--on-dark) }
.wrong icon { fill: var(--dont) }
.verdict p { font-weight: 800; font-size: 13pt; color: var(--do); width: 1fr }
.wrong .verdict p { color: var(--dont) }
.stage { height: 1fr; justify-content: center }
b { font-weight: 800; color: var(--do) }
.wrong b { color: var(--dont) }
"""


@dataclass(frozen=True, slots=True)
class Half:
    """One half: its style beside that of all halves, and what is turned off while it is set."""

    css: str
    markup: str
    without: Callable[[], AbstractContextManager[None]] = field(default=lambda: nullcontext())


@dataclass(frozen=True, slots=True)
class Pair:
    """A picture: its file's name without the ending, its height in pt, and both halves."""

    name: str
    height_pt: float
    wrong: Half
    right: Half


@contextmanager
def _replaced(name: str, value: object) -> Iterator[None]:
    """``typeset.paragraph`` with another ``name``, and nothing cached from before or after."""
    paragraph.prepare.cache_clear()
    with patch.object(paragraph, name, value):
        yield
    paragraph.prepare.cache_clear()


def _one_pitch() -> AbstractContextManager[None]:
    """The pitch is the line height, whatever the lines' ink."""
    return _replaced("pitch_need", lambda upper, lower, tracking_em, enough_em: enough_em)


def _font_ascent() -> AbstractContextManager[None]:
    """The first line stands where the font's ascent puts it, whatever its ink."""
    box: Callable[..., Any] = paragraph._line_box
    return _replaced("_line_box", lambda *given: box(*given)._replace(covered=inf))


_HEADLINE: Final = (
    "h1 { color: var(--accent-strong); font-weight: 800; letter-spacing: -0.012em; %s }"
)


def _words() -> Pair:
    css = "p.text { font-weight: 500; font-size: 14.5pt; line-height: 1.38; text-wrap: %s }"
    text = (
        "Mọi người tham gia <b>mạng xã hội</b> cần quản lý, bảo mật <b>tài khoản</b>, chia sẻ tin"
        " từ nguồn chính thống."
    )
    markup = f'<p class="text">{text}</p>'
    return Pair("words", 158, Half(css % "wrap", markup), Half(css % "pretty", markup))


def _balance() -> Pair:
    css = _HEADLINE % "font-size: 19.5pt; line-height: 1.2; text-wrap: %s"
    wrong = "<h1>Cùng xây dựng không gian mạng lành mạnh <b>hơn</b></h1>"
    right = "<h1>Cùng xây dựng không gian mạng <b>lành mạnh hơn</b></h1>"
    return Pair("balance", 146, Half(css % "wrap", wrong), Half(css % "balance", right))


def _pitch() -> Pair:
    css = _HEADLINE % "font-size: 23pt; line-height: 1; text-wrap: balance"
    markup = "<h1>QUẬN 12 HỢP LỰC ĐẨY LÙI TIN XẤU</h1>"
    return Pair("pitch", 130, Half(css, markup, _one_pitch), Half(css, markup))


def _first_line() -> Pair:
    css = (
        ".band { background: var(--accent-strong); padding: 1.5pt 10pt; border-radius: 3pt }"
        " .band h1 { color: var(--on-dark); font-weight: 800; font-size: 33pt; line-height: 1.27;"
        " letter-spacing: -0.012em; text-wrap: nowrap; clearance: none }"
    )
    markup = '<column class="band"><h1>TỔ HỖ TRỢ</h1></column>'
    return Pair("first-line", 124, Half(css, markup, _font_ascent), Half(css, markup))


def _letterhead() -> Pair:
    css = (
        "h2 { color: var(--text); font-weight: 700; font-size: 13.5pt; line-height: 1.35;"
        " text-transform: uppercase; text-align: center; text-wrap: %s }"
        " rule { width: 74pt; height: 1.1pt; background: var(--text); align-self: center;"
        " margin-top: 5pt }"
    )
    markup = "<h2>Ủy ban nhân dân phường An Phú Đông</h2><rule/>"
    return Pair("letterhead", 118, Half(css % "wrap", markup), Half(css % "balance", markup))


def _figures() -> Pair:
    css = (
        ".rows { gap: 4pt } .line { arrange: row; align-items: center; height: 22pt }"
        " .line p { font-size: 14.5pt; font-weight: 500; line-height: 1.2; width: 1fr }"
        " .line .count { font-weight: 700; font-size: 17pt; color: var(--accent-strong);"
        " width: 90pt; text-align: end; font-variant-numeric: %s }"
    )
    rows = (("Quý I", "21.011"), ("Quý II", "38.608"), ("Quý III", "11.117"), ("Quý IV", "40.990"))
    lines = "".join(
        f'<column class="line"><p>{name}</p><p class="count">{count}</p></column>'
        for name, count in rows
    )
    markup = f'<column class="rows">{lines}</column>'
    return Pair("figures", 172, Half(css % "normal", markup), Half(css % "tabular-nums", markup))


def pairs() -> tuple[Pair, ...]:
    """All pictures, in the order of the page."""
    return _words(), _balance(), _pitch(), _first_line(), _figures(), _letterhead()


def draw(pair: Pair) -> Image.Image:
    """Both halves of ``pair`` side by side on white."""
    width, height = 2 * _HALF_PT + _GUTTER_PT, pair.height_pt
    picture = Image.new("RGB", (round(width * _PIXELS_PER_PT), round(height * _PIXELS_PER_PT)))
    picture.paste((255, 255, 255), (0, 0, *picture.size))
    picture.paste(_half(pair.wrong, height, "wrong", "mark-dont", "Sai"), (0, 0))
    right = _half(pair.right, height, "right", "mark-do", "Đúng")
    picture.paste(right, (round((_HALF_PT + _GUTTER_PT) * _PIXELS_PER_PT), 0))
    return picture


def _half(half: Half, height_pt: float, kind: str, icon: str, verdict: str) -> Image.Image:
    markup = (
        f'<column class="half {kind}"><column class="verdict"><icon name="{icon}"/>'
        f'<p>{verdict}</p></column><column class="stage">{half.markup}</column></column>'
    )
    with half.without():
        layout = set_page(
            f"{_CSS}\n{half.css}",
            markup,
            width_mm=pt_to_mm(_HALF_PT),
            height_mm=pt_to_mm(height_pt),
        )
    document = pypdfium2.PdfDocument(paint_page(layout))
    try:
        picture: Image.Image = document[0].render(scale=_PIXELS_PER_PT).to_pil()
    finally:
        document.close()
    return picture.convert("RGB")


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    for pair in pairs():
        path = FOLDER / f"vietnamese-{pair.name}.png"
        draw(pair).quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
