"""Projects: every edit a revision, undo and redo, branches, and a line of the log for each."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.store import Store, begun, edited, open_store

from generator.core.errors import ContentError
from generator.studio.store.projects import Project, Revision, State


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


def value(project: Project) -> Any:
    return project.head.choices.get("value")


def undo(store: Store, project: Project) -> Project:
    return store.projects.undo(project.id, author="Hòa")


def redo(store: Store, project: Project) -> Project:
    return store.projects.redo(project.id, author="Hòa")


def test_an_edit_is_a_revision_on_the_head(store: Store) -> None:
    project = edited(store, begun(store), 1)
    assert (project.head.number, project.head.parent, value(project)) == (2, 1, 1)
    assert (project.head.author, project.can_undo, project.can_redo) == ("Bình", True, False)


def test_redo_leads_back_through_all_that_was_undone(store: Store) -> None:
    project = edited(store, edited(store, edited(store, begun(store), 1), 2), 3)
    for expected in (2, 1, None, None):
        project = undo(store, project)
        assert value(project) == expected
    assert not project.can_undo
    for expected in (1, 2, 3, 3):
        assert project.can_redo == (value(project) != 3)
        project = redo(store, project)
        assert value(project) == expected


def test_an_edit_after_an_undo_leaves_the_undone_branch_in_the_history(store: Store) -> None:
    project = edited(store, edited(store, begun(store), 1), 2)
    project = edited(store, undo(store, undo(store, project)), 3)
    assert not project.can_redo
    history = store.projects.history(project.id)
    assert [one.choices.get("value") for one in history] == [3, 2, 1, None]
    branch = store.projects.branch(project.id, project.head.number)
    assert [one.choices.get("value") for one in branch] == [3, None]
    undone = store.projects.branch(project.id, 3)
    assert [one.choices.get("value") for one in undone] == [2, 1, None]


def test_redo_takes_the_newest_of_several_branches(store: Store) -> None:
    project = edited(store, begun(store), 1)
    project = undo(store, edited(store, undo(store, project), 2))
    assert value(redo(store, project)) == 2


def test_any_revision_is_restored_as_a_new_one(store: Store) -> None:
    project = edited(store, edited(store, begun(store), 1, title="Một"), 2, title="Hai")
    project = edited(store, undo(store, project), 3)
    restored = store.projects.restore_revision(project.id, 3, author="Hòa")
    assert (value(restored), restored.title) == (2, "Hai")
    assert (restored.head.number, restored.head.parent) == (5, 4)
    assert value(undo(store, restored)) == 3


def test_undo_takes_the_title_back_as_well(store: Store) -> None:
    project = edited(store, begun(store, "Một"), 1, title="Hai")
    assert project.title == "Hai"
    assert undo(store, project).title == "Một"
    assert store.projects.listed()[0].title == "Một"
    assert redo(store, project).title == "Hai"


def test_undo_of_an_edit_leaves_the_name_that_was_given_before(store: Store) -> None:
    project = store.projects.rename(begun(store).id, "Tên mới", author="Hòa")
    assert undo(store, edited(store, project, 1)).title == "Tên mới"


def test_an_edit_that_changes_nothing_makes_no_revision_and_keeps_the_redo(store: Store) -> None:
    project = undo(store, edited(store, edited(store, begun(store), 1), 2))
    same = edited(store, project, 1)
    assert same.head == project.head
    assert same.can_redo
    assert len(store.audit.read(project.id)) == 4


def test_an_exception_of_a_change_leaves_all_as_it_was(store: Store) -> None:
    project = begun(store)

    def stop(_: Revision) -> State:
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        store.projects.commit(project.id, stop, edit={}, author="Hòa")
    assert store.projects.get(project.id) == project


def test_a_change_decides_by_the_very_revision_that_it_is_put_on(store: Store) -> None:
    project = begun(store)
    seen = []

    def change(head: Revision) -> State:
        seen.append(head.number)
        if len(seen) == 1:  # somebody else is faster
            edited(store, project, "theirs")
        return State(head.files, {**head.choices, "mine": True})

    committed = store.projects.commit(project.id, change, edit={}, author="Hòa")
    assert seen == [1, 2]
    assert committed.head.choices == {"count": 0, "value": "theirs", "mine": True}


def test_many_people_edit_one_project_and_no_edit_is_lost(store: Store) -> None:
    project = begun(store)

    def add(_: int) -> None:
        def change(head: Revision) -> State:
            return State(head.files, {"count": head.choices["count"] + 1})

        store.projects.commit(project.id, change, edit={}, author="Hòa")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(40)))
    head = store.projects.get(project.id).head
    assert (head.number, head.choices["count"]) == (41, 40)
    assert len(store.projects.branch(project.id, 41)) == 41


def test_projects_are_listed_in_one_query(store: Store) -> None:
    for number in range(5):
        begun(store, str(number))
    asked: list[str] = []
    store.database.connection.set_trace_callback(asked.append)
    assert len(store.projects.listed()) == 5
    store.database.connection.set_trace_callback(None)
    assert len(asked) == 1


def test_a_deleted_project_is_off_the_list_and_comes_back_whole(store: Store) -> None:
    project = edited(store, begun(store), 1)
    store.projects.delete(project.id, author="Hòa")
    assert store.projects.listed() == []
    assert [one.id for one in store.projects.deleted()] == [project.id]
    for act in (store.projects.undo, store.projects.redo):
        with pytest.raises(KeyError):
            act(project.id, author="Hòa")
    with pytest.raises(KeyError):
        edited(store, project, 2)
    store.projects.restore(project.id, author="Hòa")
    assert store.projects.get(project.id) == project


def test_every_change_has_its_line_in_the_log(store: Store) -> None:
    project = edited(store, begun(store), 1)
    undo(store, project)
    redo(store, project)
    store.projects.restore_revision(project.id, 1, author="Hòa")
    store.projects.rename(project.id, "Tên mới", author="Hòa")
    store.projects.delete(project.id, author="Hòa")
    store.projects.delete(project.id, author="Hòa")
    store.projects.restore(project.id, author="Hòa")
    lines = store.audit.read(project.id)
    assert [(line.who, line.what) for line in reversed(lines)] == [
        ("Hòa", "project-created"),
        ("Bình", "edited"),
        ("Hòa", "undone"),
        ("Hòa", "redone"),
        ("Hòa", "revision-restored"),
        ("Hòa", "project-renamed"),
        ("Hòa", "project-deleted"),
        ("Hòa", "project-undeleted"),
    ]
    assert lines[-2].details == {"revision": 2, "path": ["value"]}


def test_an_edit_whose_line_cannot_be_written_is_not_made(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = begun(store)

    def fail(*_: object, **__: object) -> None:
        raise ValueError("no line")

    monkeypatch.setattr(type(store.audit), "add", fail)
    with pytest.raises(ValueError, match="no line"):
        edited(store, project, 1)
    assert store.projects.get(project.id) == project


@pytest.mark.parametrize("name", ["../x", "/x", "a\\b", "con", "a" + "/b" * 9])
def test_a_file_with_a_name_that_leads_elsewhere_is_never_kept(store: Store, name: str) -> None:
    with pytest.raises(ContentError):
        store.projects.create("A", {name: b""}, {}, author="Hòa")
    project = begun(store)
    with pytest.raises(ContentError):
        store.projects.commit(
            project.id, lambda head: State({name: "0" * 64}, {}), edit={}, author="Hòa"
        )
    assert len(store.projects.history(project.id)) == 1


def test_a_copy_begins_with_the_head_of_the_other(store: Store) -> None:
    project = edited(store, begun(store), 1)
    copy = store.projects.duplicate(project.id, "Bản sao", author="Bình")
    assert copy.head.choices == project.head.choices
    assert (copy.title, copy.head.number, copy.created_by) == ("Bản sao", 1, "Bình")
    assert value(edited(store, copy, 2)) != value(store.projects.get(project.id))


steps = st.lists(st.sampled_from(["edit", "undo", "redo", "restore"]), max_size=12)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_no_revision_changes_or_goes_whatever_is_done(store: Store, steps: list[str]) -> None:
    project = begun(store)
    known: dict[int, Revision] = {1: project.head}
    for number, step in enumerate(steps):
        if step == "edit":
            project = edited(store, project, number)
        elif step == "restore":
            project = store.projects.restore_revision(project.id, 1, author="Hòa")
        else:
            before = project
            project = (undo if step == "undo" else redo)(store, project)
            assert (project.head != before.head) == (
                before.can_undo if step == "undo" else before.can_redo
            )
        known.setdefault(project.head.number, project.head)
        assert {one.number: one for one in store.projects.history(project.id)} == known
