"""Making of a version: all chosen pieces of a revision, in the processes of the pool.

A thread waits for them, so that no request does; how far it is stands in ``store.makings``. A
version is there when all of its pieces are, or not at all.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from generator.api import AnphamError, MakeOptions
from generator.core.messages import Language
from generator.studio.choices import Choices
from generator.studio.context import Studio
from generator.studio.people import Person
from generator.studio.records import FileRecord, PieceRecord, problem_json, remarks_of
from generator.studio.store.makings import Making, MakingState
from generator.studio.store.projects import Project
from generator.studio.work.making import FinishedPiece, finish_pieces
from generator.vietnamese.slugs import slug

#: In s: how often a making looks whether it was cancelled, and says that it is alive.
_BEAT: Final = 0.25
#: Of the name of the campaign's folder, which is a part of the names of the files.
_LONGEST_FOLDER: Final = 40


def start_making(studio: Studio, project: Project, person: Person) -> Making:
    """Start to make the head of ``project``; if it is being made already, that making."""
    choices = Choices.from_json(project.head.choices)
    making, is_new = studio.makings.start(
        project.id, project.head.number, len(choices.pieces), author=person.name
    )
    if is_new:
        run = _MakingRun(studio, project, choices, making, person.language)
        studio.background.start(f"making-{making.id}", run.run)
    return making


@dataclass(frozen=True, slots=True)
class _MakingRun:
    studio: Studio
    project: Project
    choices: Choices
    making: Making
    language: Language

    def run(self) -> None:
        """Make all pieces, then keep the version; what goes wrong ends the making alone."""
        try:
            pieces = self._pieces()
            if pieces is not None:
                self._keep(pieces)
        except CancelledError:  # the server ends
            self.studio.makings.end(self.making.id, MakingState.CANCELLED)
        except AnphamError as error:
            problem = problem_json(error.problems[0])
            self.studio.makings.end(self.making.id, MakingState.FAILED, problem=problem)
        except Exception:
            traceback.print_exc()
            self.studio.makings.end(self.making.id, MakingState.FAILED)

    def _pieces(self) -> list[tuple[FinishedPiece, ...]] | None:
        """The pieces of each choice; None if the making was cancelled."""
        waiting = [self._submit(number) for number in range(len(self.choices.pieces))]
        done: list[tuple[FinishedPiece, ...]] = []
        for future in waiting:
            while True:
                if not self.studio.makings.goes_on(self.making.id, len(done)):
                    for one in waiting:
                        one.cancel()
                    return None
                try:
                    done.append(future.result(timeout=_BEAT))
                    break
                except NotYet:
                    continue
        return done

    def _submit(self, number: int) -> Future[tuple[FinishedPiece, ...]]:
        try:
            options = self._options(number)
        except AnphamError as error:
            choice = self.choices.pieces[number]
            refused: Future[tuple[FinishedPiece, ...]] = Future()
            refused.set_result((FinishedPiece(choice.material, problems=error.problems),))
            return refused
        return self.studio.work.submit(
            finish_pieces, options, self.language, person=self.making.author
        )

    def _options(self, number: int) -> MakeOptions:
        folder = self.studio.folders.folder(
            self.project.head.files, name=folder_name(self.project.title)
        )
        day = self.studio.settings.now().date()
        return self.choices.options(folder, day, self.choices.pieces[number])

    def _keep(self, pieces: Sequence[Sequence[FinishedPiece]]) -> None:
        records = list(self._records(pieces))
        version = self.studio.versions.add(
            self.project.id,
            self.making.revision,
            {file.name: file.sha256 for one in records for file in one.files},
            [one.to_json() for one in records],
            author=self.making.author,
        )
        self.studio.makings.end(self.making.id, MakingState.DONE, version.number)

    def _records(self, pieces: Sequence[Sequence[FinishedPiece]]) -> Iterator[PieceRecord]:
        taken: set[str] = set()
        for choice, several in enumerate(pieces):
            for one in several:
                yield self._record(choice, one, taken)

    def _record(self, choice: int, piece: FinishedPiece, taken: set[str]) -> PieceRecord:
        files = []
        for file in piece.files:
            name = _free(file.name, taken)
            sha256 = self.studio.files.put(file.data)
            files.append(
                FileRecord(name, file.role, file.kind, sha256, len(file.data), file.alt, file.page)
            )
        return PieceRecord(
            choice=choice,
            material=piece.material,
            size=piece.size,
            theme=piece.theme,
            pages=piece.pages,
            size_mm=piece.size_mm,
            flip=piece.flip,
            is_draft=piece.is_draft,
            is_made=not piece.problems,
            files=tuple(files),
            remarks=remarks_of(piece),
        )


def folder_name(title: str) -> str:
    """The name of the campaign's folder of a project of that title; files are named after it."""
    return slug(title, max_length=_LONGEST_FOLDER) or "chien-dich"


def _free(name: str, taken: set[str]) -> str:
    """``name``, with a number if a file of the version has it."""
    path = PurePath(name)
    several = (f"{path.stem}-{number}{path.suffix}" for number in range(2, len(taken) + 3))
    free = name if name not in taken else next(one for one in several if one not in taken)
    taken.add(free)
    return free
