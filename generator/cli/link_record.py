"""The record of what addresses led to: a JSON file, by which the next check sees a change."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from generator.core.errors import ContentError, Place, Problem
from generator.core.messages import msg
from generator.preflight.checks.qr.links import LinkState, LinkVerification

_SCHEMA: Final = "anpham.links"
_VERSION: Final = 1


def read_record(text: str, source: str) -> dict[str, LinkVerification]:
    """The links in a record, by address.

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


def _read(url: str, stated: Mapping[str, Any]) -> LinkVerification:
    return LinkVerification(
        url=url,
        checked_on=dt.date.fromisoformat(stated["checked_on"]),
        state=LinkState.REACHED,
        status=int(stated["status"]),
        final_url=str(stated["final_url"]),
        sha256=stated.get("sha256"),
        words_sha256=stated.get("words_sha256"),
    )


def record_text(links: Sequence[LinkVerification], earlier: Mapping[str, LinkVerification]) -> str:
    """The record of ``links`` as JSON; what could not be reached stays as ``earlier`` had it."""
    reached = {link.url: link for link in links if link.state is LinkState.REACHED}
    entries = {
        url: {
            "checked_on": link.checked_on.isoformat(),
            "status": link.status,
            "final_url": link.final_url,
            "sha256": link.sha256,
            "words_sha256": link.words_sha256,
        }
        for url, link in sorted((dict(earlier) | reached).items())
    }
    root = {"schema": _SCHEMA, "version": _VERSION, "links": entries}
    return json.dumps(root, ensure_ascii=False, indent=2) + "\n"
