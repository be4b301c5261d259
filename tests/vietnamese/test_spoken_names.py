"""Names as people say them: case, accents and spaces do not matter; what is meant must be one."""

from __future__ import annotations

import pytest

from generator.vietnamese.spoken_names import keys_of, nearest_key

NAMES = {"poster": ("Áp phích", "pa nô"), "leaflet": ("Tờ gấp",), "Own": ("pa nô",), "own": ()}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("poster", ("poster",)),
        ("POSTER", ("poster",)),
        ("áp phích", ("poster",)),
        ("A\u0301p phi\u0301ch", ("poster",)),
        ("ap-phich", ("poster",)),
        ("Apphich", ("poster",)),
        ("TỜ_GẤP", ("leaflet",)),
        ("own", ("own",)),
        ("OWN", ("Own", "own")),
        ("pano", ("poster", "Own")),
        ("poste", ()),
        ("", ()),
        ("—", ()),
        ("ខ្មែរ", ()),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, keys: tuple[str, ...]) -> None:
    assert keys_of(text, NAMES) == keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("posster", "poster"),
        ("tờ gấpp", "leaflet"),
        ("ap phic", "poster"),
        ("xyz", None),
        ("", None),
    ],
)
def test_a_slip_of_a_letter_is_asked_after(text: str, key: str | None) -> None:
    assert nearest_key(text, NAMES) == key
