"""The zip that the studio hands over, read by programs that are not ours."""

from __future__ import annotations

import subprocess
import unicodedata
import zipfile
from pathlib import Path

import zxingcpp
from PIL import Image
from support.tools import need_tool


class TakenAway:
    """A zip of a version, unpacked into ``folder``.

    Attributes:
        pieces: The PDF files, each by its name.
    """

    def __init__(self, archive: Path, folder: Path) -> None:
        with zipfile.ZipFile(archive) as opened:
            assert opened.testzip() is None
            opened.extractall(folder)
        self.folder = folder
        self.pieces = {path.name: path for path in sorted((folder / "an-pham").glob("*.pdf"))}

    def check_syntax(self) -> None:
        """Fail unless qpdf finds every PDF in order."""
        for path in self.pieces.values():
            command = [need_tool("qpdf"), "--check", str(path)]
            subprocess.run(command, check=True, capture_output=True)

    def text(self, name: str) -> str:
        """All that poppler reads in a piece, on one line, in NFC."""
        command = [need_tool("pdftotext"), str(self.pieces[name]), "-"]
        done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
        return unicodedata.normalize("NFC", " ".join(done.stdout.split()))

    def codes(self) -> set[str]:
        """The codes that ZXing reads off the previews."""
        found: set[str] = set()
        for path in (self.folder / "xem-truoc").glob("*.png"):
            with Image.open(path) as picture:
                read = zxingcpp.read_barcodes(picture.convert("RGB"))
            found |= {one.text for one in read}
        return found
