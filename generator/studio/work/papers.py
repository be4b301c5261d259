"""Papers of drafts as they were read; to read one again takes time, never a person's work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.core.cache import LruCache
from generator.studio.store.drafts import DraftStore, KeptPage, PaperDraft
from generator.studio.store.files import FileStore
from generator.studio.work import paper_tasks
from generator.studio.work.pool import WorkPool

if TYPE_CHECKING:
    from generator.scaffolding.new_campaign import CampaignOptions
    from generator.scaffolding.paper_reading import PaperReading

#: Readings that are cached: as many people may tick at the same time. One has some 200 kB.
_CACHED: Final = 32


class Papers:
    """Reads the papers of drafts, each once while it is worked on."""

    def __init__(self, drafts: DraftStore, files: FileStore, work: WorkPool) -> None:
        self._drafts = drafts
        self._files = files
        self._work = work
        self._known: LruCache[PaperReading] = LruCache(_CACHED)

    def reading(self, draft: PaperDraft) -> PaperReading:
        """The paper of ``draft`` as it was read; its pages are in the store then.

        Raises:
            AnphamError: one of its kinds, if it cannot be read.
        """
        known = self._known.get(draft.id)
        if known is not None:
            return known
        path = self._files.path(draft.sha256)
        opened = self._work.run(paper_tasks.open_paper, str(path), draft.source)
        pages = [
            KeptPage(self._files.put(page.jpeg), page.width_pt, page.height_pt)
            for page in opened.pages
        ]
        if pages and not draft.pages:
            self._drafts.keep_pages(draft.id, pages)
        self._known.put(draft.id, opened.reading)
        return opened.reading

    def forget(self) -> None:
        """Drop all readings, as a server does that ends."""
        self._known.clear()

    def compose(self, draft: PaperDraft, options: CampaignOptions) -> paper_tasks.NewProject:
        """The project from the paper of ``draft``.

        Raises:
            AnphamError: one of its kinds, if there is no campaign in it.
        """
        letter = self.reading(draft).letter
        path = self._files.path(draft.sha256)
        return self._work.run(paper_tasks.compose, str(path), draft.source, letter, options)
