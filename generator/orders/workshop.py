"""A workshop: pieces in memory, order after order, with what they share made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Unpack, overload

from generator.content.model import Issuer
from generator.core.assets import Assets, shipped_assets
from generator.core.errors import AnphamError, Problem, UsageError
from generator.core.messages import msg
from generator.core.os_errors import refusals_as_ours
from generator.core.public import public
from generator.job import Job, Piece
from generator.orders.options import (
    ChangedOptions,
    MakeOptions,
    NewOptions,
    PathText,
    read_options,
    read_path,
    wrong_value,
)
from generator.orders.planning import OrderPlanner, distinct_issuers
from generator.orders.results import FailedPiece, Task, joined
from generator.pipeline import Pipeline


@public
class Workshop:
    """Makes pieces in memory; lives over many orders, and what they share is made once.

    Fonts, templates, measured words and what was laid out and painted are kept, so a thousand
    issuers cost little more than their names. Templates are read once: after a change in them,
    take a new workshop. A workshop belongs to one thread; for several processes give each its own.

    Args:
        templates: A user's folder. Its materials, and its ``themes``, ``icons``, ``fonts`` and
            ``profiles`` folders, are searched before the shipped ones.
        assets: Replaces the shipped data and ``templates``.

    Raises:
        UsageError: if there is no such folder.
    """

    @refusals_as_ours()
    def __init__(self, templates: PathText | None = None, *, assets: Assets | None = None) -> None:
        self._templates = _folder(templates) if templates is not None else None
        self._assets = assets or shipped_assets(self._templates)
        self._pipeline = Pipeline(self._assets)

    @overload
    def make(self, /, **options: Unpack[NewOptions]) -> tuple[Piece, ...]: ...
    @overload
    def make(
        self, options: MakeOptions, /, **changes: Unpack[ChangedOptions]
    ) -> tuple[Piece, ...]: ...
    def make(self, options: MakeOptions | None = None, /, **changes: Any) -> tuple[Piece, ...]:
        """Make the pieces of the options: all of them, or none.

        Raises:
            AnphamError: one of its kinds, with the problems of every piece that cannot be made.
        """
        made = list(self.attempts(self._order(options, changes)))
        failed = [
            piece.error
            for piece in made
            if isinstance(piece, FailedPiece) and not piece.is_left_out
        ]
        if failed:
            raise joined(failed)
        return tuple(piece for piece in made if isinstance(piece, Piece))

    @overload
    def make_for(
        self,
        issuers: str | Issuer | Iterable[str | Issuer],
        /,
        *,
        on_failure: Callable[[FailedPiece], None] | None = ...,
        **options: Unpack[NewOptions],
    ) -> Iterator[Piece]: ...
    @overload
    def make_for(
        self,
        issuers: str | Issuer | Iterable[str | Issuer],
        options: MakeOptions,
        /,
        *,
        on_failure: Callable[[FailedPiece], None] | None = ...,
        **changes: Unpack[ChangedOptions],
    ) -> Iterator[Piece]: ...
    def make_for(
        self,
        issuers: str | Issuer | Iterable[str | Issuer],
        options: MakeOptions | None = None,
        /,
        *,
        on_failure: Callable[[FailedPiece], None] | None = None,
        **changes: Any,
    ) -> Iterator[Piece]:
        """Make the pieces of each of ``issuers``, one after the other, as they are taken.

        Args:
            issuers: Names to look up, or issuers as :func:`anpham.load_issuers` reads them; one or
                several.
            on_failure: Called with each piece that cannot be made; then the others are made. By
                default the first ends the row.

        Raises:
            AnphamError: one of its kinds, at once for the options, and for an issuer when its turn
                comes; so for a piece, too, without ``on_failure``.
        """
        several = [issuers] if isinstance(issuers, str | Issuer) else issuers
        if not isinstance(several, Iterable) or isinstance(several, bytes):
            raise wrong_value(
                issuers, option="issuers", expected=msg("names of issuers, or Issuers")
            )
        return _only_made(self._attempts_for(self._order(options, changes), several), on_failure)

    def attempts(
        self, order: MakeOptions, on_start: Callable[[Task], None] | None = None
    ) -> Iterator[Piece | FailedPiece]:
        """Yield the pieces of ``order``, and those that cannot be made.

        Args:
            on_start: Called before each piece is made.

        Raises:
            AnphamError: one of its kinds, before the first piece: for names and values that are not
                known, for the campaign, and for an order of which nothing can be planned.
        """
        planner = self._planner(order)
        issuers = distinct_issuers(_all_found(planner, order))
        planned = [one for issuer in issuers for one in planner.jobs(issuer)]
        jobs = [one for one in planned if isinstance(one, Job)]
        for number, job in enumerate(jobs, start=1):
            if on_start is not None:
                on_start(Task(number, len(jobs), *_names(job)))
            yield self._attempt(job)
        yield from (one for one in planned if isinstance(one, FailedPiece))

    def _attempts_for(
        self, order: MakeOptions, issuers: Iterable[str | Issuer]
    ) -> Iterator[Piece | FailedPiece]:
        """As :meth:`attempts`, for issuers that are looked up when their turn comes."""
        planner = self._planner(order)
        # Each is read as the option of the order that it stands for.
        for asked in (asked for one in issuers for asked in replace(order, issuer=one).issuers):
            for one in planner.jobs(planner.issuer(asked)):
                yield self._attempt(one) if isinstance(one, Job) else one

    def _attempt(self, job: Job) -> Piece | FailedPiece:
        try:
            with refusals_as_ours():
                return self._pipeline.make(job)
        # A fault of ours in one piece does not take the others with it, either; it is reported.
        except Exception as error:
            return FailedPiece(*_names(job), error)

    def _planner(self, order: MakeOptions) -> OrderPlanner:
        return OrderPlanner(order, self._assets, self._pipeline.catalogue)

    def _order(self, options: MakeOptions | None, changes: dict[str, Any]) -> MakeOptions:
        order = read_options(options, changes)
        if order.templates not in (None, self._templates):
            raise UsageError(
                Problem(
                    "templates-elsewhere",
                    msg("this workshop was set up with other templates"),
                    msg("give the folder to the workshop: Workshop(templates=...)"),
                )
            )
        return order


def _only_made(
    attempts: Iterable[Piece | FailedPiece], on_failure: Callable[[FailedPiece], None] | None
) -> Iterator[Piece]:
    """The pieces among ``attempts``; ``on_failure`` has the others, or they are raised."""
    for one in attempts:
        if isinstance(one, Piece):
            yield one
        elif one.is_left_out:
            continue
        elif on_failure is None:
            raise one.error
        else:
            on_failure(one)


def _all_found(planner: OrderPlanner, order: MakeOptions) -> list[Issuer]:
    """The issuers of ``order``.

    Raises:
        AnphamError: with the problems of all that are not found.
    """
    found: list[Issuer] = []
    refused: list[Exception] = []
    for asked in order.issuers:
        try:
            found.append(planner.issuer(asked))
        except AnphamError as error:
            refused.append(error)
    if refused:
        raise joined(refused)
    return found


def _names(job: Job) -> tuple[str, str, str, str]:
    return job.material.name, job.size.name, job.theme, job.issuer.name


def make_pieces(
    options: MakeOptions, assets: Assets, on_start: Callable[[Task], None] | None = None
) -> Iterator[Piece | FailedPiece]:
    """Yield the pieces of ``options``, made from ``assets``; see :meth:`Workshop.attempts`."""
    return Workshop(options.templates, assets=assets).attempts(options, on_start)


def _folder(templates: PathText) -> Path:
    """The user's folder ``templates``.

    Raises:
        UsageError: if there is none.
    """
    folder = read_path(templates, option="templates", expected=msg("a folder"))
    if not folder.is_dir():
        raise UsageError(
            Problem(
                "templates-unknown",
                msg("there is no folder '{name}' with templates", name=str(folder)),
                hint=msg("name a folder that holds materials, as docs/templates.md shows"),
            )
        )
    return folder
