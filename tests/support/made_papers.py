"""Papers made from fields and trees, with two-column heads and feet set in several ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from hypothesis import strategies as st
from support.body_strategies import bodies
from support.made_bodies import MadeBlock, Setting, set_body

NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
#: Ways to set two columns beside each other, or one below the other.
COLUMNS = ("tabs", "pipes", "inner pipes", "spaces", "centred", "one below the other")


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper; what a narrow column wraps is a tuple of lines."""

    issuing_body: tuple[str, ...]
    number: str
    place: str
    date: str
    subject: tuple[str, ...]
    addressees: tuple[str, ...]
    blocks: tuple[MadeBlock, ...]
    recipients: tuple[str, ...]
    role: tuple[str, ...]
    name: str
    air: int


papers = st.builds(
    MadePaper,
    st.sampled_from(
        (
            ("ỦY BAN NHÂN DÂN", "XÃ VÍ DỤ"),
            ("UBND TỈNH MẪU", "SỞ Y TẾ"),
            ("ỦY BAN NHÂN DÂN XÃ VÍ DỤ", "VĂN PHÒNG"),
            ("SỞ XÂY DỰNG",),
        )
    ),
    st.sampled_from(("12/UBND-VP", "1207/SYT-NVY", "07/SXD-QLN")),
    st.sampled_from(("Ví Dụ", "Bình Minh")),
    st.sampled_from(("05 tháng 8 năm 2026", "1 tháng 12 năm 2025")),
    st.sampled_from(
        (
            ("dọn vệ sinh đường làng,", "ngõ xóm trước Tết"),
            ("tăng cường phòng, chống", "sốt xuất huyết"),
            ("tiêm vắc xin cho trẻ em",),
        )
    ),
    st.sampled_from((("Trưởng các ấp.",), ("Trưởng các ấp;", "Hiệu trưởng các trường."))),
    bodies(),
    st.sampled_from((("Như trên;", "Lưu: VT."), ("Như trên;", "Đảng ủy xã (b/c);", "Lưu: VT."))),
    st.sampled_from(
        (
            ("CHỦ TỊCH",),
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        )
    ),
    st.sampled_from(("Lê Văn Thử", "ThS. Trần Thị Ví Dụ", "Phạm Minh Họa")),
    st.integers(0, 3),
)


def set_paper(paper: MadePaper, columns: str, setting: Setting) -> str:
    """The text of a paper: its columns set in one of :data:`COLUMNS`, its body as ``setting``."""
    subject = [f"V/v {paper.subject[0]}", *paper.subject[1:]]
    head = _beside(
        [*paper.issuing_body, f"Số: {paper.number}", *subject],
        [*NATION, f"{paper.place}, ngày {paper.date}"],
        columns,
    )
    foot = _beside(
        ["Nơi nhận:", *(f"- {item}" for item in paper.recipients)],
        [*paper.role, *[""] * paper.air, paper.name],
        columns,
    )
    is_one = len(paper.addressees) == 1
    addressees = [f"Kính gửi: {paper.addressees[0]}"]
    if not is_one:
        addressees = ["Kính gửi:", *(f"- {item}" for item in paper.addressees)]
    parts = (head, addressees, [set_body(paper.blocks, setting)], foot)
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _beside(left: Sequence[str], right: Sequence[str], columns: str) -> list[str]:
    if columns == "one below the other":
        return [*left, "", *(line for line in right if line)]
    rows = list(zip_longest(left, right, fillvalue=""))
    wide, other = max(map(len, left)), max(map(len, right))
    forms = {
        "tabs": "{0}\t{1}",
        "pipes": "| {0} | {1} |",
        "inner pipes": "{0} | {1}",
        "spaces": f"{{0:<{wide + 6}}}{{1}}",
        "centred": f"{{0:^{wide}}}      {{1:^{other}}}",
    }
    return [forms[columns].format(*row).rstrip() for row in rows]
