"""The provenance record: what a piece is and should say, and its statements in XMP.

Official texts are named there by their source and hash only, so a file read back has ``text`` None
unless the campaign is at hand. How the statements become an XMP packet is in ``draw.metadata``, how
they are found in a file again in ``preflight.checks.text.provenance``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

#: Of our XMP schema. A UUID, so that it is nobody's web address (RFC 9562, version 5).
NAMESPACE = "urn:uuid:5d0a4c3e-6a57-5f0e-8d0b-0d2f4d3a9c11#"
PREFIX = "anpham"

#: Each property of the schema with what it holds. The plural ones are lists (rdf:Seq of Text).
PROPERTIES: Mapping[str, str] = {
    "Campaign": "Name of the campaign",
    "Material": "Kind of piece",
    "Size": "Name of the trim size",
    "Trim": "Width and height of the trimmed page in mm",
    "Scale": "How many times as large as in the file the piece is made; 1 if it is not stated",
    "Pages": "Number of pages",
    "Theme": "Name of the theme",
    "Draft": "Whether the texts wait for approval: yes, or left out",
    "ValidUntil": "The last day on which what the piece says is in force",
    "Destination": "Where the piece is printed or read",
    "Profile": "Name of the print profile",
    "Letter": "Number and date of the source letter",
    "LetterSha256": "SHA-256 of the source letter's file",
    "QrTarget": "Address in the QR code",
    "OtherCodes": "Addresses in QR codes that lead elsewhere on purpose",
    "Items": "Each item asked for: its id, and whether whole or abridged",
    "OfficialTexts": "Each official text: item, place in the letter, SHA-256 of its NFC text",
    "StatedTexts": "Each display text: where it is stated, as is or uppercase, its words",
    "Acts": "Each cited act: number, date, status, day of checking, what may replace it",
    "WordsSha256": "SHA-256 of all texts as they are shown, in NFC and UTF-8, white space left out",
    "Folds": "Of each page: x of its folds in mm from the left trim edge",
    "Cuts": "x of the cuts between the pieces on one sheet, in mm from the left trim edge",
    "AcrossFolds": "Texts that the design sets across a fold",
}
#: Properties that a file may lack without being broken.
OPTIONAL = frozenset({"QrTarget", "Draft", "ValidUntil", "Scale"})
LISTS = frozenset(
    {"OtherCodes", "Items", "OfficialTexts", "StatedTexts", "Acts", "Folds", "AcrossFolds"}
)

#: The words on every page of a draft, once in a strip at its edge and once across it.
DRAFT_MARK = "BẢN THẢO, CHỜ DUYỆT"

#: Roles of the texts that abridge an item, in their origins: "do-3.headline".
HEADLINE, SHORT_HEADLINE = "headline", "short_headline"
HEADLINES = (HEADLINE, SHORT_HEADLINE)

Statements = Mapping[str, str | tuple[str, ...]]

_YES = "yes"
_WHOLE, _ABRIDGED = "whole", "abridged"
_AS_IS, _UPPERCASE = "as-is", "uppercase"


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """An official text that must be on the pages.

    Attributes:
        id: The item's, as "do-3".
        address: Where the text stands in the letter, as "1.3"; for people, never searched by.
        sha256: Of the text in NFC and UTF-8, in hexadecimal.
    """

    id: str
    address: str
    sha256: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class AskedItem:
    """An item that an order asks for by its id; whole with its official text, or abridged."""

    id: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class StatedText:
    """A display text of the campaign or the issuer that must be on the pages.

    Attributes:
        origin: Where it is stated, as "campaign.title" or "do-3.headline".
        text: As it is stated.
        is_uppercase: Whether it is set in capitals.
    """

    origin: str
    text: str
    is_uppercase: bool = False

    @property
    def as_set(self) -> str:
        """The text in the letters that are printed."""
        return self.text.upper() if self.is_uppercase else self.text


@dataclass(frozen=True, slots=True)
class ExpectedAct:
    """An act that the piece cites, with what is known of it.

    Attributes:
        status: "in-force", "doubtful", "replaced" or "historical" (a source, binding nobody).
        checked_on: The day on which the status was looked up; None while nobody has.
    """

    number: str
    date: dt.date
    status: str
    checked_on: dt.date | None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class AtHand:
    """The texts and acts of a campaign at hand, stated in a file or not.

    Attributes:
        texts: The official text of each item, with its wording.
        stated: Every display text.
        qr_target: The address that its QR codes hold; None if it has none.
    """

    texts: tuple[ExpectedText, ...]
    stated: tuple[StatedText, ...]
    qr_target: str | None

    def official(self, text: ExpectedText) -> ExpectedText | None:
        """The campaign's official text of the same wording as ``text``, else of the same item."""
        same = (own for own in self.texts if own.sha256 == text.sha256)
        return next(same, next((own for own in self.texts if own.id == text.id), None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The expectations of a piece: what it should be and say.

    Attributes:
        trim_mm: Width and height, of the piece as it is made.
        scale: How many times as large as the file's page that is; more than once where a page of
            its size would be too large for a PDF.
        folds_mm: For each page the x of its folds from the left trim edge, rising.
        cuts_mm: On every page the x of the cuts between the pieces that stand beside each other.
        may_cross_folds: Texts (NFC) that the design sets across a fold on purpose.
        letter_sha256: Of the letter's file.
        items: The items asked for.
        texts: The official texts that must be there.
        stated: The display texts that must be there, once for each time.
        qr_target: The address that every QR code must hold but for ``other_codes``.
        other_codes: What codes hold that lead elsewhere on purpose; each must be there.
        words_sha256: What :func:`words_digest` gives for all that the pages say; empty if unknown.
        is_draft: Whether its texts wait for approval, so that each page must say so.
        valid_until: The last day on which what it says is in force.
        at_hand: The campaign that it was compared with, of the same letter; never stated in a file.
    """

    campaign: str
    material: str
    size: str
    theme: str
    destination: str
    profile: str
    trim_mm: tuple[float, float]
    pages: int
    folds_mm: tuple[tuple[float, ...], ...]
    may_cross_folds: tuple[str, ...]
    letter: str
    letter_sha256: str
    texts: tuple[ExpectedText, ...]
    acts: tuple[ExpectedAct, ...]
    qr_target: str | None
    items: tuple[AskedItem, ...] = ()
    stated: tuple[StatedText, ...] = ()
    words_sha256: str = ""
    at_hand: AtHand | None = None
    other_codes: tuple[str, ...] = ()
    is_draft: bool = False
    valid_until: dt.date | None = None
    scale: int = 1
    cuts_mm: tuple[float, ...] = ()

    def marked_mm(self, page: int) -> tuple[float, ...]:
        """The x of the folds and cuts of page ``page`` (0-based), where marks stand."""
        folds = self.folds_mm[page] if page < len(self.folds_mm) else ()
        return (*folds, *self.cuts_mm)

    def unstated_items(self) -> tuple[AskedItem, ...]:
        """The items that are asked for and of which no text is stated, whole or abridged."""
        official = {text.id for text in self.texts}
        origins = {text.origin for text in self.stated}
        return tuple(
            item
            for item in self.items
            if (
                item.id not in official
                if item.is_whole
                else origins.isdisjoint(f"{item.id}.{role}" for role in HEADLINES)
            )
        )


def letters_of(text: str) -> str:
    """``text`` in NFC without its spaces, which line ends and readers change."""
    return unicodedata.normalize("NFC", "".join(text.split()))


@lru_cache(maxsize=256)
def text_sha256(text: str) -> str:
    """The hash by which a provenance record names an official text."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode("utf-8")).hexdigest()


def words_digest(letters: Iterable[str]) -> str:
    """The hash of all letters of a file, in painting order."""
    return hashlib.sha256("".join(letters).encode()).hexdigest()


class NoProvenanceRecordError(ValueError):
    """Statements that are incomplete or cannot be read."""


def statements(expected: Expected) -> Statements:
    """``expected`` as the texts of the schema's properties; nothing for what is not known."""
    width, height = expected.trim_mm
    stated: dict[str, str | tuple[str, ...]] = {
        "Campaign": expected.campaign,
        "Material": expected.material,
        "Size": expected.size,
        "Trim": f"{width:g}; {height:g}",
        "Scale": str(expected.scale) if expected.scale != 1 else "",
        "Pages": str(expected.pages),
        "Theme": expected.theme,
        "Draft": _YES if expected.is_draft else "",
        "ValidUntil": expected.valid_until.isoformat() if expected.valid_until else "",
        "Destination": expected.destination,
        "Profile": expected.profile,
        "Letter": expected.letter,
        "LetterSha256": expected.letter_sha256,
        "QrTarget": expected.qr_target or "",
        "OtherCodes": expected.other_codes,
        "Items": tuple(
            f"{item.id}; {_WHOLE if item.is_whole else _ABRIDGED}" for item in expected.items
        ),
        "OfficialTexts": tuple(
            f"{text.id}; {text.address}; {text.sha256}" for text in expected.texts
        ),
        "StatedTexts": tuple(map(_statement, expected.stated)),
        "Acts": tuple(map(_act_statement, expected.acts)),
        "WordsSha256": expected.words_sha256,
        "Folds": tuple("; ".join(f"{x:g}" for x in page) for page in expected.folds_mm),
        "Cuts": "; ".join(f"{x:g}" for x in expected.cuts_mm),
        "AcrossFolds": expected.may_cross_folds,
    }
    return {name: value for name, value in stated.items() if value}


def expected_in(stated: Statements) -> Expected:
    """The expectations that :func:`statements` stated.

    Raises:
        NoProvenanceRecordError: if a property is missing or cannot be read.
    """
    try:
        width, height = map(float, _one(stated, "Trim").split(";"))
        return Expected(
            campaign=_one(stated, "Campaign"),
            material=_one(stated, "Material"),
            size=_one(stated, "Size"),
            theme=_one(stated, "Theme"),
            destination=_one(stated, "Destination"),
            profile=_one(stated, "Profile"),
            trim_mm=(width, height),
            pages=int(_one(stated, "Pages")),
            folds_mm=tuple(
                tuple(float(x) for x in page.split(";") if x.strip())
                for page in _several(stated, "Folds")
            ),
            may_cross_folds=tuple(_several(stated, "AcrossFolds")),
            letter=_one(stated, "Letter"),
            letter_sha256=_one(stated, "LetterSha256"),
            items=tuple(map(_item, _several(stated, "Items"))),
            texts=tuple(map(_text, _several(stated, "OfficialTexts"))),
            stated=tuple(map(_stated_text, _several(stated, "StatedTexts"))),
            acts=tuple(map(_act, _several(stated, "Acts"))),
            qr_target=str(stated.get("QrTarget") or "") or None,
            words_sha256=str(stated.get("WordsSha256") or ""),
            other_codes=tuple(_several(stated, "OtherCodes")),
            is_draft={"": False, _YES: True}[str(stated.get("Draft") or "")],
            valid_until=_day(stated, "ValidUntil"),
            cuts_mm=tuple(float(x) for x in str(stated.get("Cuts") or "").split(";") if x.strip()),
            scale=_scale(stated),
        )
    except (KeyError, ValueError) as error:
        raise NoProvenanceRecordError(str(error)) from error


def _scale(stated: Statements) -> int:
    text = str(stated.get("Scale") or "1")
    if not (text.isascii() and text.isdigit() and len(text) < 4 and int(text)):
        raise ValueError(f"'{text}' is no scale")
    return int(text)


def _day(stated: Statements, name: str) -> dt.date | None:
    text = str(stated.get(name) or "")
    return dt.date.fromisoformat(text) if text else None


def _one(stated: Statements, name: str) -> str:
    value = stated[name]
    if not isinstance(value, str):
        raise ValueError(f"{name} is a list")
    return value


def _several(stated: Statements, name: str) -> Iterable[str]:
    value = stated.get(name, ())
    if isinstance(value, str):
        raise ValueError(f"{name} is not a list")
    return value


def _text(stated: str) -> ExpectedText:
    # Files made before items had addresses state a section and a bullet.
    item, *address, sha256 = (part.strip() for part in stated.split(";"))
    if not 1 <= len(address) <= 2:
        raise ValueError(f"'{stated}' is no official text")
    return ExpectedText(item, ".".join(address), sha256)


def _item(stated: str) -> AskedItem:
    item, form = (part.strip() for part in stated.split(";"))
    return AskedItem(item, {_WHOLE: True, _ABRIDGED: False}[form])


@lru_cache(maxsize=256)
def _act_statement(act: ExpectedAct) -> str:
    dates = act.date.isoformat(), act.checked_on.isoformat() if act.checked_on else ""
    return "; ".join((act.number, dates[0], act.status, dates[1], act.replaced_by or ""))


@lru_cache(maxsize=1024)
def _statement(text: StatedText) -> str:
    return f"{text.origin}; {_UPPERCASE if text.is_uppercase else _AS_IS}; {text.text}"


def _stated_text(stated: str) -> StatedText:
    origin, form, text = (part.strip() for part in stated.split(";", 2))
    return StatedText(origin, text, {_UPPERCASE: True, _AS_IS: False}[form])


def _act(stated: str) -> ExpectedAct:
    number, date, status, checked_on, replaced_by = (part.strip() for part in stated.split(";"))
    return ExpectedAct(
        number,
        dt.date.fromisoformat(date),
        status,
        dt.date.fromisoformat(checked_on) if checked_on else None,
        replaced_by or None,
    )
