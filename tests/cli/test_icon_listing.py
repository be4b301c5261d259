"""``anpham list icons``: searched by Vietnamese words and names, and as a page of pictures."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from support.tools import Run


def found(run: Run, *arguments: str) -> list[str]:
    result = run("list", "icons", *arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return [entry["name"] for entry in json.loads(result.stdout)["entries"]]


def test_a_vietnamese_word_finds_icons_in_both_views(run: Run) -> None:
    text = run("list", "icons", "--search", "muỗi")
    assert text.exit_code == 0
    assert text.stdout.splitlines()[0].startswith("mosquito")
    assert "sốt xuất huyết" in text.stdout
    entries = json.loads(run("list", "icons", "--search", "muỗi", "--json").stdout)["entries"]
    assert entries[0]["name"] == "mosquito"
    assert "muỗi" in entries[0]["words"]
    assert entries[0]["group"] == "sức khỏe và dịch bệnh"


def test_words_may_stand_behind_the_kind(run: Run) -> None:
    assert found(run, "chó", "dại") == found(run, "--search", "chó dại")


def test_an_english_name_finds_icons_too_the_exact_one_first(run: Run) -> None:
    assert found(run, "--search", "flame")[:2] == ["flame", "flame-kindling"]
    assert "fire-extinguisher" in found(run, "--search", "fire extinguisher")


def test_what_nobody_wrote_down_is_said_and_lists_nothing(run: Run) -> None:
    result = run("list", "icons", "--search", "tàu vũ trụ sao hỏa")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "tàu vũ trụ sao hỏa" in result.stderr


def test_icons_without_words_are_in_the_list_as_before(run: Run) -> None:
    entries = json.loads(run("list", "icons", "--json").stdout)["entries"]
    by_name = {entry["name"]: entry for entry in entries}
    assert by_name["zodiac-leo"] == {"name": "zodiac-leo", "words": [], "group": None}
    assert len(entries) > 1900


def test_the_page_of_pictures_is_one_file_that_needs_no_network(run: Run) -> None:
    result = run("list", "icons", "--html", "icons.html")
    assert result.exit_code == 0, result.stderr
    page = Path("icons.html").read_text(encoding="utf-8")
    assert page.count("<img ") > 1900
    assert set(re.findall(r'\b(?:src|href)="([^":]*:)', page)) == {"data:"}
    assert not re.search(r"@import|url\(|<link|<iframe", page)
    assert 'data-name="mosquito" data-words="muỗi|' in page
    assert page.index("Sức khỏe và dịch bệnh") < page.index("Other icons")


def test_the_page_shows_what_is_searched(run: Run) -> None:
    run("list", "icons", "--search", "muỗi", "--html", "icons.html")
    page = Path("icons.html").read_text(encoding="utf-8")
    names = re.findall(r'data-name="([^"]+)"', page)
    assert names[0] == "mosquito"
    assert len(names) < 5


def test_a_drawing_of_the_users_own_runs_nothing_in_the_page(run: Run, tmp_path: Path) -> None:
    icons = tmp_path / "mau" / "icons"
    icons.mkdir(parents=True)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert("x")</script></svg>'
    (icons / "phuong-ta.svg").write_text(drawing)
    result = run("list", "icons", "--templates", "mau", "--html", "icons.html")
    assert result.exit_code == 0, result.stderr
    page = Path("icons.html").read_text(encoding="utf-8")
    assert page.count("<script") == 1
    (source,) = re.findall(r'data-name="phuong-ta"[^>]*><img src="([^"]*)"', page)
    assert "alert" in unquote(source)


@pytest.mark.parametrize(
    "arguments",
    [
        ("materials", "--search", "poster"),
        ("themes", "--html", "icons.html"),
        ("icons", "--province", "Cần Thơ"),
    ],
)
def test_an_option_that_a_list_does_not_have_is_refused(
    run: Run, arguments: tuple[str, ...]
) -> None:
    result = run("list", *arguments)
    assert result.exit_code == 2
    assert "hint" in result.stderr


def test_issuers_are_searched_by_the_same_option(run: Run) -> None:
    assert run("list", "issuers", "--search", "thoi an").stdout == (
        run("list", "issuers", "thoi", "an").stdout
    )


def test_a_page_that_cannot_be_written_is_exit_5(run: Run) -> None:
    result = run("list", "icons", "--search", "muỗi", "--html", "none/icons.html")
    assert result.exit_code == 5 or Path("none/icons.html").exists()


def test_drawings_are_shown_in_the_colours_of_the_default_theme(run: Run) -> None:
    result = run("list", "drawings", "--html", "hinh.html")
    assert result.exit_code == 0, result.output
    page = unquote(Path("hinh.html").read_text(encoding="utf-8"))
    assert page.count("data:image/svg+xml") == 8
    assert 'data-name="traffic"' in page
    assert "#0b3a6f" in page
    assert "var(--accent" not in page.split("<main>")[1]
