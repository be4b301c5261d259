"""Each code with a button "Sửa giúp": the edit that it makes ends the finding."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.studio import BEGINNING, CAMPAIGN

from generator.api import (
    AnphamError,
    ContentError,
    MakeOptions,
    Problem,
    TextLength,
    Workshop,
    approve_campaign,
)
from generator.content.campaign import load_campaign
from generator.content.campaign_editing import with_value
from generator.core.assets import shipped_assets
from generator.core.messages import msg
from generator.orders.results import FailedPiece
from generator.studio.choices import Choices, PieceChoice
from generator.studio.mends import MENDS, mend_of
from generator.studio.records import PieceRecord, remarks_of
from generator.studio.work.making import FinishedPiece
from generator.studio.work.remedies import CANDIDATES, find_remedies

_LONG = (
    "Tìm hiểu kỹ trước khi đăng ký, đọc hết các điều khoản, hỏi người hiểu biết khi chưa rõ, và "
    "không bao giờ bấm đồng ý khi còn nghi ngờ về bất cứ điều gì trong đó, dù gấp đến đâu"
)
_CASES: dict[str, tuple[PieceChoice, dict[str, Any]]] = {
    "text-overflow": (PieceChoice("poster", size="A5"), {}),
    "read-from-nearer": (PieceChoice("poster"), {}),
    "size-not-offered": (PieceChoice("insert", size="A4"), {}),
    "size-too-small": (PieceChoice("poster", size="100x140mm"), {}),
    "size-aspect": (PieceChoice("poster", size="300x900mm"), {}),
    "size-unknown": (PieceChoice("poster", size="A99"), {}),
    "theme-unknown": (PieceChoice("insert", theme="khong-co"), {}),
    "language-not-offered": (PieceChoice("insert"), {"language": "en"}),
    "language-unknown": (PieceChoice("poster"), {"language": "lo"}),
    "destination-not-offered": (PieceChoice("social", size="1080x1080px"), {}),
    "issuer-by-default": (PieceChoice("insert"), {}),
}
#: Codes of which only long texts are the cause.
_OF_LONG_TEXTS = {"text-overflow", "read-from-nearer"}


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "chien-dich"
    shutil.copytree(shipped_assets().campaigns / CAMPAIGN, copy)
    return copy


def lengthened(folder: Path) -> None:
    """Make the support line of eight items too long for a small sheet."""
    path = folder / "campaign.yaml"
    data = path.read_bytes()
    for number in range(1, 9):
        data = with_value(data, ("items", f"1.{number}", "support"), _LONG)
    path.write_bytes(data)


def made(workshop: Workshop, choices: Choices, folder: Path) -> FinishedPiece:
    """The one piece of the choices, with what was found at its making."""
    options = choices.options(folder, BEGINNING.date(), choices.pieces[0])
    try:
        (piece,) = workshop.attempts(options)
    except AnphamError as error:
        return failed(workshop, options, error)
    if isinstance(piece, FailedPiece):
        assert isinstance(piece.error, AnphamError)
        return failed(workshop, options, piece.error)
    remedies = find_remedies(workshop, options, piece.findings)
    return FinishedPiece(piece.material, findings=piece.findings, remedies=remedies)


def failed(workshop: Workshop, options: MakeOptions, error: AnphamError) -> FinishedPiece:
    remedies = find_remedies(workshop, options, error.problems)
    return FinishedPiece(options.materials[0], problems=error.problems, remedies=remedies)


def with_edit(value: Any, path: tuple[str, ...], new: Any) -> Any:
    first, *rest = path
    return {**value, first: with_edit(value[first], tuple(rest), new) if rest else new}


def test_every_code_with_a_button_has_a_case_here() -> None:
    assert _CASES.keys() == CANDIDATES.keys() | MENDS.keys()


@pytest.mark.parametrize("code", _CASES)
def test_the_edit_of_a_mend_ends_its_finding(workshop: Workshop, folder: Path, code: str) -> None:
    piece, others = _CASES[code]
    if code in _OF_LONG_TEXTS:
        lengthened(folder)
    choices = Choices(pieces=(piece,), **others)
    before = made(workshop, choices, folder)
    remarks = {one.code: one for one in remarks_of(before)}
    record = PieceRecord(0, piece.material, "", "", 0, (0, 0), "", False, False)
    mend = mend_of(remarks[code], record, choices, load_campaign(folder), shipped_assets())
    assert mend is not None
    assert not mend.is_done
    mended = Choices.from_json(with_edit(choices.to_json(), mend.path, mend.value))
    after = made(workshop, mended, folder)
    assert code not in {one.code for one in remarks_of(after)}
    again = mend_of(remarks[code], record, mended, load_campaign(folder), shipped_assets())
    assert again is not None
    assert again.is_done


class _RoomForShortTexts(Workshop):
    """A workshop in which only short texts have room."""

    def attempts(self, order: MakeOptions, _: object = None) -> Iterator[Any]:
        if order.text is TextLength.FULL:
            problem = Problem("text-overflow", msg("{count} characters too many", count=3))
            yield FailedPiece("poster", "A5", "", "", ContentError(problem))
        else:
            yield from super().attempts(order)


def test_short_texts_are_tried_before_a_larger_sheet(folder: Path) -> None:
    workshop = _RoomForShortTexts()
    choices = Choices(pieces=(PieceChoice("poster", size="A5", text="full"),))
    (remedy,) = made(workshop, choices, folder).remedies
    assert (remedy.option, remedy.value) == ("text", "short")


def after(workshop: Workshop, choices: Choices, folder: Path, at: int) -> Any:
    """The mend of the first remark of one piece of several, as it was made."""
    piece = choices.pieces[at]
    finished = made(workshop, Choices(pieces=(piece,), destination=choices.destination), folder)
    record = PieceRecord(at, piece.material, "", "", 0, (0, 0), "", False, False)
    return remarks_of(finished)[0], record


def test_a_place_of_printing_is_offered_only_if_every_piece_suits_it(
    workshop: Workshop, folder: Path
) -> None:
    campaign = load_campaign(folder)
    together = Choices(pieces=(PieceChoice("poster"), PieceChoice("banner")))
    remark, record = after(workshop, together, folder, 1)
    mend = mend_of(remark, record, together, campaign, shipped_assets())
    assert mend is not None
    assert (mend.path, mend.value) == (("destination",), "press")

    apart = Choices(pieces=(PieceChoice("script"), PieceChoice("banner")))
    remark, record = after(workshop, apart, folder, 1)
    mend = mend_of(remark, record, apart, campaign, shipped_assets())
    assert mend is not None
    assert mend.path == ("pieces",)
    assert [one["material"] for one in mend.value] == ["script"]
    left = Choices.from_json(with_edit(apart.to_json(), mend.path, mend.value))
    again = mend_of(remark, record, left, campaign, shipped_assets(), was=apart)
    assert again is not None
    assert again.is_done


def test_a_mend_finds_its_piece_after_another_was_taken_off(
    workshop: Workshop, folder: Path
) -> None:
    large, wrong = PieceChoice("poster"), PieceChoice("poster", size="A99")
    was = Choices(pieces=(PieceChoice("script"), wrong, large))
    remark, record = after(workshop, was, folder, 1)
    now = Choices(pieces=(wrong, large))
    mend = mend_of(remark, record, now, load_campaign(folder), shipped_assets(), was=was)
    assert mend is not None
    assert [one["size"] for one in mend.value] == [None, None]
    gone = Choices(pieces=(large,))
    assert mend_of(remark, record, gone, load_campaign(folder), shipped_assets(), was=was) is None


def test_a_text_that_was_changed_after_its_approval_is_put_back_as_it_was_approved(
    workshop: Workshop, folder: Path
) -> None:
    approve_campaign(folder, by="Nguyễn Thị Duyệt", date=BEGINNING.date())
    path = folder / "campaign.yaml"
    approved = path.read_bytes()
    edits = {("items", "1.1", "headline"): "Tiêu đề khác", ("texts", "call"): "Lời kêu gọi khác"}
    for at, text in edits.items():
        path.write_bytes(with_value(path.read_bytes(), at, text))
    choices = Choices(pieces=(PieceChoice("insert"),))
    campaign = load_campaign(folder)
    assert campaign.approval is not None
    assert not campaign.approval.holds
    found = remarks_of(made(workshop, choices, folder))
    remarks = [one for one in found if one.code == "approved-text-changed"]
    record = PieceRecord(0, "insert", "", "", 0, (0, 0), "", False, True)
    mends = [mend_of(one, record, choices, campaign, shipped_assets()) for one in remarks]
    assert {mend.path for mend in mends if mend is not None} == edits.keys()
    for mend in mends:
        assert mend is not None
        assert mend.is_of_campaign
        path.write_bytes(with_value(path.read_bytes(), mend.path, mend.value))
    assert path.read_bytes() == approved
    mended = load_campaign(folder)
    assert mended.approval is not None
    assert mended.approval.holds
    again = [mend_of(one, record, choices, mended, shipped_assets()) for one in remarks]
    assert all(one is not None and one.is_done for one in again)


def test_what_no_single_value_mends_has_no_button(folder: Path) -> None:
    choices = Choices(pieces=(PieceChoice("poster"),))
    record = PieceRecord(0, "poster", "A3", "hien-dai", 1, (297, 420), "", False, True)
    (remark,) = remarks_of(
        FinishedPiece("poster", problems=(Problem("bad-character", msg("a bad one")),))
    )
    assert mend_of(remark, record, choices, load_campaign(folder), shipped_assets()) is None
