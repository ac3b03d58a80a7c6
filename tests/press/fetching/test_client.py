"""Reading an address is safe, whatever the address is and whatever is behind it."""

import socket
import time
import tracemalloc

import pytest
from django.test import override_settings

from press.fetching.client import FEED, fetch
from press.fetching.connection import Deadline
from press.fetching.problems import Problem, message
from tests.press.fetching.fake_server import PUBLIC
from tests.press.fetching.helpers import problem

DAILY = "http://daily.example"
ARTICLE = f"{DAILY}/2017/03/28/cities"


class TestRedirects:
    @pytest.mark.parametrize(
        ("path", "code"),
        [
            ("/to-loopback", Problem.ADDRESS_FORBIDDEN),
            ("/to-metadata", Problem.ADDRESS_FORBIDDEN),
            ("/to-intranet", Problem.ADDRESS_FORBIDDEN),
            ("/to-port", Problem.ADDRESS_PORT),
            ("/to-file", Problem.BAD_ANSWER),
            ("/to-nowhere", Problem.BAD_ANSWER),
            ("/to-nonsense", Problem.BAD_ANSWER),
            ("/loop", Problem.TOO_MANY_REDIRECTS),
        ],
    )
    def test_none_leads_where_the_address_itself_must_not(self, outlets, path, code):
        assert problem(DAILY + path).code == code
        assert set(outlets.connected) == {(PUBLIC, 80)}
        assert len(outlets.requests) <= 6

    @pytest.mark.parametrize(
        ("path", "permanent"),
        [
            ("/2017/03/28/cities", "/2017/03/28/cities"),
            ("/old", "/2017/03/28/cities"),
            ("/older", "/2017/03/28/cities"),
            ("/temporary", "/temporary"),
            ("/old-then-temporary", "/temporary"),
        ],
    )
    def test_those_that_are_for_ever_are_told_apart(self, outlets, path, permanent):
        fetched = fetch(DAILY + path)

        assert fetched.status == 200
        assert fetched.url == DAILY + path
        assert fetched.final_url == ARTICLE
        assert fetched.permanent_url == DAILY + permanent

    def test_accents_in_them_are_understood(self, outlets):
        assert fetch(f"{DAILY}/to-accents").final_url == f"{DAILY}/as%C3%AD?q=%C3%B1%20%C3%A1"

    def test_their_own_pages_are_not_read(self, outlets):
        assert fetch(f"{DAILY}/redirect-bomb").final_url == ARTICLE

    def test_no_cookie_is_kept(self, outlets):
        assert fetch(f"{DAILY}/cookie").final_url == ARTICLE
        assert not any("cookie" in request.headers for request in outlets.requests)


class TestLimits:
    @pytest.mark.parametrize("path", ["/slow", "/slow-chunks", "/slow-header", "/silent", "/continue"])
    def test_time_ends_however_slowly_something_comes(self, outlets, path):
        start = time.monotonic()

        assert problem(DAILY + path, deadline=Deadline(0.2)).code == Problem.TIMEOUT
        assert time.monotonic() - start < 1.0

    def test_time_ends_while_a_name_is_looked_up(self, outlets, monkeypatch):
        monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(1))
        start = time.monotonic()

        assert problem(f"{DAILY}/", deadline=Deadline(0.2)).code == Problem.TIMEOUT
        assert time.monotonic() - start < 0.8

    def test_time_ends_when_nobody_answers_to_tls(self, outlets):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            outlets.ports[443] = silent.getsockname()[1]

            assert problem("https://daily.example/", deadline=Deadline(0.2)).code == Problem.TIMEOUT

    @pytest.mark.parametrize("path", ["/huge", "/gzip-bomb", "/gzip-twice-bomb", "/deflate-bomb", "/brotli-bomb"])
    def test_size_ends_before_memory_does(self, outlets, path):
        outlets.answer("daily.example", path)  # packed once, by this process too
        problem(DAILY + path, max_bytes=1000)
        tracemalloc.start()
        try:
            assert problem(DAILY + path, max_bytes=1_000_000).code == Problem.TOO_LARGE
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 5_000_000

    def test_a_header_without_an_end_is_not_read(self, outlets):
        assert problem(f"{DAILY}/long-header").code == Problem.TOO_LARGE

    def test_a_page_of_just_the_allowed_size_is_read(self, outlets):
        url = outlets.page("daily.example", "/exact", "a" * 1000)

        assert len(fetch(url, max_bytes=1000).body) == 1000
        assert problem(url, max_bytes=999).code == Problem.TOO_LARGE


class TestAnswers:
    @pytest.mark.parametrize(
        ("path", "code", "status"),
        [
            ("/paid", Problem.PAYWALL, 402),
            ("/forbidden", Problem.REFUSED, 403),
            ("/busy", Problem.REFUSED, 429),
            ("/nothing-here", Problem.NOT_FOUND, 404),
            ("/gone", Problem.NOT_FOUND, 410),
            ("/broken", Problem.SERVER_ERROR, 500),
            ("/pdf", Problem.NOT_HTML, 200),
            ("/breaks-off", Problem.CONNECTION, 200),
            ("/hangs-up", Problem.CONNECTION, None),
            ("/no-http", Problem.BAD_ANSWER, None),
            ("/bad-gzip", Problem.BAD_ANSWER, 200),
            ("/bad-chunks", Problem.CONNECTION, 200),
        ],
    )
    def test_each_problem_has_a_code(self, outlets, path, code, status):
        raised = problem(DAILY + path)

        assert (raised.code, raised.status, raised.final_url) == (code, status, DAILY + path)

    def test_a_site_says_when_to_come_again(self, outlets):
        assert problem(f"{DAILY}/busy").retry_after == 120
        assert problem(f"{DAILY}/down").retry_after == 0  # a date gone by
        assert problem(f"{DAILY}/broken").retry_after is None

    def test_names_that_nobody_has(self, outlets):
        assert problem("http://nobody.example/").code == Problem.DNS

    def test_a_machine_that_takes_no_connection(self, outlets):
        outlets.ports.clear()

        assert problem(f"{DAILY}/").code == Problem.CONNECTION

    def test_nothing_is_sent_again_that_did_not_change(self, outlets):
        first = fetch(f"{DAILY}/unchanged")
        assert not first.not_modified

        for validators in ({"etag": first.etag}, {"last_modified": first.last_modified}):
            again = fetch(f"{DAILY}/unchanged", **validators)
            assert (again.status, again.not_modified, again.body) == (304, True, b"")

    def test_feeds(self, outlets):
        assert fetch(f"{DAILY}/feed.rss", accept=FEED).media_type == "application/rss+xml"
        assert problem(f"{DAILY}/pdf", accept=FEED).code == Problem.NOT_FEED

    def test_every_code_has_a_sentence_of_its_own(self):
        sentences = {str(message(code)) for code in Problem.values}

        assert len(sentences) == len(Problem.values)
        assert str(message("no-longer-used"))


class TestManners:
    def test_the_site_says_who_asks(self, outlets):
        with override_settings(SITE_URL="https://www.campaign.example"):
            fetch(ARTICLE)

        agents = {request.headers["user-agent"] for request in outlets.requests}
        assert agents == {"CampaignSitePressBot/1.0 (+https://www.campaign.example)"}

    def test_no_proxy_and_no_password_comes_from_the_environment(self, outlets, monkeypatch, tmp_path):
        (tmp_path / "netrc").write_text("machine daily.example login a password b")
        monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
        monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")

        assert fetch(ARTICLE).status == 200
        assert "authorization" not in outlets.requests[-1].headers


class TestTLS:
    @pytest.fixture(autouse=True)
    def with_tls(self, outlets):
        if 443 not in outlets.ports:
            pytest.skip("OpenSSL is not installed: no certificate")

    def test_https_is_read_by_the_same_rules(self, outlets):
        fetched = fetch("https://daily.example/old")

        assert fetched.final_url == "https://daily.example/2017/03/28/cities"
        assert set(outlets.connected) == {(PUBLIC, 443)}
        assert problem("https://daily.example/to-loopback").code == Problem.ADDRESS_FORBIDDEN
        assert problem("https://daily.example/slow", deadline=Deadline(0.2)).code == Problem.TIMEOUT

    def test_a_certificate_for_another_name_is_not_believed(self, outlets):
        outlets.names["other.example"] = [PUBLIC]

        assert problem("https://other.example/").code == Problem.TLS

    def test_what_is_no_tls_is_not_believed(self, outlets):
        outlets.ports[443] = outlets.ports[80]

        assert problem("https://daily.example/").code == Problem.TLS
