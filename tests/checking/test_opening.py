"""A file is opened and its metadata parsed once, whatever is asked of it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from defusedxml.ElementTree import fromstring
from support.corpus import office_base, press_base
from support.shipped import ASSETS

from generator.checking import CheckTerms, check_file
from generator.preflight.pdf import xmp


class Opens:
    """Counts how often the bytes of one file are opened or parsed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.counts: dict[str, int] = {}

    def counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(source: Any, *args: Any, **kwargs: Any) -> Any:
            data = source.getvalue() if isinstance(source, io.BytesIO) else source
            if not isinstance(data, bytes) or data == self._data or name == "xmp":
                self.counts[name] = self.counts.get(name, 0) + 1
            return call(source, *args, **kwargs)

        return counting


@pytest.mark.parametrize("base", [press_base, office_base], ids=lambda base: str(base.__name__))
def test_a_file_is_opened_once_with_each_library_and_its_metadata_read_once(
    monkeypatch: pytest.MonkeyPatch, base: Callable[[], bytes]
) -> None:
    data = base()
    opens = Opens(data)
    monkeypatch.setattr(pikepdf, "open", opens.counted("pikepdf", pikepdf.open))
    monkeypatch.setattr(pypdfium2, "PdfDocument", opens.counted("pdfium", pypdfium2.PdfDocument))
    monkeypatch.setattr(f"{xmp.__name__}.fromstring", opens.counted("xmp", fromstring))
    terms = CheckTerms(today=dt.date(2026, 11, 24), assets=ASSETS, has_pictures=True)
    checked = check_file(data, Path("a.pdf"), terms)
    assert checked.result is not None
    assert checked.pictures
    assert opens.counts == {"pikepdf": 1, "pdfium": 1, "xmp": 1}


def test_nothing_but_the_readers_of_packets_and_scripts_parses_xml() -> None:
    package = Path(xmp.__file__).parents[1]
    parsers = {
        path.name for path in package.rglob("*.py") if "ElementTree" in path.read_text("utf-8")
    }
    assert parsers == {"xmp.py", "spoken.py"}
