"""Versions, the audit log, people and their last choices."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.store import Store, begun, open_store

from generator.core.errors import ContentError
from generator.studio.store.people import Account


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def hoa(store: Store) -> Account:
    return store.people.add("Hòa.NT", "Nguyễn Thị Hòa", "soan", "hash-1", author="máy này")


class TestVersions:
    def test_versions_are_numbered_within_their_project(self, store: Store) -> None:
        one, other = begun(store), begun(store)
        for project in (one, other, one):
            store.versions.add(project.id, 1, {"a.pdf": "0" * 64}, [{"code": "x"}], author="Hòa")
        assert [made.number for made in store.versions.listed(one.id)] == [2, 1]
        assert [made.number for made in store.versions.listed(other.id)] == [1]
        made = store.versions.get(one.id, 2)
        assert (made.files, made.findings, made.revision) == (
            {"a.pdf": "0" * 64},
            [{"code": "x"}],
            1,
        )

    @pytest.mark.parametrize("number", [-1, 0, 2])
    def test_a_number_that_the_project_does_not_have_is_a_key_error(
        self, store: Store, number: int
    ) -> None:
        project, other = begun(store), begun(store)
        for each in (project, other, other):
            store.versions.add(each.id, 1, {}, [], author="Hòa")
        with pytest.raises(KeyError):
            store.versions.get(project.id, number)
        with pytest.raises(KeyError):
            store.versions.rename(project.id, number, "A", author="Hòa")

    def test_a_version_is_renamed_and_both_acts_are_logged(self, store: Store) -> None:
        project = begun(store)
        store.versions.add(project.id, 1, {}, [], author="Hòa")
        store.versions.rename(project.id, 1, "Bản in", author="Bình")
        assert store.versions.get(project.id, 1).name == "Bản in"
        renamed, made, _ = store.audit.read(project.id)
        assert (made.what, made.details) == ("version-made", {"version": 1, "revision": 1})
        assert (renamed.who, renamed.what) == ("Bình", "version-renamed")


class TestAudit:
    def test_lines_are_read_from_the_newest_in_pages(self, store: Store) -> None:
        for number in range(5):
            store.audit.add("Hòa", "approved", None, number=number)
        first = store.audit.read(most=2)
        second = store.audit.read(most=2, before=first[-1].id)
        assert [line.details["number"] for line in (*first, *second)] == [4, 3, 2, 1]

    def test_lines_of_one_project_are_read_alone(self, store: Store) -> None:
        project, other = begun(store), begun(store)
        store.audit.add("Hòa", "approved", project.id)
        assert {line.project for line in store.audit.read(project.id)} == {project.id}
        assert {line.project for line in store.audit.read()} == {project.id, other.id}


class TestPeople:
    @pytest.mark.parametrize("typed", ["hòa.nt", " HÒA.NT ", "ho\u0300a.nt"])
    def test_a_login_is_found_in_any_case_and_form_of_its_letters(
        self, store: Store, hoa: Account, typed: str
    ) -> None:
        assert store.people.by_login(typed) == hoa
        with pytest.raises(ContentError):
            store.people.add(typed, "Người khác", "xem", "hash", author="máy này")

    def test_a_login_that_nobody_has_is_none(self, store: Store, hoa: Account) -> None:
        assert store.people.by_login("hoa.nt") is None
        with pytest.raises(KeyError):
            store.people.get(hoa.id + 1)

    def test_an_account_is_changed_and_each_change_is_logged_without_the_password(
        self, store: Store, hoa: Account
    ) -> None:
        store.people.set_name(hoa.id, "Hòa", author="An")
        store.people.set_role(hoa.id, "duyet", author="An")
        store.people.set_password(hoa.id, "hash-2", author="An")
        store.people.set_active(hoa.id, False, author="An")
        assert store.people.all() == [
            dataclasses.replace(hoa, name="Hòa", role="duyet", password="hash-2", is_active=False)
        ]
        lines = store.audit.read()
        assert [line.what for line in lines] == [
            "person-deactivated",
            "password-set",
            "role-set",
            "person-renamed",
            "person-added",
        ]
        assert "hash" not in repr(lines)
        assert "hash" not in repr(hoa)

    @pytest.mark.parametrize("act", ["set_password", "set_active"])
    def test_another_password_or_leaving_ends_all_sessions_of_the_person(
        self, store: Store, hoa: Account, act: str
    ) -> None:
        with store.database.write() as connection:
            for person in (hoa.id, None):
                connection.execute(
                    "INSERT INTO sessions (token_sha256, person, created_at, seen_at)"
                    " VALUES (?, ?, '', '')",
                    (str(person), person),
                )
        value = "hash-2" if act == "set_password" else False
        getattr(store.people, act)(hoa.id, value, author="An")
        rows = store.database.connection.execute("SELECT person FROM sessions").fetchall()
        assert [row["person"] for row in rows] == [None]

    def test_a_right_on_a_project_is_given_changed_and_taken_back(
        self, store: Store, hoa: Account
    ) -> None:
        project, other = begun(store), begun(store)
        store.people.set_right(project.id, hoa.id, "xem", author="An")
        store.people.set_right(project.id, hoa.id, "duyet", author="An")
        assert store.people.rights_on(project.id) == {hoa.id: "duyet"}
        assert store.people.right_on(project.id, hoa.id) == "duyet"
        assert store.people.right_on(other.id, hoa.id) is None
        store.people.set_right(project.id, hoa.id, None, author="An")
        assert store.people.rights_on(project.id) == {}
        assert [line.details["role"] for line in store.audit.read(project.id)[:3]] == [
            None,
            "duyet",
            "xem",
        ]


def test_last_choices_are_each_persons_own(store: Store) -> None:
    store.preferences.set(1, "issuer", {"name": "Phường Phước Hậu"})
    store.preferences.set(1, "issuer", {"name": "Xã Tân Hạnh"})
    assert store.preferences.get(1, "issuer") == {"name": "Xã Tân Hạnh"}
    assert store.preferences.get(0, "issuer") is None
