"""The values of a campaign file that the step "Chọn" edits, each by its path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from generator.content.model import LegalStatus
from generator.core.messages import msg
from generator.studio.routing import Call, Refused

_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")
#: Texts that are switches, no words.
_SWITCHES: Final = frozenset({"motto"})
#: Characters of a text; the longest of a shipped campaign has some 450.
MOST_CHARACTERS: Final = 2000
_MOST_ENTRIES: Final = 30
_ROOT: Final[Mapping[str, bool]] = {
    "title": True,
    "kicker": False,
    "legal_line": True,
    "valid_until": False,
}
_PARTS: Final[Mapping[str, Mapping[str, bool]]] = {
    "items": {"headline": True, "short_headline": False, "support": False, "icon": True},
    "groups": {"title": True, "long_title": False},
    "pictures": {"alt": True},
    "legal": {"status": True, "checked_on": False, "note": False},
}
_QR: Final = frozenset({"url", "printed", "caption"})


@dataclass(frozen=True, slots=True)
class CampaignField:
    """A value that a person edits.

    Attributes:
        is_list: Whether it is a list of texts.
        is_required: Whether it may not be empty.
    """

    path: tuple[str, ...]
    is_list: bool = False
    is_required: bool = False

    def value(self, call: Call) -> str | list[str] | None:
        """The value of the form; None if it is empty.

        Raises:
            Refused: if it is longer than any text of a piece.
        """
        return self.cleaned(call.texts("value"))

    def cleaned(self, written: Iterable[str]) -> str | list[str] | None:
        """As :meth:`value`, of texts as a person typed them."""
        texts = [" ".join(text.split()) for text in written]
        if sum(map(len, texts)) > MOST_CHARACTERS or len(texts) > _MOST_ENTRIES:
            raise Refused(
                422,
                msg("the text is too long for a piece"),
                msg("it may have {most} characters", most=MOST_CHARACTERS),
            )
        if self.is_list:
            return [text for text in texts if text] or None
        return (texts[0] if texts else "") or None


def asked_field(call: Call) -> CampaignField:
    """The field that the form names.

    Raises:
        Refused: if it is none that is edited here.
    """
    try:
        path = json.loads(call.text("at"))
    except ValueError:
        path = None
    field = (
        _field(path) if isinstance(path, list) and all(isinstance(p, str) for p in path) else None
    )
    if field is None:
        raise Refused(400, msg("the request cannot be read"), msg("reload the page"))
    return field


def _field(path: list[str]) -> CampaignField | None:
    match path:
        case [key] if key in _ROOT:
            return CampaignField((key,), is_required=_ROOT[key])
        case ["slogans"]:
            return CampaignField(("slogans",), is_list=True)
        case ["texts", "checks"]:
            return CampaignField(("texts", "checks"), is_list=True)
        case ["texts", key] if _KEY.fullmatch(key) and key not in _SWITCHES:
            return CampaignField(("texts", key))
        case ["qr", key] if key in _QR:
            return CampaignField(("qr", key), is_required=True)
        case [part, name, key] if name and key in _PARTS.get(part, {}):
            return CampaignField((part, name, key), is_required=_PARTS[part][key])
        case _:
            return None


def legal_statuses() -> tuple[str, ...]:
    """The statuses of a legal basis, as the file has them."""
    return tuple(status.value for status in LegalStatus)


def shown_value(value: Any) -> str:
    """A value as a person reads it in a comparison."""
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)
