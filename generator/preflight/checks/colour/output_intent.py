"""Output intents: does the file say for which inks and paper its colours are meant, and rightly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.output_intent import OutputIntent
from generator.preflight.checks.brief import Brief, FileCheck
from generator.preflight.checks.colour import COLOUR_NAMES, GROUP
from generator.preflight.checks.rule import Rule
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.output_intents import OutputIntentEntry, output_intents
from generator.press.output_intents import INTENTS
from generator.reading.pdf.objects import identity

#: How an ICC profile names its colour space (ICC.1:2022, table 19), and what N then is.
_COMPONENTS: Final = {"CMYK": 4, "RGB": 3, "GRAY": 1, "Lab": 3}
_PRINTER: Final = "prtr"

_EXPORT_FOR_PRESS = msg(
    "Ask who made the layout to export it as PDF/X-4 with the colour profile that the print shop "
    "names; anpham does so with --for press."
)
_EXPORT_FOR_LIGHT = msg(
    "Export the file again in RGB with an RGB profile, or without one; with anpham: --for office "
    "or --for screen."
)

MISSING = Rule(
    "output-intent-missing",
    msg("The file does not say for which press it is meant"),
    msg(
        "Without an output intent nobody knows which paper and inks the colours were mixed for, "
        "so they may come out quite different."
    ),
    _EXPORT_FOR_PRESS,
    "ISO 15930-7, output intents; Ghent Workgroup 2015, output intent",
    group=GROUP,
    follows_destination=True,
)
NOT_EMBEDDED = Rule(
    "output-intent-not-embedded",
    msg("The colour profile of the output intent is not in the file"),
    msg("The file only names its printing condition; a proof or preview has to guess colours."),
    _EXPORT_FOR_PRESS,
    "ISO 15930-7 (PDF/X-4, not X-4p); ISO 19005-2, 6.2.3",
    group=GROUP,
    follows_destination=True,
)
WRONG_CLASS = Rule(
    "output-intent-no-printer",
    msg("The colour profile of the output intent is not one of a printing press"),
    msg("It is broken, or describes a screen or a camera, so colours cannot be judged by it."),
    _EXPORT_FOR_PRESS,
    "ISO 15930-7, output intents; ICC.1:2022, 7.2.5",
    group=GROUP,
    follows_destination=True,
)
WRONG_COLOURS = Rule(
    "output-intent-colours",
    msg("The output intent is for other colours than the file's"),
    msg(
        "The profile is made for another number of inks, or for a screen. Colours are then "
        "converted in a way that nobody chose."
    ),
    _EXPORT_FOR_PRESS,
    "ISO 32000-2, 14.11.5; ISO 19005-2, 6.2.3",
    group=GROUP,
    follows_destination=True,
)
OTHER_CONDITION = Rule(
    "output-intent-condition",
    msg("The file is meant for another paper or press"),
    msg(
        "Inks look different on coated and on uncoated paper; a file mixed for the other one "
        "comes out too dark or too pale."
    ),
    msg(
        "Ask the print shop which condition (such as FOGRA39 for coated paper) it prints by, and "
        "make the file again with a profile for that."
    ),
    "the profile's printing condition",
    group=GROUP,
    follows_destination=True,
)
TWO_INTENTS = Rule(
    "output-intents-differ",
    msg("The file has output intents that contradict each other"),
    msg("One program follows the first, another one the second, and colours differ."),
    _EXPORT_FOR_PRESS,
    "ISO 19005-2, 6.2.3",
    group=GROUP,
)
RULES: tuple[Rule, ...] = (
    MISSING,
    NOT_EMBEDDED,
    WRONG_CLASS,
    WRONG_COLOURS,
    OTHER_CONDITION,
    TWO_INTENTS,
)


def check_presence(document: Document, brief: Brief) -> Iterator[Finding]:
    """There is an output intent for a press, with its profile."""
    if not brief.for_press:
        return
    intents = output_intents(document.pdf)
    asked = INTENTS[brief.profile.intent].condition
    if brief.profile.pdfx:
        intents = tuple(one for one in intents if one.kind == "GTS_PDFX")
    if not intents:
        message = msg("there is no output intent; the profile is for {asked}", asked=asked)
        yield MISSING.found(Severity.ERROR, message)
    elif intents[0].profile is None:
        message = msg("the output intent '{name}' has no profile", name=intents[0].condition)
        yield NOT_EMBEDDED.found(Severity.ERROR, message)


def check_profile(document: Document, brief: Brief) -> Iterator[Finding]:
    """The output intent's profile is one, is of a press, and is for the file's colours."""
    severity = Severity.ERROR if brief.for_press else Severity.WARNING
    for intent in output_intents(document.pdf)[:1]:
        if intent.profile is None:
            continue
        if not intent.has_icc_profile:
            message = msg("the output intent's profile is no ICC profile")
            yield WRONG_CLASS.found(severity, message)
        elif brief.for_press and intent.device_class != _PRINTER:
            message = msg(
                "the profile is of the class '{found}'; a press has '{asked}'",
                found=intent.device_class,
                asked=_PRINTER,
            )
            yield WRONG_CLASS.found(severity, message)
        else:
            yield from _colours(intent, brief, severity)


def _colours(intent: OutputIntentEntry, brief: Brief, severity: Severity) -> Iterator[Finding]:
    remedy = None if brief.for_press else _EXPORT_FOR_LIGHT
    components = _COMPONENTS.get(intent.colour_space)
    if intent.components != components:
        message = msg(
            "the output intent's profile is for {space}, but is said to have {count} components",
            space=intent.colour_space,
            count=intent.components if intent.components is not None else 0,
        )
        yield WRONG_COLOURS.found(severity, message, remedy=remedy)
        return
    asked = _wanted(brief).components
    if components != asked:
        message = msg(
            "the output intent's profile is for {space}; the profile asks for {asked}",
            space=intent.colour_space,
            asked=COLOUR_NAMES[brief.profile.colour],
        )
        yield WRONG_COLOURS.found(severity, message, remedy=remedy)


def check_condition(document: Document, brief: Brief) -> Iterator[Finding]:
    """The file is meant for the paper and inks of the profile."""
    if not brief.for_press:
        return
    asked = _wanted(brief).condition
    for intent in output_intents(document.pdf)[:1]:
        if intent.condition and _plain(asked) not in _plain(intent.condition):
            message = msg(
                "the file is meant for '{found}'; the profile is for {asked}",
                found=intent.condition,
                asked=asked,
            )
            yield OTHER_CONDITION.found(Severity.WARNING, message)


def check_one(document: Document, brief: Brief) -> Iterator[Finding]:
    """All output intents have the same profile."""
    profiles = {
        identity(intent.profile): intent.icc
        for intent in output_intents(document.pdf)
        if intent.profile is not None
    }
    if len(profiles) > 1:
        message = msg("output intents with profiles of their own: {count}", count=len(profiles))
        differ = len(set(profiles.values())) > 1
        # A copy does no harm on paper, but PDF/A wants one object.
        yield TWO_INTENTS.found(Severity.ERROR if differ else Severity.WARNING, message)


def _wanted(brief: Brief) -> OutputIntent:
    return INTENTS[brief.profile.intent]


def _plain(condition: str) -> str:
    return "".join(sign for sign in condition.lower() if sign.isalnum())


FILE_CHECKS: tuple[FileCheck, ...] = (
    check_presence,
    check_profile,
    check_condition,
    check_one,
)
