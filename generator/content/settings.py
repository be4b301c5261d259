"""Settings: a user's defaults from ``anpham.toml``, per user and per folder, and a template of it.

Settings replace options that a person would repeat with each command. The doors know where the
files lie.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Final

from generator.content.model import IssuerRequest
from generator.core.errors import ContentError, Place, Problem
from generator.core.excerpts import excerpt
from generator.core.findings import Finding
from generator.core.messages import LANGUAGES, Message, msg
from generator.core.near_names import near_names
from generator.reading.files import read_source

SETTINGS_NAME: Final = "anpham.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The values set in the files; None where they set nothing.

    Attributes:
        issuer: A name to look up in the issuer lists.
        issuer_name: Any name, used as it is; never set together with ``issuer``.
        campaign: A name, or a path when it holds a slash.
        templates: The user's folder of templates; like ``output`` taken from the settings
            file's folder when it is relative.
        findings: On how the files were read.
        places: Where each key that is set stands.
    """

    issuer: str | None = None
    issuer_name: str | None = None
    address: str | None = None
    hotline: str | None = None
    website: str | None = None
    theme: str | None = None
    lang: str | None = None
    campaign: str | None = None
    templates: Path | None = None
    output: Path | None = None
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def issuer_request(self) -> IssuerRequest:
        """The issuer that the files name, with its contacts."""
        return IssuerRequest(
            issuer=self.issuer,
            issuer_name=self.issuer_name,
            address=self.address or "",
            hotline=self.hotline or "",
            website=self.website or "",
        )

    def for_other_issuer(self) -> Settings:
        """The settings without the issuer and its contacts.

        A piece of another issuer must not print this one's hotline.
        """
        return replace(
            self, issuer=None, issuer_name=None, address=None, hotline=None, website=None
        )


_PATHS: Final = ("templates", "output")
_KEYS: Final = tuple(f.name for f in fields(Settings) if f.name not in ("findings", "places"))
_CURLY_QUOTES: Final = "“”„‟‘’"
_KEY_IN_LINE: Final = re.compile(r"""[ \t]*["']?([A-Za-z0-9_-]+)["']?[ \t]*=""")


def load_settings(path: Path) -> Settings:
    """The settings in the file at ``path``.

    Raises:
        ContentError: with every fault of the file.
        InputOutputError: when it cannot be read.
    """
    # Here and below, because most people have no such file, and help need not wait for the
    # tables of old encodings.
    from generator.vietnamese.decoding import decode_text

    data = read_source(path)
    if not data.strip():
        return Settings()  # an emptied file is a way to set nothing
    return read_settings(decode_text(data, source=str(path)), source=str(path), folder=path.parent)


def read_settings(text: str, *, source: str, folder: Path) -> Settings:
    """The settings in the TOML ``text``; relative paths in it start from ``folder``.

    Raises:
        ContentError: with every fault of the file, at ``file:line:column``.
    """
    from generator.vietnamese.text_guard import convert_file

    text, findings = convert_file(text, source=source)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _syntax_place(str(error), source)
        hint = _syntax_hint(text, place)
        message = msg("not valid TOML: {reason}", reason=str(error))
        raise ContentError(Problem("toml-syntax", message, hint, place)) from error
    places = _places(text, source)
    problems: list[Problem] = []
    values: dict[str, str] = {}
    for key, value in table.items():
        place = places.get(key, Place(source))
        if key not in _KEYS:
            problems.append(_unknown_key(key, place))
        elif not isinstance(value, str):
            hint = msg('write it in double quotes: {key} = "..."', key=key)
            message = msg("“{key}” must be a text", key=key)
            problems.append(Problem("wrong-type", message, hint, place))
        else:
            try:
                values[key] = _checked(key, value, place)
            except ContentError as error:
                problems.extend(error.problems)
    if "issuer" in values and "issuer_name" in values:
        message = msg("“issuer” and “issuer_name” are both set; keep one of them")
        place = places.get("issuer_name", Place(source))
        problems.append(Problem("wrong-value", message, None, place))
    if problems:
        raise ContentError(*sorted(problems, key=lambda problem: problem.place.line or 0))
    return Settings(
        issuer=values.get("issuer"),
        issuer_name=values.get("issuer_name"),
        address=values.get("address"),
        hotline=values.get("hotline"),
        website=values.get("website"),
        theme=values.get("theme"),
        lang=values.get("lang"),
        campaign=values.get("campaign"),
        templates=folder / values["templates"] if "templates" in values else None,
        output=folder / values["output"] if "output" in values else None,
        findings=findings,
        places=places,
    )


def merge(user: Settings, folder: Settings) -> Settings:
    """The user's settings, overruled by those of the folder.

    A folder that names an issuer has said who speaks: the user's contacts belong to another.
    """
    if folder.issuer is not None or folder.issuer_name is not None:
        user = user.for_other_issuer()
    said = {key: value for key in _KEYS if (value := getattr(folder, key)) is not None}
    return replace(
        user,
        **said,
        findings=user.findings + folder.findings,
        places={**user.places, **folder.places},
    )


def settings_template() -> str:
    """A first ``anpham.toml``: every key explained in Vietnamese and English, none of them set."""
    return _TEMPLATE


def _checked(key: str, value: str, place: Place) -> str:
    from generator.vietnamese.text_guard import guard

    text = value if key in _PATHS else " ".join(guard(value, place=place).split())
    if not text.strip():
        hint = msg("remove the line, or put a “#” before it")
        raise ContentError(Problem("empty-value", msg("“{key}” is empty", key=key), hint, place))
    if key == "lang" and text not in LANGUAGES:
        message = msg(
            "“{key}” is “{found}”; expected one of: {names}",
            key=key,
            found=excerpt(text),
            names=", ".join(LANGUAGES),
        )
        hint = msg('write lang = "vi" for Vietnamese or lang = "en" for English')
        raise ContentError(Problem("wrong-value", message, hint, place))
    return text


def _unknown_key(key: str, place: Place) -> Problem:
    near = near_names(key, _KEYS)
    hint: Message = (
        msg("did you mean “{name}”?", name=near[0])
        if near
        else msg("the keys here are: {names}", names=", ".join(_KEYS))
    )
    return Problem("unknown-key", msg("unknown key “{key}”", key=excerpt(key)), hint, place)


def _places(text: str, source: str) -> dict[str, Place]:
    """The place of each top-level key; Python's TOML parser keeps no positions."""
    places: dict[str, Place] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        match = _KEY_IN_LINE.match(line)
        table = re.match(r"[ \t]*\[+[ \t]*[\"']?([A-Za-z0-9_-]+)", line)
        found = match or table
        if found:
            places.setdefault(found[1], Place(source, number, found.start(1) + 1))
    return places


def _syntax_hint(text: str, place: Place) -> Message:
    line = text.split("\n")[place.line - 1] if place.line is not None else ""
    if any(quote in line for quote in _CURLY_QUOTES):
        return msg('write straight quotes (") instead of “ and ”, which Word puts in their place')
    return msg('a value stands in double quotes: issuer = "An Phú Đông"')


def _syntax_place(reason: str, source: str) -> Place:
    """The place at the end of the TOML parser's message, its only report of it."""
    found = re.search(r"\(at line (\d+), column (\d+)\)$", reason)
    return Place(source, int(found[1]), int(found[2])) if found else Place(source)


_TEMPLATE: Final = """\
# anpham.toml: mặc định của bạn / your defaults.
#
# Bỏ dấu # ở đầu dòng để dùng; để nguyên thì anpham dùng mặc định của nó.
# Remove the # at the head of a line to use it; a line left as it is changes nothing.
# Tệp đặt trong thư mục đang làm việc được ưu tiên hơn tệp của người dùng.
# A file in the folder you work in overrules the one of your user account.

# Đơn vị phát hành, tìm trong danh sách (xem: anpham list issuers).
# The issuer, looked up in the lists (see: anpham list issuers).
# issuer = "An Phú Đông"

# Hoặc tên bất kỳ, in đúng như viết ở đây (chỉ dùng một trong hai).
# Or any name, printed as written here (use one of the two).
# issuer_name = "Ủy ban nhân dân phường An Phú Đông"

# Liên hệ in trên tờ gấp. / Contacts printed on the leaflet.
# address = "Số nhà, đường, phường, thành phố"
# hotline = "028 1234 5678"
# website = "anphudong.example.vn"

# Bộ nhận diện (xem: anpham list themes). / The look (see: anpham list themes).
# theme = "hien-dai"

# Ngôn ngữ của thông báo: vi hoặc en. / The language of messages: vi or en.
# lang = "vi"

# Chiến dịch: tên, hoặc thư mục có campaign.yaml. / The campaign: a name, or its folder.
# campaign = "ung-xu-mang-xa-hoi"

# Thư mục mẫu của riêng bạn, được tìm trước. / Your own templates, searched first.
# templates = "mau-cua-toi"

# Nơi lưu tệp đã tạo. / Where finished files go.
# output = "output"
"""
