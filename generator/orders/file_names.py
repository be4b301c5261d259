"""Names of the files of an order: one name for one piece, another for any other.

    MATERIAL-SIZE-DISTANCE-CODE-SCALE-THEME-TEXT-LANGUAGE-CAMPAIGN-ISSUER-YEAR-DESTINATION-XXXX-ban-thao

What is usual is left out: the size of a material that comes in one, a distance that nobody asked
for, its first theme, its usual
length of text, the usual campaign, the destination "office". What anpham ships is known, and no two
pieces of it are written alike. A name that somebody chose may be written as another one is ("Trường
Tấn An", "Trường Tân An"): a piece with such a name ends in four signs, made of its exact spelling.
A draft says so last: approved, it is the same piece.

The day that a file bears is not part of its name: made again tomorrow, it is the same piece.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.content.issuer_directory import IssuerDirectory
from generator.content.model import Issuer, TextLength
from generator.core.assets import Assets
from generator.core.destination import Destination
from generator.job import Job
from generator.orders.options import USUAL_CAMPAIGN
from generator.press.profiles import DEFAULTS
from generator.sheet.catalogue import THEME
from generator.vietnamese.official_names import is_peoples_committee
from generator.vietnamese.slugs import slug

#: Without vowels, and without what is read as another sign: 27 to the power of 4 is half a million.
_SIGNS: Final = "23456789bcdfghjkmnpqrstvwxz"
_SIGNS_COUNT: Final = 4

#: In the name of a piece that takes little ink.
_LITTLE_INK: Final = "it-muc"
#: Ends the name of a draft.
_DRAFT: Final = "ban-thao"

#: In characters. With all parts there a name has 250 at most, an ending for pages included; file
#: systems take 255.
_LONGEST_PART: Final = 24
_LONGEST_ISSUER: Final = 60


@dataclass(slots=True)
class FileNames:
    """The names of the files of one order; no two of its pieces share one.

    Attributes:
        assets: What is shipped is the last of each of its folders.
        directory: The issuers that are known by their names.
        is_own_campaign: Whether the campaign is not a shipped one.
        is_own_profile: Whether the profile is not a shipped one.
    """

    assets: Assets
    directory: IssuerDirectory
    is_own_campaign: bool = False
    is_own_profile: bool = False
    _taken: dict[str, Job] = field(default_factory=dict, init=False)

    def of(self, job: Job) -> str:
        """The name of the job's file, without its ending."""
        issuer = _issuer_label(job.issuer, self.directory)
        is_own = issuer.is_spelled_freely or any(self._own_parts(job))
        name = "-".join(part for part in (*self._parts(job, issuer.text), _ending(job)) if part)
        if is_own:
            name = f"{name}-{_signs(self._identity(job))}"
        if job.campaign.is_draft:
            name = f"{name}-{_DRAFT}"
        return self._free(name, job)

    def _parts(self, job: Job, issuer: str) -> Iterator[str]:
        yield slug(job.material.name, max_length=_LONGEST_PART)
        if job.material.aspect or len(job.material.sizes) > 1:
            yield slug(job.size.name)
        if job.distance_m is not None:
            yield slug(f"{job.distance_m:g}m")
        if job.asks_for_code and job.material.takes_code:
            yield "qr"
        if job.scale != 1:
            yield f"1-{job.scale}"
        if job.theme and job.theme != self._usual_theme(job):
            yield slug(job.theme, max_length=_LONGEST_PART)
        if job.saves_ink:
            yield _LITTLE_INK
        if job.text is not _usual_text(job):
            yield job.text.value
        if job.campaign.language:
            yield job.campaign.language
        if self.is_own_campaign or job.campaign.name != USUAL_CAMPAIGN:
            yield slug(job.campaign.name, max_length=_LONGEST_PART)
        yield issuer

    def _own_parts(self, job: Job) -> Iterator[bool]:
        """For each part of the name that somebody may choose, whether somebody did."""
        yield self.is_own_campaign
        yield self.is_own_profile
        yield job.material.folder.parent != self.assets.templates[-1]
        yield _is_own(job.theme, THEME, self.assets.themes)

    def _usual_theme(self, job: Job) -> str | None:
        """The first theme among the shipped ones: a user's may come before it."""
        themes = job.material.themes
        own = (_is_own(theme, THEME, self.assets.themes) for theme in themes)
        return next((t for t, is_own in zip(themes, own, strict=True) if not is_own), None)

    def _identity(self, job: Job) -> tuple[str, ...]:
        """All that makes the piece another one than any other, in its exact spelling."""
        issuer = job.issuer
        return (
            job.campaign.name,
            job.material.name,
            job.size.name,
            job.theme,
            job.text.value,
            job.campaign.language,
            f"{job.distance_m or 0:g}",
            str(job.saves_ink),
            str(job.asks_for_code and job.material.takes_code),
            issuer.name,
            issuer.province,
            issuer.until.isoformat() if issuer.until else "",
            job.profile.name,
            *(str(is_own) for is_own in self._own_parts(job)),
        )

    def _free(self, name: str, job: Job) -> str:
        """``name``, with a number where another piece of the order has it.

        Two pieces of one identity differ in the contacts of their issuer.
        """
        numbered = (name, *(f"{name}-{number}" for number in range(2, len(self._taken) + 3)))
        free = next(n for n in numbered if self._taken.get(n) in (None, job))
        self._taken[free] = job
        return free


@dataclass(frozen=True, slots=True)
class _Label:
    """An issuer in a file's name.

    Attributes:
        is_spelled_freely: Whether other issuers may have the same text.
    """

    text: str
    is_spelled_freely: bool


def _issuer_label(issuer: Issuer, directory: IssuerDirectory) -> _Label:
    """A known issuer by its unit, with its province where another unit is written alike."""
    bare = _bare_label(issuer)
    alike = [known for known in directory.namesakes(issuer) if _bare_label(known) == bare]
    if not _is_known(issuer, alike):
        return _Label(bare, is_spelled_freely=True)
    if len(alike) == 1:
        return _Label(bare, is_spelled_freely=False)
    text = _with_province(issuer)
    same = [known for known in alike if _with_province(known) == text]
    return _Label(text, is_spelled_freely=len(same) > 1)


def _is_known(issuer: Issuer, alike: Sequence[Issuer]) -> bool:
    """True if ``issuer`` is one of ``alike``; without a province, the only one of its name."""
    same = [
        known
        for known in alike
        if (known.name, known.until) == (issuer.name, issuer.until)
        and issuer.province in ("", known.province)
    ]
    return len(same) == 1


def _bare_label(issuer: Issuer) -> str:
    """The unit of a people's committee, else the whole name: a ward has many bodies.

    A unit that has ended may share its name with one of today, so it bears its last year.
    """
    of_committee = issuer.unit and is_peoples_committee(issuer.body)
    text = slug(issuer.unit if of_committee else issuer.name, max_length=_LONGEST_ISSUER)
    return f"{text}-{issuer.until.year}" if issuer.until else text


def _with_province(issuer: Issuer) -> str:
    return f"{_bare_label(issuer)}-{slug(issuer.province, max_length=_LONGEST_PART)}"


def _usual_text(job: Job) -> TextLength:
    """Short, if the material comes in it."""
    return TextLength.SHORT if TextLength.SHORT in job.material.texts else job.material.texts[0]


def _ending(job: Job) -> str:
    """The part for one destination; empty for the office."""
    profile = job.profile
    if profile.name != DEFAULTS[profile.destination]:
        return slug(profile.name, max_length=_LONGEST_PART)
    return "" if profile.destination is Destination.OFFICE else profile.destination.value


def _is_own(name: str, marker: str, folders: Sequence[Path]) -> bool:
    """True if ``name`` is found in another folder than the last, the shipped one."""
    return any((folder / name / marker).is_file() for folder in folders[:-1])


def _signs(identity: tuple[str, ...]) -> str:
    """Four signs that stand for ``identity``."""
    exact = "\0".join(identity).encode("utf-8", "surrogateescape")
    number = int.from_bytes(hashlib.sha256(exact).digest(), "big")
    signs = []
    for _ in range(_SIGNS_COUNT):
        number, rest = divmod(number, len(_SIGNS))
        signs.append(_SIGNS[rest])
    return "".join(signs)
