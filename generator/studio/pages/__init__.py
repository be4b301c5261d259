"""The pages, one module a step. Each module lists its endpoints."""

from __future__ import annotations

from typing import Final

from generator.studio.pages import (
    approval,
    campaign,
    entrance,
    history,
    icons,
    issuer,
    pieces,
    preview,
    projects,
    result,
    thumbnails,
    version_files,
    viewer,
)
from generator.studio.routing import Endpoint

ALL_ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    *entrance.ENDPOINTS,
    *projects.ENDPOINTS,
    *thumbnails.ENDPOINTS,
    *icons.ENDPOINTS,
    *history.ENDPOINTS,
    *campaign.ENDPOINTS,
    *issuer.ENDPOINTS,
    *pieces.ENDPOINTS,
    *preview.ENDPOINTS,
    *viewer.ENDPOINTS,
    *result.ENDPOINTS,
    *version_files.ENDPOINTS,
    *approval.ENDPOINTS,
)
