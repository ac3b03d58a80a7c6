"""Mail about accounts, sent in the background."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django_tasks import task
from wagtail.admin.views.account import PasswordResetView

from site_project.mail import send_now
from site_project.users.forms import AccountPasswordResetForm


@task(backend="background")
def send_password_reset(email: str, language: str) -> None:
    """Send the link to choose a new password to the accounts with this address.

    Its host is the site's own, never the one that a request named.
    """
    form = AccountPasswordResetForm({"email": email})
    form.cleaned_data = {"email": email}
    site = urlsplit(settings.SITE_URL)
    with translation.override(language):
        form.save(
            domain_override=site.netloc,
            use_https=site.scheme == "https",
            subject_template_name=PasswordResetView.subject_template_name,
            email_template_name=PasswordResetView.email_template_name,
        )


@task(backend="background")
def send_notice(email: str, subject: str, body: str) -> None:
    """Tell somebody what became of their account."""
    send_now(EmailMessage(subject, body, None, [email]))
