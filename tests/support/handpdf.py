"""PDFs made by hand: a page's operators and its resources, nothing else."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from support.shipped import ASSETS

from generator.preflight.document import OpenDocument, OpenPage, open_document
from generator.preflight.pdf.model import Mark

#: Where things are made before it is known on which page.
_SCRATCH = pikepdf.new()

#: Width and height in pt; whole pixels at 48 dpi.
SIZE = (300, 420)


def pdf_of(
    content: bytes | str,
    resources: Mapping[str, Any] | None = None,
    *,
    size: tuple[float, float] = SIZE,
    **entries: Any,
) -> pikepdf.Pdf:
    """A file of one page with these operators; ``entries`` are the page's own, as ``Rotate=90``."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=size)
    page.Contents = pdf.make_stream(
        content.encode("latin-1") if isinstance(content, str) else content
    )
    made = {
        f"/{kind}": Dictionary({f"/{name}": thing for name, thing in things.items()})
        for kind, things in (resources or {}).items()
    }
    page.Resources = pdf.copy_foreign(_SCRATCH.make_indirect(Dictionary(made)))
    for name, value in entries.items():
        page[f"/{name}"] = value
    return pdf


def saved(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    """The file's bytes."""
    written = io.BytesIO()
    pdf.save(written, **how)
    return written.getvalue()


def opened(data: bytes | pikepdf.Pdf) -> OpenDocument:
    """The file as a check sees it."""
    whole = saved(data) if isinstance(data, pikepdf.Pdf) else data
    return open_document(whole, "a.pdf", icc=ASSETS.icc)


def page_of(
    content: bytes | str, resources: Mapping[str, Any] | None = None, **how: Any
) -> OpenPage:
    """The one page of :func:`pdf_of`."""
    return opened(pdf_of(content, resources, **how)).pages[0]


def marks_of(
    content: bytes | str, resources: Mapping[str, Any] | None = None, **how: Any
) -> tuple[Mark, ...]:
    """Marks that the operators paint."""
    return page_of(content, resources, **how).marks


def stream(data: bytes, **entries: Any) -> Stream:
    """A stream for the resources of a page."""
    made = _SCRATCH.make_stream(data)
    for name, value in entries.items():
        made[f"/{name}"] = value
    return made


def form(content: bytes, box: tuple[float, ...], **entries: Any) -> Stream:
    """A form XObject."""
    return stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array(box), **entries)


def image(data: bytes, size: tuple[int, int], space: Any, bits: int = 8, **entries: Any) -> Stream:
    """An image XObject of ``size`` pixels."""
    return stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=space,
        BitsPerComponent=bits,
        **entries,
    )


def ramp(start: tuple[float, ...], end: tuple[float, ...]) -> Dictionary:
    """A function from one colour to another."""
    return Dictionary(FunctionType=2, Domain=[0, 1], C0=Array(start), C1=Array(end), N=1)


def spot(ink: str, *recipe: float) -> Array:
    """A Separation with its recipe in CMYK."""
    tint = ramp((0, 0, 0, 0), recipe)
    return Array([Name.Separation, Name(f"/{ink}"), Name.DeviceCMYK, tint])


def helvetica() -> Dictionary:
    """A font that is not embedded."""
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
