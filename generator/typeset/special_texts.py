"""Texts beyond plain Vietnamese: each part in a face that can set it, with glyphs for its clusters.

Nearly no text is one: a letter of the Ê Đê or a telephone sign in a face that lacks it, Khmer, a
face of capitals only. Faces that hold glyphs for clusters are chosen for a whole sheet
(:class:`SpecialTexts`), so that a file has one font for each face and not one for each text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from generator.core.errors import ContentError
from generator.typeset.added_glyphs import Component
from generator.typeset.fonts import Face, FontBook, formed
from generator.typeset.ink_profiles import COLUMN_EM, InkProfile, glyph_profile, touch
from generator.typeset.measured_text import Run
from generator.typeset.shaping import (
    grapheme_clusters,
    is_simple,
    lone_mark,
    refusal,
    words_of,
)
from generator.typeset.words import SHARED_CHARSET

_SPECIAL = re.compile(
    "[^{}\\s]".format("".join(re.escape(char) for char in sorted(SHARED_CHARSET)))
)


#: From here on a second mark hangs at the first one's side instead of standing above it. Measured
#: over the letters of the Ê Đê and Gia Rai: 0.10 at most where it stands (ư̆, for its horn), 0.15 at
#: least where it hangs (ô̆ of Be Vietnam Pro).
_ASIDE_EM = 0.13
#: Texts in the cache of what is special; a sheet has about 120.
_CACHED_TEXTS = 2048
#: Difference of weights that is no blot in a word: 800 and 700, 500 and 400.
_NEAR_WEIGHT = 150


def special_among(texts: Iterable[str]) -> tuple[str, ...]:
    """Those of ``texts`` that have characters beyond the shared ones, each once, in order."""
    return tuple(sorted({text for text in texts if _is_special(text)}))


@lru_cache(maxsize=_CACHED_TEXTS)
def _is_special(text: str) -> bool:
    """True if ``text`` has characters beyond the shared ones; most sheets have the same texts."""
    return _SPECIAL.search(text) is not None


class SpecialTexts:
    """The special texts of a sheet, and the faces that set them.

    Args:
        texts: All texts of the sheet that have characters beyond the shared ones.
        others: Its other texts, which are special in a face in which letters share a glyph.
    """

    def __init__(self, texts: Iterable[str], others: Iterable[str] = ()) -> None:
        self._texts = tuple(texts)
        self._others = tuple(others)
        self._words: dict[tuple[Face, ...], dict[Face, frozenset[str]]] = {}

    def runs(self, run: Run, chain: Sequence[Face]) -> tuple[Run, ...]:
        """``run`` in parts, each in the first face of ``chain`` that can set it.

        Args:
            chain: The run's own face, then its fallbacks.

        Raises:
            ContentError: The text cannot be set in any face.
        """
        text = unicodedata.normalize("NFC", run.text)
        problem = refusal(text)
        if problem is not None:
            raise ContentError(problem)
        parts = list(_by_face(text, chain))
        for part, face in parts:
            _refuse_broken(part, face)
        written = unicodedata.normalize("NFC", run.written)
        found = []
        start = 0
        for part, face in parts:
            end = start + len(part)
            was = written[start:end] if len(written) == len(text) else ""
            words = self._words_in(face, tuple(chain)) | _not_plain(face, (part,))
            whole = formed(face, words)
            found.append(replace(run, text=part, face=whole, written=was, strut=chain[0]))
            start = end
        return tuple(found)

    def _words_in(self, face: Face, chain: tuple[Face, ...]) -> frozenset[str]:
        """All words of the sheet that ``face`` sets as one of ``chain`` and that are not plain."""
        if chain not in self._words:
            others = self._others if chain[0].has_doubles else ()
            texts = [*_in_both_cases(self._texts), *_in_both_cases(others)]
            parts: dict[Face, list[str]] = {}
            for text in texts:
                for part, chosen in _by_face(text, chain):
                    parts.setdefault(chosen, []).append(part)
            self._words[chain] = {one: _not_plain(one, found) for one, found in parts.items()}
        return self._words[chain].get(face, frozenset())


def face_for_all(texts: Iterable[str], fonts: FontBook, family: str, weight: int) -> Face:
    """The face of this family and weight, or the first fallback for it, that sets all ``texts``.

    If none does, it is the first, which lacks some letters.

    Raises:
        MissingResourceError: There is no such face.
    """
    face = fonts.face(family, weight)
    words = words_of(unicodedata.normalize("NFC", text) for text in texts)
    special = _not_plain(face, words)
    if not special:
        return face
    able = (one for one in (face, *fonts.fallbacks(face)) if all(_sets(one, w) for w in words))
    chosen = next(able, face)
    return formed(chosen, _not_plain(chosen, words))


def printable(text: str, fonts: FontBook, family: str, weight: int) -> str:
    """``text``, NFC, with a question mark for each letter that cannot be set.

    For texts that nobody chose, as a file's name: neither this face nor a fallback has the letter,
    or it is a mark without one, or of a script that runs another way.

    Raises:
        MissingResourceError: There is no such face.
    """
    text = unicodedata.normalize("NFC", text)
    face = fonts.face(family, weight)
    if all(face.is_plain(word) for word in text.split()):
        return text
    chain = (face, *fonts.fallbacks(face))
    return "".join(_printable(cluster, chain) for cluster in grapheme_clusters(text))


def _printable(cluster: str, chain: Sequence[Face]) -> str:
    if cluster.isspace():
        return cluster
    if refusal(cluster) is None and any(_sets(face, cluster) for face in chain):
        return cluster
    first = cluster[0]
    # Of a mark that stands on a space or a bracket only the mark is lost.
    return f"{first}?" if len(cluster) > 1 and not first.isalnum() else "?"


def _in_both_cases(texts: Iterable[str]) -> list[str]:
    """``texts``, NFC, as they are and in capitals, which a style may ask for."""
    normal = [unicodedata.normalize("NFC", text) for text in texts]
    return [*normal, *(text.upper() for text in normal)]


def _not_plain(face: Face, texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words_of(texts) if not face.is_plain(word))


def _by_face(text: str, chain: Sequence[Face]) -> Iterator[tuple[str, Face]]:
    """``text`` in parts, each with the first face that has what its letters need.

    A letter and its marks are not parted, and a letter that needs a fallback takes its whole word
    with it: one letter of another design in a word is a blot.
    """
    parts: list[tuple[list[str], Face]] = []
    for word in re.findall(r"\s+|\S+", text):
        for cluster, face in _word_by_face(word, tuple(chain)):
            if parts and (parts[-1][1] is face or cluster.isspace()):
                parts[-1][0].append(cluster)
            else:
                parts.append(([cluster], face))
    for clusters, face in parts:
        yield "".join(clusters), face


@lru_cache(maxsize=1024)
def _word_by_face(word: str, chain: tuple[Face, ...]) -> tuple[tuple[str, Face], ...]:
    """The clusters of ``word``, each with its face."""
    if word.isspace():
        return ((word, chain[0]),)
    clusters = grapheme_clusters(word)
    faces = [_face_for(cluster, chain) for cluster in clusters]
    for face in chain[1:]:
        needed = any(
            one is face and cluster[0].isalpha()
            for cluster, one in zip(clusters, faces, strict=True)
        )
        if needed and all(_sets(face, cluster) for cluster in clusters if cluster[0].isalpha()):
            faces = [
                face if cluster[0].isalpha() or _sets(face, cluster) else one
                for cluster, one in zip(clusters, faces, strict=True)
            ]
            break
    return tuple(zip(clusters, faces, strict=True))


def _face_for(cluster: str, chain: Sequence[Face]) -> Face:
    """The first face that sets ``cluster`` with air between its marks, else the first that does.

    Letters of Vietnamese come from the text's own face or from one that the theme names: a face
    that lacks some is no face for this text.
    """
    if cluster in SHARED_CHARSET and cluster.isalpha():
        chain = [face for face in chain if face is chain[0] or not face.is_shipped_fallback]
    able = [face for face in chain if _sets(face, cluster)]
    # A heavy heading does not take a light letter where another fallback has a heavy one.
    able.sort(key=lambda face: abs(face.weight - chain[0].weight) > _NEAR_WEIGHT)
    return next((face for face in able if _are_marks_clear(face, cluster)), (able or chain)[0])


def _sets(face: Face, cluster: str) -> bool:
    return face.is_plain(cluster) or face.can_set(cluster)


def _are_marks_clear(face: Face, cluster: str) -> bool:
    """True unless the marks of a letter touch, or one of several hangs at another one's side."""
    if len(cluster) == 1 or not is_simple(cluster[0]):
        return True
    is_marked = len(unicodedata.normalize("NFD", cluster[0])) > 1
    for placed in face.clusters(cluster):
        profiles = [_profile(face, part) for part in placed.parts]
        if any(touch(one, other) for one, other in combinations(profiles, 2)):
            return False
        base, *marks = [profile for profile in profiles if profile.tops] or [profiles[0]]
        if is_marked and any(abs(_centre(mark) - _centre(base)) > _ASIDE_EM for mark in marks):
            return False
    return True


def _centre(profile: InkProfile) -> float:
    return (profile.first + len(profile.tops) / 2) * COLUMN_EM


def _profile(face: Face, part: Component) -> InkProfile:
    """The ink of a placed glyph."""
    profile = glyph_profile(face, part.glyph)
    return profile.moved(part.x / face.upem, part.y / face.upem)


def _refuse_broken(text: str, face: Face) -> None:
    for word in text.split():
        mark = face.broken_sign(word)
        if mark:
            raise ContentError(lone_mark(mark, word))
