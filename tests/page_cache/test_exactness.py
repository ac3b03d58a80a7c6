"""After every kind of change each public page is what it would be without a cache, in both languages; and random edits."""

import contextlib
import datetime as dt
import random
import re
from collections.abc import Callable

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from campaigns.enums import EventStatus
from campaigns.models import CampaignPage, EventPage
from home.models import Footer, Navigation, StandardPage
from press.link_checks.models import Link
from press.models import Clipping, ClippingCampaign, Outlet
from press.newsroom.models import NewsPage, NewsroomPage
from site_project.models import OrganizationSettings, SiteImage
from site_project.querysets import all_pages
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    EventFactory,
    ImageFactory,
    NewsFactory,
    PressContactFactory,
    StandardPageFactory,
    publish,
    translate,
)

pytestmark = pytest.mark.slow

#: Beside every page: lists, feeds, calendars, and addresses at which there is nothing.
OTHERS = [
    "/sitemap.xml", "/en/press/?kind=tv", "/es/prensa/?campaign=sanctuary", "/en/press/feed.xml", "/es/prensa/feed.xml",
    "/en/news/feed.xml", "/en/events/?when=past", "/en/events/calendar.ics", "/es/eventos/calendar.ics",
    "/en/campaigns/sanctuary/feed.xml", "/en/campaigns/sanctuary/news.xml", "/en/campaigns/sanctuary/calendar.ics",
    "/en/nowhere/", "/es/nada/", "/es/about/", "/en/renamed/", "/en/about/moved/", "/en/later/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def clock(clock):
    """Stands still unless it is moved: answers say the second in which they were given."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller


@pytest.fixture
def content(site):
    """A site with something of every kind, in both languages."""
    picture = ImageFactory()
    hub = CampaignFactory(
        slug="sanctuary",
        image=picture,
        body=[
            ("press_list", {"heading": "Press", "mode": "automatic", "picked": [], "limit": 15, "group_by": "day"}),
            ("events", {"heading": "Events", "scope": "campaign", "limit": 3, "link_label": ""}),
            ("news", {"heading": "News", "scope": "campaign", "limit": 3, "link_label": ""}),
        ],
    )
    clipping = ClippingFactory(campaign=hub.campaign, kind="tv", gloss="In our words")
    translate(hub)
    translate(clipping)
    ClippingFactory(campaign=hub.campaign)
    EventFactory(slug="hall", campaign=hub.campaign)
    translate(NewsFactory(slug="report", campaign=hub.campaign))
    about = StandardPageFactory(slug="about", summary="Who we are")
    StandardPageFactory(slug="team", parent=about)
    for model, fields in ((Navigation, {}), (Footer, {"text": "<p>Made by neighbors</p>"})):
        model.objects.create(name="Main", locale=hub.locale, **fields)
    OrganizationSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"name": "Officials"}
    )


def addresses():
    """Every page that there is or was, public or not, and the others."""
    pages = [page.url for page in all_pages().filter(depth__gt=1).specific() if page.url]
    return sorted({re.sub(r"^https?://[^/]+", "", url) for url in [*pages, *OTHERS]})


OURS = {"ETag", "Vary", "Content-Length"}


def assert_exact(visitor, uncached, paths):
    """Every page is what Django answers now. Returns how many came out of the cache."""
    before = len(visitor.renders)
    for path in paths:
        kept, fresh = visitor.get(path), uncached.get(path)
        assert (kept.status, kept.content) == (fresh.status, fresh.content), path
        headers = [{k: v for k, v in answer.headers.items() if k not in OURS} for answer in (kept, fresh)]
        assert headers[0] == headers[1], path
    return len(paths) - (len(visitor.renders) - before)


def hub():
    return CampaignPage.objects.get(slug="sanctuary", locale__language_code="en")


def edit(model, publishing=True, **fields):
    """Edit the first published object of a model, as staff do."""
    instance = model.objects.filter(live=True, locale__language_code="en").order_by("pk").last()
    for name, value in fields.items():
        setattr(instance, name, value)
    revision = instance.save_revision()
    if publishing:
        revision.publish()


def raw_sql():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = 'By hand' WHERE slug = 'about'")


def replace_picture():
    image = SiteImage.objects.get()
    image.file = ImageFactory.build(file__width=900, file__color="red").file
    image.file_hash = ""
    image._set_file_hash()
    image.save()


def set_embargo():
    news = NewsPage.objects.get(slug="report")
    news.embargo = timezone.now() + dt.timedelta(hours=3)
    news.live = True
    NewsPage.objects.filter(pk=news.pk).update(embargo=news.embargo)


def translated(model):
    return model.objects.filter(locale__language_code="es", live=True).last()


CHANGES: dict[str, Callable[[], object]] = {
    "publish": lambda: edit(StandardPage, title="Another title"),
    "publish a new page": lambda: StandardPageFactory(slug="nowhere"),
    "unpublish": lambda: Page.objects.get(slug="about").specific.unpublish(),
    "move": lambda: StandardPage.objects.get(slug="team").move(hub().get_parent().get_parent(), pos="last-child"),
    "delete": lambda: Page.objects.get(slug="about").specific.delete(),
    "slug": lambda: edit(StandardPage, slug="renamed"),
    "make private": lambda: PageViewRestriction.objects.create(
        page=Page.objects.get(slug="about"), restriction_type="login"
    ),
    "embargo": set_embargo,
    "navigation": lambda: Navigation.objects.create(
        name="Newer", locale=hub().locale, items=[("link", {"label": "Elsewhere", "url": "https://example.org/"})]
    ),
    "footer": lambda: edit(Footer, text="<p>Another footer</p>"),
    "settings": lambda: OrganizationSettings.objects.update(name="Other officials"),
    "host": lambda: Site.objects.get().save(),
    "image": replace_picture,
    "credit of an image": lambda: SiteImage.objects.update(credit="Somebody else", focal_point_x=1),
    "delete an image": lambda: SiteImage.objects.get().delete(),
    "delete sizes of an image": lambda: SiteImage.objects.get().renditions.all().delete(),
    "new clipping": lambda: ClippingFactory(campaign=hub().campaign, headline="Breaking"),
    "edit a clipping": lambda: edit(Clipping, headline="Corrected"),
    "unpublish a clipping": lambda: Clipping.objects.published().first().unpublish(),
    "update() of clippings": lambda: Clipping.objects.update(kind="radio"),
    "bulk_create of clippings": lambda: Clipping.objects.bulk_create(
        ClippingFactory.build(outlet=Outlet.objects.first(), locale=hub().locale, headline=f"Bulk {n}")
        for n in range(3)
    ),
    "file under no campaign": lambda: ClippingCampaign.objects.all().delete(),
    "delete a clipping": lambda: Clipping.objects.published().last().delete(),
    "outlet": lambda: Outlet.objects.filter(pk=Outlet.objects.first().pk).update(name="The Renamed Daily"),
    "gloss": lambda: Clipping.objects.carriers().update(gloss="Con otras palabras"),
    "gloss of the source": lambda: edit(Clipping, gloss="Otherwise put"),
    "dead link": lambda: Link.objects.update(state="dead"),
    "press contact": lambda: PressContactFactory(name="Ada Contact"),
    "translate a page": lambda: translate(StandardPage.objects.get(slug="about")),
    "outdate a translation": lambda: edit(CampaignPage, summary="Something new"),
    "publish a translation": lambda: publish(translated(CampaignPage)),
    "unpublish a translation": lambda: translated(CampaignPage).unpublish(),
    "redirect": lambda: Redirect.objects.create(old_path="/en/nowhere", redirect_link="/en/about/"),
    "cancel an event": lambda: edit(EventPage, status=EventStatus.CANCELLED),
    "event to another day": lambda: EventPage.objects.update(start=timezone.now() + dt.timedelta(days=40)),
    "raw SQL": raw_sql,
    "setup": lambda: call_command("setup_site", verbosity=0),
}


#: After which no page is another one.
IDLE = {"host", "setup", "delete sizes of an image", "publish a translation"}


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change(content, visitor, uncached, commit, change):
    paths = addresses()
    before = {path: visitor.get(path).content for path in paths}
    with commit():
        CHANGES[change]()
    assert_exact(visitor, uncached, sorted({*paths, *addresses()}))
    changed = [path for path in paths if visitor.get(path).content != before[path]]
    assert changed or change in IDLE


MOMENTS = {
    "an event begins": dt.timedelta(days=10, seconds=5),
    "an event ends": dt.timedelta(days=10, hours=2, seconds=5),
    "an embargo lifts": dt.timedelta(hours=3, seconds=5),
    "something is published on schedule": dt.timedelta(hours=5, seconds=5),
    "a new year": dt.timedelta(days=400),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_when_time_passes(content, visitor, uncached, commit, clock, moment):
    set_embargo()
    later = StandardPageFactory(slug="later", live=False)
    later.go_live_at = timezone.now() + dt.timedelta(hours=5)
    later.save_revision().publish()
    paths = addresses()
    clock.shift(MOMENTS[moment] - dt.timedelta(seconds=10))
    for path in paths:
        visitor.get(path)
    clock.shift(dt.timedelta(seconds=10))
    with commit():
        call_command("publish_scheduled", verbosity=0)
    assert_exact(visitor, uncached, paths)


def test_what_changes_nothing_for_visitors_leaves_the_pages_alone(content, visitor, uncached, commit):
    paths = addresses()
    for path in paths:
        visitor.get(path)
    with commit():
        edit(StandardPage, publishing=False, title="A draft")
        edit(Clipping, publishing=False, headline="A draft")
        Page.objects.filter(slug="about").update(locked=True, locked_at=timezone.now())
        Link.objects.update(checked_at=timezone.now(), failures=1)
    with commit(), contextlib.suppress(InterruptedError), transaction.atomic():
        Page.objects.update(title="Never committed")
        raise InterruptedError
    kept = assert_exact(visitor, uncached, paths)
    assert kept >= len(paths) - 4  # private pages and the like are never kept


def random_edit(dice):
    """One thing that staff might do next."""
    page = dice.choice(list(all_pages().filter(depth__gt=2).specific()))
    clippings = list(Clipping.objects.citations())
    outlets = list(Outlet.objects.all())
    number = dice.randrange(1000)

    def publish_page():
        page.title = f"Title {number}"
        page.save_revision().publish()

    def toggle():
        page.unpublish() if page.live else page.save_revision().publish()

    def rename():
        page.slug = f"slug-{number}"
        page.save_revision().publish()

    def toggle_private():
        rules = PageViewRestriction.objects.filter(page=page)
        if not rules.delete()[0]:
            PageViewRestriction.objects.create(page=page, restriction_type="login")

    def delete():
        if page.depth > 3:
            page.delete()

    def add():
        dice.choice([EventFactory, NewsFactory, StandardPageFactory, CampaignFactory])(slug=f"new-{number}")

    edits = [
        publish_page,
        toggle,
        rename,
        toggle_private,
        delete,
        add,
        lambda: page.save_revision(),
        lambda: ClippingFactory(outlet=dice.choice(outlets), headline=f"Headline {number}"),
        lambda: Clipping.objects.filter(pk=dice.choice(clippings).pk).update(live=dice.random() < 0.5),
        lambda: Outlet.objects.filter(pk=dice.choice(outlets).pk).update(name=f"Outlet {number}"),
        lambda: Link.objects.update(state=dice.choice(["dead", "ok", "unknown"])),
        lambda: Redirect.objects.update_or_create(
            old_path="/en/nowhere", defaults={"redirect_link": f"/en/{dice.choice(['press', 'news'])}/"}
        ),
        lambda: OrganizationSettings.objects.update(name=f"Officials {number}"),
        lambda: Footer.objects.update(text=f"<p>Footer {number}</p>"),
        lambda: translate(page) if page.locale.language_code == "en" and page.live else None,
        lambda: NewsroomPage.objects.update(summary=f"Summary {number}"),
    ]
    dice.choice(edits)()


@pytest.mark.parametrize("seed", range(3))
def test_random_edits(content, visitor, uncached, commit, clock, seed):
    dice = random.Random(seed)
    for _step in range(12):
        for path in dice.sample(addresses(), 12):
            visitor.get(path)
        for _edit in range(dice.randint(1, 3)):
            with commit():
                random_edit(dice)
        clock.shift(dt.timedelta(seconds=dice.choice([1, 60, 4000, 90_000])))
        assert_exact(visitor, uncached, addresses())
