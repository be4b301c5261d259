"""An official text as words and punctuation; its statements, negations, predicates, conditions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from generator.vietnamese.break_tokens import CLOSING, DASHES, OPENING, WHOLE, lexicon_form
from generator.vietnamese.compounds import Lexicon, break_costs
from generator.vietnamese.verbs import AVERTING, BEFORE_VERB, begins_verb

_MARKS: Final = ",;:.!?…"
_STOPS: Final = ".!?…"
_ABBREVIATION: Final = re.compile(
    r"(?:[A-ZĐ]{1,2}|KP|KT|TM|TL|TX|TT|TP|ThS|TS|GS|PGS|BS|Tp|v\.v|vv|Mr)\."
)
#: Words that deny, in the lexicon's spelling.
NEGATIONS: Final = frozenset(("không", "chưa", "đừng", "chớ", "chẳng", "chả", "cấm"))
#: Behind "không" these forbid nothing: they allow, or say how something is.
FREEING: Final = frozenset((
    "bắt buộc", "phải", "cần", "thu phí", "thu tiền", "thu lệ", "thu thêm", "thu học", "thu bất",
    "hạn chế", "giới hạn", "mất phí", "mất tiền", "tính phí", "tính tiền", "tốn", "tiếp nhận",
    "nhận hồ", "kể",
))  # fmt: skip
#: "Không" before or behind these denies nothing: "không gian", "hay không", "hàng không".
_NO_DENIAL: Final = frozenset(("gian", "khí", "quân", "trung", "những", "chừng", "chỉ"))
_QUESTIONS: Final = frozenset(("hay", "hoặc"))
_NAMES_OF_BANS: Final = frozenset(("biển", "hàng", "lệnh", "chất", "vật", "vùng", "danh"))
#: Openings of conditions, which stay with what they limit.
_CONDITIONS: Final = frozenset((
    "khi", "nếu", "trừ", "ngoại trừ", "trường hợp", "miễn", "trước khi", "sau khi", "trong khi",
    "cho đến", "đến khi", "hễ", "lúc", "chừng nào", "trong lúc", "trong thời", "trong vòng",
    "chỉ", "mà không",
))  # fmt: skip
_DEADLINES: Final = frozenset(("trước", "từ", "chậm", "muộn", "sau"))
#: Most words of a text that rules are applied to; a page has some 400.
MOST_WORDS: Final = 1000
#: Most words between the beginning of a clause and its verb: "nhanh chóng thông báo".
_MOST_BEFORE_VERB: Final = 5
#: Behind a negation and a subject these say of whom a clause speaks: "người chưa đủ 18 tuổi".
ATTRIBUTES: Final = frozenset((
    "đủ", "có", "rõ", "còn", "thuộc", "đúng", "đạt", "biết", "qua", "mắc", "may",
))  # fmt: skip
#: Most words of a subject before the negation of its clause.
_MOST_SUBJECT: Final = 6
_LINKS: Final = frozenset(("là", "có", "phải", "bị", "được", "gồm", "cần", "nên", "thì"))


@dataclass(frozen=True, slots=True)
class ClauseWord:
    """A part of a text between spaces.

    Attributes:
        text: As it stands, with its punctuation.
        form: In the lexicon's spelling, without punctuation around it.
        punctuation: The mark behind it, one of , ; : . ! ? … or none.
        is_inside: Whether a quotation or an aside goes on behind it.
        cost: Of a line end behind it, as ``vietnamese.compounds`` gives it.
    """

    text: str
    form: str
    punctuation: str
    is_inside: bool
    cost: float

    @property
    def is_bound(self) -> bool:
        """True if it is one word or name with the next."""
        return self.cost >= WHOLE


def read_words(text: str, lexicon: Lexicon) -> tuple[ClauseWord, ...]:
    """The words of ``text``."""
    tokens = text.split()
    costs = break_costs(tokens, lexicon) if tokens else []
    words = []
    depth, is_quoted = 0, False
    for token, cost in zip(tokens, costs, strict=True):
        depth = max(0, depth + token.count("(") - token.count(")"))
        opened = token.count("“") + token.count("«") - token.count("”") - token.count("»")
        is_quoted = opened > 0 or (is_quoted and opened == 0)
        if token.count('"') % 2:
            is_quoted = not is_quoted
        words.append(_read_word(token, cost, is_inside=depth > 0 or is_quoted))
    return tuple(words)


def _read_word(token: str, cost: float, *, is_inside: bool) -> ClauseWord:
    bare = token.rstrip(CLOSING)
    punctuation = next((sign for sign in (token[-1], bare[-1:]) if sign and sign in _MARKS), "")
    if punctuation == "." and _ABBREVIATION.fullmatch(token):
        punctuation = ""
    core = token.strip(OPENING + CLOSING + _MARKS)
    return ClauseWord(token, lexicon_form(core), punctuation, is_inside, cost)


def beginning(text: str) -> str:
    """The first words of ``text``, as far as rules look at them: all of any point of a letter."""
    words = text.split(maxsplit=MOST_WORDS)
    return text if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS])


def syllables(words: Sequence[ClauseWord]) -> int:
    """Syllables and numbers of ``words``, without dashes."""
    return sum(word.text not in DASHES for word in words)


def forms(words: Sequence[ClauseWord]) -> list[str]:
    """The words in the lexicon's spelling."""
    return [word.form for word in words]


def statements(words: Sequence[ClauseWord]) -> list[tuple[ClauseWord, ...]]:
    """``words`` split behind semicolons and stops that are in no quotation or aside."""
    found: list[tuple[ClauseWord, ...]] = []
    begun: list[ClauseWord] = []
    for at, word in enumerate(words):
        begun.append(word)
        following = words[at + 1].text.lstrip(OPENING)[:1] if at + 1 < len(words) else ""
        is_stop = bool(word.punctuation) and word.punctuation in _STOPS and not following.islower()
        if (word.punctuation == ";" or is_stop) and not word.is_inside:
            found.append(tuple(begun))
            begun = []
    return [*found, tuple(begun)] if begun else found


def is_denial(words: Sequence[ClauseWord], at: int) -> bool:
    """True if the word at ``at`` denies: no "hàng không", "không gian", "hay không"."""
    form = words[at].form
    if form not in NEGATIONS:
        return False
    before = words[at - 1].form if at and not words[at - 1].punctuation else ""
    if form == "cấm":
        return before not in _NAMES_OF_BANS
    following = words[at + 1].form if at + 1 < len(words) else ""
    is_word_part = bool(before) and words[at - 1].is_bound and before in ("hàng", "trên")
    return not is_word_part and before not in _QUESTIONS and following not in _NO_DENIAL


def denials(words: Sequence[ClauseWord]) -> int:
    """Number of ``words`` that deny."""
    return sum(is_denial(words, at) for at in range(len(words)))


def first_denial(words: Sequence[ClauseWord]) -> int | None:
    """Index of the first word that denies."""
    return next((at for at in range(len(words)) if is_denial(words, at)), None)


def starts_denied(words: Sequence[ClauseWord]) -> bool:
    """True if ``words`` begin with a negation, perhaps behind adverbs: "tuyệt đối không"."""
    at = first_denial(words)
    return at is not None and all(
        word.form in BEFORE_VERB and not word.punctuation for word in words[:at]
    )


def denies(words: Sequence[ClauseWord]) -> bool:
    """True if the clause is denied: by its first word, or behind its subject.

    "Cha mẹ không để trẻ ra suối" is, "Kinh doanh hàng không rõ nguồn gốc" is not.
    """
    if starts_denied(words):
        return True
    at = first_denial(words)
    if at is None or at > _MOST_SUBJECT or has_predicate(words[:at]):
        return False
    return at + 1 == len(words) or words[at + 1].form not in ATTRIBUTES


def is_against(words: Sequence[ClauseWord]) -> bool:
    """True if the clause advises against something: "hạn chế ra ngoài", "người dân cần tránh"."""
    written = forms(words)
    return any(" ".join(written[a : b + 1]) in AVERTING for a, b in verbs(words[:_MOST_SUBJECT]))


def frees(words: Sequence[ClauseWord]) -> bool:
    """True if the clause's negation allows or informs: "không bắt buộc", "không thu phí"."""
    at = first_denial(words)
    if at is None or not denies(words):
        return False
    following = forms(words[at + 1 : at + 3])
    return bool(following) and (following[0] in FREEING or " ".join(following) in FREEING)


def own_clause(words: Sequence[ClauseWord]) -> Sequence[ClauseWord]:
    """The clause that ``words`` end with: behind a label, and behind "thì"."""
    ends = [
        at for at, word in enumerate(words[:-1]) if word.punctuation == ":" or word.form == "thì"
    ]
    return words[ends[-1] + 1 :] if ends else words


def verb_at(words: Sequence[ClauseWord], at: int = 0) -> int:
    """Index of the verb of the predicate that begins at ``at``; -1 if none does.

    Adverbs and helpers may stand before it: "nhanh chóng thông báo", "phải dọn phân".
    """
    written = forms(words)
    for index in range(at, min(at + _MOST_BEFORE_VERB, len(words))):
        may_lead = written[index] in BEFORE_VERB and not words[index].punctuation
        if begins_verb(written, index) and not (may_lead and begins_verb(written, index + 1)):
            return index
        if not may_lead:
            return -1
    return -1


def verbs(words: Sequence[ClauseWord]) -> list[tuple[int, int]]:
    """First and last index of each verb, but for those inside other compounds: "dây dẫn"."""
    written = forms(words)
    found = []
    at = 0
    while at < len(words):
        length = begins_verb(written, at)
        if length and not _is_span(written, at):
            found.append((at, at + length - 1))
            at += length
            continue
        is_led = written[at] in NEGATIONS or written[at] in BEFORE_VERB
        at += 1
        while not is_led and at < len(words) and words[at - 1].is_bound:
            at += 1
    return found


def _is_span(written: Sequence[str], at: int) -> bool:
    """True if "đến" and "ra" lead to a number: "từ 6 đến 15 tuổi" has no verb."""
    return written[at] == "đến" and "từ" in written[max(0, at - 5) : at]


def has_predicate(words: Sequence[ClauseWord]) -> bool:
    """True if ``words`` say that something is, is done or must be done."""
    return bool(verbs(words)) or not _LINKS.isdisjoint(forms(words))


def conditions(words: Sequence[ClauseWord]) -> list[int]:
    """Indexes at which conditions, exceptions and "chỉ" begin in ``words``."""
    found = []
    for at, word in enumerate(words):
        pair = f"{word.form} {words[at + 1].form}" if at + 1 < len(words) else ""
        is_word_part = word.form in ("chỉ", "trừ") and is_in_compound(words, at)
        if (word.form in _CONDITIONS or pair in _CONDITIONS) and not is_word_part:
            found.append(at)
    return found


def is_in_compound(words: Sequence[ClauseWord], at: int) -> bool:
    """True if the word is one with a neighbour: "địa chỉ", "chỉ huy", "trừ sâu"."""
    before = at > 0 and words[at - 1].is_bound and words[at - 1].form not in NEGATIONS
    return before or (words[at].is_bound and at + 1 < len(words))


def has_deadline(words: Sequence[ClauseWord]) -> bool:
    """True if a day or hour is set in ``words``: "trước ngày 25/01", "từ 17 giờ"."""
    for at, word in enumerate(words[:-1]):
        following = words[at + 1].form
        if word.form in _DEADLINES and (
            following in ("ngày", "nhất", "tháng") or following[:1].isdigit()
        ):
            return True
    return False
