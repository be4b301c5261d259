"""VietQR: a bank transfer as the text of a QR code, written and read back.

A code is a row of data objects: an ID of two digits, a length of two digits, a value; some hold
data objects themselves. At the end stands a checksum of all before it.

Source: EMV QRCPS, Merchant-Presented Mode 1.1; NAPAS, "Tài liệu quy định về định dạng mã VietQR
trong dịch vụ chuyển nhanh NAPAS247" 1.5.2, with the examples that the tests hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

#: Of NAPAS's transfers within the template of ID 38, and of a transfer to an account.
_NAPAS, _TO_ACCOUNT = "A000000727", "QRIBFTTA"
#: ISO 4217 and ISO 3166.
_DONG, _COUNTRY = "704", "VN"

#: Characters of an account, a purpose and an amount at most.
LONGEST_ACCOUNT: Final = 19
LONGEST_PURPOSE: Final = 25
LONGEST_AMOUNT: Final = 13

_OBJECT: Final = re.compile(r"(\d\d)(\d\d)")

#: Banks by the number that NAPAS gives them (BIN). Only those of which several public lists agree;
#: whoever has another bank writes its number.
BANKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "970400": "Saigonbank",
        "970403": "Sacombank",
        "970405": "Agribank",
        "970407": "Techcombank",
        "970409": "Bac A Bank",
        "970412": "PVcomBank",
        "970415": "VietinBank",
        "970416": "ACB",
        "970418": "BIDV",
        "970419": "NCB",
        "970422": "MB",
        "970423": "TPBank",
        "970424": "Shinhan Bank",
        "970425": "ABBANK",
        "970426": "MSB",
        "970427": "VietABank",
        "970428": "Nam A Bank",
        "970429": "SCB",
        "970431": "Eximbank",
        "970432": "VPBank",
        "970433": "VietBank",
        "970436": "Vietcombank",
        "970437": "HDBank",
        "970438": "BaoViet Bank",
        "970440": "SeABank",
        "970441": "VIB",
        "970443": "SHB",
        "970446": "Co-opBank",
        "970448": "OCB",
        "970449": "LPBank",
        "970452": "KienlongBank",
        "970454": "BVBank",
    }
)
#: Other names by which people write banks.
_OTHER_NAMES: Final = {
    "mbbank": "970422", "vcb": "970436", "vietin": "970415", "ctg": "970415", "tcb": "970407",
    "stb": "970403", "vba": "970405", "lienvietpostbank": "970449", "bacabank": "970409",
    "banviet": "970454", "vietcapitalbank": "970454", "kienlong": "970452",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transfer:
    """A bank transfer.

    Attributes:
        bank: The number that NAPAS gives the bank, of six digits.
        account: Letters and digits.
        amount: In đồng; None where the payer writes it.
        purpose: In plain ASCII; empty where the payer writes it.
    """

    bank: str
    account: str
    amount: int | None = None
    purpose: str = ""


class NoTransferError(ValueError):
    """A text that is no transfer, or whose checksum is wrong."""


def bank_number(text: str) -> str | None:
    """The number of the bank that ``text`` names or is; None if there is none of this name."""
    if re.fullmatch(r"\d{6}", text.strip()):
        return text.strip()
    name = _bare(text)
    by_name = {_bare(own): number for number, own in BANKS.items()} | _OTHER_NAMES
    for one in (name, name.removeprefix("nganhang"), f"{name}bank"):
        if one in by_name:
            return by_name[one]
    return None


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plain_letters(name).lower())


def plain_letters(text: str) -> str:
    """``text`` without accents, as banks want it: "Ung ho quy"."""
    import unicodedata

    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(one for one in parts if not unicodedata.combining(one))


def transfer_payload(transfer: Transfer) -> str:
    """The text of the code for ``transfer``.

    Raises:
        ValueError: if a part is too long.
    """
    account = _object("00", transfer.bank) + _object("01", transfer.account)
    template = _object("00", _NAPAS) + _object("01", account) + _object("02", _TO_ACCOUNT)
    parts = [
        _object("00", "01"),
        # 11 may be paid any number of times, 12 states what is paid.
        _object("01", "11" if transfer.amount is None else "12"),
        _object("38", template),
        _object("53", _DONG),
    ]
    if transfer.amount is not None:
        parts.append(_object("54", str(transfer.amount)))
    parts.append(_object("58", _COUNTRY))
    if transfer.purpose:
        parts.append(_object("62", _object("08", transfer.purpose)))
    begin = "".join(parts) + "6304"
    return f"{begin}{crc16(begin.encode('ascii')):04X}"


def _object(id_: str, value: str) -> str:
    if not 1 <= len(value) <= 99:
        raise ValueError(f"the value of {id_} has {len(value)} characters")
    return f"{id_}{len(value):02d}{value}"


def read_transfer(payload: str) -> Transfer:
    """The transfer that ``payload``, the text of a code, describes.

    Raises:
        NoTransferError: if it is none to an account through NAPAS, or its checksum is wrong.
    """
    if not is_payment(payload):
        raise NoTransferError("the checksum is wrong")
    root = _objects(payload)
    template = _objects(root.get("38", ""))
    account = _objects(template.get("01", ""))
    if template.get("00") != _NAPAS or template.get("02") != _TO_ACCOUNT:
        raise NoTransferError("no transfer to an account through NAPAS")
    try:
        amount = int(root["54"]) if "54" in root else None
        purpose = _objects(root.get("62", "")).get("08", "")
        return Transfer(account["00"], account["01"], amount, purpose)
    except (KeyError, ValueError) as error:
        raise NoTransferError("bank, account or amount is missing") from error


def is_payment(payload: str) -> bool:
    """True if ``payload`` has the form of a payment by EMVCo, with its right checksum."""
    if not payload.isascii() or not re.fullmatch(r"0002\d\d.*6304[0-9A-F]{4}", payload):
        return False
    return f"{crc16(payload[:-4].encode('ascii')):04X}" == payload[-4:]


def _objects(text: str) -> dict[str, str]:
    """The values of the data objects in ``text`` by their IDs."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        head = _OBJECT.match(text, at)
        if head is None or head.end() + int(head[2]) > len(text):
            raise NoTransferError(f"no data object at character {at}")
        at = head.end() + int(head[2])
        found[head[1]] = text[head.end() : at]
    return found


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE of ``data``: polynomial 0x1021, begun with 0xFFFF; "123456789" is 0x29B1.

    Source: EMV QRCPS Merchant-Presented Mode 1.1, 4.7.3; ISO/IEC 13239.
    """
    crc = 0xFFFF
    for byte in data:
        crc ^= byte << 8
        for _ in range(8):
            crc = ((crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc
