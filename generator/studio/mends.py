"""Mends: for a finding the one edit that makes it go away, where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from generator.content.approval import describe_change
from generator.content.model import Campaign
from generator.content.text_names import text_name
from generator.core.assets import Assets
from generator.core.destination import Destination
from generator.studio.choices import Choices, PieceChoice
from generator.studio.material_offers import catalogue_of
from generator.studio.records import PieceRecord, PieceRemark
from generator.studio.text_fields import edited_path
from generator.studio.work.remedies import Remedy

if TYPE_CHECKING:
    from generator.sheet.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Mend:
    """An edit of the choices or of a text.

    Attributes:
        label: Of the button, in Vietnamese and in English.
        path: As ``edits.edit_choice`` takes it, with the ``value``; ``edits.edit_campaign`` if it
            ``is_of_campaign``.
        is_done: True if the value is there already.
    """

    label: tuple[str, str]
    path: tuple[str, ...]
    value: Any
    is_done: bool = False
    is_of_campaign: bool = False


@dataclass(frozen=True, slots=True)
class _Case:
    """The parts of a mend: the remark, its piece, the choices and campaign as they are.

    Attributes:
        was: The choices that the piece was made of.
    """

    remark: PieceRemark
    piece: PieceRecord
    choices: Choices
    campaign: Campaign | None
    was: Choices
    assets: Assets

    @property
    def number(self) -> int | None:
        """The number of the piece's choice among those of now, 0-based; None if it is not known."""
        before, now, number = self.was.pieces, self.choices.pieces, self.piece.choice
        if number >= len(before):
            return None
        same = [at for at, one in enumerate(now) if one == before[number]]
        if number in same or (len(same) != 1 and _materials(before) == _materials(now)):
            return number  # it stands where it stood, perhaps with another value
        return same[0] if len(same) == 1 else None


def mend_of(
    remark: PieceRemark,
    piece: PieceRecord,
    choices: Choices,
    campaign: Campaign | None,
    assets: Assets,
    *,
    was: Choices | None = None,
) -> Mend | None:
    """The edit that mends ``remark`` of ``piece``; None if no single value does.

    Args:
        was: The choices that the piece was made of, if they may be others by now.
    """
    case = _Case(remark, piece, choices, campaign, choices if was is None else was, assets)
    if remark.remedy is not None:
        return _by_remedy(case, remark.remedy)
    if remark.code == "approved-text-changed":
        return _approved_text(case)
    made = MENDS.get(remark.code)
    return made(case) if made is not None else None


def _approved_text(case: _Case) -> Mend | None:
    """Put the text back that was approved; none for a text that is new or gone."""
    campaign = case.campaign
    approval = campaign.approval if campaign is not None else None
    if campaign is None or approval is None or not approval.has_record:
        return None
    label = "Trả lại câu đã duyệt", "Put the approved text back"
    named = str(case.remark.message.values.get("text"))
    if all(str(text_name(one.origin, campaign)) != named for one in approval.changes):
        return Mend(label, (), None, is_done=True, is_of_campaign=True)
    for one in approval.changes:
        path = edited_path(one.origin, campaign)
        is_same = str(describe_change(one, campaign)) == str(case.remark.message)
        if is_same and path is not None and one.was and one.now:
            return Mend(label, path, one.was, is_of_campaign=True)
    return None


def _by_remedy(case: _Case, remedy: Remedy) -> Mend | None:
    """The edit of the option that was tried when the piece was made."""
    if remedy.option == "destination" and not _suits_all(
        case.choices, str(remedy.value), catalogue_of(case.assets)
    ):
        return _left_out(case)
    if remedy.option in ("destination", "language"):
        now = getattr(case.choices, remedy.option)
        label = _label(remedy)
        return Mend(label, (remedy.option,), remedy.value, is_done=now == remedy.value)
    pieces = case.choices.to_json()["pieces"]
    number = case.number
    if number is None:
        return None  # the choices are others by now
    now = pieces[number][remedy.option]
    mended = [dict(one) for one in pieces]
    mended[number][remedy.option] = remedy.value
    return Mend(_label(remedy), ("pieces",), mended, is_done=now == remedy.value)


def _materials(pieces: Sequence[PieceChoice]) -> list[str]:
    return [one.material for one in pieces]


def _suits_all(choices: Choices, destination: str, catalogue: Catalogue) -> bool:
    """True if each chosen piece can be made for the destination, so that none is broken by it."""
    return all(
        catalogue.material(one.material).suits(Destination(destination))
        for one in choices.pieces
        if one.material in catalogue.material_names()
    )


def _left_out(case: _Case) -> Mend | None:
    """Take the piece off the list: no place of printing suits it and all others."""
    label = "Bỏ ấn phẩm này", "Leave this piece out"
    if case.piece.material not in _materials(case.choices.pieces):
        return Mend(label, ("pieces",), None, is_done=True)
    number = case.number
    if number is None:
        return None
    others = [one for at, one in enumerate(case.choices.to_json()["pieces"]) if at != number]
    return Mend(label, ("pieces",), others)


_DESTINATIONS: Final = {
    "office": ("máy in ở cơ quan", "the office printer"),
    "press": ("nhà in", "the print shop"),
    "screen": ("màn hình", "the screen"),
}


def _label(remedy: Remedy) -> tuple[str, str]:
    value = remedy.value
    match remedy.option:
        case "size" if value is None:
            return "Dùng khổ thường dùng", "Take the usual size"
        case "size":
            return f"Đổi sang khổ {value}", f"Take {value}"
        case "text":
            return "Dùng câu ngắn", "Take the short texts"
        case "theme" if value is None:
            return "Dùng bộ màu thường dùng", "Take the usual theme"
        case "theme":
            return f"Đổi sang bộ màu {value}", f"Take the theme {value}"
        case "language":
            return "Bỏ bản dịch", "Leave the translation out"
        case _:
            vi, en = _DESTINATIONS.get(str(value), (str(value), str(value)))
            return f"Chuyển cả bộ sang {vi}", f"Make all for {en}"


def _campaigns_issuer(case: _Case) -> Mend | None:
    """Name the issuer that is printed because nobody named one."""
    if case.campaign is None:
        return None
    request = case.campaign.default_issuer
    label = ("Đúng là đơn vị này", "It is this one")
    chosen = case.choices.issuer
    if isinstance(request.issuer, str):
        return Mend(label, ("issuer", "issuer"), request.issuer, chosen.issuer == request.issuer)
    if request.issuer_name is not None:
        is_done = chosen.issuer_name == request.issuer_name
        return Mend(label, ("issuer", "issuer_name"), request.issuer_name, is_done)
    return None


#: By code, beside those whose value was found by trying (``work.remedies``).
MENDS: Final[Mapping[str, Callable[[_Case], Mend | None]]] = {
    "issuer-by-default": _campaigns_issuer,
}
