"""Journalists find the press contact: for the campaign that they read about, in a language that they speak."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site as WagtailSite
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail_localize.models import StringSegment, Translation

from press.newsroom.enums import NewsKind
from press.newsroom.models import NewsroomPage, PressContact
from site_project.models import OrganizationSettings
from tests.factories import CampaignFactory, NewsFactory, PressContactFactory, UserFactory, publish, translate
from tests.reading import by_class, links, main, read, words


def make_hub():
    return CampaignFactory(title="Sanctuary", slug="sanctuary")


@pytest.fixture(scope="module")
def kept_hub(on_the_site):
    return on_the_site(make_hub)


@pytest.fixture
def hub(site, kept_hub):
    return kept_hub.anew()


@pytest.fixture
def desk(site):
    return PressContactFactory(name="Desk", languages=["en"], phone="212-555-0142")


@pytest.fixture
def organization(site):
    settings = OrganizationSettings.for_site(WagtailSite.objects.get(is_default_site=True))
    settings.press_contact_name, settings.press_contact_email = "The office", "office@example.org"
    settings.save()


def names(client, path):
    """The names of the contacts on a page, in order."""
    return [words(item.xpath(".//strong")) for item in main(read(client, path)).xpath("//*[@class='contacts']/li")]


def release(hub=None, **values):
    return NewsFactory(kind=NewsKind.PRESS_RELEASE, campaign=hub and hub.campaign, **values)


@pytest.mark.parametrize("kind", [NewsKind.PRESS_RELEASE, NewsKind.STATEMENT])
def test_release_names_the_contact_of_its_campaign(client, hub, desk, kind):
    PressContactFactory(name="Of Sanctuary", campaign=hub.campaign)
    PressContactFactory(name="Of another", campaign=CampaignFactory().campaign)

    assert names(client, NewsFactory(kind=kind, campaign=hub.campaign).url) == ["Of Sanctuary"]
    assert names(client, NewsFactory(kind=kind).url) == ["Desk"]


def test_campaign_without_a_contact_of_its_own_has_the_general_ones(client, hub, desk):
    assert names(client, release(hub).url) == ["Desk"]


def test_news_names_nobody_and_asks_for_nobody(client, hub, desk):
    page = NewsFactory(campaign=hub.campaign)
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        assert names(client, page.url) == []

    assert not any("presscontact" in query["sql"] for query in queries)


def test_contacts_cost_one_query(client, hub, desk):
    PressContactFactory(name="Of Sanctuary", campaign=hub.campaign)
    for path in (release(hub).url, "/en/press/", "/en/press/?campaign=sanctuary"):
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert sum("presscontact" in query["sql"] for query in queries) == 1


def test_those_who_speak_the_language_come_first(client, hub):
    PressContactFactory(name="Anglophone", languages=["en"])
    PressContactFactory(name="Both", languages=["es", "en"])
    PressContactFactory(name="Hispanophone", languages=["es"])
    PressContactFactory(name="Nobody said")
    page = release()

    assert names(client, page.url) == ["Anglophone", "Both", "Hispanophone", "Nobody said"]
    translate(NewsroomPage.objects.get(locale__language_code="en"))
    assert names(client, translate(page).url) == ["Both", "Hispanophone", "Anglophone", "Nobody said"]


def test_their_languages_are_said_in_the_language_of_the_visitor(client, hub):
    PressContactFactory(languages=["en", "es"])
    english = main(read(client, "/en/press/"))

    assert "Speaks English and Spanish" in words(by_class(english, "press-contact"))


def test_newsroom_names_the_general_contacts(client, hub, desk):
    PressContactFactory(name="Of Sanctuary", campaign=hub.campaign)

    assert names(client, "/en/press/") == ["Desk"]


def test_newsroom_filtered_by_a_campaign_names_its_contact_first(client, hub, desk):
    PressContactFactory(name="Of Sanctuary", campaign=hub.campaign)
    PressContactFactory(name="Of another", campaign=CampaignFactory().campaign)

    assert names(client, "/en/press/?campaign=sanctuary") == ["Of Sanctuary", "Desk"]
    assert names(client, "/en/press/?campaign=no-such") == ["Desk"]
    assert names(client, "/en/press/?campaign=%00") == ["Desk"]


def test_without_contacts_it_is_the_one_of_the_settings(client, hub, organization):
    for path in (release(hub).url, "/en/press/", "/es/prensa/"):
        assert names(client, path) == ["The office"]


def test_without_anybody_nothing_is_said(client, hub):
    assert by_class(main(read(client, release(hub).url)), "press-contact") == []


def test_contacts_of_a_newsroom_that_is_no_longer_public_are_not_shown(client, hub, desk, organization):
    page = release()
    NewsroomPage.objects.get(locale__language_code="en").unpublish()

    assert names(client, page.url) == ["The office"]


def test_number_can_be_dialled_and_the_name_is_left_alone(client, hub, desk):
    tree = main(read(client, "/en/press/"))

    assert links(tree)["212‑555‑0142"] == "tel:+12125550142"
    assert tree.xpath(".//strong[@translate='no']/text()") == ["Desk"]


# --- Translation ---


def newsroom(code="en"):
    return NewsroomPage.objects.get(locale__language_code=code)


@pytest.mark.slow
def test_role_is_translated_and_nothing_else(client, hub):
    contact = PressContactFactory(
        name="Elena", role="Press desk", phone="212-555-0142", languages=["en"], campaign=hub.campaign
    )
    translate(newsroom(), convert=lambda text: "Oficina de prensa" if text == "Press desk" else text)
    spanish = PressContact.objects.get(translation_key=contact.translation_key, locale__language_code="es")

    assert spanish.role == "Oficina de prensa"
    assert spanish.page == newsroom("es")
    for name in ("name", "email", "phone", "languages", "campaign"):
        assert getattr(spanish, name) == getattr(contact, name)
    paths = StringSegment.objects.filter(context__path__startswith="contacts").values_list("context__path", flat=True)
    assert [path.rpartition(".")[2] for path in paths] == ["role"]


@pytest.mark.slow
def test_contact_of_the_english_hub_is_that_of_the_spanish_one(client, hub):
    """The campaign that was chosen stands for all of its languages."""
    PressContactFactory(name="Of Sanctuary", campaign=hub.campaign)
    translate(newsroom())
    spanish_hub = translate(hub)
    page = translate(release(hub))

    assert names(client, page.url) == ["Of Sanctuary"]
    assert names(client, f"{newsroom('es').url}?campaign={spanish_hub.slug}") == ["Of Sanctuary"]


@pytest.mark.slow
def test_translation_follows_what_becomes_of_the_contacts(client, hub):
    stays, goes = PressContactFactory(name="Stays", role="Desk"), PressContactFactory(name="Goes")
    translate(newsroom())
    page = newsroom()
    page.contacts = [contact for contact in page.contacts.all() if contact.pk == stays.pk]
    page.contacts.add(PressContact(name="Comes", email="comes@example.org", locale=page.locale))
    publish(page)
    translate(newsroom())

    assert names(client, "/en/press/") == names(client, newsroom("es").url) == ["Stays", "Comes"]
    assert PressContact.objects.filter(translation_key=stays.translation_key).count() == 2
    assert not PressContact.objects.filter(translation_key=goes.translation_key).exists()


# --- In the editor ---


@pytest.fixture
def staff(site):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def save(staff, page, *contacts, languages=(), **changes):
    """Post the edit form. `languages`: those of the first contact."""
    form = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "social_image": "",
        "body": streamfield([]),
        "contacts": inline_formset(contacts, initial=sum("id" in contact for contact in contacts)),
        "comments": inline_formset([]),
        **changes,
    }
    data = nested_form_data(form) | {"contacts-0-languages": languages}
    return staff.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


def contact(name, **values):
    return {"name": name, "role": "", "email": "", "phone": "", "campaign": "", "id": "", **values}


def test_staff_add_contacts_to_the_newsroom(client, staff, hub):
    response = save(
        staff,
        newsroom(),
        contact("Elena", email="elena@example.org"),
        contact("Tomás", phone="212-555-0142", campaign=str(hub.campaign_id)),
        languages=["en", "es"],
        **{"action-publish": "1"},
    )

    assert response.status_code == 302
    assert names(client, "/en/press/?campaign=sanctuary") == ["Tomás", "Elena"]
    assert newsroom().contacts.first().languages == ["en", "es"]


def test_contact_whom_nobody_can_reach_is_refused(staff, site):
    response = save(staff, newsroom(), contact("Elena"), **{"action-publish": "1"})

    assert "Give an email address or a phone number." in response.content.decode()
    assert not PressContact.objects.exists()
    with pytest.raises(ValidationError):
        PressContact(name="Elena").clean()


def test_preview_shows_contacts_that_are_not_saved_yet(site):
    page = newsroom()
    page.contacts.add(PressContact(name="Not saved", email="new@example.org", locale=page.locale))

    assert "Not saved" in page.make_preview_request().render().content.decode()


@pytest.mark.slow
def test_editor_of_the_translation_opens(staff, hub):
    PressContactFactory(name="Elena", role="Press desk", campaign=hub.campaign)
    spanish = translate(newsroom())

    assert Translation.objects.filter(source__object_id=spanish.translation_key).exists()
    assert staff.get(reverse("wagtailadmin_pages:edit", args=[spanish.pk])).status_code == 200
