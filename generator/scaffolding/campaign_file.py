"""The text of a new ``campaign.yaml``: a draft of what pieces say, with notes that teach.

The notes are in Vietnamese, as the people who will keep the file speak; each part says what it is
and who decides on it. What is left out of the pieces stands there as comments, to be taken in by
removing a "#". Keys and their meanings are in ``content.campaign``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from generator.content.approval_writer import OVERLONG_MARK
from generator.content.drafting.model import CampaignDraft, DraftGroup, DraftItem, DraftLegalBasis
from generator.content.drawings import Drawing
from generator.content.model import Tone
from generator.core.excerpts import excerpt
from generator.core.shell import quoted
from generator.scaffolding.answers import CampaignAnswers
from generator.scaffolding.yaml_text import comment, commented, entry, scalar

#: Call to scan the code; a word of the form, no text of the paper.
QR_CAPTION: Final = "Quét mã để xem thêm"

#: Origin of the picture that the pieces show, for ``CampaignPlan.without``.
PICTURE: Final = "campaign.pictures.main"

_OFFICIAL_SHOWN: Final = 150


class LeftOut(StrEnum):
    """Reasons for which something of the paper is not on the pieces, at first."""

    NOT_CHOSEN = "not-chosen"
    FOR_OFFICES = "for-offices"
    TOO_LONG = "too-long"
    NO_ROOM = "no-room"
    NOT_FILLED = "not-filled"


#: The reasons in words.
REASONS: Final[Mapping[LeftOut, str]] = {
    LeftOut.NOT_CHOSEN: "phần này không được chọn đưa lên ấn phẩm",
    LeftOut.FOR_OFFICES: "việc của cơ quan, tổ chức, không phải của người dân",
    LeftOut.TOO_LONG: "câu dài, chưa vừa ấn phẩm: rút gọn headline, support rồi hãy đưa vào",
    LeftOut.NOT_FILLED: "văn bản còn chỗ chưa điền: hỏi lại nơi gửi, đừng tự điền",
    LeftOut.NO_ROOM: "ấn phẩm đã hết chỗ: muốn đưa vào thì bỏ bớt mục khác",
}

_TONES: Final[Mapping[Tone, str]] = {
    Tone.DO: "nên làm",
    Tone.DONT: "không được làm",
    Tone.INFO: "cần biết",
}


@dataclass(frozen=True, slots=True)
class CampaignPlan:
    """The content of a new campaign's file.

    Attributes:
        draft: The proposal; its parts are all in the file, used or as comments.
        answers: What a person, or a default, has decided.
        left_out: Reasons, by the address of the item in the letter.
        without: What found no room and can be done without, by origin ("campaign.kicker").
    """

    draft: CampaignDraft
    answers: CampaignAnswers
    title: str
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
    without: frozenset[str] = frozenset()

    def shown(self, group: DraftGroup) -> tuple[DraftItem, ...]:
        """The items of ``group`` that stand on the pieces."""
        return tuple(item for item in group.items if item.address not in self.left_out)

    @property
    def shown_groups(self) -> tuple[DraftGroup, ...]:
        """The groups of which at least one item stands on the pieces."""
        return tuple(group for group in self.draft.groups if self.shown(group))


@dataclass(frozen=True, slots=True)
class LockedFile:
    """The paper's file in the campaign's folder."""

    name: str
    sha256: str


def campaign_text(
    plan: CampaignPlan, paper: LockedFile, folder: str, drawing: Drawing | None = None
) -> str:
    """The campaign file of ``plan``.

    Args:
        paper: The paper.
        folder: The campaign's folder, for the commands in the notes.
        drawing: The shipped drawing of the paper's subject, if there is one.
    """
    parts = (
        _head(folder),
        _approval(plan.answers, folder),
        _paper(paper, folder),
        _words(plan),
        _issuer(plan.answers),
        _validity(plan.answers),
        _qr(plan),
        _legal(plan),
        _pictures(plan, drawing),
        _texts(plan),
        _groups(plan),
        _items(plan),
    )
    return "\n".join("\n".join(part) + "\n" for part in parts)


def _title_line(text: str) -> str:
    return f"# ---- {text} ".ljust(100, "-")


def _note(*sentences: str) -> list[str]:
    return [line for sentence in sentences for line in comment(sentence)]


def _head(folder: str) -> list[str]:
    return [
        *_note(
            "CHIẾN DỊCH: ấn phẩm nói gì. anpham soạn tệp này từ văn bản gốc. Mọi câu hiển thị dưới "
            "đây là BẢN THẢO do máy rút gọn, chờ người có thẩm quyền duyệt. Nội dung chính thức "
            "nằm trong văn bản gốc, lấy thẳng từ đó khi làm ấn phẩm, không bao giờ gõ lại ở đây."
        ),
        "#",
        *_note(
            "Cách sửa: mở bằng Notepad, sửa, lưu với bảng mã UTF-8. Dòng bắt đầu bằng # là ghi "
            "chú, máy bỏ qua. Muốn dùng một dòng đang có dấu # thì xóa dấu # và một dấu cách sau "
            "nó. Thụt đầu dòng bằng dấu cách, không dùng phím Tab."
        ),
        "#",
        *_note(
            "xem-truoc.html là ảnh lúc soạn, không tự đổi khi sửa tệp này. Lệnh thứ nhất dưới đây "
            "làm lại ấn phẩm kèm ảnh; lệnh thứ hai bày từng câu cạnh nguyên văn rồi mới hỏi, trả "
            "lời “không” thì không ghi gì."
        ),
        "#",
        "# Sửa xong thì xem lại:      " + f"anpham make --campaign {quoted(folder)} --png",
        "# Được duyệt thì ghi nhận:   " + f'anpham approve {quoted(folder)} --by "Họ và tên"',
    ]


def _approval(answers: CampaignAnswers, folder: str) -> list[str]:
    return [
        _title_line("Duyệt"),
        *_note(
            "Trạng thái duyệt. Khi còn là draft (bản thảo), mọi trang in dòng BẢN THẢO, CHỜ DUYỆT. "
            f"Không sửa tay mục này: anpham approve {quoted(folder)} ghi người duyệt và ngày "
            "duyệt. Duyệt rồi mà sửa câu chữ thì lại thành bản thảo.",
            "Ai quyết định: người có thẩm quyền của đơn vị phát hành.",
        ),
        "approval:",
        "  status: draft",
        *(entry("by", answers.approver, "  ") if answers.approver else ["  # by: người sẽ duyệt"]),
    ]


def _paper(paper: LockedFile, folder: str) -> list[str]:
    return [
        _title_line("Văn bản gốc"),
        *_note(
            "Tệp văn bản như đã nhận, nằm trong thư mục này, và mã khóa của nó. Văn bản mà đổi thì "
            f"anpham dừng lại và cho xem chỗ đổi; đúng ý thì chạy: anpham lock {quoted(folder)}",
        ),
        "letter:",
        *entry("file", paper.name, "  "),
        f"  sha256: {paper.sha256}",
    ]


def _words(plan: CampaignPlan) -> list[str]:
    draft = plan.draft
    lines = [
        _title_line("Tên chiến dịch"),
        *_note(
            "title: dòng chữ lớn nhất; kicker: dòng nhỏ phía trên, có thể bỏ; slogans: khẩu hiệu, "
            "câu đầu là chính, có thể bỏ. Lấy từ trích yếu và loại văn bản.",
            "Ai quyết định: người phụ trách tuyên truyền đề xuất, người có thẩm quyền duyệt.",
        ),
        *entry("title", plan.title),
    ]
    if draft.kicker:
        lines += _unless(plan, "campaign.kicker", entry("kicker", draft.kicker))
    slogans = [line for one in draft.slogans for line in entry("", one, first="  - ")]
    if slogans:
        lines += _unless(plan, "campaign.slogans[0]", ["slogans:", *slogans])
    else:
        lines += ["# slogans:", "#   - Một câu dễ nhớ"]
    return lines


def _unless(plan: CampaignPlan, origin: str, lines: list[str]) -> list[str]:
    """``lines``, as comments where their text found no room."""
    if origin not in plan.without:
        return lines
    return [
        *_note("Chưa đưa vào: câu dài, không đủ chỗ, hoặc còn chỗ chưa điền. Sửa rồi xóa dấu #."),
        *commented(lines),
    ]


def _issuer(answers: CampaignAnswers) -> list[str]:
    request = answers.issuer.request
    if isinstance(request.issuer, str):
        value = entry("default_issuer", request.issuer)
    else:
        value = entry("default_issuer_name", request.issuer_name or "")
    return [
        _title_line("Đơn vị phát hành"),
        *_note(
            "Đơn vị đứng tên trên ấn phẩm. default_issuer: một tên trong danh sách (anpham list "
            "issuers), có tỉnh, thành phố; default_issuer_name: tên in đúng như ghi ở đây. Chỉ "
            "dùng một trong hai. Làm cho nơi khác: anpham make --issuer …",
            "Ai quyết định: đơn vị của bạn.",
        ),
        *value,
    ]


def _validity(answers: CampaignAnswers) -> list[str]:
    day = answers.valid_until
    return [
        _title_line("Thời hạn hiệu lực"),
        *_note(
            "Ngày cuối cùng nội dung còn giá trị (năm-tháng-ngày). Có thì ấn phẩm in “có hiệu lực "
            "đến …”, quá ngày thì anpham cảnh báo. Không có thời hạn thì để nguyên dấu #.",
            "Ai quyết định: người ký văn bản.",
        ),
        f"valid_until: {day.isoformat()}" if day is not None else "# valid_until: 2026-12-31",
    ]


def _qr(plan: CampaignPlan) -> list[str]:
    url = plan.answers.qr_url
    others = [link for link in plan.draft.links if link != url]
    lines = [
        _title_line("Mã QR"),
        *_note(
            "url: địa chỉ mà mã dẫn tới; printed: địa chỉ ấy in cho người không quét được; "
            "caption: lời mời quét. Để trống thì ấn phẩm không có mã, chỗ của mã dành cho phần "
            "khác. anpham không tự nghĩ ra địa chỉ nào.",
            "Ai quyết định: đơn vị quản lý trang thông tin. Quét thử bằng điện thoại trước khi in.",
        ),
        *(_note("Địa chỉ khác có trong văn bản: " + ", ".join(others)) if others else []),
    ]
    if not url:
        return [
            *lines,
            "qr:",
            "  # url: https://…",
            "  # printed: …",
            f"  # caption: {QR_CAPTION}",
        ]
    return [
        *lines,
        "qr:",
        *entry("url", url, "  "),
        *entry("printed", printed_address(url), "  "),
        f"  caption: {QR_CAPTION}",
    ]


def printed_address(url: str) -> str:
    """``url`` as people type it: without the scheme and a last slash."""
    return url.split("://", 1)[-1].rstrip("/")


def _legal(plan: CampaignPlan) -> list[str]:
    draft = plan.draft
    lines = [
        _title_line("Căn cứ pháp lý"),
        *_note(
            "legal_line: dòng căn cứ in ở chân mỗi ấn phẩm. legal: các văn bản được nêu, chưa ai "
            "tra cứu nên ghi doubtful (chưa chắc còn hiệu lực). Tra cứu xong (vbpl.vn) thì sửa "
            "status thành in-force (còn hiệu lực), historical (nêu như nguồn) hay replaced (đã bị "
            "thay thế), thêm checked_on là ngày tra cứu, source là nơi tra cứu.",
            "Ai quyết định: cán bộ tư pháp hoặc người soạn văn bản.",
        ),
        *entry("legal_line", draft.legal_line),
    ]
    known = [basis for basis in draft.legal if basis.number and basis.date]
    if known:
        lines.append("legal:")
    for basis in draft.legal:
        written = _basis_lines(basis)
        lines += written if basis in known else _incomplete(basis, written, has_list=bool(known))
    return lines


def _basis_lines(basis: DraftLegalBasis) -> list[str]:
    return [
        *entry("number", basis.number or "?", "    ", first="  - "),
        f"    date: {basis.date.isoformat() if basis.date else '?'}",
        *(entry("issuer", basis.issuer, "    ") if basis.issuer else []),
        *(entry("title", basis.title, "    ") if basis.title else []),
        f"    status: {basis.status.value}",
        "    # checked_on: 2026-11-30",
    ]


def _incomplete(basis: DraftLegalBasis, lines: list[str], *, has_list: bool) -> list[str]:
    """A document of which the paper does not say number or date, as comments."""
    missing = [name for name, part in (("số", basis.number), ("ngày", basis.date)) if not part]
    note = f"Văn bản không ghi {' và '.join(missing)}: tra cứu, điền rồi xóa dấu #."
    head = [] if has_list else ["legal:"]
    return [*comment(note, "  " if has_list else ""), *commented([*head, *lines])]


def _pictures(plan: CampaignPlan, drawing: Drawing | None) -> list[str]:
    lines = [
        _title_line("Hình"),
        *_note(
            "main: hình trên áp phích và bìa tờ gấp. drawing: một hình vẽ có sẵn theo chủ đề (xem: "
            "anpham list drawings --html hinh.html); muốn dùng hình của mình thì thay bằng file: "
            "tên tệp .svg, .png, .jpg để trong thư mục này. alt: lời tả hình cho người không nhìn "
            "thấy. Không có thì ấn phẩm không có hình.",
            "Ai quyết định: người phụ trách tuyên truyền.",
        ),
    ]
    if drawing is None:
        return [*lines, "# pictures:", "#   main:", "#     drawing: community"]
    written = [
        "pictures:",
        "  main:",
        f"    drawing: {drawing.name}",
        *entry("alt", drawing.alt, "    "),
    ]
    if PICTURE not in plan.without:
        return [*lines, *written]
    return [*lines, *_note("Chưa đưa vào: ấn phẩm hết chỗ."), *commented(written)]


def _texts(plan: CampaignPlan) -> list[str]:
    texts = plan.draft.texts
    lines = [
        _title_line("Các đoạn chữ khác"),
        *_note(
            "slogan_headline, slogan_reply: khẩu hiệu chính chia làm hai vế, cho ấn phẩm đặt khẩu "
            "hiệu lên đầu. Dùng trên tờ gấp: why_title, why_text (vì sao), check_title, checks (tự "
            "hỏi), remember, call (lời nhắc, lời kêu gọi). Không có thì chỗ ấy dành cho phần khác.",
            "Ai quyết định: người phụ trách tuyên truyền đề xuất, người có thẩm quyền duyệt.",
        ),
    ]
    used = {key: text for key, text in texts.items() if f"campaign.texts.{key}" not in plan.without}
    if used:
        lines.append("texts:")
        lines += [line for key, text in used.items() for line in _text_lines(key, text)]
    for key, text in texts.items():
        if key not in used:
            lines += _unless(plan, f"campaign.texts.{key}", _text_lines(key, text))
    if not texts:
        lines += ["# texts:", "#   call: Một lời kêu gọi"]
    return lines


def _text_lines(key: str, text: str | tuple[str, ...]) -> list[str]:
    if isinstance(text, str):
        return entry(key, text, "  ")
    return [f"  {key}:", *(line for one in text for line in entry("", one, first="    - "))]


def _groups(plan: CampaignPlan) -> list[str]:
    lines = [
        _title_line("Các nhóm nội dung"),
        *_note(
            "Theo các phần của văn bản. title: tiêu đề (nếu mở đầu bằng một con số thì số ấy phải "
            "đúng với số mục của nhóm); tone: do (nên làm), dont (không được làm), info (cần "
            "biết), quyết định màu và dấu của nhóm.",
            "Ai quyết định: người soạn văn bản; xem kỹ tone, máy chỉ đoán theo từ ngữ.",
        ),
        "groups:",
    ]
    shown = plan.shown_groups
    for group in plan.draft.groups:
        written = [
            f"  {group.name}:",
            *entry("title", group.title, "    "),
            f"    tone: {group.tone.value}   # {_TONES[group.tone]}",
        ]
        lines += written if group in shown else commented(written, "  ")
    return lines


def _items(plan: CampaignPlan) -> list[str]:
    lines = [
        _title_line("Các nội dung"),
        *_note(
            "Mỗi mục chỉ vào một chỗ của văn bản (at); nguyên văn lấy từ đó. headline: tiêu đề, "
            "tốt nhất 6 đến 8 tiếng; short_headline: bản ngắn hơn, có thể bỏ; support: một câu "
            "giải thích, có thể bỏ; icon: tên biểu tượng (anpham list icons --search muỗi).",
            "Ai quyết định: người soạn văn bản so từng câu rút gọn với nguyên văn (xem-truoc.html "
            "đặt hai câu cạnh nhau), người có thẩm quyền duyệt. Không được bỏ từ “không”, “trừ”, "
            "“chỉ”, số liệu, thời hạn.",
        ),
        "items:",
    ]
    for group in plan.draft.groups:
        for item in group.items:
            lines += _item_lines(plan, group, item)
    return lines


def _item_lines(plan: CampaignPlan, group: DraftGroup, item: DraftItem) -> Iterator[str]:
    reason = plan.left_out.get(item.address)
    yield ""
    yield from comment(f"{item.address}: “{excerpt(item.official, _OFFICIAL_SHOWN)}”", "  ")
    if item.is_too_long:
        yield from comment(
            f"{OVERLONG_MARK} chưa tìm được cách rút gọn giữ đúng nghĩa; hãy tự rút gọn rồi xóa "
            "dòng này.",
            "  ",
        )
    if reason is not None:
        yield from comment(f"Chưa đưa vào: {REASONS[reason]}.", "  ")
    written = [
        f"  - group: {group.name}",
        f"    at: {scalar(item.address)}",
        f"    icon: {scalar(item.icon)}",
        *entry("headline", item.headline, "    "),
        *(
            entry("short_headline", item.short_headline, "    ")
            if item.short_headline and item.short_headline != item.headline
            else []
        ),
        *(entry("support", item.support, "    ") if item.support else []),
    ]
    yield from (written if reason is None else commented(written, "  "))
