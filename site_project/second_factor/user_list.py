"""Wagtail's list of users, which also says who has a second factor."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.users.views import users

from site_project.second_factor.models import has_factor


class IndexView(users.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        column = BooleanColumn("has_factor", label=gettext_lazy("Second factor"), width="10%")
        columns: list[Column] = super().columns
        return [*columns[:-1], column, columns[-1]]

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().annotate(has_factor=has_factor())


class UserViewSet(users.UserViewSet):
    index_view_class = IndexView
