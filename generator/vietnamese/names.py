"""Names as wholes for the breaker: of people, places, bodies, acts and titles.

Vietnamese has capitals in names alone, so capitals show where a name is: "Bà mẹ Việt Nam Anh hùng".
Rules say what joins two capitals: nothing, a rank, "và", a comma or a dash in the name of a body
("Bộ Văn hóa, Thể thao và Du lịch"), an abbreviation. Where all is capitals, a type word shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.vietnamese.break_tokens import (
    AFTER_DASH,
    BODY_AND_UNIT,
    DASHES,
    LEADING,
    LOOSE_WORD,
    NEGATIONS,
    OPENING,
    PROBABLY_WHOLE,
    SET_PHRASE,
    UNBREAKABLE,
    WHOLE,
    WHOLE_BEHIND_SMALL,
    Token,
    bind,
)
from generator.vietnamese.name_words import (
    ACTS,
    ALONE,
    ASSOCIATIONS,
    BEGINNINGS,
    BEHIND_NAMES,
    ENDS_ACT,
    HEADS,
    KINDS,
    NO_NAME,
    NUMBERED_BODIES,
    OCCASIONS,
    OWNERS,
    PEOPLE,
    PLACES,
    RANKS,
    TASKS,
    TITLES,
    UNITS,
)

_MAX_NAME_SYLLABLES = 4
_MAX_ACT_SYLLABLES = 12
_MAX_GAP = 4


@dataclass(slots=True)
class _Capitalised:
    """A capitalised word, ``tokens[start:end]``.

    Attributes:
        form: In the lexicon's spelling.
        has_tail: Whether it goes on in small letters, as "Giáo dục" does; a syllable of a name
            of a person or a place does not.
        is_long_name: Whether it has more capitals than one: "Bà mẹ Việt Nam Anh hùng".
    """

    start: int
    end: int
    form: str
    has_tail: bool = False
    is_abbreviation: bool = False
    is_long_name: bool = False

    @property
    def is_syllable(self) -> bool:
        """True if it may be a syllable of the name of a person or a place."""
        return not (self.has_tail or self.is_abbreviation)

    @property
    def is_unit(self) -> bool:
        """True if it is, or begins with, the type word of a unit: "Thành phố Hồ Chí Minh"."""
        syllables = self.form.split()
        return syllables[0] in UNITS or " ".join(syllables[:2]) in UNITS

    @property
    def is_head(self) -> bool:
        """True if the name of a body, an act or a unit may begin with it."""
        return self.heads_body or self.form in UNITS or self.form in RANKS

    @property
    def heads_body(self) -> bool:
        """True if the name of a body or an act may begin with it: "Sở", "Phòng Văn hóa"."""
        if self.form in HEADS:
            return True
        syllables = self.form.split()
        return len(syllables) > 2 and (
            " ".join(syllables[:2]) in HEADS or (self.is_long_name and syllables[0] in HEADS)
        )


def bind_names(
    tokens: Sequence[Token],
    special: Sequence[int],
    entries: Mapping[int, int],
    costs: list[float],
) -> None:
    """Raise the costs inside names.

    Args:
        special: Indices of the tokens that may be part of a name.
        entries: Where each entry of the lexicon begins and ends.
    """
    for start in special:
        if tokens[start].is_capitals and _is_type(tokens[start].middle):
            _bind_capitals(tokens, start, entries, costs)
        if tokens[start].is_letter and start and tokens[start - 1].is_plain:
            costs[start - 1] = UNBREAKABLE  # "vitamin A", "nhóm máu O"
    runs = list(_runs(tokens, special, entries, costs))
    for run in runs:
        _bind_run(tokens, run, entries, costs)
        _bind_before(tokens, run, costs)
    _connect(tokens, runs, costs)


def _is_type(form: str) -> bool:
    return form in UNITS or form in PLACES or form in TITLES


def _bind_capitals(
    tokens: Sequence[Token], before: int, entries: Mapping[int, int], costs: list[float]
) -> None:
    """Bind up to three syllables to a type word in a text of capitals, where a name may end."""
    if costs[before] == LOOSE_WORD:
        return  # "BÀ NỘI"
    for index in range(before, min(before + _MAX_NAME_SYLLABLES - 1, len(tokens) - 1)):
        following = tokens[index + 1]
        if not following.is_capitals or following.last in NO_NAME or tokens[index].is_closed:
            break
        if index > before and index + 1 in entries:
            break  # "XÃ SUỐI MÂY KÍNH BÁO"
        bind(costs, index, WHOLE)


def _runs(
    tokens: Sequence[Token],
    special: Sequence[int],
    entries: Mapping[int, int],
    costs: list[float],
) -> Iterator[list[_Capitalised]]:
    """Capitalised words in a row, as far as they may be a name."""
    end = 0
    for start in special:
        if start < end or not _may_be_in_name(tokens[start]):
            continue
        run: list[_Capitalised] = []
        end = start
        while end < len(tokens) and (not run or _goes_on(tokens, end)):
            word = _word(tokens, end, entries)
            if word.has_tail and not word.is_unit and _ends_person(run, entries):
                # "Phan Văn Hương vừa": no "hương vừa"
                costs[word.start] = tokens[word.start].cost
                word = _Capitalised(word.start, word.start + 1, tokens[word.start].last)
            run.append(word)
            end = word.end
        if all(word.is_abbreviation for word in run) or _is_heading(run):
            continue
        if run := _without_first_of_sentence(tokens, run):
            yield run


def _may_be_in_name(token: Token) -> bool:
    return token.starts_name or _is_abbreviation(token)


def _is_abbreviation(token: Token) -> bool:
    return token.is_capitals and len(token.last) > 1


def _goes_on(tokens: Sequence[Token], index: int) -> bool:
    """True if a name may go on with a token; the point of an abbreviation before it ends none."""
    token, before = tokens[index], tokens[index - 1]
    is_parted = before.is_closed and before.cost < UNBREAKABLE
    return (token.is_name or _is_abbreviation(token)) and not is_parted


def _word(tokens: Sequence[Token], start: int, entries: Mapping[int, int]) -> _Capitalised:
    end = entries.get(start, start + 1)
    if start + 1 < len(tokens) and tokens[start + 1].is_plain:
        two = f"{tokens[start].first} {tokens[start + 1].last}"
        # Of "Hưng Thuận Thành phố" the lexicon may know a "Thuận Thành".
        end = max(end, start + 2) if two in UNITS else end
    inner = tokens[start + 1 : end]
    if not any(token.is_plain for token in inner):
        token = tokens[start]
        return _Capitalised(start, start + 1, token.last, is_abbreviation=_is_abbreviation(token))
    form = " ".join([token.last for token in (tokens[start], *inner)]).lstrip(OPENING)
    is_long_name = any(token.is_name for token in inner)
    return _Capitalised(start, end, form, has_tail=True, is_long_name=is_long_name)


def _ends_person(run: Sequence[_Capitalised], entries: Mapping[int, int]) -> bool:
    """True if a run ends in two syllables that the lexicon does not know as a name."""
    syllables = [word for word in run[-2:] if word.is_syllable and not word.is_head]
    return len(syllables) == 2 and syllables[0].start not in entries


def _without_first_of_sentence(
    tokens: Sequence[Token], run: list[_Capitalised]
) -> list[_Capitalised]:
    """A run without a word that is capital only because a sentence begins with it."""
    first = run[0]
    begins = (
        first.start == 0
        or tokens[first.start - 1].ends_sentence
        or not (tokens[first.start].is_name or first.is_abbreviation)
    )
    if not begins or first.is_head or first.is_abbreviation or first.is_long_name:
        return run
    if first.form in PLACES or first.form in PEOPLE:
        return run
    is_name = (
        first.is_syllable
        and len(run) > 1
        and run[1].is_syllable
        and first.form not in NO_NAME
        and first.form not in KINDS
    )
    return run if is_name else run[1:]


def _is_heading(run: Sequence[_Capitalised]) -> bool:
    """True if a run is a heading with Capitals For Each Word, which says nothing."""
    longest = count = 0
    for word in run:
        count = count + 1 if word.is_syllable and not word.is_head else 0
        longest = max(longest, count)
    return longest > _MAX_NAME_SYLLABLES + (run[0].form in TITLES or run[0].form in PLACES)


def _bind_run(
    tokens: Sequence[Token],
    run: Sequence[_Capitalised],
    entries: Mapping[int, int],
    costs: list[float],
) -> None:
    """Bind adjacent capitals: "Anh hùng Lao động", "An Phú Đông"."""
    for number, (word, following) in enumerate(pairwise(run)):
        at = word.end - 1
        is_titled = word.is_head or (number == 0 and _is_type(word.form) and len(run) > 2)
        if following.is_unit and following.form != "xã hội":
            costs[at] = BODY_AND_UNIT
            for inner in range(following.start, following.end - 1):
                bind(costs, inner, WHOLE)
        elif word.is_syllable and following.is_syllable and not is_titled:
            costs[at] = UNBREAKABLE
        elif costs[at] < UNBREAKABLE or not word.is_syllable:
            bind(costs, at, WHOLE)
        for inner in range(word.start, word.end - 1):
            bind(costs, inner, WHOLE)
    last = run[-1]
    if len(run) > 1 or last.is_head or last.is_long_name:
        for inner in range(last.start, last.end - 1):
            bind(costs, inner, WHOLE)
    _bind_after(tokens, run, entries, costs)


def _bind_after(
    tokens: Sequence[Token],
    run: Sequence[_Capitalised],
    entries: Mapping[int, int],
    costs: list[float],
) -> None:
    """Bind what follows a body: its unit, or the rest of its name in small letters."""
    at = run[-1].end
    if at >= len(tokens) or tokens[at - 1].is_closed:
        return
    if run[0].heads_body or run[0].is_abbreviation:
        following = tokens[at]
        named = at + 1 < len(tokens) and _may_be_in_name(tokens[at + 1])
        if following.first in OWNERS:
            is_owner = not named or following.is_closed
            bind(costs, at - 1, PROBABLY_WHOLE if is_owner else BODY_AND_UNIT)
        elif following.is_plain and _goes_on_small(tokens, run, at, entries):
            for inner in range(at - 1, entries.get(at, at + 1) - 1):
                bind(costs, inner, WHOLE)
        elif following.middle == "và" and at + 1 in entries and tokens[at + 1].first == "phòng,":
            # "Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao"
            for inner in range(at - 1, entries[at + 1] - 1):
                bind(costs, inner, WHOLE)
        elif following.is_number and (
            run[-1].form in NUMBERED_BODIES or _is_number_of_name(tokens, at)
        ):
            bind(costs, at - 1, WHOLE)  # "Ban Chỉ đạo 35", "Quân khu 7"
        elif (
            run[-1].is_syllable
            and len(run) > 1
            and run[-2].form in HEADS
            and following.is_plain
            and following.last not in NO_NAME
        ):
            bind(costs, at - 1, PROBABLY_WHOLE)  # "Hội Người mù"
    if any(word.form in ACTS for word in run):
        _bind_act(tokens, at, costs)


def _goes_on_small(
    tokens: Sequence[Token], run: Sequence[_Capitalised], at: int, entries: Mapping[int, int]
) -> bool:
    """True if the entry in small letters behind a body's capitals belongs to its name."""
    last = run[-1].form
    entry = " ".join([token.last for token in tokens[at : entries.get(at, at + 1)]])
    return (
        last in TASKS  # "Trung tâm Phục vụ hành chính công"
        or entry in BEHIND_NAMES  # "Viện kiểm sát nhân dân tối cao"
        or (last in LEADING and len(run) > 1)  # "Huy chương Vì sự nghiệp giáo dục"
        or (run[0].form in OCCASIONS and entry in NEGATIONS)  # "Tuần lễ Quốc gia không thuốc lá"
        or entry.startswith(("phòng ", "phòng, "))  # "Cục Cảnh sát phòng cháy"
    )


def _is_number_of_name(tokens: Sequence[Token], at: int) -> bool:
    """True if a number behind a name is not the number of what follows it."""
    if tokens[at].is_closed or at + 1 == len(tokens):
        return True
    following = tokens[at + 1]
    return not (following.is_plain or following.is_unit) or following.last in NO_NAME


def _bind_act(tokens: Sequence[Token], start: int, costs: list[float]) -> None:
    """Bind the title of an act, which goes on in small letters, to its first word."""
    end = start
    while end < min(len(tokens), start + _MAX_ACT_SYLLABLES):
        token = tokens[end]
        following = tokens[end + 1].last if end + 1 < len(tokens) else ""
        if not token.is_plain or token.first in ENDS_ACT:
            break
        if token.last in LEADING and following in ENDS_ACT | LEADING:
            break
        end += 1
        if token.is_closed and costs[end - 1] < WHOLE:
            break
    if end == start:
        return
    ends_here = end == len(tokens) or tokens[end - 1].is_closed
    is_sure = ends_here or tokens[end].last in ("năm", "số", "ngày") or tokens[end].is_number
    cost = WHOLE if is_sure else PROBABLY_WHOLE
    for at in range(start - 1, end - 1):
        small = tokens[at].last in LEADING
        bind(costs, at, cost + (WHOLE_BEHIND_SMALL - WHOLE) * small)


def _bind_before(tokens: Sequence[Token], run: Sequence[_Capitalised], costs: list[float]) -> None:
    """Bind a name to its type word or rank: "phường An Phú Đông", "đại tướng Võ Nguyên Giáp"."""
    first = run[0]
    at = first.start - 1
    if at < 0 or tokens[at].is_closed or not tokens[first.start].starts_name:
        return
    one = tokens[at].first
    two = f"{tokens[at - 1].first} {one}" if at else one
    if two in RANKS and first.is_syllable:
        bind(costs, at, WHOLE)
        bind(costs, at - 1, WHOLE)
    elif (
        one in UNITS
        or two in UNITS
        or (first.is_syllable and (one in PLACES or one in PEOPLE or one in RANKS))
    ):
        bind(costs, at, WHOLE)
    elif first.is_syllable and one in KINDS:
        bind(costs, at, SET_PHRASE)


def _connect(tokens: Sequence[Token], runs: list[list[_Capitalised]], costs: list[float]) -> None:
    """Bind the parts of a name that small words and marks stand between."""
    number = 0
    while number + 1 < len(runs):
        joined = _joined(tokens, runs, number)
        if not joined:
            number += 1
            continue
        run = runs[number]
        for other in runs[number + 1 : number + 1 + joined]:
            _bind_between(tokens, run, other, costs)
            run += other
        del runs[number + 1 : number + 1 + joined]


def _bind_between(
    tokens: Sequence[Token],
    run: Sequence[_Capitalised],
    other: Sequence[_Capitalised],
    costs: list[float],
) -> None:
    for at in range(run[-1].end - 1, other[0].start):
        is_small = tokens[at].last in LEADING or tokens[at].is_closed
        bind(costs, at, WHOLE_BEHIND_SMALL if is_small else WHOLE)
    for word in (run[-1], *other):
        for at in range(word.start, word.end - 1):
            bind(costs, at, WHOLE)


def _joined(tokens: Sequence[Token], runs: Sequence[Sequence[_Capitalised]], number: int) -> int:
    """The number of the runs behind a run that belong to it."""
    run, other = runs[number], runs[number + 1]
    between = tokens[run[-1].end : other[0].start]
    is_body = any(word.heads_body for word in run)
    is_closed = tokens[run[-1].end - 1].is_closed
    if is_closed:
        return _listed(tokens, runs, number) if is_body else 0
    if len(between) == 1 and between[0].first in DASHES:
        is_place = tokens[run[0].start - 1].first in UNITS if run[0].start else False
        are_names = all(word.is_syllable for word in (*run, *other)) and len(run) > 1
        return int(is_body or is_place or run[0].form in UNITS or are_names)
    if len(between) == 1 and between[0].middle in ("và", "&"):
        return int(is_body and _is_field(other))
    if is_body and " ".join([token.middle for token in between]) in BEHIND_NAMES:
        return 1  # "Nhà xuất bản Chính trị quốc gia Sự thật", "Huân chương Lao động hạng Nhất"
    if is_body and 0 < len(between) <= _MAX_GAP:
        is_country = " ".join([word.form for word in other[:2]]) == "việt nam"
        is_association = any(word.form in ASSOCIATIONS for word in run)
        is_plain = all(
            token.is_plain and not token.is_closed and token.last not in NO_NAME
            for token in between
        )
        return int(is_country and is_association and is_plain)
    return 0


def _listed(tokens: Sequence[Token], runs: Sequence[Sequence[_Capitalised]], number: int) -> int:
    """The number of runs that follow in a list that "và" ends: "Văn hóa, Thể thao và Du lịch"."""
    for count, (run, other) in enumerate(pairwise(runs[number:]), 1):
        last = tokens[run[-1].end - 1]
        between = tokens[run[-1].end : other[0].start]
        if not _is_field(other) or last.ends_sentence:
            return 0
        if last.is_closed and not between:
            continue
        is_last = not last.is_closed and len(between) == 1 and between[0].middle in ("và", "&")
        return count if is_last else 0
    return 0


def _is_field(run: Sequence[_Capitalised]) -> bool:
    """True if a run may be what a body is for, as "Đào tạo", and begins no name of its own."""
    word = run[0]
    if word.form in RANKS and not (len(run) > 1 and run[1].is_syllable):
        return True  # "Hội Kiến trúc sư và Kỹ sư Xây dựng"
    begins_name = word.is_head or word.form.split()[0] in BEGINNINGS
    return not (word.is_syllable or begins_name or word.form in ALONE)


def bind_dashed(tokens: Sequence[Token], special: Sequence[int], costs: list[float]) -> None:
    """Keep what a dash joins: "Văn Miếu – Quốc Tử Giám"."""
    for start in special:
        if (
            start > 1
            and tokens[start].starts_name
            and tokens[start - 1].first in DASHES
            and tokens[start - 2].is_name
        ):
            costs[start - 1] = AFTER_DASH
