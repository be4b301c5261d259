"""Headlines and support lines, cut out of an official text by rule.

A headline is the first clause with its verb, its negations and its limits; the support line has the
rest, with every limit. Where no cut is true to the text, the clause stands whole, marked too long.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from generator.content.drafting.clauses import (
    ATTRIBUTES,
    ClauseWord,
    beginning,
    conditions,
    denials,
    denies,
    is_against,
    is_denial,
    read_words,
    statements,
    syllables,
    verb_at,
)
from generator.content.drafting.cuts import Cut, cuts
from generator.content.drafting.duties import (
    is_doubtful,
    is_duty,
    is_open,
    part_duties,
    says_its_denial,
)
from generator.content.drafting.limits import keeps_all, limits
from generator.vietnamese.break_tokens import CLOSING, lexicon_form
from generator.vietnamese.compounds import Lexicon
from generator.vietnamese.verbs import begins_verb

#: Syllables of a headline: the best, from-to, and the most.
BEST: Final = (5, 9)
MOST: Final = 14
#: Syllables of a short headline, and of a support line, at the most.
MOST_SHORT: Final = 6
MOST_SUPPORT: Final = 24

#: What numbers the points of a list within a sentence: "a) đốt rác; b) xả thải".
_MARKER: Final = re.compile(r"(?:[a-zđ]|\d{1,2})[).]")
_ENDS: Final = " ,;:.…"


@dataclass(frozen=True, slots=True)
class Lead:
    """Words of a group's heading that each of its items needs to be true.

    Attributes:
        negation: Its words that deny what the items say: "Không được"; empty if it denies nothing.
        verb: What it forbids to do with the things that the items are: "bỏ vào thùng rác".
        lists_acts: Whether the items are acts as they are done, "không đội mũ bảo hiểm" among
            them, so that a negation of their own does not take the place of the heading's.
    """

    negation: str = ""
    verb: str = ""
    lists_acts: bool = False


#: The lead of a heading that adds nothing.
NO_LEAD: Final = Lead()


@dataclass(frozen=True, slots=True)
class Abridgement:
    """The abridged forms of an official text.

    Attributes:
        must_keep: What limits the text, all of it in headline and support line.
    """

    headline: str
    short_headline: str
    support: str
    is_too_long: bool
    is_support_long: bool
    must_keep: tuple[str, ...]


def abridge(text: str, lexicon: Lexicon, lead: Lead = NO_LEAD) -> Abridgement:
    """The abridgement of ``text``.

    Args:
        lead: From the heading above it.
    """
    bare = text.strip().removesuffix("./.").strip()
    if beginning(bare) != bare:
        return Abridgement(bare, bare, "", True, False, ())
    words = read_words(bare, lexicon)
    if not words:
        return Abridgement("", "", "", False, False, ())
    main, aside = _without_aside(words)
    parts = statements(main)
    if lead.negation:
        parts = [piece for part in parts for piece in part_duties(part)]
    if lead.negation and any(map(is_open, parts[1:])):
        return _undecided(words, lead)
    parts = _undivided(parts)
    first = parts[0]
    ends = [*_true_cuts(first, lead), Cut(len(first), len(first))]
    chosen = min(ends, key=lambda cut: _cost(first[: cut.end], of=main))
    head = first[: chosen.end]
    rest = [(*chosen.repeats, *first[chosen.rest :])] if chosen.rest < len(first) else []
    rest += parts[1:]
    rest = [aside, *rest] if aside else rest
    must_keep = limits(words)
    support = _support(rest)
    if not keeps_all(must_keep, head, *support):
        head, support = words, []
    return _worded(head, support, must_keep, lead)


def _without_aside(
    words: tuple[ClauseWord, ...],
) -> tuple[tuple[ClauseWord, ...], tuple[ClauseWord, ...]]:
    """``words`` without the one aside that ends the first statement, and that aside.

    An aside in the middle says of whom or what the rest speaks, one with a condition limits it:
    both stay.
    """
    opened = [at for at, word in enumerate(words) if word.text.startswith("(")]
    closed = [at for at, word in enumerate(words) if ")" in word.text]
    if len(opened) != 1 or len(closed) != 1 or not 0 < opened[0] <= closed[0]:
        return words, ()
    first, last = opened[0], closed[0]
    aside = words[first : last + 1]
    mark = words[last].text.rpartition(")")[2]
    if mark.strip(_ENDS + "!?"):
        return words, ()
    is_end = last + 1 == len(words) or mark[-1:] in (";", ".")
    if not is_end or conditions(aside) or denials(aside):
        return words, ()
    before = words[first - 1]
    head = replace(before, text=before.text + mark, punctuation=mark[-1:], is_inside=False)
    inner = [replace(word, is_inside=False) for word in aside]
    inner[0] = replace(inner[0], text=inner[0].text[1:])
    inner[-1] = replace(
        inner[-1], text=inner[-1].text.rpartition(")")[0].lstrip("("), punctuation=""
    )
    return (*words[: first - 1], head, *words[last + 1 :]), tuple(inner)


def _undivided(parts: Sequence[tuple[ClauseWord, ...]]) -> list[tuple[ClauseWord, ...]]:
    """``parts`` with those joined that one negation may deny together.

    "Không đốt rác; đổ rác xuống kênh": no rule decides whether the second is denied, so
    nothing is cut between them.
    """
    joined: list[list[ClauseWord]] = []
    for part in parts:
        before = joined[-1] if joined else []
        is_open = (
            bool(before)
            and before[-1].punctuation == ";"
            and _denies_more(before)
            and _goes_on(part)
        )
        if is_open:
            before.extend(part)
        else:
            joined.append(list(part))
    return [tuple(part) for part in joined]


def _denies_more(words: Sequence[ClauseWord]) -> bool:
    """True if what a clause denies, forbids or advises against may go on behind a comma or ";".

    "Người dân không được: đốt rác; thả diều", "hạn chế ra ngoài; tụ tập đông người".
    """
    return is_against(words) or any(
        is_denial(words, at) and words[at + 1 : at + 2] and words[at + 1].form not in ATTRIBUTES
        for at in range(len(words))
    )


def _lists_denied(head: Sequence[ClauseWord]) -> bool:
    """True if ``head`` ends, at a comma or the colon, in the list of what is forbidden before it.

    "Tuyệt đối không: đốt rác,". Lists without a colon are known to ``cuts``.
    """
    if not head or head[-1].punctuation not in (",", ":"):
        return False
    label = next((at for at, word in enumerate(head) if word.punctuation == ":"), -1)
    return denials(head[: label + 1]) > 0


def _goes_on(rest: Sequence[ClauseWord]) -> bool:
    """True if nobody can tell whether a negation before ``rest`` holds for it: a bare act."""
    if rest and _MARKER.fullmatch(rest[0].text):
        rest = rest[1:]
    return not denies(rest) and not is_duty(rest) and verb_at(rest) == 0


def _undecided(words: Sequence[ClauseWord], lead: Lead) -> Abridgement:
    """The official text whole, below the heading's own words: any other would say more."""
    text = _text(words)
    if not denies(words) and not is_duty(words):
        text = f"{lead.negation}{f' {lead.verb}' if lead.verb else ''}: {_lower(text)}"
    return Abridgement(upper_first(text), upper_first(text), "", True, False, limits(words))


def _true_cuts(first: Sequence[ClauseWord], lead: Lead) -> list[Cut]:
    """The cuts of the first statement; what a heading denies is cut off by none of them."""
    found = [
        cut
        for cut in cuts(first, denies_all=bool(lead.negation))
        if not (_lists_denied(first[: cut.end]) and _goes_on(first[cut.rest :]))
    ]
    if not lead.negation or denies(first) or is_duty(first):
        return found
    return [cut for cut in found if denies(first[cut.rest :]) or verb_at(first[cut.rest :]) != 0]


def _cost(head: Sequence[ClauseWord], *, of: Sequence[ClauseWord]) -> tuple[int, int]:
    """Distance of a headline from the best; the whole of a short text is better than a part."""
    count = syllables(head)
    low, high = BEST
    if len(head) == len(of) and count <= high:
        return (0, 0)
    if count > MOST:
        return (3, count)
    if low <= count <= high:
        return (0, high - count + 1)
    return (1, count - high) if count > high else (2, low - count)


def _support(rest: Sequence[tuple[ClauseWord, ...]]) -> list[tuple[ClauseWord, ...]]:
    """The statements of ``rest`` that a support line takes: all, or those that limit."""
    if sum(map(syllables, rest)) <= MOST_SUPPORT:
        return list(rest)
    return [part for part in rest if limits(part)] or list(rest[:1])


def _worded(
    head: Sequence[ClauseWord],
    support: Sequence[Sequence[ClauseWord]],
    must_keep: tuple[str, ...],
    lead: Lead,
) -> Abridgement:
    headline = _text(head)
    short = _short(head)
    is_led = _takes(lead, head)
    if is_led:
        added = _lead_words(lead, head)
        headline, short = (f"{added} {_lower(text)}" for text in (headline, short))
    line = _line(support)
    line = _sentence(line) if line else ""
    count = len(headline.split())
    return Abridgement(
        upper_first(headline),
        upper_first(short),
        line,
        count > MOST or (is_led and is_doubtful(head)),
        len(line.split()) > MOST_SUPPORT,
        must_keep,
    )


def _takes(lead: Lead, head: Sequence[ClauseWord]) -> bool:
    """True if a headline needs the heading's negation to be true, and may have it."""
    if not lead.negation or is_duty(head):
        return False
    return not denies(head) or (lead.lists_acts and not says_its_denial(head))


def _line(parts: Sequence[Sequence[ClauseWord]]) -> str:
    """``parts`` as sentences, those parted by semicolons as before."""
    pieces: list[str] = []
    is_sentence = True
    for part in parts:
        text = _text(part)
        pieces.append(upper_first(text) if is_sentence else text)
        is_sentence = bool(part[-1].punctuation) and part[-1].punctuation in ".!?…"
        pieces.append(
            ". " if is_sentence and text[-1:] not in "!?" else " " if is_sentence else "; "
        )
    return "".join(pieces[:-1])


def _lead_words(lead: Lead, head: Sequence[ClauseWord]) -> str:
    """The words of a heading before a headline, with a colon where these make no one sentence."""
    verb = lexicon_form(lead.verb).split()
    if is_doubtful(head):
        return f"{lead.negation}{f' {lead.verb}' if verb else ''}:"
    if not verb or head[0].form == verb[0]:
        return lead.negation  # "Không được đăng tải" above "Đăng tin giả"
    is_plain = begins_verb(verb, 0) == len(verb) and verb_at(head) != 0
    return f"{lead.negation} {lead.verb}{'' if is_plain else ':'}"


def _short(head: Sequence[ClauseWord]) -> str:
    """The longest part of ``head`` of at most six syllables; all of it where none is true."""
    if syllables(head) <= MOST_SHORT:
        return _text(head)
    kept = limits(head)
    fitting = [
        head[: cut.end]
        for cut in cuts(head)
        if syllables(head[: cut.end]) <= MOST_SHORT and keeps_all(kept, head[: cut.end])
    ]
    return _text(fitting[-1] if fitting else head)


def _text(words: Sequence[ClauseWord]) -> str:
    return " ".join(word.text for word in words).strip(_ENDS)


def upper_first(text: str) -> str:
    """``text`` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """``text`` behind other words; a name keeps its capital."""
    first, _, rest = text.partition(" ")
    is_name = rest[:1].isupper() or first[1:] != first[1:].lower()
    return text if is_name else text[:1].lower() + text[1:]


def _sentence(text: str) -> str:
    text = upper_first(text.rstrip(_ENDS))
    return text if text.rstrip(CLOSING)[-1:] in "!?" else f"{text}."
