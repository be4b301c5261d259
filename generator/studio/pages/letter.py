"""Begin with a paper: hand it in, compare it with what was read, tick, make the project."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import PurePath
from typing import Final

from starlette.responses import Response

from generator.content.letter import MAX_LETTER_BYTES
from generator.core.errors import AnphamError, Problem
from generator.core.messages import Message, msg
from generator.studio.hints import Hint, plain_problem
from generator.studio.pages.letter_answers import LetterForm
from generator.studio.pages.letter_view import letter_view
from generator.studio.pages.projects import usual_choices
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, Refused, endpoint
from generator.studio.store.drafts import PaperDraft

#: Our own names of papers have one of these endings, by which messages and people know the kind.
_ENDINGS: Final = frozenset(
    (
        ".docx", ".doc", ".odt", ".rtf", ".pdf", ".txt", ".html", ".htm", ".mht", ".mhtml",
        ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp",
    )
)  # fmt: skip
_MAX_NAME: Final = 120
#: Codes of issuers that no list has, or several.
_NOT_FOUND: Final = frozenset(("issuer-unknown", "issuer-ambiguous", "issuer-namesake"))
#: Codes of pieces that have no room for all that was ticked.
_NO_ROOM: Final = frozenset(("too-many-items", "text-overflow", "box-overflow"))


@endpoint("/giay", right=Right.CREATE)
def begin(call: Call) -> Response:
    """The form that hands in a paper."""
    return call.page("letter-begin.html.j2", problems=[])


@endpoint("/giay", "POST", right=Right.CREATE)
def hand_in(call: Call) -> Response:
    """Read a paper; what cannot be read is said in words, and is not kept."""
    upload = call.upload("paper")
    if upload is None:
        return _refused(
            call,
            [(msg("no file was chosen"), msg("choose the letter, or drop it on the dashed frame"))],
        )
    data = upload.file.read(MAX_LETTER_BYTES + 1)
    if len(data) > MAX_LETTER_BYTES:
        return _refused(
            call,
            [
                (
                    msg("the file has more than {most} MB", most=MAX_LETTER_BYTES // 1_000_000),
                    msg("scan the paper at 300 dpi in grey, or take only its own pages"),
                )
            ],
        )
    name = _shown_name(upload.filename or "")
    draft = call.studio.drafts.create(name, _source(name), data, person=call.person.id)
    try:
        call.studio.papers.reading(draft)
    except AnphamError as error:
        call.studio.drafts.delete(draft.id)
        return _refused(call, _said(error.problems))
    return call.redirect(f"/giay/{draft.id}")


@endpoint("/giay/{draft}", right=Right.CREATE)
def show(call: Call) -> Response:
    """The paper beside what was read from it."""
    return _page(call, _draft(call))


@endpoint("/giay/{draft}/page/{page:int}.jpg", right=Right.CREATE)
def page_picture(call: Call) -> Response:
    """A page of the paper as it looks, counted from 1."""
    pages = _draft(call).pages
    number = call.request.path_params["page"]
    if not 1 <= number <= len(pages):
        raise Refused(404, msg("the paper has no such page"))
    return Response(
        call.studio.files.get(pages[number - 1].sha256),
        media_type="image/jpeg",
        headers={"Cache-Control": "private, max-age=86400"},
    )


@endpoint("/giay/{draft}/save", "POST", right=Right.CREATE)
def save(call: Call) -> Response:
    """Keep what is ticked and filled in so far."""
    draft = _draft(call)
    call.studio.drafts.save_answers(draft.id, asdict(LetterForm.of_call(call)))
    return Response(status_code=204)


@endpoint("/giay/{draft}/create", "POST", right=Right.CREATE)
def create(call: Call) -> Response:
    """Make the project of what is ticked.

    Where a piece has no room for all of it, the person decides first: ``fit`` is "all" to keep
    everything, "room" to leave out what has no room.
    """
    draft = _draft(call)
    form = LetterForm.of_call(call)
    call.studio.drafts.save_answers(draft.id, asdict(form))
    fit = call.text("fit")
    try:
        asked = call.studio.papers.reading(draft).questions
        today = call.studio.settings.now().date()
        options = form.options(asked, today, keeps_all=fit != "room")
        new = call.studio.papers.compose(draft, options)
    except AnphamError as error:
        return _not_made(call, draft, _said(tuple(map(_for_the_form, error.problems))))
    crowded = tuple(one for one in new.problems if one.code in _NO_ROOM)
    if crowded and not fit:
        return _crowded_page(call, draft, crowded)
    project = call.studio.projects.create(
        new.title, new.files, usual_choices().to_json(), author=call.person.name
    )
    call.studio.drafts.delete(draft.id)
    return call.redirect(f"/p/{call.owned(project).id}/chon")


@endpoint("/giay/{draft}/discard", "POST", right=Right.CREATE)
def discard(call: Call) -> Response:
    """Put the paper away; no project was made of it."""
    call.studio.drafts.delete(_draft(call).id)
    return call.redirect("/")


def _draft(call: Call) -> PaperDraft:
    try:
        return call.studio.drafts.get(call.request.path_params["draft"], person=call.person.id)
    except KeyError:
        raise Refused(
            404,
            msg("this paper is not there"),
            msg("a project may have been made of it; go back to the list of projects"),
        ) from None


def _page(
    call: Call,
    draft: PaperDraft,
    problems: list[tuple[Message, Hint]] | None = None,
    crowded: tuple[Problem, ...] = (),
) -> Response:
    try:
        reading = call.studio.papers.reading(draft)
    except AnphamError as error:
        return call.page(
            "letter-begin.html.j2", status=422, problems=_said(error.problems), draft=draft
        )
    draft = _draft(call)  # its pages are known once it was read
    today = call.studio.settings.now().date()
    form = LetterForm.of_json(draft.answers) or LetterForm.of_questions(reading.questions, today)
    return call.page(
        "letter.html.j2",
        status=422 if problems or crowded else 200,
        draft=draft,
        asked=reading.questions,
        view=letter_view(reading, draft),
        form=form,
        problems=problems or [],
        crowded=crowded,
    )


def _refused(call: Call, problems: list[tuple[Message, Hint]]) -> Response:
    """The problems of a paper; the form stays as it is, with the file that was chosen."""
    if call.is_htmx:
        return call.page("problem-part.html.j2", status=422, problems=problems)
    return call.page("letter-begin.html.j2", status=422, problems=problems)


def _not_made(call: Call, draft: PaperDraft, problems: list[tuple[Message, Hint]]) -> Response:
    if call.is_htmx:
        return call.page("problem-part.html.j2", status=422, problems=problems)
    return _page(call, draft, problems)


def _crowded_page(call: Call, draft: PaperDraft, crowded: tuple[Problem, ...]) -> Response:
    if call.is_htmx:
        return call.page("letter-crowded-part.html.j2", status=422, crowded=crowded)
    return _page(call, draft, crowded=crowded)


def _for_the_form(problem: Problem) -> Problem:
    """``problem`` with a hint for who fills in a form, where its own is for the command line."""
    if problem.code not in _NOT_FOUND:
        return problem
    hint = msg("write the name with its province, or tick that it is printed as written")
    return replace(problem, hint=hint)


def _said(problems: tuple[Problem, ...]) -> list[tuple[Message, Hint]]:
    return [plain_problem(problem) for problem in problems]


def _shown_name(name: str) -> str:
    """The file's name for people: the last part of it, in one line."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[-_MAX_NAME:] or "?"


def _source(name: str) -> str:
    """Our own name of the file, with an ending that is known."""
    suffix = PurePath(name).suffix.casefold()
    return f"letter{suffix}" if suffix in _ENDINGS else "letter"


ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    begin,
    hand_in,
    show,
    page_picture,
    save,
    create,
    discard,
)
