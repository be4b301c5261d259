"""What the network says of the addresses in files: asked once a run, remembered beside the files.

The only place that asks the network; ``anpham check --links`` does, and nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.content.files import read_source
from generator.findings import Finding
from generator.preflight.fetching import fetch_page
from generator.preflight.links import (
    LinkProof,
    check_links,
    link_findings,
    read_record,
    record_text,
)
from generator.saving import save_file

#: What was found, so that the next check can tell what has changed.
RECORD_NAME = "anpham-links.json"


class Network:
    """Asks for each address once, however many files hold it.

    Args:
        today: The day that the answers bear.
    """

    def __init__(self, today: dt.date) -> None:
        self._today = today
        self._proofs: dict[str, LinkProof] = {}

    def ask(
        self, urls: Iterable[str], folder: Path
    ) -> tuple[tuple[LinkProof, ...], tuple[Finding, ...]]:
        """What came of ``urls``, and what a person should know of it.

        Compared with the record in ``folder``, which is then renewed.

        Raises:
            ContentError: if the record is damaged.
            InputOutputError: if it cannot be read or written.
        """
        wanted = tuple(dict.fromkeys(urls))
        new = [url for url in wanted if url not in self._proofs]
        self._proofs |= {proof.url: proof for proof in check_links(new, fetch_page, self._today)}
        proofs = tuple(self._proofs[url] for url in wanted)
        earlier = _earlier(folder / RECORD_NAME)
        if proofs:
            text = record_text(proofs, earlier)
            save_file(text.encode("utf-8"), folder / RECORD_NAME)
        return proofs, link_findings(proofs, earlier)


def _earlier(record: Path) -> Mapping[str, LinkProof]:
    if not record.exists():
        return {}
    return read_record(read_source(record).decode("utf-8", "replace"), str(record))
