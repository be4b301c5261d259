"""Copies of pages to be rewritten, without opening their file again."""

from __future__ import annotations

from collections.abc import Iterable

import pikepdf

from generator.reading.pdf.objects import entry, has_entries


def copy_pages(pdf: pikepdf.Pdf, indexes: Iterable[int]) -> pikepdf.Pdf:
    """A file of its own with those pages of ``pdf``, zero-based, and what they draw.

    Of the catalogue only the layers are copied: the one thing in it that changes what is drawn.
    """
    made = pikepdf.new()
    made.pages.extend(pdf.pages[index] for index in indexes)
    layers = entry(pdf.Root, "/OCProperties")
    if has_entries(layers):
        made.Root.OCProperties = made.copy_foreign(pdf.make_indirect(layers))
    return made
