"""What a piece is and should say, and how its file states it in XMP, so that a check can ask.

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

#: Of our XMP schema. A UUID, so that it is nobody's web address (RFC 9562, version 5).
NAMESPACE = "urn:uuid:5d0a4c3e-6a57-5f0e-8d0b-0d2f4d3a9c11#"
PREFIX = "anpham"

#: Each property of the schema with what it holds. The plural ones are lists (rdf:Seq of Text).
PROPERTIES: Mapping[str, str] = {
    "Campaign": "Name of the campaign",
    "Material": "Kind of piece",
    "Size": "Name of the trim size",
    "Trim": "Width and height of the trimmed page in mm",
    "Pages": "Number of pages",
    "Theme": "Name of the theme",
    "Destination": "Where the piece is printed or read",
    "Profile": "Name of the print profile",
    "Letter": "Number and date of the source letter",
    "LetterSha256": "SHA-256 of the source letter's file",
    "QrTarget": "Address in the QR code",
    "OfficialTexts": "Each official text: item, section, bullet, SHA-256 of its NFC text in UTF-8",
    "Acts": "Each cited act: number, date, status, day of checking, what may replace it",
    "WordsSha256": "SHA-256 of all texts as they are shown, in NFC and UTF-8, white space left out",
    "Folds": "Of each page: x of its folds in mm from the left trim edge",
    "AcrossFolds": "Texts that the design sets across a fold",
}
LISTS = frozenset({"OfficialTexts", "Acts", "Folds", "AcrossFolds"})

Statements = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ExpectedText:
    """An official text that must be on the pages.

    Attributes:
        id: The item's, as "do-3".
        section: The number of the letter's section; ``bullet`` is 1-based within it.
        sha256: Of the text in NFC and UTF-8, in hexadecimal.
    """

    id: str
    section: int
    bullet: int
    sha256: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ExpectedAct:
    """An act that the piece cites, with what is known of it.

    Attributes:
        status: "in-force", "doubtful", "replaced" or "historical" (a source, binding nobody).
        checked_on: The day on which the status was looked up.
    """

    number: str
    date: dt.date
    status: str
    checked_on: dt.date
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class AtHand:
    """What a campaign at hand holds, whether or not a file states it.

    Attributes:
        texts: Every bullet of its letter, with its wording; they have no ids.
        qr_target: The address that its QR codes hold.
    """

    texts: tuple[ExpectedText, ...]
    qr_target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a piece should be and say.

    Attributes:
        trim_mm: Width and height.
        folds_mm: For each page the x of its folds from the left trim edge, rising.
        may_cross_folds: Texts (NFC) that the design sets across a fold on purpose.
        letter_sha256: Of the letter's file.
        qr_target: The address that every QR code must hold.
        words_sha256: What :func:`words_digest` gives for all that the pages say; empty if unknown.
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
    words_sha256: str = ""
    at_hand: AtHand | None = None


def letters_of(text: str) -> str:
    """``text`` in NFC without its spaces, which line ends and readers change."""
    return unicodedata.normalize("NFC", "".join(text.split()))


def words_digest(letters: Iterable[str]) -> str:
    """The hash of all letters of a file, in painting order."""
    return hashlib.sha256("".join(letters).encode()).hexdigest()


class NotAPassportError(ValueError):
    """Statements that are incomplete or cannot be read."""


def statements(expected: Expected) -> Statements:
    """``expected`` as the texts of the schema's properties; nothing for what is not known."""
    width, height = expected.trim_mm
    stated: dict[str, str | tuple[str, ...]] = {
        "Campaign": expected.campaign,
        "Material": expected.material,
        "Size": expected.size,
        "Trim": f"{width:g}; {height:g}",
        "Pages": str(expected.pages),
        "Theme": expected.theme,
        "Destination": expected.destination,
        "Profile": expected.profile,
        "Letter": expected.letter,
        "LetterSha256": expected.letter_sha256,
        "QrTarget": expected.qr_target or "",
        "OfficialTexts": tuple(
            f"{text.id}; {text.section}; {text.bullet}; {text.sha256}" for text in expected.texts
        ),
        "Acts": tuple(
            "; ".join(
                (
                    act.number,
                    act.date.isoformat(),
                    act.status,
                    act.checked_on.isoformat(),
                    act.replaced_by or "",
                )
            )
            for act in expected.acts
        ),
        "WordsSha256": expected.words_sha256,
        "Folds": tuple("; ".join(f"{x:g}" for x in page) for page in expected.folds_mm),
        "AcrossFolds": expected.may_cross_folds,
    }
    return {name: value for name, value in stated.items() if value}


def expected_in(stated: Statements) -> Expected:
    """What :func:`statements` stated.

    Raises:
        NotAPassportError: if a property is missing or cannot be read.
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
            texts=tuple(map(_text, _several(stated, "OfficialTexts"))),
            acts=tuple(map(_act, _several(stated, "Acts"))),
            qr_target=str(stated.get("QrTarget") or "") or None,
            words_sha256=str(stated.get("WordsSha256") or ""),
        )
    except (KeyError, ValueError) as error:
        raise NotAPassportError(str(error)) from error


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
    item, section, bullet, sha256 = (part.strip() for part in stated.split(";"))
    return ExpectedText(item, int(section), int(bullet), sha256)


def _act(stated: str) -> ExpectedAct:
    number, date, status, checked_on, replaced_by = (part.strip() for part in stated.split(";"))
    return ExpectedAct(
        number,
        dt.date.fromisoformat(date),
        status,
        dt.date.fromisoformat(checked_on),
        replaced_by or None,
    )
