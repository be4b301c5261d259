"""Reader of official papers: a source document in, a frozen :class:`Letter` out.

The only module that knows the order of the parts: furniture of the pages, head, foot, body, legal
bases, what is lacking, what is doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from generator.content.letters.body import LetterBody, read_body
from generator.content.letters.emphasis import without_emphasis
from generator.content.letters.folding import fold
from generator.content.letters.foot import Foot, read_foot
from generator.content.letters.form_findings import form_findings
from generator.content.letters.furniture import (
    is_digital_signature,
    is_file_path,
    is_page_break,
    page_number_lines,
)
from generator.content.letters.head import read_head
from generator.content.letters.head_fields import Head
from generator.content.letters.head_marks import is_head_line
from generator.content.letters.kinds import REQUIRED, kind_of_symbol
from generator.content.letters.legal_bases import Citation, find_citations
from generator.content.letters.model import (
    BlockType,
    CitedDocument,
    Letter,
    LetterBlock,
    LetterKind,
    Signatory,
    Span,
)
from generator.content.letters.openers import begins_basis
from generator.content.letters.slices import span_of, text_of
from generator.content.sources.model import DocumentPart, Medium, SourceDocument, SourceLine
from generator.core.findings import Finding

#: Blocks before the first of these types are the preamble.
_AFTER_PREAMBLE: Final = (
    BlockType.HEADING, BlockType.ARTICLE, BlockType.CLAUSE, BlockType.POINT, BlockType.ROW,
)  # fmt: skip
#: Within so many lines a head has its number or the nation's lines.
_MAX_HEAD_LINES: Final = 40
#: A web page's links are those of its menus, too.
_WITH_OWN_LINKS: Final = (Medium.WORD, Medium.PDF)
#: Addresses of an annex begin with this, for "Phụ lục".
_ANNEX: Final = "PL"


def read_letter(document: SourceDocument) -> Letter:
    """The official paper that ``document`` is.

    Whatever is a text is read; what a paper of its kind must have and this one has not stands in
    ``lacks``.
    """
    plain, signs = without_emphasis(document.lines)
    lines, furniture = _without_page_furniture(plain)
    head = read_head(lines)
    foot = read_foot(lines, head.end, document.medium)
    body_lines = [*head.leftover, *lines[head.end : foot.begin]]
    body = read_body(
        [*body_lines, *foot.leftover], is_paragraph_per_line=document.is_paragraph_per_line
    )
    annex = (
        read_body(foot.annex, is_paragraph_per_line=document.is_paragraph_per_line)
        if any(line.text for line in foot.annex)
        else None
    )
    return _letter(document, [*signs, *furniture], head, foot, body, annex)


def _without_page_furniture(
    lines: Sequence[SourceLine],
) -> tuple[list[SourceLine], list[SourceLine]]:
    """The lines of the paper, and those of its pages."""
    lines = _with_letterhead(lines)
    numbers = page_number_lines(lines)
    kept: list[SourceLine] = []
    furniture: list[SourceLine] = []
    for index, line in enumerate(lines):
        is_furniture = (
            line.part in (DocumentPart.HEADER, DocumentPart.FOOTER)
            or index in numbers
            or (line.text != "" and _is_page_line(line.text))
        )
        (furniture if is_furniture and line.text.strip() else kept).append(line)
    return kept, furniture


def _with_letterhead(lines: Sequence[SourceLine]) -> Sequence[SourceLine]:
    """The lines with a head that stands in the page header, where the body has none."""
    header = [line for line in lines if line.part is DocumentPart.HEADER]
    rest = [line for line in lines if line.part is not DocumentPart.HEADER]
    if not any(is_head_line(line.text) for line in header):
        return lines
    if any(is_head_line(line.text) for line in rest[:_MAX_HEAD_LINES]):
        return lines
    return [*(replace(line, part=DocumentPart.BODY) for line in header), *rest]


def _is_page_line(text: str) -> bool:
    return is_page_break(text) or is_file_path(text) or is_digital_signature(text)


def _letter(
    document: SourceDocument,
    furniture: Sequence[SourceLine],
    head: Head,
    foot: Foot,
    body: LetterBody,
    annex: LetterBody | None,
) -> Letter:
    number = text_of(head.number) or None
    kind, is_kind_sure = _kind(head, number)
    date_line, day = (head.date_line, head.date) if head.date_line else (foot.date_line, foot.date)
    blocks = (*body.blocks, *(_annex_blocks(annex, body) if annex else ()))
    bases, base_places, is_bases_sure = _legal_bases(body.blocks)
    signatory = Signatory(text_of(foot.roles) or None, text_of(foot.names) or None)
    all_furniture = [*furniture, *head.furniture, *foot.furniture, *foot.stray]
    labels = [*head.labels, *head.addressees.labels, *foot.labels, *foot.recipients.labels]
    if head.date_line and foot.date_line:
        labels += foot.date_line
    letter = Letter(
        source=document.name,
        sha256=document.sha256,
        kind=kind,
        number=number,
        date_line=text_of(date_line) or None,
        date=day.date if day else None,
        place=day.place if day else None,
        issuing_body=text_of(head.issuing_body) or None,
        subject=text_of(head.subject) or None,
        addressees=head.addressees.texts(),
        recipients=foot.recipients.texts(),
        legal_bases=bases,
        blocks=blocks,
        closing=body.closing,
        signatory=signatory,
        furniture=(
            *(text_of([line]) for line in all_furniture),
            *body.furniture,
            *(annex.furniture if annex else ()),
        ),
        labels=(
            *(text_of([line]) for line in labels),
            *body.labels,
            *(annex.labels if annex else ()),
        ),
        at=_places(head, foot, body, date_line, base_places),
        links=document.links if document.medium in _WITH_OWN_LINKS else (),
        findings=(
            *document.findings,
            *_in_file(form_findings(head, foot), document.name),
            *_in_file(body.findings, document.name),
            *_in_file(annex.findings if annex else (), document.name),
        ),
    )
    doubtful = {*head.doubtful, *foot.doubtful, *body.doubtful}
    if not is_kind_sure:
        doubtful.add("kind")
    if not is_bases_sure:
        doubtful.add("legal_bases")
    doubtful |= _unsure_fields(_slices(head, foot, date_line))
    if any(line.unsure and text_of([line]) in (body.closing or "") for line in document.lines):
        doubtful.add("closing")
    if foot.leftover:
        doubtful |= {"signatory.role", "signatory.name"}
    return replace(letter, lacks=_lacks(letter), doubtful=tuple(sorted(doubtful)))


def _in_file(findings: Iterable[Finding], name: str) -> Iterable[Finding]:
    """The findings of a part, which knows lines and pages, with the file's name."""
    for finding in findings:
        yield replace(finding, place=replace(finding.place, file=finding.place.file or name))


def _kind(head: Head, number: str | None) -> tuple[LetterKind, bool]:
    """The kind by the title, else by the symbol, and whether that is sure."""
    by_symbol = kind_of_symbol(number) if number else None
    if head.kind is not None:
        is_other = LetterKind.OTHER in (head.kind, by_symbol)
        return head.kind, by_symbol in (None, head.kind) or is_other
    if by_symbol is not None and by_symbol is not LetterKind.DISPATCH:
        return by_symbol, False
    if head.subject or head.addressees.items or by_symbol is LetterKind.DISPATCH:
        return LetterKind.DISPATCH, True
    return (LetterKind.DISPATCH if number else LetterKind.OTHER), False


def _annex_blocks(annex: LetterBody, body: LetterBody) -> Iterable[LetterBlock]:
    """The blocks of an annex, their addresses below "PL"; its last paragraph is one, too."""
    for block in annex.blocks:
        parent = f"{_ANNEX}.{block.parent}" if block.parent else ""
        yield replace(block, address=f"{_ANNEX}.{block.address}", parent=parent)
    if annex.closing:
        yield LetterBlock(
            address=f"{_ANNEX}.p0",
            marker="",
            parent="",
            text=annex.closing,
            type=BlockType.PARAGRAPH,
            at=annex.closing_at or Span(),
        )


def _legal_bases(
    blocks: Sequence[LetterBlock],
) -> tuple[tuple[CitedDocument, ...], tuple[Span, ...], bool]:
    """The documents that the preamble cites, their places, and whether they are sure."""
    bases: list[CitedDocument] = []
    places: list[Span] = []
    is_sure = True
    has_list = False
    for block in blocks:
        if block.type in _AFTER_PREAMBLE:
            break
        # Dashes may name those addressed; after them only a plain paragraph is a basis.
        if block.marker and (has_list or not begins_basis(block.text)):
            has_list = True
            continue
        found = find_citations(block.text)
        bases += [citation.document for citation in found]
        places += [_citation_place(block, citation) for citation in found]
        cites = " so " in fold(block.text) and begins_basis(block.text)
        is_sure = is_sure and (bool(found) or not cites)
        is_sure = is_sure and not (found and block.unsure)
        is_sure = is_sure and all(_is_sure_basis(citation.document) for citation in found)
        # A paragraph that breaks off may have the rest of a citation in the next one.
        is_sure = is_sure and not (found and not block.text.endswith((".", ";", ",", ":")))
    return tuple(bases), tuple(places), is_sure


def _citation_place(block: LetterBlock, citation: Citation) -> Span:
    """The citation's place in a block of one line as it stands; else the block's."""
    at = block.at
    length = at.end - at.start + 1
    if at.line is None or at.line != at.to_line or length != len(block.text):
        return at
    return replace(at, start=at.start + citation.start, end=at.start + citation.end - 1)


def _is_sure_basis(basis: CitedDocument) -> bool:
    title = fold(basis.title or "")
    if basis.number is None:
        return title.startswith(("luat", "bo luat", "phap lenh", "hien phap", "dieu le"))
    return not (basis.date is None and basis.issuer is None and basis.title is None)


def _lacks(letter: Letter) -> tuple[str, ...]:
    """Required fields of the letter's kind that it does not have."""
    values: Mapping[str, object] = {
        "number": letter.number,
        "date": letter.date,
        "issuing_body": letter.issuing_body,
        "subject": letter.subject,
        "addressees": letter.addressees,
        "legal_bases": letter.legal_bases,
        "signatory": letter.signatory.name,
    }
    return tuple(name for name in REQUIRED[letter.kind] if not values[name])


def _slices(
    head: Head, foot: Foot, date_line: Sequence[SourceLine]
) -> Mapping[str, Sequence[SourceLine]]:
    """The parts of lines that each field consists of, by its name."""
    return {
        "kind": head.title,
        "number": head.number,
        "date_line": date_line,
        "date": date_line,
        "place": date_line,
        "issuing_body": head.issuing_body,
        "subject": head.subject,
        "addressees": head.addressees.places(),
        "recipients": foot.recipients.places(),
        "signatory.role": foot.roles,
        "signatory.name": foot.names,
    }


def _unsure_fields(slices: Mapping[str, Sequence[SourceLine]]) -> set[str]:
    """The fields in which recognition was unsure of a word."""
    return {name for name, found in slices.items() if any(line.unsure for line in found)}


def _places(
    head: Head,
    foot: Foot,
    body: LetterBody,
    date_line: Sequence[SourceLine],
    bases: Sequence[Span],
) -> Mapping[str, Span]:
    """Spans of the fields, by name."""
    slices = _slices(head, foot, date_line)
    places = {name: span for name, found in slices.items() if (span := span_of(found))}
    if body.closing_at is not None:
        places["closing"] = body.closing_at
    places |= {f"legal_bases.{number}": span for number, span in enumerate(bases, start=1)}
    return places
