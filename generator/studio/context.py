"""The parts that live as long as a server: settings, store, processes, pages."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from generator.core.assets import Assets
from generator.studio.events import Events
from generator.studio.rendering import Pages
from generator.studio.settings import StudioSettings
from generator.studio.store.audit import AuditLog
from generator.studio.store.database import Database
from generator.studio.store.drafts import DraftStore
from generator.studio.store.files import FileStore
from generator.studio.store.makings import Makings
from generator.studio.store.people import PeopleStore, Preferences
from generator.studio.store.projects import ProjectStore
from generator.studio.store.versions import VersionStore
from generator.studio.work.background import Background
from generator.studio.work.folders import CampaignFolders
from generator.studio.work.papers import Papers
from generator.studio.work.pool import WorkPool
from generator.studio.work.previews import Previews
from generator.studio.work.thumbnails import Thumbnails

#: No other process is still writing a file that is as old.
_LEFT_OVER: Final = dt.timedelta(hours=1)
#: In s: for threads that write down that they were ended, before the database closes.
_END_S: Final = 3.0


@dataclass(frozen=True, slots=True)
class Studio:
    """The parts of a running server; ``close`` ends them."""

    settings: StudioSettings
    assets: Assets
    pages: Pages
    database: Database
    files: FileStore
    audit: AuditLog
    people: PeopleStore
    preferences: Preferences
    projects: ProjectStore
    versions: VersionStore
    makings: Makings
    folders: CampaignFolders
    work: WorkPool
    thumbnails: Thumbnails
    previews: Previews
    events: Events
    drafts: DraftStore
    papers: Papers
    background: Background

    def close(self) -> None:
        """End the processes, close the database."""
        self.events.close()
        self.work.close()
        self.background.join(_END_S)
        self.database.close()


def open_studio(settings: StudioSettings, assets: Assets) -> Studio:
    """The parts of a server with these settings; its data folder is made when there is none."""
    data = Path(settings.data)
    database = Database(data / "anpham.sqlite3")
    files = FileStore(data / "files")
    files.clear_leftovers(before=settings.now() - _LEFT_OVER)
    audit = AuditLog(database, settings.now)
    work = WorkPool(settings.processes)
    projects = ProjectStore(database, files, audit, settings.now)
    makings = Makings(database)
    drafts = DraftStore(database, files, settings.now)
    return Studio(
        settings=settings,
        assets=assets,
        pages=Pages(assets.studio),
        database=database,
        files=files,
        audit=audit,
        people=PeopleStore(database, audit, settings.now),
        preferences=Preferences(database),
        projects=projects,
        versions=VersionStore(database, audit, settings.now),
        makings=makings,
        folders=CampaignFolders(data / "folders", files),
        work=work,
        thumbnails=Thumbnails(data / "thumbnails", work),
        previews=Previews(work),
        events=Events(database, projects, makings),
        drafts=drafts,
        papers=Papers(drafts, files, work),
        background=Background(),
    )
