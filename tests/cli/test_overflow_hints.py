"""Text that does not fit: the place to mend, a number that is true, a cure that this piece has."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support.shipped import DATA
from support.tools import Run

LONG = "Ban Chỉ đạo phong trào Toàn dân đoàn kết xây dựng đời sống văn hóa phường Ví Dụ Suối Mây Xa"
SCHOOLS = " ".join(["Trường"] * 22)


def said(run: Run, *arguments: str) -> list[str]:
    result = run("make", *arguments, "--no-check")
    assert result.exit_code == 1, result.stderr
    return [line for line in result.stderr.splitlines() if "error: " in line or "hint: " in line]


def cut(name: str, line: str) -> str:
    """``name`` without as many characters as the message ``line`` says, whole words left."""
    found = re.search(r"the text is (\d+) characters too long", line)
    assert found is not None, line
    assert int(found[1]) > 0
    return name[: len(name) - int(found[1])].rstrip()


@pytest.mark.parametrize("material", ["leaflet", "insert"])
def test_the_option_is_named_and_the_number_is_true(run: Run, material: str) -> None:
    name = f"{LONG} {LONG}"
    error, hint = said(run, material, "--issuer-name", name)
    assert error.startswith(f"{material}, --issuer-name, ")
    assert hint == "  hint: shorten the text", "neither a size nor a length of text would help"
    shorter = cut(name, error)
    assert run("make", material, "--issuer-name", shorter, "--no-check").exit_code == 0


def test_the_line_of_the_settings_is_named(run: Run) -> None:
    Path("anpham.toml").write_text(f'lang = "en"\n\nissuer_name = "{LONG} {LONG}"\n', "utf-8")
    error, _ = said(run, "insert")
    assert error.startswith("anpham.toml:3:1: error: insert, issuer_name: the text is ")


def test_the_line_of_the_campaign_is_named(run: Run) -> None:
    shutil.copytree(DATA / "campaigns" / "ung-xu-mang-xa-hoi", "camp")
    file = Path("camp/campaign.yaml")
    text = re.sub(
        "^title: .*$", f"title: {LONG} {LONG}", file.read_text("utf-8"), flags=re.MULTILINE
    )
    file.write_text(text, encoding="utf-8")
    line = text[: text.index("\ntitle:")].count("\n") + 2
    error, hint = said(run, "insert", "--campaign", "camp", "--issuer", "An Phú Đông")
    place = re.escape(str(file))
    assert re.match(rf"{place}:{line}:\d+: error: insert, campaign.title: the text is ", error)
    assert hint == "  hint: shorten the text"


def test_a_larger_size_is_advised_only_where_it_helps(run: Run) -> None:
    _, hint = said(run, "poster", "--size", "A5", "--issuer-name", SCHOOLS)
    found = re.search(r"--size (\S+)$", hint)
    assert found is not None
    larger = run("make", "poster", "--size", found[1], "--issuer-name", SCHOOLS, "--no-check")
    assert larger.exit_code == 0
    _, hint = said(run, "poster", "--size", "A5", "--issuer-name", f"{SCHOOLS} {SCHOOLS}")
    assert "--size" not in hint


def test_the_settings_name_is_in_the_json_with_its_origin(run: Run) -> None:
    import json

    result = run("make", "insert", "--issuer-name", f"{LONG} {LONG}", "--json")
    (problem,) = json.loads(result.stdout)["problems"]
    assert problem["place"]["text"] == "issuer.name"
    assert problem["place"]["item"] == "--issuer-name"
