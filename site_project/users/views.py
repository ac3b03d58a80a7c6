"""Wagtail's views of accounts and of private pages, with our forms."""

from typing import Any

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin.views import account
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from site_project.image_forms import ProfilePicturePanel
from site_project.users.forms import AccountNameForm, SharedPasswordForm, VisitorLoginForm
from site_project.users.tasks import send_password_reset


class PasswordResetView(account.PasswordResetView):
    """What follows the form happens in the background: the answer takes as long for an address that has an account as for
    one that has none."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.request = self.request
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        send_password_reset.enqueue(form.cleaned_data["email"], translation.get_language())
        return HttpResponseRedirect(self.get_success_url())


class AccountNamePanel(account.NameEmailSettingsPanel):
    form_class = AccountNameForm


#: Ours in the places of Wagtail's.
PANELS = {
    account.AvatarSettingsPanel: ProfilePicturePanel,
    account.NameEmailSettingsPanel: AccountNamePanel,
}


class SiteAccountView(account.AccountView):
    """One's own account."""

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        return [
            PANELS[type(panel)](panel.request, panel.user, panel.profile) if type(panel) in PANELS else panel
            for panel in super().get_panels()
        ]


class VisitorLoginView(auth_views.LoginView):
    """For pages that are private to those who have signed in."""

    template_name = "wagtailcore/login.html"
    authentication_form = VisitorLoginForm


def open_page(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """Takes the password of a private page. As Wagtail's own view, for passwords that are stored as hashes."""
    restriction = get_object_or_404(PageViewRestriction, pk=page_view_restriction_id)
    page = get_object_or_404(Page, pk=page_id).specific
    form = SharedPasswordForm(request.POST or None, instance=restriction, request=request)
    if form.is_valid():
        return _opened(request, form)
    action = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    response: HttpResponse = page.serve_password_required_response(request, form, action)
    return response


def open_collection(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """Takes the password of the documents in a private collection. See `open_page`."""
    restriction = get_object_or_404(CollectionViewRestriction, pk=restriction_id)
    form = SharedPasswordForm(request.POST or None, instance=restriction, request=request)
    if form.is_valid():
        return _opened(request, form)
    action = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    return render(request, "wagtaildocs/password_required.html", {"form": form, "action_url": action})


def _opened(request: HttpRequest, form: SharedPasswordForm) -> HttpResponse:
    form.restriction.mark_as_passed(request)
    target = form.cleaned_data["return_url"]
    if not url_has_allowed_host_and_scheme(target, request.get_host(), request.is_secure()):
        target = settings.LOGIN_REDIRECT_URL
    return HttpResponseRedirect(target)
