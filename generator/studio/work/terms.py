"""On which terms a task is done: in which processes, for how long, and what ends it.

A task is a function of ``work.tasks``, or of another module that a worker can import: it takes and
returns values that can be pickled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar

from generator.core.messages import Message, msg

_Task = TypeVar("_Task", bound=Callable[..., Any])


class Lane(StrEnum):
    """A kind of workers.

    ``PREVIEW`` has warm ones, for what somebody waits for at the screen. ``MAKE`` has one of low
    priority, for whole orders, so that these hold up no preview. ``READ`` has a new process for
    each task, within limits of memory and time: what it reads comes from anywhere, and may be made
    to do harm.
    """

    PREVIEW = "preview"
    MAKE = "make"
    READ = "read"


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a task.

    Attributes:
        limit_s: Wall-clock limit; the process of a task that takes longer is ended.
        doing: What the process does, to complete "the process that …".
        is_ended: Whether a running one is ended when a newer of its key comes. To start a process
            again costs more than to finish what is short.
    """

    lane: Lane
    limit_s: float
    doing: Message
    is_ended: bool = False


_USUAL: Final = Terms(Lane.PREVIEW, 60.0, msg("does the work"))
_BY_TASK: Final[dict[Callable[..., Any], Terms]] = {}


def task(terms: Terms) -> Callable[[_Task], _Task]:
    """Let the function below be done on these terms."""

    def marked(function: _Task) -> _Task:
        _BY_TASK[function] = terms
        return function

    return marked


def terms_of(function: Callable[..., Any]) -> Terms:
    """The terms of a task; the usual ones of a function that states none."""
    return _BY_TASK.get(function, _USUAL)
