"""An official text keeps its identity: no template can print another text in its place.

Each template here is a shipped one with one change, made and judged through the public door.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from support.tools import ROOT

from generator.cli.main import anpham

#: The insert's template, and the parts that it shares with the other materials.
FILES = ("insert/sheet.xml.j2", "_parts/parts.xml.j2")
OFFICIAL = '<official class="official" item="{{ item.id }}"/>'
HEADLINE = "{{ item.headline }}"
TITLE = '<h1 part="title">{{ campaign.title }}</h1>'
APART = (
    '{{ item(one, group, text, "mark" if group.tone == "dont" or text == "full" else "icon", '
    '"ring", look="line") }}'
)

Made = Callable[..., Result]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Makes the insert with one part of its template replaced, and extra manifest lines."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr("click.get_app_dir", lambda _: str(tmp_path / "none"))

    def made(old: str, new: str, *arguments: str, manifest: str = "", css: str = "") -> Result:
        changed = file_with(old)
        for folder in ("insert", "_parts"):
            (tmp_path / "own" / folder).mkdir(parents=True)
            for file in (ROOT / "templates" / folder).iterdir():
                text = file.read_text(encoding="utf-8")
                name = f"{folder}/{file.name}"
                if name == changed:
                    text = text.replace(old, new)
                elif file.name == "manifest.yaml":
                    text += manifest
                elif file.suffix == ".css":
                    text += css
                (tmp_path / "own" / name).write_text(text, encoding="utf-8")
        length = () if "--text" in arguments else ("--text", "full")
        options = ["--templates", "own", "--date", "2026-11-24", *length, *arguments]
        return CliRunner().invoke(anpham, ["make", "insert", *options])

    return made


def read(name: str) -> str:
    return (ROOT / "templates" / name).read_text(encoding="utf-8")


def file_with(text: str) -> str:
    """The file of the insert's template that holds ``text``."""
    return next(name for name in FILES if text in read(name))


def place_of(text: str) -> str:
    """File and line at which the insert's template holds ``text``."""
    name = file_with(text)
    source = read(name)
    return f"{name}:{source.count(chr(10), 0, source.index(text)) + 1}"


@pytest.mark.parametrize(
    "altered",
    [
        '{{ item.official | replace("không", "nên") }}',
        "{{ item.official | upper }}",
        "{{ item.official | truncate(20) }}",
        "{{ item.official | capitalize }}",
        "{{ item.official }}",
        "{{ item['official'] }}",
        "{{ item | attr('official') }}",
        "{{ [item] | map(attribute='official') | first }}",
        "{{ campaign.letter.blocks[0].text | replace('không', 'nên') }}",
    ],
)
def test_a_template_that_takes_an_official_text_as_a_value_is_shown_the_new_form(
    make: Made, altered: str
) -> None:
    # Shared parts know of an item only what they are given.
    old = TITLE if "campaign" in altered else OFFICIAL
    result = make(old, f'<p class="official">{altered}</p>')
    assert result.exit_code == 1, result.output
    assert place_of(old) in result.stderr
    assert '<official item="{{ item.id }}"/>' in result.stderr
    assert not list(Path().rglob("*.pdf"))


@pytest.mark.parametrize(
    ("older", "form"),
    [
        ("{% for item in campaign.dos %}{% endfor %}", "{% for group in campaign.groups %}"),
        ("{{ campaign['donts'] | length }}", "{% for item in group.items %}"),
        ("{{ campaign.items[0].kind }}", "item.group"),
    ],
)
def test_a_template_that_knows_but_two_kinds_of_items_is_shown_the_new_form(
    make: Made, older: str, form: str
) -> None:
    result = make(TITLE, TITLE + older)
    assert result.exit_code == 1, result.output
    assert place_of(TITLE) in result.stderr
    assert form in result.stderr
    assert not list(Path().rglob("*.pdf"))


def test_no_style_alters_the_letters_of_an_official_text(make: Made) -> None:
    result = make(OFFICIAL, OFFICIAL, css="\n.official { text-transform: uppercase; }\n")
    assert result.exit_code == 1
    assert place_of(OFFICIAL) in result.stderr
    assert "would alter an official text" in result.stderr


def test_an_official_text_of_an_item_that_is_not_there_names_those_that_are(make: Made) -> None:
    result = make(OFFICIAL, '<official class="official" item="do-33"/>')
    assert result.exit_code == 1
    assert "there is no item 'do-33'" in result.stderr
    assert "do-3" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("for one in group.items %}", "for one in group.items[1:] %}", "do-1"),
        (APART, "{% if not loop.last %}" + APART + "{% endif %}", "dont-2"),
        (OFFICIAL, "", "do-1"),
        (OFFICIAL, '{% if item.id != "do-4" %}' + OFFICIAL + "{% endif %}", "do-4"),
    ],
)
def test_an_item_that_is_asked_for_and_not_shown_is_named_with_the_template_line(
    make: Made, old: str, new: str, missing: str
) -> None:
    result = make(old, new)
    assert result.exit_code == 1, result.output
    assert f"the item '{missing}' that the order asks for is not shown" in result.stderr
    assert "_parts/parts.xml.j2:" in result.stderr or "insert/sheet.xml.j2:" in result.stderr
    assert not list(Path().rglob("*.pdf"))


def test_an_abridged_item_whose_headline_is_left_out_is_named(make: Made) -> None:
    result = make(HEADLINE, '{{ item.headline if item.id != "do-2" }}', "--text", "short")
    assert result.exit_code == 1
    assert (
        "the item 'do-2' that the order asks for is not shown; shown are 9 of 10" in result.stderr
    )


@pytest.mark.parametrize(
    "altered",
    [
        '{{ item.headline | replace("Không", "Nên") }}',
        "{{ item.headline | upper }}",
        "{{ item.headline | title }}",
        "{{ item.headline[:9] }}",
        '{{ item.headline.split(" ") | join("-") }}',
        '{{ item.headline ~ " (trích)" }}',
        '{{ "%s!" | format(item.headline) }}',
        "{{ item.headline | lower | safe }}",
        "{{ item.headline | reverse }}",
        "{% filter upper %}{{ item.headline | e }}{% endfilter %}",
        "{{ item.headline.whole | upper }}",
        '{{ [item.headline | replace("Không", "Nên")] }}',
        '{{ item.headline.split(" ")[:3] }}',
        '{{ {"a": item.headline} }}',
        "{{ item.headline.encode() }}",
    ],
)
def test_a_display_text_that_a_template_alters_is_an_error_with_its_line(
    make: Made, altered: str
) -> None:
    result = make(HEADLINE, altered)
    assert result.exit_code == 1, result.output
    assert place_of(HEADLINE) in result.stderr
    assert "neither the template's own text nor a text as it is stated" in result.stderr


@pytest.mark.parametrize(
    "altered",
    [
        '{{ issuer.hotline | replace("3717", "3718") }}',
        "{{ issuer.hotline[:8] }}",
        '{{ issuer.hotline | replace(" ", "") }}',
    ],
)
def test_a_telephone_number_whose_digits_a_template_alters_is_an_error(
    make: Made, altered: str
) -> None:
    Path("anpham.toml").write_text(
        'issuer = "Thới An"\nhotline = "028 3717 0001"\n', encoding="utf-8"
    )
    result = make(TITLE, f"{TITLE}<p>{altered}</p>")
    assert result.exit_code == 1, result.output
    assert f"{place_of(TITLE)}: error:" in result.stderr


def test_half_of_a_text_is_an_error(make: Made) -> None:
    result = make("{{ campaign.title }}", "{{ campaign.slogans[0].partition(', ')[0] }}")
    assert result.exit_code == 1, result.output
    assert "nor a text as it is stated" in result.stderr


@pytest.mark.parametrize(
    "sound",
    [
        "{{ item.number }}. {{ item.headline }}",
        "<b>{{ item.headline }}</b>",
        "{{ item.headline }}: x",
        '{{ "Mới: " if item.number == 1 }}{{ item.headline }}',
        "{% set said = item.headline %}{{ said }}",
    ],
)
def test_a_text_printed_as_it_is_stays_fit(make: Made, sound: str) -> None:
    result = make(HEADLINE, sound, "--text", "short")
    assert result.exit_code == 0, result.output
    assert "items: 10 of 10; official texts: 0" in result.stdout + result.stderr


def test_a_material_shows_as_many_items_as_its_manifest_says_and_the_summary_says(
    make: Made,
) -> None:
    result = make(OFFICIAL, OFFICIAL, manifest="\nitems: {do: 4}\n")
    assert result.exit_code == 0, result.output
    assert "items: 6 of 10; official texts: 6" in result.stdout + result.stderr


@pytest.mark.parametrize(("title", "is_told"), [("8 điều nên làm", True), ("Nên làm", False)])
def test_a_title_that_counts_more_items_than_the_piece_shows_is_told(
    make: Made, title: str, is_told: bool
) -> None:
    copy = Path("chien-dich")
    shutil.copytree(ROOT / "assets" / "campaigns" / "ung-xu-mang-xa-hoi", copy)
    file = copy / "campaign.yaml"
    text = file.read_text(encoding="utf-8")
    assert "    title: 8 điều nên làm\n" in text
    file.write_text(text.replace("    title: 8 điều nên làm\n", f"    title: {title}\n"), "utf-8")
    result = make(
        OFFICIAL, OFFICIAL, "--campaign", str(copy), manifest="\nitems: {do: 4, dont: 2}\n"
    )
    assert result.exit_code == 0, result.output
    told = f"the title “{title}” stands over 4 items; the piece has no room for all 8"
    assert (told in result.stderr) == is_told
    assert "2 điều không được" not in result.stderr


def test_every_text_bears_its_origin_in_the_tags(make: Made) -> None:
    assert make(OFFICIAL, OFFICIAL).exit_code == 0
    (path,) = Path().rglob("*.pdf")
    with pikepdf.open(path) as pdf:
        titles = {
            str(found.T)
            for found in pdf.objects
            if isinstance(found, pikepdf.Dictionary) and "/S" in found and "/T" in found
        }
    assert {"do-1.official", "dont-2.official", "campaign.title", "issuer.name"} <= titles
    assert {"do-1.headline", "campaign.legal_line", "campaign.groups.dont.title"} <= titles


def test_pieces_of_one_order_ask_for_their_own_texts(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        anpham, ["make", "leaflet", "poster", "-o", str(tmp_path), "--no-check", "--json"]
    )
    leaflet, poster = json.loads(result.stdout)["files"]
    assert (len(leaflet["official_items"]), len(poster["official_items"])) == (10, 0)


SLOGAN = "<sheet><page><p style='margin: 12mm'>{{ campaign.slogans[0] }}</p></page></sheet>"


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        (SLOGAN, None),
        (
            SLOGAN.replace("</page>", "{% for one in campaign.items[:0] %}{% endfor %}</page>"),
            "do-1",
        ),
        (SLOGAN.replace("</page>", "{% if false %}<official item='x'/>{% endif %}</page>"), "do-1"),
        (SLOGAN.replace("</page>", "<p>{{ campaign['groups'][9:] | length }}</p></page>"), "do-1"),
    ],
)
def test_only_a_template_that_never_mentions_items_may_show_none(
    make: Made, template: str, problem: str | None
) -> None:
    result = make(read("insert/sheet.xml.j2"), template)
    if problem is None:
        assert result.exit_code == 0, result.output
        assert "items:" not in result.stdout + result.stderr  # a summary names what a piece has
    else:
        assert result.exit_code == 1
        assert f"the item '{problem}' that the order asks for is not shown" in result.stderr


def test_a_manifest_of_the_older_form_comes_in_its_own_themes_with_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setattr("click.get_app_dir", lambda _: str(tmp_path / "none"))
    theme, material = tmp_path / "own" / "themes" / "thu", tmp_path / "own" / "thu"
    theme.mkdir(parents=True)
    material.mkdir()
    (theme / "theme.yaml").write_text(
        "names: {vi: Thử, en: Trial}\nfaces: {text: Be Vietnam Pro}\ncolours:\n"
        '  den: {name: Đen, rgb: "#1A1A1A", cmyk: 0 0 0 100}\n',
        encoding="utf-8",
    )
    (material / "manifest.yaml").write_text(
        "names: {vi: Thử, en: Trial}\ntemplate: sheet.xml.j2\nthemes: {thu: thu.css}\n"
        "sizes: [A4]\ntexts: [short]\npages: 1\n",
        encoding="utf-8",
    )
    (material / "thu.css").write_text("p { color: var(--den); }", encoding="utf-8")
    (material / "sheet.xml.j2").write_text(SLOGAN, encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(anpham, ["make", *arguments, "--templates", "own", "--no-check"])

    made = run("thu")
    assert made.exit_code == 0, made.output
    assert "thu/manifest.yaml:3:9: note: the manifest names its themes" in made.stderr
    # A theme without roles is for materials that name it, and for no other.
    other = run("insert", "--theme", "thu")
    assert other.exit_code == 1
    assert "thu/theme.yaml:4:3: error: the theme has no colour for text" in other.stderr
    assert run("insert").exit_code == 0


@pytest.mark.parametrize(
    "sound",
    [
        "{{ item.headline }} {{ group.mark.alt }}",
        "{{ item.headline }} {{ item.icon }} {{ campaign_name }}",
        '{{ item.headline }} {{ "mới" | upper }}',
        "{{ item.headline }} {{ 3 + 4 }}",
    ],
)
def test_what_is_printed_as_it_is_or_is_the_templates_own_is_no_alteration(
    make: Made, sound: str
) -> None:
    result = make(
        HEADLINE, sound.replace(" {{ campaign_name }}", ""), "--text", "short", "--no-check"
    )
    assert "text-altered" not in result.output
    assert "neither the template's own" not in result.stderr


def test_words_of_a_templates_sentence_are_no_licence_for_another_sentence(make: Made) -> None:
    sentence = "Ai xúc phạm, vi phạm pháp luật thì bị xử lý: không đăng."
    altered = '{{ item.headline | replace("Không ", "") | replace("không ", "") }}'
    result = make(HEADLINE, f"{altered}<span>{sentence}</span>")
    assert result.exit_code == 1
    assert "neither the template's own text nor a text as it is stated" in result.stderr


def test_what_is_no_day_cannot_pass_as_one(make: Made) -> None:
    faked = "{% set d = namespace(day=1, month=5, year=item.support) %}{{ d | short_day }}"
    result = make(HEADLINE, f"{HEADLINE} {faked}")
    assert result.exit_code == 1
    assert "is no day" in result.stderr


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("{{ campaign.titel }}", "'campaign' has no 'titel'"),
        ("{{ issuer.nam }}", "'issuer' has no 'nam'"),
        ("{{ campain }}", "a template knows no 'campain'"),
        ("{{ campaign.texts.calls }}", "this value has no 'calls'"),
    ],
)
def test_a_name_that_there_is_not_names_those_that_there_are(
    make: Made, wrong: str, message: str
) -> None:
    result = make(TITLE, f"{TITLE}<p>{wrong}</p>")
    assert result.exit_code == 1
    assert f"{place_of(TITLE)}: error: {message}" in result.stderr
    assert "did you mean" in result.stderr or "there are" in result.stderr


def test_an_item_that_is_left_out_is_told_at_the_line_of_the_materials_template(
    make: Made,
) -> None:
    result = make("for one in group.items %}", "for one in group.items[1:] %}")
    assert result.exit_code == 1
    assert "insert/sheet.xml.j2:" in result.stderr
    assert "_parts/" not in result.stderr
