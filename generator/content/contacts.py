"""Contacts of an issuer, and its name where a person typed it, checked before they are printed.

What cannot be one is refused; what looks wrong and may be right is a finding. Every door asks here:
settings, options, lists of issuers, programs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, Literal, NamedTuple, get_args

from generator.content.placeholders import (
    contact_placeholder,
    name_placeholder,
    placeholder_problem,
)
from generator.content.web_address import address_fault
from generator.core.errors import ContentError, Place, Problem
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.vietnamese.syllables import lacks_marks

ContactKind = Literal["address", "hotline", "website"]
#: In the order in which they are printed.
CONTACT_KINDS: Final[tuple[ContactKind, ...]] = get_args(ContactKind)

# "Hotline: 028 …": the label is the material's.
_LABELS: Final = {
    "address": r"địa chỉ|đ/c|đc|address",
    "hotline": r"đường dây nóng|số điện thoại|điện thoại|đt|sđt|tel|phone|hotline",
    "website": r"trang thông tin(?: điện tử)?|trang web|website|web|url",
}
_LABELLED: Final = {
    kind: re.compile(rf"(?:{words})\s*[:：]\s*", re.IGNORECASE) for kind, words in _LABELS.items()
}

# What spreadsheets make of a number and of a formula that fails.
_SHORTENED_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)
_DECIMAL_NUMBER: Final = re.compile(r"\d{8,}[.,]0+")
_CELL_ERROR: Final = re.compile(
    r"#(?:N/A|REF!|VALUE!|NAME\?|NULL!|NUM!|DIV/0!|#+)|=.*", re.IGNORECASE
)

_MIN_DIGITS: Final = 3
_NUMBERS_APART: Final = re.compile(r"[/;,|·]|\s[-–—]\s|(?<!\w)(?:và|hoặc|hay|máy lẻ|ext\.?)(?!\w)")
#: Lengths of Vietnamese numbers: 02x xxxx xxxx and 0xxx xxx xxx; E.164 allows 15 digits.
#: Source: Thông tư 22/2014/TT-BTTTT and its changes.
_NATIONAL_DIGITS: Final = (10, 11)
_SHORT_NUMBER: Final = re.compile(r"1\d{2,4}|1[89]00\d{4,6}")
_WITHOUT_ZERO: Final = re.compile(r"[35789]\d{8}|2\d{9}")
_COUNTRY: Final = "84"
#: Eight digits in a row stand in examples and in no telephone book.
_MADE_UP: Final = tuple("01234567890"[at : at + 8] for at in range(4))

_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)
_EMAIL: Final = re.compile(r"\S+@\S+\.\S+")
_ADDRESSES_APART: Final = re.compile(r"\s*[;,|·]\s+|\s+(?:[-–—·|]|và|hoặc)\s+")
#: Domains that nobody owns (RFC 2606, RFC 6761).
_RESERVED_HOST: Final = re.compile(
    r"(?:[^/?#]*\.)?(?:example(?:\.[^/?#:]+)?|test|invalid|localhost)(?=[:/?#]|$)", re.IGNORECASE
)


class Contact(NamedTuple):
    """A contact as it is printed, and what is doubtful about it."""

    text: str
    findings: tuple[Finding, ...]


def read_contact(kind: ContactKind, text: str, *, place: Place) -> Contact:
    """The contact ``text``, which passed the guard, without a label of its own.

    Args:
        place: Where it stands, for messages.

    Raises:
        ContentError: if it is a placeholder, or nothing that such a contact could be.
    """
    kept = " ".join(text.split())
    kept = _LABELLED[kind].sub("", kept, count=1) if _LABELLED[kind].match(kept) else kept
    if not kept:  # a label and nothing after it
        kept, problem = text, placeholder_problem(excerpt(text)) if text.strip() else None
    else:
        problem = _problem(kind, kept)
    if problem is not None:
        raise ContentError(replace(problem, place=place))
    doubts = _DOUBTS[kind](kept) if kept else ()
    return Contact(kept, tuple(replace(doubt, place=place) for doubt in doubts))


def _problem(kind: ContactKind, text: str) -> Problem | None:
    """The problem that ``text`` certainly has, without its place."""
    if left := contact_placeholder(text):
        return placeholder_problem(excerpt(left))
    shown = excerpt(text)
    if _SHORTENED_NUMBER.fullmatch(text) or _DECIMAL_NUMBER.fullmatch(text):
        return Problem(
            "contact-spreadsheet",
            msg("“{text}” is what a spreadsheet made of a number", text=shown),
            msg("format the cell as text, and write the number with its leading 0"),
        )
    if _CELL_ERROR.fullmatch(text):
        return Problem(
            "contact-spreadsheet",
            msg("“{text}” is an error or a formula of a spreadsheet", text=shown),
            msg("write the text itself, or leave the cell empty"),
        )
    if not _COULD_BE[kind](text):
        message, hint = _REFUSALS[kind]
        return Problem("contact-wrong", msg("“{text}” is {what}", text=shown, what=message), hint)
    return None


_REFUSALS: Final[dict[str, tuple[Message, Message]]] = {
    "address": (
        msg("no address"),
        msg("write house number, street and ward, or leave it out"),
    ),
    "hotline": (
        msg("no telephone number"),
        msg("write it with its area code, as 028 3717 0000, or leave it out"),
    ),
    "website": (
        msg("no address of a website"),
        msg("write it as https://anphudong.hochiminhcity.gov.vn, or leave it out"),
    ),
}


def _could_be_address(text: str) -> bool:
    return len(re.findall(r"[^\W_]+", text)) > 1 and any(c.isalpha() for c in text)


def _could_be_hotline(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return len(digits) >= _MIN_DIGITS and not (
        len(set(digits)) == 1 and (len(digits) > _MIN_DIGITS or digits[0] == "0")
    )


def _could_be_website(text: str) -> bool:
    """False for what is meant as an address and is none; words may name a page somewhere."""
    if not any(character.isalpha() for character in text):
        return False
    if " " in text and not re.search(r"//|www|\w[.,]\w", text):
        return True
    return all(_is_web_address(one) or _EMAIL.fullmatch(one) for one in _web_addresses(text))


def _web_addresses(text: str) -> list[str]:
    return [one for one in _ADDRESSES_APART.split(text) if one]


def _is_web_address(text: str) -> bool:
    return address_fault(f"https://{_SCHEME.sub('', text, count=1)}") is None


_COULD_BE: Final[dict[str, Callable[[str], bool]]] = {
    "address": _could_be_address,
    "hotline": _could_be_hotline,
    "website": _could_be_website,
}


def _doubt(message: Message, hint: Message) -> Finding:
    return Finding("contact-doubtful", Severity.WARNING, message, hint)


def _address_doubts(text: str) -> Iterator[Finding]:
    if lacks_marks(text):
        hint = msg("write it with accents, as: số 12, đường Lê Lợi, phường Thới An")
        yield replace(_missing_marks(text), hint=hint)


def _hotline_doubts(text: str) -> Iterator[Finding]:
    for number in _NUMBERS_APART.split(text.replace("(0)", "")):
        digits = re.sub(r"\D", "", number)
        if len(digits) < _MIN_DIGITS or digits == "0" * len(digits):
            continue
        found = excerpt(number.strip())
        if any(run in digits for run in _MADE_UP):
            yield _doubt(
                msg("“{text}” looks like a made-up number", text=found),
                msg("call it once before you print it"),
            )
        elif _WITHOUT_ZERO.fullmatch(digits):
            yield _doubt(
                msg("“{text}” seems to lack its leading 0", text=found),
                msg("a spreadsheet drops it; write 0{text}", text=found),
            )
        elif not _has_usual_length(number.strip(), digits):
            yield _doubt(
                msg(
                    "“{text}” has {count} digits; a telephone number of Vietnam has 10 or 11, "
                    "beginning with 0",
                    text=found,
                    count=len(digits),
                ),
                msg("call it once before you print it"),
            )


def _has_usual_length(number: str, digits: str) -> bool:
    abroad = number.lstrip("( ").startswith("+") or digits.startswith("00")
    digits = digits.removeprefix("00") if digits.startswith("00") else digits
    if digits.startswith(_COUNTRY) and (abroad or len(digits) > max(_NATIONAL_DIGITS) - 1):
        return len(digits) - len(_COUNTRY) + 1 in _NATIONAL_DIGITS
    if abroad:
        return True
    if _SHORT_NUMBER.fullmatch(digits):
        return True
    return digits.startswith("0") and len(digits) in _NATIONAL_DIGITS


def _website_doubts(text: str) -> Iterator[Finding]:
    addresses = _web_addresses(text)
    for one in addresses:
        bare = _SCHEME.sub("", one, count=1)
        if _EMAIL.fullmatch(one):
            yield _doubt(
                msg("“{text}” is an e-mail address", text=excerpt(one)),
                msg("it is printed as the website; write an address of the web"),
            )
        elif _RESERVED_HOST.match(bare):
            yield _doubt(
                msg("“{text}” is an example; nobody can open it", text=excerpt(one)),
                msg("write your own website, or leave it out"),
            )
    if " " in text and not any(_is_web_address(one) or _EMAIL.fullmatch(one) for one in addresses):
        yield _doubt(
            msg("“{text}” is no address that can be typed", text=excerpt(text)),
            msg("write the address of the page, as facebook.com/…"),
        )


_DOUBTS: Final[dict[str, Callable[[str], Iterator[Finding]]]] = {
    "address": _address_doubts,
    "hotline": _hotline_doubts,
    "website": _website_doubts,
}


def _missing_marks(text: str) -> Finding:
    return Finding(
        "marks-missing",
        Severity.WARNING,
        msg("“{text}” seems to lack its accents; it is printed so", text=excerpt(text)),
        msg("write it with accents, as Ủy ban nhân dân phường Thới An"),
    )


def name_findings(name: str, *, place: Place) -> tuple[Finding, ...]:
    """Doubts about the issuer's ``name``, which passed the guard.

    Raises:
        ContentError: if a placeholder is left in it.
    """
    if left := name_placeholder(name):
        raise ContentError(replace(placeholder_problem(excerpt(left)), place=place))
    if lacks_marks(name):
        return (replace(_missing_marks(name), place=place),)
    return ()
