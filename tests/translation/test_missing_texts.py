"""No English by accident: what was never translated is refused, left out, or shown as English by a named choice."""

import uuid

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation

from site_project.i18n.translations import State, versions_of
from tests.factories import CampaignFactory, StandardPageFactory, UserFactory, publish, translate
from tests.i18n.spoken import spoken
from tests.translation.helpers import messages_of

pytestmark = pytest.mark.deep(postgres=True)


@pytest.fixture
def translator(site, client):
    user = UserFactory(group="Translators: Spanish")
    client.force_login(user)
    return user


def paragraph(text):
    return {"type": "text", "value": RichText(f"<p>{text}</p>"), "id": str(uuid.uuid4())}


def make_english():
    page = StandardPageFactory(summary="Summary.")
    page.body = [(block["type"], block["value"]) for block in [paragraph("One."), paragraph("Two.")]]
    publish(page)
    return page


@pytest.fixture
def spanish(english):
    """Published, and the second paragraph new since."""
    translated = translate(english)
    english.body.append(("text", RichText("<p>Three. <b>New!</b></p>")))
    publish(english)
    return translated


def press(client, page, **data):
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish", **data})


def read(page, client):
    client.logout()
    return client.get(page.url).text


def test_what_was_never_translated_is_refused_with_the_list(translator, client, spanish):
    answer = press(client, spanish)

    assert answer.context["texts"] == ["Three. New!"]
    assert "Publish without these texts" in answer.text
    assert "Three." not in read(spanish, client)


def test_left_out_by_choice(translator, client, spanish):
    press(client, spanish, missing="leave_out")

    html = read(spanish, client)
    assert "Two. (traducido)" in html
    assert "Three." not in html
    assert versions_of(spanish)["es"].state is State.PARTIAL
    assert "Algunas partes de esta página" in html


def test_shown_in_english_by_choice_with_its_language(translator, client, spanish, english):
    press(client, spanish, missing="show_source")

    html = read(spanish, client)
    block = english.body[2].id
    assert versions_of(spanish)["es"].source_blocks == {block}
    start = html.index("Three.")
    assert html.rindex('lang="en"', 0, start) > html.rindex('class="section"', 0, start)
    assert 'lang="en"' not in html[html.index("Two. (traducido)") - 80 : html.index("Two. (traducido)")]
    assert versions_of(spanish)["es"].state is State.PARTIAL


def test_what_is_shown_in_english_stays_so_until_it_is_translated(translator, client, spanish, english):
    press(client, spanish, missing="show_source")
    english.body[2].value = RichText("<p>Three, again.</p>")
    publish(english)
    new = versions_of(spanish)["es"]
    assert "Three, again." in read(spanish, client)
    assert len(new.source_blocks) == 1

    client.force_login(translator)
    job = translate(english, publish=False)
    press(client, spanish)
    html = read(job, client)
    assert "Three, again. (traducido)" in html
    assert versions_of(spanish)["es"].state is State.TRANSLATED
    assert not versions_of(spanish)["es"].source_blocks


def test_a_title_is_never_left_out(translator, client, english):
    spanish = translate(english, publish=False)
    StringTranslation.objects.filter(context__path="title").delete()
    for choice in ("", "leave_out", "show_source"):
        answer = press(client, spanish, missing=choice)
        assert answer.context["has_title"] is False
    assert not Page.objects.get(pk=spanish.pk).live


def test_a_translation_that_says_the_same_is_no_english(site, client):
    english = StandardPageFactory(summary="Janus v. AFSCME")
    spanish = translate(english, convert=lambda text: text)

    assert versions_of(spanish)["es"].state is State.TRANSLATED


def test_messages_say_what_is_older(translator, client, english):
    spanish = translate(english)
    english.summary = "Another summary."
    publish(english)
    assert "1 text of the original is not translated yet" in messages_of(press(client, spanish))[1]


def test_only_blocks_of_the_body_can_be_shown_in_english(translator, client, site):
    """Key facts, menus and the like have no place that says the language."""
    english = CampaignFactory()
    spanish = translate(english)
    english.key_facts = [("fact", {"value": "30", "label": "cities and counties signed"})]
    publish(english)
    press(client, spanish, missing="show_source")
    assert "cities and counties signed" not in read(spanish, client)


def test_the_contents_say_the_language_of_a_heading_too(translator, client, site):
    english = CampaignFactory(body=[("facts", {"heading": "First", "items": [{"value": "1", "label": "x"}]})])
    spanish = translate(english)
    english.body.append(("facts", {"heading": "Brand new", "items": [{"value": "30", "label": "places"}]}))
    publish(english)
    press(client, spanish, missing="show_source")
    headings = [said for said in spoken(client.get(spanish.url)) if said.text == "Brand new"]
    assert len(headings) > 1
    assert {said.lang for said in headings} == {"en"}


def test_an_editor_that_was_open_when_the_original_was_deleted(translator, client, english):
    spanish = translate(english)
    english.delete()
    assert press(client, spanish).status_code == 302
    assert "Two. (traducido)" in read(spanish, client)


def test_what_lacks_a_text_that_it_needs_is_left_out_whole(translator, client, site):
    """No number without its words, no question without an answer, no button without a label."""
    facts = {"heading": "In numbers", "items": [{"value": "1", "label": "city"}]}
    english = CampaignFactory(body=[("facts", facts)])
    spanish = translate(english)
    english.body[0].value["items"].append({"value": "190", "label": "counties"})
    english.body.append(("facts", {"heading": "More", "items": [{"value": "77", "label": "towns"}]}))
    english.body.append(("text", RichText("<p>New.</p>")))
    publish(english)

    for _time in ("at once", "published by the translator"):
        html = read(spanish, client)
        assert "city (traducido)" in html
        assert "190" not in html and "77" not in html
        assert html.count('class="section"') == 1
        client.force_login(translator)
        press(client, spanish, missing="leave_out")
