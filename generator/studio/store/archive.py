"""Zip archives of strangers, read within limits: in size, in number, in ratio.

Only what the studio itself writes is read: regular files, stored or deflated, no comment, no 64-bit
extension. So what is read can be bounded before it is.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from typing import Final, NoReturn

from generator.core.errors import ContentError, Problem
from generator.core.messages import Message, msg
from generator.studio.store.file_names import check_names

_MIB: Final = 1024 * 1024
#: A campaign's letter and pictures; scans of a letter are the largest.
MAX_ARCHIVE_BYTES: Final = 60 * _MIB
MAX_FILES: Final = 300
MAX_FILE_BYTES: Final = 40 * _MIB
MAX_TOTAL_BYTES: Final = 100 * _MIB
#: A file of one byte repeated shrinks by 1000, the SVGs and YAML of shipped campaigns by 3 to 6.
MAX_RATIO: Final = 150
#: A small file may shrink by more: it does no harm.
_ALWAYS_READ_BYTES: Final = _MIB

#: The end record of an archive without a comment (APPNOTE 4.3.16), and the mark of the locator of
#: the 64-bit one, which would stand before it (4.3.15).
_END: Final = struct.Struct("<4s4H2LH")
_END_MARK: Final = b"PK\x05\x06"
_LOCATOR_BYTES: Final = 20
_LOCATOR_MARK: Final = b"PK\x06\x07"
#: Of the list of entries, for each: its fixed part, a name, and fields of other systems.
_MAX_ENTRY_BYTES: Final = 1024
_ENCRYPTED: Final = 0x1

#: What the standard library raises for archives that are damaged or made to do harm.
_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)


def read_archive(data: bytes, *, has_folders: bool = False) -> dict[str, bytes]:
    """The files of the archive by their names.

    Args:
        has_folders: Whether it may list folders beside its files, as programs of other systems do.

    Raises:
        ContentError: if it is no archive, is damaged, larger than is read, or has names or entries
            that lead elsewhere.
    """
    _check_end(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if has_folders:
                entries = [entry for entry in entries if not entry.is_dir() or entry.file_size]
            _check(entries)
            return {entry.filename: _read(archive, entry) for entry in entries}
    except _FAULTS as error:
        raise _damaged() from error


def _check_end(data: bytes) -> None:
    """Check how much the reader would read, by the record at the end, before it reads."""
    if len(data) > MAX_ARCHIVE_BYTES:
        _too_large()
    if not data.startswith(b"PK\x03\x04"):
        _refuse(
            "project-file-unreadable",
            msg("it is no campaign of the studio"),
            msg("choose a file that ends in .anpham"),
        )
    end = data[-_END.size :]
    if len(end) < _END.size:
        raise _damaged()
    mark, _, _, count, total, size, _, comment = _END.unpack(end)
    locator = data[-_END.size - _LOCATOR_BYTES :][:4]
    if mark != _END_MARK or comment or count != total or locator == _LOCATOR_MARK:
        raise _damaged()
    if count > MAX_FILES or size > MAX_FILES * _MAX_ENTRY_BYTES:
        _too_large()


def _check(entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if (
            entry.orig_filename != entry.filename  # a NUL, or a separator of another system
            or entry.is_dir()
            or kind not in (0, stat.S_IFREG)
            or entry.flag_bits & _ENCRYPTED
            or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        ):
            _refuse(
                "project-file-unreadable",
                msg("it holds something that is no plain file"),
                msg("ask for the file once more, as it came from the studio"),
            )
        if entry.file_size > MAX_FILE_BYTES:
            _too_large()
        if (
            entry.file_size > _ALWAYS_READ_BYTES
            and entry.file_size > MAX_RATIO * entry.compress_size
        ):
            _too_large()
    check_names([entry.filename for entry in entries])
    if sum(entry.file_size for entry in entries) > MAX_TOTAL_BYTES:
        _too_large()


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as opened:
        # No more than is stated, whatever comes out of it: the sum of that was checked.
        data = opened.read(entry.file_size + 1)
    if len(data) != entry.file_size:
        raise _damaged()
    return data


def _too_large() -> NoReturn:
    _refuse(
        "project-file-too-large",
        msg("it is larger than a campaign is, or holds too many files"),
        msg("take large pictures out of the campaign, then save it as a file once more"),
    )


def _damaged() -> ContentError:
    return ContentError(
        Problem(
            "project-file-unreadable",
            msg("this file cannot be opened: {reason}", reason=msg("it is damaged or cut off")),
            msg("ask for the file once more, as it came from the studio"),
        )
    )


def _refuse(code: str, reason: Message, hint: Message) -> NoReturn:
    raise ContentError(
        Problem(code, msg("this file cannot be opened: {reason}", reason=reason), hint)
    )
