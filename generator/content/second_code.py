"""The issuer's own QR code: read from what a person writes, turned into what the code holds.

Each kind has its keys; what certainly leads nowhere is refused at its key, what looks wrong and may
be right is a finding. A bank transfer's payload is in ``content.vietqr``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from generator.content.contacts import read_contact
from generator.content.model import SecondCode
from generator.content.vietqr import (
    BANKS,
    LONGEST_ACCOUNT,
    LONGEST_AMOUNT,
    LONGEST_PURPOSE,
    Transfer,
    bank_number,
    plain_letters,
    transfer_payload,
)
from generator.content.web_address import address_fault, encode_address
from generator.core.errors import ContentError, Place, Problem
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.vietnamese.text_guard import guard

#: Places of keys that a program gives.
_NOWHERE: Final = Place(item="second_qr")

#: Of bytes: a network's name (IEEE 802.11, 9.4.2.2); of characters: a password of WPA (J.4.1).
_LONGEST_NETWORK: Final = 32
_PASSWORD: Final = (8, 63)
#: What stands in a code of a network behind a backslash. Source: ZXing, "Barcode Contents".
_ESCAPED: Final = re.compile(r'([\\;,:"])')
_SECURITIES: Final = {"wpa": "WPA", "wep": "WEP", "none": "nopass"}

_POINT: Final = re.compile(r"([-+]?\d{1,3}(?:\.\d+)?)\s*[,; ]\s*([-+]?\d{1,3}(?:\.\d+)?)")
#: Vietnam with its islands, generously, in degrees: south, north, west, east.
_VIETNAM: Final = (6.0, 24.0, 102.0, 118.0)

_LONGEST_TEXT: Final = 120


@dataclass(slots=True)
class _Keys:
    """The keys of a code that is being read, and the problems met."""

    values: Mapping[str, object]
    places: Mapping[str, Place]
    problems: list[Problem] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def place(self, key: str) -> Place:
        return self.places.get(key, self.places.get("", _NOWHERE))

    def text(self, key: str, *, needed: bool = False) -> str:
        """The text of ``key``, in one line and guarded; empty if it is not there."""
        value = self.values.get(key)
        if value is None:
            if needed:
                self.report("missing-key", msg("“{key}” is missing", key=key), key="kind")
            return ""
        # An amount is a number to those who write it.
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if not isinstance(value, str) and not is_number:
            self.report("wrong-type", msg("“{key}” must be a text", key=key), key=key)
            return ""
        try:
            text = " ".join(guard(str(value), place=self.place(key)).split())
        except ContentError as error:
            self.problems += error.problems
            return ""
        if not text:
            self.report(
                "empty-value",
                msg("“{key}” is empty", key=key),
                msg("remove the line, or put a “#” before it"),
                key=key,
            )
        return text

    def report(self, code: str, message: Message, hint: Message | None = None, *, key: str) -> None:
        self.problems.append(Problem(code, message, hint, self.place(key)))

    def wrong(self, key: str, found: str, what: Message, hint: Message) -> None:
        """Report that ``found``, the value of ``key``, is not ``what`` it should be."""
        message = msg(
            "“{key}” is “{found}”; expected {expected}",
            key=key,
            found=excerpt(found),
            expected=what,
        )
        self.report("wrong-value", message, hint, key=key)

    def doubt(self, message: Message, hint: Message, *, key: str) -> None:
        self.findings.append(
            Finding("second-code-doubtful", Severity.WARNING, message, hint, self.place(key))
        )


@dataclass(frozen=True, slots=True)
class _CodeContent:
    """A code made from the keys of its kind: its data, the text below it, its meaning in words."""

    data: str
    printed: str
    alt: str


def read_second_code(
    values: Mapping[str, object], places: Mapping[str, Place] | None = None
) -> SecondCode:
    """The code that ``values`` describe, by the keys of ``KINDS``.

    Args:
        places: Where each key stands; that of the whole under "".

    Raises:
        ContentError: with every fault.
    """
    keys = _Keys(values, places or {})
    kind = _kind(keys)
    if kind is None:
        raise ContentError(*keys.problems)
    known = (*_COMMON, *KINDS[kind].keys)
    for key in values:
        if key not in known:
            near = near_names(key, known)
            keys.report(
                "unknown-key",
                msg("unknown key “{key}” for “{kind}”", key=excerpt(key), kind=kind),
                msg("did you mean “{name}”?", name=near[0])
                if near
                else msg("the keys here are: {names}", names=", ".join(known)),
                key=key,
            )
    if keys.problems:  # what seems to be missing may be what is misspelt
        raise ContentError(*keys.problems)
    made = KINDS[kind].read(keys)
    caption, printed = keys.text("caption"), keys.text("printed")
    for key, text in (("caption", caption), ("printed", printed)):
        if len(text) > _LONGEST_TEXT:
            keys.wrong(
                key,
                text,
                msg("at most {count} characters", count=_LONGEST_TEXT),
                msg("shorten it; it stands below the code"),
            )
    if keys.problems:
        raise ContentError(*keys.problems)
    return SecondCode(
        kind,
        made.data,
        caption or KINDS[kind].caption,
        printed or made.printed,
        made.alt,
        tuple(keys.findings),
        dict(keys.places),
    )


def _kind(keys: _Keys) -> str | None:
    asked = keys.text("kind", needed=True).lower()
    if not asked or asked in KINDS:
        return asked or None
    known = {**{name: name for name in KINDS}, **_OTHER_KINDS}
    plain = plain_letters(asked)
    if plain in known:
        return known[plain]
    near = near_names(plain, known)
    keys.wrong(
        "kind",
        asked,
        msg("one of: {names}", names=", ".join(KINDS)),
        msg("did you mean “{name}”?", name=known[near[0]])
        if near
        else msg('a ward’s page is "zalo", its telephone "phone", its account "vietqr"'),
    )
    return None


def _address(keys: _Keys, key: str, text: str) -> str:
    """The web address ``text``, in ASCII; empty if it is none."""
    fault = address_fault(text)
    if fault is not None:
        keys.report("wrong-value", fault.message, fault.hint, key=key)
        return ""
    return encode_address(text)


def _bare(address: str) -> str:
    """``address`` as it is printed and typed."""
    return re.sub(r"^https?://(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/")


def _zalo(keys: _Keys) -> _CodeContent:
    text = keys.text("page", needed=True)
    digits = re.sub(r"[-.() ]", "", text)
    if re.fullmatch(r"\+?\d{6,20}", digits):
        address = f"https://zalo.me/{digits.lstrip('+')}"
    elif not text:
        address = ""
    else:
        full = text if re.match(r"https?:", text, re.IGNORECASE) else f"https://{text}"
        address = _address(keys, "page", full)
        if address and not re.match(
            r"https?://(?:[\w-]+\.)*(?:zalo\.me|zaloapp\.com|zalo\.vn)(?:[/?]|$)", address, re.I
        ):
            keys.wrong(
                "page",
                text,
                msg("a page of Zalo, as https://zalo.me/1234567890"),
                msg('copy it in Zalo: “Chia sẻ trang”; for any other page write kind = "url"'),
            )
    shown = _bare(address)
    return _CodeContent(address, shown, f"Mã QR dẫn tới trang Zalo {shown}")


def _phone(keys: _Keys) -> _CodeContent:
    text = keys.text("number", needed=True)
    if not text:
        return _CodeContent("", "", "")
    try:
        contact = read_contact("hotline", text, place=keys.place("number"))
    except ContentError as error:
        keys.problems += error.problems
        return _CodeContent("", "", "")
    keys.findings += contact.findings
    shown = contact.text
    dialled = re.sub(r"[-.() \u00a0]", "", shown.replace("(0)", ""))
    if not re.fullmatch(r"\+?\d{3,15}", dialled):
        keys.wrong(
            "number",
            text,
            msg("one telephone number"),
            msg("write one number alone, as 028 3717 0000: a code dials only one"),
        )
    return _CodeContent(f"tel:{dialled}", shown, f"Mã QR gọi số {shown}")


def _map(keys: _Keys) -> _CodeContent:
    point, link = keys.text("point"), keys.text("link")
    alt = "Mã QR chỉ đường tới nơi phát hành"
    if bool(point) == bool(link):
        if not keys.problems:
            keys.report(
                "missing-key" if not point else "wrong-value",
                msg("a map needs “point” or “link”, one of the two"),
                msg('write point = "10.8523, 106.7002", or the link that Google Maps shares'),
                key="kind",
            )
        return _CodeContent("", "", alt)
    if link:
        if link.lower().startswith("geo:"):
            found = _POINT.fullmatch(link[4:].split("?")[0].strip())
            if found is not None and _checked_point(keys, "link", link, found):
                return _CodeContent(f"geo:{found[1]},{found[2]}", "", alt)
            if found is None:
                _wrong_point(keys, "link", link)
            return _CodeContent("", "", alt)
        return _CodeContent(_address(keys, "link", link), "", alt)
    found = _POINT.fullmatch(point)
    if found is None:
        _wrong_point(keys, "point", point)
        return _CodeContent("", "", alt)
    if not _checked_point(keys, "point", point, found):
        return _CodeContent("", "", alt)
    # Every telephone opens it, while "geo:" is not known to all.
    data = f"https://maps.google.com/?q={found[1]},{found[2]}"
    return _CodeContent(data, "", alt)


def _wrong_point(keys: _Keys, key: str, text: str) -> None:
    keys.wrong(
        key,
        text,
        msg("degrees north and east, as 10.8523, 106.7002"),
        msg("copy them in Google Maps: a long press on the place shows them"),
    )


def _checked_point(keys: _Keys, key: str, text: str, found: re.Match[str]) -> bool:
    """True if the degrees are such; those outside of Vietnam are doubtful."""
    north, east = float(found[1]), float(found[2])
    south, top, west, right = _VIETNAM
    if south <= east <= top and west <= north <= right:
        keys.wrong(
            key,
            text,
            msg("degrees north first, then east"),
            msg("swap the two: {east}, {north}", east=found[2], north=found[1]),
        )
        return False
    if abs(north) > 90 or abs(east) > 180:
        _wrong_point(keys, key, text)
        return False
    if not (south <= north <= top and west <= east <= right):
        keys.doubt(
            msg("“{text}” lies outside of Vietnam", text=excerpt(text)),
            msg("scan the code once before you print it"),
            key=key,
        )
    return True


def _wifi(keys: _Keys) -> _CodeContent:
    network = keys.text("network", needed=True)
    # Spaces of a password count, and nothing in it is a word.
    raw = keys.values.get("password")
    password = raw if isinstance(raw, str) else keys.text("password")
    security = keys.text("security").lower() or ("wpa" if password else "none")
    security = {"wpa2": "wpa", "wpa3": "wpa", "open": "none", "nopass": "none"}.get(
        security, security
    )
    if security not in _SECURITIES:
        keys.wrong(
            "security",
            security,
            msg("one of: {names}", names=", ".join(_SECURITIES)),
            msg('most networks have "wpa"; leave the line out if you are not sure'),
        )
        return _CodeContent("", "", "")
    if len(network.encode()) > _LONGEST_NETWORK:
        keys.wrong(
            "network",
            network,
            msg("at most {count} bytes", count=_LONGEST_NETWORK),
            msg("write the name exactly as telephones list it"),
        )
    shortest, longest = _PASSWORD
    is_key = bool(re.fullmatch(r"[0-9A-Fa-f]{64}", password))
    fits = shortest <= len(password) <= longest and password.isascii() and password.isprintable()
    if security == "wpa" and not (fits or is_key):
        keys.report(
            "wrong-value",
            msg(
                "the password has {count} characters; one of WPA has {least} to {most}, without"
                " accents",
                count=len(password),
                least=shortest,
                most=longest,
            ),
            msg('write it exactly as people type it; for a network without one: security = "none"'),
            key="password" if "password" in keys.values else "kind",
        )
    if security == "none" and password:
        keys.report(
            "wrong-value",
            msg("the network has a password, and “security” says that it has none"),
            msg("keep one of the two"),
            key="security",
        )
    hidden = keys.values.get("hidden", False)
    if not isinstance(hidden, bool):
        keys.wrong("hidden", str(hidden), msg("true or false"), msg("write hidden = true"))
    data = f"WIFI:T:{_SECURITIES[security]};S:{_escaped(network)};"
    data += f"P:{_escaped(password)};" if password else ""
    data += "H:true;" if hidden is True else ""
    return _CodeContent(f"{data};", f"Wi-Fi: {network}", f"Mã QR vào mạng Wi-Fi {network}")


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\1", text)


def _vietqr(keys: _Keys) -> _CodeContent:
    bank_text, account = keys.text("bank", needed=True), keys.text("account", needed=True)
    account = re.sub(r"[ .\-]", "", account)
    bank = bank_number(bank_text) if bank_text else None
    if bank_text and bank is None:
        near = near_names(bank_text, BANKS.values())
        keys.wrong(
            "bank",
            bank_text,
            msg("the bank's number at NAPAS (six digits), or its short name"),
            msg("did you mean “{name}”?", name=near[0])
            if near
            else msg("write the number, as 970405 for Agribank; the bank tells it"),
        )
    elif bank is not None and bank not in BANKS:
        keys.doubt(
            msg("“{text}” is no bank that anpham knows", text=excerpt(bank_text)),
            msg("scan the code once before you print it: the right account must be shown"),
            key="bank",
        )
    if account and not re.fullmatch(rf"[A-Za-z0-9]{{1,{LONGEST_ACCOUNT}}}", account):
        keys.wrong(
            "account",
            account,
            msg("at most {count} digits and letters", count=LONGEST_ACCOUNT),
            msg("write the number of the account alone"),
        )
    amount, purpose, holder = _amount(keys), _purpose(keys), keys.text("holder")
    if keys.problems or bank is None:
        return _CodeContent("", "", "")
    name = BANKS.get(bank, bank_text)
    printed = f"{name}: {account}" + (f" – {holder}" if holder else "")
    data = transfer_payload(Transfer(bank, account, amount, purpose))
    return _CodeContent(data, printed, f"Mã VietQR chuyển khoản tới {printed}")


def _amount(keys: _Keys) -> int | None:
    text = keys.text("amount")
    digits = re.sub(r"[ .,]|(?:đồng|vnđ|vnd|đ)$", "", text, flags=re.IGNORECASE)
    if not text:
        return None
    if not re.fullmatch(rf"[1-9]\d{{0,{LONGEST_AMOUNT - 1}}}", digits):
        keys.wrong(
            "amount",
            text,
            msg("a number of đồng, as 50000"),
            msg("leave it out, and whoever pays writes the amount"),
        )
        return None
    return int(digits)


def _purpose(keys: _Keys) -> str:
    """The purpose in plain letters, as banks want it."""
    text = plain_letters(keys.text("purpose"))
    if len(text) > LONGEST_PURPOSE or not re.fullmatch(r"[ -~]*", text):
        keys.wrong(
            "purpose",
            text,
            msg("at most {count} characters, letters and digits", count=LONGEST_PURPOSE),
            msg("shorten it; banks take no more"),
        )
    return text


def _url(keys: _Keys) -> _CodeContent:
    text = keys.text("link", needed=True)
    address = _address(keys, "link", text) if text else ""
    return _CodeContent(address, _bare(text), f"Mã QR dẫn tới {_bare(text)}")


@dataclass(frozen=True, slots=True)
class CodeKind:
    """A kind of code: its keys, the caption where none is given, and how it is read."""

    keys: tuple[str, ...]
    caption: str
    read: Callable[[_Keys], _CodeContent]


#: Keys that every kind has.
_COMMON: Final = ("kind", "caption", "printed")

KINDS: Final[Mapping[str, CodeKind]] = {
    "zalo": CodeKind(("page",), "Quét mã để vào trang Zalo", _zalo),
    "phone": CodeKind(("number",), "Quét mã để gọi điện", _phone),
    "map": CodeKind(("point", "link"), "Quét mã để xem đường đi", _map),
    "wifi": CodeKind(("network", "password", "security", "hidden"), "Quét mã để vào Wi-Fi", _wifi),
    "vietqr": CodeKind(
        ("bank", "account", "amount", "purpose", "holder"), "Quét mã để chuyển khoản", _vietqr
    ),
    "url": CodeKind(("link",), "Quét mã để mở trang", _url),
}
#: What people write for a kind, without accents.
_OTHER_KINDS: Final = {
    "wi-fi": "wifi", "telephone": "phone", "tel": "phone", "dien thoai": "phone",
    "hotline": "phone", "ban do": "map", "geo": "map", "google maps": "map", "website": "url",
    "web": "url", "link": "url", "trang web": "url", "chuyen khoan": "vietqr", "bank": "vietqr",
    "ngan hang": "vietqr",
}  # fmt: skip


#: Bytes that a symbol of error correction M holds, by version from 1 on.
#: Source: ISO/IEC 18004:2015, table 7.
_CAPACITIES: Final = (
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
)  # fmt: skip
#: Modules of the quiet zone on both sides.
_QUIET: Final = 8


def modules_of(data: str) -> int:
    """Modules on a side of a code for ``data`` at error correction M, its quiet zone included."""
    length = len(data.encode())
    version = next((n for n, most in enumerate(_CAPACITIES, 1) if length <= most), 40)
    return 17 + 4 * version + _QUIET
