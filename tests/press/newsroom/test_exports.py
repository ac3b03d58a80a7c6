"""Any list of the newsroom can be taken away as a table."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from press.models import Clipping
from press.newsroom import exports
from press.newsroom.counts import invalidate_counts
from site_project.spreadsheets import neutral
from tests.factories import CampaignFactory, ClippingFactory, OutletFactory, translate
from tests.reading import links, main, read, said

COLUMNS = ["Headline", "Outlet", "Date", "Language", "Kind", "Author", "Address", "Archive copy", "Gloss", "Campaigns"]


def download(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response, b"".join(response.streaming_content)


def table(client, path="/en/press/citations.csv"):
    """The rows of the table, the header first."""
    _response, content = download(client, path)
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def make_clipping():
    hub = CampaignFactory(title="Sanctuary", slug="sanctuary")
    translate(hub)
    clipping = ClippingFactory(
        headline="Cities Defy Trump",
        outlet=OutletFactory(name="Politico"),
        campaign=hub.campaign,
        kind="opinion",
        author="Ana Muestra",
        url="https://example.org/story",
        archive_url="https://example.org/archived",
        gloss="Thirty cities.",
    )
    translate(clipping)
    return clipping


@pytest.fixture(scope="module")
def kept_clipping(on_the_site):
    return on_the_site(make_clipping)


@pytest.fixture
def clipping(site, kept_clipping):
    return kept_clipping.anew()


def test_table_holds_what_a_citation_needs(client, clipping):
    header, row = table(client)

    assert header == COLUMNS
    assert row == [
        "Cities Defy Trump",
        "Politico",
        "2017-03-28",
        "English",
        "Opinion",
        "Ana Muestra",
        "https://example.org/story",
        "https://example.org/archived",
        "Thirty cities.",
        "Sanctuary",
    ]


def test_table_is_in_the_language_of_its_page(client, clipping):
    header, row = table(client, "/es/prensa/citations.csv")

    assert header[:4] == [said("es", name, "column of a table") for name in COLUMNS[:4]]
    assert row[0] == "Cities Defy Trump", "but headlines stay"
    assert (row[3], row[8], row[9]) == ("inglés", "Thirty cities. (traducido)", "Sanctuary (traducido)")


def test_file_says_what_it_is(client, clipping):
    response, content = download(client, "/es/prensa/citations.csv?campaign=sanctuary")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Language"] == "es"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Content-Disposition"] == (
        f'attachment; filename="prensa-sanctuary-traducido-{timezone.localdate():%Y-%m-%d}.csv"'
    )
    assert content.startswith("\ufeff".encode()), "Excel would take it for another encoding"


def test_file_name_keeps_letters_of_any_script(client, clipping):
    response, _content = download(client, "/en/press/citations.csv?q=%C3%A1rbol")

    assert "filename*=utf-8''press-%C3%A1rbol-" in response["Content-Disposition"]


def test_table_takes_the_filters_and_keeps_the_order(client, clipping):
    hub = CampaignFactory(title="Janus", slug="janus")
    ClippingFactory(headline="Newer", campaign=hub.campaign, date=dt.date(2018, 6, 27))
    ClippingFactory(headline="Older", campaign=hub.campaign, date=dt.date(2018, 6, 26), language="es")

    assert [row[0] for row in table(client)[1:]] == ["Newer", "Older", "Cities Defy Trump"]
    assert [row[0] for row in table(client, "/en/press/citations.csv?campaign=janus")[1:]] == ["Newer", "Older"]
    assert [row[0] for row in table(client, "/en/press/citations.csv?language=es&year=2018")[1:]] == ["Older"]
    assert table(client, "/en/press/citations.csv?year=2016") == [COLUMNS]


def test_page_links_to_the_table_of_what_it_lists(client, clipping):
    shown = links(main(read(client, "/en/press/?campaign=sanctuary&page=1")))
    label = said("en", "Download as CSV (%(count)s)") % {"count": 1}

    assert shown[label] == "/en/press/citations.csv?campaign=sanctuary"
    assert links(main(read(client, "/en/press/")))[label] == "/en/press/citations.csv"
    for nothing in ("?year=2016", "?year=x"):
        assert not any("citations.csv" in url for url in links(main(read(client, f"/en/press/{nothing}"))).values())


def test_limit_is_named_and_kept(client, clipping, monkeypatch):
    monkeypatch.setattr(exports, "MAX_ROWS", 2)
    monkeypatch.setattr(exports, "CHUNK", 1)
    for day in (1, 2, 3):
        ClippingFactory(headline=f"Story {day}", date=dt.date(2018, 1, day))
    label = said("en", "Download as CSV (the newest %(count)s)") % {"count": 2}

    assert label in links(main(read(client, "/en/press/")))
    assert [row[0] for row in table(client)[1:]] == ["Story 3", "Story 2"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\xa0@a", "\uff1d1", "\u3000\uff0b1"]
)
def test_no_cell_is_taken_for_a_formula(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Cities", "2017-03-28", "'=1", " a=1", "1=1", "¡Sí!"])
def test_other_cells_are_left_alone(text):
    assert neutral(text) == text


def test_pasted_formula_arrives_as_text(client, site):
    ClippingFactory(
        headline='=HYPERLINK("https://evil.example")',
        outlet=OutletFactory(name="@Outlet"),
        author="+1 555",
        gloss='-1, "quoted"',
    )
    _header, row = table(client)

    assert (row[0], row[1]) == ('\'=HYPERLINK("https://evil.example")', "'@Outlet")
    assert (row[5], row[8]) == ("'+1 555", '\'-1, "quoted"')


def test_drafts_and_dead_addresses_and_hidden_hubs_stay_out(client, clipping):
    hidden = CampaignFactory(title="Hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    ClippingFactory(live=False)
    ClippingFactory(campaign=hidden.campaign, link_state="dead", date=dt.date(2016, 1, 1))
    _header, _first, dead = table(client)

    assert (dead[6], dead[9]) == ("", "")


@pytest.mark.parametrize("query", ["year=1066", "campaign=no-such", "from=x", "q=%00", "outlet=0"])
def test_filter_that_makes_no_sense_is_refused_with_the_reason(client, clipping, query):
    response = client.get(f"/en/press/citations.csv?{query}")

    assert response.status_code == 400
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.strip()


def test_number_of_queries_does_not_grow_with_the_rows(client, clipping):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            table(client)
        return len(queries)

    cost()  # the first visit looks more up than the others
    few = cost()
    rows = [ClippingFactory.build(outlet=clipping.outlet, locale=clipping.locale) for _ in range(60)]
    Clipping.objects.bulk_create(rows)
    Clipping.campaign_links.rel.related_model.objects.bulk_create(
        Clipping.campaign_links.rel.related_model(clipping=row, campaign=clipping.campaign_links.get().campaign)
        for row in rows
    )
    invalidate_counts()

    assert len(table(client)) == 62
    assert cost() == few
