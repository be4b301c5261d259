"""Ghostscript as a print shop's RIP: the separations of a file's pages."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from support.tools import need_tool

#: Height x width, 0..1: how much of one ink lies on each pixel; rows go down.
Plate = NDArray[np.float32]

_PLATE = re.compile(r"page-(\d+)\((.+)\)\.tif")


def separations(
    pdf: Path, folder: Path, *, dpi: float, overprint: bool = True
) -> tuple[Mapping[str, Plate], ...]:
    """For each page the plates by ink, of what lies within the BleedBox.

    Args:
        pdf: The file.
        folder: For what Ghostscript writes; it is made.
        dpi: How fine the plates are.
        overprint: Whether what is set to overprint does.
    """
    folder.mkdir()
    subprocess.run(
        [
            need_tool("gs"),
            *("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{dpi}"),
            f"-dOverprint=/{'simulate' if overprint else 'disable'}",
            "-dUseBleedBox",
            f"-sOutputFile={folder / 'page-%d.tif'}",
            str(pdf),
        ],
        check=True,
        capture_output=True,
    )
    pages: dict[int, dict[str, Plate]] = {}
    for path in sorted(folder.iterdir()):
        named = _PLATE.fullmatch(path.name)
        # The picture of all plates together has no ink in its name.
        if named is not None:
            with Image.open(path) as image:
                ink = 1.0 - np.asarray(image, dtype=np.float32) / 255.0
            pages.setdefault(int(named[1]), {})[named[2]] = ink
    return tuple(pages[number] for number in sorted(pages))
