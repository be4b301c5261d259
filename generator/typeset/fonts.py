"""Font faces, by family and weight, and the widths of words set in them.

HarfBuzz measures and kerns. Ligatures and other substitutions are off: each glyph stands for one
character, so that text copied from a PDF is the text that was set. A word that is more than that
(:class:`NotPlainError`) takes a face that has glyphs for its clusters (:func:`formed`,
``typeset.shaping``). Font files are read in ``typeset.font_files``, embedded in ``draw.fonts``.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

import uharfbuzz as hb

from generator.core.errors import MissingResourceError, Problem
from generator.core.findings import Finding
from generator.core.messages import msg
from generator.typeset.added_glyphs import (
    MAX_GLYPHS,
    AddedGlyph,
    with_glyphs,
    with_wider_advances,
)
from generator.typeset.font_files import (
    FALLBACKS,
    FontFile,
    FontFiles,
    available_fonts,
    defect,
    fallback_fonts,
    fonts_in,
    forbids_subsetting,
    shipped_fonts,
    table,
    truetype,
    unusable,
)
from generator.typeset.measured_words import (
    Lettering,
    NotPlainError,
    ShapedGlyph,
    doubles_of,
    glyphs_of,
    is_own_glyph,
    measure,
)
from generator.typeset.shaping import Cluster, Form, broken_sign, can_set, shape
from generator.typeset.tabular_figures import tabular_figures
from generator.typeset.words import Word

__all__ = [
    "FALLBACKS",
    "Face",
    "FontBook",
    "FontFile",
    "FontFiles",
    "available_fonts",
    "fallback_fonts",
    "fonts_in",
    "formed",
    "load_face",
    "shipped_fonts",
    "spaced",
    "tabular",
]

#: Words in the cache of each face. A leaflet has about 600; a batch repeats them.
_CACHED_WORDS = 4096
#: Faces in the cache, which is keyed by the content of their files.
_CACHED_FACES = 64
#: Letters of a face's name in a PDF: with a subset's tag, and a digest where it is cut, it stays
#: below the 127 bytes that a name holds (ISO 19005-2, 6.1.13).
_MAX_RESOURCE_LETTERS = 100


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One TrueType font file, loaded; compared and hashed by identity.

    Attributes:
        resource: The font's resource name in every PDF: ``postscript``, and what tells its variant.
        postscript: The PostScript name, safe as a PDF name.
        upem: Font units in an em.
        ascent_em: From the font's ``hhea`` table; ``descent_em`` too, positive downwards.
        data: The file; ``name`` is what messages call it.
        program: The file that is measured: ``data``, or ``data`` with tabular figures or other
            glyphs added.
        formed: The texts of the glyphs that were added for clusters (:func:`formed`).
        embeds_whole: True if its licence forbids embedding a part of it.
    """

    family: str
    weight: int
    resource: str
    postscript: str
    upem: int
    ascent_em: float
    descent_em: float
    cap_height_em: float
    space_em: float
    name: str
    data: bytes = field(repr=False)
    program: bytes = field(repr=False)
    formed: Mapping[int, str] = field(repr=False)
    embeds_whole: bool
    _lettering: Lettering = field(repr=False)
    _measured: Callable[[str], Word] = field(repr=False)

    @property
    def figures(self) -> Mapping[str, int]:
        """The glyph of each digit where it is not the plain one (:func:`tabular`)."""
        return self._lettering.figures

    @property
    def has_doubles(self) -> bool:
        """True if letters share a glyph, as in a face of capitals."""
        return bool(self._lettering.doubles)

    def glyph(self, char: str) -> int | None:
        """The id of the glyph for ``char``; None where the face has none."""
        found: int | None = self._lettering.font.get_nominal_glyph(ord(char))
        return found or None

    def word(self, text: str) -> Word:
        """``text``, NFC and without spaces, measured; cached.

        Raises:
            NotPlainError: A character has no glyph in this face, or the word is more than a glyph
                for each character.
        """
        return self._measured(text)

    def glyphs(self, text: str) -> tuple[ShapedGlyph, ...]:
        """The glyphs that show ``text``, kerned.

        Raises:
            NotPlainError: as :meth:`word` does.
        """
        return glyphs_of(self._lettering, text)

    def kern_em(self, before: str, after: str) -> float:
        """The kern between two texts that follow one another; each has a character or more.

        It is 0 beside letters that are not plain.
        """
        try:
            return self.glyphs(before[-1] + after[0])[0].kern_em
        except NotPlainError:
            return 0.0

    def is_plain(self, word: str) -> bool:
        """True if the face shows ``word`` with a glyph of its own for each character."""
        try:
            self.word(word)
        except NotPlainError:
            return False
        return True

    @property
    def is_shipped_fallback(self) -> bool:
        """True if the face is of a family that stands in for all others (:data:`FALLBACKS`)."""
        return self.family in FALLBACKS

    def broken_sign(self, word: str) -> str:
        """A sign of ``word`` that has no letter to stand by; "" if there is none."""
        return broken_sign(self._lettering.font, word)

    def clusters(self, text: str) -> tuple[Cluster, ...]:
        """The clusters of ``text`` as the font's rules form and place them."""
        return shape(self._lettering.font, text)

    def can_set(self, text: str) -> bool:
        """True if the face has all glyphs and rules that ``text`` needs (``shaping.can_set``)."""
        return can_set(self._lettering.font, text)

    def advance_em(self, glyph: int) -> float:
        """Width of ``glyph`` as the font gives it, unkerned."""
        width: int = self._lettering.font.get_glyph_h_advance(glyph)
        return width / self.upem

    def ink_box(self, glyph: int) -> tuple[float, float, float, float] | None:
        """Left, top, right and bottom of the glyph's ink in em, y up; None if it has none."""
        extents = self._lettering.font.get_glyph_extents(glyph)
        if extents is None or not extents.height:
            return None
        left, top, upem = extents.x_bearing, extents.y_bearing, self.upem
        return (
            left / upem,
            top / upem,
            (left + extents.width) / upem,
            (top + extents.height) / upem,
        )

    def draw(self, glyph: int, functions: hb.DrawFuncs, state: object) -> None:
        """Call ``functions`` with the outline of ``glyph``, in font units, and ``state``."""
        self._lettering.font.draw_glyph(glyph, functions, state)


class FontBook:
    """The faces that a piece may use, by family and weight; each is loaded on first use.

    Two books that name the same file share its face and the words measured with it.
    """

    def __init__(self, files: FontFiles | Mapping[tuple[str, int], Path]) -> None:
        if not isinstance(files, FontFiles):
            files = FontFiles({key: FontFile(path) for key, path in files.items()})
        self._files = files.faces
        self._odd = files.odd
        self._faces: dict[tuple[str, int], Face] = {}

    @property
    def notes(self) -> tuple[Finding, ...]:
        """A note on each file in the user's folders that cannot be used."""
        return tuple(odd.note for odd in self._odd)

    def face(self, family: str, weight: int) -> Face:
        """The face of exactly this family and weight.

        Raises:
            MissingResourceError: There is no such face, or its file cannot be used.
        """
        key = (family, weight)
        if key not in self._faces:
            self._faces[key] = self._load(family, weight)
        return self._faces[key]

    def cap_height_em(self, family: str, weight: int) -> float | None:
        """The height of a face's capitals; None where there is no such face."""
        try:
            return self.face(family, weight).cap_height_em
        except MissingResourceError:
            return None

    def fallbacks(self, face: Face, named: Sequence[str] = ()) -> tuple[Face, ...]:
        """The faces for what ``face`` lacks: of the families ``named``, then of the shipped ones.

        Each in the weight that is nearest to that of ``face``.

        Raises:
            MissingResourceError: A family of ``named`` is not there.
        """
        families = dict.fromkeys((*named, *FALLBACKS))
        found = []
        for family in families:
            weights = [weight for name, weight in self._files if name == family]
            if weights:
                nearest = min(weights, key=lambda weight: abs(weight - face.weight))
                found.append(self.face(family, nearest))
            elif family in named:
                raise MissingResourceError(self._unknown(family, face.weight))
        return tuple(one for one in found if one.data is not face.data)

    @property
    def has_doubles(self) -> bool:
        """True if a face that was used so far has one glyph for several letters."""
        return any(face.has_doubles for face in self._faces.values())

    def _load(self, family: str, weight: int) -> Face:
        key = (family, weight)
        file = self._files.get(key)
        odd = [one for one in self._odd if one.key == key and (one.is_twin or file is None)]
        if odd:
            raise odd[0].error
        if file is None:
            raise MissingResourceError(self._unknown(family, weight))
        return load_face(family, weight, truetype(file), file.path.name)

    def _unknown(self, family: str, weight: int) -> Problem:
        weights = sorted(w for name, w in self._files if name == family)
        if weights:
            return Problem(
                "unknown-font-weight",
                msg("there is no weight {weight} of '{family}'", weight=weight, family=family),
                msg("weights there are: {names}", names=", ".join(map(str, weights))),
            )
        names = ", ".join(sorted({name for name, _ in self._files}))
        hint = msg("families there are: {names}", names=names)
        if self._odd:
            odd = self._odd[0]
            hint = msg(
                "families there are: {names}; the file {file} cannot be used: {reason}",
                names=names,
                file=odd.name,
                reason=odd.fault.reason,
            )
        return Problem(
            "unknown-font", msg("there is no font family '{family}'", family=family), hint
        )


@lru_cache(maxsize=_CACHED_FACES)
def load_face(family: str, weight: int, data: bytes, name: str) -> Face:
    """The face in ``data``, a TrueType file; ``name`` is what messages call it.

    Raises:
        MissingResourceError: ``data`` is no font, has no TrueType outlines, is a variable font,
            or may not be embedded.
    """
    face = hb.Face(hb.Blob(data))
    fault = defect(face)
    if fault is not None:
        raise unusable(name, *fault)
    font = hb.Font(face)
    upem = face.upem
    # ``hhea``, whatever OS/2 prefers: it is what browsers and the design were measured with.
    ascent, descent = struct.unpack_from(">hh", table(face, "hhea"), 4)
    space = font.get_nominal_glyph(0x20)
    cap = font.get_glyph_extents(font.get_nominal_glyph(ord("H")) or 0)
    resource = _resource(face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME), family, weight)
    lettering = Lettering(font, data, name, doubles_of(data))
    return Face(
        family=family,
        weight=weight,
        resource=resource,
        postscript=resource,
        upem=upem,
        ascent_em=ascent / upem,
        descent_em=-descent / upem,
        cap_height_em=cap.y_bearing / upem if cap else 0.0,
        space_em=font.get_glyph_h_advance(space) / upem if space else 0.25,
        name=name,
        data=data,
        program=data,
        formed={},
        embeds_whole=forbids_subsetting(face),
        _lettering=lettering,
        _measured=_word_cache(lettering),
    )


@lru_cache(maxsize=_CACHED_FACES)
def tabular(face: Face) -> Face:
    """``face`` with tabular figures: digits of one width, unkerned. Its other glyphs are the same.

    Raises:
        MissingResourceError: The font lacks tabular figures and has no room for them.
    """
    if face.figures:
        return face
    found = tabular_figures(face.data)
    if found is None:
        raise unusable(face.name, msg("it has no room for tabular figures"))
    return _variant(face, found.program, figures=found.glyphs)


@lru_cache(maxsize=_CACHED_FACES)
def formed(face: Face, words: frozenset[str]) -> Face:
    """``face`` with a glyph for each cluster of ``words`` that no glyph of its own shows.

    Words that it cannot show are left out. Its other glyphs are the same.

    Raises:
        MissingResourceError: The font has no room for so many glyphs.
    """
    lettering = face._lettering
    forms = sorted(
        {
            Form(cluster.text, cluster.parts, cluster.advance)
            for word in words
            if can_set(lettering.font, word)
            for cluster in shape(lettering.font, word)
            if not is_own_glyph(lettering, cluster)
        }
    )
    if not forms:
        return face
    source = hb.Face(hb.Blob(face.program))
    first = source.glyph_count
    if first + len(forms) > MAX_GLYPHS:
        raise unusable(face.name, msg("it has no room for the letters of this text"))
    program = with_glyphs(source, [AddedGlyph(form.advance, form.parts) for form in forms])
    variant = _variant(
        face,
        program,
        figures=face.figures,
        forms={form: first + number for number, form in enumerate(forms)},
    )
    digest = hashlib.sha256(repr((forms, bool(face.figures))).encode()).hexdigest()[:8]
    return replace(
        variant,
        resource=f"{face.resource}-{digest}",
        formed={first + number: form.text for number, form in enumerate(forms)},
    )


@lru_cache(maxsize=_CACHED_FACES)
def spaced(face: Face, units: int) -> Face:
    """``face`` with all advances wider by ``units`` of its em."""
    program = with_wider_advances(face.program, units)
    lettering = face._lettering
    variant = _variant(face, program, figures=lettering.figures, forms=lettering.forms)
    suffix = f"w{units}t" if face.figures else f"w{units}"
    return replace(variant, resource=f"{face.resource}-{suffix}")


def _variant(
    face: Face,
    program: bytes,
    *,
    figures: Mapping[str, int],
    forms: Mapping[Form, int] | None = None,
) -> Face:
    """``face`` as another font file shows it that holds more glyphs."""
    lettering = replace(
        face._lettering,
        font=hb.Font(hb.Face(hb.Blob(program))),
        figures=figures,
        forms=forms or {},
    )
    return replace(face, program=program, _lettering=lettering, _measured=_word_cache(lettering))


def _word_cache(lettering: Lettering) -> Callable[[str], Word]:
    return lru_cache(maxsize=_CACHED_WORDS)(partial(measure, lettering))


def _resource(postscript_name: str | None, family: str, weight: int) -> str:
    """A name for the face in a PDF, which a subset's tag must still fit before."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "", postscript_name or f"{family}-{weight}")
    if len(plain) > _MAX_RESOURCE_LETTERS:
        plain = plain[:_MAX_RESOURCE_LETTERS] + hashlib.sha256(plain.encode()).hexdigest()[:8]
    return plain or f"F{weight}"
