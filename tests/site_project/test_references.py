"""What a body refers to is read together, whichever blocks and texts refer to it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.models import CampaignPage
from tests.factories import CampaignFactory, DocumentFactory, EventFactory, StandardPageFactory, translate
from tests.reading import links, main, read, words


def link_to(page):
    return f'<p><a linktype="page" id="{page.pk}">{page.slug}</a></p>'


@pytest.fixture
def hub(site):
    """Two documents, two pages linked in texts and one in a block, an event and another campaign."""
    texts = [StandardPageFactory(slug=f"page-{number}") for number in range(2)]
    event = EventFactory(title="Town hall", start=timezone.now() + dt.timedelta(days=3))
    translate(event)
    documents = [DocumentFactory(title=f"Document {number}") for number in range(2)]
    attend = {"title": "", "event": event, "button_label": "Come"}
    follow = {"title": "Read", "page": StandardPageFactory(slug="rights"), "button_label": "Read"}
    download = {"title": "Take it", "document": documents[0], "button_label": "Take it"}
    return CampaignFactory(
        body=[
            ("text", link_to(texts[0])),
            ("text", link_to(texts[1])),
            ("actions", {"heading": "Act", "items": [("attend", attend), ("link", follow), ("download", download)]}),
            ("resources", {"heading": "More", "items": [{"title": "Paper", "document": documents[1]}]}),
            ("campaign_teaser", {"campaign": CampaignFactory(title="Other").campaign, "link_label": "See how"}),
        ]
    )


def test_pages_and_hubs_are_one_query_and_documents_another(client, hub):
    client.get(hub.url)
    with CaptureQueriesContext(connection) as queries:
        content = main(read(client, hub.url))
    asked = [query["sql"] for query in queries]
    assert sum('FROM "site_project_sitedocument"' in sql for sql in asked) == 1
    assert sum('"eventpage__start"' in sql and '"campaignpage__accent"' in sql for sql in asked) == 1
    assert links(content)["Read"].endswith("/rights/")
    for text in ("page-0", "page-1", "Town hall", "Read", "Take it", "Paper", "Other"):
        assert text in words(content)


def test_stored_values_that_cannot_be_read_hide_nothing_else(client, hub):
    page = CampaignPage.objects.get(pk=hub.pk)
    raw = list(page.body.raw_data)
    raw[3]["value"]["items"] = [*raw[3]["value"]["items"], "nonsense", {"type": "item", "value": [7]}]
    CampaignPage.objects.filter(pk=hub.pk).update(body=page.body.stream_block.to_python(raw[:3] + raw[4:]))
    page = CampaignPage.objects.get(pk=hub.pk)
    for broken in (None, 7, "x", ["x"], [{"type": "text", "value": {}}], [{"type": "none"}], [{"value": 3}]):
        page.references.collect(page.body.stream_block, broken)
    page.references.collect(page.body.stream_block.child_blocks["resources"], raw[3]["value"])
    assert "Town hall" in words(main(read(client, page.url)))
