"""Recognition of print on a picture, by Tesseract with the Vietnamese model of ``assets/ocr``.

Pixels in, words with their boxes and a verdict on each out. A word that is not read with confidence
is read again by itself, in other sizes: what all readings agree on is taken, everything else is
unsure. The library is an extra (``anpham[ocr]``) and is loaded only here.
"""

from __future__ import annotations

import importlib.util
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

from PIL import Image, ImageOps

from generator.content.sources.scan_images import Pixels
from generator.core.errors import MissingResourceError, Problem
from generator.core.messages import msg

_LANGUAGE: Final = "vie"
#: A word read with less confidence is read again. Tesseract gives 0 to 100; on our scans 96 of 100
#: words at 92 or above were right, of those below one in four was wrong.
_CONFIDENT: Final = 92.0
#: Readings by itself that agree, each this confident, stand against the reading in its line.
_CONVINCING: Final = 95.0
#: Where the word has figures or signs, which the model's words do not help with.
_CONVINCING_SIGNS: Final = 85.0
#: A word that is read alike in its line and by itself is sure from here on.
_PLAUSIBLE: Final = 80.0
#: Sizes in which a word is read again, and the white around it in pixels.
_SCALES: Final = (0.75, 1.0, 1.5)
_MARGIN: Final = 12
_WHITE: Final = 20
#: Words of a page that are read again at most; a page that is mostly unreadable is not a paper.
_MAX_REREAD: Final = 120


@dataclass(frozen=True, slots=True)
class RecognizedWord:
    """A word on a page.

    Attributes:
        text: In NFC.
        box: Left, top, right and bottom in pixels, from the top left corner.
        baseline: Of its line, in pixels from the top; ``line_height`` of that line, in pixels.
        confidence: 0 to 100.
        is_sure: Whether its readings agree.
    """

    text: str
    box: tuple[int, int, int, int]
    baseline: float
    line_height: float
    confidence: float
    is_sure: bool


class _WordReading(NamedTuple):
    text: str
    confidence: float


def has_recognition() -> bool:
    """True if the extra is installed."""
    return importlib.util.find_spec("tesserocr") is not None


class Recognizer:
    """Tesseract, open while the block lasts.

    Args:
        model: The folder of the model.

    Raises:
        MissingResourceError: the extra is not installed, or the model cannot be opened.
    """

    def __init__(self, model: Path) -> None:
        if not has_recognition():
            raise MissingResourceError(missing_extra())
        import tesserocr

        self._library: Any = tesserocr
        try:
            self._page = self._opened(model, tesserocr.PSM.AUTO)
            self._word = self._opened(model, tesserocr.PSM.SINGLE_LINE)
        except RuntimeError as error:
            raise MissingResourceError(
                Problem(
                    "ocr-model-missing",
                    msg("Tesseract cannot open its Vietnamese model in {folder}", folder=model),
                    msg("install anpham again; on Windows, in a folder without accents"),
                )
            ) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._page.End()
        self._word.End()

    def words(self, grey: Pixels, *, dpi: float) -> tuple[RecognizedWord, ...]:
        """The words on a page in grey, in Tesseract's order."""
        image = Image.fromarray(grey)
        found = []
        reread = 0
        for word in self._found(image, dpi):
            if word.confidence < _CONFIDENT or not word.text.isalpha():
                reread += 1
                if reread <= _MAX_REREAD:
                    word = _judged(word, list(self._alone(image, word, dpi)))
            found.append(word)
        return tuple(found)

    def _opened(self, model: Path, layout: int) -> Any:  # it has no types
        return self._library.PyTessBaseAPI(path=str(model), lang=_LANGUAGE, psm=layout)

    def _found(self, image: Image.Image, dpi: float) -> Iterator[RecognizedWord]:
        api, level = self._page, self._library.RIL.WORD
        api.SetImage(image)
        api.SetSourceResolution(round(dpi))
        api.Recognize()
        for word in self._library.iterate_level(api.GetIterator(), level):
            try:
                text = word.GetUTF8Text(level)
            except RuntimeError:  # a block without a word
                continue
            text = unicodedata.normalize("NFC", text).strip()
            confidence, box = word.Confidence(level), word.BoundingBox(level)
            if text and box is not None:
                (_, start), (_, end) = word.Baseline(self._library.RIL.TEXTLINE)
                height = word.RowAttributes()["row_height"]
                yield RecognizedWord(
                    text,
                    tuple(box),
                    (start + end) / 2,
                    height,
                    confidence,
                    confidence >= _CONFIDENT,
                )

    def _alone(
        self, image: Image.Image, word: RecognizedWord, dpi: float
    ) -> Iterator[_WordReading]:
        """Readings of a word without its neighbours."""
        left, top, right, bottom = word.box
        crop = image.crop((left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN))
        for scale in _SCALES:
            size = max(1, round(crop.width * scale)), max(1, round(crop.height * scale))
            sized = crop.resize(size, Image.Resampling.BICUBIC)
            self._word.SetImage(ImageOps.expand(sized, _WHITE, 255))
            self._word.SetSourceResolution(round(dpi * scale))
            text = unicodedata.normalize("NFC", self._word.GetUTF8Text()).strip()
            yield _WordReading(text, min(self._word.AllWordConfidences(), default=0))


def missing_extra() -> Problem:
    """Problem of a scan when recognition is not installed."""
    return Problem(
        "ocr-missing",
        msg("this is a picture of a paper: reading it needs the extra anpham[ocr]"),
        msg('install it: pip install "anpham[ocr]"; or ask for the paper as .docx or .pdf'),
    )


def _judged(word: RecognizedWord, alone: list[_WordReading]) -> RecognizedWord:
    """``word``, as its readings by itself say."""
    texts = {reading.text for reading in alone}
    least = min((reading.confidence for reading in alone), default=0.0)
    if texts == {word.text}:
        return replace(word, is_sure=max(word.confidence, least) >= _PLAUSIBLE)
    if len(texts) == 1 and "" not in texts:
        text = texts.pop()
        if word.text.isalpha() and least >= _CONVINCING:
            return replace(word, text=text, confidence=least, is_sure=True)
        if not word.text.isalpha() and least >= _CONVINCING_SIGNS:
            return replace(word, text=text, confidence=least, is_sure=False)
    return replace(word, is_sure=word.confidence >= _CONFIDENT)
