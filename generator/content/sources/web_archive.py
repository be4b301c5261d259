"""Reader of web pages in one file (.mht, .mhtml), as browsers and Word save them.

Source: RFC 2557. Such a file is a mail whose first part is the page.
"""

from __future__ import annotations

import hashlib
from email import policy
from email.errors import MessageError
from email.parser import BytesParser
from typing import Final

from generator.content.sources.model import SourceDocument
from generator.content.sources.web import read_page
from generator.core.errors import ContentError, Place, Problem
from generator.core.messages import msg

#: With its pictures.
MAX_ARCHIVE_BYTES: Final = 40_000_000


def read_web_archive(data: bytes, *, name: str) -> SourceDocument:
    """The lines of the page in ``data``.

    Args:
        data: The file's bytes as received.
        name: The file's name, for messages.

    Raises:
        ContentError: when it holds no page, is a letter of a mail program with a file attached, or
            is larger than any.
    """
    if len(data) > MAX_ARCHIVE_BYTES:
        raise _without_page(name)
    try:
        message = BytesParser(policy=policy.compat32.clone(linesep="\n")).parsebytes(data)
    except (MessageError, ValueError) as error:
        raise _without_page(name) from error
    parts = [part for part in message.walk() if not part.is_multipart()]
    attached = [part for part in parts if part.get_content_disposition() == "attachment"]
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if attached or page is None:
        raise _without_page(name)
    payload = page.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise _without_page(name)
    return read_page(
        payload,
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        charset=page.get_content_charset(),
        address=page.get("Content-Location", ""),
    )


def _without_page(name: str) -> ContentError:
    return ContentError(
        Problem(
            "kind-not-read",
            msg("this is an e-mail, not a web page"),
            msg("open it, save the paper that is attached to it, and name that"),
            Place(name),
        )
    )
