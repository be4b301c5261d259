"""Parser of official letters: the plain text of a công văn in, a frozen :class:`Letter` out.

The form is that of Nghị định 30/2020/NĐ-CP as it arrives in plain text: issuing body, number,
subject, place and date, addressees, legal basis, numbered sections with bullets, a closing
paragraph, recipients and signature. Official wording is never mended: the guard and the joining
of wrapped lines are all that touches it. Faults of scanning are ignored only where they hide
the form: Markdown stars around the signature, "Noi nhận" without its horn.

Everything missing is reported at once, each at the line where it was expected. Campaigns are read
in ``campaign``, the lock on a letter is in ``letter_lock``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from generator.content.model import Bullet, CitedDocument, Letter, Section
from generator.core.errors import ContentError, Place, Problem
from generator.core.findings import Finding
from generator.core.messages import Message, msg
from generator.vietnamese.dates import DAY_PATTERN, read_day
from generator.vietnamese.decoding import decode_text
from generator.vietnamese.text_guard import conversion_findings, convert_file, guard_with_changes

_NUMBER: Final = re.compile(r"^Số\s*:?\s*(\d+[a-zđ]?)\s*/\s*([^\W_]+(?:\s?-\s?[^\W_]+)*)", re.I)
_DATE_LINE: Final = re.compile(rf"([^,]*?[^,\s])\s*,?\s*\bngày\s+({DAY_PATTERN})\W*$", re.I)
_DATE_BEGUN: Final = re.compile(r"\bngày\b.*\btháng\b", re.I)
_SUBJECT: Final = re.compile(r"^(?:V/v|Về việc)\s*:?\s*(.*)", re.I)
_NATION: Final = re.compile(r"^(?:CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|Độc lập\s*[-–])", re.I)
_ADDRESSEES: Final = re.compile(r"^Kính gửi\s*:?\s*(.*)", re.I)
_BASIS: Final = re.compile(r"^(?:Căn cứ|Thực hiện|Theo)\b", re.I)
_CITATION: Final = re.compile(
    rf"\bsố\s+(?P<number>\d\S*?/\S+?),?\s+ngày\s+(?P<day>{DAY_PATTERN})\s+của\s+(?P<issuer>.+?)"
    r",?\s+(?:về việc|về)\s+(?P<title>[^,;.]+)",
    re.I,
)
_SECTION: Final = re.compile(r"^(\d{1,2})[.)]\s+(\S.*)")
_BULLET: Final = re.compile(r"^[-–—•+*▪✓→]\s+(\S.*)")
_RECIPIENTS: Final = re.compile(r"^(?:\W*)N[ơo]i nhận\b", re.I)
_RULE_LINE: Final = re.compile(r"^[-–—_*=\s]+$")
_MARKDOWN: Final = re.compile(r"\*\*|__")
# KT., TM., TL. and the like stand close to the title in many letters.
_ROLE_SIGN: Final = re.compile(r"^(KT|TM|TL|TUQ|Q)\.\s*", re.I)

#: A closing paragraph has more words than what a scan leaves between paragraphs ("luu").
_MIN_CLOSING_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class _LetterLine:
    """A line of the file without the white space around it; ``number`` is 1-based."""

    number: int
    text: str

    @property
    def plain(self) -> str:
        """The text without Markdown's signs of emphasis; never for official text."""
        return _MARKDOWN.sub("", self.text).strip()


def parse_letter(data: bytes, *, source: str) -> Letter:
    """The letter in ``data``.

    Args:
        data: The file's bytes as received; the letter's sha256 is theirs.
        source: The file's name, for messages.

    Raises:
        ContentError: when it is no plain text, or no such letter; then with every part that is
            missing, at the line where it was expected.
    """
    text, findings = convert_file(decode_text(data, source=source), source=source)
    lines, more = _guarded_lines(text, source)
    parser = _LetterParser(lines, source)
    letter = parser.letter(hashlib.sha256(data).hexdigest(), findings or more)
    if parser.problems:
        raise ContentError(*sorted(parser.problems, key=lambda p: p.place.line or 0))
    return letter


def _guarded_lines(text: str, source: str) -> tuple[tuple[_LetterLine, ...], tuple[Finding, ...]]:
    """The lines in normal form, and the findings on legacy encodings found line by line."""
    lines: list[_LetterLine] = []
    findings: list[Finding] = []
    problems: list[Problem] = []
    # Not splitlines(): it also breaks at vertical tabs, which keep their line's number here.
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        try:
            guarded, changes = guard_with_changes(raw, place=Place(source, number))
        except ContentError as error:
            problems.extend(error.problems)
            continue
        findings += conversion_findings(changes, Place(source, number))
        # split() takes U+00A0 for a space too: in a letter it is left over from its own layout.
        lines.extend(_LetterLine(number, " ".join(piece.split())) for piece in guarded.split("\n"))
    if problems:
        raise ContentError(*problems)
    return tuple(lines), tuple(findings[:1])


class _LetterParser:
    """Parser of the form, part by part; it records what is missing.

    Indices are 0-based places in ``lines``; each part returns where the next may begin.
    """

    def __init__(self, lines: tuple[_LetterLine, ...], source: str) -> None:
        self._lines = lines
        self._source = source
        self.problems: list[Problem] = []

    def letter(self, sha256: str, findings: tuple[Finding, ...]) -> Letter:
        """The letter; its missing parts are empty, and ``problems`` names them."""
        number, number_at = self._number()
        place, date = self._place_and_date()
        addressees, addressees_end = self._addressees()
        basis, basis_at = self._basis(addressees_end)
        end = self._recipients_at()
        sections, sections_end = self._sections(basis_at + 1, end)
        closing = self._closing(sections_end, end)
        role, signatory = self._signature(sections_end)
        return Letter(
            source=self._source,
            sha256=sha256,
            number=number,
            date=date,
            place=place,
            issuing_body=self._issuing_body(number_at) if number else "",
            subject=self._subject(),
            addressees=addressees,
            basis=basis,
            sections=sections,
            closing=closing,
            signatory_role=role,
            signatory=signatory,
            findings=findings,
        )

    def _missing(self, code: str, message: Message, hint: Message, at: int) -> None:
        line = self._lines[min(at, len(self._lines) - 1)].number
        self.problems.append(Problem(code, message, hint, Place(self._source, line)))

    def _find(self, pattern: re.Pattern[str], start: int = 0) -> tuple[int, re.Match[str]] | None:
        for at in range(start, len(self._lines)):
            match = pattern.search(self._lines[at].plain)
            if match:
                return at, match
        return None

    def _number(self) -> tuple[str, int]:
        found = self._find(_NUMBER)
        if found is None:
            self._missing(
                "letter-number-missing",
                msg("no number found; expected a line as “Số: 8893/UBND-VHTT”"),
                msg("check that this is an official letter and that its head is whole"),
                0,
            )
            return "", 0
        at, match = found
        sign = "".join(match[2].split())
        return f"{match[1]}/{sign}", at

    def _issuing_body(self, number_at: int) -> str:
        names = [
            line.plain
            for line in self._lines[:number_at]
            if line.plain and not _NATION.search(line.plain) and not _RULE_LINE.match(line.plain)
        ]
        if not names:
            self._missing(
                "letter-body-missing",
                msg("no issuing body found; expected its name above the line “Số: ...”"),
                msg("add the name of the body that issued the letter"),
                0,
            )
        return " ".join(names)

    def _place_and_date(self) -> tuple[str, dt.date]:
        number = self._find(_NUMBER)
        looked_at = number[0] if number else 0
        for at in range(self._head_end()):
            # The number may share its line with the date, when two columns became one line.
            text = _NUMBER.sub("", self._lines[at].plain).strip()
            match = _date_line(text)
            if match:
                try:
                    return match[1].strip(), read_day(match[2])
                except ValueError:
                    self._missing(
                        "letter-date-wrong",
                        msg("there is no such day: {day}", day=match[2]),
                        msg("correct the date of the letter"),
                        at,
                    )
                    return "", dt.date.min
            if _DATE_BEGUN.search(text):
                looked_at = at
        self._missing(
            "letter-date-missing",
            msg("no date found; expected a line as “Quận 12, ngày 21 tháng 12 năm 2022”"),
            msg("add place and date; a letter without a date was not issued yet"),
            looked_at,
        )
        return "", dt.date.min

    def _head_end(self) -> int:
        """The index of the head's end: the addressees or the legal basis, whichever is first."""
        ends = [found[0] for p in (_ADDRESSEES, _BASIS) if (found := self._find(p)) is not None]
        return min(ends, default=len(self._lines))

    def _subject(self) -> str:
        found = self._find(_SUBJECT)
        if found is None or found[0] >= self._head_end():
            number = self._find(_NUMBER)
            self._missing(
                "letter-subject-missing",
                msg("no subject found; expected a line that begins with “V/v”"),
                msg("add the subject below the number"),
                number[0] if number else 0,
            )
            return ""
        at, match = found
        parts = [match[1]]
        for line in self._lines[at + 1 :]:
            ends = (_NATION, _ADDRESSEES, _RULE_LINE)
            if not line.plain or any(p.match(line.plain) for p in ends) or _date_line(line.plain):
                break
            parts.append(line.plain)
        return " ".join(part for part in parts if part)

    def _addressees(self) -> tuple[tuple[str, ...], int]:
        found = self._find(_ADDRESSEES)
        if found is None:
            self._missing(
                "letter-addressees-missing",
                msg("no addressees found; expected a line that begins with “Kính gửi:”"),
                msg("add to whom the letter was sent"),
                self._head_end(),
            )
            return (), 0
        at, match = found
        names = [match[1]] if match[1] else []
        end = at + 1
        open_name = bool(names)  # whether a following line continues the last name
        for end in range(at + 1, len(self._lines)):
            text = self._lines[end].plain
            bullet = _BULLET.match(text)
            if _BASIS.search(text) or _SECTION.match(text):
                break
            if bullet:
                names.append(bullet[1])
            elif text and open_name:
                names[-1] += " " + text
            elif text and names:
                break
            elif text:
                names.append(text)
            open_name = bool(text)
        if not names:
            self._missing(
                "letter-addressees-missing",
                msg("“Kính gửi:” names nobody"),
                msg("add to whom the letter was sent"),
                at,
            )
        return tuple(name.rstrip(" ;.,") for name in names), end

    def _basis(self, start: int) -> tuple[CitedDocument, int]:
        nothing = CitedDocument("", dt.date.min, "", "")
        found = self._find(_BASIS, start)
        if found is None:
            self._missing(
                "letter-basis-missing",
                msg("no legal basis found; expected a paragraph that begins with “Căn cứ”"),
                msg("add the document that the letter rests on"),
                start,
            )
            return nothing, start
        at = found[0]
        match = _CITATION.search(self._paragraph(at))
        while match is None and (found := self._find(_BASIS, found[0] + 1)) is not None:
            # Laws come first and bear no number of their own in the text; look further.
            match = _CITATION.search(self._paragraph(found[0]))
            at = found[0] if match else at
        if match is None:
            self._missing(
                "letter-basis-unclear",
                msg(
                    "the legal basis names no document as "
                    "“Quyết định số ... ngày ... của ... về việc ...”"
                ),
                msg("write its number, date, issuer and title"),
                at,
            )
            return nothing, at
        try:
            day = read_day(match["day"])
        except ValueError:
            self._missing(
                "letter-date-wrong",
                msg("there is no such day: {day}", day=match["day"]),
                msg("correct the date of the legal basis"),
                at,
            )
            return nothing, at
        return CitedDocument(match["number"], day, match["issuer"], match["title"].strip()), at

    def _paragraph(self, at: int) -> str:
        """The lines from ``at`` to the next blank line, joined."""
        parts = []
        for line in self._lines[at:]:
            if not line.text:
                break
            parts.append(line.text)
        return " ".join(parts)

    def _recipients_at(self) -> int | None:
        found = self._find(_RECIPIENTS)
        return found[0] if found else None

    def _sections(self, start: int, end: int | None) -> tuple[tuple[Section, ...], int]:
        """The sections between two lines, and the index after the last of their lines."""
        drafts: list[_SectionDraft] = []
        after = start
        joins = False  # whether a plain line goes on with what stands before it
        for at in range(start, len(self._lines) if end is None else end):
            line = self._lines[at]
            section = _SECTION.match(line.plain)
            bullet = _BULLET.match(line.text)
            if section:
                drafts.append(_SectionDraft(int(section[1]), section[2], line.number))
            elif drafts and bullet:
                drafts[-1].bullets.append(_BulletDraft(bullet[1], line.number))
            elif drafts and line.text and joins:
                drafts[-1].join(line.text)
            elif drafts and line.text and drafts[-1].is_broken_off(line.text):
                self._missing(
                    "letter-text-torn",
                    msg("this line seems to go on with the text above the blank line"),
                    msg("remove the blank line, or begin the line with “- ” or a capital"),
                    at,
                )
            else:
                joins = False
                continue
            joins = True
            after = at + 1
        if not any(draft.bullets for draft in drafts):
            self._missing(
                "letter-sections-missing",
                msg("no numbered section with bullets found; expected “1. ...” and “- ...”"),
                msg("number the sections and begin each bullet with “- ”"),
                start,
            )
        return tuple(draft.section() for draft in drafts), after

    def _closing(self, start: int, end: int | None) -> str:
        """The last paragraph before the recipients, but for short remains of a scan."""
        paragraphs: list[list[str]] = [[]]
        for line in self._lines[start : len(self._lines) if end is None else end]:
            if line.text:
                paragraphs[-1].append(line.text)
            elif paragraphs[-1]:
                paragraphs.append([])
        texts = [" ".join(parts) for parts in paragraphs]
        if end is None:
            # Without recipients only the official end sign marks the closing paragraph.
            texts = [text for text in texts if text.endswith("./.")]
        texts = [text for text in texts if len(text.split()) >= _MIN_CLOSING_WORDS]
        if not texts:
            self._missing(
                "letter-closing-missing",
                msg("no closing paragraph found; expected one above “Nơi nhận”, ended by “./.”"),
                msg("check that the end of the letter is whole"),
                len(self._lines) - 1 if end is None else end,
            )
            return ""
        return texts[-1].removesuffix("./.").rstrip()

    def _signature(self, start: int) -> tuple[str, str]:
        """Role and name: after the sections, lines in capitals, and below them a name."""
        roles: list[str] = []
        name = ""
        for line in self._lines[start:]:
            text = line.plain
            if _BULLET.match(line.text) or _RECIPIENTS.match(text) or _RULE_LINE.match(text):
                continue
            if text.isupper() and len(text.split()) >= 2:
                roles.append(_ROLE_SIGN.sub(lambda sign: f"{sign[1]}. ", text))
                name = ""
            elif roles and _is_name(text):
                name = text
        if not roles or not name:
            self._missing(
                "letter-signature-missing",
                msg("no signature found; expected a role in capitals and below it a name"),
                msg("add who signed, as “CHỦ TỊCH” and “Nguyễn Văn A”"),
                len(self._lines) - 1,
            )
        return ", ".join(roles), name


@dataclass(slots=True)
class _BulletDraft:
    text: str
    line: int


class _SectionDraft:
    """Builder of a section while its lines are read."""

    def __init__(self, number: int, title: str, line: int) -> None:
        self._number = number
        self._title = title
        self._line = line
        self.bullets: list[_BulletDraft] = []

    def join(self, text: str) -> None:
        """Append to the last bullet, or to the title when there is none yet."""
        if self.bullets:
            self.bullets[-1].text += " " + text
        else:
            self._title += " " + text

    def is_broken_off(self, following: str) -> bool:
        """True if the last bullet stops in the middle and ``following`` goes on with it.

        A page break often leaves a blank line inside a sentence; to drop the rest of an
        official text in silence would misquote it.
        """
        if not self.bullets:
            return False
        ended = self.bullets[-1].text.endswith((".", ";", ":", "!", "?", "…", ")", "”", '"'))
        return not ended and following[0].islower()

    def section(self) -> Section:
        """The finished section; the colon that announces its bullets is no part of its title."""
        bullets = tuple(Bullet(draft.text, draft.line) for draft in self.bullets)
        return Section(self._number, self._title.rstrip(" :"), bullets, self._line)


def _date_line(text: str) -> re.Match[str] | None:
    """Place and day, if ``text`` is such a line; no part of a subject that ends with a day."""
    match = _DATE_LINE.match(text)
    is_place = match and match[1][0].isupper() and not _SUBJECT.match(text)
    return match if is_place else None


def _is_name(text: str) -> bool:
    """True if ``text`` is a person's name: two to six words, each with a capital, no signs."""
    words = text.split()
    return 2 <= len(words) <= 6 and all(w[0].isupper() and w.isalpha() for w in words)
