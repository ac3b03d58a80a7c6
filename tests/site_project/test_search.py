"""Search finds pages in the visitor's language, with or without accents, and takes anything that is typed."""

import datetime as dt
import unicodedata
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, PageViewRestriction

from press.models import Clipping
from tests.factories import (
    CampaignFactory,
    ClippingFactory,
    NewsFactory,
    OutletFactory,
    StandardPageFactory,
    translate,
)
from tests.reading import by_class, links, main, meta, read, said, search_path, words

pytestmark = pytest.mark.deep(postgres=True)

postgresql_only = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite does not stem")


def found(client, code, query):
    """The titles that a search finds."""
    return [words(card.find("h3")) for card in by_class(read(client, search_path(code, q=query)), "news-card")]


def make_pages():
    english = StandardPageFactory(title="City council", summary="Who decides on shelters.")
    spanish = {
        "City council": "Concejo municipal",
        "Who decides on shelters.": "Quién decide sobre los refugios.",
    }
    return english, translate(english, convert=spanish.get)


@pytest.fixture(scope="module")
def kept_pages(on_the_site):
    return on_the_site(make_pages)


@pytest.fixture
def pages(site, kept_pages):
    return kept_pages.anew()


def test_only_pages_in_the_language_of_the_visitor_are_found(client, pages):
    assert found(client, "en", "council") == ["City council"]
    assert found(client, "es", "council") == []
    assert found(client, "es", "concejo") == ["Concejo municipal"]
    assert found(client, "en", "concejo") == []


def test_same_word_finds_each_version_in_its_language(client, site):
    hub = CampaignFactory(title="Sanctuary Sampleton")
    translate(hub, convert=lambda text: text.replace("Sanctuary", "Santuario"))

    assert found(client, "en", "sampleton") == ["Sanctuary Sampleton"]
    assert found(client, "es", "sampleton") == ["Santuario Sampleton"]


@pytest.mark.parametrize("query", ["educacion", "EDUCACIÓN", "educación", "Educaciòn", "educacio\u0301n"])
def test_accents_and_capitals_do_not_matter(client, site, query):
    StandardPageFactory(code="es", title="La educación")

    assert found(client, "es", query) == ["La educación"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("query", ["educación", "educacion"])
def test_accents_that_are_characters_of_their_own_do_not_matter_where_they_are_stored(client, site, query, form):
    """As macOS writes them: in a title, a body, a headline and the name of an outlet."""
    text = unicodedata.normalize("NFD", "La educación")
    page = StandardPageFactory(code="es", title=text)
    other = StandardPageFactory(code="es", title="Derechos", body=[("quote", {"text": text})])
    ClippingFactory(headline=text)
    ClippingFactory(headline="Derechos", outlet=OutletFactory(name=text))
    query = unicodedata.normalize(form, query)

    assert found(client, "es", query) == [page.title, other.title]
    assert sorted(press_found(client, "es", query)) == ["Derechos", text]


@postgresql_only
def test_stored_accents_of_their_own_are_stemmed(client, site):
    StandardPageFactory(code="es", title=unicodedata.normalize("NFD", "La deportación"))

    assert len(found(client, "es", "deportaciones")) == 1


def test_words_of_the_body_and_the_summary_are_found(client, site):
    StandardPageFactory(title="Rights", summary="Marigold.", body=[("quote", {"text": "We opened the lighthouse."})])

    assert found(client, "en", "lighthouse") == ["Rights"]
    assert found(client, "en", "marigold") == ["Rights"]


@postgresql_only
def test_english_words_are_found_in_their_other_forms(client, pages):
    assert found(client, "en", "deciding shelter") == ["City council"]


@postgresql_only
def test_spanish_words_are_found_in_their_other_forms(client, pages):
    assert found(client, "es", "decidir refugio") == ["Concejo municipal"]


def test_drafts_and_private_pages_are_not_found(client, site):
    StandardPageFactory(title="Whistleblower draft", live=False)
    private = StandardPageFactory(title="Whistleblower private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    StandardPageFactory(parent=private, title="Whistleblower below")
    StandardPageFactory(title="Whistleblower").create_alias(update_slug="alias")

    assert found(client, "en", "whistleblower") == ["Whistleblower"]


def test_draft_text_of_a_published_page_is_not_found(client, site):
    page = StandardPageFactory(title="Rights")
    page.title = "Whistleblower"
    page.save_revision()

    assert found(client, "en", "whistleblower") == []


def test_deleted_page_is_no_longer_found(client, pages):
    pages[0].delete()

    assert found(client, "en", "council") == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q",
        "q=",
        "q=%20%20%20",
        "q=%00",
        "q=city%00council",
        "q=%22city",
        "q=%22",
        "q='",
        "q=*",
        "q=c*",
        "q=%28",
        "q=%29%28",
        "q=city%20AND",
        "q=NOT",
        "q=NEAR%28city%29",
        "q=title:city",
        "q=-city",
        "q=%5E",
        "q=%25",
        "q=_",
        "q=%5C",
        "q=%3Cscript%3Ealert(1)%3C/script%3E",
        "q=%7B%7B7*7%7D%7D",
        "q=city:*&q=!",
        "q=%26%26%7C%7C!",
        "q=%F0%9F%8F%9B",
        "q=%E2%80%AE",
        "q=%FF%FE",
        "q=%ED%A0%80",
        "q[]=city",
        "q[0]=city&q[a]=b",
        "q=city&q=council",
        "q=city;drop",
        "page=&q=city",
        "unknown=1",
    ],
)
@pytest.mark.parametrize("code", ["en", "es"])
def test_hostile_query_gets_a_page_in_the_right_language(client, site, code, query):
    response = client.get(f"{search_path(code)}?{query}")

    if "page=" in query:
        assert response.status_code == 404
    else:
        assert response.status_code == 200
    assert f'<html lang="{code}"' in response.content.decode()


@pytest.mark.parametrize("code", ["en", "es"])
def test_query_that_is_far_too_long_is_refused_in_words(client, pages, code):
    tree = read(client, f"{search_path(code)}?q={'city+' * 2000}")

    assert words(main(tree)).count(said(code, "Please search for fewer words.")) == 1
    assert by_class(tree, "news-card") == by_class(tree, "results-head") == []


def press_found(client, code, query):
    """The headlines that a search finds."""
    return [words(item) for item in by_class(read(client, search_path(code, q=query)), "citation__headline")]


@pytest.fixture
def coverage(site):
    """A piece in English, with its gloss in Spanish, and an older one."""
    clipping = ClippingFactory(
        headline="City Stands Firm",
        outlet=OutletFactory(name="Univisión"),
        quote="We opened the lighthouse.",
        gloss="The council voted.",
    )
    ClippingFactory(headline="Marigold", date=dt.date(2016, 1, 1))
    carrier = clipping.copy_for_translation(Locale.objects.get(language_code="es"))
    carrier.gloss, carrier.live = "Votó el concejo.", True
    carrier.save()
    return clipping


@pytest.mark.parametrize("query", ["stands firm", "univision", "lighthouse", "council voted"])
def test_press_is_found_beside_pages_by_headline_outlet_quote_and_gloss(client, coverage, query):
    page = StandardPageFactory(title=f"What {query} means: Univisión")

    assert press_found(client, "en", query) == ["City Stands Firm"]
    assert found(client, "en", query) == [page.title]


def test_press_is_found_by_its_gloss_in_the_language_of_the_reader(client, coverage):
    assert press_found(client, "es", "voto concejo") == ["City Stands Firm"]
    assert press_found(client, "en", "voto concejo") == []
    tree = read(client, search_path("es", q="voto concejo"))
    assert tree.xpath("//*[@class='citation__headline']/a/@lang") == ["en"]
    assert words(by_class(tree, "citation__gloss")) == "Votó el concejo."

    Clipping.objects.update(live=False)
    assert press_found(client, "es", "concejo") == press_found(client, "en", "firm") == []


def test_newest_press_is_shown_and_the_newsroom_has_the_rest(client, site):
    for day in range(1, 8):
        ClippingFactory(headline=f"Marigold {day}", date=dt.date(2017, 3, day))
    tree = read(client, search_path("en", q="marigold"))

    assert press_found(client, "en", "marigold") == [f"Marigold {day}" for day in (7, 6, 5, 4, 3)]
    address = links(main(tree))["Search the press for “marigold”"]
    assert len(by_class(read(client, address), "citation")) == 7


@pytest.mark.parametrize("query", ["council", "nothing at all & more"])
def test_search_says_where_else_to_look(client, pages, query):
    ways = links(main(read(client, search_path("en", q=query))))

    assert ways[f"Search the press for “{query}”"] == f"/en/press/?{urlencode({'q': query})}"
    assert ways[f"Search for “{query}” in Spanish"] == search_path("es", q=query)
    ways = links(main(read(client, search_path("es", q=query))))
    assert search_path("en", q=query) in ways.values()
    assert links(main(read(client, search_path("en")))) == {}


def test_hub_comes_first_for_its_own_words(client, site):
    for number in range(3):
        NewsFactory(title=f"Sanctuary, sanctuary {number}", summary="Sanctuary.")
    CampaignFactory(title="Seeking Sanctuary", hashtag="#OurSanctuary")
    CampaignFactory(title="Another campaign", summary="Sanctuary.")

    results = found(client, "en", "sanctuary")
    assert results[0] == "Seeking Sanctuary" and results[-1] == "Another campaign" and len(results) == 5
    assert found(client, "en", "#oursanctuary") == ["Seeking Sanctuary"]


def test_press_costs_a_search_one_query(client, coverage):
    read(client, search_path("en", q="firm"))
    with CaptureQueriesContext(connection) as without:
        read(client, search_path("en", q="&"))
    with CaptureQueriesContext(connection) as queries:
        read(client, search_path("en", q="firm"))
    pages_searched = 2  # for what they find, and for the pages themselves

    assert len(queries) <= len(without) + pages_searched + 1


def test_what_was_typed_is_shown_as_text(client, pages):
    tree = read(client, search_path("en", q='<script>alert("x")</script>'))

    assert '<script>alert("x")</script>' in words(tree.xpath("//main//h2"))
    assert tree.xpath("//main//script") == []


def test_results_are_not_indexed_by_search_engines(client, pages):
    assert meta(read(client, search_path("en", q="council")), "robots") == "noindex, follow"


def test_results_are_divided_into_pages(client, site):
    for number in range(12):
        StandardPageFactory(title=f"Marigold {number}")
    first = read(client, search_path("en", q="marigold"))
    second = read(client, search_path("en", q="marigold", page=2))
    titles = [words(card.find("h3")) for tree in (first, second) for card in by_class(tree, "news-card")]

    assert len(titles) == 12 == len(set(titles))
    assert first.xpath("//a[@rel='next']/@href") == ["?q=marigold&page=2"]


def test_language_switch_of_the_search_keeps_the_words(client, pages):
    (link,) = by_class(read(client, search_path("en", q="council")), "languages")[0].xpath(".//a/@href")

    assert link == search_path("es", q="council")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_search_only_reads(client, site, method):
    assert getattr(client, method)(search_path("en")).status_code == 405
