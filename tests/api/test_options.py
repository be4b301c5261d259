"""Options of a call: loose values are read, wrong ones refused by the option's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from support.tools import DOCS

import anpham
from generator.orders.options import ChangedOptions, LooseOptions, NewOptions

DAY = dt.date(2026, 11, 24)
ISSUER = anpham.Issuer("Ủy ban nhân dân", "phường Ví Dụ")


def options(**values: Any) -> anpham.MakeOptions:
    return anpham.MakeOptions(**{"date": DAY, **values})


def loosely(name: str, value: object) -> Any:
    return {name: value}


def problems_of(call: Callable[..., object], *given: object, **values: object) -> list[str]:
    with pytest.raises(anpham.UsageError) as caught:
        call(*given, **values)
    assert {p.code for p in caught.value.problems} <= {
        "option-wrong",
        "option-unknown",
        "option-missing",
    }
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("name", "loose", "read"),
    [
        ("date", "2026-11-24", DAY),
        ("date", " 2026-11-24 ", DAY),
        ("date", dt.datetime(2026, 11, 24, 23, 59), DAY),
        ("materials", "poster", ("poster",)),
        ("materials", ["poster", "insert"], ("poster", "insert")),
        ("materials", {"poster", "insert"}, ("insert", "poster")),
        ("materials", (name for name in ("poster",)), ("poster",)),
        ("materials", None, ()),
        ("campaign", Path("own"), Path("own")),
        ("campaign", None, "ung-xu-mang-xa-hoi"),
        ("issuer", ISSUER, ISSUER),
        ("issuer", ["Thới An"], "Thới An"),
        ("issuer", ("Thới An", ISSUER, "Thới An"), ("Thới An", ISSUER)),
        ("issuer", [], None),
        ("size", ["A3", "A4"], ("A3", "A4")),
        ("theme", ("hien-dai",), "hien-dai"),
        ("default_issuer", None, anpham.IssuerRequest()),
        ("address", None, ""),
        ("text", "full", anpham.TextLength.FULL),
        ("text", None, anpham.TextLength.SHORT),
        ("destination", "press", anpham.Destination.PRESS),
        ("profile", Path("shop.yaml"), Path("shop.yaml")),
        ("profile", "newspaper", "newspaper"),
        ("templates", "own", Path("own")),
    ],
)
def test_a_loose_value_is_read(name: str, loose: object, read: object) -> None:
    found = getattr(options(**{name: loose}), name)
    assert (found, type(found)) == (read, type(read))
    assert getattr(replace(options(), **loosely(name, read)), name) == read


@pytest.mark.parametrize(
    ("name", "wrong", "expected"),
    [
        ("date", "24/11/2026", "a date, as 2021-06-17"),
        ("date", 20261124, "a date, as 2021-06-17"),
        ("date", None, "a date, as 2021-06-17"),
        ("materials", 3, "the name of a material, or a list of names"),
        ("materials", [Path("poster")], "the name of a material, or a list of names"),
        ("materials", b"poster", "the name of a material, or a list of names"),
        ("materials", {"poster": 1}, "the name of a material, or a list of names"),
        ("campaign", 3, "the name of a campaign, or its folder"),
        ("campaign", " ", "the name of a campaign, or its folder"),
        ("issuer", 12, "the name of an issuer, or an Issuer, or a list of them"),
        ("issuer", {"Thới An": 1}, "the name of an issuer, or an Issuer, or a list of them"),
        ("issuer_name", 12, "a text"),
        ("default_issuer", "Thới An", "an IssuerRequest"),
        ("address", 12, "a text"),
        ("hotline", 2838010000, "a text"),
        ("website", Path("a.vn"), "a text"),
        ("size", (297, 420), "a text, or a list of texts"),
        ("theme", 1, "a text, or a list of texts"),
        ("preferred_theme", 1, "a text"),
        ("text", "long", "one of: short, full"),
        ("text", 1, "one of: short, full"),
        ("destination", "printer", "one of: office, press, screen"),
        ("destination", True, "one of: office, press, screen"),
        ("profile", 4, "the name of a profile, or its file"),
        ("templates", 4, "a folder"),
        ("templates", "", "a folder"),
        ("templates", b"own", "a folder"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_by_name(
    name: str, wrong: object, expected: str
) -> None:
    (problem,) = problems_of(options, **{name: wrong})
    shown = wrong.strip() if isinstance(wrong, str) else repr(wrong)
    assert problem == f"“{name}” is “{shown}”; expected {expected}"


def test_each_of_several_issuers_is_looked_at() -> None:
    (problem,) = problems_of(options, issuer=["Thới An", 12])
    assert problem == "“issuer” is “12”; expected the name of an issuer, or an Issuer"


def test_every_option_refuses_what_it_cannot_be() -> None:
    wrong = {field.name: object() for field in fields(anpham.MakeOptions)}
    found = problems_of(anpham.MakeOptions, **wrong)
    assert [problem.split("”")[0] for problem in found] == [f"“{name}" for name in wrong]


@pytest.mark.parametrize(
    ("name", "wrong", "expected"),
    [
        ("output", 3, "a folder"),
        ("output", None, "a folder"),
        ("output", b"out", "a folder"),
        ("png", "no", "True or False"),
        ("check", None, "True or False"),
        ("on_file", "print", "a function"),
    ],
)
def test_a_wrong_option_of_the_call_itself_is_refused_by_name(
    name: str, wrong: object, expected: str
) -> None:
    (problem,) = problems_of(anpham.make, date=DAY, **{name: wrong})
    assert problem.startswith(f"“{name}” is “")
    assert problem.endswith(f"expected {expected}")


def test_unknown_options_are_named_with_near_ones_and_a_missing_date_too() -> None:
    with pytest.raises(anpham.UsageError) as caught:
        anpham.make(materials="poster", txet="full", colour=1)  # type: ignore[call-overload]
    assert [(str(p), str(p.hint)) for p in caught.value.problems] == [
        ("there is no option “txet”", "did you mean “text”?"),
        (
            "there is no option “colour”",
            "the options are: " + ", ".join(f.name for f in fields(anpham.MakeOptions)),
        ),
        ("the option “date” is missing", 'the files bear a date: write date="2026-11-24"'),
    ]


def test_what_is_given_for_options_must_be_options() -> None:
    (problem,) = problems_of(anpham.make, {"date": DAY})
    assert problem.startswith("“options” is “{'date': ")
    assert problem.endswith("expected a MakeOptions")


@pytest.mark.parametrize("wrong", [None, 3, ["a"]])
def test_what_is_no_file_is_refused_by_name(wrong: Any) -> None:
    assert problems_of(anpham.read_letter, wrong)[0].startswith("“letter” is “")
    assert problems_of(anpham.load_issuers, wrong)[0].startswith("“path” is “")
    assert problems_of(anpham.repair_text, wrong)[0].startswith("“text” is “")


@pytest.mark.parametrize("path", ["x\0y", "\ud800", "a" * 5000, "a" * 256, Path("a/\0")])
def test_a_path_that_no_file_can_have_is_refused_by_name(path: Any, tmp_path: Path) -> None:
    calls: list[tuple[str, Callable[..., object], dict[str, Any]]] = [
        *((name, options, {name: path}) for name in ("campaign", "profile", "templates")),
        ("output", anpham.make, {"date": DAY, "output": path}),
        ("file", anpham.check, {"date": DAY, "file": path}),
        ("profile", anpham.check, {"date": DAY, "file": b"%PDF-", "profile": path}),
        ("campaign", anpham.check, {"date": DAY, "file": b"%PDF-", "campaign": path}),
        ("letter", lambda given: anpham.read_letter(given), {"given": path}),
        ("path", lambda given: anpham.load_issuers(given), {"given": path}),
        ("templates", lambda given: anpham.Workshop(given), {"given": path}),
    ]
    for name, call, values in calls:
        (problem,) = problems_of(call, **values)
        assert problem.startswith(f"“{name}” is “")


def test_names_as_long_as_file_systems_take_them_are_paths() -> None:
    longest = Path("/".join(["a" * 255] * 15))
    assert options(templates=longest).templates == longest
    assert problems_of(options, templates=longest / ("a" * 255) / "b")


@pytest.mark.parametrize("wrong", [None, 1, b"x", ["a"], Path("a")])
def test_the_name_of_bytes_is_a_text(wrong: Any) -> None:
    expected = f"“source” is “{wrong!r}”; expected a text"
    assert problems_of(anpham.check, b"%PDF-", date=DAY, source=wrong) == [expected]
    assert problems_of(anpham.read_letter, b"a", source=wrong) == [expected]
    assert problems_of(anpham.repair_text, "a", source=wrong) == [expected]


@pytest.mark.parametrize("wrong", [None, 5, 1.5, b"An", Path("a")])
def test_what_is_no_issuers_is_refused_by_name(wrong: Any) -> None:
    (problem,) = problems_of(anpham.Workshop().make_for, wrong, date=DAY)
    assert problem == f"“issuers” is “{wrong!r}”; expected names of issuers, or Issuers"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"body": 1, "unit": 2}, ["“issuer.body” is “1”", "“issuer.unit” is “2”"]),
        ({"body": "", "unit": ""}, ["“issuer.body” is “”; expected a name"]),
        ({"body": " ", "unit": ""}, ["“issuer.body” is “”; expected a name"]),
        ({"body": "A", "unit": "", "hotline": 5}, ["“issuer.hotline” is “5”"]),
        ({"body": "A", "unit": "", "until": "2025"}, ["“issuer.until” is “2025”"]),
    ],
)
def test_an_issuer_of_wrong_parts_is_refused_by_their_names(
    parts: Any, expected: list[str]
) -> None:
    found = problems_of(options, issuer=anpham.Issuer(**parts))
    assert all(problem.startswith(text) for problem, text in zip(found, expected, strict=True))
    workshop = anpham.Workshop()
    again = problems_of(lambda: list(workshop.make_for([anpham.Issuer(**parts)], date=DAY)))
    assert again == found
    request = anpham.IssuerRequest(issuer=anpham.Issuer(**parts))
    assert len(problems_of(options, default_issuer=request)) == len(found)


def test_an_issuer_request_of_wrong_parts_is_refused_by_their_names() -> None:
    (problem,) = problems_of(options, default_issuer=anpham.IssuerRequest(issuer_name=5))  # type: ignore[arg-type]
    assert problem == "“default_issuer.issuer_name” is “5”; expected a text"
    (problem,) = problems_of(options, default_issuer=anpham.IssuerRequest(hotline=5))  # type: ignore[arg-type]
    assert problem == "“default_issuer.hotline” is “5”; expected a text"


def test_the_typed_options_are_those_of_the_class() -> None:
    names = {field.name for field in fields(anpham.MakeOptions)}
    assert set(LooseOptions.__annotations__) == names - {"date"}
    assert NewOptions.__required_keys__ == {"date"}
    assert ChangedOptions.__optional_keys__ == names


def test_every_option_is_explained_in_the_reference() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    for field in fields(anpham.MakeOptions):
        assert f"| `{field.name}` |" in text, field.name
