"""After every kind of change each public page is what it would be without a cache, in both languages; and random edits."""

import contextlib
import datetime as dt
import random
import re
import shutil
from collections.abc import Callable
from types import SimpleNamespace

import pytest
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
    OutletFactory,
    PressContactFactory,
    StandardPageFactory,
    publish,
    translate,
)
from tests.page_cache.conftest import Remembered, make_browser
from tests.snapshots import Snapshot

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("standing_clock")]

#: Beside every page: lists, feeds, calendars, and addresses at which there is nothing.
OTHERS = [
    "/sitemap.xml", "/en/press/?kind=tv", "/es/prensa/?campaign=sanctuary", "/en/press/feed.xml", "/es/prensa/feed.xml",
    "/en/news/feed.xml", "/en/events/?when=past", "/en/events/calendar.ics", "/es/eventos/calendar.ics",
    "/en/campaigns/sanctuary/feed.xml", "/en/campaigns/sanctuary/news.xml", "/en/campaigns/sanctuary/calendar.ics",
    "/en/nowhere/", "/es/nada/", "/es/about/", "/en/renamed/", "/en/about/moved/", "/en/later/",
]  # fmt: skip


def make_content():
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


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The content, and what Django answers as long as it is as it was. Both take seconds: the first test makes them."""
    return SimpleNamespace(rows=None, answers=Remembered(), media=tmp_path_factory.mktemp("media"))


@pytest.fixture
def content(site, folder, made, settings, tmp_path_factory):
    """The content, with its files, which a test may delete."""
    if made.rows is None:
        settings.MEDIA_ROOT = made.media
        made.rows = Snapshot(lambda: make_and_visit(made.answers))
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    shutil.copytree(made.media, settings.MEDIA_ROOT, dirs_exist_ok=True)
    made.rows.restore()
    OutletFactory.reset_sequence(100)  # names of outlets are unique


def make_and_visit(answers):
    """The pictures of the pages are made in all their sizes."""
    make_content()
    browser = make_browser()
    browser.django = answers
    visit(browser, addresses())


@pytest.fixture
def paths(content, visitor, made):
    """Every address. The page cache keeps what it may of them, as it was before the test changes anything."""
    found = addresses()
    django, visitor.django = visitor.django, made.answers
    visit(visitor, found)
    visitor.django = django
    return found


def visit(browser, paths):
    return {path: browser.get(path) for path in paths}


def addresses():
    """Every page that there is or was, public or not, and the others."""
    pages = [page.url for page in all_pages().filter(depth__gt=1).specific() if page.url]
    return sorted({re.sub(r"^https?://[^/]+", "", url) for url in [*pages, *OTHERS]})


OURS = {"ETag", "Vary", "Content-Length"}


def assert_same(kept, fresh, path):
    """Both answers are the same, but for what the page cache adds."""
    assert (kept.status, kept.content) == (fresh.status, fresh.content), path
    headers = [{k: v for k, v in answer.headers.items() if k not in OURS} for answer in (kept, fresh)]
    assert headers[0] == headers[1], path


def assert_exact(visitor, uncached, paths):
    """Every page that is still kept is what Django answers now; for the others it is asked. Returns how many are kept."""
    kept = {path: answer for path in paths if (answer := visitor.kept(path))}
    for path, answer in kept.items():
        assert_same(answer, uncached.get(path), path)
    return len(kept)


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


#: Where visitors see it; the other changes make no page another one.
SHOWN_AT = {
    "publish": "/en/about/team/",
    "publish a new page": "/en/nowhere/",
    "unpublish": "/en/about/team/",
    "move": "/en/about/team/",
    "delete": "/en/about/",
    "slug": "/en/about/team/",
    "make private": "/en/about/",
    "embargo": "/en/news/report/",
    "navigation": "/en/",
    "footer": "/en/news/",
    "settings": "/es/prensa/feed.xml",
    "image": "/es/campanas/",
    "credit of an image": "/es/campanas/sanctuary-es/",
    "delete an image": "/en/campaigns/",
    "new clipping": "/es/prensa/?campaign=sanctuary",
    "edit a clipping": "/en/press/feed.xml",
    "unpublish a clipping": "/en/press/?kind=tv",
    "update() of clippings": "/es/prensa/",
    "bulk_create of clippings": "/en/press/",
    "file under no campaign": "/es/campanas/sanctuary-es/",
    "delete a clipping": "/en/campaigns/sanctuary/",
    "outlet": "/es/prensa/feed.xml",
    "gloss": "/es/prensa/",
    "gloss of the source": "/en/press/",
    "dead link": "/en/campaigns/sanctuary/feed.xml",
    "press contact": "/en/press/",
    "translate a page": "/es/about/",
    "outdate a translation": "/es/campanas/sanctuary-es/",
    "unpublish a translation": "/es/campanas/sanctuary-es/",
    "redirect": "/en/nowhere/",
    "cancel an event": "/en/events/calendar.ics",
    "event to another day": "/en/campaigns/sanctuary/calendar.ics",
    "raw SQL": "/en/about/team/",
}


def test_every_page_is_kept_as_it_is(paths, visitor, uncached):
    """The page cache neither adds anything to what Django answers nor takes anything away."""
    assert assert_exact(visitor, uncached, paths) == len(paths)


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change(paths, visitor, uncached, commit, change):
    shown_at = SHOWN_AT.get(change)
    before = visitor.get(shown_at).content if shown_at else None
    with commit():
        CHANGES[change]()
    assert_exact(visitor, uncached, sorted({*paths, *addresses()}))
    if shown_at:
        shown = visitor.get(shown_at)
        assert shown.content != before
        assert_same(shown, uncached.get(shown_at), shown_at)


#: How long after now, and where visitors see that it has come.
MOMENTS = {
    "an embargo lifts": (dt.timedelta(hours=3), "/en/news/report/"),
    "something is published on schedule": (dt.timedelta(hours=5), "/en/later/"),
    "an event begins": (dt.timedelta(days=10), None),
    "an event ends": (dt.timedelta(days=10, hours=2), "/en/events/"),
    "a day some years later": (dt.timedelta(days=800), None),
}
#: What the day, an event, an embargo or a schedule may show on.
TIMELY = [
    "/en/", "/en/campaigns/sanctuary/", "/es/campanas/sanctuary-es/", "/en/campaigns/sanctuary/news.xml", "/en/events/",
    "/es/eventos/", "/en/events/?when=past", "/en/events/calendar.ics", "/en/events/hall/", "/en/later/", "/en/news/",
    "/en/news/report/", "/es/noticias/", "/sitemap.xml",
]  # fmt: skip


@pytest.mark.parametrize("moment", MOMENTS)
def test_when_time_passes(content, visitor, uncached, commit, standing_clock, moment):
    after, shown_at = MOMENTS[moment]
    standing_clock.shift(
        dt.timedelta(minutes=4)
    )  # so that it does not come at a quarter of an hour, when all pages are renewed
    start = timezone.now()
    edit(EventPage, start=start + dt.timedelta(days=10), end=start + dt.timedelta(days=10, hours=2))
    set_embargo()
    later = StandardPageFactory(slug="later", live=False)
    later.go_live_at = start + dt.timedelta(hours=5)
    later.save_revision().publish()
    standing_clock.move_to(start + after - dt.timedelta(seconds=5))
    with commit():
        call_command("publish_scheduled", verbosity=0)
    before = visit(visitor, TIMELY)
    standing_clock.shift(dt.timedelta(seconds=10))
    with commit():
        call_command("publish_scheduled", verbosity=0)
    assert_exact(visitor, uncached, TIMELY)
    if shown_at:
        assert uncached.get(shown_at).content != before[shown_at].content


def test_what_changes_nothing_for_visitors_leaves_the_pages_alone(paths, visitor, uncached, commit):
    with commit():
        edit(StandardPage, publishing=False, title="A draft")
        edit(Clipping, publishing=False, headline="A draft")
        Page.objects.filter(slug="about").update(locked=True, locked_at=timezone.now())
        Link.objects.update(checked_at=timezone.now(), failures=1)
    with commit(), contextlib.suppress(InterruptedError), transaction.atomic():
        Page.objects.update(title="Never committed")
        raise InterruptedError
    assert assert_exact(visitor, uncached, paths) == len(paths)


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


def test_random_edits(content, visitor, uncached, commit, standing_clock, seed):
    dice = random.Random(seed)
    for _step in range(8):
        visit(visitor, dice.sample(addresses(), 12))
        for _edit in range(dice.randint(1, 3)):
            with commit():
                random_edit(dice)
        standing_clock.shift(dt.timedelta(seconds=dice.choice([1, 60, 4000, 90_000])))
        assert_exact(visitor, uncached, addresses())
