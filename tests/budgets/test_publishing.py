"""How many queries it may cost to publish, now that an original writes its translations in the same transaction."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringSegment, StringTranslation

from campaigns.models import CampaignPage, EventPage
from demo.benchmark.translating import grow
from site_project.users.models import User
from tests.translation.helpers import fill, translation_to
from translation.publishing import publish

pytestmark = pytest.mark.slow


def queries_of(action, *args):
    with CaptureQueriesContext(connection) as queries:
        action(*args)
    return len(queries)


def publish_again(page):
    page = type(page).objects.get(pk=page.pk)
    page.save_revision().publish()


def publish_with_title(page, title):
    page = type(page).objects.get(pk=page.pk)
    page.title = title
    page.save_revision().publish()


def hub():
    return CampaignPage.objects.get(locale__language_code="en", slug="seeking-sanctuary")


def test_publishing_an_event(demo):
    event = EventPage.objects.filter(locale__language_code="en", live=True).first()

    assert queries_of(publish_with_title, event, "Another name") <= 120
    assert queries_of(publish_again, event) <= 85  # 75 without translations


def test_publishing_a_hub_costs_the_same_however_long_it_is(demo):
    few = queries_of(publish_with_title, hub(), "Another name")
    grow(hub(), blocks=170)

    many = queries_of(publish_with_title, hub(), "A third name")
    assert StringSegment.objects.filter(source__object_id=hub().translation_key).count() > 500
    assert many <= few + 5
    assert many <= 150
    assert queries_of(publish_again, hub()) <= 108  # 104 without translations


def test_publishing_a_translation_costs_the_same_however_long_it_is(demo):
    grow(hub(), blocks=170)
    spanish = hub().get_translations().get(locale__language_code="es")
    fill(spanish)
    StringTranslation.objects.filter(context__object_id=spanish.translation_key, context__path="title").update(
        data="Otro nombre"
    )
    user = User.objects.get(username="admin")

    assert queries_of(publish, translation_to(spanish), user) <= 165
    spanish.refresh_from_db()
    assert spanish.title == "Otro nombre"


def test_the_benchmark_of_translating_leaves_nothing_behind(demo):
    before = StringSegment.objects.count(), hub().title
    table = io.StringIO()
    call_command("bench", translation=True, runs=1, stdout=table)
    rows = [line.split(" | ") for line in table.getvalue().splitlines()[2:]]
    assert len(rows) == 7 and all(int(row[1]) for row in rows)
    assert (StringSegment.objects.count(), hub().title) == before
