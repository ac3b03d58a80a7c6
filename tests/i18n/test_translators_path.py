"""What translators meet in the admin is Spanish when their account is."""

import polib
import pytest
from django.conf import settings
from django.urls import reverse
from lxml import html
from wagtail.rich_text import RichText
from wagtail.users.models import UserProfile

from tests.factories import EventFactory, StandardPageFactory, UserFactory, publish, translate
from tests.i18n.catalog import Messages, messages, pairs, words
from tests.i18n.spoken import ATTRIBUTES
from tests.i18n.test_untranslated import texts_in
from tests.translation.helpers import localize_url, translation_to

pytestmark = pytest.mark.slow

#: Names of software and of files, and what the admin asks of scripts.
SAME = {"Wagtail", "CSV", "XLSX"}


def upstream():
    """What packages say in English and our overrides say in Spanish."""
    file = settings.BASE_DIR / "locale" / "packages" / "es" / "LC_MESSAGES" / "django.po"
    return [
        source
        for entry in polib.pofile(str(file))
        for source, text in pairs(entry)
        if text and source != text and len(words(source)) > 1
    ]


@pytest.fixture
def english(site):
    about = StandardPageFactory(
        title="About us ⁑", summary="Who we are, 5 of us. ⁑", body=[("text", RichText("<p>One word. ⁑</p>"))]
    )
    translate(about)
    about.body.append(("text", RichText("<p>More words. ⁑</p>")))
    about.summary = "Who we are, 6 of us. ⁑"
    return publish(about)


@pytest.fixture
def translator(client, english):
    user = UserFactory(group="Translators: Spanish")
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "es"
    profile.save()
    client.force_login(user)
    return client


def test_it_is_spanish(translator, english):
    EventFactory(title="Event ⁑", summary="New. ⁑")
    spanish = english.get_translations().get()
    translation = translation_to(spanish)
    editor = reverse("wagtailadmin_pages:edit", args=[spanish.pk])
    stop = localize_url("stop_translation", translation.pk)
    requests = {
        reverse("wagtailadmin_home"): {},
        "/admin/translations/": {},
        "/admin/translations/?state=all": {},
        reverse("translation:parity"): {},
        reverse("translation:po"): {},
        reverse("translation_editor:search") + "?q=words": {},
        reverse("wagtailadmin_account"): {},
        "/admin/snippets/": {},
        reverse("wagtailadmin_explore", args=[spanish.get_parent().pk]): {},
        reverse("wagtailadmin_pages:history", args=[spanish.pk]): {},
        editor: {},
        f"{editor}?show=changed": {},
        editor + "#publish": {"action": "publish"},
        stop: {"ask": "1"},
        localize_url("upload_pofile", translation.pk): {"nothing": "1"},
    }
    english_words = Messages([*messages("es", 0), *upstream()])
    for address, data in requests.items():
        path = address.partition("#")[0]
        response = translator.post(path, data, follow=True) if data else translator.get(path, follow=True)
        assert response.status_code == 200, address
        page = html.fromstring(response.content.decode())
        assert page.get("lang") == "es", address
        leaks = [
            text
            for text in (*texts_in(page, "", own="es"), *hidden(page))
            if text not in SAME and text in english_words
        ]
        assert leaks == [], address


def hidden(page):
    """What is said in attributes, and what scripts show later."""
    for element in page.iter():
        for name in (*ATTRIBUTES, "value"):
            if element.tag not in {"option", "textarea"} and element.get("type") not in {"hidden", "text"}:
                yield " ".join(element.get(name, "").split())
        if element.tag == "template":
            for child in element:
                yield from texts_in(child, "es", own="es")


def test_a_leak_would_be_noticed(translator):
    """The same page in English says many of these texts."""
    page = html.fromstring(translator.get("/admin/translations/").content.decode())
    page.set("lang", "en")
    english = Messages(messages("es", 1, least_words=1))
    assert len([text for text in texts_in(page, "", own="en") if text in english]) > 5
