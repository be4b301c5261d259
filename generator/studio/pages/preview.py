"""Pictures of a project's pieces as they would be printed now, and what is known of them."""

from __future__ import annotations

from typing import Any, Final

from starlette.responses import JSONResponse, Response

from generator.core.messages import msg
from generator.studio.choices import Choices
from generator.studio.hints import plain_problem
from generator.studio.numbers import MOST_FIGURES, number_in
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.store.projects import Revision
from generator.studio.work.outcomes import (
    Preview,
    finding_object,
    problem_object,
)

#: In px: 400 % of an A3 poster on a large screen. More would only cost time.
MAX_WIDTH_PX: Final = 3600
_MIN_WIDTH_PX: Final = 40
_USUAL_WIDTH_PX: Final = 900
#: Kept by the browser, and asked for again each time: that costs no drawing.
_CACHING: Final = "private, no-cache"


class _Wanted:
    """The picture that a call asks for: a page of a piece of a revision, in a width."""

    def __init__(self, call: Call) -> None:
        params = call.request.path_params
        self._call = call
        self.width_px = max(
            _MIN_WIDTH_PX, min(_number(call, "width", _USUAL_WIDTH_PX), MAX_WIDTH_PX)
        )
        self.page = params["page"] - 1
        if not 0 <= self.page < 10**MOST_FIGURES:
            raise Refused(404, msg("there is no such page"))
        revision = _revision(call)
        choices = Choices.from_json(revision.choices)
        if not 1 <= params["piece"] <= len(choices.pieces):
            raise Refused(404, msg("this project has no such piece"))
        piece = choices.pieces[params["piece"] - 1]
        studio = call.studio
        folder = studio.folders.folder(revision.files)
        self.options = choices.options(folder, studio.settings.now().date(), piece)
        # Of a picture beside an older one, each is asked for on its own.
        which = call.text("revision") and revision.number
        parts = (call.person.id, revision.project, params["piece"], self.page, self.width_px, which)
        self.key = "/".join(map(str, parts))

    @property
    def etag(self) -> str:
        name = self._call.studio.previews.name(self.options, self.page, self.width_px)
        return f'"{name}-{self._call.language}"'

    @property
    def is_at_hand(self) -> bool:
        """True if the browser has it as it is now."""
        return self.etag in self._call.request.headers.get("if-none-match", "")

    def shown(self) -> Preview:
        return self._call.studio.previews.shown(
            self.options,
            self.page,
            self.width_px,
            key=self.key,
            person=str(self._call.person.id),
        )

    def headers(self, shown: Preview) -> dict[str, str]:
        known = {"X-Pages": shown.page_count, "X-Width-Mm": shown.page_mm[0] * shown.scale}
        return {
            "ETag": self.etag,
            "Cache-Control": _CACHING,
            **{name: str(value) for name, value in known.items() if value},
        }


@endpoint("/p/{project}/pieces/{piece:int}/page/{page:int}.png", right=Right.VIEW)
def picture(call: Call) -> Response:
    """A page of a piece, both counted from 1, as a picture; ``revision`` for an older state.

    A piece that is read aloud comes as text, one that cannot be made as problems in words.
    """
    wanted = _Wanted(call)
    if wanted.is_at_hand:
        return Response(status_code=304, headers=wanted.headers(Preview()))
    shown = wanted.shown()
    if shown.problems:
        return call.page(
            "problem-part.html.j2",
            status=422,
            problems=[plain_problem(problem) for problem in shown.problems],
        )
    return Response(shown.data, media_type=shown.media_type, headers=wanted.headers(shown))


@endpoint("/p/{project}/pieces/{piece:int}/page/{page:int}.json", right=Right.VIEW)
def facts(call: Call) -> Response:
    """The facts of a page beside its pixels: sizes in mm, folds, findings, problems."""
    wanted = _Wanted(call)
    if wanted.is_at_hand:
        return Response(status_code=304, headers=wanted.headers(Preview()))
    shown = wanted.shown()
    return JSONResponse(_facts(call, shown), headers=wanted.headers(shown))


def _facts(call: Call, shown: Preview) -> dict[str, Any]:
    """The preview for JSON; lengths are in mm, from the page's or the piece's left and top."""
    return {
        "is_picture": bool(shown.png),
        "text": "" if shown.png or shown.problems else shown.data.decode("utf-8"),
        "width_px": shown.width_px,
        "height_px": shown.height_px,
        "page_mm": shown.page_mm,
        "trim_mm": shown.trim_mm,
        "trim_at_mm": shown.trim_at_mm,
        "scale": shown.scale,
        "pixels": shown.pixels,
        "page_count": shown.page_count,
        "folds_mm": shown.folds_mm,
        "cuts_mm": shown.cuts_mm,
        "alt": shown.alt,
        "findings": [finding_object(one, call.language) for one in shown.findings],
        "problems": [problem_object(one, call.language) for one in shown.problems],
    }


def _revision(call: Call) -> Revision:
    if not call.text("revision"):
        return call.project.head
    try:
        return call.studio.projects.revision(call.project.id, _number(call, "revision", 0))
    except KeyError:
        raise Refused(404, msg("this project has no such state")) from None


def _number(call: Call, name: str, usual: int) -> int:
    """The number in a field of the address.

    Raises:
        Refused: if it is none.
    """
    written = call.text(name)
    if not written:
        return usual
    found = number_in(written)
    if found is None:
        raise Refused(
            400,
            msg("“{name}” in this address is not a number: {text}", name=name, text=written[:40]),
        )
    return found


ENDPOINTS: Final[tuple[Endpoint, ...]] = (picture, facts)
