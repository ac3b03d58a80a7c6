"""Before they publish, editors see what goes live in other languages at once and what waits for a translator, and so it
happens."""

import datetime as dt

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.rich_text import RichText

from campaigns.enums import EventStatus
from campaigns.models import EventPage
from home.models import Navigation
from tests.factories import CampaignFactory, EventFactory, StandardPageFactory, UserFactory, publish, translate
from tests.reading import parse, words
from tests.translation.helpers import snippet_url, translation_to
from translation.desk.forecast import forecasts
from translation.models import Published

pytestmark = pytest.mark.deep(postgres=True)

SAVED = "If the draft is published as it was saved last:"


@pytest.fixture
def editor(site, client):
    client.force_login(UserFactory(group="Editors"))
    return client


def make_event():
    start = dt.datetime(2027, 3, 1, 23, tzinfo=dt.UTC)
    return EventFactory(
        title="Town hall",
        summary="Come and speak.",
        start=start,
        end=start + dt.timedelta(hours=2),
        place_name="City hall",
        body=[("text", RichText("<p>One.</p>"))],
    )


@pytest.fixture(scope="module")
def kept_event(on_the_site):
    return on_the_site(make_event)


@pytest.fixture
def event(site, kept_event):
    return kept_event.anew()


def said(client, url, **headers):
    """What the status panel of an editor says of languages."""
    response = client.get(url, headers=headers)
    assert response.status_code == 200
    return words(parse(response).xpath("//*[@data-side-panel='status']"))


def panel(client, page, **headers):
    return said(client, reverse("wagtailadmin_pages:edit", args=[page.pk]), **headers)


def move(event):
    event.start += dt.timedelta(days=1)
    event.end += dt.timedelta(days=1)


def cancel(event):
    event.status = EventStatus.CANCELLED


def reword(event):
    event.summary = "Come and listen."


def rename_place(event):
    event.place_name = "Library"


def expire(event):
    event.expire_at = event.end


def clear(event):
    event.summary = ""


def add_block(event):
    event.body.append(("text", RichText("<p>Two more words.</p>")))


#: (changes, what goes live at once, what waits: texts, words and where)
CHANGES = {
    "moved": ([move], "Goes live at once: Start, End.", ""),
    "moved and cancelled": ([move, cancel], "Goes live at once: Start, End, Status.", ""),
    "expires": ([expire], "Goes live at once: Expiry date/time.", ""),
    "other words": (
        [reword],
        "",
        "Waits for a translator: 1 text (3 words). Shown in the older translation until then: Summary.",
    ),
    "another place": (
        [rename_place],
        "",
        "Waits for a translator: 1 text (1 words). Shown in the original’s language until then: Place.",
    ),
    "a text less": ([clear], "Goes live at once: Summary.", ""),
    "a block more": (
        [add_block],
        "",
        "Waits for a translator: 1 text (3 words). Left out until then: Body › Text.",
    ),
    "everything": (
        [cancel, reword, rename_place, add_block],
        "Goes live at once: Status.",
        "Waits for a translator: 3 texts (7 words).",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_said_comes_true(editor, event, name):
    changes, at_once, waits = CHANGES[name]
    spanish = translate(event)
    before = spanish.serializable_data()
    for change in changes:
        change(event)
    event.save_revision()

    text = panel(editor, event)
    assert SAVED in text
    assert at_once in text
    assert waits in text
    assert ("Goes live at once" in text) == bool(at_once)
    assert ("Waits for a translator: 1" in text or "Waits for a translator: 3" in text) == bool(waits)

    event.get_latest_revision().publish()
    after = EventPage.objects.get(pk=spanish.pk).serializable_data()
    names = {"start": "Start", "end": "End", "status": "Status", "summary": "Summary", "expire_at": "Expiry date/time"}
    changed = [label for field, label in names.items() if before[field] != after[field]]
    assert at_once == (f"Goes live at once: {', '.join(changed)}." if changed else "")
    task = Published.objects.get(translation=translation_to(spanish))
    assert (task.behind > 0) == bool(waits)
    assert f"{task.behind} text" in waits or not task.behind
    assert SAVED not in panel(editor, event)


def test_without_a_draft_only_the_rule_is_told(editor, event):
    translate(event)
    text = panel(editor, event)
    assert SAVED not in text
    rule = text.partition("What goes live at once, and what is translated")[2]
    at_once, _dot, rest = rule.partition(".")
    assert {"Start", "Status", "Online address", "Campaign"} <= set(at_once.partition(": ")[2].split(", "))
    waits = rest.partition("Waits for a translator: ")[2].partition(".")[0]
    assert {"Title", "Summary", "Place", "Body"} <= set(waits.split(", "))


def test_a_language_that_the_person_may_not_edit_is_there_all_the_same(editor, event):
    translate(event)
    text = panel(editor, event)
    assert "Spanish: up to date" in text or "Español: up to date" in text
    assert "No other translations" not in text


def test_a_new_page_tells_the_rule_too(editor, site):
    parent = EventFactory().get_parent()
    url = reverse("wagtailadmin_pages:add", args=["campaigns", "eventpage", parent.pk])
    assert "In every language as soon as you publish: " in said(editor, url)


def test_a_page_that_nobody_translated_yet_waits_as_a_whole(editor, site):
    page = StandardPageFactory(title="About us", summary="Who we are.")
    page.summary = "Who we are now."
    page.save_revision()
    text = panel(editor, page)
    assert "Visitors see nothing of it in this language yet. Waits for a translator: 2 texts (6 words)." in text


def test_a_page_that_is_edited_by_hand_keeps_its_texts(editor, event):
    spanish = translate(event)
    translation = translation_to(spanish)
    translation.enabled = False
    translation.save(update_fields=["enabled"])
    reword(event)
    cancel(event)
    event.save_revision()
    text = panel(editor, event)
    assert "Goes live at once: Status. It is edited by hand: its texts stay as they are." in text
    editor.force_login(UserFactory(group="Publishers"))
    assert "In every language as soon as you publish" not in panel(editor, spanish), "it has no translations of its own"


def test_a_translation_that_cannot_be_read_hides_no_other_one(editor, event, french):
    translate(event)
    Published.objects.filter(translation=translation_to(translate(event, "fr"))).update(texts={"title": "broken"})
    cancel(event)
    event.save_revision()
    text = panel(editor, event)
    assert text.count("Goes live at once: Status.") == 1
    assert text.count("What would change there cannot be told") == 1


def saved_by_itself(editor, url, **changes):
    """What the status panel says after the automatic save of a form with `changes`."""
    (form,) = parse(editor.get(url)).xpath("//form[@data-edit-form]")
    fields = {name: value for name, value in form.form_values() if name != "action-publish"}
    saved = editor.post(url, {**fields, **changes}, headers={"accept": "application/json"}).json()
    assert saved["success"], saved
    return words(lxml.html.fragment_fromstring(saved["html"], create_parent=True))


def test_it_is_told_anew_after_each_automatic_save(editor, event):
    translate(event)
    url = reverse("wagtailadmin_pages:edit", args=[event.pk])
    text = saved_by_itself(editor, url, **{"body-count": "0", "status": "cancelled"})
    assert "Goes live at once: Status" in text
    assert "Goes live at once: Status" in panel(editor, event)


def test_of_a_menu_too(editor, site):
    menu = publish(Navigation.objects.create(name="Main menu", locale=site.homes["en"].locale, live=False))
    translate(menu)
    link = {"items-count": "1", "items-0-deleted": "", "items-0-order": "0", "items-0-type": "link", "items-0-id": ""}
    value = {"items-0-value-label": "Support us", "items-0-value-url": "https://example.org/"}
    value |= {f"items-0-value-{name}": "" for name in ("page", "document", "anchor", "email", "phone")}
    text = saved_by_itself(editor, snippet_url(menu, "edit"), **link, **value)
    assert "Waits for a translator: 1 text (2 words). Left out until then: Links › Link › Label." in text


def test_a_draft_that_says_nothing_new(editor, event):
    translate(event)
    event.save_revision()
    assert "Nothing changes there." in panel(editor, event)


def test_menus_too(editor, site):
    items = [("link", {"label": "Support us", "page": None, "url": "https://example.org/"})]
    menu = publish(Navigation.objects.create(name="Main menu", locale=site.homes["en"].locale, live=False, items=items))
    translate(menu)
    menu.items[0].value["url"] = "https://example.org/now"
    menu.items[0].value["label"] = "Support us now"
    menu.save_revision()
    text = said(editor, snippet_url(menu, "edit"))
    assert "Goes live at once: Links." in text
    assert "Shown in the older translation until then: Links › Link › Label." in text


def test_it_speaks_spanish(editor, event):
    translate(event)
    cancel(event)
    reword(event)
    event.save_revision()
    text = panel(editor, event, accept_language="es")
    assert "Se publica de inmediato: Estado." in text
    assert "Espera a un traductor: 1 texto (3 palabras)." in text


@pytest.mark.slow
def test_a_large_page_costs_four_queries(site):
    hub = CampaignFactory(body=[("text", RichText(f"<p>Paragraph {number}.</p>")) for number in range(60)])
    translate(hub)
    for block in hub.body:
        block.value = RichText(block.value.source.replace("Paragraph", "Section"))
    hub.save_revision()
    draft = hub.get_latest_revision_as_object()
    tasks = list(Published.objects.tasks().of(draft))
    with CaptureQueriesContext(connection) as queries:
        (found,) = forecasts(draft, tasks).values()
    assert found.waiting.behind == 60
    assert len(queries) <= 4
