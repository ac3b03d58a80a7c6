"""What the press room costs at the size that its library has."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db.models import Count, OuterRef, Subquery
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from campaigns.models import CampaignPage, EventIndexPage
from demo.benchmark.measure import effort_of, visits
from press.models import Clipping, ClippingCampaign, Outlet
from press.newsroom.counts import invalidate_counts
from press.newsroom.models import NewsroomPage
from press.newsroom.views import CITATIONS_PER_PAGE

#: Visits that are not measured: code is loaded, and pictures are scaled.
WARM_UP = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table. `median`: milliseconds; `first`: the same right after something was filed, when nothing
    that was counted before holds; None where nothing is counted. `queries`: of both."""

    name: str
    queries: int
    median: float
    first_queries: int | None = None
    first: float | None = None


def measure(runs: int) -> Iterator[Line]:
    """Visit everything that lists coverage. The library must hold the sample one (`generate_press`)."""
    client = Client(SERVER_NAME="localhost")
    for name, path in _public():
        yield _line(name, client, path, runs)
    staff = _staff()
    for name, path in _admin():
        visits(staff, path, WARM_UP)
        cost = visits(staff, path, runs)
        yield Line(name, cost.queries, cost.median)


def measure_growth(runs: int) -> Iterator[Line]:
    """Visit what lists the most, in processor time. The newsroom, the hub and the admin need the sample library, the events sample ones."""
    public, admin = dict(_public()), dict(_admin())
    events = EventIndexPage.objects.get(locale__language_code="en", live=True).url
    client, staff = Client(SERVER_NAME="localhost"), _staff()
    hub = "the demo's hub with 13 clippings"
    for name, path, visitor in (
        *([(hub, public[hub], client)] if hub in public else ()),
        ("newsroom", public["newsroom"], client),
        ("newsroom, its last page", public["its last page"], client),
        ("events", events, client),
        ("past events", f"{events}?when=past", client),
        ("admin: clippings", admin["admin: clippings"], staff),
    ):
        yield _effort_line(name, visitor, path, runs)


def _effort_line(name: str, client: Client, path: str, runs: int) -> Line:
    """In milliseconds of processor time."""

    def visit_after_change() -> None:
        invalidate_counts()
        client.get(path)

    visits(client, path, WARM_UP)
    warm, cold = effort_of(lambda: client.get(path), runs), effort_of(visit_after_change, runs)
    counts = cold.queries > warm.queries
    return Line(name, warm.queries, warm.median, cold.queries if counts else None, cold.median if counts else None)


def _line(name: str, client: Client, path: str, runs: int) -> Line:
    visits(client, path, WARM_UP)
    warm = visits(client, path, runs)
    cold = visits(client, path, max(runs // 3, 1), before=invalidate_counts)
    counts = cold.queries > warm.queries
    return Line(name, warm.queries, warm.median, cold.queries if counts else None, cold.median if counts else None)


def _staff() -> Client:
    """An administrator who has been there before."""
    staff = Client(SERVER_NAME="localhost")
    user = get_user_model()._default_manager.filter(is_superuser=True).first()
    if user is None:
        raise CommandError("There is no superuser to look at the admin with.")
    staff.force_login(user)
    staff.get("/admin/")
    return staff


def _public() -> Iterator[tuple[str, str]]:
    newsroom = NewsroomPage.objects.live().filter(locale__language_code="en").first()
    hubs = list(_hubs())
    if newsroom is None or not hubs:
        raise CommandError("There is no library to measure: load the demo, and run generate_press.")
    path = newsroom.url
    outlet = (
        Clipping.objects.published()
        .order_by()
        .values("outlet")
        .annotate(number=Count("pk"))
        .order_by("-number")[0]["outlet"]
    )
    large, small = hubs[0], hubs[-1]

    def filtered(**query: object) -> str:
        return f"{path}?{urlencode(query)}"

    yield "newsroom", path
    yield "its last page", filtered(page=max(-(-Clipping.objects.published().count() // CITATIONS_PER_PAGE), 1))
    yield "the largest campaign", filtered(campaign=large.slug)
    yield "the smallest campaign", filtered(campaign=small.slug)
    yield "the largest outlet", filtered(outlet=outlet)
    yield "television", filtered(kind="tv")
    yield "in Spanish", filtered(language="es")
    yield "a year", filtered(year=2024)
    yield "a month", filtered(**{"from": "2024-03-01", "to": "2024-03-31"})
    yield "campaign, language and year", filtered(campaign=large.slug, language="es", year=2025)
    yield "search: a frequent word", filtered(q="council")
    yield "search: two words", filtered(q="union contract")
    yield "search: an outlet", filtered(q="sampleton herald")
    yield "feed", f"{path}feed.xml"
    yield "feed of a campaign, in Spanish", f"{path}feed.xml?{urlencode({'campaign': large.slug, 'language': 'es'})}"
    yield "CSV of everything (10,000 rows at most)", f"{path}citations.csv"
    yield "the largest campaign's hub", large.url
    demo = Page.objects.live().filter(slug="seeking-sanctuary").first()
    if demo:
        yield "the demo's hub with 13 clippings", demo.url


def _hubs() -> Iterator[CampaignPage]:
    """The English hubs, those with the most coverage first."""
    filed = ClippingCampaign.objects.filter(campaign=OuterRef("campaign")).order_by().values("campaign")
    number = Subquery(filed.annotate(number=Count("pk")).values("number"))
    hubs = CampaignPage.objects.live().filter(locale__language_code="en").annotate(number=number)
    yield from hubs.exclude(number=None).order_by("-number", "pk")


def _admin() -> Iterator[tuple[str, str]]:
    clippings = reverse(Clipping.snippet_viewset.get_url_name("list"))
    chooser = reverse(Clipping.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    campaign = next(_hubs()).campaign_id
    pages = min(Clipping.objects.count(), 10_000) // 50
    yield "admin: clippings", clippings
    yield "admin: the last page that can be reached", f"{clippings}?p={pages}"
    yield "admin: English ones", f"{clippings}?locale=en"
    yield "admin: of an outlet", f"{clippings}?outlet=sampleton"
    yield "admin: of the largest campaign", f"{clippings}?campaign={campaign}"
    yield "admin: dead links on television", f"{clippings}?link=dead&kind=tv"
    yield "admin: of a month", f"{clippings}?date_from=2024-03-01&date_to=2024-03-31"
    yield "admin: search", f"{clippings}?q=council"
    yield "admin: picking, search", f"{chooser}?q=council"
    yield "admin: outlets", reverse(Outlet.snippet_viewset.get_url_name("list"))
