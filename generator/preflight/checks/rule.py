"""Rules that a preflight judges by, and the places of what they find.

Places in findings are in mm from the upper left corner of the TrimBox, y down, once the page is
turned as its Rotate says.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.core.errors import Place
from generator.core.findings import Finding, Severity
from generator.core.messages import Message
from generator.core.units import pt_to_mm
from generator.preflight.pdf.model import Box, Page


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """A subject that people at a press ask about: a folder of ``generator.preflight.checks``.

    A certificate has a line for each, ``docs/preflight.md`` a section.

    Attributes:
        name: The folder's; stable, for it is a heading's anchor, too.
    """

    name: str
    title: Message


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a preflight judges; ``docs/preflight.md`` is made from these.

    Attributes:
        code: Stable, kebab-case.
        title: What is wrong when it is found, in a few words.
        cause: What happens to the print or the reader, and why.
        remedy: How a person mends it.
        source: Where the rule or its number comes from.
        group: Of the folder that the rule is in.
        follows_destination: Whether files for a press and others keep the rule in different ways,
            so that a file made for elsewhere breaks it for that reason alone.
        explains_others: Whether other findings follow from this one; it is reported first.
        is_reported_for_orders: Whether the campaign's own findings, which are reported once for a
            whole order, say it too.
    """

    code: str
    title: Message
    cause: Message
    remedy: Message
    source: str
    group: CheckGroup = field(kw_only=True)
    follows_destination: bool = field(default=False, kw_only=True)
    explains_others: bool = field(default=False, kw_only=True)
    is_reported_for_orders: bool = field(default=False, kw_only=True)

    def found(
        self,
        severity: Severity,
        message: Message,
        place: Place = Place(),
        *,
        remedy: Message | None = None,
    ) -> Finding:
        """A finding of this rule: ``message`` says what was found and what was expected."""
        return Finding(self.code, severity, message, remedy or self.remedy, place)


def place_on(page: Page, box: Box | None = None) -> Place:
    """The page, 1-based, and the upper left corner of ``box``, in mm from the trim's, y down.

    Of a page that is turned it is the corner as people see it, as in ``facts.PageFacts``.
    """
    if box is None:
        return Place(page=page.index + 1)
    left, low, right, high = page.boxes.trimmed
    # A clockwise turn brings what was the left edge to the top.
    match page.rotate // 90 % 4:
        case 1:
            across, down = box[1] - low, box[0] - left
        case 2:
            across, down = right - box[2], box[1] - low
        case 3:
            across, down = high - box[3], right - box[2]
        case _:
            across, down = box[0] - left, high - box[3]
    return Place(
        page=page.index + 1, x_mm=round(pt_to_mm(across), 1), y_mm=round(pt_to_mm(down), 1)
    )
