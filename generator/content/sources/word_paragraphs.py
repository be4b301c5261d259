"""A paragraph of a Word file as the runs of text that people see, line by line.

Shown are insertions, results of fields, and texts of links and content controls; not shown are
deletions, hidden text and comments. Of text that a file holds twice for older programs
(``mc:AlternateContent``) one is read. What is left out is counted in a :class:`Tally`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from generator.content.sources.font_encodings import decode_by_font, encoding_of_font
from generator.content.sources.model import LineStyle
from generator.content.sources.office_package import Relationship
from generator.content.sources.symbol_fonts import is_symbol_font, signs
from generator.content.sources.word_styles import RunLook, Styles
from generator.content.sources.word_xml import (
    DRAWING,
    MATH,
    MC,
    VML,
    Element,
    R,
    W,
    integer,
    switch,
    value,
)
from generator.vietnamese.legacy_codes import Encoding

#: A paper of 500 pages has some 12,000 paragraphs and 60,000 runs; more takes longer than a reader
#: waits: 0.1 ms for a paragraph, 0.01 ms for a run.
MAX_PARAGRAPHS: Final = 20_000
MAX_RUNS: Final = 120_000

#: The target in the instruction of a field: HYPERLINK "https://..." \o "tip".
_HYPERLINK: Final = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]+)"|([^\s"\\]\S*))', re.I)
#: Targets that a telephone or a browser opens.
_OUTSIDE: Final = re.compile(r"(?:https?://|mailto:|tel:|www\.)\S", re.IGNORECASE)
#: Fields whose result Word shows and does not save.
_UNSAVED: Final = re.compile(r"\s*(?:AUTONUM|AUTONUMLGL|AUTONUMOUT|LISTNUM|SYMBOL)\b", re.I)
#: Line ends in the XML, at the ends of a text and inside of it.
_LAYOUT: Final = re.compile(r"^\s*[\n\r]\s*|\s*[\n\r]\s*$")
_LINE_ENDS: Final = re.compile(r"\s*[\n\r]\s*")
_SUPERSCRIPTS: Final = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_ANCHOR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_SHADOWED: Final = "visibility:hidden"


class LengthError(Exception):
    """A file is longer than any paper: :data:`MAX_PARAGRAPHS`, :data:`MAX_RUNS`."""


@dataclass(slots=True)
class Tally:
    """Counts of a file: its length, and what is beside its plain text, for the findings."""

    paragraphs: int = 0
    runs: int = 0
    insertions: int = 0
    deletions: int = 0
    hidden: list[str] = field(default_factory=list)
    pictures: int = 0
    drawings: int = 0
    formulas: int = 0
    embedded: int = 0
    unsaved_fields: int = 0
    encodings: Counter[Encoding] = field(default_factory=Counter)
    links: dict[str, None] = field(default_factory=dict)

    def add_link(self, target: str) -> None:
        """Add an outside target of a link."""
        if _OUTSIDE.match(target):
            self.links.setdefault(target.strip())


@dataclass(frozen=True, slots=True)
class WordRun:
    """A piece of text of one look."""

    text: str
    look: RunLook


@dataclass(slots=True)
class AnchoredBox:
    """A text box, or the text of a drawn sign, that is anchored in a paragraph.

    Attributes:
        content: The element that holds its paragraphs; None for a drawn sign.
        text: Of the drawn sign.
        is_above: Whether it stands above its paragraph.
    """

    content: Element | None
    text: str = ""
    is_above: bool = False


@dataclass(slots=True)
class ReadParagraph:
    """A paragraph as it was read.

    Attributes:
        segments: Its lines, parted at breaks; at least one, which may be empty.
        notes: The notes that it refers to, each by its kind ("footnote") and id.
    """

    segments: list[list[WordRun]] = field(default_factory=lambda: [[]])
    notes: list[tuple[str, int]] = field(default_factory=list)
    boxes: list[AnchoredBox] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True if nothing of it is seen."""
        return not any(self.segments)


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction, then its result."""

    instruction: list[str] = field(default_factory=list)
    in_result: bool = False


class ParagraphReader:
    """Reader of the paragraphs of one part; fields may span several."""

    def __init__(
        self, styles: Styles, relationships: Mapping[str, Relationship], tally: Tally
    ) -> None:
        self._styles = styles
        self._relationships = relationships
        self._tally = tally
        self._fields: list[_Field] = []
        self._style: str | None = None
        self._read = ReadParagraph()
        self._look = RunLook()
        contents = self._contents
        self._inline: dict[object, Callable[[Element], None]] = {
            f"{W}r": self._run,
            f"{W}hyperlink": self._hyperlink,
            f"{W}ins": self._inserted,
            f"{W}moveTo": self._inserted,
            f"{W}del": self._deleted,
            f"{W}moveFrom": self._deleted,
            f"{W}fldSimple": self._simple_field,
            f"{W}smartTag": contents,
            f"{W}customXml": contents,
            f"{W}sdt": contents,
            f"{W}sdtContent": contents,
            f"{W}bdo": contents,
            f"{W}dir": contents,
            f"{MC}AlternateContent": lambda element: contents(chosen(element)),
            f"{MATH}oMath": self._formula,
            f"{MATH}oMathPara": self._formula,
        }
        self._in_run: dict[object, Callable[[Element], None]] = {
            f"{W}t": lambda element: self._add(_written(element)),
            f"{W}tab": lambda element: self._add("\t"),
            f"{W}ptab": lambda element: self._add("\t"),
            f"{W}br": lambda element: self._break(),
            f"{W}cr": lambda element: self._break(),
            f"{W}noBreakHyphen": lambda element: self._add("-"),
            f"{W}sym": self._sign,
            f"{W}fldChar": self._field_character,
            f"{W}instrText": self._instruction,
            f"{W}drawing": self._drawing,
            f"{W}pict": self._drawing,
            f"{W}object": self._object,
            f"{W}footnoteReference": lambda element: self._note("footnote", element),
            f"{W}endnoteReference": lambda element: self._note("endnote", element),
            f"{W}ruby": self._ruby,
            f"{MC}AlternateContent": lambda element: self._run_children(chosen(element)),
        }

    def read(self, paragraph: Element, style: str | None) -> ReadParagraph:
        """The visible text of ``paragraph``, whose style's id is ``style``.

        Raises:
            LengthError: if the file is longer than any paper.
        """
        self._tally.paragraphs += 1
        if self._tally.paragraphs > MAX_PARAGRAPHS:
            raise LengthError
        self._style = style
        self._read = ReadParagraph()
        self._contents(paragraph)
        return self._read

    def _contents(self, parent: Element | None) -> None:
        for child in () if parent is None else parent:
            handler = self._inline.get(child.tag)
            if handler is not None:
                handler(child)

    def _run(self, run: Element) -> None:
        self._tally.runs += 1
        if self._tally.runs > MAX_RUNS:
            raise LengthError
        self._look = self._styles.run_look(self._style, run.find(f"{W}rPr"))
        self._run_children(run)

    def _run_children(self, parent: Element | None) -> None:
        for child in () if parent is None else parent:
            handler = self._in_run.get(child.tag)
            if handler is not None:
                handler(child)

    def _add(self, text: str) -> None:
        if not text or not self._is_shown():
            return
        if self._look.hidden:
            self._tally.hidden.append(text)
            return
        self._read.segments[-1].append(WordRun(text, self._look))

    def _break(self) -> None:
        if self._is_shown() and not self._look.hidden:
            self._read.segments.append([])

    def _is_shown(self) -> bool:
        """True outside of fields, and in their results."""
        return all(one.in_result for one in self._fields)

    def _inserted(self, element: Element) -> None:
        self._tally.insertions += 1
        self._contents(element)

    def _deleted(self, element: Element) -> None:
        self._tally.deletions += 1

    def _hyperlink(self, element: Element) -> None:
        related = self._relationships.get(element.get(f"{R}id") or "")
        if related is not None and related.is_external:
            self._tally.add_link(related.target)
        self._contents(element)

    def _simple_field(self, element: Element) -> None:
        self._follow(value(element, "instr") or "")
        self._contents(element)

    def _follow(self, instruction: str) -> None:
        """Note the target of a field that is a link."""
        link = _HYPERLINK.match(instruction)
        if link is not None:
            self._tally.add_link(link[1] or link[2])

    def _field_character(self, element: Element) -> None:
        match value(element, "fldCharType"):
            case "begin":
                self._fields.append(_Field())
                self._form_field(element.find(f"{W}ffData"))
            case "separate" if self._fields:
                self._fields[-1].in_result = True
                self._follow("".join(self._fields[-1].instruction))
            case "end" if self._fields:
                ended = self._fields.pop()
                if not ended.in_result and _UNSAVED.match("".join(ended.instruction)):
                    self._tally.unsaved_fields += 1

    def _instruction(self, element: Element) -> None:
        if self._fields and not self._fields[-1].in_result:
            self._fields[-1].instruction.append(element.text or "")

    def _form_field(self, data: Element | None) -> None:
        """Add what a form's box or list shows, which is not saved as a result."""
        if data is None:
            return
        shown = ""
        box, choice = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
        if box is not None:
            checked = switch(box, "checked")
            shown = "☒" if (switch(box, "default") if checked is None else checked) else "☐"
        elif choice is not None:
            entries = choice.findall(f"{W}listEntry")
            at = integer(choice.find(f"{W}result")) or 0
            shown = (value(entries[at]) or "") if 0 <= at < len(entries) else ""
        inner = self._fields.pop()
        self._add(shown)
        self._fields.append(inner)

    def _sign(self, element: Element) -> None:
        """Add a character of a symbol font, by its code."""
        try:
            character = chr(int(value(element, "char") or "", 16))
        except (ValueError, OverflowError):
            return
        self._add(signs(character, value(element, "font") or ""))

    def _note(self, kind: str, element: Element) -> None:
        identity = integer(element, "id")
        if identity is not None and self._is_shown() and not self._look.hidden:
            self._read.notes.append((kind, identity))

    def _ruby(self, element: Element) -> None:
        self._contents(element.find(f"{W}rubyBase"))

    def _object(self, element: Element) -> None:
        self._tally.embedded += 1
        self._drawing(element)

    def _drawing(self, element: Element) -> None:
        if not self._is_shown() or self._look.hidden:
            return
        is_above = _is_above(element)
        stack: list[Element | None] = [element]
        while stack:
            one = stack.pop()
            if one is None or _is_invisible(one):
                continue
            if one.tag == f"{W}txbxContent":
                self._read.boxes.append(AnchoredBox(one, is_above=is_above))
            elif one.tag == f"{MC}AlternateContent":
                stack.append(chosen(one))
            elif one.tag == f"{DRAWING}p":
                text = "".join(part.text or "" for part in one.iter(f"{DRAWING}t"))
                self._read.boxes.append(AnchoredBox(None, text, is_above))
            elif one.tag == f"{VML}textpath":
                self._read.boxes.append(AnchoredBox(None, one.get("string") or "", is_above))
            else:
                self._tally.pictures += one.tag in (f"{DRAWING}blip", f"{VML}imagedata")
                self._tally.drawings += one.tag in (_CHART, _DIAGRAM)
                stack.extend(reversed(one))

    def _formula(self, element: Element) -> None:
        if element.tag == f"{MATH}oMath":
            self._tally.formulas += 1
            self._look = self._styles.run_look(self._style, None)
            self._add(formula(element))
        else:
            self._contents(element)


def chosen(element: Element) -> Element | None:
    """The one of several versions of a content (``mc:AlternateContent``) that is read.

    The first that holds a text, else the first.
    """
    versions = [child for child in element if child.tag in (f"{MC}Choice", f"{MC}Fallback")]
    tags = (f"{W}t", f"{W}txbxContent", f"{DRAWING}t", f"{VML}textpath")
    with_text = (one for one in versions if next(one.iter(*tags), None) is not None)
    return next(with_text, versions[0] if versions else None)


def _written(element: Element) -> str:
    """The text of a ``w:t``, without what only lays out the XML around it.

    Spaces are kept also where no ``xml:space`` asks for that: a word too near is worse than a space
    too many.
    """
    text = element.text or ""
    if "\n" not in text and "\r" not in text:
        return text
    return _LINE_ENDS.sub(" ", _LAYOUT.sub("", text))


def _is_invisible(element: Element) -> bool:
    if element.tag == f"{_ANCHOR}docPr":
        return False
    properties = element.find(f"{_ANCHOR}docPr")
    if properties is not None and properties.get("hidden") in ("1", "true"):
        return True
    return _SHADOWED in (element.get("style") or "").replace(" ", "")


def _is_above(element: Element) -> bool:
    """True if a drawing is placed above the paragraph that it is anchored in."""
    place = element.find(f"{_ANCHOR}anchor/{_ANCHOR}positionV[@relativeFrom='paragraph']")
    offset = None if place is None else place.find(f"{_ANCHOR}posOffset")
    return offset is not None and (offset.text or "").strip().startswith("-")


def formula(element: Element) -> str:
    """A formula as one line: fractions with a stroke, powers raised."""
    if element.tag == f"{MATH}t":
        return element.text or ""
    if element.tag == f"{MATH}f":
        return "/".join(formula(part) for part in element if part.tag != f"{MATH}fPr")
    if element.tag == f"{MATH}sup":
        power = "".join(map(formula, element))
        raised = power.translate(_SUPERSCRIPTS)
        return raised if power and not set(raised) & set(power) else f"^({power})"
    return "".join(map(formula, element))


def text_of(runs: Sequence[WordRun], tally: Tally) -> str:
    """The text of ``runs`` as it is seen: legacy fonts decoded, signs and capitals as shown.

    All capitals (``w:caps``) are capitals to everybody who reads the paper, and in its PDF; small
    capitals keep the case that they were typed in.
    """
    pieces = []
    for (font, caps), group in groupby(runs, key=lambda run: (_special(run), run.look.caps)):
        text = "".join(run.text for run in group)
        if font and is_symbol_font(font):
            text = signs(text, font)
        elif font:
            decoded = decode_by_font(text, font)
            encoding = encoding_of_font(font)
            if decoded != text and encoding is not None:
                tally.encodings[encoding] += 1
            text = decoded
        pieces.append(text.upper() if caps else text)
    return "".join(pieces)


def _special(run: WordRun) -> str:
    """The name of a font that changes what its letters are; else nothing."""
    font = run.look.font
    is_special = encoding_of_font(font) is not None or is_symbol_font(font)
    return font if font and is_special else ""


def style_of(runs: Sequence[WordRun], *, centred: bool | None, indent: float | None) -> LineStyle:
    """The look of a line: bold and italic if all of it is, the size of most of it."""
    looks = [(run.look, len(run.text.strip())) for run in runs if run.text.strip()]
    if not looks:
        return LineStyle(centred=centred, indent=indent)
    sizes: Counter[float | None] = Counter()
    for look, length in looks:
        sizes[look.size] += length
    return LineStyle(
        bold=all(look.bold for look, _ in looks),
        italic=all(look.italic for look, _ in looks),
        centred=centred,
        size=sizes.most_common(1)[0][0],
        indent=indent,
    )
