"""Findings about what the addresses in QR codes lead to, as the network answered.

Only when a person asks for it: the network is slow, and what it says today may not hold tomorrow,
so each answer bears its date. The network is asked by the doors (``cli.link_checking``).

Two hashes are kept of what an address gives: of its bytes as they came, and, of an HTML page, of
the words that a reader sees. Pages of offices bear tokens and counters in their markup that change
with every visit, so pages are compared by their words and all else by its bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.preflight.checks.brief import FileCheck
from generator.preflight.checks.qr import GROUP
from generator.preflight.checks.rule import Rule
from generator.vietnamese.dates import short_day

LINK_GONE = Rule(
    code="link-gone",
    title=msg("The address in a QR code leads nowhere"),
    cause=msg("The server says that it has no such page, so whoever scans the code finds nothing."),
    remedy=msg(
        "Find the page’s new address, correct “qr” in campaign.yaml and make the piece again."
    ),
    source="RFC 9110, 15.5.5 and 15.5.11",
    group=GROUP,
)
LINK_UNANSWERED = Rule(
    code="link-not-answered",
    title=msg("The address in a QR code did not give a page"),
    cause=msg("The server is at fault, or does not let programs in; people may see a page or not."),
    remedy=msg("Scan the code with a phone before printing."),
    source="RFC 9110, 15.5 and 15.6",
    group=GROUP,
)
LINK_CHANGED = Rule(
    code="link-changed",
    title=msg("The page behind a QR code has changed since the last check"),
    cause=msg("It may say something else by now than the piece promises."),
    remedy=msg("Read the page; if it is still the right one, nothing needs to be done."),
    source="our own; SHA-256 of the words of a page, of the bytes of anything else",
    group=GROUP,
)
LINK_REDIRECTED = Rule(
    code="link-redirected",
    title=msg("The address in a QR code sends readers on to another one"),
    cause=msg("The page has moved; old addresses are often given up some day."),
    remedy=msg("Print the new address if it is the right page and not much longer."),
    source="RFC 9110, 15.4",
    group=GROUP,
)
LINK_NOT_CHECKED = Rule(
    code="link-not-checked",
    title=msg("The address in a QR code was not checked"),
    cause=msg("Nothing is known of it: this computer got no answer."),
    remedy=msg("Check again with a network, or scan the code with a phone."),
    source="our own",
    group=GROUP,
)


class LinkState(StrEnum):
    """States of an address."""

    REACHED = "reached"
    GONE = "gone"
    UNANSWERED = "unanswered"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkVerification:
    """The verification of one address through the network.

    Attributes:
        status: The HTTP status; None without an answer.
        final_url: Where it led; None without an answer.
        sha256: Of the bytes as they came; None without an answer, or if there were too many.
        words_sha256: Of the words of an HTML page; None of anything else.
        reason: Why there was no answer.
    """

    url: str
    checked_on: dt.date
    state: LinkState
    status: int | None = None
    final_url: str | None = None
    sha256: str | None = None
    words_sha256: str | None = None
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class LinkAnswers:
    """The answers for the addresses in a file.

    Attributes:
        findings: Of the addresses.
        remarks: Of what is beside the file; the file is no worse for them.
    """

    links: tuple[LinkVerification, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Finding, ...] = ()


def link_findings(
    links: Sequence[LinkVerification], earlier: Mapping[str, LinkVerification]
) -> tuple[Finding, ...]:
    """Findings on ``links``, compared with ``earlier`` ones by address."""
    return tuple(finding for link in links for finding in _findings(link, earlier.get(link.url)))


def _findings(link: LinkVerification, before: LinkVerification | None) -> Iterator[Finding]:
    known = {"url": link.url, "status": link.status, "reason": link.reason}
    match link.state:
        case LinkState.GONE:
            message = msg("{url} is not there any more: the server answers {status}", **known)
            yield LINK_GONE.found(Severity.ERROR, message)
        case LinkState.UNANSWERED if link.status is None:
            message = msg("{url} gave no page: {reason}", **known)
            yield LINK_UNANSWERED.found(Severity.WARNING, message)
        case LinkState.UNANSWERED:
            message = msg("{url} gave no page: the server answers {status}", **known)
            yield LINK_UNANSWERED.found(Severity.WARNING, message)
        case LinkState.NOT_CHECKED:
            message = msg("{url} was not checked: {reason}", **known)
            yield LINK_NOT_CHECKED.found(Severity.NOTE, message)
        case LinkState.REACHED:
            yield from _redirection(link)
            if before is not None and _has_changed(before, link):
                message = msg(
                    "what {url} shows has changed since {day}",
                    url=link.url,
                    day=short_day(before.checked_on),
                )
                yield LINK_CHANGED.found(Severity.WARNING, message)


def _redirection(link: LinkVerification) -> Iterator[Finding]:
    """Where readers are sent, if not to the page itself; to a front page is worth a warning."""
    final = link.final_url
    if final is None or final == link.url:
        return
    known = {"url": link.url, "other": final}
    if not urlsplit(final).path.strip("/") and urlsplit(link.url).path.strip("/"):
        message = msg("{url} leads to a front page, {other}, and not to its page", **known)
        yield LINK_REDIRECTED.found(Severity.WARNING, message)
    else:
        yield LINK_REDIRECTED.found(Severity.NOTE, msg("{url} leads on to {other}", **known))


def _has_changed(before: LinkVerification, now: LinkVerification) -> bool:
    if before.words_sha256 and now.words_sha256:
        return before.words_sha256 != now.words_sha256
    return bool(before.sha256 and now.sha256 and before.sha256 != now.sha256)


RULES: tuple[Rule, ...] = (
    LINK_GONE,
    LINK_UNANSWERED,
    LINK_CHANGED,
    LINK_REDIRECTED,
    LINK_NOT_CHECKED,
)
#: None: a file alone does not show where an address leads.
FILE_CHECKS: tuple[FileCheck, ...] = ()
