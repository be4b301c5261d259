"""Automatic numbering of Word is read as the numbers and signs that people see."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.wordfiles import listed, paragraph, table, word_file

from generator.content.sources.number_formats import format_number, roman
from generator.content.sources.opening import open_source


def level(at: int, text: str, style: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(*levels: str, identity: int = 0, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{more}{"".join(levels)}</w:abstractNum>'


def instance(number: int, of: int = 0, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def markers(*body: str, numbering: str, styles: str = "") -> list[str]:
    parts = {"numbering.xml": numbering, "styles.xml": styles}
    document = open_source(word_file(*body, parts=parts), name="a.docx")
    return [line.marker for line in document.lines]


LEGAL = definition(
    level(0, "%1.", "upperRoman"), level(1, "%2."), level(2, "%3)", "lowerLetter"), level(3, "-")
)


#: The same with a bullet as Word writes one.
BULLETED = LEGAL.replace('<w:numFmt w:val="decimal"/><w:lvlText w:val="-"/>',
                         '<w:numFmt w:val="bullet"/><w:lvlText w:val="-"/>')  # fmt: skip


def test_levels_count_by_themselves_and_restart_below_a_new_one() -> None:
    body = [listed("x", 1, at) for at in (0, 1, 2, 2, 1, 2, 0, 1, 2)]
    assert markers(*body, numbering=LEGAL + instance(1)) == [
        "I.", "1.", "a)", "b)", "2.", "a)", "II.", "1.", "a)",
    ]  # fmt: skip


def test_a_text_between_numbers_does_not_restart_them() -> None:
    body = [listed("x", 1), paragraph("giữa"), table(("a", listed("x", 1))), listed("x", 1)]
    assert markers(*body, numbering=LEGAL + instance(1)) == ["I.", "", "", "II.", "III."]


def test_a_number_of_several_levels_shows_each_in_its_own_format() -> None:
    numbering = definition(
        level(0, "Điều %1.", "upperRoman"),
        level(1, "%1.%2."),
        level(2, "%1.%2.%3", more="<w:isLgl/>"),
    )
    body = [listed("x", 1, at) for at in (0, 1, 1, 2)]
    assert markers(*body, numbering=numbering + instance(1)) == [
        "Điều I.", "I.1.", "I.2.", "1.2.1",
    ]  # fmt: skip


def test_a_level_that_was_skipped_shows_its_first_number() -> None:
    numbering = definition(level(0, "%1."), level(1, "%1.%2.")) + instance(1)
    assert markers(listed("x", 1, 1), listed("x", 1, 1), numbering=numbering) == ["1.1.", "1.2."]


def test_a_bullet_level_has_no_number_to_show_in_another() -> None:
    numbering = definition(
        level(0, "%1."), level(1, "-", "bullet"), level(2, "%1.%2%3.")
    ) + instance(1)
    assert markers(*(listed("x", 1, at) for at in (0, 2, 2)), numbering=numbering) == [
        "1.", "1.1.", "1.2.",
    ]  # fmt: skip


def test_instances_of_one_definition_count_on_together() -> None:
    numbering = LEGAL + instance(1) + instance(2)
    assert markers(*(listed("x", at) for at in (1, 1, 2)), numbering=numbering) == [
        "I.", "II.", "III.",
    ]  # fmt: skip


def test_an_instance_with_a_start_of_its_own_restarts_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    numbering = (
        LEGAL
        + instance(1)
        + instance(2, 0, override.format(1))
        + instance(3, 0, override.format(5))
    )
    body = [listed("x", at) for at in (1, 1, 2, 2, 1, 3)]
    assert markers(*body, numbering=numbering) == ["I.", "II.", "I.", "II.", "III.", "V."]


def test_an_instance_can_replace_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "lowerRoman")}</w:lvlOverride>'
    numbering = LEGAL + instance(1) + instance(2, 0, override)
    assert markers(listed("x", 1), listed("x", 2), numbering=numbering) == ["I.", "(ii)"]


def test_a_start_other_than_one_and_zero_are_kept() -> None:
    start = '<w:lvl w:ilvl="0"><w:start w:val="{}"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = (
        definition(start.format(7)) + definition(start.format(0), identity=1)
        + instance(1) + instance(2, 1)
    )  # fmt: skip
    body = [listed("x", at) for at in (1, 1, 2, 2)]
    assert markers(*body, numbering=numbering) == ["7.", "8.", "0.", "1."]


def test_a_level_restarts_only_after_the_level_that_it_names() -> None:
    never = definition(level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>'))
    body = [listed("x", 1, at) for at in (0, 1, 1, 0, 1)]
    assert markers(*body, numbering=never + instance(1)) == ["1.", "1)", "2)", "2.", "3)"]
    after_first = definition(
        level(0, "%1."), level(1, "%2)"), level(2, "+%3", more='<w:lvlRestart w:val="1"/>')
    )
    body = [listed("x", 1, at) for at in (0, 1, 2, 1, 2, 0, 1, 2)]
    assert markers(*body, numbering=after_first + instance(1)) == [
        "1.", "1)", "+1", "2)", "+2", "2.", "1)", "+1",
    ]  # fmt: skip


def test_list_zero_takes_a_paragraph_out_of_its_style_s_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        '</w:pPr></w:style><w:style w:type="paragraph" w:styleId="M"><w:basedOn w:val="L"/>'
        "</w:style>"
    )
    of = '<w:pStyle w:val="{}"/>'
    out = of.format("L") + '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    body = [
        paragraph("x", properties=of.format("L")),
        paragraph("x", properties=out),
        paragraph("x", properties=of.format("M")),
    ]
    found = markers(*body, numbering=LEGAL + instance(1), styles=styles)
    assert found == ["I.", "", "II."]


def test_headings_are_numbered_by_the_level_that_belongs_to_their_style() -> None:
    numbering = definition(
        level(0, "Chương %1", "upperRoman", '<w:pStyle w:val="H1"/>'),
        level(1, "Điều %2.", more='<w:pStyle w:val="H2"/>'),
    ) + instance(1)
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
        for name in ("H1", "H2")
    )
    body = [paragraph("x", properties=f'<w:pStyle w:val="{name}"/>') for name in ("H1", "H2", "H2")]
    found = markers(*body, numbering=numbering, styles=styles)
    assert found == ["Chương I", "Điều 1.", "Điều 2."]


def test_a_definition_that_links_to_a_list_style_has_the_levels_of_that() -> None:
    numbering = (
        definition(level(0, "%1/", "lowerLetter"), identity=0, more='<w:styleLink w:val="S"/>')
        + definition(identity=1, more='<w:numStyleLink w:val="S"/>')
        + instance(1)
        + instance(2, 1)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="S"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    assert markers(listed("x", 2), numbering=numbering, styles=styles) == ["a/"]
    assert markers(listed("x", 2), numbering=numbering) == ["a/"]


@pytest.mark.parametrize(
    ("font", "text", "seen"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("Symbol", "\uf02d", "-"),
        ("Wingdings", "\uf0a7", "▪"),
        ("Wingdings", "\uf0d8", "➢"),
        ("Wingdings", "\uf0fc", "✓"),
        ("Wingdings", "v", "❖"),
        ("Wingdings", "q", "❑"),
        ("Courier New", "o", "o"),
        ("", "-", "-"),
        ("", "+", "+"),
        ("", "*", "*"),
        ("Times New Roman", "–", "–"),
        ("", "\uf0b7", "•"),
        ("Webdings", "\uf0fe", "•"),
        (".VnTime", "-", "-"),
    ],
)
def test_a_bullet_is_the_sign_that_is_seen(font: str, text: str, seen: str) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    bullets = (
        f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{text}"/>{fonts}</w:lvl>'
    )
    numbering = definition(bullets) + instance(1)
    assert markers(listed("x", 1), numbering=numbering) == [seen]


def test_words_around_a_number_are_decoded_by_their_font_and_shown_in_capitals() -> None:
    fonts = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    legal = '<w:lvl w:ilvl="0"><w:lvlText w:val="{}"/><w:rPr>{}</w:rPr></w:lvl>'
    old = definition(legal.format("§iÒu %1.", fonts)) + instance(1)
    assert markers(listed("x", 1), numbering=old) == ["Điều 1."]
    capitals = definition(legal.format("Điều %1.", "<w:caps/>")) + instance(1)
    assert markers(listed("x", 1), numbering=capitals) == ["ĐIỀU 1."]


def test_a_font_decides_also_where_the_letters_are_a_word_as_they_stand() -> None:
    fonts = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    level = f'<w:lvl w:ilvl="0"><w:lvlText w:val="Môc %1."/><w:rPr>{fonts}</w:rPr></w:lvl>'
    assert markers(listed("x", 1), numbering=definition(level) + instance(1)) == ["Mục 1."]


def test_a_number_of_a_deeper_level_is_not_shown() -> None:
    numbering = definition(level(0, "%1.%2"), level(1, "%2)")) + instance(1)
    found = markers(listed("x", 1), listed("x", 1, 1), listed("x", 1), numbering=numbering)
    assert found == ["1.", "1)", "2."]


def test_a_level_alone_moves_a_paragraph_within_its_style_s_list() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    deeper = '<w:pStyle w:val="L"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'
    body = [paragraph("x", properties='<w:pStyle w:val="L"/>'), paragraph("x", properties=deeper)]
    assert markers(*body, numbering=LEGAL + instance(1), styles=styles) == ["I.", "1."]


def test_an_empty_numbered_paragraph_counts_as_it_is_seen() -> None:
    body = [listed("a", 1), listed("", 1), listed("c", 1)]
    document = open_source(
        word_file(*body, parts={"numbering.xml": LEGAL + instance(1)}), name="a.docx"
    )
    assert [(line.marker, line.text) for line in document.lines] == [
        ("I.", "a"), ("II.", ""), ("III.", "c"),
    ]  # fmt: skip


def test_a_deleted_or_hidden_paragraph_does_not_count() -> None:
    gone = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr>{}</w:rPr></w:pPr>{}</w:p>'
    body = [
        listed("a", 1),
        gone.format(
            '<w:del w:id="1"/>', '<w:del w:id="2"><w:r><w:delText>b</w:delText></w:r></w:del>'
        ),
        gone.format("<w:vanish/>", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>c</w:t></w:r>"),
        listed("d", 1),
    ]
    assert markers(*body, numbering=LEGAL + instance(1)) == ["I.", "II."]


def test_a_soft_broken_paragraph_has_one_number() -> None:
    body = paragraph(
        "a", "<w:r><w:br/></w:r>", "b", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'
    )
    assert markers(body, numbering=LEGAL + instance(1)) == ["I.", ""]


@pytest.mark.parametrize("number", [9, -1])
def test_a_list_that_is_not_there_gives_no_number(number: int) -> None:
    assert markers(listed("x", number), numbering=LEGAL + instance(1)) == [""]


def test_levels_deeper_than_nine_are_the_ninth() -> None:
    numbering = definition(*(level(at, f"%{at + 1}.") for at in range(9))) + instance(1)
    assert markers(listed("x", 1, 12), numbering=numbering) == ["1."]


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=40))
@example([2, 0, 2, 1, 2])
def test_any_order_of_levels_counts_as_a_person_counts(levels: list[int | None]) -> None:
    """Levels as they come, None for a paragraph outside of the list."""
    body = [paragraph("x") if at is None else listed("x", 1, at) for at in levels]
    counts = [0, 0, 0, 0]
    seen = []
    for at in levels:
        if at is None:
            seen.append("")
            continue
        counts = [*counts[:at], counts[at] + 1, *[0] * (3 - at)]
        last = counts[at]
        letter = chr(ord("a") + (last - 1) % 26) * ((last - 1) // 26 + 1)
        seen.append([f"{roman(last).upper()}.", f"{last}.", f"{letter})", "-"][at])
    found = markers(*body or [paragraph("x")], numbering=BULLETED + instance(1))
    assert found == (seen or [""])


@pytest.mark.parametrize(
    ("style", "numbers"),
    [
        ("decimal", {1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        (
            "upperRoman",
            {1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 3999: "MMMCMXCIX", 4000: "4000"},
        ),
        ("lowerRoman", {8: "viii", 0: "0"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB"}),
        ("lowerLetter", {4: "d", 5: "e", 53: "aaa"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 21: "21st"}),
        ("cardinalText", {7: "Seven", 21: "Twenty-one"}),
        ("ordinalText", {1: "First", 12: "Twelfth", 20: "Twentieth", 21: "Twenty-first"}),
        (
            "vietnameseCounting",
            {1: "một", 5: "năm", 10: "mười", 15: "mười lăm", 21: "hai mươi mốt"},
        ),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("numberInDash", {3: "- 3 -"}),
        ("hex", {10: "A"}),
        ("chicago", {1: "*", 2: "†", 5: "**"}),
        ("none", {1: ""}),
        ("001, 002, 003, ...", {7: "007"}),
        ("japaneseCounting", {3: "3"}),
    ],
)
def test_every_format_of_word_gives_its_numbers(style: str, numbers: dict[int, str]) -> None:
    assert {number: format_number(number, style) for number in numbers} == numbers
