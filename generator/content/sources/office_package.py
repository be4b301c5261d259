"""A zipped office file (.docx) as its parts: XML read safely, in bounded memory, and relationships.

Nothing is unpacked but the parts that are asked for, each up to a limit. What a part says is known
to its readers (``word``).
Source: ISO/IEC 29500-2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from generator.content.sources.word_xml import Element
from generator.core.errors import ContentError, Place, Problem
from generator.core.messages import Message, msg

#: Bytes of one part, and of all that are read of a file, unpacked. Corpus: a paper of 500 pages
#: has a main part of 9 MB; Word itself makes a part some 30 times smaller by packing.
MAX_PART_BYTES: Final = 32_000_000
MAX_TOTAL_BYTES: Final = 64_000_000
#: Elements of one part. A paper of 500 pages has some 500,000; each takes 150 bytes of memory.
MAX_ELEMENTS: Final = 800_000
#: Names in the package. Word writes some 20, and one for each picture.
MAX_ENTRIES: Final = 10_000

#: The namespaces of "Strict Open XML" by those that all other files have.
_STRICT: Final = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main",
     b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math",
     b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main",
     b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)  # fmt: skip
_ASK_AGAIN: Final = msg("open it in Word and save it again, or ask its sender for it once more")
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another, or to an outside address.

    Attributes:
        kind: The last word of its type: "header", "hyperlink".
        target: The name of the part, or the address.
    """

    kind: str
    target: str
    is_external: bool


class OfficePackage:
    """The parts of a zipped office file, by their names ("word/document.xml")."""

    def __init__(self, data: bytes, *, name: str) -> None:
        """Open ``data``.

        Args:
            data: The file's bytes.
            name: The file's name, for messages.

        Raises:
            ContentError: if the file is cut off or damaged, or holds more names than any.
        """
        self._name = name
        self._left = MAX_TOTAL_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise self._damaged() from error
        if len(entries) > MAX_ENTRIES:
            raise self._refused(msg("the file holds more parts than {limit}", limit=MAX_ENTRIES))
        # Word writes names in one case and some programs refer to them in another.
        self._entries = {_part_name(entry.filename): entry for entry in entries}

    def names(self) -> list[str]:
        """The names of all parts, in small letters."""
        return list(self._entries)

    def has(self, part: str) -> bool:
        """True if the package holds ``part``."""
        return _part_name(part) in self._entries

    def read(self, part: str) -> bytes | None:
        """The bytes of ``part``; None if there is no such part.

        Raises:
            ContentError: if it is locked by a password, damaged, or larger than the limits.
        """
        entry = self._entries.get(_part_name(part))
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise ContentError(
                Problem(
                    "file-encrypted",
                    msg("the file is locked with a password"),
                    msg("open it with its password, and save it without one"),
                    Place(self._name),
                )
            )
        limit = min(MAX_PART_BYTES, self._left)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(limit + 1)
        except (
            zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError,
            RuntimeError,
        ) as error:  # fmt: skip
            raise self._damaged() from error
        if len(data) > limit:
            raise self._too_large()
        self._left -= len(data)
        return data

    def xml(self, part: str) -> Element | None:
        """The root of ``part``; None if there is no such part.

        Raises:
            ContentError: if it is no XML, declares entities, or is larger than the limits.
        """
        data = self.read(part)
        if data is None:
            return None
        if data.count(b"<") - data.count(b"</") > MAX_ELEMENTS:
            raise self._refused(msg("the file has more text and tables than any paper"))
        if b"purl.oclc.org/ooxml" in data:
            for strict, transitional in _STRICT:
                data = data.replace(strict, transitional)
        # No entity is expanded and nothing is fetched; libxml2 bounds depth and lengths.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged() from error
        if root.getroottree().docinfo.doctype:
            # No program writes one into such a file; what is in it is an attack.
            raise self._damaged()
        return root

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The relationships of ``part`` by their ids; of the whole package for "".

        Raises:
            ContentError: as :meth:`xml` does.
        """
        folder, _, file = part.rpartition("/")
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return {}
        found = {}
        for element in root.iter(_RELATIONSHIP):
            is_external = element.get("TargetMode") == "External"
            target = element.get("Target", "")
            if not is_external:
                target = _part_name(posixpath.join(f"/{folder}", unquote(target)))
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relationship(kind, target, is_external)
        return found

    def _damaged(self) -> ContentError:
        return ContentError(
            Problem(
                "damaged-file",
                msg("the file is damaged or was cut off: it cannot be opened"),
                _ASK_AGAIN,
                Place(self._name),
            )
        )

    def _too_large(self) -> ContentError:
        limit = MAX_TOTAL_BYTES // 1_000_000
        return self._refused(msg("unpacked, the file is larger than {limit} MB", limit=limit))

    def _refused(self, message: Message) -> ContentError:
        hint = msg("no paper is so large: save only its own pages into a new file")
        return ContentError(Problem("file-too-large", message, hint, Place(self._name)))


def _part_name(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()
