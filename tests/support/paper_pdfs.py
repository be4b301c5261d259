"""PDFs of official papers as programs write them, made with ReportLab for the reader's tests.

Places are in pt from the page's top left corner.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
SERIF, BOLD = "NotoSans", "NotoSans-Bold"
WIDTH, HEIGHT = A4
LEFT, RIGHT = 85.0, WIDTH - 56.0

NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def _register() -> None:
    for name, file in ((SERIF, "NotoSans_400Regular.ttf"), (BOLD, "NotoSans_700Bold.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(FONTS / file)))


class Paper:
    """A PDF in the making; ``y`` is where the next line's baseline stands."""

    def __init__(self, *, size: float = 12, pitch: float = 17, encrypt: object = None) -> None:
        _register()
        self._buffer = io.BytesIO()
        self.canvas = Canvas(self._buffer, pagesize=A4, encrypt=encrypt)
        self.size = size
        self.pitch = pitch
        self.y = 70.0
        self.page = 1
        #: Called for each piece of text; by default drawn as one string.
        self.draw: Callable[[Canvas, float, float, str, str, float], None] = draw_line

    def at(self, x: float, y: float, text: str, *, font: str = SERIF, size: float = 0) -> None:
        """Text whose baseline begins at a place."""
        self.draw(self.canvas, x, HEIGHT - y, text, font, size or self.size)

    def centred(self, x: float, y: float, text: str, *, font: str = SERIF, size: float = 0) -> None:
        """Text with its middle at ``x``."""
        width = pdfmetrics.stringWidth(text, font, size or self.size)
        self.at(x - width / 2, y, text, font=font, size=size)

    def columns(
        self,
        left: Sequence[str],
        right: Sequence[str],
        *,
        axes: tuple[float, float] = (165.0, 415.0),
        is_left_aligned: bool = False,
        shift: float = 0,
        size: float = 11,
    ) -> None:
        """Two cells beside each other without rules; an empty line leaves its room free."""
        top = self.y
        for number, text in enumerate(left):
            if is_left_aligned:
                self.at(LEFT, top + number * self.pitch, text, size=size)
            else:
                self.centred(axes[0], top + number * self.pitch, text, size=size)
        for number, text in enumerate(right):
            y = top + shift + number * self.pitch
            self.centred(axes[1], y, text, font=BOLD, size=size)
        self.y = top + max(len(left), len(right)) * self.pitch + self.pitch

    def paragraph(
        self,
        text: str,
        *,
        indent: float = 28,
        hang: float = 0,
        font: str = SERIF,
        left: float = LEFT,
        right: float = RIGHT,
        is_justified: bool = False,
    ) -> None:
        """A text, wrapped; a new page begins where the page is full."""
        lines = wrap(text, right - left - hang, indent - hang, font, self.size)
        for number, line in enumerate(lines):
            if self.y > HEIGHT - 90:
                self.next_page()
            x = left + (hang if number else indent)
            if is_justified and number < len(lines) - 1:
                draw_justified(self.canvas, x, HEIGHT - self.y, line, font, self.size, right - x)
            else:
                self.at(x, self.y, line, font=font)
            self.y += self.pitch

    def next_page(self, *, has_number: bool = True) -> None:
        """End the page, with its number at its foot."""
        if has_number:
            self.centred(WIDTH / 2, HEIGHT - 40, str(self.page))
        self.canvas.showPage()
        self.page += 1
        self.y = 70.0

    def data(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self._buffer.getvalue()


def wrap(text: str, width: float, first: float, font: str, size: float) -> list[str]:
    """Lines of a text, the first of which is shorter by ``first``."""
    lines: list[str] = []
    room = width - first
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and pdfmetrics.stringWidth(joined, font, size) <= room:
            lines[-1] = joined
        elif lines:
            lines.append(word)
            room = width
        else:
            lines.append(word)
    return lines


def draw_line(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    """Text as one string."""
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)


def draw_words(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    """Each word at its own place, without a space."""
    canvas.setFont(font, size)
    space = pdfmetrics.stringWidth(" ", font, size)
    for word in text.split(" "):
        canvas.drawString(x, y, word)
        x += pdfmetrics.stringWidth(word, font, size) + space


def draw_glyphs(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    """Each glyph at its own place, without spaces, the last first."""
    canvas.setFont(font, size)
    places: list[tuple[float, str]] = []
    for letter in text:
        places.append((x, letter))
        x += pdfmetrics.stringWidth(letter, font, size)
    for place, letter in reversed(places):
        if letter != " ":
            canvas.drawString(place, y, letter)


def draw_twice(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    """Text drawn again a little to the right, to look bold."""
    draw_line(canvas, x, y, text, font, size)
    draw_line(canvas, x + 0.3, y, text, font, size)


def draw_justified(
    canvas: Canvas, x: float, y: float, text: str, font: str, size: float, width: float
) -> None:
    """Text stretched to a width by its spaces."""
    canvas.setFont(font, size)
    words = text.split(" ")
    free = width - sum(pdfmetrics.stringWidth(word, font, size) for word in words)
    space = free / max(1, len(words) - 1)
    for word in words:
        canvas.drawString(x, y, word)
        x += pdfmetrics.stringWidth(word, font, size) + space


def lines_pdf(lines: Iterable[str], **style: float) -> bytes:
    """A page of lines, one under the other."""
    paper = Paper(**style)
    for line in lines:
        paper.at(LEFT, paper.y, line)
        paper.y += paper.pitch
    return paper.data()


def dispatch(draw: Callable[..., None] = draw_line, **style: float) -> Paper:
    """A công văn with a head and a foot in two columns, and body paragraphs that are wrapped."""
    paper = Paper(**style)
    paper.draw = draw
    paper.columns(
        ("ỦY BAN NHÂN DÂN", "XÃ VÍ DỤ", "Số: 12/UBND-VX", "V/v phòng bệnh mùa mưa"),
        (*NATION, "Ví Dụ, ngày 05 tháng 8 năm 2026"),
    )
    paper.at(LEFT + 60, paper.y, "Kính gửi: Trưởng các ấp.")
    paper.y += 30
    for text in BODY:
        paper.paragraph(text)
    paper.y += 20
    paper.columns(
        ("Nơi nhận:", "- Như trên;", "- Lưu: VT."),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", "", "Nguyễn Văn Mẫu"),
        is_left_aligned=True,
    )
    return paper


BODY = (
    "Theo Công văn số 31/SYT-NV ngày 01/8/2026 của Sở Y tế Mẫu về việc phòng bệnh mùa mưa, Ủy ban "
    "nhân dân xã đề nghị các ấp thực hiện:",
    "1. Đổ bỏ nước đọng trong chum, vại, lốp xe; thả cá vào bể nước lớn; ngủ màn cả ban ngày và "
    "không để trẻ chơi ở nơi có nhiều muỗi.",
    "2. Khi sốt cao liên tục từ 2 ngày trở lên, đến trạm y tế; không tự mua thuốc.",
)
