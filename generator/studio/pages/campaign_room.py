"""Room for a text that is being typed: how much longer it may be on the chosen pieces."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import Response

from generator.api import MakeOptions
from generator.content.campaign_editing import with_value
from generator.core.cache import LruCache
from generator.core.errors import AnphamError
from generator.core.messages import msg
from generator.orders.text_room import TextRoom, longer, text_room
from generator.studio.campaigns import campaign_data
from generator.studio.choices import Choices
from generator.studio.pages.campaign_fields import asked_field
from generator.studio.pages.campaign_fit import piece_title
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.work.fitting import fits_with, shows_difference
from generator.studio.work.pool import Superseded

#: Pages whose last question is known.
_PAGES: Final = 256
_CACHED: Final = 512
_Piece = tuple[str, MakeOptions]
#: Words by which a text differs when it is asked which pieces show it.
_FEW_WORDS: Final = 3


@endpoint("/p/{project}/chon/room", right=Right.VIEW)
def room(call: Call) -> Response:
    """The room for ``value`` at the place of the field ``at``; 204 if others are measuring.

    One search at a time, in short steps, so that it never holds up previews.
    """
    asked = asked_field(call)
    if asked.is_list:
        raise Refused(400, msg("the request cannot be read"), msg("reload the page"))
    text = asked.cleaned([call.text("value")])
    search = _RoomSearch(call, asked.path, text if isinstance(text, str) else "")
    found = _known.answer(search)
    if found is None:
        if not _turn.acquire(blocking=False):
            return Response(status_code=204)
        try:
            found = search.answer()
        finally:
            _turn.release()
        _known.put(search, found)
    return call.page("campaign-room-part.html.j2", found=found)


@dataclass(frozen=True, slots=True)
class RoomAnswer:
    """The room for a text on the pieces that show it.

    Attributes:
        pieces: How many show it.
        room: None if no piece shows it, or the pieces lack room for something else.
        tightest: The title of the piece with the least room; empty if there is room on all.
        is_nearer: Whether the pieces can be made with the text, and are read from nearer then.
    """

    pieces: int
    room: TextRoom | None = None
    tightest: str = ""
    is_nearer: bool = False


class _RoomSearch:
    """The search for the room of one text; it ends when its page asks for another."""

    def __init__(self, call: Call, path: tuple[str, ...], text: str) -> None:
        head = call.project.head
        choices = Choices.from_json(head.choices)
        folder, today = call.studio.folders.folder(head.files), call.studio.settings.now().date()
        self._call, self._path, self._text = call, path, text
        self._data = campaign_data(call.studio, head.files)
        self._pieces = [
            (piece_title(call, piece), choices.options(folder, today, piece))
            for piece in choices.pieces
        ]
        self._tightest = ""
        self.page = f"{call.person.id}/{call.text('tab')}"
        self.key = repr((call.language, self._pieces, path, text))
        _known.begin(self)

    def answer(self) -> RoomAnswer:
        """The room, first for reading from where the pieces are read from."""
        text = self._text
        files = [self._file(text), self._file(longer(text, _FEW_WORDS))]
        shown = [
            piece
            for piece in self._pieces
            if None not in files and self._run(shows_difference, piece[1], *files)
        ]
        if not shown:
            return RoomAnswer(0)
        found = text_room(text, lambda other: self._fits(shown, other, is_far=True))
        is_short = found is None or found.characters < 0
        if is_short and self._fits(shown, text, is_far=False):
            return RoomAnswer(len(shown), found, self._tightest, is_nearer=True)
        if is_short:
            found = text_room(text, lambda other: self._fits(shown, other, is_far=False))
        return RoomAnswer(len(shown), found, self._tightest)

    def _fits(self, pieces: list[_Piece], text: str, *, is_far: bool) -> bool:
        data = self._file(text)
        if data is None:
            return False
        # What had no room before is the first to have none again.
        for title, options in sorted(pieces, key=lambda piece: piece[0] != self._tightest):
            if not self._run(fits_with, options, data, is_far=is_far):
                self._tightest = title
                return False
        return True

    def _file(self, text: str) -> bytes | None:
        """The campaign's file with ``text``; None if there is no place for it."""
        try:
            return with_value(self._data, self._path, text or None)
        except KeyError:
            return None

    def _run(self, task: Any, *args: Any, **kwargs: Any) -> bool:
        if not _known.is_newest(self):
            raise Superseded
        work, person = self._call.studio.work, str(self._call.person.id)
        try:
            return bool(work.run(task, *args, person=person, **kwargs))
        except AnphamError:  # a piece that cannot be made at all: the preview says why
            return False


class _KnownSearches:
    """The answers of searches, and the newest search of each page, for all threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answers = LruCache[RoomAnswer](_CACHED)
        self._newest = LruCache[_RoomSearch](_PAGES)

    def begin(self, search: _RoomSearch) -> None:
        with self._lock:
            self._newest.put(search.page, search)

    def is_newest(self, search: _RoomSearch) -> bool:
        with self._lock:
            return self._newest.get(search.page) is search

    def answer(self, search: _RoomSearch) -> RoomAnswer | None:
        with self._lock:
            return self._answers.get(search.key)

    def put(self, search: _RoomSearch, answer: RoomAnswer) -> None:
        with self._lock:
            self._answers.put(search.key, answer)


_turn: Final = threading.Lock()
_known: Final = _KnownSearches()

ENDPOINTS: Final[tuple[Endpoint, ...]] = (room,)
