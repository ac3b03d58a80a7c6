"""What visitors get from the page cache: the same as without it, to one byte, and nothing that is another's."""

import gzip

import brotli
import pytest
from django.conf import settings as site_settings
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    EventFactory,
    NewsFactory,
    StandardPageFactory,
    UserFactory,
    translate,
)
from tests.page_cache.conftest import make_browser
from tests.snapshots import Snapshot

pytestmark = [pytest.mark.deep(postgres=True), pytest.mark.usefixtures("standing_clock")]

NEWSROOM = "/en/press/"


@pytest.fixture(scope="module")
def made(site_snapshot, django_db_blocker):
    with django_db_blocker.unblock():
        return Snapshot(lambda: make_content(site_snapshot))


def make_content(site_snapshot):
    site_snapshot.restore()
    hub = CampaignFactory(slug="sanctuary")
    translate(hub)
    ClippingFactory(campaign=hub.campaign, kind="tv")
    EventFactory(slug="hall", campaign=hub.campaign)
    NewsFactory(slug="report", campaign=hub.campaign)


@pytest.fixture
def content(db, made):
    """Something on every list, in both languages."""
    made.restore()


@pytest.mark.parametrize(
    "path",
    [
        "/en/", "/es/", "/en/campaigns/sanctuary/", "/en/press/", "/en/press/?kind=tv", "/en/news/", "/en/events/",
        "/en/events/?when=past", "/en/events/calendar.ics", "/en/campaigns/sanctuary/feed.xml", "/sitemap.xml",
        "/en/search/", "/en/nowhere/", "/es/no-hay/?b=1&a=2",
    ],
)  # fmt: skip
def test_the_second_visit_gets_the_same_without_django(content, visitor, uncached, path):
    first, second, plain = visitor.get(path), visitor.get(path), uncached.get(path)
    assert visitor.renders == [path.partition("?")[0]]
    assert first.status == second.status == plain.status
    assert first.content == second.content == plain.content
    assert first.headers == second.headers
    ours = {"ETag", "Vary", "Content-Length"}
    assert {k: v for k, v in first.headers.items() if k not in ours} == {
        k: v for k, v in plain.headers.items() if k not in ours
    }
    assert "Set-Cookie" not in first.headers and first.headers["Vary"] == "Accept-Encoding"


def test_another_worker_finds_it_too(content, visitor):
    visitor.get(NEWSROOM)
    other = make_browser()
    # A worker that starts anew trusts nothing from before.
    assert other.rendered(NEWSROOM)
    assert not visitor.rendered(NEWSROOM)


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0.2, gzip;q=0.8", "gzip"),
        ("*", "br"),
        ("br;q=0, *;q=0.5", "gzip"),
        ("identity", None),
        ("gzip;q=0.1, identity", None),
        ("", None),
        ("gzip;q=nonsense", None),
    ],
)
def test_encodings(content, visitor, accepted, sent):
    plain = visitor.get(NEWSROOM)
    answer = visitor.get(NEWSROOM, accept_encoding=accepted)
    assert answer.headers.get("Content-Encoding") == sent
    assert answer.text == plain.text
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert (answer.headers["ETag"] == plain.headers["ETag"]) == (sent is None)
    assert len(visitor.renders) == 1


def test_what_the_visitor_has_already_is_not_sent_again(content, visitor):
    etag = visitor.get(NEWSROOM, accept_encoding="br").headers["ETag"]
    assert not etag.startswith("W/")
    for header in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        answer = visitor.get(NEWSROOM, accept_encoding="br", if_none_match=header)
        assert (answer.status, answer.content) == (304, b"")
        assert answer.headers["ETag"] == etag and "Content-Type" not in answer.headers
    assert visitor.get(NEWSROOM, accept_encoding="gzip", if_none_match=etag).status == 200
    # The first visit of all may have a copy, too.
    assert visitor.get("/en/", if_none_match='"old"').status == 200
    assert len(visitor.get("/en/").content) > 1000


def test_head(content, visitor):
    first = visitor.get(NEWSROOM, method="HEAD")
    whole, second = visitor.get(NEWSROOM), visitor.get(NEWSROOM, method="HEAD")
    assert first.content == second.content == b""
    assert first.headers == second.headers == whole.headers
    assert len(visitor.renders) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"cookie": f"a=b; {site_settings.SESSION_COOKIE_NAME}=x"},
        {"authorization": "Basic abc"},
    ],
)
def test_whoever_may_be_somebody_is_answered_by_django(content, visitor, headers):
    visitor.get("/en/")
    assert visitor.rendered("/en/", **headers)
    assert visitor.rendered("/en/press/", **headers)
    assert visitor.rendered("/en/press/")


def test_staff_see_their_own_page_and_leave_nothing_behind(content, visitor):
    staff = Client()
    staff.force_login(UserFactory(is_superuser=True))
    cookie = f"{site_settings.SESSION_COOKIE_NAME}={staff.cookies[site_settings.SESSION_COOKIE_NAME].value}"
    assert "wagtail-userbar" in visitor.get("/en/", cookie=cookie).text
    assert "wagtail-userbar" not in visitor.get("/en/").text
    assert "wagtail-userbar" in visitor.get("/en/", cookie=cookie).text


@pytest.mark.parametrize("path", ["/admin/login/", "/robots.txt", "/", "/healthz", "/en/press/citations.csv"])
def test_addresses_that_are_not_kept(content, visitor, path):
    visitor.get(path)
    assert visitor.rendered(path)


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
def test_methods_that_are_not_kept(content, visitor, method):
    visitor.get("/en/")
    assert visitor.rendered("/en/", method=method)


@pytest.mark.parametrize("kind", [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN])
def test_private_pages(content, visitor, commit, kind):
    page = StandardPageFactory(slug="private", summary="For members only")
    assert "For members only" in visitor.get(page.url).text
    with commit():
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open sesame")
    for _visit in range(2):
        answer = visitor.get(page.url)
        assert "For members only" not in answer.text
        assert visitor.rendered(page.url)


def test_each_password_form_has_a_token_of_its_own(content, visitor):
    page = StandardPageFactory(slug="private")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    first, second = visitor.get(page.url), visitor.get(page.url)
    assert "csrfmiddlewaretoken" in first.text and "csrftoken" in first.headers["Set-Cookie"]
    assert first.headers["Set-Cookie"] != second.headers["Set-Cookie"]


class TestQuery:
    def test_what_no_page_knows_neither_fills_nor_bypasses(self, content, visitor):
        plain = visitor.get(NEWSROOM)
        for query in ("utm_source=mail", "when=past", "a=1&b=2", "%ff=%00", "kindd=tv"):
            answer = visitor.get(f"{NEWSROOM}?{query}")
            assert answer.content == plain.content
        assert len(visitor.renders) == 1

    def test_and_shows_nowhere(self, content, visitor, uncached):
        for browser in (visitor, uncached):
            assert "utm_source" not in browser.get("/en/press/?utm_source=mail&kind=tv").text

    def test_order_and_repetition_make_no_difference(self, content, visitor):
        visitor.get(NEWSROOM)
        first = visitor.get(f"{NEWSROOM}?kind=tv&language=en")
        assert not visitor.rendered(f"{NEWSROOM}?x=1&language=en&kind=article&kind=tv")
        assert visitor.get(f"{NEWSROOM}?language=en&kind=tv").content == first.content

    def test_a_list_is_kept_when_nobody_has_asked_for_all_of_it(self, content, visitor):
        visitor.get(f"{NEWSROOM}?kind=tv&utm=1")
        assert not visitor.rendered(f"{NEWSROOM}?utm=2&kind=tv")
        assert visitor.rendered(NEWSROOM)
        assert not visitor.rendered(NEWSROOM)

    @pytest.mark.parametrize("path", ["/en/search/?q=city", "/en/press/?q=city"])
    def test_searches_are_not_kept(self, content, visitor, path):
        visitor.get(path)
        assert visitor.rendered(path)
        answer = visitor.get(path, accept_encoding="gzip")
        assert answer.headers["Content-Encoding"] == "gzip"

    @pytest.mark.parametrize("query", ["year=abc", "kind=none", "from=2020-01-02&to=2020-01-01", "campaign=nothing"])
    def test_errors_of_a_form_are_not_kept(self, content, visitor, query):
        for path in (f"{NEWSROOM}?{query}", f"{NEWSROOM}feed.xml?{query}"):
            visitor.get(path)
            assert visitor.rendered(path)

    def test_a_redirect_from_just_this_query(self, content, visitor, commit):
        assert visitor.get("/en/old/?id=7").status == 404
        with commit():
            Redirect.objects.create(old_path="/en/old?id=7", redirect_link="/en/press/")
        for _visit in range(2):
            assert visitor.get("/en/old/?id=7").headers["Location"] == "/en/press/"
            assert visitor.get("/en/old/?id=8").status == 404


@pytest.mark.parametrize("host", ["testserver:99999", "evil.example", "sub.testserver", ""])
def test_strange_hosts_leave_nothing_behind(content, visitor, folder, host):
    answer = visitor.get("/en/", host=host)
    assert "evil.example" not in answer.text and "99999" not in answer.text
    assert visitor.rendered("/en/")
    assert visitor.get("/en/").status == 200


def test_headers_that_change_nothing(content, visitor, uncached):
    """What could be smuggled into a page that others get."""
    strange = {
        "x_forwarded_host": "evil.example", "x_forwarded_proto": "https", "x_original_url": "/admin/",
        "accept_language": "es", "range": "bytes=0-10", "x_http_method_override": "DELETE",
        "cookie": f"django_language=es; messages=evil; csrftoken={'a' * 32}", "forwarded": "host=evil.example",
    }  # fmt: skip
    assert visitor.get("/en/", **strange).content == uncached.get("/en/").content
    assert visitor.get("/en/").content == uncached.get("/en/").content
    assert len(visitor.renders) == 1


@pytest.mark.parametrize(
    "path",
    ["/admin/account/", "/admin/account/x.css", "/admin/account/;x.css", "/admin/account/%0Ax.css", "/admin/account%2Fx.css",
     "/admin/pages/?x.css", "/static/../admin/account/", "/static/..%2Fadmin/account/", "/en/press/x.css", "/en/press/?page=1&x.css",
     "/admin/login/x.js", "/media/../admin/", "/en/x.css", "/styleguide/x.css", "/en/../admin/account/x.css"],
)  # fmt: skip
def test_cache_deception(content, visitor, path):
    """Somebody is led, signed in, to an address that looks like that of a file: nothing of theirs is kept, here or by a CDN."""
    client = Client()
    user = UserFactory(group="Editors", first_name="Quetzalina")
    client.force_login(user)
    cookie = f"{site_settings.SESSION_COOKIE_NAME}={client.cookies[site_settings.SESSION_COOKIE_NAME].value}"
    theirs = visitor.get(path, cookie=cookie)
    assert not {"public", "s-maxage"} & set(theirs.headers.get("Cache-Control", "").replace("=", ",").split(","))
    for answer in (visitor.get(path), visitor.get(path)):
        assert "Quetzalina" not in answer.text and user.username not in answer.text
    assert "Quetzalina" in theirs.text or path != "/admin/account/"
    if "Quetzalina" in theirs.text:
        assert "Cookie" in theirs.headers["Vary"] and "private" in theirs.headers["Cache-Control"]


def test_an_answer_that_sets_a_cookie_is_not_kept(content, visitor):
    """Django gives another token to a browser with a damaged one."""
    assert "Set-Cookie" in visitor.get("/en/", cookie="csrftoken=damaged").headers
    assert "Set-Cookie" not in visitor.get("/en/").headers
    assert "Set-Cookie" not in visitor.get("/en/", cookie="csrftoken=damaged").headers


def test_https(content, visitor, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    browser = make_browser()
    for _visit in range(2):
        assert browser.get("/en/", x_forwarded_proto="https").status == 200
        assert browser.get("/en/").status == 301


def test_compressed_bodies_are_whole(content, visitor):
    plain = visitor.get(NEWSROOM).content
    assert gzip.decompress(visitor.get(NEWSROOM, accept_encoding="gzip").content) == plain
    assert brotli.decompress(visitor.get(NEWSROOM, accept_encoding="br").content) == plain
