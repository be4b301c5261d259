"""Loader of campaigns: a folder with ``campaign.yaml``, the letter and the letter's lock.

The campaign file holds what the letter does not; the official text of each item is fetched from
the letter by section and bullet. Everything wrong in the campaign file is reported at once. Groups
are read in ``groups``, the letter in ``letter``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.content.display_texts import display_text, literal_text, refuse_placeholder
from generator.content.groups import GroupReader
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
    Illustration,
    Item,
    LegalBasis,
    LegalStatus,
    Letter,
    QrTarget,
)
from generator.content.yaml_nodes import YamlNode, read_mapping
from generator.core.errors import InputOutputError
from generator.core.messages import msg
from generator.reading.files import MAX_BYTES, read_source
from generator.vietnamese.decoding import decode_text
from generator.vietnamese.text_guard import convert_file
from generator.vietnamese.typography import display

#: Function that reads a file of the campaign's folder by its name.
FileReader = Callable[[str], bytes]

#: The largest picture that is read; a photo for a poster A0 has about 20 MB.
MAX_PICTURE_BYTES: Final = 64_000_000

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
        read_file=lambda name: read_source(folder / name, limit=_limit_of(name)),
    )


def _limit_of(name: str) -> int:
    is_picture = name.lower().endswith((".png", ".jpg", ".jpeg"))
    return MAX_PICTURE_BYTES if is_picture else MAX_BYTES


def read_campaign(text: str, *, name: str, source: str, read_file: FileReader) -> Campaign:
    """The campaign that the campaign file ``text`` describes.

    Args:
        text: The campaign file.
        name: The campaign's name.
        source: The campaign file's name, for messages; the letter is named beside it.
        read_file: Gives the letter, its lock and the pictures.

    Raises:
        ContentError: as :func:`load_campaign` does.
        InputOutputError: what ``read_file`` raises.
    """
    text, findings = convert_file(text, source=source)
    root = read_mapping(text, source)
    title = display_text(root, "title")
    kicker = display_text(root, "kicker")
    slogans = tuple(map(display, root.texts("slogans")))
    legal_line = literal_text(root, "legal_line")
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
        hint=msg("lock the letter: anpham lock “{folder}”", folder=Path(source).parent),
    )
    pictures = _pictures(root.mapping("pictures", required=False), source, read_file)
    nodes = root.mappings("items")
    reader = GroupReader(root, nodes, texts_node, texts)
    items = _items(nodes, reader)
    reader.check(items)

    letter = _locked_letter(root, file, sha256, str(Path(source).parent / file), read_file)
    items = _with_official_texts(nodes, items, letter)
    root.finish()
    return Campaign(
        name=name,
        title=title,
        kicker=kicker,
        slogans=slogans,
        groups=reader.filled(items),
        qr=qr,
        legal=legal,
        legal_line=legal_line,
        texts=texts,
        letter=letter,
        default_issuer=default_issuer,
        pictures=pictures,
        findings=(*(findings or root.findings[:1]), *reader.findings(root)),
    )


def _qr(node: YamlNode) -> QrTarget:
    return QrTarget(_address(node), literal_text(node, "printed"), display_text(node, "caption"))


def _address(node: YamlNode) -> str:
    """The web address at ``url``."""
    return node.text(
        "url",
        pattern=r"https?://[!-~]+",
        form=msg("an address that begins with https://"),
        hint=msg("open the page and copy its whole address from the browser; it has no spaces"),
    )


def _legal_basis(node: YamlNode) -> LegalBasis:
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


def _texts(node: YamlNode) -> dict[str, str | tuple[str, ...]]:
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
                refuse_placeholder(node, entry, key, index)
            texts[key] = tuple(map(display, entries))
        else:
            texts[key] = display_text(node, key)
    return texts


def _items(nodes: Iterable[YamlNode], groups: GroupReader) -> tuple[Item, ...]:
    """The items without their official texts; numbered within their group, in order."""
    items: list[Item] = []
    for node in nodes:
        group = groups.group_of(node)
        number = 1 + sum(item.group == group for item in items)
        name = node.text(
            "id",
            default=f"{group}-{number}",
            pattern="[a-z0-9][a-z0-9-]*",
            form=msg("small letters, digits and “-”, as do-3"),
        )
        if any(item.id == name for item in items):
            node.report(
                "id-used-twice", msg("another item already has the id “{id}”", id=name), key="id"
            )
        items.append(
            Item(
                id=name,
                group=group,
                number=number,
                headline=display_text(node, "headline"),
                short_headline=display_text(node, "short_headline"),
                support=display_text(node, "support"),
                icon=node.text(
                    "icon", pattern="[a-z0-9-]+", form=msg("an icon's name, as bell-ring")
                ),
                official="",
                section=node.integer("section", minimum=1),
                bullet=node.integer("bullet", minimum=1),
                rank=node.integer("rank", minimum=1) if "rank" in node else None,
                icon_place=replace(node.place("icon"), item=name),
            )
        )
    return tuple(items)


def _pictures(node: YamlNode, source: str, read_file: FileReader) -> dict[str, Illustration]:
    """The campaign's pictures by name, each with its bytes."""
    return {name: _picture(node.mapping(name), source, read_file) for name in node}


def _picture(node: YamlNode, source: str, read_file: FileReader) -> Illustration:
    file = node.text(
        "file",
        pattern=r"[^/\\]*[^/\\.][^/\\]*\.(?i:svg|png|jpe?g)",
        form=msg("the name of an .svg, .png or .jpg file in the campaign's folder"),
    )
    alt = display_text(node, "alt")
    data = b""
    if file:
        try:
            data = read_file(file)
        except InputOutputError as error:
            fault = error.problems[0]
            node.report(fault.code, fault.message, hint=fault.hint, key="file")
    # By its content: what was painted of another picture of this name is not this one.
    src = f"{hashlib.sha256(data).hexdigest()[:16]}/{file}"
    return Illustration(src, alt, data, str(Path(source).parent / file))


def _locked_letter(
    root: YamlNode, file: str, sha256: str, source: str, read_file: FileReader
) -> Letter:
    """The letter, if it is the one that was locked.

    Faults of the campaign file that were found so far are reported first: the letter's name and
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
    nodes: tuple[YamlNode, ...], items: tuple[Item, ...], letter: Letter
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
