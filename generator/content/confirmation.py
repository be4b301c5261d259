"""Confirmation of a letter that was read from a picture: who compared its words with the paper.

Words that recognition was unsure of are not official until then. ``campaign.yaml`` holds it as
``letter: {confirmed: {by:, on:}}``, and ``anpham lock`` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from generator.content.letters.model import Letter, LetterBlock
from generator.content.model import Confirmation, Item
from generator.content.yaml_edit import YamlValue
from generator.content.yaml_nodes import YamlNode
from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.shell import quoted

_KEY: Final = "confirmed"


def read_confirmation(letter: YamlNode) -> Confirmation | None:
    """The confirmation in the campaign's ``letter`` mapping; None if there is none."""
    if _KEY not in letter:
        return None
    node = letter.mapping(_KEY)
    return Confirmation(node.text("by"), node.date("on"))


def unsure_blocks(letter: Letter) -> tuple[LetterBlock, ...]:
    """The blocks of ``letter`` that hold words of which recognition was unsure."""
    return tuple(block for block in letter.blocks if block.unsure)


def unsure_words(block: LetterBlock) -> tuple[str, ...]:
    """The parts of the text of ``block`` that recognition was unsure of."""
    return tuple(block.text[start:end] for start, end in block.unsure)


def unconfirmed_addresses(
    letter: Letter, items: Sequence[Item], confirmation: Confirmation | None
) -> tuple[str, ...]:
    """Addresses of official texts that hold unsure words, which nobody has confirmed."""
    if confirmation is not None:
        return ()
    named = {item.address for item in items}
    return tuple(block.address for block in unsure_blocks(letter) if block.address in named)


def confirmation_findings(
    addresses: Sequence[str], place: Place, folder: Path
) -> Iterator[Finding]:
    """Findings that the official texts at ``addresses`` wait for a person to confirm them."""
    if addresses:
        yield Finding(
            "letter-unconfirmed",
            Severity.WARNING,
            msg(
                "words of the letter could not be read with certainty; until somebody has "
                "confirmed them, these are not official: {addresses}",
                addresses=", ".join(addresses),
            ),
            msg(
                "compare them with the paper, then: anpham lock {folder} --by NAME",
                folder=quoted(folder),
            ),
            place,
        )


def confirmation_values(confirmation: Confirmation | None) -> Mapping[str, YamlValue]:
    """Values of the campaign file's ``letter`` for this confirmation, or for none."""
    if confirmation is None:
        return {_KEY: None}
    return {_KEY: {"by": confirmation.by, "on": confirmation.on.isoformat()}}
