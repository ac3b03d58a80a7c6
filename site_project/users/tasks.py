"""Mail about accounts that takes its time in the background: whoever asks for it must not learn from that who has an account."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django_tasks import task
from wagtail.admin.views.account import PasswordResetView

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
