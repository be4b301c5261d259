"""Reader of profiles: rows of YAML in a folder of profiles, or a print shop's own file.

A row stands in a file of its own that bears its name. ``like: offset`` takes over what the row
does not say. The keys are explained at :class:`~generator.press.profile.Profile` and, for
print shops, in docs/profiles.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

from generator.content.yaml_nodes import YamlNode, read_mapping
from generator.core.destination import Destination
from generator.core.errors import ContentError, InputOutputError, Problem, UsageError
from generator.core.excerpts import excerpt
from generator.core.messages import LANGUAGES, Message, msg
from generator.press.output_intents import INTENTS, Intent
from generator.press.profile import ColourModel, Limit, PrintMark, Profile, Sides
from generator.reading.files import read_text
from generator.vietnamese.spoken_names import keys_of, nearest_key

#: Profile of each destination where none is named.
DEFAULTS: Final[Mapping[Destination, str]] = MappingProxyType(
    {Destination.OFFICE: "office", Destination.PRESS: "offset", Destination.SCREEN: "screen"}
)

#: Four inks, each laid on in full.
MAX_INK_PERCENT: Final = 400.0
#: Wraps of banners are bled by 50 mm; what is many times that is a slip of the unit.
MAX_MM: Final = 200.0
#: Office printers leave 3 to 6 mm, old ones up to 17 at the foot of a sheet.
MAX_MARGIN_MM: Final = 20.0
#: Larger letters are set in headlines; a least size beyond is a slip.
MAX_PT: Final = 72.0
#: Finer than any imagesetter.
MAX_PPI: Final = 5000.0
#: DeviceN holds 32 inks (ISO 32000-1, annex C), four of which are those of the process.
MAX_SPOTS: Final = 28

_E = TypeVar("_E", bound=StrEnum)
_ENDINGS: Final = (".yaml", ".yml")
_LENGTH: Final = re.compile(r"[0-9]+(\.[0-9]*)?|\.[0-9]+")


class _YesNo(StrEnum):
    YES = "yes"
    NO = "no"


def profile_names(folders: Sequence[Path]) -> tuple[str, ...]:
    """The names of all profiles in ``folders``, by destination as people meet them, then A to Z."""
    usual = tuple(DEFAULTS.values())
    names = {path.stem for folder in folders for path in folder.glob("*.yaml")}
    return tuple(sorted(names, key=lambda n: (usual.index(n) if n in usual else len(usual), n)))


def default_profile(destination: Destination, folders: Sequence[Path]) -> Profile:
    """The profile of a destination where none is named."""
    return load_profile(DEFAULTS[destination], folders)


def load_profile(name_or_path: str | Path, folders: Sequence[Path]) -> Profile:
    """The profile of that name, or the one in a file.

    Args:
        name_or_path: A path, or a text; a text is a path when it ends in ``.yaml`` or ``.yml`` or
            names a folder, too, and else the name of a profile.
        folders: Searched in this order for the name and for what a row is like.

    Raises:
        UsageError: if there is no profile of that name.
        InputOutputError: if the file cannot be read.
        ContentError: with every fault of the file.
    """
    if isinstance(name_or_path, Path) or _is_path(name_or_path):
        return _load(Path(name_or_path), folders, ())
    name = find_profile(name_or_path, folders)
    return _load(
        next(f for folder in folders if (f := folder / f"{name}.yaml").is_file()), folders, ()
    )


def find_profile(text: str, folders: Sequence[Path]) -> str:
    """The name of the profile that ``text`` names, as people say it.

    Raises:
        UsageError: if there is none, or several.
    """
    if text in profile_names(folders):
        return text
    names: dict[str, tuple[str, ...]] = {}
    for name in profile_names(folders):
        names[name] = ()
        with suppress(ContentError, InputOutputError):  # of a faulty row its name alone is known
            profile = load_profile(name, folders)
            names[name] = (*profile.names.values(), *profile.also)
    found = keys_of(text, names)
    if len(found) == 1:
        return found[0]
    near = nearest_key(text, names) if not found else None
    raise UsageError(
        Problem(
            "profile-unknown",
            msg("unknown profile '{name}'", name=text),
            msg("did you mean “{name}”?", name=near)
            if near is not None
            else msg("use {known}, or a profile's file", known=", ".join(found or names)),
        )
    )


def _is_path(text: str) -> bool:
    return text.lower().endswith(_ENDINGS) or "/" in text or "\\" in text


def _find(name: str, folders: Sequence[Path], reading: Sequence[Path]) -> Path | None:
    """The first file of that name that is not being read."""
    files = (folder / f"{name}.yaml" for folder in folders)
    taken = [path.resolve() for path in reading]
    return next((f for f in files if f.is_file() and f.resolve() not in taken), None)


def _load(path: Path, folders: Sequence[Path], reading: tuple[Path, ...]) -> Profile:
    """The profile in the file ``path``; the files in ``reading`` are like it."""
    root = read_mapping(read_text(path), str(path), error=ContentError)
    # For one that is not there any other stands in: the row's own faults are to be found as well.
    base = _base(root, path, folders, reading)
    profile = _read(_ProfileRow(root, base), path.stem)
    # In two steps: a default for a value at fault would contradict others that are right.
    root.finish()
    _check(root, profile)
    root.finish()
    return profile


def _base(
    root: YamlNode, path: Path, folders: Sequence[Path], reading: tuple[Path, ...]
) -> Profile | None:
    """The profile that a row is like."""
    name = root.text("like", default="")
    if not name:
        return None
    # A row may be like the shipped one of its own name, but never like itself.
    found = _find(name, folders, (*reading, path))
    if found is not None:
        return _load(found, folders, (*reading, path))
    own = {taken.stem for taken in (*reading, path)}
    known = [other for other in profile_names(folders) if other not in own]
    root.report(
        "profile-unknown",
        msg("unknown profile '{name}'", name=excerpt(name))
        if name not in own
        else msg("the profile '{name}' is like itself", name=excerpt(name)),
        hint=_like_what(name, known),
        key="like",
    )
    shipped = (_find(other, folders[-1:], (*reading, path)) for other in known)
    stand_in = next((file for file in shipped if file is not None), None)
    return _load(stand_in, folders, (*reading, path)) if stand_in is not None else None


def _like_what(name: str, known: Sequence[str]) -> Message | None:
    near = nearest_key(name, {other: () for other in known})
    if near is not None:
        return msg("did you mean “{name}”?", name=near)
    return msg("use {known}", known=", ".join(known)) if known else None


@dataclass(frozen=True, slots=True)
class _ProfileRow:
    """A row's keys; missing ones are inherited from the row it is like."""

    node: YamlNode
    base: Profile | None

    def inherited(self, key: str) -> Any:
        """The value of ``base``; None where the row itself has the key."""
        return None if self.base is None or key in self.node else getattr(self.base, key)

    def number(self, key: str, most: float) -> float:
        inherited = self.inherited(key)
        if inherited is not None:
            return float(inherited)
        return self.node.number(key, minimum=0.0, maximum=most)

    def count(self, key: str, most: int) -> int:
        inherited = self.inherited(key)
        return (
            int(inherited)
            if inherited is not None
            else self.node.integer(key, minimum=0, maximum=most)
        )

    def yes(self, key: str) -> bool:
        inherited = self.inherited(key)
        return (
            bool(inherited)
            if inherited is not None
            else self.node.choice(key, _YesNo) is _YesNo.YES
        )

    def theme(self) -> str:
        """The theme that the row prefers; one that it is like is asked where it names none."""
        return self.node.text("theme", default=str(self.inherited("theme") or ""))

    def choice(self, key: str, choices: type[_E]) -> _E:
        inherited = self.inherited(key)
        return choices(inherited) if inherited is not None else self.node.choice(key, choices)

    def sides(self, key: str) -> Sides:
        """One length for all edges, or four: top, right, bottom, left."""
        inherited: Sides | None = self.inherited(key)
        if inherited is not None:
            return inherited
        text = self.node.text(key)
        words = text.split()
        lengths = [float(word) for word in words if _LENGTH.fullmatch(word)]
        whole = len(lengths) == len(words) and len(words) in (1, 4)
        if text and not (whole and max(lengths) <= MAX_MM):
            self.node.report(
                "wrong-value",
                msg(
                    "“{key}” is “{found}”; expected one length from 0 to {most} mm, or four",
                    key=key,
                    found=excerpt(text),
                    most=f"{MAX_MM:g}",
                ),
                hint=msg("four are those of the top, right, bottom and left edge: 3 3 5 3"),
                key=key,
            )
            return Sides()
        return Sides(*(lengths * 4)[:4]) if lengths else Sides()

    def limit(self, key: str, most: float) -> Limit:
        inherited: Limit | None = self.inherited(key)
        if inherited is not None:
            return inherited
        node = self.node.mapping(key)
        numbers = (node.number(part, minimum=0.0, maximum=most) for part in ("error", "warning"))
        return Limit(*numbers)

    def size(self, key: str) -> Limit:
        """A limit in pt; a plain number is an error and needs no warning before it."""
        if self.inherited(key) is None and not self.node.is_mapping(key):
            least = self.node.number(key, minimum=0.0, maximum=MAX_PT)
            return Limit(least, least)
        return self.limit(key, MAX_PT)

    def marks(self) -> frozenset[PrintMark]:
        """Marks outside of the bleed; none by default."""
        inherited: frozenset[PrintMark] | None = self.inherited("marks")
        if inherited is not None:
            return inherited
        known = [mark.value for mark in PrintMark]
        marks = []
        for index, text in enumerate(self.node.texts("marks", required=False)):
            if text in known:
                marks.append(PrintMark(text))
            elif text:
                self.node.report(
                    "wrong-value",
                    msg(
                        "“{key}” is “{found}”; expected one of: {names}",
                        key="marks",
                        found=excerpt(text),
                        names=", ".join(known),
                    ),
                    key="marks",
                    index=index,
                )
        return frozenset(marks)


def _read(row: _ProfileRow, name: str) -> Profile:
    names = row.node.mapping("names")
    return Profile(
        name=name,
        names={language: names.text(language) for language in LANGUAGES},
        also=row.node.texts("also", required=False),
        destination=row.choice("destination", Destination),
        colour=row.choice("colour", ColourModel),
        intent=row.choice("intent", Intent),
        bleed_mm=row.sides("bleed_mm"),
        marks=row.marks(),
        margins_mm=row.sides("margins_mm"),
        safe_mm=row.limit("safe_mm", MAX_MM),
        ink_percent=row.limit("ink_percent", MAX_INK_PERCENT),
        text_one_ink_pt=row.size("text_one_ink_pt"),
        text_several_inks_pt=row.size("text_several_inks_pt"),
        text_reversed_pt=row.size("text_reversed_pt"),
        line_one_ink_pt=row.limit("line_one_ink_pt", MAX_PT),
        line_several_inks_pt=row.number("line_several_inks_pt", MAX_PT),
        image_ppi=row.limit("image_ppi", MAX_PPI),
        image_ppi_most=row.number("image_ppi_most", MAX_PPI),
        line_art_ppi=row.limit("line_art_ppi", MAX_PPI),
        spots=row.count("spots", MAX_SPOTS),
        black_overprints_below_pt=row.number("black_overprints_below_pt", MAX_PT),
        survives_grey=row.yes("survives_grey"),
        links=row.yes("links"),
        pdfx=row.yes("pdfx"),
        theme=row.theme(),
    )


def _check(root: YamlNode, profile: Profile) -> None:
    """Report what is right by itself and contradicts something else in the row."""
    for key, fits, fault in (*_with_destination(profile), *_among_limits(profile)):
        if not fits:
            message = msg("“{key}”: {fault}", key=key, fault=fault)
            root.report("profile-contradiction", message, key=key)


class _Consistency(NamedTuple):
    """A key, its consistency with the others, and the message for an inconsistency."""

    key: str
    fits: bool
    fault: Message


def _with_destination(profile: Profile) -> tuple[_Consistency, ...]:
    for_press = profile.destination is Destination.PRESS
    in_inks = profile.colour is ColourModel.CMYK
    destination = profile.destination.value
    return (
        _Consistency(
            key="colour",
            fits=in_inks == for_press,
            fault=msg("a press prints in inks: write cmyk")
            if for_press
            else msg("files for '{name}' are in srgb, not in inks", name=destination),
        ),
        _Consistency(
            key="intent",
            fits=(INTENTS[profile.intent].components == 4) == for_press,
            fault=msg(
                "files for '{name}' are not made for the condition '{intent}'",
                name=destination,
                intent=profile.intent,
            ),
        ),
        _Consistency(
            key="bleed_mm",
            fits=for_press or not profile.bleed_mm.largest,
            fault=msg(
                "files for '{name}' are not trimmed and have no bleed: write 0", name=destination
            ),
        ),
        _Consistency(
            key="marks",
            fits=for_press or not profile.marks,
            fault=msg("files for '{name}' have no marks: write []", name=destination),
        ),
        _Consistency(
            key="margins_mm",
            fits=profile.destination is Destination.OFFICE or not profile.margins_mm.largest,
            fault=msg("only files for 'office' keep within a printer's margins: write 0"),
        ),
        _Consistency(
            key="margins_mm",
            fits=for_press or profile.margins_mm.largest <= MAX_MARGIN_MM,
            fault=msg(
                "{largest} mm leave no room on a sheet; no printer needs more than {most}",
                largest=f"{profile.margins_mm.largest:g}",
                most=f"{MAX_MARGIN_MM:g}",
            ),
        ),
        _Consistency(
            key="pdfx",
            fits=for_press or not profile.pdfx,
            fault=msg(
                "a PDF/X is for a press; files for '{name}' are none: write no", name=destination
            ),
        ),
        _Consistency(
            key="links",
            fits=not (profile.pdfx and profile.links),
            fault=msg("a PDF/X must not hold links: write no"),
        ),
    )


def _among_limits(profile: Profile) -> Iterator[_Consistency]:
    for key, limit in (
        ("safe_mm", profile.safe_mm),
        ("text_one_ink_pt", profile.text_one_ink_pt),
        ("text_several_inks_pt", profile.text_several_inks_pt),
        ("text_reversed_pt", profile.text_reversed_pt),
        ("line_one_ink_pt", profile.line_one_ink_pt),
        ("image_ppi", profile.image_ppi),
        ("line_art_ppi", profile.line_art_ppi),
    ):
        yield _Consistency(key, limit.warning >= limit.error, _late(limit))
    ink = profile.ink_percent
    yield _Consistency("ink_percent", ink.warning <= ink.error, _late(ink))
    several, reversed_ = profile.text_several_inks_pt.error, profile.text_reversed_pt.error
    one = profile.text_one_ink_pt.error
    yield _Consistency("text_several_inks_pt", several >= one, _at_least("text_one_ink_pt", one))
    yield _Consistency("text_reversed_pt", reversed_ >= one, _at_least("text_one_ink_pt", one))
    line = profile.line_one_ink_pt.error
    thinnest = profile.line_several_inks_pt
    yield _Consistency("line_several_inks_pt", thinnest >= line, _at_least("line_one_ink_pt", line))
    least = profile.image_ppi.warning
    yield _Consistency(
        "image_ppi_most", profile.image_ppi_most >= least, _at_least("image_ppi", least)
    )


def _late(limit: Limit) -> Message:
    return msg(
        "an error at {error} comes before the warning at {warning}",
        error=f"{limit.error:g}",
        warning=f"{limit.warning:g}",
    )


def _at_least(key: str, value: float) -> Message:
    return msg("expected as much as “{key}” or more, {value}", key=key, value=f"{value:g}")
