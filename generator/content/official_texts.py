"""Official texts of items: each is a block of the letter, named by its address or its first words.

An item says ``at: II.1.a`` or ``quote: "Đậy kín bể nước"``. In the older form it says ``section``
and ``bullet``, which still work; a note says how to write them today. The text of a block is its
own: those below it are blocks themselves. How campaigns are read is in ``campaign``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from generator.content.letters.model import BlockType, Letter, LetterBlock
from generator.content.model import Item
from generator.content.yaml_nodes import YamlNode, read_mapping
from generator.core.excerpts import excerpt_words
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.core.shell import quoted
from generator.vietnamese.syllables import fold_tones

_AT: Final = "at"
_QUOTE: Final = "quote"
_SECTION: Final = "section"
_BULLET: Final = "bullet"

_WORD: Final = re.compile(r"\w+")
#: Clerks write an address as the paper has its markers: "II. 1. a)", "Điều 2.1".
_LOOSE: Final = re.compile(r"[\s)]|\.+$")
_ARTICLE: Final = re.compile(r"^điều")
_LISTED: Final = frozenset({BlockType.DASH, BlockType.PLUS})
_MAX_NAMED: Final = 5
_MAX_ADDRESSES: Final = 40


@dataclass(frozen=True, slots=True)
class OfficialText:
    """A text of the letter, word for word, and the address of its block."""

    address: str
    text: str


def read_pointer(node: YamlNode) -> None:
    """Ask ``node``, an item, for its keys that name an official text, and report what is odd."""
    ways = [key for key in (_AT, _QUOTE) if key in node]
    older = [key for key in (_SECTION, _BULLET) if key in node]
    if older:
        ways.append(_SECTION)
    if len(ways) > 1:
        node.report(
            "official-text-named-twice",
            msg("the item names its official text in several ways: {keys}", keys=", ".join(ways)),
            hint=msg("keep one: best “at”"),
            key=ways[1],
        )
    if not ways:
        node.report(
            "missing-key",
            msg("the key “{key}” is missing", key=_AT),
            hint=msg(
                "write where the official text stands, as “at: II.1.a”; anpham letter shows it"
            ),
        )
    for key in ways[:2]:
        if key == _SECTION:
            node.integer(_SECTION, minimum=1)
            node.integer(_BULLET, minimum=1)
        else:
            node.text(key)


class OfficialTextFinder:
    """Finder of the texts of one letter that a campaign's items name."""

    def __init__(self, letter: Letter) -> None:
        self._letter = letter
        self._texts = {block.address: block.text for block in letter.blocks}
        # Fields that an item may name, too, though they are no blocks.
        for name, text in (("subject", letter.subject), ("closing", letter.closing)):
            if text and name not in self._texts:
                self._texts[name] = text
        self._named: set[str] = set()

    def find(self, node: YamlNode) -> OfficialText | None:
        """The text that the item ``node`` names; None if there is none, which is reported."""
        if _AT in node:
            address, key = self._at(node), _AT
        elif _QUOTE in node:
            address, key = self._quoted(node), _QUOTE
        elif _SECTION in node or _BULLET in node:
            address, key = self._by_section(node), _BULLET
        else:
            return None  # which was reported when it was read
        if address is None:
            return None
        if address in self._named:
            node.report(
                "block-used-twice",
                msg(
                    "another item already names {address} of the letter: “{words}”",
                    address=address,
                    words=excerpt_words(self._texts[address]),
                ),
                key=key,
            )
            return None
        self._named.add(address)
        return OfficialText(address, self._texts[address])

    def _at(self, node: YamlNode) -> str | None:
        written = node.text(_AT)
        if not written or written in self._texts:
            return written or None
        loose = [address for address in self._texts if _loose(address) == _loose(written)]
        if len(loose) == 1:
            return loose[0]
        node.report(
            "no-such-block",
            msg("the letter has no {address}", address=written),
            hint=self._hint(near_names(written, self._texts, limit=_MAX_NAMED)),
            key=_AT,
        )
        return None

    def _quoted(self, node: YamlNode) -> str | None:
        written = node.text(_QUOTE)
        words = _words(written)
        if not words:
            if written:
                node.report(
                    "no-such-quote",
                    msg("“{words}” holds no word", words=written),
                    hint=msg("write the first words of the point, as the letter has them"),
                    key=_QUOTE,
                )
            return None
        blocks = self._letter.blocks
        found = [block for block in blocks if _begins(block, words)]
        whole = [block for block in found if _words(block.text) == words]
        if len(found) == 1 or len(whole) == 1:
            return (whole if len(whole) == 1 else found)[0].address
        if found:
            node.report(
                "ambiguous-quote",
                msg("several points of the letter begin with “{words}”", words=written),
                hint=msg(
                    "write more of the words, or one of these addresses: {blocks}",
                    blocks=self._named_blocks([block.address for block in found]),
                ),
                key=_QUOTE,
            )
        else:
            node.report(
                "no-such-quote",
                msg("no point of the letter begins with “{words}”", words=written),
                hint=self._hint(_near_beginnings(words, blocks)),
                key=_QUOTE,
            )
        return None

    def _by_section(self, node: YamlNode) -> str | None:
        """The address of the older form's bullet: the points with a sign below a number."""
        section = node.integer(_SECTION, minimum=1)
        bullet = node.integer(_BULLET, minimum=1)
        lists = [self._list_below(head) for head in self._letter.blocks if _number(head) == section]
        lists = [own for own in lists if own]
        exact = [block.address for own in lists for block in own]
        if f"{section}.{bullet}" in exact:
            return f"{section}.{bullet}"
        if len(lists) == 1 and bullet <= len(lists[0]):
            return lists[0][bullet - 1].address
        if not lists:
            near = [head.address for head in self._letter.blocks if self._list_below(head)]
            node.report(
                "no-such-block",
                msg("the letter has no section {section} with points in it", section=section),
                hint=self._hint(near),
                key=_SECTION,
            )
            return None
        if len(lists) == 1:
            message = msg(
                "section {section} of the letter has no bullet {bullet}",
                section=section,
                bullet=bullet,
            )
        else:
            message = msg("the letter has several sections {section}", section=section)
        node.report("no-such-block", message, hint=self._hint(exact), key=_BULLET)
        return None

    def _list_below(self, head: LetterBlock) -> list[LetterBlock]:
        return [
            block
            for block in self._letter.blocks
            if block.parent == head.address and block.type in _LISTED
        ]

    def _hint(self, near: Sequence[str]) -> Message:
        """The way to the right address: those that are near, else all that there are."""
        letter = quoted(PurePath(self._letter.source))
        if near:
            return msg(
                "write “at: ...” with one of these: {blocks}; all of them: anpham letter {letter}",
                blocks=self._named_blocks(near),
                letter=letter,
            )
        known = list(self._texts)
        shown = ", ".join(known[:_MAX_ADDRESSES]) + (" …" if len(known) > _MAX_ADDRESSES else "")
        return msg(
            "the letter has {addresses}; see them: anpham letter {letter}",
            addresses=shown,
            letter=letter,
        )

    def _named_blocks(self, addresses: Sequence[str]) -> str:
        """Addresses, each with the words that its text begins with."""
        named = [
            f"{address} (“{excerpt_words(self._texts[address], 6)}”)"
            for address in addresses[:_MAX_NAMED]
        ]
        return ", ".join(named) + (" …" if len(addresses) > _MAX_NAMED else "")


def pointer_findings(
    root: YamlNode, nodes: Sequence[YamlNode], items: Sequence[Item], letter: Letter
) -> Iterator[Finding]:
    """Findings of items that are written in the older form, or name a text that only announces."""
    older = [
        f"{item.id}: at: {item.address}"
        for node, item in zip(nodes, items, strict=True)
        if _AT not in node and _QUOTE not in node
    ]
    if older:
        yield Finding(
            "address-old-form",
            Severity.NOTE,
            msg("items name their official texts by section and bullet, as in older files"),
            msg("instead of both lines write {lines}", lines=", ".join(older)),
            root.place("items"),
        )
    blocks = {block.address: block for block in letter.blocks}
    for node, item in zip(nodes, items, strict=True):
        block = blocks.get(item.address)
        if block is not None:
            yield from _announcing(node, item, block, letter)


def misplaced_pointers(campaign: str, source: str, now: Mapping[str, str]) -> Iterator[Finding]:
    """Items of a campaign file whose address is that of another text since the letter changed.

    Args:
        campaign: The campaign file.
        source: Its name, for messages.
        now: Where each block that was locked stands in the letter now; see ``LetterLock``.
    """
    root = read_mapping(campaign, source)
    for node in root.mappings("items", required=False):
        key = _AT if _AT in node else _BULLET
        if key == _AT:
            address = node.text(_AT)
        else:
            address = f"{node.integer(_SECTION, default=0)}.{node.integer(_BULLET, default=0)}"
        if address in now and now[address] != address:
            yield Finding(
                "item-moved",
                Severity.WARNING,
                msg(
                    "what the item quoted at {was} stands at {now} now",
                    was=address,
                    now=now[address],
                ),
                msg("write “at: {now}”, or the item quotes another text", now=now[address]),
                node.place(key),
            )


def _announcing(
    node: YamlNode, item: Item, block: LetterBlock, letter: Letter
) -> Iterator[Finding]:
    """Finding that ``block`` is a title, and the texts that it announces are other blocks."""
    below = [other.address for other in letter.blocks if other.parent == block.address]
    is_title = block.type in (BlockType.HEADING, BlockType.ARTICLE) and below
    if not is_title and not block.text.rstrip().endswith(":"):
        return
    if below:
        hint = msg("name one of those below it: {addresses}", addresses=", ".join(below))
    else:
        hint = msg("name the point that says it; the official text is printed alone")
    key = _AT if _AT in node else _QUOTE if _QUOTE in node else _SECTION
    yield Finding(
        "official-text-announces",
        Severity.WARNING,
        msg(
            "the official text of {item}, {address} of the letter, only announces others: “{text}”",
            item=item.id,
            address=item.address,
            text=excerpt_words(block.text, 12),
        ),
        hint,
        node.place(key),
    )


def _loose(address: str) -> str:
    """``address`` without what people write otherwise; "đ" and "d" are two points."""
    return _ARTICLE.sub("đ", _LOOSE.sub("", address.strip()).casefold())


def _words(text: str) -> list[str]:
    return _WORD.findall(fold_tones(text.casefold()))


def _begins(block: LetterBlock, words: list[str]) -> bool:
    """True if ``block`` begins with ``words``, typed with its marker or without."""
    own = _words(block.text)
    marked = _words(block.marker) + own
    return words in (own[: len(words)], marked[: len(words)])


def _near_beginnings(words: list[str], blocks: Sequence[LetterBlock]) -> list[str]:
    """Addresses of blocks that begin much like ``words``, else of those that hold them."""
    count = len(words)
    beginnings = {block.address: " ".join(_words(block.text)[:count]) for block in blocks}
    written = " ".join(words)
    near = near_names(written, beginnings.values(), limit=_MAX_NAMED)
    if not near:  # perhaps words of the middle
        return [block.address for block in blocks if written in " ".join(_words(block.text))]
    return [block.address for block in blocks if beginnings[block.address] in near]


def _number(block: LetterBlock) -> int | None:
    """The number of a marker in Arabic figures, as "1." or "2)"."""
    found = re.fullmatch(r"(\d{1,2})[.)]", block.marker)
    return int(found[1]) if found else None
