"""Hypothesis strategies for bodies of papers: trees with markers of many schemes, and settings."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from support.made_bodies import MadeBlock, Setting

_WORDS = """
nhà dân khu phố trường học chợ đường kênh cống rác nước điện lửa khói bình cát dây cột
cây cầu người già trẻ em cha mẹ tổ đội xe ghe đò loa tờ sổ danh sách kiểm tra nhắc nhở
dọn dẹp che đậy khóa van tắt bếp treo biển kẻ vạch lập biên bản phát tận tay mỗi ngày
hằng tuần không được
"""
WORDS = tuple(_WORDS.split())
#: What stands inside sentences and could be taken for a marker when a line begins with it.
TRAPS = (
    "20/10",
    "1.000 đồng",
    "0200 000 666",
    "2026 - 2030",
    "Phòng Văn hóa - Xã hội",
    "Ủy ban nhân dân phường Bình Minh",
    "6 giờ 30",
    "24/24 giờ",
    "Quyết định số 12/2019/QĐ-UBND",
    "mục 3",
    "1,5 mét",
    "12-CV/ĐU",
    "90%",
    "Điều 5 Quy định",
    "trước ngày 15. Tháng sau",
    "ở ấp 2. Các ấp khác",
    "10. Mọi",
    "- Trung tâm",
)
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
LETTERS = "abcdđeghik"
CAPITALS = "ABCDEFGH"
SMALL_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii")

#: Schemes of counting markers, outermost families first; one of a row is used.
SCHEMES = (
    ("Điều {n}.", "Chương {r}."),
    ("{r}.", "{r}-", "{r}/", "{A}."),
    ("{n}.", "{n})", "{n}-", "{n}/", "({n})"),
    ("{a})", "{a}.", "{a}-", "{a}/", "({a})"),
    ("{i})",),
)
SIGNS = ("-", "–", "+", "*", "•", "►", "✓", "§", "→", "❖", "○", "□")


@st.composite
def phrases(draw: st.DrawFn, *, least: int = 2, most: int = 36) -> str:
    """A phrase with a capital, commas and traps within, without a stop at its end."""
    count = draw(st.integers(least, most))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=count, max_size=count))
    for _ in range(draw(st.integers(0, 2)) if len(words) > 6 else 0):
        words.insert(draw(st.integers(2, len(words) - 2)), draw(st.sampled_from(TRAPS)))
    if len(words) > 8 and draw(st.booleans()):
        words[4] += ","
    text = " ".join(words)
    return text[0].upper() + text[1:]


def marker_at(scheme: str, number: int) -> str:
    """The marker of the 1-based ``number`` in a scheme."""
    at = number - 1
    return scheme.format(
        n=number,
        r=ROMANS[at % len(ROMANS)],
        a=LETTERS[at % len(LETTERS)],
        A=CAPITALS[at % len(CAPITALS)],
        i=SMALL_ROMANS[at % len(SMALL_ROMANS)],
    )


@st.composite
def bodies(draw: st.DrawFn) -> tuple[MadeBlock, ...]:
    """A body: a preamble, marked blocks on one to four levels, paragraphs between, a closing."""
    rows = draw(st.lists(st.sampled_from(range(len(SCHEMES))), min_size=1, max_size=3, unique=True))
    levels = [draw(st.sampled_from(SCHEMES[row])) for row in sorted(rows)]
    levels += draw(st.lists(st.sampled_from(SIGNS), max_size=2, unique_by=lambda s: s in "-–" or s))
    blocks = [MadeBlock("", f"{draw(phrases(least=4))}, đề nghị:", 0)]
    blocks += draw(_level(levels, 0))
    last = max(n for n, block in enumerate(blocks) if block.marker)
    # What follows the last marked block is at the top, but below a title.
    blocks = [
        replace(b, depth=0) if n > last and not blocks[last].text.endswith(":") else b
        for n, b in enumerate(blocks)
    ]
    if draw(st.booleans()):
        blocks.append(MadeBlock("closing", f"Đề nghị các đơn vị {draw(phrases()).lower()}./.", 0))
    elif blocks[-1].marker == "":
        blocks[-1] = replace(blocks[-1], marker="closing", depth=0)
    return tuple(blocks)


@st.composite
def _level(draw: st.DrawFn, levels: list[str], depth: int) -> list[MadeBlock]:
    """The blocks of one level with all that belong to them."""
    scheme = levels[depth]
    out: list[MadeBlock] = []
    count = draw(st.integers(1 if depth else 2, 3))
    for number in range(1, count + 1):
        marker = scheme if scheme in SIGNS else marker_at(scheme, number)
        has_children = depth + 1 < len(levels) and draw(st.booleans())
        text = draw(phrases())
        if has_children:
            out.append(MadeBlock(marker, f"{text}:", depth))
            out += draw(_level(levels, depth + 1))
            continue
        is_last = number == count
        out.append(
            MadeBlock(marker, text + ("." if is_last or draw(st.booleans()) else ";"), depth)
        )
        if draw(st.integers(0, 4)) == 0:
            signs = [n for n, level in enumerate(levels) if level in SIGNS]
            beside = min(depth, signs[0]) if signs and depth >= signs[0] else depth
            out.append(MadeBlock("", f"Riêng {draw(phrases(least=3)).lower()}.", beside))
            if beside < depth:
                break  # it closes the dashes
    return out


settings_of_bodies = st.builds(
    Setting,
    st.one_of(st.none(), st.integers(40, 90)),
    st.booleans(),
    indent=st.sampled_from((0, 0, 4)),
    hanging=st.just(0),
    is_glued=st.booleans(),
)
