"""Every syllable of written Vietnamese, built by rule, and the older encodings to write them in.

Independent of ``generator.content``: the rules are stated here as a grammar book states them
(onset, glide, vowel, coda, tone), the encodings as tables from letters to what programs show.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable, Iterator

TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
SAC_AND_NANG = ("\u0301", "\u0323")
STOPS = ("c", "ch", "p", "t")
ONSETS = (
    "", "b", "ch", "d", "đ", "gi", "h", "kh", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th",
    "tr", "v", "x",
    # Spelt by what follows:
    "K", "G", "NG",
)  # fmt: skip
FRONT = "eêiy"
# Vowels with their codas, without a glide before them.
PLAIN = {
    "a": ("", "c", "ch", "i", "m", "n", "ng", "nh", "o", "p", "t", "u", "y"),
    "ă": ("c", "m", "n", "ng", "p", "t"),
    "â": ("c", "m", "n", "ng", "p", "t", "u", "y"),
    "e": ("", "c", "m", "n", "ng", "o", "p", "t"),
    "ê": ("", "ch", "m", "n", "nh", "p", "t", "u"),
    "i": ("", "ch", "m", "n", "nh", "p", "t", "u"),
    "o": ("", "c", "i", "m", "n", "ng", "p", "t"),
    "ô": ("", "c", "i", "m", "n", "ng", "p", "t"),
    "ơ": ("", "i", "m", "n", "p", "t"),
    "u": ("", "c", "i", "m", "n", "ng", "p", "t"),
    "ư": ("", "c", "i", "n", "ng", "t", "u"),
    "ia": ("",), "ua": ("",), "ưa": ("",),
    "iê": ("c", "m", "n", "ng", "p", "t", "u"),
    "uô": ("c", "i", "m", "n", "ng", "t"),
    "ươ": ("c", "i", "m", "n", "ng", "p", "t", "u"),
}  # fmt: skip
# Vowels after the glide, which is written o before a, ă, e, and u otherwise and in "qu".
GLIDED = {
    "a": ("", "c", "ch", "i", "m", "n", "ng", "nh", "o", "p", "t", "y"),
    "ă": ("c", "m", "n", "ng", "t"),
    "â": ("n", "ng", "t", "y"),
    "e": ("", "m", "n", "o", "t"),
    "ê": ("", "ch", "n", "nh", "t"),
    "ơ": ("",),
    "y": ("", "ch", "n", "nh", "t", "u"),
    "ya": ("",),
    "yê": ("n", "t"),
}
# "gi" before "ia" and "iu" would be read as gi + a and gi + u.
UNSAID = {("", "iê", "c"), ("", "iê", "p"), ("gi", "ia", ""), ("gi", "i", "u")}
# Lips round the glide already: none of these is said before it.
NO_GLIDE = ("b", "m", "p", "ph", "v")


def syllables() -> list[str]:
    """Each syllable once, in small letters, its tone where the old style writes it."""
    return sorted(set(_built()))


def _built() -> Iterator[str]:
    for onset in ONSETS:
        for vowel, codas in PLAIN.items():
            for coda in codas:
                if (onset, vowel, coda) not in UNSAID:
                    yield from _with_tones(*_spelt(onset, vowel), coda)
        if onset in NO_GLIDE:
            continue
        for vowel, codas in GLIDED.items():
            for coda in codas:
                if onset == "K":
                    if (vowel, coda) not in (("ya", ""), ("y", "u")):
                        yield from _with_tones("qu", vowel, coda)
                elif onset != "gi":
                    glide = "o" if vowel in ("a", "ă", "e") else "u"
                    yield from _with_tones(_spelt(onset, glide)[0], glide + vowel, coda)
    for consonant in ("h", "k", "l", "m", "s", "t", ""):
        yield from _with_tones(consonant, "y", "")


def _spelt(onset: str, vowel: str) -> tuple[str, str]:
    """Onset and vowel as they are written together."""
    front = vowel[0] in FRONT
    if onset == "K":
        return ("k" if front else "c"), vowel
    if onset in ("G", "NG"):
        return onset.lower() + ("h" if front else ""), vowel
    if onset == "gi" and vowel[0] == "i":
        return "g", vowel
    if onset == "" and vowel == "iê":
        return "", "yê"
    return onset, vowel


def _with_tones(onset: str, vowel: str, coda: str) -> Iterator[str]:
    for tone in SAC_AND_NANG if coda in STOPS else TONES:
        at = _tone_at(vowel, coda)
        marked = vowel[: at + 1] + tone + vowel[at + 1 :]
        yield unicodedata.normalize("NFC", onset + marked + coda)


def _tone_at(vowel: str, coda: str) -> int:
    """The index of the vowel letter that bears the tone: ê and ơ, else the last before a coda."""
    if vowel == "ươ":
        return 1
    for at, letter in enumerate(vowel):
        if letter in "ăâêôơư":
            return at
    return len(vowel) - 1 if coda else max(0, len(vowel) - 2)


# What programs show for each letter.
TCVN3 = dict(zip(
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
    strict=True,
))  # fmt: skip
_VNI_TONE = dict(zip(TONES[1:], "øùûõï", strict=True))
_VNI_CIRCUMFLEX = dict(zip(TONES, "âàáåãä", strict=True))
_VNI_BREVE = dict(zip(TONES, "êèéúüë", strict=True))
_VNI_ALONE = dict(zip("ìíỉĩịỵđơư", "ìíæóòîñôö", strict=True))
#: The bytes that Windows-1252 does not use, as programs show them.
_UNUSED = {0x81: "\x81", 0x8D: "\x8d", 0x8F: "\x8f", 0x90: "\x90", 0x9D: "\x9d"}


def as_tcvn3(text: str) -> str:
    """``text`` in TCVN3; capitals beside the seven that have codes are small letters there."""
    return "".join(TCVN3.get(c, TCVN3.get(c.lower(), c)) for c in text)


def as_vni(text: str) -> str:
    """``text`` in VNI."""
    return "".join(map(_vni_letter, text))


def _vni_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isupper():
        return _vni_letter(letter.lower()).upper()
    if letter in _VNI_ALONE:
        return _VNI_ALONE[letter]
    decomposed = unicodedata.normalize("NFD", letter)
    base, marks = decomposed[0], decomposed[1:]
    tone = next((m for m in marks if m in TONES), "")
    if "\u0302" in marks:
        return base + _VNI_CIRCUMFLEX[tone]
    if "\u0306" in marks:
        return base + _VNI_BREVE[tone]
    if "\u031b" in marks:
        base = _VNI_ALONE[unicodedata.normalize("NFC", base + "\u031b")]
    return base + _VNI_TONE.get(tone, "")


def cp1258_bytes(text: str) -> bytes:
    """``text`` as Windows saves it in its Vietnamese code page: letter, then tone."""
    return b"".join(map(_cp1258_letter, text))


def _cp1258_letter(letter: str) -> bytes:
    try:
        return letter.encode("cp1258")
    except UnicodeEncodeError:
        decomposed = unicodedata.normalize("NFD", letter)
        tone = next(c for c in decomposed if c in TONES)
        bare = unicodedata.normalize("NFC", decomposed.replace(tone, ""))
        return bare.encode("cp1258") + tone.encode("cp1258")


def as_cp1258(text: str) -> str:
    """``text`` in Windows-1258, read as Windows-1252."""
    return _shown(cp1258_bytes(text))


def as_wrong_utf8(text: str) -> str:
    """``text`` in UTF-8, read as Windows-1252 as browsers and editors do."""
    return _shown(text.encode("utf-8"))


def as_latin1_utf8(text: str) -> str:
    """``text`` in UTF-8, read as Latin-1."""
    return text.encode("utf-8").decode("latin-1")


def _shown(data: bytes) -> str:
    return "".join(_UNUSED.get(byte) or bytes([byte]).decode("cp1252") for byte in data)


def old_bytes(shown: str) -> bytes:
    """The file of an old program that shows so."""
    return shown.encode("cp1252")


ENCODERS: dict[str, Callable[[str], str]] = {
    "tcvn3": as_tcvn3,
    "vni": as_vni,
    "windows-1258": as_cp1258,
    "utf-8-as-latin": as_wrong_utf8,
}
ALL = syllables()


def lines_of(words: list[str], per_line: int) -> Iterator[list[str]]:
    """``words`` in lines."""
    rest = iter(words)
    while line := list(itertools.islice(rest, per_line)):
        yield line
