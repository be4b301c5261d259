"""The one guard that every text passes on its way in: one form, no invisible characters.

Everything after the guard may rely on NFC, on every character being visible (or a space or a
line break), and on Đ being Đ. NFKC is never used: it would turn ², ½ and № into other texts.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from generator.content.legacy import Encoding, detect_encoding
from generator.content.marks import repair_marks
from generator.content.syllables import is_syllable
from generator.errors import ContentError, Place, Problem
from generator.messages import msg

_REPLACED: Final = {
    # Line breaks: Word's Shift+Enter is a vertical tab.
    "\r\n": "\n", "\r": "\n", "\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n",
    # Spaces of other widths; those that bind words stay binding (U+00A0).
    "\t": " ", "\u1680": " ", "\u205f": " ", "\u3000": " ",
    "\u202f": "\u00a0", "\u2007": "\u00a0",
    # Hyphens that our fonts do not hold.
    "\u2010": "-", "\u2011": "-",
    # Word's bullets, from the private use of the Symbol and Wingdings fonts.
    "\uf0b7": "•", "\uf0a7": "•", "\uf0a8": "•", "\uf06e": "•", "\uf06f": "•", "\uf076": "•",
    "\uf0d8": "•", "\uf0fc": "✓", "\uf0fe": "✓", "\uf0e0": "→", "\uf02d": "-",
}  # fmt: skip
_REPLACED_SPACES: Final = {chr(code): " " for code in range(0x2000, 0x200B) if code != 0x2007}
# Soft hyphen, joiners, direction marks, byte order mark, variation selectors, tag characters.
_REMOVED: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]"
)
_MAPPED: Final = _REPLACED | _REPLACED_SPACES
_MAPPED_PATTERN: Final = re.compile("|".join(sorted(_MAPPED, key=len, reverse=True)))

# Eth and African D look like Đ and are what some keyboards give.
_LOOKALIKES: Final = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_WORD_WITH_LOOKALIKE: Final = re.compile(r"[^\W\d_]*[ÐðƉɖ][^\W\d_]*")
#: Abbreviations of offices have up to this many letters: QĐ, HĐND, ĐHQG, BVHTTĐL.
_LONGEST_ABBREVIATION: Final = 8

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_NOWHERE: Final = Place()


def guard(text: str, *, place: Place = _NOWHERE) -> str:
    """``text`` in the one form the product works with; a text that has it is unchanged.

    Marks are put in order and composed (NFC), exotic spaces become spaces (U+00A0 stays: it
    binds words), invisible characters go, look-alikes of Đ and Word's private bullets become
    what they stand for, every kind of line break becomes a line feed.

    Args:
        text: Text from a person or a file.
        place: Where it stands, for messages.

    Raises:
        ContentError: when the text is in an older encoding or was damaged by a wrong one, or
            when characters remain that cannot be printed, one problem for each of these.
    """
    if text.isascii() and text.isprintable():
        return text
    refuse_damaged(text, place=place)
    # What is invisible goes first: between a letter and its mark it would hinder composition.
    cleaned = _REMOVED.sub("", text)
    cleaned = _MAPPED_PATTERN.sub(lambda found: _MAPPED[found.group()], cleaned)
    cleaned = repair_marks(cleaned)
    cleaned = _WORD_WITH_LOOKALIKE.sub(_with_real_d, cleaned)
    if cleaned != text:
        # What was removed may have hidden the damage inside a word.
        refuse_damaged(cleaned, place=place)
    _refuse_unprintable(cleaned, place)
    return cleaned


def refuse_damaged(text: str, *, place: Place) -> None:
    """Raise when ``text`` is in an older encoding, or lost characters to a wrong one.

    Raises:
        ContentError: with the encoding's name.
    """
    if "\ufffd" in text:
        raise ContentError(
            Problem(
                "damaged-text",
                msg("characters were lost here (U+FFFD)"),
                msg("ask for the file again; it cannot be mended"),
                place,
            )
        )
    encoding = detect_encoding(text)
    if encoding is not None:
        raise _in_older_encoding(encoding, place)


def refuse_older_encoding(text: str, *, source: str) -> None:
    """Raise once, at the first line that shows it, when a whole file is in an older encoding.

    The whole says more surely than a line which encoding it is, and says it once, not for every
    text of the file. A file of which only a few texts are old is left to :func:`guard`.

    Raises:
        ContentError: with the encoding's name.
    """
    encoding = detect_encoding(text)
    if encoding is None:
        return
    # A line alone may be too short to tell; then the first that is not plain ASCII is named.
    lines = [(n, line) for n, line in enumerate(_LINE_END.split(text), 1) if not line.isascii()]
    number, line = next((line for line in lines if detect_encoding(line[1])), lines[0])
    column = next(at for at, c in enumerate(line, start=1) if not c.isascii())
    raise _in_older_encoding(encoding, Place(source, number, column))


def _in_older_encoding(encoding: Encoding, place: Place) -> ContentError:
    return ContentError(
        Problem(
            "legacy-encoding",
            msg("the text seems to be {encoding}, not Unicode", encoding=encoding.value),
            msg("convert it to Unicode (as with Unikey's converter) and save it as UTF-8"),
            place,
        )
    )


def _with_real_d(found: re.Match[str]) -> str:
    """The word with Đ for its look-alikes, if that makes it Vietnamese; Guðmundur stays."""
    word = found.group()
    mended = word.translate(_LOOKALIKES)
    abbreviation = (
        word.isupper() and len(word) <= _LONGEST_ABBREVIATION and mended.replace("Đ", "").isascii()
    )
    return mended if abbreviation or is_syllable(mended) else word


def _refuse_unprintable(text: str, place: Place) -> None:
    if text.replace("\n", "").isprintable():
        return
    bad = dict.fromkeys(
        c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cn", "Co", "Cs")
    )
    if bad:
        raise ContentError(
            *(
                Problem(
                    "bad-character",
                    msg("character U+{code} cannot be printed", code=f"{ord(c):04X}"),
                    msg(
                        "delete it near “{near}” or type what it stands for", near=_around(text, c)
                    ),
                    place,
                )
                for c in bad
            )
        )


def _around(text: str, character: str) -> str:
    """The visible text next to the first ``character``, for a person to find it by."""
    at = text.index(character)
    near = text[max(0, at - 12) : at] + text[at + 1 : at + 13]
    return "".join(c for c in near.replace("\n", " ") if c.isprintable()).strip()
