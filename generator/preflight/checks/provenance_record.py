"""The provenance record in a file's XMP packet, as checks read it; what is in it is ``core``'s."""

from __future__ import annotations

from generator.core.provenance import (
    NAMESPACE,
    PROPERTIES,
    Expected,
    NoProvenanceRecordError,
    Statements,
    expected_in,
)
from generator.preflight.pdf.xmp import XmpPacket


def stated_expectation(packet: XmpPacket) -> Expected | None:
    """The expectation that a file states; None if it states nothing that can be read."""
    stated = statements_in(packet)
    try:
        return expected_in(stated) if stated else None
    except NoProvenanceRecordError:
        return None


def statements_in(packet: XmpPacket) -> Statements:
    """The statements of a provenance record as they stand; none if the file is not ours."""
    stated = packet.in_namespace(NAMESPACE)
    return {name: value for name, value in stated.items() if name in PROPERTIES}
