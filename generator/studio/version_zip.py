"""A version as a zip: files to print, previews, certificates, alternative texts, and a note.

Written as it is sent, piece by piece, so that a hundred megabytes need none of memory.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from generator.core.destination import Destination
from generator.studio.choices import Choices
from generator.studio.printing_words import (
    FILES_USE,
    copies_of,
    copies_words,
    sides_words,
    size_words,
)
from generator.studio.records import FileRecord, PieceRecord
from generator.studio.store.files import FileStore
from generator.studio.store.versions import Version
from generator.studio.work.making import FileRole

#: Folders of the zip by the use of their files.
FOLDERS: Final[Mapping[FileRole, str]] = {
    FileRole.OUTPUT: "an-pham",
    FileRole.PREVIEW: "xem-truoc",
    FileRole.CERTIFICATE: "phieu-kiem-tra",
}
ALT_NAME: Final = "van-ban-thay-the.txt"
README_NAME: Final = "DOC-TRUOC.txt"
_CHUNK: Final = 256 * 1024
#: What Windows takes in no name.
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST_TITLE: Final = 80
#: Names of devices on Windows, whatever their ending.
_DEVICES: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
#: These are compressed already.
_STORED: Final = frozenset({"pdf", "png", "docx"})


def zip_name(title: str, number: int) -> str:
    """The name under which a version is saved."""
    return f"{safe_title(title)} - bản {number}.zip"


def safe_title(title: str) -> str:
    """``title`` as a file's name without its ending: it holds nothing that Windows refuses."""
    cleaned = " ".join(_FORBIDDEN.sub(" ", title).split())[:_LONGEST_TITLE].rstrip(" .")
    return "anpham" if not cleaned or _DEVICES.match(cleaned) else cleaned


class VersionZip:
    """The zip of a version.

    Args:
        title: Of the project.
        choices: Those that the version was made of.
        names: The materials' names in Vietnamese.
    """

    def __init__(
        self,
        title: str,
        version: Version,
        files: FileStore,
        *,
        choices: Choices,
        names: Mapping[str, str],
    ) -> None:
        self._version = version
        self._files = files
        pieces = [PieceRecord.from_json(one) for one in version.findings]
        self._packed = [
            (f"{FOLDERS[file.role]}/{file.name}", file)
            for piece in pieces
            for file in piece.taken_away
        ]
        self._texts = {
            README_NAME: _readme(title, version, pieces, choices, names),
            ALT_NAME: _alternative_texts(pieces),
        }

    @property
    def tag(self) -> str:
        """ETag: of the names and contents of all that is in it."""
        digest = hashlib.sha256()
        for name, file in self._packed:
            digest.update(f"{name}\0{file.sha256}\n".encode())
        for name, text in self._texts.items():
            digest.update(f"{name}\0{text}\n".encode())
        return f'"{digest.hexdigest()[:40]}"'

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes of the zip."""
        sink = _Sink()
        with zipfile.ZipFile(sink, "w") as archive:
            for name, text in self._texts.items():
                # Notepad of older Windows takes a file without this mark for another encoding.
                data = text.replace("\n", "\r\n").encode("utf-8-sig")
                archive.writestr(self._entry(name, is_stored=False), data)
                yield sink.taken()
            for name, file in self._packed:
                entry = self._entry(name, is_stored=file.kind in _STORED)
                entry.file_size = file.size
                with archive.open(entry, "w") as target, self._open(file) as source:
                    while chunk := source.read(_CHUNK):
                        target.write(chunk)
                        yield sink.taken()
                yield sink.taken()
        yield sink.taken()

    def _open(self, file: FileRecord) -> io.BufferedReader:
        return self._files.path(file.sha256).open("rb")

    def _entry(self, name: str, *, is_stored: bool) -> zipfile.ZipInfo:
        at = self._version.at
        entry = zipfile.ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
        entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        return entry


class _Sink(io.RawIOBase):
    """A file that can only be written; what was written is taken away in pieces."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        """Always."""
        return True

    def write(self, data: object) -> int:
        """Take ``data``."""
        part = bytes(data)  # type: ignore[call-overload]
        self._parts.append(part)
        return len(part)

    def taken(self) -> bytes:
        """The bytes that were written since the last call."""
        joined = b"".join(self._parts)
        self._parts.clear()
        return joined


def _alternative_texts(pieces: list[PieceRecord]) -> str:
    """The words of each picture under its file's name, to be pasted where it is posted."""
    parts = []
    for piece in pieces:
        for file in piece.of_role(FileRole.OUTPUT, FileRole.PREVIEW):
            if file.kind == "png" and file.alt:
                parts.append(f"{file.name}\n{file.alt}\n")
    return "\n".join(parts)


def _readme(
    title: str,
    version: Version,
    pieces: list[PieceRecord],
    choices: Choices,
    names: Mapping[str, str],
) -> str:
    at = version.at
    lines = [
        title,
        f"Bản {version.number}{f' ({version.name})' if version.name else ''}, {version.author}"
        f" làm lúc {at.hour:02}:{at.minute:02} ngày {at.day:02}/{at.month:02}/{at.year}.",
        "",
        "Trong gói này:",
        f"  {FOLDERS[FileRole.OUTPUT]}/  tệp để in hoặc đăng",
        f"  {FOLDERS[FileRole.PREVIEW]}/  ảnh xem trước từng trang, không dùng để in",
        f"  {FOLDERS[FileRole.CERTIFICATE]}/  phiếu kiểm tra, gửi kèm cho nhà in",
        f"  {ALT_NAME}  lời thay cho ảnh, dán vào ô “văn bản thay thế” khi đăng ảnh",
        "",
        "Cách dùng:",
        f"  {FILES_USE[Destination(choices.destination)][0]}",
    ]
    if any(piece.is_draft for piece in pieces):
        lines += ["", "CHÚ Ý: nội dung CHƯA DUYỆT, mỗi trang có ghi “Bản thảo”. Đừng phát hành."]
    lines += ["", "Từng ấn phẩm:"]
    for piece in pieces:
        name = names.get(piece.material, piece.material)
        if not piece.is_made:
            lines.append(f"  {name}: chưa làm được, xem trang Kiểm tra và lấy")
            continue
        lines.append(f"  {name}{_about(piece, choices)}")
        lines += [f"    {file.name}" for file in piece.of_role(FileRole.OUTPUT)]
    return "\n".join(lines) + "\n"


def _about(piece: PieceRecord, choices: Choices) -> str:
    """Size, pages, sides and copies of a piece that has pages, after a colon."""
    if not piece.pages:
        return ""
    is_printed = choices.destination != Destination.SCREEN
    sides = f", {sides_words(piece)[0]}" if is_printed else ""
    copies = copies_words(copies_of(choices, piece))[0] if is_printed else ""
    return f": {size_words(piece)}, {piece.pages} trang{sides}{copies}"
