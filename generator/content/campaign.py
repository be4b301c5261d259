"""Reads a campaign: a folder with ``campaign.yaml``, the letter and the letter's lock.

The campaign file holds what the letter does not; the official text of each item is fetched from
the letter by section and bullet. Everything wrong in the campaign file is told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.content.letter import parse_letter
from generator.content.letter_lock import (
    CAMPAIGN_NAME,
    LOCK_NAME,
    changed_letter_error,
    differs_only_in_encoding,
    letter_file,
    locked_parts,
)
from generator.content.model import (
    Campaign,
    Item,
    Kind,
    LegalBasis,
    LegalStatus,
    Letter,
    QrTarget,
)
from generator.content.yaml_nodes import Node, read_mapping
from generator.core.errors import InputOutputError
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.reading.files import read_source
from generator.vietnamese.dates import short_day
from generator.vietnamese.decoding import decode_text
from generator.vietnamese.text_guard import convert_file
from generator.vietnamese.typography import display

#: Gives the bytes of a file of the campaign's folder by its name.
FileReader = Callable[[str], bytes]

# "[Địa chỉ]" in a draft stands for what is not known yet; it must not be printed.
_PLACEHOLDER: Final = re.compile(r"\[[^\]]*\]")
_COUNT: Final = re.compile(r"(\d+)\s")
_TEXT_KEY: Final = re.compile(r"[a-z][a-z0-9_]*")


def load_campaign(folder: Path) -> Campaign:
    """The campaign in ``folder``; its name is the folder's.

    Raises:
        ContentError: when the campaign file or the letter has faults, or the letter is not the
            one that was locked.
        InputOutputError: when a file cannot be read.
    """
    path = folder / CAMPAIGN_NAME
    text = decode_text(read_source(path), source=str(path))
    return read_campaign(
        text,
        name=folder.resolve().name,
        source=str(path),
        read_file=lambda name: read_source(folder / name),
    )


def read_campaign(text: str, *, name: str, source: str, read_file: FileReader) -> Campaign:
    """The campaign that the campaign file ``text`` describes.

    Args:
        text: The campaign file.
        name: The campaign's name.
        source: The campaign file's name, for messages; the letter is named beside it.
        read_file: Gives the letter and its lock.

    Raises:
        ContentError: as :func:`load_campaign` does.
        InputOutputError: what ``read_file`` raises.
    """
    text, findings = convert_file(text, source=source)
    root = read_mapping(text, source)
    title = _display(root, "title")
    kicker = _display(root, "kicker")
    slogans = tuple(map(display, root.texts("slogans")))
    legal_line = _literal(root, "legal_line")
    default_issuer = root.text("default_issuer")
    qr = _qr(root.mapping("qr"))
    legal = tuple(_legal_basis(node) for node in root.mappings("legal"))
    texts_node = root.mapping("texts", required=False)
    texts = _texts(texts_node)
    lock = root.mapping("letter")
    file = letter_file(lock)
    sha256 = lock.text(
        "sha256",
        pattern="[0-9a-f]{64}",
        form=msg("64 hexadecimal digits, which “anpham lock” writes"),
    )
    nodes = root.mappings("items")
    items = _items(nodes)
    _check_counts(texts_node, texts, items)

    letter = _locked_letter(root, file, sha256, str(Path(source).parent / file), read_file)
    items = _with_official_texts(nodes, items, letter)
    root.finish()
    return Campaign(
        name=name,
        title=title,
        kicker=kicker,
        slogans=slogans,
        items=items,
        qr=qr,
        legal=legal,
        legal_line=legal_line,
        texts=texts,
        letter=letter,
        default_issuer=default_issuer,
        findings=findings or root.findings[:1],
    )


def legal_findings(campaign: Campaign) -> tuple[Finding, ...]:
    """What a person should know of the documents that the campaign rests on.

    A document that another has replaced, or may have replaced, is a warning; one whose standing
    is merely not certain is a note.
    """
    return tuple(
        finding for basis in campaign.legal if (finding := _legal_finding(basis)) is not None
    )


def _legal_finding(basis: LegalBasis) -> Finding | None:
    known = {
        "number": basis.number,
        "date": short_day(basis.date),
        "checked": short_day(basis.checked_on),
    }
    hint = msg("before printing, read what is in force, then correct “status” in campaign.yaml")
    if basis.status in (LegalStatus.IN_FORCE, LegalStatus.HISTORICAL):
        return None
    if basis.status is LegalStatus.REPLACED:
        other = basis.replaced_by or "?"
        message = msg(
            "{number} of {date} was replaced by {other} (checked on {checked})",
            other=other,
            **known,
        )
        return Finding("legal-basis-replaced", Severity.WARNING, message, hint)
    if basis.replaced_by:
        message = msg(
            "{number} of {date} may have been replaced by {other} (checked on {checked})",
            other=basis.replaced_by,
            **known,
        )
        return Finding("legal-basis-doubtful", Severity.WARNING, message, hint)
    message = msg(
        "it is not certain that {number} of {date} is in force (checked on {checked})", **known
    )
    return Finding("legal-basis-uncertain", Severity.NOTE, message, hint)


def _display(node: Node, key: str) -> str:
    """The display text at ``key``, with the signs of print."""
    return display(_literal(node, key))


def _literal(node: Node, key: str) -> str:
    """The text at ``key`` as it was written; a placeholder left in it is a problem."""
    text = node.text(key)
    _refuse_placeholder(node, text, key)
    return text


def _refuse_placeholder(node: Node, text: str, key: str, index: int | None = None) -> None:
    left = _PLACEHOLDER.search(text)
    if left:
        node.report(
            "placeholder-left",
            msg("“{text}” still stands for what is missing", text=left.group()),
            hint=msg("write the text itself, or remove it"),
            key=key,
            index=index,
        )


def _qr(node: Node) -> QrTarget:
    return QrTarget(_address(node), _literal(node, "printed"), _display(node, "caption"))


def _address(node: Node) -> str:
    """The web address at ``url``."""
    return node.text(
        "url",
        pattern=r"https?://[!-~]+",
        form=msg("an address that begins with https://"),
        hint=msg("open the page and copy its whole address from the browser; it has no spaces"),
    )


def _legal_basis(node: Node) -> LegalBasis:
    return LegalBasis(
        number=node.text("number"),
        date=node.date("date"),
        issuer=node.text("issuer"),
        title=node.text("title"),
        url=(_address(node) or None) if "url" in node else None,
        status=node.choice("status", LegalStatus),
        checked_on=node.date("checked_on"),
        note=node.text("note", default=""),
        replaced_by=node.text("replaced_by", default=""),
    )


def _texts(node: Node) -> dict[str, str | tuple[str, ...]]:
    """Display texts under keys that the campaign chooses and templates ask for."""
    texts: dict[str, str | tuple[str, ...]] = {}
    for key in node:
        if not _TEXT_KEY.fullmatch(key):
            node.report(
                "wrong-key",
                msg("“{key}” is no name for a text; use a to z, 0 to 9 and _", key=key),
                key=key,
            )
        if node.is_sequence(key):
            entries = node.texts(key)
            for index, entry in enumerate(entries):
                _refuse_placeholder(node, entry, key, index)
            texts[key] = tuple(map(display, entries))
        else:
            texts[key] = _display(node, key)
    return texts


def _items(nodes: Iterable[Node]) -> tuple[Item, ...]:
    """The items without their official texts; numbered within their kind, in order."""
    items: list[Item] = []
    for node in nodes:
        kind = node.choice("kind", Kind)
        items.append(
            Item(
                kind=kind,
                number=1 + sum(item.kind is kind for item in items),
                headline=_display(node, "headline"),
                short_headline=_display(node, "short_headline"),
                support=_display(node, "support"),
                icon=node.text(
                    "icon", pattern="[a-z0-9-]+", form=msg("an icon's name, as bell-ring")
                ),
                official="",
                section=node.integer("section", minimum=1),
                bullet=node.integer("bullet", minimum=1),
                rank=node.integer("rank", minimum=1) if "rank" in node else None,
            )
        )
    return tuple(items)


def _check_counts(
    node: Node, texts: dict[str, str | tuple[str, ...]], items: tuple[Item, ...]
) -> None:
    """Report a title that counts wrongly: "8 điều nên làm" above seven items."""
    for key, text in texts.items():
        kind = next((k for k in Kind if key.startswith(f"{k}_")), None)
        said = _COUNT.match(text) if isinstance(text, str) else None
        if kind is None or said is None:
            continue
        there_are = sum(item.kind is kind for item in items)
        if int(said[1]) != there_are:
            node.report(
                "count-disagrees",
                msg(
                    "the text says {said}, but there are {count} items of this kind",
                    said=said[1],
                    count=there_are,
                ),
                key=key,
            )


def _locked_letter(
    root: Node, file: str, sha256: str, source: str, read_file: FileReader
) -> Letter:
    """The letter, if it is the one that was locked.

    Faults of the campaign file that were found so far are told first: the letter's name and
    sha256 may be among them.
    """
    if not file or not sha256:
        root.finish()
    data = read_file(file)
    letter = parse_letter(data, source=source)
    if letter.sha256 != sha256:
        raise changed_letter_error(
            letter,
            _locked_parts(read_file, sha256),
            only_encoding=differs_only_in_encoding(data, sha256, source=source),
        )
    return letter


def _locked_parts(read_file: FileReader, sha256: str) -> dict[str, str] | None:
    try:
        data = read_file(LOCK_NAME)
    except InputOutputError:
        return None  # the sha256 has decided; the lock only helps to show what changed
    return locked_parts(data.decode("utf-8", "replace"), sha256)


def _with_official_texts(
    nodes: tuple[Node, ...], items: tuple[Item, ...], letter: Letter
) -> tuple[Item, ...]:
    """The items with the bullets that they name; what is not in the letter is a problem."""
    sections = {section.number: section for section in letter.sections}
    used: set[tuple[int, int]] = set()
    complete = []
    for node, item in zip(nodes, items, strict=True):
        section = sections.get(item.section)
        bullets = section.bullets if section else ()
        official = ""
        if section is None:
            node.report(
                "no-such-section",
                msg("the letter has no section {section}", section=item.section),
                hint=msg("its sections are: {numbers}", numbers=", ".join(map(str, sections))),
                key="section",
            )
        elif item.bullet > len(bullets):
            node.report(
                "no-such-bullet",
                msg(
                    "section {section} of the letter has no bullet {bullet}",
                    section=item.section,
                    bullet=item.bullet,
                ),
                hint=msg("it has {count} bullets", count=len(bullets)),
                key="bullet",
            )
        elif (item.section, item.bullet) in used:
            node.report(
                "bullet-used-twice",
                msg(
                    "another item already names section {section}, bullet {bullet}",
                    section=item.section,
                    bullet=item.bullet,
                ),
                key="bullet",
            )
        else:
            official = bullets[item.bullet - 1].text
        used.add((item.section, item.bullet))
        complete.append(replace(item, official=official))
    return tuple(complete)
