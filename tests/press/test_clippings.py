"""A clipping is a citation: the source's facts stay as published, and only our own words are translated."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Locale
from wagtail_localize.models import StringSegment

from press.models import Clipping
from press.newsroom.citations import as_citations
from tests.factories import ClippingFactory, OutletFactory, UserFactory, translate

GLOSS = "Thirty cities will not help with deportations."
SPANISH_GLOSS = "Treinta ciudades no ayudarán con las deportaciones."


@pytest.fixture
def clipping(site):
    return ClippingFactory(headline="Cities Defy Trump", gloss=GLOSS, note="From the first day.")


def shown(code):
    with translation.override(code):
        return as_citations(Clipping.objects.published())


def test_headline_is_verbatim_in_every_language(clipping):
    translate(clipping, convert=lambda text: f"{text} ES")

    for code in ("en", "es"):
        (citation,) = shown(code)
        assert (citation.headline, citation.outlet_name) == ("Cities Defy Trump", clipping.outlet.name)
        assert (citation.url, citation.date) == (clipping.url, clipping.date)


def test_only_our_words_go_to_translators(clipping):
    translate(clipping)
    handed_over = set(
        StringSegment.objects.filter(source__object_id=clipping.translation_key).values_list("string__data", flat=True)
    )

    assert handed_over == {GLOSS, "From the first day."}


def test_gloss_is_shown_in_the_language_of_the_reader_only(clipping):
    assert [citation.gloss for citation in shown("es")] == [""]
    translate(clipping, convert={GLOSS: SPANISH_GLOSS, "From the first day.": "Del primer día."}.get)

    (english,), (spanish,) = shown("en"), shown("es")
    assert (english.gloss, english.note) == (GLOSS, "From the first day.")
    assert (spanish.gloss, spanish.note) == (SPANISH_GLOSS, "Del primer día.")


def test_draft_gloss_is_not_shown(clipping):
    translate(clipping, publish=False)
    clipping.carriers.update(live=False)

    assert [citation.gloss for citation in shown("es")] == [""]


def test_translating_makes_a_carrier_that_points_to_the_citation(clipping):
    carrier = translate(clipping)

    assert carrier.citation == clipping
    assert carrier.locale.language_code == "es"
    assert clipping.citation is None


def test_every_row_is_a_citation_or_a_carrier(clipping):
    carrier = translate(clipping, publish=False)

    assert list(Clipping.objects.citations()) == [clipping]
    assert list(Clipping.objects.carriers()) == list(clipping.carriers.all()) == [carrier]
    assert list(Clipping.objects.published()) == [clipping]


def test_carrier_of_a_carrier_points_to_the_citation_too(clipping):
    carrier = translate(clipping)
    third = carrier.copy_for_translation(Locale.objects.create(language_code="fr"))

    assert third.citation == clipping and third.gloss == third.note == ""


def test_carriers_are_never_listed(clipping, client):
    translate(clipping)

    assert len(shown("en")) == len(shown("es")) == 1
    for path in ("/en/press/", "/es/prensa/", "/en/press/feed.xml", "/es/prensa/feed.xml"):
        assert client.get(path).content.decode().count(">Cities Defy Trump<") == 1


def test_carriers_are_not_offered_where_clippings_are_picked(clipping):
    translate(clipping)
    other = ClippingFactory(headline="Mayors Meet in New York")
    staff = Client()
    staff.force_login(UserFactory(is_superuser=True))
    chooser = Clipping.snippet_viewset.chooser_viewset
    for name in ("choose", "choose_results"):
        text = staff.get(reverse(chooser.get_url_name(name))).content.decode()
        assert text.count("Cities Defy Trump") == 1
        assert str(other) in text


def test_deleting_a_citation_deletes_its_carriers(clipping):
    translate(clipping)
    clipping.delete()

    assert not Clipping.objects.exists()


def test_deleting_a_carrier_leaves_the_citation(clipping):
    translate(clipping).delete()

    assert [citation.pk for citation in shown("es")] == [clipping.pk]


def test_clipping_filed_in_spanish_is_listed_in_both_languages(site):
    ClippingFactory(headline="Ciudades desafían", locale=site.homes["es"].locale, language="es", gloss="Glosa.")

    (english,), (spanish,) = shown("en"), shown("es")
    assert english.lang_differs and not spanish.lang_differs
    assert (english.gloss, spanish.gloss) == ("", "Glosa.")


def test_draft_clipping_is_not_listed(site):
    ClippingFactory(live=False)

    assert shown("en") == []


def test_newest_come_first(site):
    for day in (28, 29, 27):
        ClippingFactory(date=dt.date(2017, 3, day))

    assert [citation.date.day for citation in shown("en")] == [29, 28, 27]


def test_dead_link_is_not_linked_to(site):
    ClippingFactory(link_state="dead", archive_url="https://example.org/archived")

    (citation,) = shown("en")
    assert (citation.url, citation.archive_url) == ("", "https://example.org/archived")


def test_date_in_the_future_is_refused(site):
    clipping = ClippingFactory.build(outlet=OutletFactory(), date=timezone.localdate() + dt.timedelta(days=1))
    with pytest.raises(ValidationError) as refused:
        clipping.clean()
    assert set(refused.value.message_dict) == {"date"}

    clipping.date = timezone.localdate()
    clipping.clean()


def test_outlet_with_clippings_cannot_be_deleted(clipping):
    with pytest.raises(ProtectedError):
        clipping.outlet.delete()

    outlet = clipping.outlet
    clipping.delete()
    outlet.delete()


def test_staff_are_told_why_an_outlet_cannot_be_deleted(clipping):
    staff = Client()
    staff.force_login(UserFactory(is_superuser=True))
    url = reverse(type(clipping.outlet).snippet_viewset.get_url_name("delete"), args=[clipping.outlet.pk])

    assert staff.post(url).status_code in (200, 302)
    assert Clipping.objects.filter(pk=clipping.pk).exists()
