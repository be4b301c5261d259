"""Settings: a user's defaults from ``anpham.toml``, per user and per folder.

Settings replace options that a person would repeat with each command. The doors know where the
files lie. A first file is written by ``settings_text``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from generator.content.model import IssuerRequest, SecondCode
from generator.core.errors import AnphamError, ContentError, Place, Problem
from generator.core.excerpts import excerpt
from generator.core.findings import Finding
from generator.core.messages import LANGUAGES, Message, msg
from generator.core.near_names import near_names
from generator.reading.file_kinds import UTF16_MARKS
from generator.reading.files import read_source

SETTINGS_NAME: Final = "anpham.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The values set in the files; None where they set nothing.

    Attributes:
        issuer: A name to look up in the issuer lists.
        issuer_name: Any name, used as it is; never set together with ``issuer``.
        campaign: A name, or a path when it holds a slash.
        templates: The user's folder of templates; like ``output``, ``logo`` and ``photo`` taken
            from the settings file's folder when it is relative.
        co_issuers: Bodies that issue the pieces with the issuer, the highest rank first.
        findings: On how the files were read.
        places: Where each key that is set stands.
    """

    issuer: str | None = None
    issuer_name: str | None = None
    address: str | None = None
    hotline: str | None = None
    website: str | None = None
    logo: Path | None = None
    co_issuers: tuple[str, ...] | None = None
    photo: Path | None = None
    photo_alt: str | None = None
    second_qr: SecondCode | None = None
    logo_on_code: bool | None = None
    theme: str | None = None
    lang: str | None = None
    campaign: str | None = None
    templates: Path | None = None
    output: Path | None = None
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    places: Mapping[str, Place] = field(default_factory=dict, compare=False)

    @property
    def issuer_request(self) -> IssuerRequest:
        """The issuer that the files name, with its contacts and its face."""
        return IssuerRequest(
            issuer=self.issuer,
            issuer_name=self.issuer_name,
            address=self.address or "",
            hotline=self.hotline or "",
            website=self.website or "",
            logo=self.logo,
            photo=self.photo,
            photo_alt=self.photo_alt or "",
            co_issuers=self.co_issuers or (),
            second_qr=self.second_qr,
            logo_on_code=bool(self.logo_on_code),
            places=self.places,
        )

    def for_other_issuer(self) -> Settings:
        """The settings without the issuer, its contacts and its face.

        A piece of another issuer must not print this one's hotline or logo.
        """
        nothing: Mapping[str, Any] = dict.fromkeys(_OF_ISSUER)
        return replace(self, **nothing)


_PATHS: Final = ("templates", "output", "logo", "photo")
#: What belongs to the issuer and to no other.
_OF_ISSUER: Final = (
    "issuer", "issuer_name", "address", "hotline", "website", "logo", "co_issuers", "photo",
    "photo_alt", "second_qr", "logo_on_code",
)  # fmt: skip
SETTINGS_KEYS: Final = tuple(
    f.name for f in fields(Settings) if f.name not in ("findings", "places")
)
_KEY_IN_LINE: Final = re.compile(r"""[ \t]*["']?([A-Za-z0-9_-]+)["']?[ \t]*=""")

#: The language in a line that need not be right: its quotes may be curly, or missing.
_LANGUAGE_LINE: Final = re.compile(
    r"""^[ \t\ufeff]*["']?lang["']?[ \t]*[=:][ \t]*["'“”‘’]?([A-Za-z]+)""", re.MULTILINE
)


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


def stated_language(path: Path) -> str | None:
    """The value of ``lang`` in the file at ``path``, however broken the rest of it is.

    The faults of a file are reported in the language that it chooses.
    """
    try:
        data = read_source(path)
    except AnphamError:
        return None
    if data.startswith(UTF16_MARKS):
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("utf-8", "replace")
    found = _LANGUAGE_LINE.search(text)
    return found[1].lower() if found else None


def read_settings(text: str, *, source: str, folder: Path) -> Settings:
    """The settings in the TOML ``text``; relative paths in it start from ``folder``.

    Raises:
        ContentError: with every fault of the file, at ``file:line:column``.
    """
    from generator.content.toml_lines import read_toml
    from generator.vietnamese.text_guard import convert_file

    text, findings = convert_file(text, source=source)
    reading = read_toml(text, source=source, keys=SETTINGS_KEYS)
    places = _places(text, source)
    problems = list(reading.problems)
    values: dict[str, str] = {}
    others: dict[str, Any] = {}
    for key, value in reading.table.items():
        place = places.get(key, Place(source))
        if key not in SETTINGS_KEYS:
            problems.append(_unknown_key(key, place))
        elif key == "second_qr" and reading.problems:
            pass  # a line of it may be among those that could not be read
        elif key in _OTHER_KINDS:
            try:
                others[key] = _OTHER_KINDS[key](key, value, places, place)
            except ContentError as error:
                problems.extend(error.problems)
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
    others |= {key: folder / values[key] for key in _PATHS if key in values}
    return Settings(
        issuer=values.get("issuer"),
        issuer_name=values.get("issuer_name"),
        address=values.get("address"),
        hotline=values.get("hotline"),
        website=values.get("website"),
        photo_alt=values.get("photo_alt"),
        **others,
        theme=values.get("theme"),
        lang=values.get("lang"),
        campaign=values.get("campaign"),
        findings=findings,
        places=places,
    )


def merge(user: Settings, folder: Settings) -> Settings:
    """The user's settings, overruled by those of the folder.

    A folder that names an issuer has said who speaks: the user's contacts belong to another.
    """
    if folder.issuer is not None or folder.issuer_name is not None:
        user = user.for_other_issuer()
    said = {key: value for key in SETTINGS_KEYS if (value := getattr(folder, key)) is not None}
    return replace(
        user,
        **said,
        findings=user.findings + folder.findings,
        places={**user.places, **folder.places},
    )


def _names(key: str, value: object, places: Mapping[str, Place], place: Place) -> tuple[str, ...]:
    """Several names: a list of texts, or one text alone."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        message = msg("“{key}” must be a list of texts", key=key)
        hint = msg('write it so: {key} = ["Công an phường ...", "..."]', key=key)
        raise ContentError(Problem("wrong-type", message, hint, place))
    return tuple(_checked(key, name, place) for name in names)


def _flag(key: str, value: object, places: Mapping[str, Place], place: Place) -> bool:
    if isinstance(value, bool):
        return value
    message = msg("“{key}” must be true or false", key=key)
    hint = msg("write it without quotes: {key} = true", key=key)
    raise ContentError(Problem("wrong-type", message, hint, place))


def _second_qr(key: str, value: object, places: Mapping[str, Place], place: Place) -> SecondCode:
    """The second code of the table ``[second_qr]``."""
    from generator.content.second_code import read_second_code

    if not isinstance(value, dict):
        message = msg("“{key}” must be a section of its own", key=key)
        hint = msg("write [{key}] on a line, and below it: {form}", key=key, form='kind = "zalo"')
        raise ContentError(Problem("wrong-type", message, hint, place))
    own = {one: places.get(f"{key}.{one}", place) for one in value}
    strays = [one for one in value if one in SETTINGS_KEYS]
    if strays:
        raise ContentError(
            *(
                Problem(
                    "unknown-key",
                    msg("“{key}” stands below “[{section}]” and belongs to it", key=one,
                        section=key),
                    msg("move the line up, above “[{section}]”", section=key),
                    own[one],
                )
                for one in strays
            )
        )  # fmt: skip
    return read_second_code(value, {"": place, "kind": place, **own})


#: Keys whose values are no texts, and what reads them.
_OTHER_KINDS: Final[Mapping[str, Callable[[str, object, Mapping[str, Place], Place], Any]]] = {
    "co_issuers": _names,
    "logo_on_code": _flag,
    "second_qr": _second_qr,
}


def _checked(key: str, value: str, place: Place) -> str:
    from generator.content.contacts import CONTACT_KINDS, read_contact
    from generator.vietnamese.text_guard import guard

    text = value if key in _PATHS else " ".join(guard(value, place=place).split())
    if not text.strip():
        hint = msg("remove the line, or put a “#” before it")
        raise ContentError(Problem("empty-value", msg("“{key}” is empty", key=key), hint, place))
    if key in CONTACT_KINDS:
        return read_contact(key, text, place=place).text
    if key == "lang" and text.lower() in LANGUAGES:
        return text.lower()
    if key == "lang":
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
    near = near_names(key, SETTINGS_KEYS)
    hint: Message = (
        msg("did you mean “{name}”?", name=near[0])
        if near
        else msg("the keys here are: {names}", names=", ".join(SETTINGS_KEYS))
    )
    return Problem("unknown-key", msg("unknown key “{key}”", key=excerpt(key)), hint, place)


def _places(text: str, source: str) -> dict[str, Place]:
    """The place of each key, "second_qr.kind" within a table; TOML's parser keeps no positions."""
    places: dict[str, Place] = {}
    within = ""
    for number, line in enumerate(text.split("\n"), start=1):
        match = _KEY_IN_LINE.match(line)
        table = re.match(r"[ \t]*\[+[ \t]*[\"']?([A-Za-z0-9_-]+)", line)
        found = match or table
        if found:
            key = f"{within}{found[1]}" if match else found[1]
            places.setdefault(key, Place(source, number, found.start(1) + 1))
        if table and not match:
            within = f"{table[1]}."
    return places
