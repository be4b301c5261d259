"""Bodies of papers made from trees: written down as an outline, set in many ways, read back.

An outline has a line a block, ``MARKER | TEXT``, indented two spaces a level; a paragraph has no
marker, a row is ``row | CELL<tab>CELL``, the closing paragraph ``closing | TEXT``.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from pathlib import Path

from generator.content.letters.body import LetterBody
from generator.content.letters.model import Letter

FOLDER = Path(__file__).parents[1] / "data" / "bodies"


@dataclass(frozen=True, slots=True)
class MadeBlock:
    """A block of an outline; ``depth`` is 0 at the top."""

    marker: str
    text: str
    depth: int

    @property
    def is_row(self) -> bool:
        return self.marker == "row"


@dataclass(frozen=True, slots=True)
class Setting:
    """A way to set a body as plain text.

    Attributes:
        width: Of wrapped lines; None for a paragraph a line.
        has_blanks: Whether blank lines part the blocks.
        indent: Spaces before the first line of a block.
        hanging: Spaces before its other lines.
        is_glued: Whether signs stand directly before their text.
    """

    width: int | None
    has_blanks: bool
    indent: int = 0
    hanging: int = 0
    is_glued: bool = False

    def __str__(self) -> str:
        parts = [str(self.width or "a paragraph a line")]
        parts += ["blank lines"] * self.has_blanks + ["indented"] * bool(self.indent)
        return ", ".join([*parts, *["hanging"] * bool(self.hanging), *["glued"] * self.is_glued])


SETTINGS = (
    *(Setting(None, blanks) for blanks in (False, True)),
    *(Setting(width, blanks) for width in (44, 58, 72, 80, 92) for blanks in (False, True)),
    Setting(72, has_blanks=False, indent=4),
    Setting(72, has_blanks=True, indent=0, hanging=3),
    Setting(None, has_blanks=False, indent=5),
    Setting(None, has_blanks=False, is_glued=True),
    Setting(66, has_blanks=False, is_glued=True),
)


def read_outline(text: str) -> tuple[MadeBlock, ...]:
    """The blocks of an outline."""
    made = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        marker, _, rest = line.partition("|")
        depth = (len(marker) - len(marker.lstrip(" "))) // 2
        made.append(MadeBlock(marker.strip(" "), rest.strip(" "), depth))
    return tuple(made)


def set_body(blocks: tuple[MadeBlock, ...], setting: Setting) -> str:
    """The text of ``blocks``."""
    return "\n".join(line for block in set_blocks(blocks, setting) for line in block)


def set_blocks(blocks: tuple[MadeBlock, ...], setting: Setting) -> list[list[str]]:
    """The lines of each block."""
    out = []
    for number, block in enumerate(blocks):
        lines = _set_block(block, setting)
        is_in_table = block.is_row and number > 0 and blocks[number - 1].is_row
        if setting.has_blanks and number and not is_in_table:
            lines = ["", *lines]
        out.append(lines)
    return out


def _set_block(block: MadeBlock, setting: Setting) -> list[str]:
    if block.is_row:
        return [block.text]
    text = block.text
    if block.marker and block.marker != "closing":
        is_bullet = not any(c.isalnum() for c in block.marker)
        text = block.marker + ("" if setting.is_glued and is_bullet else " ") + text
    first, other = " " * setting.indent, " " * setting.hanging
    if setting.width is None:
        return [first + text]
    return textwrap.wrap(
        text,
        setting.width,
        initial_indent=first,
        subsequent_indent=other,
        break_long_words=False,
        break_on_hyphens=False,
    )


def written(blocks: tuple[MadeBlock, ...]) -> list[str]:
    """The outline of ``blocks``, one line each, to compare with :func:`read`."""
    return [
        f"{'  ' * block.depth}{block.marker} | {' '.join(block.text.split())}" for block in blocks
    ]


def read(body: LetterBody | Letter) -> list[str]:
    """The outline of a body that was read."""
    depths = {"": -1}
    out = []
    for block in body.blocks:
        depths[block.address] = depth = depths[block.parent] + 1
        marker = "row" if block.type == "row" else block.marker
        out.append(f"{'  ' * depth}{marker} | {block.text}")
    return [*out, *([f"closing | {body.closing}"] if body.closing else [])]
