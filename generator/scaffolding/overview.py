"""The overview of a new campaign: all that a person must look at before anything is printed.

Its words are Vietnamese, as the campaign file's: it goes to the people who will keep and approve
the campaign. ``overview_html`` makes the page of it; nothing here knows of HTML.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from generator.content.drafting.model import DraftGroup, DraftItem, DraftLegalBasis
from generator.content.letters.model import BlockType, Letter, LetterBlock, Span
from generator.core.errors import Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import Message
from generator.core.shell import quoted
from generator.scaffolding.campaign_file import REASONS, CampaignPlan, printed_address
from generator.scaffolding.trial_pieces import TrialPiece
from generator.vietnamese.dates import short_day

Localize = Callable[[Message], str]

#: Labels of the letter's fields, by the names that ``doubtful`` and ``lacks`` use.
_FIELDS: Final[Mapping[str, str]] = {
    "kind": "Loại văn bản",
    "number": "Số, ký hiệu",
    "date": "Địa danh, ngày",
    "issuing_body": "Cơ quan ban hành",
    "subject": "Trích yếu",
    "addressees": "Kính gửi",
    "legal_bases": "Căn cứ",
    "closing": "Đoạn kết",
    "signatory.role": "Chức vụ người ký",
    "signatory.name": "Người ký",
    "recipients": "Nơi nhận",
}
#: Names of a field's parts and views, for which the field stands.
_VIEWS: Final[Mapping[str, str]] = {
    "date_line": "date",
    "place": "date",
    "signatory": "signatory.name",
}


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part of a text; ``is_kept`` if an abridgement must keep it."""

    text: str
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class ItemView:
    """An abridgement beside the text that it stands for.

    Attributes:
        reason: Why it is not on the pieces; empty if it is.
    """

    address: str
    headline: tuple[TextPart, ...]
    support: tuple[TextPart, ...]
    short_headline: str
    official: tuple[TextPart, ...]
    is_too_long: bool
    reason: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group; ``is_shown`` if at least one of its items stands on the pieces."""

    title: str
    tone: str
    is_shown: bool
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of the paper; ``state`` is "sure", "doubtful", "missing" or "none"."""

    label: str
    values: tuple[str, ...]
    state: str
    place: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block of the paper's tree; ``use`` is where it went: "shown", "left", "heading" or ""."""

    address: str
    marker: str
    text: str
    depth: int
    type: str
    place: str
    is_doubtful: bool
    use: str


@dataclass(frozen=True, slots=True)
class PieceView:
    """A piece: a PNG file for each page, or why there is none."""

    name: str
    size: str
    pages: tuple[bytes, ...]
    problems: tuple[str, ...]

    @property
    def is_wide(self) -> bool:
        """True if its pages stand side by side over the whole width."""
        return len(self.pages) > 1


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Something to do next; ``command`` may be empty."""

    title: str
    text: str
    command: str = ""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class NoteView:
    """A finding in words."""

    severity: str
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the page shows; ``date`` is the day on which the draft was made."""

    title: str
    paper: str
    file: str
    folder: str
    date: str
    issuer: str
    qr: str
    valid_until: str
    approver: str
    shown_count: int
    item_count: int
    pieces: tuple[PieceView, ...]
    tasks: tuple[OpenTask, ...]
    groups: tuple[GroupView, ...]
    fields: tuple[FieldView, ...]
    blocks: tuple[BlockView, ...]
    legal: tuple[DraftLegalBasis, ...]
    legal_line: str
    notes: tuple[NoteView, ...]

    @property
    def made_count(self) -> int:
        """Number of the pieces can be made."""
        return sum(not piece.problems for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class OverviewMaterial:
    """The parts that an overview is made of.

    Attributes:
        pages: The pages of each piece that could be made, as PNG files, by its material.
        unsolved: Problems of what does not fit and cannot be left out.
    """

    letter: Letter
    plan: CampaignPlan
    file: str
    folder: str
    date: dt.date
    issuer: str
    pieces: Sequence[TrialPiece]
    pages: Mapping[str, tuple[bytes, ...]]
    findings: Sequence[Finding]


def overview_of(material: OverviewMaterial, localize: Localize) -> Overview:
    """The overview; ``localize`` gives messages in Vietnamese."""
    letter, plan = material.letter, material.plan
    answers = plan.answers
    items = [item for group in plan.draft.groups for item in group.items]
    return Overview(
        title=plan.title,
        paper=_paper(letter),
        file=material.file,
        folder=material.folder,
        date=short_day(material.date),
        issuer=material.issuer,
        qr=printed_address(answers.qr_url),
        valid_until=short_day(answers.valid_until) if answers.valid_until else "",
        approver=answers.approver,
        shown_count=sum(item.address not in plan.left_out for item in items),
        item_count=len(items),
        pieces=tuple(_piece(one, material.pages, localize) for one in material.pieces),
        tasks=tuple(tasks_of(material)),
        groups=tuple(_group(group, plan) for group in plan.draft.groups),
        fields=tuple(_fields(letter)),
        blocks=tuple(_blocks(letter, plan)),
        legal=plan.draft.legal,
        legal_line=plan.draft.legal_line,
        notes=tuple(_note(finding, localize) for finding in material.findings),
    )


def tasks_of(material: OverviewMaterial) -> Iterator[OpenTask]:
    """Tasks of a person before anything is printed, the urgent first."""
    letter, plan = material.letter, material.plan
    failed = [one for one in material.pieces if one.piece is None]
    if failed:
        names = ", ".join(one.names.get("vi", one.material).lower() for one in failed)
        yield OpenTask(
            f"Chưa làm được: {names}",
            "Lý do và cách sửa ghi ở phần Ấn phẩm. Sửa trong campaign.yaml rồi làm lại.",
            is_urgent=True,
        )
    if plan.title != plan.draft.title:
        yield OpenTask(
            "Đặt tên chiến dịch",
            "Văn bản không có trích yếu dùng được nên đang in tên loại văn bản. Ghi tên vào mục "
            "title trong campaign.yaml.",
            is_urgent=True,
        )
    unsure = [name for name in letter.doubtful if not name.startswith("blocks.")]
    blocks = [name for name in letter.doubtful if name.startswith("blocks.")]
    if letter.lacks:
        names = ", ".join(_label(name) for name in dict.fromkeys(letter.lacks))
        yield OpenTask(
            "Văn bản thiếu phần bắt buộc",
            f"Không tìm thấy: {names}. Hỏi lại nơi gửi; không tự điền vào văn bản.",
            is_urgent=True,
        )
    if unsure or blocks:
        parts = [f"{_label(name)}" for name in dict.fromkeys(map(_field_of, unsure))]
        parts += [f"mục {name.removeprefix('blocks.')}" for name in blocks]
        yield OpenTask(
            "Xem những chỗ máy đọc chưa chắc",
            f"So với văn bản giấy: {', '.join(parts)}.",
            is_urgent=True,
        )
    if any(block.unsure for block in letter.blocks):
        yield OpenTask(
            "Xác nhận chữ bóc từ bản quét",
            "Chữ do máy nhận dạng chỉ thành nội dung chính thức khi có người so với bản giấy.",
            is_urgent=True,
        )
    if plan.answers.issuer.findings:
        is_listed = isinstance(plan.answers.issuer.request.issuer, str)
        key = "default_issuer" if is_listed else "default_issuer_name"
        yield OpenTask(
            "Chọn đơn vị phát hành",
            f"Đang in tên như trong văn bản: {material.issuer}. Đúng thì để nguyên; không đúng "
            f"thì sửa mục {key} trong campaign.yaml.",
            'anpham list issuers "tên phường, xã"',
        )
    long = [item for group in plan.shown_groups for item in plan.shown(group) if item.is_too_long]
    checked = "So từng câu rút gọn với nguyên văn ở phần Rút gọn và nguyên văn."
    if long:
        where = ", ".join(item.address for item in long)
        checked += f" Xem trước hết các câu máy chưa rút gọn được: {where}."
    yield OpenTask("Duyệt câu chữ", checked, is_urgent=bool(long))
    left = len(plan.left_out)
    if left:
        yield OpenTask(
            f"{left} nội dung chưa lên ấn phẩm",
            "Mỗi nội dung có lý do ghi kèm. Muốn đưa vào thì xóa dấu # trước các dòng của nó "
            "trong campaign.yaml.",
        )
    if not plan.answers.qr_url:
        yield OpenTask(
            "Ấn phẩm không có mã QR",
            "Văn bản không nêu địa chỉ trang thông tin nào. Có trang để xem thêm thì ghi địa chỉ "
            "vào mục qr trong campaign.yaml.",
        )
    if plan.draft.legal:
        yield OpenTask(
            "Tra cứu căn cứ pháp lý",
            "Chưa ai tra cứu các văn bản được nêu còn hiệu lực hay không. Tra cứu ở vbpl.vn rồi "
            "sửa mục legal trong campaign.yaml.",
        )
    yield OpenTask(
        "Làm ấn phẩm",
        "Mọi trang còn dòng BẢN THẢO, CHỜ DUYỆT, đủ để đưa người có thẩm quyền xem. Trang này là "
        "ảnh lúc soạn, không tự đổi: sửa campaign.yaml xong thì chạy lại lệnh này để xem ấn phẩm "
        "mới; lệnh duyệt dưới đây bày từng câu mới cạnh nguyên văn trước khi hỏi.",
        f"anpham make --campaign {quoted(material.folder)} --png",
    )
    yield OpenTask(
        "Ghi nhận duyệt",
        "Sau khi người có thẩm quyền đồng ý từng câu; làm lại ấn phẩm thì không còn dòng bản thảo.",
        f'anpham approve {quoted(material.folder)} --by "{plan.answers.approver or "Họ và tên"}"',
    )


def marked(text: str, kept: Sequence[str]) -> tuple[TextPart, ...]:
    """``text`` in parts, with those in ``kept`` marked wherever they stand as whole words."""
    words = sorted((part for part in dict.fromkeys(kept) if part), key=len, reverse=True)
    if not words:
        return (TextPart(text),) if text else ()
    pattern = "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words)
    pieces = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return tuple(TextPart(one, bool(n % 2)) for n, one in enumerate(pieces) if one)


def _paper(letter: Letter) -> str:
    """The paper in one line: "Công văn số 214/UBND-VHXH ngày 15/7/2026"."""
    kind = letter.kind.value
    parts = [kind[:1].upper() + kind[1:] if kind != "khác" else "Văn bản"]
    if letter.number:
        parts.append(f"số {letter.number}")
    if letter.date:
        parts.append(f"ngày {short_day(letter.date)}")
    return " ".join(parts)


def _piece(
    one: TrialPiece, pages: Mapping[str, tuple[bytes, ...]], localize: Localize
) -> PieceView:
    return PieceView(
        one.names.get("vi", one.material),
        one.size.replace("x", " × ").replace("mm", " mm"),
        pages.get(one.material, ()),
        tuple(_worded(problem, localize) for problem in one.problems),
    )


def _worded(what: Problem, localize: Localize) -> str:
    parts = [localize(what.message)]
    if what.hint is not None:
        parts.append(localize(what.hint))
    return ". ".join(part[:1].upper() + part[1:] for part in parts)


def _group(group: DraftGroup, plan: CampaignPlan) -> GroupView:
    return GroupView(
        group.title,
        group.tone.value,
        bool(plan.shown(group)),
        tuple(_item(item, plan) for item in group.items),
    )


def _item(item: DraftItem, plan: CampaignPlan) -> ItemView:
    reason = plan.left_out.get(item.address)
    return ItemView(
        item.address,
        marked(item.headline, item.must_keep),
        marked(item.support, item.must_keep),
        item.short_headline if item.short_headline != item.headline else "",
        marked(item.official, item.must_keep),
        item.is_too_long,
        REASONS[reason] if reason is not None else "",
    )


def _fields(letter: Letter) -> Iterator[FieldView]:
    bases = tuple(
        ", ".join(
            part
            for part in (
                basis.number and f"số {basis.number}",
                basis.date and f"ngày {basis.date}",
                basis.issuer,
                basis.title,
            )
            if part
        )
        for basis in letter.legal_bases
    )
    values: dict[str, tuple[str | None, ...]] = {
        "kind": (letter.kind.value,),
        "number": (letter.number,),
        "date": (letter.date_line,),
        "issuing_body": (letter.issuing_body,),
        "subject": (letter.subject,),
        "addressees": letter.addressees,
        "legal_bases": bases,
        "closing": (letter.closing,),
        "signatory.role": (letter.signatory.role,),
        "signatory.name": (letter.signatory.name,),
        "recipients": letter.recipients,
    }
    lacks, doubtful = set(map(_field_of, letter.lacks)), set(map(_field_of, letter.doubtful))
    for name, found in values.items():
        given = tuple(value for value in found if value)
        state = "sure" if given else "none"
        if name in lacks and not given:
            state = "missing"
        elif name in doubtful:
            state = "doubtful"
        at = letter.at.get(name) or letter.at.get(f"{name}.1") or letter.at.get(_source_of(name))
        yield FieldView(_FIELDS[name], given, state, _place(at))


def _source_of(name: str) -> str:
    return {"date": "date_line"}.get(name, name)


def _field_of(name: str) -> str:
    """The field that ``name``, of a field, a part or a view of one, belongs to."""
    if name in _FIELDS:
        return name
    whole = name.partition(".")[0]
    return _VIEWS.get(name, _VIEWS.get(whole, whole))


def _label(name: str) -> str:
    label = _FIELDS.get(_field_of(name), name)
    return label[:1].lower() + label[1:]


def _blocks(letter: Letter, plan: CampaignPlan) -> Iterator[BlockView]:
    depths: dict[str, int] = {"": -1}
    used = {
        item.address: "left" if item.address in plan.left_out else "shown"
        for group in plan.draft.groups
        for item in group.items
    }
    headings = {group.address for group in plan.shown_groups if group.address}
    for block in letter.blocks:
        depths[block.address] = depths.get(block.parent, -1) + 1
        use = used.get(block.address, "heading" if block.address in headings else "")
        yield BlockView(
            block.address,
            block.marker,
            block.text,
            depths[block.address],
            _type_word(block),
            _place(block.at),
            bool(block.unsure) or f"blocks.{block.address}" in letter.doubtful,
            use,
        )


def _type_word(block: LetterBlock) -> str:
    return {
        BlockType.HEADING: "đề mục",
        BlockType.ARTICLE: "điều",
        BlockType.CLAUSE: "khoản",
        BlockType.POINT: "điểm",
        BlockType.ROW: "dòng bảng",
        BlockType.NOTE: "chú thích",
    }.get(block.type, "đoạn")


def _place(at: Span | None) -> str:
    if at is None:
        return ""
    if at.page is not None:
        return f"trang {at.page}" + (f"–{at.to_page}" if at.to_page not in (None, at.page) else "")
    if at.line is not None:
        return f"dòng {at.line}" + (f"–{at.to_line}" if at.to_line not in (None, at.line) else "")
    return ""


def _note(finding: Finding, localize: Localize) -> NoteView:
    text, hint = localize(finding.message), localize(finding.hint) if finding.hint else ""
    return NoteView(
        {Severity.NOTE: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}[
            finding.severity
        ],
        text[:1].upper() + text[1:],
        hint[:1].upper() + hint[1:],
    )
