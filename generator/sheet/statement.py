"""Stated texts of a filled template, compared with the order before anything is laid out.

Three laws, each fault with its template line: every item asked for is shown, whole or abridged as
asked; a text that is stated is set as it is stated, all of it; and all other words are the
template's own. So a filter, a slice or a join that alters a text cannot pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from generator.content.stated_texts import origin_of
from generator.core.errors import Place, Problem, TemplateError
from generator.core.excerpts import excerpt
from generator.core.messages import msg
from generator.core.near_names import near_names
from generator.core.provenance import HEADLINES, StatedText, letters_of
from generator.core.sourced_text import SourcedText
from generator.sheet.markup import Skeleton
from generator.sheet.model import Element
from generator.sheet.schema import OFFICIAL
from generator.sheet.template import FilledTemplate, words_of


@dataclass(frozen=True, slots=True)
class AskedItems:
    """The items that an order asks a piece for.

    Attributes:
        official: The official text of each item by its id.
        whole: Ids of the items whose official text must be set.
        abridged: Ids of those of which a headline must be set.
    """

    official: Mapping[str, str]
    whole: tuple[str, ...] = ()
    abridged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _TextElement:
    """An element that holds text: its slots, and the words written in it."""

    element: Element
    slots: tuple[int, ...]
    literals: tuple[str, ...]


@lru_cache(maxsize=64)
def _text_elements(pages: tuple[Element, ...]) -> tuple[_TextElement, ...]:
    """Every element with text, in the markup's order."""
    found = []
    for element in (e for page in pages for e in page.walk() if e.texts):
        parts = [part for inline in element.texts for part in inline.parts]
        found.append(
            _TextElement(
                element,
                tuple(part for part in parts if isinstance(part, int)),
                tuple(part for part in parts if isinstance(part, str)),
            )
        )
    return tuple(found)


def official_slots(skeleton: Skeleton, asked: AskedItems) -> tuple[str, ...]:
    """The official texts for the skeleton's ``<official>`` elements.

    Raises:
        TemplateError: for each that names an item that there is not.
    """
    problems = []
    for text in _text_elements(skeleton.pages):
        item = text.element.attributes.get("item", "")
        if text.element.tag == OFFICIAL and item not in asked.official:
            near = near_names(item, asked.official) or list(asked.official)
            problems.append(
                Problem(
                    "no-such-item",
                    msg("there is no item '{item}' with an official text", item=item),
                    msg("name one of {known}", known=", ".join(near)),
                    _place(text.element),
                )
            )
    if problems:
        raise TemplateError(*problems)
    return tuple(asked.official[item] for item in skeleton.official_items)


def stated_texts(
    skeleton: Skeleton, filled: FilledTemplate, asked: AskedItems, own_words: set[str]
) -> tuple[StatedText, ...]:
    """The stated texts that are set, in the markup's order; the three laws hold.

    Raises:
        TemplateError: with every fault.
    """
    texts = _text_elements(skeleton.pages)
    problems: list[Problem] = []
    stated = []
    for text in texts:
        for source, printed in _sources(text, filled):
            if not _is_whole(printed, source):
                problems.append(_partial_text(source, printed, text.element))
            stated.append(StatedText(source.origin, source.whole, text.element.style.uppercase))
    problems += _foreign_words(texts, filled, own_words)
    problems += _not_shown(skeleton, texts, asked, {one.origin for one in stated})
    if problems:
        raise TemplateError(*problems)
    return tuple(stated)


def _sources(text: _TextElement, filled: FilledTemplate) -> Iterator[tuple[SourcedText, str]]:
    """Each stated text in one element, with the part of it that is set."""
    sources, slots = filled.sources, filled.slots
    own = [n for n in text.slots if n < len(sources) and sources[n] is not None]
    at = 0
    while at < len(own):
        source = sources[own[at]]
        assert source is not None
        printed = slots[own[at]]
        at += 1
        # Its other parts stand beside it, as on both sides of a <br/>.
        while at < len(own) and not _is_whole(printed, source):
            other = sources[own[at]]
            if other is None or other.origin != source.origin:
                break
            printed += " " + slots[own[at]]
            at += 1
        if source.whole:
            yield source, printed


def _is_whole(printed: str, source: SourcedText) -> bool:
    """True if ``printed`` has all letters of the stated text; nearly always it is equal to it."""
    return printed == source.whole or letters_of(printed) == letters_of(source.whole)


def _partial_text(source: SourcedText, printed: str, element: Element) -> Problem:
    return Problem(
        "stated-text-in-part",
        msg(
            "of the text '{origin}' only “{said}” is set",
            origin=source.origin,
            said=excerpt(printed, 80),
        ),
        msg("print the whole text in this element, or leave it out"),
        _place(element),
    )


def _foreign_words(
    texts: Sequence[_TextElement], filled: FilledTemplate, own_words: set[str]
) -> Iterator[Problem]:
    """Words that are neither the template's own nor a text as it is stated."""
    unsourced = frozenset(filled.unsourced)
    for text in texts:
        printed = [filled.slots[number] for number in text.slots if number in unsourced]
        printed += text.literals
        foreign = [one for one in printed if not _is_own(one, own_words)]
        if foreign:
            yield Problem(
                "text-altered",
                msg(
                    "“{words}” is neither the template's own text nor a text as it is stated",
                    words=excerpt(" ".join(" ".join(foreign).split()), 80),
                ),
                msg(
                    "print each text as it is, without a filter or a join: "
                    "text-transform, {filters} change how it is set",
                    filters="phrases, unbroken, in_text",
                ),
                _place(text.element),
            )


def _is_own(text: str, own_words: set[str]) -> bool:
    return all(
        word in own_words or word.isdecimal() or _is_joined(word, own_words)
        for word in words_of(text)
    )


def _is_joined(word: str, own_words: set[str]) -> bool:
    """True if ``word`` is a concatenation of the template's words, as one cut by a condition is."""
    ends = {0}
    for end in range(1, len(word) + 1):
        if any(start in ends and word[start:end] in own_words for start in range(end)):
            ends.add(end)
    return len(word) in ends


def _not_shown(
    skeleton: Skeleton,
    texts: Sequence[_TextElement],
    asked: AskedItems,
    origins: set[str],
) -> Iterator[Problem]:
    """Items that the order asks for and the template does not show."""
    whole = set(skeleton.official_items)
    missing = [item for item in asked.whole if item not in whole]
    missing += [item for item in asked.abridged if not _is_abridged(item, origins)]
    count = len(asked.whole) + len(asked.abridged)
    for item in missing:
        yield Problem(
            "item-not-shown",
            msg(
                "the item '{item}' that the order asks for is not shown; shown are {shown} of "
                "{count}",
                item=item,
                shown=count - len(missing),
                count=count,
            ),
            msg("loop over all items that the template is given, or set 'items' in its manifest"),
            _place_of_items(skeleton, texts, asked, item),
        )


def _is_abridged(item: str, origins: set[str]) -> bool:
    return any(origin_of(item, role) in origins for role in HEADLINES)


def _place_of_items(
    skeleton: Skeleton, texts: Iterable[_TextElement], asked: AskedItems, item: str
) -> Place:
    """Place where the template sets items like ``item``; by default its first page."""
    near = sorted(
        (
            element
            for page in skeleton.pages
            for element in page.walk()
            if element.attributes.get("item") in asked.official
        ),
        key=lambda element: _group(element.attributes["item"]) != _group(item),
    )
    return _place(near[0] if near else skeleton.pages[0])


def _group(item: str) -> str:
    return item.rpartition("-")[0]


def _place(element: Element) -> Place:
    return Place(element.source, element.line)
