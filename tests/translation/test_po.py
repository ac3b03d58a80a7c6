"""PO files out and in: whole, checked before anything is imported, and the same after a round trip."""

import io
import re
import shutil
import subprocess
import time
import zipfile

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale
from wagtail.rich_text import RichText
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.strings import StringValue
from wagtail_localize.views.edit_translation import upload_pofile

from site_project.models import Campaign
from tests.factories import CampaignFactory, EventFactory, StandardPageFactory, UserFactory, publish, translate
from tests.translation.helpers import is_refused, localize_url, messages_of, translation_to
from translation.po import reading
from translation.po.export import ID_HEADER, export
from translation.po.importing import Kind, plan
from translation.publishing import MissingTextsError
from translation.publishing import publish as publish_translation

pytestmark = pytest.mark.slow

LINK = '<p>See <a href="https://example.org/">the list</a>.</p>'


def spanish(text):
    return f"[es] {text}"


@pytest.fixture(scope="module")
def draft(on_the_site):
    return on_the_site(make_draft)


@pytest.fixture
def target(site, draft):
    """A page with a text that stands there twice, and one with a link."""
    return draft.anew()


def make_draft():
    english = StandardPageFactory(title="About us", slug="about", summary="Who we are")
    english.body = [
        ("text", RichText("<p>The same words.</p>")),
        ("text", RichText("<p>The same words.</p>")),
        ("text", RichText(LINK)),
    ]
    publish(english)
    translated = translate(english, publish=False, convert=spanish)
    StringTranslation.objects.filter(context__object_id=english.translation_key).delete()
    return translated


@pytest.fixture
def translation(target):
    return translation_to(target)


@pytest.fixture
def translator(target, client):
    user = UserFactory(group="Translators: Spanish")
    client.force_login(user)
    return user


def entry_of(po, text):
    return next(entry for entry in po if entry.msgid == text)


def filled(translation):
    """The exported file with every text translated."""
    po = export(translation)
    for entry in po:
        entry.msgstr = "sobre" if entry.msgid == "about-us" else spanish(entry.msgid)
    return po


@pytest.fixture
def whole(translation):
    return filled(translation)


@pytest.fixture
def send(client, translator, translation):
    """A function that uploads a file and returns the response."""

    def upload(content=None, name="es.po"):
        content = str(content).encode() if isinstance(content, polib.POFile | str) else content
        data = {} if content is None else {"file": SimpleUploadedFile(name, content)}
        return client.post(localize_url("upload_pofile", translation.pk), data)

    return upload


def stored(translation):
    rows = StringTranslation.objects.filter(context__object_id=translation.source.object_id)
    return set(rows.values_list("context__path", "translation_of__data", "data"))


def entries(response, kind=None):
    return [entry for plan in response.context["plans"] for entry in plan.entries if kind in (None, entry.kind)]


def confirm(client, response):
    return client.post(response.wsgi_request.path, {"payload": response.context["payload"]})


def reasons(response):
    return " ".join(reason for entry in entries(response, Kind.FAULTY) for reason in entry.reasons)


class TestExport:
    def test_names_its_language_and_plural_forms(self, translation):
        metadata = export(translation).metadata
        assert metadata["Language"] == "es"
        assert metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
        assert metadata[ID_HEADER] == str(translation.uuid)
        assert re.fullmatch(r".+ <\S+@\S+>", metadata["Last-Translator"])

    def test_contexts_are_readable_and_each_once(self, translation):
        contexts = [entry.msgctxt for entry in export(translation) if entry.msgid == "The same words."]
        assert len(set(contexts)) == 2
        assert all(context.startswith("body.text #") for context in contexts)

    def test_comments_say_field_and_limit(self, translation):
        entry = entry_of(export(translation), "About us")
        assert entry.comment == "Title. At most 255 characters."
        assert entry_of(export(translation), "The same words.").comment == "Body › Text"

    def test_a_changed_text_comes_with_what_it_was(self, target):
        english = target.get_translation(Locale.get_default()).specific
        translate(english, convert=spanish)
        english.summary = "Who we all are"
        publish(english)
        entry = entry_of(export(translation_to(target)), "Who we all are")
        assert entry.previous_msgid == "Who we are"
        assert entry.msgstr == "[es] Who we are"
        assert entry.fuzzy

    @pytest.mark.skipif(not shutil.which("msgfmt"), reason="needs GNU gettext")
    def test_gettext_finds_nothing_wrong(self, whole, tmp_path):
        path = tmp_path / "es.po"
        whole.append(polib.POEntry(msgid="x", msgstr="y", msgctxt='"quoted" #1', flags=["fuzzy"], previous_msgid="w"))
        path.write_text(str(whole))
        result = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
        )
        assert (result.returncode, result.stderr) == (0, "")

    def test_is_downloaded_at_the_address_of_localize(self, client, translator, translation):
        response = client.get(localize_url("download_pofile", translation.pk))
        assert "about-us-es.po" in response.headers["Content-Disposition"]
        assert "Plural-Forms" in response.text


class TestImport:
    def test_nothing_is_imported_before_it_is_confirmed(self, send, whole, translation, client):
        response = send(whole)
        assert response.status_code == 200
        assert response.context["plans"][0].counts == [(Kind.NEW, len(whole))]
        assert stored(translation) == set()
        confirmed = confirm(client, response)
        assert messages_of(confirmed) == [f"{len(whole)} texts were imported."]
        assert len(stored(translation)) == len(whole)

    def test_round_trip(self, send, whole, translation, client):
        confirm(client, send(whole))
        before = stored(translation)
        again = export(translation)
        assert {(entry.msgctxt, entry.msgid, entry.msgstr) for entry in again} == {
            (entry.msgctxt, entry.msgid, entry.msgstr) for entry in whole
        }
        response = send(again)
        assert response.context["plans"][0].counts == [(Kind.SAME, len(whole))]
        assert "There is nothing to import." in response.text
        assert stored(translation) == before

    def test_what_tools_make_of_it(self, send, whole, translation):
        """A byte order mark, other line ends, lines broken in the middle, obsolete entries."""
        whole.wrapwidth = 30
        whole.append(polib.POEntry(msgid="Gone", msgstr="Ido", obsolete=True))
        content = ("\ufeff" + str(whole)).replace("\n", "\r\n")
        assert {entry.kind for entry in entries(send(content))} == {Kind.NEW}

    def test_files_of_localize_itself(self, send, translation):
        po = translation.export_po()
        for entry in po:
            entry.msgstr = spanish(entry.msgid)
        assert {entry.kind for entry in entries(send(po))} == {Kind.NEW}

    def test_kinds(self, send, whole, translation, client):
        confirm(client, send(whole))
        whole[0].msgstr = "Otro título"
        whole[1].fuzzy = True
        whole[2].msgstr = ""
        whole.append(polib.POEntry(msgctxt=whole[0].msgctxt, msgid="An older title", msgstr="Un título anterior"))
        whole.append(polib.POEntry(msgctxt="nowhere #1", msgid="Gone", msgstr="Ido"))
        response = send(whole)
        kinds = [entry.kind for entry in entries(response)]
        assert kinds[:3] == [Kind.CHANGED, Kind.FUZZY, Kind.EMPTY]
        assert kinds[-2:] == [Kind.STALE, Kind.UNKNOWN]
        assert set(kinds[3:-2]) == {Kind.SAME}
        before = stored(translation)
        confirm(client, response)
        assert {data for _path, _source, data in stored(translation) - before} == {"Otro título"}
        assert len(stored(translation)) == len(before)

    @pytest.mark.parametrize(
        ("source", "text", "reason"),
        [
            ("About us", "x" * 300, "Too long"),
            ("About us", "   ", "blank"),
            ("About us", "SobrÃ© nosotros", "wrong character set"),
            ("About us", "Sobre\ufffd", "wrong character set"),
            ("About us", "<script>alert(1)</script>", "Only simple tags"),
            ('See <a id="a1">the list</a>.', "Vea la lista.", "is missing"),
            ('See <a id="a1">the list</a>.', '<a id="a1">Vea</a> <a id="a1">la lista</a>.', "more than once"),
            ('See <a id="a1">the list</a>.', 'Vea <a id="a1">la li', "not closed"),
        ],
    )
    def test_a_fault_is_named_and_never_overwrites(self, send, whole, translation, client, source, text, reason):
        confirm(client, send(whole))
        before = stored(translation)
        entry_of(whole, source).msgstr = text
        response = send(whole)
        [faulty] = entries(response, Kind.FAULTY)
        assert reason in reasons(response)
        assert faulty.line > 1 and faulty.label in response.text
        assert "There is nothing to import." in response.text
        confirm(client, response)
        assert stored(translation) == before

    def test_a_warning_does_not_stop_it(self, send, whole):
        entry_of(whole, "Who we are").msgstr = "Quiénes somos?"
        response = send(whole)
        assert "¿ and ? belong together." in response.text
        assert entries(response, Kind.FAULTY) == []

    def test_the_same_entry_twice(self, send, whole):
        first = whole[0]
        whole.append(polib.POEntry(msgctxt=first.msgctxt, msgid=first.msgid, msgstr="Otra cosa"))
        response = send(whole)
        assert len(entries(response, Kind.FAULTY)) == 2
        assert "more than once" in reasons(response)

    def test_the_same_entry_by_both_names(self, send, whole):
        whole.append(polib.POEntry(msgctxt="title", msgid="About us", msgstr="Otra cosa"))
        assert len(entries(send(whole), Kind.FAULTY)) == 2

    @pytest.mark.parametrize("width", [0, 24])
    def test_cut_off_anywhere(self, translation, whole, width):
        """However much of a file arrives: what is taken in is whole."""
        whole.wrapwidth = width
        content = str(whole).encode()
        right = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in whole}
        for end in range(0, len(content), 3):
            try:
                planned = plan(reading.read("", content[:end]), translation)
            except reading.UnusableFile:
                continue
            for entry in planned.taken:
                assert entry.text == right[entry.context, entry.source], content[:end][-80:]

    def test_what_lacks_texts_says_so(self, send, whole):
        whole.remove(whole[0])
        assert "1 text of this page is not in the file." in send(whole).text

    @pytest.mark.parametrize("content", [None, b"", b"  \n", b"hello", b"\x00", b"PK\x03\x04\x00", b"\xff\xfe"])
    def test_what_is_no_po_file(self, send, content):
        response = send(content)
        assert response.status_code == 302
        assert len(messages_of(response)) == 1

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (lambda text: text.split("\n\n", 1)[1], "header is missing"),
            (lambda text: text.replace("Language: es", "Language: fr"), "another language"),
            (lambda text: text.replace("charset=UTF-8", "charset=latin-1"), "its header says"),
            (lambda text: text.replace("charset=UTF-8", "charset=klingon"), "does not exist"),
            (lambda text: text.replace("charset=UTF-8", "charset=undefined"), "does not exist"),
            (lambda text: text.replace("charset=UTF-8", "charset=idna"), "does not exist"),
            (
                lambda text: text.replace("charset=UTF-8", "charset=raw_unicode_escape") + "# \\ud800\n",
                "Nothing was imported",
            ),
            (lambda text: text.replace("TranslationID: ", "TranslationID: 0"), "another translation"),
            (lambda text: text.replace('msgctxt "slug', 'msgctxt "slug" "', 1), "Line "),
        ],
    )
    def test_files_that_are_refused_as_a_whole(self, send, whole, translation, change, message):
        entry_of(whole, "Who we are").msgstr = "Quiénes somos"
        response = send(change(str(whole)))
        assert response.status_code == 302
        assert message in messages_of(response)[0]
        assert stored(translation) == set()

    def test_a_file_that_would_take_long_is_refused_at_once(self):
        start = time.process_time()
        with pytest.raises(reading.UnusableFile):
            reading.read("a.po", b"Content-Type:" * 20_000)
        assert time.process_time() - start < 2

    def test_another_character_set_names_the_line(self, send, whole):
        entry_of(whole, "Who we are").msgstr = "Quiénes somos"
        content = str(whole).replace("›", "-").encode("latin-1")
        line = content[: content.index(b"\xe9")].count(b"\n") + 1
        assert f"Line {line}: these are not UTF-8 characters" in messages_of(send(content))[0]
        named = content.replace(b"charset=UTF-8", b"charset=ISO-8859-1")
        assert entries(send(named), Kind.FAULTY) == []

    @pytest.mark.parametrize("language", ["es", "es_US", "es-MX", ""])
    def test_regional_forms_are_the_language(self, send, whole, language):
        whole.metadata["Language"] = language
        assert send(whole).status_code == 200

    def test_too_large(self, send, monkeypatch, whole):
        monkeypatch.setattr(reading, "MAX_SIZE", 10)
        assert "larger than" in messages_of(send(whole))[0]

    def test_what_changed_meanwhile_is_shown_again(self, send, whole, translation, client):
        response = send(whole)
        confirm(client, send(whole))
        StringTranslation.objects.filter(context__path="summary").update(data="Mientras tanto")
        again = confirm(client, response)
        assert again.status_code == 200
        assert "Mientras tanto" in again.text
        assert "Mientras tanto" in {data for _path, _source, data in stored(translation)}

    def test_what_was_shown_cannot_be_forged(self, client, send, whole, translation):
        response = client.post(localize_url("upload_pofile", translation.pk), {"payload": "x"})
        assert "waited for too long" in messages_of(response)[0]
        payload = send(whole).context["payload"]
        client.force_login(UserFactory(group="Translators: Spanish"))
        response = client.post(localize_url("upload_pofile", translation.pk), {"payload": payload})
        assert "waited for too long" in messages_of(response)[0]

    def test_the_title_is_that_of_the_draft(self, send, whole, client, target):
        confirm(client, send(whole))
        target.refresh_from_db()
        assert target.draft_title == "[es] About us"

    def test_other_people_may_not(self, client, whole, translation):
        client.force_login(UserFactory(group="Editors"))
        file = SimpleUploadedFile("es.po", str(whole).encode())
        assert is_refused(client.post(localize_url("upload_pofile", translation.pk), {"file": file}))

    def test_files_come_by_post(self, client, translator, translation):
        assert client.get(localize_url("upload_pofile", translation.pk)).status_code == 405

    def test_a_long_page(self, translator, client, site, django_assert_max_num_queries):
        english = StandardPageFactory()
        english.body = [("text", RichText(f"<p>Paragraph {number}.</p>")) for number in range(500)]
        publish(english)
        translation = translation_to(translate(english, publish=False))
        StringTranslation.objects.filter(context__object_id=english.translation_key).delete()
        po = filled(translation)
        url = localize_url("upload_pofile", translation.pk)
        with django_assert_max_num_queries(40):
            response = client.post(url, {"file": SimpleUploadedFile("es.po", str(po).encode())})
        with django_assert_max_num_queries(40):
            assert "texts were imported" in messages_of(confirm(client, response))[0]

    @pytest.mark.parametrize("content", [None, b"", b'msgid "a"\nmsgstr "b"\n'], ids=["none", "empty", "no header"])
    def test_the_guard_is_needed(self, rf, translator, translation, content):
        """The trap: wagtail-localize's own view crashes."""
        request = rf.post("/", {} if content is None else {"file": SimpleUploadedFile("es.po", content)})
        request.user = translator
        with pytest.raises((KeyError, ValueError, IndexError)):
            upload_pofile(request, translation.pk)


class TestCampaign:
    @pytest.fixture
    def hub(self, site):
        hub = CampaignFactory(title="Seeking sanctuary")
        event = EventFactory(title="Town hall", campaign=hub.campaign)
        StandardPageFactory(title="Something else")
        for english in (hub, event):
            translate(english)
        return hub

    @pytest.fixture
    def archive(self, client, hub):
        client.force_login(UserFactory(group="Translators: Spanish"))
        es = Locale.objects.get(language_code="es")
        data = {"campaign": Campaign.objects.get().pk, "language": es.pk}
        response = client.get(reverse("translation:po"), data)
        assert response.headers["Content-Type"] == "application/zip"
        return response.content

    def test_all_its_pages_in_one_archive(self, archive):
        names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
        assert [name.partition("-")[2] for name in names] == ["seeking-sanctuary-es.po", "town-hall-es.po"]

    def test_comes_back_as_a_whole(self, client, archive):
        buffer = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).decode().replace("(traducido)", "(otra vez)"))
        url = reverse("translation:po")
        response = client.post(url, {"file": SimpleUploadedFile("all.zip", buffer.getvalue())})
        assert len(response.context["plans"]) == 2
        assert not StringTranslation.objects.filter(data__contains="(otra vez)").exists()
        confirm(client, response)
        assert StringTranslation.objects.filter(data__contains="(otra vez)").count() == response.context["count"]

    def test_a_page_that_is_gone(self, client, archive):
        Translation.objects.all().delete()
        response = client.post(reverse("translation:po"), {"file": SimpleUploadedFile("all.zip", archive)})
        assert "no such translation" in messages_of(response)[0]

    def test_an_archive_cut_off(self, client, archive):
        response = client.post(reverse("translation:po"), {"file": SimpleUploadedFile("all.zip", archive[:300])})
        assert "cannot be read" in messages_of(response)[0]

    @pytest.mark.parametrize("fault", ["bzip2", "lzma", "name"])
    def test_archives_that_unpack_without_a_limit_or_not_at_all(self, client, archive, fault):
        buffer = io.BytesIO()
        compression = {"bzip2": zipfile.ZIP_BZIP2, "lzma": zipfile.ZIP_LZMA}.get(fault, zipfile.ZIP_STORED)
        with zipfile.ZipFile(buffer, "w", compression) as new:
            new.writestr("é.po", b"0" * 1000)
        content = buffer.getvalue().replace("é".encode(), b"\xff\xfe" if fault == "name" else "é".encode())
        response = client.post(reverse("translation:po"), {"file": SimpleUploadedFile("all.zip", content)})
        assert "cannot be read" in messages_of(response)[0]

    def test_nothing_translated_yet(self, client, archive):
        TranslationSource.objects.all().delete()
        es = Locale.objects.get(language_code="es")
        data = {"campaign": Campaign.objects.get().pk, "language": es.pk}
        assert "Nothing of this campaign is translated" in client.get(reverse("translation:po"), data).text

    def test_editors_of_english_may_not_change_spanish(self, client, archive):
        client.force_login(UserFactory(group="Editors"))
        response = client.post(reverse("translation:po"), {"file": SimpleUploadedFile("all.zip", archive)})
        assert "you may not change" in messages_of(response)[0]


class Machine(BaseMachineTranslator):
    """A service that answers as the options say."""

    display_name = "Machine"
    asked = 0

    def translate(self, source_locale, target_locale, texts):
        type(self).asked += 1
        if self.options.get("fails"):
            raise TimeoutError("no answer")
        return {text: StringValue(f"máquina: {text.data}") for text in texts}

    def can_translate(self, source_locale, target_locale):
        return not self.options.get("knows_nothing")


class TestMachineTranslation:
    @pytest.fixture
    def ask(self, client, translator, translation, settings):
        def post(**options):
            settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{__name__}.Machine", "OPTIONS": options}
            return client.post(localize_url("machine_translate", translation.pk))

        return post

    def test_nothing_is_sent_unless_configured(self, client, translator, translation):
        Machine.asked = 0
        assert client.post(localize_url("machine_translate", translation.pk), follow=True).status_code == 404
        assert Machine.asked == 0

    def test_fills_what_is_missing_and_says_so(self, ask, translation):
        assert messages_of(ask()) == ["Filled by Machine. Please check every text."]
        rows = StringTranslation.objects.filter(context__object_id=translation.source.object_id)
        assert set(rows.values_list("translation_type", "tool_name")) == {("machine", "Machine")}
        assert messages_of(ask()) == ["Nothing is left to translate."]

    def test_nothing_of_it_is_published_until_somebody_has_saved_it(self, ask, translation):
        ask()
        user = UserFactory(is_superuser=True)
        with pytest.raises(MissingTextsError):
            publish_translation(translation, user)
        for row in StringTranslation.objects.filter(context__object_id=translation.source.object_id):
            row.translation_type = StringTranslation.TRANSLATION_TYPE_MANUAL
            row.save()
        publish_translation(translation, user)
        assert translation.get_target_instance().title.startswith("máquina: ")

    def test_a_failure_is_a_message(self, ask, translation):
        response = ask(fails=True)
        assert response.status_code == 302
        assert "translation service failed" in messages_of(response)[0]
        assert stored(translation) == set()

    def test_languages_that_it_does_not_know(self, ask):
        assert "does not know these languages" in messages_of(ask(knows_nothing=True))[0]
