"""VietQR: bank transfers as codes, against the examples that NAPAS has published."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.vietqr import (
    BANKS,
    NoTransferError,
    Transfer,
    bank_number,
    crc16,
    is_payment,
    plain_letters,
    read_transfer,
    transfer_payload,
)

#: NAPAS, "QR Format T&C" 1.0 (9/2021), 6.1.3: 180 000 đồng with a bill's number.
NAPAS_EXAMPLE = (
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA5303704540618000058"
    "02VN62340107NPS68690819thanh toan don hang63042E2E"
)


def test_the_checksum_is_that_of_the_standards_own_example() -> None:
    assert crc16(b"123456789") == 0x29B1


@pytest.mark.parametrize(
    ("begin", "checksum"),
    [
        # NAPAS 6.1.1 and 6.1.4: the first declares a length that is wrong, its checksum is right.
        (
            "00020101021138570010A00000072701270006970403011200110123456780208QRIBFTTA5303704"
            "5802VN6304",
            0xF4E5,
        ),
        (
            "00020101021238600010A00000072701300006970403011697040311012345670208QRIBFTTC530370454"
            "061800005802VN62340107NPS68690819thanh toan don hang6304",
            0xA203,
        ),
    ],
)
def test_the_checksum_is_that_of_published_codes(begin: str, checksum: int) -> None:
    assert crc16(begin.encode()) == checksum


def test_the_example_of_napas_is_read() -> None:
    assert read_transfer(NAPAS_EXAMPLE) == Transfer(
        "970403", "0011012345678", 180_000, "thanh toan don hang"
    )


def test_a_code_without_amount_is_written_as_published() -> None:
    # As a public generator writes it for Vietcombank, but for two marks at the beginning.
    payload = transfer_payload(Transfer("970436", "0881000458086"))
    assert payload.startswith(
        "00020101021138570010A00000072701270006970436011308810004580860208QRIBFTTA53037045802VN6304"
    )
    published = payload.replace("000201010211", "000200010212", 1)[:-4]
    assert crc16(published.encode()) == 0xCD60


@given(
    bank=st.sampled_from(sorted(BANKS)),
    account=st.text("0123456789ABCXYZ", min_size=1, max_size=19),
    amount=st.none() | st.integers(1, 9_999_999_999_999),
    purpose=st.text("abcXYZ019 .-", max_size=25),
)
def test_what_is_written_is_read_back(
    bank: str, account: str, amount: int | None, purpose: str
) -> None:
    transfer = Transfer(bank, account, amount, purpose)
    assert read_transfer(transfer_payload(transfer)) == transfer


@given(st.integers(0, len(NAPAS_EXAMPLE) - 1))
def test_a_changed_digit_is_found_by_the_checksum(at: int) -> None:
    old = NAPAS_EXAMPLE[at]
    changed = f"{NAPAS_EXAMPLE[:at]}{'7' if old != '7' else '3'}{NAPAS_EXAMPLE[at + 1 :]}"
    assert not is_payment(changed)
    with pytest.raises(NoTransferError):
        read_transfer(changed)


@pytest.mark.parametrize("payload", ["", "https://a.vn", "WIFI:S:a;;", NAPAS_EXAMPLE[:-1]])
def test_other_texts_are_no_payments(payload: str) -> None:
    assert not is_payment(payload)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("970405", "970405"),
        ("Agribank", "970405"),
        ("agri bank", "970405"),
        ("Ngân hàng Agribank", "970405"),
        ("vietcombank", "970436"),
        ("VCB", "970436"),
        ("MB Bank", "970422"),
        ("Việt Á Bank", "970427"),
        ("546034", "546034"),
        ("Agriban", None),
        ("97040", None),
        ("", None),
    ],
)
def test_a_bank_is_found_by_number_and_by_name(text: str, number: str | None) -> None:
    assert bank_number(text) == number


def test_the_banks_have_numbers_and_names_of_their_own() -> None:
    assert len(set(BANKS.values())) == len(BANKS)
    assert all(len(number) == 6 and number.isdigit() for number in BANKS)


def test_purposes_lose_their_accents_and_nothing_else() -> None:
    assert plain_letters("Ủng hộ Đồng bào, số 5") == "Ung ho Dong bao, so 5"
