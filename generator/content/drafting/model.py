"""A campaign as it is proposed from an official paper.

No word of a draft is invented: display texts are cut out of the paper. Only groups without a
heading have titles of a form ("Cần biết"). Nothing here is official but :attr:`DraftItem.official`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.content.model import LegalStatus, Tone
from generator.core.findings import Finding


@dataclass(frozen=True, slots=True)
class DraftItem:
    """One item, with the block that it stands for.

    Attributes:
        address: Of the block in the letter, as "II.1.a".
        official: The block's text, word for word.
        headline: Cut out of the official text; where it needs the block's heading to be true
            ("Không được:" above "Đốt rác ngoài trời"), the heading's words stand before it.
        short_headline: As short as the meaning allows; the headline itself at the longest.
        support: The rest that a reader needs, one line; empty where the headline says all.
        icon: Name of an icon.
        is_too_long: Whether no cut was found that is true to the text: the headline is the whole
            clause, longer than a headline should be; ``is_support_long``, the same of the support.
        must_keep: Parts of the clause that any headline together with its support line must keep:
            negations, limits, numbers with their units, times, telephone numbers.
        is_suggested: Whether it is one for citizens; False for the tasks of offices.
    """

    address: str
    official: str
    headline: str
    short_headline: str
    support: str
    icon: str
    is_too_long: bool = False
    is_support_long: bool = False
    must_keep: tuple[str, ...] = ()
    is_suggested: bool = True


@dataclass(frozen=True, slots=True)
class DraftGroup:
    """Items under one heading of the letter.

    Attributes:
        name: As campaign files take it, unique: "do", "dont", "info", "do-2".
        address: Of the heading's block; empty where the items stand under none.
        is_suggested: Whether it is proposed for pieces: at least one item is for citizens, and the
            heading is none of the paper's machinery ("Tổ chức thực hiện", "Kinh phí").
    """

    name: str
    title: str
    tone: Tone
    address: str
    items: tuple[DraftItem, ...]
    is_suggested: bool = True


@dataclass(frozen=True, slots=True)
class DraftLegalBasis:
    """A document that the pieces may name, before anybody looked it up.

    Attributes:
        kind: Of the document, as "Công văn"; empty where the letter does not say.
        number: None where the letter has none; so are ``issuer`` and ``title``.
        date: None where the letter has none, or one that is no day of the calendar.
        written_date: As it is written, "05 tháng 01 năm 2026".
        status: Doubtful, until a person has looked it up.
        checked_on: None until then.
        is_letter: Whether it is the letter itself.
    """

    kind: str
    number: str | None
    date: dt.date | None
    written_date: str | None
    issuer: str | None
    title: str | None
    status: LegalStatus = LegalStatus.DOUBTFUL
    checked_on: dt.date | None = None
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class CampaignDraft:
    """A campaign as it is proposed.

    Attributes:
        title: From the subject; the name of the paper's kind if it has none.
        kicker: The small line above the title.
        slogans: The letter's own, if it has a section of them.
        groups: In the order of the letter, those that are not suggested too.
        links: Web addresses that the letter names, in order: candidates for the code's target.
        texts: Of the texts that the shipped materials ask for by name, those that the letter has.
        drawing: The name of a shipped drawing of the letter's subject; empty if none is known.
        notes: Findings on what was proposed and what a person must look at.
    """

    title: str
    kicker: str
    slogans: tuple[str, ...]
    groups: tuple[DraftGroup, ...]
    legal: tuple[DraftLegalBasis, ...]
    legal_line: str
    links: tuple[str, ...] = ()
    texts: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    drawing: str = ""
    notes: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def suggested_groups(self) -> tuple[DraftGroup, ...]:
        """The groups that are proposed for pieces."""
        return tuple(group for group in self.groups if group.is_suggested)
