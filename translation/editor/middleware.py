"""What was typed in the editor comes back when its form cannot be taken in: the session ended, somebody else has signed
in, the right or the page is gone.

Nothing is stored for that. The texts are in the form that was sent, and go back in the answer: hidden in a form to sign
in with, which leads to the editor with everything in its fields, unsaved; or to be copied.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from wagtail.admin.views.account import LoginView

from site_project.second_factor.forms import LoginWithProofForm
from translation.editor.save import typed_fields

#: A field of the form to sign in with, and of no other that has texts.
_PASSWORD = "password"  # noqa: S105


class TypedTextMiddleware:
    """Stands behind the CSRF check and the accounts' language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not _is_form(request) or not _is_refused(request, response) or not typed_fields(request.POST):
            return response
        if request.user.is_authenticated:
            # A form that is older than the session can be sent again; one that nobody may send cannot. (A page that is
            # not found would be looked for below the address of a language.)
            is_gone = response.status_code == HTTPStatus.NOT_FOUND
            status = HTTPStatus.GONE if is_gone else response.status_code
            return give_back(request, status, can_return=status == HTTPStatus.FORBIDDEN)
        return ask_to_sign_in(request)

    def process_view(self, request: HttpRequest, *args: object) -> HttpResponseBase | None:
        """Sign in who sends texts together with a password; what they are sent to then only shows the texts."""
        if not _is_form(request) or request.user.is_authenticated or _PASSWORD not in request.POST:
            return None
        if not typed_fields(request.POST):
            return None
        answer: HttpResponseBase = SignInView.as_view()(request)
        if not request.user.is_authenticated:
            return answer
        fields = request.POST.copy()
        del fields[_PASSWORD]
        fields["action"] = "restore"
        request.POST = fields
        return None


def _is_form(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of this site. Browsers say so themselves, whatever the CSRF check found: other
    sites cannot put words into anybody's mouth. The editor's script keeps its texts itself."""
    return (
        request.method == "POST"
        and request.path.startswith(reverse("wagtailadmin_home"))
        and request.headers.get("X-Requested-With") != "XMLHttpRequest"
        and request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    )


def _is_refused(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether the editor did not get the form: it shows itself, or leads to itself."""
    target = urlsplit(response.headers.get("Location", request.path))
    return response.status_code >= HTTPStatus.BAD_REQUEST or target.path != request.path


def give_back(request: HttpRequest, status: int, *, can_return: bool = False) -> HttpResponse:
    """The texts that were sent, to be copied.

    Args:
        status: of the answer; a redirect is a refusal.
        can_return: offer to go back to the editor with them.
    """
    response = TemplateResponse(
        request,
        "translation/editor/given_back.html",
        {"fields": typed_fields(request.POST), "can_return": can_return},
        status=status if status >= HTTPStatus.BAD_REQUEST else HTTPStatus.FORBIDDEN,
    )
    add_never_cache_headers(response)
    return response.render()


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """A form to sign in with that holds the texts."""
    view = SignInView()
    view.setup(request)
    # Not `dispatch()`: that would take in a password that came without the CSRF token.
    response = view.render_to_response(view.get_context_data(form=view.get_form_class()(request)))
    add_never_cache_headers(response)
    return response.render()


class SignInView(LoginView):
    """Wagtail's form to sign in with, and the texts that were sent: all at once, a second proof among it."""

    template_name = "translation/editor/sign_in.html"

    def get_form_class(self) -> type[LoginWithProofForm]:
        return LoginWithProofForm

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "typed_fields": typed_fields(self.request.POST)}
