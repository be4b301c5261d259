"""The pages, one module a step. Each module lists its endpoints."""

from __future__ import annotations

from typing import Final

from generator.studio.pages import (
    approval,
    audit,
    campaign,
    campaign_fit,
    campaign_parts,
    campaign_room,
    entrance,
    events,
    history,
    icons,
    issuer,
    issuer_face,
    letter,
    opening,
    people,
    pieces,
    preview,
    project_rights,
    projects,
    result,
    sharing,
    thumbnails,
    version_files,
    versions,
    viewer,
)
from generator.studio.routing import Endpoint

ALL_ENDPOINTS: Final[tuple[Endpoint, ...]] = (
    *entrance.ENDPOINTS,
    *people.ENDPOINTS,
    *project_rights.ENDPOINTS,
    *audit.ENDPOINTS,
    *projects.ENDPOINTS,
    *letter.ENDPOINTS,
    *opening.ENDPOINTS,
    *thumbnails.ENDPOINTS,
    *icons.ENDPOINTS,
    *history.ENDPOINTS,
    *campaign.ENDPOINTS,
    *campaign_fit.ENDPOINTS,
    *campaign_parts.ENDPOINTS,
    *campaign_room.ENDPOINTS,
    *issuer.ENDPOINTS,
    *issuer_face.ENDPOINTS,
    *pieces.ENDPOINTS,
    *preview.ENDPOINTS,
    *events.ENDPOINTS,
    *viewer.ENDPOINTS,
    *result.ENDPOINTS,
    *version_files.ENDPOINTS,
    *sharing.ENDPOINTS,
    *versions.ENDPOINTS,
    *approval.ENDPOINTS,
)
