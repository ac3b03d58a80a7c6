"""A campaign is one record whatever the languages: it comes with its hub, and what belongs to it is filed under it."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, ReferenceIndex
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from campaigns.models import CampaignPage
from press.models import Clipping, ClippingCampaign
from press.newsroom.models import NewsPage
from site_project.models import Campaign
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    EventFactory,
    NewsFactory,
    OutletFactory,
    PressContactFactory,
    UserFactory,
    publish,
    translate,
)
from tests.reading import links, main, read


def make_hub():
    return CampaignFactory(title="Sanctuary", slug="sanctuary")


@pytest.fixture(scope="module")
def kept_hub(on_the_site):
    return on_the_site(make_hub)


@pytest.fixture
def hub(site, kept_hub):
    return kept_hub.anew()


@pytest.fixture
def staff(site):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    return client


def choices(html, name="campaign"):
    """The labels of a select."""
    return [option.text for option in html.xpath(f"//select[@name='{name}']/option")][1:]


# --- The record and its hubs ---


def test_it_is_made_with_its_hub_and_shared_by_its_languages(hub):
    spanish = translate(hub)

    assert Campaign.objects.get() == hub.campaign == spanish.campaign
    assert set(hub.campaign.hubs.all()) == {hub, spanish}


def test_a_hub_in_draft_has_one_too(site):
    assert CampaignFactory(live=False).campaign


def test_a_copy_of_a_hub_is_another_campaign_in_all_its_revisions(hub):
    hub.title = "A draft"
    hub.save_revision()
    copy = hub.copy(update_attrs={"slug": "copy", "title": "Copy"}, copy_revisions=True)
    ClippingFactory(campaign=hub.campaign)

    assert copy.campaign != hub.campaign
    assert {revision.as_object().campaign for revision in copy.revisions.all()} == {copy.campaign}
    publish(copy.get_latest_revision().as_object())
    assert CampaignPage.objects.get(pk=copy.pk).campaign == copy.campaign
    copy.campaign.hubs.get()


def test_revisions_of_a_copy_stay_readable_when_the_first_hub_goes(staff, hub):
    hub.save_revision()
    copy = hub.copy(update_attrs={"slug": "copy"}, copy_revisions=True)
    CampaignPage.objects.get(pk=hub.pk).delete()

    assert staff.get(reverse("wagtailadmin_pages:edit", args=[copy.pk])).status_code == 200
    assert Campaign.objects.get() == copy.campaign


def test_a_hub_copied_for_translation_shares_it(hub):
    hub.get_parent().specific.copy_for_translation(
        Locale.objects.get_or_create(language_code="fr")[0], copy_parents=True
    )
    assert hub.copy_for_translation(Locale.objects.get(language_code="fr")).campaign == hub.campaign


def test_saying_its_name(hub):
    spanish = translate(hub)
    campaign = Campaign.objects.get()

    assert str(campaign) == "Sanctuary"
    with translation.override("es"):
        assert str(campaign) == spanish.title
    CampaignPage.objects.get(pk=spanish.pk).delete()
    with translation.override("es"):
        assert str(campaign) == "Sanctuary"


def test_nobody_is_given_a_permission_for_it(site):
    assert not Permission.objects.filter(
        content_type__app_label="site_project", content_type__model="campaign"
    ).exists()


# --- Filing by hand ---


def edit_clipping(staff, clipping, *campaigns):
    form = {name: getattr(clipping, name) for name in ("headline", "date", "kind", "language", "url")}
    form |= {"outlet": clipping.outlet_id, "author": "", "archive_url": "", "quote": "", "gloss": "", "note": ""}
    rows = [{"campaign": pk, "id": "", "ORDER": place} for place, pk in enumerate(campaigns, 1)]
    data = nested_form_data({**form, "campaign_links": inline_formset(rows), "action-publish": "1"})
    return staff.post(reverse("wagtailsnippets_press_clipping:edit", args=[clipping.pk]), data)


def test_staff_file_a_clipping_under_a_hub_that_is_still_a_draft(client, staff, site):
    hub = CampaignFactory(title="Soon", live=False)
    clipping = ClippingFactory(headline="Early story")
    edit = staff.get(reverse("wagtailsnippets_press_clipping:edit", args=[clipping.pk]))

    assert "Soon (draft)" in edit.text
    assert edit_clipping(staff, clipping, hub.campaign_id).status_code == 302
    publish(hub)
    assert "Early story" in client.get(f"{hub.url}feed.xml").text


def test_a_campaign_that_is_chosen_twice_counts_once(staff, hub):
    clipping = ClippingFactory()

    assert edit_clipping(staff, clipping, hub.campaign_id, hub.campaign_id).status_code == 302
    assert clipping.campaign_links.get().campaign == hub.campaign


@pytest.mark.parametrize("value", ["0", "x", "99999999999999999999"])
def test_a_campaign_that_does_not_exist_is_refused(staff, hub, value):
    answer = edit_clipping(staff, ClippingFactory(), value)

    assert answer.status_code == 200 and "Select a valid choice" in answer.text
    assert not ClippingCampaign.objects.exists()


@pytest.mark.parametrize("factory", [NewsFactory, EventFactory])
def test_lists_to_choose_from_name_each_campaign_once_in_the_language_of_staff(staff, hub, factory):
    translate(hub)
    CampaignFactory(title="Sanctuary", slug="another")
    edit = reverse("wagtailadmin_pages:edit", args=[factory().pk])

    assert choices(read(staff, edit)) == ["Sanctuary (another)", "Sanctuary (sanctuary)"]
    user = UserFactory(is_superuser=True)
    UserProfile.objects.create(user=user, preferred_language="es")
    staff.force_login(user)
    assert choices(read(staff, edit)) == ["Sanctuary", "Sanctuary (traducido)"]


def test_the_clippings_filter_and_the_glosses_name_them_the_same_way(staff, hub):
    translate(hub)
    CampaignFactory(title="Janus", live=False)

    for url in ("/admin/snippets/press/clipping/", "/admin/press/glosses/", "/admin/press/imports/add/"):
        assert choices(read(staff, url)) == ["Janus (draft)", "Sanctuary"], url


def test_rows_cost_no_queries_of_their_own(staff, site):
    hubs = [CampaignFactory() for _ in range(4)]
    few, many = ClippingFactory(campaign=hubs[0].campaign), ClippingFactory()
    many.campaign_links = [ClippingCampaign(campaign=hub.campaign) for hub in hubs]
    many.save()

    def cost(clipping):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            staff.get(reverse("wagtailsnippets_press_clipping:edit", args=[clipping.pk]))
        return len([query for query in queries if '"site_project_campaign"' in query["sql"]])

    cost(few)
    assert cost(few) == cost(many) == 1


def test_staff_choose_a_campaign_in_a_press_list(client, staff, hub):
    other = CampaignFactory(title="Janus", slug="janus")
    ClippingFactory(headline="Unions After Janus", campaign=other.campaign)
    edit = reverse("wagtailadmin_pages:edit", args=[hub.pk])
    html = staff.get(edit).text
    assert "Janus" in html
    press_list = {
        "heading": "Coverage",
        "introduction": "",
        "mode": "automatic",
        "campaign": str(other.campaign_id),
        "picked": streamfield([]),
        "limit": "5",
        "group_by": "day",
        "link_label": "More",
        "languages": streamfield([]),
        "outlets": streamfield([]),
        "from_date": "",
        "to_date": "",
    }
    fields = {name: getattr(hub, name) for name in ("title", "slug", "summary", "status", "accent")}
    form = {
        **fields,
        "hashtag": "",
        "action_label": "",
        "introduction": "null",
        "image": "",
        "image_alt": "",
        "social_image": "",
        "key_facts": streamfield([]),
        "body": streamfield([("press_list", press_list)]),
        "comments": inline_formset([]),
        "action-publish": "1",
    }
    answer = staff.post(edit, nested_form_data(form))

    assert answer.status_code == 302, answer.context["form"].errors
    page = main(read(client, hub.url))
    assert "Unions After Janus" in page.text_content()
    assert links(page)["More"] == "/en/press/?campaign=janus"
    assert ReferenceIndex.get_references_to(other.campaign).filter(object_id=str(hub.pk)).exists()
    # In another language it is the same campaign, under its slug there.
    spanish_other, spanish = translate(other), translate(CampaignPage.objects.get(pk=hub.pk))
    assert f"/es/prensa/?campaign={spanish_other.slug}" in links(main(read(client, spanish.url))).values()
    # A list of a campaign that is gone is one of the page's own.
    ClippingFactory(headline="Cities Defy", campaign=hub.campaign)
    for page in (other, spanish_other):
        CampaignPage.objects.get(pk=page.pk).delete()
    assert "Cities Defy" in main(read(client, hub.url)).text_content()


def test_translations_are_filed_under_the_campaign_of_their_source(hub):
    news = NewsFactory(campaign=hub.campaign)
    spanish = translate(news)
    assert spanish.campaign == hub.campaign

    other = CampaignFactory()
    news = NewsPage.objects.get(pk=news.pk)
    news.campaign = other.campaign
    publish(news)
    assert translate(news).campaign == other.campaign


def test_contacts_and_clippings_of_a_campaign_say_so_in_their_forms(staff, hub):
    contact = PressContactFactory(campaign=hub.campaign)
    edit = read(staff, reverse("wagtailadmin_pages:edit", args=[contact.page_id]))
    chosen = edit.xpath("//select[@name='contacts-0-campaign']/option[@selected]")

    assert [option.text for option in chosen] == ["Sanctuary"]
    assert OutletFactory() and Clipping.objects.count() == 0
