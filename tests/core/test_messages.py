"""The catalogues: every text of the code has its Vietnamese, and what is compiled is what is read.

The command that renews the catalogues is in docs/contributing.md.
"""

from __future__ import annotations

import ast
import gettext
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import generator
from generator.core.messages import msg
from generator.core.translations import LOCALE_FOLDER

CODE = Path(generator.__file__).parent
VIETNAMESE = LOCALE_FOLDER / "vi" / "LC_MESSAGES"


@cache
def texts_in_code() -> frozenset[str]:
    """Texts that Babel finds, as the documented command does."""
    found = extract_from_dir(CODE, keywords={"msg": None})
    return frozenset(text for _, _, text, _, _ in found if isinstance(text, str))


@cache
def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="vi")


def entries(path: Path) -> list[Message]:
    return [message for message in catalogue(path) if message.id]


def texts_of(path: Path) -> set[str]:
    return {str(message.id) for message in entries(path)}


def calls_of_msg() -> Iterator[tuple[str, ast.Call]]:
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "msg":
                yield f"{path.relative_to(CODE)}:{node.lineno}", node


def test_every_message_is_a_literal_that_babel_finds() -> None:
    for place, call in calls_of_msg():
        text = call.args[0]
        assert isinstance(text, ast.Constant), f"{place}: the text of msg() must be a literal"
        assert text.value in texts_in_code(), f"{place}: Babel does not see into f-strings"


def test_every_place_in_a_message_is_filled() -> None:
    for place, call in calls_of_msg():
        text = ast.literal_eval(call.args[0])
        needed = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        given = {keyword.arg for keyword in call.keywords}
        if None not in given:  # ** may fill any
            assert needed == given, f"{place}: {text}"


def test_template_holds_the_texts_of_the_code_and_no_others() -> None:
    assert texts_of(LOCALE_FOLDER / "anpham.pot") == texts_in_code()


def test_vietnamese_is_complete_and_nothing_in_it_is_stale() -> None:
    assert texts_of(VIETNAMESE / "anpham.po") == texts_in_code()
    assert not catalogue(VIETNAMESE / "anpham.po").obsolete
    untranslated = [m.id for m in entries(VIETNAMESE / "anpham.po") if not m.string or m.fuzzy]
    assert untranslated == []


@pytest.mark.parametrize("name", ["anpham.po", "click.po"])
def test_translations_fill_the_same_places(name: str) -> None:
    for message in entries(VIETNAMESE / name):
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        translated = message.string if isinstance(message.string, tuple) else (message.string,)
        known = {place for text in originals for place in places(str(text))}
        for text in translated:
            assert set(places(str(text))) <= known, message.id
        if len(originals) == 1:
            assert set(places(str(translated[0]))) == known, message.id


def places(text: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(text) if name]


@pytest.mark.parametrize("name", ["anpham", "click"])
def test_compiled_catalogue_is_the_one_that_people_edit(name: str) -> None:
    with (VIETNAMESE / f"{name}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in entries(VIETNAMESE / f"{name}.po"):
        match message.id, message.string:
            case (one, many), (translated, *_):
                assert compiled.ngettext(one, many, 2) == translated
            case text, translated:
                assert compiled.gettext(str(text)) == translated


def test_english_texts_are_ascii_or_real_typography() -> None:
    for text in texts_in_code():
        assert text == text.strip("\n"), text
        assert "`" not in text, f"a person reads this, quote with '...': {text}"


def test_message_words_the_messages_inside_it_in_the_same_language() -> None:
    outer = msg("this is {kind}", kind=msg("a PDF"))
    vietnamese = {"this is {kind}": "đây là {kind}", "a PDF": "tệp PDF"}
    assert outer.localized(vietnamese.__getitem__) == "đây là tệp PDF"
    assert str(outer) == "this is a PDF"


def test_braces_in_a_value_are_left_alone() -> None:
    assert str(msg("found {text}", text="{x} {0}")) == "found {x} {0}"
