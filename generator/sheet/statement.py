"""Stated texts of a filled template, compared with the order before anything is laid out.

Three laws, each fault with its template line: every item asked for is shown, whole or abridged as
asked; a text that is stated is set as it is stated, all of it; and all other words are the
template's own. So a filter, a slice or a join that alters a text cannot pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.content.stated_texts import origin_of
from generator.core.errors import Place, Problem, TemplateError
from generator.core.excerpts import excerpt
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.core.provenance import HEADLINES, StatedText, letters_of
from generator.core.sourced_text import SourcedText
from generator.sheet.markup import Skeleton
from generator.sheet.model import Element
from generator.sheet.schema import OFFICIAL, OTHER_CODE
from generator.sheet.template import FilledTemplate, letters_in


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
def check_codes(pages: tuple[Element, ...], address: str | None) -> None:
    """Check that every code leads to ``address``, the campaign's, or elsewhere on purpose.

    Args:
        address: None for a campaign without a link.

    Raises:
        TemplateError: with the line of each code that does neither.
    """
    problems = [
        Problem(
            "code-leads-elsewhere",
            _elsewhere(element.attributes["data"], address),
            msg("write {form} if a second code is meant", form=f'purpose="{OTHER_CODE}"'),
            _place(element),
        )
        for page in pages
        for element in page.walk()
        if element.tag == "qr"
        and element.attributes.get("purpose") != OTHER_CODE
        and element.attributes["data"] != address
    ]
    if problems:
        raise TemplateError(*problems)


def _elsewhere(found: str, address: str | None) -> Message:
    if address is None:
        return msg("this code leads to {found}; the campaign has no link", found=excerpt(found, 80))
    return msg(
        "this code leads to {found}; the campaign's leads to {address}",
        found=excerpt(found, 80),
        address=excerpt(address, 80),
    )


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
    skeleton: Skeleton, filled: FilledTemplate, asked: AskedItems, own_texts: frozenset[str]
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
    altered = tuple(_foreign_words(texts, filled, own_texts))
    problems += altered
    # A headline that was altered is not set, which need not be said again for each item.
    abridged = () if altered else asked.abridged
    shown = {one.origin for one in stated}
    problems += _not_shown(skeleton, replace(asked, abridged=abridged), shown)
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
    texts: Sequence[_TextElement], filled: FilledTemplate, own_texts: frozenset[str]
) -> Iterator[Problem]:
    """Words that are neither the template's own nor as they are stated, once for each line."""
    unsourced = frozenset(filled.unsourced)
    lines: set[Place] = set()
    for text in texts:
        if _place(text.element) in lines:
            continue
        printed = [filled.slots[number] for number in text.slots if number in unsourced]
        printed += text.literals
        foreign = [one for one in printed if not _is_own(one, own_texts)]
        if foreign:
            lines.add(_place(text.element))
            yield Problem(
                "text-altered",
                msg(
                    "“{words}” is neither the template's own text nor a text as it is stated",
                    words=excerpt(" ".join(" ".join(foreign).split()), 80),
                ),
                msg(
                    "print each text as it is, without a filter or a join: "
                    "text-transform, {filters} change how it is set",
                    filters="unbroken, in_text",
                ),
                _place(text.element),
            )


def _is_own(text: str, own_texts: frozenset[str]) -> bool:
    """True if ``text`` is made of whole stretches that the template says itself.

    Of whole ones: of the words of a sentence another sentence could be made.
    """
    letters = letters_in(text)
    if letters in own_texts:
        return True
    ends = {0}
    for end in range(1, len(letters) + 1):
        if any(start in ends and letters[start:end] in own_texts for start in range(end)):
            ends.add(end)
    return len(letters) in ends


def _not_shown(skeleton: Skeleton, asked: AskedItems, origins: set[str]) -> Iterator[Problem]:
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
            _place_of_items(skeleton, asked, item),
        )


def _is_abridged(item: str, origins: set[str]) -> bool:
    return any(origin_of(item, role) in origins for role in HEADLINES)


def _place_of_items(skeleton: Skeleton, asked: AskedItems, item: str) -> Place:
    """Place where the material's template sets items like ``item``; by default its first page.

    An item's own element may be written in a part that materials share; then the element around it
    that the template itself has written is meant.
    """
    own = skeleton.pages[0].source
    near: Element | None = None
    for page in skeleton.pages:
        for path in _paths(page, ()):
            other = path[-1].attributes.get("item", "")
            if other in asked.official and (near is None or _group(other) == _group(item)):
                near = next((one for one in reversed(path) if one.source == own), path[-1])
                if _group(other) == _group(item):
                    return _place(near)
    return _place(near or skeleton.pages[0])


def _paths(element: Element, above: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    """Each element in ``element`` with those around it, outermost first."""
    path = (*above, element)
    yield path
    for child in element.children:
        yield from _paths(child, path)


def _group(item: str) -> str:
    return item.rpartition("-")[0]


def _place(element: Element) -> Place:
    return Place(element.source, element.line)
