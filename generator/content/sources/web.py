"""Reader of web pages (.html): the lines that a browser shows, tables as cells.

Scripts, styles, comments and hidden elements are not read, and the title is no text of the page.
Menus, and what stands around the content, are lines of the header or footer.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from lxml import etree

from generator.content.sources.model import (
    Medium,
    SourceDocument,
)
from generator.content.sources.raw_lines import guard_lines
from generator.content.sources.web_encoding import decode_page
from generator.content.sources.web_lines import PageReader
from generator.content.sources.web_markup import Element
from generator.core.errors import ContentError, Place, Problem
from generator.core.messages import msg

#: A page of text has some 50 kB; what is a hundred times larger is not read.
MAX_PAGE_BYTES: Final = 20_000_000
#: Elements in a page: a paper of 500 pages has some 60,000. Each takes 20 microseconds to read.
MAX_ELEMENTS: Final = 150_000
#: Lines of a page, which those of preformatted text may be without any element.
MAX_LINES: Final = 100_000

#: Browsers read what follows the end of the body as a part of it; libxml2 may drop it.
_ENDS: Final = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_WITHIN: Final = 2000


def read_web(data: bytes, *, name: str) -> SourceDocument:
    """The lines of the web page in ``data``.

    Args:
        data: The file's bytes as received.
        name: The file's name, for messages.

    Raises:
        ContentError: when it has no text, or is larger or deeper than any page.
    """
    return read_page(data, name=name, sha256=hashlib.sha256(data).hexdigest())


def read_page(
    data: bytes,
    *,
    name: str,
    sha256: str,
    charset: str | None = None,
    address: str = "",
) -> SourceDocument:
    """The lines of a page, which may have come in an envelope.

    Args:
        data: The page's bytes.
        name: The file's name, for messages.
        sha256: Of the file's bytes.
        charset: What its envelope says of its encoding.
        address: Where the page was, for links without a host.

    Raises:
        ContentError: as :func:`read_web` does.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise _too_large(name)
    text = decode_page(data, charset=charset)
    saved = _SAVED_FROM.search(text[:_WITHIN])
    root = _parse(text, name)
    reader = PageReader(address or (saved[1] if saved else ""))
    if root is not None:
        reader.read(root)
    if len(reader.lines) > MAX_LINES:
        raise _too_large(name)
    lines, findings = guard_lines(reader.lines, name=name)
    if not any(line.text.strip() for line in lines):
        raise ContentError(
            Problem(
                "empty-file",
                msg("the web page has no text of its own"),
                msg("open it in a browser, and save or print it as PDF"),
                Place(name),
            )
        )
    return SourceDocument(
        name=name,
        sha256=sha256,
        medium=Medium.WEB,
        lines=lines,
        is_paragraph_per_line=None if reader.is_preformatted else True,
        findings=findings,
        links=tuple(reader.links),
    )


def _parse(text: str, name: str) -> Element | None:
    if text.count("<") - text.count("</") > MAX_ELEMENTS:
        raise _too_large(name)
    # No NUL is in a tree, nor is a declaration that contradicts the decoded text.
    text = _ENDS.sub("", text).replace("\0", "\ufffd")
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if any(error.level_name == "FATAL" and "depth" in error.message for error in parser.error_log):
        raise ContentError(
            Problem(
                "nested-too-deep",
                msg("the elements of the page stand in one another too deep to be read"),
                msg("open it in a browser, and save or print it as PDF"),
                Place(name),
            )
        )
    return root


def _too_large(name: str) -> ContentError:
    return ContentError(
        Problem(
            "file-too-large",
            msg("the page is larger than any that holds a paper"),
            msg("open it in a browser, and save or print its paper as PDF"),
            Place(name),
        )
    )
