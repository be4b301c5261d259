"""Campaigns of any number of items in any number of groups, made of the shipped one's texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from support.workshop import campaign

from generator.content.model import Campaign, GroupMark, Item, ItemGroup, Tone

_MARKS = {
    Tone.DO: GroupMark("mark-do", "Nên làm"),
    Tone.DONT: GroupMark("mark-dont", "Không được làm"),
    Tone.INFO: GroupMark("mark-info", "Cần biết"),
}
_TITLES = {Tone.DO: "điều nên làm", Tone.DONT: "điều không được làm", Tone.INFO: "điều cần biết"}


@cache
def made_campaign(groups: tuple[tuple[Tone, int], ...], *, pictures: bool = True) -> Campaign:
    """A campaign with a group for each tone and number of items; the letter is the shipped one."""
    whole = campaign()
    made = tuple(
        _group(number, tone, count, sum(n for _, n in groups[:number]))
        for number, (tone, count) in enumerate(groups)
    )
    return replace(whole, groups=made, pictures=whole.pictures if pictures else {})


def counts(*numbers: int) -> tuple[tuple[Tone, int], ...]:
    """Groups of these sizes: what to do and what to know by turns, at last what not to do."""
    tones = [Tone.INFO if n % 2 else Tone.DO for n in range(len(numbers))]
    if len(numbers) > 1:
        tones[-1] = Tone.DONT
    return tuple(zip(tones, numbers, strict=True))


def _group(number: int, tone: Tone, count: int, start: int) -> ItemGroup:
    wanted = [group for group in campaign().groups if group.tone is tone]
    texts: Sequence[Item] = [item for group in wanted or campaign().groups for item in group.items]
    name = f"nhom-{number + 1}"
    items = tuple(
        replace(texts[(start + n) % len(texts)], id=f"{name}-{n + 1}", group=name, number=n + 1)
        for n in range(count)
    )
    title = f"{count} {_TITLES[tone]}"
    return ItemGroup(name, title, title, tone, _MARKS[tone], items)
