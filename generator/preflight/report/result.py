"""The result of a preflight: everything that can be said of one file, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.core.findings import Finding, Severity
from generator.core.provenance import Expected, ExpectedAct
from generator.core.public import public
from generator.press.profile import Profile

if TYPE_CHECKING:
    from generator.preflight.checks.qr.links import LinkVerification
    from generator.preflight.checks.text.official_text import TextVerification
    from generator.preflight.qr.grading import QrVerification
    from generator.preflight.report.facts import FileFacts


@public
@dataclass(frozen=True, slots=True, kw_only=True)
class Preflight:
    """The result of the preflight of one file.

    Attributes:
        source: The file, for messages.
        sha256: Of its bytes, in hexadecimal.
        expected: What the file says that it should be; None for a file that is not ours.
        findings: The gravest first.
        codes: Every QR code that was found.
        texts: The verification of each official text that the file should hold.
        links: What the network said; empty when it was not asked.
        checked_on: The day that counts for "how long ago".
        seconds: How long it took; no part of the result.
    """

    source: str
    sha256: str
    profile: Profile
    expected: Expected | None
    facts: FileFacts
    findings: tuple[Finding, ...]
    codes: tuple[QrVerification, ...]
    texts: tuple[TextVerification, ...]
    links: tuple[LinkVerification, ...]
    checked_on: dt.date
    seconds: float

    @property
    def acts(self) -> tuple[ExpectedAct, ...]:
        """The acts that the file says it cites."""
        return self.expected.acts if self.expected is not None else ()

    @property
    def texts_verified(self) -> int:
        """Number of official texts that are there, whole, visible and word for word."""
        return sum(text.is_verified for text in self.texts)

    def count(self, severity: Severity) -> int:
        """Number of findings of this severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def fits(self, *, strict: bool = False) -> bool:
        """True if there is no error and, when ``strict``, no warning either."""
        return not self.count(Severity.ERROR) and not (strict and self.count(Severity.WARNING))
