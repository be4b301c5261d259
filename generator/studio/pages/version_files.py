"""Files of a version: one by one, or all in a zip."""

from __future__ import annotations

from typing import Final

from starlette.responses import FileResponse, Response, StreamingResponse

from generator.core.messages import msg
from generator.studio.choices import Choices
from generator.studio.pages.result import version_asked
from generator.studio.pages.version_view import piece_names
from generator.studio.records import FileRecord, PieceRecord
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.version_zip import VersionZip, zip_name

_TYPES: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
#: Shown in the browser; all else is only saved. An SVG of ours has no script, yet is not trusted.
_SHOWN: Final = frozenset({"pdf", "png", "jpg"})
#: Chromium shows a PDF in an element of its own, which the policy of pages forbids.
_PDF_POLICY: Final = "default-src 'none'; object-src 'self'; frame-ancestors 'none'"
#: The files of a version never change.
_CACHED: Final = "private, max-age=604800, immutable"


@endpoint("/p/{project}/ban/{version:int}/tep/{name}", right=Right.VIEW)
def one_file(call: Call) -> Response:
    """A file of a version: saved by the browser, or with ``xem`` shown in it, as to print it."""
    version = version_asked(call, str(call.request.path_params["version"]))
    file = _file(
        [PieceRecord.from_json(one) for one in version.findings], call.request.path_params["name"]
    )
    tag = f'"{file.sha256}"'
    if call.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag, "Cache-Control": _CACHED})
    is_shown = file.kind in _SHOWN and (call.text("xem") == "1" or file.kind == "jpg")
    return FileResponse(
        call.studio.files.path(file.sha256),
        media_type=_TYPES[file.kind],
        filename=file.name,
        content_disposition_type="inline" if is_shown else "attachment",
        headers={
            "ETag": tag,
            "Cache-Control": _CACHED,
            **({"Content-Security-Policy": _PDF_POLICY} if file.kind == "pdf" else {}),
        },
    )


@endpoint("/p/{project}/ban/{version:int}.zip", right=Right.VIEW)
def all_files(call: Call) -> Response:
    """All files of a version that people take away, in a zip."""
    version = version_asked(call, str(call.request.path_params["version"]))
    revision = call.studio.projects.revision(version.project, version.revision)
    packed = VersionZip(
        revision.title,  # as it was when the version was made, as all else in it
        version,
        call.studio.files,
        choices=Choices.from_json(revision.choices),
        names=piece_names(call.studio.assets, "vi"),
    )
    headers = {"ETag": packed.tag, "Cache-Control": "private, no-cache"}
    if call.request.headers.get("if-none-match") == packed.tag:
        return Response(status_code=304, headers=headers)
    name = zip_name(revision.title, version.number)
    return StreamingResponse(
        packed.chunks(),
        media_type="application/zip",
        headers={**headers, "Content-Disposition": attachment(name)},
    )


def _file(pieces: list[PieceRecord], name: str) -> FileRecord:
    for piece in pieces:
        for file in piece.files:
            if file.name == name:
                return file
    raise Refused(404, msg("this version has no such file"))


def attachment(name: str) -> str:
    """Content-Disposition of a file that is saved under ``name`` (RFC 6266, 4.3 and appendix D)."""
    from urllib.parse import quote

    from generator.vietnamese.accents import without_accents

    plain = without_accents(name).encode("ascii", "replace").decode().replace('"', "'")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


ENDPOINTS: Final[tuple[Endpoint, ...]] = (one_file, all_files)
