"""Line ends in finished pieces, judged by marks that an editor made and not by the breaker's rules.

All texts of five campaigns are marked by hand, as in ``rates``, and laid out in every material, in
several sizes and in both lengths of text. An end at "_" is wrong, and one at "~" where it could be
elsewhere. On display lines a word that leads on ("trên", "của") should not be the last one,
where the next line has room for it. What is marked whole and wider than its box must be cut.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks.vietnamese.rates import FREE, SENTENCES, WORD, Marked, read
from benchmarks.vietnamese.samples import offered_sizes
from generator.content.campaign import load_campaign
from generator.content.campaign_folders import campaign_folder
from generator.content.model import Campaign, Issuer, TextLength
from generator.core.assets import shipped_assets
from generator.core.destination import Destination
from generator.core.errors import DoesNotFitError
from generator.job import Job
from generator.layout.engine import LayoutEngine
from generator.layout.model import Fragment
from generator.pipeline import Pipeline
from generator.press.profiles import default_profile
from generator.typeset.fonts import FontBook, available_fonts
from generator.typeset.paragraph import Line, Wrap
from generator.vietnamese.compounds import load_lexicon

#: Marks of all texts that stand in the pieces.
MARKS: Final = SENTENCES / "pieces.txt"
#: The same for :func:`held_out_campaigns`, never read while rules and lexicon grow.
HELD_OUT_MARKS: Final = SENTENCES / "pieces-heldout.txt"
#: The goal: the share of line ends that an editor would change.
MAX_WRONG_ENDS: Final = 0.03

_HERE: Final = Path(__file__).parent
_DATE: Final = dt.date(2026, 11, 24)
#: Beside a material's own sizes, where it comes in any.
_OTHER_SIZES: Final = ("600x800mm", "150x240mm", "250x380mm")
#: With a short and a long name.
_ISSUERS: Final = (
    Issuer("Ủy ban nhân dân", "phường An Phú Đông", "Thành phố Hồ Chí Minh"),
    Issuer(
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
        "phường Đông Hưng Thuận",
        "Thành phố Hồ Chí Minh",
        "Số 18 đường Lê Thị Riêng, Khu phố 3",
        "028 3891 0000",
        "donghungthuan.example.vn",
    ),
)
#: Words with which an editor would not end a line of a headline or another display text.
SMALL_WORDS: Final = frozenset((
    "trên", "với", "và", "từ", "tại", "vào", "cho", "của", "các", "những", "để", "do", "theo", "về",
    "là", "khi", "mỗi", "mọi", "từng", "bằng", "bị", "trong", "ở", "dưới", "giữa", "vì", "hoặc",
    "hay", "như", "nếu", "thì", "mà", "không", "chưa", "đừng", "chẳng",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A line of a piece and the one after it.

    Attributes:
        mark: What the editor's marks have between the two.
        is_display: Whether the text is a headline, a caption or another text in balanced lines.
        may_move: Whether the last word has room on the line after it.
        is_forced: Whether what is cut is wider than the box.
    """

    piece: str
    line: str
    following: str
    mark: str
    is_display: bool
    may_move: bool
    is_forced: bool

    @property
    def is_small(self) -> bool:
        """True if the line ends with a word that leads on."""
        return self.line.split()[-1].lower() in SMALL_WORDS

    @property
    def is_wrong(self) -> bool:
        """True if an editor would change it."""
        if self.mark != FREE:
            return not self.is_forced
        return self.is_display and self.is_small and self.may_move

    def __str__(self) -> str:
        words, after = self.line.split(), self.following.split()
        return f"{' '.join(words[-4:])} / {' '.join(after[:3])}"


@dataclass(frozen=True, slots=True)
class EndRates:
    """Counts of line ends; texts without marks are in none of them but ``unmarked``."""

    ends: int
    wrong: int
    small: int
    unmarked: int

    @property
    def wrong_share(self) -> float:
        """Of all line ends, 0..1."""
        return self.wrong / self.ends

    @property
    def small_share(self) -> float:
        """Of all line ends, 0..1: those after a word that leads on."""
        return self.small / self.ends


def line_ends(campaigns: Iterable[Path] | None = None) -> tuple[list[LineEnd], set[str]]:
    """All line ends of all pieces, and the texts that have no marks.

    A piece that has no room for its campaign is left out.
    """
    marks = {_key(one.parts): one for path in (MARKS, HELD_OUT_MARKS) for one in read(path)}
    ends: list[LineEnd] = []
    unmarked: set[str] = set()
    for text in texts_of_pieces(campaigns):
        lines = tuple(line.text for line in text.lines)
        if len(lines) < 2:
            continue
        parts = " ".join(lines).split()
        # A numbered headline is marked without its number.
        numbered = parts[0].rstrip(".").isdigit() and _key(parts) not in marks
        marked = marks.get(_key(parts[numbered:]))
        if marked is None:
            unmarked.add(" ".join(parts[numbered:]))
            continue
        place = -1 - numbered
        for number, (line, following) in enumerate(pairwise(lines)):
            place += len(line.split())
            mark = marked.marks[place] if place >= 0 else "_"
            may_move = text.has_room_for_last_word(number)
            forced = mark == WORD and not text.has_room_for(_whole_at(marked, place))
            end = LineEnd(text.piece, line, following, mark, text.is_display, may_move, forced)
            ends.append(end)
    return ends, unmarked


def rate_ends(ends: Iterable[LineEnd], unmarked: set[str]) -> EndRates:
    """The rates of line ends."""
    found = list(ends)
    wrong, small = sum(one.is_wrong for one in found), sum(one.is_small for one in found)
    return EndRates(len(found), wrong, small, len(unmarked))


def _whole_at(sentence: Marked, place: int) -> str:
    """The words that are marked whole around a place in a sentence."""
    first = last = place
    while first > 0 and sentence.marks[first - 1] == WORD:
        first -= 1
    while last + 1 < len(sentence.marks) and sentence.marks[last + 1] == WORD:
        last += 1
    return " ".join(sentence.parts[first : last + 2])


@dataclass(frozen=True, slots=True)
class PieceText:
    """A text of a piece in lines; ``measure_em`` is that of its box."""

    piece: str
    is_display: bool
    lines: tuple[Line, ...]
    measure_em: float
    tracking_em: float

    def has_room_for_last_word(self, line: int) -> bool:
        """True if the last word of a line fits on the next one."""
        moved = f"{self.lines[line].text.split()[-1]} {self.lines[line + 1].text}"
        return self.has_room_for(moved)

    def has_room_for(self, words: str) -> bool:
        """True if some words of the text fit on a line."""
        face = self.lines[0].segments[0].face
        letters = sum(face.word(word).width_em for word in words.split())
        spaces = words.count(" ") * face.space_em
        return letters + spaces + len(words) * self.tracking_em <= self.measure_em


def texts_of_pieces(campaigns: Iterable[Path] | None = None) -> Iterator[PieceText]:
    """Each text of each piece."""
    assets = shipped_assets()
    pipeline = Pipeline(assets)
    engine = LayoutEngine(FontBook(available_fonts(assets)), load_lexicon(assets.lexicon))
    for folder in campaigns or default_campaigns():
        for job in _jobs(pipeline, load_campaign(folder)):
            name = f"{folder.name}, {job.material.name} {job.size.name} {job.text.value}"
            try:
                layout = engine.lay_out(pipeline.sheet(job))
            except DoesNotFitError:
                continue
            for page in layout.pages:
                for fragment in _texts(page):
                    assert fragment.text is not None
                    element, lines = fragment.element, fragment.text.lines
                    inside = fragment.width - element.shell_across
                    yield PieceText(
                        name,
                        element.style.text_wrap is Wrap.BALANCE,
                        lines,
                        inside / fragment.font_size,
                        element.style.letter_spacing,
                    )


def default_campaigns() -> list[Path]:
    """The shipped campaign, the one of the tests, and three made-up ones."""
    shipped = shipped_assets().campaigns
    tests = _HERE.parents[1] / "tests" / "support" / "campaigns" / "giu-suoi-sach"
    made_up = sorted(path for path in (_HERE / "campaigns").iterdir() if path.is_dir())
    read = [path for path in made_up if path not in held_out_campaigns()]
    return [campaign_folder("ung-xu-mang-xa-hoi", shipped), tests, *read]


def held_out_campaigns() -> list[Path]:
    """A made-up campaign whose line ends are only counted."""
    return [_HERE / "campaigns" / "hien-mau"]


def _jobs(pipeline: Pipeline, campaign: Campaign) -> Iterator[Job]:
    profile = default_profile(Destination.SCREEN, shipped_assets().profiles)
    # Those whose texts the editor has marked.
    for material in map(pipeline.catalogue.material, pipeline.catalogue.default_names()):
        others = tuple(offered_sizes(material, _OTHER_SIZES))
        for size in (*material.sizes, *others):
            for text in material.texts:
                for issuer in _ISSUERS:
                    theme = material.themes[0]
                    length = TextLength(text)
                    yield Job(campaign, issuer, material, theme, size, length, _DATE, profile)


def _texts(fragment: Fragment) -> Iterator[Fragment]:
    if fragment.text is not None:
        yield fragment
    for child in fragment.children:
        yield from _texts(child.fragment)


def _key(parts: Iterable[str]) -> str:
    return " ".join(parts).lower()
