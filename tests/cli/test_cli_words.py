"""Words that a clerk types are understood, or answered with the one right word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.shipped import ASSETS
from support.tools import Run

from generator.cli.words import words
from generator.core.destination import Destination
from generator.core.messages import LANGUAGES
from generator.orders.options import MakeOptions
from generator.press.profiles import load_profile, profile_names
from generator.sheet.catalogue import Catalogue
from generator.vietnamese.spoken_names import keys_of


def made(run: Run, *arguments: str) -> list[dict[str, object]]:
    result = run("make", *arguments, "--no-check", "--json", "-q")
    assert result.exit_code == 0, result.stderr
    files = json.loads(result.stdout)["files"]
    assert isinstance(files, list)
    return files


@pytest.mark.parametrize(
    ("words", "material"),
    [
        (("Trang bản tin",), "insert"),
        (("trang-ban-tin",), "insert"),
        (("INSERT",), "insert"),
        (("tờ", "gấp"), "leaflet"),
        (("to-gap",), "leaflet"),
        (("Tờ rơi",), "flyer"),
        (("áp phích",), "poster"),
        (("ap phich",), "poster"),
        (("Poster",), "poster"),
    ],
)
def test_materials_are_known_by_what_people_call_them(
    run: Run, words: tuple[str, ...], material: str
) -> None:
    (file,) = made(run, *words)
    assert file["material"] == material


def test_several_names_may_be_typed_without_quotation_marks(run: Run) -> None:
    files = made(run, "tờ", "gấp", "insert", "poster", "treo", "tường")
    assert [file["material"] for file in files] == ["leaflet", "insert", "poster"]


@pytest.mark.parametrize(
    ("option", "value", "key", "expected"),
    [
        ("--for", "nhà in", "profile", "offset"),
        ("--for", "Nha-In", "profile", "offset"),
        ("--for", "PRESS", "profile", "offset"),
        ("--for", "màn hình", "profile", "screen"),
        ("--for", "văn phòng", "profile", "office"),
        ("--profile", "in báo", "profile", "newspaper"),
        ("--profile", "Photocopy", "profile", "copier"),
        ("--profile", "OFFSET", "profile", "offset"),
        ("--theme", "Hiện đại", "theme", "hien-dai"),
        ("--theme", "hai màu", "theme", "ban-tin-2-mau"),
        ("--theme", "one-ink bulletin", "theme", "ban-tin-1-mau"),
        ("--lang", "VI", "material", "insert"),
        ("--lang", "tiếng Anh", "material", "insert"),
    ],
)
def test_values_are_known_by_what_people_call_them(
    run: Run, option: str, value: str, key: str, expected: str
) -> None:
    (file,) = made(run, "insert", option, value)
    assert file[key] == expected


@pytest.mark.parametrize("value", ["nguyên văn", "toàn văn", "FULL", "day du"])
def test_whole_texts_are_asked_for_in_vietnamese(run: Run, value: str) -> None:
    (file,) = made(run, "insert", "--text", value)
    assert file["official_items"] == file["items"]


@pytest.mark.parametrize(
    ("material", "size", "expected"),
    [
        ("leaflet", "A4", "297x210mm"),
        ("leaflet", "A4 ngang", "297x210mm"),
        ("leaflet", "ngang A4", "297x210mm"),
        ("leaflet", "29,7 x 21 cm", "297x210mm"),
        ("poster", "khổ A4 dọc", "A4"),
        ("poster", "60x80cm", "600x800mm"),
        ("poster", "600×800", "600x800mm"),
    ],
)
def test_sizes_are_read_as_people_write_them(
    run: Run, material: str, size: str, expected: str
) -> None:
    (file,) = made(run, material, "--size", size)
    assert file["size"] == expected


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("posster",), "did you mean “poster”?"),
        (("tờ gâpp",), "did you mean “leaflet”?"),
        (("insert", "--for", "nhà inn"), "did you mean “press”?"),
        (("insert", "--theme", "hien dia"), "did you mean “hien-dai”?"),
        (("insert", "--profile", "ofset"), "did you mean “offset”?"),
        (("insert", "--text", "qqq"), "it is one of: short, full"),
        (("leaflet", "--size", "A4 dọc"), "it comes in A4 landscape"),
        (("poster", "--size", "60x80"), "did you mean “60x80cm”?"),
        (("--issuer", "Thới", "An"), '--issuer "Thới An"'),
        (("--issuer=An", "Phú", "Đông", "poster"), '--issuer "An Phú Đông"'),
        (("--theme", "Hiện", "đại"), '--theme "Hiện đại"'),
    ],
)
def test_what_is_not_understood_is_answered_with_the_one_right_word(
    run: Run, arguments: tuple[str, ...], hint: str
) -> None:
    result = run("make", *arguments)
    assert result.exit_code == 2
    _, said = result.stderr.splitlines()
    assert said.startswith("  hint: ")
    assert said.endswith(hint)
    assert not Path("output").exists()


def test_the_language_is_known_before_the_rest_is_read(run: Run) -> None:
    assert "lỗi: " in run("make", "--lang", "Tiếng Việt", "--size", "x").stderr
    assert "Cách dùng:" in run("--lang=VI", "-h").stdout


def test_commands_and_lists_are_known_in_any_case(run: Run) -> None:
    assert run("LIST", "Khổ giấy").stdout == run("list", "sizes").stdout


def every_vocabulary() -> Iterator[dict[str, tuple[str, ...]]]:
    """Words for the things of each kind."""
    catalogue = Catalogue(ASSETS.templates, ASSETS.themes)
    materials = map(catalogue.material, catalogue.material_names())
    yield {one.name: (*one.names.values(), *one.also) for one in materials}
    themes = map(catalogue.theme, catalogue.theme_names())
    yield {one.name: (*one.names.values(), *one.also) for one in themes}
    folders = ASSETS.profiles
    profiles = [load_profile(name, folders) for name in profile_names(folders)]
    yield {one.name: (*one.names.values(), *one.also) for one in profiles}
    for group in ("destination", "text", "lang", "kind"):
        yield dict(words(group))


def test_no_word_of_what_is_shipped_has_two_meanings() -> None:
    for vocabulary in every_vocabulary():
        for key, others in vocabulary.items():
            for word in (key, *others):
                assert keys_of(word, vocabulary) == (key,), word


def test_the_words_are_of_values_that_there_are() -> None:
    assert set(words("destination")) == set(Destination)
    assert set(words("text")) == {"short", "full"}
    assert set(words("lang")) == set(LANGUAGES)


def test_a_program_may_use_them_too() -> None:
    import anpham

    options = MakeOptions(date="2026-11-24", materials="tờ gấp", theme="một màu", size="A4 ngang")  # type: ignore[arg-type]
    (piece,) = anpham.Workshop().make(options)
    assert (piece.material, piece.theme, piece.size) == ("leaflet", "ban-tin-1-mau", "297x210mm")


@pytest.mark.parametrize("said", ["copier", "máy photocopy", "photocopy"])
def test_a_profile_said_as_a_destination_is_named_as_one(run: Run, said: str) -> None:
    result = run("make", "poster", "--for", said)
    assert result.exit_code == 2
    assert "it is a profile: write --profile copier" in result.stderr
    assert "--profile" not in run("make", "poster", "--for", "prees").stderr
