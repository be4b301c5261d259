"""Hints for people at a form: none of them names a command, an option or a file to edit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from generator.core.errors import Problem
from generator.core.messages import Message

#: Commands, options and files, which nobody who clicks has seen.
_OF_A_TERMINAL: Final = re.compile(
    r"\banpham (?:make|list|init|approve|lock|new|check)\b|(?<![\w-])--?[a-z]|\bcommand\b"
    r"|\.yaml|\.toml|\.lock"
)
#: A hint as a page shows it: a message, or a text in Vietnamese and in English.
Hint = Message | tuple[str, str] | None

_ROOM: Final = (
    "Xóa bớt tệp cho trống chỗ trên ổ đĩa rồi làm lại; những gì đã lưu vẫn còn.",
    "Free some space on the disk, then do it once more; what was saved is still there.",
)
_DATA: Final = (
    "Kiểm tra ổ đĩa còn chỗ và thư mục dữ liệu của anpham ghi được, rồi làm lại.",
    "See that the disk has room and that anpham's folder of data can be written; do it once more.",
)
#: What to do in the studio, in Vietnamese and in English.
_HINTS: Final[Mapping[str, tuple[str, str]]] = {
    "issuer-by-default": (
        "Chọn đơn vị phát hành ở bước Ai, hoặc xác nhận đúng là đơn vị này.",
        "Choose the issuer in the step Who, or confirm that it is this one.",
    ),
    "no-contacts": (
        "Điền địa chỉ, số điện thoại hoặc trang web ở bước Ai nếu muốn in.",
        "Write the address, hotline or website in the step Who if they shall be printed.",
    ),
    "act-doubtful": (
        "Trước khi in, hãy tra xem văn bản nào đang có hiệu lực, rồi ghi lại ở bước Chọn.",
        "Before printing, read what is in force, and note it in the step Choose.",
    ),
    "act-replaced": (
        "Đọc văn bản thay thế, sửa nội dung cho đúng rồi làm lại.",
        "Read the act that replaced it, correct the texts and make it again.",
    ),
    "draft": (
        "Đọc lại toàn bộ nội dung rồi duyệt.",
        "Read all texts, then approve them.",
    ),
    "approval-removed": (
        "Đọc lại toàn bộ nội dung rồi duyệt lại.",
        "Read all texts, then approve them again.",
    ),
    "validity-ended": (
        "Nội dung đã hết thời hạn, không nên phát hành nữa.",
        "Its deadline is over: do not publish it any more.",
    ),
    "issuer-is-history": (
        "Chọn đơn vị thay thế ở bước Ai.",
        "Choose the unit that took its place in the step Who.",
    ),
    "issuer-namesake": (
        "Xem lại đơn vị đã chọn ở bước Ai có đúng tỉnh, thành phố không.",
        "See in the step Who that it is the unit of the right province.",
    ),
    "destination-not-offered": (
        "Chọn nơi in khác, hoặc bỏ ấn phẩm này ở bước Gì.",
        "Choose another place of printing, or leave this piece out in the step What.",
    ),
    "language-not-offered": (
        "Bỏ bản dịch, hoặc chọn ấn phẩm khác ở bước Gì.",
        "Leave the translation out, or take another piece in the step What.",
    ),
    "disk-full": _ROOM,
    "studio-data-unusable": _DATA,
    "system-refused": _DATA,
    "output-not-allowed": _DATA,
    "output-failed": _DATA,
    "text-overflow": (
        "Viết ngắn lại, dùng câu ngắn hoặc chọn khổ lớn hơn.",
        "Shorten the text, take the short texts, or a larger size.",
    ),
}


def plain_problem(problem: Problem) -> tuple[Message, Hint]:
    """The message of a problem with its hint, as a page shows them."""
    return problem.message, plain_hint(problem.code, problem.hint)


def plain_hint(code: str, hint: Message | None) -> Hint:
    """The hint for what has that code: the studio's own, in two languages, else ``hint``.

    None if ``hint`` speaks of a terminal.
    """
    own = _HINTS.get(code)
    if own is not None:
        return own
    if hint is not None and _OF_A_TERMINAL.search(str(hint)):
        return None
    return hint
