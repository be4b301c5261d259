"""Check of a theme: contrast, ink, do and don't apart, letters, its style sheet.

A theme is data of whoever made it. What it leaves out or gets wrong shows on every piece, so it is
looked at before one is made. Limits have their sources beside them.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.core.assets import Assets
from generator.core.colour import Colour, Rgb, contrast, luminance
from generator.core.errors import AnphamError, Place, Problem, TemplateError
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, listed, msg
from generator.draw.svg.reader import parse_svg
from generator.press.ink_conversion import printed_look
from generator.reading.files import read_text
from generator.sheet.catalogue import Catalogue, load_theme
from generator.sheet.css import StyleSheet, computed_style, root_style
from generator.sheet.theme import DONT, Inks, Theme
from generator.typeset.fonts import FontBook, available_fonts

#: Small text, and heads and signs. Source: WCAG 2.2, 1.4.3 and 1.4.11.
TEXT_CONTRAST = 4.5
HEAD_CONTRAST = 3.0
#: The most that all inks of a recipe add up to. Source: FOGRA39 allows 330 %; ours is lower, for
#: digital presses and quick drying.
MOST_INK = 2.8
#: Two tones are told apart by lightness, or by colour: their contrast, or their distance in CIELAB.
#: Our own choice: between the lightest and the darkest do and don't of the shipped themes.
TONE_CONTRAST = 1.5
TONE_DISTANCE = 20.0
#: The distance in CIELAB of a colour's look on paper from that on a screen. Our own choice: twice
#: that of the shipped themes, whose brightest blue is out of reach for inks.
MOST_SHIFT = 25.0
#: The printing condition that recipes are looked at in: coated paper.
INTENT = "fogra39"

#: Front and ground of small text.
_TEXTS = (
    ("text", "ground"),
    ("text", "surface"),
    ("text", "do-tint"),
    ("text", "dont-tint"),
    ("text-muted", "ground"),
    ("text-muted", "surface"),
    ("accent-strong", "surface"),
    ("on-dark", "accent"),
    ("on-dark", "accent-strong"),
    ("on-dark", "do"),
    ("on-dark", "dont"),
    ("highlight", "accent-strong"),
)
#: Front and ground of heads, signs and large letters.
_HEADS = (
    ("do", "ground"),
    ("do", "surface"),
    ("do", "do-tint"),
    ("dont", "ground"),
    ("dont", "surface"),
    ("dont", "dont-tint"),
    ("accent", "ground"),
    ("accent", "surface"),
    ("accent", "do-tint"),
    ("accent-strong", "ground"),
    ("highlight", "accent"),
    ("on-dark", "accent-alt"),
)
#: What people with each kind of colour blindness see, of linear sRGB. Source: Machado, Oliveira and
#: Fernandes 2009, severity 1.0.
_BLINDNESS: Mapping[str, tuple[Rgb, Rgb, Rgb]] = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
#: All letters of Vietnamese, figures, and the marks that texts have.
VIETNAMESE = (
    "".join(
        dict.fromkeys(
            letter
            for small in (
                *(unicodedata.normalize("NFC", v + tone) for v in _VOWELS for tone in _TONES),
                *"bcdđghklmnpqrstvxfjwz",
            )
            for letter in (small, small.upper())
        )
    )
    + "0123456789.,;:!?()/-–“”%…"
)

_SHORT_SIDE_PT = 842.0
_WORST_TO_BEST = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, slots=True)
class CheckedTheme:
    """One theme, judged.

    Attributes:
        name: Its folder's name.
        contrasts: Of each pair of roles that is looked at: the contrast that it has on a screen.
        ink: The most ink of a recipe, 1.0 for one full ink.
    """

    name: str
    findings: tuple[Finding, ...]
    contrasts: Mapping[tuple[str, str], float]
    ink: float

    @property
    def is_sound(self) -> bool:
        """True if it has no error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def check_theme(named: str, assets: Assets) -> CheckedTheme:
    """The theme of this name, as people say it, or the one whose folder ``named`` is.

    Raises:
        UsageError: there is none.
        InputOutputError: its files cannot be read.
    """
    catalogue = Catalogue(assets.templates, assets.themes)
    folder = Path(named)
    if not (folder / "theme.yaml").is_file():
        folder = catalogue.theme_folder(named)
    try:
        theme = load_theme(folder)
    except TemplateError as error:
        return CheckedTheme(folder.name, tuple(map(_as_finding, error.problems)), {}, 0.0)
    findings = sorted(
        _findings(theme, folder, assets), key=lambda one: _WORST_TO_BEST.index(one.severity)
    )
    contrasts = {
        (front, ground): round(_contrast_on_screen(theme, front, ground), 2)
        for front, ground in (*_TEXTS, *_HEADS)
        if front in theme.colours and ground in theme.colours
    }
    ink = max((sum(recipe) for _, recipe in _recipes(theme)), default=0.0)
    return CheckedTheme(theme.name, tuple(findings), contrasts, round(ink, 2))


def _findings(theme: Theme, folder: Path, assets: Assets) -> Iterator[Finding]:
    place = Place(f"{theme.name}/theme.yaml")
    if theme.missing_roles is not None:
        yield _as_finding(theme.missing_roles)
    yield from _contrasts(theme, assets, place)
    yield from _looks(theme, assets, place)
    yield from _inks(theme, place)
    yield from _tones(theme, place)
    yield from _faces(theme, assets, place)
    yield from _style(theme, folder)
    yield from _drawings(theme)


def _as_finding(problem: Problem) -> Finding:
    return Finding(problem.code, Severity.ERROR, problem.message, problem.hint, problem.place)


def _contrasts(theme: Theme, assets: Assets, place: Place) -> Iterator[Finding]:
    for pairs, asked in ((_TEXTS, TEXT_CONTRAST), (_HEADS, HEAD_CONTRAST)):
        for front, ground in pairs:
            one, other = theme.colours.get(front), theme.colours.get(ground)
            if one is None or other is None:
                continue
            seen = contrast(one.rgb, other.rgb)
            if seen < asked:
                yield _low(front, ground, seen, asked, Severity.ERROR, place)
                continue
            looks = [_printed(colour, assets) for colour in (one, other)]
            printed = contrast(*looks)
            if printed < asked:
                yield _low(front, ground, printed, asked, Severity.WARNING, place)


def _low(
    front: str, ground: str, found: float, asked: float, severity: Severity, place: Place
) -> Finding:
    where = {"front": front, "ground": ground, "found": round(found, 1), "asked": asked}
    if severity is Severity.ERROR:
        message = msg(
            "“{front}” on “{ground}” has a contrast of {found} to 1; at least {asked} to 1 is "
            "asked for",
            **where,
        )
        hint = msg("make one of the two darker, or the other lighter")
    else:
        message = msg(
            "in print, “{front}” on “{ground}” has a contrast of {found} to 1; at least {asked} to "
            "1 is asked for",
            **where,
        )
        hint = msg("mend the ink recipe (cmyk): a dark colour takes more black")
    return Finding("theme-contrast", severity, message, hint, place)


def _contrast_on_screen(theme: Theme, front: str, ground: str) -> float:
    return contrast(theme.colours[front].rgb, theme.colours[ground].rgb)


def _printed(colour: Colour, assets: Assets) -> Rgb:
    """A colour as it looks on coated paper; one with an ink of its own as it is on a screen."""
    return colour.rgb if colour.spot is not None else printed_look(colour.cmyk, INTENT, assets.icc)


def _recipes(theme: Theme) -> Iterator[tuple[str, Sequence[float]]]:
    for role, colour in theme.colours.items():
        yield role, colour.cmyk
        if colour.solid is not None:
            yield role, colour.solid
        if colour.spot is not None:
            yield role, colour.spot.full


def _looks(theme: Theme, assets: Assets, place: Place) -> Iterator[Finding]:
    """Recipes that print another colour than screens show."""
    for role, colour in theme.colours.items():
        if _distance(colour.rgb, _printed(colour, assets)) > MOST_SHIFT:
            yield Finding(
                "theme-recipe",
                Severity.WARNING,
                msg("“{role}” is printed as another colour than screens show", role=role),
                msg("mend “rgb” or “cmyk”; ask the print shop for a proof"),
                place,
            )


def _inks(theme: Theme, place: Place) -> Iterator[Finding]:
    most: dict[str, float] = {}
    for role, recipe in _recipes(theme):
        most[role] = max(most.get(role, 0.0), sum(recipe))
    for role, total in most.items():
        if total > MOST_INK + 1e-6:
            yield Finding(
                "theme-ink",
                Severity.ERROR,
                msg(
                    "the inks of “{role}” add up to {found} %; at most {most} % dries",
                    role=role,
                    found=round(100 * total),
                    most=round(100 * MOST_INK),
                ),
                msg("take less cyan, magenta and yellow, and more black in their place"),
                place,
            )


def _tones(theme: Theme, place: Place) -> Iterator[Finding]:
    """Do and don't, which are told apart in grey and by the colour blind.

    One ink has but shapes to tell them apart by, and the grounds.
    """
    do, dont = theme.colours.get("do"), theme.colours.get(DONT)
    if do is None or dont is None or theme.inks is Inks.ONE:
        return
    # What is copied without colour has its don'ts in black (Theme.in_grey).
    grey = theme.in_grey().colours[DONT]
    if contrast(do.rgb, grey.rgb) < TONE_CONTRAST and contrast(do.rgb, dont.rgb) < TONE_CONTRAST:
        yield _alike(msg("in grey"), place)
    for kind, seen in _BLINDNESS.items():
        one, other = (_as_seen(colour.rgb, seen) for colour in (do, dont))
        if not _distinguished(one, other):
            yield _alike(msg("by people with {kind}", kind=kind), place)


def _alike(how: Message, place: Place) -> Finding:
    return Finding(
        "theme-tones-alike",
        Severity.ERROR,
        msg("“do” and “dont” cannot be told apart {how}", how=how),
        msg("make one of them much darker than the other"),
        place,
    )


def _distinguished(one: Rgb, other: Rgb) -> bool:
    return contrast(one, other) >= TONE_CONTRAST or _distance(one, other) >= TONE_DISTANCE


def _distance(one: Rgb, other: Rgb) -> float:
    """The distance of two sRGB colours in CIELAB. Source: CIE 15:2004, 8.2.1.3."""
    return math.dist(_lab(one), _lab(other))


def _as_seen(rgb: Rgb, matrix: tuple[Rgb, Rgb, Rgb]) -> Rgb:
    linear = [_linear(channel) for channel in rgb]
    red, green, blue = (
        _gamma(min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))))
        for row in matrix
    )
    return red, green, blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _gamma(channel: float) -> float:
    if channel <= 0.0031308:
        return 12.92 * channel
    return float(1.055 * channel ** (1 / 2.4) - 0.055)


def _lab(rgb: Rgb) -> Rgb:
    """CIELAB of an sRGB colour under D65. Source: IEC 61966-2-1; CIE 15:2004, 8.2.1."""
    red, green, blue = (_linear(channel) for channel in rgb)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in (x, luminance(rgb), z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _faces(theme: Theme, assets: Assets, place: Place) -> Iterator[Finding]:
    files = available_fonts(assets)
    book = FontBook(files)
    for family in dict.fromkeys((*theme.faces.values(), *theme.fallback)):
        weights = sorted(weight for name, weight in files.faces if name == family)
        try:
            faces = [book.face(family, weight) for weight in weights or (400,)]
        except AnphamError as error:
            yield from (
                Finding("theme-face", Severity.ERROR, one.message, one.hint, place)
                for one in error.problems
            )
            continue
        for face in faces if family in theme.faces.values() else ():
            lacking = [letter for letter in VIETNAMESE if face.glyph(letter) is None]
            if lacking:
                yield _lacking(family, face.weight, lacking, place)


def _lacking(family: str, weight: int, letters: Sequence[str], place: Place) -> Finding:
    return Finding(
        "theme-letters",
        Severity.ERROR,
        msg(
            "{family} {weight} lacks {count} letters of Vietnamese: {letters}",
            family=family,
            weight=weight,
            count=len(letters),
            letters=" ".join(letters[:12]) + (" …" if len(letters) > 12 else ""),
        ),
        msg("take a typeface with Vietnamese letters; their maker's page says so"),
        place,
    )


def _style(theme: Theme, folder: Path) -> Iterator[Finding]:
    """Faults of the theme's style sheet that would stop every piece."""
    if theme.style_file is None:
        return
    problems: list[Problem] = []
    try:
        sheet = StyleSheet([(f"{folder.name}/theme.css", read_text(theme.style_file))])
    except TemplateError as error:
        yield from map(_as_finding, error.problems)
        return
    for declarations in sheet.rules:
        computed_style(declarations, root_style(theme), theme, _SHORT_SIDE_PT, problems)
    once = [problem for n, problem in enumerate(problems) if problem not in problems[:n]]
    yield from map(_as_finding, once)


def _drawings(theme: Theme) -> Iterator[Finding]:
    """Drawings of the theme's folder that cannot be drawn, or ask for colours that it has not."""
    for name, text in theme.drawings.items():
        file = f"{theme.name}/{name}.svg"
        try:
            drawing = parse_svg(text, file)
        except AnphamError as error:
            yield from map(_as_finding, error.problems)
            continue
        known = {*(f"--{role}" for role in theme.colours), "currentColor"}
        unknown = [paint for paint in drawing.paints if paint not in known]
        if unknown:
            yield Finding(
                "theme-drawing",
                Severity.ERROR,
                msg("asks for {paints}, for which the theme has no colour", paints=listed(unknown)),
                msg("name one of the theme's roles: var(--accent)"),
                Place(file),
            )
