"""Places where a statement may end early and still say nothing else than the official text does.

What stands before a cut is a clause with its verb, its object, its negation and its conditions. The
rules err on the side of no cut: a long headline is seen, one that says too much is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from generator.content.drafting.clauses import (
    ClauseWord,
    conditions,
    first_denial,
    forms,
    has_deadline,
    has_predicate,
    is_denial,
    own_clause,
    starts_denied,
    syllables,
    verb_at,
    verbs,
)
from generator.content.drafting.limits import limits
from generator.vietnamese.verbs import (
    AVERTING,
    BEFORE_VERB,
    BEHIND_VERB,
    INTRANSITIVE,
    begins_verb,
)

#: The fewest syllables of a clause that stands alone, of what stays behind it, and of that if it
#: is a negation ("đừng ngại").
_LEAST_CLAUSE: Final = 4
_LEAST_REST: Final = 3
_LEAST_DENIED_REST: Final = 2
#: Words that a denied clause has behind its negation when nothing behind the next one belongs to
#: it as well: in "không thu tiền, không cài ứng dụng qua điện thoại" the telephone is of both.
_LEAST_DENIED: Final = 4
#: A clause of this many syllables shares no object with a denied one behind it.
_LEAST_BEFORE_DENIAL: Final = 6
#: A condition this many words behind the last verb limits that verb and none before it; the same
#: where an adverb sets the last clause apart ("và nhanh chóng thông báo tới …").
_FAR: Final = 12
_FAR_BEHIND_ADVERB: Final = 6
#: Words within which a cut is looked for; no headline is longer.
_MOST_WORDS: Final = 60

#: Behind these a purpose or consequence stands, which may go.
_PURPOSES: Final = frozenset(("nhằm", "góp phần", "gây", "ảnh hưởng", "qua đó", "từ đó"))
#: Behind these an elaboration stands.
_ELABORATIONS: Final = frozenset((
    "nhất là", "đặc biệt", "bao gồm", "trong đó", "kể cả", "ví dụ", "cụ thể",
))  # fmt: skip
#: Verbs whose purpose is part of them: "dành 15 phút để lật úp".
_NEED_PURPOSE: Final = frozenset((
    "dành", "dùng", "sử dụng", "lấy", "chọn", "mượn", "mua", "bỏ", "lợi dụng", "làm", "chờ", "đợi",
))  # fmt: skip
#: What begins with these waits for the main clause behind its comma.
_OPENERS: Final = frozenset((
    "khi", "nếu", "hễ", "trước", "sau", "để", "nhằm", "theo", "riêng", "tại", "trên", "trong", "từ",
    "đối", "với", "do", "vì", "qua", "ngoài", "bên", "dưới", "mỗi", "hằng", "hàng", "sáng", "chiều",
    "tối", "đêm", "ngày", "đến", "lúc", "trường", "căn", "thực",
))  # fmt: skip
_PAIR_OPENERS: Final = {"trường": "hợp", "căn": "cứ", "thực": "hiện"}
#: Verbs that open a condition: "phát hiện cháy, gọi ngay 114".
_NOTICING: Final = frozenset((
    "phát hiện", "thấy", "nhìn thấy", "nghe thấy", "nhận thấy", "gặp", "nhận được", "nghi ngờ",
    "xảy ra", "nghi", "bị",
))  # fmt: skip
#: Beginnings of what is to be done then.
_RESPONSES: Final = frozenset((
    "gọi", "báo", "thông", "trình", "tố", "liên", "đến", "đưa", "phải", "cần", "hãy", "không",
    "tránh", "hô", "nhanh", "kịp", "ngay", "lập", "khẩn", "đề", "tuyệt", "đừng", "ngừng", "dừng",
))  # fmt: skip
#: Openers with a verb of their own, so that a verb behind them is not yet the main one.
_CLAUSE_OPENERS: Final = frozenset(("khi", "nếu", "hễ", "để", "nhằm", "do", "vì", "lúc", "trường"))
#: With these a clause says itself that it is not denied.
_AFFIRMING: Final = frozenset(("phải", "cần", "hãy", "nên", "mà", "thì", "nhưng", "luôn", "nhớ"))
_AFFIRMING_PAIRS: Final = frozenset((
    "đồng thời", "thường xuyên", "tích cực", "chủ động", "kịp thời", "nhanh chóng", "khẩn trương",
))  # fmt: skip
#: With one of these behind them, words deny nothing: "tập kết rác đúng nơi quy định".
_RIGHTLY: Final = frozenset(("nơi", "giờ", "ngày", "quy", "cách", "lúc", "chỗ", "lịch", "hạn"))
_ASKING: Final = frozenset(("nào", "ai", "nếu", "khi", "hễ"))
_ARTICLES: Final = frozenset(("các", "những", "mọi", "bất"))
#: What says more of a thing behind these may go on behind a comma: "hành vi đốt rác, xả thải".
_THINGS_DONE: Final = frozenset((
    "hành vi", "việc", "tình trạng", "nạn", "nguy cơ", "thủ đoạn", "trường hợp", "đối tượng", "kẻ",
    "người", "cá nhân", "tổ chức", "để", "nhằm", "hiện tượng", "cơ sở", "điểm", "nơi",
))  # fmt: skip
#: What stands right behind these at a pause is a verb without its object.
_BEFORE_BARE: Final = frozenset(("phải", "được", "cần", "nên", "không", "đừng", "tự", "hãy"))
_MODALS: Final = frozenset(("được", "phải", "cần", "nên", "thì", "là"))
#: Names of acts: what follows one is its title.
_ACTS: Final = frozenset((
    "Quy định", "Quy chế", "Kế hoạch", "Đề án", "Chương trình", "Nghị quyết", "Chỉ thị",
    "Nghị định", "Thông tư", "Quyết định", "Luật", "Hướng dẫn", "Phương án", "Bộ Quy",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a statement may end early.

    Attributes:
        end: How many words stand before it.
        rest: Index of the first word of what follows, behind "và".
        repeats: Words that the rest needs at its head to be true: a negation with its verb.
    """

    end: int
    rest: int
    repeats: tuple[ClauseWord, ...] = ()


def cuts(words: Sequence[ClauseWord], *, denies_all: bool = False) -> list[Cut]:
    """The cuts of one statement, in order, without its end.

    Args:
        denies_all: Whether a heading ("Không được đăng tải:") denies all that the statement says,
            so that its negation stands for each of its parts.
    """
    found = []
    for end in range(1, min(len(words), _MOST_WORDS)):
        before = words[end - 1]
        has_and = words[end].form == "và" and not before.punctuation
        rest = end + 1 if has_and else end
        if before.is_inside or before.is_bound or before.punctuation == "…" or rest >= len(words):
            continue
        if before.punctuation == ":" and not _introduces(words[:end], words[end:]):
            continue
        cut = _cut(words[:end], words[rest:], Cut(end, rest), denies_all=denies_all)
        if cut is not None:
            found.append(cut)
    return found


def _cut(
    head: Sequence[ClauseWord], tail: Sequence[ClauseWord], cut: Cut, *, denies_all: bool
) -> Cut | None:
    has_pause = head[-1].punctuation == "," or cut.rest > cut.end
    if syllables(head) < _LEAST_CLAUSE or _waits(head, tail):
        return None
    if _shares_object(head) and not _is_set_apart(head, tail):
        return None
    if _may_drop(head, tail, has_pause=has_pause):
        return cut
    if head[-1].punctuation == ":":
        return cut
    if not has_pause or _is_in_title(head):
        return None
    own = own_clause(head)
    if not has_predicate(own):
        return cut if _is_attribute(head, tail, cut) else None
    if not _says_itself(tail) and (_may_be_governed(own) or not verbs(own)):
        return None  # "có các hành vi, ứng xử phù hợp" goes on with a noun
    denied = first_denial(own)
    if denied is not None and not _says_itself(tail):
        return _denied_cut(own, denied, tail, cut) if denies_all else None
    if starts_denied(tail) and _shares_ending(own):
        return None
    least = _LEAST_DENIED_REST if starts_denied(tail) else _LEAST_REST
    if not _begins_clause(tail) or syllables(tail) < least or _limits_both(head, tail):
        return cut if _is_attribute(head, tail, cut) else None
    return cut


def _introduces(head: Sequence[ClauseWord], tail: Sequence[ClauseWord]) -> bool:
    """True if ``head`` says something whole, and ``tail`` lists what it speaks of, without limit.

    "Phân loại rác thành 3 nhóm: rác tái chế, rác thực phẩm, rác còn lại".
    """
    return bool(verbs(head)) and not verbs(tail[:1]) and not limits(tail)


def _waits(head: Sequence[ClauseWord], tail: Sequence[ClauseWord]) -> bool:
    """True if ``head`` says nothing whole without ``tail``.

    An opening condition or time waits for its main clause, "nếu" and "ai" for "thì", "không chỉ"
    for "mà còn", a question for its "hay không".
    """
    written, following = forms(head), forms(tail)
    if not verbs(head) and not _MODALS.isdisjoint(following):
        return (
            True  # a subject with what it must be: "người từ 18 tuổi, có sức khỏe, … được hiến máu"
        )
    if _opens(head) and not _is_answered(head):
        return True
    if _notices(head) and not _is_answered(head):
        return True
    pairs = {" ".join(written[at : at + 2]) for at in range(len(written))}
    if pairs & {"không chỉ", "không những"} and "mà" in following:
        return True
    if any(
        following[at] in ("hay", "hoặc") and following[at + 1] in ("không", "chưa")
        for at in range(len(following) - 1)
    ):
        return True
    if "thì" not in following or "thì" in written:
        return False
    asked = following[: following.index("thì")]
    opens_itself = asked[:1] != [] and (asked[0] in _ASKING or "nào" in asked)
    return not opens_itself or not _ASKING.isdisjoint(written)


def _opens(head: Sequence[ClauseWord]) -> bool:
    first = head[0].form
    if first not in _OPENERS:
        return False
    pair = _PAIR_OPENERS.get(first)
    # "đến nhà", "để trước cửa", "qua cầu" may as well be verbs: then a noun follows at once.
    if first in ("đến", "để", "qua", "ra") and not _opens_purpose(head):
        return False
    return pair is None or (len(head) > 1 and head[1].form == pair)


def _notices(head: Sequence[ClauseWord]) -> bool:
    """True if the first verb of ``head`` is one of noticing: what is to be done comes next."""
    first = next(iter(verbs(head)), None)
    return first is not None and any(
        " ".join(forms(head[first[0] : first[0] + count])) in _NOTICING for count in (1, 2)
    )


def _opens_purpose(head: Sequence[ClauseWord]) -> bool:
    return head[0].form == "để" and verb_at(head, 1) == 1


def _is_answered(head: Sequence[ClauseWord]) -> bool:
    """True if a head with an opener has its main clause too: behind a pause, or its only verb."""
    pauses = [at for at, word in enumerate(head[:-1]) if word.punctuation in (",", ":")]
    if any(word.form == "thì" for word in head):
        return True
    if _notices(head):
        return any(head[at + 1].form in _RESPONSES for at in pauses)
    if pauses:
        return has_predicate(head[pauses[0] + 1 :])
    if head[0].form in _CLAUSE_OPENERS or "khi" in forms(head[:2]):
        return False
    written = forms(head)
    return any(begins_verb(written, at) for at in range(2, len(head)))


def _may_drop(head: Sequence[ClauseWord], tail: Sequence[ClauseWord], *, has_pause: bool) -> bool:
    """True if ``tail`` is a purpose, consequence or elaboration that limits nothing."""
    own = own_clause(head)
    if not has_predicate(own):
        return False
    first = tail[0].form
    openings = {first, " ".join(forms(tail[:2]))}
    if openings & _ELABORATIONS:
        return has_pause
    if conditions(tail) or has_deadline(tail):
        return False
    is_denied = first_denial(own) is not None
    if openings & _PURPOSES:
        return has_pause or not is_denied
    return first == "để" and not is_denied and not _needs_purpose(own) and verb_at(tail, 1) > 0


def _needs_purpose(own: Sequence[ClauseWord]) -> bool:
    written = forms(own)
    return any(
        " ".join(written[at : at + count]) in _NEED_PURPOSE
        for at in range(len(written))
        for count in (1, 2)
    )


def _is_in_title(head: Sequence[ClauseWord]) -> bool:
    """True if ``head`` ends within the title of an act: "Quy định nuôi chó, mèo và …"."""
    return any(
        f"{one.text} {two.text}" in _ACTS or one.text in _ACTS for one, two in pairwise(head[1:])
    )


def _is_attribute(head: Sequence[ClauseWord], tail: Sequence[ClauseWord], cut: Cut) -> bool:
    """True behind a label with what it says: "Thực hành: mỗi khu phố một buổi, có bình thật"."""
    has_label = any(word.punctuation == ":" for word in head)
    return has_label and tail[0].form in ("có", "mỗi", "do") and cut.rest == cut.end


def _says_itself(tail: Sequence[ClauseWord]) -> bool:
    """True if a clause says itself whether it is denied: "không …", "phải …", "mà …"."""
    if tail[0].form in _AFFIRMING or " ".join(forms(tail[:2])) in _AFFIRMING_PAIRS:
        return True
    pause = next((at for at, word in enumerate(tail) if word.punctuation), len(tail))
    if first_denial(tail[: pause + 1]) is not None:
        return True
    if any(one.form == "đúng" and two.form in _RIGHTLY for one, two in pairwise(tail[: pause + 1])):
        return True
    return tail[0].form in _ASKING and "thì" in forms(tail)


def _denied_cut(
    own: Sequence[ClauseWord], denied: int, tail: Sequence[ClauseWord], cut: Cut
) -> Cut | None:
    """A cut before one of several things that one negation denies; the rest repeats it."""
    if tail[0].form not in _ARTICLES or conditions(tail) or has_deadline(tail):
        return None
    if not _MODALS.isdisjoint(forms(tail)) or not _AFFIRMING.isdisjoint(forms(tail)):
        return None  # "mọi người cần giữ trật tự" is no second thing that is forbidden
    at = verb_at(own, denied + 1)
    if at < 0:
        return None
    length = begins_verb(forms(own), at)
    return Cut(cut.end, cut.rest, tuple(own[denied : at + length]))


def _may_be_governed(own: Sequence[ClauseWord]) -> bool:
    """True if a verb behind ``own`` may be what an averting verb or a noun in it governs.

    "Hạn chế ra đường, tụ tập đông người", "báo công an hành vi đốt rác, xả thải".
    """
    written = forms(own)
    if any(" ".join(written[first : last + 1]) in AVERTING for first, last in verbs(own)):
        return True
    for at in range(len(own)):
        for count in (1, 2):
            part = " ".join(written[at : at + count])
            if at + count > len(own):
                continue
            is_whole = not own[at + count - 1].is_bound
            if part in _THINGS_DONE and is_whole and verbs(own[at + count :]) and at > 0:
                return True
    return False


def _shares_ending(own: Sequence[ClauseWord]) -> bool:
    """True if what ends the next denied clause may belong to those before it as well.

    "Không làm việc, không thu tiền qua điện thoại": all of that is by telephone. A clause with a
    condition or an object of some length has all it needs.
    """
    starts = [at for at in range(len(own)) if is_denial(own, at)]
    lengths = [end - start - 1 for start, end in zip(starts, [*starts, len(own)][1:], strict=True)]
    return bool(lengths) and min(lengths) < _LEAST_DENIED and not conditions(own)


def _begins_clause(tail: Sequence[ClauseWord]) -> bool:
    """True if ``tail`` begins with a predicate, or with a condition and its "thì"."""
    if tail[0].form == "để":
        return False
    if starts_denied(tail) or verb_at(tail) >= 0:
        return True
    return tail[0].form in _ASKING and "thì" in forms(tail)


def _shares_object(head: Sequence[ClauseWord]) -> bool:
    """True if a verb in ``head`` waits for its object: "lật úp, đậy kín, thả cá vào vật chứa"."""
    start = 0
    for at, word in enumerate(head):
        if at + 1 < len(head) and not word.punctuation and head[at + 1].form not in ("và", "hoặc"):
            continue
        if word.punctuation == ":":
            start = at + 1
            continue
        end = at
        while end > start and head[end].form in BEHIND_VERB:
            end -= 1
        modal = next((n for n in range(at, start - 1, -1) if head[n].form in _BEFORE_BARE), None)
        if modal is not None and end == modal + 1:
            return True  # "phải được xích, nhốt": a verb, known or not
        found = verbs(head[start : at + 1])
        if found and found[-1][1] >= end - start:
            first, last = found[-1]
            if " ".join(forms(head[start + first : start + last + 1])) not in INTRANSITIVE:
                return True
        start = at + 1
    return False


def _is_set_apart(head: Sequence[ClauseWord], tail: Sequence[ClauseWord]) -> bool:
    """True if ``tail`` has its own object: a denied clause, or one that an adverb leads."""
    if starts_denied(tail):
        return syllables(head) >= _LEAST_BEFORE_DENIAL
    is_led = tail[0].form in BEFORE_VERB and verb_at(tail) > 0
    return is_led and not _ends_in_verb(head)


def _ends_in_verb(head: Sequence[ClauseWord]) -> bool:
    found = verbs(head)
    return bool(found) and found[-1][1] == len(head) - 1


def _limits_both(head: Sequence[ClauseWord], tail: Sequence[ClauseWord]) -> bool:
    """True if ``tail`` has a condition or deadline that may limit what stands before it as well.

    ``head`` is not limited by them if it has a condition of its own.
    """
    if conditions(head) or has_deadline(head) or "thì" in forms(head):
        return False
    verb = max(verb_at(tail), 0)
    starts = [at for at in conditions(tail) if at > 0]
    if tail[0].form in _ASKING and "thì" in forms(tail):
        return False
    if starts:
        is_led = tail[0].form in BEFORE_VERB and verb > 0
        if starts[0] - verb < (_FAR_BEHIND_ADVERB if is_led else _FAR):
            return True
    return has_deadline(tail)
