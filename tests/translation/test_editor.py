"""The editor of translations: what it shows, what it saves, and that nothing typed is lost."""

import datetime as dt
import re
import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail_localize.models import String, StringTranslation, Translation

from site_project.i18n.translations import State, versions_of
from tests.factories import CampaignFactory, StandardPageFactory, UserFactory, publish, translate
from tests.translation.helpers import fill, is_refused, localize_url, messages_of, snippet_url, translation_to
from translation.models import Question, TextVersion

pytestmark = pytest.mark.deep(postgres=True)


@pytest.fixture
def translator(site, client):
    user = UserFactory(group="Translators: Spanish", username="translator")
    client.force_login(user)
    return user


def paragraph(text):
    return {"type": "text", "value": RichText(text), "id": str(uuid.uuid4())}


def make_english():
    page = StandardPageFactory(title="About us", slug="about-us", summary="What we do.")
    page.body = [
        (block["type"], block["value"])
        for block in [
            paragraph('<p>One <b>bold</b> word.</p><p>See <a href="https://example.org/">our list</a>.</p>'),
            paragraph("<p>Two.</p>"),
        ]
    ]
    publish(page)
    return page


@pytest.fixture
def started(english):
    """A translation that has been begun, without any text."""
    page = translate(english, publish=False)
    StringTranslation.objects.filter(context__object_id=page.translation_key).delete()
    return page


class Editor:
    """The editor as a person without scripts uses it."""

    def __init__(self, client, page):
        self.client, self.page = client, page
        self.url = (
            reverse("wagtailadmin_pages:edit", args=[page.pk]) if isinstance(page, Page) else snippet_url(page, "edit")
        )
        self.open()

    def open(self, **query):
        return self.read(self.client.get(self.url, query))

    def read(self, response):
        self.response = response
        assert response.status_code == 200
        self.html = BeautifulSoup(response.content, "html.parser").main  # dialogs of the admin stand outside it
        return self

    @property
    def rows(self):
        return {label.text: label.find_parent("li") for label in self.html.select(".unit label")}

    def row(self, source):
        """The row whose original says `source`."""
        return next(row for row in self.html.select(".unit") if source in row.select_one("p[lang]").text)

    def replace_links(self):
        return [link["href"] for link in self.html.select("table a")]

    def area(self, source):
        return self.row(source).textarea

    def text(self, source):
        return self.area(source).text.removeprefix("\n")

    def data(self, texts=(), **more):
        """The form as a browser sends it, with other `texts`, by what the original says."""
        form = {area["name"]: area.text.removeprefix("\n") for area in self.html.select(".unit textarea")}
        for source, text in dict(texts).items():
            form[self.area(source)["name"]] = text
        return {**form, **more}

    def send(self, texts=(), **more):
        return self.client.post(self.url, self.data(texts, **more))

    def save_one(self, source, text=None, **more):
        area = self.area(source)
        data = {area["name"]: self.text(source) if text is None else text, **more}
        url = reverse("translation_editor:save", args=[translation_to(self.page).pk])
        return self.client.post(url, data, headers={"Accept": "application/json"})


def stored(page):
    """The translator's texts by what they translate."""
    texts = StringTranslation.objects.filter(context__object_id=page.translation_key, locale=page.locale)
    return dict(texts.values_list("translation_of__data", "data"))


def public(page, client):
    client.logout()
    return client.get(page.url).text


class TestView:
    def test_each_text_stands_beside_its_translation_with_the_fields_own_label(self, translator, client, spanish):
        editor = Editor(client, spanish)
        assert editor.text("About us") == "About us (traducido)"
        assert editor.rows["Title"] is editor.row("About us")
        headings = [heading.text for heading in editor.html.select(".editor-heading")]
        assert any("Text" in heading for heading in headings)

    def test_the_original_is_shown_as_it_looks(self, translator, client, english):
        english.summary = "First line.\nSecond & last."
        english.save()
        publish(english)
        editor = Editor(client, translate(english))
        assert editor.row("First line.").p.find("br")
        assert "<br" not in editor.text("First line.")
        assert "Second & last." in editor.text("First line.")
        link = editor.row("our list").p.a
        assert link["href"] == "https://example.org/"
        assert '<a id="a1">our list</a>' in editor.text("our list")

    def test_no_script_of_the_original_runs(self, translator, client, english):
        english.summary = "<script>alert(1)</script>"
        publish(english)
        editor = Editor(client, translate(english, publish=False))
        assert editor.row("<script>alert(1)").p.script is None

    def test_filters_and_counts(self, translator, client, spanish, english):
        english.summary = "What we do now."
        publish(english)
        editor = Editor(client, spanish)
        counts = {count["data-tab"]: count.text for count in editor.html.select(".editor-count")}
        assert counts["todo"] == counts["changed"] == "1"
        assert counts["errors"] == counts["review"] == "0"
        assert len(editor.open(show="changed").html.select(".unit")) == 1
        assert len(editor.open(show="errors").html.select(".unit")) == 0
        assert editor.open(show="nonsense").html.select(".unit")

    def test_only_those_who_may_edit_it(self, site, client, spanish):
        client.force_login(UserFactory(group="Editors"))
        assert is_refused(client.get(reverse("wagtailadmin_pages:edit", args=[spanish.pk])))
        url = reverse("translation_editor:save", args=[translation_to(spanish).pk])
        assert client.post(url, {}).status_code == 403


class TestSave:
    def test_everything_at_once_and_publish(self, translator, client, started):
        editor = Editor(client, started)
        texts = {
            "About us": "Quiénes somos",
            "What we do.": "Lo que hacemos.",
            "One bold word.": "Una palabra en <b>negrita</b>.",
            "our list": 'Vea <a id="a1">nuestra lista</a>.',
            "Two.": "Dos.",
        }
        assert editor.send(texts, action="publish").status_code == 302
        page = Page.objects.get(pk=started.pk)
        assert page.title == "Quiénes somos"
        assert page.slug == "quienes-somos"
        html = public(page.specific, client)
        assert "Una palabra en <b>negrita</b>." in html
        assert '<a href="https://example.org/">nuestra lista</a>' in html

    def test_the_slug_can_be_another(self, translator, client, started):
        fill(started)
        StringTranslation.objects.filter(context__path="slug").delete()
        editor = Editor(client, started)
        editor.send({"about-us": "¡Quiénes somos!"}, action="publish")
        assert Page.objects.get(pk=started.pk).slug == "quienes-somos"

    def test_one_text_for_the_script(self, translator, client, started):
        editor = Editor(client, started)
        answer = editor.save_one("Two.", "Dos.")
        assert answer.status_code == 200
        assert 'data-state="done"' in answer.json()["row"]
        assert stored(started) == {"Two.": "Dos."}
        text = StringTranslation.objects.get(data="Dos.")
        assert text.last_translated_by == translator

    def test_line_breaks_and_signs_are_kept_as_wagtail_localize_does(self, translator, client, started):
        Editor(client, started).send({"What we do.": "Uno & dos.\r\n<Tres>"})
        assert stored(started) == {"What we do.": "Uno &amp; dos.<br/>&lt;Tres&gt;"}
        assert Editor(client, started).text("What we do.") == "Uno & dos.\n<Tres>"

    def test_what_is_not_touched_is_not_written(self, translator, client, spanish):
        before = list(StringTranslation.objects.order_by("pk").values())
        Editor(client, spanish).send()
        assert list(StringTranslation.objects.order_by("pk").values()) == before

    def test_an_emptied_text_is_taken_away(self, translator, client, spanish):
        Editor(client, spanish).send({"Two.": ""})
        assert "Two." not in stored(spanish)
        editor = Editor(client, spanish)
        assert "visitors go on reading: Two. (traducido)" in " ".join(editor.row("Two.").text.split())
        assert "go on reading" not in editor.row("What we do.").text
        assert "Two. (traducido)" in public(spanish, client)

    @pytest.mark.parametrize(
        ("source", "text", "why"),
        [
            ("About us", "x" * 256, "256"),
            ("Two.", "<script>alert(1)</script>", "Only simple tags"),
            ("Two.", "<b onclick=x>a</b>", "Only simple tags"),
            ("Two.", '<a id="a9">a</a>', "a9"),
        ],
    )
    def test_what_cannot_be_used_comes_back_with_the_reason(self, translator, client, spanish, source, text, why):
        before = stored(spanish)
        editor = Editor(client, spanish)
        editor.read(editor.send({source: text, "What we do.": "Otra cosa."}, action="publish"))
        assert editor.text(source) == text
        assert why in editor.row(source).select_one(".error-message").text
        assert editor.area(source)["aria-invalid"] == "true"
        assert stored(spanish) == {**before, "What we do.": "Otra cosa."}  # the good one is kept
        assert editor.save_one(source, text).status_code == 422
        assert "Otra cosa." not in public(spanish, client)  # nothing was published

    @pytest.mark.parametrize(
        "name", ["t-1-2-0123456789abcdef", "t-x", "t-999999999999999999-1-0123456789abcdef", "t--"]
    )
    def test_names_that_make_no_sense(self, translator, client, spanish, name):
        editor = Editor(client, spanish)
        assert client.post(editor.url, {name: "Algo"}).status_code in (200, 302)
        url = reverse("translation_editor:save", args=[translation_to(spanish).pk])
        assert client.post(url, {name: "Algo"}).status_code in (400, 409)

    def test_texts_of_other_pages_are_out_of_reach(self, translator, client, spanish):
        other = translate(StandardPageFactory(summary="Another."))
        before = stored(other)
        name = Editor(client, other).area("Another.")["name"]
        answer = client.post(Editor(client, spanish).url, {name: "Ajeno"})
        assert stored(other) == before
        assert "Ajeno" in answer.text


class TestChangedText:
    @pytest.fixture
    def changed(self, spanish, english):
        english.summary = "What we do today."
        publish(english)
        return spanish

    def test_it_shows_what_changed_and_keeps_the_older_translation_in_the_field(self, translator, client, changed):
        editor = Editor(client, changed)
        row = editor.row("What we do")
        assert "today" in row.ins.text
        assert editor.text("What we do") == "What we do. (traducido)"
        assert row["data-state"] == "changed"

    def test_one_button_says_that_it_still_fits(self, translator, client, changed):
        editor = Editor(client, changed)
        key = editor.row("What we do").find("button", {"name": "keep"})["value"]
        editor.send(keep=key)
        assert stored(changed)["What we do today."] == "What we do. (traducido)"
        editor.open().send(action="publish")
        assert versions_of(changed)["es"].state is State.TRANSLATED

    def test_the_key_says_so_too(self, translator, client, changed):
        editor = Editor(client, changed)
        key = editor.row("What we do").find("button", {"name": "keep"})["value"]
        assert editor.save_one("What we do", keep=key).status_code == 200
        assert stored(changed)["What we do today."] == "What we do. (traducido)"

    def test_the_paragraph_that_changed_among_others(self, translator, client, spanish, english):
        english.body[0].value = RichText(
            '<p>One <b>bold</b> new word.</p><p>See <a href="https://example.org/">our list</a>.</p><p>Entirely different.</p>'
        )
        publish(english)
        editor = Editor(client, spanish)
        assert editor.row("One bold")["data-state"] == "changed"
        assert editor.row("our list")["data-state"] == "done"
        assert editor.row("Entirely different.")["data-state"] == "new"

    def test_a_text_typed_while_the_original_changed_is_kept(self, translator, client, spanish, english):
        editor = Editor(client, spanish)
        data = editor.data({"What we do.": "Lo que hacemos."})
        english.summary = "What we do today."
        publish(english)
        answer = client.post(editor.url, data)
        assert "kept" in messages_of(answer)[0]
        assert Editor(client, spanish).text("What we do") == "Lo que hacemos."

    def test_one_typed_for_a_block_that_is_gone(self, translator, client, spanish, english):
        editor = Editor(client, spanish)
        data = editor.data({"Two.": "Dos."})
        del english.body[1]
        publish(english)
        assert client.post(editor.url, data).status_code == 302
        assert stored(spanish)["Two."] == "Dos."


class TestLabels:
    def test_items_are_counted(self, translator, client, site):
        facts = {"heading": "In numbers", "items": [{"value": "1", "label": "city"}, {"value": "2", "label": "towns"}]}
        spanish = translate(CampaignFactory(body=[("facts", facts)]))
        editor = Editor(client, spanish)
        assert "· 1 ·" in editor.row("city").label.text
        assert "· 2 ·" in editor.row("towns").label.text


class TestConflict:
    def test_both_texts_are_shown_and_the_person_decides(self, translator, client, spanish):
        mine = Editor(client, spanish)
        Editor(client, spanish).send({"Two.": "Ajeno."})
        answer = mine.send({"Two.": "Mío.", "What we do.": "Lo que hacemos."})
        mine.read(answer)
        assert mine.text("Two.") == "Mío."
        assert "Ajeno." in mine.row("Two.").blockquote.text
        assert "translator" in mine.row("Two.").select_one(".unit-theirs").text
        assert stored(spanish)["Two."] == "Ajeno."
        assert stored(spanish)["What we do."] == "Lo que hacemos."
        mine.send()
        assert stored(spanish)["Two."] == "Mío."

    def test_the_script_is_told(self, translator, client, spanish):
        mine = Editor(client, spanish)
        Editor(client, spanish).send({"Two.": "Ajeno."})
        answer = mine.save_one("Two.", "Mío.")
        assert answer.status_code == 422
        assert "Ajeno." in answer.json()["row"] and "Mío." in answer.json()["row"]

    def test_a_text_that_somebody_has_emptied(self, translator, client, spanish):
        mine = Editor(client, spanish)
        Editor(client, spanish).send({"Two.": ""})
        mine.read(mine.send({"Two.": "Mío."}))
        assert mine.text("Two.") == "Mío."
        assert "emptied" in mine.row("Two.").select_one(".unit-theirs").text
        mine.send()
        assert stored(spanish)["Two."] == "Mío."

    def test_a_changed_text(self, translator, client, spanish, english):
        english.summary = "What we do today."
        publish(english)
        mine, kept = Editor(client, spanish), Editor(client, spanish)
        Editor(client, spanish).send({"What we do": "Ajeno."})
        mine.read(mine.send({"What we do": "Mío."}))
        assert "Ajeno." in mine.row("What we do").blockquote.text
        assert kept.save_one("What we do", keep=kept.row("What we do")["id"][1:]).status_code == 422
        assert stored(spanish)["What we do today."] == "Ajeno."

    def test_an_open_editor_takes_back_nothing_of_others(self, translator, client, spanish):
        mine = Editor(client, spanish)
        Editor(client, spanish).send({"Two.": "Ajeno."})
        mine.send({"What we do.": "Lo que hacemos."})
        assert stored(spanish)["Two."] == "Ajeno."

    def test_the_same_text_is_no_conflict(self, translator, client, spanish):
        mine = Editor(client, spanish)
        Editor(client, spanish).send({"Two.": "Dos."})
        assert mine.send({"Two.": "Dos."}).status_code == 302


class TestHistory:
    def test_who_said_what_and_back(self, translator, client, spanish):
        for text in ("Dos.", "Otro."):
            Editor(client, spanish).send({"Two.": text})
        link = Editor(client, spanish).row("Two.").find("a", href=re.compile("translation-editor"))["href"]
        page = client.get(link)
        assert "Dos." in page.text and "translator" in page.text
        version = TextVersion.objects.get(data="Dos.")
        client.post(link, {"version": version.pk})
        assert stored(spanish)["Two."] == "Dos."
        assert "cannot be used" in messages_of(client.post(link, {"version": "x"}))[-1]

    def test_of_what_others_say_nothing_is_shown(self, translator, client, spanish, english):
        link = Editor(client, spanish).row("Two.").find("a", href=re.compile("translation-editor"))["href"]
        other = translate(publish(StandardPageFactory(title="Not for you", summary="Secret.")))
        secret = String.objects.get(data="Secret.", translations__context__object_id=other.translation_key)
        place = link.rstrip("/").rpartition("-")[0]
        assert client.get(f"{place}-{secret.pk}/").status_code in {302, 404}
        assert "Secret." not in client.get(f"{place}-{secret.pk}/", follow=True).text

    def test_says_what_was_typed(self, translator, client, spanish):
        Editor(client, spanish).send({"What we do.": "Pan & vino."})
        link = Editor(client, spanish).row("What we do.").find("a", href=re.compile("translation-editor"))["href"]
        assert "&amp;amp;" not in client.get(link).text

    def test_of_every_way_to_save(self, translator, client, spanish):
        fill(spanish)
        assert TextVersion.objects.filter(data="Two. (traducido)").exists()


class TestQuestions:
    @pytest.fixture
    def link(self, translator, client, spanish):
        return Editor(client, spanish).row("Two.").find("a", href=re.compile("translation-editor"))["href"]

    def test_the_author_sees_and_answers_it(self, link, client, spanish, english):
        client.post(link, {"translation-note": "Two what?"})
        assert "Two what?" in Editor(client, spanish).row("Two.").text
        client.force_login(UserFactory(group="Editors"))
        original = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
        assert "Two what?" in original.text
        assert link in original.text
        assert client.get(link).status_code == 200
        client.post(link, {"translation-note": "Two people."})
        assert Question.objects.get().answer == "Two people."
        original = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
        assert "Two what?" not in original.text
        client.force_login(UserFactory(group="Translators: Spanish"))
        assert "Two people." in Editor(client, spanish).row("Two.").text

    def test_of_two_answers_the_second_is_asked(self, link, client, spanish, english):
        client.post(link, {"translation-note": "Two what?"})
        client.force_login(UserFactory(group="Editors"))
        about = str(Question.objects.get().pk)
        for answer in ("Two people.", "Two cats."):
            response = client.post(link, {"translation-note": answer, "about": about})
        assert response.context["form"]["note"].value() == "Two cats."
        assert "Somebody else has asked or answered meanwhile." in response.text
        assert (Question.objects.get().question, Question.objects.get().answer) == ("Two what?", "Two people.")

    def test_it_stays_beside_a_text_that_is_saved_alone(self, link, client, spanish):
        client.post(link, {"translation-note": "Two what?"})
        assert "Two what?" in Editor(client, spanish).save_one("Two.", "Dos.").json()["row"]

    def test_it_opens_when_the_original_is_gone(self, link, client, spanish, english):
        english.delete()
        Translation.objects.update(enabled=True)
        assert client.get(link).status_code == 200

    def test_authors_change_no_translation(self, link, client, spanish):
        client.force_login(UserFactory(group="Editors"))
        version = TextVersion.objects.filter(context__path__startswith="body").first()
        assert is_refused(client.post(link, {"version": version.pk}))

    def test_an_empty_question(self, link, client):
        assert client.post(link, {"translation-note": " "}).context["form"].errors
        assert not Question.objects.exists()


class TestPublishing:
    def test_who_may_not_publish_submits_for_review(self, site, client, spanish, english):
        user = UserFactory(group="Translators: Spanish")
        group = user.groups.get()
        group.page_permissions.filter(permission__codename="publish_page").delete()
        client.force_login(user)
        editor = Editor(client, spanish)
        buttons = [button["value"] for button in editor.html.select(".editor-bar button")]
        assert buttons == ["submit", "save"]
        assert is_refused(editor.send(action="publish"))
        editor.send({"Two.": "Dos."}, action="submit")
        assert "Two. (traducido)" in client.get(spanish.url).text

        locked = Editor(client, spanish)
        assert locked.html.select_one(".help-block")
        assert not locked.html.select(".editor-bar")
        locked.read(locked.send({"Two.": "Tarde."}))
        assert locked.text("Two.") == "Tarde."
        assert "locked" in locked.row("Two.").select_one(".error-message").text

        client.force_login(UserFactory(group="Publishers"))
        reviewer = Editor(client, spanish)
        assert reviewer.html.select("button[value=reject]")
        reviewer.send(action="reject", **{"translation-comment": "Two is “dos”."})
        client.force_login(user)
        back = Editor(client, spanish)
        assert "Sent back: “Two is “dos”.”" in back.html.select_one(".help-block").text
        back.send({"Two.": "Dos, sí."}, action="submit")
        assert "Sent back" not in Editor(client, spanish).html.select_one(".help-block").text
        client.force_login(UserFactory(group="Publishers"))
        Editor(client, spanish).send(action="publish")
        assert "Dos, sí." in public(spanish, client)

    def test_nobody_else_sends_back(self, translator, client, spanish):
        assert is_refused(Editor(client, spanish).send(action="reject"))

    def test_a_locked_page_says_by_whom(self, translator, client, spanish):
        publisher = UserFactory(group="Publishers", first_name="Pat", last_name="Lock")
        Page.objects.filter(pk=spanish.pk).update(locked=True, locked_by=publisher, locked_at=timezone.now())
        editor = Editor(client, spanish)
        assert "Pat Lock" in editor.html.select_one(".help-block").text
        assert editor.area("Two.").has_attr("readonly")
        assert editor.save_one("Two.", "Dos.").status_code == 423

    def test_a_scheduled_translation_can_be_corrected_and_keeps_its_hour(self, translator, client, english):
        english.go_live_at = hour = timezone.now() + dt.timedelta(days=3)
        english.live = False
        english.save_revision().publish()
        english.unpublish() if english.live else None
        Page.objects.filter(pk=english.pk).update(live=False, first_published_at=None)
        spanish = translate(english, publish=False)
        Editor(client, spanish).send(action="publish")
        assert Page.objects.get(pk=spanish.pk).scheduled_revision.approved_go_live_at == hour

        editor = Editor(client, spanish)
        assert not editor.html.select(".help-block")
        answer = editor.send({"Two.": "Dos."}, action="publish")
        assert "will be published" in messages_of(answer)[1]
        page = Page.objects.get(pk=spanish.pk)
        assert not page.live
        assert page.scheduled_revision.approved_go_live_at == hour
        assert "Dos." in str(page.scheduled_revision.content)


class TestOverrides:
    def test_a_link_is_replaced_and_put_back(self, translator, client, spanish, english):
        editor = Editor(client, spanish)
        link = editor.replace_links()[0]
        assert client.get(link).status_code == 200
        bad = client.post(link, {"value": "javascript:alert(1)"})
        assert bad.context["form"].errors
        client.post(link, {"value": "https://example.org/es/"})
        assert "https://example.org/es/" in Editor(client, spanish).html.text
        Editor(client, spanish).send(action="publish")
        assert 'href="https://example.org/es/"' in public(spanish, client)
        client.force_login(translator)
        client.post(link, {"keep": "on"})
        Editor(client, spanish).send(action="publish")
        assert 'href="https://example.org/"' in public(spanish, client)

    def test_pages_pictures_and_documents_have_wagtails_choosers(self, translator, client, site):
        english = CampaignFactory()
        spanish = translate(english)
        for link in Editor(client, spanish).replace_links():
            assert client.get(link).status_code == 200, link


class TestMemory:
    def test_a_copied_page_comes_up_translated(self, translator, client, spanish, english):
        copy = english.copy(update_attrs={"slug": "copy", "title": english.title}, keep_live=False)
        publish(copy)
        url = reverse("wagtail_localize:submit_page_translation", args=[copy.pk])
        client.post(url, {"locales": [spanish.locale_id]})
        again = copy.get_translation(spanish.locale)
        editor = Editor(client, again)
        states = {row["data-state"] for row in editor.html.select(".unit") if "slug" not in row.label.text.lower()}
        assert states == {"review"}
        assert editor.text("Two.") == "Two. (traducido)"
        assert "About us" in editor.row("Two.").select_one(".unit-note").text

        key = editor.row("Two.").find("button", {"name": "keep"})["value"]
        editor.send(keep=key)
        assert editor.open().row("Two.")["data-state"] == "done"
        assert editor.open(show="review").html.select(".unit")
        editor.open().send(action="publish")
        assert "Two. (traducido)" in public(Page.objects.get(pk=again.pk), client)

    def test_what_was_translated_since_the_task_was_made_comes_up_when_it_is_started(self, translator, client, spanish):
        page = StandardPageFactory(summary="Come and see.")
        translate(StandardPageFactory(summary="Come and see."))
        client.post(
            reverse("wagtail_localize:submit_page_translation", args=[page.pk]), {"locales": [spanish.locale_id]}
        )
        row = Editor(client, page.get_translation(spanish.locale)).row("Come and see.")
        assert row["data-state"] == "review"
        assert "Come and see. (traducido)" in row.textarea.text

    def test_a_duplicated_block_too(self, translator, client, spanish, english):
        english.body.append(("text", english.body[0].value))
        publish(english)
        rows = [row for row in Editor(client, spanish).html.select(".unit") if "bold" in row.p.text]
        assert [row["data-state"] for row in rows] == ["done", "review"]

    @pytest.fixture
    def near(self, spanish):
        """A page that says almost the same, without any text."""
        page = StandardPageFactory(summary="What we do here.", body=[("text", RichText("<p>See our lists.</p>"))])
        page = translate(page, publish=False)
        StringTranslation.objects.filter(context__object_id=page.translation_key).delete()
        return page

    def test_similar_texts_stand_beside_what_is_to_do_with_their_origin(self, translator, client, near):
        editor = Editor(client, near)
        row = editor.row("What we do here.")
        match = row.select_one(".unit-match")
        assert match.p.text == "What we do. (traducido)"
        assert "About us" in match.text and "% the same" in match.text
        assert match.ins.text == "[added: here]" or "here" in match.ins.text
        more = client.get(row.find("a", href=re.compile("translation-editor"))["href"]).text
        assert "What we do. (traducido)" in more and "About us" in more

        texts = {"See our lists.": "Vea las listas."}
        editor.read(editor.send(texts, use=match.button["value"]))
        assert editor.text("What we do here.") == "What we do. (traducido)"
        assert stored(near) == texts  # what else was typed is saved, this waits for the person
        editor.send()
        assert stored(near)["What we do here."] == "What we do. (traducido)"
        assert not editor.open().html.select(".unit-match")

    def test_a_similar_text_leaves_its_links_behind(self, translator, client, near):
        editor = Editor(client, near)
        match = editor.row("See our lists.").select_one(".unit-match")
        assert match.p.text == "See our list. (traducido)"
        editor.read(editor.send(use=match.button["value"]))
        assert editor.text("See our lists.") == "See our list. (traducido)"
        assert editor.send().status_code == 302

    def test_only_texts_of_this_language_can_be_used(self, translator, client, near, english, french):
        text = StringTranslation.objects.get(
            context__object_id=translate(english, code="fr").translation_key,
            context__path="summary",
            locale__language_code="fr",
        )
        editor = Editor(client, near)
        key = editor.row("What we do here.")["id"].removeprefix("u")
        for value in (f"{key}-{text.pk}", key, "-", "x-y-z", f"1-1-{text.pk}", "9" * 30):
            assert "cannot be used" in messages_of(editor.send(use=value))[-1]
        assert stored(near) == {}

    def test_how_did_we_say_it(self, translator, client, spanish):
        url = reverse("translation_editor:search")
        assert "Two. (traducido)" in client.get(url, {"q": "two."}).text
        assert "No translation says this" in client.get(url, {"q": "detainer"}).text
        assert client.get(url).status_code == 200
        assert client.get(url, {"q": "a\x00b%_'\""}).status_code == 200
        assert client.get(url, {"q": "x" * 300}).status_code == 200

    def test_the_search_is_for_staff_of_a_language(self, site, client):
        client.force_login(UserFactory())
        assert client.get(reverse("translation_editor:search")).status_code in (302, 403)


def test_stock_addresses_still_work(translator, client, spanish):
    assert client.get(localize_url("download_pofile", translation_to(spanish).pk)).status_code == 200


class TestSync:
    """Nobody has to press anything for the original's changes to come."""

    def test_there_is_no_button(self, site, client, spanish, english):
        client.force_login(UserFactory(group="Publishers"))
        url = localize_url("update_translations", translation_to(spanish).source_id)
        addresses = [
            reverse("wagtailadmin_pages:edit", args=[english.pk]),
            reverse("wagtailadmin_explore", args=[english.get_parent().pk]),
        ]
        for address in addresses:
            html = client.get(address).text
            assert url not in html
        submit = reverse("wagtail_localize:submit_page_translation", args=[StandardPageFactory().pk])
        assert submit in client.get(addresses[1]).text  # the other buttons are there

    def test_the_address_changes_nothing(self, translator, client, spanish, english):
        answer = client.post(
            localize_url("update_translations", translation_to(spanish).source_id), {"publish_translations": "on"}
        )
        assert "by themselves" in messages_of(answer)[0]

    def test_each_translator_has_the_changes_at_once(self, translator, client, spanish, english):
        english.summary = "What we do today."
        publish(english)
        assert Editor(client, spanish).row("What we do")["data-state"] == "changed"

    def test_in_every_language(self, site, client, spanish, english, french):
        translate(english, code="fr", publish=False)
        english.summary = "What we do today."
        publish(english)
        client.force_login(UserFactory(is_superuser=True))
        for page in english.get_translations():
            assert Editor(client, page.specific).row("What we do")["data-state"] == "changed"
