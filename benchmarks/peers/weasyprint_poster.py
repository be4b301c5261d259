"""The poster made by WeasyPrint, used well.

One font configuration, one parsed style sheet and one cache of parsed pictures serve all
documents, and a trial layout holds nothing but the texts to be fitted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from pathlib import Path
from string import Template
from typing import Any, Final

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks import plan
from benchmarks.content import ItemContent, PosterContent
from benchmarks.maker import Maker
from benchmarks.plan import Fitting

_HERE: Final = Path(__file__).parent
_FACES: Final = {
    500: "BeVietnamPro_500Medium.ttf",
    600: "BeVietnamPro_600SemiBold.ttf",
    700: "BeVietnamPro_700Bold.ttf",
    800: "BeVietnamPro_800ExtraBold.ttf",
}
_TICK: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<circle cx="12" cy="12" r="12" fill="#00756C"/><path d="M6.8 12.6l3.5 3.5 7-7.6" fill="none" '
    'stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
_OCTAGON: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<path d="M24 16.97L16.97 24H7.03L0 16.97V7.03L7.03 0H16.97L24 7.03Z" fill="#C8321B"/>'
    '<path d="M8 8l8 8M16 8l-8 8" fill="none" stroke="#fff" stroke-width="3.1" '
    'stroke-linecap="round"/></svg>'
)
_HERO: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 297 147"><defs>'
    '<linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#0B3A6F"/>'
    '<stop offset=".55" stop-color="#0A5BB0"/><stop offset="1" stop-color="#00A396"/>'
    '</linearGradient></defs><path d="M0 0H297V131H40L18 147V131H0Z" fill="url(#g)"/></svg>'
)
_MM_PER_PX: Final = 25.4 / 96
# Rounding of WeasyPrint's pixels, in mm.
_SLACK_MM: Final = 0.01


@dataclass(frozen=True, slots=True)
class _Fitted:
    """The steps that were found and, at these, the height of each do's headline and text."""

    do_step: int
    dont_step: int
    do_heights_mm: tuple[float, ...]
    dont_heights_mm: tuple[float, ...]


def prepare(content: PosterContent, fonts: Path, folder: Path) -> Maker:
    """A maker that reads its pictures from ``folder``, where they are laid out first."""
    lay_out(content, folder)
    font_config = FontConfiguration()
    css = CSS(string=style_sheet(fonts), font_config=font_config)
    pictures: dict[str, Any] = {}
    page = Template(_static(content, head=""))

    def render(html: str) -> Any:
        document = HTML(string=html, base_url=f"{folder}/")
        return document.render(stylesheets=[css], font_config=font_config, cache=pictures)

    # One entry serves a whole batch that differs in its issuers alone, as Typst's memory does.
    @lru_cache(maxsize=64)
    def fit(texts: tuple[str, ...]) -> _Fitted:
        return _fit(content, texts, render)

    def make(issuer: str, texts: tuple[str, ...]) -> bytes:
        pdf = render(page.substitute(_values(content, issuer, texts, fit(texts)))).write_pdf()
        assert isinstance(pdf, bytes)
        return pdf

    return make


def whole_page(content: PosterContent, fonts: Path, folder: Path) -> str:
    """One finished HTML file with its style sheet, its texts fitted: what a command line is given.

    The pictures it names are laid out in ``folder``.
    """
    lay_out(content, folder)
    style = style_sheet(fonts)
    font_config = FontConfiguration()
    css = CSS(string=style, font_config=font_config)

    def render(html: str) -> Any:
        return HTML(string=html).render(stylesheets=[css], font_config=font_config)

    texts = content.official_texts
    fitted = _fit(content, texts, render)
    page = Template(_static(content, head=f"<style>{style}</style>"))
    return page.substitute(_values(content, "Ủy ban nhân dân phường An Phú Đông", texts, fitted))


def style_sheet(fonts: Path) -> str:
    """The style sheet with the faces of the folder ``fonts``."""
    faces = [
        f'@font-face {{ font-family: "Be Vietnam Pro"; font-weight: {weight};'
        f' src: url("{(fonts / file).resolve().as_uri()}") }}'
        for weight, file in _FACES.items()
    ]
    return "\n".join([*faces, (_HERE / "poster.css").read_text(encoding="utf-8")])


def lay_out(content: PosterContent, folder: Path) -> None:
    """Write the pictures to ``folder``."""
    pictures = {
        "hero": _HERO,
        "phone": content.phone_svg,
        "qr": content.qr_svg,
        "tick": _TICK,
        "octagon": _OCTAGON,
    }
    for index, item in enumerate(content.dos):
        pictures[f"do-{index}"] = item.icon_svg.replace("currentColor", "#00756C")
    for name, svg in pictures.items():
        (folder / f"{name}.svg").write_text(svg, encoding="utf-8")


def _static(content: PosterContent, *, head: str) -> str:
    """The page with everything filled in that no document changes."""

    def lines(texts: tuple[str, ...]) -> str:
        return "<br>".join(escape(text) for text in texts)

    return Template((_HERE / "poster.html").read_text(encoding="utf-8")).safe_substitute(
        head=head,
        title=escape(" ".join(content.headline)),
        kicker=escape(content.kicker),
        headline=lines(content.headline),
        do_title=escape(content.do_title),
        dont_title=escape(content.dont_title),
        qr_caption=lines(content.qr_caption),
        qr_url=escape(content.qr_url),
        qr_printed=escape(content.qr_printed),
        slogan=lines(content.slogan),
        legal_line=escape(content.legal_line),
    )


def _fit(content: PosterContent, texts: tuple[str, ...], render: Callable[[str], Any]) -> _Fitted:
    """The largest steps at which the texts fit; both groups share their trial layouts."""

    def measured(do_step: int, dont_step: int) -> _Fitted:
        said = _said_blocks(content, texts, do_step, dont_step)
        html = f'<html lang="vi"><body class="trial">{"".join(said)}<p id="end"></p></body></html>'
        anchors = render(html).pages[0].anchors
        tops = [anchors[f"t{index}"][1] for index in range(len(said))] + [anchors["end"][1]]
        heights = [(b - a) * _MM_PER_PX for a, b in pairwise(tops)]
        dos = len(content.dos)
        return _Fitted(do_step, dont_step, tuple(heights[:dos]), tuple(heights[dos:]))

    low = [0, 0]
    high = [plan.DO.steps, plan.DONT.steps]
    best = None
    while low != high:
        middle = [(a + b + 1) // 2 for a, b in zip(low, high, strict=True)]
        trial = measured(*middle)
        for group, fits in enumerate((_dos_fit(trial), _donts_fit(trial))):
            if fits:
                low[group] = middle[group]
            elif middle[group] > low[group]:
                high[group] = middle[group] - 1
        if low == middle:
            best = trial
    return best if best and [best.do_step, best.dont_step] == low else measured(*low)


def _said_blocks(
    content: PosterContent, texts: tuple[str, ...], do_step: int, dont_step: int
) -> list[str]:
    """Each headline with its text, as it is measured and as it is set."""
    items = [(item, "do", plan.DO, do_step) for item in content.dos]
    items += [(item, "dont", plan.DONT, dont_step) for item in content.donts]
    return [
        _said(item, text, kind, group, step, f"t{index}")
        for index, ((item, kind, group, step), text) in enumerate(zip(items, texts, strict=True))
    ]


def _said(item: ItemContent, text: str, kind: str, group: Fitting, step: int, name: str) -> str:
    head_pt, text_pt = group.sizes_pt(step)
    return (
        f'<div class="{kind}" id="{name}"><h3 style="font-size:{head_pt:.3f}pt">'
        f'{escape(item.headline)}</h3><p style="font-size:{text_pt:.3f}pt">{escape(text)}</p></div>'
    )


def _card_needs_mm(trial: _Fitted) -> list[float]:
    return [max(plan.TILE_MM, h) + 2 * plan.CARD_PADDING_MM for h in trial.do_heights_mm]


def _stack_spare_mm(needs_mm: list[float]) -> float:
    """Height left over in a stack whose cards take ``needs_mm``; below zero if they do not fit."""
    gaps_mm = plan.CARD_GAP_MM * (plan.CARDS_IN_STACK - 1)
    return plan.DO.height_mm - gaps_mm - sum(needs_mm)


def _dos_fit(trial: _Fitted) -> bool:
    needs = _card_needs_mm(trial)
    stacks = (needs[: plan.CARDS_IN_STACK], needs[plan.CARDS_IN_STACK :])
    return all(_stack_spare_mm(stack) >= -_SLACK_MM for stack in stacks)


def _donts_fit(trial: _Fitted) -> bool:
    return all(h <= plan.DONT.height_mm + _SLACK_MM for h in trial.dont_heights_mm)


def _values(
    content: PosterContent, issuer: str, texts: tuple[str, ...], fitted: _Fitted
) -> dict[str, str]:
    """Values that one document puts into the page."""
    said = _said_blocks(content, texts, fitted.do_step, fitted.dont_step)
    dos = len(content.dos)
    return {
        "issuer": escape(issuer.upper()),
        "cards": "\n".join(_cards(said[:dos], fitted)),
        "rows": "\n".join(_rows(said[dos:], fitted)),
    }


def _cards(said: list[str], fitted: _Fitted) -> list[str]:
    needs = _card_needs_mm(fitted)
    cards = []
    for column in range(2):
        stack = slice(column * plan.CARDS_IN_STACK, (column + 1) * plan.CARDS_IN_STACK)
        spare_mm = _stack_spare_mm(needs[stack]) / plan.CARDS_IN_STACK
        top_mm = 156.0
        for index in range(*stack.indices(len(said))):
            height_mm = needs[index] + spare_mm
            cards.append(
                f'<div class="at card" style="left:{18 + 133.5 * column}mm;top:{top_mm:.3f}mm;'
                f'height:{height_mm:.3f}mm"><div class="at tile" '
                f'style="top:{(height_mm - plan.TILE_MM) / 2:.3f}mm">'
                f'<img class="at icon" src="do-{index}.svg" alt="">'
                f'<img class="at badge" src="tick.svg" alt=""></div>'
                f"{_centred(said[index], fitted.do_heights_mm[index], height_mm)}</div>"
            )
            top_mm += height_mm + plan.CARD_GAP_MM
    return cards


def _rows(said: list[str], fitted: _Fitted) -> list[str]:
    return [
        f'<div class="at row" style="top:{319.4 + plan.DONT.height_mm * row:.3f}mm">'
        f'<img class="at octagon" src="octagon.svg" alt="">'
        f"{_centred(block, fitted.dont_heights_mm[row], plan.DONT.height_mm)}</div>"
        for row, block in enumerate(said)
    ]


def _centred(block: str, height_mm: float, within_mm: float) -> str:
    style = f'style="position:absolute;top:{(within_mm - height_mm) / 2:.3f}mm"'
    return block.replace("<div ", f"<div {style} ", 1)
