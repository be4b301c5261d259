"""Kinds of official papers: their titles, their abbreviations in symbols, and the required fields.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (parts of a paper) and III (abbreviations of kinds);
Party papers: Hướng dẫn 36-HD/VPTW.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from generator.content.letters.folding import fold, is_capitals
from generator.content.letters.model import LetterKind

_TITLES: Final[dict[str, LetterKind]] = {
    "kế hoạch": LetterKind.PLAN,
    "thông báo": LetterKind.NOTICE,
    "thông cáo": LetterKind.OTHER,
    "quyết định": LetterKind.DECISION,
    "chỉ thị": LetterKind.DIRECTIVE,
    "hướng dẫn": LetterKind.GUIDANCE,
    "thư ngỏ": LetterKind.OPEN_LETTER,
    "thư kêu gọi": LetterKind.OPEN_LETTER,
    "công văn": LetterKind.DISPATCH,
} | dict.fromkeys(
    (
        "báo cáo", "tờ trình", "nghị quyết", "nghị định", "thông tư", "công điện", "giấy mời",
        "kết luận", "chương trình", "chương trình hành động", "phương án", "đề án", "dự án",
        "quy chế", "quy định", "biên bản", "lời kêu gọi", "hợp đồng", "giấy giới thiệu",
        "giấy ủy quyền", "phiếu chuyển", "phiếu trình", "thư công", "thư mời", "thư chúc mừng",
        "thông tri", "đề cương", "đề cương tuyên truyền", "nội quy", "công bố", "bản ghi nhớ",
        "bản thỏa thuận", "giấy nghỉ phép", "giấy giới thiệu", "thể lệ", "quy ước", "điều lệ",
        "luật", "pháp lệnh", "hỏi đáp", "hỏi - đáp", "khuyến cáo", "cảnh báo",
    ),
    LetterKind.OTHER,
)  # fmt: skip
#: Between a kind and its subject stands that several issue it: "KẾ HOẠCH LIÊN NGÀNH".
_JOINT: Final = ("liên ngành", "liên tịch", "liên cơ quan", "phối hợp")
_JOINT_KINDS: Final = (
    "kế hoạch", "thông báo", "hướng dẫn", "chỉ thị", "quyết định", "nghị quyết", "thông tư",
    "chương trình", "quy chế", "báo cáo", "công văn",
)  # fmt: skip
_TITLES.update((f"{kind} {joint}", _TITLES[kind]) for kind in _JOINT_KINDS for joint in _JOINT)
#: By folded title, white space taken out: scans and designers space letters out.
_BY_TITLE: Final = {fold(title).replace(" ", ""): kind for title, kind in _TITLES.items()}
#: The longest title first: "kế hoạch phối hợp" before "kế hoạch".
_BEGINS: Final = re.compile(
    "|".join(r"\s+".join(fold(t).split()) for t in sorted(_TITLES, key=len, reverse=True))
)
#: "PHƯỜNG AN PHÚ ĐÔNG" is no "phương án", though they are folded alike.
_WARD: Final = re.compile(r"[#*_\s]*phường\s", re.IGNORECASE)
#: Abbreviations in the symbol of a paper, "45/KH-UBND".
_BY_ABBREVIATION: Final = {
    "kh": LetterKind.PLAN,
    "khlt": LetterKind.PLAN,
    "khph": LetterKind.PLAN,
    "tb": LetterKind.NOTICE,
    "qd": LetterKind.DECISION,
    "ct": LetterKind.DIRECTIVE,
    "hd": LetterKind.GUIDANCE,
    "hdlt": LetterKind.GUIDANCE,
    "cv": LetterKind.DISPATCH,
} | dict.fromkeys(
    ("bc", "ttr", "nq", "nd", "tt", "cd", "gm", "kl", "ctr", "pa", "da", "qc", "qyd", "bb", "ttlt",
     "ggt", "gut", "dc"),
    LetterKind.OTHER,
)  # fmt: skip

_ALL_BUT_ADDRESSEES: Final = ("number", "date", "issuing_body", "subject", "signatory")
#: Fields that a paper of each kind has to have.
REQUIRED: Final[Mapping[LetterKind, tuple[str, ...]]] = MappingProxyType(
    {
        LetterKind.DISPATCH: (
            "number", "date", "issuing_body", "subject", "addressees", "signatory",
        ),
        LetterKind.PLAN: _ALL_BUT_ADDRESSEES,
        LetterKind.NOTICE: _ALL_BUT_ADDRESSEES,
        LetterKind.DIRECTIVE: _ALL_BUT_ADDRESSEES,
        LetterKind.GUIDANCE: _ALL_BUT_ADDRESSEES,
        LetterKind.DECISION: (
            "number", "date", "issuing_body", "subject", "legal_bases", "signatory",
        ),
        LetterKind.OPEN_LETTER: ("issuing_body", "addressees", "signatory"),
        LetterKind.OTHER: ("issuing_body", "signatory"),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindTitle:
    """The name of a kind at the beginning of a line.

    Attributes:
        length: How many characters of the line it takes, white space before it included.
    """

    kind: LetterKind
    length: int


def read_title(text: str, *, is_set_off: bool = False) -> KindTitle | None:
    """The kind that a line names as the paper's title, in capitals; None if it is no title.

    The subject may follow in the same line.

    Args:
        text: The line.
        is_set_off: Whether the line is centred or bold, so that small letters are a title too.
    """
    if _WARD.match(text):
        return None
    squeezed = "".join(fold(text).split()).strip("#*_:")
    is_title = _is_written_as_title(text) or (is_set_off and text.strip()[:1].isupper())
    if squeezed in _BY_TITLE and is_title and not text.rstrip().endswith(":"):
        return KindTitle(_BY_TITLE[squeezed], len(text))
    start = len(text) - len(text.lstrip("#*_ \t\u00a0"))
    found = _BEGINS.match(fold(text), start)
    if found is None or not is_capitals(text[start : found.end()]):
        return None
    rest = text[found.end() :]
    if rest[:1].isalnum() or not rest.strip() or rest.strip() == ":":
        return None
    kind = _BY_TITLE["".join(found[0].split())]
    return KindTitle(kind, found.end())


def _is_written_as_title(text: str) -> bool:
    stripped = text.strip().strip("#*_")
    return is_capitals(stripped) and not stripped.endswith(":")


def kind_of_symbol(number: str) -> LetterKind | None:
    """The kind that the symbol of a document's number names; None when it names none.

    "/UBND-VX" names no kind: that is a công văn, as are all whose symbol is that of their body.
    """
    # It comes first: "12/UBND-CT" is of a department, "03/CT-UBND" is a directive.
    first = re.search(r"(?<![a-z0-9])[a-z]+", fold(number))
    return _BY_ABBREVIATION.get(first[0]) if first else None
