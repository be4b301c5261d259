"""Options of an order: the values that every door hands over, and how loose ones are read."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Literal, Required, TypedDict

from generator.content.model import (
    Issuer,
    IssuerFace,
    IssuerRequest,
    SecondCode,
    TextLength,
)
from generator.core.destination import Destination
from generator.core.errors import ContentError, Problem, UsageError
from generator.core.excerpts import excerpt
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.core.public import public
from generator.sheet.distances import FARTHEST_M, NEAREST_M

PathText = str | os.PathLike[str]

#: The campaign where none is named.
USUAL_CAMPAIGN: Final = "ung-xu-mang-xa-hoi"

#: The option that the doors fill from a user's settings.
DEFAULT_ISSUER: Final = "default_issuer"

#: In bytes, as the usual file systems of Linux limit them; those of Windows and macOS take no more
#: (limits.h: NAME_MAX, PATH_MAX).
LONGEST_NAME: Final = 255
LONGEST_PATH: Final = 4095

_ISSUER_TEXTS: Final = ("body", "unit", "province", "address", "hotline", "website")

#: A distance as people write it; without a unit it is in m.
_METRES: Final = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,9})?)\s*(m|met|mét|cm|mm|)")
_UNITS_M: Final = {"": 1.0, "m": 1.0, "met": 1.0, "mét": 1.0, "cm": 0.01, "mm": 0.001}


class InkUse(StrEnum):
    """Amount of ink that a piece takes."""

    USUAL = "usual"
    LOW = "low"


_NOBODY: Final = IssuerRequest()


@public
@dataclass(frozen=True, slots=True, kw_only=True)
class MakeOptions:
    """The order: which pieces, for whom, for which destination. Names are as in ``anpham list``.

    Values may be given in looser forms and are read when the options are made: a date as
    "2026-11-24", one material as a text, "press" for a destination, a path as a text. None, where
    an option has another default, means that default. ``issuer``, ``size`` and ``theme`` take one
    value or several: then each material is made for each issuer, in each size and each theme.

    Attributes:
        materials: "all" means every material that suits; empty the campaign's, or the usual ones.
        campaign: A name, or a folder with a ``campaign.yaml``.
        issuer: A name to look up in the issuer lists, or an issuer from a list of your own, or
            several of them; None means the campaign's default.
        issuer_name: Any name, used as it is instead of a look-up.
        default_issuer: The issuer when neither ``issuer`` nor ``issuer_name`` is given, before the
            campaign's; its contacts are printed under no other name.
        address: With ``hotline`` and ``website``: the issuer's contacts where they are printed.
        logo: The file of the issuer's logo; ``photo`` that of a picture in the place of the
            campaign's, and ``photo_alt`` what it shows in words.
        co_issuers: Names of those who issue the pieces with it, the highest rank first.
        second_qr: The issuer's own code, by the keys of the section ``[second_qr]`` of
            ``anpham.toml``: {"kind": "phone", "number": "028 3717 0000"}.
        logo_on_code: Whether the logo stands on the campaign's code, too.
        size: For materials that come in several sizes, one or several; None means the material's
            default.
        distance: From where the headline is to be read, in m, also as "4,5 m"; what is read from
            afar with it moves in proportion. None means as each material says. Materials that are
            held in the hand have none.
        code: Whether the QR code is printed also on what has none by default, as a banner.
        theme: One or several; None means each material's default.
        preferred_theme: Without ``theme``: the theme of those materials that come in it.
        language: Of the translation that is set beside the Vietnamese, as "en"; None for none.
        inks: How much ink a piece takes: "low" draws grounds, signs and large letters in outline.
        destination: The place of printing or reading; None means that of the profile, else the
            office.
        profile: The limits of that place: a name that ``anpham list profiles`` prints, or
            a YAML file; None means the destination's usual one.
        templates: A user's folder of templates, searched before the shipped ones.
        date: The date the files bear. An input, so that equal input gives equal bytes.

    Raises:
        UsageError: with every value of the wrong kind, by the option's name.
    """

    date: dt.date
    materials: tuple[str, ...] = ()
    campaign: str | Path = USUAL_CAMPAIGN
    issuer: str | Issuer | tuple[str | Issuer, ...] | None = None
    issuer_name: str | None = None
    default_issuer: IssuerRequest = _NOBODY
    address: str = ""
    hotline: str = ""
    website: str = ""
    logo: Path | None = None
    photo: Path | None = None
    photo_alt: str = ""
    co_issuers: tuple[str, ...] = ()
    second_qr: SecondCode | Mapping[str, object] | None = None
    logo_on_code: bool = False
    size: str | tuple[str, ...] | None = None
    distance: float | None = None
    code: bool = False
    theme: str | tuple[str, ...] | None = None
    preferred_theme: str | None = None
    inks: InkUse = InkUse.USUAL
    text: TextLength = TextLength.SHORT
    language: str | None = None
    destination: Destination | None = None
    profile: str | Path | None = None
    templates: Path | None = None

    def __post_init__(self) -> None:
        """Replace each value by what is read of it."""
        problems: list[Problem] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None and field.default is not MISSING:
                value = field.default
            try:
                object.__setattr__(self, field.name, _READERS[field.name](field.name, value))
            except UsageError as error:
                problems += error.problems
        if problems:
            raise UsageError(*problems)

    @property
    def issuers(self) -> tuple[str | Issuer | None, ...]:
        """Each issuer that is asked for; None alone where none is."""
        return self.issuer if isinstance(self.issuer, tuple) else (self.issuer,)

    @property
    def sizes(self) -> tuple[str, ...]:
        """Each size that is asked for; none where the material's default is."""
        return _several(self.size)

    @property
    def themes(self) -> tuple[str, ...]:
        """Each theme that is asked for; none where the material's default is."""
        return _several(self.theme)

    def request_for(self, issuer: str | Issuer | None) -> IssuerRequest:
        """The request for one of ``issuers``, with the contacts in these options."""
        return IssuerRequest(
            issuer=issuer,
            issuer_name=self.issuer_name,
            address=self.address,
            hotline=self.hotline,
            website=self.website,
            logo=self.logo,
            photo=self.photo,
            photo_alt=self.photo_alt,
            co_issuers=self.co_issuers,
            second_qr=_second_qr("second_qr", self.second_qr),
            logo_on_code=self.logo_on_code,
        )


class LooseOptions(TypedDict, total=False):
    """The options of ``MakeOptions`` in all forms that are read, but the date."""

    materials: str | Iterable[str] | None
    campaign: PathText | None
    issuer: str | Issuer | Iterable[str | Issuer] | None
    issuer_name: str | None
    default_issuer: IssuerRequest | None
    address: str | None
    hotline: str | None
    website: str | None
    logo: PathText | None
    photo: PathText | None
    photo_alt: str | None
    co_issuers: str | Iterable[str] | None
    second_qr: SecondCode | Mapping[str, object] | None
    logo_on_code: bool | None
    size: str | Iterable[str] | None
    distance: float | str | None
    code: bool | None
    theme: str | Iterable[str] | None
    preferred_theme: str | None
    inks: str | None
    text: TextLength | Literal["short", "full"] | None
    language: str | None
    destination: Destination | Literal["office", "press", "screen"] | None
    profile: PathText | None
    templates: PathText | None


class NewOptions(LooseOptions):
    """The options of a call that gives no ``MakeOptions``: then the date must be there."""

    date: Required[dt.date | str]


class ChangedOptions(LooseOptions, total=False):
    """The options that go over those of a ``MakeOptions``."""

    date: dt.date | str


def read_options(options: MakeOptions | None, changes: Mapping[str, Any]) -> MakeOptions:
    """``options`` with ``changes`` over them, or options of ``changes`` alone.

    Raises:
        UsageError: with every option that is unknown, missing or of the wrong kind.
    """
    if options is not None and not isinstance(options, MakeOptions):
        raise wrong_value(options, option="options", expected=msg("a MakeOptions"))
    known = [field.name for field in fields(MakeOptions)]
    problems = [_unknown(name, known) for name in changes if name not in known]
    if options is None and changes.get("date") is None:
        problems.append(
            Problem(
                "option-missing",
                msg("the option “{key}” is missing", key="date"),
                msg('the files bear a date: write date="2026-11-24"'),
            )
        )
    if problems:
        raise UsageError(*problems)
    return MakeOptions(**changes) if options is None else replace(options, **changes)


def _unknown(name: str, known: list[str]) -> Problem:
    near = near_names(name, known)
    return Problem(
        "option-unknown",
        msg("there is no option “{key}”", key=name),
        msg("did you mean “{name}”?", name=near[0])
        if near
        else msg("the options are: {names}", names=", ".join(known)),
    )


def wrong_value(found: object, *, option: str, expected: Message) -> UsageError:
    """The error for ``option`` with a value of the wrong kind."""
    text = excerpt(found if isinstance(found, str) else repr(found))
    return UsageError(
        Problem(
            "option-wrong",
            msg(
                "“{key}” is “{found}”; expected {expected}",
                key=option,
                found=text,
                expected=expected,
            ),
        )
    )


def read_path(value: object, *, option: str, expected: Message) -> Path:
    """The path ``value``.

    Raises:
        UsageError: if it is none, is empty, or no file can have it.
    """
    if not isinstance(value, str | os.PathLike) or not isinstance(os.fspath(value), str):
        raise wrong_value(value, option=option, expected=expected)
    if isinstance(value, str) and not value.strip():
        raise wrong_value(value, option=option, expected=expected)
    path = Path(value)
    try:
        encoded = os.fsencode(path)
    except UnicodeEncodeError:
        encoded = b"\0"
    if b"\0" in encoded:
        raise wrong_value(ascii(str(path))[1:-1], option=option, expected=expected)
    if len(encoded) > LONGEST_PATH or any(
        len(os.fsencode(part)) > LONGEST_NAME for part in path.parts
    ):
        raise wrong_value(
            str(path),
            option=option,
            expected=msg("a name of at most {count} bytes", count=LONGEST_NAME),
        )
    return path


def read_source_name(value: object, *, option: str = "source") -> str:
    """The name of bytes for messages.

    Raises:
        UsageError: if it is no text.
    """
    return _text(option, value)


def check_issuer(issuer: Issuer, *, option: str) -> Issuer:
    """``issuer``, whose parts are texts and whose name is not empty.

    Raises:
        UsageError: with every part that is of the wrong kind, by its name.
    """
    problems: list[Problem] = []
    for part in _ISSUER_TEXTS:
        try:
            _text(f"{option}.{part}", getattr(issuer, part))
        except UsageError as error:
            problems += error.problems
    if not isinstance(issuer.face, IssuerFace):
        problems += wrong_value(
            issuer.face, option=f"{option}.face", expected=msg("an IssuerFace")
        ).problems
    if issuer.until is not None and not isinstance(issuer.until, dt.date):
        problems += wrong_value(
            issuer.until, option=f"{option}.until", expected=msg("a date, as 2021-06-17")
        ).problems
    if not problems and not issuer.name.strip():
        problems += wrong_value("", option=f"{option}.body", expected=msg("a name")).problems
    if problems:
        raise UsageError(*problems)
    return issuer


def read_flag(value: object, *, option: str) -> bool:
    """The flag ``value``.

    Raises:
        UsageError: if it is no truth value: the text "no" would count as true.
    """
    if not isinstance(value, bool):
        raise wrong_value(value, option=option, expected=msg("True or False"))
    return value


def read_date(value: object, *, option: str) -> dt.date:
    """The date ``value``, also as a text: 2026-11-24.

    Raises:
        UsageError: if it is none.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise wrong_value(value, option=option, expected=msg("a date, as 2021-06-17"))


def _materials(key: str, value: object) -> tuple[str, ...]:
    expected = msg("the name of a material, or a list of names")
    return (value,) if isinstance(value, str) else _names(key, value, expected)


def _names(key: str, value: object, expected: Message) -> tuple[str, ...]:
    """Several names; the order of a set is not its own, so its names are sorted."""
    if isinstance(value, Iterable) and not isinstance(value, bytes | Mapping):
        names = sorted(value, key=str) if isinstance(value, set | frozenset) else list(value)
        if all(isinstance(name, str) for name in names):
            return tuple(names)
    raise wrong_value(value, option=key, expected=expected)


def _one_or_several(key: str, value: object) -> str | tuple[str, ...] | None:
    """A text, or several; one alone in a list is that text, and an empty list asks for nothing."""
    expected = msg("a text, or a list of texts")
    if value is None or isinstance(value, str):
        return value
    texts = tuple(dict.fromkeys(_names(key, value, expected)))
    return texts if len(texts) > 1 else next(iter(texts), None)


def _several(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,) if value is not None else ()


def _text(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise wrong_value(value, option=key, expected=msg("a text"))
    return value


def _issuers(key: str, value: object) -> str | Issuer | tuple[str | Issuer, ...] | None:
    """An issuer, or several; as :func:`_one_or_several`."""
    if value is None or isinstance(value, str | Issuer):
        return None if value is None else _issuer(key, value)
    if not isinstance(value, Iterable) or isinstance(value, bytes | Mapping):
        raise wrong_value(
            value,
            option=key,
            expected=msg("the name of an issuer, or an Issuer, or a list of them"),
        )
    issuers = tuple(dict.fromkeys(_issuer(key, one) for one in value))
    return issuers if len(issuers) > 1 else next(iter(issuers), None)


def _issuer(key: str, value: object) -> str | Issuer:
    if not isinstance(value, str | Issuer):
        raise wrong_value(value, option=key, expected=msg("the name of an issuer, or an Issuer"))
    return value if isinstance(value, str) else check_issuer(value, option=key)


def _issuer_request(key: str, value: object) -> IssuerRequest:
    if not isinstance(value, IssuerRequest):
        raise wrong_value(value, option=key, expected=msg("an IssuerRequest"))
    for part in ("address", "hotline", "website", "photo_alt"):
        _text(f"{key}.{part}", getattr(value, part))
    for part in ("logo", "photo"):
        if getattr(value, part) is not None:
            _file(f"{key}.{part}", getattr(value, part))
    _co_issuers(f"{key}.co_issuers", value.co_issuers)
    _second_qr(f"{key}.second_qr", value.second_qr)
    if value.issuer_name is not None:
        _text(f"{key}.issuer_name", value.issuer_name)
    if value.issuer is not None:
        _issuer(f"{key}.issuer", value.issuer)
    return value


def read_distance(value: object, *, option: str) -> float:
    """Metres, given as a number or a text: 4, "4.5", "4,5 m", "450 cm".

    Raises:
        UsageError: if it is none, or nearer or farther than anything is read from.
    """
    expected = msg(
        "a distance from {least} to {most} m, as 4 or 4.5", least=NEAREST_M, most=round(FARTHEST_M)
    )
    number: float | None = None
    if isinstance(value, str):
        written = _METRES.fullmatch(value.strip().casefold())
        number = float(written[1].replace(",", ".")) * _UNITS_M[written[2]] if written else None
    elif isinstance(value, int | float) and not isinstance(value, bool):
        number = float(value)
    if number is None or not NEAREST_M <= number <= FARTHEST_M:
        raise wrong_value(value, option=option, expected=expected)
    return number


def _file(key: str, value: object) -> Path:
    return read_path(value, option=key, expected=msg("the name of an .svg, .png or .jpg file"))


def _co_issuers(key: str, value: object) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else _names(key, value, _NAMES_OF_CO_ISSUERS)


_NAMES_OF_CO_ISSUERS: Final = msg("the name of a co-issuer, or a list of names")


def _second_qr(key: str, value: object) -> SecondCode | None:
    """The code, also by its keys.

    Raises:
        UsageError: with every fault of it.
    """
    if value is None or isinstance(value, SecondCode):
        return value
    if not isinstance(value, Mapping):
        raise wrong_value(
            value, option=key, expected=msg("keys with their values, as {form}", form=_CODE_FORM)
        )
    # Imported where one is asked for.
    from generator.content.second_code import read_second_code

    try:
        return read_second_code(value)
    except ContentError as error:
        raise UsageError(*error.problems) from error


_CODE_FORM: Final = '{"kind": "phone", "number": "028 3717 0000"}'


def _name_or_path(expected: Message) -> Callable[[str, object], str | Path]:
    def read(key: str, value: object) -> str | Path:
        path = read_path(value, option=key, expected=expected)
        return value if isinstance(value, str) else path

    return read


def _folder(key: str, value: object) -> Path:
    return read_path(value, option=key, expected=msg("a folder"))


def _one_of(kind: type[StrEnum]) -> Callable[[str, object], StrEnum]:
    def read(key: str, value: object) -> StrEnum:
        if isinstance(value, str) and value in tuple(kind):
            return kind(value)
        names = msg("one of: {names}", names=", ".join(kind))
        raise wrong_value(value, option=key, expected=names)

    return read


def _or_none(read: Callable[[str, object], object]) -> Callable[[str, object], object]:
    return lambda key, value: None if value is None else read(key, value)


#: For each option, what reads its value.
_READERS: Mapping[str, Callable[[str, object], object]] = {
    "date": lambda key, value: read_date(value, option=key),
    "materials": _materials,
    "campaign": _name_or_path(msg("the name of a campaign, or its folder")),
    "issuer": _issuers,
    "issuer_name": _or_none(_text),
    "default_issuer": _issuer_request,
    "address": _text,
    "hotline": _text,
    "website": _text,
    "logo": _or_none(_file),
    "photo": _or_none(_file),
    "photo_alt": _text,
    "co_issuers": _co_issuers,
    "second_qr": _second_qr,
    "logo_on_code": lambda key, value: read_flag(value, option=key),
    "size": _one_or_several,
    "code": lambda key, value: read_flag(value, option=key),
    "distance": _or_none(lambda key, value: read_distance(value, option=key)),
    "theme": _one_or_several,
    "preferred_theme": _or_none(_text),
    "inks": _one_of(InkUse),
    "text": _one_of(TextLength),
    "language": _or_none(_text),
    "destination": _or_none(_one_of(Destination)),
    "profile": _or_none(_name_or_path(msg("the name of a profile, or its file"))),
    "templates": _or_none(_folder),
}
