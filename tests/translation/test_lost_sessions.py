"""What is typed in the editor outlives the session, the right to save it, and the page itself; without scripts, too."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from wagtail_localize.models import Translation

from site_project.second_factor.models import AuthenticatorApp, Requirement
from tests.factories import StandardPageFactory, UserFactory, publish
from tests.factories.users import PASSWORD
from tests.translation.helpers import translation_to
from tests.translation.test_editor import Editor, stored
from translation.models import Question, TextVersion

pytestmark = pytest.mark.deep(postgres=True)

TYPED = 'Mío & "suyo".\r\n<b>Dos</b>'
OWN = {"Origin": "http://testserver"}


class Browser:
    """A browser without scripts, whose forms carry tokens that are checked."""

    def __init__(self, user):
        self.client = Client(enforce_csrf_checks=True, headers=OWN)
        self.client.force_login(user)

    def get(self, url, *args, **kwargs):
        return self.read(self.client.get(url, *args, **kwargs))

    def read(self, response):
        self.response, self.html = response, BeautifulSoup(response.content, "html.parser")
        return response

    def post(self, url, data):
        return self.read(self.client.post(url, data))

    def form(self, **more):
        """The fields of the first form with a button, as they stand there."""
        form = self.html.select_one("main form:has(button), form.login-form")
        fields = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
        fields |= {area["name"]: area.text.removeprefix("\n") for area in form.select("textarea")}
        return fields | more


def make_english():
    return publish(StandardPageFactory(title="About us", summary="What we do."))


@pytest.fixture
def translator(site):
    return UserFactory(group="Translators: Spanish", username="translator")


@pytest.fixture
def person(translator):
    return Browser(translator)


@pytest.fixture
def editor(person, spanish):
    return Editor(person, spanish)


@pytest.fixture
def sent(editor, person):
    """What the browser sends: one text was changed, and "Publish" pressed."""
    token = editor.html.select_one("[name=csrfmiddlewaretoken]")["value"]
    return editor.data({"What we do.": TYPED}, csrfmiddlewaretoken=token, action="publish")


def given_back(html):
    return [quote.get_text("\n") for quote in html.select(".editor-lost blockquote")]


def is_typed(text):
    return text.replace("\r", "") == TYPED.replace("\r", "")


class TestSessionEnded:
    @pytest.fixture
    def asked(self, person, editor, sent):
        """The person was asked to sign in."""
        person.client.logout()
        person.post(editor.url, sent)
        assert person.html.select_one("[name=password]")
        return person

    def test_signing_in_leads_back_to_the_text_and_saves_nothing(self, asked, editor, spanish, translator):
        before = stored(spanish)
        url = asked.html.select_one("form.login-form button")["formaction"]
        assert url == editor.url
        editor.read(asked.post(url, asked.form(username="translator", password=PASSWORD)))
        assert is_typed(editor.text("What we do."))
        assert "Not saved yet." in editor.row("What we do.").text
        assert stored(spanish) == before
        assert "Mío" not in asked.client.get(spanish.url).text
        assert PASSWORD not in asked.response.text

        asked.post(editor.url, asked.form(action="save"))
        assert stored(spanish)["What we do."] == 'Mío &amp; "suyo".<br/>&lt;b&gt;Dos&lt;/b&gt;'

    def test_a_second_factor_is_asked_for_at_once(self, asked, editor, translator):
        app = AuthenticatorApp.objects.create(user=translator)
        for code, says in (("", "type a code"), ("000000", "not right")):
            asked.post(editor.url, asked.form(username="translator", password=PASSWORD, code=code))
            assert says in asked.html.select_one(".messages").text
        asked.post(editor.url, asked.form(username="translator", password=PASSWORD, code=f"{totp(app.bin_key):06}"))
        editor.read(asked.response)
        assert is_typed(editor.text("What we do."))

    def test_a_second_factor_that_is_missing_is_set_up_elsewhere(self, asked, editor, translator):
        Requirement.objects.create(group=translator.groups.get())
        asked.post(editor.url, asked.form(username="translator", password=PASSWORD))
        assert "another tab" in asked.html.select_one(".messages").text

    def test_a_wrong_password_keeps_the_text(self, asked, editor, translator):
        for _attempt in range(2):
            asked.post(editor.url, asked.form(username="translator", password="wrong"))
            assert "match" in asked.html.select_one(".messages").text
        editor.read(asked.post(editor.url, asked.form(username="translator", password=PASSWORD)))
        assert is_typed(editor.text("What we do."))

    def test_all_cookies_are_gone(self, person, editor, sent, translator):
        person.client.cookies.clear()
        person.post(editor.url, sent)
        editor.read(person.post(editor.url, person.form(username="translator", password=PASSWORD)))
        assert is_typed(editor.text("What we do."))

    def test_somebody_saved_another_text_meanwhile(self, asked, editor, spanish, client, translator):
        client.force_login(UserFactory(group="Translators: Spanish", username="other"))
        Editor(client, spanish).send({"What we do.": "Ajeno."})
        editor.read(asked.post(editor.url, asked.form(username="translator", password=PASSWORD)))
        assert is_typed(editor.text("What we do."))
        assert "Ajeno." in editor.row("What we do.").blockquote.text
        assert stored(spanish)["What we do."] == "Ajeno."

    def test_the_original_changed_meanwhile(self, asked, editor, english):
        english.summary = "What we do today."
        publish(english)
        asked.post(editor.url, asked.form(username="translator", password=PASSWORD))
        assert is_typed(given_back(asked.html)[0])

    def test_who_signs_in_may_not_edit_it(self, asked, editor, spanish, site):
        UserFactory(group="Editors", username="editor")
        before = stored(spanish)
        asked.post(editor.url, asked.form(username="editor", password=PASSWORD))
        assert asked.response.status_code == 403
        assert is_typed(given_back(asked.html)[0])
        assert stored(spanish) == before

    def test_nothing_is_stored_for_strangers(self, asked):
        assert not Session.objects.exists()
        assert not TextVersion.objects.filter(data__contains="Mío").exists()

    def test_the_answer_is_kept_by_no_cache(self, asked):
        assert "no-store" in asked.response.headers["Cache-Control"]


class TestWhatIsSaidAboutTexts:
    """A question to the author, and why work is sent back."""

    @pytest.fixture
    def question(self, editor, spanish):
        row = editor.row("What we do.")
        return reverse("translation_editor:text", args=[translation_to(spanish).pk, *row["id"][1:].split("-")])

    def ask(self, person, url, name):
        person.get(url)
        token = person.html.select_one("[name=csrfmiddlewaretoken]")["value"]
        person.client.logout()
        person.post(url, {name: TYPED, "action": "reject", "csrfmiddlewaretoken": token})
        person.post(url, person.form(username="translator", password=PASSWORD))

    def test_a_question_is_in_its_field_again(self, person, question, translator):
        self.ask(person, question, "translation-note")
        assert is_typed(person.html.select_one("[name=translation-note]").text.strip())
        assert not Question.objects.exists()
        token = person.html.select_one("[name=csrfmiddlewaretoken]")["value"]
        person.post(question, {"translation-note": TYPED, "csrfmiddlewaretoken": token})
        assert is_typed(Question.objects.get().question)

    def test_a_comment_is_in_its_field_again(self, person, editor, spanish, translator):
        workflow = spanish.get_workflow()
        workflow.start(spanish, translator)
        translator.groups.add(*workflow.tasks[0].specific.groups.all())
        self.ask(person, editor.url, "translation-comment")
        assert is_typed(person.html.select_one("details[open] [name=translation-comment]").text.strip())
        assert spanish.current_workflow_state.status == "in_progress"

    def test_a_comment_on_what_is_in_review_no_more_is_given_back(self, person, editor, translator):
        self.ask(person, editor.url, "translation-comment")
        assert is_typed(given_back(person.html)[0])


class TestOthersSites:
    """Another site cannot put words into a person's mouth."""

    @pytest.mark.parametrize("origin", ["https://evil.example", "https://testserver", "http://[", "null", ""])
    def test_their_forms_come_to_nothing(self, person, editor, sent, origin):
        person.client.logout()
        answer = person.client.post(editor.url, sent, headers={"Origin": origin})
        assert "Mío" not in answer.text

    def test_a_password_without_token_signs_nobody_in(self, person, editor, sent, translator):
        person.client.logout()
        data = sent | {"username": "translator", "password": PASSWORD, "csrfmiddlewaretoken": "x" * 64}
        person.post(editor.url, data)
        assert person.html.select_one("[name=password]")
        assert "_auth_user_id" not in person.client.session

    def test_texts_alone_are_signed_in_for(self, person, site, translator):
        """Elsewhere a password is the business of Wagtail's own form."""
        person.client.logout()
        person.get(reverse("wagtailadmin_login"))
        token = person.form()["csrfmiddlewaretoken"]
        data = {"username": "translator", "password": PASSWORD, "csrfmiddlewaretoken": token}
        assert person.client.post(reverse("wagtailadmin_home"), data).status_code == 302
        assert "_auth_user_id" not in person.client.session


class TestSignedInAnew:
    def test_a_form_older_than_the_session_is_given_back(self, person, editor, sent, spanish, translator):
        """In another tab: its token is no good any more."""
        person.client.logout()
        person.get(reverse("wagtailadmin_login"))
        person.post(reverse("wagtailadmin_login"), person.form(username="translator", password=PASSWORD))
        person.post(editor.url, sent)
        assert person.response.status_code == 403
        assert is_typed(given_back(person.html)[0])
        editor.read(person.post(editor.url, person.form()))
        assert is_typed(editor.text("What we do."))
        assert stored(spanish)["What we do."] == "What we do. (traducido)"


class TestNoLongerPossible:
    def test_the_right_is_gone(self, person, editor, sent, translator):
        translator.groups.clear()
        translator.user_permissions.add(Permission.objects.get(codename="access_admin"))
        person.post(editor.url, sent)
        assert person.response.status_code == 403
        assert is_typed(given_back(person.html)[0])

    def test_even_that_to_the_admin(self, person, editor, sent, translator):
        translator.groups.clear()
        person.post(editor.url, sent)
        assert is_typed(given_back(person.html)[0])

    def test_that_to_publish(self, person, editor, sent, spanish, translator):
        """It is saved, as without scripts nobody could press the other button."""
        translator.groups.get().page_permissions.filter(permission__codename="publish_page").delete()
        person.post(editor.url, sent)
        assert "Mío" in stored(spanish)["What we do."]
        assert "Mío" not in person.client.get(spanish.url).text

    def test_the_page_is_gone(self, person, editor, sent, spanish):
        spanish.delete()
        person.post(editor.url, sent)
        assert person.response.status_code == 410
        assert is_typed(given_back(person.html)[0])

    @pytest.mark.parametrize("is_deleted", [True, False])
    def test_it_is_edited_by_hand_now(self, person, editor, sent, spanish, is_deleted):
        job = translation_to(spanish)
        job.delete() if is_deleted else Translation.objects.filter(pk=job.pk).update(enabled=False)
        person.post(editor.url, sent)
        assert is_typed(given_back(person.html)[0])

    def test_what_was_not_changed_is_not_given_back(self, person, editor, sent, spanish):
        spanish.delete()
        person.post(editor.url, sent)
        assert len(given_back(person.html)) == 1
