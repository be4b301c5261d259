"""Who may call the studio, from where and with what: each rule with an attack and a sound call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from support.studio import ADDRESS, Browser, studio_app, studio_settings

# isort: split
from starlette.testclient import TestClient

from generator.studio import bodies
from generator.studio.pages import ALL_ENDPOINTS
from generator.studio.rights import Right
from generator.studio.routing import Endpoint

HOST: Final = "127.0.0.1:8893"
FORMS: Final = [one for one in ALL_ENDPOINTS if "POST" in one.methods]
PAGES: Final = [one for one in ALL_ENDPOINTS if "GET" in one.methods]


def address(one: Endpoint, project: str = "no-such") -> str:
    """A path of the endpoint; its project is not there unless one is named."""
    path = one.path
    for name, value in {"name": "users", "project": project}.items():
        path = path.replace(f"{{{name}}}", value)
    while "{" in path:
        before, _, rest = path.partition("{")
        path = f"{before}1{rest.partition('}')[2]}"
    return path


def named(one: Endpoint) -> str:
    return f"{'/'.join(one.methods)} {one.path}"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(studio_app(tmp_path_factory.mktemp("studio"))) as browser:
        yield browser


@pytest.fixture(scope="module")
def project(browser: Browser) -> str:
    return browser.begin()


@pytest.fixture
def stranger(browser: Browser) -> TestClient:
    """A browser that has not signed in."""
    return TestClient(browser.app, base_url=ADDRESS, follow_redirects=False)


def post(browser: Browser, path: str, headers: dict[str, str], **fields: str) -> Any:
    return browser.client.post(path, data=fields, headers=headers, follow_redirects=False)


class TestEveryEndpoint:
    @pytest.mark.parametrize(
        "one", [e for e in ALL_ENDPOINTS if e.right is not Right.ANYONE], ids=named
    )
    def test_asks_strangers_to_sign_in(self, stranger: TestClient, one: Endpoint) -> None:
        for method in one.methods:
            answer = stranger.request(method, address(one), headers={"Origin": ADDRESS})
            assert answer.status_code == 401
            assert "set-cookie" not in answer.headers

    @pytest.mark.parametrize("one", FORMS, ids=named)
    def test_refuses_a_form_without_the_token_of_the_session(
        self, browser: Browser, project: str, one: Endpoint
    ) -> None:
        for fields in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": "đúng"}):
            answer = post(browser, address(one, project), {"Origin": ADDRESS}, **fields)
            assert answer.status_code == 403

    @pytest.mark.parametrize("one", FORMS, ids=named)
    @pytest.mark.parametrize(
        "origin",
        ["https://evil.example", "null", "http://127.0.0.1:9999", "http://localhost:8893", None],
    )
    def test_refuses_a_form_of_another_origin(
        self, browser: Browser, one: Endpoint, origin: str | None
    ) -> None:
        headers = {} if origin is None else {"Origin": origin}
        answer = post(browser, address(one), headers, csrf=browser.csrf)
        assert (answer.status_code, answer.text) == (403, "foreign origin")

    @pytest.mark.parametrize("one", ALL_ENDPOINTS, ids=named)
    @pytest.mark.parametrize("host", ["evil.example", "evil.example:8893", "127.0.0.1:9999", ""])
    def test_refuses_a_foreign_host(self, browser: Browser, one: Endpoint, host: str) -> None:
        headers = {"Host": host, "Origin": f"http://{host}"}
        answer = browser.client.request(one.methods[0], address(one), headers=headers)
        assert (answer.status_code, answer.text) == (400, "unknown host")

    @pytest.mark.parametrize("one", ALL_ENDPOINTS, ids=named)
    def test_binds_the_browser_by_its_headers(self, browser: Browser, one: Endpoint) -> None:
        answer = browser.client.request(
            one.methods[0], address(one), headers={"Origin": ADDRESS}, follow_redirects=False
        )
        check_headers(answer)

    @pytest.mark.parametrize("one", [e for e in ALL_ENDPOINTS if "{project}" in e.path], ids=named)
    def test_says_that_a_project_is_not_there(self, browser: Browser, one: Endpoint) -> None:
        for method in one.methods:
            answer = browser.client.request(
                method,
                address(one),
                data={"csrf": browser.csrf} if method == "POST" else None,
                headers={"Origin": ADDRESS},
            )
            assert answer.status_code == 404

    def test_has_a_known_right(self) -> None:
        for one in ALL_ENDPOINTS:
            writes = set(one.methods) - {"GET"}
            assert one.methods
            if "{project}" in one.path:
                assert one.right in (
                    Right.VIEW,
                    Right.EDIT,
                    Right.APPROVE,
                    Right.CREATE,
                    Right.ADMIN,
                )
            if writes:
                assert writes == {"POST"}


def check_headers(answer: Any) -> None:
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "unsafe-inline" not in policy or "sandbox" in policy
    assert "frame-ancestors" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "server" not in answer.headers


class TestHosts:
    @pytest.mark.parametrize("host", [HOST, "localhost:8893", "LOCALHOST:8893", "[::1]:8893"])
    def test_of_this_computer_are_known(self, browser: Browser, host: str) -> None:
        assert browser.client.get("/", headers={"Host": host}).status_code == 200

    def test_are_the_public_one_alone_behind_a_proxy(self, tmp_path: Path) -> None:
        app = studio_app(tmp_path, public_url="https://anpham.example.vn/", has_accounts=True)
        with TestClient(app, base_url="https://anpham.example.vn") as client:
            assert client.get("/static/studio.css").status_code == 200
            for host in (HOST, "evil.example", "anpham.example.vn.evil.example"):
                assert client.get("/static/studio.css", headers={"Host": host}).status_code == 400

    def test_of_a_server_on_all_addresses_are_the_address_that_was_reached_and_its_names(
        self, tmp_path: Path
    ) -> None:
        app = studio_app(tmp_path, host="0.0.0.0", names=("may-chu.local",), has_accounts=True)
        with TestClient(app, base_url="http://192.168.1.7:8893") as client:
            # The test client's connection reaches the host that its address names.
            for host, status in {
                "192.168.1.7:8893": 200,
                "may-chu.local:8893": 200,
                "192.168.1.8:8893": 400,
                "192.168.1.7": 400,
                "evil.example:8893": 400,
            }.items():
                answer = client.get("/static/studio.css", headers={"Host": host})
                assert answer.status_code == status, host

    def test_are_named_without_a_port_only_where_browsers_leave_it_out(
        self, tmp_path: Path
    ) -> None:
        assert "127.0.0.1" in studio_settings(tmp_path, port=80).hosts
        assert "127.0.0.1" not in studio_settings(tmp_path).hosts
        url = "https://Anpham.Example.vn:443"
        secure = studio_settings(tmp_path, public_url=url, has_accounts=True)
        assert secure.hosts == {"anpham.example.vn"}


class TestAnAddressThatOthersReach:
    @pytest.mark.parametrize(
        "reached",
        [{"host": "0.0.0.0"}, {"host": "::"}, {"host": "192.168.1.7"}, {"host": ""},
         {"host": "127.0.0.1", "public_url": "http://anpham.example.vn"}],
    )  # fmt: skip
    def test_is_not_served_without_accounts(self, tmp_path: Path, reached: dict[str, str]) -> None:
        with pytest.raises(ValueError, match="sign in"):
            studio_settings(tmp_path, **reached)
        assert studio_settings(tmp_path, has_accounts=True, **reached).has_accounts


class TestOtherSites:
    @pytest.mark.parametrize("site", ["cross-site", "same-site"])
    @pytest.mark.parametrize(
        ("mode", "dest"),
        [("no-cors", "image"), ("cors", "empty"), ("navigate", "iframe"), ("no-cors", "script")],
    )
    def test_cannot_fetch_or_frame(self, browser: Browser, site: str, mode: str, dest: str) -> None:
        headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
        assert browser.client.get("/icon/users.svg", headers=headers).status_code == 403

    def test_cannot_send_a_form_even_as_a_navigation(self, browser: Browser) -> None:
        headers = {
            "Sec-Fetch-Site": "cross-site",
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "document",
            "Origin": ADDRESS,
        }
        answer = post(browser, "/language", headers, csrf=browser.csrf, language="vi")
        assert answer.status_code == 403

    def test_may_link_to_a_page_which_asks_once_more_for_the_cookie(
        self, browser: Browser, stranger: TestClient
    ) -> None:
        headers = {
            "Sec-Fetch-Site": "cross-site",
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "document",
        }
        assert browser.client.get("/", headers=headers).status_code == 200
        # A cookie that is SameSite=Strict does not come with such a link.
        answer = stranger.get('/?q="><script>', headers=headers)
        assert answer.status_code == 200
        assert 'http-equiv="refresh"' in answer.text
        assert "<script>" not in answer.text
        again = headers | {"Sec-Fetch-Site": "same-origin"}
        assert stranger.get("/", headers=again).status_code == 401


class TestBodies:
    def test_that_are_too_large_by_their_header_are_refused_unread(self, browser: Browser) -> None:
        answer = browser.client.post(
            "/language",
            content=b"",
            headers={
                "Origin": ADDRESS,
                "Content-Length": str(bodies.MAX_FORM_BYTES + 1),
                "Content-Type": "application/x-www-form-urlencoded",
            },
        )
        assert answer.status_code == 413

    def test_that_say_nothing_of_their_length_are_counted(self, browser: Browser) -> None:
        sent = 0

        def stream() -> Iterator[bytes]:
            nonlocal sent
            while sent < 4 * bodies.MAX_FORM_BYTES:
                sent += bodies.MIB
                yield b"a=" + b"x" * (bodies.MIB - 3) + b"&"

        headers = {"Origin": ADDRESS, "Content-Type": "application/x-www-form-urlencoded"}
        answer = browser.client.post("/language", content=stream(), headers=headers)
        assert answer.status_code == 413
        assert "MB" in answer.text

    def test_of_a_usual_form_pass(self, browser: Browser) -> None:
        answer = browser.post("/language", language="vi", back="/", more="x" * 100_000)
        assert answer.status_code == 200

    def test_with_too_many_fields_are_refused(self, browser: Browser) -> None:
        answer = browser.client.post(
            "/language",
            content="&".join(f"f{n}=1" for n in range(2000)),
            headers={"Origin": ADDRESS, "Content-Type": "application/x-www-form-urlencoded"},
        )
        assert answer.status_code in (400, 413, 422)

    def test_that_are_no_form_are_refused_in_words(self, browser: Browser) -> None:
        answer = browser.client.post(
            "/language",
            content=b"--x\r\nbroken",
            headers={"Origin": ADDRESS, "Content-Type": "multipart/form-data"},
        )
        assert answer.status_code == 400
        assert "notice bad" in answer.text

    @pytest.mark.anyio
    async def test_that_stop_coming_are_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import anyio
        from starlette.requests import Request

        async def never() -> Any:
            await anyio.sleep_forever()

        monkeypatch.setattr(bodies, "_IDLE_S", 0.05)
        request = Request({"type": "http", "headers": []}, never)
        with pytest.raises(bodies.BodyTooSlow):
            await bodies.bounded(request, 100).body()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class TestTheEntrance:
    @pytest.mark.parametrize("token", ["", "wrong", "đúng-rồi", "%00", "token-of-tests2", "\ud7ff"])
    def test_opens_to_the_printed_token_alone(self, stranger: TestClient, token: str) -> None:
        answer = stranger.get("/enter", params={"token": token})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers

    def test_hands_out_a_cookie_that_scripts_and_other_sites_do_not_get(
        self, stranger: TestClient
    ) -> None:
        answer = stranger.get("/enter?token=token-of-tests")
        cookie = answer.headers["set-cookie"].lower()
        assert cookie.startswith("anpham-8893=")
        assert {"httponly", "samesite=strict", "path=/"} <= set(cookie.split("; "))
        assert "domain" not in cookie

    @pytest.mark.parametrize(
        "back",
        [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/\t/evil.example",
            "evil",
            "/a\r\nX: y",
            "/..//evil.example",
            "javascript:alert(1)",
            "/%0d%0a//x\\",
        ],
    )
    def test_language_button_leads_back_within_the_studio(
        self, browser: Browser, back: str
    ) -> None:
        fields = {"csrf": browser.csrf, "language": "vi", "back": back}
        answer = post(browser, "/language", {"Origin": ADDRESS}, **fields)
        assert (answer.status_code, answer.headers["location"]) == (303, "/")

    @pytest.mark.parametrize("back", ["/", "/p/a-B_9/chon", "/?q=m%E1%BA%A1ng+x&page=2"])
    def test_language_button_leads_back_to_where_one_was(self, browser: Browser, back: str) -> None:
        fields = {"csrf": browser.csrf, "language": "vi", "back": back}
        answer = post(browser, "/language", {"Origin": ADDRESS}, **fields)
        assert answer.headers["location"] == back


class TestFiles:
    @pytest.mark.parametrize(
        "path",
        ["/static/../pages/base.html.j2", "/static/%2e%2e/pages/base.html.j2",
         "/static/..%2fpages/base.html.j2", "/static//etc/passwd", "/fonts/%2e%2e/words.yaml",
         "/static/..%5cpages", "/static/%00", "/static/", "/static", "/fonts/", "/vendor/"],
    )  # fmt: skip
    def test_outside_the_folders_and_lists_of_folders_are_not_served(
        self, stranger: TestClient, path: str
    ) -> None:
        answer = stranger.get(path)
        assert answer.status_code == 404
        check_headers(answer)

    def test_are_asked_for_again_by_their_etag(self, stranger: TestClient) -> None:
        first = stranger.get("/static/studio.css")
        assert first.headers["cache-control"] == "no-cache"
        check_headers(first)
        again = stranger.get("/static/studio.css", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_that_are_typefaces_stay_in_the_browser(self, stranger: TestClient) -> None:
        answer = stranger.get("/fonts/BeVietnamPro_400Regular.ttf")
        assert "max-age=604800" in answer.headers["cache-control"]

    @pytest.mark.parametrize("path", ["/static/mark.svg", "/icon/users.svg"])
    def test_that_are_drawings_do_nothing_when_opened(self, browser: Browser, path: str) -> None:
        answer = browser.client.get(path)
        assert answer.status_code == 200
        assert answer.headers["content-security-policy"].endswith("; sandbox")

    def test_pages_are_never_stored(self, browser: Browser) -> None:
        assert browser.client.get("/").headers["cache-control"] == "no-store"


class TestMethods:
    def test_head_is_a_page_without_its_body(self, browser: Browser) -> None:
        answer = browser.client.head("/")
        assert (answer.status_code, answer.content) == (200, b"")

    @pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW"])
    def test_that_there_are_not_are_refused_in_words(self, browser: Browser, method: str) -> None:
        answer = browser.client.request(method, "/", headers={"Origin": ADDRESS})
        assert answer.status_code == 405
        assert "notice bad" in answer.text
        check_headers(answer)


class TestFaults:
    def test_are_said_in_the_language_of_the_person_without_a_traceback_and_logged_once(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        def broken() -> Any:
            raise ZeroDivisionError("secret-of-ours")

        with Browser(studio_app(tmp_path)) as browser:
            monkeypatch.setattr(type(browser.studio.projects), "listed", lambda _: broken())
            answer = browser.get("/")
            assert answer.status_code == 500
            assert 'lang="vi"' in answer.text
            assert "secret-of-ours" not in answer.text
            assert "Traceback" not in answer.text
            check_headers(answer)
            browser.post("/language", language="en")
            assert "this is a fault of anpham" in browser.get("/").text
        said = capfd.readouterr()
        assert said.err.count("ZeroDivisionError: secret-of-ours") == 3
        assert said.out == ""

    @pytest.mark.parametrize(
        ("accepted", "words"),
        [("en-US,en;q=0.9", "you are not signed in"), ("vi", "chưa"), ("en,vi;q=0.5", "chưa")],
    )
    def test_are_said_to_strangers_in_the_language_of_their_browser(
        self, stranger: TestClient, accepted: str, words: str
    ) -> None:
        assert words in stranger.get("/", headers={"Accept-Language": accepted}).text
        assert stranger.get("/no", headers={"Accept-Language": accepted}).status_code == 404
