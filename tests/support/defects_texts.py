"""Faults of texts, tags, provenance and legal bases, planted into clean files; see ``corpus``.

The A5 bases hold two official texts of two lines each, items of a list, in 10 pt: the first at 16
and 168 mm from the lower left corner, the second at 16 and 154 mm. At 10 and 130 mm they name their
act. The leaflet names it in two lines, 10 and 160 mm from the lower left corner of page 1.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from pikepdf import Pdf, String
from support.corpus import (
    ACT,
    TITLE,
    TODAY,
    Defect,
    add_content,
    add_tagged,
    box_at,
    change_provenance,
    change_xmp,
    expected_of,
    leaflet_base,
    line_at,
    office_base,
    press_base,
    replace_content,
    text_at,
    untouched,
    width_pt,
)

from generator.core.findings import Severity
from generator.core.provenance import (
    DRAFT_MARK,
    AskedItem,
    AtHand,
    Expected,
    ExpectedAct,
    StatedText,
    words_digest,
)
from generator.core.units import mm_to_pt

Plant = Callable[[Pdf], None]
Expectation = Callable[[Expected], Expected]

SIZE_PT = 10
LEADING_MM = SIZE_PT * 1.4 / mm_to_pt(1)
DO = ("Tôn trọng pháp luật và quyền, lợi ích hợp pháp ", "của người khác.")
DONT = ("Không đăng tải nội dung vi phạm pháp luật, tin giả, ", "tin sai sự thật.")
NAMED = f"Theo Quyết định số {ACT} ngày 17/6/2021."
LEAFLET_NAMED = ("Theo Quyết định số ", f"{ACT} ngày 17/6/2021.")

BLACK = "/GOn gs 0 0 0 1 k "
#: The grounds of the bases.
PRESS_GROUND, OFFICE_GROUND = "0.06 0 0.03 0 k ", "0.94 0.98 0.97 rg "


def line(x_mm: float, y_mm: float, number: int, text: str) -> str:
    """A paragraph's line, counted from 0, as the bases show it."""
    return text_at(x_mm, y_mm - number * LEADING_MM, SIZE_PT, text)


def rewritten(number: int, old: str, new: str, *, y_mm: float = 168) -> Plant:
    """One line of an official text says something else."""

    def plant(pdf: Pdf) -> None:
        replace_content(pdf.pages[0], line(16, y_mm, number, old), line(16, y_mm, number, new))

    return plant


def titled(old: str, new: str, before: str = "", after: str = "") -> Plant:
    """The title, 22 pt at 10 and 190 mm, says something else, or has operators around it."""

    def plant(pdf: Pdf) -> None:
        shown, other = (text_at(10, 190, 22, text, "F2") for text in (TITLE, new))
        assert old in TITLE
        replace_content(pdf.pages[0], shown, f"{before} {other} {after}\n")

    return plant


def title_covered(part: str) -> Plant:
    """A patch of the ground's colour lies over one part of the title."""
    before, _, _ = TITLE.partition(part)
    left = 10 + width_pt(before, 22, "F2") / mm_to_pt(1)
    wide = width_pt(part, 22, "F2") / mm_to_pt(1)
    patch = f"{PRESS_GROUND}{box_at(left - 0.3, 187, wide + 0.6, 12)}f"
    return lambda pdf: add_content(pdf.pages[0], patch)


def added_beside_title(pdf: Pdf) -> None:
    """A word is painted in front of the title's line."""
    add_content(pdf.pages[0], BLACK + text_at(10, 200, SIZE_PT, "Không"))


def copied_under_cover(pdf: Pdf) -> None:
    """The title's first word is covered, and a copy of the whole stands elsewhere."""
    title_covered("Ứng")(pdf)
    add_content(pdf.pages[0], BLACK + text_at(80, 112, SIZE_PT, TITLE))


def title_struck(pdf: Pdf) -> None:
    """A line of the text's colour runs through the title."""
    add_content(pdf.pages[0], f"/GOn gs 0 0 0 1 K {line_at(10, 192.6, 70, 192.6, 1.2)}")


def title_redrawn(pdf: Pdf) -> None:
    """The first word is covered, and bars in the title's own colour stand in its place."""
    title_covered("Ứng")(pdf)
    bars = "".join(f"{box_at(11 + 3 * number, 190, 1.2, 5)}f " for number in range(4))
    add_content(pdf.pages[0], f"0 0 0 1 k {bars}")


def another_text(pdf: Pdf) -> None:
    """In place of the second official text stands one that is like it in nothing."""
    new = ("Giữ lời hay, ý đẹp; nghĩ kỹ trước khi đăng ", "và trước khi chia sẻ.")
    for number, (before, after) in enumerate(zip(DONT, new, strict=True)):
        rewritten(number, before, after, y_mm=154)(pdf)


def around(number: int, before: str, after: str) -> Plant:
    """Operators before and after one line of the first official text."""

    def plant(pdf: Pdf) -> None:
        shown = line(16, 168, number, DO[number])
        replace_content(pdf.pages[0], shown, f"{before} {shown}{after}\n")

    return plant


def invisible(pdf: Pdf) -> None:
    shown = line(16, 168, 1, DO[1])
    replace_content(
        pdf.pages[0], shown, shown.replace("BT ", "BT 3 Tr ").replace(" ET", " 0 Tr ET")
    )


def covered(ground: str) -> Plant:
    """A band of the ground's colour lies over the first line of the first official text."""
    return lambda pdf: add_content(pdf.pages[0], f"{ground}{box_at(14, 166.5, 110, 5)}f")


def covered_end(pdf: Pdf) -> None:
    """A small patch lies over the last word, "khác.", alone."""
    add_content(pdf.pages[0], f"{PRESS_GROUND}{box_at(34.5, 161.5, 12, 5)}f")


def covered_accents(pdf: Pdf) -> None:
    """A patch of the ground's colour lies over the accent of "quyền" and over nothing else."""
    before = width_pt(DO[0].partition("quyền")[0] + "qu", SIZE_PT) / mm_to_pt(1)
    accents = box_at(16 + before, 168 + 2.05, 4.2, 1.6)
    add_content(pdf.pages[0], f"{PRESS_GROUND}{accents}f")


def hatched(ground: str, width_pt_: float) -> Plant:
    """Thin upright lines all along the first line of the first official text."""
    lines = "".join(
        line_at(16 + 0.35 * number, 166, 16 + 0.35 * number, 172, width_pt_)
        for number in range(250)
    )
    return lambda pdf: add_content(pdf.pages[0], f"{ground}{lines}")


def title_placed(matrix: str) -> Plant:
    """The title is transformed."""
    return titled(TITLE, TITLE, f"q {matrix} cm", "Q")


#: Of the title, about the middle of its page or its own baseline.
FLAT = f"1 0 0 0 0 {mm_to_pt(190):.3f}"
MIRRORED = f"-1 0 0 1 {mm_to_pt(148):.3f} 0"
ON_ITS_HEAD = f"-1 0 0 -1 {mm_to_pt(148):.3f} {2 * mm_to_pt(192):.3f}"
SQUEEZED = f"0.4 0 0 1 {mm_to_pt(6):.3f} 0"
FAR_OFF = "1 0 0 1 3000000000 3000000000"


def struck(pdf: Pdf) -> None:
    """A thin line goes through two words."""
    add_content(pdf.pages[0], f"/GOn gs 0 0 0 1 K {line_at(16, 169, 33, 169, 0.5)}")


def overprinted(pdf: Pdf) -> None:
    """The first line has the ground's colour, and another text stands in its place."""
    shown = line(16, 168, 0, DO[0])
    ground, black = "0.06 0 0.03 0 k ", "0 0 0 1 k "
    replace_content(pdf.pages[0], shown, f"{ground}{shown}{black}")
    add_content(pdf.pages[0], BLACK + line(16, 168, 0, "Mọi người được đăng tin về bất cứ ai"))


def beside_it(words: str, x_mm: float, y_mm: float = 168) -> Plant:
    """Words that end or begin there, painted without meaning."""
    return lambda pdf: add_content(pdf.pages[0], BLACK + text_at(x_mm, y_mm, SIZE_PT, words))


def forbidden(pdf: Pdf) -> None:
    """ "Không" stands right before the first official text."""
    page = pdf.pages[0]
    for number, text in enumerate(DO):
        replace_content(
            page, line(16, 168, number, text), text_at(30, 168 - number * LEADING_MM, SIZE_PT, text)
        )
    beside_it("Không ", 30 - width_pt("Không ", SIZE_PT) / mm_to_pt(1))(pdf)


def lying_map(pdf: Pdf) -> None:
    """ "quyến" is printed, and the file says that it is "quyền"."""
    rewritten(0, DO[0], DO[0].replace("quyền", "quyến"))(pdf)
    map_changed(pdf, "ế", "ề")


def map_changed(pdf: Pdf, sign: str, said: str) -> None:
    """The file says that the glyph of ``sign`` stands for ``said``."""
    code = text_at(0, 0, SIZE_PT, sign).partition("<")[2].partition(">")[0]
    unicode_map = pdf.pages[0].Resources.Font.F1.ToUnicode
    before, after = (
        f"<{code}> <{text.encode('utf-16-be').hex().upper()}>".encode() for text in (sign, said)
    )
    assert before in unicode_map.read_bytes()
    unicode_map.write(unicode_map.read_bytes().replace(before, after))


def joined_map(sign: str) -> Plant:
    """One sign stands where the file says "yề"."""

    def plant(pdf: Pdf) -> None:
        rewritten(0, DO[0], DO[0].replace("yề", sign))(pdf)
        map_changed(pdf, sign, "yề")

    return plant


def read_last(pdf: Pdf) -> None:
    """The tags have the second item first."""
    items = next(kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/L")
    items.K = [items.K[1], items.K[0]]


def tagged_as(words: str) -> Plant:
    """The tags say ``words`` in place of the first official text."""

    def plant(pdf: Pdf) -> None:
        items = next(kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/L")
        items.K[0].K[1].ActualText = String(words)

    return plant


def run_on(pdf: Pdf) -> None:
    """More words follow in the paragraph of the first official text."""
    shown = line(16, 168, 1, DO[1])
    more = text_at(60, 168 - LEADING_MM, SIZE_PT, " Trừ khi được phép.")
    replace_content(pdf.pages[0], shown, shown + more)


def joined(pdf: Pdf) -> None:
    """No space ends the first line of a paragraph."""
    old = line(10, 160, 0, LEAFLET_NAMED[0])
    replace_content(pdf.pages[0], old, line(10, 160, 0, LEAFLET_NAMED[0].rstrip()))


def joined_official(pdf: Pdf) -> None:
    rewritten(0, DO[0], DO[0].rstrip())(pdf)


def upside_down(pdf: Pdf) -> None:
    """The second line of a paragraph is written before the first."""
    first, second = (line(10, 160, n, text) for n, text in enumerate(LEAFLET_NAMED))
    replace_content(pdf.pages[0], first + second, second + first)


def lost_words(ground: str, black: str) -> Plant:
    """A paragraph of which nobody knows is covered."""

    def plant(pdf: Pdf) -> None:
        add_tagged(pdf, black + text_at(20, 110, 12, "Bản nháp, không phổ biến"))
        add_content(pdf.pages[0], f"{ground}{box_at(18, 107, 80, 9)}f")

    return plant


def nameless(pdf: Pdf) -> None:
    replace_content(
        pdf.pages[0], line(10, 130, 0, NAMED), line(10, 130, 0, "Theo quyết định của Bộ.")
    )


def a_longer_number(pdf: Pdf) -> None:
    """The number of another act ends as that of the cited one."""
    changed = NAMED.replace(ACT, f"1{ACT}")
    replace_content(pdf.pages[0], line(10, 130, 0, NAMED), line(10, 130, 0, changed))


def covered_act(pdf: Pdf) -> None:
    add_content(pdf.pages[0], f"{PRESS_GROUND}{box_at(8, 128, 90, 7)}f")


def another_act(pdf: Pdf) -> None:
    add_tagged(pdf, BLACK + text_at(20, 110, SIZE_PT, "Xem Nghị định 30/2020/NĐ-CP."))


def act(**changes: object) -> Expectation:
    """Knowledge of the cited act, changed."""
    return lambda expected: replace(expected, acts=(replace(expected.acts[0], **changes),))  # type: ignore[arg-type]


def stated(change: Expectation) -> Plant:
    """The file itself states the change."""

    def plant(pdf: Pdf) -> None:
        expected = expected_of(press_base)
        assert expected is not None
        change_provenance(pdf, change(expected))

    return plant


def about_act(code: str, **changes: object) -> Defect:
    """A file that was made with other knowledge of its act."""
    return Defect(code, press_base, stated(act(**changes)), expected=act(**changes))


def both_do(expected: Expected) -> Expected:
    """Both official texts are of one kind."""
    first, second = expected.texts
    return replace(expected, texts=(first, replace(second, id="do-2")))


def the_other_way_round(expected: Expected) -> Expected:
    """The second official text is the first one of its kind."""
    first, second = expected.texts
    return replace(expected, texts=(replace(second, id="do-1"), replace(first, id="do-2")))


def by_hash(expected: Expected) -> Expected:
    """Expectations of a file whose campaign is not at hand."""
    return replace(expected, texts=tuple(replace(text, text=None) for text in expected.texts))


def with_items(*items: str, title: str = TITLE) -> Expectation:
    """The campaign is at hand and has these items alone, and this title."""

    def compared(expected: Expected) -> Expected:
        texts = tuple(text for text in expected.texts if text.id in items)
        stated = (StatedText("campaign.title", title),)
        at_hand = AtHand(texts, stated, expected.qr_target or "")
        return replace(expected, at_hand=at_hand)

    return compared


def compared_without_texts(expected: Expected) -> Expected:
    return replace(with_items("do-1", "dont-1")(expected), texts=())


def other_acts(expected: Expected) -> Expected:
    known = ExpectedAct(ACT, dt.date(2021, 6, 17), "historical", dt.date(2026, 11, 1))
    return replace(expected, acts=(known,))


def waiting(expected: Expected) -> Expected:
    """The texts wait for approval, as the order says."""
    return replace(expected, is_draft=True)


def until(day: dt.date) -> Expectation:
    """The piece says that it is in force until this day."""
    return lambda expected: replace(expected, valid_until=day)


def says_draft(pdf: Pdf) -> None:
    """The words of a draft, on a page of a file that does not call itself one."""
    add_tagged(pdf, text_at(10, 120, SIZE_PT, DRAFT_MARK))


#: What lies over letters is an edge too near to them, as well.
_NEAR = ("text-too-near-an-edge",)

DEFECTS: tuple[Defect, ...] = (
    # One accent; one word; a word more; one sign.
    Defect("official-text-differs", press_base, rewritten(0, DO[0], DO[0].replace("luật", "luât"))),
    Defect("official-text-differs", office_base, rewritten(1, DO[1], "người khác.")),
    Defect("official-text-differs", press_base, rewritten(1, DO[1], "của mọi người khác.")),
    Defect("official-text-differs", press_base, rewritten(1, DO[1], "của người khác")),
    Defect("official-text-differs", press_base, rewritten(1, DO[1], "củangười khác.")),
    Defect("official-text-missing", press_base, another_text),
    Defect(
        "official-text-missing", press_base, rewritten(1, DO[1], "của kẻ khác."), expected=by_hash
    ),
    Defect("official-text-order", press_base, untouched, expected=the_other_way_round),
    Defect("official-text-order", press_base, read_last, expected=both_do),
    Defect("official-text-hidden", press_base, invisible),
    Defect("official-text-hidden", press_base, covered(PRESS_GROUND)),
    Defect("official-text-hidden", press_base, covered_end),
    Defect("official-text-hidden", press_base, covered_accents),
    Defect(
        "official-text-hidden",
        press_base,
        hatched("0.06 0 0.03 0 K ", 0.5),
        also=("low-contrast",),
    ),
    Defect(
        "official-text-hidden",
        press_base,
        hatched("/GOn gs 0 0 0 1 K ", 0.25),
        also=("low-contrast", *_NEAR),
    ),
    Defect("official-text-hidden", press_base, struck, also=_NEAR),
    Defect(
        "texts-overlap",
        press_base,
        overprinted,
        also=(
            "official-text-hidden",
            "official-text-runs-on",
            "low-contrast",
            "words-not-in-tags",
        ),
    ),
    Defect("text-map-lies", press_base, lying_map),
    # No other program is blamed for joining letters, but for printing another one in their place.
    Defect("text-map-lies", press_base, joined_map("~")),
    Defect(
        "text-map-lies",
        press_base,
        joined_map("ú"),
        expected=lambda _: None,
        also=("act-unknown",),
    ),
    Defect(
        "official-text-hidden",
        office_base,
        around(1, OFFICE_GROUND, "0 0 0 rg"),
        also=("low-contrast",),
    ),
    Defect("official-text-cut", press_base, around(0, f"q {box_at(16, 160, 60, 20)}W n", "Q")),
    Defect("official-text-cut", press_base, around(0, f"q {box_at(16, 160, 99, 9)}W n", "Q")),
    Defect(
        "words-changed",
        press_base,
        stated(lambda expected: replace(expected, words_sha256=words_digest(["Điều khác"]))),
        expected=lambda expected: replace(expected, words_sha256=words_digest(["Điều khác"])),
    ),
    Defect("official-text-untold", press_base, tagged_as("Tôn trọng pháp luật.")),
    Defect("official-text-runs-on", press_base, run_on),
    Defect("official-text-runs-on", press_base, forbidden, also=("words-not-in-tags",)),
    Defect("words-joined", leaflet_base, joined),
    Defect("words-joined", press_base, joined_official),
    Defect("lines-out-of-order", leaflet_base, upside_down),
    Defect("text-hidden", press_base, lost_words(PRESS_GROUND, BLACK), severity=Severity.ERROR),
    Defect(
        "text-hidden",
        press_base,
        lost_words(PRESS_GROUND, BLACK),
        severity=Severity.WARNING,
        expected=lambda _: None,
        also=("act-unknown",),
    ),
    Defect("text-hidden", office_base, lost_words(OFFICE_GROUND, "0 0 0 rg ")),
    Defect("passport-broken", press_base, lambda pdf: change_xmp(pdf, ":Pages>", ":Sheets>")),
    Defect("passport-broken", press_base, lambda pdf: change_xmp(pdf, "148; 210", "A5")),
    Defect(
        "letter-changed",
        press_base,
        untouched,
        expected=lambda expected: replace(expected, letter_sha256="0" * 64),
    ),
    Defect(
        "other-letter",
        press_base,
        untouched,
        expected=lambda expected: replace(expected, letter="12/UBND-VX, 2026-01-05"),
    ),
    Defect(
        "item-not-stated",
        press_base,
        stated(lambda expected: replace(expected, texts=expected.texts[:1])),
    ),
    Defect(
        "item-not-stated",
        press_base,
        stated(lambda expected: replace(expected, items=(AskedItem("do-1", is_whole=False),))),
    ),
    Defect("act-status-newer", press_base, untouched, expected=other_acts),
    Defect("stated-text-differs", press_base, titled("trên", TITLE.replace("trên", "ngoài"))),
    Defect("stated-text-differs", press_base, titled("mạng", TITLE.replace("mạng", "mang"))),
    Defect("stated-text-missing", press_base, titled(TITLE, "Chúc mừng năm mới")),
    Defect("stated-text-hidden", press_base, title_covered("Ứng"), also=_NEAR),
    Defect("stated-text-hidden", press_base, title_covered("g xử"), also=_NEAR),
    Defect("stated-text-hidden", press_base, title_redrawn, also=_NEAR),
    Defect("stated-text-hidden", press_base, title_struck, also=_NEAR),
    Defect("stated-text-hidden", press_base, title_placed(FLAT)),
    Defect("stated-text-hidden", press_base, title_placed(MIRRORED)),
    Defect("stated-text-hidden", press_base, title_placed(ON_ITS_HEAD)),
    Defect("stated-text-hidden", press_base, title_placed(SQUEEZED)),
    Defect("stated-text-missing", press_base, title_placed(FAR_OFF)),
    Defect("words-not-in-tags", press_base, added_beside_title),
    Defect(
        "words-not-in-tags",
        press_base,
        copied_under_cover,
        also=("stated-text-hidden", "text-hidden"),
    ),
    Defect(
        "stated-text-missing",
        press_base,
        titled(TITLE, TITLE, "EMC /Artifact BMC", "EMC /Span BMC"),
        also=("words-not-in-tags",),
    ),
    Defect("official-text-hidden", press_base, around(0, f"q {MIRRORED} cm", "Q")),
    Defect(
        "official-text-hidden", press_base, around(0, f"q 1 0 0 0 0 {mm_to_pt(168):.3f} cm", "Q")
    ),
    Defect(
        "stated-text-cut",
        press_base,
        titled(TITLE, TITLE, f"q {box_at(9, 180, 30, 30)}W n", "Q"),
        also=("text-cut",),
    ),
    Defect("text-not-in-letter", press_base, untouched, expected=with_items("do-1")),
    Defect(
        "stated-text-reworded",
        press_base,
        untouched,
        expected=with_items("do-1", "dont-1", title="Ứng xử trong đời sống"),
    ),
    Defect(
        "passport-broken",
        press_base,
        stated(lambda expected: replace(expected, texts=(), items=())),
        expected=compared_without_texts,
    ),
    Defect("act-not-named", press_base, nameless),
    Defect("act-not-named", press_base, a_longer_number, also=("act-unknown",)),
    Defect("act-not-named", press_base, covered_act, also=("text-hidden",)),
    Defect("act-unknown", press_base, another_act),
    about_act("act-replaced", status="replaced", replaced_by="423/QĐ-BVHTTDL"),
    about_act("act-replaced", status="replaced"),
    about_act("act-doubtful", status="doubtful", replaced_by="423/QĐ-BVHTTDL"),
    about_act("act-doubtful", status="doubtful"),
    about_act("act-checked-long-ago", checked_on=dt.date(2024, 11, 1)),
    Defect(
        "draft",
        press_base,
        untouched,
        expected=waiting,
        also=("draft-unmarked",),
        severity=Severity.ERROR,
    ),
    Defect(
        "draft",
        office_base,
        untouched,
        expected=waiting,
        also=("draft-unmarked",),
        severity=Severity.WARNING,
    ),
    Defect("draft", office_base, stated(waiting), also=("draft-unmarked",)),
    Defect("draft", office_base, says_draft),
    Defect("draft-unmarked", office_base, stated(waiting), also=("draft",)),
    Defect(
        "validity-ended",
        press_base,
        untouched,
        expected=until(TODAY - dt.timedelta(days=1)),
        severity=Severity.WARNING,
    ),
)
