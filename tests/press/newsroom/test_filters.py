"""Every option of the newsroom's filters says how much there is of it, given the other filters."""

import datetime as dt

import pytest
from django.db import transaction
from wagtail.models import PageViewRestriction

from press.enums import ClippingKind
from press.models import Clipping, Outlet
from press.newsroom.counts import invalidate_counts
from press.newsroom.filters.facets import OFFERED
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, translate
from tests.reading import by_class, main, read, said, words


def make_library():
    """Five pieces: two outlets, two campaigns, two languages, three kinds, two years."""
    sanctuary = CampaignFactory(title="Sanctuary", slug="sanctuary")
    janus = CampaignFactory(title="Janus", slug="janus")
    politico, univision = OutletFactory(name="Politico"), OutletFactory(name="Univisión")
    facts = [
        ("Cities Defy Trump", politico, sanctuary, "en", ClippingKind.ARTICLE, dt.date(2017, 3, 28)),
        ("Mayors Meet", politico, sanctuary, "en", ClippingKind.OPINION, dt.date(2017, 3, 27)),
        ("Reacción de alcaldes", univision, sanctuary, "es", ClippingKind.TV, dt.date(2017, 3, 26)),
        ("Unions After Janus", politico, janus, "en", ClippingKind.ARTICLE, dt.date(2018, 6, 27)),
        ("Sindicatos", univision, janus, "es", ClippingKind.ARTICLE, dt.date(2018, 6, 28)),
    ]
    for headline, outlet, hub, language, kind, date in facts:
        ClippingFactory(
            headline=headline, outlet=outlet, campaign=hub.campaign, language=language, kind=kind, date=date
        )
    return {"sanctuary": sanctuary, "janus": janus, "politico": politico, "univision": univision}


@pytest.fixture(scope="module")
def kept_library(on_the_site):
    return on_the_site(make_library)


@pytest.fixture
def library(site, kept_library):
    return kept_library.anew()


def form(client, path="/en/press/", **filters):
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return read(client, f"{path}?{query}").xpath("//form[contains(@class, 'filters')]")[0]


def options(client, name, path="/en/press/", **filters):
    """What a list offers, but for "All". Languages are chips: each is a link."""
    if name == "language":
        return chips(form(client, path, **filters))[1:]
    return [words(option) for option in form(client, path, **filters).xpath(f".//select[@name='{name}']/option")][1:]


def chips(tree, condition=""):
    return [words(link) for link in by_class(tree, "tabs")[0].xpath(f".//a{condition}")]


def headlines(client, path="/en/press/", **filters):
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    return [words(item) for item in by_class(main(read(client, f"{path}?{query}")), "citation__headline")]


def errors(client, **filters):
    return words(by_class(form(client, **filters), "field__error"))


def test_without_filters_the_counts_are_those_of_everything(client, library):
    assert options(client, "campaign") == ["Janus (2)", "Sanctuary (3)"]
    assert options(client, "outlet") == ["Politico (3)", "Univisión (2)"]
    assert options(client, "kind") == ["Article (3)", "Opinion (1)", "Television (1)"]
    assert options(client, "language") == ["English (3)", "Spanish (2)"]
    assert options(client, "year") == ["2018 (2)", "2017 (3)"]


def test_counts_follow_the_other_filters(client, library):
    assert options(client, "outlet", year=2018) == ["Politico (1)", "Univisión (1)"]
    assert options(client, "campaign", kind="opinion") == ["Sanctuary (1)"]
    assert options(client, "year", campaign="janus", language="es") == ["2018 (1)"]
    assert options(client, "kind", q="janus") == ["Article (1)"]
    assert options(client, "language", **{"from": "2017-03-27", "to": "2017-03-28"}) == ["English (2)"]


def test_counts_of_a_filter_do_not_follow_itself(client, library):
    assert options(client, "year", year=2018) == ["2018 (2)", "2017 (3)"]
    assert options(client, "campaign", campaign="janus") == ["Janus (2)", "Sanctuary (3)"]
    assert options(client, "outlet", outlet=library["politico"].pk) == ["Politico (3)", "Univisión (2)"]
    assert options(client, "kind", kind="tv", language="es") == ["Article (1)", "Television (1)"]


def test_number_of_results_agrees_with_the_option(client, library):
    assert len(headlines(client, campaign="sanctuary", language="en")) == 2
    assert options(client, "language", campaign="sanctuary")[0] == "English (2)"


def test_chosen_option_stays_where_there_is_nothing_of_it(client, library):
    filters = {"campaign": "janus", "year": 2017, "outlet": library["univision"].pk, "kind": "radio", "language": "ko"}
    tree = form(client, **filters)

    assert [words(option) for option in tree.xpath(".//option[@selected]")] == [
        "Janus (0)",
        "Univisión (0)",
        "Radio (0)",
        "2017 (0)",
    ]
    assert chips(tree, "[@aria-current]") == ["Korean (0)"]
    assert headlines(client, **filters) == []
    assert by_class(tree, "field__error") == []


def test_filters_by_kind_and_days(client, library):
    assert headlines(client, kind="opinion") == ["Mayors Meet"]
    assert headlines(client, **{"from": "2018-06-28"}) == ["Sindicatos"]
    assert headlines(client, to="2017-03-26") == ["Reacción de alcaldes"]
    assert headlines(client, **{"from": "2017-03-27", "to": "2017-03-28"}) == ["Cities Defy Trump", "Mayors Meet"]


def test_days_that_make_no_sense_are_said(client, library):
    assert errors(client, **{"from": "2018-01-01", "to": "2017-01-01"}) == said(
        "en", "The last day must not come before the first."
    )
    assert "valid date" in errors(client, **{"from": "yesterday"})
    assert headlines(client, **{"from": "yesterday"}) == headlines(client, **{"from": "2018-02-30"}) == []
    assert form(client, **{"from": "yesterday"}).xpath(".//input[@name='from']/@value") == ["yesterday"]


def test_filter_that_makes_no_sense_leaves_the_other_lists_useful(client, library):
    assert options(client, "outlet", year=1066, campaign="janus") == ["Politico (1)", "Univisión (1)"]


def test_hub_is_found_by_its_slug_in_any_language_and_named_in_the_visitors(client, library):
    spanish = translate(library["sanctuary"])

    for slug in ("sanctuary", spanish.slug):
        assert len(headlines(client, "/es/prensa/", campaign=slug)) == 3
        chosen = form(client, "/es/prensa/", campaign=slug).xpath(".//select[@name='campaign']/option[@selected]")
        assert [option.get("value") for option in chosen] == [spanish.slug]
        assert words(chosen) == f"{spanish.title} (3)"


def test_hub_that_visitors_may_not_see_is_no_option(client, library):
    PageViewRestriction.objects.create(page=library["janus"], restriction_type=PageViewRestriction.LOGIN)

    assert options(client, "campaign") == ["Sanctuary (3)"]
    assert "janus" in errors(client, campaign="janus")


def test_draft_outlet_is_no_option_and_its_name_is_not_given_away(client, library):
    secret = OutletFactory(name="Secret Gazette")
    ClippingFactory(outlet=secret, live=False)

    assert errors(client, outlet=secret.pk)
    assert "Secret Gazette" not in client.get(f"/en/press/?outlet={secret.pk}").content.decode()


@pytest.fixture
def many_outlets(site):
    """More outlets than are offered: the first have two pieces each, the last one piece."""
    outlets = Outlet.objects.bulk_create(Outlet(name=f"Gazette {number:03}") for number in range(OFFERED + 10))
    rows = [ClippingFactory.build(outlet=outlet, locale=site.homes["en"].locale) for outlet in outlets]
    rows += [ClippingFactory.build(outlet=outlet, locale=site.homes["en"].locale) for outlet in outlets[:-1]]
    Clipping.objects.bulk_create(rows)
    invalidate_counts()
    return outlets


def test_only_the_outlets_with_the_most_coverage_are_offered(client, many_outlets):
    offered = options(client, "outlet")

    assert len(offered) == OFFERED
    assert offered[0] == "Gazette 000 (2)"
    assert said("en", "The %(count)s with the most coverage. The search finds the others.") % {
        "count": OFFERED
    } in words(form(client))


def test_chosen_outlet_is_offered_however_little_it_has(client, many_outlets):
    last = many_outlets[-1]
    chosen = form(client, outlet=last.pk).xpath(".//select[@name='outlet']/option[@selected]")

    assert words(chosen) == f"{last.name} (1)"


def test_outlet_that_is_not_offered_is_found_by_searching(client, many_outlets):
    last = many_outlets[-1]
    last.save()  # into the search index

    assert options(client, "outlet", q=f"gazette+{last.name[-3:]}") == [f"{last.name} (1)"]


def total(client):
    return words(by_class(main(read(client, "/en/press/")), "results-head")[0].find("p"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda library: ClippingFactory(outlet=library["politico"]), 6),
        (lambda library: Clipping.objects.get(headline="Mayors Meet").delete(), 4),
        (lambda library: Clipping.objects.get(headline="Mayors Meet").unpublish(), 4),
        (lambda library: (Clipping.objects.filter(language="es").update(live=False), invalidate_counts()), 3),
    ],
)
def test_counts_change_with_the_coverage(client, library, change, expected):
    assert total(client).startswith("5 ")
    change(library)

    assert total(client).startswith(f"{expected} ")


def test_options_follow_new_names_and_new_filing(client, library):
    options(client, "outlet")
    library["politico"].name = "POLITICO New York"
    library["politico"].save()
    clipping = Clipping.objects.get(headline="Mayors Meet")
    clipping.campaign_links.all().delete()

    assert "POLITICO New York (3)" in options(client, "outlet")
    assert options(client, "campaign") == ["Janus (2)", "Sanctuary (2)"]


def test_counts_of_a_change_that_was_taken_back_are_those_of_before(client, library):
    with transaction.atomic():
        ClippingFactory(outlet=library["politico"])
        transaction.set_rollback(True)

    assert total(client).startswith("5 ")


def test_search_finds_an_outlet_by_a_name_that_it_got_later(client, library):
    library["univision"].other_names = "Unvision"
    library["univision"].save()

    assert headlines(client, q="unvision") == ["Sindicatos", "Reacción de alcaldes"]


def test_accents_that_are_characters_of_their_own_find_the_same(client, library):
    assert headlines(client, q="univisio%CC%81n") == headlines(client, q="univisi%C3%B3n") != []


def test_beginnings_of_several_words_are_enough(client, library):
    assert headlines(client, q="cit+def+tru") == ["Cities Defy Trump"]
    assert headlines(client, q="reaccion+alc") == ["Reacción de alcaldes"]
    assert headlines(client, q="cit+xyz") == []


def test_spanish_page_says_it_in_spanish(client, library):
    assert options(client, "language", "/es/prensa/") == ["Español (2)", "Inglés (3)"]
    assert options(client, "kind", "/es/prensa/")[0].endswith("(3)")
