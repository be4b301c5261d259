"""The overview as one HTML file: nothing beside it, readable in any browser, printable on A4."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import jinja2

from generator.scaffolding.overview import Overview

_TEMPLATE = "overview.html.j2"


def overview_html(overview: Overview, folder: Path) -> bytes:
    """``overview`` as HTML in UTF-8; ``folder`` holds the template."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["base64"] = lambda data: b64encode(data).decode("ascii")
    return environment.get_template(_TEMPLATE).render(shown=overview).encode("utf-8")
