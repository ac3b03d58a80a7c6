"""What translators do with tasks before they translate: take one, and start it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from wagtail.models import Page

from site_project.users.permissions import LocalePermissionPolicy, User, locale_ids_of
from translation.desk.querysets import TaskQuerySet
from translation.guards.submitting import PERMISSION, submit
from translation.models import Published


def may_work_on(user: Any, task: Published) -> bool:
    """Whether a task is into one of the languages of `user`, who may start it."""
    model = task.translation.source.specific_content_type.model_class()
    if model is None or task.translation.target_locale_id not in locale_ids_of(user) or not user.has_perm(PERMISSION):
        return False
    return issubclass(model, Page) or LocalePermissionPolicy(model).user_has_permission(user, "change")


def open_tasks(user: User) -> TaskQuerySet:
    """What waits in the languages of `user`."""
    return Published.objects.tasks().to_do().in_languages(locale_ids_of(user))


@transaction.atomic
def start(tasks: Iterable[Published], user: Any) -> list[Any]:
    """Make the drafts of tasks, which the user thereby takes if nobody has. What has one already stays as it is.

    Returns the translations, drafts as a rule.
    """
    started = []
    for task in tasks:
        translation = task.translation
        try:
            submit([translation.source.get_source_instance()], [translation.target_locale], None, user)
            started.append(translation.get_target_instance())
        except ObjectDoesNotExist:
            continue  # the original was deleted meanwhile
        Published.objects.filter(pk=task.pk, assignee=None).update(assignee=user)
    return started
