"""Links: what a server says is reported with its date; silence is no fault of the address."""

from __future__ import annotations

import datetime as dt
import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.cli.fetching import Answer, NotReachedError, fetch_page
from generator.cli.link_checking import Fetch, check_links, page_words
from generator.cli.link_record import read_record, record_text
from generator.core.errors import ContentError
from generator.core.findings import Severity
from generator.core.messages import msg
from generator.preflight.checks.qr.links import LinkState, LinkVerification, link_findings

URL = "https://example.vn/van-ban/874"
TODAY = dt.date(2026, 11, 24)
BEFORE = dt.date(2026, 5, 2)
HTML = "text/html; charset=utf-8"


def answering(status: int, body: str = "", *, url: str = URL, kind: str = HTML) -> Fetch:
    return lambda _: Answer(status, url, kind, body.encode())


def answer_of(fetch: Fetch, day: dt.date = TODAY) -> LinkVerification:
    (answer,) = check_links([URL], fetch, day)
    return answer


def reported_codes(fetch: Fetch, *earlier: LinkVerification) -> list[tuple[str, Severity]]:
    before = {answer.url: answer for answer in earlier}
    findings = link_findings([answer_of(fetch)], before)
    return [(finding.code, finding.severity) for finding in findings]


def silent(_: str) -> Answer:
    raise NotReachedError(msg("the server's name was not found; is there a network?"))


def test_a_page_that_answers_is_recorded_with_date_status_address_and_hash() -> None:
    answer = answer_of(answering(200, "a"))
    assert (answer.state, answer.status, answer.final_url) == (LinkState.REACHED, 200, URL)
    assert answer.checked_on == TODAY
    assert answer.sha256 == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert reported_codes(answering(200, "a")) == []


def test_each_address_is_asked_for_once() -> None:
    asked = []

    def fetch(url: str) -> Answer:
        asked.append(url)
        return Answer(200, url, HTML, b"")

    check_links([URL, "https://example.vn/", URL], fetch, TODAY)
    assert asked == [URL, "https://example.vn/"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_an_error(status: int) -> None:
    assert reported_codes(answering(status)) == [("link-gone", Severity.ERROR)]


@pytest.mark.parametrize("status", [401, 403, 429, 500, 503])
def test_a_server_that_refuses_is_a_warning(status: int) -> None:
    assert reported_codes(answering(status)) == [("link-not-answered", Severity.WARNING)]


def test_without_a_network_nothing_is_said_of_the_address() -> None:
    (finding,) = link_findings([answer_of(silent)], {})
    assert (finding.code, finding.severity) == ("link-not-checked", Severity.NOTE)
    assert str(finding.message) == (
        f"{URL} was not checked: the server's name was not found; is there a network?"
    )


def test_a_certificate_that_is_not_accepted_is_a_warning() -> None:
    def fetch(_: str) -> Answer:
        raise NotReachedError(msg("its certificate is not accepted"), is_ours=False)

    assert reported_codes(fetch) == [("link-not-answered", Severity.WARNING)]


def test_a_page_whose_words_have_changed_is_a_warning_with_the_day_of_the_last_check() -> None:
    earlier = answer_of(answering(200, "<p>Còn hiệu lực</p>"), BEFORE)
    now = answer_of(answering(200, "<p>Hết hiệu lực</p>"))
    (finding,) = link_findings([now], {URL: earlier})
    assert (finding.code, finding.severity) == ("link-changed", Severity.WARNING)
    assert "02/5/2026" in str(finding.message)


def test_a_page_whose_markup_alone_has_changed_is_the_same() -> None:
    page = "<html><script>var token = '{0}'</script><p id='{0}'>Còn  hiệu\nlực</p></html>"
    earlier = answer_of(answering(200, page.format("a1")), BEFORE)
    now = answering(200, page.format("b2"))
    assert answer_of(now).sha256 != earlier.sha256
    assert reported_codes(now, earlier) == []


def test_a_document_that_is_no_page_is_compared_by_its_bytes() -> None:
    earlier = answer_of(answering(200, "%PDF a", kind="application/pdf"), BEFORE)
    assert earlier.words_sha256 is None
    assert reported_codes(answering(200, "%PDF a", kind="application/pdf"), earlier) == []
    assert reported_codes(answering(200, "%PDF b", kind="application/pdf"), earlier) == [
        ("link-changed", Severity.WARNING)
    ]


def test_what_is_too_long_to_read_is_not_compared() -> None:
    earlier = answer_of(answering(200, "a"), BEFORE)
    assert reported_codes(lambda url: Answer(200, url, HTML, None), earlier) == []


def test_an_address_that_sends_on_is_a_note_and_to_a_front_page_a_warning() -> None:
    moved = answering(200, url="https://example.vn/moi/874")
    assert reported_codes(moved) == [("link-redirected", Severity.NOTE)]
    assert reported_codes(answering(200, url="https://example.vn/")) == [
        ("link-redirected", Severity.WARNING)
    ]


def test_the_words_of_a_page_are_those_that_a_reader_sees() -> None:
    html = "<title>Một</title><style>p {}</style><p>hai &amp; ba</p><noscript>bốn</noscript>năm"
    assert page_words(html) == ["Một", "hai", "&", "ba", "năm"]


def test_a_charset_that_nobody_knows_is_read_as_utf_8() -> None:
    odd = answer_of(answering(200, "<p>Một</p>", kind="text/html; charset=x-odd"))
    assert odd.words_sha256 == answer_of(answering(200, "<p>Một</p>")).words_sha256


# -- the record


def test_a_record_gives_back_what_was_reached() -> None:
    answer = answer_of(answering(200, "<p>Một</p>"))
    assert read_record(record_text([answer], {}), "links.json") == {URL: answer}


def test_a_record_keeps_what_could_not_be_reached_this_time() -> None:
    earlier = answer_of(answering(200, "a"), BEFORE)
    text = record_text([answer_of(silent)], {URL: earlier})
    assert read_record(text, "links.json") == {URL: earlier}


def test_a_record_is_the_same_whatever_the_order() -> None:
    one = answer_of(answering(200, "a"))
    two = replace(one, url="https://example.vn/")
    assert record_text([one, two], {}) == record_text([two, one], {})


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"schema": "x", "version": 1, "links": {}}', "\x00"]
)
def test_a_damaged_record_is_named(text: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_record(text, "campaigns/links.json")
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.file) == ("link-record-unreadable", "campaigns/links.json")


def test_a_record_of_a_later_version_is_not_misread() -> None:
    later = json.loads(record_text([], {})) | {"version": 2}
    with pytest.raises(ContentError):
        read_record(json.dumps(later), "links.json")


# -- fetching


class Pages(BaseHTTPRequestHandler):
    """A small office's server."""

    def do_GET(self) -> None:
        match self.path:
            case "/page":
                self._answer(200, f"agent: {self.headers['User-Agent']}".encode())
            case "/moved":
                self.send_response(302)
                self.send_header("Location", "/page")
                self.end_headers()
            case "/circle":
                self.send_response(302)
                self.send_header("Location", "/circle")
                self.end_headers()
            case "/long":
                self._answer(200, b"x" * 5_000)
            case _:
                self._answer(404, b"no")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", HTML)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Tests print nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def fetch(url: str, **limits: int) -> Answer:
    return fetch_page(url, timeout_s=5, proxies=False, **limits)


def test_a_page_is_fetched_as_anpham(server: str) -> None:
    assert fetch(f"{server}/page") == Answer(200, f"{server}/page", HTML, b"agent: anpham")


def test_who_is_sent_on_follows_and_says_where_to(server: str) -> None:
    assert fetch(f"{server}/moved").url == f"{server}/page"


def test_who_is_sent_in_circles_gets_no_page(server: str) -> None:
    with pytest.raises(NotReachedError, match="circles") as caught:
        fetch(f"{server}/circle")
    assert not caught.value.is_ours


def test_a_page_that_is_not_there_has_its_status(server: str) -> None:
    assert fetch(f"{server}/none").status == 404


def test_of_content_over_the_limit_nothing_is_kept(server: str) -> None:
    assert fetch(f"{server}/long", max_bytes=4_999).body is None
    assert fetch(f"{server}/long", max_bytes=5_000).body == b"x" * 5_000


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}/"
        with pytest.raises(NotReachedError, match=r"no answer within 0\.1 seconds"):
            fetch_page(url, timeout_s=0.1, proxies=False)


def test_a_port_where_nobody_listens_is_reported() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    with pytest.raises(NotReachedError, match="refused") as caught:
        fetch(url)
    assert caught.value.is_ours


@pytest.mark.parametrize(
    "make", [lambda path: path.as_uri(), lambda _: "tel:113", lambda _: "Xin chào"]
)
def test_only_web_addresses_are_asked_for(make: Callable[[Path], str], tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    with pytest.raises(NotReachedError, match="no web address"):
        fetch(make(tmp_path / "secret"))


@pytest.mark.parametrize("url", ["http://[::1", "http://exa mple.vn/", "http://ví-dụ..vn/ề"])
def test_an_address_that_no_server_can_have_does_no_harm(url: str) -> None:
    with pytest.raises(NotReachedError):
        fetch(url)
