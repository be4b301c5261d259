"""Words of a signature: roles ("KT. CHỦ TỊCH") and names of persons ("TS. Đỗ Văn Mẫu")."""

from __future__ import annotations

import re
from typing import Final

from generator.content.letters.folding import fold, is_capitals

#: "thay mặt", "ký thay", "thừa lệnh", "thừa ủy quyền", "quyền", "phó": how somebody signs.
_MANNER_SIGN: Final = re.compile(
    r"[*_\s]*(?:T/M|TM|KT|K/T|TL|T/L|TUQ|T/UQ|TU|Q|P(?=\s?\.)|THAY MẶT|THỪA LỆNH|QUYỀN)"
    r"(?:\s?[.,/]\s?|\s)(?=[^\W\d_])"
)
_ROLES: Final = (
    "chu tich|pho chu tich|giam doc|pho giam doc|tong giam doc|pho tong giam doc|hieu truong|"
    "pho hieu truong|bi thu|pho bi thu|truong|pho truong|chanh|pho chanh|uy vien|thuong truc|"
    "bo truong|thu truong|thu tuong|pho thu tuong|cuc truong|pho cuc truong|vu truong|vien truong|"
    "pho vien truong|chu nhiem|pho chu nhiem|chi huy truong|pho chi huy truong|chinh tri vien|"
    "doi truong|pho doi truong|to truong|pho to truong|tram truong|pho tram truong|tong bien tap|"
    "pho tong bien tap|chi cuc truong|pho chi cuc truong|chu toa|thu ky|nguoi dai dien|dai dien|"
    "tong thu ky|pho tong thu ky|bi thu doan|thu linh|ke toan truong|chu ho|ban giam hieu|"
    "thu truong don vi|nguoi lap|nguoi viet|can bo|chuyen vien|hieu pho|doan truong|chi hoi truong|"
    "chu tich cong doan|tong phu trach|quyen|phu trach|trung tam truong|truong ban|chinh uy"
)
_ROLE: Final = re.compile(rf"[*_\s(]*(?:{_ROLES})(?![a-z])")
#: Bodies in whose name somebody signs: they stand alone on a line of their own.
_BODY: Final = re.compile(
    r"[*_\s]*(?:uy ban nhan dan|ubnd|hoi dong|ban (?:thuong vu|chap hanh|giam hieu|giam doc|"
    r"chi dao|to chuc"
    r"|quan ly|thuong truc|lanh dao|dai dien)|dang uy|chi bo|chi uy|thuong truc|bch|btv|ban|"
    r"phong|so|van phong"
    r"|uy ban|cong ty|truong|don vi|doan|hoi|mat tran|cong doan|khu pho|thon|to|bo|cuc)(?![a-z])"
)
_DEGREES: Final = (
    r"(?:(?:gs|pgs|ts|tskh|ths|th\.?s|ks|cn|bs|bsck|bscki|bsckii|ckii|cki|ds|dsck|luat su|ls|"
    r"nha giao|ngut|ngnd"
    r"|ttnd|ttut|nsut|nsnd|ktv|kts|thay thuoc|tien si|thac si|bac si|ky su|cu nhan|giao su|"
    r"pho giao su|duoc si"
    r"|ong|ba|dong chi|d/c|dai ta|thuong ta|trung ta|thieu ta|dai uy|thuong uy|trung uy|thieu uy"
    r"|thieu tuong|trung tuong|thuong tuong|dai tuong|linh muc|lm|hoa thuong|thuong toa|dai duc|"
    r"ni truong"
    r"|muc su|i|ii|\d)(?:\s?[.,:]\s?|\s)(?:-\s?)?){1,6}"
)
_DEGREE: Final = re.compile(rf"{_DEGREES}(?=\S)")
_RANK_ALONE: Final = re.compile(
    r"(?:dai ta|thuong ta|trung ta|thieu ta|dai uy|thuong uy|trung uy|thieu uy|thieu tuong|"
    r"trung tuong"
    r"|thuong tuong|dai tuong)[.,]?"
)
#: Family names of nine in ten Vietnamese, and common ones of other peoples; folded.
_SURNAMES: Final = frozenset((
    "a", "alang", "arat", "au", "ayun", "bac", "bach", "banh", "be", "bling", "bon", "bui", "ca",
    "cam", "cao", "cat", "chang", "chao", "chau", "chu", "chung", "chuong", "cil", "co", "coor",
    "cu", "cung", "cut", "dagout", "dam", "dang", "danh", "dao", "dau", "dien", "diep", "dinh",
    "do", "doan", "duong", "eban", "giang", "giap", "h", "ha", "hac", "han", "hau", "hdok", "ho",
    "hoang", "hoi", "hoih", "hua", "hung", "huynh", "jrang", "k", "ka", "kha", "khong", "khuc",
    "khuong", "kien", "kieu", "kim", "kpa", "kpuih", "ksor", "ktla", "la", "lai", "lam", "lau",
    "le", "leu", "lieng", "lieu", "lo", "loc", "lu", "luc", "luong", "luu", "ly", "ma", "mac",
    "mai", "may", "mlo", "mong", "moong", "mua", "nay", "ngan", "nghiem", "ngo", "nguyen", "nham",
    "nhan", "nhu", "nie", "ninh", "nong", "pham", "phan", "phi", "phung", "po", "puih", "quach",
    "quan", "quang", "rah", "rahlan", "ralan", "rcom", "rmah", "ro", "rochom", "sa", "sai", "sam",
    "sin", "siu", "so", "son", "sung", "ta", "tan", "tang", "tao", "tat", "thach", "thai", "than",
    "thao", "thi", "thieu", "thinh", "tiet", "tieu", "to", "ton", "tong", "tra", "trac", "tran",
    "trang", "trieu", "trinh", "trung", "tu", "tuong", "ty", "ung", "uong", "va", "van", "vang",
    "vi", "viem", "vien", "vo", "vu", "vuong", "xa", "xong", "y", "yen", "zoram",
))  # fmt: skip
#: Family names that only their accents distinguish from a role or body: "Trương" from "Trưởng",
#: "Bàn" from "Ban", "Tô" from "Tổ", "Đoàn" before a name from the Youth Union.
_ACCENTED_SURNAME: Final = re.compile(r"[*_\s]*(?:trương|bàn|tô)(?!\w)", re.IGNORECASE)
#: The two middle names of half of all Vietnamese, but in the names of offices and places.
_MIDDLE_NAME: Final = re.compile(
    r"[^\W\d_]+ (?:văn(?! (?:phòng|hóa|hoá|thư|minh|bản))|thị(?! (?:xã|trấn|trường))) [^\W\d_]+",
    re.IGNORECASE,
)
#: A word of a name: a capital and small letters, all capitals, "H'", "Y-", "K'Brêu".
_NAME_WORD: Final = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*['’.]?")
_MAX_NAME_WORDS: Final = 7
#: A role after the end of a recipient, on one line: "- Như trên; PHÓ CHỦ TỊCH".
_TRAILING: Final = re.compile(r"(?<=[;.,)])\s+(?=[^\W\d_a-zà-ỹđ])")
_WORD: Final = re.compile(r"\S+")
_NOTE: Final = re.compile(r"[(\[][^()\[\]]{1,30}[)\]]\s*")
#: A role and a name are shorter than this together.
_MAX_SIGNATURE: Final = 200


def is_role(text: str, *, in_signature: bool = False) -> bool:
    """True if ``text`` is a line of a role, in capitals, or with the sign of how one signs.

    Args:
        text: A line or cell.
        in_signature: Whether it stands where signatures do, so that small letters are no sentence.
    """
    stripped = text.strip().strip("*_").strip()
    if not stripped or len(stripped) > 110:
        return False
    if stripped.endswith((";", ":", "./.")) or (
        stripped.endswith(".") and not is_capitals(stripped)
    ):
        return False
    if _ACCENTED_SURNAME.match(stripped) or _MIDDLE_NAME.match(stripped):
        return False
    folded = fold(stripped)
    manner = _MANNER_SIGN.match(stripped)
    if manner is not None:
        rest = stripped[manner.end() :]
        return is_capitals(rest) or (
            in_signature and bool(_ROLE.match(fold(rest)) or _BODY.match(fold(rest)))
        )
    if _ROLE.match(folded):
        return is_capitals(stripped) or (in_signature and len(stripped.split()) <= 8)
    return in_signature and is_capitals(stripped) and bool(_BODY.match(folded))


def begins_manner(text: str) -> bool:
    """True if ``text`` begins with "TM.", "KT." and the like, in capitals."""
    found = _MANNER_SIGN.match(text.strip())
    return found is not None and is_capitals(text.strip()[found.end() :][:40])


def is_name(text: str, *, in_signature: bool = False) -> bool:
    """True if ``text`` may be the name of a person, with or without a title.

    Args:
        text: A line or cell.
        in_signature: Whether it stands below a role, so that a rare family name is one too.
    """
    stripped = text.strip().strip("*_").removesuffix("./.").strip()
    if not 3 <= len(stripped) <= 70 or stripped.endswith((";", ":", ",")):
        return False
    folded = fold(stripped)
    if _RANK_ALONE.fullmatch(folded):
        return False
    degree = _DEGREE.match(folded)
    bare = stripped[degree.end() :] if degree and _has_degree_stop(stripped, degree) else stripped
    words = bare.rstrip(".").split()
    if not 2 <= len(words) <= _MAX_NAME_WORDS or not all(map(_is_name_word, words)):
        return False
    if _ACCENTED_SURNAME.match(bare) or _MIDDLE_NAME.match(bare):
        return True
    if _ROLE.match(fold(bare)) or (_BODY.match(fold(bare)) and not _is_surname(words[0])):
        return False
    if is_capitals(bare) and _MANNER_SIGN.match(bare):
        return False
    return _is_surname(words[0]) or (in_signature and not is_capitals(bare)) or bool(degree)


def _has_degree_stop(text: str, degree: re.Match[str]) -> bool:
    """True if what was read as a degree is one, not a name that begins like one ("Bà Huyện")."""
    return degree.end() < len(text)


def _is_name_word(word: str) -> bool:
    if not word[0].isupper():
        return False
    return _NAME_WORD.fullmatch(word) is not None and (
        word.isupper() or word[1:].lower() == word[1:] or "'" in word or "’" in word or "-" in word
    )


def _is_surname(word: str) -> bool:
    first = re.split(r"['’\-]", fold(word))[0]
    return first in _SURNAMES


def name_behind_role(text: str) -> tuple[int, int] | None:
    """Where in a line a role in capitals ends and the name behind it begins; None without.

    A copied table may have both in one cell: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Lê Văn Thử".
    """
    for word in _WORD.finditer(text[:_MAX_SIGNATURE]):
        if word[0].isupper() or not any(c.islower() for c in word[0]):
            continue
        note = _NOTE.match(text, word.start())
        begin = note.end() if note else word.start()
        is_cut = is_role(text[: word.start()], in_signature=True) and is_name(
            text[begin:], in_signature=True
        )
        return (word.start(), begin) if is_cut and is_capitals(text[: word.start()]) else None
    return None


def may_hold_name(role: str) -> bool:
    """True if the last words of a role may be the name of who signs: "Chủ tịch Lê Văn Thử"."""
    words = list(_WORD.finditer(role[:_MAX_SIGNATURE]))
    return any(
        is_name(role[word.start() :]) and is_role(role[: word.start()], in_signature=True)
        for word in words[1:]
    )


def is_rank(text: str) -> bool:
    """True for a rank on a line of its own, above the name: "Thượng tá"."""
    return _RANK_ALONE.fullmatch(fold(text.strip())) is not None


def trailing_signature(text: str) -> int | None:
    """0-based start of a role or name of the other column in a line of recipients, or None.

    A scan reads two columns as one line: "- Như trên; PHÓ CHỦ TỊCH".
    """
    for stop in _TRAILING.finditer(text):
        rest = text[stop.end() :]
        if is_role(rest) or (is_name(rest) and text[stop.start() - 1] in ".;"):
            return stop.end()
    return None
