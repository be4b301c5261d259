"""Placeholders: what a draft has for a text that is not known yet, and nobody must print."""

from __future__ import annotations

import re
from typing import Final

from generator.core.errors import Problem
from generator.core.messages import msg

#: "[Địa chỉ]", as drafts of letters and campaigns have it.
_BRACKETED: Final = re.compile(r"\[[^\]]*\]")
#: In a contact also "<hotline>", "{{ phone }}", "_____", "......", "0909 xxx xxx".
_IN_CONTACT: Final = re.compile(
    r"\[[^\]]*\]|<[^>]*>|\{+[^}]*\}+|_{2,}|\.{3,}|…|\?{2,}"
    r"|(?<![^\W\d_])(?:x{2,12}|X{2,12})(?![^\W\d_])"
)
#: In a name "XX" is a number of Rome's.
_IN_NAME: Final = re.compile(
    r"\[[^\]]*\]|<[^>]*>|\{+[^}]*\}+|_{2,}|\.{3,}|…|\?{2,}|(?<![^\W_])x{3,12}(?![^\W_])"
)
#: A contact that is nothing but one of these, without case and accents' places.
_WORDS: Final = frozenset(
    (
        "chưa có", "chưa biết", "chưa rõ", "không có", "không", "đang cập nhật", "cập nhật",
        "cập nhật sau", "bổ sung sau", "điền sau", "điền vào đây", "nhập vào đây", "n/a", "na",
        "none", "null", "nil", "nan", "todo", "tbd", "test", "-", "--", "—", "–", ".", "?",
        "địa chỉ", "số nhà, đường", "hotline", "đường dây nóng", "số điện thoại", "điện thoại",
        "phone", "address", "website", "trang thông tin", "trang web", "url",
        # As a former template of anpham.toml had it.
        "số nhà, đường, phường, thành phố",
    )
)  # fmt: skip


def bracketed_placeholder(text: str) -> str:
    """The first placeholder in brackets in ``text``; empty if there is none."""
    found = _BRACKETED.search(text)
    return found[0] if found else ""


def contact_placeholder(text: str) -> str:
    """The placeholder that a contact holds, or is; empty if there is none."""
    if text.casefold().strip(" :") in _WORDS:
        return text
    found = _IN_CONTACT.search(text)
    return found[0] if found else ""


def name_placeholder(text: str) -> str:
    """The placeholder that an issuer's name holds, or is; empty if there is none."""
    if text.casefold().strip(" :") in _WORDS:
        return text
    found = _IN_NAME.search(text)
    return found[0] if found else ""


def placeholder_problem(text: str) -> Problem:
    """The problem of a placeholder, without its place."""
    return Problem(
        "placeholder-left",
        msg("“{text}” still stands for what is missing", text=text),
        msg("write the text itself, or remove it"),
    )
