"""Names of the files of an order."""

from __future__ import annotations

from generator.content.model import TextLength
from generator.job import Job
from generator.press.profile import Destination, Profile
from generator.press.profiles import DEFAULTS
from generator.vietnamese.official_names import is_peoples_committee
from generator.vietnamese.slugs import slug


def file_name(job: Job) -> str:
    """The name of the job's file, without its ending."""
    size = slug(job.size.name) if job.material.aspect else ""
    text = job.text.value if len(job.material.texts) > 1 and job.text is TextLength.FULL else ""
    theme = job.theme if job.theme != next(iter(job.material.themes)) else ""
    # A ward has many bodies; only the People's Committee goes by the ward's name alone.
    of_committee = job.issuer.unit and is_peoples_committee(job.issuer.body)
    unit = slug(job.issuer.unit if of_committee else job.issuer.name)
    # A unit that has ended may share its name with one of today.
    year = str(job.issuer.until.year) if job.issuer.until else ""
    parts = (job.material.name, size, theme, text, unit, year, _file_ending(job.profile))
    return "-".join(part for part in parts if part)


def _file_ending(profile: Profile) -> str:
    """Suffix of the files for one destination; empty for the office."""
    if profile.name != DEFAULTS[profile.destination]:
        return slug(profile.name)
    return "" if profile.destination is Destination.OFFICE else profile.destination.value
