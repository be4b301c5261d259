"""A paper and what was read from it, as the page shows them: fields, tree, pages, lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from generator.content.confirmation import unsure_blocks, unsure_words
from generator.content.drafting.model import DraftGroup, DraftItem
from generator.content.letters.model import Letter, LetterBlock
from generator.core.findings import Finding
from generator.scaffolding.answers import blank_items
from generator.studio.store.drafts import PaperDraft

if TYPE_CHECKING:
    from generator.scaffolding.paper_reading import PaperLine, PaperReading

#: Fields that are shown, in the order of a paper.
_FIELDS: Final = (
    "kind", "number", "date_line", "issuing_body", "subject", "addressees", "signatory.role",
    "signatory.name", "recipients",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordsPart:
    """Words of a text; ``is_unsure`` if recognition was unsure of them."""

    text: str
    is_unsure: bool = False


@dataclass(slots=True)
class TreeNode:
    """A block of the body.

    Attributes:
        item: The point that may stand on the pieces; None of headings, preambles, tables.
        group: The section whose heading the block is.
        is_blank: Whether a blank in it is not filled in, so that no piece can show it.
    """

    block: LetterBlock
    text: tuple[WordsPart, ...]
    item: DraftItem | None = None
    group: DraftGroup | None = None
    is_blank: bool = False
    children: list[TreeNode] = field(default_factory=list)

    @property
    def has_points(self) -> bool:
        """True if a point stands below it."""
        return any(child.item is not None or child.has_points for child in self.children)


@dataclass(frozen=True, slots=True)
class LetterField:
    """A field of the paper by its name, with its values; none if the paper lacks it."""

    key: str
    values: tuple[str, ...]
    is_doubtful: bool
    is_lacking: bool


@dataclass(frozen=True, slots=True)
class UnsureText:
    """Words of a block that recognition was unsure of."""

    address: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of the paper with its lines, for a picture of it."""

    number: int
    width_pt: float
    height_pt: float
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """All that the page shows of a paper."""

    fields: tuple[LetterField, ...]
    tree: tuple[TreeNode, ...]
    pages: tuple[PageView, ...]
    lines: tuple[PaperLine, ...]
    findings: tuple[Finding, ...]
    unsure: tuple[UnsureText, ...]
    point_count: int


def letter_view(reading: PaperReading, draft: PaperDraft) -> LetterView:
    """The paper of ``draft`` as it was read."""
    letter = reading.letter
    groups = reading.questions.groups
    pages = tuple(
        PageView(
            number, page.width_pt, page.height_pt,
            tuple(line for line in reading.lines if line.page == number and line.box is not None),
        )
        for number, page in enumerate(draft.pages, start=1)
    )  # fmt: skip
    return LetterView(
        fields=tuple(_fields(letter)),
        tree=_tree(letter.blocks, groups, blank_items(reading.questions.draft)),
        pages=pages,
        lines=() if pages else reading.lines,
        findings=(*letter.findings, *reading.questions.draft.notes),
        unsure=tuple(
            UnsureText(block.address, unsure_words(block)) for block in unsure_blocks(letter)
        ),
        point_count=sum(len(group.items) for group in groups),
    )


def _fields(letter: Letter) -> Iterator[LetterField]:
    values: Mapping[str, str | Sequence[str] | None] = {
        "kind": letter.kind.value,
        "number": letter.number,
        "date_line": letter.date_line,
        "issuing_body": letter.issuing_body,
        "subject": letter.subject,
        "addressees": letter.addressees,
        "signatory.role": letter.signatory.role,
        "signatory.name": letter.signatory.name,
        "recipients": letter.recipients,
    }
    for key in _FIELDS:
        value = values[key]
        found = (value,) if isinstance(value, str) else tuple(value or ())
        is_doubtful = any(name == key or name.startswith(f"{key}.") for name in letter.doubtful)
        is_lacking = key in letter.lacks or key.partition(".")[0] in letter.lacks
        if found or is_lacking:
            yield LetterField(key, found, is_doubtful, is_lacking and not found)


def _tree(
    blocks: Sequence[LetterBlock], groups: Sequence[DraftGroup], blanks: frozenset[str]
) -> tuple[TreeNode, ...]:
    items = {item.address: item for group in groups for item in group.items}
    headings = {group.address: group for group in groups if group.address}
    nodes: dict[str, TreeNode] = {}
    roots: list[TreeNode] = []
    for block in blocks:
        node = TreeNode(
            block,
            tuple(text_parts(block.text, block.unsure)),
            items.get(block.address),
            headings.get(block.address),
            block.address in blanks,
        )
        nodes[block.address] = node
        parent = nodes.get(block.parent)
        (roots if parent is None else parent.children).append(node)
    return tuple(roots)


def text_parts(text: str, unsure: Sequence[tuple[int, int]]) -> Iterator[WordsPart]:
    """``text`` in parts, those apart that recognition was unsure of."""
    at = 0
    for start, end in sorted(unsure):
        start = max(start, at)
        end = start + len(text[start:end].rstrip())  # a space behind a word is certain
        if end > start:
            if start > at:
                yield WordsPart(text[at:start])
            yield WordsPart(text[start:end], is_unsure=True)
            at = end
    if at < len(text):
        yield WordsPart(text[at:])
