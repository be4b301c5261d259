"""The language of somebody whom no session knows yet, and addresses within the studio."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request

from generator.core.messages import LANGUAGES, Language

#: A path of ours with its query. Browsers read ``/\\`` and ``/<tab>/`` as the begin of a host.
_PATH: Final = re.compile(r"/(?:[\w.~%-]+/?)*(?:\?[\w.~%&=+/-]*)?", re.ASCII)


def language_of(request: Request) -> Language:
    """The language of the address, else of the browser; Vietnamese if both say nothing."""
    asked = request.query_params.get("language")
    for language in LANGUAGES:
        if language == asked:
            return language
    accepted = request.headers.get("accept-language", "").lower()
    return "en" if "en" in accepted and "vi" not in accepted else "vi"


def own_path(path: str) -> str:
    """``path`` if it leads to a page of ours, else the first page."""
    return path if _PATH.fullmatch(path) else "/"
