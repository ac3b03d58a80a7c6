"""Bulk actions are offered to those who may do them to something: Wagtail offers all to everybody, and refuses
afterwards. And what is no number of anything is not found: Wagtail fails."""

from typing import Any

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.bulk_action import dispatcher
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import get_snippet_models

from site_project.text import parse_id
from site_project.users.permissions import User

#: The right that an action needs. All others, and those on files, depend on whose the thing is.
NEEDED = {"publish": "publish", "unpublish": "publish", "delete": "delete"}


def may_do(user: User, model: type[Model], action: str) -> bool:
    """Whether `user` may do the bulk action to some of the model, as far as that does not depend on whose they are."""
    right = NEEDED.get(action)
    if right and model in get_snippet_models():
        return bool(model.snippet_viewset.permission_policy.user_has_permission(user, right))  # type: ignore[attr-defined]
    # Authors delete pages of theirs that were never public.
    if right == "publish" and model is Page:
        return bool(page_permission_policy.user_has_permission(user, right))
    return True


def actions_of(model: type[Model]) -> set[str]:
    """The names of all bulk actions on the model."""
    registered = bulk_action_registry.get_bulk_actions_for_model(model._meta.app_label, model._meta.model_name)
    return {action.action_type for action in registered}


def refused_addresses(user: User, model: type[Model]) -> set[str]:
    """The addresses of the bulk actions that `user` may not do to any of the model."""
    return {
        reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action])
        for action in actions_of(model)
        if not may_do(user, model, action)
    }


class BulkActionsAllowed:
    """For a list of snippets: nothing can be ticked where nothing could be done with it."""

    @cached_property
    def columns(self) -> list[Column]:
        view: Any = self
        columns: list[Column] = super().columns  # type: ignore[misc]
        if any(may_do(view.request.user, view.model, action) for action in actions_of(view.model)):
            return columns
        return [column for column in columns if column.name != "bulk_actions"]


def bulk_action(request: HttpRequest, **names: str) -> HttpResponseBase:
    """Wagtail's view of a bulk action, at its address.

    Raises:
        Http404: the numbers in the address are none, or no page has the number of `childOf`.
    """
    keys = [key for key in request.GET.getlist("id") if key != "all"] + request.GET.getlist("childOf")
    if any(parse_id(key) is None for key in keys):
        raise Http404
    try:
        response: HttpResponseBase = dispatcher.index(request, **names)
    except Page.DoesNotExist as error:
        raise Http404 from error
    return response
