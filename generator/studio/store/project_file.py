"""A campaign as one file that another office opens: letter, campaign, pictures, approvals, choices.

The file (``.anpham``) is a zip archive::

    manifest.json    format, number, title, choices, who exported it and when, sha256 of each file
    campaign/…       the files of the campaign's folder

It comes from strangers: sizes, counts, names and sums are checked before anything is believed. Of
equal content the bytes are equal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import unicodedata
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from generator.core.errors import ContentError, Problem
from generator.core.messages import Message, msg
from generator.studio.store.archive import read_archive
from generator.studio.store.file_names import check_names

EXTENSION: Final = ".anpham"
#: The number of the format that is written; another one may mean something else by its keys.
FORMAT_NUMBER: Final = 1

_FORMAT: Final = "anpham-project"
_MANIFEST: Final = "manifest.json"
_FOLDER: Final = "campaign/"
_CAMPAIGN: Final = "campaign.yaml"
#: Archives know no year before 1980; a time of their own would make equal content differ.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE: Final = 0o100644 << 16
_MAX_MANIFEST_BYTES: Final = 1024 * 1024
#: Of a title or name of a person.
_MAX_LINE: Final = 200
_HINT: Final = msg("ask for the file once more, as it came from the studio")


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """The content of the file.

    Attributes:
        files: Of the campaign's folder, by their names.
        choices: As in a revision; what they mean is checked by those who know (``choices``).
        exported_by: The name of a person of the office that made the file.
    """

    title: str
    files: Mapping[str, bytes]
    choices: Mapping[str, Any]
    exported_by: str
    exported_at: dt.datetime


def exported(content: ProjectFile) -> bytes:
    """The bytes of the file.

    Raises:
        ContentError: if a name is one that not every system can hold.
    """
    check_names(content.files)
    manifest = {
        "format": _FORMAT,
        "number": FORMAT_NUMBER,
        "title": content.title,
        "exported_by": content.exported_by,
        "exported_at": content.exported_at.isoformat(),
        "choices": dict(content.choices),
        "files": {name: _sha256(data) for name, data in content.files.items()},
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1)
        archive.writestr(_entry(_MANIFEST), text.encode("utf-8"))
        for name in sorted(content.files):
            archive.writestr(_entry(_FOLDER + name), content.files[name])
    return written.getvalue()


def imported(data: bytes) -> ProjectFile:
    """The content of the bytes of such a file, which may come from anybody.

    Raises:
        ContentError: if it is no such file, is damaged or altered, larger than is read, or of a
            format that is not known.
    """
    entries = read_archive(data)
    manifest = _manifest(entries.pop(_MANIFEST, None))
    files = {name.removeprefix(_FOLDER): body for name, body in entries.items()}
    stated = _mapping(manifest, "files")
    if any(not name.startswith(_FOLDER) for name in entries) or stated.keys() != files.keys():
        _refuse("project-file-altered", msg("it holds other files than it states"))
    for name, body in files.items():
        if stated[name] != _sha256(body):
            _refuse("project-file-altered", msg("'{name}' was altered in it", name=name))
    if _CAMPAIGN not in files:
        _refuse("project-file-unreadable", msg("there is no campaign in it"))
    check_names(files)
    return ProjectFile(
        title=_line(manifest, "title"),
        files=files,
        choices=_mapping(manifest, "choices"),
        exported_by=_line(manifest, "exported_by"),
        exported_at=_moment(manifest, "exported_at"),
    )


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, on every system
    entry.external_attr = _REGULAR_FILE
    return entry


def _manifest(data: bytes | None) -> dict[str, Any]:
    if data is None or len(data) > _MAX_MANIFEST_BYTES:
        _refuse("project-file-unreadable", msg("it is no campaign of the studio"))
    try:
        manifest = json.loads(data.decode("utf-8"), parse_constant=_no_number)
        json.dumps(manifest, ensure_ascii=False).encode("utf-8")  # not of halves of characters
    except (ValueError, RecursionError):
        _refuse("project-file-unreadable", msg("its list of contents cannot be read"))
    if not isinstance(manifest, dict) or manifest.get("format") != _FORMAT:
        _refuse("project-file-unreadable", msg("it is no campaign of the studio"))
    number = manifest.get("number")
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        _refuse("project-file-unreadable", msg("its list of contents cannot be read"))
    if number != FORMAT_NUMBER:
        raise ContentError(
            Problem(
                "project-file-format",
                msg(
                    "the file has format {number}, and this anpham reads format {known}",
                    number=str(number)[:12],
                    known=FORMAT_NUMBER,
                ),
                msg("install the newest version of anpham"),
            )
        )
    return manifest


def _no_number(_: str) -> NoReturn:
    raise ValueError("NaN and infinity are no JSON")


def _mapping(manifest: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = manifest.get(key)
    if not isinstance(value, dict):
        _refuse("project-file-unreadable", msg("its list of contents cannot be read"))
    return value


def _line(manifest: Mapping[str, Any], key: str) -> str:
    value = manifest.get(key)
    if not isinstance(value, str) or len(value) > _MAX_LINE:
        _refuse("project-file-unreadable", msg("its list of contents cannot be read"))
    line = unicodedata.normalize("NFC", value)
    if not line.isprintable():
        _refuse("project-file-unreadable", msg("its list of contents cannot be read"))
    return line


def _moment(manifest: Mapping[str, Any], key: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(_line(manifest, key))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        _refuse("project-file-unreadable", msg("its list of contents cannot be read"))
    return moment


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _refuse(code: str, reason: Message) -> NoReturn:
    raise ContentError(
        Problem(code, msg("this file cannot be opened: {reason}", reason=reason), _HINT)
    )
