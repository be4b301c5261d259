"""What lives as long as a server: settings, store, processes, pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.core.assets import Assets
from generator.studio.rendering import Pages
from generator.studio.settings import StudioSettings
from generator.studio.store.database import Database
from generator.studio.store.files import FileStore
from generator.studio.store.projects import ProjectStore
from generator.studio.work.folders import CampaignFolders
from generator.studio.work.pool import WorkPool
from generator.studio.work.thumbnails import Thumbnails


@dataclass(frozen=True, slots=True)
class Studio:
    """The parts of a running server; ``close`` ends them."""

    settings: StudioSettings
    assets: Assets
    pages: Pages
    database: Database
    files: FileStore
    projects: ProjectStore
    folders: CampaignFolders
    work: WorkPool
    thumbnails: Thumbnails

    def close(self) -> None:
        """End the processes, close the database."""
        self.work.close()
        self.database.close()


def open_studio(settings: StudioSettings, assets: Assets) -> Studio:
    """The parts of a server with these settings; its data folder is made when there is none."""
    data = Path(settings.data)
    database = Database(data / "anpham.sqlite3")
    files = FileStore(data / "files")
    work = WorkPool(settings.processes)
    return Studio(
        settings=settings,
        assets=assets,
        pages=Pages(assets.studio),
        database=database,
        files=files,
        projects=ProjectStore(database, files, settings.now),
        folders=CampaignFolders(data / "folders", files),
        work=work,
        thumbnails=Thumbnails(data / "thumbnails", work),
    )
