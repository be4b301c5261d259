"""Runs single checks on documents, whether they judge a page or a whole file."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import cast

from support.shipped import ASSETS

from generator.core.destination import Destination
from generator.core.findings import Finding
from generator.core.provenance import Expected
from generator.preflight.checks.brief import Brief, FileCheck, PageCheck
from generator.preflight.checks.registry import page_checks
from generator.preflight.pdf.model import Document
from generator.press.profiles import default_profile

OFFICE = default_profile(Destination.OFFICE, ASSETS.profiles)


def office_brief(expected: Expected | None = None) -> Brief:
    """A brief for the office printer."""
    return Brief(OFFICE, ASSETS, expected)


def found_by(
    check: PageCheck | FileCheck, document: Document, brief: Brief | None = None
) -> list[Finding]:
    """Findings of ``check``; by default as of a file for the office of which nothing is known."""
    brief = brief or office_brief()
    if check in page_checks():
        return [finding for page in document.pages for finding in check(page, brief)]
    return list(cast(FileCheck, check)(document, brief))


def checks_in(module: ModuleType) -> tuple[PageCheck | FileCheck, ...]:
    """The checks of a module, those of whole files first, as they are run."""
    return (*getattr(module, "FILE_CHECKS", ()), *getattr(module, "PAGE_CHECKS", ()))


def found_by_modules(
    modules: Iterable[ModuleType], document: Document, brief: Brief
) -> list[Finding]:
    """Findings of all checks of ``modules``."""
    checks = [check for module in modules for check in checks_in(module)]
    return [finding for check in checks for finding in found_by(check, document, brief)]
