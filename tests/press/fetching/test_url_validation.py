"""Only addresses of public web sites are ever asked for, however they are written."""

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from press.fetching.client import fetch
from press.fetching.problems import FetchProblem, Problem
from press.fetching.url_validation import validate_url
from tests.press.fetching.fake_server import PUBLIC
from tests.press.fetching.helpers import problem

DAILY = "http://daily.example"

BAD_ADDRESSES = [
    "",
    "daily.example/story",
    "//daily.example/",
    "ftp://daily.example/",
    "file:///etc/passwd",
    "gopher://daily.example/",
    "javascript:alert(1)",
    "http://",
    "http:///story",
    "http://?q",
    "http://user@daily.example/",
    "http://user:password@daily.example/",
    "http://daily.example@127.0.0.1/",
    "http://daily.example\\@127.0.0.1/",
    "http:\\\\127.0.0.1\\",
    "http://daily.example/a\nb",
    "http://daily.example/a\tb",
    "http://daily.example\r\nHost: intranet",
    "http://daily.example/\x00",
    "http://daily.example:port/",
    "http://daily.example:99999/",
    "http://daily.example:-1/",
    "http://daily..example/",
    "http://daily.example../",
    "http://.example/",
    "http://-daily.example/",
    "http://daily example/",
    "http://daily%2eexample/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 150 + "example/",
    "http://daily.example/" + "a" * 2000,
    "http://[daily.example]/",
    "http://[::1/",
    "http://::1/",
    # Other spellings of 127.0.0.1, which resolvers read and nobody writes.
    "http://127.1/",
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://0x7f000001/",
    "http://127.0.0.1.5/",
    "http://１２７.1/",
    "http://xn--/\ud800",
]

FORBIDDEN_ADDRESSES = [
    "http://127.0.0.1/",
    "http://127.0.0.1./",
    "http://127.8.8.8/",
    "https://127.0.0.1/",
    "http://１２７.０.０.１/",
    "http://①②⑦.0.0.1/",
    "http://localhost/",
    "http://localhost./",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://172.16.0.1/",
    "http://192.0.0.8/",
    "http://192.88.99.1/",
    "http://192.168.1.1/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2001:0:7f00:1::]/",
    "http://[2001:db8::1]/",
    "http://[2002:7f00:1::]/",
    "http://[fc00::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
]


@pytest.mark.parametrize("url", BAD_ADDRESSES)
def test_what_is_no_address_of_a_web_page_is_not_asked_for(outlets, url):
    assert problem(url).code == Problem.ADDRESS_BAD
    assert outlets.connected == []


@pytest.mark.parametrize("url", FORBIDDEN_ADDRESSES)
def test_machines_inside_a_network_are_not_asked(outlets, url):
    assert problem(url).code == Problem.ADDRESS_FORBIDDEN
    assert outlets.connected == []


@pytest.mark.parametrize("port", [0, 1, 22, 6379, 8080, 65535])
def test_only_the_usual_ports_are_asked(outlets, port):
    assert problem(f"{DAILY}:{port}/").code == Problem.ADDRESS_PORT
    assert outlets.connected == []


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.5",
        "100.64.0.1",
        "169.254.169.254",
        "168.63.129.16",
        "::1",
        "::ffff:10.0.0.5",
        "fe80::1",
        "2002:a00:5::",
    ],
)
def test_a_name_that_stands_for_such_a_machine_is_not_asked(outlets, address):
    outlets.names["sly.example"] = [address]

    assert problem("http://sly.example/").code == Problem.ADDRESS_FORBIDDEN
    assert outlets.connected == []


def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(outlets):
    """A name server cannot give a public address first and another one for the connection."""
    outlets.page("rebinding.example", "/", "<title>Here</title>")

    assert fetch("http://rebinding.example/", obey_robots=False).body == b"<title>Here</title>"
    assert outlets.connected == [(PUBLIC, 80)]
    assert problem("http://rebinding.example/").code == Problem.ADDRESS_FORBIDDEN
    assert outlets.connected == [(PUBLIC, 80)]


@given(st.text() | st.text().map("http://{}".format) | st.from_regex(r"https?://[\w.:@\[\]%-]{1,30}/\S{0,10}"))
@example("http://[v1.a]/")
@example("http://a℀b/")
@example("http://ß.example/ß?ß#ß")
def test_any_text_is_an_address_or_a_problem(text):
    with contextlib.suppress(FetchProblem):
        url = validate_url(text)
        assert url.isascii()
        assert validate_url(url) == url


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("  HTTP://Daily.EXAMPLE:80/a?b#c \n", "http://daily.example/a?b"),
        ("https://daily.example.:443", "https://daily.example/"),
        ("http://daily.example:/", "http://daily.example/"),
        ("http://daily.example:443/", "http://daily.example:443/"),
        ("http://daily.example/así y todo?q=ñ", "http://daily.example/as%C3%AD%20y%20todo?q=%C3%B1"),
        ("http://daily.example/%C3%AD%zz", "http://daily.example/%C3%AD%zz"),
        ("http://Periódico.example/", "http://xn--peridico-y3a.example/"),
        ("http://[2606:2800:220:1:0:0:0:1]/", "http://[2606:2800:220:1::1]/"),
        ("http://under_score.example/", "http://under_score.example/"),
    ],
)
def test_addresses_are_put_into_one_form(url, asked):
    assert validate_url(url) == asked
