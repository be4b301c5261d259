"""Projects as files that another office opens; the format is in ``store.project_file``."""

from __future__ import annotations

from generator.studio.context import Studio
from generator.studio.store.project_file import ProjectFile, exported
from generator.studio.store.projects import Revision


def shared(studio: Studio, revision: Revision, *, by: str) -> bytes:
    """The file of a revision, made by the person of that name."""
    return exported(
        ProjectFile(
            title=revision.title,
            files=studio.folders.read(revision.files),
            choices=revision.choices,
            exported_by=by,
            exported_at=studio.settings.now(),
        )
    )
