"""One file to be judged: by which profile, against which campaign, with which links and pictures.

What a file is judged by is decided here; how, in ``preflight``. Bytes, the day, the folders of
profiles and the network are the caller's.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.content.expectations import cited_acts, with_campaign
from generator.content.model import Campaign
from generator.core.assets import Assets
from generator.core.errors import InputOutputError, Problem
from generator.core.findings import Finding
from generator.core.provenance import Expected, ExpectedText
from generator.preflight.checks.brief import Brief
from generator.preflight.checks.file.incomplete import campaign_not_compared, profile_not_here
from generator.preflight.checks.provenance_record import stated_expectation
from generator.preflight.checks.qr.links import LinkAnswers
from generator.preflight.checks.text.official_text import TextVerification
from generator.preflight.document import OpenDocument, open_document
from generator.preflight.pdf.xmp import xmp_packet
from generator.preflight.pictures.brief import ExpectedPicture
from generator.preflight.pictures.verification import verify_picture
from generator.preflight.profile_detection import Reason, suggested_profile
from generator.preflight.report.condensing import sort_findings
from generator.preflight.report.facts import FileFacts
from generator.preflight.report.result import Preflight
from generator.preflight.run import preflight
from generator.preflight.spoken import text_file, verify_spoken, word_file
from generator.press.profile import Profile
from generator.press.profiles import default_profile, load_profile, profile_names


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file that was to be checked, and its result.

    Attributes:
        result: None if the file could not be judged; then there are ``problems``.
        reason: Where the profile comes from.
        pictures: JPEG files of the pages that a certificate shows; none unless one is asked for.
        remarks: What a person should know beside the judgement of the file.
        is_our_fault: Whether anpham failed, and not the file.
    """

    path: Path
    result: Preflight | None = None
    reason: Reason | None = None
    pictures: tuple[bytes, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Finding, ...] = ()
    is_our_fault: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTerms:
    """The terms of a check that hold for all of its files.

    Attributes:
        today: Counts for "how long ago".
        assets: Their profiles are searched for the one that a file names; their typefaces and ICC
            profiles are what it is compared with.
        profile: The one asked for; by default the one that a file names or looks made for.
        campaign: The campaign as it is today: what is expected is compared with it; that a file
            without a provenance record cannot be is a finding.
        known_campaign: Without ``campaign``, gives the one of the name that a file states, if it
            is at hand: then a text that differs is shown and not only named by its hash.
        ask_links: Asks the network for the addresses in the QR codes of a file; None asks nobody.
        has_pictures: Whether pictures of the pages are wanted, for a certificate.
    """

    today: dt.date
    assets: Assets
    profile: Profile | None = None
    campaign: Campaign | None = None
    known_campaign: Callable[[str], Campaign | None] = lambda _: None
    ask_links: Callable[[Sequence[str], Path], LinkAnswers] | None = None
    has_pictures: bool = False


def check_file(data: bytes, path: Path, terms: CheckTerms) -> CheckedFile:
    """The PDF ``data`` checked; one that cannot be opened has problems in place of a result.

    Args:
        path: The file's, for messages.

    Raises:
        AnphamError: of other kinds: when a profile or the record of links is faulty.
    """
    started = time.perf_counter()
    try:
        with open_document(data, str(path), icc=terms.assets.icc) as document:
            choice = _choice(document, terms)
            brief, notes = _brief(document, choice, terms)
            result = preflight(document, brief, notes)
            pictures = _pictures(document) if terms.has_pictures else ()
    except InputOutputError as error:
        return CheckedFile(path, problems=error.problems)
    remarks: tuple[Finding, ...] = ()
    if terms.ask_links is not None:
        answers = terms.ask_links([code.content for code in result.codes if code.is_read], path)
        result, remarks = _with_links(result, answers), answers.remarks
    result = replace(result, seconds=time.perf_counter() - started)
    return CheckedFile(path, result, choice.reason, pictures, remarks=remarks)


def check_piece(
    data: bytes,
    source: str,
    profile: Profile,
    *,
    assets: Assets,
    today: dt.date,
    expected: Expected | None = None,
    pictures: Sequence[ExpectedPicture] = (),
) -> Preflight:
    """The preflight of the PDF ``data``, made for ``profile``.

    Args:
        source: What messages call the file.
        assets: The typefaces and ICC profiles that it is compared with.
        expected: What it should be and say; by default what it states itself.
        pictures: The pictures of its pages; their findings are among the PDF's.

    Raises:
        InputOutputError: if it is no PDF, is broken beyond repair, or asks for a password.
    """
    started = time.perf_counter()
    with open_document(data, source, icc=assets.icc) as document:
        if expected is None:
            expected = stated_expectation(xmp_packet(document))
        if expected is not None:
            document.enlarge(expected.scale)
        notes = [finding for one in pictures for finding in verify_picture(one)]
        result = preflight(document, Brief(profile, assets, expected, today=today), notes)
    return replace(result, seconds=time.perf_counter() - started)


def check_script(
    files: Mapping[str, bytes], profile: Profile, expected: Expected, *, today: dt.date
) -> Preflight:
    """The check of a script's files, by what messages call them; they have no pages."""
    started = time.perf_counter()
    read = [
        word_file(source, data) if source.endswith(".docx") else text_file(source, data)
        for source, data in files.items()
    ]
    findings = sort_findings(tuple(f for one in read for f in verify_spoken(one, expected)))
    source, data = next(iter(files.items()))
    return Preflight(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        profile=profile,
        expected=expected,
        facts=FileFacts((), (), uses_rgb=False, fonts=(), intent=None, standards=()),
        findings=findings,
        codes=(),
        texts=tuple(_spoken_verification(text, findings) for text in expected.texts),
        links=(),
        checked_on=today,
        seconds=time.perf_counter() - started,
    )


def _spoken_verification(text: ExpectedText, findings: Sequence[Finding]) -> TextVerification:
    own = tuple(one for one in findings if one.message.values.get("name") == text.id)
    return TextVerification(text, None, None, frozenset(), own)


@dataclass(frozen=True, slots=True)
class _Choice:
    """The profile that a file is judged by.

    Attributes:
        missing: The one that the file names, if it is not at hand.
    """

    profile: Profile
    reason: Reason
    missing: str | None = None


def _choice(document: OpenDocument, terms: CheckTerms) -> _Choice:
    """The profile asked for, else the one that a file names or looks made for.

    A print shop's own profile may be named in a file and not be at hand; then the usual one for
    such files is taken, as for a guess.
    """
    if terms.profile is not None:
        return _Choice(terms.profile, Reason.ASKED)
    suggestion = suggested_profile(document)
    if suggestion.name in profile_names(terms.assets.profiles):
        return _Choice(load_profile(suggestion.name, terms.assets.profiles), suggestion.reason)
    usual = default_profile(suggestion.destination, terms.assets.profiles)
    return _Choice(usual, Reason.GUESSED, missing=suggestion.name)


def _brief(
    document: OpenDocument, choice: _Choice, terms: CheckTerms
) -> tuple[Brief, tuple[Finding, ...]]:
    """The brief that ``document`` is judged by, and findings on parts that cannot be judged."""
    notes = []
    if choice.missing is not None:
        notes.append(profile_not_here(choice.missing, choice.profile.name))
    expected = stated_expectation(xmp_packet(document))
    if expected is not None:
        # Whether it is true is seen where the finished size is compared with the ordered one.
        document.enlarge(expected.scale)
    campaign = terms.campaign
    if campaign is None and expected is not None:
        campaign = terms.known_campaign(expected.campaign)
    acts = cited_acts(campaign) if campaign is not None else ()
    if campaign is not None and expected is not None:
        expected = with_campaign(expected, campaign)
    elif campaign is not None:
        notes.append(campaign_not_compared(campaign.name))
    return Brief(choice.profile, terms.assets, expected, acts, terms.today), tuple(notes)


def _pictures(document: OpenDocument) -> tuple[bytes, ...]:
    from generator.certificates.model import PAGES_PICTURED
    from generator.certificates.pictures import page_jpeg

    return tuple(page_jpeg(page) for page in document.pages[:PAGES_PICTURED])


def _with_links(result: Preflight, answers: LinkAnswers) -> Preflight:
    findings = sort_findings((*result.findings, *answers.findings))
    return replace(result, findings=findings, links=answers.links)
