"""Links checked through the network, each address once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from html.parser import HTMLParser
from typing import Final

from generator.cli.fetching import Answer, NotReachedError
from generator.preflight.checks.qr.links import LinkState, LinkVerification

#: Gives the answer for an address, or raises NotReachedError.
Fetch = Callable[[str], Answer]


def check_links(urls: Iterable[str], fetch: Fetch, today: dt.date) -> tuple[LinkVerification, ...]:
    """The verification of each address, in order; each is fetched once."""
    return tuple(_check(url, fetch, today) for url in dict.fromkeys(urls))


def _check(url: str, fetch: Fetch, today: dt.date) -> LinkVerification:
    try:
        answer = fetch(url)
    except NotReachedError as error:
        state = LinkState.NOT_CHECKED if error.is_ours else LinkState.UNANSWERED
        return LinkVerification(url=url, checked_on=today, state=state, reason=error.reason)
    body = answer.body if _is_good(answer.status) else None
    return LinkVerification(
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
