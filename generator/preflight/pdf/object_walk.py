"""Traversal of a file's object graph: every dictionary reachable from pages and catalogue.

Each comes with the key that leads to it and the first page that does. The structure tree is left
out: it is large, and ``preflight.text.reading_order`` reads it. Single objects are read in
``reading.pdf.objects``, content in ``preflight.pdf.interpreter``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pikepdf

from generator.core.errors import Place
from generator.preflight.pdf.model import Document
from generator.preflight.pdf.per_document import cached_per_document
from generator.reading.pdf.objects import elements, entries, entry, has_entries, name

#: Keys that lead up or aside: to objects that are reached otherwise or are never printed.
_SKIPPED_KEYS: Final = frozenset(
    {"/Parent", "/P", "/Pg", "/StructTreeRoot", "/ParentTree", "/Prev", "/Dests", "/Popup"}
)
#: Objects visited in one file, direct ones included, against hostile files. Corpus: some 600; a
#: catalogue of hundreds of pages with thousands of fonts and images has tens of thousands.
MAX_OBJECTS: Final = 500_000

#: Kinds of actions (ISO 32000-2, table 201).
_ACTIONS: Final = frozenset(
    {
        "GoTo",
        "GoToR",
        "GoToE",
        "GoToDp",
        "Launch",
        "Thread",
        "URI",
        "Sound",
        "Movie",
        "Hide",
        "Named",
        "SubmitForm",
        "ResetForm",
        "ImportData",
        "SetOCGState",
        "Rendition",
        "Trans",
        "GoTo3DView",
        "JavaScript",
        "RichMediaExecute",
    }
)


@dataclass(frozen=True, slots=True)
class ReachedObject:
    """A dictionary, a stream, or an array that starts with a name (a colour space).

    Attributes:
        key: Of the entry that leads to it, without its slash; within arrays, of the array's.
        parent_key: The key that leads to the dictionary with that entry.
        page: Zero-based, of the first page that uses it; None for the file's own.
    """

    key: str
    parent_key: str
    value: Any
    page: int | None

    @property
    def place(self) -> Place:
        """The page that it is on, or none."""
        return Place() if self.page is None else Place(page=self.page + 1)


@dataclass(frozen=True, slots=True)
class Action:
    """An action that a viewer performs by itself or when a link is followed.

    Attributes:
        kind: "URI", "JavaScript", "GoTo" ...
        is_automatic: True if opening, closing, printing or moving triggers it.
    """

    kind: str
    is_automatic: bool
    thing: ReachedObject


def reachable_objects(document: Document) -> tuple[ReachedObject, ...]:
    """All reachable objects of ``document``, up to the limit."""
    return _walked(document)[0]


def all_objects_reached(document: Document) -> bool:
    """False if the limit stopped the walk, so that objects are missing."""
    return _walked(document)[1]


@cached_per_document
def _walked(document: Document) -> tuple[tuple[ReachedObject, ...], bool]:
    walk = _Walk()
    found = tuple(walk.objects(document.pdf))
    return found, walk.is_whole


class _Walk:
    """Depth-first traversal with an explicit stack.

    Attributes:
        is_whole: False once the limit stopped it.
    """

    def __init__(self) -> None:
        self.is_whole = True
        self._seen: set[tuple[int, int]] = set()
        self._left = MAX_OBJECTS

    def objects(self, pdf: Any) -> Iterator[ReachedObject]:
        """Yield everything that ``pdf`` holds."""
        for index, page in enumerate(pdf.pages):
            yield from self._from(page.obj, index)
        yield from self._from(pdf.Root, None)

    def _from(self, start: Any, page: int | None) -> Iterator[ReachedObject]:
        waiting = [ReachedObject("", "", start, page)]
        while waiting:
            thing = waiting.pop()
            value = thing.value
            if value.is_indirect:
                if value.objgen in self._seen:
                    continue
                self._seen.add(value.objgen)
            if self._left <= 0:
                self.is_whole = False
                return
            self._left -= 1
            if has_entries(value):
                yield thing
                kids = [(key, kid) for key, kid in entries(value) if key not in _SKIPPED_KEYS]
                parent_key = thing.key
            else:
                parts = list(elements(value))
                if parts and name(parts[0]) is not None:
                    yield thing
                kids = [(f"/{thing.key}", kid) for kid in parts]
                parent_key = thing.parent_key
            # A page that is reached from another one, as by a link, is not a part of it.
            waiting += [
                ReachedObject(key[1:], parent_key, kid, page)
                for key, kid in reversed(kids)
                if isinstance(kid, pikepdf.Object)
                and (has_entries(kid) or isinstance(kid, pikepdf.Array))
                and name(entry(kid, "/Type")) not in ("Page", "Pages")
            ]


def actions(document: Document) -> Iterator[Action]:
    """Every action, also in lists of actions (``Next``) and name trees."""
    for thing in reachable_objects(document):
        kind = name(entry(thing.value, "/S"))
        if kind in _ACTIONS and (kind == "JavaScript" or _is_action_entry(thing)):
            yield Action(kind, thing.key == "OpenAction" or thing.parent_key == "AA", thing)


def _is_action_entry(thing: ReachedObject) -> bool:
    return thing.key in ("A", "OpenAction", "Next") or thing.parent_key == "AA"
