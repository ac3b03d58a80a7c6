"""What keeps a person from changing a translation."""

from django.db.models import Model
from wagtail.locks import BaseLock, BasicLock
from wagtail.models import LockableMixin, WorkflowMixin

from site_project.users.permissions import User


def lock_for(user: User, instance: Model) -> BaseLock | None:
    """The lock, set by hand or by a review, that keeps `user` from changing this page or snippet.

    Not `instance.get_lock()`: to that a schedule is a lock, too. Whoever corrects a scheduled translation publishes it
    again, and it keeps its hour.
    """
    lock: BaseLock | None = None
    if isinstance(instance, LockableMixin) and instance.locked:
        lock = BasicLock(instance)
    elif (
        isinstance(instance, WorkflowMixin)
        and getattr(instance, "is_in_review", True)  # as the query set says, where it was asked
        and (task := instance.current_workflow_task)
    ):
        lock = task.lock_class(instance, task)
    return lock if lock and lock.for_user(user) else None
