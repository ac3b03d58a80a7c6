"""What it costs to keep the search index up to date does not grow with what is in it."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from modelsearch.conf import get_app_config
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.search.backends import get_search_backend

from press.models import Clipping
from tests.factories import CampaignFactory, ClippingFactory, StandardPageFactory

IndexEntry = get_app_config().get_model("IndexEntry")


def weight(page):
    kind = ContentType.objects.get_for_model(page)
    return IndexEntry.objects.get(content_type=kind, object_id=str(page.pk)).title_norm


def test_saving_a_clipping_does_not_read_the_whole_index(site):
    clipping = ClippingFactory()
    with CaptureQueriesContext(connection) as queries:
        clipping.headline = "Another headline"
        clipping.save()

    assert not [entry["sql"] for entry in queries if "AVG(" in entry["sql"]]
    assert Clipping.objects.get().index_entries.count() == 1


def found(words):
    return [page.specific for page in get_search_backend().search(words, Page)]


def test_a_body_is_read_once_for_each_save(site, monkeypatch):
    page = StandardPageFactory(body=[("text", RichText("<p>Sanctuary</p>"))])
    read, read_body = [], StreamField.get_searchable_content
    monkeypatch.setattr(
        StreamField, "get_searchable_content", lambda field, value: read.append(field.name) or read_body(field, value)
    )
    page.save()
    assert read == ["body"]
    assert found("Sanctuary") == [page]
    page.body = [("text", RichText("<p>Refuge</p>"))]
    page.save()
    assert (found("Sanctuary"), found("Refuge")) == ([], [page])


def test_short_titles_weigh_more_than_long_ones_whatever_else_is_indexed(site):
    short = StandardPageFactory(title="Rights")
    long = CampaignFactory(title="Rights, and what to do about them when nobody else will")
    before = weight(short) / weight(long)
    for _ in range(3):
        ClippingFactory()
    short.save()

    assert before > 2
    get_search_backend().get_index_for_model(Page)._refresh_title_norms(full=True)
    assert weight(short) > 1 > weight(long)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="an index of PostgreSQL")
def test_postgresql_has_an_index_of_what_a_search_looks_through(db):
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, IndexEntry._meta.db_table)

    assert constraints["site_search_words"]["type"] == "gin"


def test_search_in_the_order_of_a_list_finds_what_a_ranked_one_finds(site):
    for day, headline in enumerate(("City council votes", "The council of a city", "Neighbors rally"), start=1):
        ClippingFactory(headline=headline, date=dt.date(2017, 3, day))
    backend, everything = get_search_backend(), Clipping.objects.order_by("date")
    for find, words in ((backend.search, "city council"), (backend.autocomplete, "cit coun")):
        unranked = find(words, everything, order_by_relevance=False)

        assert [item.headline for item in unranked] == ["City council votes", "The council of a city"]
        assert {item.pk for item in find(words, everything)} == {item.pk for item in unranked}
        assert unranked.count() == 2 and [item.headline for item in unranked[1:]] == ["The council of a city"]
