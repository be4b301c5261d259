"""Records of versions: pieces, files and findings as JSON, localized only when they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Self

from generator.api import Message, Place, Problem, Severity
from generator.studio.work.making import FileRole, FinishedPiece
from generator.studio.work.remedies import Remedy

_PLAIN: Final = (str, int, float, bool, type(None))


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of a version: see ``work.making.FinishedFile``; ``sha256`` names it in the store."""

    name: str
    role: FileRole
    kind: str
    sha256: str
    size: int
    alt: str | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class PieceRemark:
    """A finding of a piece, or a problem that kept it from being made.

    Attributes:
        severity: A problem is an error.
    """

    code: str
    severity: Severity
    message: Message
    hint: Message | None = None
    place: Place = field(default_factory=Place)
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True)
class PieceRecord:
    """A piece of a version, see ``work.making.FinishedPiece``.

    Attributes:
        choice: The number of the choice that asked for it, 0-based.
        is_made: False if ``remarks`` are the problems that kept it from being made.
    """

    choice: int
    material: str
    size: str
    theme: str
    pages: int
    size_mm: tuple[float, float]
    flip: str
    is_draft: bool
    is_made: bool
    files: tuple[FileRecord, ...] = ()
    remarks: tuple[PieceRemark, ...] = field(default=())

    def of_role(self, *roles: FileRole) -> tuple[FileRecord, ...]:
        """Its files of these roles."""
        return tuple(one for one in self.files if one.role in roles)

    @property
    def taken_away(self) -> tuple[FileRecord, ...]:
        """All files that a person downloads."""
        return self.of_role(FileRole.OUTPUT, FileRole.PREVIEW, FileRole.CERTIFICATE)

    def to_json(self) -> dict[str, Any]:
        """As :meth:`from_json` reads it."""
        return {
            **{name: getattr(self, name) for name in _PIECE_VALUES},
            "size_mm": list(self.size_mm),
            "files": [asdict(one) for one in self.files],
            "remarks": [_remark_json(one) for one in self.remarks],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The piece of a record."""
        width, height = value["size_mm"]
        return cls(
            **{name: value[name] for name in _PIECE_VALUES},
            size_mm=(width, height),
            files=tuple(
                FileRecord(**{**one, "role": FileRole(one["role"])}) for one in value["files"]
            ),
            remarks=tuple(map(_remark, value["remarks"])),
        )


_PIECE_VALUES: Final = (
    "choice",
    "material",
    "size",
    "theme",
    "pages",
    "flip",
    "is_draft",
    "is_made",
)


def remarks_of(piece: FinishedPiece) -> tuple[PieceRemark, ...]:
    """The problems and findings of ``piece``, the gravest first, each sentence once."""
    remedies = {one.code: one for one in piece.remedies}
    found = [
        *(
            PieceRemark(one.code, Severity.ERROR, one.message, one.hint, one.place)
            for one in piece.problems
        ),
        *(
            PieceRemark(one.code, one.severity, one.message, one.hint, one.place)
            for one in sorted(piece.findings, key=lambda one: _ORDER[one.severity])
        ),
    ]
    return tuple(
        PieceRemark(
            one.code, one.severity, one.message, one.hint, one.place, remedies.get(one.code)
        )
        for one in _distinct(found)
    )


def _distinct(found: Sequence[PieceRemark]) -> Iterator[PieceRemark]:
    """Yield each sentence once a place: the making and the check of a piece both say some.

    One that is said of a page is not said of the whole piece, too.
    """
    said = set()
    placed = {(one.code, str(one.message)) for one in found if one.place.page is not None}
    for one in found:
        sentence = one.code, str(one.message)
        key = *sentence, one.place.page, one.place.x_mm, one.place.y_mm
        if key in said or (one.place.page is None and sentence in placed):
            continue
        said.add(key)
        yield one


_ORDER: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def _remark_json(one: PieceRemark) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": message_json(one.message),
        "hint": message_json(one.hint) if one.hint is not None else None,
        "place": {name: value for name, value in asdict(one.place).items() if value is not None},
        "remedy": asdict(one.remedy) if one.remedy is not None else None,
    }


def _remark(value: Mapping[str, Any]) -> PieceRemark:
    return PieceRemark(
        value["code"],
        Severity(value["severity"]),
        read_message(value["message"]),
        read_message(value["hint"]) if value["hint"] is not None else None,
        Place(**value["place"]),
        Remedy(**value["remedy"]) if value["remedy"] is not None else None,
    )


def problem_json(problem: Problem) -> dict[str, Any]:
    """``problem`` without its place, as :func:`read_problem` reads it."""
    return {
        "code": problem.code,
        "message": message_json(problem.message),
        "hint": message_json(problem.hint) if problem.hint is not None else None,
    }


def read_problem(value: Mapping[str, Any]) -> Problem:
    """The problem of :func:`problem_json`."""
    hint = read_message(value["hint"]) if value["hint"] is not None else None
    return Problem(value["code"], read_message(value["message"]), hint)


def message_json(message: Message) -> dict[str, Any]:
    """``message`` with its values, so that it can still be said in any language."""
    return {
        "text": message.text,
        "values": {name: _value_json(value) for name, value in message.values.items()},
    }


def _value_json(value: object) -> object:
    if isinstance(value, Message):
        return message_json(value)
    return value if type(value) in _PLAIN else str(value)


def read_message(value: Mapping[str, Any]) -> Message:
    """The message of :func:`message_json`."""
    return Message(
        value["text"],
        {
            name: read_message(inner) if isinstance(inner, Mapping) else inner
            for name, inner in value["values"].items()
        },
    )


def counted(remarks: Iterable[PieceRemark]) -> Mapping[Severity, int]:
    """The number of remarks of each severity."""
    several: Sequence[PieceRemark] = tuple(remarks)
    return {one: sum(remark.severity is one for remark in several) for one in Severity}
