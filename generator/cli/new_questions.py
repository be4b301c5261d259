"""The five questions of ``anpham new``: each with a default that Enter takes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import click

from generator.cli.asking import checked_name, choose_name, confirms, prompt, without_places
from generator.cli.confirmation import YES
from generator.cli.report import Report
from generator.core.errors import ContentError, Place, UsageError
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.vietnamese.dates import read_day, short_day
from generator.vietnamese.slugs import slug

if TYPE_CHECKING:
    from generator.content.drafting.model import DraftGroup
    from generator.content.issuer_directory import IssuerDirectory
    from generator.scaffolding.answers import CampaignAnswers, CampaignQuestions, IssuerOffer

#: Answers that mean "none" and "all", as slugs: typed with or without accents.
_NONE: Final = frozenset(("khong", "khong-co", "ko", "k", "no", "none"))
_ALL: Final = frozenset(("tat-ca", "tat", "het", "ca", "all", "toan-bo", "moi-phan"))
#: Points of a section whose first words are shown, and how many characters of each.
_MOST_SHOWN: Final = 3
_WORDS_SHOWN: Final = 40
#: A number, or the first and last of several: "2", "1-3", "1 đến 3".
_RANGE: Final = re.compile(r"(\d+)(?:\s*(?:-|–|—|\.\.|đến|den|tới|to)\s*(\d+))?")
_TONES: Final = {"do": msg("to do"), "dont": msg("not to do"), "info": msg("to know")}


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """Questions that options have answered, which are not asked."""

    issuer: bool = False
    qr: bool = False


def ask(
    report: Report,
    asked: CampaignQuestions,
    defaults: CampaignAnswers,
    directory: IssuerDirectory,
    *,
    today: dt.date,
    given: GivenAnswers,
) -> CampaignAnswers:
    """The answers of a person; nothing is written meanwhile.

    Args:
        defaults: What Enter alone takes, and what options have given.
    """
    report.progress(
        msg("Enter alone takes what stands in brackets. Ctrl+C stops, and nothing is written.")
    )
    answers = defaults
    if not given.issuer:
        answers = replace(answers, issuer=_issuer(report, defaults.issuer, directory))
    if not given.qr:
        answers = replace(answers, qr_url=_link(report, asked, defaults.qr_url))
    groups, takes_all = _sections(report, asked, defaults.groups)
    answers = replace(answers, groups=groups, takes_all=takes_all)
    answers = replace(answers, valid_until=_deadline(report, asked, today))
    return replace(answers, approver=_approver(report, defaults.approver))


def _issuer(report: Report, offer: IssuerOffer, directory: IssuerDirectory) -> IssuerOffer:
    """The issuer: the one offered, one that is found and confirmed, or a name as it stands."""
    from generator.content.model import IssuerRequest
    from generator.scaffolding.answers import named_issuer

    report.findings(offer.findings)
    while True:
        text = prompt(_with_default(msg("1. Who issues it"), _full_name(offer)))
        if not text or text.casefold() in YES:
            if offer.issuer is not None:
                return offer
            report.progress(msg("The paper names nobody: write the name of your ward or office."))
            continue
        try:
            names = directory.suggestions(text)
        except ContentError as error:
            report.problems(without_places(error.problems))
            continue
        report.findings(_ended(text, directory))
        chosen = choose_name(report, names, text=text)
        if chosen:
            return named_issuer(IssuerRequest(issuer=chosen), directory)
        question = msg("Print “{text}” as it stands?", text=text)
        if confirms(question, default=False) and (name := checked_name(report, text)):
            return named_issuer(IssuerRequest(issuer_name=name), directory)


def _ended(text: str, directory: IssuerDirectory) -> list[Finding]:
    """Findings that the unit called ``text`` has ended, with its successors."""
    from generator.content.model import IssuerRequest
    from generator.scaffolding.answers import named_issuer

    try:
        named_issuer(IssuerRequest(issuer=text), directory)
    except (UsageError, ContentError) as error:
        return [
            Finding(problem.code, Severity.WARNING, problem.message, problem.hint)
            for problem in error.problems
            if problem.code == "issuer-ended"
        ]
    return []


def _full_name(offer: IssuerOffer) -> str:
    if offer.issuer is None:
        return ""
    return ", ".join(part for part in (offer.issuer.name, offer.issuer.province) if part)


def _link(report: Report, asked: CampaignQuestions, default: str) -> str:
    """The target of the code; empty for none."""
    from generator.scaffolding.answers import checked_link

    links = asked.links
    for number, link in enumerate(links, start=1) if len(links) > 1 else ():
        click.echo(f"  {number:2}  {link}", err=True)
    question = msg("2. Where the QR code leads (write “no” for no code)")
    while True:
        text = prompt(_with_default(question, default or msg("no code")))
        if not text:
            return default
        if slug(text) in _NONE:
            return ""
        if text.isdigit() and 1 <= int(text) <= len(links):
            return links[int(text) - 1]
        try:
            return checked_link(text, Place())
        except UsageError as error:
            report.problems(error.problems)


def _sections(
    report: Report, asked: CampaignQuestions, default: tuple[str, ...]
) -> tuple[tuple[str, ...], bool]:
    """Names of the groups that stand on the pieces, and whether all their points do."""
    names = [group.name for group in asked.groups]
    if len(names) < 2 and not _for_offices(asked.groups):
        return tuple(names), False
    for number, group in enumerate(asked.groups, start=1):
        report.progress(
            msg(
                "  {number:2}  {title} ({tone}; for citizens: {count} of {points})",
                number=number,
                title=group.title,
                tone=_TONES[group.tone.value],
                count=len(group.items) - len(_for_offices([group])),
                points=len(group.items),
            )
        )
        report.lines(
            f"        – {excerpt(one.headline, _WORDS_SHOWN)}" for one in group.items[:_MOST_SHOWN]
        )
        if (more := len(group.items) - _MOST_SHOWN) > 0:
            report.progress(msg("        – and {more} more", more=more))
    report.progress(_default_leaves(asked.groups, default))
    usual = ", ".join(str(names.index(name) + 1) for name in default)
    question = msg("3. Which sections go on the pieces (numbers, as 1-3, or “all”)")
    while True:
        text = prompt(_with_default(question, usual))
        if not text or text.casefold() in YES:
            return default, False
        if slug(text) in _ALL or text == "*":
            return tuple(names), True
        numbers = read_choice(text, len(names))
        if numbers:
            return tuple(name for n, name in enumerate(names, start=1) if n in numbers), False
        report.progress(msg("Write numbers from 1 to {count}.", count=len(names)))


def _for_offices(groups: Sequence[DraftGroup]) -> list[str]:
    """Addresses of the points of ``groups`` that are judged to be tasks of offices."""
    return [item.address for group in groups for item in group.items if not item.is_suggested]


def _default_leaves(groups: Sequence[DraftGroup], default: tuple[str, ...]) -> Message:
    """Message on the points that the default leaves out."""
    taken = [group for group in groups if group.name in default]
    left = [str(n) for n, group in enumerate(groups, start=1) if group.name not in default]
    # Where no point of a section is for citizens, choosing the section takes them all.
    offices = [at for g in taken if len(own := _for_offices([g])) < len(g.items) for at in own]
    if left and offices:
        return msg(
            "Enter leaves out the sections {sections}, and as tasks of offices the points "
            "{points}; “all” takes them too.",
            sections=", ".join(left),
            points=", ".join(offices),
        )
    if left:
        return msg(
            "Enter leaves out the sections {sections}; “all” takes them too.",
            sections=", ".join(left),
        )
    if offices:
        return msg(
            "Enter leaves out, as tasks of offices, the points {points}; “all” takes them too.",
            points=", ".join(offices),
        )
    return msg("Enter takes all of them.")


def read_choice(text: str, count: int) -> frozenset[int]:
    """The numbers in ``text``, "1, 3-5 và 7"; empty if one is not from 1 to ``count``, or unclear.

    A range may be written from its last number to its first.
    """
    rest = _RANGE.sub(" ", text.casefold())
    if re.sub(r"\b(?:và|va|and|từ|tu|from|phần|phan)\b|[\s,;.+&]+", "", rest):
        return frozenset()
    found: set[int] = set()
    for match in _RANGE.finditer(text.casefold()):
        ends = sorted((int(match[1]), int(match[2] or match[1])))
        if not (ends[0] >= 1 and ends[1] <= count):
            return frozenset()
        found.update(range(ends[0], ends[1] + 1))
    return frozenset(found)


def _deadline(report: Report, asked: CampaignQuestions, today: dt.date) -> dt.date | None:
    """The last day on which the content is in force; None without one.

    What the paper names is offered; if it is one day to come, Enter takes it.
    """
    for one in asked.deadlines:
        named, at = short_day(one.day), one.address
        is_past = one.day < today
        report.progress(
            msg("  the paper names {day} ({address}), which is past", day=named, address=at)
            if is_past
            else msg("  the paper names {day} ({address})", day=named, address=at)
        )
    to_come = [one.day for one in asked.deadlines if one.day >= today]
    default = to_come[0] if len(to_come) == 1 == len(asked.deadlines) else None
    question = msg("4. Until which day it is in force (day/month/year, or “no”)")
    none = msg("no such day")
    while True:
        text = prompt(_with_default(question, short_day(default) if default else none))
        if not text or (default and text.casefold() in YES):
            return default
        if slug(text) in _NONE:
            return None
        day = read_deadline(text)
        if day is None:
            report.progress(msg("Write a day, as 31/12/2026."))
        elif day >= today or confirms(
            msg("{day} is past. Keep it all the same?", day=short_day(day)), default=False
        ):
            return day


def read_deadline(text: str) -> dt.date | None:
    """The day in ``text``: 31/12/2026, 31-12-2026, 2026-12-31, "31 tháng 12 năm 2026"; or None."""
    numbers = re.findall(r"\d+", text)
    words = re.sub(r"[\d/.\-,\s]+", " ", slug(text).replace("-", " ")).split()
    if len(numbers) != 3 or any(word not in ("ngay", "thang", "nam", "het") for word in words):
        return None
    try:
        if len(numbers[0]) == 4:
            return dt.date(*map(int, numbers))
        return read_day(" ".join(numbers)) if len(numbers[2]) == 4 else None
    except ValueError:
        return None


def _approver(report: Report, default: str) -> str:
    """Name of who will approve the texts; empty if that is not known."""
    from generator.content.approval_writer import person_name

    question = msg("5. Who approves the texts (write “no” for nobody yet)")
    while True:
        text = prompt(_with_default(question, default or msg("not known yet")))
        if not text or (default and text.casefold() in YES):
            return default
        if slug(text) in _NONE:
            return ""
        if not _is_name(text):
            report.progress(
                msg("“{text}” is no name of a person. Write one, as Nguyễn Thị Duyệt.", text=text)
            )
            continue
        try:
            return person_name(text)
        except UsageError as error:
            report.problems(without_places(error.problems))


def _is_name(text: str) -> bool:
    """True if ``text`` could be a person's name: letters, and neither a date nor an address."""
    has_letters = any(char.isalpha() for char in text)
    return has_letters and not re.search(r"[\d@/\\?!]", text) and text.casefold() not in YES


def _with_default(question: Message, default: str | Message) -> Message:
    if not default:
        return question
    return msg("{question} [{default}]", question=question, default=default)


def summary(asked: CampaignQuestions) -> Message:
    """The paper and what there is in it, in a line."""
    count = sum(len(group.items) for group in asked.groups)
    unnumbered = msg("the paper")
    return msg(
        "{paper}: sections: {sections}, points: {points}",
        paper=asked.letter.number or unnumbered,
        sections=len(asked.groups),
        points=count,
    )
