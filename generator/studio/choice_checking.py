"""Choices that come with a campaign of another office: they are what they should be, or refused."""

from __future__ import annotations

import types
import typing
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, NoReturn

from generator.api import Destination, TextLength
from generator.core.errors import ContentError, Problem
from generator.core.messages import msg
from generator.orders.options import InkUse
from generator.studio.choices import Choices


def checked_choices(value: Mapping[str, Any], files: Collection[str]) -> Choices:
    """The choices in a file that may come from anybody.

    Args:
        files: The names of the campaign's: a logo can be none but one of these.

    Raises:
        ContentError: if they are no choices.
    """
    try:
        choices = Choices.from_json(value)
        Destination(choices.destination)
        InkUse(choices.inks)
        for piece in choices.pieces:
            TextLength(piece.text)
    except (TypeError, ValueError, KeyError, AttributeError):
        _refuse()
    if not _has_types(choices) or any(piece.copies < 0 for piece in choices.pieces):
        _refuse()
    # A name is joined to the campaign's folder: any other one could lead out of it.
    if {choices.issuer.logo, choices.issuer.photo} - {None, ""} - set(files):
        _refuse()
    return choices


def _has_types(value: Any) -> bool:
    """True if each field of a dataclass, and of those in it, has a value of its type."""
    hints = typing.get_type_hints(type(value))
    return all(_is_of(getattr(value, field.name), hints[field.name]) for field in fields(value))


def _is_of(value: Any, kind: Any) -> bool:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return any(_is_of(value, one) for one in inner)
    if origin is tuple:
        return isinstance(value, tuple) and all(_is_of(one, inner[0]) for one in value)
    if origin is not None:
        return isinstance(value, origin) and all(isinstance(key, str) for key in value)
    if isinstance(value, bool) and kind is not bool and kind is not object:
        return False
    return isinstance(value, kind) and (not is_dataclass(value) or _has_types(value))


def _refuse() -> NoReturn:
    raise ContentError(
        Problem(
            "project-file-altered",
            msg("the choices in this file cannot be read"),
            msg("ask for the file once more, as it came from the studio"),
        )
    )
