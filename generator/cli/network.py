"""Links of files, checked once a run and recorded beside the files.

The only place that asks the network; ``anpham check --links`` does, and nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.cli.fetching import fetch_page
from generator.cli.link_checking import check_links
from generator.cli.link_record import read_record, record_text
from generator.core.atomic_write import save_file
from generator.core.errors import InputOutputError, Place
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.preflight.checks.qr.links import (
    LinkAnswers,
    LinkState,
    LinkVerification,
    link_findings,
)
from generator.reading.files import read_source

#: The record of the answers, with which the next check compares.
RECORD_NAME = "anpham-links.json"


class Network:
    """Asks for each address once, however many files hold it.

    Args:
        today: The day that the answers bear.
    """

    def __init__(self, today: dt.date) -> None:
        self._today = today
        self._links: dict[str, LinkVerification] = {}
        self._reported: set[Path] = set()

    def ask(self, urls: Iterable[str], folder: Path) -> LinkAnswers:
        """The verifications of ``urls``, and findings on them.

        Compared with the record in ``folder``, which is then renewed if one was reached. A record
        that cannot be read or written is remarked on, once: the answers hold nevertheless.

        Raises:
            ContentError: if the record is damaged.
        """
        wanted = tuple(dict.fromkeys(urls))
        new = [url for url in wanted if url not in self._links]
        self._links |= {link.url: link for link in check_links(new, fetch_page, self._today)}
        links = tuple(self._links[url] for url in wanted)
        record = folder / RECORD_NAME
        earlier: Mapping[str, LinkVerification] = {}
        remarks: tuple[Finding, ...] = ()
        try:
            earlier = _earlier(record)
            if any(link.state is LinkState.REACHED for link in links):
                save_file(record_text(links, earlier).encode("utf-8"), record)
        except InputOutputError as error:
            if record not in self._reported:
                remarks = (_not_kept(record, error.problems[0].message),)
            self._reported.add(record)
        return LinkAnswers(links, link_findings(links, earlier), remarks)


def _not_kept(record: Path, reason: Message) -> Finding:
    return Finding(
        "link-record-not-kept",
        Severity.WARNING,
        msg("what the network said is not kept for the next check: {reason}", reason=reason),
        msg("copy the files into a folder of your own and check them there"),
        Place(str(record)),
    )


def _earlier(record: Path) -> Mapping[str, LinkVerification]:
    if not record.exists():
        return {}
    return read_record(read_source(record).decode("utf-8", "replace"), str(record))
