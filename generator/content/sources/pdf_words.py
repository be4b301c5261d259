"""Words of a PDF page, from its glyphs: by their places alone, as a reader's eye does.

Glyphs of one baseline are sorted from left to right. A word ends at a space that is drawn and at a
gap that is wider than those between letters; letters that are spaced out are one word.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Final, NamedTuple

from generator.content.sources.font_encodings import decode_by_font
from generator.content.sources.model import Box
from generator.content.sources.page_words import PlacedWord
from generator.content.sources.pdf_glyphs import UNREADABLE, Glyph, GlyphRun
from generator.vietnamese.syllables import is_syllable

#: In em: a wider gap ends a word. A space is 0.25 wide, a kerned pair's gap below 0.1.
_WORD_GAP: Final = 0.14
#: In em: gaps between these may be either; what makes syllables of both sides decides.
_MAYBE_ONE_WORD: Final = 0.2
_MAYBE_TWO_WORDS: Final = 0.05
#: A space of whose width the next letter leaves less free is none.
_SPACE_SHARE: Final = 0.6
#: In em: letters further apart than this, and all alike, are spaced out.
_SPACED_OUT: Final = 0.12
_SPACED_RATIO: Final = 1.6
#: A second font's letters may be wider than the room that was left for them.
_MANY_ALIKE: Final = 0.6
_MIN_SPACED: Final = 3
#: In em: the same glyph drawn again so near is drawn bold.
_DRAWN_TWICE: Final = 0.13
#: In em: baselines as close are one.
_SAME_BASELINE: Final = 0.12
#: In em: a font that leaves the placing of marks to programs draws them so far beside a letter.
_BESIDE_LETTER: Final = 0.1
#: The height of a word's box above and below its baseline, in em.
_ASCENT: Final = 0.8
_DESCENT: Final = 0.2


class _MarkedLetter(NamedTuple):
    """A letter with its marks."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    run: int
    is_cut: bool = False


def words_of(glyphs: Iterable[Glyph], runs: Sequence[GlyphRun]) -> list[PlacedWord]:
    """The words of glyphs that all run in one direction, in rows from top to bottom.

    Boxes are along and across that direction, as the glyphs' places are.
    """
    words: list[PlacedWord] = []
    for row in _rows(glyphs):
        for layer in _layers(_without_doubles(_with_marks(row))):
            words += _row_words(layer, runs)
    return words


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by their baselines, in painting order within each."""
    exact: dict[float, list[tuple[int, Glyph]]] = {}
    for number, glyph in enumerate(glyphs):
        exact.setdefault(round(glyph.baseline, 1), []).append((number, glyph))
    rows: list[list[tuple[int, Glyph]]] = []
    last = float("-inf")
    for baseline, row in sorted(exact.items()):
        if rows and baseline - last <= _SAME_BASELINE * min(row[0][1].size, rows[-1][0][1].size):
            rows[-1] += row
        else:
            rows.append(row)
            last = baseline
    rows = _with_raised_marks(rows)
    return [[glyph for _, glyph in sorted(row, key=lambda pair: pair[0])] for row in rows]


def _with_raised_marks(rows: list[list[tuple[int, Glyph]]]) -> list[list[tuple[int, Glyph]]]:
    """Rows, of which those of combining marks alone are in the row of their letters."""
    if not any(_is_mark(glyph) for row in rows for _, glyph in row):
        return rows
    kept = [row for row in rows if not all(_is_mark(glyph) for _, glyph in row)]
    for row in rows:
        if all(_is_mark(glyph) for _, glyph in row) and kept:
            mark = row[0][1]
            nearest = min(kept, key=lambda other: abs(other[0][1].baseline - mark.baseline))
            nearest += row
    return kept or rows


def _is_mark(glyph: Glyph) -> bool:
    return bool(glyph.text) and unicodedata.combining(glyph.text[0]) > 0


def _with_marks(row: Sequence[Glyph]) -> list[_MarkedLetter]:
    """Letters, each with the combining marks that are painted over it, before or after it."""
    clusters: list[_MarkedLetter] = []
    marks: list[tuple[int, Glyph]] = []
    for glyph in row:
        if _is_mark(glyph):
            marks.append((len(clusters), glyph))
        else:
            clusters.append(_MarkedLetter(*glyph))
    for before, mark in marks:
        at = _base_of(mark, before, clusters)
        if at is None:
            clusters.append(_MarkedLetter(*mark))
        else:
            clusters[at] = clusters[at]._replace(text=clusters[at].text + mark.text)
    return clusters


def _base_of(mark: Glyph, before: int, clusters: Sequence[_MarkedLetter]) -> int | None:
    """The number of the letter of a mark that ``before`` letters are painted before.

    It is the one under the mark, at best that before.
    """
    middle = (mark.left + mark.right) / 2
    if before:
        letter = clusters[before - 1]
        slack = _BESIDE_LETTER * mark.size
        if letter.left - slack <= middle <= letter.right + slack:
            return before - 1
    near = [*range(before - 1, max(-1, before - 4), -1), *range(before, before + 2)]
    known = [at for at in near if at < len(clusters)]
    under = (at for at in known if clusters[at].left <= middle <= clusters[at].right)
    return next(under, before - 1 if before else None)


def _without_doubles(clusters: Iterable[_MarkedLetter]) -> list[_MarkedLetter]:
    """Clusters from left to right, those drawn twice to look bold once."""
    kept: list[_MarkedLetter] = []
    for cluster in sorted(clusters, key=lambda cluster: cluster.left):
        if not any(
            other.text == cluster.text
            and cluster.left - other.left <= _DRAWN_TWICE * cluster.size
            and not cluster.text.isspace()
            for other in kept[-3:]
        ):
            kept.append(cluster)
    return kept


def _layers(clusters: Sequence[_MarkedLetter]) -> list[list[_MarkedLetter]]:
    """Texts of one baseline that are painted over each other, apart; one layer if none are."""
    covered = sum(
        after.left < before.right - 0.5 * (before.right - before.left)
        and not before.text.isspace()
        and not after.text.isspace()
        for before, after in pairwise(clusters)
    )
    if covered < _MIN_SPACED:
        return [list(clusters)]
    layers: list[list[_MarkedLetter]] = []
    by_run: dict[int, list[_MarkedLetter]] = {}
    for cluster in clusters:
        by_run.setdefault(cluster.run, []).append(cluster)
    for run in by_run.values():
        for layer in layers:
            if not _collide(layer, run):
                layer += run
                break
        else:
            layers.append(list(run))
    return [sorted(layer, key=lambda cluster: cluster.left) for layer in layers]


def _collide(layer: Sequence[_MarkedLetter], run: Sequence[_MarkedLetter]) -> bool:
    """True if more than one letter of a run is painted over another one."""
    hits = 0
    for cluster in run:
        middle = (cluster.left + cluster.right) / 2
        if not cluster.text.isspace() and any(
            other.left < middle < other.right and not other.text.isspace() for other in layer
        ):
            hits += 1
    return hits > 1 or hits * 2 > len(run)


def _row_words(clusters: Sequence[_MarkedLetter], runs: Sequence[GlyphRun]) -> list[PlacedWord]:
    """The words of a row."""
    words: list[list[_MarkedLetter]] = []
    for part in _parts(clusters):
        widest = _letter_gap(part)
        word = [part[0]]
        for number, (before, after) in enumerate(pairwise(part), start=1):
            gap = (after.left - before.right) / min(before.size, after.size)
            if _ends_word(gap, widest, word, part[number:]):
                words.append(word)
                word = []
            word.append(after)
        words.append(word)
    return [_word(letters, runs) for letters in _joined_letters(words)]


def _ends_word(
    gap: float, widest: float, before: Sequence[_MarkedLetter], after: Sequence[_MarkedLetter]
) -> bool:
    """True if a word ends at a gap, in em.

    Fonts that stand in for another have other widths than the text was set with, so that spaces
    get narrow and letters part: there the words themselves decide.
    """
    if widest == _WORD_GAP and _MAYBE_TWO_WORDS < gap < _MAYBE_ONE_WORD:
        one, other = _last_letters(before), _first_letters(after)
        if one and other:
            are_two = is_syllable(one) and is_syllable(other)
            if are_two != is_syllable(one + other):
                return are_two
    return gap > widest


def _last_letters(clusters: Sequence[_MarkedLetter]) -> str:
    letters = ""
    for cluster in reversed(clusters):
        if not cluster.text.isalpha():
            break
        letters = cluster.text + letters
    return unicodedata.normalize("NFC", letters)


def _first_letters(clusters: Sequence[_MarkedLetter]) -> str:
    """The letters up to the next gap that may end a word."""
    letters = ""
    for number, cluster in enumerate(clusters):
        if number:
            last = clusters[number - 1]
            if (cluster.left - last.right) / cluster.size > _MAYBE_TWO_WORDS:
                break
        if not cluster.text.isalpha():
            break
        letters += cluster.text
    return unicodedata.normalize("NFC", letters)


def _parts(clusters: Sequence[_MarkedLetter]) -> list[list[_MarkedLetter]]:
    """Clusters between spaces that are drawn; one under a letter is none."""
    parts: list[list[_MarkedLetter]] = [[]]
    for number, cluster in enumerate(clusters):
        if not cluster.text.isspace():
            parts[-1].append(cluster)
            continue
        after = next((c for c in clusters[number + 1 :] if not c.text.isspace()), None)
        least = cluster.left + _SPACE_SHARE * (cluster.right - cluster.left)
        if after is None or after.left >= least:
            parts.append([])
    return [part for part in parts if part]


def _letter_gap(part: Sequence[_MarkedLetter]) -> float:
    """Widest gap between two letters of a word, in em."""
    gaps = [
        (after.left - before.right) / min(before.size, after.size)
        for before, after in pairwise(part)
    ]
    if len(gaps) >= _MIN_SPACED:
        usual = median(gaps)
        alike = sum(gap > usual / 2 for gap in gaps)
        if usual > _SPACED_OUT and alike >= _MANY_ALIKE * len(gaps):
            return usual * _SPACED_RATIO
    return _WORD_GAP


def _joined_letters(words: Sequence[list[_MarkedLetter]]) -> list[list[_MarkedLetter]]:
    """Words, where each letter of a heading was typed with a space behind it, as words again."""
    joined: list[list[_MarkedLetter]] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and len(words[end]) == 1 and words[end][0].text.isupper():
            end += 1
        run = words[at:end]
        if len(run) > _MIN_SPACED:
            joined += _spelled(run)
            at = end
        else:
            joined.append(list(words[at]))
            at += 1
    return joined


def _spelled(letters: Sequence[list[_MarkedLetter]]) -> list[list[_MarkedLetter]]:
    gaps = [after[0].left - before[0].right for before, after in pairwise(letters)]
    usual = median(gaps)
    if max(gaps) < _SPACED_RATIO * usual:
        # Nothing shows where its words end.
        return [list(letter) for letter in letters]
    found = [list(letters[0])]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap >= _SPACED_RATIO * usual:
            found.append([])
        found[-1] += letter
    return found


def _word(letters: Sequence[_MarkedLetter], runs: Sequence[GlyphRun]) -> PlacedWord:
    text = "".join(
        decode_by_font("".join(letter.text for letter in part), family)
        for family, part in groupby(letters, key=lambda letter: runs[letter.run].family)
    )
    size = Counter(round(letter.size, 2) for letter in letters).most_common(1)[0][0]
    baseline = median(letter.baseline for letter in letters)
    box = Box(
        letters[0].left,
        baseline - _ASCENT * size,
        max(letter.right for letter in letters),
        baseline + _DESCENT * size,
    )
    return PlacedWord(
        text,
        box,
        baseline,
        size,
        bold=_most([runs[letter.run].bold for letter in letters]),
        italic=_most([runs[letter.run].italic for letter in letters]),
        unsure=(
            ((0, len(text)),)
            if any(letter.is_cut for letter in letters)
            else tuple((at, at + 1) for at, sign in enumerate(text) if sign == UNREADABLE)
        ),
    )


def _most(flags: Sequence[bool | None]) -> bool | None:
    known = [flag for flag in flags if flag is not None]
    return sum(known) * 2 > len(known) if known else None
