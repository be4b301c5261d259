"""Shaped text: what HarfBuzz makes of words that are more than one plain glyph for each character.

A letter with a mark that has no code of its own (ơ̆), a Khmer syllable, two characters that a face
draws with one glyph: each such *cluster* becomes one glyph of its own (:class:`Form`), which a
face holds beside those of its file (``fonts.formed``). So it is measured, kerned, spaced and
copied as a letter is, and every reader of PDF gives back the text that it stands for. Placed one
by one, marks are copied in the order of their glyphs, and with a space beside them.

What cannot be set at all is refused here: text from right to left, and marks without a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import uharfbuzz as hb

from generator.core.errors import Problem
from generator.core.excerpts import excerpt
from generator.core.messages import msg
from generator.typeset.added_glyphs import Component

#: Ligatures and other substitutions of Latin text are off: a letter stands for itself.
PLAIN_FEATURES = {
    "kern": True, "mark": True, "mkmk": True, "ccmp": True,
    "liga": False, "clig": False, "calt": False, "dlig": False,
    "rlig": False, "rclt": False, "locl": False,
}  # fmt: skip

#: Scripts whose letters stand side by side, one glyph each, but for combining marks.
_SIMPLE = frozenset(("Latn", "Grek", "Cyrl", "Armn", "Geor", "Zyyy", "Zinh", "Zzzz"))
_COMMON = frozenset(("Zyyy", "Zinh", "Zzzz"))
#: Scripts that run from top to bottom, which no line of ours does.
_VERTICAL = frozenset(("Mong", "Phag"))

#: Signs that only say that two letters join; where one is drawn, the font lacks the joined form.
_JOINERS = "\u17d2\u1039\u1a60"
_DOTTED_CIRCLE = "\u25cc"
#: How far an unattached mark may stick out of its letter's ink, and into its height, in em.
_MARK_TOLERANCE_EM = 0.08
#: Combining classes of marks above and below (Unicode 15, 4.3).
_ABOVE, _BELOW = 230, 220

#: Letters of the scripts that do not put spaces between words (Unicode 15, line break class SA):
#: Thai, Lao, Myanmar, Khmer, Tai Le, New Tai Lue, Tai Tham, Tai Viet.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\uaa60-\uaadf"
_UNSPACED = re.compile(f"[{UNSPACED}]")
#: Vowels that are written before the consonant of their syllable.
_LEADING_VOWELS = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")


class Cluster(NamedTuple):
    """The glyphs of an undivided part of a text, in font units.

    Attributes:
        parts: Its glyphs, placed from where the cluster begins.
        advance: To the next cluster, without the kern to it.
    """

    text: str
    parts: tuple[Component, ...]
    advance: int
    kern: int


class Form(NamedTuple):
    """A glyph that shows a cluster: its text and parts, and its advance in font units."""

    text: str
    parts: tuple[Component, ...]
    advance: int


@lru_cache(maxsize=4096)
def script_of(character: str) -> tuple[str, bool]:
    """The script of ``character`` (ISO 15924), and whether it is written from right to left."""
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(character)])
    buffer.guess_segment_properties()
    return buffer.script or "Zyyy", buffer.direction == "rtl"


def is_simple(text: str) -> bool:
    """True if ``text`` has neither combining marks nor letters that need a script's own rules."""
    return not any(
        unicodedata.category(char)[0] == "M" or script_of(char)[0] not in _SIMPLE for char in text
    )


def shape(font: Any, text: str) -> tuple[Cluster, ...]:
    """The clusters of ``text``, from left to right, as the font's rules form and place them."""
    return tuple(
        cluster for script, part in _by_script(text) for cluster in _shape(font, script, part)
    )


def _by_script(text: str) -> Iterator[tuple[str, str]]:
    """``text`` in parts of one script; what belongs to any stays with what is before it."""
    scripts: list[str] = []
    for char in text:
        script, _ = script_of(char)
        before = scripts[-1] if scripts else script
        scripts.append(before if script in _COMMON else script)
    own = next((script for script in scripts if script not in _COMMON), "Latn")
    scripts = [own if script in _COMMON else script for script in scripts]
    for script, part in groupby(zip(scripts, text, strict=True), key=lambda pair: pair[0]):
        yield script, "".join(char for _, char in part)


def _shape(font: Any, script: str, text: str) -> Iterator[Cluster]:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_codepoints([ord(char) for char in text])
    buffer.direction, buffer.script = "ltr", script
    if script in _SIMPLE:
        buffer.language = "vi"
        hb.shape(font, buffer, PLAIN_FEATURES)
    else:
        hb.shape(font, buffer)
    shaped = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = [info.cluster for info, _ in shaped]
    ends = [*sorted(set(starts))[1:], len(text)]
    by_start = dict(zip(sorted(set(starts)), ends, strict=True))
    for start, group in groupby(shaped, key=lambda pair: pair[0].cluster):
        yield _cluster(font, text[start : by_start[start]], list(group))


def _cluster(font: Any, text: str, shaped: Sequence[tuple[Any, Any]]) -> Cluster:
    parts = []
    x = kern = 0
    for info, position in shaped:
        parts.append(Component(info.codepoint, x + position.x_offset, position.y_offset))
        x += position.x_advance
        if position.x_advance:
            # Of what advances, the last glyph is the one that is kerned with the next cluster.
            kern = position.x_advance - font.get_glyph_h_advance(info.codepoint)
    return Cluster(text, tuple(parts), x - kern, kern)


def can_set(font: Any, text: str) -> bool:
    """True if the font has all that ``text`` needs, and puts its marks where they belong."""
    joiners = {font.get_nominal_glyph(ord(char)) for char in _JOINERS if char in text}
    for cluster in shape(font, text):
        glyphs = {part.glyph for part in cluster.parts}
        if 0 in glyphs or not joiners.isdisjoint(glyphs):
            return False
        if not _are_marks_placed(font, cluster):
            return False
    return True


def _are_marks_placed(font: Any, cluster: Cluster) -> bool:
    """True unless a mark of a simple script stands beside its letter, or within it.

    A font without an anchor for the pair leaves the mark where it happens to be drawn.
    """
    if len(cluster.parts) < 2 or script_of(cluster.text[0])[0] not in _SIMPLE:
        return True
    base, *marks = cluster.parts
    tolerance = round(_MARK_TOLERANCE_EM * font.face.upem)
    box = _ink(font, base)
    if box is None:
        return False
    text = cluster.text
    if len(text) <= len(marks):
        text = unicodedata.normalize("NFD", text)
    classes = [unicodedata.combining(char) for char in text[1:]]
    for mark, kind in zip(marks, classes[-len(marks) :], strict=False):
        ink = _ink(font, mark)
        if ink is None:
            continue
        centre = (ink[0] + ink[2]) / 2
        if not box[0] - tolerance <= centre <= box[2] + tolerance:
            return False
        if kind == _ABOVE and ink[1] < box[3] - 2 * tolerance:
            return False
        if kind == _BELOW and ink[3] > box[1] + 2 * tolerance:
            return False
    return True


def _ink(font: Any, part: Component) -> tuple[int, int, int, int] | None:
    """Left, bottom, right and top of the ink of a placed glyph; None without ink."""
    extents = font.get_glyph_extents(part.glyph)
    if extents is None or not extents.height:
        return None
    left, top = part.x + extents.x_bearing, part.y + extents.y_bearing
    return left, top + extents.height, left + extents.width, top


def refusal(text: str) -> Problem | None:
    """The first problem in ``text`` that no font can set; None if there is none."""
    problems = (
        problem for word in text.split() for problem in (_sideways(word), find_lone_mark(word))
    )
    return next((problem for problem in problems if problem is not None), None)


def _sideways(word: str) -> Problem | None:
    """The problem that ``word`` runs another way than from left to right; None if it does not."""
    hint = msg("leave it out, or put it in as a drawing (SVG) with its text as “alt”")
    if any(script_of(char)[1] for char in word):
        return Problem(
            "right-to-left",
            msg(
                "“{word}” is written from right to left, which cannot be set yet",
                word=excerpt(word, 20),
            ),
            hint,
        )
    if any(script_of(char)[0] in _VERTICAL for char in word):
        return Problem(
            "top-to-bottom",
            msg(
                "“{word}” is written from top to bottom, which cannot be set",
                word=excerpt(word, 20),
            ),
            hint,
        )
    return None


def find_lone_mark(word: str) -> Problem | None:
    """The problem that a mark in ``word`` follows no letter; None if none does."""
    for before, mark in zip(" " + word, word, strict=False):
        if unicodedata.category(mark)[0] == "M" and unicodedata.category(before)[0] not in "LMNS":
            return lone_mark(mark, word)
    return None


def lone_mark(mark: str, word: str) -> Problem:
    """The problem that ``mark`` stands in ``word`` without a letter."""
    return Problem(
        "mark-on-nothing",
        msg(
            "the mark U+{code} in “{word}” stands without its letter",
            code=f"{ord(mark):04X}",
            word=excerpt(f"{_DOTTED_CIRCLE}{word}" if word[0] == mark else word, 20),
        ),
        msg("join it to the letter before it, or type the word again"),
    )


def broken_sign(font: Any, text: str) -> str:
    """A sign of ``text`` for which HarfBuzz puts a dotted circle in a letter's place; "" if none.

    Source: the Universal Shaping Engine's "broken clusters".
    """
    circle = font.get_nominal_glyph(ord(_DOTTED_CIRCLE))
    if not circle or _DOTTED_CIRCLE in text:
        return ""
    for cluster in shape(font, text):
        if any(part.glyph == circle for part in cluster.parts):
            return cluster.text[0]
    return ""


def is_unspaced(character: str) -> bool:
    """True if ``character`` is of a script that puts no spaces between words."""
    return _UNSPACED.match(character) is not None


def syllables(word: str) -> tuple[str, ...]:
    """``word`` cut where a line may end: in a script without spaces, before a syllable.

    A consonant without a sign of its own mostly ends a syllable, so it begins none. No dictionary
    is asked: what is a word in Khmer or Thai is not known here.
    """
    if _UNSPACED.search(word) is None:
        return (word,)
    cuts = [0, *[at for at in range(1, len(word)) if _begins_syllable(word, at)], len(word)]
    return tuple(word[start:end] for start, end in pairwise(cuts))


def _begins_syllable(word: str, at: int) -> bool:
    here, before = word[at], word[at - 1]
    if _UNSPACED.match(here) is None or unicodedata.category(here) != "Lo":
        return False
    if before in _JOINERS or before in _LEADING_VOWELS or unicodedata.category(before)[0] in "PS":
        return False
    if here in _LEADING_VOWELS:
        return True
    following = word[at + 1 : at + 2]
    return bool(following) and unicodedata.category(following)[0] == "M"


def grapheme_clusters(text: str) -> list[str]:
    """``text`` in letters with their marks and what joins them: what one face must set."""
    found: list[str] = []
    for char in text:
        joins = found and (
            unicodedata.category(char)[0] == "M"
            or char in "\u200c\u200d"
            or found[-1][-1] in _JOINERS
            or found[-1][-1] == "\u200d"
        )
        if joins:
            found[-1] += char
        else:
            found.append(char)
    return found


def joins_letters(text: str) -> bool:
    """True if ``text`` is several letters of a script whose letters stand side by side."""
    return len(grapheme_clusters(text)) > 1 and all(script_of(c)[0] in _SIMPLE for c in text)


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The parts of ``texts`` that are measured each for itself."""
    return frozenset(part for text in texts for word in text.split() for part in syllables(word))
