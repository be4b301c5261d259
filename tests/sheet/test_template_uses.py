"""A template filled once serves every issuer of whom it asks the same, and no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.workshop import ISSUER, campaign

from generator.content.model import Issuer, TextLength
from generator.sheet.sizes import parse_size
from generator.sheet.template import FilledTemplate, Templates
from generator.sheet.template_values import CampaignValues, campaign_values, values_for

OTHER = Issuer("Ủy ban nhân dân", "phường Thới An", "Thành phố Hồ Chí Minh")
UNNAMED = replace(OTHER, unit="", body="Trường Ví Dụ")
ISSUERS = (ISSUER, OTHER, UNNAMED, replace(ISSUER, hotline=""), replace(OTHER, address="1 Dài"))

SAME_FOR_ALL = [
    "<p>{{ issuer.name }}</p>",
    "<p>{{ issuer.body }}{% if issuer.unit %}<br/>{{ issuer.unit }}{% endif %}</p>",
    "{% macro m(issuer, broken) %}<p>{{ issuer.name }}</p>{% endmacro %}{{ m(issuer, true) }}",
    "{% if issuer.address and (issuer.hotline or not issuer.website) %}<p>a</p>{% endif %}",
]
ASKED_ANEW = [
    "<p>{{ issuer.hotline if issuer.hotline else campaign.kicker }}</p>",
    "<p>{{ issuer.hotline | unbroken }}</p>",
    "{% if issuer.unit | length > 15 %}<p>a</p>{% else %}<p>b</p>{% endif %}",
    '<p class="{{ issuer.unit }}">a</p>',
    '{% if issuer.unit == "phường Thới An" %}<p>a</p>{% endif %}',
    "{% set name = issuer.name %}<p>{{ name }}</p>",
    "{% for contact in issuer.contacts %}<p>{{ contact }}</p>{% endfor %}",
    "{% set who = issuer %}<p>{{ who.name }}</p>",
    "{% macro m(who) %}<p>{{ who.name }}</p>{% endmacro %}{{ m(issuer) }}",
    "{% macro m() %}<p>{{ issuer.name }}</p>{% endmacro %}{{ m() }}",
    "<p>{{ issuer | attr('name') }}</p>",
    "<p>{{ [issuer.name] | first }}</p>",
    "<p>{{ issuer.contacts }}</p>",
    "{% macro m(issuer) %}<p>{{ issuer.name }}</p>{% endmacro %}"
    "{% macro n() %}{% macro m(who) %}<p>{{ who.province }}</p>{% endmacro %}{% endmacro %}"
    "{{ m(issuer) }}",
]


@pytest.fixture(scope="module")
def said() -> CampaignValues:
    return campaign_values(campaign(), campaign().items)


def filled(templates: Templates, said: CampaignValues, issuer: Issuer) -> FilledTemplate:
    values = values_for(said, issuer, parse_size("A3"), TextLength.SHORT)
    shared = templates.for_issuers("t.xml", values)
    return shared.fill(values["issuer"]) if shared else templates.fill("t.xml", values)


@pytest.mark.parametrize("source", [*SAME_FOR_ALL, *ASKED_ANEW])
def test_every_issuer_gets_what_a_template_filled_anew_gives(
    tmp_path: Path, said: CampaignValues, source: str
) -> None:
    (tmp_path / "t.xml").write_text(source, encoding="utf-8")
    templates = Templates([tmp_path])
    for issuer in (*ISSUERS, *ISSUERS):
        values = values_for(said, issuer, parse_size("A3"), TextLength.SHORT)
        anew = Templates([tmp_path]).fill("t.xml", values)
        got = filled(templates, said, issuer)
        assert (got.markup, got.slots) == (anew.markup, anew.slots)
        assert [s and (s.origin, s.whole) for s in got.sources] == [
            s and (s.origin, s.whole) for s in anew.sources
        ]


@pytest.mark.parametrize("source", SAME_FOR_ALL)
def test_a_template_that_only_prints_the_issuer_is_filled_once(
    tmp_path: Path, said: CampaignValues, source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.xml").write_text(source, encoding="utf-8")
    templates = Templates([tmp_path])
    fills = []
    fill = Templates.fill

    def counted(*given: Any) -> FilledTemplate:
        fills.append(given)
        return fill(*given)

    monkeypatch.setattr(Templates, "fill", counted)
    for number in range(5):
        filled(templates, said, replace(ISSUER, unit=f"phường {number}", hotline=f"0{number}"))
    assert len(fills) == 1


def test_another_campaign_of_equal_values_is_not_taken_for_the_first(
    tmp_path: Path, said: CampaignValues
) -> None:
    (tmp_path / "t.xml").write_text("<p>{{ campaign.title }}</p>", encoding="utf-8")
    templates = Templates([tmp_path])
    other = campaign_values(replace(campaign(), title="Khác"), campaign().items)
    assert filled(templates, said, ISSUER).slots == (campaign().title,)
    assert filled(templates, other, ISSUER).slots == ("Khác",)
