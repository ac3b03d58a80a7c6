"""The desk on the home screen of the admin."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail.models import Locale

from site_project.users.permissions import User, locale_ids_of
from translation.desk.actions import open_tasks
from translation.desk.querysets import Totals
from translation.desk.rows import rows_for

#: Tasks on the home screen.
SHOWN = 5


class DeskPanel(Component):
    """What waits in the languages of a person, and the first tasks that they have or could take."""

    name = "translation_desk"
    template_name = "translation/desk/panel.html"
    #: Above Wagtail's own panels.
    order = 100

    def __init__(self, user: User) -> None:
        self.user = user

    @cached_property
    def totals(self) -> Totals:
        return open_tasks(self.user).totals()

    def is_shown(self) -> bool:
        """For translators always, for others when there is something in their language."""
        translates = locale_ids_of(self.user) - {Locale.get_default().pk}
        return bool(translates) or bool(self.totals)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        first = open_tasks(self.user).assigned_to_or_free(self.user)[:SHOWN] if self.totals else []
        return {
            "totals": self.totals,
            "rows": rows_for(self.user, first),
            "desk_url": reverse("translation_desk:index"),
            "act_url": reverse("translation_desk:act"),
            "csrf_token": parent_context and parent_context.get("csrf_token"),
        }
