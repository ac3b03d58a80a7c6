"""The lists of clippings and outlets in the admin stay usable however long they are."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.snippets.views.snippets import IndexView

from press.admin.viewsets import ClippingIndexView
from press.enums import ClippingKind, LinkState
from press.link_checks.models import Link
from press.models import Clipping, Outlet
from site_project.pagination import BoundedPaginator
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, UserFactory, translate
from tests.reading import parse, said, words


@pytest.fixture
def staff(site):
    client = Client()
    client.force_login(UserFactory(is_superuser=True))
    client.get("/admin/")  # finds the viewsets
    return client


def address(model, name="list"):
    return reverse(model.snippet_viewset.get_url_name(name))


def rows(client, model=Clipping, **query):
    """The titles in the list."""
    response = client.get(address(model), query)
    assert response.status_code == 200
    return [words(title) for title in parse(response).xpath("//tbody//*[contains(@class, 'title-wrapper')]")]


def text(response):
    return " ".join(strip_tags(response.content.decode()).split())


def cost(client, path, **query):
    client.get(path, query)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path, query).status_code == 200
    return len(queries)


def make_library():
    hub = CampaignFactory(title="Sanctuary", slug="sanctuary")
    politico = OutletFactory(name="Politico", other_names="POLITICO New York")
    ClippingFactory(
        headline="One", outlet=politico, campaign=hub.campaign, date=dt.date(2017, 1, 3), link_state=LinkState.DEAD
    )
    ClippingFactory(headline="Two", outlet=politico, kind=ClippingKind.TV, date=dt.date(2017, 1, 2))
    ClippingFactory(headline="Tres", outlet=OutletFactory(name="Univisión"), language="es", date=dt.date(2017, 1, 1))
    return hub


@pytest.fixture(scope="module")
def kept_library(on_the_site):
    return on_the_site(make_library)


@pytest.fixture
def library(site, kept_library):
    return kept_library.anew()


def test_newest_stand_first_and_can_stand_last(staff, library):
    assert rows(staff) == ["One", "Two", "Tres"]
    assert rows(staff, ordering="date") == ["Tres", "Two", "One"]
    assert rows(staff, ordering="-date") == ["One", "Two", "Tres"]


def test_list_says_the_day_and_whether_it_is_published(staff, library):
    ClippingFactory(headline="Zero", date=dt.date(2016, 12, 31), live=False)

    listed = parse(staff.get(address(Clipping))).xpath("//tr[.//*[contains(@class, 'title-wrapper')]]")
    first, *_others, last = map(words, listed)

    assert "Jan. 3, 2017" in first and "Published" in first
    assert "Dec. 31, 2016" in last and "Draft" in last


def test_outlet_is_made_where_it_is_chosen(staff, library):
    chooser = Outlet.snippet_viewset.chooser_viewset
    sent = {"name": "The Sampleton Herald", "language": "en"}

    answer = staff.post(reverse(chooser.get_url_name("create")), sent)

    assert answer.json()["step"] == "chosen" and Outlet.objects.filter(name="The Sampleton Herald").exists()


@pytest.mark.parametrize("ordering", ["headline", "-outlet", "locale", "url_key", "x"])
def test_what_has_no_index_is_nothing_to_sort_by(staff, library, ordering):
    assert rows(staff, ordering=ordering) == ["One", "Two", "Tres"]


def test_each_filter_narrows(staff, library):
    assert rows(staff, kind="tv") == ["Two"]
    assert rows(staff, language="es") == ["Tres"]
    assert rows(staff, campaign=library.campaign_id) == ["One"]
    assert rows(staff, link="dead") == ["One"]
    assert rows(staff, date_from="2017-01-02", date_to="2017-01-02") == ["Two"]


@pytest.mark.parametrize("name", ["politico", "POLITICO New", "polit"])
def test_outlet_is_typed_in_any_spelling(staff, library, name):
    assert rows(staff, outlet=name) == ["One", "Two"]


def test_accents_of_an_outlet_do_not_matter(staff, library):
    assert rows(staff, outlet="univision") == ["Tres"]
    assert rows(staff, outlet="%%%") == rows(staff, outlet="no such") == []


def test_outlets_are_no_list_to_choose_from(staff, library):
    assert "Univisión</option>" not in staff.get(address(Clipping)).content.decode()


def test_state_of_an_earlier_address_does_not_count(staff, library):
    Link.objects.update(url="https://example.org/earlier")

    assert rows(staff, link="dead") == []


def test_filters_combine_with_search_and_say_so(staff, library):
    assert rows(staff, q="one", language="en") == ["One"]
    assert rows(staff, q="one", language="es") == []
    assert "Politico" in text(staff.get(address(Clipping), {"outlet": "Politico"}))


@pytest.mark.parametrize("q", ["tre", "TRES", "univision", "politico"])
def test_search_finds_headlines_and_outlets(staff, library, q):
    assert set(rows(staff, q=q)) <= {"One", "Two", "Tres"} and rows(staff, q=q)


@pytest.mark.parametrize(
    "query", [{"q": '"'}, {"q": "%_*"}, {"q": "a OR"}, {"campaign": "x"}, {"link": "x"}, {"p": "99"}]
)
def test_hostile_query_gets_an_answer(staff, library, query):
    assert staff.get(address(Clipping), query).status_code == 200


def test_drafts_and_carriers_are_in_the_list_of_their_language(staff, library):
    ClippingFactory(headline="Draft", live=False)
    translate(ClippingFactory(headline="Glossed", gloss="A gloss."))

    assert {"Draft", "Glossed"} <= set(rows(staff, locale="en"))
    assert rows(staff, locale="es") == ["Glossed"]


@pytest.fixture
def long_list(site, monkeypatch):
    """Sixty clippings, where no more than twenty are counted."""
    monkeypatch.setattr(BoundedPaginator, "max_rows", 20)
    monkeypatch.setattr(Clipping.snippet_viewset, "list_per_page", 10, raising=False)
    outlet = OutletFactory(name="Gazette")
    rows = [
        ClippingFactory.build(
            headline=f"Story {number:02}", outlet=outlet, locale=site.homes["en"].locale, date=dt.date(2017, 1, 1)
        )
        for number in range(60)
    ]
    Clipping.objects.bulk_create(rows)
    return outlet


def test_long_list_is_counted_to_a_limit_and_says_so(staff, long_list):
    response = staff.get(address(Clipping))
    more = said("en", "more than %(count)s %(things)s", "length of a list") % {"count": "20", "things": "clippings"}

    assert more.capitalize() in text(response)
    assert "There are more than 20." in text(response)
    assert response.context["paginator"].count == 20
    exact = staff.get(address(Clipping), {"date_to": "2016-01-01"})
    assert "more than" not in text(exact)


def test_no_query_counts_the_whole_table(staff, long_list):
    for query in ({}, {"q": "story"}, {"outlet": "gazette"}, {"language": "en"}):
        with CaptureQueriesContext(connection) as queries:
            staff.get(address(Clipping), query)
        counting = [entry["sql"] for entry in queries if "COUNT(" in entry["sql"] and "press_clipping" in entry["sql"]]
        # The menu counts what waits for a publisher, by an index of nothing else.
        counting = [sql for sql in counting if "has_unpublished_changes" not in sql]
        assert len(counting) == 1 and "LIMIT 21" in counting[0]


@pytest.mark.parametrize("query", [{}, {"p": "2"}, {"locale": "en", "kind": "article"}, {"outlet": "gazette"}])
def test_list_costs_few_queries_however_long(staff, long_list, query):
    assert cost(staff, address(Clipping), **query) <= 20


def test_outlets_are_listed_with_their_coverage_at_the_same_price(staff, library):
    before = cost(staff, address(Outlet))
    ClippingFactory(outlet=Outlet.objects.get(name="Politico"), live=False)
    Outlet.objects.bulk_create(Outlet(name=f"Gazette {number}") for number in range(30))
    table = parse(staff.get(address(Outlet), {"q": "politico"})).xpath("//*[@id='listing-results']//tbody/tr")

    assert words(table[0]).split()[-1] == "2", "published ones only"
    assert cost(staff, address(Outlet)) == before <= 20
    assert rows(staff, Outlet, q="univision") == ["Univisión"]


def test_picking_costs_few_queries_and_finds_by_words(staff, library):
    for model in (Clipping, Outlet):
        chooser = model.snippet_viewset.chooser_viewset
        choose, results = (reverse(chooser.get_url_name(name)) for name in ("choose", "choose_results"))
        assert cost(staff, choose) <= 10
        assert cost(staff, results, q="univision") <= 10
        assert "Univisión" in text(staff.get(results, {"q": "univision"}))
        assert "Univisión" not in text(staff.get(results, {"q": "politico"}))
        assert staff.get(results, {"q": '"'}).status_code == 200


def test_drafts_are_marked_where_one_picks(staff, library):
    ClippingFactory(headline="Unfinished", live=False)
    results = reverse(Clipping.snippet_viewset.chooser_viewset.get_url_name("choose_results"))

    assert "Draft" in text(staff.get(results, {"q": "unfinished"}))
    Clipping.objects.get(headline="Unfinished").save()
    assert "Draft" not in text(staff.get(results, {"q": "politico"}))


def test_buttons_of_a_row_are_those_of_wagtails_own_list(staff, library):
    """Once Wagtail's own list costs no more, `press.admin.translation_buttons` can go."""
    translate(ClippingFactory(headline="Glossed", gloss="A gloss."))
    view = staff.get(address(Clipping)).context["view"]
    assert isinstance(view, ClippingIndexView)
    for clipping in Clipping.objects.all():
        ours, theirs = (
            [(str(item.label), item.url) for button in buttons for item in button.dropdown_buttons]
            for buttons in (view.get_list_buttons(clipping), IndexView.get_list_buttons(PlainView(view), clipping))
        )
        assert ours == theirs


class PlainView:
    """An index view, but that its menu is Wagtail's own."""

    def __init__(self, view):
        self.view = view

    def __getattr__(self, name):
        return getattr(self.view, name)

    def get_list_more_buttons(self, instance):
        return super(IndexView, self.view).get_list_more_buttons(instance)


def test_clippings_to_pick_are_narrowed_to_a_campaign_and_an_outlet(staff, library):
    chooser = Clipping.snippet_viewset.chooser_viewset

    def offered(view="choose_results", **query):
        response = staff.get(reverse(chooser.get_url_name(view)), query)
        text = response.json()["html"] if view == "choose" else response.content.decode()
        return [headline for headline in ("One", "Two", "Tres") if f"{headline} (" in text]

    assert offered() == offered("choose") == ["One", "Two", "Tres"]
    assert offered(campaign=library.campaign_id) == ["One"]
    assert offered(outlet="polit") == ["One", "Two"]
    assert offered(outlet="univision", q="tres") == ["Tres"]
    assert offered(outlet="univision", campaign=library.campaign_id) == []
    assert "Sanctuary" in staff.get(reverse(chooser.get_url_name("choose"))).json()["html"]
