"""Bodies of papers for tests: lines of a source from a text, and a tree as people write it down."""

from __future__ import annotations

import textwrap

from generator.content.letters.body import LetterBody, read_body
from generator.content.sources.model import Origin, SourceLine


def source_lines(text: str, *, first: int = 1) -> tuple[SourceLine, ...]:
    """The lines of ``text``, numbered from ``first`` on."""
    return tuple(
        SourceLine(line.rstrip(), Origin(line=number, end=max(1, len(line.rstrip()))))
        for number, line in enumerate(text.split("\n"), start=first)
    )


def read_text(text: str, *, is_paragraph_per_line: bool | None = None) -> LetterBody:
    """The body that ``text`` is; a common indent of its lines is taken away."""
    lines = source_lines(textwrap.dedent(text).strip("\n"))
    return read_body(lines, is_paragraph_per_line=is_paragraph_per_line)


def outline(body: LetterBody) -> list[str]:
    """A line a block: address, marker and text, "II.1.a | a) | Không ..."; the closing last."""
    shown = [f"{b.address} | {b.marker} | {b.text}" for b in body.blocks]
    for block in body.blocks:
        parent = block.address.rpartition(".")[0]
        if block.parent != parent and not block.address.startswith("Đ"):
            shown.append(f"{block.address} belongs to {block.parent}")
    return [*shown, *([f"closing | {body.closing}"] if body.closing else [])]


def addresses(body: LetterBody) -> list[str]:
    """The addresses of the blocks, in order."""
    return [block.address for block in body.blocks]
