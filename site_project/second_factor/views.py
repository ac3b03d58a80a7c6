"""Signing in with a second proof, and setting it up where a group requires one.

Who has typed the right password is `Pending`: their session has no rights before the second proof is right.
"""

import re
from typing import Any

import segno
from django.conf import settings
from django.contrib.auth import authenticate, login
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import RedirectURLMixin, redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, View
from wagtail.admin.views import account

from site_project.second_factor import notices, passkeys
from site_project.second_factor.forms import AppForm, PasskeyForm, PasskeyLoginForm, PasswordForm, ProofForm
from site_project.second_factor.models import AuthenticatorApp, RecoveryCodes, factors, hold, is_required_of
from site_project.second_factor.pending import Pending, is_confirmed, note_confirmed
from site_project.second_factor.sessions import end_sessions
from site_project.users.forms import preferred_language, too_many_attempts
from site_project.users.views import VisitorLoginView

#: In the session: the app that is being set up.
_NEW_APP = "second_factor_new_app"
_CODE = re.compile(r"[\w-]{14}", re.ASCII)


class SecondProofMixin:
    """A form to sign in with that is followed by the second proof."""

    def form_valid(self, form: Any) -> HttpResponse:
        view: Any = self
        user = form.get_user()
        if factors(user):
            step = "second_factor"
        elif is_required_of(user):
            step = "second_factor_app"
        else:
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            return response
        Pending(user, view.get_success_url(), bool(form.cleaned_data.get("remember"))).begin(view.request)
        return redirect(step)


class LoginView(SecondProofMixin, account.LoginView):
    """The way into the admin."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "are_passkeys_possible": passkeys.are_possible()}


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class PasskeyLoginView(RedirectURLMixin, FormView):
    """The way into the admin with a passkey alone: it proves that somebody has it, and that it is them."""

    template_name = "second_factor/passkey_login.html"
    form_class = PasskeyLoginForm
    next_page = "wagtailadmin_home"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.is_authenticated:
            return HttpResponseRedirect(self.get_success_url())
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        if request.user.is_anonymous:
            request.session.set_expiry(settings.PASSKEY_CHALLENGE_AGE)  # anybody can begin one
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "title": _("Sign in with a passkey"),
            "options": passkeys.ask_anyone(self.request) if passkeys.are_possible() else None,
            "next": self.get_redirect_url(),
        }

    def form_valid(self, form: PasskeyLoginForm) -> HttpResponse:
        login(self.request, form.user, backend=settings.AUTHENTICATION_BACKENDS[0])
        self.request.session.set_expiry(0)  # the session ends with the browser
        return HttpResponseRedirect(self.get_success_url())


class PageLoginView(SecondProofMixin, VisitorLoginView):
    """For pages that are private to those who have signed in."""


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class StepView(FormView):
    """A step of somebody who may not be signed in yet, in the language of their account."""

    request: HttpRequest
    title: Any
    user: Any
    pending: Pending | None

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        self.pending = Pending.of(request)
        self.user = self.find_user()
        if self.user is None:
            return self.refuse()
        with translation.override(preferred_language(self.user)):
            response = super().dispatch(request, *args, **kwargs)
            return response.render() if isinstance(response, TemplateResponse) else response

    def find_user(self) -> Any:
        """Whose step it is; None where it is nobody's."""
        return self.pending.user if self.pending else None

    def refuse(self) -> HttpResponse:
        return redirect("wagtailadmin_login")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "title": self.title, "account": self.user}


class ProofView(StepView):
    """The second proof."""

    template_name = "second_factor/proof.html"
    form_class = ProofForm
    title = _("Second factor")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request, "user": self.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "options": passkeys.ask(self.request, self.user)}

    def form_valid(self, form: ProofForm) -> HttpResponse:
        assert self.pending is not None  # noqa: S101 `find_user`
        self.pending.finish(self.request)
        return HttpResponseRedirect(self.pending.target)


class SetUpView(StepView):
    """Something new to prove with: of somebody who cannot sign in without, or of somebody who is signed in."""

    #: Of the log.
    action: str

    def find_user(self) -> Any:
        if self.request.user.is_authenticated:
            return self.request.user if is_confirmed(self.request) else None
        if self.pending is None or factors(self.pending.user):  # those prove it first
            return None
        return self.pending.user

    def refuse(self) -> HttpResponse:
        if self.request.user.is_authenticated:
            return redirect_to_login(self.request.path, reverse("second_factor_confirm"))
        return super().refuse()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_first = not self.request.user.is_authenticated
        context = {"is_required": is_first, "are_passkeys_possible": passkeys.are_possible()}
        return {**super().get_context_data(**kwargs), **context}

    def form_valid(self, form: Any) -> HttpResponse:
        """Signed in from now on, and nowhere else; with recovery codes, which are shown this once."""
        notices.note(self.user, self.action, by=self.user)
        target = reverse("second_factor_account")
        if not self.request.user.is_authenticated and self.pending:
            target = self.pending.target
            self.pending.finish(self.request)
        end_sessions(self.user, but=self.request.session.session_key)
        return new_codes(self.request, self.user, target, only_first=True) or HttpResponseRedirect(target)


class AppView(SetUpView):
    """An authenticator app, in place of the one before."""

    template_name = "second_factor/app.html"
    form_class = AppForm
    title = _("Authenticator app")
    action = notices.APP_ADDED

    @property
    def app(self) -> AuthenticatorApp:
        """The one whose key this session was shown: others may have seen all other keys."""
        unconfirmed = AuthenticatorApp.objects.filter(user=self.user, confirmed=False)
        app = unconfirmed.filter(pk=self.request.session.get(_NEW_APP)).first()
        if app is None:
            unconfirmed.delete()
            app = AuthenticatorApp.objects.create(user=self.user, confirmed=False)
            self.request.session[_NEW_APP] = app.pk
        return app

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        request.session.pop(_NEW_APP, None)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request, "app": self.app}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        app = context["form"].app
        code = segno.make(app.config_url, error="m", micro=False)
        return {**context, "secret": app.secret, "qr": code.svg_inline(scale=4, border=4, light="#fff", dark="#000")}

    def form_valid(self, form: AppForm) -> HttpResponse:
        AuthenticatorApp.objects.filter(user=self.user).exclude(pk=form.app.pk).delete()
        AuthenticatorApp.objects.filter(pk=form.app.pk).update(confirmed=True)
        return super().form_valid(form)


class PasskeyView(SetUpView):
    """One more passkey."""

    template_name = "second_factor/passkey.html"
    form_class = PasskeyForm
    title = _("Passkey")
    action = notices.PASSKEY_ADDED

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request, "user": self.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        options = passkeys.ask_to_register(self.request, self.user) if passkeys.are_possible() else None
        return {**context, "options": options}

    def form_valid(self, form: PasskeyForm) -> HttpResponse:
        form.save()
        return super().form_valid(form)


class ConfirmView(StepView):
    """The password once more, and then the second proof, of somebody who is signed in."""

    template_name = "second_factor/confirm.html"
    form_class = PasswordForm
    title = _("Confirm that it is you")

    def find_user(self) -> Any:
        return self.request.user if self.request.user.is_authenticated else None

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        username = self.user.get_username()
        if authenticate(self.request, username=username, password=form.cleaned_data["password"]) is None:
            is_throttled = getattr(self.request, "is_throttled", False)
            form.add_error("password", too_many_attempts() if is_throttled else _("That is not your password."))
            return self.form_invalid(form)
        target = _own_path(self.request.GET.get("next", ""))
        if factors(self.user):
            Pending(self.user, target, is_confirmation=True).begin(self.request)
            return redirect("second_factor")
        note_confirmed(self.request)
        return redirect(target)


def _own_path(path: str) -> str:
    """One of the pages that ask to be confirmed."""
    pages = ("second_factor_app", "second_factor_passkey", "second_factor_account")
    known = [reverse(name) for name in pages]
    is_reset = path.startswith(reverse("wagtailusers_users:index")) and path.isascii() and "//" not in path
    return path if path in known or is_reset else known[-1]


def new_codes(request: HttpRequest, user: Any, target: str, *, only_first: bool = False) -> HttpResponse | None:
    """A page with new recovery codes, which are shown this once.

    Args:
        target: where to go on.
        only_first: None instead, where somebody has codes already.
    """
    with transaction.atomic():
        hold(user)
        codes = RecoveryCodes.objects.filter(user=user).first() or RecoveryCodes.objects.create(user=user)
        if only_first and codes.token_set.exists():
            return None
        made = codes.renew()
    context = {"codes": made, "target": target, "title": _("Recovery codes"), "account": user}
    notices.note(user, notices.CODES_MADE, by=user)
    with translation.override(preferred_language(user)):
        response = TemplateResponse(request, "second_factor/codes.html", context)
        return response.render()


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class CodesFileView(LoginRequiredMixin, View):
    """The recovery codes that a page has shown, as a file. The page sends them back: they are kept nowhere."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        codes = [code for code in request.POST.getlist("code")[: RecoveryCodes.NUMBER] if _CODE.fullmatch(code)]
        lines = [request.get_host(), request.user.get_username(), *codes]
        name = pgettext("name of a file", "recovery-codes")
        return HttpResponse(
            "".join(f"{line}\n" for line in lines),
            content_type="text/plain; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}.txt"'},
        )
