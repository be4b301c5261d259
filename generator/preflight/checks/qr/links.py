"""The link proof: whether the address in a QR code still leads to what it led to.

Only when a person asks for it: the network is slow, and what it says today may not hold tomorrow,
so each answer bears its date. How an address is fetched is in ``cli.fetching``; what was
found is kept in a record, a JSON file, so that the next check can tell what has changed.

Two hashes are kept of what an address gives: of its bytes as they came, and, of an HTML page, of
the words that a reader sees. Pages of offices bear tokens and counters in their markup that change
with every visit, so pages are compared by their words and all else by its bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urlsplit

from generator.core.errors import ContentError, Place, Problem
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.preflight.checks.brief import FileCheck
from generator.preflight.checks.qr import GROUP
from generator.preflight.checks.rule import Rule
from generator.vietnamese.dates import short_day

_SCHEMA: Final = "anpham.links"
_VERSION: Final = 1

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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave for an address.

    Attributes:
        url: The last address, when it sent on to others.
        kind: The Content-Type, as "text/html; charset=utf-8".
        body: None if there was too much of it.
    """

    status: int
    url: str
    kind: str
    body: bytes | None


class NotReachedError(Exception):
    """An address that gave no answer.

    Attributes:
        reason: Why, for people.
        is_ours: Whether it may be the network here, so that nothing is known of the address.
    """

    def __init__(self, reason: Message, *, is_ours: bool = True) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.is_ours = is_ours


#: Gives the answer for an address, or raises NotReachedError.
Fetch = Callable[[str], Answer]


class LinkState(StrEnum):
    """What came of an address."""

    REACHED = "reached"
    GONE = "gone"
    UNANSWERED = "unanswered"
    NOT_CHECKED = "not-checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkProof:
    """What the network said of one address.

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
    """What came of the addresses in a file.

    Attributes:
        findings: Of the addresses.
        remarks: Of what is beside the file; the file is no worse for them.
    """

    links: tuple[LinkProof, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Finding, ...] = ()


def check_links(urls: Iterable[str], fetch: Fetch, today: dt.date) -> tuple[LinkProof, ...]:
    """What the network says of each address, in order, each asked for once."""
    return tuple(_check(url, fetch, today) for url in dict.fromkeys(urls))


def _check(url: str, fetch: Fetch, today: dt.date) -> LinkProof:
    try:
        answer = fetch(url)
    except NotReachedError as error:
        state = LinkState.NOT_CHECKED if error.is_ours else LinkState.UNANSWERED
        return LinkProof(url=url, checked_on=today, state=state, reason=error.reason)
    body = answer.body if _is_good(answer.status) else None
    return LinkProof(
        url=url,
        checked_on=today,
        state=_state(answer.status),
        status=answer.status,
        final_url=answer.url,
        sha256=_sha256(body) if body is not None else None,
        words_sha256=_words_sha256(body, answer.kind) if body is not None else None,
    )


def _is_good(status: int) -> bool:
    return 200 <= status < 300


def _state(status: int) -> LinkState:
    if _is_good(status):
        return LinkState.REACHED
    return LinkState.GONE if status in (404, 410) else LinkState.UNANSWERED


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _words_sha256(body: bytes, kind: str) -> str | None:
    mime, _, parameters = kind.partition(";")
    if mime.strip().lower() not in ("text/html", "application/xhtml+xml"):
        return None
    charset = parameters.partition("charset=")[2].strip(" \"';") or "utf-8"
    try:
        text = body.decode(charset, "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    return _sha256(" ".join(page_words(text)).encode("utf-8"))


def page_words(html: str) -> list[str]:
    """The words of a page that a reader sees, in order."""
    reader = _WordReader()
    reader.feed(html)
    reader.close()
    return reader.words


class _WordReader(HTMLParser):
    """Gathers words; scripts and styles are no text."""

    _UNSEEN: Final = frozenset({"script", "style", "noscript", "template"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._within = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._within += tag in self._UNSEEN

    def handle_endtag(self, tag: str) -> None:
        self._within = max(0, self._within - (tag in self._UNSEEN))

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.words += data.split()


# -- findings


def link_findings(
    proofs: Sequence[LinkProof], earlier: Mapping[str, LinkProof]
) -> tuple[Finding, ...]:
    """What a person should know of ``proofs``, compared with ``earlier`` ones by address."""
    return tuple(
        finding for proof in proofs for finding in _findings(proof, earlier.get(proof.url))
    )


def _findings(proof: LinkProof, before: LinkProof | None) -> Iterator[Finding]:
    known = {"url": proof.url, "status": proof.status, "reason": proof.reason}
    match proof.state:
        case LinkState.GONE:
            message = msg("{url} is not there any more: the server answers {status}", **known)
            yield LINK_GONE.found(Severity.ERROR, message)
        case LinkState.UNANSWERED if proof.status is None:
            message = msg("{url} gave no page: {reason}", **known)
            yield LINK_UNANSWERED.found(Severity.WARNING, message)
        case LinkState.UNANSWERED:
            message = msg("{url} gave no page: the server answers {status}", **known)
            yield LINK_UNANSWERED.found(Severity.WARNING, message)
        case LinkState.NOT_CHECKED:
            message = msg("{url} was not checked: {reason}", **known)
            yield LINK_NOT_CHECKED.found(Severity.NOTE, message)
        case LinkState.REACHED:
            yield from _redirection(proof)
            if before is not None and _has_changed(before, proof):
                message = msg(
                    "what {url} shows has changed since {day}",
                    url=proof.url,
                    day=short_day(before.checked_on),
                )
                yield LINK_CHANGED.found(Severity.WARNING, message)


def _redirection(proof: LinkProof) -> Iterator[Finding]:
    """Where readers are sent, if not to the page itself; to a front page is worth a warning."""
    final = proof.final_url
    if final is None or final == proof.url:
        return
    known = {"url": proof.url, "other": final}
    if not urlsplit(final).path.strip("/") and urlsplit(proof.url).path.strip("/"):
        message = msg("{url} leads to a front page, {other}, and not to its page", **known)
        yield LINK_REDIRECTED.found(Severity.WARNING, message)
    else:
        yield LINK_REDIRECTED.found(Severity.NOTE, msg("{url} leads on to {other}", **known))


def _has_changed(before: LinkProof, now: LinkProof) -> bool:
    if before.words_sha256 and now.words_sha256:
        return before.words_sha256 != now.words_sha256
    return bool(before.sha256 and now.sha256 and before.sha256 != now.sha256)


# -- the record


def read_record(text: str, source: str) -> dict[str, LinkProof]:
    """The proofs in a record, by address.

    Args:
        text: What :func:`record_text` gave.
        source: The record's name, for messages.

    Raises:
        ContentError: if it is no record.
    """
    try:
        root = json.loads(text)
        if root["schema"] != _SCHEMA or root["version"] != _VERSION:
            raise ValueError(f"{root['schema']} {root['version']}")
        return {url: _read(url, stated) for url, stated in root["links"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ContentError(
            Problem(
                "link-record-unreadable",
                msg("this is no record of checked links, or a damaged one"),
                hint=msg("delete the file; the next check with --links makes a new one"),
                place=Place(source),
            )
        ) from error


def _read(url: str, stated: Mapping[str, Any]) -> LinkProof:
    return LinkProof(
        url=url,
        checked_on=dt.date.fromisoformat(stated["checked_on"]),
        state=LinkState.REACHED,
        status=int(stated["status"]),
        final_url=str(stated["final_url"]),
        sha256=stated.get("sha256"),
        words_sha256=stated.get("words_sha256"),
    )


def record_text(proofs: Sequence[LinkProof], earlier: Mapping[str, LinkProof]) -> str:
    """The record of ``proofs`` as JSON; what could not be reached stays as ``earlier`` had it."""
    reached = {proof.url: proof for proof in proofs if proof.state is LinkState.REACHED}
    links = {
        url: {
            "checked_on": proof.checked_on.isoformat(),
            "status": proof.status,
            "final_url": proof.final_url,
            "sha256": proof.sha256,
            "words_sha256": proof.words_sha256,
        }
        for url, proof in sorted((dict(earlier) | reached).items())
    }
    root = {"schema": _SCHEMA, "version": _VERSION, "links": links}
    return json.dumps(root, ensure_ascii=False, indent=2) + "\n"


RULES: tuple[Rule, ...] = (
    LINK_GONE,
    LINK_UNANSWERED,
    LINK_CHANGED,
    LINK_REDIRECTED,
    LINK_NOT_CHECKED,
)
#: None: a file alone cannot tell where an address leads.
FILE_CHECKS: tuple[FileCheck, ...] = ()
