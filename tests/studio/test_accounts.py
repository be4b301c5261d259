"""The studio of an office: who signs in, what each may do, what is written down of it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from support.studio import ADDRESS, CAMPAIGN, Clock, studio_app

# isort: split
import argon2
from starlette.requests import Request
from starlette.testclient import TestClient

from generator.core.messages import msg
from generator.core.translations import localized
from generator.studio import pages
from generator.studio.pages import ALL_ENDPOINTS
from generator.studio.pages.audit import SENTENCES, sentence
from generator.studio.rights import Right, Role, rights_of
from generator.studio.routing import Endpoint, Refused
from generator.studio.security.attempts import OF_ADDRESS, OF_LOGIN
from generator.studio.security.passwords import Passwords, new_password, weakness
from generator.studio.security.sessions import IDLE, LONGEST
from generator.studio.store import audit as acts

PASSWORD: Final = "cây đa giếng nước 1"
PROXIED: Final = "https://anpham.example.vn"


class Office:
    """A server with accounts, and browsers of its people."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.clock = Clock()
        settings = {"host": "192.168.1.7", "has_accounts": True, "now": self.clock} | settings
        self.app = studio_app(folder, **settings)
        self.studio = self.app.state.studio
        self.address = self.studio.settings.address
        gate = self.app.state.admission
        # Cheap hashes: the parameters of real ones are a test of their own.
        gate.passwords._hasher = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)

    def admits(self, person: Person, one: Endpoint, project: str) -> bool:
        """True if admission lets the person call the endpoint."""
        name = self.studio.settings.cookie
        cookie = f"{name}={person.client.cookies[name]}"
        scope = {
            "type": "http",
            "method": "GET",
            "query_string": b"",
            "headers": [(b"cookie", cookie.encode())],
            "path_params": {"project": project},
        }
        try:
            asyncio.run(self.app.state.admission.person(Request(scope), one))
        except Refused:
            return False
        return True

    def browser(self) -> Person:
        return Person(self)

    def person(self, login: str, role: Role) -> Person:
        """Somebody with an account, who has signed in."""
        stored = self.app.state.admission.passwords.hash(PASSWORD)
        self.studio.people.add(login, login.title(), role, stored, author="Test")
        person = self.browser()
        assert person.sign_in(login).status_code == 303
        return person


class Person:
    """A browser of an office."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.client = TestClient(office.app, base_url=office.address, follow_redirects=False)

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers=headers)

    def post(self, path: str, *, form: str = "/", **fields: Any) -> Any:
        """Send a form with the token of the page at ``form``."""
        (csrf, *_) = re.findall(r'name="csrf" value="(\w+)"', self.get(form).text) or [""]
        headers = {"Origin": self.office.address}
        return self.client.post(path, data={"csrf": csrf} | fields, headers=headers)

    def sign_in(self, login: str, password: str = PASSWORD, **fields: str) -> Any:
        return self.post("/dang-nhap", form="/dang-nhap", login=login, password=password, **fields)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    with TestClient(office.app):
        yield office


@pytest.fixture
def admin(office: Office) -> Person:
    return office.person("quan.tri", Role.ADMIN)


def begin(person: Person) -> str:
    """A project that the person began; its id."""
    answer = person.post("/begin", campaign=CAMPAIGN)
    assert answer.status_code == 303
    return str(answer.headers["location"]).split("/")[2]


class TestTheFirstAdministrator:
    FORM: Final = "/khoi-tao?token=token-of-tests"
    FIELDS: Final = {
        "login": "Lan",
        "name": "Nguyễn Thị Lan",
        "password": PASSWORD,
        "again": PASSWORD,
        "token": "token-of-tests",
    }

    def test_is_created_with_the_printed_address_and_is_signed_in(self, office: Office) -> None:
        browser = office.browser()
        answer = browser.post("/khoi-tao", form=self.FORM, **self.FIELDS)
        assert answer.status_code == 303
        assert "Nguyễn Thị Lan" in browser.get("/").text
        assert browser.get("/nguoi-dung").status_code == 200

    @pytest.mark.parametrize("token", ["", "wrong", "đúng"])
    def test_is_not_created_without_the_token(self, office: Office, token: str) -> None:
        browser = office.browser()
        assert browser.get(f"/khoi-tao?token={token}").status_code == 403
        fields = self.FIELDS | {"token": token}
        assert browser.post("/khoi-tao", form=self.FORM, **fields).status_code == 403
        assert office.studio.people.all() == []

    def test_is_the_only_one_that_is_created_so(self, office: Office) -> None:
        office.browser().post("/khoi-tao", form=self.FORM, **self.FIELDS)
        second = office.browser()
        assert second.get(self.FORM).status_code == 403
        fields = self.FIELDS | {"login": "hai", "name": "Hai"}
        assert second.post("/khoi-tao", form="/dang-nhap", **fields).status_code == 403
        assert office.studio.people.add_first("x", "X", "quan-tri", "") is None
        assert len(office.studio.people.all()) == 1

    @pytest.mark.parametrize(
        "wrong",
        [{"again": "another one"}, {"password": "short", "again": "short"}, {"login": "a b"},
         {"name": ""}, {"password": "a" * 30, "again": "a" * 30}],
    )  # fmt: skip
    def test_has_a_sound_login_name_and_password(
        self, office: Office, wrong: dict[str, str]
    ) -> None:
        answer = office.browser().post("/khoi-tao", form=self.FORM, **self.FIELDS | wrong)
        assert answer.status_code == 422
        assert "notice bad" in answer.text
        assert office.studio.people.all() == []


class TestSigningIn:
    def test_is_asked_of_everybody_and_leads_on_to_the_page(
        self, office: Office, admin: Person
    ) -> None:
        stranger = office.browser()
        answer = stranger.get("/?q=a+b")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/dang-nhap?next=%2F%3Fq%3Da%2Bb"
        answer = stranger.sign_in("Quan.Tri", next="/?q=a+b")
        assert answer.headers["location"] == "/?q=a+b"

    @pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil"])
    def test_leads_nowhere_else(self, office: Office, admin: Person, target: str) -> None:
        answer = office.browser().sign_in("quan.tri", next=target)
        assert answer.headers["location"] == "/"

    def test_with_a_wrong_password_or_login_or_left_account_says_the_same(
        self, office: Office, admin: Person
    ) -> None:
        office.person("nghi", Role.EDIT)
        account = office.studio.people.by_login("nghi")
        office.studio.people.set_active(account.id, False, author="Test")
        texts = set()
        for login, password in [("quan.tri", "wrong"), ("nobody", PASSWORD), ("nghi", PASSWORD)]:
            answer = office.browser().sign_in(login, password)
            assert answer.status_code == 403
            texts.add(re.sub(r'value="[^"]*"|[0-9a-f]{64}', "", answer.text))
        assert len(texts) == 1

    def test_takes_as_long_for_a_login_that_nobody_has(self) -> None:
        passwords = Passwords()
        verified: list[str] = []

        class Counting:
            def hash(self, _: str) -> str:
                return "nobody's"

            def verify(self, stored: str, _: str) -> bool:
                verified.append(stored)
                return True

        passwords._hasher = Counting()  # type: ignore[assignment]
        assert not passwords.verify("x", None)
        assert passwords.verify("x", "somebody's")
        assert verified == ["nobody's", "somebody's"]

    def test_gives_a_new_session_and_ends_the_one_before(
        self, office: Office, admin: Person
    ) -> None:
        name = office.studio.settings.cookie
        before = admin.client.cookies[name]
        office.app.state.sessions.set_language(before, "en")
        admin.client.post("/dang-xuat")
        form = admin.client.get("/nguoi-dung").status_code
        assert form == 200
        token = office.app.state.sessions.start(1, instead_of=before)
        assert office.app.state.sessions.find(before) is None
        assert office.app.state.sessions.find(token) == (1, "vi")

    def test_needs_the_form_of_the_same_browser(self, office: Office, admin: Person) -> None:
        fields = {"login": "quan.tri", "password": PASSWORD, "csrf": "0" * 64}
        client = TestClient(office.app, base_url=office.address)
        answer = client.post("/dang-nhap", data=fields, headers={"Origin": office.address})
        assert answer.status_code == 403
        assert office.studio.settings.cookie not in client.cookies

    def test_renews_a_hash_of_older_parameters(self, office: Office, admin: Person) -> None:
        old = argon2.PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
        office.studio.people.renew_hash(1, old)
        assert office.browser().sign_in("quan.tri").status_code == 303
        assert office.studio.people.get(1).password != old
        assert admin.get("/").status_code == 200

    def test_reads_a_password_however_its_letters_are_composed(self) -> None:
        import unicodedata

        passwords = Passwords()
        stored = passwords.hash(unicodedata.normalize("NFD", PASSWORD))
        assert stored.startswith("$argon2id$v=19$m=19456,t=3,p=1$")
        assert passwords.verify(unicodedata.normalize("NFC", PASSWORD), stored)
        assert not passwords.is_outdated(stored)

    def test_bodies_of_strangers_are_small(self, office: Office) -> None:
        answer = office.browser().post("/dang-nhap", form="/dang-nhap", login="x" * 20_000)
        assert answer.status_code == 413


class TestGuesses:
    def test_of_one_login_wait_longer_and_longer_also_for_the_right_password(
        self, office: Office, admin: Person
    ) -> None:
        for _ in range(OF_LOGIN.free):
            assert office.browser().sign_in("quan.tri", "wrong").status_code == 403
        waits = []
        for _ in range(3):
            answer = office.browser().sign_in("quan.tri")
            assert answer.status_code == 429
            waits.append(int(answer.headers["retry-after"]))
            office.clock.move(seconds=waits[-1])
            assert office.browser().sign_in("quan.tri", "wrong").status_code == 403
        assert waits == [16, 31, 61]
        assert "14:08:48" in office.browser().sign_in("quan.tri").text
        office.clock.move(seconds=121)
        assert office.browser().sign_in("quan.tri").status_code == 303
        assert office.browser().sign_in("quan.tri", "wrong").status_code == 403

    def test_of_many_logins_from_one_address_wait_as_well(
        self, office: Office, admin: Person
    ) -> None:
        for number in range(OF_ADDRESS.free - 1):
            assert office.browser().sign_in(f"nguoi{number}", "wrong").status_code == 403
        # One's own success in between does not reset the count.
        assert office.browser().sign_in("quan.tri").status_code == 303
        assert office.browser().sign_in("nguoi", "wrong").status_code == 403
        assert office.browser().sign_in("quan.tri").status_code == 429

    def test_are_counted_by_all_processes_of_a_server(self, tmp_path: Path) -> None:
        first, second = Office(tmp_path), Office(tmp_path)
        for _ in range(OF_LOGIN.free):
            assert first.app.state.admission.attempts.begin("lan", "10.0.0.1") is None
        assert second.app.state.admission.attempts.begin("lan", "10.0.0.2") is not None

    def test_are_counted_before_the_password_is_verified(self, office: Office) -> None:
        attempts = office.app.state.admission.attempts
        begun = [attempts.begin("lan", f"10.0.0.{n}") for n in range(OF_LOGIN.free + 3)]
        assert begun.count(None) == OF_LOGIN.free

    def test_no_wait_is_longer_than_stated(self) -> None:
        assert OF_LOGIN.wait_s(1000) == OF_LOGIN.longest_s == 900

    def test_of_one_ipv6_network_are_of_one_address(self, office: Office) -> None:
        attempts = office.app.state.admission.attempts
        for number in range(OF_ADDRESS.free):
            assert attempts.begin(f"a{number}", f"2001:db8::{number + 1:x}") is None
        assert attempts.begin("b", "2001:db8::ffff") is not None
        assert attempts.begin("b", "2001:db8:0:1::1") is None

    @pytest.mark.parametrize(
        ("caller", "proxies", "forwarded", "expected"),
        [
            ("127.0.0.1", (), b"6.6.6.6, 203.0.113.5", "203.0.113.5"),
            ("::1", (), b"6.6.6.6, 203.0.113.5", "203.0.113.5"),
            ("127.0.0.1", (), b"", "127.0.0.1"),
            ("10.0.0.9", (), b"6.6.6.6, 203.0.113.5", "10.0.0.9"),
            ("10.0.0.9", ("10.0.0.9",), b"6.6.6.6, 203.0.113.5", "203.0.113.5"),
            ("::ffff:10.0.0.9", ("10.0.0.0/24",), b"203.0.113.5", "203.0.113.5"),
            ("10.0.0.9", ("10.0.0.0/24",), b"6.6.6.6, 203.0.113.5, 10.0.0.8", "203.0.113.5"),
            ("10.0.1.9", ("10.0.0.0/24",), b"203.0.113.5", "10.0.1.9"),
        ],
    )
    def test_come_from_where_a_trusted_proxy_says_and_from_nobody_else(
        self, tmp_path: Path, caller: str, proxies: tuple[str, ...], forwarded: bytes, expected: str
    ) -> None:
        office = Office(tmp_path, public_url=PROXIED, host="0.0.0.0", proxies=proxies)
        headers = [(b"x-forwarded-for", forwarded)] if forwarded else []
        scope = {"type": "http", "client": (caller, 1), "headers": headers}
        assert office.app.state.admission.address(Request(scope)) == expected

    def test_come_from_who_calls_where_there_is_no_proxy(self, office: Office) -> None:
        headers = [(b"x-forwarded-for", b"203.0.113.5")]
        scope = {"type": "http", "client": ("127.0.0.1", 1), "headers": headers}
        assert office.app.state.admission.address(Request(scope)) == "127.0.0.1"


class TestSessions:
    def test_end_when_nobody_uses_them(self, office: Office, admin: Person) -> None:
        office.clock.move(seconds=IDLE.total_seconds() - 60)
        assert admin.get("/").status_code == 200
        office.clock.move(seconds=IDLE.total_seconds() - 60)
        assert admin.get("/").status_code == 200
        office.clock.move(seconds=IDLE.total_seconds() + 60)
        assert admin.get("/").status_code == 303

    def test_end_after_some_days_even_if_they_are_used(self, office: Office, admin: Person) -> None:
        for _ in range(int(LONGEST.total_seconds() // 36_000) + 1):
            assert admin.get("/").status_code == 200
            office.clock.move(hours=10)
        assert admin.get("/").status_code == 303

    def test_are_written_down_sparingly(self, office: Office, admin: Person) -> None:
        def seen() -> str:
            rows = office.studio.database.connection.execute("SELECT seen_at FROM sessions")
            return str(rows.fetchone()[0])

        before = seen()
        office.clock.move(minutes=5)
        admin.get("/")
        assert seen() == before
        office.clock.move(minutes=6)
        admin.get("/")
        assert seen() > before

    def test_all_end_when_the_password_changes_and_this_browser_goes_on(
        self, office: Office, admin: Person
    ) -> None:
        elsewhere = office.browser()
        elsewhere.sign_in("quan.tri")
        new = "mật khẩu khác 22"
        answer = admin.post("/mat-khau", old=PASSWORD, password=new, again=new)
        assert answer.status_code == 303
        assert admin.get("/").status_code == 200
        assert elsewhere.get("/").status_code == 303
        assert office.browser().sign_in("quan.tri").status_code == 403
        assert office.browser().sign_in("quan.tri", new).status_code == 303

    def test_end_when_the_account_is_deactivated(self, office: Office, admin: Person) -> None:
        editor = office.person("lan", Role.EDIT)
        assert admin.post("/nguoi-dung/2/hoat-dong", active="0").status_code == 303
        assert editor.get("/").status_code == 303
        assert office.browser().sign_in("lan").status_code == 403
        admin.post("/nguoi-dung/2/hoat-dong", active="1")
        assert office.browser().sign_in("lan").status_code == 303

    def test_end_at_the_way_out(self, office: Office, admin: Person) -> None:
        kept = dict(admin.client.cookies)
        answer = admin.post("/dang-xuat")
        assert answer.headers["location"] == "/dang-nhap"
        admin.client.cookies.update(kept)
        assert admin.get("/").status_code == 303

    def test_of_one_person_alone_do_not_open_an_office(self, tmp_path: Path) -> None:
        alone = studio_app(tmp_path)
        token = alone.state.sessions.start(None)
        office = Office(tmp_path)
        browser = office.browser()
        browser.client.cookies.set(office.studio.settings.cookie, token)
        assert browser.get("/").status_code == 303
        assert browser.get("/enter?token=token-of-tests").status_code == 403

    def test_have_a_cookie_that_only_https_gets_behind_a_proxy(self, tmp_path: Path) -> None:
        office = Office(tmp_path, public_url=PROXIED, host="127.0.0.1")
        with TestClient(office.app):
            office.person("lan", Role.EDIT)
            cookie = office.browser().sign_in("lan").headers["set-cookie"]
            answer = office.browser().get("/dang-nhap")
        assert answer.headers["set-cookie"].startswith("__Host-anpham-form=")
        assert "strict-transport-security" in answer.headers
        assert office.studio.settings.cookie == "__Host-anpham"
        assert {"Secure", "HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))


NO_RIGHT: Final = localized("vi", msg("you have no right to do this"))
ROLES: Final = (Role.VIEW, Role.EDIT, Role.APPROVE)
#: Effects that would take the ground from the next test, or that make files for seconds.
#: Answers without an end, for which a test client would wait; admission alone is asked.
STREAMS: Final = ("/p/{project}/events",)
LEFT_OUT: Final = ("/dang-xuat", "/language")


def address(one: Endpoint, project: str) -> str:
    path = one.path.replace("{project}", project).replace("{name}", "users")
    return re.sub(r"\{\w+(:\w+)?\}", "999", path)


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    office = Office(tmp_path_factory.mktemp("office"))
    with TestClient(office.app):
        admin = office.person("quan.tri", Role.ADMIN)
        found: dict[str, Any] = {"office": office, "project": begin(admin), "admin": admin}
        for role in ROLES:
            found[f"in office {role}"] = office.person(f"vp-{role}", role)
            found[f"on project {role}"] = office.person(f"da-{role}", Role.VIEW)
            account = office.studio.people.by_login(f"da-{role}")
            office.studio.people.set_right(found["project"], account.id, role, author="Test")
        yield found


class TestRights:
    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize(
        "one", [e for e in ALL_ENDPOINTS if "{project}" in e.path], ids=lambda e: e.path
    )
    def test_on_a_project_are_those_of_the_role_there(
        self, people: dict[str, Any], one: Endpoint, role: Role
    ) -> None:
        person = people[f"on project {role}"]
        if one.path in STREAMS:
            assert people["office"].admits(person, one, people["project"])
            return
        may = one.right in rights_of(role) and one.right not in (Right.CREATE, Right.ADMIN)
        for method in one.methods:
            path = address(one, people["project"])
            # A form without its token goes no further than admission.
            answer = person.client.request(
                method, path, headers={"Origin": people["office"].address}
            )
            refused = NO_RIGHT in answer.text
            if method == "POST":
                assert answer.status_code == 403
                assert refused is not may
            else:
                assert (answer.status_code == 403) is not may

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize(
        "one", [e for e in ALL_ENDPOINTS if "{project}" in e.path], ids=lambda e: e.path
    )
    def test_of_the_office_alone_do_not_show_a_project(
        self, people: dict[str, Any], one: Endpoint, role: Role
    ) -> None:
        person = people[f"in office {role}"]
        for method in one.methods:
            answer = person.client.request(
                method,
                address(one, people["project"]),
                headers={"Origin": people["office"].address},
            )
            assert answer.status_code == 404

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize(
        "one",
        [e for e in ALL_ENDPOINTS if "{project}" not in e.path and e.path not in LEFT_OUT],
        ids=lambda e: e.path,
    )
    def test_in_the_office_are_those_of_the_role(
        self, people: dict[str, Any], one: Endpoint, role: Role
    ) -> None:
        person = people[f"in office {role}"]
        for method in one.methods:
            answer = person.client.request(
                method, address(one, ""), headers={"Origin": people["office"].address}
            )
            if one.right not in rights_of(role):
                assert answer.status_code == 403
                assert NO_RIGHT in answer.text
            elif one.right is not Right.ANYONE and method == "GET":
                assert answer.status_code != 403

    def test_of_an_administrator_are_all(self, people: dict[str, Any]) -> None:
        for path in ("/nguoi-dung", "/nhat-ky", "/p/{}/quyen", "/p/{}/nhat-ky", "/p/{}/chon"):
            assert people["admin"].get(path.format(people["project"])).status_code == 200


class TestProjects:
    def test_belong_to_whom_began_them(self, office: Office, admin: Person) -> None:
        lan, mai = office.person("lan", Role.EDIT), office.person("mai", Role.EDIT)
        project = begin(lan)
        assert lan.get(f"/p/{project}/chon").status_code == 200
        assert f"/p/{project}/" in lan.get("/").text
        assert mai.get(f"/p/{project}/chon").status_code == 404
        assert f"/p/{project}/" not in mai.get("/").text
        assert f"/p/{project}/" in admin.get("/").text

    def test_are_shown_to_whom_an_administrator_gives_a_right_until_it_is_taken_back(
        self, office: Office, admin: Person
    ) -> None:
        lan, mai = office.person("lan", Role.EDIT), office.person("mai", Role.VIEW)
        project = begin(lan)
        form = f"/p/{project}/quyen"
        assert "Mai" in admin.get(form).text
        assert admin.post(form, person="3", role="soan").status_code == 303
        assert f"/p/{project}/" in mai.get("/").text
        assert mai.post(f"/p/{project}/rename", title="Tên khác").status_code == 303
        assert lan.post(form, person="3", role="").status_code == 403
        admin.post(form, person="3", role="")
        assert mai.get(f"/p/{project}/chon").status_code == 404

    @pytest.mark.parametrize(
        ("person", "role"), [("99", "xem"), ("1", "quan-tri"), ("x", "xem"), ("²", "xem")]
    )
    def test_take_no_role_or_person_that_there_is_not(
        self, office: Office, admin: Person, person: str, role: str
    ) -> None:
        answer = admin.post(f"/p/{begin(admin)}/quyen", person=person, role=role)
        assert answer.status_code in (404, 422)

    def test_copies_belong_to_whom_made_them(self, office: Office, admin: Person) -> None:
        lan = office.person("lan", Role.EDIT)
        lan.post(f"/p/{begin(lan)}/duplicate")
        assert len(office.studio.people.rights_of(2)) == 2

    def test_of_every_page_that_begins_one_belong_to_somebody(self) -> None:
        folder = Path(pages.__file__).parent
        for module in folder.glob("*.py"):
            source = module.read_text(encoding="utf-8")
            begun = re.findall(r"\.projects\.(?:create|duplicate)\(", source)
            assert len(begun) <= source.count("call.owned("), module.name


class TestPeople:
    def test_are_added_with_a_password_that_is_shown_once(
        self, office: Office, admin: Person
    ) -> None:
        answer = admin.post("/nguoi-dung", login="mai", name="Trần Thị Mai", role="duyet")
        assert answer.status_code == 200
        (password,) = re.findall(r"<output[^>]*>([^<]+)</output>", answer.text)
        assert password not in admin.get("/nguoi-dung").text
        assert office.browser().sign_in("mai", password).status_code == 303
        assert password not in office.studio.people.by_login("mai").password

    def test_get_a_new_password_that_ends_their_sessions(
        self, office: Office, admin: Person
    ) -> None:
        lan = office.person("lan", Role.EDIT)
        answer = admin.post("/nguoi-dung/2/mat-khau")
        (password,) = re.findall(r"<output[^>]*>([^<]+)</output>", answer.text)
        assert lan.get("/").status_code == 303
        assert office.browser().sign_in("lan").status_code == 403
        assert office.browser().sign_in("lan", password).status_code == 303

    def test_change_their_role_at_once(self, office: Office, admin: Person) -> None:
        lan = office.person("lan", Role.VIEW)
        assert lan.post("/begin", campaign=CAMPAIGN).status_code == 403
        assert admin.post("/nguoi-dung/2/vai-tro", role="soan").status_code == 303
        assert lan.post("/begin", campaign=CAMPAIGN).status_code == 303

    def test_do_not_take_the_last_administrator_away(self, office: Office, admin: Person) -> None:
        for path, fields in {
            "/nguoi-dung/1/vai-tro": {"role": "xem"},
            "/nguoi-dung/1/hoat-dong": {"active": "0"},
        }.items():
            assert admin.post(path, **fields).status_code == 422
        assert office.studio.people.get(1).role == "quan-tri"

    @pytest.mark.parametrize(
        "fields",
        [{"login": "QUAN.TRI", "name": "Ai Đó"}, {"login": "x", "name": "Ai Đó"},
         {"login": "ai", "name": "quan.tri"}, {"login": "a'; --", "name": "Ai"}],
    )  # fmt: skip
    def test_have_logins_and_names_of_their_own(
        self, office: Office, admin: Person, fields: dict[str, str]
    ) -> None:
        assert admin.post("/nguoi-dung", role="xem", **fields).status_code == 422
        assert len(office.studio.people.all()) == 1

    def test_need_the_old_password_for_a_new_one(self, office: Office, admin: Person) -> None:
        new = "mật khẩu khác 22"
        answer = admin.post("/mat-khau", old="wrong", password=new, again=new)
        assert answer.status_code == 422
        assert office.browser().sign_in("quan.tri").status_code == 303

    def test_there_are_none_on_a_computer_of_one_person(self, tmp_path: Path) -> None:
        from support.studio import Browser

        with Browser(studio_app(tmp_path)) as browser:
            for path in ("/nguoi-dung", "/mat-khau"):
                assert browser.get(path).status_code == 404
            assert browser.client.get("/dang-nhap", follow_redirects=False).status_code == 303
            assert browser.get("/khoi-tao?token=token-of-tests").status_code == 403
            assert ADDRESS in str(browser.get("/").url)


class TestTheLog:
    def test_names_who_changed_what_to_whoever_sees_the_project(
        self, office: Office, admin: Person
    ) -> None:
        lan = office.person("lan", Role.EDIT)
        project = begin(lan)
        lan.post(f"/p/{project}/rename", title="Tên khác")
        page = lan.get(f"/p/{project}/nhat-ky").text
        assert "<strong>Lan</strong> đổi tên dự án" in page
        assert lan.get("/nhat-ky").status_code == 403
        whole = admin.get("/nhat-ky").text
        assert "thêm người dùng Lan (lan)" in whole
        assert "đăng nhập" in whole
        assert f"/p/{project}/nhat-ky" in whole

    def test_names_wrong_passwords_of_known_logins_and_keeps_no_password(
        self, office: Office, admin: Person
    ) -> None:
        office.browser().sign_in("quan.tri", "secret-one")
        office.browser().sign_in("secret-two", "x")
        page = admin.get("/nhat-ky").text
        assert "nhập sai mật khẩu, từ testclient" in page
        assert "đăng nhập từ testclient" in page
        rows = office.studio.database.connection.execute("SELECT details FROM audit").fetchall()
        assert not any("secret" in row[0] for row in rows)

    def test_is_shown_page_by_page(self, office: Office, admin: Person) -> None:
        for _ in range(130):
            office.studio.audit.add("Test", "signed-in")
        first = admin.get("/nhat-ky").text
        (older,) = re.findall(r"\?before=(\d+)", first)
        assert "?before=" not in admin.get(f"/nhat-ky?before={older}").text
        assert admin.get("/nhat-ky?before=x").status_code == 200

    def test_has_words_for_every_act(self) -> None:
        names = {value for name, value in vars(acts).items() if name.isupper()}
        assert names <= set(SENTENCES)

    def test_shows_an_act_of_a_newer_version_by_its_name(self, office: Office) -> None:
        office.studio.audit.add("Test", "something-new", path=["choices", "issuer", "x"])
        (line,) = office.studio.audit.read(most=1)
        assert sentence(line, "vi") == "something-new"


def test_new_passwords_are_strong_and_differ() -> None:
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    assert all(weakness(one, "lan") is None for one in made)


@pytest.mark.parametrize("path", ["/dang-nhap", "/khoi-tao?token=token-of-tests"])
def test_the_way_in_speaks_both_languages(office: Office, path: str) -> None:
    browser = office.browser()
    assert 'lang="vi"' in browser.get(path).text
    joint = "&" if "?" in path else "?"
    assert 'lang="en"' in browser.get(f"{path}{joint}language=en").text
    assert "Password" in browser.get(path, **{"Accept-Language": "en"}).text or "token" in path
