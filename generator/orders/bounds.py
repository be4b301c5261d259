"""Refusal of a piece whose material takes fewer or more items, or groups, than the campaign has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from generator.core.errors import DoesNotFitError, Place, Problem, TemplateError
from generator.core.messages import Message, listed, msg
from generator.job import Job, asked_items
from generator.sheet.capacity import Range
from generator.sheet.catalogue import Catalogue, Manifest


def bounds_misfit(job: Job, catalogue: Catalogue) -> DoesNotFitError | None:
    """The error of ``job`` if its items are beyond its material's bounds, else None.

    Args:
        job: Whose material and campaign are compared; nothing of it needs to be made.
        catalogue: Where materials that take so many are looked for.
    """
    items, groups = _counts(job)
    if job.material.bounds.hold(items, groups):
        return None
    return DoesNotFitError(*_problems(job, catalogue, items, groups))


def _counts(job: Job) -> tuple[int, int]:
    """Counts of the items and groups that the piece of ``job`` shows."""
    items = asked_items(job)
    return len(items), len({item.group for item in items})


def _problems(job: Job, catalogue: Catalogue, items: int, groups: int) -> Iterator[Problem]:
    bounds = job.material.bounds
    place = Place(file="campaign.yaml", piece=job.material.name)
    others = _others(job, catalogue)
    if not bounds.items.holds(items):
        yield Problem(
            _code(bounds.items, items, "items"),
            msg(
                "{material} takes {least} to {room} items; the campaign '{campaign}' has {count}",
                **_values(job, bounds.items, items),
            ),
            _hint(bounds.items, items, others),
            place,
        )
    if not bounds.groups.holds(groups):
        yield Problem(
            _code(bounds.groups, groups, "groups"),
            msg(
                "{material} takes {least} to {room} groups; the campaign '{campaign}' has {count}",
                **_values(job, bounds.groups, groups),
            ),
            _hint(bounds.groups, groups, others),
            place,
        )


def _values(job: Job, bounds: Range, count: int) -> dict[str, object]:
    return {
        "material": job.material.name,
        "least": max(bounds.least, 1),
        "room": bounds.most if bounds.most is not None else "∞",
        "campaign": job.campaign.name,
        "count": count,
    }


def _code(bounds: Range, count: int, kind: str) -> str:
    return f"too-few-{kind}" if count < bounds.least else f"too-many-{kind}"


def _others(job: Job, catalogue: Catalogue) -> list[str]:
    """The other materials that state bounds and show all that the campaign has."""
    found = []
    for name in catalogue.material_names():
        with suppress(TemplateError):  # of a faulty one nothing is promised
            if name != job.material.name and _takes_all(catalogue.material(name), job):
                found.append(name)
    return found


def _takes_all(material: Manifest, job: Job) -> bool:
    other = replace(job, material=material, size=material.sizes[0])
    items, groups = _counts(other)
    return (
        items == len(job.campaign.items)
        and material.bounds.items.most is not None
        and material.bounds.hold(items, groups)
    )


def _hint(bounds: Range, count: int, others: Sequence[str]) -> Message:
    """Which materials take all, else what to change in the campaign."""
    names = listed(others)
    if count < bounds.least:
        return msg("{others} take so few", others=names) if others else msg("add to them")
    if others:
        return msg("{others} take as many; or leave some out in campaign.yaml", others=names)
    return msg("leave some out in campaign.yaml, or divide them between two campaigns")
