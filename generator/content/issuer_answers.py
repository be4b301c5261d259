"""Answers to queries that do not name one issuer: all candidates, as they can be pasted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final

from generator.content.communes import Commune, District, FormerCommune, name_key
from generator.content.issuer_index import IssuerIndex, Unit
from generator.content.issuer_query import (
    Query,
    Reading,
    Scope,
    Words,
    read_query,
    read_words,
    typed_readings,
)
from generator.core.errors import Place, Problem, UsageError
from generator.core.excerpts import excerpt
from generator.core.findings import Finding, Severity
from generator.core.messages import Message, msg
from generator.core.near_names import near_names
from generator.core.shell import quoted
from generator.vietnamese.dates import short_day
from generator.vietnamese.official_names import unit_in_text

#: Names in one hint. All communes of one name are shown: there are fifteen Tân Thành and Tân Thạnh.
_MAX_CANDIDATES: Final = 16
_MAX_SUGGESTIONS: Final = 5
#: Readings of a query whose names are compared with all that there are: 5 ms each.
_MAX_READINGS: Final = 12
_COMMUNE_TYPES: Final = ("phuong ", "xa ", "dac khu ", "thi tran ")
#: First words of the names of bodies other than people's committees.
_OTHER_BODIES: Final = tuple(
    tuple(words.split())
    for words in (
        "ubmttq", "mttq", "uy ban mttq", "uy ban mat tran", "mat tran", "ban chi huy", "cong an",
        "dang uy", "dang bo", "doan thanh nien", "doan tncs", "doan phuong", "doan xa", "hdnd",
        "hoi dong nhan dan", "hoi lien hiep", "hoi lhpn", "hoi phu nu", "hoi cuu chien binh",
        "hoi nong dan", "hoi chu thap do", "tram y te", "trung tam",
        "van phong", "chi cuc", "cong doan", "to dan pho",
    )
)  # fmt: skip
_MAX_FORMER: Final = 8
_MAX_NAMESAKES: Final = 3
#: Of 3,321 names a misspelt one is nearer than that: "An Phu Dogn" 0.91, "Thoi Ann" 0.93; "Paris"
#: is 0.73 from "Pa Ri".
_SIMILARITY: Final = 0.8


def pasteable(names: Iterable[str], *, limit: int) -> Message:
    """Names as they are pasted behind ``--issuer`` or into ``anpham.toml``."""
    several = list(dict.fromkeys(names))
    shown = "; ".join(f'"{name}"' for name in several[:limit])
    more = len(several) - limit
    return msg("{names} and {more} more", names=shown, more=more) if more > 0 else _literal(shown)


def ambiguous(query: Query, units: Sequence[Unit]) -> UsageError:
    """The error for a query that names several."""
    return _error(
        "issuer-ambiguous",
        msg("“{query}” names {count} issuers", query=_shown(query), count=len(units)),
        msg(
            "write one of: {names}",
            names=pasteable((unit.full_name for unit in units), limit=_MAX_CANDIDATES),
        ),
    )


def ended(query: Query, former: Sequence[FormerCommune]) -> UsageError:
    """The error for a query that names communes which ended, with what they became."""
    if len(former) > 1:
        return _error(
            "issuer-ended",
            msg(
                "“{query}” is the name of {count} communes that have ended",
                query=_shown(query),
                count=len(former),
            ),
            msg("add the district or province; they became: {names}", names=_fates(former)),
        )
    (one,) = former
    day = short_day(one.district.until)
    names = pasteable((c.full_name for c in one.became), limit=_MAX_CANDIDATES)
    if len(one.became) == 1:
        return _error(
            "issuer-ended",
            msg(
                "{unit} existed until {day}; it now belongs to {name}",
                **_of(one, day),
                name=one.became[0].full_name,
            ),
            msg("write {names}", names=names),
        )
    return _error(
        "issuer-ended",
        msg("{unit} existed until {day}; it was divided", **_of(one, day)),
        msg("write the one that you mean: {names}", names=names),
    )


def place_ended(query: Query, commune: Commune) -> Finding:
    """The note on a commune that lives on, named by a district or province that ended."""
    return Finding(
        "issuer-place-ended",
        Severity.NOTE,
        msg(
            "“{query}” is now {name}",
            query=_shown(query),
            name=commune.full_name,
        ),
        msg('write "{name}"', name=commune.full_name),
    )


def namesake_findings(index: IssuerIndex, query: Query, unit: Unit) -> tuple[Finding, ...]:
    """A warning on former namesakes elsewhere, for a query that names no place.

    "Hiệp Thành" is a ward of Cà Mau today; one of District 12 bore the name until 2025.
    """
    if unit.commune is None:
        return ()
    bare = [one for one in query.bare_readings() if one.name.key == unit.name.key]
    others = [one for one in index.former(query, bare) if unit.commune not in one.became]
    if not others:
        return ()
    name = unit.full_name
    return (
        Finding(
            "issuer-namesake",
            Severity.WARNING,
            msg(
                "“{query}” is printed as {name}; others of that name have ended: {others}",
                query=_shown(query),
                name=name,
                others=_fates(others, limit=_MAX_NAMESAKES),
            ),
            msg('write "{name}" if it is the right one', name=name),
        ),
    )


def unknown(index: IssuerIndex, query: Query) -> UsageError:
    """The error for a query that names nobody, with those that it may mean."""
    for answer in (_other_body, _district, _near_place):
        error = answer(index, query)
        if error is not None:
            return error
    near = _near(index, query)
    return _error(
        "issuer-unknown",
        msg("no issuer is named “{query}”", query=_shown(query)),
        msg("did you mean: {names}?", names=pasteable(near, limit=_MAX_SUGGESTIONS))
        if near
        else msg("search with “anpham list issuers thoi an”, or print any name: --issuer-name"),
    )


def missing_name(query: Query, place: Place) -> UsageError:
    """The error for a type word or body behind which no name stands: "phường"."""
    return _error(
        "issuer-name-empty",
        msg("behind “{words}” a name is missing", words=_shown(query)),
        msg("write the whole name, as “phường An Phú Đông”"),
        place,
    )


def _other_body(index: IssuerIndex, query: Query) -> UsageError | None:
    """The error for a body that no list has, of a commune that there is: "Đảng ủy xã Tân An"."""
    words = read_words(query.text)
    is_body = any(words.plain[: len(body)] == body for body in _OTHER_BODIES)
    if not (is_body or _stands_before_commune(index, words)):
        return None
    return _error(
        "issuer-unknown",
        msg(
            "no issuer is named “{query}”; the lists hold people's committees", query=_shown(query)
        ),
        msg(
            "print the name as it is written: --issuer-name {name}",
            name=quoted(" ".join(query.text.split())),
        ),
    )


def _stands_before_commune(index: IssuerIndex, words: Words) -> bool:
    """True if ``words`` are some that name nothing, and then a type word and name of a commune."""
    for start in range(1, len(words) - 1):
        commune = Query("", (words[start:],), words[start:].has_marks)
        typed = [kind for kind, _ in typed_readings(words[start:]) if f"{kind} " in _COMMUNE_TYPES]
        is_place = index.places.all_named(words[:start]) is not None
        if typed and not is_place and not _units_of(index, words[:start]):
            found = index.matches(commune)
            if found.today or found.former:
                return True
    return False


def _district(index: IssuerIndex, query: Query) -> UsageError | None:
    """The error for a query that names a former district and no commune."""
    found = list(_districts_named(index, query))
    if not found or index.tables is None:
        return None
    if len(found) > 1:
        return _error(
            "issuer-ended",
            msg(
                "“{query}” is the name of {count} districts that have ended",
                query=_shown(query),
                count=len(found),
            ),
            msg(
                "name a commune of today; the districts: {names}",
                names=pasteable((one.full_name for one in found), limit=_MAX_CANDIDATES),
            ),
        )
    (district,) = found
    communes = [c for one in index.tables.former_in(district) for c in one.became]
    return _error(
        "issuer-ended",
        msg("{unit} existed until {day}", unit=district.full_name, day=short_day(district.until)),
        msg(
            "write one of the communes there: {names}",
            names=pasteable((c.full_name for c in communes), limit=_MAX_CANDIDATES),
        ),
    )


def _districts_named(index: IssuerIndex, query: Query) -> Iterator[District]:
    """The former districts that are all that ``query`` names."""
    named = [index.places.all_named(part) for part in query.parts]
    scopes = [scope for found in named for scope in found or ()]
    if not scopes or None in named:
        return
    first, *others = scopes
    for district in first.districts:
        in_others = all(
            district.province in scope.former or _today(index, district.province) in scope.provinces
            for scope in others
        )
        if in_others:
            yield district


def _today(index: IssuerIndex, former: str) -> str:
    """The province of today that the ``former`` one belongs to."""
    provinces = index.tables.provinces if index.tables is not None else ()
    return next((one.name for one in provinces if former in one.former), "")


def unknown_place(index: IssuerIndex, written: str, place: Words) -> UsageError:
    """The error for a province that there is not."""
    near = near_names(place.key, index.places.keys, limit=_MAX_SUGGESTIONS, similarity=0.7)
    named = (index.places.named(read_words(key)) for key in near)
    names = [name for scope in named if scope for name in sorted(scope.provinces | scope.former)]
    return _error(
        "place-unknown",
        msg("no province or district is named “{place}”", place=excerpt(written.strip())),
        msg("did you mean: {names}?", names=pasteable(names, limit=_MAX_SUGGESTIONS))
        if names
        else msg("write a province of today, or a province or district until 2025"),
    )


def province_error(index: IssuerIndex, query: Query) -> UsageError | None:
    """The error for a query that names a province and no commune."""
    if len(query.parts) != 1 or index.tables is None:
        return None
    scope = index.places.named(query.parts[0])
    if scope is None or not (scope.provinces or scope.former):
        return None
    today = sorted(scope.provinces) or sorted({_today(index, one) for one in scope.former})
    name = unit_in_text(today[0])
    return _error(
        "issuer-unknown",
        msg("“{query}” is a province; the lists hold communes", query=_shown(query)),
        msg(
            'for the province itself write --issuer-name "{body} {name}"; its communes: '
            'anpham list issuers --province "{name}"',
            body="Ủy ban nhân dân",
            name=name,
        ),
    )


def _near_place(index: IssuerIndex, query: Query) -> UsageError | None:
    """The error for a query one of whose parts is a name, and another no place that there is."""
    if len(query.parts) < 2:
        return None
    wrong = query.unknown_places(index.places)
    named = [part for part in query.parts if _units_of(index, part)]
    for part in wrong:
        others = [one for one in named if one is not part]
        near = near_names(part.key, index.places.keys, limit=1, similarity=_SIMILARITY)
        if others and (near or len(wrong) > 1):
            candidates = [u.full_name for one in others for u in _units_of(index, one)]
            inside = _of_near_place(index, others, near)
            return _error(
                "issuer-unknown",
                msg("no province or district is named “{place}”", place=_as_written(query, part)),
                msg(
                    "did you mean: {names}?",
                    names=pasteable(inside or candidates, limit=_MAX_SUGGESTIONS),
                ),
            )
    return None


def _of_near_place(index: IssuerIndex, names: Sequence[Words], near: Sequence[str]) -> list[str]:
    """The units of ``names`` that lie in the place whose key is near."""
    scopes = [index.places.named(read_words(key)) for key in near]
    provinces = {one for scope in scopes if scope for one in scope.provinces}
    return [
        unit.full_name
        for name in names
        for unit in _units_of(index, name)
        if unit.issuer.province in provinces
    ]


def _units_of(index: IssuerIndex, words: Words) -> list[Unit]:
    return [
        unit
        for kind, name in typed_readings(words)
        for unit in index.named(name.key)
        if kind in (None, unit.type)
    ]


def suggestions(index: IssuerIndex, query: Query) -> dict[str, FormerCommune | None]:
    """Full names of units of today that ``query`` may mean, the likeliest first.

    Each with the former commune that it is suggested for, where it is for one.
    """
    found: dict[str, FormerCommune | None] = {}
    if query.is_empty:
        return found
    readings = list(query.readings(index.places))
    for unit in (*index.today(query, readings), *index.containing(readings)):
        found.setdefault(unit.full_name, None)
    for former in index.former(query, readings):
        for commune in former.became:
            found.setdefault(commune.full_name, former)
    return found or dict.fromkeys(_near(index, query))


def _near(index: IssuerIndex, query: Query) -> list[str]:
    """Full names of those that a query may mean: of the same letters, then of nearly the same."""
    known = index.keys
    same: dict[str, None] = {}
    elsewhere: dict[str, None] = {}
    near: dict[str, None] = {}
    # A type word that is one by its accents is part of no name: "Huế phường".
    parted = list(islice(query.parted_readings(index.places), _MAX_READINGS))
    whole = () if parted and query.has_marks else query.readings(index.places)
    for reading in islice(chain(parted, whole), _MAX_READINGS):
        provinces = _provinces_of(index, reading.scopes)
        # "phường Huế" is not nearly "Phong Phú", its type word being part of no name.
        is_whole = reading.type is None and reading.name.key.startswith(_COMMUNE_TYPES)
        alike = () if is_whole else _near_keys(reading.name.key, known)
        for key in (reading.name.key, *alike):
            for unit in index.named(key):
                if not provinces or unit.issuer.province in provinces:
                    kept = same if key == reading.name.key else near
                    kept[unit.full_name] = None
                elif unit.name.exact == reading.name.exact:
                    elsewhere[unit.full_name] = None
        near.update(dict.fromkeys(_near_former(index, reading)))
    return list(same or elsewhere or near)


def _near_former(index: IssuerIndex, reading: Reading) -> Iterator[str]:
    """Yield former communes of nearly the same name, where a former district says which."""
    if index.tables is None or not any(scope.districts for scope in reading.scopes):
        return
    for district in {one for scope in reading.scopes for one in scope.districts}:
        by_key = {name_key(one.name): one for one in index.tables.former_in(district)}
        for key in _near_keys(reading.name.key, tuple(by_key)):
            yield by_key[key].full_name


def _provinces_of(index: IssuerIndex, scopes: Iterable[Scope]) -> set[str]:
    """The provinces of today in which the places lie; none where they name none."""
    found: set[str] = set()
    for scope in scopes:
        found |= scope.provinces
        found |= {_today(index, one) for one in scope.former}
        found |= {_today(index, district.province) for district in scope.districts}
    return found


def _near_keys(key: str, known: Sequence[str]) -> list[str]:
    return near_names(key, known, limit=_MAX_SUGGESTIONS, similarity=_SIMILARITY)


def _fates(former: Sequence[FormerCommune], *, limit: int = _MAX_FORMER) -> Message:
    """Former communes with what each became."""
    shown = "; ".join(
        f"{one.full_name} → {' / '.join(commune.full_name for commune in one.became)}"
        for one in former[:limit]
    )
    more = len(former) - limit
    return msg("{names} and {more} more", names=shown, more=more) if more > 0 else _literal(shown)


def _of(former: FormerCommune, day: str) -> dict[str, object]:
    return {"unit": former.full_name, "day": day}


def _shown(query: Query) -> str:
    return excerpt(" ".join(query.text.split()))


def _as_written(query: Query, part: Words) -> str:
    """A part of ``query`` as it was written, or its words."""
    pieces = [piece.strip() for piece in query.text.replace(";", ",").split(",")]
    return next((one for one in pieces if part in read_query(one).parts), part.key)


def _literal(text: str) -> Message:
    return Message("{text}", {"text": text})


def _error(code: str, message: Message, hint: Message, place: Place = Place()) -> UsageError:
    return UsageError(Problem(code, message, hint, place))
