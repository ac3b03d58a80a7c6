"""Under embargo a text is nowhere to be seen, in no language and however it was published; when its time has come it is
everywhere, with nobody at the desk."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, Workflow
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import Translation, TranslationSource

from home.models import HomePage
from press.newsroom.enums import NewsKind
from press.newsroom.models import NewsIndexPage, NewsPage
from site_project.i18n.translations import State, versions_of
from tests.factories import CampaignFactory, NewsFactory, UserFactory, publish, translate
from tests.reading import by_class, canonical, graph, head_links, main, read, search_path, words

NEW_YORK = ZoneInfo("America/New_York")
WORD = {"en": "Whippoorwill", "es": "Chotacabras"}


@pytest.fixture
def embargo():
    """Ten in the morning in New York, so far ahead that three days earlier is ahead as well at any hour, and within
    the life of a session: staff do not sign in again in between."""
    day = timezone.localdate() + dt.timedelta(days=5)
    return dt.datetime.combine(day, dt.time(10), tzinfo=NEW_YORK)


def make_hub():
    """A hub that lists news."""
    return CampaignFactory(title="Sanctuary", body=[("news", {"heading": "News", "scope": "campaign"})])


@pytest.fixture(scope="module")
def kept_hub(on_the_site):
    return on_the_site(make_hub)


@pytest.fixture
def hub(site, kept_hub):
    return kept_hub.anew()


@pytest.fixture
def lists(hub):
    """The hub in both languages, and home pages that list news."""
    home = HomePage.objects.get(locale__language_code="en")
    home.body = [("news", {"heading": "Latest"})]
    publish(home)
    translate(home)
    translate(hub)


@pytest.fixture
def release(hub, embargo):
    """A press release that an editor has written, not yet published."""
    return NewsFactory(
        title=WORD["en"],
        slug="whippoorwill",
        summary="Until then.",
        kind=NewsKind.PRESS_RELEASE,
        campaign=hub.campaign,
        embargo=embargo,
        date=timezone.localdate(),
        live=False,
    )


def in_spanish(page, **options):
    return translate(page, convert=lambda text: text.replace(WORD["en"], WORD["es"]), **options)


@pytest.fixture
def published(release):
    """The release in both languages, published by staff before its time."""
    publish(release)
    return {"en": release, "es": in_spanish(release)}


def places(pages, hub):
    """Every address where visitors or machines could come upon the release."""
    for code, news in (("en", "/en/news/"), ("es", "/es/noticias/")):
        yield code, f"/{code}/"
        yield code, news
        yield code, f"{news}feed.xml"
        yield code, search_path(code, q=WORD[code])
    for own in hub.get_translations(inclusive=True):
        yield own.locale.language_code, own.url
        yield own.locale.language_code, f"{own.url}news.xml"


def seen(client, pages, hub):
    """Where the release is found."""
    found = set()
    for code, path in places(pages, hub):
        text = client.get(path).content.decode().replace(f'value="{WORD[code]}', "")
        if pages[code].url in text:
            found.add(path)
    sitemap = client.get("/sitemap.xml").content.decode()
    found |= {f"sitemap {code}" for code, page in pages.items() if page.full_url in sitemap}
    for code, page in pages.items():
        if client.get(page.url).status_code == 200:
            found.add(page.url)
        # Under the other language's prefix: the 404 page offers the version that exists.
        other = {"en": "es", "es": "en"}[code]
        offer = client.get(page.url.replace(f"/{code}/", f"/{other}/", 1)).content.decode()
        if page.title in offer:
            found.add(f"offer {code}")
    return found


def assert_hidden(client, pages, hub):
    assert seen(client, pages, hub) == set()
    for page in pages.values():
        answer = client.get(page.url)
        assert answer.status_code == 404
        assert not any(other.title in answer.content.decode() for other in pages.values())


def flip():
    call_command("publish_scheduled", verbosity=0)


def test_nobody_sees_it_before_its_time_and_everybody_at_it(client, published, hub, lists, embargo, clock):
    flip()
    assert_hidden(client, published, hub)
    clock.move_to(embargo - dt.timedelta(seconds=1))
    flip()
    assert_hidden(client, published, hub)

    clock.move_to(embargo + dt.timedelta(seconds=1))
    flip()

    found = seen(client, published, hub)
    assert {path for _code, path in places(published, hub)} <= found
    assert {"sitemap en", "sitemap es", published["en"].url, published["es"].url} <= found


def test_both_languages_know_of_each_other_only_afterwards(client, published, embargo, clock):
    english, spanish = published["en"], published["es"]
    clock.move_to(embargo + dt.timedelta(seconds=1))
    flip()
    tree = read(client, english.url)

    assert head_links(tree, "alternate", "hreflang")["es"] == canonical(read(client, spanish.url))
    assert tree.xpath("//nav[contains(@class, 'languages')]//a/@href") == [spanish.url]


def test_translation_is_not_behind_because_both_went_public_later(client, published, embargo, clock):
    clock.move_to(embargo + dt.timedelta(seconds=1))
    flip()
    spanish = read(client, published["es"].url)

    assert versions_of(published["es"])["es"].state is State.TRANSLATED
    assert by_class(main(spanish), "notice") == []


@pytest.mark.slow
def test_translation_that_was_scheduled_before_the_source_changed_is_behind(staff, published, embargo, clock):
    release = published["en"]
    unschedule(staff, release)
    release = NewsPage.objects.get(pk=release.pk)
    staff.post(edit_url(release), form_of(release) | {"summary": "Changed.", "action-publish": "1"})
    TranslationSource.objects.get(object_id=release.translation_key).update_from_db()
    clock.move_to(embargo + dt.timedelta(seconds=1))
    flip()

    assert versions_of(release)["es"].state is State.OUTDATED


def test_it_is_dated_by_the_end_of_the_embargo(client, published, embargo, clock):
    clock.move_to(embargo + dt.timedelta(seconds=20))
    flip()
    for page in published.values():
        tree = read(client, page.url)
        (article,) = [item for item in graph(tree) if item["@type"] == "NewsArticle"]
        shown = main(tree).xpath(".//*[contains(@class, 'article-meta')]/time/@datetime")

        assert shown == [embargo.date().isoformat()]
        assert dt.datetime.fromisoformat(article["datePublished"]) == embargo
        assert dt.datetime.fromisoformat(article["dateModified"]) >= embargo


@pytest.mark.slow
def test_live_row_is_hidden_until_its_time_all_the_same(client, published, hub, embargo, clock):
    """By accident: nothing that staff can do leads there."""
    keys = [page.pk for page in published.values()]
    Page.objects.filter(pk__in=keys).update(live=True)
    assert_hidden(client, published, hub)
    NewsPage.objects.filter(pk__in=keys).update(go_live_at=None)
    assert [client.get(page.url).status_code for page in published.values()] == [404, 404]

    NewsPage.objects.filter(pk__in=keys).update(go_live_at=embargo)
    clock.move_to(embargo + dt.timedelta(seconds=1))
    assert {page.url for page in published.values()} <= seen(client, published, hub)


def test_live_page_with_a_newer_version_scheduled_stays_visible(client, hub):
    page = NewsFactory(title="Public for long")
    page.title, page.go_live_at = "Next week's version", timezone.now() + dt.timedelta(days=7)
    page.save_revision().publish()

    assert words(main(read(client, page.url)).find(".//h1")) == "Public for long"
    assert page.url in client.get("/en/news/").content.decode()


# --- However it is published ---


@pytest.fixture
def staff(site):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def form_of(page, **changes):
    """What the browser sends for a news page."""
    local = timezone.make_naive(page.embargo, NEW_YORK).strftime("%Y-%m-%d %H:%M") if page.embargo else ""
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "date": page.date.isoformat(),
            "kind": page.kind,
            "campaign": page.campaign_id or "",
            "embargo": local,
            "embargo_time_zone": page.embargo_time_zone,
            "image": "",
            "social_image": "",
            "body": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
            **changes,
        }
    )


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def publish_in_editor(staff, page):
    return staff.post(edit_url(page), form_of(page) | {"action-publish": "1"})


def approve_in_workflow(staff, page):
    page = page.specific
    page.save_revision()
    Workflow.objects.get(active=True).start(page, UserFactory())
    task = page.current_workflow_task_state
    path = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", task.pk])
    return staff.post(path, {"comment": ""})


def publish_in_bulk(staff, page):
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return staff.post(f"{path}?id={page.pk}&next=/admin/", {"include_descendants": ""})


def publish_old_revision(staff, page):
    """A revision from before there was an embargo, made current again."""
    first = page.revisions.order_by("pk").first()
    first.content = first.content | {"embargo": None, "go_live_at": None}
    first.save()
    path = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    assert staff.get(path).status_code == 200
    return staff.post(edit_url(page), form_of(page) | {"action-publish": "1", "revision": str(first.pk)})


def publish_what_was_saved_before(staff, page):
    """A revision that knows nothing of the embargo."""
    revision = page.revisions.order_by("-pk").first()
    revision.content = revision.content | {"embargo": None, "go_live_at": None}
    revision.save()
    return publish_in_bulk(staff, page)


PATHS = [
    publish_in_editor,
    approve_in_workflow,
    publish_in_bulk,
    publish_old_revision,
    publish_what_was_saved_before,
]


@pytest.mark.slow
@pytest.mark.parametrize("way", PATHS, ids=lambda way: way.__name__)
def test_whoever_publishes_it_schedules_it(client, staff, release, hub, embargo, clock, way):
    release.save_revision()
    assert way(staff, release).status_code == 302
    release.refresh_from_db()
    spanish = in_spanish(release)

    assert (release.live, release.approved_schedule) == (False, True)
    assert_hidden(client, {"en": release, "es": spanish}, hub)
    clock.move_to(embargo + dt.timedelta(seconds=1))
    flip()
    assert client.get(release.url).status_code == client.get(spanish.url).status_code == 200


@pytest.fixture
def draft(release):
    """The Spanish draft of a release that is scheduled in English."""
    publish(release)
    return in_spanish(release, publish=False)


@pytest.mark.slow
def test_translator_publishes_before_the_time(
    client, staff, release, draft, hub, embargo, clock, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(edit_url(draft), {"action": "publish"})
    draft.refresh_from_db()

    assert (draft.live, draft.approved_schedule) == (False, True)
    assert_hidden(client, {"en": release, "es": draft}, hub)
    clock.move_to(embargo + dt.timedelta(seconds=1))
    flip()
    assert client.get(draft.url).status_code == 200


@pytest.mark.slow
def test_submitting_moving_and_copying_show_nothing(client, staff, release, hub, embargo):
    publish(release)
    submit = reverse("wagtail_localize:submit_page_translation", args=[release.pk])
    spanish_locale = NewsIndexPage.objects.get(locale__language_code="es").locale
    assert staff.post(submit, {"locales": [spanish_locale.pk]}).status_code == 302
    spanish = NewsPage.objects.get(locale=spanish_locale, translation_key=release.translation_key)
    assert spanish.embargo == embargo
    copy = reverse("wagtailadmin_pages:copy", args=[release.pk])
    index = NewsIndexPage.objects.get(locale__language_code="en")
    form = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": index.pk, "publish_copies": "on"}
    assert staff.post(copy, form).status_code == 302
    release.move(index, pos="last-child")

    assert_hidden(client, {"en": release, "es": spanish}, hub)
    assert client.get("/en/news/a-copy/").status_code == 404
    assert NewsPage.objects.get(slug="a-copy").embargo == embargo


# --- Moving it ---


@pytest.mark.slow
@pytest.mark.parametrize("days", [-3, 3])
def test_moving_it_moves_it_in_all_languages(client, published, hub, embargo, clock, days):
    release, spanish = published["en"], published["es"]
    moved = embargo + dt.timedelta(days=days)
    release.embargo, release.go_live_at = moved, None
    publish(release)
    spanish.refresh_from_db()

    assert spanish.embargo == spanish.go_live_at == moved
    assert [revision.approved_go_live_at for revision in spanish.revisions.exclude(approved_go_live_at=None)] == [moved]
    assert spanish.get_latest_revision_as_object().embargo == moved
    assert spanish.latest_revision.content["date"] == moved.date().isoformat()
    clock.move_to(moved - dt.timedelta(seconds=1))
    flip()
    assert_hidden(client, published, hub)
    clock.move_to(moved + dt.timedelta(seconds=1))
    flip()
    assert client.get(release.url).status_code == client.get(spanish.url).status_code == 200
    assert NewsPage.objects.get(pk=spanish.pk).date == NewsPage.objects.get(pk=release.pk).date


@pytest.mark.slow
def test_draft_holds_translations_back_at_once_and_lets_none_go(published, staff, embargo):
    release, spanish = published["en"], published["es"]
    unschedule(staff, release)
    for days, expected in ((5, 5), (2, 5)):
        release = NewsPage.objects.get(pk=release.pk)
        release.embargo = embargo + dt.timedelta(days=days)
        staff.post(edit_url(release), form_of(release))
        spanish.refresh_from_db()

        assert spanish.embargo == embargo + dt.timedelta(days=expected)
    release = NewsPage.objects.get(pk=release.pk)
    staff.post(edit_url(release), form_of(release) | {"action-publish": "1"})
    spanish.refresh_from_db()
    assert spanish.embargo == embargo + dt.timedelta(days=2)


def unschedule(staff, page):
    revision = page.revisions.exclude(approved_go_live_at=None).get()
    path = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, revision.pk])
    assert staff.post(path).status_code == 302


@pytest.mark.slow
def test_lifting_it_lets_all_languages_go(client, published, staff, hub):
    release, spanish = published["en"], published["es"]
    unschedule(staff, release)
    release = NewsPage.objects.get(pk=release.pk)
    release.embargo = None
    assert staff.post(edit_url(release), form_of(release) | {"action-publish": "1"}).status_code == 302
    flip()

    assert client.get(release.url).status_code == client.get(spanish.url).status_code == 200
    assert {page.date for page in NewsPage.objects.filter(translation_key=release.translation_key)} == {
        timezone.localdate()
    }


def test_translation_published_from_an_old_snapshot_keeps_the_present_embargo(published, release, embargo):
    release.embargo, release.go_live_at = embargo + dt.timedelta(days=3), None
    publish(release)
    job = Translation.objects.get(source__object_id=release.translation_key)
    job.save_target(publish=False)
    spanish = job.get_target_instance()
    spanish.get_latest_revision().publish()
    spanish.refresh_from_db()

    assert (spanish.live, spanish.embargo) == (False, embargo + dt.timedelta(days=3))


def test_later_time_that_staff_have_set_stays(release, embargo):
    later = embargo + dt.timedelta(days=1)
    release.go_live_at = later
    publish(release)

    assert release.scheduled_revision.approved_go_live_at == later


@pytest.mark.slow
def test_page_that_was_written_in_spanish_carries_its_embargo_to_english(client, hub, embargo):
    spanish = NewsFactory(title=WORD["es"], code="es", embargo=embargo)
    english = translate(spanish, code="en", convert=lambda text: text.replace(WORD["es"], WORD["en"]))

    assert english.embargo == embargo
    assert_hidden(client, {"en": english, "es": spanish}, hub)


@pytest.mark.slow
def test_translation_of_a_translation_is_held_back_and_let_go_with_it(settings, published, embargo):
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]
    Locale.objects.create(language_code="fr")
    for page in NewsIndexPage.objects.get(locale__language_code="es").get_ancestors(inclusive=True).filter(depth__gt=1):
        page.specific.copy_for_translation(Locale.objects.get(language_code="fr"))
    french = translate(published["es"], code="fr")
    release = published["en"]
    for moment in (embargo + dt.timedelta(days=2), embargo - dt.timedelta(days=1)):
        release.embargo, release.go_live_at = moment, None
        publish(release)
        french.refresh_from_db()
        assert french.embargo == french.go_live_at == moment
        assert french.revisions.get(approved_go_live_at__isnull=False).approved_go_live_at == moment


# --- In the editor ---


def messages(response):
    return " ".join(response.content.decode().split())


def test_times_are_those_of_the_zone(staff, release):
    text = form_of(release) | {"embargo": "2061-07-28 09:30", "embargo_time_zone": "America/Los_Angeles"}
    assert staff.post(edit_url(release), text | {"action-publish": "1"}).status_code == 302
    release.refresh_from_db()

    assert release.embargo == dt.datetime(2061, 7, 28, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert release.date == dt.date(2061, 7, 28)
    assert 'value="2061-07-28 09:30"' in staff.get(edit_url(release)).content.decode()


def test_staff_read_until_when(staff, release, embargo):
    publish(release)
    index = reverse("wagtailadmin_explore", args=[release.get_parent().pk])
    day = f"{embargo:%B} {embargo.day}, {embargo.year}"

    for path in (edit_url(release), index):
        assert f"embargoed until {day}, 10:00" in staff.get(path).content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("code", ["en", "es"])
def test_public_text_cannot_get_an_embargo(staff, hub, embargo, code):
    """In whichever language it is public already."""
    page = NewsFactory(title="Out for long")
    spanish = translate(page)
    {"en": spanish, "es": page}[code].unpublish()
    page = NewsPage.objects.get(pk=page.pk)
    page.embargo = embargo
    response = staff.post(edit_url(page), form_of(page) | {"action-publish": "1"})
    language = {"en": "English", "es": "Spanish"}[code]

    assert f"This text is already public (in {language}). Unpublish it first, then set an embargo." in messages(
        response
    )
    assert NewsPage.objects.get(pk=page.pk).embargo is None


def test_moment_that_has_passed_is_refused(staff, release):
    response = staff.post(edit_url(release), form_of(release) | {"embargo": "2017-03-28 09:00"})

    assert "This moment has passed." in messages(response)


def test_page_cannot_expire_before_it_is_public(staff, release, embargo):
    expiry = (embargo - dt.timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    response = staff.post(edit_url(release), form_of(release) | {"expire_at": expiry})

    assert "The page is set to expire before the embargo ends." in messages(response)


def test_saving_without_a_change_changes_nothing(staff, release, embargo):
    staff.post(edit_url(release), form_of(release))
    release.refresh_from_db()

    assert (release.embargo, release.go_live_at) == (embargo, embargo)


@pytest.mark.slow
def test_after_its_time_the_page_is_edited_like_any_other(client, staff, published, embargo, clock):
    clock.move_to(embargo + dt.timedelta(seconds=1))
    flip()
    staff.force_login(UserFactory(is_superuser=True))  # the first session has ended meanwhile
    release = NewsPage.objects.get(pk=published["en"].pk)
    staff.post(edit_url(release), form_of(release) | {"title": "Corrected", "action-publish": "1"})
    assert words(main(read(client, release.url)).find(".//h1")) == "Corrected"


@pytest.mark.slow
def test_embargo_is_set_on_the_page_that_was_written_first(staff, published):
    spanish = published["es"]
    Translation.objects.filter(source__object_id=spanish.translation_key).update(enabled=False)
    text = staff.get(edit_url(spanish)).content.decode()

    assert "It is set on the page in English." in text
