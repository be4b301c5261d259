"""Provenance records: read back from a file, and compared with the campaign of today."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.checkruns import office_brief
from support.corpus import expected_of as expected_of_base
from support.corpus import press_base
from support.shipped import ASSETS
from support.workshop import campaign, code_target, job, piece, workshop

from generator.content.expectations import with_campaign
from generator.content.model import Campaign, Item, ItemGroup, LegalStatus, TextLength
from generator.core.findings import Finding, Severity
from generator.core.provenance import (
    NAMESPACE,
    AskedItem,
    Expected,
    ExpectedAct,
    ExpectedText,
    NoProvenanceRecordError,
    expected_in,
    statements,
    text_sha256,
)
from generator.preflight.checks.provenance_record import stated_expectation, statements_in
from generator.preflight.checks.qr.symbols import check_content
from generator.preflight.checks.text.provenance import check_provenance_record
from generator.preflight.document import open_document
from generator.preflight.pdf.xmp import read_xmp

HEAD = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
)
FOOT = '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'


def file_with(packet: str) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Metadata = pdf.make_stream(packet.encode())
    return pdf


def xmp(attributes: str = "", inner: str = "") -> str:
    spaces = f'rdf:about="" xmlns:anpham="{NAMESPACE}"'
    return f"{HEAD}<rdf:Description {spaces} {attributes}>{inner}</rdf:Description>{FOOT}"


# -- statements

#: Texts in which nothing separates; XML 1.0 holds no control characters.
words = st.text(st.characters(exclude_characters=";", exclude_categories=("C", "Z")), min_size=1)
days = st.dates(dt.date(1945, 9, 2), dt.date(2100, 1, 1))
lengths = st.integers(1, 99_999).map(lambda tenths: tenths / 10)
texts = st.builds(ExpectedText, words, words, st.just("ab" * 32), st.none())
acts = st.builds(ExpectedAct, words, days, words, days, st.none() | words)
records = st.builds(
    Expected,
    campaign=words,
    material=words,
    size=words,
    theme=words,
    destination=words,
    profile=words,
    trim_mm=st.tuples(lengths, lengths),
    pages=st.integers(1, 99),
    folds_mm=st.lists(st.lists(lengths, max_size=3).map(tuple), max_size=3).map(tuple),
    may_cross_folds=st.lists(words, max_size=3).map(tuple),
    letter=words,
    letter_sha256=st.just("cd" * 32),
    texts=st.lists(texts, max_size=3).map(tuple),
    acts=st.lists(acts, max_size=3).map(tuple),
    qr_target=st.none() | words,
)


@given(records)
def test_what_is_stated_is_what_was_expected(expected: Expected) -> None:
    assert expected_in(statements(expected)) == expected


@pytest.mark.parametrize("name", ["Trim", "Pages", "Letter", "LetterSha256", "Profile"])
def test_a_statement_that_is_missing_makes_no_record(name: str) -> None:
    expected = expected_of_base(press_base)
    assert expected is not None
    stated = {key: value for key, value in statements(expected).items() if key != name}
    with pytest.raises(NoProvenanceRecordError):
        expected_in(stated)


# -- reading


def test_a_list_of_any_kind_is_read_in_order() -> None:
    for kind in ("Seq", "Bag"):
        members = f"<rdf:{kind}><rdf:li>97; 197</rdf:li><rdf:li/></rdf:{kind}>"
        pdf = file_with(xmp(inner=f"<anpham:Folds>{members}</anpham:Folds>"))
        assert statements_in(read_xmp(pdf)) == {"Folds": ("97; 197", "")}


def test_statements_in_the_short_form_are_read() -> None:
    assert statements_in(read_xmp(file_with(xmp('anpham:Campaign="một" anpham:Pages="2"')))) == {
        "Campaign": "một",
        "Pages": "2",
    }


def test_what_the_schema_does_not_know_is_passed_over() -> None:
    pdf = file_with(xmp(inner="<anpham:Weather>rain</anpham:Weather>"))
    assert statements_in(read_xmp(pdf)) == {}


@pytest.mark.parametrize(
    "packet",
    [
        "",
        xmp().replace(NAMESPACE, "urn:somebody-else#"),
        xmp("<"),
        '<!DOCTYPE x [<!ENTITY a "b">]>' + xmp('anpham:Campaign="&a;"'),
    ],
    ids=["empty", "of another maker", "broken", "with a DTD"],
)
def test_a_file_without_a_provenance_record_is_not_ours(packet: str) -> None:
    pdf = file_with(packet)
    assert statements_in(read_xmp(pdf)) == {}
    assert stated_expectation(read_xmp(pdf)) is None


def test_a_file_without_metadata_is_not_ours() -> None:
    pdf = pikepdf.new()
    assert stated_expectation(read_xmp(pdf)) is None


@pytest.mark.parametrize("for_", ["office", "offset", "screen"])
def test_our_pieces_bear_a_provenance_record_of_their_order(for_: str) -> None:
    made = workshop().make(job("leaflet", for_=for_))
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        expected = stated_expectation(read_xmp(pdf))
    assert expected is not None
    assert (expected.material, expected.profile) == ("leaflet", for_)
    assert expected.pages == made.pages == len(expected.folds_mm)
    assert [text.id for text in expected.texts] == list(made.official_items)
    assert {text.text for text in expected.texts} == {None}
    assert expected.qr_target == code_target().url


# -- with the campaign


def of_leaflet() -> Expected:
    with pikepdf.open(io.BytesIO(piece("leaflet").pdf)) as pdf:
        expected = stated_expectation(read_xmp(pdf))
    assert expected is not None
    return expected


def changed(**changes: object) -> Campaign:
    return replace(campaign(), **changes)  # type: ignore[arg-type]


def grouped(*items: Item) -> tuple[ItemGroup, ...]:
    """The campaign's groups with these items."""
    return tuple(
        replace(group, items=tuple(item for item in items if item.group == group.name))
        for group in campaign().groups
    )


def judged(pdf: pikepdf.Pdf, expected: Expected | None = None) -> list[Finding]:
    """Findings of the check in a file with ``expected``."""
    output = io.BytesIO()
    pdf.save(output)
    with open_document(output.getvalue(), "x.pdf", icc=ASSETS.icc) as document:
        return list(check_provenance_record(document, office_brief(expected)))


def compared(stated: Expected, today: Expected | None) -> list[Finding]:
    """Findings of the check in a file that states ``stated`` and is held against ``today``."""
    inner = "".join(
        f"<anpham:{name}>{value}</anpham:{name}>"
        if isinstance(value, str)
        else f"<anpham:{name}><rdf:Seq>"
        + "".join(f"<rdf:li>{one}</rdf:li>" for one in value)
        + f"</rdf:Seq></anpham:{name}>"
        for name, value in statements(stated).items()
    )
    return judged(file_with(xmp(inner=inner)), today)


def test_the_campaign_gives_each_official_text_its_wording() -> None:
    expected = with_campaign(of_leaflet(), campaign())
    assert [text.text for text in expected.texts] == [item.official for item in campaign().items]
    assert [text.sha256 for text in expected.texts] == [t.sha256 for t in of_leaflet().texts]
    assert compared(of_leaflet(), expected) == []


def test_a_letter_that_was_changed_gives_its_new_wording_and_is_reported() -> None:
    letter = campaign().letter
    item, *rest = campaign().items
    blocks = tuple(
        replace(block, text="Một điều khác.") if block.address == item.address else block
        for block in letter.blocks
    )
    today = changed(
        letter=replace(letter, blocks=blocks, sha256="0" * 64),
        groups=grouped(replace(item, official="Một điều khác."), *rest),
    )
    expected = with_campaign(of_leaflet(), today)
    assert expected.texts[0].text == "Một điều khác."
    assert expected.texts[0].sha256 == text_sha256("Một điều khác.")
    assert [f.code for f in compared(of_leaflet(), expected)] == ["letter-changed"]


def test_a_point_that_the_letter_lost_stays_as_the_file_states_it() -> None:
    letter = campaign().letter
    today = changed(
        letter=replace(letter, blocks=letter.blocks[:-3], sha256="0" * 64),
        groups=campaign().groups[:1],
    )
    expected = with_campaign(of_leaflet(), today)
    assert expected.texts[-1] == of_leaflet().texts[-1]


def test_a_campaign_of_another_letter_gives_no_wordings_and_is_reported() -> None:
    today = changed(letter=replace(campaign().letter, number="12/UBND-VX"))
    expected = with_campaign(of_leaflet(), today)
    assert {text.text for text in expected.texts} == {None}
    (finding,) = compared(of_leaflet(), expected)
    assert finding.code == "other-letter"
    assert "12/UBND-VX" in str(finding.message)


def test_the_address_of_a_code_is_the_campaigns_whatever_the_file_states() -> None:
    stated = replace(of_leaflet(), qr_target="https://example.com/trap")
    assert with_campaign(stated, campaign()).qr_target == code_target().url
    assert with_campaign(replace(stated, qr_target=None), campaign()).qr_target is None


def test_a_file_that_states_no_address_may_still_not_lead_elsewhere() -> None:
    with pikepdf.open(io.BytesIO(piece("leaflet").pdf)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        pdf.Root.Metadata.write(
            re.sub(rb"<anpham:QrTarget>.*?</anpham:QrTarget>", b"", packet, flags=re.DOTALL)
        )
        output = io.BytesIO()
        pdf.save(output)
    elsewhere = changed(qr=replace(code_target(), url="https://example.org/khac"))
    for today, codes in ((campaign(), []), (elsewhere, ["qr-target"])):
        with open_document(output.getvalue(), "x.pdf", icc=ASSETS.icc) as document:
            stated = stated_expectation(read_xmp(document.pdf))
            assert stated is not None
            assert stated.qr_target is None
            brief = office_brief(with_campaign(stated, today))
            assert [f.code for f in check_content(document, brief)] == codes


def test_a_text_that_the_letter_does_not_have_is_an_error() -> None:
    stated = of_leaflet()
    invented = replace(stated.texts[0], id="do-99", address="9.1", sha256="0" * 64)
    items = (AskedItem("do-99", is_whole=True), *stated.items[1:])
    stated = replace(stated, items=items, texts=(invented, *stated.texts[1:]))
    (finding,) = compared(stated, with_campaign(stated, campaign()))
    assert (finding.code, finding.severity) == ("text-not-in-letter", Severity.ERROR)
    assert "do-99 (9.1)" in str(finding.message)


def without_statements(*names: bytes) -> list[str]:
    """The codes of what is found of a leaflet without these statements, its campaign at hand."""
    with pikepdf.open(io.BytesIO(piece("leaflet").pdf)) as pdf:
        packet = pdf.Root.Metadata.read_bytes()
        for name in names:
            packet = re.sub(
                rb"<anpham:%b>.*?</anpham:%b>" % (name, name), b"", packet, flags=re.DOTALL
            )
        pdf.Root.Metadata.write(packet)
        output = io.BytesIO()
        pdf.save(output)
    with open_document(output.getvalue(), "x.pdf", icc=ASSETS.icc) as document:
        stated = stated_expectation(read_xmp(document.pdf))
        assert stated is not None
        assert stated.texts == ()
        found = check_provenance_record(document, office_brief(with_campaign(stated, campaign())))
        return [finding.code for finding in found]


def test_a_file_that_states_none_of_the_texts_on_its_pages_is_reported() -> None:
    assert without_statements(b"OfficialTexts", b"Items") == ["passport-broken"]


def test_a_file_whose_record_lost_the_texts_of_its_items_is_reported() -> None:
    codes = without_statements(b"OfficialTexts")
    assert codes == ["item-not-stated"] * len(campaign().items)


def test_a_short_piece_whose_support_lines_equal_official_texts_is_sound() -> None:
    with open_document(piece("poster").pdf, "x.pdf", icc=ASSETS.icc) as document:
        stated = stated_expectation(read_xmp(document.pdf))
        assert stated is not None
        brief = office_brief(with_campaign(stated, campaign()))
        assert list(check_provenance_record(document, brief)) == []


@pytest.mark.parametrize("letter", ["18893/UBND-VHTT, {date}", "{number}, 2020-01-01"])
def test_a_letters_number_and_date_are_compared_whole(letter: str) -> None:
    ours = campaign().letter
    number, date = ours.reference.split(", ")
    stated = letter.format(number=number, date=date)
    expected = replace(of_leaflet(), letter=stated)
    assert [f.code for f in compared(expected, with_campaign(expected, campaign()))] == [
        "other-letter"
    ]


def test_what_is_known_of_an_act_by_now_is_reported() -> None:
    legal = tuple(
        replace(basis, status=LegalStatus.REPLACED, checked_on=dt.date(2027, 3, 1))
        for basis in campaign().legal
    )
    expected = with_campaign(of_leaflet(), changed(legal=legal))
    findings = compared(of_leaflet(), expected)
    assert {f.code for f in findings} == {"act-status-newer"}
    assert str(findings[0].message) == (
        "874/QĐ-BTTTT: perhaps replaced by 423/QĐ-BVHTTDL when the file was made, "
        "replaced by 423/QĐ-BVHTTDL as looked up on 01/3/2027"
    )


def test_looking_an_act_up_again_with_the_same_result_is_no_finding() -> None:
    legal = tuple(replace(b, checked_on=dt.date(2027, 3, 1)) for b in campaign().legal)
    expected = with_campaign(of_leaflet(), changed(legal=legal))
    assert expected.acts[0].checked_on == dt.date(2027, 3, 1)
    assert compared(of_leaflet(), expected) == []


def test_a_torn_record_names_what_is_missing() -> None:
    (finding,) = judged(file_with(xmp('anpham:Campaign="một"')))
    assert finding.code == "passport-broken"
    assert "Material" in str(finding.message)
    assert "QrTarget" not in str(finding.message), "a piece may be without a code"


def test_a_piece_with_short_texts_expects_only_what_it_shows() -> None:
    with pikepdf.open(io.BytesIO(piece("poster", TextLength.SHORT).pdf)) as pdf:
        expected = stated_expectation(read_xmp(pdf))
    assert expected is not None
    assert [t.id for t in expected.texts] == list(piece("poster").official_items)
