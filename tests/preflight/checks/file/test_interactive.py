"""Interactive parts: attachments, actions, layers."""

from __future__ import annotations

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from support.corpus import (
    office_base,
    press_base,
)
from support.structure_checks import structure_findings


def test_an_attachment_named_in_several_places_is_one() -> None:
    def plant(pdf: Pdf) -> None:
        pdf.attachments["a.txt"] = b"a"
        pdf.Root.AF = Array([pdf.Root.Names.EmbeddedFiles.Names[1]])

    (finding,) = structure_findings(press_base, plant, "offset")
    assert str(finding.message) == "attached files: 1"


def test_actions_behind_other_actions_are_found() -> None:
    def plant(pdf: Pdf) -> None:
        link = pdf.pages[0].obj.Annots[0]
        link.A.Next = Array([Dictionary(S=Name.Launch, F=String("a.exe"))])

    (finding,) = structure_findings(office_base, plant, "office")
    assert (finding.code, finding.place.page) == ("action", 1)


@pytest.mark.parametrize(
    ("state", "hidden"),
    [
        ({}, 0),
        ({"OFF": 1}, 1),
        ({"BaseState": Name.OFF}, 2),
        ({"BaseState": Name.OFF, "ON": 1}, 1),
        ({"BaseState": Name.OFF, "ON": 2}, 0),
        ({"BaseState": Name.ON, "OFF": 2}, 2),
    ],
    ids=str,
)
def test_layers_are_hidden_one_by_one_or_all_but_some(state: dict[str, Any], hidden: int) -> None:
    def plant(pdf: Pdf) -> None:
        layers = [pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in "ab"]
        usual = Dictionary(Name=String("usual"), Order=Array(layers))
        for key, value in state.items():
            usual[f"/{key}"] = Array(layers[:value]) if isinstance(value, int) else value
        pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=usual)

    found = [f for f in structure_findings(office_base, plant, "office") if f.code == "layers"]
    assert [f.message.values["hidden"] for f in found] == ([hidden] if hidden else [])
