"""The text of a first ``anpham.toml``: every key explained, those set that a person has answered.

The file is written in one language. What its keys mean is known to ``settings``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from generator.core.messages import Message, msg


class _Entry(NamedTuple):
    """A key with its explanation, and what stands after it while nobody has set it.

    Attributes:
        example: A text, or a placeholder that is refused if somebody forgets to fill it in; else a
            list of texts, or true.
    """

    explanation: Message
    key: str
    example: str | Message | tuple[str, ...] | bool


_HEAD: Final = (
    msg("anpham.toml: your defaults for anpham."),
    msg("A line with # in front is not used; remove the # to set it."),
    msg("The file in the folder you work in goes over that of your user account."),
)
_ENTRIES: Final = (
    _Entry(
        msg("Who issues the pieces, found by name: anpham list issuers"),
        "issuer",
        "phường An Phú Đông, Thành phố Hồ Chí Minh",
    ),
    _Entry(
        msg("Or any name, printed as it stands here; use only one of the two."),
        "issuer_name",
        "Ủy ban nhân dân phường An Phú Đông",
    ),
    _Entry(
        msg("The contacts of this issuer; printed where there is room."),
        "address",
        msg("[house number, street, ward]"),
    ),
    _Entry(msg("Its telephone number, with the area code."), "hotline", msg("[telephone number]")),
    _Entry(msg("Its website."), "website", msg("[website]")),
    _Entry(
        msg("Its logo, a file beside this one: SVG, PNG or JPEG; printed beside its name."),
        "logo",
        "logo.svg",
    ),
    _Entry(msg("Whether the logo stands on the campaign's QR code, too."), "logo_on_code", True),
    _Entry(
        msg("Who issues the pieces with it, the highest rank first."),
        "co_issuers",
        ("Công an phường An Phú Đông",),
    ),
    _Entry(msg("A photo of your own in the place of the campaign's picture."), "photo", "anh.jpg"),
    _Entry(
        msg("What the photo shows, for those who do not see it."),
        "photo_alt",
        "Người dân phường An Phú Đông",
    ),
    _Entry(msg("The look: anpham list themes"), "theme", "hien-dai"),
    _Entry(msg("The language of messages: vi or en."), "lang", "vi"),
    _Entry(
        msg("What is said: the name of a campaign (anpham list campaigns), or its folder."),
        "campaign",
        "ung-xu-mang-xa-hoi",
    ),
    _Entry(msg("A folder with templates of your own, searched first."), "templates", "mau-cua-toi"),
    _Entry(msg("The folder for finished files."), "output", "output"),
)

#: The section of the issuer's own code stands last: all keys below its head belong to it.
_SECTION: Final = (
    msg(
        "A second QR code: zalo, phone, map, wifi, vietqr or url; docs/cli.md lists the keys of "
        "each."
    ),
    msg("All lines below [second_qr] belong to it."),
)
_SECTION_KEYS: Final = (
    ("kind", "zalo"),
    ("page", "https://zalo.me/1234567890"),
    ("caption", "Quét mã để vào trang Zalo của phường"),
)

#: What TOML wants written otherwise in double quotes (toml.io, v1.0.0, Basic strings).
_ESCAPED: Final = re.compile(r'["\\\x00-\x08\x0a-\x1f\x7f]')


def settings_text(localize: Callable[[Message], str], values: Mapping[str, str]) -> str:
    """A settings file with ``values`` set and all other keys as comments.

    Args:
        localize: Puts the explanations into the language of the file.
        values: By key; what is not among the keys is left out.
    """
    lines = [f"# {localize(line)}" for line in _HEAD]
    for explanation, key, example in _ENTRIES:
        lines += ["", f"# {localize(explanation)}"]
        value = values.get(key)
        if value is None:
            sample = localize(example) if isinstance(example, Message) else example
            lines.append(f"# {key} = {_written(sample)}")
        else:
            lines.append(f"{key} = {_quoted(value)}")
    lines += ["", *(f"# {localize(line)}" for line in _SECTION), "# [second_qr]"]
    lines += [f"# {key} = {_quoted(value)}" for key, value in _SECTION_KEYS]
    return "\n".join(lines) + "\n"


def _written(value: str | tuple[str, ...] | bool) -> str:
    """``value`` as TOML has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return _quoted(value)


def _quoted(value: str) -> str:
    """``value`` as TOML has it between double quotes."""
    return '"' + _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04X}", value) + '"'
