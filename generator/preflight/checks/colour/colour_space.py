"""Colour spaces: only inks for a press, its spot colours counted and distinguished."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import numpy as np

from generator.core.destination import Destination
from generator.core.findings import Finding, Severity
from generator.core.inks import CHROMATIC_INKS, RESERVED_INKS
from generator.core.messages import Message, msg
from generator.preflight.checks.brief import Brief, FileCheck, PageCheck
from generator.preflight.checks.colour import COLOUR_NAMES, GROUP
from generator.preflight.checks.rule import Rule, place_on
from generator.preflight.pdf.functions import read_function
from generator.preflight.pdf.geometry import boxes_overlap
from generator.preflight.pdf.marks import is_visible, marks_bounds
from generator.preflight.pdf.model import Box, Document, Mark, MarkKind, Page
from generator.preflight.pdf.object_walk import reachable_objects
from generator.press.profile import ColourModel
from generator.reading.pdf.objects import FAULTS, elements, entry, has_entries, name

#: Names that are no inks of their own (ISO 32000-2, 8.6.6.4).
_NO_SPOTS: Final = RESERVED_INKS | {""}
#: Spaces of light; those of them that have inks are ICC profiles or tables of inks.
_LIGHT: Final = frozenset({"DeviceRGB", "CalRGB", "Lab", "ICCBased", "Indexed"})
#: Recipes of one ink closer than this differ by rounding alone: they are given in whole percents.
#: Corpus: alike from 0.0005 to 0.1.
_SAME_RECIPE: Final = 0.01

RGB_FOUND = Rule(
    "colour-rgb",
    msg("Something is in screen colours"),
    msg(
        "Presses print with inks. Screen colours (RGB, Lab) are converted on the way, often to "
        "duller ones, and black text becomes a mix of four inks with coloured edges."
    ),
    msg(
        "Convert pictures to CMYK with the print shop's profile before placing them, and export "
        "the file for printing; with anpham: --for press. Or ask whether the shop converts it."
    ),
    "Ghent Workgroup 2015, 4.18; the profile's colours",
    group=GROUP,
    follows_destination=True,
)
CMYK_FOUND = Rule(
    "colour-cmyk",
    msg("Something is in printing inks"),
    msg(
        "The file is meant for a screen or an office printer. Inks (CMYK) look different on each "
        "of them."
    ),
    msg("Export the file again in RGB; with anpham: --for office or --for screen."),
    "the profile's colours; ISO 19005-2, 6.2.4.3",
    group=GROUP,
    follows_destination=True,
)
TOO_MANY_SPOTS = Rule(
    "spot-count",
    msg("There are more special inks than the press prints"),
    msg("Each special ink needs a printing plate of its own, and is paid for."),
    msg("Change the colours that were not ordered to process colours (CMYK), and export again."),
    "Ghent Workgroup 2015, 4.18; the profile's number of spot colours",
    group=GROUP,
    follows_destination=True,
)
SPOTS_ALIKE = Rule(
    "spot-names-alike",
    msg("One special ink goes by several names"),
    msg(
        "For each name a plate is made. “PANTONE 3145 C” and “Pantone 3145 CVC” are one ink, but "
        "they would be two plates, and each prints only a part."
    ),
    msg("Give the colour one name everywhere: replace one by the other and delete it."),
    "Ghent Workgroup 2015, ambiguous spot colours",
    group=GROUP,
)
SPOT_RECIPES_DIFFER = Rule(
    "spot-recipes-differ",
    msg("One special ink has two recipes"),
    msg(
        "Where the ink is not printed itself, as on a proof or a screen, the two look different, "
        "and nobody can tell which is meant."
    ),
    msg("Define the colour once and use that everywhere, placed drawings included."),
    "Ghent Workgroup 2015, ambiguous spot colours",
    group=GROUP,
)
REGISTRATION = Rule(
    "registration-colour",
    msg("Something is in the colour of registration marks"),
    msg(
        "“Registration” prints on every plate: up to four full inks, which do not dry, and it "
        "blurs at the slightest shift. It is for marks outside of the bleed only."
    ),
    msg("Set what is black in black (K 100) alone."),
    "Ghent Workgroup 2015; yob/pdf-preflight, no_registration_black",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (
    RGB_FOUND,
    CMYK_FOUND,
    TOO_MANY_SPOTS,
    SPOTS_ALIKE,
    SPOT_RECIPES_DIFFER,
    REGISTRATION,
)

#: One thing of a kind, and several.
_KINDS: Mapping[MarkKind, tuple[Message, Callable[[int], Message]]] = {
    MarkKind.TEXT: (msg("1 text"), lambda count: msg("{count} texts", count=count)),
    MarkKind.FILL: (msg("1 area"), lambda count: msg("{count} areas", count=count)),
    MarkKind.STROKE: (msg("1 line"), lambda count: msg("{count} lines", count=count)),
    MarkKind.IMAGE: (msg("1 picture"), lambda count: msg("{count} pictures", count=count)),
    MarkKind.SHADING: (msg("1 gradient"), lambda count: msg("{count} gradients", count=count)),
}


def check_spaces(page: Page, brief: Brief) -> Iterator[Finding]:
    """No light in a file of inks, and no inks in a file of light."""
    wants_inks = brief.profile.colour is ColourModel.CMYK
    rule = RGB_FOUND if wants_inks else CMYK_FOUND
    severity = Severity.ERROR if wants_inks else Severity.WARNING
    asked = COLOUR_NAMES[brief.profile.colour]
    wrong: dict[tuple[MarkKind, str], list[Mark]] = defaultdict(list)
    for mark in page.marks:
        space, inks = _colour_of(mark)
        if is_visible(mark) and _is_wrong(space, inks, wants_inks=wants_inks):
            wrong[mark.kind, space].append(mark)
    for (kind, space), marks in wrong.items():
        known = {"things": _counted(kind, len(marks)), "space": space, "asked": asked}
        if wants_inks:
            message = msg(
                "{things} in screen colours ({space}); the profile asks for {asked}", **known
            )
        else:
            message = msg(
                "{things} in printing inks ({space}); the profile asks for {asked}", **known
            )
        yield rule.found(severity, message, place_on(page, marks_bounds(marks)))
    if wants_inks and any(_is_unknown_pattern(mark) for mark in page.marks):
        yield from _gradients_of_light(page, brief)


def _counted(kind: MarkKind, count: int) -> Message:
    one, several = _KINDS[kind]
    return one if count == 1 else several(count)


def _colour_of(mark: Mark) -> tuple[str, tuple[str, ...]]:
    """The family of a mark's colour space, and its inks, used or not."""
    if mark.image is not None and not mark.image.is_mask:
        return mark.image.space, mark.image.inks
    if mark.shading is not None:
        return mark.shading.space, mark.shading.inks
    return (mark.paint.space, tuple(mark.paint.inks)) if mark.paint is not None else ("", ())


def _is_wrong(space: str, inks: tuple[str, ...], *, wants_inks: bool) -> bool:
    if wants_inks:
        return space in _LIGHT and not inks
    return any(ink in CHROMATIC_INKS for ink in inks)


def _is_unknown_pattern(mark: Mark) -> bool:
    return mark.paint is not None and mark.paint.space == "Pattern" and not mark.paint.inks


def _gradients_of_light(page: Page, brief: Brief) -> Iterator[Finding]:
    """Gradients that are used as colours: a mark does not have the space that they are in."""
    spaces = page.document.spaces
    for thing in reachable_objects(page.document):
        shading = entry(thing.value, "/Shading")
        if thing.page != page.index or not has_entries(shading):
            continue
        space = spaces.of(entry(shading, "/ColorSpace"), None)
        if space is not None and space.family in _LIGHT and not space.names:
            message = msg(
                "{things} in screen colours ({space}); the profile asks for {asked}",
                things=_counted(MarkKind.SHADING, 1),
                space=space.family,
                asked=COLOUR_NAMES[brief.profile.colour],
            )
            yield RGB_FOUND.found(Severity.ERROR, message, place_on(page))
            return


def check_spots(document: Document, brief: Brief) -> Iterator[Finding]:
    """No more inks of their own than the profile has, each with one name."""
    spots = _spots(document)
    for_press = brief.profile.destination is Destination.PRESS
    severity = Severity.ERROR if for_press else Severity.WARNING
    most = brief.profile.spots
    alike = list(_alike(spots))
    # Several names of one ink are reported by a rule of their own.
    count = len(spots) - sum(len(names) - 1 for names in alike)
    if count > most:
        page, box = next(iter(spots.values()))
        message = msg(
            "special inks: {count} ({names}); the profile has {most}",
            count=count,
            names=", ".join(spots),
            most=most,
        )
        yield TOO_MANY_SPOTS.found(severity, message, place_on(page, box))
    for names in alike:
        page, box = spots[names[1]]
        message = msg("one ink has the names {names}", names=", ".join(names))
        yield SPOTS_ALIKE.found(severity, message, place_on(page, box))


def _spots(document: Document) -> Mapping[str, tuple[Page, Box]]:
    """The inks of their own that are printed, and where each is first."""
    found: dict[str, tuple[Page, Box]] = {}
    for page in document.pages:
        for mark in page.marks:
            _, inks = _colour_of(mark)
            if is_visible(mark) and boxes_overlap(mark.box, page.boxes.bled):
                for ink in inks:
                    if ink not in _NO_SPOTS:
                        found.setdefault(ink, (page, mark.box))
    return found


def _alike(spots: Mapping[str, object]) -> Iterator[tuple[str, ...]]:
    """Names that mean one ink."""
    groups: dict[str, list[str]] = defaultdict(list)
    for spot in spots:
        groups[_plain(spot)].append(spot)
    return (tuple(group) for group in groups.values() if len(group) > 1)


def _plain(spot: str) -> str:
    """A spot's name without what makers write differently: case, signs, the paper's letters."""
    words = re.sub(r"[^0-9a-zà-ỹđ]+", " ", spot.lower()).split()
    if words[:1] in (["pantone"], ["pms"]):
        words = ["pantone", *words[1:]]
        if words[-1] in ("c", "u", "m", "cv", "cvc", "cvu", "coated", "uncoated"):
            words.pop()
    return "".join(words)


def check_recipes(document: Document, brief: Brief) -> Iterator[Finding]:
    """Each ink of its own has one recipe in the whole file."""
    known: dict[str, tuple[float, ...]] = {}
    reported: set[str] = set()
    for thing in reachable_objects(document):
        found = _recipe(thing.value)
        if found is None or found[0] in reported:
            continue
        spot, recipe = found
        first = known.setdefault(spot, recipe)
        if not _is_same(first, recipe):
            reported.add(spot)
            message = msg(
                "'{spot}' stands for {one} in one place and for {other} in another",
                spot=spot,
                one=_recipe_words(first),
                other=_recipe_words(recipe),
            )
            yield SPOT_RECIPES_DIFFER.found(Severity.WARNING, message, thing.place)


def _recipe(space: Any) -> tuple[str, tuple[float, ...]] | None:
    """A Separation's name, and what stands for the full ink."""
    parts = list(elements(space))
    if len(parts) < 4 or name(parts[0]) != "Separation":
        return None
    spot, function = name(parts[1]), read_function(parts[3])
    if spot is None or spot in _NO_SPOTS or function is None:
        return None
    try:
        return spot, tuple(float(part) for part in function(np.array([[1.0]]))[0])
    except FAULTS:
        return None


def _is_same(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return len(one) == len(other) and all(
        abs(a - b) <= _SAME_RECIPE for a, b in zip(one, other, strict=True)
    )


def _recipe_words(recipe: tuple[float, ...]) -> str:
    return "/".join(str(round(100 * part)) for part in recipe)


def check_registration(page: Page, brief: Brief) -> Iterator[Finding]:
    """The colour of registration marks only outside of the bleed."""
    if brief.profile.destination is not Destination.PRESS:
        return
    marks = [
        mark
        for mark in page.marks
        if "All" in _colour_of(mark)[1]
        and is_visible(mark)
        and boxes_overlap(mark.box, page.boxes.bled)
    ]
    if marks:
        message = msg("marks within the bleed that print on every plate: {count}", count=len(marks))
        place = place_on(page, marks_bounds(marks))
        yield REGISTRATION.found(Severity.ERROR, message, place)


PAGE_CHECKS: tuple[PageCheck, ...] = (
    check_spaces,
    check_registration,
)
FILE_CHECKS: tuple[FileCheck, ...] = (
    check_spots,
    check_recipes,
)
