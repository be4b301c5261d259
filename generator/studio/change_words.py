"""Edits in words, for the list of who changed what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from generator.core.excerpts import excerpt

Words = tuple[str, str]

#: The first steps of an edit's path, in Vietnamese and in English; the longest match counts.
_PLACES: Final[Mapping[tuple[str, ...], Words]] = {
    ("campaign", "title"): ("tên chiến dịch", "the title"),
    ("campaign", "kicker"): ("dòng trên tên", "the line above the title"),
    ("campaign", "legal_line"): ("dòng căn cứ pháp lý", "the line of the legal bases"),
    ("campaign", "slogans"): ("khẩu hiệu", "the slogans"),
    ("campaign", "qr"): ("mã QR", "the QR code"),
    ("campaign", "texts"): ("lời dẫn", "the texts around the items"),
    ("campaign", "legal"): ("căn cứ pháp lý", "the legal bases"),
    ("campaign", "items"): ("nội dung", "the items"),
    ("campaign", "groups"): ("nhóm nội dung", "the groups"),
    ("campaign", "pictures"): ("hình", "the pictures"),
    ("campaign", "valid_until"): ("thời hạn", "the deadline"),
    ("campaign",): ("nội dung chiến dịch", "the campaign"),
    ("choices", "issuer"): ("đơn vị phát hành", "the issuer"),
    ("choices", "issuer", "address"): ("địa chỉ", "the address"),
    ("choices", "issuer", "hotline"): ("số điện thoại", "the hotline"),
    ("choices", "issuer", "website"): ("trang web", "the website"),
    ("choices", "issuer", "logo"): ("logo", "the logo"),
    ("choices", "issuer", "photo"): ("ảnh", "the photo"),
    ("choices", "issuer", "co_issuers"): ("đơn vị cùng phát hành", "the co-issuers"),
    ("choices", "issuer", "second_qr"): ("mã QR thứ hai", "the second code"),
    ("choices", "pieces"): ("danh sách ấn phẩm", "the list of pieces"),
    ("choices", "destination"): ("nơi in", "the place of printing"),
    ("choices", "inks"): ("lượng mực", "the amount of ink"),
    ("choices", "language"): ("bản dịch", "the translation"),
    ("choices", "theme"): ("bộ màu", "the theme"),
    ("choices",): ("lựa chọn", "the choices"),
}
_LONGEST_VALUE: Final = 90


def edit_words(edit: Mapping[str, Any]) -> Words:
    """The edit of a revision in words, in Vietnamese and in English."""
    path = tuple(map(str, edit.get("path") or ()))
    value = edit.get("value")
    match path:
        case ():
            return "Bắt đầu chiến dịch", "The project was begun"
        case ("approval",) if isinstance(value, Mapping):
            return f"{value.get('by')} duyệt nội dung", f"{value.get('by')} approved the texts"
        case ("revision",):
            return f"Khôi phục lần sửa {value}", f"Edit {value} was restored"
        case ("name",) | ("title",):
            return f"Đổi tên thành “{value}”", f"Renamed to “{value}”"
    place = _place(path)
    item = _item(path)
    said = f": “{excerpt(value, _LONGEST_VALUE)}”" if isinstance(value, str) and value else ""
    vi = f"Sửa {place[0]}{f' điểm {item}' if item else ''}{said}"
    return vi, f"Changed {place[1]}{f' of point {item}' if item else ''}{said}"


def _place(path: Sequence[str]) -> Words:
    for length in range(len(path), 0, -1):
        found = _PLACES.get(tuple(path[:length]))
        if found is not None:
            return found
    return "nội dung", "the content"


def _item(path: Sequence[str]) -> str:
    """The address of the item that the path leads into; empty if it leads into none."""
    return path[2] if len(path) > 2 and tuple(path[:2]) == ("campaign", "items") else ""
