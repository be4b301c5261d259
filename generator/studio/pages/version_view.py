"""A version as pages show it: pieces with names, pages with marks, remarks in words, with links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.api import AnphamError, Severity
from generator.content.campaign import load_campaign
from generator.content.model import Campaign
from generator.core.assets import Assets
from generator.core.destination import Destination
from generator.core.messages import Language, Message
from generator.studio.choices import Choices
from generator.studio.hints import plain_hint
from generator.studio.makes import folder_name
from generator.studio.mends import Mend, mend_of
from generator.studio.pages.marks import PageMark, page_marks
from generator.studio.plain_words import PlainNames
from generator.studio.printing_words import copies_of, piece_use
from generator.studio.records import FileRecord, PieceRecord, PieceRemark, counted
from generator.studio.routing import Call
from generator.studio.store.versions import Version
from generator.studio.text_fields import field_address
from generator.studio.work.making import FileRole

if TYPE_CHECKING:
    from generator.sheet.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark with what can be done about it.

    Attributes:
        number: Among the remarks of its piece, 0-based.
        message: Of the remark, with names as people know them.
        mark: The number of its mark on the picture of its page; None without a place on one.
        field: The step and field that it comes from, relative to the project.
    """

    number: int
    remark: PieceRemark
    message: Message
    mark: int | None
    field: str | None
    mend: Mend | None
    hint: Message | tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page of a piece: its picture, and the remarks with a place on it."""

    number: int
    view: FileRecord
    marks: tuple[PageMark, ...]


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece of a version.

    Attributes:
        position: In the version, 0-based.
        copies: How many are to be printed; 0 if nobody said.
        destination: Where it is printed or read.
    """

    position: int
    record: PieceRecord
    pages: tuple[ShownPage, ...]
    remarks: tuple[ShownRemark, ...]
    copies: int
    destination: Destination

    @property
    def outputs(self) -> tuple[FileRecord, ...]:
        """The files that are the product."""
        return self.record.of_role(FileRole.OUTPUT)

    @property
    def previews(self) -> tuple[FileRecord, ...]:
        """Its pictures beside the product."""
        return self.record.of_role(FileRole.PREVIEW)

    @property
    def certificates(self) -> tuple[FileRecord, ...]:
        """Its certificate, if it has one."""
        return self.record.of_role(FileRole.CERTIFICATE)

    @property
    def pdf(self) -> FileRecord | None:
        """The PDF, if it has one."""
        return next((one for one in self.outputs if one.kind == "pdf"), None)

    @property
    def use_note(self) -> tuple[str, str]:
        """The use of the PDF, in Vietnamese and in English; one to be printed asks for it, too."""
        return piece_use(self.record, self.destination, self.copies)


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version.

    Attributes:
        common: Remarks that hold for every piece; those of ``pieces`` are without them.
        counts: How many remarks of each severity; one that several pieces have, once.
    """

    version: Version
    pieces: tuple[ShownPiece, ...]
    common: tuple[tuple[int, ShownRemark], ...]
    counts: Mapping[Severity, int]

    @property
    def is_fit(self) -> bool:
        """True if nothing keeps it from being printed."""
        return not self.counts[Severity.ERROR]

    @property
    def is_draft(self) -> bool:
        """True if a piece says on its pages that it is a draft."""
        return any(one.record.is_draft for one in self.pieces)


def shown_version(call: Call, version: Version, campaign: Campaign | None) -> ShownVersion:
    """``version`` for a page of ``call``, whose mends are for the choices as they are now."""
    choices = Choices.from_json(call.project.head.choices)
    was = Choices.from_json(
        call.studio.projects.revision(version.project, version.revision).choices
    )
    records = [PieceRecord.from_json(one) for one in version.findings]
    shared = _shared(records)
    showing = _Showing(
        choices, was, campaign, call.studio.assets, plain_names(call.studio.assets, call.language)
    )
    pieces = tuple(
        ShownPiece(
            position=position,
            record=record,
            pages=_pages(record, remarks),
            remarks=tuple(one for one in remarks if not _is_common(one, shared)),
            copies=copies_of(was, record),
            destination=Destination(was.destination),
        )
        for position, record in enumerate(records)
        for remarks in (showing.remarks(record),)
    )
    common = tuple(
        (0, one)
        for one in (showing.remarks(records[0]) if records else ())
        if _is_common(one, shared)
    )
    every = [*(one for _, one in common), *(one for piece in pieces for one in piece.remarks)]
    distinct = {_key(one.remark): one.remark for one in every}
    return ShownVersion(version, pieces, common, counted(distinct.values()))


def _key(remark: PieceRemark) -> tuple[str, str]:
    return remark.code, str(remark.message)


def _is_common(one: ShownRemark, shared: frozenset[tuple[str, str]]) -> bool:
    return one.remark.place.page is None and _key(one.remark) in shared


def _shared(records: Sequence[PieceRecord]) -> frozenset[tuple[str, str]]:
    """The remarks that all of several pieces share word for word, without a place on a page."""
    if len(records) < 2:
        return frozenset()
    each = [{_key(one) for one in record.remarks if one.place.page is None} for record in records]
    return frozenset(set.intersection(*each))


@dataclass(frozen=True, slots=True)
class _Showing:
    """The values that remarks are shown with: choices as they are and were, campaign, names."""

    choices: Choices
    was: Choices
    campaign: Campaign | None
    assets: Assets
    names: PlainNames

    def remarks(self, record: PieceRecord) -> tuple[ShownRemark, ...]:
        """The remarks of a piece."""
        shown = []
        marks = 0
        for number, remark in enumerate(record.remarks):
            has_mark = remark.place.x_mm is not None and remark.place.page is not None
            marks += has_mark
            hint = plain_hint(remark.code, remark.hint)
            shown.append(
                ShownRemark(
                    number,
                    remark,
                    self.names.message(remark.message),
                    marks if has_mark else None,
                    field_address(remark.code, remark.place, self.campaign),
                    mend_of(remark, record, self.choices, self.campaign, self.assets, was=self.was),
                    self.names.message(hint) if isinstance(hint, Message) else hint,
                )
            )
        return tuple(shown)


def _pages(record: PieceRecord, remarks: Sequence[ShownRemark]) -> tuple[ShownPage, ...]:
    return tuple(
        ShownPage(
            view.page,
            view,
            tuple(
                page_marks(
                    [
                        (one.mark, one.remark)
                        for one in remarks
                        if one.mark is not None and one.remark.place.page == view.page
                    ],
                    record.size_mm,
                )
            ),
        )
        for view in record.of_role(FileRole.VIEW)
    )


def project_campaign(call: Call) -> Campaign | None:
    """The campaign of the head; None if its files cannot be read as one."""
    studio, project = call.studio, call.project
    folder = studio.folders.folder(project.head.files, name=folder_name(project.title))
    try:
        return load_campaign(folder, drawings=studio.assets.drawings)
    except AnphamError:
        return None


@cache
def _catalogue(assets: Assets) -> Catalogue:
    from generator.sheet.catalogue import Catalogue

    return Catalogue(assets.templates, assets.themes)


@cache
def plain_names(assets: Assets, language: Language) -> PlainNames:
    """The names of what people choose, in ``language``."""
    return PlainNames(_catalogue(assets), language)


def piece_names(assets: Assets, language: Language) -> Mapping[str, Any]:
    """The names of all materials and themes in ``language``, by their names in an order."""
    catalogue = _catalogue(assets)
    materials = map(catalogue.material, catalogue.material_names())
    return {one.name: one.names.get(language, one.name) for one in materials}
