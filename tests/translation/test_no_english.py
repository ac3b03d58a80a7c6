"""Whatever happens to an original or its translation, nothing under /es/ says English without saying that it is English.

Every English text of this small site ends with a mark, and its Spanish with another.
"""

import uuid

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail_localize.models import SegmentOverride, StringTranslation

from campaigns.enums import EventMode, EventStatus
from campaigns.models import EventIndexPage
from home.models import Footer, HomePage, Navigation
from tests.factories import (
    CampaignFactory,
    EventFactory,
    NewsFactory,
    StandardPageFactory,
    UserFactory,
    publish,
    translate,
)
from tests.home.test_chrome import make
from tests.i18n.spoken import spoken
from tests.translation.helpers import localize_url, snippet_url, translation_to

pytestmark = pytest.mark.slow

ENGLISH, SPANISH = "⁑", "⁂"


def to_spanish(text):
    return text.replace(ENGLISH, SPANISH)


def body(*paragraphs):
    return [("text", RichText(f"<p>{text} {ENGLISH}</p>")) for text in paragraphs]


@pytest.fixture(scope="module")
def originals(on_the_site):
    return on_the_site(make_originals)


@pytest.fixture
def english(site, originals):
    """The originals by name; each is translated and published."""
    return originals.anew()


def make_originals():
    hub = CampaignFactory(
        title=f"Hub {ENGLISH}", slug="hub", summary=f"Of the hub. {ENGLISH}", body=body("One.", "Two.")
    )
    about = StandardPageFactory(
        title=f"About {ENGLISH}", slug="about", summary=f"Of us. {ENGLISH}", body=body("We are.", "And do.")
    )
    pages = {
        "hub": hub,
        "about": about,
        "news": NewsFactory(
            title=f"News {ENGLISH}", slug="news", summary=f"New. {ENGLISH}", campaign=hub.campaign, body=body("So.")
        ),
        "event": EventFactory(
            title=f"Event {ENGLISH}",
            slug="event",
            summary=f"Come. {ENGLISH}",
            campaign=hub.campaign,
            place_name="Old City Hall",
            body=body("Do come."),
        ),
        "menu": make(Navigation, items=[("link", {"page": about, "label": f"Who we are {ENGLISH}"})]),
        "footer": make(
            Footer,
            text=f"<p>The end. {ENGLISH}</p>",
            columns=[("column", {"heading": f"More {ENGLISH}", "links": [{"page": hub, "label": f"Act {ENGLISH}"}]})],
        ),
    }
    for original in pages.values():
        translate(original, convert=to_spanish)
    return pages


@pytest.fixture
def translator(english, client):
    user = UserFactory(group="Translators: Spanish")
    client.force_login(user)
    return client


def spanish_of(original):
    return original.get_translations().get(locale__language_code="es")


def english_in_spanish(client):
    """What the Spanish site says in English without saying so, by address."""
    client.logout()
    found = {}
    addresses = ["/es/buscar/?q=Hub", "/es/nada/"]
    for page in Page.objects.live().filter(locale__language_code="es", depth__gt=1).specific():
        addresses += [page.url, *(path for _title, path, _mime in page.feeds)]
    assert len(addresses) > 12
    for address in addresses:
        accidents = [
            said.text
            for said in spoken(client.get(address))
            if ENGLISH in said.text and not said.lang.startswith("en") and not said.neutral
        ]
        if accidents:
            found[address] = accidents
    return found


def change_words(original):
    for name in ("summary", "text"):
        if getattr(original, name, ""):
            setattr(original, name, f"Other words. {ENGLISH}")
    original.title = f"Another title {ENGLISH}"
    for stream in ("body", "items", "columns"):
        if hasattr(original, stream):
            for block in getattr(original, stream):
                if isinstance(block.value, RichText):
                    block.value = RichText(f"<p>Other words. {ENGLISH}</p><p>And more. {ENGLISH}</p>")
                elif "label" in block.value:
                    block.value["label"] = f"Another label {ENGLISH}"
                else:
                    block.value["heading"] = f"Another heading {ENGLISH}"
    publish(original)


def press_publish(client, instance, **data):
    if isinstance(instance, Page):
        url = reverse("wagtailadmin_pages:edit", args=[instance.pk])
    else:
        url = snippet_url(instance, "edit")
    assert client.post(url, {"action": "publish", **data}).status_code in {200, 302}


def texts_of(original):
    return StringTranslation.objects.filter(context__object_id=original.translation_key)


KINDS = ["hub", "about", "news", "event", "menu", "footer"]


def test_the_site_as_it_is(english, client):
    assert english_in_spanish(client) == {}
    assert ENGLISH in client.get(english["hub"].url).text
    assert SPANISH in client.get(spanish_of(english["hub"]).url).text


def test_other_words(translator, english):
    for original in english.values():
        change_words(original)
    assert english_in_spanish(translator) == {}


def test_other_words_and_the_translation_is_published(translator, english):
    for original in english.values():
        change_words(original)
        press_publish(translator, spanish_of(original))
    assert english_in_spanish(translator) == {}


@pytest.mark.parametrize("choice", ["leave_out", "show_source"])
def test_other_words_and_a_choice(translator, english, choice):
    for original in english.values():
        change_words(original)
        if hasattr(original, "body"):
            original.body.append(body("Something new.")[0])
            publish(original)
        press_publish(translator, spanish_of(original), missing=choice)
    assert english_in_spanish(translator) == {}


@pytest.mark.parametrize("data", ["", "  ", "<div>roto</div>", "<script>x</script>", "x" * 400])
def test_emptied_and_faulty_texts(translator, english, data):
    for original in english.values():
        for text in texts_of(original):
            text.data = data
            text.save()
        press_publish(translator, spanish_of(original))
    assert english_in_spanish(translator) == {}


def test_texts_that_are_deleted(translator, english):
    for kind in KINDS:
        texts_of(english[kind]).delete()
        press_publish(translator, spanish_of(english[kind]))
    translator.post(reverse("wagtailadmin_home"))
    assert english_in_spanish(translator) == {}


@pytest.mark.parametrize("broken", ["cut", "markup"])
def test_a_broken_po_file(translator, english, broken):
    page = spanish_of(english["about"])
    translation = translation_to(page)
    po = translation.export_po()
    for entry in po:
        entry.msgstr = "" if broken == "cut" else f"<script>{entry.msgid}</script>"
    file = SimpleUploadedFile("es.po", str(polib.pofile(str(po))).encode())
    translator.post(localize_url("upload_pofile", translation.pk), {"file": file})
    press_publish(translator, page)
    assert english_in_spanish(translator) == {}


def test_a_string_by_the_api(translator, english):
    page = spanish_of(english["about"])
    translation = translation_to(page)
    for segment in translation.source.stringsegment_set.all():
        url = localize_url("edit_string_translation", translation.pk, segment.pk)
        translator.put(url, {"value": ""}, content_type="application/json")
        translator.delete(url)
    press_publish(translator, page)
    assert english_in_spanish(translator) == {}


def test_a_cancelled_event(english, client):
    event = english["event"]
    event.status, event.status_note, event.place_name = EventStatus.CANCELLED, f"Rain. {ENGLISH}", "New City Hall"
    publish(event)
    assert english_in_spanish(client) == {}
    html = client.get(spanish_of(event).url).text
    assert "New City Hall" in html  # where it is, is a fact
    assert "Algunas partes de esta página" in html  # the note on the status


def test_the_place_of_an_event_that_is_not_translated_yet(english, client):
    event, hub = english["event"], english["hub"]
    attend = {"type": "attend", "value": {"event": event.pk, "button_label": ""}, "id": str(uuid.uuid4())}
    lists = [("events", {"heading": "", "scope": "all", "limit": 3}), ("actions", {"items": [attend]})]
    hub.body = [*((block.block_type, block.value) for block in hub.body), *lists]
    publish(hub)
    event.place_name, event.mode = f"New City Hall {ENGLISH}", EventMode.HYBRID
    publish(event)

    assert english_in_spanish(client) == {}
    for page in (event, hub, EventIndexPage.objects.get(locale=event.locale)):
        said = [said for said in spoken(client.get(spanish_of(page).url)) if "New City Hall" in said.text]
        assert said, page
        (entry,) = [said for said in spoken(client.get(spanish_of(page).calendar_url)) if "New City Hall" in said.text]
        assert entry.lang == "en"
    (entry,) = [said for said in spoken(client.get(event.calendar_url)) if "New City Hall" in said.text]
    assert entry.lang == "en"


def test_blocks_change_places(english, client):
    about = english["about"]
    about.body.append(about.body.pop(0))
    publish(about)
    assert english_in_spanish(client) == {}
    html = client.get(spanish_of(about).url).text
    assert html.index("And do.") < html.index("We are.")


def test_a_stopped_and_resumed_translation(translator, english):
    page = spanish_of(english["about"])
    change_words(english["about"])
    translator.post(localize_url("stop_translation", translation_to(page).pk), {"confirmed": "take_over"})
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    translator.post(url, {"localize-restart-translation": "1", "confirmed": "take_over"})
    press_publish(translator, page)
    assert english_in_spanish(translator) == {}


def test_the_front_page(translator, english):
    home = HomePage.objects.get(locale__language_code="en")
    home.title = f"Home {ENGLISH}"
    publish(home)
    spanish = translate(home, convert=to_spanish)
    change_words(home)
    press_publish(translator, spanish)
    assert english_in_spanish(translator) == {}


def test_an_override_that_is_gone(translator, english):
    for kind in KINDS:
        SegmentOverride.objects.filter(context__object_id=english[kind].translation_key).update(data_json="999999")
        press_publish(translator, spanish_of(english[kind]))
    assert english_in_spanish(translator) == {}
