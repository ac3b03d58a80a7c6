"""Translated strings hold simple tags and text, however they come in."""

import polib
import pytest
from bs4 import BeautifulSoup
from django.db.models.signals import post_save
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.strings import StringValue

from tests.translation.helpers import fill, localize_url, translation_to
from translation.guards import strings

pytestmark = pytest.mark.slow

META = '<meta http-equiv="refresh" content="1;url=https://evil.example">'
#: What a browser, but not Python's parser, ends before META; and what neither may meet.
FOREIGN = [
    f"Hola <!-->{META}-->",
    f"Hola <!--->{META}-->",
    f"Hola <!-- --!>{META}-->",
    f"Hola <![CDATA[>{META}]]>",
    f"Hola <!DOCTYPE a [<!ENTITY b '>{META}'>]>",
    f"Hola <!anything >{META}",
    f"Hola <?php >{META}?>",
    f"Hola </ >{META}",
    f"Hola </?>{META}",
    "Hola <!-- a remark -->",
    "Hola <![CDATA[text]]>",
    "Hola <?xml version='1.0'?>",
    "Hola <!DOCTYPE html>",
    "Hola <!",
    "Hola <script",
    "Hola <b/onclick=alert(1)>x</b>",
    "Hola <b <script>alert(1)</script>",
    "Hola <a id=a1/onclick=alert(1)>x</a>",
    'Hola <a id="a1" href="javascript:alert(1)">x</a>',
    "Hola <title><b></title>",
    META,
]
LINKED = 'Hola <a id="a1">aquí</a>'
PLAIN = [
    LINKED,
    'Nos vemos <a id="a1">en el <b>salón</b></a> el lunes.<br/>O <i>el martes</i> <br>',
    "Hola <B>fuerte</B > <em>y</em> <a id='a1'>aquí</a> <a>allá</a> <strong/>",
    "1 < 2, 2 <= 3 y <3 &lt;!-- esto se lee --&gt; <<b>así</b>> <a id='a1'>a</a>",
    "<a id=a1>R&D</a> & más &amp; <",
]


@pytest.fixture
def segment(spanish_page):
    """The paragraph of the page."""
    return StringSegment.objects.get(source=translation_to(spanish_page).source, string__data__contains="We meet")


@pytest.fixture
def put(login, people, spanish_page, segment):
    """A function that types a string into the editor and returns the answer."""
    browser = login(people.translator)
    url = localize_url("edit_string_translation", translation_to(spanish_page).pk, segment.pk)

    def type_in(value):
        return browser.put(url, encode_multipart(BOUNDARY, {"value": value}), content_type=MULTIPART_CONTENT).json()

    return type_in


@pytest.fixture
def publish(login, people, spanish_page, django_capture_on_commit_callbacks):
    """A function that publishes the translation in its editor and returns the page as visitors get it."""

    def press(client):
        with django_capture_on_commit_callbacks(execute=True):
            url = reverse("wagtailadmin_pages:edit", args=[spanish_page.pk])
            fill(spanish_page)
            answer = login(people.translator).post(url, {"action": "publish", "missing": "leave_out"})
            assert answer.status_code == 302
        spanish_page.refresh_from_db()
        assert spanish_page.live
        return client.get(spanish_page.url).content.decode()

    return press


def metas(html):
    return [tag for tag in BeautifulSoup(html, "html.parser").find_all("meta") if tag.get("http-equiv")]


@pytest.mark.parametrize("data", FOREIGN)
def test_foreign_markup_is_refused_in_the_editor(put, segment, data):
    assert put(data)["error"]
    assert StringTranslation.objects.get().has_error


@pytest.mark.parametrize("data", PLAIN)
def test_simple_tags_and_text_are_accepted(put, data):
    assert put(data)["error"] is None
    assert not StringTranslation.objects.get().has_error


def test_the_reason_says_what_to_write(put):
    assert "Write &lt; for a <" in put("Hola <!-- -->")["error"]


def test_the_reason_is_gone_with_the_markup(put):
    put(FOREIGN[0])

    assert put(LINKED)["error"] is None


def test_a_po_file_does_not_bring_it_in_over_a_good_string(put, spanish_page, segment):
    put(LINKED)
    translation = translation_to(spanish_page)
    po = polib.POFile()
    po.append(polib.POEntry(msgid=segment.string.data, msgctxt=segment.context.path, msgstr=FOREIGN[0]))
    translation.import_po(po)

    assert StringTranslation.objects.get().has_error


class Translator(BaseMachineTranslator):
    """A machine that answers with something else than a translation."""

    display_name = "Machine"

    def translate(self, source_locale, target_locale, texts):
        return {text: StringValue(FOREIGN[0]) for text in texts}

    def can_translate(self, source_locale, target_locale):
        return True


def test_foreign_markup_is_refused_from_a_machine(login, people, spanish_page, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{__name__}.Translator", "OPTIONS": {}}
    login(people.translator).post(localize_url("machine_translate", translation_to(spanish_page).pk))

    assert StringTranslation.objects.exists()
    assert not StringTranslation.objects.filter(has_error=False).exists()


@pytest.mark.parametrize("data", FOREIGN[:4])
def test_foreign_markup_is_never_published(client, publish, segment, es, data):
    """It got into the database by a way that calls no save()."""
    StringTranslation.objects.bulk_create(
        [StringTranslation(translation_of=segment.string, locale=es, context=segment.context, data=data)]
    )
    html = publish(client)

    assert not metas(html) and "evil.example" not in html
    assert "We meet" not in html
    assert StringTranslation.objects.get(has_error=True).get_error()


def test_looking_at_a_preview_sets_it_aside_too(login, people, spanish_page, segment, es):
    StringTranslation.objects.bulk_create(
        [StringTranslation(translation_of=segment.string, locale=es, context=segment.context, data=FOREIGN[0])]
    )
    response = login(people.translator).get(localize_url("preview_translation", translation_to(spanish_page).pk))

    assert "evil.example" not in response.content.decode()


def test_what_was_published_before_cannot_hurt(client, publish, spanish_page):
    publish(client)
    [block] = spanish_page.body.raw_data
    block["value"] = f"<p>{FOREIGN[0]}</p>"
    type(spanish_page).objects.filter(pk=spanish_page.pk).update(body=spanish_page.body)
    html = client.get(spanish_page.url).content.decode()

    assert "Hola" in html and not metas(html)


@pytest.mark.parametrize("data", [FOREIGN[0], FOREIGN[3], "Hola <?php >"])
def test_the_guard_is_needed(segment, es, data):
    """The trap: wagtail-localize finds nothing wrong."""
    post_save.disconnect(sender=StringTranslation, dispatch_uid="translation.guards.strings")
    try:
        translation = StringTranslation.objects.create(
            translation_of=segment.string, locale=es, context=segment.context, data=data
        )
    finally:
        strings.connect()

    assert not translation.has_error
