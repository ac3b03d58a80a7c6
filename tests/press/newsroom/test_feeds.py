"""Feeds are valid Atom in the language of their page, with absolute links, and cost little to ask for again."""

import datetime as dt

import lxml.etree
import pytest
from wagtail.models import PageViewRestriction

from tests.factories import CampaignFactory, ClippingFactory, NewsFactory, publish, translate
from tests.reading import head_links, links, main, read, said

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def feed(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return lxml.etree.fromstring(response.content)


def entries(client, path):
    return feed(client, path).findall(f"{ATOM}entry")


def titles(client, path):
    return [entry.findtext(f"{ATOM}title") for entry in entries(client, path)]


def link(element):
    return element.find(f"{ATOM}link[@rel='alternate']").get("href")


def make_hub():
    hub = CampaignFactory(title="Sanctuary", slug="sanctuary")
    ClippingFactory(headline="Cities Defy Trump", campaign=hub.campaign, gloss="Thirty cities.")
    ClippingFactory(headline="Of another campaign", date=dt.date(2017, 1, 1))
    NewsFactory(title="Thirty cities met", campaign=hub.campaign)
    return hub


@pytest.fixture(scope="module")
def kept_hub(on_the_site):
    return on_the_site(make_hub)


@pytest.fixture
def hub(site, kept_hub):
    return kept_hub.anew()


PATHS = [
    "/en/press/feed.xml",
    "/en/news/feed.xml",
    "/en/campaigns/sanctuary/feed.xml",
    "/en/campaigns/sanctuary/news.xml",
]


@pytest.mark.parametrize("path", PATHS)
def test_feed_and_entries_have_what_atom_requires(client, hub, path):
    tree = feed(client, path)

    for element in (tree, *tree.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}"), name
        assert dt.datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
        assert all(item.get("href").startswith("http") for item in element.findall(f"{ATOM}link"))
    assert tree.findall(f"{ATOM}entry")
    identifiers = [entry.findtext(f"{ATOM}id") for entry in tree.findall(f"{ATOM}entry")]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("path", PATHS)
def test_feed_knows_its_own_address(client, hub, path):
    assert feed(client, path).find(f"{ATOM}link[@rel='self']").get("href").endswith(path)


def test_feed_is_in_the_language_of_its_page(client, hub):
    for path, code in (("/en/press/feed.xml", "en"), ("/es/prensa/feed.xml", "es"), ("/es/noticias/feed.xml", "es")):
        assert feed(client, path).get(LANGUAGE) == code


def test_feed_of_a_hub_holds_only_its_own(client, hub):
    assert titles(client, "/en/campaigns/sanctuary/feed.xml") == ["Cities Defy Trump"]
    assert titles(client, "/en/press/feed.xml") == ["Cities Defy Trump", "Of another campaign"]
    NewsFactory(title="Of no campaign")
    assert titles(client, "/en/campaigns/sanctuary/news.xml") == ["Thirty cities met"]


def test_news_of_another_language_is_not_in_the_feed(client, hub):
    assert titles(client, "/es/noticias/feed.xml") == []


def test_headline_in_another_language_is_marked(client, site):
    ClippingFactory(headline="Reacción", language="es")
    title = entries(client, "/en/press/feed.xml")[0].find(f"{ATOM}title")

    assert (title.text, title.get(LANGUAGE)) == ("Reacción", "es")


def test_clipping_without_an_address_leads_to_the_page(client, site):
    ClippingFactory(url="")
    ClippingFactory(url="", archive_url="https://example.org/archived", date=dt.date(2017, 1, 1))
    first, second = entries(client, "/en/press/feed.xml")

    assert link(first).endswith("/en/press/")
    assert link(second) == "https://example.org/archived"


def test_entry_leads_to_the_source(client, hub):
    assert link(entries(client, "/en/campaigns/sanctuary/feed.xml")[0]).startswith("https://example.org/story/")


def test_gloss_is_part_of_the_entry(client, hub):
    (entry,) = entries(client, "/en/campaigns/sanctuary/feed.xml")

    assert entry.findtext(f"{ATOM}summary").startswith("Thirty cities.")


@pytest.mark.parametrize("path", PATHS)
def test_asking_again_gets_not_modified(client, hub, path):
    tag = client.get(path)["ETag"]

    assert client.get(path, headers={"if-none-match": tag}).status_code == 304


def test_news_changes_the_feed(client, hub):
    tag = client.get("/en/news/feed.xml")["ETag"]
    NewsFactory(title="More news")

    assert client.get("/en/news/feed.xml", headers={"if-none-match": tag}).status_code == 200


def test_markup_in_a_headline_does_not_break_the_feed(client, site):
    ClippingFactory(headline='A <b>bold</b> & "quoted" ‘headline’ ]]>')

    assert titles(client, "/en/press/feed.xml") == ['A <b>bold</b> & "quoted" ‘headline’ ]]>']


def test_drafts_and_private_news_are_not_in_the_feed(client, site):
    NewsFactory(live=False)
    ClippingFactory(live=False)
    private = NewsFactory()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    assert titles(client, "/en/news/feed.xml") == titles(client, "/en/press/feed.xml") == []


def test_feed_of_an_empty_hub_is_valid(client, site):
    hub = CampaignFactory()
    spanish = translate(hub)

    assert titles(client, f"{spanish.url}feed.xml") == []


def test_entry_keeps_its_identifier_in_every_feed_of_a_language(client, hub):
    def identifier(path):
        return {
            entry.findtext(f"{ATOM}id")
            for entry in entries(client, path)
            if entry.findtext(f"{ATOM}title") == "Cities Defy Trump"
        }

    before = identifier("/en/press/feed.xml")
    assert len(before) == 1 and identifier("/en/campaigns/sanctuary/feed.xml") == before
    hub.slug = "moved"
    publish(hub)
    assert identifier("/en/campaigns/moved/feed.xml") == before
    assert identifier("/es/prensa/feed.xml").isdisjoint(before), "another language is another entry"


def test_feed_takes_the_filters_of_the_newsroom(client, hub):
    ClippingFactory(headline="Reacción", language="es", campaign=hub.campaign)

    assert titles(client, "/en/press/feed.xml?campaign=sanctuary") == ["Reacción", "Cities Defy Trump"]
    assert titles(client, "/es/prensa/feed.xml?language=es") == ["Reacción"]
    assert titles(client, "/en/press/feed.xml?year=2017&q=defy") == ["Cities Defy Trump"]
    assert titles(client, "/en/press/feed.xml?year=2016") == []


def test_feed_of_a_filtered_list_is_a_feed_of_its_own(client, hub):
    everything, filtered = feed(client, "/en/press/feed.xml"), feed(client, "/en/press/feed.xml?campaign=sanctuary&x=1")

    assert everything.findtext(f"{ATOM}id") != filtered.findtext(f"{ATOM}id")
    assert everything.findtext(f"{ATOM}title") == "Press"
    assert filtered.findtext(f"{ATOM}title") == "Press: Sanctuary"
    own = filtered.find(f"{ATOM}link[@rel='self']").get("href")
    assert own.endswith("/en/press/feed.xml?campaign=sanctuary"), "without what is no filter"
    assert link(filtered).endswith("/en/press/?campaign=sanctuary")


def test_title_of_a_filtered_feed_says_what_it_holds_in_its_language(client, hub):
    path = "feed.xml?language=es&kind=article&year=2017&from=2017-03-02&q=defy"

    assert feed(client, f"/en/press/{path}").findtext(f"{ATOM}title") == (
        "Press: Article, Spanish, 2017, from March 2, 2017, “defy”"
    )
    assert "Español, 2017" in feed(client, f"/es/prensa/{path}").findtext(f"{ATOM}title")


def test_feed_of_a_filtered_list_is_announced_and_linked_there(client, hub):
    tree = read(client, "/en/press/?campaign=sanctuary&page=1")

    announced = head_links(tree, "alternate", "title")
    assert announced["Press: Sanctuary"].endswith("/en/press/feed.xml?campaign=sanctuary")
    assert announced["Press"].endswith("/en/press/feed.xml")
    assert "/en/press/feed.xml?campaign=sanctuary" in links(main(tree)).values()
    assert "/en/press/feed.xml" in links(main(read(client, "/en/press/"))).values()


def test_search_engines_leave_filtered_feeds_alone(client, hub):
    assert client.get("/en/press/feed.xml?year=2017")["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/en/press/feed.xml")


@pytest.mark.parametrize(("path", "code"), [("/en/press/", "en"), ("/es/prensa/", "es")])
def test_feed_with_a_filter_that_makes_no_sense_is_refused_with_the_reason(client, hub, path, code):
    response = client.get(f"{path}feed.xml?year=1066")

    assert response.status_code == 400
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    text = response.content.decode()
    assert text.startswith(said(code, "Year")) and "1066" in text
    assert "feed.xml?" not in client.get(f"{path}?year=1066").content.decode(), "and is not announced"
