"""What the editor of translations costs on a very large page: a hub of 170 blocks with more than 500 texts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, TranslationSource

from campaigns.models import CampaignPage
from tests.factories import CampaignFactory, UserFactory, publish, translate
from tests.translation.helpers import localize_url, translation_to

pytestmark = pytest.mark.slow

SENTENCE = "In block {}, paragraph {} says how the cities and counties of this state <b>welcome</b> people."


@pytest.fixture(scope="module")
def pages(on_the_site):
    return on_the_site(make_pages)


@pytest.fixture
def spanish(site, pages):
    return pages.anew()["es"]


@pytest.fixture
def hub(spanish):
    return CampaignPage.objects.get(locale__language_code="en")


def make_pages():
    english = CampaignFactory(slug="large")
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
    publish(english)
    return {"es": translate(english)}


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


def test_the_editor_with_similar_texts_beside_all_that_is_to_do(client, translator, hub, spanish):
    another = CampaignFactory(body=[(block.block_type, block.value) for block in hub.body])
    for block in another.body:
        block.value = RichText(block.value.source.replace("cities and counties", "towns and villages"))
    page = translate(publish(another), publish=False)
    StringTranslation.objects.filter(context__object_id=page.translation_key).delete()
    answer, queries = measured(client, page)
    rows = [unit for group in answer.context["groups"] for unit in group.units]
    assert sum(len(unit.matches) for unit in rows) > len(rows)
    assert queries <= 30  # Wagtail reads the draft first
    assert len(answer.content) <= 250_000


@pytest.mark.parametrize("kind", ["new", "translated", "changed"])
def test_one_text(client, translator, hub, spanish, kind):
    if kind == "new":
        StringTranslation.objects.filter(context__object_id=spanish.translation_key).delete()
    if kind == "changed":
        for block in hub.body:
            block.value = RichText(block.value.source.replace("cities and counties", "towns and villages"))
        publish(hub)
    answer, _queries = measured(client, spanish)
    unit = answer.context["groups"][10].units[0]
    url = reverse("translation_editor:save", args=[translation_to(spanish).pk])
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(url, {unit.name: f"{unit.value} Sí."})
    assert answer.status_code == 200
    # Three are Wagtail's own before any view of the admin; a savepoint is the test's.
    found = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(found) <= 10, "\n".join(found)


def test_submitting_a_draft(client, admin_user, hub):
    draft = CampaignFactory(body=[(block.block_type, block.value) for block in hub.body], live=False)
    client.force_login(admin_user)
    url = localize_url("submit_page_translation", draft.pk)
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.post(url, {"locales": [Locale.objects.get(language_code="es").pk]})
    source = TranslationSource.objects.get(object_id=draft.translation_key)
    assert source.stringsegment_set.count() > 500 and source.translations.filter(enabled=True).exists()
    assert len(queries) <= 300


def test_its_pages(client, translator, spanish):
    """A mistake on the second page comes first after saving, and nothing of the first page is sent."""
    url = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    unit = client.get(url, {"p": 2}).context["groups"][0].units[0]
    answer = client.post(f"{url}?p=2", {unit.name: "<div>roto</div>"})
    first = answer.context["groups"][0].units[0]
    assert (first.key, first.typed) == (unit.key, "<div>roto</div>")
