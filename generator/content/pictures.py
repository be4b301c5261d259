"""The pictures that a campaign file names: files of its own folder, and shipped drawings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from generator.content.approval import FileReader
from generator.content.display_texts import display_text
from generator.content.drawings import Drawing, load_drawings
from generator.content.model import Illustration
from generator.content.yaml_nodes import YamlNode
from generator.core.errors import InputOutputError
from generator.core.messages import msg
from generator.core.near_names import near_names

#: Names of pictures that a campaign may have (``draw.picture_files`` reads them).
_PICTURE_NAME: Final = (
    r"[^/\\]*[^/\\.][^/\\]*\.(?i:svg|png|jpe?g|jpe|jfif|webp|gif|tiff?|bmp|heic|heif|avif)"
)


def read_pictures(
    node: YamlNode, source: str, read_file: FileReader, drawings: Path | None
) -> dict[str, Illustration]:
    """The pictures of the mapping ``node`` by name, each with its bytes.

    Args:
        source: The campaign file's name; the pictures are named beside it.
        drawings: The folder of the shipped drawings; None where there are none.
    """
    pictures = {}
    for name in node:
        one = node.mapping(name)
        pictures[name] = (
            _drawing(one, drawings) if "drawing" in one else _own_file(one, source, read_file)
        )
    return pictures


def _own_file(node: YamlNode, source: str, read_file: FileReader) -> Illustration:
    file = node.text(
        "file",
        pattern=_PICTURE_NAME,
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
    return Illustration(
        _src(data, file), alt, data, str(Path(source).parent / file), node.place("file")
    )


def _src(data: bytes, name: str) -> str:
    """A picture's name by its content: what was painted of another of this name is not this one."""
    return f"{hashlib.sha256(data).hexdigest()[:16]}/{name}"


def _drawing(node: YamlNode, folder: Path | None) -> Illustration:
    """A shipped drawing; its own words say what it shows, unless the campaign has others."""
    name = node.text("drawing")
    known = load_drawings(folder) if folder is not None else dict[str, Drawing]()
    drawing = known.get(name)
    if "file" in node:
        node.text("file", default="")
        node.report(
            "two-pictures",
            msg("“drawing” and “file” are both set; keep only one"),
            key="file",
        )
    alt = display_text(node, "alt", default=drawing.alt if drawing is not None else "")
    if drawing is None:
        _report_unknown(node, name, known)
        return Illustration("", alt, b"", "", node.place("drawing"))
    data = drawing.file.read_bytes()
    return Illustration(
        _src(data, drawing.file.name), alt, data, str(drawing.file), node.place("drawing")
    )


def _report_unknown(node: YamlNode, name: str, known: Iterable[str]) -> None:
    if not name:
        return  # that it is empty was reported
    near = near_names(name.lower(), known)
    node.report(
        "drawing-unknown",
        msg("no drawing '{name}' is shipped", name=name),
        hint=msg(
            "use {known}; or name a file of the campaign's folder with “file”",
            known=", ".join(near or known),
        ),
        key="drawing",
    )
