"""Begin with a campaign that comes as a file: of another office, or an own folder as a zip."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from starlette.responses import Response

from generator.core.errors import AnphamError
from generator.core.messages import Message, msg
from generator.studio.choices import Choices
from generator.studio.hints import Hint, plain_problem
from generator.studio.pages.projects import usual_choices
from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint
from generator.studio.store.archive import MAX_ARCHIVE_BYTES
from generator.studio.work.opening import OpenedCampaign, open_campaign

#: More than anybody makes of one campaign.
_MAX_PIECES: Final = 200


@endpoint("/open", "POST", right=Right.CREATE)
def open_file(call: Call) -> Response:
    """Make a project of the campaign in a file; what is wrong with it is said in words."""
    upload = call.upload("campaign")
    if upload is None:
        hint = msg("choose a file that ends in .anpham, or a zip of a campaign's folder")
        return _refused(call, [(msg("no file was chosen"), hint)])
    data = upload.file.read(MAX_ARCHIVE_BYTES + 1)
    if len(data) > MAX_ARCHIVE_BYTES:
        most = MAX_ARCHIVE_BYTES // (1024 * 1024)
        hint = msg("ask for a file with smaller pictures")
        return _refused(call, [(msg("the file has more than {most} MB", most=most), hint)])
    studio = call.studio
    path = str(studio.files.path(studio.files.put(data)))
    try:
        opened = studio.work.run(open_campaign, path)
        choices = _usable(opened, studio.settings.now().date())
        project = studio.projects.create(
            opened.title,
            opened.files,
            choices.to_json(),
            author=call.person.name,
        )
    except AnphamError as error:
        return _refused(call, [plain_problem(one) for one in error.problems])
    return call.redirect(f"/p/{call.owned(project).id}/chon")


def _usable(opened: OpenedCampaign, today: dt.date) -> Choices:
    """The choices that came with the campaign, if they mean something here; else the usual ones.

    They come from anybody: a logo or photo must be a file of the campaign, not one of this server.
    """
    value, files = opened.choices, opened.files
    if value is None:
        return usual_choices()
    try:
        if len(value.get("pieces", ())) > _MAX_PIECES:
            return usual_choices()
        choices = Choices.from_json(value)
        named = (choices.issuer.logo, choices.issuer.photo)
        if any(name is not None and name not in files for name in named):
            return usual_choices()
        list(choices.orders(Path("campaign"), today))
        return choices
    except (AnphamError, TypeError, ValueError, AttributeError, KeyError):
        return usual_choices()


def _refused(call: Call, problems: list[tuple[Message, Hint]]) -> Response:
    part = "problem-part.html.j2" if call.is_htmx else "problem.html.j2"
    return call.page(part, status=422, problems=problems)


ENDPOINTS: Final[tuple[Endpoint, ...]] = (open_file,)
