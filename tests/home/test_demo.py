"""The demo holds what it promises: both hubs whole, every block, every language state."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import TranslationContext, TranslationSource

from campaigns.blocks import campaign_blocks
from campaigns.models import EventPage
from press.newsroom.models import NewsPage
from site_project.i18n.translations import State, versions_by_key
from site_project.models import BasePage
from site_project.querysets import all_pages
from site_project.users.groups import EDITORS, PUBLISHERS, group_named, translators
from tests.factories.indexing import indexed_once
from tests.factories.users import PASSWORD
from tests.reading import by_class, links, main, read, words
from translation.places import FieldPaths

pytestmark = pytest.mark.slow

SANCTUARY = "/en/campaigns/seeking-sanctuary/"
JANUS = "/en/campaigns/janus-v-afscme/"


def headings(tree):
    return [words(heading) for heading in main(tree).xpath(".//h1 | .//h2")]


def stand_in_order(found, *wanted):
    """Whether all of `wanted` are in `found`, in this order; other things may stand between them."""
    rest = iter(found)
    return all(any(item == other for other in rest) for item in wanted)


def page_at(url):
    return next(page for page in pages() if page.url == url)


def pages():
    return all_pages().filter(depth__gt=1).visible().specific()


def test_every_page_renders_in_its_language_and_its_links_lead_somewhere(client, demo):
    status = {}
    for page in pages():
        tree = read(client, page.url)
        assert tree.get("lang") == page.locale.language_code, page.url
        for url in links(tree).values():
            path = url.partition("#")[0].partition("?")[0]
            if path.startswith("/") and path not in status:
                status[path] = client.get(path).status_code

    assert [path for path, answer in status.items() if answer != 200] == []


def test_sanctuary_hub_has_the_elements_of_the_source_page_in_order(client, demo):
    tree = read(client, SANCTUARY)

    assert stand_in_order(
        headings(tree),
        "Seeking Sanctuary",
        "In the press",
        "Latest news",
        "Take action on Janus v. AFSCME",
        "Upcoming events",
        "Follow us",
    )
    assert words(by_class(main(tree), "prose--lead"))
    assert links(main(tree))["View all events"] == "/en/events/"


def test_thirteen_clippings_stand_on_the_sanctuary_hub(client, demo):
    hub = page_at(SANCTUARY)
    spanish = hub.language_versions["es"].page
    for page in (hub, spanish):
        items = by_class(main(read(client, page.url)), "citation")
        assert len(items) == 13
        for item in items:
            assert words(by_class(item, "citation__headline")) and words(item.xpath(".//cite"))
            assert item.xpath(".//time/@datetime")[0].startswith("2017-03-")


def test_one_of_them_is_in_spanish(client, demo):
    tree = main(read(client, SANCTUARY))
    marked = [item for item in by_class(tree, "citation") if item.xpath(".//*[@lang='es']")]

    assert len(marked) == 1 and "in Spanish" in words(marked[0])


def test_spanish_hub_marks_the_english_headlines_and_explains_them_in_spanish(client, demo):
    spanish = page_at(SANCTUARY).language_versions["es"].page
    trees = [main(read(client, page_url)) for page_url in (SANCTUARY, spanish.url)]
    english_words, spanish_words = ({words(gloss) for gloss in by_class(tree, "citation__gloss")} for tree in trees)

    assert len(trees[1].xpath(".//*[contains(@class, 'citation__headline')]/*[@lang='en']")) == 12
    assert spanish_words and spanish_words.isdisjoint(english_words)


def test_teaser_leads_into_the_janus_campaign(client, demo):
    (teaser,) = by_class(main(read(client, SANCTUARY)), "teaser")

    assert JANUS in links(teaser).values()


def test_news_has_excerpts_cut_at_a_word(client, demo):
    cards = by_class(main(read(client, SANCTUARY)), "news-card")

    assert cards
    for card in cards:
        assert len(words(card.xpath(".//p")[-1])) <= 181


def test_janus_hub_leads_with_its_two_numbered_ways_to_act(client, demo):
    (first, *_others) = by_class(main(read(client, JANUS)), "section")
    (actions,) = by_class(first, "actions")

    assert actions.tag == "ol" and len(by_class(actions, "action")) == 2


@pytest.mark.parametrize("path", [SANCTUARY, JANUS])
def test_button_of_each_hub_leads_to_its_calls_to_action(client, demo, path):
    tree = read(client, path)
    (anchor,) = [url for url in links(by_class(main(tree), "hero")[0]).values() if url.startswith("#")]

    assert by_class(tree.get_element_by_id(anchor[1:]), "actions")


def test_every_kind_of_block_is_somewhere(demo):
    used = set()
    for page in pages():
        for field in page._meta.get_fields():
            if isinstance(field, StreamField):
                used |= {block.block_type for block in getattr(page, field.name)}

    assert {name for name, _block in campaign_blocks()} <= used


def test_lp2018_is_in_the_news(client, demo):
    assert any("2018" in page.title and page.date.year == 2018 for page in NewsPage.objects.live())
    found = [words(title) for title in main(read(client, "/en/news/")).xpath(".//li//h2")]
    assert any("2018" in title for title in found)


def test_events_are_past_and_upcoming_in_both_languages(demo):
    for code in ("en", "es"):
        events = EventPage.objects.visible().in_language(code)
        assert events.upcoming() and events.past()
    assert {event.status for event in EventPage.objects.live()} >= {"scheduled", "moved", "cancelled"}


def test_every_language_state_can_be_seen(demo):
    keys = {page.translation_key for page in pages()}
    states = [(versions["en"].state, versions["es"].state) for versions in versions_by_key(keys).values()]

    assert states.count((State.ORIGINAL, State.OUTDATED)) == 1
    assert states.count((State.ORIGINAL, State.MISSING)) == 1
    assert states.count((State.TRANSLATED, State.ORIGINAL)) == 1
    assert len(states) - 3 == states.count((State.ORIGINAL, State.TRANSLATED)) + states.count(
        (State.ORIGINAL, State.ORIGINAL)
    )


def test_one_press_release_waits_for_its_time_in_both_languages(client, demo):
    waiting = [page for page in NewsPage.objects.all() if page.is_embargoed]

    assert {page.locale.language_code for page in waiting} == {"en", "es"}
    assert all(page.approved_schedule and client.get(page.url).status_code == 404 for page in waiting)


def test_newsroom_has_a_contact_and_a_press_kit_in_both_languages(client, demo):
    for path in ("/en/press/", "/es/prensa/"):
        tree = main(read(client, path))
        assert by_class(tree, "press-contact") and len(by_class(tree, "resources")[0]) == 2


def test_page_that_is_behind_says_so(client, demo):
    behind = [page for page in pages() if isinstance(page, BasePage) and page.language_notice]

    assert len(behind) == 1
    assert links(by_class(main(read(client, behind[0].url)), "notice")[0])


def test_texts_stand_where_wagtail_localize_finds_them(demo):
    contexts = TranslationContext.objects.filter(stringsegment__isnull=False).distinct()
    checked = 0
    for source in TranslationSource.objects.all():
        instance = source.as_instance()
        field_path = FieldPaths(instance)
        for path in contexts.filter(object=source.object_id).values_list("path", flat=True):
            found = TranslationContext.get_field_path(SimpleNamespace(path=path, field_path="", save=ignore), instance)
            assert field_path(path) == found, path
            checked += 1
    assert checked > 300


def ignore(**_kwargs):
    """Saves nothing."""


def test_accounts_have_their_jobs(demo):
    groups = {user.username: list(user.groups.all()) for user in get_user_model().objects.all()}

    jobs = {"editor": EDITORS, "publisher": PUBLISHERS, "translator": translators("es")}
    assert groups == {"admin": [], **{name: [group_named(group)] for name, group in jobs.items()}}
    assert [user.username for user in get_user_model().objects.filter(is_superuser=True)] == ["admin"]


def test_demo_is_up_to_date_whenever_it_is_loaded(db, client, clock):
    """Here just after clocks were put forward; `test_demo_data` looks at every day of some years."""
    moment = "2028-03-12T03:01:00-04:00"
    clock.move_to(dt.datetime.fromisoformat(moment))
    with indexed_once():
        call_command("load_demo", password=PASSWORD, verbosity=0)

    for code in ("en", "es"):
        events = EventPage.objects.visible().in_language(code)
        assert len(events.upcoming()) == 6 and len(events.past()) == 2
        waiting = [page for page in NewsPage.objects.filter(locale__language_code=code) if page.is_embargoed]
        assert [client.get(page.url).status_code for page in waiting] == [404]
    recent = NewsPage.objects.live().filter(date__gt=timezone.localdate() - dt.timedelta(days=14))
    assert recent and all(page.date < timezone.localdate() for page in recent)
    assert len(by_class(main(read(client, SANCTUARY)), "citation")) == 13


def test_second_load_is_refused_and_changes_nothing(demo):
    before = PageLogEntry.objects.count(), Page.objects.count()
    with pytest.raises(CommandError, match="empty"):
        call_command("load_demo", password="demo")

    assert (PageLogEntry.objects.count(), Page.objects.count()) == before
