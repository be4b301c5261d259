"""The made papers once more, as Word files and web pages that are put together from their readings.

A paper's fields and blocks are laid out as offices lay them out: a head of two cells, the title,
paragraphs, a foot of two cells. So each paper is tried in formats that it was not made in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any

from support.wordfiles import cell, listed, paragraph, row, run, word_file

Paper = Mapping[str, Any]
_CENTRED = '<w:jc w:val="center"/>'
_NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM",)


def head(paper: Paper) -> tuple[list[str], list[str]]:
    """The lines of the left and the right cell at the head."""
    left = [paper["issuing_body"]]
    if paper["number"]:
        left.append(f"Số: {paper['number']}")
    if paper["kind"] == "công văn" and paper["subject"]:
        left.append(f"V/v {paper['subject']}")
    is_party = "ĐẢNG" in paper["issuing_body"]
    right = [*(_PARTY if is_party else _NATION)]
    return left, [*right, *filter(None, [paper["date_line"]])]


def title(paper: Paper) -> list[str]:
    """The lines of the title under the head."""
    if paper["kind"] == "công văn":
        return []
    return [paper["kind"].upper(), *filter(None, [paper["subject"]])]


def addressees(paper: Paper) -> list[str]:
    """The lines of "Kính gửi"."""
    several = paper["addressees"]
    if not several:
        return []
    if len(several) == 1:
        return [f"Kính gửi: {several[0]}"]
    return ["Kính gửi:", *(f"- {one}" for one in several)]


def foot(paper: Paper) -> tuple[list[str], list[str]]:
    """The lines of the left and the right cell at the foot."""
    left = (
        ["Nơi nhận:", *(f"- {one}" for one in paper["recipients"])] if paper["recipients"] else []
    )
    signatory = paper["signatory"]
    return left, [*filter(None, [signatory["role"], signatory["name"]])]


def blocks(paper: Paper) -> Iterator[tuple[bool, list[Mapping[str, Any]]]]:
    """The blocks of the body, rows of a table together: (is it a table, its blocks)."""
    for is_table, several in groupby(paper["blocks"], key=lambda one: one["type"] == "row"):
        yield is_table, list(several)


def _written(block: Mapping[str, Any]) -> str:
    return f"{block['marker']} {block['text']}".strip()


def _cells(block: Mapping[str, Any]) -> tuple[str, str]:
    first, _, rest = block["text"].partition(" ")
    return first, rest


def word_paper(paper: Paper, *, is_numbered: bool) -> bytes:
    """A paper as a Word file; if ``is_numbered``, its markers are Word's automatic numbering.

    Each marker is a list of its own whose text is the marker: what Word shows, not how it counts.
    """

    def lines(several: list[str]) -> str:
        return "".join(paragraph(one, properties=_CENTRED) for one in several) or paragraph()

    def two(left: list[str], right: list[str]) -> str:
        return f"<w:tbl>{row((cell(lines(left)), cell(lines(right))))}</w:tbl>"

    lists: list[str] = []
    body = [two(*head(paper)), lines(title(paper)), *map(paragraph, addressees(paper))]
    for is_table, several in blocks(paper):
        if is_table:
            body.append(f"<w:tbl>{''.join(row(_cells(one)) for one in several)}</w:tbl>")
            continue
        for one in several:
            if is_numbered and one["marker"]:
                lists.append(one["marker"])
                body.append(listed(one["text"], len(lists)))
            else:
                body.append(paragraph(run(_written(one))))
    if paper["closing"]:
        body.append(paragraph(paper["closing"]))
    body.append(two(*foot(paper)))
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{escape(marker)}"/></w:lvl></w:abstractNum>'
        for at, marker in enumerate(lists, start=1)
    ) + "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(lists) + 1)
    )
    return word_file(*body, parts={"numbering.xml": numbering})


def web_paper(paper: Paper) -> bytes:
    """A paper as a web page."""

    def lines(several: list[str]) -> str:
        return "<br>".join(map(escape, several)) or "&nbsp;"

    def two(left: list[str], right: list[str]) -> str:
        return (
            f"<table><tr><td><p>{lines(left)}</p></td><td><p>{lines(right)}</p></td></tr></table>"
        )

    body = [two(*head(paper)), *(f"<p align=center>{escape(one)}</p>" for one in title(paper))]
    body += (f"<p>{escape(one)}</p>" for one in addressees(paper))
    for is_table, several in blocks(paper):
        if is_table:
            rows = (f"<tr><td>{'<td>'.join(map(escape, _cells(one)))}" for one in several)
            body.append(f"<table>{''.join(rows)}</table>")
        else:
            body += (f"<p>{escape(_written(one))}</p>" for one in several)
    if paper["closing"]:
        body.append(f"<p>{escape(paper['closing'])}</p>")
    body.append(two(*foot(paper)))
    return f"<!DOCTYPE html><html><body><article>{''.join(body)}</article></body></html>".encode()
