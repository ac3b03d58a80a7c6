"""Requests that no browser sends: each gets an answer that is no fault of the server, the same from the page cache and
without it."""

import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.browser.places import PLACES

# Seconds: far beyond any answer, so that only a request that hangs takes as long.
TIMEOUT = 30
#: Requests for each test: 3,000 found nothing more.
EXAMPLES = 100

SERVICES = [
    "/", "/admin/", "/admin/login/", "/documents/1/none.pdf", "/en/events/calendar.ics", "/en/nowhere/",
    "/en/press/feed.xml", "/en/search/", "/es/buscar/", "/healthz", "/media/none.png", "/readyz", "/robots.txt",
    "/sitemap.xml", "/static/none.css", "/_util/login/",
]  # fmt: skip
TAILS = ["", "", "", "/", "//", "..%2f", "%2e%2e/", ";x", ".css", "/index.html", "x" * 600, "%00", "%ff", "%ed%a0%80"]
NAMES = ["campaign", "from", "kind", "language", "next", "outlet", "page", "q", "to", "utm_source", "when", "year"]
VALUES = [
    "", "0", "-1", "9" * 30, "1e400", "%00", "%ff%fe", "%ed%a0%80", "%F0%9F%8F%A0", "'%22<script>", "2026-02-30", "%D9%A3",
    "sanctuary", "tv", "es", "a" * 900, "%", "[]", "../../etc/passwd", "//evil.example", "n%CC%83",
]  # fmt: skip
HEADERS = {
    "Accept-Encoding": ["br", "gzip;q=x", "identity;q=0", "*;q=0", "gzip, " * 60],
    "Accept-Language": ["es-419,es;q=0.9", ";;;,,,", "zz", "xx-" * 50],
    "Authorization": ["Basic x", "Bearer " + "z" * 500],
    "Content-Type": ["application/json", "multipart/form-data", "application/x-www-form-urlencoded; charset=x"],
    "Cookie": ["a=b", ";;;", '="', "csrftoken=" + "x" * 300, "messages=abc"],
    "If-Modified-Since": ["nonsense", "Mon, 01 Jan 1601 00:00:00 GMT", "Sun, 99 Foo 99999 00:00:00 GMT"],
    "If-None-Match": ['"x"', "x" * 500],
    "Range": ["bytes=0-0,1-1", "bytes=5-1", "lines=1"],
    "Referer": ["x", "https://evil.example/"],
    "Transfer-Encoding": ["chunked", "gzip, chunked"],
    "X-Forwarded-For": ["::1", ",,,", "x" * 200],
    "X-Forwarded-Host": ["evil.example"],
    "X-Forwarded-Proto": ["ftp", ""],
    "X-HTTP-Method-Override": ["DELETE"],
    "X-Original-Url": ["/admin/"],
}
HOSTS = ["evil.example", "127.0.0.1:99999", "", "a b", "[::1]", "-"]
BODIES = [b"", b"password=%ff&next=//evil.example", b"\x00" * 50, b"--x\r\n", b"{", b"zz\r\n", b"a=1&" * 1500]

# A place may have a query of its own; what follows it then belongs to that.
paths = st.builds(str.__add__, st.sampled_from([*PLACES.values(), *SERVICES]), st.sampled_from(TAILS))
pairs = st.builds("{}{}{}".format, st.sampled_from(NAMES), st.sampled_from(["=", "", "[]="]), st.sampled_from(VALUES))
queries = st.lists(pairs, max_size=3).map("&".join)
headers = st.dictionaries(st.sampled_from(sorted(HEADERS)), st.integers(0, 10), max_size=3).map(
    lambda chosen: {name: HEADERS[name][at % len(HEADERS[name])] for name, at in chosen.items()}
)
methods = st.sampled_from(["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "G" * 30])


@dataclass
class Answer:
    status: int
    body: bytes
    location: bytes


def ask(site, method, target, fields, body=b""):
    """What the server says; nothing of the request is made better on its way."""
    place = urlsplit(site)
    fields = {"Host": place.netloc, **fields, "Connection": "close"}
    if body and "Transfer-Encoding" not in fields:
        fields["Content-Length"] = str(len(body))
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    sent = f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body
    said = b""
    with socket.create_connection((place.hostname, place.port), timeout=TIMEOUT) as connection:
        try:
            connection.sendall(sent)
            while part := connection.recv(65536):
                said += part
        except ConnectionError:
            pass  # it has refused the rest
    head, _empty, rest = said.partition(b"\r\n\r\n")
    status = re.match(rb"HTTP/1\.1 (\d{3})", head)
    location = re.search(rb"\r\nLocation: ([^\r]*)", head)
    return Answer(int(status[1]) if status else 0, rest, location[1] if location else b"")


def always_the_same(examples):
    """The same requests in each run, so that nobody is surprised by what another has not changed."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


@always_the_same(EXAMPLES)
@given(methods, paths, queries, headers, st.sampled_from([*HOSTS, None]), st.sampled_from(BODIES))
def test_nothing_strange_is_a_fault_of_the_server(base_url, method, path, query, fields, host, body):
    if host is not None:
        fields = {**fields, "Host": host}
    answer = ask(base_url, method, f"{path}?{query}", fields, body)
    # 501: a method, or an encoding of the request, that the server does not know.
    assert answer.status < 500 or answer.status == 501, answer
    # It sends nobody elsewhere.
    assert urlsplit(answer.location).netloc in (b"", urlsplit(base_url).netloc.encode())


@always_the_same(EXAMPLES)
@given(paths.filter(lambda path: not path.startswith("/admin/")), queries, headers)
def test_the_page_cache_makes_no_difference(base_url, path, query, fields):
    target = f"{path}?{query}"
    # Whoever may have a session is answered without the page cache; this one has ended.
    past_it = {**fields, "Cookie": f"{fields.get('Cookie', '')}; sessionid={'0' * 32}"}
    kept, again, fresh = (
        ask(base_url, "GET", target, fields),
        ask(base_url, "GET", target, fields),
        ask(base_url, "GET", target, past_it),
    )
    assert kept.status == again.status == fresh.status < 500
    assert kept.location == again.location == fresh.location
    if fields.get("Accept-Encoding") is None and kept.status in (200, 404):
        assert kept.body == again.body == fresh.body
