"""The newsroom lists all coverage, and every filter has an address."""

import datetime as dt

import pytest

from press.newsroom.enums import Grouping, PressListMode
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, publish, translate
from tests.reading import by_class, graph, main, meta, read, said, words

EVERYTHING = {"Cities Defy Trump", "Reacción de alcaldes", "Unions After Janus"}


def make_library():
    """Three clippings; returns their hubs and outlets."""
    sanctuary = CampaignFactory(title="Sanctuary", slug="sanctuary")
    janus = CampaignFactory(title="Janus", slug="janus")
    politico = OutletFactory(name="Politico", other_names="POLITICO New York")
    univision = OutletFactory(name="Univisión")
    ClippingFactory(
        headline="Cities Defy Trump", outlet=politico, campaign=sanctuary.campaign, date=dt.date(2017, 3, 28)
    )
    ClippingFactory(
        headline="Reacción de alcaldes",
        outlet=univision,
        campaign=sanctuary.campaign,
        language="es",
        date=dt.date(2017, 3, 27),
    )
    ClippingFactory(headline="Unions After Janus", outlet=politico, campaign=janus.campaign, date=dt.date(2018, 6, 27))
    return {"sanctuary": sanctuary, "janus": janus, "politico": politico, "univision": univision}


@pytest.fixture(scope="module")
def kept_library(on_the_site):
    return on_the_site(make_library)


@pytest.fixture
def library(site, kept_library):
    return kept_library.anew()


def found(client, path="/en/press/", **filters):
    tree = main(read(client, path + "?" + "&".join(f"{key}={value}" for key, value in filters.items())))
    return {words(item) for item in by_class(tree, "citation__headline")}


def test_without_filters_everything_is_shown(client, library):
    assert found(client) == found(client, "/es/prensa/") == EVERYTHING


def test_each_filter_narrows(client, library):
    assert found(client, campaign="janus") == {"Unions After Janus"}
    assert found(client, outlet=library["univision"].pk) == {"Reacción de alcaldes"}
    assert found(client, language="es") == {"Reacción de alcaldes"}
    assert found(client, year=2018) == {"Unions After Janus"}
    assert found(client, q="defy") == {"Cities Defy Trump"}


def test_filters_combine(client, library):
    assert found(client, outlet=library["politico"].pk, year=2017) == {"Cities Defy Trump"}
    assert found(client, campaign="sanctuary", language="en", q="trump") == {"Cities Defy Trump"}
    assert found(client, campaign="janus", year=2017) == set()


def test_empty_filters_do_not_narrow(client, library):
    assert found(client, q="", campaign="", outlet="", language="", year="") == EVERYTHING


def test_campaign_has_the_slug_of_the_language(client, library):
    spanish = translate(library["sanctuary"])

    assert found(client, "/es/prensa/", campaign=spanish.slug) == {"Cities Defy Trump", "Reacción de alcaldes"}


def test_only_what_there_is_can_be_chosen(client, library):
    OutletFactory(name="Without clippings")
    CampaignFactory(slug="without-clippings")
    ClippingFactory(outlet=OutletFactory(name="Draft outlet"), live=False)
    form = read(client, "/en/press/").xpath("//form[contains(@class, 'filters')]")[0]
    choices = {select.get("name"): [words(option) for option in select] for select in form.xpath(".//select")}

    assert choices["outlet"][1:] == ["Politico (2)", "Univisión (1)"]
    assert choices["campaign"][1:] == ["Janus (1)", "Sanctuary (2)"]
    assert choices["kind"][1:] == ["Article (3)"]
    assert [words(chip) for chip in by_class(form, "tabs")[0]][1:] == ["English (2)", "Spanish (1)"]
    assert choices["year"][1:] == ["2018 (1)", "2017 (2)"]


def test_form_shows_what_was_chosen(client, library):
    form = read(client, "/en/press/?year=2017&q=trump").xpath("//form[contains(@class, 'filters')]")[0]

    assert form.xpath(".//option[@selected]/@value")[-1] == "2017"
    assert form.xpath(".//input[@name='q']/@value") == ["trump"]


@pytest.mark.parametrize(("path", "code"), [("/en/press/", "en"), ("/es/prensa/", "es")])
@pytest.mark.parametrize(
    "query",
    [
        "campaign=no-such",
        "outlet=0",
        "outlet=x",
        "outlet=-1",
        "outlet=99999999999999999999",
        "outlet=%D9%A1",
        "kind=sermon",
        "campaign=" + "x" * 10_000,
        "from=2017-02-30",
        "to=yesterday",
        "from=2018-01-01&to=2017-01-01",
        "language=xx",
        "year=1066",
        "year=x",
        "year=9999",
        "year=2017%00",
        "kind=%00",
        "q=%00",
        "q=" + "x" * 10_000,
    ],
)
def test_value_that_makes_no_sense_is_said_and_finds_nothing(client, library, path, code, query):
    response = client.get(f"{path}?{query}")
    tree = read(client, f"{path}?{query}")

    assert response.status_code == 200
    assert b"\x00" not in response.content
    assert by_class(main(tree), "citation") == []
    assert by_class(main(tree), "field__error")
    assert tree.get("lang") == code
    assert said(code, "Nothing matches all of these filters.") in words(main(tree))


def test_message_is_in_the_language_of_the_visitor(client, library):
    (english,) = by_class(read(client, "/en/press/?year=x"), "field__error")
    (spanish,) = by_class(read(client, "/es/prensa/?year=x"), "field__error")

    assert words(english).startswith("Select a valid choice.")
    assert words(spanish).startswith("Seleccione una opción válida.") or words(spanish).startswith(
        "Escoja una opción válida."
    )


@pytest.mark.parametrize(
    "query", ["q[]=x", "year[]=2017", "q=%22", "q=*", "q='%20OR%201=1", "unknown=1", "q=%F0%9F%8F%9B"]
)
def test_hostile_query_gets_an_answer(client, library, query):
    assert client.get(f"/en/press/?{query}").status_code == 200


@pytest.mark.parametrize("q", ["reaccion", "REACCIÓN", "univision", "Univisión"])
def test_accents_and_capitals_do_not_matter(client, library, q):
    assert found(client, q=q) == {"Reacción de alcaldes"}


def test_beginning_of_a_word_and_other_spellings_of_an_outlet_are_enough(client, library):
    assert found(client, q="alcal") == {"Reacción de alcaldes"}
    assert found(client, q="politico+new+york") == {"Cities Defy Trump", "Unions After Janus"}


def test_gloss_of_another_language_does_not_find_its_carrier(client, library):
    clipping = ClippingFactory(headline="Mayors Meet", gloss="They met.")
    translate(clipping, convert=lambda text: "Marigold")

    assert found(client, q="mayors") == {"Mayors Meet"}


def test_filtered_list_is_not_indexed(client, library):
    assert meta(read(client, "/en/press/?year=2017"), "robots") == "noindex, follow"
    assert meta(read(client, "/en/press/"), "robots") is None


def test_number_of_results_is_said(client, library):
    assert "3 articles and broadcasts" in words(main(read(client, "/en/press/")))
    assert "1 article or broadcast" in words(main(read(client, "/en/press/?year=2018")))


def test_long_list_is_divided_and_keeps_its_filters(client, site):
    outlet = OutletFactory()
    for number in range(52):
        ClippingFactory(headline=f"Story {number}", outlet=outlet)
    tree = read(client, f"/en/press/?outlet={outlet.pk}")

    assert len(by_class(tree, "citation")) == 50
    assert tree.xpath("//a[@rel='next']/@href") == [f"?outlet={outlet.pk}&page=2"]
    assert len(found(client, outlet=outlet.pk, page=2)) == 2
    assert client.get("/en/press/?page=3").status_code == 404


def test_sheets_stand_in_one_order_without_gaps_or_repeats(client, site):
    outlet, hub = OutletFactory(), CampaignFactory(slug="hub")
    for number in range(70):
        ClippingFactory(
            headline=f"Story {number}", outlet=outlet, campaign=hub.campaign, date=dt.date(2017, 1, 1 + number // 9)
        )
    for filters in ({}, {"campaign": "hub"}, {"outlet": outlet.pk}, {"q": "story"}):
        query = "&".join(f"{name}={value}" for name, value in filters.items())
        sheets = [
            words(item)
            for page in (1, 2)
            for item in by_class(main(read(client, f"/en/press/?{query}&page={page}")), "citation__headline")
        ]
        assert sheets == [f"Story {number}" for number in range(69, -1, -1)]


def collection(client, path="/en/press/"):
    (found,) = [item for item in graph(read(client, path)) if item["@type"] == "CollectionPage"]
    return found["mainEntity"]


def test_structured_data_say_what_the_sheet_cites(client, library):
    outlet = OutletFactory(name="Radio Ejemplo")
    ClippingFactory(
        headline="Una voz",
        outlet=outlet,
        kind="radio",
        language="es",
        author="Ana Muestra",
        archive_url="https://example.org/archived",
        date=dt.date(2019, 1, 2),
    )
    entries = collection(client)

    assert entries["numberOfItems"] == 4
    first = entries["itemListElement"][0]
    assert first.pop("url").startswith("https://example.org/story/")
    assert first == {
        "@type": "RadioClip",
        "headline": "Una voz",
        "inLanguage": "es",
        "datePublished": "2019-01-02",
        "publisher": {"@type": "NewsMediaOrganization", "name": "Radio Ejemplo"},
        "author": {"@type": "Person", "name": "Ana Muestra"},
        "archivedAt": "https://example.org/archived",
    }
    assert [item["headline"] for item in entries["itemListElement"]][1:] == [
        "Unions After Janus",
        "Cities Defy Trump",
        "Reacción de alcaldes",
    ]
    assert [item["headline"] for item in collection(client, "/es/prensa/?year=2018")["itemListElement"]] == [
        "Unions After Janus"
    ]


def test_structured_data_make_nothing_up(client, site):
    ClippingFactory(url="", kind="opinion")
    ClippingFactory(link_state="dead", kind="tv", archive_url="https://example.org/archived")
    dead, opinion = collection(client)["itemListElement"]

    assert opinion["@type"] == "OpinionNewsArticle" and dead["@type"] == "TVClip"
    assert opinion.keys().isdisjoint({"url", "archivedAt", "author"})
    assert dead["archivedAt"] == "https://example.org/archived" and "url" not in dead


def test_newsroom_without_coverage_is_no_collection(client, site):
    assert {item["@type"] for item in graph(read(client, "/en/press/"))} == {
        "Organization",
        "WebPage",
        "BreadcrumbList",
    }


def test_hub_cites_what_its_press_lists_show(client, library):
    hub = library["sanctuary"]
    twice = {"mode": PressListMode.AUTOMATIC, "group_by": Grouping.NONE}
    hub.body = [("press_list", {**twice, "limit": 1}), ("press_list", {**twice, "limit": 5})]
    publish(hub)
    (page,) = [item for item in graph(read(client, hub.url)) if item["@type"] == "WebPage"]

    assert [item["headline"] for item in page["citation"]] == ["Cities Defy Trump", "Reacción de alcaldes"]
    assert "citation" not in next(
        item for item in graph(read(client, library["janus"].url)) if item["@type"] == "WebPage"
    )


def test_newsroom_without_clippings_says_so(client, site):
    assert said("es", "No press to show yet.") in words(main(read(client, "/es/prensa/")))
