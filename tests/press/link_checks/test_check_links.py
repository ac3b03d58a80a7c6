"""`check_links` checks the addresses of clippings, politely, and records the results."""

import datetime as dt
import io
from concurrent.futures import Future

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from press.fetching import client, rate_limit
from press.link_checks import record, run
from press.link_checks.models import Link, LinkCheck
from press.models import Clipping
from tests.factories import ClippingFactory, translate
from tests.press.fetching import fake_responses

CITIES = "http://daily.example/2017/03/28/cities"
ARTICLE = "<title>{}</title><h1>{}</h1>"


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    """Outlets of these tests are asked without a pause."""
    monkeypatch.setattr(rate_limit, "PAUSE", 0.0)
    monkeypatch.setattr(run, "_TICK", 0.01)


@pytest.fixture
def online(outlets):
    """Somebody answers: what fails is the outlet's doing."""
    outlets.page("up.example", "/story/1", ARTICLE.format("Up", "Up"))
    link = ClippingFactory(url="http://up.example/story/1").link
    now = timezone.now()
    Link.objects.filter(pk=link.pk).update(
        state="ok", since=now, checked_at=now, next_check_at=now + dt.timedelta(days=20)
    )
    return outlets


def make_due():
    Link.objects.exclude(clipping__url__contains="up.example").update(
        next_check_at=timezone.now() - dt.timedelta(seconds=1)
    )


def check(**options):
    make_due()
    out = io.StringIO()
    call_command("check_links", stdout=out, **options)
    return out.getvalue()


def earlier(link, **age):
    """Let everything that is known of a link be so much older."""
    ago = dt.timedelta(**age)
    link.refresh_from_db()
    Link.objects.filter(pk=link.pk).update(since=link.since - ago, checked_at=link.checked_at - ago)
    for row in link.checks.all():
        LinkCheck.objects.filter(pk=row.pk).update(checked_at=row.checked_at - ago)


def filed(url, **fields):
    return ClippingFactory(url=url, **fields).link


def found(link):
    link.refresh_from_db()
    return link.state, link.reason


def history(link):
    return [(row.state, row.reason) for row in link.checks.order_by("checked_at", "pk")]


def test_each_state_is_recorded_with_dates_and_history(site, outlets):
    before = timezone.now()
    links = {
        ("ok", ""): filed(CITIES),
        ("moved", "moved"): filed("http://daily.example/old"),
        ("paywall", "marked"): filed("http://daily.example/paywall"),
        ("paywall", "payment"): filed("http://daily.example/paid"),
        ("dead", "gone"): filed("http://daily.example/gone"),
        ("unknown", "home_page"): filed("http://daily.example/to-front-page"),
        ("unknown", "says_not_found"): filed("http://daily.example/error-page"),
        ("unknown", "forbidden"): filed("http://daily.example/forbidden"),
        ("unknown", "server_error"): filed("http://daily.example/broken"),
        ("unknown", "robots"): filed("http://closed.example/story/1"),
        ("unknown", "address_forbidden"): filed("http://intranet.example/story"),
    }
    assert "Links checked: 11" in check()

    for expected, link in links.items():
        assert found(link) == expected
        assert link.since >= before and link.checked_at >= before and link.next_check_at > before
        assert history(link) == [expected]
    needing = {expected for expected, link in links.items() if link.needs_person}
    assert needing == {("dead", "gone"), ("unknown", "home_page"), ("unknown", "says_not_found")}
    assert links["moved", "moved"].final_url == CITIES


def test_a_check_changes_nothing_of_the_clipping_and_deletes_nothing(site, outlets):
    links = [filed(f"http://daily.example/{name}") for name in ("old", "gone", "error-page")]
    before = list(Clipping.objects.order_by("pk").values())
    check()

    assert list(Clipping.objects.order_by("pk").values()) == before
    assert Link.objects.filter(pk__in=[link.pk for link in links]).count() == 3


def test_history_grows_with_news_only(site, outlets):
    link = filed("http://daily.example/changing")
    outlets.page("daily.example", "/changing", ARTICLE.format("One", "One"))
    for _time in range(3):
        check()
    outlets.page("daily.example", "/changing", status=503)
    check()
    check()

    assert history(link) == [("ok", ""), ("unknown", "server_error")]
    link.refresh_from_db()
    assert link.failures == 2


def test_since_tells_when_the_state_began_and_not_the_last_check(site, outlets):
    link = filed(CITIES)
    check()
    earlier(link, days=40)
    link.refresh_from_db()
    began = link.since
    check()

    link.refresh_from_db()
    assert link.since == began and link.checked_at > began + dt.timedelta(days=39)


def test_missing_page_is_dead_after_the_second_check_a_day_later(site, outlets):
    link = filed("http://daily.example/missing")
    check()
    assert found(link) == ("unknown", "not_found")
    check()
    assert found(link) == ("unknown", "not_found")
    earlier(link, days=1)
    check()

    assert found(link) == ("dead", "not_found")
    assert history(link) == [("unknown", "not_found"), ("dead", "not_found")]


def test_vanished_host_is_dead_after_three_checks_over_three_days(site, online):
    link = filed("http://vanished.example/story/1")
    for _day in range(3):
        check()
        assert found(link) == ("unknown", "dns")
        earlier(link, days=1)
    check()

    assert found(link) == ("dead", "dns")


def test_when_our_own_network_is_down_nothing_is_recorded(site, outlets):
    outlets.page("up.example", "/story/1", ARTICLE.format("Up", "Up"))
    works = filed("http://up.example/story/1")
    check()
    outlets.answers.clear()  # no name resolves any more
    links = [filed(f"http://outlet{number}.example/story/{number}") for number in range(3)]
    before = {link.pk: Link.objects.values().get(pk=link.pk) for link in (works, *links)}

    call_command("check_links", stdout=io.StringIO())
    make_due()
    Link.objects.filter(pk=works.pk).update(next_check_at=before[works.pk]["next_check_at"])
    assert "Nobody can be reached: 3" in check()

    for pk, values in before.items():
        now = Link.objects.values().get(pk=pk)
        assert {**now, "next_check_at": None} == {**values, "next_check_at": None}
    assert LinkCheck.objects.filter(link__in=links).count() == 0
    assert Link.objects.get(pk=works.pk).next_check_at == before[works.pk]["next_check_at"]
    assert all(link.next_check_at > timezone.now() for link in Link.objects.filter(pk__in=[x.pk for x in links]))


def test_one_outlet_that_is_down_is_told_from_our_own_network(site, online):
    link = filed("http://vanished.example/story/1")
    check()

    assert found(link) == ("unknown", "dns")
    assert online.asked("up.example", "/story/1") == 1


def test_head_is_never_asked_for(site, outlets):
    filed(CITIES)
    check()

    assert {request.method for request in outlets.requests} == {"GET"}


def test_second_check_is_conditional_and_confirms(site, outlets):
    link = filed("http://daily.example/unchanged")
    check()
    link.refresh_from_db()
    assert (link.etag, link.status_code) == ('"one"', 200)
    check()

    link.refresh_from_db()
    assert (link.state, link.status_code, link.etag) == ("ok", 304, '"one"')
    asked = [request for request in outlets.requests if request.path == "/unchanged"]
    assert [request.headers.get("if-none-match") for request in asked] == [None, '"one"']
    assert history(link) == [("ok", "")]


def test_large_pages_and_files_work_without_being_read_to_the_end(site, outlets):
    outlets.page("daily.example", "/large", b"<title>Large</title>" + b"x" * 2_000_000)
    links = [filed(f"http://daily.example/{name}") for name in ("large", "pdf")]
    check()

    assert [found(link) for link in links] == [("ok", "")] * 2


def test_an_outlet_is_asked_for_one_page_at_a_time(site, outlets, monkeypatch):
    monkeypatch.setattr(rate_limit, "PAUSE", 1.0)
    links = [filed(f"http://daily.example/2017/{number}/story-of-the-day") for number in range(6)]
    for link in links:
        outlets.page("daily.example", link.url.removeprefix("http://daily.example"), ARTICLE.format("A", "A"))
    for host in ("one", "two"):
        outlets.page(f"{host}.example", "/story/1", ARTICLE.format("A", "A"))
        filed(f"http://{host}.example/story/1")
    check(seconds=0.5)

    asked = [request.host for request in outlets.requests if "stor" in request.path]
    assert sorted(asked) == ["daily.example", "one.example", "two.example"]


def test_crawl_delay_is_kept_across_runs(site, outlets):
    robots = "User-agent: *\nCrawl-delay: 30\n"
    outlets.page("slow.example", "/robots.txt", robots, headers={"Content-Type": "text/plain"})
    for number in (1, 2):
        outlets.page("slow.example", f"/story/{number}", ARTICLE.format("A", "A"))
        filed(f"http://slow.example/story/{number}")
    check(seconds=0.2)
    check(seconds=0.2)

    assert sum(outlets.asked("slow.example", f"/story/{number}") for number in (1, 2)) == 1


def test_an_outlet_that_is_busy_is_left_alone(site, outlets):
    links = [filed(f"http://busy.example/story/{number}") for number in range(3)]
    outlets.answers["busy.example", "*"] = fake_responses.page("Busy", status=429, headers={"Retry-After": "172800"})
    outlets.page("busy.example", "/robots.txt", "", headers={"Content-Type": "text/plain"})
    check()

    assert sum(request.path.startswith("/story") for request in outlets.requests) == 1
    in_two_days = timezone.now() + dt.timedelta(days=2, minutes=-1)
    for link in links:
        link.refresh_from_db()
        assert link.next_check_at > in_two_days and link.state == "unknown"


def test_limit_and_seconds_bound_a_run(site, outlets):
    for number in range(4):
        outlets.page(f"outlet{number}.example", "/story/1", ARTICLE.format("A", "A"))
        filed(f"http://outlet{number}.example/story/1")
    assert "Links checked: 0" in check(seconds=0)
    assert "Links checked: 3" in check(limit=3)


def test_what_is_due_is_checked_and_nothing_else(site, outlets):
    later, no_longer, draft = filed(CITIES), filed("http://daily.example/old"), filed("http://daily.example/paid")
    make_due()
    Link.objects.filter(pk=later.pk).update(next_check_at=timezone.now() + dt.timedelta(hours=1))
    Link.objects.filter(pk=no_longer.pk).update(next_check_at=None)
    Clipping.objects.filter(pk=no_longer.clipping_id).update(url="")
    Clipping.objects.filter(pk=draft.clipping_id).update(live=False)
    call_command("check_links", stdout=io.StringIO())

    assert not LinkCheck.objects.exists() and not outlets.requests


def test_a_claimed_link_is_not_checked_twice(site):
    link = filed(CITIES)
    make_due()
    first, second = list(Link.objects.due(timezone.now())), list(Link.objects.due(timezone.now()))

    assert record.claim(first[0]) is not None
    assert record.claim(second[0]) is None
    assert not Link.objects.due(timezone.now())
    link.refresh_from_db()
    assert link.next_check_at > timezone.now()


def test_links_that_nobody_made_are_made(site, outlets):
    carrier = translate(ClippingFactory(url=CITIES, gloss="A gloss."))
    ClippingFactory(url="")
    Link.objects.all().delete()
    call_command("check_links", stdout=io.StringIO())

    (link,) = Link.objects.all()
    assert link.clipping != carrier and link.url == CITIES and link.next_check_at


def test_links_filed_in_bulk_get_a_date(site):
    read, new = ClippingFactory(date=dt.date(2017, 3, 28)), ClippingFactory()
    yesterday = timezone.now() - dt.timedelta(days=1)
    Link.objects.filter(pk=read.link.pk).update(next_check_at=None, checked_at=yesterday, state="ok")
    Link.objects.filter(pk=new.link.pk).update(next_check_at=None)
    call_command("check_links", stdout=io.StringIO())

    read.link.refresh_from_db()
    new.link.refresh_from_db()
    assert read.link.next_check_at > timezone.now() + dt.timedelta(days=20)
    assert new.link.next_check_at < timezone.now() + dt.timedelta(hours=1)


def test_saving_a_citation_makes_its_link(site):
    clipping = ClippingFactory(url=CITIES)

    assert (clipping.link.url, clipping.link.state) == (CITIES, "unknown")
    assert timezone.now() <= clipping.link.next_check_at < timezone.now() + dt.timedelta(hours=1)


def test_drafts_carriers_and_citations_without_an_address_have_no_link(site):
    ClippingFactory(live=False)
    ClippingFactory(url="")
    citation = ClippingFactory(gloss="A gloss.")
    translate(citation)

    assert [link.clipping for link in Link.objects.all()] == [citation]


def test_a_new_address_starts_over_and_keeps_the_history(site, outlets):
    link = filed("http://daily.example/gone")
    check()
    clipping = Clipping.objects.get(pk=link.clipping_id)
    clipping.url = CITIES
    revision = clipping.save_revision()
    assert found(link) == ("dead", "gone")  # a draft is nothing yet

    revision.publish()
    assert found(link) == ("unknown", "")
    assert (link.url, link.checked_at, link.needs_person) == (CITIES, None, False)
    check()
    assert history(link) == [("dead", "gone"), ("unknown", "new_address"), ("ok", "")]


def test_an_address_that_was_changed_without_a_signal_is_the_one_that_is_checked(site, outlets):
    link = filed("http://daily.example/gone")
    Clipping.objects.filter(pk=link.clipping_id).update(url=CITIES)
    check()
    check()

    assert found(link) == ("ok", "") and link.url == CITIES
    assert not outlets.asked("daily.example", "/gone")


def test_a_removed_address_keeps_its_link_unchecked(site, outlets):
    link = filed("http://daily.example/gone")
    check()
    clipping = Clipping.objects.get(pk=link.clipping_id)
    clipping.url = ""
    clipping.save_revision().publish()
    call_command("check_links", stdout=io.StringIO())

    link.refresh_from_db()
    assert (link.next_check_at, link.needs_person, history(link)) == (None, False, [("dead", "gone")])


@pytest.mark.parametrize(
    "change", [{"url": CITIES}, {"state": "paywall", "decided_at": dt.datetime(2024, 5, 1, tzinfo=dt.UTC)}]
)
def test_a_new_address_or_a_decision_during_a_check_comes_first(site, outlets, monkeypatch, change):
    link = filed("http://daily.example/gone")
    original = run.check

    def check_and_change(probe, now):
        result = original(probe, now)
        Link.objects.filter(pk=link.pk).update(**change)
        return result

    monkeypatch.setattr(run, "check", check_and_change)
    monkeypatch.setattr(run, "ThreadPoolExecutor", Sequential)
    check()

    assert found(link) == (change.get("state", "unknown"), "")
    assert not link.checks.exists()


class Sequential:
    """Does what is submitted at once, in the thread of the test and with its database."""

    def __init__(self, *args, **kwargs):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def submit(self, function, *args):
        future = Future()
        future.set_result(function(*args))
        return future


def test_dead_link_gets_an_archive_copy_for_readers_and_editors(site, outlets, client):
    outlets.page("daily.example", "/archived", status=410)
    clipping = ClippingFactory(url="http://daily.example/archived", date=dt.date(2017, 3, 28))
    clipping.save_revision().publish()
    clipping.headline = "Headline of a draft"
    clipping.save_revision()
    check()

    copy = "https://web.archive.org/web/20170328120000/http://daily.example/archived"
    clipping = Clipping.objects.get(pk=clipping.pk)
    assert (clipping.archive_url, clipping.link.state, clipping.link.needs_person) == (copy, "dead", False)
    draft = clipping.get_latest_revision_as_object()
    assert (draft.archive_url, draft.headline) == (copy, "Headline of a draft")
    assert copy in client.get("/en/press/").content.decode()
    draft.save_revision().publish()
    assert Clipping.objects.get(pk=clipping.pk).archive_url == copy


def test_scheduled_version_gets_the_archive_copy_too(site, outlets):
    outlets.page("daily.example", "/archived", status=410)
    clipping = ClippingFactory(url="http://daily.example/archived")
    clipping.go_live_at = timezone.now() + dt.timedelta(days=1)
    scheduled = clipping.save_revision(approved_go_live_at=clipping.go_live_at)
    clipping.save_revision()
    check()

    scheduled.refresh_from_db()
    assert scheduled.content["archive_url"].startswith("https://web.archive.org/")


def test_finding_a_copy_is_in_the_history_of_the_clipping(site, outlets, admin_client):
    outlets.page("daily.example", "/archived", status=410)
    clipping = ClippingFactory(url="http://daily.example/archived")
    check()
    address = reverse(Clipping.snippet_viewset.get_url_name("history"), args=[clipping.pk])

    assert "Found the archive copy https://web.archive.org/" in admin_client.get(address).content.decode()


def test_a_copy_that_staff_have_chosen_stays(site, outlets):
    outlets.page("daily.example", "/archived", status=410)
    own = "https://archive.example/copy"
    clipping = ClippingFactory(url="http://daily.example/archived", archive_url=own)
    check()

    clipping.refresh_from_db()
    assert (clipping.archive_url, clipping.link.needs_person) == (own, False)
    assert not any(request.host == "archive.org" for request in outlets.requests)


def test_without_a_copy_a_dead_link_needs_a_person(site, outlets):
    link = filed("http://daily.example/gone")
    check()

    assert found(link) == ("dead", "gone") and link.needs_person


def test_an_archive_that_fails_costs_no_status(site, outlets, monkeypatch):
    link = filed("http://daily.example/gone")
    monkeypatch.setattr("press.link_checks.checker.find_archive_copy", lambda *args: 1 / 0)
    check()

    assert found(link) == ("dead", "gone")


def test_a_surprise_in_one_check_costs_the_others_nothing(site, outlets, monkeypatch):
    bad, good = filed("http://daily.example/bad"), filed(CITIES)
    original = client.fetch
    monkeypatch.setattr(client, "fetch", lambda url, **kwargs: 1 / 0 if "bad" in url else original(url, **kwargs))
    check()

    assert found(bad) == ("unknown", "bad_answer") and found(good) == ("ok", "")


def test_queries_of_a_run_do_not_grow_with_what_is_not_due(site, django_assert_max_num_queries):
    ClippingFactory.create_batch(5)
    Link.objects.update(next_check_at=timezone.now() + dt.timedelta(days=9))

    with django_assert_max_num_queries(6):
        call_command("check_links", stdout=io.StringIO())
