"""Groups of a draft from the sections of a letter, each item with its tone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.content.drafting.clauses import (
    ClauseWord,
    beginning,
    denies,
    first_denial,
    forms,
    frees,
    read_words,
    statements,
    verb_at,
)
from generator.content.drafting.duties import affirmed, is_duty
from generator.content.drafting.headings import Heading, is_for_offices, read_heading
from generator.content.drafting.headlines import NO_LEAD, abridge
from generator.content.drafting.icon_words import FALLBACK_ICON, IconWords
from generator.content.drafting.model import DraftGroup, DraftItem
from generator.content.drafting.prohibitions import forbids, frees_from
from generator.content.drafting.public_facts import (
    counts_in_words,
    has_public_fact,
    without_ordinal,
)
from generator.content.letters.model import BlockType, Letter, LetterBlock
from generator.content.model import Tone
from generator.vietnamese.break_tokens import lexicon_form
from generator.vietnamese.compounds import Lexicon

#: Blocks that are no items: rows of a table, footnotes.
NO_ITEMS: Final = (BlockType.ROW, BlockType.NOTE)
#: Titles of groups that have no heading, and what a split heading gets.
TITLES: Final = {Tone.DO: "Cần làm", Tone.DONT: "Không được làm", Tone.INFO: "Cần biết"}
_ATTACHED: Final = re.compile(r"\W*(?:đính kèm|gửi kèm|kèm theo|có .* kèm theo)", re.I)
#: Sentences of an act about itself.
_SELF: Final = re.compile(
    r"(?:quyết định|chỉ thị|kế hoạch|công văn|thông báo|hướng dẫn|quy định) này\b"
    r"|.*\b(?:chịu trách nhiệm thi hành|thi hành quyết định)\b"
    r"|ban hành (?:kèm theo|quy|kế)|thành lập\b|bãi bỏ\b"
)
_DEMANDS: Final = frozenset(("phải", "cần", "nên", "hãy"))
#: The fewest items of each tone for which a group is split.
_LEAST_SPLIT: Final = 2
_OPENERS: Final = frozenset(("khi", "nếu", "trước", "sau", "trường", "để", "hễ", "trong"))
#: The fewest items that are suggested, as long as there are more.
_LEAST_SUGGESTED: Final = 2
#: Words before the negation of a whole clause: "Cha mẹ không để trẻ …".
_MOST_SUBJECT: Final = 6


@dataclass(frozen=True, slots=True)
class _ToneOfItem:
    """Tone of an item.

    Attributes:
        is_said: Whether its own words say so.
        is_exempt: Whether no heading that forbids denies it: a duty or a permission.
    """

    tone: Tone
    is_said: bool
    is_exempt: bool = False


def draft_groups(letter: Letter, lexicon: Lexicon, icons: IconWords) -> tuple[DraftGroup, ...]:
    """The groups of ``letter``, in the order of their first items."""
    tree = _Tree(letter.blocks)
    groups: list[DraftGroup] = []
    own_sentences: set[str] = set()
    is_counted = counts_in_words([block.text for block in letter.blocks])
    for parent, blocks in tree.sections():
        heading = tree.heading(parent, lexicon)
        if heading.is_slogans:
            continue
        heading = _with_acts(heading, blocks, lexicon)
        if counted := counts_in_words([block.text for block in blocks]) or is_counted:
            said = [without_ordinal(block.text) for block in blocks]
        else:
            said = [block.text for block in blocks]
        items = [
            _item(block, text, heading, lexicon) for block, text in zip(blocks, said, strict=True)
        ]
        tones = [_tone_of(text, lexicon) for text in said]
        found = _split(parent, heading, items, tones, blocks, least=1 if counted else _LEAST_SPLIT)
        groups += [_with_icons(group, heading, lexicon, icons, letter) for group in found]
        if heading.is_machinery:
            own_sentences |= {block.address for block in blocks}
        own_sentences |= {one.address for one in blocks if _SELF.match(lexicon_form(one.text))}
    return _named(_suggested(groups, own_sentences))


def _with_acts(heading: Heading, blocks: Sequence[LetterBlock], lexicon: Lexicon) -> Heading:
    """``heading``, whose items are acts only if some are and some are not denied.

    Below "Các hành vi bị nghiêm cấm" a "không đội mũ bảo hiểm" beside "đua xe" is forbidden; where
    every item is denied, they may as well repeat the heading's negation.
    """
    if not heading.lead.lists_acts:
        return heading
    denied = [denies(read_words(beginning(block.text), lexicon)) for block in blocks]
    lists_acts = any(denied) and not all(denied)
    return replace(heading, lead=replace(heading.lead, lists_acts=lists_acts))


class _Tree:
    """The blocks of a letter by their parents."""

    def __init__(self, blocks: Sequence[LetterBlock]) -> None:
        self._blocks = [block for block in blocks if block.type not in NO_ITEMS]
        self._by_address = {block.address: block for block in self._blocks}
        self._parents = {block.parent for block in self._blocks}
        marked = [at for at, block in enumerate(self._blocks) if block.marker]
        #: Paragraphs before the first marked block are the preamble.
        self._first = marked[0] if marked else 0
        self._tables = {block.parent for block in blocks if block.type is BlockType.ROW}

    def sections(self) -> Iterable[tuple[str, list[LetterBlock]]]:
        """The address of each section and the blocks that are its items."""
        found: dict[str, list[LetterBlock]] = {}
        for block in self._blocks[self._first :]:
            if self._is_item(block):
                is_head = block.address in self._parents
                section = block.address if is_head else block.parent
                found.setdefault(section, []).append(block)
        return found.items()

    def heading(self, address: str, lexicon: Lexicon) -> Heading:
        """The heading of a section, with what the sections around it make of it."""
        if address not in self._by_address:
            return Heading()
        block = self._by_address[address]
        heading = read_heading(block.text, lexicon)
        if _is_sentence(block.text) and ": " not in block.text:
            heading = replace(heading, title="", lead=NO_LEAD)
        above = self.heading(block.parent, lexicon)
        return replace(
            heading,
            is_machinery=heading.is_machinery or above.is_machinery,
            is_for_offices=heading.is_for_offices or above.is_for_offices,
            tone=heading.tone or (above.tone if above.lead.negation else None),
            lead=heading.lead if heading.lead.negation else above.lead,
        )

    def _is_item(self, block: LetterBlock) -> bool:
        if block.address in self._parents:
            return _is_sentence(block.text)
        if block.address in self._tables or block.text.rstrip().endswith(":"):
            return False
        if block.marker:
            return True
        return not _ATTACHED.match(block.text) and not _is_preamble(block.text)


def _is_sentence(text: str) -> bool:
    """True if a text with blocks below it says something itself: it ends in a full stop."""
    return text.rstrip().endswith((".", ";")) and len(text.split()) > 3


def _is_preamble(text: str) -> bool:
    form = lexicon_form(text)
    opens = form.startswith(("căn cứ", "thực hiện ", "theo ", "xét ", "triển khai ", "kính gửi"))
    cites = opens and re.search(r"\d/", form) is not None
    return text.rstrip().endswith(":") or text.isupper() or cites


def _item(block: LetterBlock, text: str, heading: Heading, lexicon: Lexicon) -> DraftItem:
    """The item of ``block``, whose words without their ordinal are ``text``; no icon yet."""
    short = abridge(text, lexicon, heading.lead)
    form = lexicon_form(block.text)
    is_for_citizens = has_public_fact(block.text) or not (
        heading.is_machinery
        or heading.is_for_offices
        or _SELF.match(form)
        or (is_for_offices(form) and not _is_denied_office(block.text, lexicon))
    )
    return DraftItem(
        address=block.address,
        official=block.text,
        headline=short.headline,
        short_headline=short.short_headline,
        support=short.support,
        icon=FALLBACK_ICON,
        is_too_long=short.is_too_long,
        is_support_long=short.is_support_long,
        must_keep=short.must_keep,
        is_suggested=is_for_citizens,
    )


def _with_icons(
    group: DraftGroup, heading: Heading, lexicon: Lexicon, icons: IconWords, letter: Letter
) -> DraftGroup:
    """``group`` with the icons of its items."""
    around = (heading.title, letter.subject or "")
    is_forbidden = group.tone is Tone.DONT
    items = []
    for item in group.items:
        text = beginning(item.official)
        if is_forbidden:
            icon = icons.icon_for(text, *around, lexicon=lexicon)
        else:
            own = affirmed(text, lexicon)
            outer = around if own == text else ()
            icon = icons.icon_for(own, *outer, lexicon=lexicon, is_allowed=True)
        items.append(replace(item, icon=icon))
    return replace(group, items=tuple(items))


def _is_denied_office(text: str, lexicon: Lexicon) -> bool:
    """True for what offices do not do, which citizens should know."""
    words = read_words(beginning(text), lexicon)
    at = first_denial(words)
    return at is not None and 0 < at <= _MOST_SUBJECT and verb_at(words[:at]) != 0


def _tone_of(text: str, lexicon: Lexicon) -> _ToneOfItem:
    """The tone that the first statement of ``text`` has."""
    parts = statements(read_words(beginning(text), lexicon))
    if not parts or _SELF.match(lexicon_form(text)):
        return _ToneOfItem(Tone.INFO, is_said=False)
    label = _label(parts[0])
    if forbids(label):
        return _ToneOfItem(Tone.DONT, is_said=True)
    own = _main_clause(parts[0])
    if frees(own) or frees_from(label):
        return _ToneOfItem(Tone.INFO, is_said=True, is_exempt=True)
    if denies(own):
        of_office = is_for_offices(" ".join(forms(own[: first_denial(own) or 0])))
        return _ToneOfItem(Tone.INFO if of_office else Tone.DONT, is_said=not of_office)
    is_exempt = is_duty(parts[0])
    demands = any(word.form in _DEMANDS for word in own[:_MOST_SUBJECT])
    if demands or (verb_at(own) >= 0 and not own[0].text[:1].isdigit()):
        return _ToneOfItem(Tone.DO, is_said=True, is_exempt=is_exempt)
    has_label = any(word.punctuation == ":" for word in parts[0])
    return _ToneOfItem(Tone.INFO, is_said=has_label, is_exempt=is_exempt)


def _label(part: Sequence[ClauseWord]) -> str:
    """The words of ``part`` before its first colon: "nghiêm cấm các hộ chăn nuôi"."""
    at = next((at for at, word in enumerate(part[:-1]) if word.punctuation == ":"), -1)
    return " ".join(forms(part[: at + 1]))


def _main_clause(part: Sequence[ClauseWord]) -> Sequence[ClauseWord]:
    """The first clause of ``part`` that says what to do: behind a label or a condition."""
    label = next((at for at, word in enumerate(part[:-1]) if word.punctuation == ":"), -1)
    own = part[label + 1 :]
    pauses = [at for at, word in enumerate(own[:-1]) if word.punctuation == ","]
    written = forms(own)
    if own[0].form in _OPENERS or "nào" in written[:3] or own[0].form == "ai":
        if "thì" in written:
            own = own[written.index("thì") + 1 :]
        elif pauses:
            own = own[pauses[0] + 1 :]
    end = next((at + 1 for at, word in enumerate(own) if word.punctuation == ","), len(own))
    return own[:end] or part


def _split(
    parent: str,
    heading: Heading,
    items: Sequence[DraftItem],
    tones: Sequence[_ToneOfItem],
    blocks: Sequence[LetterBlock],
    *,
    least: int,
) -> list[DraftGroup]:
    """The groups under one heading: one, or one for each tone if every item says its own."""
    if heading.tone is not None:
        return _split_off(parent, heading, items, tones)
    by_tone = {
        tone: [item for item, one in zip(items, tones, strict=True) if one.tone is tone]
        for tone in Tone
    }
    by_tone = {tone: chosen for tone, chosen in by_tone.items() if chosen}
    marked = [tone for tone, block in zip(tones, blocks, strict=True) if block.marker]
    paragraphs = [tone for tone, block in zip(tones, blocks, strict=True) if not block.marker]
    if len(by_tone) == 1 or not heading.title:
        return [_group(parent, heading, heading.title, tone, by_tone[tone]) for tone in by_tone]
    said = {tone.tone for tone in marked}
    if len(said) == 1 and all(tone.tone is Tone.INFO for tone in paragraphs):
        # A paragraph beside points is about them, and no point.
        return [
            _group(parent, heading, heading.title if tone in said else "", tone, by_tone[tone])
            for tone in by_tone
        ]
    if heading.titles.keys() == by_tone.keys():
        return [
            _group(parent, heading, heading.titles[tone], tone, by_tone[tone]) for tone in by_tone
        ]
    is_clear = all(tone.is_said for tone in tones)
    if not is_clear or min(map(len, by_tone.values())) < least:
        return [_group(parent, heading, heading.title, Tone.INFO, items)]
    return [
        _group(parent, heading, f"{heading.title}: {TITLES[tone].lower()}", tone, by_tone[tone])
        for tone in by_tone
    ]


def _split_off(
    parent: str, heading: Heading, items: Sequence[DraftItem], tones: Sequence[_ToneOfItem]
) -> list[DraftGroup]:
    """The group of a heading with a tone; what it forbids and what is a duty are two groups."""
    assert heading.tone is not None
    others: dict[Tone, list[DraftItem]] = {}
    kept = []
    for item, one in zip(items, tones, strict=True):
        if heading.tone is Tone.DONT and one.is_exempt:
            others.setdefault(one.tone, []).append(item)
        else:
            kept.append(item)
    groups = [_group(parent, heading, heading.title, heading.tone, kept)] if kept else []
    return groups + [_group(parent, heading, "", tone, some) for tone, some in others.items()]


def _group(
    parent: str, heading: Heading, title: str, tone: Tone, items: Sequence[DraftItem]
) -> DraftGroup:
    return DraftGroup(
        name=tone.value,
        title=_without_count(title or TITLES[tone], len(items)),
        tone=tone,
        address=parent,
        items=tuple(items),
    )


def _without_count(title: str, count: int) -> str:
    """``title`` without a number at its head that is not that of its items."""
    found = re.match(r"(\d+)\s+", title)
    if found is None or int(found[1]) == count:
        return title
    rest = title[found.end() :]
    return rest[:1].upper() + rest[1:]


def _suggested(groups: list[DraftGroup], own_sentences: set[str]) -> list[DraftGroup]:
    """``groups`` with some that are suggested.

    Where hardly an item is for citizens, those for offices are suggested as well, and where there
    is none of these either, all.

    Args:
        own_sentences: Addresses of what an act says of itself, and of the paper's machinery.
    """
    everything = {item.address for group in groups for item in group.items}
    chosen = {item.address for group in groups for item in group.items if item.is_suggested}
    for more in (everything - own_sentences, everything):
        if len(chosen) < min(_LEAST_SUGGESTED, len(everything)):
            chosen = more
    result = []
    for group in groups:
        items = tuple(replace(one, is_suggested=one.address in chosen) for one in group.items)
        is_suggested = any(item.is_suggested for item in items)
        result.append(replace(group, items=items, is_suggested=is_suggested))
    return result


def _named(groups: Iterable[DraftGroup]) -> tuple[DraftGroup, ...]:
    """``groups`` with unique names: "do", "dont", "do-2"."""
    counts: dict[str, int] = {}
    named = []
    for group in groups:
        counts[group.name] = number = counts.get(group.name, 0) + 1
        named.append(replace(group, name=group.name if number == 1 else f"{group.name}-{number}"))
    return tuple(named)
