"""Tasks that wait: fair between people, bounded, the latest of each key alone."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from typing import Final, Generic, Protocol, TypeVar

#: Of all people, and of one: a page with all materials asks for some 40 pictures at once.
MAX_WAITING: Final = 400
MAX_OF_ONE: Final = 100


class Waiting(Protocol):
    """A task that waits."""

    @property
    def key(self) -> str | None:
        """Under which a newer one takes its place."""

    @property
    def person(self) -> str:
        """Who waits for it."""


_Waiting = TypeVar("_Waiting", bound=Waiting)


class FairQueue(Generic[_Waiting]):
    """A queue for each person, of which the first is taken in turn. Not safe between threads."""

    def __init__(self) -> None:
        self._by_person: OrderedDict[str, deque[_Waiting]] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[_Waiting]:
        return (one for waiting in self._by_person.values() for one in waiting)

    def is_full_for(self, person: str) -> bool:
        """True if there is no room for one more of that person."""
        return self._count >= MAX_WAITING or len(self._by_person.get(person, ())) >= MAX_OF_ONE

    def put(self, one: _Waiting) -> None:
        """Add ``one`` at the end of its person's queue."""
        self._by_person.setdefault(one.person, deque()).append(one)
        self._count += 1

    def take(self) -> _Waiting:
        """The first of the person whose turn it is; the next turn is another person's.

        Raises:
            KeyError: if nobody waits.
        """
        person, waiting = self._by_person.popitem(last=False)
        one = waiting.popleft()
        if waiting:
            self._by_person[person] = waiting
        self._count -= 1
        return one

    def remove(self, one: _Waiting) -> None:
        """Take ``one`` out, wherever it stands; nothing happens if it does not wait."""
        waiting = self._by_person.get(one.person)
        if waiting is None or one not in waiting:
            return
        waiting.remove(one)
        self._count -= 1
        if not waiting:
            del self._by_person[one.person]
