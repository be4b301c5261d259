"""Loader of campaigns: a folder with ``campaign.yaml``, the letter and the letter's lock.

The campaign file holds what the letter does not; the official text of each item is fetched from
the letter (``official_texts``). Everything wrong in the campaign file is reported at once. Groups
are read in ``groups``, the letter in ``letter``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from generator.content.approval import FileReader, read_approval, with_approval
from generator.content.campaign_letter import (
    locked_letter,
    reference_findings,
    refuse_read_otherwise,
    with_official_texts,
)
from generator.content.confirmation import (
    confirmation_findings,
    read_confirmation,
    unconfirmed_addresses,
)
from generator.content.display_texts import display_text, literal_text
from generator.content.groups import GroupReader
from generator.content.languages import language_findings, read_languages
from generator.content.legal_line import legal_line_findings, word_legal_line
from generator.content.letter import MAX_LETTER_BYTES
from generator.content.letter_lock import (
    CAMPAIGN_NAME,
    letter_file,
)
from generator.content.lost_limits import limit_findings
from generator.content.model import (
    Campaign,
    IssuerRequest,
    Item,
    LegalBasis,
    LegalStatus,
    QrTarget,
    RelatedAct,
)
from generator.content.official_texts import (
    pointer_findings,
    read_pointer,
)
from generator.content.pictures import read_pictures
from generator.content.text_places import text_places
from generator.content.texts import read_texts
from generator.content.web_address import address_fault, encode_address, leads_to
from generator.content.yaml_nodes import YamlNode, read_mapping
from generator.core.findings import Finding, Severity
from generator.core.messages import msg
from generator.core.os_errors import whole_characters
from generator.core.shell import quoted
from generator.reading.files import MAX_BYTES, read_source
from generator.vietnamese.decoding import decode_text
from generator.vietnamese.text_guard import convert_file
from generator.vietnamese.typography import display

#: The largest picture or letter that is read; a photo for a poster A0 has about 20 MB.
MAX_FILE_BYTES: Final = MAX_LETTER_BYTES
#: Endings of files that are no larger than a text.
_TEXTS: Final = (".svg", ".txt", ".yaml")


def load_campaign(
    folder: Path, *, drawings: Path | None = None, instead: Mapping[str, bytes] | None = None
) -> Campaign:
    """The campaign in ``folder``; its name is the folder's.

    Args:
        drawings: The folder of the shipped drawings; without it, a campaign may name none.
        instead: Files that are taken in place of those in the folder, by their names.

    Raises:
        ContentError: when the campaign file or the letter has faults, or the letter is not the
            one that was locked.
        InputOutputError: when a file cannot be read.
    """

    def read_file(name: str) -> bytes:
        if instead is not None and name in instead:
            return instead[name]
        return read_source(folder / name, limit=_limit_of(name))

    path = folder / CAMPAIGN_NAME
    return read_campaign(
        decode_text(read_file(CAMPAIGN_NAME), source=str(path)),
        name=whole_characters(folder.resolve().name),
        source=str(path),
        read_file=read_file,
        drawings=drawings,
    )


def _limit_of(name: str) -> int:
    return MAX_BYTES if name.lower().endswith(_TEXTS) else MAX_FILE_BYTES


def read_campaign(
    text: str, *, name: str, source: str, read_file: FileReader, drawings: Path | None = None
) -> Campaign:
    """The campaign that the campaign file ``text`` describes.

    Args:
        text: The campaign file.
        name: The campaign's name.
        source: The campaign file's name, for messages; the letter is named beside it.
        read_file: Gives the letter, its lock and the pictures.
        drawings: The folder of the shipped drawings.

    Raises:
        ContentError: as :func:`load_campaign` does.
        InputOutputError: what ``read_file`` raises.
    """
    text, findings = convert_file(text, source=source)
    root = read_mapping(text, source)
    title = display_text(root, "title")
    kicker = display_text(root, "kicker", default="")
    slogans = tuple(map(display, root.texts("slogans", required=False)))
    legal_line = literal_text(root, "legal_line")
    default_issuer = _default_issuer(root)
    qr = _qr(root)
    legal = tuple(_legal_basis(node) for node in root.mappings("legal", required=False))
    related = tuple(map(_related_act, root.mappings("related", required=False)))
    texts_node = root.mapping("texts", required=False)
    texts = read_texts(texts_node)
    lock = root.mapping("letter")
    file = letter_file(lock)
    sha256 = lock.text(
        "sha256",
        pattern="[0-9a-f]{64}",
        form=msg("64 hexadecimal digits, which “anpham lock” writes"),
        hint=msg("lock the letter: anpham lock {folder}", folder=quoted(Path(source).parent)),
    )
    pictures = read_pictures(root.mapping("pictures", required=False), source, read_file, drawings)
    nodes = root.mappings("items")
    reader = GroupReader(root, nodes, texts_node, texts)
    items = _items(nodes, reader)
    reader.check(items)
    translations = read_languages(root.mapping("languages", required=False))

    confirmation = read_confirmation(lock)
    letter_path = Path(source).parent / file
    letter, locked = locked_letter(root, file, sha256, str(letter_path), read_file)
    items = with_official_texts(nodes, items, letter)
    stated = read_approval(root)
    valid_until = root.date("valid_until") if "valid_until" in root else None
    materials = root.texts("materials", required=False)
    refuse_read_otherwise(nodes, items, letter, locked)
    # What was confirmed is the reading that the lock holds.
    confirmation = confirmation if locked is not None and not locked.is_older else None
    unconfirmed = unconfirmed_addresses(letter, items, confirmation)
    root.finish()
    worded = word_legal_line(legal_line, legal)
    groups = reader.filled(items)
    campaign = Campaign(
        name=name,
        title=title,
        kicker=kicker,
        slogans=slogans,
        groups=groups,
        qr=qr,
        legal=legal,
        legal_line=worded.text,
        texts=texts,
        letter=letter,
        default_issuer=default_issuer,
        pictures=pictures,
        related=related,
        valid_until=valid_until,
        materials=materials,
        unconfirmed=unconfirmed,
        translations=translations,
        findings=(
            *(findings or root.findings[:1]),
            *reader.findings(root),
            *pointer_findings(root, nodes, items, letter),
            *limit_findings(nodes, items, {group.name: group.tone for group in groups}),
            *confirmation_findings(unconfirmed, lock.place(), letter_path.parent),
            *reference_findings(letter, lock.place("file")),
            *_qr_findings(root, qr),
            *legal_line_findings(worded, root.place("legal_line")),
            *language_findings(translations, groups, root.place("languages")),
        ),
        places=text_places(root, nodes, items),
    )
    return with_approval(campaign, stated, root.place(), read_file)


def _default_issuer(root: YamlNode) -> IssuerRequest:
    """The issuer when nobody is named: a name to look up, or one that is printed as it is."""
    named = {key: root.text(key, default="") for key in ("default_issuer", "default_issuer_name")}
    name, own_name = named.values()
    if name and own_name:
        root.report(
            "two-issuers",
            msg("“default_issuer” and “default_issuer_name” are both set; keep only one"),
            key="default_issuer_name",
        )
    elif not any(key in root for key in named):
        root.text("default_issuer")  # which reports that it is missing
    places = {
        "issuer": root.place("default_issuer"),
        "issuer_name": root.place("default_issuer_name"),
    }
    return IssuerRequest(issuer=name or None, issuer_name=own_name or None, places=places)


def _qr(root: YamlNode) -> QrTarget | None:
    """The QR code's target; None for a campaign without a link, whose “qr” or “url” is empty."""
    if root.is_empty("qr"):
        return None
    node = root.mapping("qr")
    if not node.is_empty("url"):
        return QrTarget(
            _address(node), literal_text(node, "printed"), display_text(node, "caption")
        )
    node.is_empty("caption")  # it may stay: there is nothing to call to
    if not node.is_empty("printed"):
        node.report(
            "qr-without-url",
            msg("“printed” names an address, and “url”, which the code leads to, is empty"),
            hint=msg("write the whole address in “url”; or empty both, and no code is printed"),
            key="printed",
        )
    return None


def _address(node: YamlNode) -> str:
    """The web address at ``url``, in ASCII."""
    written = node.text("url")
    fault = address_fault(written) if written else None
    if fault is not None:
        node.report("wrong-value", fault.message, key="url", hint=fault.hint)
        return ""
    return encode_address(written)


def _qr_findings(root: YamlNode, qr: QrTarget | None) -> Iterator[Finding]:
    """Findings on a missing code, an encoded address, a printed one that leads elsewhere."""
    if qr is None:
        yield Finding(
            "campaign-without-link",
            Severity.NOTE,
            msg("the campaign has no link: its pieces have no QR code"),
            msg("if there is a page to read more on, write its address in campaign.yaml: “qr:”"),
            root.place("qr"),
        )
        return
    node = root.mapping("qr")
    written = node.text("url")
    if qr.url != written:
        yield Finding(
            "address-encoded",
            Severity.NOTE,
            msg("the code leads to “{url}”: the address has accents", url=qr.url),
            msg("open it once in a browser; write it so in campaign.yaml, and this note is gone"),
            node.place("url"),
        )
    if not leads_to(qr.printed, qr.url):
        yield Finding(
            "printed-address-differs",
            Severity.WARNING,
            msg(
                "the address in print, “{printed}”, is not that of the code, “{url}”",
                printed=qr.printed,
                url=qr.url,
            ),
            msg("correct “printed” or “url”: one of them is wrong on every copy"),
            node.place("printed"),
        )


def _legal_basis(node: YamlNode) -> LegalBasis:
    status = node.choice("status", LegalStatus)
    # Of what nobody has looked up it is certain only that nothing is.
    is_looked_up = "checked_on" in node or status is not LegalStatus.DOUBTFUL
    return LegalBasis(
        number=node.text("number"),
        date=node.date("date"),
        issuer=node.text("issuer", default=""),
        title=node.text("title", default=""),
        url=(_address(node) or None) if "url" in node else None,
        status=status,
        checked_on=node.date("checked_on") if is_looked_up else None,
        note=node.text("note", default=""),
        replaced_by=node.text("replaced_by", default=""),
        source=node.text("source", default=""),
    )


def _related_act(node: YamlNode) -> RelatedAct:
    return RelatedAct(
        number=node.text("number"),
        title=node.text("title"),
        status=node.choice("status", LegalStatus),
        in_force_from=node.date("in_force_from") if "in_force_from" in node else None,
        source=node.text("source"),
        checked_on=node.date("checked_on"),
        note=node.text("note", default=""),
    )


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
        read_pointer(node)
        items.append(
            Item(
                id=name,
                group=group,
                number=number,
                headline=(headline := display_text(node, "headline")),
                short_headline=display_text(node, "short_headline", default=headline),
                support=display_text(node, "support", default=""),
                icon=node.text(
                    "icon", pattern="[a-z0-9-]+", form=msg("an icon's name, as bell-ring")
                ),
                official="",
                address="",
                rank=node.integer("rank", minimum=1) if "rank" in node else None,
                icon_place=replace(node.place("icon"), item=name),
            )
        )
    return tuple(items)
