"""Templates that would exhaust the machine, or stumble over a library: one line, soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.core.errors import TemplateError
from generator.sheet.sandbox import MOST_STEPS
from generator.sheet.template import FilledTemplate, Templates

#: Far above what the slowest of these takes, far below what any of them would.
resource = pytest.importorskip("resource", reason="counts memory, not on Windows")

MOST_SECONDS = 20.0
MOST_MEGABYTES = 400

ATTACKS = {
    "loops in loops": "{% for a in range(90000) %}{% for b in range(90000) %}{% set x = b %}"
    "{% endfor %}{% endfor %}",
    "a long range": "{% for i in range(10**9) %}{% endfor %}",
    "loops over long texts": "{% set t = 'ab' * 1 %}{% for a in ('a' | center(9999)) %}"
    "{% for b in ('a' | center(9999)) %}{% set x = b %}{% endfor %}{% endfor %}",
    "a text doubled by ~": "{% set n = namespace(t='a') %}{% for i in range(60) %}"
    "{% set n.t = n.t ~ n.t %}{% endfor %}",
    "a text doubled by +": "{% set n = namespace(t='a') %}{% for i in range(60) %}"
    "{% set n.t = n.t + n.t %}{% endfor %}",
    "a list doubled": "{% set n = namespace(t=[1]) %}{% for i in range(60) %}"
    "{% set n.t = n.t + n.t %}{% endfor %}",
    "a text multiplied": "{{ 'a' * 10**9 }}",
    "a list multiplied": "{{ [1] * 10**9 }}",
    "a power": "{{ 9999 ** 9999 }}",
    "a text centred": "{{ 'a' | center(10**9) }}",
    "a text padded": "{{ 'a'.ljust(1000000000) }}",
    "zeros": "{{ 'a'.zfill(1000000000) }}",
    "tabs": "{{ '\\t'.expandtabs(1000000000) }}",
    "a width in a format": "{{ '%1000000000d' % 1 }}",
    "a width in a filter": "{{ '%1000000000d' | format(1) }}",
    "a width in a method": "{{ '{:1000000000}'.format(1) }}",
    "a width as an argument": "{{ '{:{}}'.format(1, 1000000000) }}",
    "an indent": "{{ 'a\\nb' | indent(10**9) }}",
    "what replaces each letter": "{% set a = 'a' | center(9999) %}"
    "{% for i in range(5) %}{% set b = a | replace(' ', a) | replace(' ', a) %}{% endfor %}",
    "a join of long texts": "{% set a = 'a' | center(9999) %}{{ a.join(a.join(a)) }}",
    "a batch": "{{ [1] | batch(10**9, 0) | list | length }}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}"
    "{% endif %}{% endmacro %}{{ m(60) }}",
    "a loop that calls itself twice": "{% for i in [[1]] recursive %}{{ loop([i]) }}{{ loop([i]) }}"
    "{% endfor %}",
    "a template in itself": "{% include 't.xml' %}",
    "a template in itself twice": "{% set n = namespace(d=0) %}{% include 't.xml' %}"
    "{% include 't.xml' %}",
    "much markup": "{% for i in range(90000) %}<p>0123456789</p>{% endfor %}",
    "much markup in a macro": "{% macro m() %}{% for i in range(90000) %}" + 500 * "<b/>"
    + "{% endfor %}{% endmacro %}{{ m() }}",
    "lorem ipsum": "{{ lipsum(n=100000) }}",
    "brackets": "{{ " + 3000 * "(" + "1" + 3000 * ")" + " }}",
    "conditions": 300 * "{% if 1 %}" + 300 * "{% endif %}",
    "nested loops": "".join(f"{{% for a{n} in [1] %}}" for n in range(40)) + 40 * "{% endfor %}",
}  # fmt: skip

STUMBLES = {
    "a text cut too short": "{{ text | truncate(1) }}",
    "a division by nothing": "{{ 1 / 0 }}",
    "a rest of nothing": "{{ 5 % 0 }}",
    "a day that is none": "{{ text | long_day }}",
    "a filter that is none": "{{ text | fancy }}",
    "a test that is none": "{% if text is fancy %}{% endif %}",
    "a number of a text": "{{ text - 1 }}",
    "a loop over a number": "{% for a in 7 %}{% endfor %}",
    "a part that is not there": "{{ [1][5] }}",
    "a sort of all kinds": "{{ [1, 'a', none] | sort }}",
    "a sum of all kinds": "{{ [1, 'a'] | sum }}",
    "a slice in nothing": "{{ text | slice(0) | list }}",
    "too many parts": "{% set a, b = [1] %}",
    "a call of a text": "{{ text() }}",
    "a tag that is none": "{% fro x in text %}",
    "a tag left open": "{% if text %}",
    "an expression left open": "{{ text ",
    "an end without a beginning": "{% endfor %}",
    "a sign out of place": "{{ text ? 1 }}",
    "a format of nothing": "{{ '%d' | format(text) }}",
    "a format that is none": "{{ '{:q}'.format(1) }}",
    "an attribute of the machine": "{{ text.__class__.__mro__ }}",
    "rounding a text": "{{ text | round }}",
    "a macro with too much": "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}",
    "an include of nothing": "{% include 'none.xml' %}",
    "an include of a number": "{% include 7 %}",
}


def fill(folder: Path, source: str, **values: object) -> FilledTemplate:
    (folder / "t.xml").write_text(source, encoding="utf-8")
    return Templates([folder]).fill("t.xml", values)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_template_that_would_exhaust_the_machine_is_refused_soon(
    tmp_path: Path, name: str
) -> None:
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TemplateError) as caught:
        fill(tmp_path, f"<p>\n{ATTACKS[name]}</p>")
    assert caught.value.problems[0].place.file == "t.xml"
    assert time.monotonic() - began < MOST_SECONDS
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < MOST_MEGABYTES * 1024


@pytest.mark.parametrize("name", STUMBLES)
def test_what_a_library_stumbles_over_is_one_error_with_the_templates_line(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(TemplateError) as caught:
        fill(tmp_path, f"<p>\n{STUMBLES[name]}</p>", text="chữ")
    (problem,) = caught.value.problems
    assert problem.place.line in (2, None) if "include" in name else problem.place.line == 2
    assert "\n" not in str(problem.message)
    assert len(str(problem.message)) < 300


def test_a_usual_template_takes_few_of_the_steps(tmp_path: Path) -> None:
    rows = (
        "{% for a in range(100) %}{% for b in range(100) %}{{ loop.last }}{% endfor %}{% endfor %}"
    )
    filled = fill(tmp_path, f"<p>{rows}</p>")
    assert len(filled.slots) == 10_000 < MOST_STEPS


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("{% for a in [1, 2, 3] %}{{ loop.length }}{{ loop.last }}{% endfor %}",
         ["3", "False", "3", "False", "3", "True"]),
        ("{% for a in [] %}x{% else %}{{ 1 }}{% endfor %}", ["1"]),
        ("{% for a in [1, 2, 3] if a > 1 %}{{ loop.index }}{% endfor %}", ["1", "2"]),
        ("{% for a in [[1], []] recursive %}{{ loop(a) if a else 7 }}{% endfor %}", None),
        ("{{ 'a' ~ 1 ~ 'b' }}", ["a1b"]),
        ("{{ 2 + 3 }}{{ 'a' + 'b' }}{{ 7 % 4 }}{{ '%s!' % 'a' }}", ["5", "ab", "3", "a!"]),
        ("{{ range(3) | list | join('-') }}", ["0-1-2"]),
        ("{{ 'a, b'.split(', ')[1] }}", ["b"]),
    ],
)  # fmt: skip
def test_bounds_change_nothing_of_what_a_template_means(
    tmp_path: Path, source: str, shown: list[str] | None
) -> None:
    if shown is None:
        with pytest.raises(TemplateError):
            fill(tmp_path, f"<p>{source}</p>")
        return
    assert list(fill(tmp_path, f"<p>{source}</p>").slots) == shown


# -- files of other folders


@pytest.mark.parametrize(
    "source",
    ["{% include '../secret.xml' %}", "{% include '/etc/passwd' %}", "{% include 'link.xml' %}",
     "{% import '../secret.xml' as s %}", "{% extends 'link.xml' %}"],
)  # fmt: skip
def test_a_template_reads_no_file_of_another_folder(tmp_path: Path, source: str) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    secret = tmp_path / "secret.xml"
    secret.write_text("<p>secret</p>", encoding="utf-8")
    try:
        (folder / "link.xml").symlink_to(secret)
    except OSError:
        pytest.skip("links need a right on this computer")
    with pytest.raises(TemplateError) as caught:
        fill(folder, f"<p>\n{source}</p>")
    assert "<p>secret" not in str(caught.value)


def test_a_folder_of_templates_may_be_a_link_itself(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    try:
        (tmp_path / "linked").symlink_to(tmp_path / "real", target_is_directory=True)
    except OSError:
        pytest.skip("links need a right on this computer")
    assert fill(tmp_path / "linked", "<p>{{ 1 }}</p>").slots == ("1",)
