"""The studio as tests drive it: an application on a folder of its own, browsers, a clock.

A module that imports this one is skipped, with the reason, where the extra is not installed; it
imports nothing of starlette before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Self

from support.tools import go_without

_NEEDED: Final = {
    "starlette": "the extra anpham[studio]",
    "python_multipart": "the extra anpham[studio]",
    "argon2": "the extra anpham[studio]",
    "httpx2": "httpx2",
}
for _module, _package in _NEEDED.items():
    if find_spec(_module) is None:
        go_without(f"{_package} is not installed")

from httpx2 import Response  # noqa: E402
from starlette.applications import Starlette  # noqa: E402
from starlette.testclient import TestClient  # noqa: E402

from generator.core.assets import shipped_assets  # noqa: E402
from generator.studio.app import create_app  # noqa: E402
from generator.studio.context import Studio  # noqa: E402
from generator.studio.security.sessions import csrf_of  # noqa: E402
from generator.studio.settings import StudioSettings  # noqa: E402

ADDRESS: Final = "http://127.0.0.1:8893"
#: The shipped campaign on which tests begin their projects.
CAMPAIGN: Final = "ung-xu-mang-xa-hoi"
#: 14:05 in Hà Nội, when a clock of tests begins.
BEGINNING: Final = dt.datetime(2026, 11, 30, 14, 5, tzinfo=dt.timezone(dt.timedelta(hours=7)))

#: A file of a form: its name, its bytes, the type that the browser claims.
Upload = tuple[str, bytes, str]


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: dt.datetime = BEGINNING) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        return self.at

    def move(self, **by: float) -> None:
        """Move it by so many ``minutes``, ``hours``, ``days``."""
        self.at += dt.timedelta(**by)


def studio_settings(folder: Path, **settings: Any) -> StudioSettings:
    """Settings of a server whose data lie in ``folder``; ``settings`` take precedence."""
    usual: dict[str, Any] = {
        "data": folder / "studio-data",
        "now": Clock(),
        "token": "token-of-tests",
    }
    return StudioSettings(**usual | settings)


def studio_app(folder: Path, **settings: Any) -> Starlette:
    """The application of a server whose data lie in ``folder``.

    Its parts end with the ``with Browser(app)`` that surrounds its use.
    """
    return create_app(studio_settings(folder, **settings), shipped_assets())


class Browser:
    """A browser at the first page of ``app``, signed in unless that is not wanted.

    ``with Browser(app) as browser`` starts and ends the server; more browsers of the same server
    are made inside it without ``with``.
    """

    def __init__(self, app: Starlette, *, is_signed_in: bool = True) -> None:
        self.app = app
        self.client = TestClient(app, base_url=ADDRESS)
        if is_signed_in:
            self.get(f"/enter?token={self.studio.settings.token}").raise_for_status()

    def __enter__(self) -> Self:
        self.client.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.client.__exit__(*error)

    @property
    def studio(self) -> Studio:
        """The parts of the server."""
        found: Studio = self.app.state.studio
        return found

    @property
    def csrf(self) -> str:
        """The token that the forms of this browser's session bring back."""
        return csrf_of(self.client.cookies[self.studio.settings.cookie])

    def get(self, path: str, *, is_htmx: bool = False) -> Response:
        """The page at ``path``, after redirects; its part if htmx asks."""
        return self.client.get(path, headers=_headers(is_htmx))

    def post(
        self,
        path: str,
        *,
        uploads: Mapping[str, Upload] | None = None,
        is_htmx: bool = False,
        **fields: Any,
    ) -> Response:
        """Send a form as a page of the server does; the page after redirects.

        Args:
            uploads: The files of the form by their fields.
            fields: Its texts; a list for several fields of one name.
        """
        return self.client.post(
            path,
            data={"csrf": self.csrf} | fields,
            files=uploads,
            headers=_headers(is_htmx) | {"Origin": ADDRESS},
        )

    def begin(self, campaign: str = CAMPAIGN) -> str:
        """Begin a project on a shipped campaign; its id."""
        answer = self.post("/begin", campaign=campaign)
        answer.raise_for_status()
        return answer.url.path.split("/")[2]


def _headers(is_htmx: bool) -> dict[str, str]:
    return {"HX-Request": "true"} if is_htmx else {}
