"""Likenesses in Unicode of the signs of symbol fonts: Symbol, Wingdings 1 to 3, Webdings.

A file holds such a sign as a letter ("Ø" in Wingdings is ➢) or in the private use area (U+F0D8).
Source: the mappings that Unicode 7 names for Wingdings and Webdings; Adobe's symbol.txt.
"""

from __future__ import annotations

from typing import Final

#: Where Windows puts the characters of a symbol font.
_PRIVATE_USE: Final = 0xF000
#: Where a sign of no known likeness is put: nothing takes it for one that it is not.
_UNKNOWN: Final = 0xF100
#: A sign of no known meaning before a paragraph is some bullet.
BULLET: Final = "•"

_SYMBOL_FROM_20: Final = (
    " !∀#∃%&∋()*+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
    "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~"
)
_SYMBOL_FROM_A0: Final = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
)
_WINGDINGS_FROM_20: Final = (
    " ✏✂✁👓🔔📖🕯☎✆✉🖃📪📫📬📭📁📂📄🗏🗐🗄⌛⌨🖰🖲💻🖴💾🖫✇✍🖎✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐🚩✈☼💧❄"
    "🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓"
    "&&●❍■□□❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞"
)
_WINGDINGS_FROM_80: Final = (
    "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•▪○⭕◯◉◎◯▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛"
    "⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈➲⮉⮋←→↑↓↖↗↙↘🡸➔🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬀⬁⬃⬂▭▫✗✓☒☑🪟"
)
#: The few signs of the other fonts that stand in papers: ticks, boxes, circles, arrows.
_WINGDINGS_2: Final = {
    "O": "✗", "P": "✓", "Q": "☒", "R": "☑", "S": "☒", "T": "☒", "£": "☐", "\x96": "•",
    "\x97": "●", "\x98": "●",
}  # fmt: skip
_WINGDINGS_3: Final = {
    "}": "▶", "|": "◀", "p": "▲", "q": "▼", "t": "◀", "u": "▶", "f": "←", "g": "→", "h": "↑",
    "i": "↓",
}  # fmt: skip
_WEBDINGS: Final = {
    "3": "◀", "4": "▶", "5": "▲", "6": "▼", "a": "✓", "c": "□", "g": "■", "n": "●", "r": "✗",
}  # fmt: skip


def _table(*parts: tuple[int, str]) -> dict[str, str]:
    """A font's signs by their characters, from strings of signs that begin at a code."""
    return {chr(first + at): sign for first, signs in parts for at, sign in enumerate(signs)}


_FONTS: Final[dict[str, dict[str, str]]] = {
    # Its "-" is a minus, which as a bullet is a dash to everybody.
    "symbol": _table((0x20, _SYMBOL_FROM_20), (0xA0, _SYMBOL_FROM_A0)) | {"-": "-"},
    "wingdings": _table((0x20, _WINGDINGS_FROM_20), (0x80, _WINGDINGS_FROM_80)),
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}
#: A character of the private use area that was not said to be of a symbol font is mostly of these.
_GUESSES: Final = ("symbol", "wingdings")


def is_symbol_font(font: str) -> bool:
    """True if the letters of ``font`` are signs."""
    return font.lower() in _FONTS


def signs(text: str, font: str) -> str:
    """``text`` as it is seen in ``font``: a symbol font's signs in Unicode, other text as it is.

    A sign of a symbol font that has no known likeness is a character of the private use area,
    which the guard reports.
    """
    table = _FONTS.get(font.lower())
    if table is None:
        return text
    return "".join(one if one.isspace() else table.get(_code(one), _unknown(one)) for one in text)


def bullet(text: str, font: str) -> str:
    """``text`` of a bullet as it is seen in ``font``; a sign of no known likeness is "•"."""
    seen = signs(text, font)
    if is_symbol_font(font):
        return "".join(BULLET if _is_unknown(one) else one for one in seen).strip()
    if any(_is_private(character) for character in seen):
        seen = "".join(
            _guess(character) if _is_private(character) else character for character in seen
        )
    return seen.strip()


def _guess(character: str) -> str:
    found = (_FONTS[font].get(_code(character)) for font in _GUESSES)
    return next((sign for sign in found if sign and not sign.isalnum()), BULLET)


def _code(character: str) -> str:
    """``character`` as the font's byte: from the private use area, or from Windows-1252."""
    if _is_private(character):
        return chr(ord(character) - _PRIVATE_USE)
    try:
        return chr(character.encode("cp1252")[0])
    except UnicodeEncodeError:
        return character


def _unknown(character: str) -> str:
    code = ord(_code(character))
    return chr(_UNKNOWN + code) if 0x20 < code < 0x100 else character


def _is_unknown(character: str) -> bool:
    return _UNKNOWN <= ord(character) <= _UNKNOWN + 0xFF


def _is_private(character: str) -> bool:
    return _PRIVATE_USE <= ord(character) <= _PRIVATE_USE + 0xFF
