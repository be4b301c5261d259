"""A process that edits projects until it is killed, and reports what was acknowledged.

Run with the folder of the store, the count of edits, and the id of a project or nothing. Each line
on stdout is a revision or version that the store has returned: the project, the kind, the number,
the sha256 of a file that belongs to it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from support.store import Store, begun, open_store

from generator.studio.store.projects import Revision, State


def write(store: Store, identity: str, number: int) -> None:
    """Make an edit with a file of its own, and at times a version."""
    content = f"{os.getpid()} {number} ".encode() * (1 + number % 7 * 20_000)
    kept = store.files.put(content)

    def change(head: Revision) -> State:
        return State({**head.files, "picture.png": kept}, {"edit": f"{os.getpid()}-{number}"})

    project = store.projects.commit(identity, change, edit={"path": ["edit"]}, author="Hòa")
    print(identity, "revision", project.head.number, kept, flush=True)  # noqa: T201
    if number % 5 == 0:
        made = store.versions.add(
            identity, project.head.number, {"poster.pdf": kept}, [], author="Hòa"
        )
        print(identity, "version", made.number, kept, flush=True)  # noqa: T201


def main(folder: str, edits: str, *known: str) -> None:
    """Write until the count is reached."""
    with open_store(Path(folder)) as store:
        identity = known[0] if known else begun(store).id
        for number in range(int(edits)):
            write(store, identity, number)


if __name__ == "__main__":
    main(*sys.argv[1:])
