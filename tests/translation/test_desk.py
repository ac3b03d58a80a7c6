"""The translators' desk: publishing makes the tasks, and every task is in one list, in its true state."""

import datetime as dt
import uuid

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation, TranslatableObject, Translation, TranslationSource

from campaigns.models import EventIndexPage
from home.models import HomePage, Navigation, StandardPage
from site_project.i18n.translations import State, versions_of
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    EventFactory,
    NewsFactory,
    StandardPageFactory,
    UserFactory,
    publish,
    translate,
)
from tests.reading import by_class, parse, words
from tests.translation.helpers import localize_url, messages_of
from translation.models import Published

pytestmark = pytest.mark.deep(postgres=True)

DESK = "/admin/translations/"
ACT = "/admin/translations/act/"


@pytest.fixture
def translator(site):
    return UserFactory(username="marta", first_name="Marta", last_name="Ruiz", group="Translators: Spanish")


@pytest.fixture
def desk(translator):
    """A browser in which a translator has signed in."""
    return browser_of(translator)


def browser_of(user):
    browser = Client()
    browser.force_login(user)
    return browser


def task_of(instance, code="es"):
    return Published.objects.tasks().get(
        translation__source__object_id=instance.translation_key, translation__target_locale__language_code=code
    )


def titles(browser, query=""):
    tree = parse(browser.get(DESK + query))
    return [words(cell) for cell in tree.xpath("//div[@id='listing-results']//div[@class='title-wrapper']")]


def headline(browser, query=""):
    return words(parse(browser.get(DESK + query)).xpath("//p[@class='w-h2']"))


class TestTasks:
    """Publishing makes them."""

    def test_a_page_that_is_published_is_a_task_and_nothing_else(self, site):
        page = StandardPageFactory(title="Five words make a title", summary="Two words.")
        task = task_of(page)

        assert (task.state, task.behind, task.words) == (State.MISSING, 2, 7)
        assert timezone.now() - dt.timedelta(minutes=5) < task.since <= timezone.now()
        assert task.target_id is None
        assert not page.get_translations().exists()

    def test_the_same_again_makes_no_other(self, site):
        page = StandardPageFactory()
        since = task_of(page).since
        publish(page)

        assert task_of(page).since == since
        assert Translation.objects.filter(source__object_id=page.translation_key).count() == 1

    def test_a_draft_is_none(self, site):
        StandardPageFactory(live=False)

        assert not Published.objects.tasks().to_do().exists()

    def test_a_page_that_is_no_longer_public_is_none(self, site):
        page = StandardPageFactory()
        page.unpublish()

        assert not Published.objects.tasks().to_do().exists()

    def test_a_page_that_code_makes_live_is_one(self, site):
        page = StandardPage(title="By code", slug="by-code", locale=site.homes["en"].locale)
        HomePage.objects.get(pk=site.homes["en"].pk).add_child(instance=page)

        assert task_of(page).state == State.MISSING

    def test_a_menu_is_one(self, site):
        menu = Navigation.objects.create(
            name="Main menu", locale=site.homes["en"].locale, live=False, items=[{"type": "link", "value": link()}]
        )
        assert not Published.objects.tasks().to_do().exists()
        publish(menu)

        assert task_of(menu).words == 2

    def test_what_has_a_desk_of_its_own_is_none(self, site):
        ClippingFactory(gloss="A gloss.")

        assert not Published.objects.tasks().to_do().exists()

    def test_an_original_in_spanish_is_one_into_english(self, site):
        page = StandardPageFactory(code="es")

        assert task_of(page, "en").state == State.MISSING

    def test_a_translation_is_none(self, site):
        translate(StandardPageFactory())

        assert not Published.objects.tasks().to_do().exists()

    def test_a_copy_is_one_of_its_own(self, site):
        page = StandardPageFactory()
        translate(page)
        copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"})

        assert task_of(copy).state == State.MISSING

    def test_a_fault_never_stops_the_original(self, site, monkeypatch, caplog):
        monkeypatch.setattr("translation.snapshot.take", lambda *_arguments: 1 / 0)
        page = StandardPageFactory()

        assert page.live
        assert "The tasks of" in caplog.text
        assert not TranslationSource.objects.filter(object_id=page.translation_key).exists()


def link():
    return {"label": "Support us", "page": None, "url": "https://example.org/"}


class TestStates:
    """The same as visitors are told."""

    def test_from_new_to_up_to_date_and_behind(self, site, clock):
        page = StandardPageFactory(title="A title", summary="Two words.")
        spanish = translate(page)
        task = task_of(page)
        assert (task.state, task.behind, task.words, task.since) == (State.TRANSLATED, 0, 0, None)

        clock.shift(dt.timedelta(days=1))
        page.summary = "Three other words."
        publish(page)
        task = task_of(page)
        assert (task.state, task.behind, task.words) == (State.OUTDATED, 1, 3)
        assert versions_of(spanish)["es"].state is State.OUTDATED
        assert task.since.date() == timezone.now().date()

    def test_a_new_text_makes_it_partial(self, site):
        page = StandardPageFactory(summary="")
        spanish = translate(page)
        page.summary = "Now there is one."
        publish(page)

        assert task_of(page).state == State.PARTIAL == versions_of(spanish)["es"].state

    def test_a_page_that_is_edited_by_hand_is_behind_when_its_original_is_newer(self, site, clock):
        page = StandardPageFactory()
        spanish = translate(page)
        Translation.objects.filter(source__object_id=page.translation_key).update(enabled=False)
        assert task_of(page).state == State.TRANSLATED == versions_of(spanish)["es"].state

        clock.shift(dt.timedelta(hours=1))
        publish(page)
        assert task_of(page).state == State.OUTDATED == versions_of(spanish)["es"].state

    def test_a_translation_that_was_deleted_is_new_again(self, site):
        page = StandardPageFactory(title="A title", summary="Two words.")
        translate(page).delete()

        task = task_of(page)
        assert (task.state, task.behind, task.words) == (State.MISSING, 2, 4)

    def test_figures_are_no_words(self, site):
        page = StandardPageFactory(title="Title", summary="30 – 78.06% of 12 votes")

        assert task_of(page).words == 3


class TestList:
    def test_the_worst_comes_first_then_the_oldest(self, site, desk, clock):
        partial, behind = StandardPageFactory(title="Partial", summary=""), StandardPageFactory(title="Behind")
        for page in (partial, behind):
            translate(page)
            page.summary = "Another one."
            publish(page)
        StandardPageFactory(title="New and older")
        clock.shift(dt.timedelta(hours=1))
        StandardPageFactory(title="New")
        translate(StandardPageFactory(title="Done"))

        assert titles(desk) == ["New and older", "New", "Behind", "Partial"]
        assert headline(desk) == "2 behind, 2 new, 18 words"

    def test_titles_say_their_language_in_sentences_too(self, site, desk):
        StandardPageFactory(title="About us")
        (results,) = parse(desk.get(DESK, headers={"accept-language": "es"})).xpath("//div[@id='listing-results']")
        assert not results.xpath(".//@*[contains(., 'About us')]")
        said = results.xpath(".//*[text()[contains(., 'About us')]]")
        assert [element.get("lang") for element in said] == ["en"] * 3  # the title, and two buttons

    def test_nothing_to_do(self, site, desk):
        response = desk.get(DESK)
        assert response.status_code == 200
        assert "Everything is translated." in response.text

    def test_filters(self, site, desk, translator):
        event, news = EventFactory(title="Rally"), NewsFactory(title="A release")
        done = StandardPageFactory(title="Finished")
        translate(done)
        NewsFactory(title="Una noticia", code="es")
        Published.objects.filter(pk=task_of(event).pk).update(assignee=translator)
        kind = ContentType.objects.get_for_model(type(news)).pk

        assert titles(desk, "?state=translated") == ["Home", "Campaigns", "Events", "News", "Press", "Finished"]
        assert set(titles(desk, "?state=missing")) == {"Rally", "A release"}
        assert set(titles(desk, "?state=missing&language=all")) == {"Rally", "A release", "Una noticia"}
        assert set(titles(desk, f"?kind={kind}&language=all")) == {"A release", "Una noticia"}
        assert titles(desk, "?language=en") == ["Una noticia"]
        assert titles(desk, "?who=me") == titles(desk, f"?who={translator.pk}") == ["Rally"]
        assert set(titles(desk, "?who=nobody")) == {"A release"}
        assert titles(desk, "?q=rall") == ["Rally"]
        assert titles(desk, "?state=partial") == []
        assert "Finished" in titles(desk, "?state=all")

    @pytest.mark.parametrize(
        "query",
        ["?state=x&kind=x&who=x&language=x&campaign=x&p=x", "?q=%00", "?campaign=99999999999999999999", "?p=99"],
    )
    def test_what_makes_no_sense_harms_nobody(self, site, desk, query):
        StandardPageFactory()
        assert desk.get(DESK + query).status_code == 200

    def test_everybody_who_may_enter_the_admin_may_look_and_no_more(self, site):
        StandardPageFactory(title="A page")
        browser = browser_of(UserFactory(group="Editors"))

        assert titles(browser) == ["A page"]
        assert 'name="start"' not in browser.get(DESK).text

    def test_visitors_may_not(self, site, client):
        assert client.get(DESK).status_code == 302

    def test_it_speaks_spanish(self, site, desk, translator):
        StandardPageFactory(title="A title", summary="Two words.")
        UserProfile.objects.create(user=translator, preferred_language="es")

        assert headline(desk) == "1 nueva, 4 palabras"

    @pytest.mark.slow
    def test_a_thousand_cost_no_more_than_one(self, site, desk):
        StandardPageFactory()
        before = cost(desk)
        make_tasks(1000, site.homes["en"])

        assert "1001 new" in headline(desk)
        assert cost(desk) == before == 18  # eight of them for the session, rights and the frame of the admin

    def test_the_report_of_wagtail_localize_leads_here(self, site, desk):
        for name in ("translations_report", "translations_report_results"):
            assert desk.get(localize_url(name)).url == DESK
        assert localize_url("translations_report") not in desk.get("/admin/reports/locked/").text


def cost(browser):
    browser.get(DESK)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(DESK).status_code == 200
    return len(queries)


def make_tasks(count, parent):
    """Tasks for as many pages, without their texts."""
    page_type, english = ContentType.objects.get_for_model(StandardPage), parent.locale
    spanish = Locale.objects.get(language_code="es")
    keys = [uuid.uuid4() for _number in range(count)]
    Page.objects.bulk_create(
        Page(
            title=f"Page {number}",
            slug=f"bulk-{number}",
            path=f"{parent.path}9{number:03d}",
            depth=parent.depth + 1,
            content_type=page_type,
            locale=english,
            translation_key=key,
        )
        for number, key in enumerate(keys)
    )
    base = ContentType.objects.get_for_model(Page)
    TranslatableObject.objects.bulk_create(TranslatableObject(translation_key=key, content_type=base) for key in keys)
    sources = TranslationSource.objects.bulk_create(
        TranslationSource(
            object_id=key,
            specific_content_type=page_type,
            locale=english,
            object_repr=f"Page {number}",
            content_json="{}",
            last_updated_at=timezone.now(),
        )
        for number, key in enumerate(keys)
    )
    translations = Translation.objects.bulk_create(
        Translation(source=source, target_locale=spanish, enabled=False) for source in sources
    )
    Published.objects.bulk_create(
        Published(translation=translation, behind=5, untranslated=5, words=40, since=timezone.now())
        for translation in translations
    )


class TestStart:
    def test_one_click_makes_the_draft_and_leads_to_its_editor(self, site, desk, translator):
        page = StandardPageFactory()
        response = desk.post(ACT, {"start": task_of(page).pk})

        spanish = page.get_translations().get()
        assert response.url == reverse("wagtailadmin_pages:edit", args=[spanish.pk])
        assert (spanish.live, spanish.alias_of_id) == (False, None)
        assert desk.get(response.url).status_code == 200
        task = task_of(page)
        assert (task.state, task.assignee) == (State.MISSING, translator)
        assert titles(desk) == [page.title]
        assert f'href="{response.url}"' in desk.get(DESK).text

    def test_the_pages_above_become_drafts_and_no_aliases(self, site, desk):
        above = StandardPageFactory()
        below = StandardPageFactory(parent=StandardPageFactory(parent=above))
        desk.post(ACT, {"start": task_of(below).pk})

        made = Page.objects.filter(locale__language_code="es", translation_key__in=[above.translation_key])
        assert [(page.live, page.alias_of_id) for page in made] == [(False, None)]
        assert below.get_translations().get().get_ancestors().filter(alias_of__isnull=False).count() == 0
        assert Translation.objects.get(source__object_id=above.translation_key).enabled

    def test_a_menu_starts_too(self, site, desk):
        menu = publish(Navigation.objects.create(name="Main menu", locale=site.homes["en"].locale, live=False))
        response = desk.post(ACT, {"start": task_of(menu).pk})

        spanish = menu.get_translations().get()
        assert not spanish.live
        assert response.url == reverse(Navigation.snippet_viewset.get_url_name("edit"), args=[spanish.pk])

    def test_what_is_translated_and_published_leaves_the_list(self, site, desk):
        page = StandardPageFactory()
        editor = desk.post(ACT, {"start": task_of(page).pk}).url
        translation = Translation.objects.get(source__object_id=page.translation_key)
        for segment in translation.source.stringsegment_set.all():
            StringTranslation.objects.create(
                translation_of=segment.string, context=segment.context, locale=translation.target_locale, data="Texto"
            )
        desk.post(editor, {"action": "publish"})

        assert titles(desk) == []
        task = task_of(page)
        assert (task.state, task.assignee) == (State.TRANSLATED, None)

    def test_one_that_somebody_else_started_meanwhile_opens(self, site, desk):
        page = StandardPageFactory()
        other = browser_of(UserFactory(username="jose", group="Translators: Spanish"))
        first = other.post(ACT, {"start": task_of(page).pk}).url

        assert desk.post(ACT, {"start": task_of(page).pk}).url == first
        assert task_of(page).assignee.username == "jose"

    @pytest.mark.parametrize("group", ["Editors", None])
    def test_other_languages_are_refused(self, site, group):
        page = StandardPageFactory()
        user = UserFactory(group=group) if group else UserFactory(group="Translators: Spanish")
        if group is None:
            page = StandardPageFactory(code="es")
        code = "es" if group else "en"
        response = browser_of(user).post(ACT, {"start": task_of(page, code).pk})

        assert "may translate" in messages_of(response)[0]
        assert not page.get_translations().exists()

    @pytest.mark.parametrize("data", [{}, {"start": ""}, {"start": "x"}, {"take": "999999"}, {"start_campaign": "-1"}])
    def test_nonsense_gets_an_answer(self, site, desk, data):
        response = desk.post(ACT, data)
        assert response.status_code == 302
        assert messages_of(response)

    def test_the_editor_of_translations_may_be_opened_by_nobody_else(self, site, client):
        assert client.post(ACT, {"start": 1}).status_code == 302
        assert not Page.objects.filter(locale__language_code="es", live=False).exists()


class TestWhoHasIt:
    def test_take_release_and_take_over(self, site, desk, translator):
        page = StandardPageFactory()
        task = task_of(page)
        desk.post(ACT, {"take": task.pk})
        assert task_of(page).assignee == translator

        other = UserFactory(group="Translators: Spanish")
        browser = browser_of(other)
        assert "Marta Ruiz" in browser.get(DESK).text
        browser.post(ACT, {"release": task.pk})
        assert task_of(page).assignee == translator  # not theirs to give away
        browser.post(ACT, {"take": task.pk})
        assert task_of(page).assignee == other
        browser.post(ACT, {"release": task.pk})
        assert task_of(page).assignee is None

    def test_back_to_the_same_place(self, site, desk):
        task = task_of(StandardPageFactory())
        assert desk.post(ACT, {"take": task.pk, "next": f"{DESK}?state=missing"}).url == f"{DESK}?state=missing"
        assert desk.post(ACT, {"take": task.pk, "next": "https://example.org/"}).url == DESK


class TestCampaigns:
    @pytest.fixture
    def hub(self, site):
        hub = CampaignFactory(title="Sanctuary", summary="")
        EventFactory(title="Rally", summary="", campaign=hub.campaign, place_name="")
        NewsFactory(title="Release", summary="", campaign=hub.campaign)
        NewsFactory(title="Elsewhere")
        return hub

    def test_hub_events_and_news_are_one_parcel_with_its_own_sum(self, hub, desk):
        query = f"?campaign={hub.campaign.pk}"
        assert set(titles(desk, query)) == {"Sanctuary", "Rally", "Release"}
        assert headline(desk, query) == "3 new, 3 words"
        assert (
            words(parse(desk.get(DESK)).xpath("//ul[@aria-labelledby='desk-campaigns']")) == "Sanctuary: 3 new, 3 words"
        )

    def test_a_parcel_leads_to_what_it_counts(self, hub, desk):
        parcels = desk.get(f"{DESK}?language=all").context["parcels"]
        assert [parcel.url for parcel in parcels] == [f"{DESK}?campaign={hub.campaign.pk}&language=all"]
        assert [parcel.url for parcel in desk.get(DESK).context["parcels"]] == [f"{DESK}?campaign={hub.campaign.pk}"]

    def test_nothing_left_of_it(self, hub, desk):
        done = CampaignFactory()
        translate(done)
        response = desk.get(f"{DESK}?campaign={done.campaign.pk}")
        assert "Everything is translated." in response.text
        assert "Nothing matches." in desk.get(f"{DESK}?campaign={done.campaign.pk}&state=partial").text

    def test_all_of_it_starts_at_once(self, hub, desk):
        desk.post(ACT, {"start_campaign": hub.campaign.pk})

        drafts = Page.objects.filter(locale__language_code="es", live=False, alias_of=None)
        assert set(drafts.values_list("title", flat=True)) == {"Sanctuary", "Rally", "Release"}
        assert 'name="start_campaign"' not in desk.get(f"{DESK}?campaign={hub.campaign.pk}").text

    def test_an_editor_of_english_may_not(self, hub):
        browser = browser_of(UserFactory(group="Editors"))
        assert 'name="start_campaign"' not in browser.get(f"{DESK}?campaign={hub.campaign.pk}").text
        browser.post(ACT, {"start_campaign": hub.campaign.pk})
        assert not hub.get_translations().exists()


def rows_of(tree):
    return tree.xpath("//tr[.//div[@class='title-wrapper']]")


class TestElsewhere:
    """The home screen, the explorer and the editors say the same."""

    def test_the_home_screen_of_a_translator(self, site, desk):
        page = StandardPageFactory(title="A title", summary="Two words.")
        tree = parse(desk.get("/admin/"))
        panel = tree.get_element_by_id("translation-desk-section")
        assert "1 new, 4 words" in words(panel)
        assert panel.xpath(".//button[@name='start']/@value") == [str(task_of(page).pk)]

    def test_the_home_screen_of_others(self, site):
        StandardPageFactory()
        assert "translation-desk" not in browser_of(UserFactory(group="Editors")).get("/admin/").text

    def test_the_explorer(self, site):
        behind = StandardPageFactory(title="Behind")
        translate(behind)
        behind.summary = "Another."
        publish(behind)
        StandardPageFactory(title="New")
        browser = browser_of(UserFactory(group="Publishers"))
        tree = parse(browser.get(reverse("wagtailadmin_explore", args=[behind.get_parent().pk])))
        found = {words(row.xpath(".//div[@class='title-wrapper']")): by_class(row, "w-status") for row in rows_of(tree)}
        said = {title.split()[0]: [words(status) for status in statuses] for title, statuses in found.items()}
        assert "Español: Behind" in said["Behind"]
        assert "Español: New" in said["New"]

        spanish = EventIndexPage.objects.get(locale__language_code="es").get_parent()
        tree = parse(browser.get(reverse("wagtailadmin_explore", args=[spanish.pk])))
        statuses = [words(status) for row in rows_of(tree) for status in by_class(row, "w-status")]
        assert "Behind" in statuses and "Up to date" in statuses

    def test_the_explorer_costs_the_same_for_more_pages(self, site):
        page = StandardPageFactory()
        browser = browser_of(UserFactory(is_superuser=True))
        url = reverse("wagtailadmin_explore", args=[page.get_parent().pk])

        def queries():
            browser.get(url)
            with CaptureQueriesContext(connection) as captured:
                assert browser.get(url).status_code == 200
            return len([query for query in captured if "translation_published" in query["sql"]])

        before = queries()
        for _number in range(5):
            StandardPageFactory()
        assert queries() == before

    def test_the_editor_of_the_original(self, site):
        page = StandardPageFactory()
        translate(page)
        page.summary = "Another."
        publish(page)
        browser = browser_of(UserFactory(group="Publishers"))
        text = words(parse(browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))))
        assert "Español: behind, 1 text" in text

    def test_the_editor_of_a_menu(self, site):
        menu = publish(
            Navigation.objects.create(
                name="Main menu", locale=site.homes["en"].locale, live=False, items=[("link", link())]
            )
        )
        browser = browser_of(UserFactory(group="Publishers"))
        response = browser.get(reverse(Navigation.snippet_viewset.get_url_name("edit"), args=[menu.pk]))
        assert "Español : new" in words(parse(response)).replace("Español:", "Español :")
