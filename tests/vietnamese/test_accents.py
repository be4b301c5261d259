"""Words compared as people type them: without case and accents."""

from __future__ import annotations

import unicodedata

import pytest

from generator.vietnamese.accents import without_accents


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_case_and_accents_go_in_either_normal_form(form: str) -> None:
    text = unicodedata.normalize(form, "ĐẶC KHU Côn Đảo, phường Hố Nai")  # type: ignore[arg-type]
    assert without_accents(text) == "dac khu con dao, phuong ho nai"


def test_signs_and_letters_of_other_alphabets_stay() -> None:
    assert without_accents("Cư M'gar - Straße Я") == "cu m'gar - strasse я"


def test_a_letter_of_full_width_is_its_usual_form() -> None:
    assert without_accents("Ａ４ ²") == "a4 2"
