"""The report that compares the languages of every page."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from site_project.models import Campaign
from tests.factories import CampaignFactory, EventFactory, StandardPageFactory, UserFactory, publish, translate
from tests.translation.helpers import is_refused

pytestmark = pytest.mark.slow


def wrong(text):
    """A translation with another number."""
    return text.replace("5", "6")


@pytest.fixture
def report(client, site):
    """A function that opens the report, as a translator."""
    client.force_login(UserFactory(group="Translators: Spanish"))

    def get(**filters):
        return client.get(reverse("translation:parity"), filters)

    return get


def rows(response):
    return {row.target.title: row for row in response.context["object_list"]}


def test_what_differs_is_told_with_its_place(report):
    translate(StandardPageFactory(title="About", summary="We meet at 5 p.m."), convert=wrong)
    response = report()
    [checked] = rows(response)["About"].findings
    assert checked.label == "Summary"
    assert "Summary" in response.text
    assert "Not found in the translation: 5 p.m" in response.text
    assert "We meet at 6 p.m." in response.text


def test_what_is_right_has_no_finding(report):
    translate(StandardPageFactory(title="About", summary="We meet at 5 p.m."))
    assert rows(report())["About (traducido)"].findings == []


def test_it_compares_what_visitors_read(report):
    spanish = translate(StandardPageFactory(title="About", summary="We meet at 5 p.m."))
    StringTranslation.objects.filter(context__object_id=spanish.translation_key, context__path="summary").update(
        data="x"
    )
    assert rows(report())["About (traducido)"].findings == []


def test_what_translates_an_older_text_waits_for_the_translator(report):
    english = StandardPageFactory(title="About", summary="We meet at 5 p.m.")
    translate(english)
    english.summary = "We meet at 6 p.m."
    publish(english)
    row = rows(report())["About (traducido)"]
    assert row.findings == []
    assert row.published.behind == 1


def test_drafts_are_not_compared(report):
    translate(StandardPageFactory(title="Draft", summary="5"), convert=wrong, publish=False)
    assert "Draft" not in rows(report())


def test_filters(report, site):
    hub = CampaignFactory(title="Hub", summary="5")
    event = EventFactory(title="Event", summary="Words", campaign=hub.campaign)
    translate(event)
    for english in (hub, StandardPageFactory(title="About", summary="5")):
        translate(english, convert=wrong)
    assert set(rows(report(campaign=Campaign.objects.get().pk))) == {"Hub", "Event (traducido)"}
    assert set(rows(report(show="findings"))) == {"Hub", "About"}
    spanish = Locale.objects.get(language_code="es")
    assert {"Hub", "About"} <= set(rows(report(language=spanish.pk)))
    assert "No page matches." in report(language=Locale.get_default().pk).text


def test_without_pages_it_says_so(client, homes, people):
    client.force_login(people.translator)
    assert "No page is published in two languages yet." in client.get(reverse("translation:parity")).text


@pytest.mark.parametrize("filters", [{}, {"show": "findings"}])
def test_its_queries_do_not_grow(report, filters):
    """Ten of its own, beside those of every screen of the admin."""

    def queries():
        report(**filters)
        with CaptureQueriesContext(connection) as captured:
            report(**filters)
        return captured

    translate(StandardPageFactory(title="About", summary="5"), convert=wrong)
    few = queries()
    for number in range(4):
        translate(StandardPageFactory(title=f"Another {number}", summary="5"), convert=wrong)
    many = queries()
    assert len(many) == len(few)
    own = [query for query in many if "wagtail_localize" in query["sql"] or "translation_" in query["sql"]]
    assert len(own) <= 10


def test_it_comes_in_pages(report, monkeypatch):
    monkeypatch.setattr("translation.quality.report.ParityReport.paginate_by", 2)
    for title in ("A", "B", "C"):
        translate(StandardPageFactory(title=title, summary="5"))
    found = [set(rows(report(p=number))) for number in (1, 2, 3, 4)]
    assert all(len(titles) <= 2 for titles in found)
    assert {"A (traducido)", "B (traducido)", "C (traducido)"} <= set().union(*found)


def test_it_is_in_the_menu_of_those_who_act_in_a_language(client, report):
    assert reverse("translation:parity") in client.get(reverse("wagtailadmin_home")).text
    stranger = UserFactory(is_superuser=False)
    client.force_login(stranger)
    response = client.get(reverse("translation:parity"))
    assert is_refused(response) or "/login/" in response.url


def test_in_spanish(client, report, monkeypatch):
    monkeypatch.setattr("translation.quality.report.ParityReport.paginate_by", 1)
    translate(StandardPageFactory(title="Zoning", summary="5"))
    translate(StandardPageFactory(title="About", summary="We meet at 5 p.m."), convert=wrong)
    response = client.get(reverse("translation:parity"), headers={"Accept-Language": "es"})
    assert "No está en la traducción: 5 p.m" in response.text
    assert re.search(r"\d+ páginas", response.text)
