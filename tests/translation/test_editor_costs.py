"""What the editor of translations costs on a very large page: a hub of 170 blocks with more than 500 texts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.rich_text import RichText

from tests.factories import CampaignFactory, UserFactory, publish, translate
from tests.translation.helpers import translation_to

pytestmark = pytest.mark.slow

SENTENCE = "In block {}, paragraph {} says how the cities and counties of this state <b>welcome</b> people."


@pytest.fixture
def hub(site):
    english = CampaignFactory()
    english.body = [
        (
            "text",
            RichText(
                "".join(f"<p>{SENTENCE.format(block, number)}</p>" for number in range(3))
                + f'<p><a href="https://example.org/{block}">A link</a> {block}</p>' * (block % 5 == 0)
            ),
        )
        for block in range(170)
    ]
    return publish(english)


@pytest.fixture
def spanish(hub):
    return translate(hub)


@pytest.fixture
def translator(site, client):
    user = UserFactory(group="Translators: Spanish")
    client.force_login(user)
    return user


def measured(client, page):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    return answer, len(queries)


def test_the_editor(client, translator, spanish):
    answer, queries = measured(client, spanish)
    assert answer.context["total"] > 500
    assert queries <= 30
    assert len(answer.content) <= 250_000


def test_one_text(client, translator, spanish):
    answer, _queries = measured(client, spanish)
    unit = answer.context["groups"][20].units[0]
    url = reverse("translation_editor:save", args=[translation_to(spanish).pk])
    client.post(url, {unit.name: f"{unit.value} Sí."})
    (unit,) = (one for one in measured(client, spanish)[0].context["groups"][20].units if one.key == unit.key)
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(url, {unit.name: f"{unit.value} No."})
    assert answer.status_code == 200
    # Five are Wagtail's own before any view of the admin; a savepoint is the test's.
    found = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(found) <= 14, "\n".join(found)


def test_its_pages(client, translator, spanish):
    """A mistake on the second page comes first after saving, and nothing of the first page is sent."""
    url = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    unit = client.get(url, {"p": 2}).context["groups"][0].units[0]
    answer = client.post(f"{url}?p=2", {unit.name: "<div>roto</div>"})
    first = answer.context["groups"][0].units[0]
    assert (first.key, first.typed) == (unit.key, "<div>roto</div>")
