"""Values of options as people say them: "nhà in" for ``press``, "VI" for ``vi``.

The words are data, in ``assets/words.yaml``, and are read only for a value that is not written as
the option's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import click

from generator.core.errors import Problem, UsageError
from generator.core.messages import msg


class WordChoice(click.Choice[str]):
    """A choice of values that are also taken as people say them.

    Args:
        choices: The values.
        group: The values' key in the file of words.
    """

    def __init__(self, choices: Sequence[str], group: str) -> None:
        super().__init__(choices)
        self._group = group

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value that ``value`` names.

        Raises:
            UsageError: if there is none; with the nearest one, or all.
        """
        text = str(value)
        found = value_of(text, self.choices, self._group)
        if found is not None:
            return found
        from generator.vietnamese.spoken_names import nearest_key

        near = nearest_key(text, words(self._group))
        profile = _profile_named(text) if self._group == "destination" else None
        raise UsageError(
            Problem(
                "value-unknown",
                msg("{option} does not know “{value}”", option=_label(param), value=text),
                msg("it is a profile: write --profile {name}", name=profile)
                if profile is not None
                else msg("did you mean “{name}”?", name=near)
                if near is not None
                else msg("it is one of: {names}", names=", ".join(self.choices)),
            )
        )


def value_of(text: str, values: Sequence[str], group: str) -> str | None:
    """The one of ``values`` that ``text`` names; None if it names none, or several.

    Args:
        group: The values' key in the file of words.
    """
    if text in values:
        return text
    if text.lower() in values:  # the usual slip, for which no file need be read
        return text.lower()
    from generator.vietnamese.spoken_names import keys_of

    found = keys_of(text, words(group)) if text.strip() else ()
    return found[0] if len(found) == 1 else None


def _profile_named(text: str) -> str | None:
    """The shipped profile that ``text`` names; None if it names none, or several."""
    from generator.core.assets import shipped_assets
    from generator.core.errors import AnphamError
    from generator.press.profiles import find_profile

    try:
        return find_profile(text, shipped_assets().profiles)
    except AnphamError:
        return None


@cache
def words(group: str) -> Mapping[str, tuple[str, ...]]:
    """Words that people use for each value of ``group``."""
    from generator.content.yaml_nodes import read_mapping
    from generator.core.assets import shipped_assets
    from generator.reading.files import read_text

    path = shipped_assets().words
    node = read_mapping(read_text(path), str(path)).mapping(group)
    return {key: node.texts(key) for key in node.keys()}  # noqa: SIM118


def _label(param: click.Parameter | None) -> str:
    """An option as it is typed; an argument as help shows it."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return (param.name or "").upper() if param is not None else ""
