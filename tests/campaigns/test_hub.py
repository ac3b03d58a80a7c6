"""The hub of a campaign: its hero, its sections, its main button, and lists of hubs."""

import pytest
from django.utils import translation
from wagtail.models import PageViewRestriction

from campaigns.blocks import CampaignTeaserBlock
from campaigns.enums import CampaignStatus
from campaigns.models import CampaignPage
from home.models import HomePage, StandardPage
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    DocumentFactory,
    EventFactory,
    StandardPageFactory,
    publish,
    translate,
)
from tests.reading import by_class, links, main, read, said, words

CALL = ("call", {"title": "Call", "phone": "212-555-0142", "script": "Hello.", "button_label": "Call now"})


def actions(heading="Take action"):
    return ("actions", {"heading": heading, "items": [CALL]})


def quote(text="We opened the door."):
    return ("quote", {"text": text})


def follow(heading):
    return ("timeline", {"heading": heading, "items": [{"date": "2017-03-27", "title": "It begins"}]})


def button(client, hub):
    """Label and address of the hero's button; None without one."""
    (hero,) = by_class(main(read(client, hub.url)), "hero")
    found = links(hero)
    return next(iter((label, url) for label, url in found.items() if url.startswith("#")), None)


@pytest.mark.parametrize("status", CampaignStatus.values)
@pytest.mark.parametrize("code", ["en", "es"])
def test_status_is_said_in_the_language_of_the_page(client, site, status, code):
    hub = CampaignFactory(status=status, code=code)
    with translation.override(code):
        label = str(CampaignStatus(status).label)

    assert words(by_class(read(client, hub.url), "hero__kicker")) == label


def test_poster_holds_title_summary_hashtag_and_facts(client, site):
    facts = [("fact", {"value": "30", "label": "cities"}), ("fact", {"value": "5 to 4", "label": "votes"})]
    hub = CampaignFactory(title="Sanctuary", summary="Cities stand.", hashtag="#Sanctuary", key_facts=facts)
    tree = read(client, hub.url)
    (hero,) = by_class(tree, "hero")

    assert words(tree.xpath("//h1")) == "Sanctuary"
    assert all(text in words(hero) for text in ("Cities stand.", "#Sanctuary", "30", "cities", "5 to 4", "votes"))


def test_button_leads_to_the_first_calls_to_action(client, site):
    hub = CampaignFactory(action_label="Act now", body=[quote(), actions("Two ways"), actions("More ways")])
    label, url = button(client, hub)
    tree = read(client, hub.url)

    assert (label, url) == ("Act now", "#two-ways")
    assert "Two ways" in words(tree.get_element_by_id("two-ways"))


@pytest.mark.parametrize(
    "fields",
    [{"action_label": "Act now", "body": []}, {"action_label": "", "body": [actions()]}],
    ids=["body", "label"],
)
def test_without_calls_to_action_or_a_label_there_is_no_button(client, site, fields):
    assert button(client, CampaignFactory(**fields)) is None


def test_anchors_are_unique_and_come_from_headings(client, site):
    hub = CampaignFactory(
        body=[follow("How it began"), follow("How it began"), quote(), follow("¿Qué es?"), follow("日本")]
    )
    anchors = [section.anchor for section in hub.sections]

    assert anchors[0] == "how-it-began" and anchors[3] == "que-es"
    assert len(set(anchors)) == 5 and all(anchors)
    tree = read(client, hub.url)
    identifiers = tree.xpath("//@id")
    assert len(identifiers) == len(set(identifiers)) and set(anchors) <= set(identifiers)


def test_contents_lead_to_every_section_with_a_heading(client, site):
    hub = CampaignFactory(body=[follow("How it began"), quote(), actions("Take action")])
    (contents,) = by_class(read(client, hub.url), "contents")

    assert links(contents) == {"How it began": "#how-it-began", "Take action": "#take-action"}


def test_what_shows_nothing_has_no_section_and_is_not_in_the_contents(client, site):
    """Coverage that there is none of, a document and an event that are gone."""
    document, event = DocumentFactory(), EventFactory()
    hub = CampaignFactory(
        body=[
            follow("How it began"),
            ("press_list", {"heading": "In the press"}),
            ("campaigns", {"heading": "Other campaigns"}),
            ("follow", {"heading": "Follow us"}),
            ("resources", {"heading": "Toolkit", "items": [{"title": "Guide", "document": document}]}),
            (
                "actions",
                {"heading": "Act", "items": [("attend", {"title": "Come", "event": event, "button_label": "Go"})]},
            ),
        ]
    )
    shown = read(client, hub.url)
    assert list(links(by_class(shown, "contents")[0])) == ["How it began", "Toolkit", "Act"]

    document.delete()
    event.delete()
    shown = read(client, hub.url)
    assert list(links(by_class(shown, "contents")[0])) == ["How it began"]
    assert [section.get("id") for section in by_class(shown, "section")] == ["how-it-began"]

    ClippingFactory(campaign=hub.campaign)
    shown = read(client, hub.url)
    assert list(links(by_class(shown, "contents")[0])) == ["How it began", "In the press"]


def test_news_and_events_that_there_are_none_of_say_so(client, site):
    hub = CampaignFactory(body=[("news", {"heading": "Latest news"}), ("events", {"heading": "Events"})], slug="quiet")
    shown = read(client, hub.url)

    assert list(links(by_class(shown, "contents")[0])) == ["Latest news", "Events"]
    assert [part.text for part in by_class(shown, "empty")] == [
        "No news to show yet.",
        "No event in this language is planned right now.",
    ]


def test_sections_stand_in_the_order_of_the_editor(client, site):
    hub = CampaignFactory(body=[follow("Second"), actions("First"), follow("Third")])

    assert [words(heading) for heading in main(read(client, hub.url)).xpath(".//*[@class='section']//h2")] == [
        "Second",
        "First",
        "Third",
    ]


def test_poster_of_the_home_page_leads_to_an_action_there_or_on_the_hub(client, site):
    hub = CampaignFactory(action_label="Act now", body=[actions("Two ways")])
    home = site.homes["en"]
    home.featured_campaign = hub.campaign
    publish(home)
    assert button_of_home(client) == f"{hub.url}#two-ways"

    home.body = [actions("Three things")]
    publish(home)
    assert button_of_home(client) == "#three-things"


def button_of_home(client):
    (hero,) = by_class(main(read(client, "/en/")), "hero")
    return links(hero)["Act now"]


def test_contents_list_the_headings_of_running_text(client, site):
    text = ("text", "<p>First.</p><h2>Why &amp; how</h2><p>Then.</p><h2>Take action</h2><p>Last.</p>")
    tree = read(client, CampaignFactory(body=[actions(), text]).url)
    (contents,) = by_class(tree, "contents")

    assert [words(entry) for entry in contents.iter("a")] == ["Take action", "Why & how", "Take action"]
    targets = [tree.get_element_by_id(link.get("href")[1:]) for link in contents.iter("a")]
    assert [target.tag for target in targets] == ["div", "h2", "h2"]
    assert [words(target) for target in targets[1:]] == ["Why & how", "Take action"]


@pytest.mark.parametrize("sensitive", [True, False])
def test_note_on_safety_is_there_for_visitors_at_risk(client, site, sensitive):
    hub = CampaignFactory(sensitive=sensitive)

    assert (said("en", "Your safety comes first") in words(main(read(client, hub.url)))) is sensitive


def test_color_of_the_campaign_is_on_the_page(client, site):
    assert read(client, CampaignFactory(accent="plum").url).xpath("//body/@data-accent") == ["plum"]


def test_active_campaigns_come_first_then_decided_then_archived(client, site):
    for status in ("archived", "won", "active", "lost"):
        CampaignFactory(title=status, status=status)

    assert [hub.title for hub in CampaignPage.objects.visible().in_language("en").by_status()] == [
        "active",
        "lost",
        "won",
        "archived",
    ]
    cards = by_class(main(read(client, "/en/campaigns/")), "campaign-card")
    assert [words(card.find(".//h2")) for card in cards] == ["active", "lost", "won", "archived"]


def test_index_lists_the_hubs_of_its_language(client, site):
    hub = CampaignFactory(title="Sanctuary")
    translate(hub, convert=lambda text: text.replace("Sanctuary", "Santuario"))
    CampaignFactory(title="Not translated")

    assert words(by_class(main(read(client, "/es/campanas/")), "campaign-card")).count("Santuario") >= 1
    assert "Not translated" not in words(main(read(client, "/es/campanas/")))


def test_draft_hub_is_not_listed(client, site):
    CampaignFactory(title="Secret plans", live=False)

    assert "Secret plans" not in words(read(client, "/en/campaigns/"))
    assert said("en", "No campaign to show yet.") in words(read(client, "/en/campaigns/"))


def teaser(hub, **values):
    return StandardPageFactory(
        body=[("campaign_teaser", {"campaign": hub.campaign, "link_label": "See how", **values})]
    )


def test_teaser_is_the_way_into_a_campaign(client, site):
    hub = CampaignFactory(title="Janus", summary="Unions go on.")
    plain, own = teaser(hub), teaser(hub, heading="Take action on Janus", text="Two ways.")

    assert links(main(read(client, plain.url)))["See how"] == hub.url
    assert words(by_class(read(client, plain.url), "teaser")).count("Janus") == 1
    assert "Unions go on." in words(by_class(read(client, plain.url), "teaser"))
    assert "Take action on Janus Two ways." in words(by_class(read(client, own.url), "teaser"))


def test_teaser_leads_to_the_language_of_the_reader(client, site):
    hub = CampaignFactory()
    spanish_hub = translate(hub)
    spanish = translate(teaser(hub))

    assert spanish_hub.url in links(main(read(client, spanish.url))).values()


@pytest.mark.parametrize("fate", ["draft", "private", "deleted"])
def test_teaser_of_a_campaign_that_is_gone_is_left_out(client, site, fate):
    hub = CampaignFactory(title="Secret plans")
    page = teaser(hub)
    if fate == "draft":
        hub.unpublish()
    elif fate == "private":
        PageViewRestriction.objects.create(page=hub, restriction_type=PageViewRestriction.LOGIN)
    else:
        hub.delete()

    assert "Secret plans" not in words(read(client, page.url))
    assert by_class(read(client, page.url), "teaser") == []


def test_new_lists_on_a_hub_begin_with_its_campaign():
    def scopes(model):
        kinds = model._meta.get_field("body").stream_block.child_blocks
        return [kinds[name].get_default()["scope"] for name in ("news", "events")]

    assert scopes(CampaignPage) == ["campaign", "campaign"]
    assert scopes(HomePage) == scopes(StandardPage) == ["all", "all"]


def test_campaign_of_a_teaser_is_chosen_from_the_list_of_all(site):
    CampaignFactory(title="Sanctuary")
    CampaignFactory(title="Janus", live=False)
    field = CampaignTeaserBlock().child_blocks["campaign"].field

    assert [str(label) for _value, label in field.choices][1:] == ["Janus (draft)", "Sanctuary"]


def test_staff_see_why_a_teaser_is_left_out(site):
    hub = CampaignFactory()
    page = teaser(hub)
    hub.unpublish()
    page.refresh_from_db()

    assert (
        said("en", "The campaign was deleted or is not published.")
        in page.make_preview_request().render().content.decode()
    )


def test_list_of_campaigns_leaves_out_the_page_itself_and_the_featured_one(client, site):
    featured, other = CampaignFactory(title="Featured"), CampaignFactory(title="Other")
    block = ("campaigns", {"heading": "More campaigns"})
    home = site.homes["en"]
    home.featured_campaign, home.body = featured.campaign, [block]
    publish(home)
    other.body = [block]
    publish(other)

    def cards(path):
        return [words(card.find(".//h3")) for card in by_class(main(read(client, path)), "campaign-card")]

    assert cards("/en/") == ["Other"]
    assert cards(other.url) == ["Featured"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("SeekingSanctuary", "#SeekingSanctuary"), ("# Seeking Sanctuary", "#SeekingSanctuary"), ("", "")],
)
def test_hashtag_has_its_sign(site, typed, kept):
    hub = CampaignFactory(hashtag=typed)
    hub.full_clean()
    assert hub.hashtag == kept
