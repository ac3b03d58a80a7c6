"""Staff read the admin, its refusals and its mails in the language of their account, whatever their browser speaks."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from site_project.users.groups import translators
from tests.factories import UserFactory
from tests.translation.helpers import messages_of

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def spanish_speaker(site):
    user = UserFactory(group=translators("es"))
    UserProfile.objects.create(user=user, preferred_language="es")
    return user


def test_refusal_is_in_the_language_of_the_account(client, spanish_speaker):
    client.force_login(spanish_speaker)
    home = Page.objects.get(depth=2, locale__language_code="en")

    response = client.get(reverse("wagtailadmin_pages:edit", args=[home.pk]), **ENGLISH)

    assert messages_of(response) == ["No tiene permiso para entrar en esta parte."]


@pytest.mark.parametrize(("code", "subject"), [("es", "Restablecer contraseña"), ("en", "Password reset")])
def test_mail_about_the_password_is_in_the_language_of_the_account(client, site, code, subject):
    user = UserFactory()
    UserProfile.objects.create(user=user, preferred_language=code)

    client.post(reverse("wagtailadmin_password_reset"), {"email": user.email}, HTTP_ACCEPT_LANGUAGE="en")

    (message,) = mail.outbox
    assert message.subject == subject
    assert ("Siga este enlace" in message.body) == (code == "es")


def test_without_a_language_of_its_own_the_account_speaks_the_browsers(client, site):
    user = UserFactory()

    client.post(reverse("wagtailadmin_password_reset"), {"email": user.email}, HTTP_ACCEPT_LANGUAGE="es")

    (message,) = mail.outbox
    assert "Siga este enlace" in message.body
