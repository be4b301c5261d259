"""A YAML file as text with the places of its values: edits that leave every other character.

What is edited in a campaign is known to ``campaign_editing`` and ``campaign_structure``; approvals
and locks are written by ``yaml_edit``, whose values are the program's own.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, cast

import yaml

#: libyaml's loader gives the same nodes and marks, some ten times faster, where it was built in.
_LOADER = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
#: Texts that some readers of YAML take for something else; ours asks for texts.
_NOT_TEXT: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_TEXT_TAG: Final = "tag:yaml.org,2002:str"
_NULL_TAG: Final = "tag:yaml.org,2002:null"
#: Days, addresses as 1.10 and numbers stay bare: a loader of ours asks for texts, not for types.
_FIGURES: Final = re.compile(r"\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)*(?:\.[a-zđ])?")
#: Columns of a text that is folded.
_WIDTH: Final = 100
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_COLON: Final = re.compile(r"\s*:")
#: Keys by which the entries of a list of mappings are named in a path.
_IDENTITIES: Final = ("at", "number")

Value = str | Sequence[str] | Mapping[str, "Value"]
Pair = tuple[yaml.ScalarNode, yaml.Node]


class YamlText:
    """The text of a file, with its nodes. Edits give a new text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def root(self) -> yaml.MappingNode:
        """The node of the file.

        Raises:
            ValueError: if it is no mapping.
        """
        root = yaml.compose(self.text, Loader=_LOADER)
        if not isinstance(root, yaml.MappingNode):
            raise ValueError("the root is no mapping")
        return root

    @cached_property
    def line_end(self) -> str:
        """The line end of the file."""
        found = _LINE_END.search(self.text)
        return found[0] if found is not None else "\n"

    def find(self, path: Sequence[str]) -> yaml.Node | None:
        """The node at ``path``; None if nothing is there."""
        found: yaml.Node | None = self.root
        for step in path:
            found = within(found, step)
        return found

    def line_start(self, at: int) -> int:
        """The first place of the line of ``at``."""
        ends = [self.text.rfind(end, 0, at) for end in ("\n", "\r")]
        return max(ends) + 1

    def next_line(self, at: int) -> int:
        """The first place of the line below that of ``at``."""
        found = _LINE_END.search(self.text, at)
        return found.end() if found is not None else len(self.text)

    def end_of(self, node: yaml.Node) -> int:
        """The place behind the last character of ``node``."""
        start, end = node.start_mark.index, node.end_mark.index
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end_of_pair(last) if isinstance(last, tuple) else self.end_of(last)
        return start + len(self.text[start:end].rstrip())

    def end_of_pair(self, pair: Pair) -> int:
        """The place behind the last character of a key's value, or of its colon if it is empty."""
        key, value = pair
        return max(self.end_of(value), self.colon(key))

    def colon(self, key: yaml.Node) -> int:
        """The place behind the colon of ``key``."""
        found = _COLON.match(self.text, key.end_mark.index)
        return found.end() if found is not None else key.end_mark.index

    def replaced(self, start: int, stop: int, new: str) -> str:
        """The text with ``new`` in the place of what stands there."""
        return self.text[:start] + new + self.text[stop:]

    def written(self, lines: Sequence[str]) -> str:
        """``lines`` with the file's line ends."""
        return "".join(line + self.line_end for line in lines)

    def inserted(self, at: int, lines: Sequence[str]) -> str:
        """The text with ``lines`` at the beginning of a line."""
        before = self.text[:at]
        gap = self.line_end if before and not before.endswith(("\n", "\r")) else ""
        return before + gap + self.written(lines) + self.text[at:]


def within(holder: yaml.Node | None, step: str) -> yaml.Node | None:
    """The value of the key ``step``, or the entry of that address; see ``campaign_editing``."""
    if isinstance(holder, yaml.MappingNode):
        pair = pair_of(holder, step)
        return pair[1] if pair is not None else None
    if isinstance(holder, yaml.SequenceNode):
        address, _, count = step.partition("#")
        number = int(count) if count.isdecimal() else 1
        same = [one for one in holder.value if identity(one) == address]
        return same[number - 1] if 1 <= number <= len(same) else None
    return None


def pair_of(holder: yaml.Node, key: str) -> Pair | None:
    """The key and value of ``key`` in a mapping."""
    if not isinstance(holder, yaml.MappingNode):
        return None
    return next((pair for pair in holder.value if pair[0].value == key), None)


def identity(entry: yaml.Node) -> str:
    """The name of an entry of a list: its ``at``, else its ``number``."""
    for key in _IDENTITIES:
        pair = pair_of(entry, key)
        if pair is not None and isinstance(pair[1], yaml.ScalarNode):
            return str(pair[1].value)
    return ""


def is_null(node: yaml.Node) -> bool:
    """True if nothing stands there."""
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL_TAG


def scalar(text: str, *, in_flow: bool = False) -> str:
    """``text`` as YAML in one line, quoted where it could mean something else."""
    if _FIGURES.fullmatch(text) or _is_plain(text, in_flow=in_flow):
        return text
    return f'"{"".join(map(_escaped, text))}"'


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """True if ``text`` means itself without quotes."""
    if not text.isprintable() or text.lower() in _NOT_TEXT:
        return False
    try:
        root = yaml.compose(f"{{k: {text}}}" if in_flow else f"k: {text}", Loader=_LOADER)
    except yaml.YAMLError:
        return False
    values = [value for _, value in root.value] if isinstance(root, yaml.MappingNode) else []
    return (
        len(values) == 1
        and isinstance(values[0], yaml.ScalarNode)
        and not values[0].style
        and values[0].tag == _TEXT_TAG
        and values[0].value == text
    )


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\U{code:08X}" if code > 0xFFFF else f"\\u{code:04X}"


def is_foldable(text: str) -> bool:
    """True if ``text`` is the same when its lines are joined again by single spaces."""
    words = text.split(" ")
    return len(words) > 1 and all(words) and text.isprintable()


def folded(text: str, indent: int) -> list[str]:
    """``text`` as the lines of a folded scalar."""
    width = max(40, _WIDTH - indent)
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    return [" " * indent + line for line in lines]


def entry_lines(key: str, value: Value, indent: int) -> Iterator[str]:
    """``key: value`` as lines."""
    pad, name = " " * indent, scalar(key)
    if isinstance(value, str):
        line = f"{pad}{name}: {scalar(value)}"
        if len(line) > _WIDTH and is_foldable(value):
            yield f"{pad}{name}: >-"
            yield from folded(value, indent + 2)
        else:
            yield line
    elif isinstance(value, Mapping):
        yield f"{pad}{name}:"
        for inner, one in value.items():
            yield from entry_lines(inner, one, indent + 2)
    else:
        yield f"{pad}{name}:"
        for text in value:
            yield f"{pad}  - {scalar(text)}"


def in_flow(value: Value) -> str:
    """``value`` as YAML in one line, with braces."""
    if isinstance(value, str):
        return scalar(value, in_flow=True)
    if isinstance(value, Mapping):
        inner = (f"{scalar(key)}: {in_flow(one)}" for key, one in value.items())
        return f"{{{', '.join(inner)}}}"
    return f"[{', '.join(scalar(one, in_flow=True) for one in value)}]"
