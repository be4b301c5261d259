"""The audit log in words: who changed and approved what, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from generator.studio.rights import Right
from generator.studio.routing import Call, Endpoint, endpoint
from generator.studio.store.audit import AuditLine

_A_PAGE: Final = 100
#: Each act in Vietnamese and English, after the person's name; ``{…}`` are details of the line.
SENTENCES: Final = {
    "project-created": ("tạo dự án “{title}”", "created the project “{title}”"),
    "edited": ("sửa {place}", "changed {place}"),
    "undone": ("hoàn tác", "took the last change back"),
    "redone": ("làm lại điều đã hoàn tác", "did again what was taken back"),
    "revision-restored": ("khôi phục một trạng thái trước", "restored an earlier state"),
    "project-renamed": ("đổi tên dự án", "renamed the project"),
    "project-deleted": ("xóa dự án", "deleted the project"),
    "project-undeleted": ("lấy lại dự án đã xóa", "put a deleted project back"),
    "version-made": ("làm một phiên bản", "made a version"),
    "version-renamed": ("đổi tên một phiên bản", "renamed a version"),
    "approved": ("duyệt nội dung", "approved the texts"),
    "person-added": ("thêm người dùng {name} ({login})", "added {name} ({login})"),
    "person-renamed": ("đổi tên người dùng {login}", "renamed {login}"),
    "password-set": ("đặt mật khẩu mới cho {login}", "set a new password of {login}"),
    "role-set": ("đổi vai trò của {login}: {role}", "changed the role of {login}: {role}"),
    "person-activated": ("cho {login} đăng nhập lại", "let {login} sign in again"),
    "person-deactivated": ("ngừng tài khoản {login}", "deactivated {login}"),
    "right-set": ("đổi quyền của {login} trên dự án: {role}", "set a right of {login}: {role}"),
    "signed-in": ("đăng nhập từ {address}", "signed in from {address}"),
    "signed-out": ("đăng xuất", "signed out"),
    "sign-in-failed": ("nhập sai mật khẩu, từ {address}", "typed a wrong password, at {address}"),
}
_ROLES: Final = {
    "xem": ("xem", "view"),
    "soan": ("soạn", "edit"),
    "duyet": ("duyệt", "approve"),
    "quan-tri": ("quản trị", "administrator"),
    None: ("không còn quyền", "none any more"),
}
#: Places of edits, by the begin of their paths.
_PLACES: Final = {
    ("campaign", "title"): ("tên chiến dịch", "the campaign's title"),
    ("campaign", "items"): ("các điều của chiến dịch", "the campaign's items"),
    ("campaign", "groups"): ("các nhóm của chiến dịch", "the campaign's groups"),
    ("campaign", "slogans"): ("khẩu hiệu", "the slogans"),
    ("campaign", "qr"): ("mã QR", "the QR code"),
    ("campaign",): ("nội dung chiến dịch", "the campaign's texts"),
    ("choices", "issuer"): ("đơn vị phát hành", "the issuer"),
    ("choices", "pieces"): ("các ấn phẩm", "the pieces"),
    ("choices",): ("lựa chọn in", "the choices for print"),
    (): ("dự án", "the project"),
}


@dataclass(frozen=True, slots=True)
class LoggedAct:
    """A line of the log as a page shows it.

    Attributes:
        project: The id and title of a project that the person may open; None without one.
    """

    line: AuditLine
    words: str
    project: tuple[str, str] | None


@endpoint("/nhat-ky", right=Right.ADMIN)
def whole(call: Call) -> Response:
    """All lines, the newest first."""
    lines = call.studio.audit.read(most=_A_PAGE + 1, before=_before(call))
    titles = {one.id: one.title for one in call.studio.projects.listed()}
    return call.page("audit.html.j2", acts=_acts(call, lines, titles), older=_older(lines))


@endpoint("/p/{project}/nhat-ky", right=Right.VIEW)
def of_project(call: Call) -> Response:
    """The lines of one project."""
    project = call.project
    lines = call.studio.audit.read(project.id, most=_A_PAGE + 1, before=_before(call))
    return call.page(
        "project-audit.html.j2",
        project=project,
        step="",
        acts=_acts(call, lines, {}),
        older=_older(lines),
    )


def sentence(line: AuditLine, language: str) -> str:
    """The act of a line in words; one of a newer version keeps its name."""
    column = 0 if language == "vi" else 1
    pattern = SENTENCES.get(line.what, (line.what, line.what))[column]
    details = dict(line.details)
    role = details.get("role")
    details["role"] = _ROLES.get(role, (str(role),) * 2)[column]
    details["place"] = _place(tuple(details.get("path") or ()))[column]
    return pattern.format_map(_Details(details))


class _Details(dict[str, object]):
    """Details of a line; what an older version did not write down is left out."""

    def __missing__(self, key: str) -> str:
        return "…"


def _place(path: Sequence[object]) -> tuple[str, str]:
    steps = tuple(str(step) for step in path[:2])
    return next(_PLACES[steps[:n]] for n in (2, 1, 0) if steps[:n] in _PLACES)


def _before(call: Call) -> int | None:
    text = call.text("before")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _acts(call: Call, lines: Sequence[AuditLine], titles: Mapping[str, str]) -> list[LoggedAct]:
    def project(line: AuditLine) -> tuple[str, str] | None:
        title = titles.get(line.project) if line.project is not None else None
        return None if line.project is None or title is None else (line.project, title)

    return [
        LoggedAct(line, sentence(line, call.language), project(line)) for line in lines[:_A_PAGE]
    ]


def _older(lines: Sequence[AuditLine]) -> int | None:
    """The line before which the next page begins; None on the last page."""
    return lines[_A_PAGE - 1].id if len(lines) > _A_PAGE else None


ENDPOINTS: Final[tuple[Endpoint, ...]] = (whole, of_project)
