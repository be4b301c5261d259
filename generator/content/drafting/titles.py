"""Title, kicker, legal line and the other texts of a draft, from a letter's fields."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from generator.content.drafting.model import DraftLegalBasis
from generator.content.letters.model import CitedDocument, Letter, LetterBlock, LetterKind
from generator.vietnamese.break_tokens import lexicon_form
from generator.vietnamese.dates import DAY_PATTERN, read_day, short_day
from generator.vietnamese.official_names import split_name, unit_in_text
from generator.vietnamese.verbs import begins_verb

#: What a subject begins with before it comes to its matter: it says how papers work, not what is
#: asked of people.
_OFFICIAL: Final = re.compile(
    r"(?:(?:v/v|về việc|việc|về|tiếp tục|tăng cường|đẩy mạnh|triển khai thực hiện|triển khai"
    r"|thực hiện|tổ chức thực hiện|tổ chức triển khai|phối hợp|chỉ đạo|quán triệt|công tác"
    r"|nâng cao (?:hiệu quả|chất lượng)|(?:các|một số) (?:biện pháp|giải pháp)|các nhiệm vụ"
    r"|nội dung|tuyên truyền|phổ biến|hướng dẫn thực hiện|ban hành (?:kế hoạch|hướng dẫn)|kế hoạch"
    r"|thông báo|vận động thực hiện)\b(?!\s*(?:,|và\b|giao thông))\s*(?:về\s+|việc\s+)?)+",
    re.IGNORECASE,
)
#: "Ban hành Quy định nuôi chó" is about the rules, "tổ chức Ngày hội" about the day.
_NAMED: Final = re.compile(r"(?:ban hành|tổ chức|phát động|hưởng ứng)\s+", re.IGNORECASE)
_CAPITAL: Final = re.compile(r"[A-ZÀ-ỸĐ]")
_WHERE: Final = re.compile(
    r"\s+trên địa bàn\s+(?:phường|xã|thị trấn|quận|huyện|thành phố|tỉnh|đặc khu)\b[^,;]*$",
    re.IGNORECASE,
)
#: A subject that is left with less than this after its beginning was taken off keeps it.
_LEAST_TITLE: Final = 2

_SITE: Final = re.compile(
    r"(?<![@\w.-])(?:https?://\S+|(?:[a-z0-9-]+\.)+(?:vn|com|net|org|edu|gov|info|me|app|io)"
    r"(?![\w@-]|\.\w)(?:/\S*)?)",
    re.IGNORECASE,
)
_LINK_ENDS: Final = ".,;:!?)]}>\"'”’»"

_KINDS: Final = (
    *("Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Kế hoạch", "Công văn", "Công điện"),
    *("Thông báo", "Thông tư", "Hướng dẫn", "Chương trình", "Kết luận", "Tờ trình", "Bản tin"),
    *("Báo cáo", "Luật", "Bộ luật", "Pháp lệnh", "Thông tri", "Quy định", "Đề án", "Thư ngỏ"),
)
#: In characters; a paragraph that gives a reason is no page.
_LONGEST_REASON: Final = 3000
#: Syllables of each half of a slogan: fewer say nothing alone, more are no line of a headline.
_HALF_LEAST: Final = 3
_HALF_MOST: Final = 9
_DENIALS: Final = frozenset(("không", "đừng", "chớ", "chẳng", "hãy", "cùng"))
_REASON: Final = re.compile(
    r"(?:^|[,;]\s*)((?:nhằm|để|góp phần)\s[^,;:]+(?:,\s[^,;:]+)*?)"
    r"(?=,\s*(?:Ủy ban|Uỷ ban|UBND|Chủ tịch|Đảng ủy|Ban |Hội |Công an|Thường trực)|[;:.]|$)",
    re.IGNORECASE,
)

#: Bodies with the capitals that running text gives them (Nghị định 30/2020/NĐ-CP, Phụ lục II).
_BODIES: Final = (
    *("Ủy ban nhân dân", "Hội đồng nhân dân", "Đảng ủy", "Đảng bộ", "Huyện ủy", "Tỉnh ủy"),
    *("Thành ủy", "Công an", "Văn phòng", "Trạm Y tế", "Hội Chữ thập đỏ", "Hội Nông dân"),
    *("Hội Liên hiệp Phụ nữ", "Hội Phụ nữ", "Hội Cựu chiến binh", "Hội Người cao tuổi"),
    *("Ủy ban Mặt trận Tổ quốc Việt Nam", "Ban Chỉ huy Quân sự", "Ban Chỉ huy Phòng thủ dân sự"),
    *("Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Liên đoàn Lao động", "Ban Chỉ đạo", "Sở Y tế"),
    *("Sở Giáo dục và Đào tạo", "Sở Văn hóa và Thể thao", "Sở Văn hóa, Thể thao và Du lịch"),
    *("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công"),
)


def draft_title(subject: str) -> str:
    """The matter of ``subject``, without the words of papers before it; never a word added."""
    bare = " ".join(subject.split()).strip(" .;:")
    matter = bare
    found = _OFFICIAL.match(matter)
    if found is not None:
        matter = matter[found.end() :]
    named = _NAMED.match(matter)
    if named is not None and _CAPITAL.match(matter[named.end() :]):
        matter = matter[named.end() :]
    matter = _WHERE.sub("", matter) or matter
    if len(matter.split()) < _LEAST_TITLE:
        matter = bare
    return _upper(matter)


def draft_kicker(letter: Letter) -> str:
    """The line above the title: of which kind the paper is, and whose, as far as it is known."""
    if letter.kind is LetterKind.OPEN_LETTER:
        body = body_in_text(letter)
        return f"Thư ngỏ của {body}" if body else "Thư ngỏ"
    cited = _cited(letter)
    return f"Theo {cited}" if cited else ""


def draft_legal_line(letter: Letter) -> str:
    """The letter as a source, as running text cites it.

    Its standing was not looked up, so it is no "Căn cứ" (``content.legal_line``).
    """
    cited, body = _cited(letter) or kind_in_text(letter.kind), body_in_text(letter)
    return f"Nguồn: {cited}{f' của {body}' if body else ''}."


def _cited(letter: Letter) -> str:
    """The letter by kind, number and day, as far as it has them; empty with neither."""
    number = (letter.number or "").replace(" ", "")
    is_numbered = bool(number) and number[:1].isdigit()
    parts = [kind_in_text(letter.kind)]
    if is_numbered:
        parts.append(f"số {number}")
    if letter.date is not None:
        parts.append(f"ngày {short_day(letter.date)}")
    return " ".join(parts) if len(parts) > 1 else ""


def kind_in_text(kind: LetterKind) -> str:
    """The kind as running text names a paper of it."""
    return "Văn bản" if kind is LetterKind.OTHER else _upper(kind.value)


def body_in_text(letter: Letter) -> str:
    """The issuing body as running text spells it.

    The letter's own spelling where its text has one, else by rule for bodies that are known; a
    body that is neither stays in capitals.
    """
    body = " ".join((letter.issuing_body or "").split())
    if not body.isupper():
        return body
    texts = (*(block.text for block in letter.blocks), letter.closing or "", *letter.recipients)
    for text in texts:
        at = lexicon_form(text).find(lexicon_form(body))
        found = text[at : at + len(body)]
        if at >= 0 and len(lexicon_form(text)) == len(text) and not found.isupper():
            return _upper(found)
    return _by_rule(body)


def _by_rule(body: str) -> str:
    starts = sorted(
        (at, name) for name in _BODIES for at in _starts(lexicon_form(body), lexicon_form(name))
    )
    parts: list[tuple[int, str]] = []
    for at, name in starts:
        if parts and at < parts[-1][0] + len(parts[-1][1]):
            if at == parts[-1][0] and len(name) > len(parts[-1][1]):
                parts[-1] = (at, name)
            continue
        parts.append((at, name))
    if not parts or parts[-1][0] + len(parts[-1][1]) > len(body):
        return body
    at, name = parts[-1]
    unit = body[at + len(name) :].strip()
    if not unit and len(parts) > 1:  # an office of the body above it: "Văn phòng Đảng ủy …"
        above_at, above = parts[-2]
        above_unit = body[above_at + len(above) : at].strip()
        return f"{name} {_with_unit(above, above_unit)}" if above_unit else body
    return _with_unit(name, unit) if unit or len(parts) == 1 else body


def _starts(text: str, part: str) -> Iterator[int]:
    for found in re.finditer(rf"(?<!\S){re.escape(part)}(?!\S)", text):
        yield found.start()


def _with_unit(name: str, unit: str) -> str:
    if not unit:
        return name
    if "'" in unit or "’" in unit or split_name(unit).body:
        return f"{name} {unit}"
    words = [word[:1] + word[1:].lower() for word in unit.split()]
    return f"{name} {unit_in_text(' '.join(words))}"


def draft_legal(letter: Letter) -> tuple[DraftLegalBasis, ...]:
    """The documents that the letter rests on, and the letter itself, none of them looked up."""
    texts = [block.text for block in letter.blocks]
    bases = [_basis(cited, texts) for cited in letter.legal_bases]
    own = DraftLegalBasis(
        kind=kind_in_text(letter.kind),
        number=(letter.number or "").replace(" ", "") or None,
        date=letter.date,
        written_date=letter.date_line,
        issuer=body_in_text(letter) or None,
        title=letter.subject,
        is_letter=True,
    )
    return (*bases, own)


def _basis(cited: CitedDocument, texts: list[str]) -> DraftLegalBasis:
    return DraftLegalBasis(
        kind=_kind_of(cited, texts),
        number=cited.number,
        date=_day(cited.date),
        written_date=cited.date,
        issuer=cited.issuer,
        title=cited.title,
    )


def _kind_of(cited: CitedDocument, texts: list[str]) -> str:
    """The name of a kind that stands before the number of the document in ``texts``."""
    if cited.number:
        kinds = "|".join(map(re.escape, _KINDS))
        pattern = re.compile(rf"({kinds})\s+(?:số\s+)?{re.escape(cited.number)}", re.IGNORECASE)
        for text in texts:
            if found := pattern.search(text):
                return _upper(found[1].lower())
    title = cited.title or ""
    return next((kind for kind in ("Bộ luật", "Luật", "Pháp lệnh") if title.startswith(kind)), "")


def _day(written: str | None) -> dt.date | None:
    if written is None or re.fullmatch(DAY_PATTERN, written.strip()) is None:
        return None
    try:
        return read_day(written)
    except ValueError:
        return None


def find_links(letter: Letter, links: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Web addresses in the letter's text, then ``links``; each once, all with their scheme."""
    texts = (*(block.text for block in letter.blocks), letter.closing or "")
    found = [match[0].rstrip(_LINK_ENDS) for text in texts for match in _SITE.finditer(text)]
    whole = [
        link if re.match(r"https?://", link, re.IGNORECASE) else f"https://{link}"
        for link in (*found, *links)
        if link and not re.match(r"(?!https?:)[a-z]+:", link, re.IGNORECASE)
    ]
    first: dict[str, str] = {}
    for link in whole:
        first.setdefault(link.rstrip("/").lower(), link)
    return tuple(first.values())


def find_slogans(letter: Letter, addresses: set[str]) -> tuple[str, ...]:
    """The slogans under the headings at ``addresses``."""
    return tuple(block.text.strip() for block in letter.blocks if block.parent in addresses)


def why_text(letter: Letter) -> str:
    """The letter's own reason; empty if it states none.

    Sentences of its preamble that cite no document, else a clause with "nhằm" or "để".
    """
    for block in _preamble(letter):
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-ỸĐ])", block.text)
        whole = [one for one in sentences if one.rstrip().endswith((".", "!")) and "/" not in one]
        if whole and not block.text.isupper():
            return " ".join(whole)
    for text in (*(block.text for block in _preamble(letter)), letter.closing or ""):
        if len(text) <= _LONGEST_REASON and (found := _REASON.search(text)):
            return f"{_upper(_first_sentence(found[1]))}."
    return ""


def _first_sentence(text: str) -> str:
    """The first sentence of ``text`` without its mark; a paper's last one ends in “./.”."""
    return re.split(r"\.(?=/|\s|$)", text.strip(), maxsplit=1)[0].rstrip()


def slogan_halves(slogan: str) -> tuple[str, str] | None:
    """The call of ``slogan`` and its reply; None unless it has two at its one comma.

    A half is a saying of its own: the second one begins as the first does ("Thêm một lối thoát,
    thêm cơ hội sống"), or with a verb or a negation. What is but listed is no reply ("môi trường
    mạng an toàn, lành mạnh").
    """
    halves = [half.strip() for half in slogan.strip().rstrip(".!").split(",")]
    if len(halves) != 2 or re.search(r"[.;:!?]", slogan.strip()[:-1]):
        return None
    call, reply = (half.split() for half in halves)
    if not all(_HALF_LEAST <= len(words) <= _HALF_MOST for words in (call, reply)):
        return None
    forms = [lexicon_form(word) for word in reply]
    begins_alike = forms[0] == lexicon_form(call[0])
    if begins_alike or forms[0] in _DENIALS or begins_verb(forms, 0):
        return halves[0], _upper(halves[1])
    return None


def _preamble(letter: Letter) -> Iterator[LetterBlock]:
    for block in letter.blocks:
        if block.marker:
            return
        yield block


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
