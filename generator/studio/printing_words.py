"""Use of the files of a piece, in Vietnamese and in English, by where it is printed.

The PDF for an office asks the printer for the same: its scaling and sides (``draw``).
"""

from __future__ import annotations

from typing import Final

from generator.core.destination import Destination
from generator.studio.choices import Choices
from generator.studio.records import PieceRecord

#: A text in Vietnamese and in English.
Words = tuple[str, str]

_SIDES: Final[dict[str, Words]] = {
    "": ("in một mặt", "on one side"),
    "short-edge": ("in hai mặt, lật theo cạnh ngắn", "on both sides, flipped on the short edge"),
    "long-edge": ("in hai mặt, lật theo cạnh dài", "on both sides, flipped on the long edge"),
}
#: How all files of a version are used, for the note beside them.
FILES_USE: Final[dict[Destination, Words]] = {
    Destination.OFFICE: (
        "Mở tệp PDF rồi in ở tỷ lệ 100 % (“Kích thước thực”), không chọn “Vừa trang”.",
        "Open the PDF and print it at 100 % (“actual size”), without “fit to page”.",
    ),
    Destination.PRESS: (
        "Gửi nhà in tệp PDF kèm phiếu kiểm tra. Khổ ghi dưới đây là khổ thành phẩm, sau khi xén.",
        "Send the PDF and its certificate to the print shop. Sizes are those after trimming.",
    ),
    Destination.SCREEN: (
        "Các tệp này để xem và đăng trên màn hình, không phải để in.",
        "These files are for screens, not for printing.",
    ),
}


def sides_words(piece: PieceRecord) -> Words:
    """The sides that are printed, and the edge on which the sheet is turned."""
    return _SIDES[piece.flip]


def size_words(piece: PieceRecord) -> str:
    """The size of the trimmed page, as "A3" or "297 × 210 mm"."""
    return piece.size.replace("x", " × ").replace("mm", " mm")


def copies_of(choices: Choices, piece: PieceRecord) -> int:
    """The copies that the choices it was made of ask for; 0 if nobody has said."""
    return choices.pieces[piece.choice].copies if piece.choice < len(choices.pieces) else 0


def copies_words(copies: int) -> Words:
    """The number of copies as the end of a list; empty if nobody has said it."""
    return (f", {copies} bản", f", {copies} copies") if copies else ("", "")


def piece_use(piece: PieceRecord, destination: Destination, copies: int) -> Words:
    """The use of the PDF of a piece, in a sentence."""
    size, sides, count = size_words(piece), sides_words(piece), copies_words(copies)
    match destination:
        case Destination.OFFICE:
            return (
                f"Giấy {size}, tỷ lệ 100 % (không co giãn), {sides[0]}{count[0]}.",
                f"Paper {size}, at 100 % (no scaling), {sides[1]}{count[1]}.",
            )
        case Destination.PRESS:
            return (
                f"Gửi nhà in tệp PDF: khổ thành phẩm {size}, {sides[0]}{count[0]}.",
                f"Send the PDF to the print shop: {size} after trimming, {sides[1]}{count[1]}.",
            )
        case Destination.SCREEN:
            return (
                "Để xem và gửi trên màn hình. Muốn in thì đổi nơi in ở bước Gì rồi làm lại.",
                "For screens. To print it, choose where in the step What, and make it again.",
            )
