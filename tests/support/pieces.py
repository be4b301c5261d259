"""Campaigns of any number of items, pieces of them, and their boxes, for tests of materials."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from support.shipped import ASSETS
from support.workshop import DATE, ISSUER, campaign, job, profile, workshop

from generator.checking import check_piece
from generator.content.groups import DEFAULT_MARKS
from generator.content.model import Campaign, Issuer, ItemGroup, TextLength, Tone
from generator.core.findings import Severity
from generator.core.units import mm_to_pt, pt_to_mm
from generator.job import Job
from generator.layout.model import Fragment, Layout
from generator.preflight.checks.legal import cited_acts
from generator.sheet.model import Edges

SHORT = "Gom rác hai bên bờ suối vào sáng thứ bảy tuần đầu của mỗi tháng."
LONG_ISSUER = Issuer(
    "Ủy ban nhân dân",
    "xã Quảng Trị Thiên Phước",
    "tỉnh Quảng Trị",
    "Số 12, đường Điện Biên Phủ, thôn Thống Nhất, xã Quảng Trị Thiên Phước",
    "0262 000 0000",
    "ubnd-xa-quang-tri-thien-phuoc.quangtri.example.vn",
)
_TITLES = {"do": "việc nên làm", "dont": "việc không được làm", "info": "điều cần biết"}


@cache
def made(counts: tuple[int, ...], tones: tuple[str, ...], text: str = SHORT) -> Campaign:
    """A campaign with so many items in each of its groups, all with the same official text."""
    items, groups = campaign().items, []
    for number, (count, tone) in enumerate(zip(counts, tones, strict=True)):
        name = f"nhom-{number + 1}"
        own = tuple(
            replace(
                items[n % len(items)],
                id=f"{name}-{n + 1}", group=name, number=n + 1, official=text,
            )
            for n in range(count)
        )  # fmt: skip
        title = f"{count} {_TITLES[tone]}"
        groups.append(
            ItemGroup(name, title, f"{title} để giữ bờ suối luôn trong lành", Tone(tone),
                      DEFAULT_MARKS[Tone(tone)], own)
        )  # fmt: skip
    return replace(campaign(), groups=tuple(groups))


def without(one: Campaign, *parts: str) -> Campaign:
    """``one`` without its "qr", "slogan", "kicker", "picture", "questions", "why" or "texts"."""
    dropped = {
        "slogan": ("slogan_",), "questions": ("check",), "why": ("why",), "texts": ("",),
    }  # fmt: skip
    for part in parts:
        starts = dropped.get(part, ())
        kept = {key: text for key, text in one.texts.items() if not key.startswith(starts)}
        one = replace(one, texts=kept) if starts else one
        match part:
            case "qr":
                one = replace(one, qr=None)
            case "slogan":
                one = replace(one, slogans=())
            case "kicker":
                one = replace(one, kicker="")
            case "picture":
                one = replace(one, pictures={})
    return one


#: What a campaign need not have.
ALL_PARTS = ("qr", "slogan", "kicker", "picture", "texts")


def job_of(
    material: str,
    campaign_: Campaign | None = None,
    *,
    issuer: Issuer = ISSUER,
    theme: str | None = None,
    size: str | None = None,
    profile_: str = "office",
    text: TextLength | None = None,
) -> Job:
    lengths = workshop().catalogue.material(material).texts
    one = job(material, text or lengths[0], issuer=issuer, size=size, campaign_=campaign_)
    one = replace(one, profile=profile(profile_))
    return replace(one, theme=theme) if theme else one


def laid_out(one: Job) -> Layout:
    """The pages of a job for the office."""
    margins = one.profile.margins_mm
    edges = (margins.top, margins.right, margins.bottom, margins.left)
    frame = Edges(*map(mm_to_pt, edges))
    return workshop()._engine.lay_out(workshop().sheet(one), frame)


def boxes(
    fragment: Fragment, step: str, x: float = 0.0, y: float = 0.0
) -> Iterator[tuple[Fragment, float, float]]:
    """Boxes with this tag or .class and their places in pt, in the order of the markup."""
    classes = fragment.element.attributes.get("class", "").split()
    if fragment.element.tag == step or step[1:] in classes:
        yield fragment, x, y
    for child in fragment.children:
        yield from boxes(child.fragment, step, x + child.x, y + child.y)


def lines_mm(
    fragment: Fragment, x: float = 0.0, y: float = 0.0
) -> Iterator[tuple[str, float, float, float]]:
    """Each line below ``fragment``: its text, left and right end, and the top of its box."""
    if fragment.text is not None:
        size, left = fragment.font_size, x + fragment.text_x
        for line in fragment.text.lines:
            start = left + line.x_em * size
            ends = pt_to_mm(start), pt_to_mm(start + line.width_em * size)
            yield line.text, *ends, pt_to_mm(y + fragment.text_y)
    for child in fragment.children:
        yield from lines_mm(child.fragment, x + child.x, y + child.y)


def faults(one: Job) -> list[str]:
    """Errors and warnings of the check of a piece, but those on the acts' standing."""
    piece = workshop().make(one)
    result = check_piece(
        piece.pdf, "piece.pdf", one.profile, assets=ASSETS, today=DATE, expected=piece.expected
    )
    legal = {rule.code for rule in cited_acts.RULES}
    return [
        f"{finding.severity} {finding.code}: {finding.message} {finding.place}"
        for finding in result.findings
        if finding.severity is not Severity.NOTE and finding.code not in legal
    ]
