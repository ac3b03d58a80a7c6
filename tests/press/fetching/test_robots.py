"""What a site does not want to be read by programs is not read (RFC 9309)."""

import pytest

from press.fetching import client
from press.fetching.client import fetch
from press.fetching.problems import FetchProblem, Problem

HOST = "polite.example"
TEXT = {"Content-Type": "text/plain"}


@pytest.fixture
def site(outlets):
    """Serves two pages and a robots.txt that a test sets with `site(text, status=…)`."""
    outlets.page(HOST, "/open", "<title>Open</title>")
    outlets.page(HOST, "/closed", "<title>Closed</title>")

    def with_robots(text="", **kwargs):
        outlets.page(HOST, "/robots.txt", text, **{"headers": TEXT, **kwargs})
        return outlets

    return with_robots


def reads(path):
    """An empty text where a page can be read, and else the code of the problem."""
    try:
        fetch(f"http://{HOST}{path}")
    except FetchProblem as problem:
        return problem.code
    return ""


def test_closed_pages_are_not_asked_for(site):
    outlets = site("User-agent: *\nDisallow: /closed\n")

    assert reads("/open") == ""
    assert reads("/closed") == Problem.ROBOTS
    assert outlets.asked(HOST, "/closed") == 0


def test_we_are_called_by_name(site):
    site("User-agent: *\nDisallow: /open\n\nUser-agent: campaignsitepressbot\nDisallow: /closed\n")

    assert reads("/open") == ""
    assert reads("/closed") == Problem.ROBOTS


def test_a_redirect_is_no_way_in(site, outlets):
    site("User-agent: *\nDisallow: /closed\n")
    outlets.page("daily.example", "/away", status=302, headers={"Location": f"http://{HOST}/closed"})

    with pytest.raises(FetchProblem) as raised:
        fetch("http://daily.example/away")
    assert raised.value.code == Problem.ROBOTS
    assert outlets.asked(HOST, "/closed") == 0


def test_a_site_is_asked_once_a_day(site):
    outlets = site("User-agent: *\nDisallow: /closed\n")
    for path in ("/open", "/closed", "/open"):
        reads(path)

    assert outlets.asked(HOST, "/robots.txt") == 1


@pytest.mark.parametrize("status", [401, 403, 404, 410, 429])
def test_without_the_file_everything_may_be_read(site, status):
    outlets = site(status=status)

    assert reads("/open") == reads("/closed") == ""
    assert outlets.asked(HOST, "/robots.txt") == 1


@pytest.mark.parametrize("status", [500, 503])
def test_nothing_is_read_of_a_site_that_cannot_say(site, status):
    outlets = site(status=status)

    assert reads("/open") == Problem.ROBOTS_UNREACHABLE
    assert reads("/open") == Problem.ROBOTS_UNREACHABLE
    assert outlets.asked(HOST, "/robots.txt") == 1
    assert outlets.asked(HOST, "/open") == 0


def test_a_file_that_leads_on_for_ever_is_none(site):
    site(status=302, headers={"Location": "/robots.txt"})

    assert reads("/open") == ""


def test_a_file_that_leads_into_a_network_is_not_followed(site):
    outlets = site(status=302, headers={"Location": "http://169.254.169.254/robots.txt"})

    assert reads("/open") == Problem.ADDRESS_FORBIDDEN
    assert outlets.asked(HOST, "/open") == 0


def test_of_a_file_without_an_end_the_beginning_counts(site):
    site("User-agent: *\nDisallow: /closed\n" + "# more\n" * 100_000)

    assert reads("/open") == ""
    assert reads("/closed") == Problem.ROBOTS


def test_bytes_of_any_kind_are_a_file_without_rules(site):
    site(bytes(range(256)) * 40)

    assert reads("/open") == ""


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 0),
        ("User-agent: *\nCrawl-delay: nan", 0),
        ("User-agent: *\nCrawl-delay: -1", 0),
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: 86400", client.MAX_CRAWL_DELAY),
    ],
)
def test_the_pause_that_a_site_wants(site, text, seconds):
    site(text)

    assert client.crawl_delay(f"http://{HOST}/open") == seconds
