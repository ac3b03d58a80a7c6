"""One's own second factors, as a page of the admin; and taking away somebody else's who has lost them."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from site_project.second_factor import notices, passkeys
from site_project.second_factor.forms import PasskeyNameForm
from site_project.second_factor.models import (
    AuthenticatorApp,
    Passkey,
    RecoveryCodes,
    factors,
    hold,
    is_required_of,
)
from site_project.second_factor.pending import is_confirmed
from site_project.second_factor.sessions import end_sessions
from site_project.second_factor.views import new_codes
from site_project.text import parse_id
from site_project.users.models import User


@method_decorator(never_cache, name="dispatch")
class ConfirmedView(WagtailAdminTemplateMixin, TemplateView):
    """For who has lately confirmed that it is them."""

    request: HttpRequest
    header_icon = "lock"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_confirmed(request):
            return redirect_to_login(request.path, reverse("second_factor_confirm"))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = super().get_breadcrumbs_items()
        return [*items, {"url": "", "label": self.get_page_title()}]


class SecondFactorView(ConfirmedView):
    """What an account has, and what can be done with it."""

    template_name = "second_factor/account.html"
    page_title = gettext_lazy("Second factor")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        codes = RecoveryCodes.objects.filter(user=user).first()
        return {
            **super().get_context_data(**kwargs),
            "app": AuthenticatorApp.objects.filter(user=user, confirmed=True).first(),
            "passkeys": [
                (passkey, PasskeyNameForm(instance=passkey, auto_id=f"id_{passkey.pk}_%s"))
                for passkey in Passkey.objects.filter(user=user).order_by("pk")
            ],
            "codes_left": codes.token_set.count() if codes else 0,
            "are_passkeys_possible": passkeys.are_possible(),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """What the button that was pressed says."""
        actions = {
            "codes": self._make_codes,
            "rename": self._rename,
            "remove_app": self._remove_app,
            "remove_passkey": self._remove_passkey,
        }
        action = actions.get(request.POST.get("action", ""))
        return (action and action()) or redirect("second_factor_account")

    def _make_codes(self) -> HttpResponse | None:
        user: Any = self.request.user
        return new_codes(self.request, user, reverse("second_factor_account")) if factors(user) else None

    def _rename(self) -> None:
        passkey = self._passkeys().first()
        if passkey is None:
            return
        form = PasskeyNameForm(self.request.POST, instance=passkey)
        if form.is_valid():
            form.save()
        else:
            messages.error(self.request, _("The passkey needs a name."))

    def _remove_app(self) -> None:
        self._remove(AuthenticatorApp.objects.filter(user=self.request.user, confirmed=True), notices.APP_REMOVED)

    def _remove_passkey(self) -> None:
        self._remove(self._passkeys(), notices.PASSKEY_REMOVED)

    @transaction.atomic
    def _remove(self, devices: Any, action: str) -> None:
        user: Any = self.request.user
        hold(user)
        count = devices.count()
        if count and len(factors(user)) == count:
            if is_required_of(user):
                messages.error(self.request, _("You need a second factor. Add another one first."))
                return
            RecoveryCodes.objects.filter(user=user).delete()
        if devices.delete()[0]:
            notices.note(user, action, by=user)

    def _passkeys(self) -> Any:
        """The one of theirs that a form names, if there is one."""
        return Passkey.objects.filter(user=self.request.user, pk=parse_id(self.request.POST.get("passkey")))


class ResetView(ConfirmedView):
    """Takes away the second factor of somebody who has lost it."""

    template_name = "second_factor/reset.html"
    page_title = gettext_lazy("Reset second factor")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.object = get_object_or_404(User, pk=kwargs["pk"])
        if not may_reset(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"object": self.object, "factors": factors(self.object), "is_required": is_required_of(self.object)}
        return {**super().get_context_data(**kwargs), **context}

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if reset(self.object):
            messages.success(request, _("The second factor of “{name}” was removed.").format(name=self.object))
        return redirect("wagtailusers_users:edit", pk)


def may_reset(by: Any, user: User) -> bool:
    """Whoever may change accounts; of administrators only another one. One's own is on a page of its own."""
    if by == user or (user.is_superuser and not by.is_superuser):
        return False
    return bool(by.has_perm("users.change_user"))


def reset(user: User) -> bool:
    """Take away all second factors of somebody, and sign them out, with a notice; whether there were any."""
    found = [model.objects.filter(user=user).delete()[0] for model in (AuthenticatorApp, Passkey, RecoveryCodes)]
    if any(found):
        end_sessions(user)
        notices.note(user, notices.RESET)
    return any(found)
