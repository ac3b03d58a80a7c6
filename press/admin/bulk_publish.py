"""Publishing several clippings that wait, from their list."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import classproperty
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from press.models import Clipping
from site_project.users.permissions import is_locked_for, may


class PublishClippings(SnippetBulkAction):
    """Publishes the newest version of those that wait for a publisher; of others there is nothing to publish."""

    display_name = _("Publish")
    action_type = "publish"
    aria_label = _("Publish the selected clippings")
    template_name = "press/admin/confirm_bulk_publish.html"
    action_priority = 20

    @classproperty
    def models(cls) -> list[type[Clipping]]:  # noqa: N805 it is a property of the class
        return [Clipping]

    @classmethod
    def get_queryset(cls, model: type[Clipping], object_ids: Iterable[str]) -> QuerySet[Clipping]:
        return model.objects.waiting().filter(pk__in=object_ids).select_related("latest_revision", "locale")

    def get_all_objects_in_listing_query(self, parent_id: str) -> QuerySet[Clipping, Any]:
        return Clipping.objects.waiting().values_list("pk", flat=True)

    def check_perm(self, clipping: Clipping) -> bool:
        return may(self.request.user, "publish", clipping) and not is_locked_for(self.request.user, clipping)

    @classmethod
    def execute_action(cls, objects: Sequence[Clipping], **kwargs: Any) -> tuple[int, int]:
        user = kwargs["self"].request.user
        for clipping in objects:
            revision = clipping.latest_revision or clipping.save_revision(user=user, clean=False)
            revision.publish(user=user, skip_permission_checks=True)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        if not num_parent_objects:
            return None
        said = ngettext("%(count)d clipping was published.", "%(count)d clippings were published.", num_parent_objects)
        return said % {"count": num_parent_objects}
