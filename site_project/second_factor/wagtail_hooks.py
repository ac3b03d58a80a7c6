"""Second factors in the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from site_project.second_factor.account import ResetView, SecondFactorView, may_reset
from site_project.second_factor.forms import RequirementForm
from site_project.second_factor.notices import ACTS


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("account/second-factor/", SecondFactorView.as_view(), name="second_factor_account"),
        path("users/<int:pk>/second-factor/", ResetView.as_view(), name="second_factor_reset"),
    ]


@hooks.register("register_account_menu_item")
def register_account_menu_item(request: HttpRequest) -> dict[str, Any]:
    return {
        "url": reverse("second_factor_account"),
        "label": _("Second factor"),
        "help_text": _("A code of an app or a passkey beside your password, so that a stolen password is not enough."),
    }


@hooks.register("register_group_permission_panel")
def register_requirement() -> type[RequirementForm]:
    return RequirementForm


@hooks.register("register_user_listing_buttons")
def reset_button(user: Any, request_user: Any) -> Iterator[Button]:
    if may_reset(request_user, user):
        url = reverse("second_factor_reset", args=[user.pk])
        yield Button(_("Reset second factor"), url=url, icon_name="lock-open", priority=30)


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    for action, act in ACTS.items():
        actions.register_action(action, act.label, act.message)
