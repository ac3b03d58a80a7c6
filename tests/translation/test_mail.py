"""Translators are told by mail what is new, bundled, in the language of their account."""

import datetime as dt
import socketserver
import threading

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile

from site_project.users.groups import PUBLISHERS, translators
from tests.factories import StandardPageFactory, UserFactory, publish, translate
from translation.models import MailSettings, Published

pytestmark = pytest.mark.deep(postgres=True)


def person(group, code="", **values):
    user = UserFactory(group=group, **values)
    UserProfile.objects.create(user=user, preferred_language=code)
    return user


@pytest.fixture
def translator(site):
    return person(translators("es"), "es")


def told(user, *, ago):
    MailSettings.objects.update_or_create(user=user, defaults={"told_at": timezone.now() - ago})


def send():
    mail.outbox.clear()
    call_command("mail_translators", verbosity=0)
    return mail.outbox


def test_new_work_is_told_in_the_language_of_the_account(translator):
    publish(StandardPageFactory(title="Know your rights"))

    (message,) = send()

    assert message.to == [translator.email]
    assert message.subject == "Novedades de las traducciones"
    assert "- Know your rights (Página estándar, español)" in message.body
    assert reverse("translation_desk:index") in message.body


def test_nobody_is_told_twice_nor_every_minute(translator):
    publish(StandardPageFactory(title="Know your rights"))
    assert len(send()) == 1
    publish(StandardPageFactory(title="Another page"))
    assert send() == []

    told(translator, ago=dt.timedelta(hours=2))
    Published.objects.filter(translation__source__object_repr="Know your rights").update(
        since=timezone.now() - dt.timedelta(hours=3)
    )
    (message,) = send()
    assert "Another page" in message.body
    assert "Know your rights" not in message.body


def test_changed_texts_are_told(translator):
    page = StandardPageFactory(title="Know your rights")
    publish(page)
    translate(page)
    told(translator, ago=dt.timedelta(hours=2))
    page.title = "Know all your rights"
    publish(page)

    (message,) = send()

    assert "1 traducción desactualizada" in message.body
    assert "- Know all your rights" in message.body


def test_what_became_of_their_work_is_told(translator):
    page = StandardPageFactory(title="Know your rights")
    publish(page)
    spanish = translate(page)
    told(translator, ago=dt.timedelta(hours=2))
    other = UserFactory()
    before = timezone.now() - dt.timedelta(days=1)
    PageLogEntry.objects.log_action(spanish, "wagtail.edit", user=translator, timestamp=before)
    for action in ("wagtail.workflow.approve", "wagtail.workflow.reject", "wagtail.publish"):
        PageLogEntry.objects.log_action(spanish, action, user=other)

    (message,) = send()

    for heading in ("Aprobado", "Devuelto con una solicitud de cambios", "Publicado"):
        assert heading in message.body
    assert reverse("wagtailadmin_pages:edit", args=[spanish.pk]) in message.body


def test_without_news_there_is_no_mail(translator):
    assert send() == []


def test_who_writes_the_originals_too_is_told_when_they_want_to_be(site):
    publisher = person(PUBLISHERS)
    publish(StandardPageFactory())
    assert send() == []

    MailSettings.objects.filter(user=publisher).update(is_wanted=True)
    assert [message.to for message in send()] == [[publisher.email]]


def test_mails_can_be_turned_off_in_the_account(translator, client):
    client.force_login(translator)
    page = client.get(reverse("wagtailadmin_account"))
    assert "translation_mail-is_wanted" in page.text
    fields = {
        name: value
        for panel in page.context["panels_by_tab"].values()
        for each in panel
        for name, value in ((field.html_name, field.value()) for field in each.get_form())
        if value
    }
    fields |= {"name_email-first_name": "Ana", "name_email-last_name": "Example"}
    fields.pop("translation_mail-is_wanted", None)

    response = client.post(reverse("wagtailadmin_account"), fields)

    assert response.status_code == 302
    assert not MailSettings.objects.get(user=translator).is_wanted
    publish(StandardPageFactory())
    assert send() == []


class Session(socketserver.StreamRequestHandler):
    """Enough of SMTP (RFC 5321) to take one mail."""

    def handle(self):
        def say(line):
            self.wfile.write(line + b"\r\n")

        say(b"220 ready")
        lines = iter(self.rfile.readline, b"")
        for line in lines:
            verb = line[:4].upper()
            if verb == b"DATA":
                say(b"354 go on")
                for text in lines:
                    if text == b".\r\n":
                        break
                    self.server.received.append(text)
            elif verb == b"QUIT":
                say(b"221 bye")
                return
            say(b"250 OK")


def test_mail_goes_out_by_smtp(translator, settings):
    publish(StandardPageFactory(title="Know your rights"))
    with socketserver.TCPServer(("127.0.0.1", 0), Session) as server:
        server.received = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "site_project.mail.Backend"
        settings.EMAIL_SERVER_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        call_command("mail_translators", verbosity=0)
        server.shutdown()

    text = b"".join(server.received).decode()
    assert "Subject: Novedades de las traducciones" in text
    assert "Auto-Submitted: auto-generated" in text
    assert "Know your rights" in text
