"""Verification of official texts: on the pages, whole, in order, visible, as in the letter.

Two readers that know nothing of one another are asked, and both must agree: pdfium for what is
printed, the structure tree for readers who cannot see. Spaces are taken from the
tags, where there are any: pdfium guesses them from gaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import Final

from generator.core.errors import Place
from generator.core.excerpts import excerpt_words
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.provenance import Expected, ExpectedText
from generator.core.units import mm_to_pt
from generator.preflight.checks.brief import Brief, FileCheck, PageCheck
from generator.preflight.checks.located_texts import LocatedText, Slice, locate_texts
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.checks.text import GROUP
from generator.preflight.pdf.geometry import boxes_overlap
from generator.preflight.pdf.model import Box, Character, Document, Page
from generator.preflight.pdf.per_document import cached_per_document
from generator.preflight.text.adjacent import AdjacentPosition, AdjacentText, find_adjacent_text
from generator.preflight.text.overlaps import find_overlaps
from generator.preflight.text.search import (
    MAX_DISTANCE,
    WordDifference,
    extracted_text,
    find_nearest,
    first_difference,
    normalize_line,
)
from generator.preflight.text.visibility import (
    PageVisibility,
    Visibility,
    split_words,
    visibility_by_page,
)

#: Texts whose first letters are nearer than this stand in one row, or in one column: less
#: than a line of 8 pt text. Corpus: alike from 0.1 to 20 mm.
_ALIGNED_MM: Final = 2.0
#: Characters between two words of one run: a carriage return and a line feed, and a space:
#: as pdfium gives them (our own measurement).
_BETWEEN_WORDS: Final = 3

MISSING = Rule(
    code="official-text-missing",
    title=msg("An official text is not on the pages"),
    cause=msg("The piece says less than the letter asks for."),
    remedy=msg("Make the file again; if it was edited by hand, put the text back."),
    source="our own; the official texts in the file's metadata",
    group=GROUP,
)
DIFFERS = Rule(
    code="official-text-differs",
    title=msg("An official text is not as the letter has it"),
    cause=msg("What is printed in an office's name must be the letter's wording, sign for sign."),
    remedy=msg("Make the file again from the campaign; never correct official texts in the PDF."),
    source="our own; the letter of the campaign",
    group=GROUP,
)
RUNS_ON = Rule(
    code="official-text-runs-on",
    title=msg("Other words stand in one paragraph with an official text"),
    cause=msg("Readers take them for a part of the letter."),
    remedy=msg("Give them a paragraph of their own in the template."),
    source="our own; the structure tree",
    group=GROUP,
)
NOT_IN_TAGS = Rule(
    code="official-text-untold",
    title=msg("An official text is not told to those who cannot see"),
    cause=msg("The tags say something else than what is printed, so a screen reader says it, too."),
    remedy=msg("Make the file again; if it was edited by hand, correct its tags."),
    source="ISO 14289-1, 7.1",
    group=GROUP,
)
OUT_OF_ORDER = Rule(
    code="official-text-order",
    title=msg("Official texts are not in the letter's order"),
    cause=msg("Numbers and cross-references in the letter point to the wrong texts."),
    remedy=msg("Put the items in campaign.yaml in order, or mend the template."),
    source="our own; the order of items in the file's metadata",
    group=GROUP,
)
HIDDEN = Rule(
    code="official-text-hidden",
    title=msg("An official text cannot be seen"),
    cause=msg(
        "It is covered, has the colour of its ground, or is set invisibly; a search finds it, but "
        "nobody can read it on paper."
    ),
    remedy=msg("Move what covers it, or give it another colour, and make the file again."),
    source="our own; the rendered page",
    group=GROUP,
)
CUT = Rule(
    code="official-text-cut",
    title=msg("An official text is cut off"),
    cause=msg("Letters reach over their frame or over the edge of the page and are not printed."),
    remedy=msg("Give the text more room or a smaller size in the template."),
    source="our own; clips and TrimBox against the letters' own boxes",
    group=GROUP,
)
OVERLAP = Rule(
    code="texts-overlap",
    title=msg("Two texts lie on one another"),
    cause=msg(
        "Neither can be read, or one is read where the other should be: a search finds both."
    ),
    remedy=msg("Move one of them, or delete the one that is not meant to be there."),
    source="our own; the boxes of the letters' ink",
    group=GROUP,
)
UNSEEN = Rule(
    code="text-hidden",
    title=msg("There is text in the file that cannot be seen"),
    cause=msg(
        "It is covered or has the colour of its ground: words were lost, or words that nobody "
        "meant to publish are in the file and can be copied out of it."
    ),
    remedy=msg("Move what covers it, give it another colour, or delete it from the source."),
    source="our own; the rendered page",
    group=GROUP,
)


@dataclass(frozen=True, slots=True)
class TextVerification:
    """The verification of one official text.

    Attributes:
        text: As it was expected, with its wording if that is known or was found by its hash.
        page: Zero-based; None if the text is on none. ``box`` is around it there.
        characters: The page and the index on it of each letter that is printed.
        findings: None, if the text is verified.
    """

    text: ExpectedText
    page: int | None
    box: Box | None
    characters: frozenset[tuple[int, int]] = field(repr=False)
    findings: tuple[Finding, ...]

    @property
    def is_verified(self) -> bool:
        """True if the text is there, whole, visible and the letter's."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def verify_texts(document: Document, brief: Brief) -> tuple[TextVerification, ...]:
    """The verification of each official text that the document should hold."""
    return _verified(document, brief.expected) if brief.expected is not None else ()


@cached_per_document
def _verified(document: Document, expected: Expected) -> tuple[TextVerification, ...]:
    return tuple(_Verifier(document, expected).verifications())


def check_texts(document: Document, brief: Brief) -> Iterator[Finding]:
    """Official texts that are missing, hidden or not as the letter has them."""
    for text in verify_texts(document, brief):
        yield from text.findings


class _Verifier:
    """Verifies the official texts of one document."""

    def __init__(self, document: Document, expected: Expected) -> None:
        self._document = document
        self._folds_mm = expected.folds_mm
        self._located = locate_texts(document, expected)
        self._adjacent: dict[Slice, list[tuple[int, AdjacentText]]] = {}

    def verifications(self) -> Iterator[TextVerification]:
        """One for each text, in their order."""
        found = self._located.found
        late = self._late(found)
        for one in found:
            page, box = self._located.where(one.printed)
            positions = self._located.positions(one.printed) if one.printed else []
            yield TextVerification(
                replace(one.text, text=one.wording or None),
                page,
                box,
                frozenset((position.page, position.index) for position in positions),
                (*self._judged(one, found), *late.get(one.text.id, ())),
            )

    # -- judging

    def _judged(self, one: LocatedText, all_found: Sequence[LocatedText]) -> Iterator[Finding]:
        if not one.wording:
            message = msg(
                "no text on the pages is {item}, by its SHA-256; what differs is shown when the "
                "campaign is named",
                item=_item(one.text),
            )
            yield MISSING.found(Severity.ERROR, message)
        elif one.printed is None:
            yield self._unlike(one, all_found)
        else:
            yield from self._compared(one)
            yield from map(partial(self._not_alone, one), self._adjacent_text(one))
            for visibility, word, place in self._located.hidden_words(one.printed)[:1]:
                yield _not_seen(visibility, one.text, word, place)

    def _unlike(self, one: LocatedText, all_found: Sequence[LocatedText]) -> Finding:
        """The finding of a text that is not printed as it should be, or not at all."""
        taken = [other.printed for other in all_found if other.printed is not None]
        like = find_nearest(self._located.printed, one.wording, taken)
        if like is None or like.distance > MAX_DISTANCE:
            message = msg(
                "{item} is not on the pages: “{words}”",
                item=_item(one.text),
                words=excerpt_words(one.wording),
            )
            return MISSING.found(Severity.ERROR, message)
        difference = first_difference(
            self._located.printed.text[like.start : like.end], one.wording
        )
        assert difference is not None
        place = self._located.place((like.start, like.end), difference.at)
        return DIFFERS.found(Severity.ERROR, _differs(one.text, difference), place)

    def _compared(self, one: LocatedText) -> Iterator[Finding]:
        """Findings where print and tags differ from the letter or from one another."""
        assert one.printed is not None
        printed = self._located.printed.text[slice(*one.printed)]
        tag_text, owners = self._located.tagged
        if not self._located.blocks:
            difference = first_difference(printed, one.wording)
            if difference is not None:
                place = self._located.place(one.printed, difference.at)
                yield DIFFERS.found(Severity.ERROR, _differs(one.text, difference), place)
        elif one.in_tags is None:
            yield self._not_in_tags(one)
        else:
            tagged = tag_text.text[slice(*one.in_tags)]
            # Words that are joined at a line's end alone are reported by
            # ``preflight.text.reading_order``.
            difference = first_difference(tagged, one.wording)
            if difference is not None and printed != one.wording:
                place = self._located.place(one.printed)
                yield DIFFERS.found(Severity.ERROR, _differs(one.text, difference), place)
            # What stands beside it in print is found on the page, tagged or not.
            if not self._adjacent_text(one):
                yield from self._run_on(one, {owners[index] for index in range(*one.in_tags)})

    def _not_in_tags(self, one: LocatedText) -> Finding:
        tag_text = self._located.tagged[0]
        like = find_nearest(tag_text, one.wording)
        if like is None or like.distance > MAX_DISTANCE:
            message = msg("{item} is printed, but it is not in the tags", item=_item(one.text))
        else:
            difference = first_difference(tag_text.text[like.start : like.end], one.wording)
            assert difference is not None
            message = msg(
                "the tags do not say what is printed: {difference}",
                difference=_differs(one.text, difference),
            )
        return NOT_IN_TAGS.found(Severity.ERROR, message, self._located.place(one.printed))

    def _run_on(self, one: LocatedText, owners: Iterable[int]) -> Iterator[Finding]:
        """Words beside the official text in its paragraph; its number is none."""
        for owner in owners:
            block = self._located.blocks[owner].text
            rest = (
                block.replace(self._located.tagged[0].text[slice(*one.in_tags)], "", 1)
                if one.in_tags
                else ""
            )
            if any(sign.isalpha() for sign in rest):
                message = msg(
                    "in the paragraph of {item} stands also “{words}”",
                    item=_item(one.text),
                    words=excerpt_words(normalize_line(rest)),
                )
                yield RUNS_ON.found(Severity.WARNING, message, self._located.place(one.printed))

    def _adjacent_text(self, one: LocatedText) -> list[tuple[int, AdjacentText]]:
        """The words that can be seen beside a text on its lines, each with its page."""
        if one.printed is None:
            return []
        if one.printed not in self._adjacent:
            self._adjacent[one.printed] = list(self._find_adjacent_text(one.printed))
        return self._adjacent[one.printed]

    def _find_adjacent_text(self, printed: Slice) -> Iterator[tuple[int, AdjacentText]]:
        positions = self._located.positions(printed)
        for number in dict.fromkeys(position.page for position in positions):
            page, page_visibility = (
                self._document.pages[number],
                visibility_by_page(self._document)[number],
            )
            own = [position for position in positions if position.page == number]
            for found in find_adjacent_text(page.characters, page_visibility.boxes, own):
                if any(
                    Visibility.VISIBLE in page_visibility.of_word(word)
                    for word in split_words(page.characters, sorted(found.indexes))
                ):
                    yield number, found

    def _not_alone(self, one: LocatedText, found: tuple[int, AdjacentText]) -> Finding:
        number, what = found
        page = self._document.pages[number]
        place = place_on(page, page.characters[what.indexes[0]].box)
        known = {"item": _item(one.text), "words": excerpt_words(what.text)}
        match what.position:
            case AdjacentPosition.BEFORE:
                message = msg("right before {item} stands “{words}”, on the same line", **known)
            case AdjacentPosition.AFTER:
                message = msg("right behind {item} stands “{words}”, on the same line", **known)
                return RUNS_ON.found(Severity.WARNING, message, place)
            case AdjacentPosition.WITHIN:
                message = msg("among the words of {item} stands “{words}”", **known)
        return RUNS_ON.found(Severity.ERROR, message, place)

    # -- order

    def _late(self, found: Sequence[LocatedText]) -> Mapping[str, tuple[Finding, ...]]:
        """For each text that comes after its successor the finding of that."""
        late: dict[str, tuple[Finding, ...]] = {}
        for kind in dict.fromkeys(_kind(one.text) for one in found):
            those = [one for one in found if _kind(one.text) == kind and one.printed is not None]
            for before, after in pairwise(those):
                if self._is_read_after(before, after) or self._is_set_after(before, after):
                    message = msg(
                        "{item} comes before {other}",
                        item=_item(after.text),
                        other=_item(before.text),
                    )
                    place = self._located.place(after.printed)
                    late[after.text.id] = (OUT_OF_ORDER.found(Severity.ERROR, message, place),)
        return late

    def _is_read_after(self, before: LocatedText, after: LocatedText) -> bool:
        """True if the first of two texts is read last; without tags it is not known."""
        if before.in_tags is None or after.in_tags is None:
            return False
        return before.in_tags > after.in_tags

    def _is_set_after(self, before: LocatedText, after: LocatedText) -> bool:
        """True if, in one row or one column of a page's panel, the later text stands first."""
        first, second = (self._start(one) for one in (before, after))
        if first is None or second is None or first[0] != second[0]:
            return False
        (page, (x, y)), (_, (other_x, other_y)) = first, second
        if self._panel(page, x) != self._panel(page, other_x):
            return False
        aligned = mm_to_pt(_ALIGNED_MM)
        if abs(y - other_y) < aligned:
            return x - other_x > aligned
        return abs(x - other_x) < aligned and other_y > y

    def _start(self, one: LocatedText) -> tuple[int, tuple[float, float]] | None:
        """The page of a text, and the upper left corner of its first letter."""
        positions = self._located.positions(one.printed) if one.printed else []
        if not positions or positions[0].box is None:
            return None
        box = positions[0].box
        return positions[0].page, (box[0], box[3])

    def _panel(self, page: int, x: float) -> int:
        """Between which folds of its page ``x`` lies."""
        folds = self._folds_mm
        left = self._document.pages[page].boxes.trimmed[0]
        return sum(
            left + mm_to_pt(fold) <= x for fold in (folds[page] if page < len(folds) else ())
        )


def _kind(text: ExpectedText) -> str:
    return text.id.rpartition("-")[0]


def _item(text: ExpectedText) -> Message:
    return msg(
        "official text {id} ({address} in the letter)",
        id=text.id,
        address=text.address,
    )


def _differs(text: ExpectedText, difference: WordDifference) -> Message:
    known = {
        "item": _item(text),
        "found": difference.found,
        "wanted": difference.wanted,
        "context": difference.context,
    }
    if not difference.found:
        first = msg("{item} lacks “{wanted}” of the letter, in “{context}”", **known)
    elif not difference.wanted:
        first = msg("{item} has “{found}” that is not in the letter, in “{context}”", **known)
    else:
        first = msg("{item} has “{found}” where the letter has “{wanted}”, in “{context}”", **known)
    if not difference.more:
        return first
    return msg("{first}; more places that differ: {count}", first=first, count=difference.more)


def _not_seen(visibility: Visibility, text: ExpectedText, word: str, place: Place) -> Finding:
    if visibility is Visibility.CLIPPED:
        message = msg("{item} is cut off at “{word}”", item=_item(text), word=word)
        return CUT.found(Severity.ERROR, message, place)
    if visibility is Visibility.STRUCK_THROUGH:
        message = msg("{item} is painted across at “{word}”", item=_item(text), word=word)
        return HIDDEN.found(Severity.ERROR, message, place)
    if visibility is Visibility.DISTORTED:
        message = msg(
            "{item} is mirrored, turned or squeezed at “{word}”", item=_item(text), word=word
        )
        return HIDDEN.found(Severity.ERROR, message, place)
    message = msg("{item} cannot be seen at “{word}”", item=_item(text), word=word)
    return HIDDEN.found(Severity.ERROR, message, place)


# -- texts of which nothing is known


def check_hidden(page: Page, brief: Brief) -> Iterator[Finding]:
    """Words that cannot be seen; those of expected texts are reported by their verification."""
    expected = frozenset().union(
        _stated_characters(page.document, brief.expected),
        *(text.characters for text in verify_texts(page.document, brief)),
    )
    # Every word of our own pieces can be seen, stated in their record or struck from it.
    severity = Severity.WARNING if brief.expected is None else Severity.ERROR
    page_visibility = visibility_by_page(page.document)[page.index]
    characters = page.characters
    others = [n for n in range(len(characters)) if (page.index, n) not in expected]
    for run in _runs(_hidden_words(page, page_visibility, others)):
        message = msg("“{words}” cannot be seen", words=_said(characters, run[0], run[-1]))
        place = place_on(page, characters[run[0]].box)
        yield UNSEEN.found(severity, message, place)


@cached_per_document
def _stated_characters(document: Document, expected: Expected | None) -> frozenset[tuple[int, int]]:
    """Page and index of the characters of stated texts, but of texts with a copy too many."""
    found: set[tuple[int, int]] = set()
    counts = Counter(normalize_line(text.as_set) for text in expected.stated) if expected else {}
    for wording, count in counts.items():
        text = extracted_text(document)
        slices = list(text.occurrences(wording))
        if len(slices) <= count:
            positions = [one for start, end in slices for one in text.positions[start:end]]
            found |= {(one.page, one.index) for one in positions if one is not None}
    return frozenset(found)


def check_overlaps(page: Page, brief: Brief) -> Iterator[Finding]:
    """Letters of one text that lie on those of another."""
    page_visibility = visibility_by_page(page.document)[page.index]
    characters = page.characters
    letters = [
        index
        for index, character in enumerate(characters)
        if character.text.isalnum()
        and boxes_overlap(character.box, page.boxes.media)
        and page_visibility.painting_marks(index)
    ]
    for run in find_overlaps(characters, letters):
        # Where one of two texts is clipped away, the other is alone.
        if (
            len(
                {
                    mark
                    for pair in run
                    for one in pair
                    for mark in page_visibility.painting_marks(one)
                }
            )
            < 2
        ):
            continue
        first, second = sorted(index for index, _ in run), sorted(index for _, index in run)
        message = msg(
            "“{words}” and “{others}” lie on one another",
            words=_said(characters, first[0], first[-1]),
            others=_said(characters, second[0], second[-1]),
        )
        place = place_on(page, characters[run[0][0]].box)
        yield OVERLAP.found(Severity.ERROR, message, place)


def _said(characters: Sequence[Character], first: int, last: int) -> str:
    return excerpt_words(normalize_line("".join(c.text for c in characters[first : last + 1])))


def _hidden_words(
    page: Page, page_visibility: PageVisibility, indexes: Sequence[int]
) -> Iterator[list[int]]:
    characters = page.characters
    for word in split_words(characters, indexes):
        if (
            any(characters[n].text.isalnum() for n in word)
            and boxes_overlap(characters[word[0]].box, page.boxes.media)
            and Visibility.VISIBLE not in (visibilities := page_visibility.of_word(word))
            and Visibility.HIDDEN in visibilities
            and not page_visibility.is_ocr_text(word[0])
        ):
            yield word


def _runs(found: Iterable[list[int]]) -> Iterator[list[int]]:
    """Words that follow one another, joined."""
    run: list[int] = []
    for word in found:
        if run and word[0] - run[-1] > _BETWEEN_WORDS + 1:
            yield run
            run = []
        run = run + word
    if run:
        yield run


RULES: tuple[Rule, ...] = (
    MISSING,
    DIFFERS,
    RUNS_ON,
    NOT_IN_TAGS,
    OUT_OF_ORDER,
    HIDDEN,
    CUT,
    OVERLAP,
    UNSEEN,
)
PAGE_CHECKS: tuple[PageCheck, ...] = (check_overlaps, check_hidden)
FILE_CHECKS: tuple[FileCheck, ...] = (check_texts,)
