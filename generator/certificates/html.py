"""A certificate as one HTML file: nothing beside it, readable in any browser, printable on A4."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

import jinja2

from generator.certificates.localized import Localization, localized_certificate
from generator.certificates.model import Certificate
from generator.core.assets import Assets

#: Remarks that fit on the page below the rest, whatever typeface a browser takes.
REMARKS_SHOWN = 5


def certificate_html(
    certificate: Certificate, pictures: Sequence[bytes], localization: Localization, assets: Assets
) -> bytes:
    """``certificate`` as HTML in UTF-8.

    Args:
        pictures: JPEG files, one for each of ``certificate.pictures``.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(assets.certificate),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("certificate.html.j2").render(
        shown=localized_certificate(certificate, localization, remarks=REMARKS_SHOWN),
        images=[b64encode(picture).decode("ascii") for picture in pictures],
    )
    return page.encode("utf-8")
